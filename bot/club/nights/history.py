"""What a night has watched: when, whose nomination it was, by how many votes, and what the club thinks of it."""

import sqlite3
from typing import Any

from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import SHOWN
from bot.club.nights import rows
from bot.club.nights.record import Evening, Night, PastEvening, Vote

_PAGE = "night_id = ? AND watched_at IS NOT NULL ORDER BY number DESC LIMIT ? OFFSET ?"
_TOTAL = "SELECT count(*) FROM night_evenings WHERE night_id = ? AND watched_at IS NOT NULL"
_CLUB = f"""
    SELECT avg(ratings.score) FILTER (WHERE {SHOWN}), coalesce(max(member_id = :member), 0)
    FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND {REACHABLE}
"""  # noqa: S608 - conditions written in this project
_HIDDEN = "SELECT member_id FROM hidden_members WHERE guild_id = ?"


def page(
    connection: sqlite3.Connection, night: Night, *, member_id: int, limit: int, offset: int
) -> tuple[tuple[PastEvening, ...], int]:
    """Return one page of a night's watched evenings, the latest first, as a member reads it, and how many there are."""
    total = connection.execute(_TOTAL, (night.id,)).fetchone()[0]
    found = rows.evenings_where(connection, _PAGE, night.id, limit, offset)
    hidden = {hidden_id for (hidden_id,) in connection.execute(_HIDDEN, (night.guild_id,))}
    return tuple(_past(connection, night, each, member_id, hidden) for each in found), total


def _past(
    connection: sqlite3.Connection, night: Night, evening: Evening, member_id: int, hidden: set[int]
) -> PastEvening:
    values: dict[str, Any] = {"guild": night.guild_id, "film": evening.film_id, "member": member_id}
    mean, asker_rated = connection.execute(_CLUB, values).fetchone()
    nominated = rows.nomination(connection, evening.nomination_id)
    guests = rows.guests(connection, night.id, evening.number)
    vote = rows.read_vote(connection, evening.poll_id, guild_id=night.guild_id)
    votes = None if vote is None else _votes(connection, vote, evening)
    return PastEvening(
        evening,
        nominated_by=nominated.member_id or None if nominated is not None else None,
        method=None if vote is None else vote.poll.method,
        votes=votes,
        turnout=vote.result.turnout if vote is not None and vote.result is not None and votes is not None else None,
        mean=mean,
        asker_rated=bool(asker_rated),
        guests=len(guests),
        named=tuple(each for each in guests if each not in hidden),
    )


def _votes(connection: sqlite3.Connection, vote: Vote, evening: Evening) -> int | None:
    """Return the votes of the film that was watched, in halves; None where it did not stand in the vote."""
    if vote.result is None:
        return None
    stood = rows.candidates(connection, vote.poll.id)
    own = (each.votes for each in vote.result.standings if stood[each.option].id == evening.nomination_id)
    return next(own, None)
