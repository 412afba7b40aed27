"""The SQL that writes an import and keeps what it takes to undo it, all in the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.catalogue.reviews import review_writer
from bot.catalogue.reviews.reviewed import Draft
from bot.club.importing.lookups import in_reach, read_state
from bot.club.importing.plan import FilmImport, Imported, Part, make_plan
from bot.club.rating_files.record import SourceName
from bot.connection import now

KEPT_DAYS = 30
"""Days for which an import can be undone; at a later import what it takes is forgotten."""

_NOTE_RATING = """
    INSERT INTO imported_ratings (import_id, film_id, score, rated_at, score_before, rated_at_before)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_RATE = """
    INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at)
    SELECT ?, film_id, ?, score, rated_at FROM imported_ratings WHERE import_id = ? ORDER BY film_id
    ON CONFLICT (guild_id, film_id, member_id) DO UPDATE SET score = excluded.score, rated_at = excluded.rated_at
"""
_LOG = """
    INSERT INTO watches (guild_id, member_id, film_id, watched_on, rewatch, logged_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING
"""
_NOTE_WATCHES = """
    INSERT INTO imported_watches (import_id, watch_id)
    SELECT ?, id FROM watches WHERE guild_id = ? AND member_id = ? AND id > ?
"""
_ADD = "INSERT INTO watchlist (guild_id, member_id, film_id, added_at) VALUES (?, ?, ?, ?)"
_TAKE_OFF = "DELETE FROM watchlist WHERE guild_id = ? AND member_id = ? AND film_id = ?"
_NOTE_WATCHLIST = "INSERT INTO imported_watchlist (import_id, film_id, added, added_at) VALUES (?, ?, ?, ?)"
_NOTE_REVIEW = """
    INSERT INTO imported_reviews (import_id, review_id, written_at) SELECT ?, id, written_at FROM reviews WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a member wants of an export.

    `overwrite` are the films whose rating here may be written over, each with the score that they were shown as it.
    """

    parts: frozenset[Part]
    overwrite: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """What an import did; `import_id` is None where it changed nothing.

    `kept` counts ratings that were let stand, `gone` films that the server no longer sees.
    """

    import_id: int | None
    new: int = 0
    overwritten: int = 0
    kept: int = 0
    watches: int = 0
    to_watch: int = 0
    reviews: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Importer:
    """The member who imports, where, what they are called there, and from which source."""

    guild_id: int
    member_id: int
    name: str
    source: SourceName


def write(connection: sqlite3.Connection, films: Sequence[FilmImport], choices: Choices, importer: Importer) -> Written:
    """Write an import as things are at this moment, which may have changed since it was shown.

    A rating that is not as the member was shown it is let stand, and a film that is gone from the server's sight is
    left out.
    """
    key = (importer.guild_id, importer.member_id)
    _forget_old(connection)
    reachable = in_reach(connection, [film.film_id for film in films], guild_id=importer.guild_id)
    state = read_state(connection, guild_id=importer.guild_id, member_id=importer.member_id)
    plan = make_plan([film for film in films if film.film_id in reachable], state, choices.parts)
    over = [
        rating
        for rating in plan.ratings.changed
        if rating.before is not None and choices.overwrite.get(rating.film_id) == rating.before.score
    ]
    kept = len(plan.ratings.changed) - len(over)
    if not (plan.ratings.new or over or plan.diary.new or plan.watchlist.new or plan.reviews.new):
        return Written(None, kept=kept, gone=len(films) - len(reachable))
    moment = now()
    cursor = connection.execute(
        "INSERT INTO rating_imports (guild_id, member_id, source, imported_at) VALUES (?, ?, ?, ?)",
        (*key, importer.source, moment),
    )
    import_id = cursor.lastrowid
    assert import_id is not None
    _write_ratings(connection, import_id, key, [*plan.ratings.new, *over], moment)
    _write_diary(connection, import_id, key, plan.diary.new, moment)
    done = {rating.film_id for rating in (*plan.ratings.new, *over)} | {film_id for film_id, *_ in plan.diary.new}
    _take_off(connection, import_id, key, [(film, at) for film, at in state.watchlist.items() if film in done])
    _write_watchlist(connection, import_id, key, plan.watchlist.new, moment)
    _write_reviews(connection, import_id, importer, plan.reviews.new)
    return Written(
        import_id,
        len(plan.ratings.new),
        len(over),
        kept,
        len(plan.diary.new),
        len(plan.watchlist.new),
        len(plan.reviews.new),
        len(films) - len(reachable),
    )


def _write_ratings(
    connection: sqlite3.Connection, import_id: int, key: tuple[int, int], ratings: Iterable[Imported], moment: str
) -> None:
    rows = (
        (
            import_id,
            rating.film_id,
            rating.score,
            rating.rated_at or moment,
            rating.before and rating.before.score,
            rating.before and rating.before.rated_at,
        )
        for rating in ratings
    )
    connection.executemany(_NOTE_RATING, rows)
    connection.execute(_RATE, (*key, import_id))


def _write_diary(
    connection: sqlite3.Connection,
    import_id: int,
    key: tuple[int, int],
    watches: Sequence[tuple[int, str, bool]],
    moment: str,
) -> None:
    if not watches:
        return
    last = connection.execute("SELECT coalesce(max(id), 0) FROM watches").fetchone()[0]
    connection.executemany(_LOG, ((*key, film_id, day, rewatch, moment) for film_id, day, rewatch in watches))
    connection.execute(_NOTE_WATCHES, (import_id, *key, last))


def _take_off(
    connection: sqlite3.Connection, import_id: int, key: tuple[int, int], films: Sequence[tuple[int, str]]
) -> None:
    """Take films off the watchlist that are rated or in the diary now, as rating or writing one does."""
    connection.executemany(_TAKE_OFF, ((*key, film_id) for film_id, _ in films))
    connection.executemany(_NOTE_WATCHLIST, ((import_id, film_id, 0, added_at) for film_id, added_at in films))


def _write_watchlist(
    connection: sqlite3.Connection, import_id: int, key: tuple[int, int], films: Sequence[int], moment: str
) -> None:
    connection.executemany(_ADD, ((*key, film_id, moment) for film_id in films))
    connection.executemany(_NOTE_WATCHLIST, ((import_id, film_id, 1, moment) for film_id in films))


def _write_reviews(
    connection: sqlite3.Connection, import_id: int, importer: Importer, reviews: Iterable[tuple[int, str]]
) -> None:
    for film_id, text in reviews:
        review = review_writer.write(
            connection,
            film_id,
            Draft(text, importer.name),
            guild_id=importer.guild_id,
            member_id=importer.member_id,
        )
        if review is not None:
            connection.execute(_NOTE_REVIEW, (import_id, review.id))


def _forget_old(connection: sqlite3.Connection) -> None:
    """Forget imports too old to be undone, a few at a time, so that no import pays for all of them."""
    oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    connection.execute(
        "DELETE FROM rating_imports WHERE id IN "
        "(SELECT id FROM rating_imports WHERE imported_at < ? ORDER BY id LIMIT 3)",
        (oldest,),
    )
