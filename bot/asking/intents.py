"""The grammar of questions about films as data: what people write for each thing that can be asked.

A clause is matched as its shape: its words folded, and what was found in it as a name in capitals, such as
`who directed FILM` or `COUNTRY GENRE films YEARS RUNTIME not by PERSON`. Each table holds wordings that are searched in
the shape; of several that fit, the first counts.
"""

import re

from bot.asking.grammar import pattern, phrases, rules
from bot.asking.query import Field, Measure, Role, Sort

FIELDS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("review_count", phrases(r"how many reviews|number of reviews|(any|has|have) reviews")),
    ("company", phrases(r"""
        (which|what) (\w+ )?(studios?|compan(y|ies)|production)
        (studio|company|production company|companies|producers?)|who (produced|financed)|produced by
        produced( it)?
    """)),
    ("profit", phrases(r"""
        profit|profitable|(make|made|makes|lose|lost) money
        (make|made|lose|lost|turn(ed)?) (any |a |its )?(profit|money back)|break even|flop
    """)),
    ("budget", phrases(r"""
        budget|(how much|what) (did|does|was|is|has)? ?(.*)(cost|costs|spend|spent|spent on)|cost|expensive
        how much money (was|did) .*(spent|put|cost)|cost to make
    """)),
    ("revenue", phrases(r"""
        revenue|gross|grossed|grosses|earn|earned|earnings|box office|takings
        how much (money )?did .* (make|take|bring)|how much (money )?(has|have) .* made|make at the
        how much (it|FILM) (made|earned|grossed)|made at the
    """)),
    ("tagline", phrases(r"tag ?line|slogan|catchphrase|motto|poster (say|line)")),
    ("certification", phrases(r"""
        certificat\w*|age rating|(rated|rating) (for|r|pg)
        (suitable|appropriate|ok|okay|safe|fit) for (kids|children|family|families|minors|a family)|age limit
        (what|which) age|suitable for|old enough|how old (do|must|should)|parental|(pg|r) rated
        can (kids|children)|mpaa|kid friendly|for (kids|children)
    """)),
    ("score", phrases(r"""
        (page )?score|rating|(how (well|high|highly) (is|was) .*)?(rated)|how many (stars|points)|how good|how bad
        what does .* score|(any|is it|is FILM) (any )?good|any good|worth (watching|seeing|it)
    """)),
    ("runtime", phrases(r"""
        how long|run ?time|running (time|length)|run for|length|duration|how many (minutes|hours)
        (what|which) length|minutes (is|long)|how lengthy|how short
    """)),
    ("released", phrases(r"""
        release date|(what|which|exact) (date|day)|(date|day) (was|did|of)|when exactly|on what day|premiere
        premiered|premieres|what month|which month|date
    """)),
    ("year", phrases(r"""
        when|(what|which) year|year|how old|how (recent|new)|(what|which) decade|from what|age
    """)),
    ("streaming", phrases(r"""
        where (can|could|do|to|should|might) ?(i|we|you|one|people|someone)? ?(watch|see|stream|find|buy|rent|get
        catch)|where is .* (streaming|available|playing|showing|on)|stream(ing)?|(on )?netflix|available
        where .* watch|watch it online|how (can|do) (i|we) (watch|see)
    """)),
    ("country", phrases(r"""
        (what|which) (country|countries|nation|nationality)|countr(y|ies)|nationality
        where (is|was|were|does|did|do) .*(from|made|come from|produced|originate)|where (is|are) (it|FILM) from
        where (it|FILM) (is|was) (made|from)|where from|where (was|is) (it|FILM)|made where|from where|land
    """)),
    ("language", phrases(r"""
        (what|which) (language|languages|tongue)|languages?|spoken|(do|does) they (speak|talk)|speak
    """)),
    ("genre", phrases(r"""
        genres?|(what|which) (kind|type|sort|category)|categor(y|ies)|kind of (a )?(film|thing)
    """)),
    ("website", phrases(r"website|homepage|web site|official (site|page)|site")),
    ("trailer", phrases(r"trailer|teaser")),
    ("names", phrases(r"""
        original (title|name)|(other|alternative|another|different|also) (known|titles?|names?)|called in
        also called|aka|known as|original(ly)? (called|titled|named)|native title
        (russian|japanese|french|german|italian|swedish|LANGUAGE|COUNTRY) (title|name)|called originally
        real (title|name)
    """)),
    ("cast", phrases(r"""
        who (\w+ )?(star\w*|act\w*|play\w*|appear\w*|is (\w+ )?in|are (\w+ )?in|was (\w+ )?in|were (\w+ )?in)|cast
        actors?|actress(es)?|starring|stars?|lead (role|actor|actress)s?|leads
        main (role|character|actor|actress)s?|performers?|acted|acts
    """)),
    ("writer", phrases(r"""
        who (\w+ )?(wrote|written|writes|penned|scripted)|writers?|written by|screenplay|screenwriters?
        script(ed)?|wrote|penned|scriptwriters?|authors?|scenario
    """)),
    ("director", phrases(r"""
        who( \w+){0,2} (directed|directs|direct|made|makes|make|behind|created|did|responsible)|directors?
        directed( by)?|whose film|who was .*made by|made by|who is behind|who did|by whom
        who(se)? (is )?(film )?(it|FILM) by|whose|who made|directed|who FILM|name the director|director s|made
    """)),
    ("synopsis", phrases(r"""
        about|plot|synopsis|summary|summari[sz]e|story(line)?|premise|describe|description|what happens
        what goes on|tell .* of|overview|outline|gist
    """)),
)  # fmt: skip
"""What is asked of a film; where several fit and no `and` parts them, the first counts."""

