"""A server's ratings added up in SQL, on real files."""

from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.stored import FilmFilter
from bot.club.periods import Period
from bot.club.ranked import FilmOrder, FilmRanking, GroupKind, Prior
from bot.club.rankings import RankingStore, Wanted
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, make_review, write_films

GUILD, OTHER = 5, 6
ANA, BO, CY, DI = 71, 72, 73, 74
FILMS = (
    make_film("Salt", 1961, directors=("Ida Ek",), countries=("SE",), genres=("Drama",), score=6.0),
    make_film("Sand", 1968, directors=("IDA EK", "Bo Lind"), countries=("Sweden",), genres=("Crime",)),
    make_film("Reel", 1999, directors=("Bo Lind",), countries=("Norway",), genres=("Drama",), score=8.0),
    make_film("Undated", None, directors=("Someone Else",), cast=("Ida Ek",)),
)
SALT, SAND, REEL, UNDATED = range(1, 5)
EVERYTHING = Wanted()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", *FILMS))
    try:
        yield opened
    finally:
        await opened.close()


async def rate(
    database: Database, film_id: int, scores: Mapping[int, int], guild_id: int = GUILD, at: str = "2026-03-01T00:00:00Z"
) -> None:
    rows = [(guild_id, film_id, member_id, score, at) for member_id, score in scores.items()]
    await database.write(lambda writer: writer.executemany("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)", rows))


async def run(database: Database, statement: str, *values: Any) -> None:
    await database.write(lambda writer: writer.execute(statement, values))


async def top(
    database: Database, order: FilmOrder = "mean", wanted: Wanted = EVERYTHING, guild_id: int = GUILD, **page: int
) -> FilmRanking:
    asked = {"limit": 10, "offset": 0, **page}
    return await RankingStore(database).films(order, wanted, guild_id=guild_id, asker_id=ANA, **asked)


def ids(ranking: FilmRanking) -> list[int]:
    return [place.film_id for place in ranking.places]


async def groups(database: Database, kind: GroupKind, wanted: Wanted = EVERYTHING) -> list[tuple[str, int, int]]:
    named = {"SE": "Sweden"}
    ranking = await RankingStore(database).groups(
        kind, wanted, guild_id=GUILD, limit=10, offset=0, spelled=lambda name: named.get(name, name)
    )
    return [(place.name, place.films, place.count) for place in ranking.places]


async def test_nothing_rated_is_nothing_ranked(database: Database) -> None:
    assert await top(database) == FilmRanking((), 0, None)
    assert await groups(database, "decade") == []


async def test_films_are_ranked_with_what_went_into_it(database: Database) -> None:
    await rate(database, SALT, {ANA: 10, BO: 10, CY: 10, DI: 10})
    await rate(database, SAND, {BO: 8, CY: 6})
    await rate(database, REEL, {ANA: 2, BO: 2})
    ranking = await top(database)
    assert ids(ranking) == [SALT, SAND, REEL]
    assert ranking.prior == Prior(58 / 8, 2, 2 / 8)
    assert ranking.places[1].value == pytest.approx((14 + 2 * 58 / 8) / 4)
    assert ranking.places[0].source_score == 6.0
    assert ranking.rated_by_asker == {SALT, REEL}


async def test_a_page_is_cut_out_of_the_whole(database: Database) -> None:
    for film_id in (SALT, SAND, REEL):
        await rate(database, film_id, {ANA: 11 - film_id})
    ranking = await top(database, limit=1, offset=1)
    assert ([(place.rank, place.film_id) for place in ranking.places], ranking.total) == ([(2, SAND)], 3)
    assert await top(database, limit=5, offset=50) == FilmRanking((), 3, ranking.prior)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(FilmFilter(genre="drama")), [SALT, REEL]),
        (Wanted(FilmFilter(country="Norway")), [REEL]),
        (Wanted(FilmFilter(year_from=1960, year_to=1969)), [SALT, SAND]),
        (Wanted(director="ida ek"), [SALT, SAND]),  # and not the film she only plays in
        (Wanted(FilmFilter(genre="crime"), director="Lind"), [SAND]),
        (Wanted(director="nobody"), []),
        (Wanted(director="%"), []),
    ],
)
async def test_a_filter_narrows_the_list_and_leaves_the_prior(
    database: Database, wanted: Wanted, found: list[int]
) -> None:
    for film_id in (SALT, SAND, REEL, UNDATED):
        await rate(database, film_id, {ANA: 11 - film_id, BO: 11 - film_id})
    ranking = await top(database, wanted=wanted)
    assert ids(ranking) == found
    assert ranking.prior == (await top(database)).prior


