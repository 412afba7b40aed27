"""The grammar of questions about films as data: what people write for each thing that can be asked.

A clause is matched as its shape: its words folded, and what was found in it as a name in capitals, such as
`who directed FILM` or `COUNTRY GENRE films YEARS RUNTIME not by PERSON`. Each table holds wordings that are searched in
the shape; of several that fit, the first counts.
"""

import re

from bot.asking.query import Measure, Role, Sort
from bot.asking.wording.grammar import pattern, phrases

SORTS: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("costliest", phrases(r"""
        (most|more) expensive|most costly|(biggest|largest|highest) budgets?|costliest|cost the most|priciest
    """)),
    ("cheapest", phrases(r"cheapest|(smallest|lowest|least) (budget|expensive)s?|least expensive|cost the least")),
    ("least_grossing", phrases(r"""
        (lowest|least|worst) (grossing|earning|revenue|earner|box office)s?|(earned|made|grossed) the least( money)?
        biggest (flop|bomb|failure)|least successful
    """)),
    ("least_known", phrases(r"(least|less) (popular|known|famous|seen)|(most )?obscure|fewest votes|lesser known")),
    ("least_reviewed", phrases(r"least reviewed|(fewest|least) reviews")),
    ("grossing", phrases(r"""
        (highest|most|top|biggest) (grossing|earning|revenue|earner|box office)s?
        (earned|made|grossed) the most( money)?|most successful|(?<!lost the )most money|biggest (hit|blockbuster)s?
    """)),
    ("longest", phrases(r"longest|most lengthy|longest running|(greatest|most) (runtime|minutes)|by length")),
    ("shortest", phrases(r"shortest|briefest|quickest|least (minutes|runtime|long)")),
    ("oldest", phrases(r"oldest|earliest|first|debut|by year|chronological\w*|in order|least recent")),
    ("newest", phrases(r"newest|latest|most (recent|modern)|(the )?last (film|films|one|work|thing)|last")),
    ("reviewed", phrases(r"most reviewed|most reviews|most written about")),
    ("popular", phrases(r"most popular|best known|most famous|most votes|popular|famous")),
    ("best", phrases(r"""
        best|(top|highest|best) (rated|scored|scoring|reviewed)|top|greatest|finest|highest( rated| scores?)?
        most (acclaimed|loved|praised)|good|great|must see|masterpieces?|worth (watching|seeing)
    """)),
    ("worst", phrases(r"""
        worst|(lowest|worst|least) (rated|scored|scoring|reviewed|liked)|lowest|terrible|most hated|bad
    """)),
)  # fmt: skip
"""Orders of lists; `known` is the order where none is asked for."""

_MUCH, _LITTLE = "(bigger|greater|longer|larger|higher|more)", "(smaller|shorter|lower|less|lesser)"
_TIME_RUN = "(running times?|run ?times?|runtimes?|duration|length)"
COMPARISONS: tuple[tuple[Measure, bool, re.Pattern[str]], ...] = (
    ("runtime", True, phrases(rf"{_MUCH} {_TIME_RUN}")),
    ("runtime", False, phrases(rf"{_LITTLE} {_TIME_RUN}")),
    ("budget", True, phrases(r"""
        more expensive|(costs?|spent|spend) (more|the most)|(the )?(bigger|larger|higher|biggest|more) budget|pricier
        dearer|costlier|more costly|most expensive|more money to make|had more money
    """)),
    ("budget", False, phrases(r"""
        cheaper|(costs?|spent) (less|the least)|(smaller|lower|smallest|lowest) budget|cheapest|less (expensive|costly)
    """)),
    ("revenue", True, phrases(r"""
        (earned|made|grossed|earn|gross|took|brought in|raked in) (in )?(more|the most)( money)?|more successful
        higher grossing|highest grossing|bigger hit|(bigger|better|higher|more) (at the )?(box office|earnings|gross)
        (did|fared|performed) better at the box office
    """)),
    ("revenue", False, phrases(r"(earned|made|grossed|took) (in )?(less|the least)( money)?|less successful")),
    ("runtime", True, phrases(r"""
        longer|longest|(runs?|lasts?|goes on) (for )?(longer|the longest)|more minutes|length|lengthier|takes longer
    """)),
    ("runtime", False, phrases(r"shorter|shortest|quicker|less long|briefer|fewer minutes")),
    ("year", False, phrases(r"by (year|date|release|release date|age)|chronological(ly)?")),
    ("year", True, phrases(r"""
        newer|newest|later|more (recent|modern)|latest|came (out )?(second|last|after|later)|younger|youngest|after
    """)),
    ("year", False, phrases(r"""
        older|oldest|earlier|earliest|first|came (out )?before|before|came first|predates?|elder|eldest
    """)),
    ("score", True, phrases(r"""
        better|best|higher( rated| score)?|higher (score|rating)|good|preferred|prefer|scores? higher|rated higher
        liked more|more liked
    """)),
    ("score", False, phrases(r"worse|worst|lower( rated| score)?|lower (score|rating)|rated lower")),
)  # fmt: skip
"""Comparing words, what they compare, and whether the most or the least of it is asked for."""

