"""The grammar of what a club does as data, written as the tables of `talk`."""

from bot.asking.wording.grammar import phrases, rules

LIFE = rules(
    ("night", r"""
        (when|what|which|who|next|our|the|any|is there) .*film (night|evening)s?|film (night|evening)
        next (screening|night|evening)|(our|the) (next )?screening|when (do|are) we (meet|meeting|watching)( next)?
        (what|which)( film)? (do|are|will) we (watch(ing)?|see(ing)?|show(ing)?) next
        (what|which) film is (next|on next|up next)
        (the|our) next film( that)?( we| were| is| will| are|$)( (are |will )?(watch|see)(ing)?)?
    """),
    ("weekly", r"""
        (film|pick) (of|for) (the|this|last) week|weekly (film|pick)|(this|last) week s? ?(film|pick)
        week s (film|pick)
    """),
    ("polls", r"""
        (open|running|current|active|ongoing) (polls?|votes?)|(polls?|votes?) (\w+ )?(open|running|going|on|up|now)
        (is|are) there (a |any |an )?(\w+ )?(polls?|votes?)|any (\w+ )?polls?|(what|which) polls.*
        (are we|do we|can (i|we)) vot(e|ing)( on| for| in)?( .*)?|polls?
    """),
    ("watchlist", r"(watch|to watch) ?lists?|want to watch list|on (my|our|MEMBER s?) list|most wanted( films?)?"),
    ("raters", r"""
        (who|which( of)?( our| the| us)?( members?)?|what member) .*(most|more) (ratings?|scores?)
        (who|which( of)?( our| the| us)?( members?)?) (here )?(has |have )?(rated|scored|rates|scores) (the )?most
        most active (members?|raters?)|(top|keenest) raters?|rated the most films
    """),
    ("watchers", r"""
        (who|which( of)?( our| the| us)?( members?)?) (\w+ ){0,3}?(seen|watched|watches|sees|logged|saw) (the )?most
        who is the (biggest|keenest) .*|(most|top) (watchers?|viewers?)
    """),
    ("seen_count", r"""
        how many (films )?(did|have|has|do|does) (i|we|MEMBER|the club|everyone) (\w+ )?(watch(ed)?|see|seen|log(ged)?)
        how many (films|watches) .*(i|we|MEMBER) (have |has )?(watched|saw|seen|logged)
        how many films (have|has|did) (i|MEMBER) (\w+ )?rate[ds]?|how many (films|watches|entries) .*diary
        how much (did|have|has) (i|we|MEMBER) watch(ed)?
    """),
    ("lowest_given", r"""
        (did|do|have|has|does) (i|MEMBER) (\w+ )?(rated?|give|gave|given|scored?|liked?) (the )?(lowest|worst|least)
        (my|MEMBER s?) (\w+ )?(worst|lowest|least favou?rite)( \w+){0,3}
        what (did|do|does|has|have) (i|MEMBER) (\w+ )?(hated?|disliked?)( the)?( most)?
    """),
    ("highest_given", r"""
        (did|do|have|has|does) (i|MEMBER) (\w+ )?(rated?|give|gave|given|scored?|liked?|loved?) (the )?(highest|best
        most)
        (my|MEMBER s?) (\w+ )?(top|best|favou?rites?|highest)( \w+){0,3}|(i|MEMBER) (rated|gave) (the )?(highest|best)
    """),
    ("watched", r"""
        (what|which)( films?)? (did|have|has) (i|we|MEMBER|the club|everyone) (\w+ )?(watch(ed)?|see|seen|log(ged)?)
        (last|latest|recent|films|anything) (films? )?(i|we|MEMBER) (have |has )?(watched|saw|seen|logged)
        (my|MEMBER s?) (film )?diary
    """),
    ("unseen", r"""
        (who|which( of)?( our| the| us)?( members?)?) .*(not|never|hasnt|havent|didnt) (\w+ )?(see|seen|watched
        rated?|logged)
    """),
    ("seen", r"""
        (who|anyone|anybody|has someone|which( of)?( our| the| us)?( members?)?) .*(seen|watched|saw|logged)
        how many( of us| members| people)? .*(seen|watched|saw|logged)
    """),
)  # fmt: skip
"""What members do and plan: the film night to come, polls, watchlists, who sees the most, what was watched."""

OF_OTHERS = phrases(r"""
    (favou?rite|top|best|most|least|highest|lowest|worst)( (watched|rated|seen|liked|loved|popular))? (director|actor
    actress|genre|country|decade|year|language|writer|reviewer|kind|star)s?
    (which|what) (director|actor|actress|genre|country|decade|language|writer|kind)s?( of films?)? (do|did|have|has) (we
    members|the club|everyone) .*
""")
"""What is asked of the club’s films by whom or where they are from, which no list of it tells."""

OURS = phrases("we|us|our|ours|everyone|everyones|everybody|everybodys|members|club|clubs|most|people")
"""Words that ask of all members; where none stands, it is asked of one."""
