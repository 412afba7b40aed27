import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club.recommending.recommendations import MOST, Answer, RecommendationStore, recommend
from bot.club.recommending.recommended import Asked, ClubLiked, InCommon, Kindred, LovedToo, SameDirector, WellLiked
from bot.connection import open_writer, transaction
from bot.database import Database
from tests.factories import make_database, make_film, write_films
from tests.tastes import ANA, BO, CY, DI

GUILD, OTHER = 5, 6

# Films 1 to 6 are war films by A, 7 to 12 comedies by B, and of 13 and 14 nothing is known.
FILMS = (
    *(make_film(f"War {number}", 1950 + number, genres=("War",), directors=("A",)) for number in range(1, 7)),
    *(make_film(f"Comedy {number}", 1990 + number, genres=("Comedy",), directors=("B",)) for number in range(1, 7)),
    *(make_film(f"Mystery {number}", None) for number in range(1, 3)),
)
EVERY = range(1, len(FILMS) + 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_database(tmp_path / "films.sqlite3", *FILMS)


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(path)) as opened:
        yield opened


def rate(connection: sqlite3.Connection, member_id: int, scores: dict[int, int], guild_id: int = GUILD) -> None:
    connection.executemany(
        "INSERT INTO ratings VALUES (?, ?, ?, ?, '2026-01-01T00:00:00Z')",
        [(guild_id, film_id, member_id, score) for film_id, score in scores.items()],
    )


def films_for(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    return [one.film_id for one in recommend(connection, asked, EVERY).films]


def test_what_ones_neighbour_loves_comes_first_with_the_reason(connection: sqlite3.Connection) -> None:
    common = {1: 9, 2: 9, 7: 2, 8: 3, 9: 2}
    rate(connection, ANA, common)
    rate(connection, BO, {**common, 13: 9})
    rate(connection, CY, {1: 2, 2: 1, 7: 9, 8: 9, 9: 9, 14: 9})
    found = recommend(connection, Asked(GUILD, ANA), EVERY)
    ids = [one.film_id for one in found.films]
    assert ids.index(13) < ids.index(14)
    why = {one.film_id: one.reasons for one in found.films}
    assert why[13] == (Kindred(1, 100, 100, 5, 9),)
    assert why[3][0] == SameDirector("A", 1, 9)
    assert found.names[1] == ("War 1", 1951)
    assert found.rated == 5
    assert found.other_rated is None


def test_traits_alone_recommend_where_nobody_else_rates(connection: sqlite3.Connection) -> None:
    rate(connection, ANA, {1: 10, 2: 9, 7: 1})
    assert set(films_for(connection, Asked(GUILD, ANA))[:4]) == {3, 4, 5, 6}


@pytest.mark.parametrize("like", [None, 1])
def test_what_was_rated_or_logged_is_never_recommended(connection: sqlite3.Connection, like: int | None) -> None:
    rate(connection, ANA, {1: 10, 2: 10})
    rate(connection, BO, {3: 10, 4: 9})
    connection.execute("INSERT INTO watches VALUES (NULL, ?, 5, ?, '2026-01-01', 0, 'now')", (GUILD, ANA))
    assert not {1, 2, 5} & set(films_for(connection, Asked(GUILD, ANA, like_id=like)))
    for_two = set(films_for(connection, Asked(GUILD, ANA, BO, like)))
    assert for_two
    assert not {1, 2, 3, 4, 5} & for_two


def test_a_film_for_two_is_one_that_neither_would_dislike(connection: sqlite3.Connection) -> None:
    rate(connection, ANA, {1: 10, 2: 10, 7: 8, 8: 8})
    rate(connection, BO, {1: 1, 2: 2, 7: 9, 8: 9})
    rate(connection, CY, {1: 10, 2: 10, 3: 10, 9: 8})
    rate(connection, DI, {1: 10, 2: 10, 3: 9, 9: 8})
    alone, both = films_for(connection, Asked(GUILD, ANA)), films_for(connection, Asked(GUILD, ANA, BO))
    assert alone[0] == 3
    assert both[0] == 9
    assert both == films_for(connection, Asked(GUILD, BO, ANA))
    found = recommend(connection, Asked(GUILD, ANA, BO), EVERY)
    assert (found.rated, found.other_rated) == (4, 4)
    [nine] = [one for one in found.films if one.film_id == 9]
    assert nine.reasons[0] == ClubLiked(2, 8)
    assert SameDirector("B", 7, 9) in nine.for_other


def test_films_like_one_share_its_traits_or_those_who_love_it(connection: sqlite3.Connection) -> None:
    rate(connection, BO, {1: 10, 13: 9, 7: 2})
    rate(connection, CY, {1: 9, 13: 10, 8: 3})
    rate(connection, DI, {1: 2, 13: 1, 8: 9})
    found = recommend(connection, Asked(GUILD, ANA, like_id=1), EVERY)
    why = {one.film_id: one.reasons for one in found.films}
    assert 1 not in why
    assert {2, 3, 4, 5, 6, 13} == set(why)
    assert why[13][0] == LovedToo(2, 2)
    assert why[2][0] == InCommon((("director", "A"), ("genre", "War"), ("decade", "1950s")))


def test_of_a_film_that_nothing_is_known_of_nothing_is_like_it(connection: sqlite3.Connection) -> None:
    assert films_for(connection, Asked(GUILD, ANA, like_id=13)) == []


def test_hidden_members_are_no_neighbours_and_get_recommendations(connection: sqlite3.Connection) -> None:
    common = {1: 9, 2: 9, 7: 2, 8: 3, 9: 2}
    rate(connection, ANA, common)
    rate(connection, BO, {**common, 13: 10})
    seen = recommend(connection, Asked(GUILD, ANA), EVERY)
    connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, BO))
    hidden = recommend(connection, Asked(GUILD, ANA), EVERY)
    connection.execute("DELETE FROM ratings WHERE member_id = ?", (BO,))
    assert hidden == recommend(connection, Asked(GUILD, ANA), EVERY) != seen
    rate(connection, BO, {**common, 13: 10})
    connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, ANA))
    assert recommend(connection, Asked(GUILD, ANA), EVERY) == hidden
    assert recommend(connection, Asked(GUILD, BO), EVERY).rated == 6