DIFFERENCE = phrases(r"differences?|differ(ent)?|compare[ds]?|comparison|side by side|versus|vs|v")
IN_COMMON = pattern(r"""
    (?<!\S)(in common|shares?|both have|similarit\w+)(?!\S)|^(and |but )*(is|are|how) .*(?<!\S)(alike|similar)(?!\S)
""")
"""What is asked of two films that are set beside each other."""

OTHER_VERSION = pattern(r"""
    (?<!\S)(its|the|than|to|and|with|from) (the )?(?P<which>remake|reboot|original|old|older|earlier|first|new|newer
    other
    latest|later)( one| film| version)?(?!\S)(?! (FILM|title|name|score))
""")
"""What a film is compared with by saying which version of it is meant."""

LIST_NOUN = phrases(r"""
    films?|ones?|things?|anything|something|works?|stuff|filmography|cinema|made|what (else )?(did|has|have|was|were|is)
    GENRE|who is|list
""")

COUNT = phrases(r"how many|number of|count( of)?|total( number)?")

RANDOM = phrases(r"""
    random|surprise (me|us)|recommend\w*|suggest\w*|pick|choose
    (what|which film|something|a film|anything) (should|shall|could|can|might|do|to|for) ?(we|i|us
    me)?( \w+)? ?(watch|see|put on|view|tonight)|what to watch|watch tonight
    for (us |me |the club )?(tonight|this evening)|in the mood for|feel like|fancy|cheer (me|us) up|(a|some|something
    any) feel good
    (hit|throw) (me|us) with
    good .* for tonight|ideas|recs|recos|what is ((good|nice|fun|great) )?(for (an?|my|our|when|tonight)|to watch)
    what should (an?|my|our|somebody|someone) (\w+ ){1,2}?(watch|see)
    films? (to watch )?for (an?|my|our|when)(?= [a-z])
""")

LISTING = phrases(r"""
    list|show|which|what|any|all|find|name|search|have|got|are there|is there|give|see|films?|ones|anything
    something
""")

WHO_IS = pattern(r"""
    ^(who is|who was|what do you know (about|of)|about|what is|anything about|do you know) PERSON|^PERSON$
""")

WHO_IS_SPOKEN_OF = pattern(r"""
    ^(and |but )?(who (is|was|are)|what do you know (about|of)|(more )?about|anything (else )?about) (he|she|they|him
    her|them|that|(this|that) (person|guy|man|woman|director|actor|actress))$
""")
"""What is asked of who was last spoken of."""

