"""The grammar of what is asked of reviews and reviewers, as data. Written as `intents` is."""

from bot.asking.grammar import pattern, phrases, rules

REVIEWS = rules(
    ("count", r"""
        how many (reviews|films) (did|has|have|does|do|by|from|of|are by) REVIEWER
        number of reviews (by|of|from) REVIEWER
        how (much|often) (did|has|does) REVIEWER (write|written|review(ed)?)
    """),
    ("spoilers", r"spoilers?|spoil(s|ed|ing)?|spoilery"),
    ("gave", r"""
        (who|which (reviewers?|critics?)|(did|has) (anyone|anybody|someone|any reviewer)) (gave|give|given|rated?
        scored?|awarded?) (it|this|that|FILM) (with )?(an? )?(SCORE|\d+(\.5)?(/\d+)?)( stars?| points?| out of \d+)?
    """),
    ("quote", r"quotes?|quotations?|passage|a line (about|on|from)|excerpt"),
    ("disliked", r"""
        (who|anyone|anybody|someone|did|does|does any\w*|critic|reviewers?|people) .*(hate[ds]?|dislike[ds]?
        loathe[ds]?|(did|does|do) not (like|love|enjoy|care)|disappointed)
        (worst|harshest|most negative|lowest|negative|bad|critical|poor|unfavou?rable) (reviews?|scores?|opinions?
        notices?|things)|haters?|who (gave|rated|scored) .* (lowest|worst|least)|least favou?rites?
        REVIEWER .*(least|lowest|worst)|hate[ds]?|dislike[ds]?|against
    """),
    ("liked", r"""
        (who|anyone|anybody|someone|did|does|critic|reviewers?|people) .*(love[ds]?|like[ds]?|enjoy(ed)?
        adore[ds]?|praise[ds]?)
        (best|most positive|highest|positive|good|glowing|favou?rable|kindest) (reviews?|scores?|opinions?
        notices?|things)|who (gave|rated|scored) .* (highest|best|most)|fans?|REVIEWER .*(most|highest|best)
        favou?rites?
    """),
    ("scores", r"""
        (how|what) (did|do|have|has) (the )?(reviewers?|critics?|people|they) (rate|score|give|rated|scored|gave
        given)|reviewers? scores?|critics? scores?
        (what|how) (did|does|has) REVIEWER (rate|score|give|gave|rated|given)|reviewers? give
        REVIEWER s? ?(score|rating)|(score|rating) (did|from|by|of) REVIEWER|average review
    """),
    ("opinions", r"""
        reviews?|(people|they|critics?|reviewers?|anyone|everyone|anybody|any\w*|REVIEWER|others) (find|finds|found
        consider\w*|reckon\w*)
        (people|they|critics?|reviewers?|anyone|everyone|anybody|folks|REVIEWER|others) (say|says|said|think
        thinks|thought|write|wrote|feel|felt|mention\w*|make of|made of|talk|call|called)|opinions?
        (people|critics?|reviewers?|REVIEWER) .*(say|says|said|think|thought|wrote|write|liked?|mention\w*)
        critics?|reviewers?|complain\w*|critici[sz]e\w*|(is|was) .* (well )?(reviewed|received)|reception
        said about|thoughts? on|verdict|REVIEWER on FILM|reviewed
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
)
_TAKEN = r"during|(while )?watching|through|at|over|in|out of|by|with|of|about|because of"
REACTED = pattern(rf"^(and )?({_SOMEBODY}) (?P<topic>[a-z]+( [a-z]+){{0,3}}?) ({_TAKEN}) (FILM|it)$")
"""How somebody took a film, in whatever words: `who fell asleep during FILM`."""

FOUND = pattern(rf"""
    (?<!\S)(people|they|critics?|reviewers?|any(one|body)|everyone|some(one|body)|who|REVIEWER|any\w* \w+) (\w+ )?(find
    finds|found|consider\w*|call|calls|called|think|thinks|thought|reckon\w*|feel|feels|felt|says?|said) (that )?(FILM
    it) ((is|was|to be|as|being) )?(?P<found>[a-z]+( [a-z]+){{0,3}}?)$
    ^(and )?(is|was) (FILM|it) (as |so |too |very |really |that |all |a bit |actually |any |quite )*(?P<is>{_OPINIONS})(
    (as|for|to|according|by|in|say|says|film|or) .*)?$
""")
"""What a film may be found to be."""

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
    it this that film films people they critics critic reviewers reviewer reviews review anyone everyone anybody here so
    much most not all what who too very really quite bit rather more less out up fell fall falls fallen got get gets
    went go goes gone found find finds was were being anything something lot some any opinion opinions general
    good bad great worthwhile watching
    """)
)
"""Words that are not what reviews are asked about."""