def test_other_servers_ratings_change_nothing(connection: sqlite3.Connection) -> None:
    rate(connection, ANA, {1: 9, 2: 9, 7: 2})
    rate(connection, BO, {1: 9, 2: 9, 13: 8})
    before = recommend(connection, Asked(GUILD, ANA), EVERY)
    for member_id in (ANA, BO, CY):
        rate(connection, member_id, {1: 1, 3: 1, 13: 1, 14: 10}, guild_id=OTHER)
    assert recommend(connection, Asked(GUILD, ANA), EVERY) == before


def test_a_servers_own_film_stands_in_place_of_the_shared_one(connection: sqlite3.Connection) -> None:
    rate(connection, ANA, {1: 9, 2: 9})
    rate(connection, BO, {1: 9, 2: 9, 3: 10})
    write_films(connection, make_film("War 3", 1953, tagline="Ours."), guild_id=GUILD)
    [own] = connection.execute("SELECT id FROM films WHERE guild_id = ?", (GUILD,)).fetchone()
    ids = [one.film_id for one in recommend(connection, Asked(GUILD, ANA), [*EVERY, own]).films]
    assert ids[0] == own
    assert 3 not in ids
    assert own not in films_for(connection, Asked(OTHER, ANA))


def test_films_that_were_taken_out_neither_count_nor_come_up(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Gone 1", 1999), make_film("Gone 2", 1999))
    rate(connection, ANA, {1: 9, 2: 9, 3: 2, 4: 2, 15: 9})
    rate(connection, BO, {1: 9, 2: 9, 3: 2, 4: 2, 15: 9, 13: 9, 16: 10})
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    found = recommend(connection, Asked(GUILD, ANA), [*EVERY, 15, 16])
    why = {one.film_id: one.reasons for one in found.films}
    assert found.rated == 4
    assert not {15, 16} & why.keys()
    assert why[13] == (ClubLiked(1, 9),)  # over four films nobody's agreement is told


def test_without_any_rating_the_well_known_and_well_liked_come_varied(connection: sqlite3.Connection) -> None:
    famous = [
        make_film(f"Famous {kind} {number}", 1950, genres=(kind,), directors=(kind,), votes=9_000 - number, score=score)
        for kind, score in (("Drama", 9.0), ("Noir", 8.9), ("Western", 4.0))
        for number in range(3)
    ]
    write_films(connection, *famous)
    found = recommend(connection, Asked(GUILD, ANA), range(1, 24))
    first = [one.film_id for one in found.films[:4]]
    assert found.rated == 0
    assert {(film_id - 15) // 3 for film_id in first[:2]} == {0, 1}
    assert found.films[0].reasons == (WellLiked(9.0, 9_000),)


def test_an_empty_server_and_an_empty_catalogue_have_nothing(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "none.sqlite3"))) as connection:
        for asked in (Asked(GUILD, ANA), Asked(GUILD, ANA, BO), Asked(GUILD, ANA, like_id=1)):
            assert recommend(connection, asked, []).films == ()


SCORES = st.dictionaries(st.sampled_from(EVERY), st.integers(1, 10), max_size=len(EVERY))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(SCORES, SCORES, SCORES), st.sampled_from([None, BO]), st.sampled_from([None, 1, 13]))
def test_whatever_was_rated_it_is_never_recommended_and_the_answer_stays_the_same(
    connection: sqlite3.Connection, scores: tuple[dict[int, int], ...], other: int | None, like: int | None
) -> None:
    connection.execute("DELETE FROM ratings")
    for member_id, given_scores in zip((ANA, BO, CY), scores, strict=True):
        rate(connection, member_id, given_scores)
    asked = Asked(GUILD, ANA, other, like)
    found = recommend(connection, asked, EVERY)
    ids = [one.film_id for one in found.films]
    rated = scores[0].keys() | (scores[1].keys() if other else set())
    assert not rated & set(ids)
    assert like not in ids
    assert len(set(ids)) == len(ids) <= MOST
    assert recommend(connection, asked, reversed(EVERY)) == found


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


async def test_the_store_tells_settings_and_who_is_hidden(database: Database) -> None:
    store = RecommendationStore(database)

    async def ask(*, other: int | None = None) -> Answer | None:
        return await store.films(Asked(GUILD, ANA, other), known=EVERY)

    answer = await ask(other=BO)
    assert answer is not None
    assert not answer.asker_hidden
    assert answer.settings.scale == "stars"
    await database.write(lambda writer: writer.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, BO)))
    assert await ask(other=BO) is None
    await database.write(lambda writer: writer.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, ANA)))
    answer = await ask()
    assert answer is not None
    assert answer.asker_hidden


async def test_the_store_tells_what_was_seen_since(database: Database) -> None:
    await database.write(lambda writer: rate(writer, BO, {1: 9, 2: 9}))
    store = RecommendationStore(database)
    assert await store.seen_among([1, 3], Asked(GUILD, ANA, BO)) == {1}
    assert await store.seen_among([1, 3], Asked(GUILD, ANA)) == frozenset()