EXISTS = phrases(r"""
    (do|have) (you|we) (\w+ )?(have|got|know|hold|own|carry)|have you (got|heard of|seen)
    is (there )?(FILM|a film called FILM) (here|there|loaded|in (the|your|our|here|there))|(you|we) (got|have)
    got FILM|(is|does) FILM (in$|exist)|exists?|heard of|a film (called|named) FILM
    in (the|your|our) (database|catalogue|catalog|collection|library|records)
""")

ACTING_DIRECTOR = phrases(r"""
    (where|in which|whose|with) (the |a |its |their )?(director|filmmaker) (who |that )?(also |himself |herself |(is
    was)
    )*(acts?|acted|acting|stars?|starred|starring|appears?|appeared|plays?( a (part|role))?|performs?|in (it|them|the
    cast|(his|her|their) own (film|films|work))|one of the (actors|cast))( in (it|them))?( too| as well)?
    (directed by and starring|starring and directed by|written directed and starring) the same (person|man|woman|one)
    (director|actor) and (lead|star|actor|director) are the same( person)?|actor directors?
""")
"""What films are asked for in which the director acts too."""

SAME_TIME = phrases(r"""
    (from|in|of|during)? ?(the )?same (?P<unit>year|decade)( as| that)? (FILM|it|that|this)( (came out|was made|did))?
""")
"""What is asked of films by when one was made."""

RELATIVE = pattern(r"""
    (?<!\S)(?P<how>longer|shorter|older|newer|earlier|later|more recent) than (FILM|it|that|this)(?!\S)
    (?<!\S)(?P<side>before|after) (FILM|it|that|this)(?!\S)
""")
"""What is asked of films by comparing them with one."""

SAME_HAND = pattern(r"""
    (?<!\S)(the|its|that|the film s|this film s|that film s) (?P<its>director|filmmaker|writer)( s)?(?= (\w+ ){0,3}(
    films?|ones?|works?|feature|make|made|direct|directed|do|done|write|written)(?!\S))
    (?<!\S)(the )?(same )?(?P<role>director|writer|cast|actors?|filmmaker) (of|as|who (made|directed|wrote)
    that (made|directed)|behind) (FILM|it|that|this)(?!\S)
""")

LIKE_FILM = pattern(r"""
    (?<!\S)((films|something|anything|more|one|film|GENRE|COUNTRY|what( else)? is)( \w+){0,2}? (like|similar to)
    similar (films )?to|^(ok |and |so |more |maybe )*like|((i|you|we) )?(just |really |also )*(like[ds]?
    love[ds]?|enjoy(ed)?|adored?)(?= FILM (what|any|anything|can|could|more|recommend|suggest|something|show
    which)(?!\S))|if (i|you
    we) (just |really |also )*(like[ds]?|love[ds]?|enjoy(ed)?)|reminds? me of|in the (style|vein|spirit|manner) of
    resembles?|akin to|(same|similar) (vibes?|mood|feel|feeling|style|tone|energy) (as|to)|(vibes?|feel|mood) of|a la
    along the lines of|in (the same|a similar) (vein|style|spirit) (as|to)|reminiscent of|comparable to|much like
    double (bill|feature) with|(go|goes|pairs?|paired|fits?) (well |nicely )?(with|after|alongside)
    (watch|see|watching|seeing) (right |next |straight )?after|(someone|somebody|people|those|anyone|friend
    fans) who (really )?(like[ds]?|love[ds]?|enjoy(ed|s)?
    adore[ds]?)|(for|as) (an? )?(big |huge )?(fans?|lovers?) of) (the |a )?(FILM|it|this|that)(?!\S)
""")

ABOUT = pattern(r"""
    (?<!\S)(films?|something|anything|one|GENRE)( \w+){0,2}? (about|where|in which|featuring|concerning
    dealing with|without|with no|not about|with(?= (an?|some|lots of|many) [a-z])|that (is
    are) about|that (is|are) not about) (an? |the |some |someone |somebody |who |is )*(?P<topic>[a-z][a-z ]*?)( (from
    in|before|after|by
    under|over|YEARS|COUNTRY|PERSON|RUNTIME).*)?$
""")
"""What a film is asked for by its story: the words that its synopsis is to hold."""

