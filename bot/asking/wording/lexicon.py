"""The words of questions, as tables: genres as people call them, numbers, decades, and what is never a title."""

from collections.abc import Mapping

from bot.asking.wording import club_talk, doing_rules, film_talk, intents, pleasantries, review_talk, talk
from bot.asking.wording.grammar import words_of


def table(text: str) -> dict[str, tuple[str, ...]]:
    """Read `Stored, Also Stored: spelling; other spelling` lines as spelling -> stored names."""
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        stored, _, spellings = line.partition(": ")
        for spelling in spellings.split("; "):
            found[spelling] = tuple(stored.split(", "))
    return found


GENRES: Mapping[str, tuple[str, ...]] = table("""
    Drama: drama; dramas; dramatic
    Comedy: comedy; comedies; comedic; funny; funnier; hilarious
    War: war
    Science Fiction, Sci-Fi: science fiction; sci fi; scifi; sf
    Film Noir, Film-Noir: film noir; noir; noirs; films noirs
    Animation: animation; animations; animated; cartoon; cartoons
    Musical, Music: musical; musicals
    Western: western; westerns
    Documentary: documentary; documentaries; doc; docs
    Romance: romance; romances; romantic; love story; love stories; love film; love films
    Thriller: thriller; thrillers
    Crime: crime; gangster
    Mystery: mystery; mysteries; whodunit; whodunits
    Adventure: adventure; adventures
    Fantasy: fantasy; fantasies
    Action: action
    Horror: horror; horrors; scary; scarier; spooky
    History: history; historical
    Family: family
""")
"""What a genre is called, and the names under which records keep it."""

SEVERAL_AT_ONCE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("romcom", "romcoms", "rom com", "rom coms"), ("romance", "comedy")),
    **dict.fromkeys(("dramedy", "dramedies", "tragicomedy", "tragicomedies", "comedy dramas"), ("drama", "comedy")),
    **dict.fromkeys(("anime", "animes"), ("animation", "japan")),
    **dict.fromkeys(("spaghetti western", "spaghetti westerns"), ("western", "italy")),
}
"""Words that stand for two genres, or for a genre and a country."""

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
) - {"ray"}  # fmt: skip
"""The words that the grammar itself is written in, but for those that are names sooner."""

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
    | review_talk.INFLECTED
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
    w n wat wut yr abt bout u ur ya r thx ppl em howmany manny hw classics gems flix flims flim
    co screen besides apart aside teamed bros theirs costar costars costarred costarring opposite alongside villain
    villains worked voiced cameraman choreographed technicolor costume costumes translate
    moveis movis vids moive fims fim runner
    according featuring together collaborate collaborated african asian european silent colour color set based
    adapted remake sequel
    hear heard read call calling put take takes taken took keep kept leave let try turn move run
    money paid pay free price worth waste
    home house school war job office street city town country village
    using use used work working
    today tonite currently
    award awards won win oscar oscars prize
    exist exists hold holds include includes included contain
    anywhere somewhere guess question answer mean means meant very instead gimme
    """)
    )
)
"""Words of questions: none of them is taken for a title or a name by itself, unless nothing else fits."""
