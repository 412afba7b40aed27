"""The grammar of what is asked of one film, as data: its facts, and what no record holds. Written as `intents` is."""

import re

from bot.asking.query import Field
from bot.asking.wording.grammar import phrases, rules

FIELDS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("review_count", phrases(r"""
        how many reviews|number of reviews|(any|has|have) reviews
        how many (people|critics|reviewers) (have )?review(ed)?
    """)),
    ("country", phrases(r"""
        (what|which) (\w+ )?(countr(y|ies)|nations?) .*(produced|made|behind|financed|funded|paid for|come|from)
        where .*(?<!\S)(co )?produced
    """)),
    ("company", phrases(r"""
        (which|what) (\w+ )?(studios?|compan(y|ies)|production)
        (studio|company|production company|companies|producers?)|who (produced|financed)|produced by
        produced( it)?
    """)),
    ("profit", phrases(r"""
        profit|profitable|(make|made|makes|lose|lost) money
        (make|made|lose|lost|turn(ed)?|earn(ed)?) (any |a |back )?(its |the )?(profit|money back|budget back|budget)
        (make|made|earn|earned|get|got|win) (its|the) (money|budget|costs?) back|break even|flop(ped)?|bomb(ed)?
        (?<!biggest )(box office )?(hit|success)|pay off
    """)),
    ("budget", phrases(r"""
        budget|(how much|what) (did|does|was|is|has)? ?(.*)(cost|costs|spend|spent|spent on)|cost|expensive
        how much money (was|did) .*(spent|put|cost)|cost to make|^(and |so )*how much( (was|is) (it|that))?$
        (made|shot|done|filmed) (for|on) (peanuts|nothing|cheap|a song|pennies|how much|(next to|almost) nothing
        a fortune
        a shoestring)|made cheaply|shoestring
    """)),
    ("revenue", phrases(r"""
        revenue|gross|grossed|grosses|earn|earned|earnings|box office|takings
        how much (money )?did .* (make|take|bring|rake|pull)|rak(e|ed|es) in
        how much (money )?(has|have) .* made|make at the
        how much (it|FILM) (made|earned|grossed)|made at the|(?<!.)and (make|take|earn|bring in)(?!.)
    """)),
    ("tagline", phrases(r"tag ?line|slogan|catchphrase|motto|poster (say|line)")),
    ("certification", phrases(r"""
        certificat\w*|age rating|(rated|rating) (for (?!FILM|it)|r(?!\S)|pg)\S*
        (suitable|appropriate|ok|okay|safe|fit) for (kids|children|family|families|minors|a family)|age limit
        (what|which) age|suitable for|old enough|how old (do|must|should)|parental|(pg|r) rated
        can (kids|children)|mpaa|kid friendly|for (kids|children)|(rated|rating) .*age( wise)?|age wise
        (suitable|appropriate|ok|okay|safe|fit|right) for (my|our|an?|the) (\w+ ){0,3}?(kids?|child(ren)?|son|daughter
        year old|years old|niece|nephew|class|teenagers?|teens?)|for (an?|my) (\d+|\w+) year old
    """)),
    ("score", phrases(r"""
        (page )?score|rating|(how (well|high|highly) (is|was) .*)?(rated)|how many (stars|points)|how good|how bad
        what does .* score|(any|is it|is FILM) (any )?good|any good|worth (watching|seeing|it)
        (imdb|metacritic|letterboxd|rotten tomatoes)|tomatometer|metascore|how is FILM rated
    """)),
    ("runtime", phrases(r"""
        how long|run ?time|running (time|length)|run for|length|duration|how many (minutes|hours)
        (what|which) length|minutes (is|long)|how lengthy|how short
        (is|was) (it|FILM) (very |too |really |that |a |quite |rather )*(long|short)(?! (film|one))
    """)),
    ("released", phrases(r"""
        release dates?|dates|(what|which|exact) (date|day)|(date|day) (was|did|of)|when exactly|on what day|premiere
        premiered|premieres|what month|which month|date
    """)),
    ("year", phrases(r"""
        when|(what|which) year|year|how old|how (recent|new)|(what|which) decade|from what|age
    """)),
    ("streaming", phrases(r"""
        where (can|could|do|to|should|might) ?(i|we|you|one|people|someone)? ?(watch|see|stream|find|buy|rent|get
        catch)|where is .* (streaming|available|playing|showing|on)|stream(ing)?|(on )?netflix|available
        where .* watch|watch it online|can (i|we|you|one) (watch|see|stream|rent|buy|get) (FILM|it)
        how (can|do) (i|we) (watch|see)
    """)),
    ("country", phrases(r"""
        (what|which) (country|countries|nation|nationality)|countr(y|ies)|nationality
        where (is|was|were|does|did|do) .*(from|made|come from|produced|originate)|where (is|are) (it|FILM) from
        where (it|FILM) (is|was) (made|from)|where from|where (was|is) (it|FILM)|made where|from where|land
        (?<!.)(and )?where( FILM)?(?!.)
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
        real (title|name)|(proper|native|foreign|local|actual) (title|name)|(what|which) (title|name)|(title|name) in
        (what|how) (do|did|would|does) .*(call|translate)|(do|does|did) .* call (FILM|it)|translat\w+ .*(title|name)
        how (do|would|to) ?\w* say (FILM|it)|(is|was) FILM (called
        titled)
        (called|titled|named|known|released) (as )?in (LANGUAGE|COUNTRY|its|the|other|his|their)|go(es)? by .*(name
        title)
        under (what|which|a different|another) (title|name)
    """)),
    ("cast", phrases(r"""
        who (\w+ )?(star\w*|act\w*|play\w*|appear\w*|is (\w+ )?in|are (\w+ )?in|was (\w+ )?in|were (\w+ )?in)|cast
        actors?|actress(es)?|starring|starred|stars?|lead (role|actor|actress)s?|leads?|led by|who FILM star\w*
        shar(e|es|ed) (the |a )?(screen|scene)s?|voiced?|voices|co ?star\w*|opposite|alongside|main (role|character
        actor|actress)s?|performers?|acted|acts
        leading (man|lady
        role)
        who (is|was|are|were) (that|the) (\w+ )?(guy|man|woman|girl|lady|boy|dude|bloke|kid|blonde|person) (in|from|of)
    """)),
    ("writer", phrases(r"""
        who (\w+ )?(wrote|written|writes|penned|scripted)|(co )?wr(ote|ite|ites|itten|iting)|writers?|written by
        screenplay|screenwriters?
        script(ed)?|wrote|penned|scriptwriters?|authors?|scenario
    """)),
    ("director", phrases(r"""
        who( \w+){0,2} (directed|directs|direct|made|makes|make|behind|created|did|responsible)|directors?
        directed( by)?|whose film|who was .*made by|made by|who is behind|who did|by whom|who by|by who|direction
        who(se)? (is )?(film )?(it|FILM) by|whose|who made|directed|who FILM|name the director|director s|made
    """)),
    ("synopsis", phrases(r"""
        about|plot|synopsis|summary|summari[sz]e|story(line)?|premise|describe|description|what happens
        what goes on|(the|s|FILM) deal|tell .* of|overview|outline|gist
    """)),
)  # fmt: skip
"""What is asked of a film; where several fit and no `and` parts them, the first counts."""

