from collections.abc import Callable
from typing import Any

import pytest

from bot.catalogue import store as store_module
from bot.catalogue.film import Alias
from bot.catalogue.store import FilmStore
from bot.catalogue.stored import FacetKind, FilmFilter
from bot.database import Database
from tests.factories import make_film, make_review

GUILD, OTHER_GUILD = 5, 6

CRANES = make_film(
    "The Cranes Are Flying",
    1957,
    original_title="Летят журавли",
    aliases=(Alias("Letyat zhuravli"),),
    votes=900,
    runtime_minutes=97,
    language="ru",
    countries=("Soviet Union",),
    genres=("Drama", "War"),
    directors=("Mikhail Kalatozov",),
    cast=("Tatyana Samoylova", "Aleksey Batalov"),
    reviews=(make_review(),),
)
STALKER = make_film(
    "Stalker", 1979, votes=1000, runtime_minutes=162, language="ru", countries=("Soviet Union",),
    genres=("Drama", "Science Fiction"), directors=("Andrei Tarkovsky",),
)  # fmt: skip
HEAT = make_film("Heat", 1995, language="en", countries=("United States",), genres=("Crime",), cast=("Al Pacino",))
UNKNOWN = make_film("100% Nothing_Known", None)


@pytest.fixture
async def films(database: Database, load: Callable[..., None]) -> FilmStore:
    load(CRANES, STALKER, HEAT, UNKNOWN)
    return FilmStore(database)


async def titles(films: FilmStore, guild_id: int = GUILD, **wanted: Any) -> list[str]:
    page = await films.browse(FilmFilter(**wanted), guild_id=guild_id, limit=25, offset=0)
    assert page.total == len(page.films)
    return [film.title for film in page.films]


async def test_a_film_is_read_with_its_number_of_reviews(films: FilmStore) -> None:
    stored = await films.get(1, guild_id=GUILD)
    assert stored is not None
    assert stored.film.title == "The Cranes Are Flying"
    assert stored.film.reviews == ()
    assert stored.review_count == 1
    assert await films.get(99, guild_id=GUILD) is None


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["Stalker", "The Cranes Are Flying", "Heat", "100% Nothing_Known"]),
        ({"text": "cranes FLYING"}, ["The Cranes Are Flying"]),
        ({"text": "журавли"}, ["The Cranes Are Flying"]),
        ({"text": "ЖУРАВЛИ"}, ["The Cranes Are Flying"]),
        ({"text": "zhuravli"}, ["The Cranes Are Flying"]),
        ({"text": "nothing like it"}, []),
        ({"text": "%"}, []),
        ({"text": "x" * 5000}, []),
        ({"person": "tarkovsky"}, ["Stalker"]),
        ({"person": "Samoylova"}, ["The Cranes Are Flying"]),
        ({"person": "%"}, []),
        ({"year_from": 1970, "year_to": 1979}, ["Stalker"]),
        ({"year_to": 1957}, ["The Cranes Are Flying"]),
        ({"country": "soviet union"}, ["Stalker", "The Cranes Are Flying"]),
        ({"language": "RU"}, ["Stalker", "The Cranes Are Flying"]),
        ({"genre": "war"}, ["The Cranes Are Flying"]),
        ({"max_runtime": 100}, ["The Cranes Are Flying"]),
        ({"language": "ru", "max_runtime": 200, "genre": "science fiction"}, ["Stalker"]),
    ],
)
async def test_browsing(films: FilmStore, wanted: dict[str, Any], expected: list[str]) -> None:
    assert await titles(films, **wanted) == expected


async def test_pages_follow_one_another(films: FilmStore) -> None:
    seen: list[str] = []
    for offset in range(0, 4, 2):
        page = await films.browse(FilmFilter(), guild_id=GUILD, limit=2, offset=offset)
        assert page.total == 4
        seen += [film.title for film in page.films]
    assert seen == await titles(films)


async def test_any_film_that_fits_may_come_and_no_other(films: FilmStore) -> None:
    wanted = FilmFilter(country="Soviet Union")
    drawn = {stored.film.title for _ in range(40) if (stored := await films.random(wanted, guild_id=GUILD))}
    assert drawn == {"Stalker", "The Cranes Are Flying"}
    assert await films.random(FilmFilter(genre="Western"), guild_id=GUILD) is None


