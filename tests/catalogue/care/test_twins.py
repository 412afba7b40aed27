"""Which films are likely one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care import twins
from bot.catalogue.care.merging import merge
from bot.catalogue.care.twins import MOST_PAIRS, Known, dismissed, find_twins, read_films
from bot.catalogue.film import Alias, Film
from bot.connection import open_writer, transaction
from bot.errors import UserError
from tests.catalogue.care.test_merging import ANA, GUILD, OTHER
from tests.factories import make_database, make_film, write_films


def known(film_id: int, *names: str, year: int | None = 1961, own: bool = True, **more: Any) -> Known:
    facts: dict[str, Any] = {"directors": (), "ids": (None,) * 4, **more}
    return Known(film_id, own, names, year, **facts)


def pairs(*films: Known) -> list[tuple[int, int]]:
    return [found.pair for found in find_twins(films)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, "The Killers"), known(2, "Killers, The")),
        (known(1, "The Paper Lighthouse"), known(2, "Paper Lighthouse", year=1962)),
        (known(1, "The Paper Lighthouse"), known(2, "The Paper Lihgthouse")),
        (known(1, "Letyat zhuravli"), known(2, "The Cranes Are Flying", "Летят журавли")),
        (known(1, "Rocky II"), known(2, "Rocky 2")),
        (known(1, "Paper Lanterns"), known(2, "Paper Lanterns", year=None)),
        (known(1, "Solaris"), known(2, "Soljaris", directors=("Andrei Tarkovsky",))),
        (known(1, "Persona", directors=("Ida Ek",)), known(2, "Perssonna", directors=("I. Ek",))),
        (known(1, "Solaris", own=False), known(2, "Solaris")),
    ],
)
def test_these_are_likely_one(one: Known, other: Known) -> None:
    assert pairs(one, other) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, "Solaris", year=1972), known(2, "Solaris", year=2002)),
        (known(1, "Dust Road 1"), known(2, "Dust Road 2")),
        (known(1, "Kill Bill: Vol. 1"), known(2, "Kill Bill: Vol. 2", year=1962)),
        (known(1, "The Killers", ids=("tt1", None, None, None)), known(2, "The Killers", ids=("tt2", "7", None, None))),
        (known(1, "The Killers", directors=("A Aa",)), known(2, "The Killer", directors=("B Bb",))),
        (known(1, "Persona"), known(2, "Perssonna", directors=("I. Ek",))),
        (known(1, "Solaris", own=False), known(2, "Solaris", own=False)),
        (known(1, "Salt Road"), known(2, "Salt Lake")),
        (known(1, "🎬"), known(2, "🎬")),
        (known(1, "Salt Road", year=None), known(2, "Salt Rode", year=1961)),
    ],
)
def test_these_are_two(one: Known, other: Known) -> None:
    assert pairs(one, other) == []


def test_the_likeliest_come_first_and_a_common_director_lifts() -> None:
    same = (known(1, "Paper Light", directors=("Ida Ek",)), known(2, "Papers Light", directors=("Ida Ek",)))
    near = (known(3, "Paper Moon"), known(4, "Papper Moon"))
    assert pairs(*near, *same) == [(1, 2), (3, 4)]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Salt Road", "Salt Rood", "Paper Moon", "Noon"]), max_size=9), st.randoms())
def test_the_order_of_the_films_does_not_matter(titles: list[str], chance: Random) -> None:
    films = [known(number, title) for number, title in enumerate(titles)]
    mixed = list(films)
    chance.shuffle(mixed)
    found = pairs(*films)
    assert all(one < other for one, other in found)
    if len(films) <= 7:  # each is the neighbour of every other
        assert pairs(*mixed) == found


def test_films_of_one_name_do_not_flood_the_list() -> None:
    found = find_twins([known(number, "Untitled", year=None) for number in range(3_000)])
    assert len(found) == MOST_PAIRS


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened


def found_in(connection: sqlite3.Connection, guild_id: int = GUILD) -> list[tuple[int, int]]:
    return pairs(*read_films(connection, guild_id=guild_id))


def test_pairs_are_looked_for_among_what_the_server_sees(connection: sqlite3.Connection) -> None:
    shared = make_film("Solaris", 1972, directors=("Andrei Tarkovsky",), aliases=(Alias("Солярис"),))
    write_films(connection, shared, Film("Elsewhere", 1970))
    write_films(connection, make_film("Solyaris", 1972), make_film("The Paper Lihgthouse"), guild_id=GUILD)
    write_films(connection, make_film("The Paper Lighthouse"), guild_id=OTHER)
    assert found_in(connection) == [(1, 3)]
    assert found_in(connection, OTHER) == []


def test_a_pair_is_dismissed_for_good_and_taken_up_again(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(), make_film("The Paper Lihgthouse"), guild_id=GUILD)
    for different in (True, True, False):
        with transaction(connection):
            twins.put(connection, (1, 2), {"different": different}, guild_id=GUILD, member_id=ANA)
        assert dismissed(connection, guild_id=GUILD) == ({(1, 2)} if different else set())
    assert connection.execute("SELECT count(*) FROM audit").fetchone() == (2,)
    with pytest.raises(UserError, match="no longer in the catalogue"):
        twins.put(connection, (1, 7), {"different": True}, guild_id=GUILD, member_id=ANA)
    with pytest.raises(UserError, match="no longer in the catalogue"):
        twins.put(connection, (1, 2), {"different": True}, guild_id=OTHER, member_id=ANA)


def test_merged_films_are_no_pair_any_more(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(), make_film("The Paper Lihgthouse"), guild_id=GUILD)
    with transaction(connection):
        merge(connection, 2, 1, guild_id=GUILD, merged_by=ANA)
    assert found_in(connection) == []
