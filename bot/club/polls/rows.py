"""The SQL of polls: reading them with their options and ballots, and writing what is cast."""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from typing import Any, cast

from bot.club.polls.record import Ballot, Poll, PollDraft, PollOption
from bot.club.polls.tally import Marks
from bot.connection import now

_POLL = """
    id, guild_id, kind, method, question, film_id, channel_id, message_id, created_by, created_at, closes_at, closed_at,
    announced_at, sealed, anonymous, voter_role, most_choices, offers_review, seed
"""
_FLAGS = ("sealed", "anonymous", "offers_review")
_NAMES = tuple(name.strip() for name in _POLL.split(","))
_SEED_BITS = 31

_INSERT = """
    INSERT INTO polls (guild_id, kind, method, question, film_id, channel_id, created_by, created_at, closes_at,
                       sealed, anonymous, voter_role, most_choices, offers_review, seed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CAST = """
    INSERT INTO ballots (poll_id, member_id, marks, cast_at) VALUES (:poll, :member, :marks, :at)
    ON CONFLICT (poll_id, member_id) DO UPDATE SET marks = excluded.marks, cast_at = excluded.cast_at
"""
_SCORES = """
    SELECT member_id, score, rated_at, (SELECT voided_at FROM ballots
        WHERE ballots.poll_id = :poll AND ballots.member_id = ratings.member_id)
    FROM ratings WHERE guild_id = :guild AND film_id = :film ORDER BY rated_at, member_id
"""
_FREEZE = """
    INSERT INTO ballots (poll_id, member_id, marks, cast_at)
    SELECT :poll, member_id, json_array(json_array(0, score)), rated_at FROM ratings
    WHERE guild_id = :guild AND film_id = :film
    ON CONFLICT (poll_id, member_id) DO UPDATE SET marks = excluded.marks, cast_at = excluded.cast_at
"""


def insert(connection: sqlite3.Connection, draft: PollDraft, *, guild_id: int, created_by: int) -> int:
    """Write a new poll with a seed of its own and return its id."""
    cursor = connection.execute(
        _INSERT,
        (
            *(guild_id, draft.kind, draft.method, draft.question, draft.film_id, draft.channel_id, created_by, now()),
            *(draft.closes_at, draft.sealed, draft.anonymous, draft.voter_role, draft.most_choices),
            *(draft.offers_review, secrets.randbits(_SEED_BITS)),
        ),
    )
    poll_id = cursor.lastrowid
    assert poll_id is not None
    connection.executemany(
        "INSERT INTO poll_options (poll_id, position, label, film_id, nominated_by, nominated_at, carry) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (poll_id, it.position, it.label, it.film_id, it.nominated_by, it.nominated_at, it.carry)
            for it in draft.options
        ],
    )
    return poll_id


def read(connection: sqlite3.Connection, poll_id: int, *, guild_id: int) -> Poll | None:
    """Return a poll of a server with its options."""
    found = read_where(connection, "id = ? AND guild_id = ?", (poll_id, guild_id))
    return found[0] if found else None


def read_where(connection: sqlite3.Connection, condition: str, values: Iterable[Any]) -> tuple[Poll, ...]:
    """Return the polls that fit a condition, which is SQL of this project with `?` for its values."""
    query = f"SELECT {_POLL} FROM polls WHERE {condition}"  # noqa: S608 - columns above, a condition of this project
    rows = connection.execute(query, tuple(values)).fetchall()
    return tuple(_poll(connection, row) for row in rows)


def ballots(connection: sqlite3.Connection, poll: Poll, *, voided: bool = False) -> tuple[Ballot, ...]:
    """Return the ballots of a poll that count, in the order they were cast; with `voided`, those taken out too.

    While a rating poll is open its ballots are the ratings of its film, whichever way they were given.
    """
    if poll.kind == "rating" and poll.is_open:
        values = {"poll": poll.id, "guild": poll.guild_id, "film": poll.film_id}
        every = [
            Ballot(member_id, ((0, score),), rated_at, voided_at)
            for member_id, score, rated_at, voided_at in connection.execute(_SCORES, values)
        ]
    else:
        rows = connection.execute(
            "SELECT member_id, marks, cast_at, voided_at FROM ballots WHERE poll_id = ? AND marks <> '[]' "
            "ORDER BY cast_at, member_id",
            (poll.id,),
        )
        every = [Ballot(member_id, _marks(text), *rest) for member_id, text, *rest in rows]
    return tuple(ballot for ballot in every if voided or ballot.voided_at is None)


def hidden_voters(connection: sqlite3.Connection, guild_id: int) -> frozenset[int]:
    """Return the members of a server who are not to be named to others."""
    rows = connection.execute("SELECT member_id FROM hidden_members WHERE guild_id = ?", (guild_id,))
    return frozenset(member_id for (member_id,) in rows)


def ballot_of(connection: sqlite3.Connection, poll_id: int, member_id: int) -> Ballot | None:
    """Return what a member cast, taken back and voided or not."""
    row = connection.execute(
        "SELECT member_id, marks, cast_at, voided_at FROM ballots WHERE poll_id = ? AND member_id = ?",
        (poll_id, member_id),
    ).fetchone()
    return None if row is None else Ballot(row[0], _marks(row[1]), *row[2:])


def cast_ballot(connection: sqlite3.Connection, poll_id: int, member_id: int, marks: Marks, at: str) -> None:
    """Write a member's ballot over their former one; a voided ballot stays voided."""
    values = {"poll": poll_id, "member": member_id, "marks": json.dumps(marks, separators=(",", ":")), "at": at}
    connection.execute(_CAST, values)


def freeze_ratings(connection: sqlite3.Connection, poll: Poll) -> None:
    """Keep the ratings of a rating poll's film as its ballots, so that its result stays what it was at the close."""
    # Whoever took a rating back while the poll was open again has no ballot any more.
    connection.execute("UPDATE ballots SET marks = '[]' WHERE poll_id = ?", (poll.id,))
    connection.execute(_FREEZE, {"poll": poll.id, "guild": poll.guild_id, "film": poll.film_id})


def note(connection: sqlite3.Connection, poll_id: int, kind: str, by: int | None, about: object = None) -> None:
    """Note what was done with a poll."""
    text = None if about is None else json.dumps(about)
    connection.execute(
        "INSERT INTO poll_events (poll_id, kind, by, at, about) VALUES (?, ?, ?, ?, ?)",
        (poll_id, kind, by, now(), text),
    )


def _poll(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Poll:
    fields = dict(zip(_NAMES, row, strict=True))
    for flag in _FLAGS:
        fields[flag] = bool(fields[flag])
    options = connection.execute(
        "SELECT position, label, film_id, nominated_by, nominated_at, carry, voided_at FROM poll_options "
        "WHERE poll_id = ? ORDER BY position",
        (fields["id"],),
    )
    return Poll(**fields, options=tuple(PollOption(*option) for option in options))


def _marks(text: str) -> Marks:
    pairs = cast("list[list[int]]", json.loads(text))
    return tuple((option, value) for option, value in pairs)