async def test_a_server_sees_shared_films_and_its_own_in_their_place(
    films: FilmStore, load: Callable[..., None]
) -> None:
    load(make_film("Heat", 1995, votes=5000), make_film("Club Night", 2020), guild_id=GUILD)
    assert await titles(films) == ["Heat", "Stalker", "The Cranes Are Flying", "Club Night", "100% Nothing_Known"]
    assert await titles(films, OTHER_GUILD) == ["Stalker", "The Cranes Are Flying", "Heat", "100% Nothing_Known"]
    assert await films.count(guild_id=GUILD) == 5
    assert await films.count(guild_id=0) == 4
    assert await films.get(6, guild_id=GUILD) is not None
    assert await films.get(6, guild_id=OTHER_GUILD) is None
    assert await films.get(6, guild_id=0) is None


async def test_a_server_s_own_film_of_the_same_outside_id_stands_in(
    films: FilmStore, load: Callable[..., None]
) -> None:
    load(make_film("Solyaris", 1972, ids={"imdb": "tt1"}))
    load(make_film("Solaris", 1972, ids={"imdb": "tt1"}), guild_id=GUILD)
    assert await titles(films, text="sol") == ["Solaris"]
    assert await titles(films, OTHER_GUILD, text="sol") == ["Solyaris"]


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("genre", "", ("Drama", "Crime", "Science Fiction", "War")),
        ("genre", "sci", ("Science Fiction",)),
        ("country", "un", ("Soviet Union", "United States")),
        ("language", "", ("ru", "en")),
        ("person", "tark", ("Andrei Tarkovsky",)),
        ("person", "TÁRK", ("Andrei Tarkovsky",)),
        ("genre", "_", ()),
    ],
)
async def test_names_to_browse_by(films: FilmStore, kind: FacetKind, typed: str, expected: tuple[str, ...]) -> None:
    assert await films.facets(kind, typed, guild_id=GUILD) == expected


async def test_names_of_another_server_are_not_offered(films: FilmStore, load: Callable[..., None]) -> None:
    load(make_film("Club Night", 2020, genres=("Home Movie",)), guild_id=GUILD)
    assert await films.facets("genre", "home", guild_id=GUILD) == ("Home Movie",)
    assert await films.facets("genre", "home", guild_id=OTHER_GUILD) == ()


async def test_the_latest_look_ups_come_first_and_stay_in_their_server(
    films: FilmStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(f"2026-01-01T00:00:{second:02}Z" for second in range(60))
    monkeypatch.setattr(store_module, "now", lambda: next(times))
    for film_id in (1, 2, 3, 1):
        await films.note_lookup(film_id, guild_id=GUILD)
    assert [film.id for film in await films.recent_lookups(guild_id=GUILD)] == [1, 3, 2]
    assert await films.recent_lookups(guild_id=OTHER_GUILD) == ()
    monkeypatch.setattr(store_module, "LOOKUPS_KEPT", 2)
    await films.note_lookup(4, guild_id=GUILD)
    assert [film.id for film in await films.recent_lookups(guild_id=GUILD)] == [4, 1]
    await films.note_lookup(99, guild_id=GUILD)  # a film that is gone is not noted


async def test_another_server_s_film_is_not_noted(
    films: FilmStore, database: Database, load: Callable[..., None]
) -> None:
    load(make_film("Club Night", 2020), guild_id=OTHER_GUILD)
    await films.note_lookup(5, guild_id=GUILD)
    await films.note_lookup(5, guild_id=0)
    await films.note_lookup(5, guild_id=OTHER_GUILD)
    noted = await database.read(lambda c: c.execute("SELECT guild_id, film_id FROM lookups").fetchall())
    assert noted == [(OTHER_GUILD, 5)]


async def test_summaries_keep_the_order_asked_for(films: FilmStore) -> None:
    summaries = await films.summaries([3, 99, 1], guild_id=GUILD)
    assert [summary.label for summary in summaries] == ["Heat (1995)", "The Cranes Are Flying (1957)"]
    assert summaries[1].directors == ("Mikhail Kalatozov",)
    assert summaries[1].genres == ("Drama", "War")
    assert summaries[1].countries == ("Soviet Union",)
    assert summaries[1].runtime_minutes == 97
