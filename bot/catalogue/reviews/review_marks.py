"""The SQL of what members say of a review: agree or disagree, and how much of the plot it gives away."""

import sqlite3

from bot.catalogue.film import Spoiler
from bot.catalogue.following import SAME_REVIEW
from bot.catalogue.reviews.reviewed import Votes
from bot.catalogue.visibility import REACHABLE
from bot.connection import now

_WORDS = f"""
    FROM reviews JOIN films ON films.id = film_id
    WHERE reviews.id = {SAME_REVIEW} AND reviews.guild_id IN (0, :guild) AND {REACHABLE}
"""
_VOTE = f"""
    INSERT INTO review_votes (guild_id, film_id, digest, member_id, agrees, voted_at)
    SELECT :guild, film_id, digest, :member, :agrees, :now {_WORDS}
    ON CONFLICT (guild_id, film_id, digest, member_id)
    DO UPDATE SET agrees = excluded.agrees, voted_at = excluded.voted_at WHERE agrees <> excluded.agrees
"""
_COUNT = f"""
    SELECT (SELECT count(*) FROM review_votes AS v WHERE v.guild_id = :guild AND v.film_id = reviews.film_id
            AND v.digest = reviews.digest AND agrees = 1),
           (SELECT count(*) FROM review_votes AS v WHERE v.guild_id = :guild AND v.film_id = reviews.film_id
            AND v.digest = reviews.digest AND agrees = 0),
           (SELECT agrees FROM review_votes AS v WHERE v.guild_id = :guild AND v.film_id = reviews.film_id
            AND v.digest = reviews.digest AND v.member_id = :member)
    {_WORDS}
"""
_MARK = f"""
    INSERT INTO spoiler_marks (guild_id, film_id, digest, spoiler, marked_by, marked_at)
    SELECT :guild, film_id, digest, :spoiler, :member, :now {_WORDS}
    ON CONFLICT (guild_id, film_id, digest)
    DO UPDATE SET spoiler = excluded.spoiler, marked_by = excluded.marked_by, marked_at = excluded.marked_at
"""
_UNMARK = f"""
    DELETE FROM spoiler_marks WHERE guild_id = :guild AND (film_id, digest) IN (SELECT film_id, digest {_WORDS})
"""


def vote(
    connection: sqlite3.Connection, review_id: int, *, guild_id: int, member_id: int, agrees: bool
) -> Votes | None:
    """Write a member's vote over their former one; return the votes, or None where the review is out of reach."""
    connection.execute(
        _VOTE, {"review": review_id, "guild": guild_id, "member": member_id, "agrees": int(agrees), "now": now()}
    )
    return count_votes(connection, review_id, guild_id=guild_id, member_id=member_id)


def count_votes(
    connection: sqlite3.Connection, review_id: int, *, guild_id: int, member_id: int | None = None
) -> Votes | None:
    """Return the votes of a server on a review, or None where the review is out of reach."""
    row = connection.execute(_COUNT, {"review": review_id, "guild": guild_id, "member": member_id}).fetchone()
    return None if row is None else Votes(row[0], row[1], None if row[2] is None else bool(row[2]))


def mark_spoiler(
    connection: sqlite3.Connection, review_id: int, spoiler: Spoiler | None, *, guild_id: int, marked_by: int
) -> bool:
    """Set a server's mark on a review, or take it off where `spoiler` is None; False where the review is out of reach.

    Without a server's own mark the one of the record holds.
    """
    values = {"review": review_id, "guild": guild_id, "member": marked_by, "spoiler": spoiler, "now": now()}
    connection.execute(_UNMARK if spoiler is None else _MARK, values)
    return connection.execute(f"SELECT 1 {_WORDS}", values).fetchone() is not None
