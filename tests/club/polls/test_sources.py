"""Films to vote for from watchlists and at random."""

import sqlite3
from typing import Any

import pytest

from bot.catalogue.stored import FilmFilter
from bot.club.polls.sources import Source, SourceStore
from bot.database import Database

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
LIGHTHOUSE, SALT, ELSEWHERE = 1, 2, 3
ALL = FilmFilter()


@pytest.fixture
def sources(database: Database) -> SourceStore:
    return SourceStore(database)


async def taken(sources: SourceStore, source: Source, count: int = 25, wanted: FilmFilter = ALL, **changes: Any) -> Any:
    return await sources.take(source, count, wanted, **{"guild_id": GUILD, "member_id": ANA, **changes})


async def listing(database: Database, *rows: tuple[int, int], guild_id: int = GUILD) -> None:
    work = "INSERT INTO watchlist VALUES (?, ?, ?, 'now')"
    await database.write(lambda connection: connection.executemany(work, [(guild_id, *row) for row in rows]))


async def test_ones_own_watchlist_is_taken_and_nobody_elses(sources: SourceStore, database: Database) -> None:
    await listing(database, (ANA, SALT), (ANA, ELSEWHERE), (BO, LIGHTHOUSE))
    await listing(database, (ANA, LIGHTHOUSE), guild_id=OTHER)
    assert await taken(sources, "my watchlist") == (SALT,)  # and not the film of another server
    assert await taken(sources, "my watchlist", but=[SALT]) == ()


async def test_what_most_mean_to_watch_comes_first(sources: SourceStore, database: Database) -> None:
    await listing(database, (ANA, LIGHTHOUSE), (ANA, SALT), (BO, SALT))
    for _ in range(5):
        assert await taken(sources, "everyone’s watchlists") == (SALT, LIGHTHOUSE)
    assert await taken(sources, "everyone’s watchlists", 1) == (SALT,)
    assert await taken(sources, "everyone’s watchlists", guild_id=OTHER) == ()


async def test_who_is_hidden_adds_to_no_list_but_their_own(sources: SourceStore, database: Database) -> None:
    await listing(database, (ANA, LIGHTHOUSE), (ANA, SALT), (BO, LIGHTHOUSE))
    hide = ("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, ANA))
    await database.write(lambda connection: connection.execute(*hide))
    assert await taken(sources, "everyone’s watchlists") == (LIGHTHOUSE,)
    assert sorted(await taken(sources, "my watchlist")) == [LIGHTHOUSE, SALT]


async def test_any_films_that_a_server_sees_are_drawn(sources: SourceStore) -> None:
    assert sorted(await taken(sources, "random")) == [LIGHTHOUSE, SALT]
    assert sorted(await taken(sources, "random", guild_id=OTHER)) == [LIGHTHOUSE, SALT, ELSEWHERE]
    assert {await taken(sources, "random", 1) for _ in range(40)} == {(LIGHTHOUSE,), (SALT,)}
    assert await taken(sources, "random", but=[SALT]) == (LIGHTHOUSE,)


async def test_what_stands_on_the_boards_of_open_nights_is_taken_in_its_order(
    sources: SourceStore, database: Database
) -> None:
    def nominate(connection: sqlite3.Connection) -> None:
        nights = "INSERT INTO nights VALUES (?, ?, ?, ?, '{}', NULL, 1, NULL, 9, NULL, NULL, 1, 'now', ?)"
        connection.executemany(
            nights, [(1, GUILD, "A", "a", None), (2, GUILD, "B", "b", "past"), (3, OTHER, "C", "c", None)]
        )
        films = (
            "INSERT INTO night_nominations (guild_id, night_id, film_id, label, member_id, nominated_at, withdrawn_at) "
            "VALUES (?, ?, ?, '', 7, ?, ?)"
        )
        rows = [(GUILD, 1, SALT, "2024-01-01", None), (GUILD, 1, LIGHTHOUSE, "2024-01-02", None)]
        gone = [(GUILD, 1, ELSEWHERE, "2024-01-01", "now"), (GUILD, 2, ELSEWHERE, "2024-01-01", None)]
        connection.executemany(films, [*rows, *gone, (OTHER, 3, ELSEWHERE, "2024-01-01", None)])

    await database.write(nominate)
    assert await taken(sources, "nominations") == (SALT, LIGHTHOUSE)
    assert await taken(sources, "nominations", guild_id=OTHER) == (ELSEWHERE,)


@pytest.mark.parametrize("source", ["my watchlist", "everyone’s watchlists", "random"])
@pytest.mark.parametrize(
    ("wanted", "films"),
    [
        (FilmFilter(text="salt road", year_from=1990, year_to=1999), (SALT,)),
        (FilmFilter(person="nobody", country="Sweden", genre="Drama", language="sv", max_runtime=1), ()),
    ],
)
async def test_filters_hold_for_every_source(
    sources: SourceStore, database: Database, source: Source, wanted: FilmFilter, films: tuple[int, ...]
) -> None:
    await listing(database, (ANA, LIGHTHOUSE), (ANA, SALT))
    assert await taken(sources, source, wanted=wanted) == films