_KIND = r"director|actor|actress|writer|person|country|genre|language|decade|year|filmmaker"
_TURNS_UP = r"""
    directed|made|makes?|wrote|written|acted in|starred in|appear(s|ed)? in|appears?|turns? up|shows? up|crops? up
    comes? up|pops? up|is in|was in|has|had|have|is with|produced|did|are|is|featured?|is got|got|has got
"""
MOST = phrases(rf"""
    (who|(which|what) (?P<who>{_KIND})( s)?)( here)? (\w+ )?(?P<did>{_TURNS_UP}) (\w+ )?(in )?(the )?(most
    more)( (films?|often|common|frequent|frequently|credits|work|times|parts|roles)( as an? (?P<part>{_KIND}))?)?
    (which|what) (?P<of>{_KIND})( s)?( is)? .*(?<!\S)(most|commonest|best represented)
    most( of)?( your| the| our| these)? films (are |come )?(from|in|by) (which|what) (?P<from>{_KIND})
    (most (common|frequent|prolific|popular|represented|frequently seen)|commonest|best represented|top
    biggest) (?P<common>{_KIND})(?! films?)
    (which|what) (?P<least>{_KIND})( s)? (\w+ ){{0,4}}?(fewest|least)( films?| of| common| often)*|(least (common
    frequent|represented)|rarest) (?P<rarest>{_KIND})
    how many (different )?(?P<many>directors|actors|actresses|writers|countries|genres|languages|decades|people|years)
""")
"""Questions that count films by who or where they are from."""

WORKED_WITH = pattern(r"""
    (who|which (?P<who>actors?|actress|actresses|directors?|writers?))( else)? .*(work(s|ed)?|collaborat(e|es|ed)
    appear(s|ed)?
    act(s|ed)?|star(s|red)?|been|film(s|ed)?) (with|for|in films (by|of)) PERSON( the)? (most|more)
    PERSON( s)? (most|favou?rite) (frequent |common |often |used )?(?P<used>actors?|actress|collaborators?|directors?)
    (who|which (?P<did>actors?|actress|directors?)) (did|does|has) PERSON (most )?(work|works|worked|film|filmed
    collaborate
    collaborated|cast|use|used)( with)?( the)?( most| often)*
    (who|which (?P<most>actors?|actress|directors?)) .*most( often)? (with|for|in films by) PERSON
    (?P<they>actors?|directors?|who) (that |who )?PERSON (has )?(worked|works|used|uses|cast)( with)?( the)? most
""")
"""With whom somebody had the most films."""

MORE_THAN = pattern(r"""
    PERSON .*(more|fewer|less) (films )?than PERSON
    PERSON or PERSON,? (who|which)( one| of them)? .*(more|most)(?!\S)
    who (has )?(made|directed|did) more( films)?,? PERSON or PERSON
    (did|has|have|who|which) .*more films.* PERSON or PERSON
""")

ROLE_CUES: tuple[tuple[Role, frozenset[str]], ...] = (
    (
        "writer",
        frozenset(
            {
                "write",
                "written",
                "wrote",
                "writes",
                "writer",
                "penned",
                "scripted",
                "screenplay",
                "script",
                "screenwriter",
            }
        ),
    ),
    (
        "director",
        frozenset({"directed", "direct", "directs", "director", "made", "make", "makes", "by", "helmed", "directing"}),
    ),
    (
        "cast",
        frozenset(
            {
                "with",
                "starring",
                "stars",
                "star",
                "starred",
                "featuring",
                "acted",
                "act",
                "acts",
                "actor",
                "actress",
                "play",
                "played",
                "plays",
                "appear",
                "appeared",
                "appears",
                "cast",
            }
        ),
    ),
)
"""Words beside a person's name that say in which part they are meant."""
