"""The grammar of talk as data: contractions, manners, the club, and what refers to what was said.

Written as the tables of `intents`.
"""

from bot.asking.wording.grammar import pattern, phrases, rules

SPELLED_OUT = rules(
    ("who is", r"whos"),
    ("what is", r"whats|wats|wat is"),
    ("where is", r"wheres"),
    ("how is", r"hows"),
    ("when is", r"whens"),
    ("did not", r"didnt"),
    ("does not", r"doesnt"),
    ("do not", r"dont"),
    ("is not", r"isnt"),
    ("was not", r"wasnt"),
    ("can i", r"i can"),
    ("you", r"u|ya"),
    ("your", r"ur"),
    ("are", r"r"),
    ("people", r"ppl|folks"),
    ("how many", r"howmany|how manny|hw many"),
    ("with", r"w"),
    ("them", r"em"),
    ("and", r"n"),
    ("about", r"abt|bout"),
    ("year", r"yr"),
    ("something", r"sth|sthg|smth|smthg|smthing|somethin|sumthin|sumthing|sumthn|somthing|summat"),
    ("anything", r"anythin|anythng|nething|owt"),
    ("tonight", r"2nite|tonite|tnite|2night"),
    ("what", r"wat|wut"),
    ("films", r"movies|pictures|flicks|pics|titles|features|classics|gems|flix|flims|moveis|movis|fims|vids"),
    ("film", r"movie|picture|flick|feature|flim|moive|fim"),
    ("directed", r"helmed|direcetd|direced|directd|driected|dircted|direted"),
    ("director", r"direcor|directer|diretor|filmmaker|film maker"),
    ("genre", r"gener|genere"),
    ("released", r"relased|realeased|releesed"),
)  # fmt: skip
"""Contractions, other words for the same, and common slips, written out before a shape is matched."""

POLITE = phrases(r"""
    please|pls|plz|((can|could|would) you )?(please )?tell me|(can|could|would) you
    (do|does) (you|anyone|anybody) (happen to )?know(?! (the film )?FILM)|(i )?(just )?wan(t|na) (to )?know
    i (was|am|m) wondering|just wondering|out of curiosity|quick question|remind me|marquee|hey|hi|hello|so|um|hmm
    btw|actually|exactly|again pls|for me|i mean|any idea|ok|okay|well|by the way|i wonder|im curious
""")
"""What is said around a question and asks nothing."""

STARTERS = frozenset(
    str.split("who whos what whats when whens where wheres how hows which why is was did does has have are were list")
)
"""Words with which another question begins after `and` or a comma."""

PRONOUN = phrases(r"""
    it|its|that (film|one)|this (film|one)|the film|that|this|they|them
    (the |that )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|\d{1,2}th|last|final
    bottom|top) (one|of (them|those|these))|number \d{1,2}
    the (first|second|third|fourth|fifth|last)(?=$| (made|released|shot|directed|written|come|came|called)(?!\S))
""")
"""Words that mean the film that was last spoken of."""

PERSON_PRONOUN = phrases(r"""
    he|she|him|her|his|hers|they|their|theirs|that (director|actor|actress|writer)|the (same )?(director|writer)
    this (director|actor|actress)|(the |that )?same (director|person|guy|man|woman|bloke|dude|actor|actress|writer
    filmmaker)|(that|this) (guy|man|woman|bloke|dude|person)
""")

