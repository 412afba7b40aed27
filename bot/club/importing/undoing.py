"""The SQL that takes an import back: what it wrote is as it was before, what the member changed since stays."""

import sqlite3
from dataclasses import dataclass

from bot.catalogue.reviews import review_writer
from bot.connection import now
from bot.errors import UserError

_FIND = "SELECT member_id, undone_at, imported_at FROM rating_imports WHERE id = :import AND guild_id = :guild"

_CHANGED_SINCE = """
    SELECT was.film_id FROM imported_ratings AS was
    LEFT JOIN ratings ON ratings.guild_id = :guild AND ratings.film_id = was.film_id AND ratings.member_id = :member
    WHERE was.import_id = :import
      AND (ratings.score IS NOT was.score OR ratings.rated_at IS NOT was.rated_at)
"""
_WRITTEN_BY_IT = """
    ratings.guild_id = :guild AND ratings.member_id = :member AND was.import_id = :import
    AND was.film_id = ratings.film_id AND was.score = ratings.score AND was.rated_at = ratings.rated_at
"""
_PUT_BACK = f"""
    UPDATE ratings SET score = was.score_before, rated_at = was.rated_at_before
    FROM imported_ratings AS was WHERE was.score_before IS NOT NULL AND {_WRITTEN_BY_IT}
"""
_TAKE_OUT = f"""
    DELETE FROM ratings WHERE guild_id = :guild AND member_id = :member AND EXISTS (
        SELECT 1 FROM imported_ratings AS was WHERE was.score_before IS NULL AND {_WRITTEN_BY_IT}
    )
"""
_ERASE_WATCHES = """
    DELETE FROM watches WHERE guild_id = :guild AND member_id = :member
      AND id IN (SELECT watch_id FROM imported_watches WHERE import_id = :import)
"""
_TAKE_OFF = """
    DELETE FROM watchlist WHERE guild_id = :guild AND member_id = :member AND EXISTS (
        SELECT 1 FROM imported_watchlist AS was WHERE was.import_id = :import AND was.added = 1
          AND was.film_id = watchlist.film_id AND was.added_at = watchlist.added_at
    )
"""
_TAKEN_OFF = "SELECT film_id, added_at FROM imported_watchlist WHERE import_id = :import AND added = 0"
_PUT_ON = """
    INSERT INTO watchlist (guild_id, member_id, film_id, added_at) SELECT :guild, :member, :film, :added_at
    WHERE NOT EXISTS (
        SELECT 1 FROM ratings WHERE guild_id = :guild AND film_id = :film AND member_id = :member AND rated_at >= :since
    ) AND NOT EXISTS (
        SELECT 1 FROM watches
        WHERE guild_id = :guild AND member_id = :member AND film_id = :film AND logged_at >= :since
    )
    ON CONFLICT DO NOTHING
"""
_REVIEWS = """
    SELECT reviews.film_id, reviews.written_at IS was.written_at FROM imported_reviews AS was
    JOIN reviews ON reviews.id = was.review_id AND reviews.guild_id = :guild AND reviews.member_id = :member
    WHERE was.import_id = :import
"""

# A later import that may still be undone took what this one wrote for what was there before. From now on it takes
# what was there before this one.
_LATER = "SELECT id FROM rating_imports WHERE guild_id = :guild AND member_id = :member AND id > :import"
_HAND_DOWN = (
    f"""
    UPDATE imported_ratings SET score_before = was.score_before, rated_at_before = was.rated_at_before
    FROM imported_ratings AS was
    WHERE was.import_id = :import AND imported_ratings.film_id = was.film_id
      AND imported_ratings.score_before = was.score AND imported_ratings.rated_at_before = was.rated_at
      AND imported_ratings.import_id IN ({_LATER})
    """,
    f"""
    DELETE FROM imported_watchlist WHERE added = 0 AND import_id IN ({_LATER}) AND EXISTS (
        SELECT 1 FROM imported_watchlist AS was WHERE was.import_id = :import AND was.added = 1
          AND was.film_id = imported_watchlist.film_id AND was.added_at = imported_watchlist.added_at
    )
    """,
)
_FORGET = tuple(
    f"DELETE FROM {table} WHERE import_id = :import"
    for table in ("imported_ratings", "imported_watches", "imported_watchlist", "imported_reviews")
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did; `changed_since` counts ratings and reviews that the member changed and that stay so."""

    taken_out: int
    put_back: int
    watches: int
    off_watchlist: int
    reviews: int
    changed_since: int


def undo(connection: sqlite3.Connection, import_id: int, *, guild_id: int, member_id: int) -> Undone:
    """Take a member's import back, inside a transaction that the caller holds.

    Raises:
        UserError: it is another member's, was undone before, or is not known any more: too old, or deleted with all of
            the member's data.
    """
    key = {"import": import_id, "guild": guild_id, "member": member_id}
    row = connection.execute(_FIND, key).fetchone()
    if row is None:
        raise UserError("This import can no longer be undone: what it takes is kept for 30 days.")
    owner, undone_at, imported_at = row
    if owner != member_id:
        raise UserError("Only the member who imported this can undo it.")
    if undone_at is not None:
        raise UserError("This import is undone already.")
    changed = {film_id for (film_id,) in connection.execute(_CHANGED_SINCE, key)}
    put_back = connection.execute(_PUT_BACK, key).rowcount
    taken_out = connection.execute(_TAKE_OUT, key).rowcount
    watches = connection.execute(_ERASE_WATCHES, key).rowcount
    off_watchlist = connection.execute(_TAKE_OFF, key).rowcount
    _fill_watchlist(connection, key, changed, since=imported_at)
    reviews, edited = _remove_reviews(connection, key)
    for statement in (*_HAND_DOWN, *_FORGET):
        connection.execute(statement, key)
    connection.execute("UPDATE rating_imports SET undone_at = :now WHERE id = :import", {**key, "now": now()})
    return Undone(taken_out, put_back, watches, off_watchlist, reviews, len(changed) + edited)


def _fill_watchlist(connection: sqlite3.Connection, key: dict[str, int], changed: set[int], *, since: str) -> None:
    """Put back the films that the import took off, but not those whose rating stays or that were seen since."""
    for film_id, added_at in connection.execute(_TAKEN_OFF, key).fetchall():
        if film_id not in changed:
            connection.execute(_PUT_ON, {**key, "film": film_id, "added_at": added_at, "since": since})


def _remove_reviews(connection: sqlite3.Connection, key: dict[str, int]) -> tuple[int, int]:
    """Take the reviews out that are as they were imported; return how many those are, and how many stay."""
    rows = connection.execute(_REVIEWS, key).fetchall()
    untouched = [film_id for film_id, is_untouched in rows if is_untouched]
    for film_id in untouched:
        review_writer.remove(connection, film_id, guild_id=key["guild"], member_id=key["member"])
    return len(untouched), len(rows) - len(untouched)
