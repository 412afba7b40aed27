"""The words of questions, as tables: genres, countries and languages as people call them, and what is never a title."""

from collections.abc import Mapping

from bot.asking import club_talk, doing_rules, film_talk, intents, pleasantries, review_talk, talk
from bot.asking.grammar import words_of
from bot.ui.names import COUNTRIES, LANGUAGES


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Read `Stored, Also Stored: spelling; other spelling` lines as spelling -> stored names."""
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        stored, _, spellings = line.partition(": ")
        for spelling in spellings.split("; "):
            found[spelling] = tuple(stored.split(", "))
    return found


def _countries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


GENRES: Mapping[str, tuple[str, ...]] = _table("""
    Drama: drama; dramas; dramatic
    Comedy: comedy; comedies; comedic; funny
    War: war
    Science Fiction, Sci-Fi: science fiction; sci fi; scifi; sf
    Film Noir, Film-Noir: film noir; noir; noirs; films noirs
    Animation: animation; animations; animated; cartoon; cartoons
    Musical, Music: musical; musicals
    Western: western; westerns
    Documentary: documentary; documentaries; doc; docs
    Romance: romance; romances; romantic; love stories
    Thriller: thriller; thrillers
    Crime: crime; gangster
    Mystery: mystery; mysteries; whodunit; whodunits
    Adventure: adventure; adventures
    Fantasy: fantasy; fantasies
    Action: action
    Horror: horror; horrors; scary
    History: history; historical
    Family: family
""")
"""What a genre is called, and the names under which records keep it."""

BOTH_GENRES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("romcom", "romcoms", "rom com", "rom coms"), ("romance", "comedy")),
    **dict.fromkeys(("dramedy", "dramedies", "tragicomedy", "tragicomedies", "comedy dramas"), ("drama", "comedy")),
}
"""What is of two genres at once."""

_DEMONYMS = _table("""
    Soviet Union: soviet; ussr; the ussr; soviet russia
    Russia: russian
    France: french
    Germany, West Germany, East Germany: german
    West Germany: west german
    East Germany: east german
    Italy: italian
    Spain: spanish
    United Kingdom: british; uk; the uk; great britain; britain; england; english made
    United States: american; usa; the usa; america; the us; the states; hollywood; united states of america
    Japan: japanese
    South Korea, North Korea: korean; korea
    South Korea: south korean
    China: chinese
    Hong Kong: hongkong
    Taiwan: taiwanese
    India: indian; bollywood
    Iran: iranian; persian
    Turkey: turkish
    Greece: greek
    Sweden: swedish
    Norway: norwegian
    Denmark: danish
    Finland: finnish
    Iceland: icelandic
    Netherlands: dutch; holland
    Belgium: belgian
    Switzerland: swiss
    Austria: austrian
    Poland: polish
    Hungary: hungarian
    Romania: romanian
    Bulgaria: bulgarian
    Czechia, Czech Republic, Czechoslovakia: czech
    Czechoslovakia: czechoslovak; czechoslovakian
    Slovakia: slovak
    Yugoslavia: yugoslav; yugoslavian
    Serbia: serbian
    Croatia: croatian
    Bosnia and Herzegovina: bosnian; bosnia
    North Macedonia, Macedonia: macedonian; macedonia
    Ukraine: ukrainian
    Georgia: georgian
    Armenia: armenian
    Estonia: estonian
    Latvia: latvian
    Lithuania: lithuanian
    Portugal: portuguese
    Brazil: brazilian
    Argentina: argentine; argentinian; argentinean
    Chile: chilean
    Mexico: mexican
    Cuba: cuban
    Colombia: colombian
    Peru: peruvian
    Venezuela: venezuelan
    Canada: canadian
    Australia: australian; aussie
    New Zealand: kiwi; new zealander
    Ireland: irish
    Israel: israeli
    Lebanon: lebanese
    Egypt: egyptian
    Algeria: algerian
    Morocco: moroccan
    Tunisia: tunisian
    Senegal: senegalese
    Mali: malian
    Burkina Faso: burkinabe
    Mauritania: mauritanian
    Nigeria: nigerian; nollywood
    South Africa: south african
    Saudi Arabia: saudi
    Vietnam: vietnamese
    Thailand: thai
    Indonesia: indonesian
    Philippines: filipino; philippine; the philippines
    Pakistan: pakistani
    Bangladesh: bangladeshi
    Kazakhstan: kazakh
