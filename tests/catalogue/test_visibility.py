"""Which shared films a server's own keep out of its sight: those that they are, and no namesakes."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.film import Film
from bot.catalogue.following import standing_in
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.searching import index_rows
from bot.connection import transaction
from tests.catalogue.care.test_merging import GUILD, OTHER, visible
from tests.factories import make_film, memory_database, write_films

EK, ADE = make_film(directors=("Ida Ek",)), make_film(directors=("Olu Ade",))


@contextmanager
def database(*, own: list[Film], shared: list[Film], own_first: bool = True) -> Generator[sqlite3.Connection]:
    with closing(memory_database()) as connection:
        for films, guild_id in ((own, GUILD), (shared, 0)) if own_first else ((shared, 0), (own, GUILD)):
            write_films(connection, *films, guild_id=guild_id)
        yield connection


def shared_ids(connection: sqlite3.Connection) -> set[int]:
    return {film_id for (film_id,) in connection.execute("SELECT id FROM films WHERE guild_id = 0")}


def hidden(connection: sqlite3.Connection) -> set[int]:
    return shared_ids(connection) - set(visible(connection))


@pytest.mark.parametrize(
    ("own", "shared", "seen"),
    [
        pytest.param(make_film(), make_film(), False, id="title and year"),
        pytest.param(make_film(), EK, False, id="director unknown"),
        pytest.param(EK, make_film(directors=("IDA EK", "Bo Li")), False, id="one director of two"),
        pytest.param(EK, make_film(directors=("I. Ek",)), False, id="director spelt otherwise"),
        pytest.param(EK, ADE, True, id="a namesake by another director"),
        pytest.param(make_film(year=None), make_film(), True, id="year unknown"),
        pytest.param(make_film(ids={"imdb": "tt1"}), make_film(ids={"tmdb": "7"}), False, id="ids of two catalogues"),
        pytest.param(make_film(ids={"imdb": "tt1"}), make_film(ids={"imdb": "tt2"}), True, id="another id"),
        pytest.param(
            make_film("Farol", 1962, ids={"imdb": "tt1"}), make_film(ids={"imdb": "tt1"}), False, id="one id alone"
        ),
        pytest.param(
            make_film("Farol", ids={"imdb": "tt1", "tmdb": "7"}),
            make_film(ids={"imdb": "tt2", "tmdb": "7"}),
            True,
            id="a surer id differs",
        ),
        pytest.param(
            make_film(ids={"imdb": "tt1", "tmdb": "7"}),
            make_film(ids={"imdb": "tt1", "tmdb": "8"}),
            False,
            id="a surer id agrees",
        ),
    ],
)
@pytest.mark.parametrize("own_first", [True, False])
def test_a_servers_own_film_hides_the_shared_one_that_it_is(
    own: Film, shared: Film, *, seen: bool, own_first: bool
) -> None:
    with database(own=[own], shared=[shared], own_first=own_first) as connection:
        # A record that says nothing more of a shared film makes no film of the server's own, which then hides nothing.
        made = connection.execute("SELECT count(*) FROM films WHERE guild_id = ?", (GUILD,)).fetchone() == (1,)
        assert (hidden(connection) == set()) == (seen or not made)
        assert visible(connection, OTHER) == sorted(shared_ids(connection))


def test_a_film_that_may_be_either_of_two_hides_neither_until_one_is_gone() -> None:
    with database(own=[make_film(score=4.0)], shared=[EK]) as connection:
        assert visible(connection) == [1]
        seen = index_rows.version(connection)
        write_films(connection, ADE)
        assert visible(connection) == [1, 2, 3]
        changes = index_rows.changed_since(connection, seen)
        assert [(each.film_id, each.shadows) for each in changes.entries] == [(1, ()), (3, ())]
        with transaction(connection):
            undo_load(connection, load_to_undo(connection, guild_id=0))
        assert visible(connection) == [1]
        again = index_rows.changed_since(connection, changes.version)
        assert [(each.film_id, each.shadows) for each in again.entries] == [(1, (2,))]


def test_a_name_does_not_count_where_an_id_says_which_film_it_is() -> None:
    own = make_film(ids={"imdb": "tt1"})
    with database(own=[own], shared=[make_film("Farol", 1962, ids={"imdb": "tt1"}), make_film()]) as connection:
        assert hidden(connection) == {2}


FILMS = st.lists(
    st.builds(
        make_film,
        title=st.sampled_from(["Home", "Heat"]),
        year=st.sampled_from([None, 1961]),
        directors=st.sampled_from([(), ("Ida Ek",), ("I. Ek",), ("Olu Ade",), ("Olu Ade", "Ida Ek")]),
        ids=st.dictionaries(st.sampled_from(["imdb", "tmdb"]), st.sampled_from(["1", "2"]), max_size=2),
        score=st.sampled_from([None, 4.0]),
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(own=FILMS, shared=FILMS, own_first=st.booleans())
def test_lists_the_title_index_and_links_agree_on_what_is_hidden(
    own: list[Film], shared: list[Film], *, own_first: bool
) -> None:
    with database(own=own, shared=shared, own_first=own_first) as connection:
        in_index = {each for entry in index_rows.all_entries(connection) for each in entry.shadows}
        followed = {each for each in shared_ids(connection) if standing_in(connection, each, guild_id=GUILD)}
        noted = {film_id for (film_id,) in connection.execute("SELECT film_id FROM film_merges")}
        assert hidden(connection) == in_index == followed | noted
