"""The grammar of what is asked of one film, as data: its facts, and what no record holds. Written as `intents` is."""

import re

from bot.asking.grammar import phrases, rules
from bot.asking.query import Field

FIELDS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("review_count", phrases(r"""
        how many reviews|number of reviews|(any|has|have) reviews
        how many (people|critics|reviewers) (have )?review(ed)?
    """)),
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
        how much (it|FILM) (made|earned|grossed)|made at the|(?<!.)and (make|take|earn|bring in)(?!.)
    """)),
    ("tagline", phrases(r"tag ?line|slogan|catchphrase|motto|poster (say|line)")),
    ("certification", phrases(r"""
        certificat\w*|age rating|(rated|rating) (for (?!FILM|it)|r(?!\S)|pg)\S*
        (suitable|appropriate|ok|okay|safe|fit) for (kids|children|family|families|minors|a family)|age limit
        (what|which) age|suitable for|old enough|how old (do|must|should)|parental|(pg|r) rated
        can (kids|children)|mpaa|kid friendly|for (kids|children)
    """)),
    ("score", phrases(r"""
        (page )?score|rating|(how (well|high|highly) (is|was) .*)?(rated)|how many (stars|points)|how good|how bad
        what does .* score|(any|is it|is FILM) (any )?good|any good|worth (watching|seeing|it)
        (imdb|metacritic|letterboxd|rotten tomatoes)|tomatometer|metascore|how is FILM rated
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
        real (title|name)
    """)),
    ("cast", phrases(r"""
        who (\w+ )?(star\w*|act\w*|play\w*|appear\w*|is (\w+ )?in|are (\w+ )?in|was (\w+ )?in|were (\w+ )?in)|cast
        actors?|actress(es)?|starring|starred|stars?|lead (role|actor|actress)s?|leads?|led by|who FILM star\w*
        main (role|character|actor|actress)s?|performers?|acted|acts
    """)),
    ("writer", phrases(r"""
        who (\w+ )?(wrote|written|writes|penned|scripted)|writers?|written by|screenplay|screenwriters?
        script(ed)?|wrote|penned|scriptwriters?|authors?|scenario
    """)),
    ("director", phrases(r"""
        who( \w+){0,2} (directed|directs|direct|made|makes|make|behind|created|did|responsible)|directors?
        directed( by)?|whose film|who was .*made by|made by|who is behind|who did|by whom|who by|by who|direction
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
        characters?|who (does|did) PERSON play|what (role|part) (does|did|has)
        who play(s|ed) (?!in )(?!FILM)(?!it)(?!(the )?(lead|main|leading|title|starring)(?!\S))\w+
        play(s|ed)? in (it )?as
    """),
    ("places where films are shot or set", r"""
        (where|location) .*(filmed|shot)|(filmed|shot) (in|at|on) (?!colou?r|black|film)\w+
        filming locations?|locations?|set in|where .* set|where .* take place
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

SCORE_SITES = phrases(r"imdb|rotten tomatoes|tomatometer|metacritic|metascore|letterboxd|tmdb|kinopoisk|douban")
"""Places whose score may be asked for by name, which no record keeps apart."""