async def test_a_period_counts_only_what_was_given_in_it(database: Database) -> None:
    await rate(database, SALT, {ANA: 10}, at="2025-12-31T23:59:59Z")
    await rate(database, SALT, {BO: 2}, at="2026-01-01T00:00:00Z")
    await rate(database, REEL, {ANA: 6}, at="2026-02-01T00:00:00Z")
    ranking = await top(database, wanted=Wanted(period=Period("january", "2026-01-01T00:00:00Z", "2026-02-01")))
    assert [(place.film_id, place.mean) for place in ranking.places] == [(SALT, 2.0)]
    assert ranking.prior == Prior(2.0, 2, 0.0)


async def test_hidden_members_and_other_servers_do_not_count(database: Database) -> None:
    await rate(database, SALT, {ANA: 10, BO: 1})
    await rate(database, SALT, {ANA: 3, BO: 3}, guild_id=OTHER)
    await rate(database, REEL, {BO: 5})
    await run(database, "INSERT INTO hidden_members VALUES (?, ?, 'now')", GUILD, BO)
    ranking = await top(database)
    assert [(place.film_id, place.mean, place.count) for place in ranking.places] == [(SALT, 10.0, 1)]
    assert [place.mean for place in (await top(database, guild_id=OTHER)).places] == [3.0]
    one = await RankingStore(database).of_film(SALT, guild_id=GUILD, member_id=BO)
    assert one.figures is not None
    assert (one.figures.count, one.own) == (1, 1)


async def test_a_retired_film_and_one_that_has_a_stand_in_are_left_out(database: Database) -> None:
    await rate(database, SALT, {ANA: 10})
    await rate(database, REEL, {ANA: 10})
    await run(database, "UPDATE films SET retired_at = 'now' WHERE id = ?", REEL)
    with closing(open_writer(database.path)) as connection:
        write_films(connection, make_film("Salt", 1961, tagline="Ours."), guild_id=GUILD)
        write_films(connection, make_film("Theirs", 1961), guild_id=OTHER)
    own, theirs = UNDATED + 1, UNDATED + 2
    await rate(database, own, {BO: 4})
    await rate(database, theirs, {ANA: 4}, guild_id=OTHER)
    assert ids(await top(database)) == [own]
    retired = await RankingStore(database).of_film(REEL, guild_id=GUILD, member_id=ANA)
    assert (retired.figures, retired.own) == (None, None)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("director", [("Bo Lind", 2, 4), ("IDA EK", 2, 4)]),
        ("country", [("Sweden", 2, 4)]),
        ("decade", [("1960s", 2, 4)]),
    ],
)
async def test_groups_are_added_up_over_their_films(
    database: Database, kind: GroupKind, found: list[tuple[str, int, int]]
) -> None:
    await rate(database, SALT, {ANA: 6, BO: 6})
    await rate(database, SAND, {ANA: 8, BO: 8})
    await rate(database, REEL, {ANA: 10, BO: 10})
    await rate(database, UNDATED, {ANA: 10, BO: 10})
    assert await groups(database, kind) == found
    assert await groups(database, kind, Wanted(FilmFilter(year_from=1990))) == []


async def test_three_opinions_of_a_film_stand_side_by_side(tmp_path: Path) -> None:
    reviews = (
        make_review("One", "Long.", score=4.0),
        make_review("Two", "Longer.", score=7.0),
        make_review("Three", "No score."),
    )
    database = await Database.open(make_database(tmp_path / "f.sqlite3", make_film(score=8.0, reviews=reviews)))
    try:
        await run(
            database,
            "INSERT INTO reviews (film_id, digest, reviewer, text, score, guild_id, member_id) "
            "VALUES (1, 1, 'ana', 'Mine.', 10.0, ?, ?)",
            *(GUILD, ANA),
        )
        await rate(database, 1, {ANA: 9, BO: 6})
        found = await RankingStore(database).of_film(1, guild_id=GUILD, member_id=ANA)
        assert found.figures is not None
        assert (found.figures.mean, found.figures.spread, found.own) == (7.5, 1.5, 9)
        assert (found.reviewers_mean, found.reviewers) == (5.5, 2)
        elsewhere = await RankingStore(database).of_film(1, guild_id=OTHER, member_id=ANA)
        assert (elsewhere.figures, elsewhere.own, elsewhere.reviewers) == (None, None, 2)
    finally:
        await database.close()
