"""The grammar of what is said before something to watch is asked for, as data: what one liked, how long there is time.

Written as the tables of `intents`.
"""

import re

from bot.asking.wording.grammar import pattern

_NICELY = r"(?:(?:ok|so|hey|right|well|and|now|but|guys|just|really|absolutely|finally|recently) )*"

ONLY_SET = pattern(r"""
    ((ok|so|hey|right|well|i|we|ive|weve|theres|there is|have|got|has|only|about|just|around|its|it is|a|the|our|my
    we|with) )*(RUNTIME|film night|film evening|movie night|date night|tonight|friday|saturday|sunday)( (free|spare|left
    tonight|to (kill|spare|fill|waste|burn)|before .*|time|night|of (free )?time|available|at most))*
""")
"""A clause that only says when and how long there is time for what the next one asks for."""

ONLY_BOUND = pattern(r"""
    ((and|but|so|ok|only|just|preferably|ideally|something|anything|nothing|not|no|maybe|it|should|must|has|to|be|in
    from|by|with|a|an|the|or|films?|ones?|we|have|got|please|thanks|i|also|want|long|too|if|possible|its
    good) )*(RUNTIME
    YEARS|COUNTRY|LANGUAGE|GENRE|PERSON)( (please|thanks|though|or|and|from|in|not|no|films?|ones?|if|possible|RUNTIME
    YEARS|COUNTRY|LANGUAGE|GENRE|PERSON|preferably|ideally|only|at most|max|long))*
""")
"""A clause that only says more of what the one before asks to watch: `max 90 minutes`."""

ONLY_LIKED = pattern(rf"""
    {_NICELY}((i|we|ive|weve|i have|we have|my \w+) (\w+ ){{0,3}}?)?(love[ds]?|like[ds]?|enjoy(ed|s)?|adore[ds]?
    finished|watched|saw|seen|fan of|obsessed with|blown away by|dig|into|rewatched) .*FILM.*
    {_NICELY}(my|our) (\w+ ){{0,2}}?(favou?rites?|faves?|favs?)( (films?|so far|ever|of all time))* (is|was|are
    were) FILM.*
    {_NICELY}FILM (is|was) (so |my |really |absolutely |just |one of my )*(great|amazing|brilliant|fantastic|fav\w*|good
    wonderful|awesome|incredible|superb|perfect|beautiful)( .*)?
""")
"""A clause that only says which film one likes."""

ASKS_FOR_MORE = pattern(rf"""
    {_NICELY}(what|where) (next|now|else|should (i|we) (watch|see|try)|(to|do i|do we|can i|would you|could i) (\w+
    ){{0,2}}(watch|see|recommend|suggest|try|go|next))( .*)?
    {_NICELY}((what|any|got|have|you|do|is|there|show|give|find|me|us|i|we|want|id|recommend|suggest|something|anything
    more|another|some|can|could|film|films|other|good) )*(else|similar|like (it|that|this)|along (those|the same
    similar) lines|suggestions?|recommendations?|recs?|recos|ideas|tips|more|recommend|suggest|next|in (that|the same
    a similar)
    (vein|style|spirit))( .*)?
""")
"""What is asked behind a film that one likes: what to watch next."""

LIKED_AND_MORE = re.compile(rf"(?:if |since |because |as )?(?:{ONLY_LIKED.pattern}) (?:{ASKS_FOR_MORE.pattern})")
"""What is liked and what to watch next, in one: `I loved FILM, what next`, `if you like FILM what else`."""
