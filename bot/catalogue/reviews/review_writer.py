"""The SQL of members' own reviews: written, changed, taken out, brought back; the full-text index is kept exact."""

import sqlite3
from hashlib import blake2b

from bot.catalogue.reviews import review_rows
from bot.catalogue.reviews.reviewed import Draft, RemovedReview, StoredReview
from bot.catalogue.searching import fulltext
from bot.catalogue.visibility import REACHABLE
from bot.connection import now
from bot.errors import UserError

LONGEST = 4_000
"""Characters of a member's review at most, as many as Discord takes in one field."""

_OF_MEMBER = "film_id = :film AND digest = :digest AND guild_id = :guild AND member_id = :member"
_FIND = f"SELECT id, text FROM reviews WHERE {_OF_MEMBER}"
_INSERT = f"""
    INSERT INTO reviews (id, film_id, digest, reviewer, text, spoiler, guild_id, member_id, written_at)
    SELECT :id, films.id, :digest, :reviewer, :text, :spoiler, :guild, :member, :written_at
    FROM films WHERE films.id = :film AND {REACHABLE}
    RETURNING id
"""
_UPDATE = "UPDATE reviews SET reviewer = :reviewer, text = :text, written_at = :written_at WHERE id = :id"
_UPDATE_MARK = "UPDATE reviews SET spoiler = :spoiler WHERE id = :id"
_FORGET = tuple(
    f"DELETE FROM {table} WHERE guild_id = :guild AND film_id = :film AND digest = :digest"
    for table in ("review_votes", "spoiler_marks")
)
_UNMARK = _FORGET[1]
_READ_WHOLE = f"""
    SELECT id, film_id, reviewer, text, spoiler, written_at FROM reviews WHERE {_OF_MEMBER}
"""


def digest(guild_id: int, member_id: int) -> int:
    """Return what makes a member's review of a film the same one however it is worded: 64 signed bits.

    It is of server and member alone, so votes and spoiler marks, which refer to it, stay through every edit.
    """
    writer = f"{guild_id}\0{member_id}".encode()
    return int.from_bytes(blake2b(writer, digest_size=8, person=b"member").digest(), "big", signed=True)


def own(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> StoredReview | None:
    """Return a member's review of a film the server sees, None where there is none."""
    row = connection.execute(_FIND, _key(film_id, guild_id, member_id)).fetchone()
    return None if row is None else review_rows.read(connection, row[0], guild_id=guild_id)


def write(
    connection: sqlite3.Connection, film_id: int, draft: Draft, *, guild_id: int, member_id: int
) -> StoredReview | None:
    """Write a member's review over their former one; return it, or None where the server does not see the film.

    An edit keeps the votes on it, and its spoiler mark unless the writer chose another than they were shown. A review
    that is not an edit begins without the votes of one that was taken out before.

    Raises:
        UserError: it is longer than `LONGEST`.
    """
    if len(draft.text) > LONGEST:
        raise UserError(f"A review has at most {LONGEST:,} characters; this one has {len(draft.text):,}.")
    if not review_rows.in_reach(connection, film_id, guild_id=guild_id):
        return None
    values = _key(film_id, guild_id, member_id) | {
        "reviewer": draft.reviewer,
        "text": draft.text,
        "spoiler": draft.spoiler,
        "written_at": now(),
    }
    row = connection.execute(_FIND, values).fetchone()
    review_id = _insert(connection, values) if row is None else _update(connection, row, values, draft)
    return review_rows.read(connection, review_id, guild_id=guild_id)


def remove(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> RemovedReview | None:
    """Take a member's review out; return what `restore` brings back, or None where there was none.

    The votes and marks on it stay where they are until the member writes anew, and fit it again once it is restored.
    """
    key = _key(film_id, guild_id, member_id)
    row = connection.execute(_READ_WHOLE, key).fetchone()
    if row is None:
        return None
    removed = RemovedReview(*row)
    fulltext.remove_review(connection, removed.id, removed.text)
    connection.execute("DELETE FROM reviews WHERE id = ?", (removed.id,))
    return removed


def restore(connection: sqlite3.Connection, removed: RemovedReview, *, guild_id: int, member_id: int) -> bool:
    """Bring a review back as it was, under its old id.

    False, and nothing is done, where the member has written another since, or the server no longer sees the film.
    """
    key = _key(removed.film_id, guild_id, member_id)
    if connection.execute(_FIND, key).fetchone() is not None:
        return False
    values = key | {
        "id": removed.id,
        "reviewer": removed.reviewer,
        "text": removed.text,
        "spoiler": removed.spoiler,
        "written_at": removed.written_at,
    }
    if not connection.execute(_INSERT, values).fetchall():
        return False
    fulltext.add_review(connection, removed.id, removed.text)
    return True


def _insert(connection: sqlite3.Connection, values: dict[str, object]) -> int:
    for statement in _FORGET:
        connection.execute(statement, values)
    [(review_id,)] = connection.execute(_INSERT, {**values, "id": None}).fetchall()
    fulltext.add_review(connection, review_id, str(values["text"]))
    return review_id


def _update(connection: sqlite3.Connection, row: tuple[int, str], values: dict[str, object], draft: Draft) -> int:
    review_id, old_text = row
    values = {**values, "id": review_id}
    fulltext.remove_review(connection, review_id, old_text)
    connection.execute(_UPDATE, values)
    fulltext.add_review(connection, review_id, draft.text)
    if draft.spoiler != draft.shown_spoiler:
        connection.execute(_UNMARK, values)
        connection.execute(_UPDATE_MARK, values)
    return review_id


def _key(film_id: int, guild_id: int, member_id: int) -> dict[str, object]:
    return {"film": film_id, "guild": guild_id, "member": member_id, "digest": digest(guild_id, member_id)}
