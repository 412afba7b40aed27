"""Which films are surely new, and which are so no more once they were met."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.catalogue.film import Film
from bot.catalogue.loading.newcomers import Newcomers
from bot.connection import open_writer
from tests.factories import make_database, write_films


def newcomers(connection: sqlite3.Connection, guild_id: int = 0) -> Newcomers:
    return Newcomers(connection, guild_id)


def test_a_film_that_is_there_is_never_new(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        write_films(connection, Film("Salt Road", 1999, ids={"imdb": "tt1"}), Film("Undated"))
        known = newcomers(connection)
        assert not known.meet({}, "salt road", 1999)
        assert not known.meet({"imdb": "tt1"}, "another", None)
        assert not known.meet({}, "undated", None)
        assert known.meet({"imdb": "tt2", "tmdb": "7"}, "salt road", 2000)
        assert not known.meet({"tmdb": "7"}, "x", None)
        assert not known.meet({}, "salt road", 2000)
        assert newcomers(connection, guild_id=5).meet({"imdb": "tt1"}, "salt road", 1999)
