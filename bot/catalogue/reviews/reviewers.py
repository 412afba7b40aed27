"""The SQL of reviewers and of the people in films' credits: who they are, and what they did."""

import sqlite3
from collections.abc import Sequence

from bot.catalogue.reviews.openings import OtherFilm
from bot.catalogue.reviews.review_rows import BY_REVIEWER, json_list
from bot.catalogue.reviews.reviewed import Person, PersonFilm, ReviewerProfile, Role
from bot.catalogue.visibility import VISIBLE

_THEIRS = f"""
    FROM reviews JOIN films ON films.id = film_id
    WHERE {BY_REVIEWER} AND reviews.guild_id IN (0, :guild) AND {VISIBLE}
"""
_ROLES: tuple[Role, ...] = ("director", "writer", "cast")


def profile(connection: sqlite3.Connection, spellings: Sequence[str], *, guild_id: int) -> ReviewerProfile | None:
    """Return what a reviewer wrote and gave in all, or None where a server sees nothing of theirs."""
    values = {"spellings": json_list(spellings), "guild": guild_id}
    reviews, films = connection.execute(f"SELECT count(*), count(DISTINCT film_id) {_THEIRS}", values).fetchone()
    if reviews == 0:
        return None
    scores = connection.execute(
        f"SELECT reviews.score, count(*) {_THEIRS} AND reviews.score IS NOT NULL GROUP BY 1 ORDER BY 1", values
    )
    return ReviewerProfile(spellings[0], reviews, films, dict(scores.fetchall()))


def scores_of(connection: sqlite3.Connection, spellings: Sequence[str], *, guild_id: int) -> dict[int, float]:
    """Return the score a reviewer gave each film, the latest one where there are several."""
    values = {"spellings": json_list(spellings), "guild": guild_id}
    rows = connection.execute(
        f"SELECT film_id, reviews.score {_THEIRS} AND reviews.score IS NOT NULL ORDER BY reviews.id", values
    )
    return dict(rows.fetchall())


def person(connection: sqlite3.Connection, folded: str, *, guild_id: int) -> Person | None:
    """Return a person by folded name with the films a server sees, or None where there is none."""
    rows = connection.execute(
        f"SELECT films.id, title, year, score, credits.name, group_concat(role) FROM credits "
        f"JOIN films ON films.id = film_id WHERE folded = :folded AND {VISIBLE} "
        "GROUP BY films.id ORDER BY year DESC NULLS LAST, title, films.id",
        {"folded": folded, "guild": guild_id},
    ).fetchall()
    if not rows:
        return None
    films = tuple(
        PersonFilm(film_id, title, year, tuple(role for role in _ROLES if role in roles.split(",")), score)
        for film_id, title, year, score, _, roles in rows
    )
    spellings = [row[4] for row in rows]
    return Person(max(spellings, key=spellings.count), films)


def films_by_the_same_hand(
    connection: sqlite3.Connection, film_id: int, *, guild_id: int, limit: int = 10
) -> tuple[OtherFilm, ...]:
    """Return other films of a film's directors that a server sees, the best known first."""
    rows = connection.execute(
        "SELECT mine.name, title, year FROM credits AS mine "
        "JOIN credits AS other ON other.folded = mine.folded AND other.role = 'director' "
        f"JOIN films ON films.id = other.film_id AND films.id <> :film AND {VISIBLE} "
        "WHERE mine.film_id = :film AND mine.role = 'director' "
        "GROUP BY films.id ORDER BY votes DESC NULLS LAST, year, films.id LIMIT :limit",
        {"film": film_id, "guild": guild_id, "limit": limit},
    )
    return tuple(OtherFilm(*row) for row in rows)
