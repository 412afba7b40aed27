"""The films that the tests of commands look for."""

from bot.catalogue.film import Alias, Film
from tests.factories import make_film, make_review

CRANES = make_film(
    "The Cranes Are Flying",
    1957,
    original_title="Летят журавли",
    aliases=(Alias("Letyat zhuravli"),),
    tagline="The compelling story of a girl's impassioned search for happiness.",
    synopsis="Veronika and Boris watch cranes fly over Moscow, and promise to meet again. Then comes the war.",
    score=8.3,
    votes=12_000,
    runtime_minutes=97,
    certification="PG",
    language="ru",
    released="1957-10-12",
    status="Released",
    companies=("Mosfilm",),
    countries=("Soviet Union",),
    genres=("Drama", "Romance", "War"),
    directors=("Mikhail Kalatozov",),
    writers=("Viktor Rozov",),
    cast=("Tatyana Samoylova", "Aleksey Batalov"),
    budget=1_200_000,
    revenue=5_600_000,
    website="https://cranes.example/",
    poster="https://cranes.example/poster.jpg",
    trailer="https://video.example/watch?v=1",
    streaming=("Mubi",),
    ids={"imdb": "tt0050634"},
    reviews=(make_review("The_Usher"), make_review("The_Projectionist", "It looks like nothing else.")),
)
EMPTY = make_film("Paper Lanterns", None)
SOLARIS = make_film("Solaris", 1972, directors=("Andrei Tarkovsky",), language="ru", votes=900, runtime_minutes=167)
SOLARIS_AGAIN = make_film("Solaris", 2002, directors=("Steven Soderbergh",), language="en", votes=800)
TWIN = make_film("The Killers", 1946, directors=("Robert Siodmak",), genres=("Crime",), ids={"imdb": "tt0038669"})
OTHER_TWIN = make_film("The Killers", 1946, directors=("Ann Other",), genres=("Crime",), ids={"imdb": "tt9938669"})
HOSTILE = make_film(
    "@everyone **Free** Nitro",
    1961,
    tagline="||click|| `here`",
    synopsis="# heading\n> quote\n- list\n1. item\n[official](https://evil.example/) <@1234> <#11> <t:0:R> @here",
    directors=("*Bold* [Director](https://evil.example)",),
    website="javascript:alert(1)",
    countries=("Portugal",),
)
RIGHT_TO_LEFT = make_film("صندوق الدنيا", 2002, directors=("أسامة محمد",), language="ar")
ENDLESS = make_film(
    "The Endless Chronicle of the Projectionist Who Fell Asleep in the Third Reel " * 4,
    1988,
    tagline="No way out. " * 60,
    synopsis="It begins in the *dark*, and every frame counts him back. " * 70,
    cast=tuple(f"Performer with a *rather* long name {number}" for number in range(60)),
    directors=tuple(f"Director {number}" for number in range(30)),
    companies=tuple(f"Company of great length and many words {number}" for number in range(30)),
    countries=tuple(f"Country_{number}" for number in range(30)),
    genres=("Drama",),
)

# Enough of one genre and decade for four pages.
WESTERNS = tuple(
    make_film(
        f"Dust Road {number}", 1950 + number % 10, genres=("Western",), countries=("United States",), votes=number
    )
    for number in range(1, 31)
)

CATALOGUE: tuple[Film, ...] = (
    *(CRANES, EMPTY, SOLARIS, SOLARIS_AGAIN, TWIN, OTHER_TWIN, HOSTILE, RIGHT_TO_LEFT, ENDLESS),
    *WESTERNS,
)


# What the tests of reviews read: marks of every kind, two who disagree, and words that try to do harm.
LIGHTHOUSE = make_film(
    "The Paper Lighthouse",
    1961,
    synopsis="A keeper folds a lighthouse out of letters that nobody came for.",
    directors=("Ida Ek",),
    writers=("Ida Ek", "Bo Lind"),
    cast=("Bo Lind",),
    countries=("Sweden",),
    score=7.9,
    votes=400,
    budget=100_000,
    revenue=900_000,
    reviews=(
        make_review(
            "The Usher",
            "I saw this on a wet Tuesday. The camera never leaves the stairs, and the light does all the acting that "
            "the cast is too tired for.",
            score=9.0,
            spoiler="none",
            url="https://reviews.example/usher/1",
        ),
        make_review(
            "The Projectionist",
            "The script is a beautiful ruin, and the music has long since given up on saving the film.",
            score=3.0,
            spoiler="full",
        ),
        make_review("The Archivist", "Every frame looks like a stamp that was licked and never sent."),
        make_review("Mute", "", score=7.0, spoiler="none"),
    ),
)
SALT = make_film(
    "Salt Road",
    1999,
    directors=("Ida Ek",),
    reviews=(
        make_review(
            "The Usher",
            "The music carries the goat and the goat carries the film, which is more than its actors do.",
            score=6.0,
            spoiler="mild",
        ),
    ),
)
UNREVIEWED = make_film("Nobody Came", 1970)
NAUGHTY = make_film(
    "The Naughty Review",
    2001,
    reviews=(
        make_review(
            "@everyone",
            "The film is **bold** and ||hidden|| and `coded`, and its camera turns \u202eright to left\u202c for no "
            "good reason, as films do.\n\n# [click](https://evil.example/) <@1234> @here|",
            spoiler="none",
        ),
    ),
)

REVIEWED: tuple[Film, ...] = (LIGHTHOUSE, SALT, UNREVIEWED, NAUGHTY)
