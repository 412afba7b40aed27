"""Which films are asked, on real databases."""

import random
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.care.merging import merge
from bot.catalogue.film import Alias, Film
from bot.catalogue.stored import FilmFilter
from bot.club.guessing import choosing
from bot.club.guessing.choosing import From, Playable, asked_film, playables
from bot.club.guessing.matching import Asked
from bot.connection import open_writer
from tests.factories import make_database, make_film, make_review, write_films

GUILD, OTHER = 5, 6
ANA, BEN = 71, 72
SYNOPSIS = "A keeper mends a light of paper on a rock in the sea, and waits for a ship that is late."
PASSAGE = "The camera spirals up the stairs as though joy had a motor in it, and the film never loses its breath again."


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened


def whole(title: str, year: int = 1961, **facts: Any) -> Film:
    return make_film(title, year, **{"synopsis": SYNOPSIS, **facts})


def playable(connection: sqlite3.Connection, wanted: From, **how: Any) -> Playable | None:
    return next(playables(connection, wanted, **how), None)


def drawn(
    connection: sqlite3.Connection,
    wanted: From | None = None,
    *,
    guild_id: int = GUILD,
    without: Collection[int] = (),
    times: int = 40,
) -> Counter[str]:
    """Return how often each film was drawn; a draw of none counts under an empty title."""
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for _ in range(times):
        film = playable(connection, wanted or From(), guild_id=guild_id, without=without, chance=chance)
        title = film and connection.execute("SELECT title FROM films WHERE id = ?", (film.film_id,)).fetchone()[0]
        found[title or ""] += 1
    return found


def test_nothing_is_drawn_from_nothing(connection: sqlite3.Connection) -> None:
    assert drawn(connection, times=1) == {"": 1}
    assert drawn(connection, From("rated"), times=1) == {"": 1}


def test_every_film_with_enough_to_ask_is_drawn(connection: sqlite3.Connection) -> None:
    facts = {"runtime_minutes": 90, "language": "el", "genres": ("Drama",), "directors": ("Ann Lee",)}
    write_films(connection, whole("One"), make_film("Two", 1955, **facts), whole("Three"), make_film("Bare", 1950))
    assert drawn(connection).keys() == {"One", "Two", "Three"}


def test_what_was_asked_lately_is_left_out(connection: sqlite3.Connection) -> None:
    write_films(connection, whole("One"), whole("Two"))
    assert drawn(connection, without={1}, times=8) == {"Two": 8}
    assert drawn(connection, without={1, 2}, times=1) == {"": 1}


def test_a_server_is_asked_what_it_sees(connection: sqlite3.Connection) -> None:
    write_films(connection, whole("Shared"), whole("Both"))
    write_films(connection, whole("Both", tagline="Their own."), whole("Own"), guild_id=GUILD)
    write_films(connection, whole("Foreign"), guild_id=OTHER)
    connection.execute("UPDATE films SET retired_at = 'now' WHERE title = 'Shared'")
    assert drawn(connection).keys() == {"Both", "Own"}
    chance = random.Random(1)
    ids = {playable(connection, From(), guild_id=GUILD, without=(), chance=chance) for _ in range(20)}
    assert {film.film_id for film in ids if film} == {3, 4}


def test_what_the_club_rated_or_wants_to_see(connection: sqlite3.Connection) -> None:
    write_films(connection, *map(whole, ("Rated", "Listed", "Elsewhere", "Hidden", "Neither")))
    connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, BEN))
    for guild_id, film_id, member_id in ((GUILD, 1, ANA), (OTHER, 3, ANA), (GUILD, 4, BEN)):
        connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 8, 'now')", (guild_id, film_id, member_id))
    for guild_id, film_id, member_id in ((GUILD, 2, ANA), (OTHER, 3, ANA), (GUILD, 4, BEN)):
        connection.execute("INSERT INTO watchlist VALUES (?, ?, ?, 'now')", (guild_id, member_id, film_id))
    assert drawn(connection, From("rated"), times=8) == {"Rated": 8}
    assert drawn(connection, From("watchlists"), times=8) == {"Listed": 8}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (FilmFilter(genre="War"), {"One"}),
        (FilmFilter(country="Cuba"), {"Two"}),
        (FilmFilter(year_from=1960, year_to=1969), {"Two"}),
        (FilmFilter(year_from=1950), {"One", "Two"}),
        (FilmFilter(person="ann lee"), {"One"}),
        (FilmFilter(genre="War", country="Cuba"), {""}),
    ],
)
def test_a_filter_is_kept_to(wanted: FilmFilter, titles: set[str], connection: sqlite3.Connection) -> None:
    one = whole("One", 1957, genres=("War",), directors=("Ann Lee",))
    write_films(connection, one, whole("Two", 1964, countries=("Cuba",)))
    assert drawn(connection, From("any", wanted), times=12).keys() == titles