""")
_REGIONS: Mapping[tuple[str, ...], str] = {
    ("scandinavian", "nordic", "scandinavia"): """
        Denmark, Norway, Sweden, Finland, Iceland
    """,
    ("african", "africa"): """
        Algeria, Burkina Faso, Cameroon, Chad, Egypt, Ethiopia, Kenya, Mali, Mauritania, Morocco, Nigeria,
        Senegal, South Africa, Sudan, Tunisia
    """,
    ("asian", "asia"): """
        China, Hong Kong, India, Indonesia, Iran, Japan, Malaysia, Philippines, Saudi Arabia, Singapore,
        South Korea, Taiwan, Thailand, Turkey, Vietnam, Lebanon, Israel
    """,
    ("latin american", "latin america"): """
        Argentina, Bolivia, Brazil, Chile, Colombia, Cuba, Mexico, Peru, Uruguay, Venezuela
    """,
    ("european", "europe"): """
        Austria, Belgium, Bulgaria, Czechia, Czechoslovakia, Denmark, Estonia, Finland, France, Germany,
        West Germany, East Germany, Greece, Hungary, Iceland, Ireland, Italy, Latvia, Lithuania,
        Netherlands, Norway, Poland, Portugal, Romania, Russia, Serbia, Slovakia, Soviet Union, Spain,
        Sweden, Switzerland, Ukraine, United Kingdom, Yugoslavia
    """,
}
"""Countries that a part of the world has, so far as films of the records come from them."""
COUNTRY_WORDS: Mapping[str, tuple[str, ...]] = {
    **{name.casefold().replace("’", ""): (name,) for name in COUNTRIES.values() if name.isascii()},
    **_DEMONYMS,
    **{word: _countries(names) for words, names in _REGIONS.items() for word in words},
    "germany": ("Germany", "West Germany", "East Germany"),
}
"""A country's name or adjective, folded, and the names under which records keep it."""

LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    **{name.casefold(): (code,) for code, name in LANGUAGES.items() if name.isascii()},
    "chinese": ("zh", "cn"),
    "mandarin": ("zh",),
    "farsi": ("fa",),
    "norwegian": ("no", "nb", "nn"),
}
"""A language's English name, folded, and its codes."""

LANGUAGE_CUES = frozenset({"in", "speaking", "language", "spoken", "speaks", "speak"})
"""Words beside which a name that is a country's adjective too means the language."""

NUMBERS: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        str.split("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
    )
} | {"a": 1, "an": 1, "dozen": 12, "twenty": 20}

DECADES: Mapping[str, int] = {
    "tens": 1910,
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
    "aughts": 2000,
}

GLUE = frozenset(
    str.split("the a an of and in on at to for with from or by is are de la le les el los das der die und s")
)
"""Words that stand inside titles and names, and in questions: a stretch may hold them, but is never of them alone."""

_GRAMMAR = frozenset(
    words_of([
        *(rule[-1] for table in (film_talk.FIELDS, film_talk.UNKEPT) for rule in table),
        *(rule[-1] for table in (intents.SORTS, intents.COMPARISONS) for rule in table),
        *(wordings for table in (review_talk.REVIEWS, talk.CLUB, club_talk.LIFE) for _, wordings in table),
        *(intents.LIST_NOUN, intents.COUNT, intents.RANDOM, intents.LISTING, intents.EXISTS, pleasantries.OUTSIDE),
        *(film_talk.SCORE_SITES, intents.DIFFERENCE, intents.OTHER_VERSION),
        *doing_rules.EVERY,
    ])
)  # fmt: skip
"""The words that the grammar itself is written in."""

MENDED = tuple(
    str.split("""
    director directed directs written wrote writer screenplay runtime long length made released release language country
    budget genre longest shortest oldest newest review reviews plot about actors acted tagline films movies film movie
    what when where which year minutes certificate rating company produced studio watch story before after under
    """)
)
"""Words of questions that are understood with one wrong letter too."""

