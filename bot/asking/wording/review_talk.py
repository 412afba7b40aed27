"""The grammar of what is asked of reviews and reviewers, as data. Written as `intents` is."""

from bot.asking.wording.grammar import pattern, phrases, rules

_NOT = r"(not|never|wasnt|werent|isnt|arent|didnt|doesnt|dont|less than|hardly)( (\w+ ))?"
_FAULTED = r"""(hate[ds]?|dislike[ds]?|pan(ned|s)?|slat(e|ed|es)|slam(med|s)?|trash(ed|es)?|savage[ds]?|rubbish(ed|es)?
    ripped|bash(ed|es)?|roast(ed|s)?|tore|dissed|despise[ds]?|detest(ed|s)?|loathe[ds]?|(could not|couldnt|cant) (stand
    bear)|let down|underwhelmed|unimpressed|disappointed|put off|faults?|faulted|knock(ed|s)?|not rate|mark(ed)? down
    (have|had|has) (a problem|problems|issues) with|walked out)"""
_PRAISED = r"""(prais(e|es|ed)|rav(e|es|ed)|gush(es|ed)?|recommend(s|ed)?|fell (in love|for)|keen|fond|impressed
    (be|being|was|were) positive|enthusiastic|championed?|admire[ds]?|appreciate[ds]?|cherish(ed|es)?|rated? .*highly
    (big |huge )?fans? of|thumbs up|moved by|blown away|impressed by|complimentary|compliment(s|ed)?
    sing(s)? the praises)"""
_VERDICT = "marks?|scores?|ratings?|grades?|reviews?|verdicts?|numbers?|notes?"
_THAT_ARE = r"(reviews?|opinions?|scores?|ones) .*(((that|which) )?(are|is|were|was)) (really |very |more )?"
CRAFTS = str.split("""
    acting performances performance cast actors cinematography camerawork camera photography visuals look images colours
    colors colour color palette music score soundtrack sound editing dialogue dialogues script writing screenplay plot
    story pace pacing ending direction directing effects costumes sets design humour humor jokes action animation
    atmosphere mood twist characters length lighting fights tone songs dancing
""")
"""What of a film reviews may be asked about."""
INFLECTED = frozenset(
    str.split("""
    complain complains complained complaining criticise criticised criticize criticized criticises panned pans
    slate slated slates slammed slams trash trashed savaged rubbished ripped bashed roasted despised detested loathed
    loathes
    underwhelmed unimpressed faulted raved raves rave gushed gush recommends recommended adored adores admired
    admires appreciated
    cherished championed compliment complimented snippet snippets excerpt excerpts extract extracts soundbite considered
    reckon reckons reckoned comment comments commented remark remarks fans enthusiastic praises praising raving consider
    """)
)
"""Forms of what reviewers do, which no table spells out."""
_CRAFT = rf"(\w+ ){{0,1}}?({'|'.join(CRAFTS)})( (work|scenes?|style))?"