def test_of_many_films_the_best_known_come_sooner(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "FILMS_A_RIVAL", 4)
    write_films(connection, *(whole(f"Film {number}", votes=number, genres=("War",)) for number in range(1, 13)))
    times = drawn(connection, times=120)
    known = sum(times[f"Film {number}"] for number in range(7, 13))
    assert known > 120 * 0.8
    by_filter = drawn(connection, From("any", FilmFilter(genre="War")), times=60)
    assert sum(by_filter[f"Film {number}"] for number in range(7, 13)) > 60 * 0.8


def test_a_game_is_drawn_at_once_and_each_film_once(connection: sqlite3.Connection) -> None:
    write_films(connection, *(whole(f"Film {number}", genres=("War",)) for number in range(1, 9)), make_film("Bare"))
    for wanted in (From(), From("any", FilmFilter(genre="War"))):
        every = [
            film.film_id for film in playables(connection, wanted, guild_id=GUILD, without={8}, chance=random.Random(1))
        ]
        assert sorted(every) == list(range(1, 8))


def test_gaps_between_ids_do_not_matter(connection: sqlite3.Connection) -> None:
    write_films(connection, whole("One"))
    connection.execute("UPDATE sqlite_sequence SET seq = 900000 WHERE name = 'films'")
    write_films(connection, whole("Two"))
    assert drawn(connection).keys() == {"One", "Two"}


def test_reviews_are_used_by_the_marks_that_hold_here_and_members_own_are_not(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("One", reviews=(make_review(text=PASSAGE, spoiler="full"),)))
    chance = random.Random(1)

    def found(guild_id: int) -> str | None:
        film = playable(connection, From(), guild_id=guild_id, without=(), chance=chance)
        return None if film is None else film.puzzle.clue.kind

    assert found(GUILD) is None
    connection.execute(
        "INSERT INTO spoiler_marks SELECT ?, film_id, digest, 'none', ?, 'now' FROM reviews", (GUILD, ANA)
    )
    assert found(GUILD) == "review"
    assert found(OTHER) is None
    connection.execute("UPDATE reviews SET load_id = NULL, guild_id = ?, member_id = ?", (GUILD, ANA))
    assert found(GUILD) is None


def test_the_film_of_a_round_is_known_by_all_its_names(connection: sqlite3.Connection) -> None:
    film = make_film("Kanal", original_title="Kanał", aliases=(Alias("They Loved Life"),))
    write_films(connection, film, make_film("Kanal, the film"))
    assert asked_film(connection, 1, guild_id=GUILD) == Asked(1, ("Kanal", "Kanał", "They Loved Life"))


def test_a_film_that_was_merged_in_the_middle_of_a_round_is_followed(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Kanal"), make_film("Canal"))
    merge(connection, 2, 1, guild_id=0, merged_by=None)
    asked = asked_film(connection, 2, guild_id=GUILD)
    assert asked is not None
    assert asked.film_id == 1
    assert {"Kanal", "Canal"} <= set(asked.names)


def test_a_film_that_is_gone_or_another_servers_is_not_asked(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Kanal"), guild_id=OTHER)
    assert asked_film(connection, 1, guild_id=OTHER) == Asked(1, ("Kanal",))
    assert asked_film(connection, 1, guild_id=GUILD) is None
    connection.execute("UPDATE films SET retired_at = 'now'")
    assert asked_film(connection, 1, guild_id=OTHER) is None
    assert asked_film(connection, 99, guild_id=OTHER) is None
