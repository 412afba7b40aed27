"""Films as answers speak of them: their record, how many reviews there are, and the reviewers' mean. Sync SQL."""

import sqlite3
from collections.abc import Iterable

from bot.asking.query import FilmName
from bot.asking.saying.phrasing import FilmTold
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.searching.browsing import count
from bot.catalogue.stored import FilmFilter
from bot.catalogue.visibility import REACHABLE

_OF_FILM = f"""
    SELECT films.id,
           (SELECT count(*) FROM reviews WHERE film_id = films.id AND reviews.guild_id IN (0, :guild)),
           (SELECT avg(score) FROM reviews WHERE film_id = films.id AND member_id IS NULL),
           (SELECT count(score) FROM reviews WHERE film_id = films.id AND member_id IS NULL)
    FROM films WHERE films.id = :film AND {REACHABLE}
"""  # noqa: S608 - the condition of visibility


def names_of(films: Iterable[FilmTold]) -> tuple[FilmName, ...]:
    """Return films as a question names them, in their order."""
    return tuple(FilmName(told.id, told.film.title, told.film.year) for told in films)


def count_films(connection: sqlite3.Connection, *, guild_id: int) -> int:
    """Return how many films a server sees."""
    return count(connection, FilmFilter(), guild_id=guild_id)


def read_told(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> FilmTold | None:
    """Return a film, or the one it was merged into; None where it is gone, retired or another server's."""
    film_id = follow(connection, film_id, guild_id=guild_id)
    row = connection.execute(_OF_FILM, {"film": film_id, "guild": guild_id}).fetchone()
    if row is None:
        return None
    film = read_film(connection, film_id)
    assert film is not None
    return FilmTold(row[0], film, *row[1:])


def read_all_told(connection: sqlite3.Connection, films: Iterable[FilmName | int], *, guild_id: int) -> list[FilmTold]:
    """Return those of the films that the server may see, each once, in their order."""
    ids = dict.fromkeys(film if isinstance(film, int) else film.id for film in films)
    found = (read_told(connection, film_id, guild_id=guild_id) for film_id in ids)
    return list({told.id: told for told in found if told is not None}.values())