REVIEWS = rules(
    ("count", r"""
        how many (reviews|films) (did|has|have|does|do|by|from|of|are by) REVIEWER
        number of reviews (by|of|from) REVIEWER
        how (much|often) (did|has|does) REVIEWER (write|written|review(ed)?)
    """),
    ("agreed", r"""
        (dis)?agree(s|d|ment)?|divided|divisive|consensus|(split|mixed) (opinions?|reviews?)|(opinions?|reviews?
        critics?
        reviewers?) (\w+ )?(split|mixed|divided)
    """),
    ("spoilers", r"spoilers?|spoil(s|ed|ing)?|spoilery"),
    ("gave", r"""
        (who|which (reviewers?|critics?)|(did|has) (anyone|anybody|someone|any reviewer)) (gave|give|given|rated?
        scored?|awarded?) (it|this|that|FILM) (with )?(an? )?(SCORE|\d+(\.5)?(/\d+)?)( stars?| points?| out of \d+)?
        (what|which|how many)( films?| else)? (did|has|does|have) REVIEWER (ever )?(give|gave|given|rated?|award
        scored?) (an? |with )*(SCORE|\d+|ten|nine|eight|seven|six|five|four|three|two|one|full|perfect|top)
        (did|does|has|is) REVIEWER (\w+ )?(give[ns]?|gave|rated?|scored?|award(ed)?|hand(ed)? out) (out )?(an? |any
        )*(perfect |full )?(SCORE|\d+s?|tens?|nines?|eights?|zeros?)
        REVIEWER (gave|rated|scored|gives) (an? )?(SCORE|\d+|ten|nine|eight|seven|six|five|four|three|two|one)
    """),
    ("quote", r"""
        (?<!that )(?<!the )quotes?|quotations?|passage|a line (about|on|from)|excerpts?|snippets?|soundbites?|extracts?
        (a|one|any|some) (good |nice |great )?(line|sentence|bit) (from|of|out of) (the |a |any )?reviews?
    """),
    ("disliked", rf"""
        (gave|gives?|given|giving) .*(low|bad|poor|terrible|awful|negative|weak|mediocre|harsh) ({_VERDICT})
        {_THAT_ARE}(negative|bad|critical|poor|harsh|unfavou?rable|unkind)
        (anything|something|nothing|things?) (bad|negative|critical|nasty) (\w+ )?(said|written|say|about|in)
        say anything bad
        bad (things?|words?)|worst (thing|said)|(bad|negative|harsh) (said|written)
        (who|anyone|anybody|someone|did|does|does any\w*|critic|reviewers?|people) .*(hate[ds]?|dislike[ds]?
        loathe[ds]?|(did|does|do) not (like|love|enjoy|care)|disappointed)
        (worst|harshest|most negative|lowest|negative|bad|critical|poor|unfavou?rable|unkind\w*|meanest) (reviews?
        scores?|opinions?|notices?|things|marks?|ratings?|about|on|of|takes?|views?|verdicts?|voices?)
        haters?|who (gave|rated|scored) .* (lowest|worst|least)
        least favou?rites?|(harshest|meanest|hardest|toughest|coldest) (on|to|about|with|towards?)
        (was|is|were|are|who|anyone|anybody|critics?|reviewers?|did|people|which \w+) .*{_NOT} (a (big |huge )?fan
        get (on|along|into)|click|gel|connect|warm to
        fans|keen|impressed|convinced|taken|into|sold|enthusiastic|happy|won over|moved|like|love|enjoy|care|rate|rec\w+
        think (much|it was (any )?good))
        (anyone|anybody|who|which \w+|critics?|reviewers?|someone|people|they|did|was|were) .*{_FAULTED}
        REVIEWER .*(least|lowest|worst)|hate[ds]?|dislike[ds]?|against
    """),
    ("liked", rf"""
        (gave|gives?|given|giving) .*(high|good|great|top|glowing|excellent|strong|positive) ({_VERDICT})
        {_THAT_ARE}(positive|good|favou?rable|glowing|kind)
        (who|anyone|anybody|someone|did|does|critic|reviewers?|people) .*(love[ds]?|like[ds]?|enjoy(ed)?
        adore[ds]?|praise[ds]?|{_PRAISED})
        (best|most positive|highest|positive|good|glowing|favou?rable|kindest) (reviews?|scores?|opinions?
        notices?|things|marks?|ratings?|about|on)|who (gave|rated|scored) .* (highest|best|most)|fans?|favou?rites?
        (do|does|did) (the )?(critics?|reviewers?|anyone|anybody|people) (really )?rate PERSON
        praise (for|of)|(any|some) (praise|compliments)
        (anything|something|things?) (nice|good|positive|kind|favou?rable) (\w+ )?(said|written|say|about|in)
        REVIEWER .*(most|highest|best)|(kindest|nicest|warmest|softest|most (generous|positive|enthusiastic)) (to
        about|on
        towards?|with|of)
    """),
    ("scores", r"""
        (how|what) (did|do|have|has) (the )?(reviewers?|critics?|people|they) (rate|score|give|rated|scored|gave
        given)|reviewers? scores?|critics? scores?
        (what|how) (did|does|has) REVIEWER (rate|score|give|gave|rated|given)|reviewers? give
        REVIEWER s? ?(score|rating)|(score|rating) (did|from|by|of) REVIEWER|average review
    """),
    ("opinions", rf"""
        reviews?|(people|they|critics?|reviewers?|anyone|everyone|anybody|any\w*|REVIEWER|others) (find|finds|found
        consider\w*|reckon\w*)
        (people|they|critics?|reviewers?|anyone|everyone|anybody|folks|REVIEWER|others) (say|says|said|saying|think
        thinks|thought|write|wrote|feel|felt|mention\w*|make of|made of|talk|call|called)|opinions?
        (people|critics?|reviewers?|REVIEWER) .*(say|says|said|think|thought|wrote|write|liked?|mention\w*)
        critics?|reviewers?|complain\w*|critici[sz]e\w*|(is|was) .* (well )?(reviewed|received)|reception
        said about|thoughts? (on|about)|(feelings?|impressions?|views?|mood|buzz|response|sentiment
        reactions?) (about|on|of|to|towards?)
        verdict|REVIEWER on FILM|reviewed|(comments?|remarks?|takes?|word|feedback) (on
        about) .*(of|in|from) (the )?(FILM|it|reviews)|(anything|something) (on|about) .*reviews|who (says|said
        thinks|thought) what
        how (good |bad |great )?(is|was|are|were) (the|its|their|FILM s|FILM) {_CRAFT}
        what (is|was) (the|its) {_CRAFT} (of |in )?(FILM |it )?like
        (is|was|are|were) (the|its) {_CRAFT} ((in|of) )?(FILM )?(it )?(any |really |that |very )*(good|bad|ok|okay
        great|weak|strong|praised|criticised|liked|convincing|worth .*)|reviews? for
    """),
)  # fmt: skip
"""What is asked of the reviews of a film."""