ASKING = (
    GLUE
    | _GRAMMAR
    | frozenset(
        str.split("""
    i me my we us our you your he him his she her hers it its they them their this that these those one ones there here
    what who whom whose which when where why how whats whos wheres hows whens
    am be been being was were do does did done have has had having can could will would shall should may might must
    dont doesnt didnt isnt arent wasnt werent cant couldnt wont havent hasnt hadnt im ive id ill youre youve lets
    thats theres theyre theyve shes hes
    not no nor never neither either both but without except excluding other than too also only just even still
    any some all every each most more less least much many few lot lots of several least anything something anyone
    someone everyone anybody somebody nobody everybody everything nothing else another next again
    film films movie movies picture pictures flick flicks cinema title titles feature features work works stuff
    director directors directed direct directs directing filmmaker filmmakers writer writers wrote write written
    writes screenwriter screenplay script author scripted penned actor actors actress actresses act acted acts acting
    star stars starred starring starts cast play plays played playing appear appears appeared role roles character
    characters
    make makes made making maker makers produce produced producer producers production studio studios company
    companies shoot shot shoots filmed photographed cinematographer cinematography dp edit edited editor music
    composer composed composes soundtrack score scored theme song songs
    year years date dated old new older newer oldest newest latest earliest recent recently first last come comes
    came out release released releases premiere premiered debut long longer longest short shorter shortest length
    runtime running run runs duration minutes minute mins min hours hour hrs hr time lasts lasting quick lengthy
    country countries nation nationality language languages spoken speak speaks speaking english subtitled genre
    genres kind kinds type types sort sorts category categories
    budget cost costs costly cheap cheapest expensive money earn earned earns earnings gross grossed grossing box
    office revenue profit profitable profits spend spent
    rated rate rates rating ratings score scores scored stars points vote votes certificate certification age pg
    appropriate suitable kids children tagline slogan catchphrase synopsis plot summary summarise summarize story
    about describe description premise happen happens watch watching watched stream streaming streamable see seen
    show shows showing find buy rent available availability netflix online website site homepage trailer
    good bad great best worst better worse greatest finest favourite favorite favourites favorites top bottom highest
    lowest loved love loves like likes liked hate hates hated dislike dislikes disliked enjoy enjoyed popular famous
    acclaimed beloved divisive decent nice cool amazing
    review reviews reviewed reviewer reviewers critic critics quote quotes quoted opinion opinions people person say
    says said saying think thinks thought talk talks write wrote feel felt mention mentions mentioned praise praised
    before after since until till between during under over above below around about within earlier later up exactly
    roughly least early late mid
    then now today tonight tomorrow yesterday ever yet already always this week month weekend evening night
    compare compared comparison versus vs difference between same
    know tell give gave given gives got get gets list name find search looking look want wanted need please pls plz
    recommend recommendation recommendations suggest suggestion suggestions pick choose random surprise
    hi hello hey thanks thank cheers bye goodbye ok okay yes no yeah nope sure well so hmm um oh please sorry maybe
    marquee bot help commands command
    count number total how club member members server group everybody us database catalogue catalog collection
    library records record
    century decade decades hundred thousand million
    really actually exactly original originally called name named known titled
    camera camerawork cinematography photography ending end sound editing images visuals performance performances
    pace pacing dialogue acting
    day days month months born die died dead alive live lives life age old young man men woman women boy girl kid
    brothers sisters rules rule game games thing things place places world time times way part parts
    half head hand word words
    three two four five six seven eight nine ten eleven twelve dozen single double couple pair
    big small high low early hard easy whole main real true full open close closed black white
    weird strange sad happy dark light beautiful boring interesting favourable positive negative
    where whereas while because since though although unless whether
    w n wat wut yr abt bout
    according featuring together collaborate collaborated african asian european silent colour color set based
    adapted remake sequel
    hear heard read call calling put take takes taken took keep kept leave let try turn move run
    money paid pay free price worth waste
    home house school war job office street city town country village
    using use used work working
    today tonite currently
    award awards won win oscar oscars prize
    exist exists hold holds include includes included contain
    guess question answer mean means meant very instead gimme
    """)
    )
)
"""Words of questions: none of them is taken for a title or a name by itself, unless nothing else fits."""
