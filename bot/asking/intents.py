"""The grammar of questions about films as data: what people write for each thing that can be asked.

A clause is matched as its shape: its words folded, and what was found in it as a name in capitals, such as
`who directed FILM` or `COUNTRY GENRE films YEARS RUNTIME not by PERSON`. Each table holds wordings that are searched in
the shape; of several that fit, the first counts.
"""

import re

from bot.asking.grammar import pattern, phrases
from bot.asking.query import Measure, Role, Sort

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
        (earned|made|grossed) the most( money)?|most successful|most money|biggest (hit|blockbuster)s?
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

COMPARISONS: tuple[tuple[Measure, bool, re.Pattern[str]], ...] = (
    ("runtime", True, phrases(r"longer|longest|runs? longer|more minutes|length")),
    ("runtime", False, phrases(r"shorter|shortest|quicker|less long")),
    ("year", True, phrases(r"""
        newer|newest|later|more recent|latest|came (out )?(second|last|after|later)|younger|after
    """)),
    ("year", False, phrases(r"""
        older|oldest|earlier|earliest|first|came (out )?before|before|came first|predates?
    """)),
    ("budget", True, phrases(r"""
        more expensive|(cost|costs) more|(bigger|larger|higher) budget|pricier|costlier|most expensive
    """)),
    ("budget", False, phrases(r"cheaper|cost less|(smaller|lower) budget|cheapest|less expensive")),
    ("revenue", True, phrases(r"""
        (earned|made|grossed|earn|gross) more( money)?|more successful|higher grossing|bigger hit
    """)),
    ("revenue", False, phrases(r"(earned|made|grossed) less( money)?|less successful")),
    ("score", True, phrases(r"""
        better|best|higher( rated| score)?|higher (score|rating)|good|preferred|prefer|scores? higher|rated higher
        liked more|more liked
    """)),
    ("score", False, phrases(r"worse|worst|lower( rated| score)?|lower (score|rating)|rated lower")),
)  # fmt: skip
"""Comparing words, what they compare, and whether the most or the least of it is asked for."""

DIFFERENCE = phrases(r"differences?|differ|compare[ds]?|comparison|side by side|versus|vs|have in common")

OTHER_VERSION = pattern(r"""
    (?<!\S)(its|the|than|to|and|with|from) (the )?(?P<which>remake|reboot|original|old|older|earlier|first|new|newer
    other
    latest|later)( one| film| version)?(?!\S)(?! (FILM|title|name|score))
""")
"""What a film is compared with by saying which version of it is meant."""

LIST_NOUN = phrases(r"""
    films?|ones?|anything|something|works?|stuff|filmography|cinema|made|what (else )?(did|has|have|was|were|is)
    GENRE|who is|list
""")

COUNT = phrases(r"how many|number of|count( of)?|total( number)?")

RANDOM = phrases(r"""
    random|surprise (me|us)|recommend\w*|suggest\w*|pick|choose
    (what|which film|something|a film|anything) (should|shall|could|can|might|do|to|for) ?(we|i|us
    me)?( \w+)? ?(watch|see|put on|view|tonight)|what to watch|watch tonight
    for (us |me |the club )?(tonight|this evening)|in the mood for|feel like
    good .* for tonight|any ideas
""")

LISTING = phrases(r"""
    list|show|which|what|any|all|find|name|search|have|got|are there|is there|give|see|films?|ones|anything
    something
""")

WHO_IS = pattern(r"""
    ^(who is|who was|what do you know (about|of)|about|what is|anything about|do you know) PERSON|^PERSON$
""")

EXISTS = phrases(r"""
    (do|have) (you|we) (\w+ )?(have|got|know|hold|own|carry)|have you (got|heard of|seen)
    is (there )?(FILM|a film called FILM) (here|there|loaded|in (the|your|our|here|there))|(you|we) (got|have)
    got FILM|(is|does) FILM (in$|exist)|exists?|heard of|a film (called|named) FILM
    in (the|your|our) (database|catalogue|catalog|collection|library|records)
""")

RELATIVE = pattern(r"""
    (?<!\S)(?P<how>longer|shorter|older|newer|earlier|later|more recent) than (FILM|it|that|this)(?!\S)
    (?<!\S)(?P<side>before|after) (FILM|it|that|this)(?!\S)
""")
"""What is asked of films by comparing them with one."""

SAME_HAND = pattern(r"""
    (?<!\S)(the )?(same )?(?P<role>director|writer|cast|actors?|filmmaker) (of|as|who (made|directed|wrote)
    that (made|directed)|behind) (FILM|it|that|this)(?!\S)
""")

LIKE_FILM = pattern(r"""
    (?<!\S)((films|something|anything|more|one|film|GENRE|COUNTRY|what( else)? is)( \w+){0,2}? (like|similar to)
    similar (films )?to|(i|you|we|who) (just |really |also )*(like[ds]?|love[ds]?|enjoy(ed)?) (?=FILM what)|if (i|you
    we) (just |really |also )*(like[ds]?|love[ds]?|enjoy(ed)?)|reminds? me of|in the (style|vein|spirit) of|resembles?
    akin to) (the |a )?(FILM|it|this|that)(?!\S)
""")

ABOUT = pattern(r"""
    (?<!\S)(films?|something|anything|one|GENRE)( \w+){0,2}? (about|where|in which|featuring|concerning
    dealing with|with(?= (an?|some|lots of|many) [a-z])|that (is
    are) about) (an? |the |some |someone |somebody |who |is )*(?P<topic>[a-z][a-z ]*?)( (from|in|before|after|by
    under|over|YEARS|COUNTRY|PERSON|RUNTIME).*)?$
""")
"""What a film is asked for by its story: the words that its synopsis is to hold."""

MOST = phrases(r"""
    (who|which (?P<who>director|actor|actress|writer|person|country|genre|language|decade|year
    filmmaker))( here)? (\w+ )?((?P<did>directed|made|wrote|acted in|starred in|appears? in|is in|has|had|have|is
    with|produced|did|are|written|appeared in)) (\w+ )?(the )?(most|more)( (films?|often|common|frequent|credits
    work))?
    most (common|frequent|prolific|popular|represented) (?P<common>director|actor|actress|writer|country|genre
    language|decade|year)
    how many (?P<many>directors|actors|actresses|writers|countries|genres|languages|decades|people|years)
""")
"""Questions that count films by who or where they are from."""

MORE_THAN = pattern(r"""
    PERSON .*(more|fewer|less) (films )?than PERSON
    who (has )?(made|directed|did) more( films)?,? PERSON or PERSON|more films.* PERSON or PERSON
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