_OPINIONS = "|".join(
    str.split("""
    boring dull slow tedious overlong overrated underrated overhyped pretentious confusing moving touching depressing
    bleak violent gory bloody disturbing beautiful gorgeous weird strange odd gripping tense exciting entertaining
    sentimental dated cheesy uplifting heavy intense shocking brutal fun memorable predictable charming rewatchable
    frightening
    """)
)

_SOMEBODY = (
    r"who|any(one|body)|(did|does|do|has|have) (any(one|body)|some(one|body)|people|they|any \w+|critics?|reviewers?)"
    r"|any (reviewers?|critics?)"
)
_TAKEN = r"during|(while )?watching|through|at|over|in|out of|by|with|of|about|because of"
REACTED = pattern(rf"^(and )?({_SOMEBODY}) (?P<topic>[a-z]+( [a-z]+){{0,3}}?) ({_TAKEN}) (FILM|it)$")
"""How somebody took a film, in whatever words: `who fell asleep during FILM`."""

FOUND = pattern(rf"""
    (?<!\S)(people|they|critics?|reviewers?|any(one|body)|everyone|some(one|body)|who|REVIEWER|any\w* \w+) (\w+ )?(find
    finds|found|consider\w*|call|calls|called|think|thinks|thought|reckon\w*|feel|feels|felt|says?|said) (that )?(FILM
    it) ((is|was|to be|as|being) )?(?P<found>[a-z]+( [a-z]+){{0,3}}?)$
    ^(and )?(is|was) (FILM
    it) (as |so |too |very |really |that |all |a bit |actually |any |quite |considered |thought (to be )?
    seen as |said to be )*(?P<is>{_OPINIONS})(
    (as|for|to|according|by|in|say|says|film|or) .*)?$
""")
"""What a film may be found to be."""

BY_SOMEBODY = pattern(r"""
    ^(and )?(what|how) (did|does|has|is|was) (?P<who>PERSON|[a-z]+( [a-z]+){0,2}?) (say|said|says|think|thought|thinks
    write
    wrote|written|make|feel|rate|rated|give|gave|given) (about |of |on |for )?(FILM|it)(?!\S)
""")
"""What somebody by name is asked to have said of a film."""

MENTIONED = phrases(r"mention\w*|talk\w* (about|of)|speaks? (about|of)|discuss\w*|brings? up|a word (about|on)")
"""What reviews do with a topic, where no film need be named."""

TOPIC = pattern(r"""
    (?<!\S)((about|on|of|mention\w*|praise\w*|regarding|like|liked|love|loved|hate|hated|discuss\w*
    talk about)) (the |its |their |his |her |an? |any |some )?(?P<topic>[a-z]+( [a-z]+){0,3}?)( (in|of|from|on) (FILM|it
    that|this|the film)| FILM|$)
""")
"""Where the topic of reviews stands in a shape."""

NO_TOPIC = frozenset(
    str.split("""
    had have has go loved liked hated love like hate enjoyed disliked adored praised panned rated rate any
    about it this that film films people they critics critic reviewers reviewer reviews review anyone everyone
    anybody here so
    much most not all what who too very really quite bit rather more less out up fell fall falls fallen got get gets
    went go goes gone found find finds was were being anything something lot some any opinion opinions general
    good bad great worthwhile watching
    """)
)
"""Words that are not what reviews are asked about."""