UNKEPT = rules(
    ("cinematographers", r"""
        who (\w+ )?(shot|filmed|photographed|lensed)|cinematographers?|director of photography|dop|cameraman
        camera ?man|behind the camera|(did|was|is) the (cinematography|camera work)|shot by
    """),
    ("composers", r"""
        (who|whose) .*(music|soundtrack|score)|compos\w+|soundtrack|music by|songs?|theme music|who scored
    """),
    ("editors", r"who (edited|cut)|editors?|edited by"),
    ("awards", r"""
        awards?|oscars?|golden (lion|palm|bear|globe)s?|palme|prizes?|won|win|bafta|nominat\w+|academy
    """),
    ("characters", r"""
        characters?|who (does|did) PERSON play|what (role|part) (does|did|has)|who plays (?!in )(?!FILM)(?!it)\w+
        who played (?!in )(?!FILM)(?!it)\w+|play(s|ed)? in (it )?as
    """),
    ("places where films are shot or set", r"""
        (where|location) .*(filmed|shot)|filming locations?|locations?|set in|where .* set|where .* take place
    """),
    ("word on sound or silence", r"silent|silents|talkies?"),
    ("word on whether people are men or women", r"women|woman|female|men|male|lgbt\w*|queer|black directors?"),
    ("word on colour or black and white", r"(in )?(colou?r|black and white|b w|bw|monochrome)"),
    ("sequels or remakes", r"sequels?|prequels?|remakes?|spin ?offs?|trilogy|franchise"),
    ("books or plays that films are after", r"based on|adapt\w+|novel|the book|source material"),
    ("endings", r"""
        how (does|did|do) .* ends?|(what happens|whats) (at|in) the end|who (dies|died|survives|lives|wins)
        does .* die|explain the ending|happy ending|the ending (of|mean)|(ending|end) explained|twist
    """),
    ("dates of people’s lives", r"""
        how old (is|was) PERSON|(when|where) (was|is) PERSON born|born|birthday|(when|how) did PERSON die|dead
        alive|died|married|wife|husband|where is PERSON from|nationality of PERSON|what nationality is PERSON
        how tall|PERSON s? ?(age|wife|husband|birthday|nationality)
    """),
    ("trivia", r"""
        trivia|fun facts?|behind the scenes|bloopers?|goofs?|budget of the marketing|aspect ratio|film stock
        what camera|lens(es)?
    """),
)  # fmt: skip
"""What is asked about films and stands in no record, and what to call it."""

NEVER_CONDITIONS = frozenset(
    {
        *("awards", "places where films are shot or set", "word on colour or black and white", "sequels or remakes"),
        *("books or plays that films are after", "word on sound or silence", "word on whether people are men or women"),
    }
)
"""Of these, what films are asked by too."""

SORTS: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("costliest", phrases(r"""
        (most|more) expensive|most costly|(biggest|largest|highest) budgets?|costliest|cost the most|priciest
    """)),
    ("cheapest", phrases(r"cheapest|(smallest|lowest|least) (budget|expensive)s?|least expensive")),
    ("grossing", phrases(r"""
        (highest|most|top|biggest) (grossing|earning|revenue|earner|box office)s?
        (earned|made|grossed) the most( money)?|most successful|most money
    """)),
    ("longest", phrases(r"longest|most lengthy|longest running|(greatest|most) (runtime|minutes)|by length")),
    ("shortest", phrases(r"shortest|briefest|quickest|least (minutes|runtime|long)")),
    ("oldest", phrases(r"oldest|earliest|first|debut|by year|chronological\w*|in order|least recent")),
    ("newest", phrases(r"newest|latest|most (recent|modern)|(the )?last (film|films|one|work|thing)|last")),
    ("reviewed", phrases(r"most reviewed|most reviews|most written about")),
    ("popular", phrases(r"most popular|best known|most famous|most votes|popular|famous")),
    ("best", phrases(r"""
        best|(top|highest|best) (rated|scored|scoring|reviewed|\w+)|top|greatest|finest|highest( rated| scores?)?
        most (acclaimed|loved|praised)|good|great|must see|masterpieces?
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

LIST_NOUN = phrases(r"""
    films?|ones?|anything|something|works?|stuff|filmography|cinema|made|what (else )?(did|has|have|was|were|is)
    GENRE|who is|list
""")

COUNT = phrases(r"how many|number of|count( of)?|total( number)?")

RANDOM = phrases(r"""
    random|surprise (me|us)|recommend\w*|suggest\w*|pick|choose
    (what|which film|something|a film|anything) (should|shall|could|can|might|do|to|for) ?(we|i|us
    me)?( \w+)? ?(watch|see|put on|view|tonight)|what to watch|watch tonight|for tonight|in the mood for|feel like
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
    (?<!\S)((films|something|anything|more|one|film) (like|similar to)|similar to|if (i|you|we) (like[ds]?
    love[ds]?|enjoyed)|reminds? me of|in the (style|vein|spirit) of) (FILM|it|this|that)
""")

ABOUT = pattern(r"""
    (?<!\S)(films?|something|anything|one|GENRE)( \w+){0,2}? (about|where|in which|featuring|concerning
    dealing with|that (is
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