CLUB = rules(
    ("divisive", r"""
        (most )?(divisive|divided|controversial|polari[sz]ing)
        (do|did|have|has) (we|members|the club|everyone here) (\w+ )?(dis)?agreed?.*
        (split|divid\w+) (us|the club|our \w+)
    """),
    ("own", r"""
        (have|did|do) i (\w+ )?(rated?|give|gave|given|score[d]?|think|seen|see|like)
        what did i (give|rate|score|think)|my (rating|score)s?|i (gave|rated)|ive? rated
    """),
    ("member", r"""
        (did|has|does|do|is|was)? ?MEMBER s? ?.*(give|gave|given|rate[ds]?|scored?|think|thought|like[ds]?|seen
        watched|rating)|MEMBER s? ?(score|rating|opinion)|(score|rating) (of|from|by) MEMBER
        (give|gave|rate[ds]?) .* MEMBER
    """),
    ("disliked", r"""
        (who|did|has|does|anyone|anybody|which members?) .*(here|in (this|the|our) (club|server|group|place)|of us
        among us|members?) ?.*(hate[ds]?|dislike[ds]?|did not like)
        (hate[ds]?|dislike[ds]?|did not like) .*(here|(this|the|our) (club|server|group))
    """),
    ("liked", r"""
        (who|did|has|does|anyone|anybody|which members?) .*(here|in (this|the|our) (club|server|group)|of us
        among us|members?) ?.*(like[ds]?|love[ds]?|enjoy(ed)?|rated|seen|watched)
        (like[ds]?|love[ds]?|enjoyed|rated) .*(here|(this|the|our) (club|server|group))
        (our|the clubs?) (fans|lovers) of
    """),
    ("count", r"""
        how many (films|ratings|scores) (have|has|did) (we|the club|this (club|server)|everyone|everybody
        our \w+) (\w+ )?(rate[ds]?|give|given|score[ds]?|seen|watched)|how many ratings
    """),
    ("rated", r"""
        (films (we|the club) )?most rated|(rated|seen|watched) (by )?(the )?most (members|people|of us|often)
        our most (watched|rated|seen)|most (watched|rated|seen) .*(here|in (the|this|our) (club|server))
    """),
    ("lowest", r"""
        (our|the clubs?|this (club|server) s?|we) .*(worst|lowest|least (liked|favou?rite)|bottom|hated?)
        (worst|lowest|bottom|least liked).* (our|by us|here|in (this|the|our) (club|server)|we rated)
        (films? )?we (hated?|disliked) (the )?most
    """),
    ("top", r"""
        (our|the clubs?|this (club|server)s?|servers?) (\w+ ){0,3}?(top|best|favou?rites?|highest|loved|ranking
        chart|leaderboard)
        (top|best|favou?rites?|highest).* (our (club|server|group|members)|by us|here|in (this|the) (club|server)
        we (have )?(rated|watched|seen)|(of|by|for|in|from) the club)
        (what|which) (films? )?(do|did|have) we (like|love|liked|loved|rate|rated)( (the )?(most|best|highest))
        our .*(films|list|favou?rites?)|club s? ?(top|best|favou?rites?)
    """),
    ("count", r"""
        (our|the clubs?|this (club|server)s?|the servers?|members?) (\w+ )?(average|mean|typical|usual) (score|rating)s?
        (average|mean) (score|rating)s? .*(club|server|members|by us|do we|we (give|gave)|here)
        how (harsh|generous|strict|kind) (is|are) (we|the club|this (club|server)|our (club|members)|members)
    """),
    ("score", r"""
        (our|the clubs?|this (club|server)s?) (\w+ )?(score|rating|average|mean|verdict|opinion)
        (what|how)( scores?| ratings?)? (did|do|does|has|have) (we|the club|every(one|body)( here)?|this (club|server)
        our (club|server|members)|members|people here|all of us|the others) (all |each |here )?(give|gave|given
        rate[ds]?|scored?|think|thought|like[ds]?|feel|make)
        (score|rating|rated|average|think|thought|say) .*(here|in (this|the|our) (club|server)|by us|by the club
        by (the )?members|among us|we)|(did|do|does) (we|the club|members) (like[ds]?|love|enjoy|rate)
        how .* rated here
    """),
)  # fmt: skip
"""What is asked of the club: the members of the server in which the question is asked."""

PERIODS = pattern(r"(in )?(?P<period>this week|this month|this year|last week|last month|last year)")

WHAT_ABOUT = pattern(r"""
    ^(and |or |ok |but )*(what about|how about|and what of|what of|and|same for|now)(?!\S)
""")

ANOTHER = pattern(r"""
    ^(and |but |ok )*((is|are) there|got|have you( got)?|do you have|you got|you have)( any)? ?(another|others?
    more)( ones?)?$
    ^(and )?(another|another one|one more|more|something else|next|any others?|any more|others?|else
    give .* another|more please|anything else|different one)( one| please| film)?$
""")

WHY = pattern(r"""
    ^(but )?why( (that|this|so|(that|this) (one|film)|those|these|is that|not|it|do you (say|think) .*))?$
    ^how do you know( that)?$|^says who$
    ^source$|^are you sure$
""")

NEGATIONS = frozenset(
    str.split("""
    not no without except excluding non never nor isnt arent wasnt werent aint didnt doesnt hasnt neither nothing none
    minus avoid avoiding outside besides beside barring omit omitting exclude excludes skip skipping ignoring
    drop dropping remove removing ditch ditching
    """)
)