PLACES_SET = "places where films are shot or set"

UNKEPT = rules(
    ("cinematographers", r"""
        who (\w+ )?(shot|filmed|photographed|lensed)(?! at)|cinematographers?|director of photography|dop|dp|d p|lensed
        camera ?(man|men|woman|operator|person|work|crew)|behind the camera|cinematography|photography|(did|does|do|was
        doing) the camera|(did|was|is) the (cinematography|camera work)|shot by
    """),
    ("composers", r"""
        (who|whose) .*(music|soundtrack|score)|compos\w+|soundtrack|music by|songs?|theme music|who scored
        (?<!.)(and )?(the |its )?music(?!.)
    """),
    ("editors", r"who (edited|cut)|editors?|edited by|did the (editing|cutting)|(?<!.)(and )?(the |its )?editing(?!.)"),
    ("other crew", r"""
        (costumes?|production|set|sound|art|title|makeup|make up|hair|stunt|casting|visual effects?|special effects
        vfx|effects) (designers?|design|directors?|direction|artists?|department|supervisors?|coordinators?|mixers?)
        (who|whose) .*(costumes?|make ?up|stunts?|sets|dubbed|dubs|choreograph\w*|effects|narrat\w+)|narrators?
        narrated by|choreographers?|executive producers?|stunt (man|men|doubles?)|body double|costumes?|vfx
    """),
    ("awards", r"""
        awards?|oscars?|golden (lion|palm|bear|globe)s?|palme|prizes?|won|win|wins|winning|winners?|bafta|nominat\w+
        academy
    """),
    ("word on subtitles or dubbing", r"subtitles?|subtitled|subs|dub(s|bed)?|captions?|captioned"),
    ("language of titles", r"(with|have|has|having) (an? )?(LANGUAGE|COUNTRY) (titles?|names?|films)(?= |$)"),
    ("characters", r"""
        who (does|did|is|was) PERSON play\w*|characters?|villains?|baddie|protagonists?|antagonists?|heroine
        who (does|did) PERSON play|what (role
        part) (does|did|has)
        who play(s|ed) (?!in )(?!FILM)(?!it)(?!(the )?(lead|main|leading|title|starring)(?!\S))\w+
        play(s|ed)? in (it )?as
    """),
    ("word on colour or black and white", r"""
        (in )?(colou?r|colou?red|black (and |n )?white|b (and |n |with )?w|bw|bnw|monochrome|technicolou?r|colou?rized)
    """),
    (PLACES_SET, r"""
        (where|location) .*(filmed|shot)|(filmed|shot) (in|at|on) (?!colou?r|black|film)\w+
        filming locations?|locations?|set in|where .* set|where .* take place
    """),
    ("word on sound or silence", r"""
        silent|silents|talkies?|wordless|(without|with no|no) (any )?(dialogues?|spoken (words?|dialogue)
        talking|speech)
        dialogue free
    """),
    ("word on whether people are men or women", r"women|woman|female|men|male|lgbt\w*|queer|black directors?"),
    ("word on sequels or remakes", r"""
        sequels?|prequels?|remakes?|spin ?offs?|trilogy|franchise|remade|reboots?|rebooted
        (is|was) there (a|an|any) (\w+ )?(COUNTRY|LANGUAGE|hollywood|other|another|newer|older) (version|adaptation)s?
        (name|title) of (its|the) (COUNTRY|LANGUAGE|hollywood|other) (version|one|adaptation)
        (its|the) (COUNTRY|LANGUAGE|hollywood) (version|adaptation) called
    """),
    ("books or plays that films are after", r"based on|adapt\w+|novel|the book|source material"),
    ("endings", r"""
        how many (\w+ ){0,3}?(die|died|dies|survive|survived|get killed|are killed|killed)|body count|death toll
        how (does|did|do) .* ends?|(what happens|whats) (at|in) the end|who (dies|died|survives|lives|wins)
        does .* die|explain the ending|happy ending|the ending (of|mean)|(ending|end) explained|twist
    """),
    ("ages of people", r"(oldest|youngest|tallest|richest) (\w+ )?(director|actor|actress|writer|person|filmmaker)s?"),
    ("dates of people’s lives", r"""
        how (old|tall|young) (is|was|are) (he|she|they|the (director|actor|actress|writer))
        how old (is|was) PERSON|(when|where) (was|is) PERSON born|born|birthday|(when|how) did PERSON die|dead
        alive|died|married|wife|husband|where is PERSON from|nationality of PERSON|what nationality is PERSON
        how tall|PERSON s? ?(age|wife|husband|birthday|nationality)
    """),
    ("trivia", r"""
        trivia|fun facts?|behind the scenes|bloopers?|goofs?|budget of the marketing|aspect ratio|film stock
        what camera|lens(es)?|how many (takes|scenes|shots|extras|copies|tickets|screens)|(shot|filmed) on( (film
        digital|video|location|\d+ ?mm))?|film stock|imax|3d|deleted scenes|directors cut
    """),
)  # fmt: skip
"""What is asked about films and stands in no record, and what to call it."""

NEVER_CONDITIONS = frozenset(
    {
        *("awards", PLACES_SET, "word on colour or black and white", "word on sequels or remakes"),
        *("language of titles", "ages of people"),
        *("books or plays that films are after", "word on sound or silence", "word on whether people are men or women"),
    }
)
"""Of these, what films are asked by too."""

SCORE_SITES = phrases(r"imdb|rotten tomatoes|tomatometer|metacritic|metascore|letterboxd|tmdb|kinopoisk|douban")
"""Places whose score may be asked for by name, which no record keeps apart."""
