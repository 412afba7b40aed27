"""When an evening is over: who was there, what the lost nominations bring along, and what comes next."""

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.club.deadlines import stored
from bot.club.nights import rows
from bot.club.nights.host import film_name, nominated, read_poll, require_no_open_vote
from bot.club.nights.journal import Recorder
from bot.club.nights.record import Ending, Evening, Night, NightError, Watched
from bot.club.nights.rules import carried
from bot.club.nights.times import next_weekly
from bot.club.polls import rows as poll_rows
from bot.club.polls.record import Poll, PollDraft
from bot.club.settings import read_settings
from bot.connection import now

_OPEN_RATING = "film_id = ? AND guild_id = ? AND kind = 'rating' AND closed_at IS NULL"


def watched(
    connection: sqlite3.Connection,
    night_id: int,
    ending: Ending,
    *,
    guild_id: int,
    by: int,
) -> Watched:
    """End an evening: note who was there, give carry-overs, open the rating poll, and begin the next evening.

    Raises:
        NightError: it is over already, the vote is still open, or the film is gone.
    """
    board = rows.board(connection, rows.required(connection, night_id, guild_id=guild_id))
    night, was, film_id = board.night, board.evening, ending.film_id
    if was.number != ending.number:
        raise NightError("That evening is over already. /night undo takes that back.")
    require_no_open_vote(board)
    name, at = film_name(connection, film_id, guild_id), now()
    poll, opened = _rating_poll(connection, ending, name, guild_id, by)
    recorder = Recorder(connection)
    shown = nominated(connection, night, film_id)
    recorder.change(
        "night_evenings",
        was.id,
        film_id=film_id,
        label=name,
        nomination_id=shown,
        watched_at=at,
        poll_id=night.poll_id,
        rating_poll_id=poll.id if opened else None,
    )
    if shown is not None:
        recorder.change("night_nominations", shown, evening_id=was.id)
    _carry_over(connection, recorder, night, night.poll_id, shown, board.coming)
    recorder.change("nights", night.id, evening=night.evening + 1, poll_id=None)
    _next_evening(connection, recorder, night, was, at)
    step_id = recorder.keep(night.id, guild_id, "watched", by)
    return replace(evening_over(connection, night.id, was.number, guild_id=guild_id), rating_poll=poll, step_id=step_id)


def correct_guests(
    connection: sqlite3.Connection, evening_id: int, members: Collection[int], *, there: bool, guild_id: int, by: int
) -> Watched:
    """Say of members that they were at a watched evening, or were not; carry-overs follow.

    Once another vote is open or over, those stay as they were printed.

    Raises:
        NightError: the evening has not been watched, or that was undone.
    """
    over = _over(connection, evening_id, guild_id)
    night, evening = over.night, over.evening
    recorder = Recorder(connection)
    values = (night.id, evening.number)
    step_id = None
    for member_id in sorted(members):
        if (member_id in over.guests) == there:
            continue
        row = connection.execute(
            "SELECT id FROM night_guests WHERE night_id = ? AND evening = ? AND member_id = ?", (*values, member_id)
        ).fetchone()
        if row is not None:
            recorder.change("night_guests", row[0], attended=int(there))
        elif there:
            recorder.add(
                "night_guests",
                guild_id=guild_id,
                night_id=night.id,
                evening=evening.number,
                member_id=member_id,
                attended=1,
                answered_at=now(),
            )
    guests = rows.guests(connection, night.id, evening.number)
    if set(guests) != set(over.guests):
        if night.poll_id is None and night.evening == evening.number + 1:
            _carry_over(connection, recorder, night, evening.poll_id, evening.nomination_id, guests)
        step_id = recorder.keep(night.id, guild_id, "attendance", by)
    return replace(evening_over(connection, night.id, evening.number, guild_id=guild_id), step_id=step_id)


def evening_over(connection: sqlite3.Connection, night_id: int, number: int, *, guild_id: int) -> Watched:
    """Return a watched evening with its guests, and the nominations of its vote that bring something to the next."""
    night = rows.night(connection, night_id, guild_id=guild_id)
    if night is None:
        raise NightError(rows.GONE)
    evening = rows.evening(connection, night, number)
    stood = {} if evening.poll_id is None else rows.candidates(connection, evening.poll_id)
    carry = tuple(each for each in stood.values() if each.carry)
    return Watched(night, evening, rows.guests(connection, night.id, number), carry)


def _over(connection: sqlite3.Connection, evening_id: int, guild_id: int) -> Watched:
    found = rows.evenings_where(connection, "id = ? AND guild_id = ?", evening_id, guild_id)
    if not found or found[0].watched_at is None:
        raise NightError("That evening was taken back, so nobody was there.")
    return evening_over(connection, found[0].night_id, found[0].number, guild_id=guild_id)


def _next_evening(
    connection: sqlite3.Connection, recorder: Recorder, night: Night, over: Evening, watched_at: str
) -> None:
    """Begin the next evening, a week on where the night comes back each week."""
    starts_at = None
    if night.weekly_from is not None:
        zone = read_settings(connection, guild_id=night.guild_id).time_zone
        after = datetime.fromisoformat(max(over.starts_at or watched_at, watched_at))
        starts_at = stored(next_weekly(datetime.fromisoformat(night.weekly_from), after, zone))
    recorder.add(
        "night_evenings", guild_id=night.guild_id, night_id=night.id, number=over.number + 1, starts_at=starts_at
    )


def _carry_over(
    connection: sqlite3.Connection,
    recorder: Recorder,
    night: Night,
    poll_id: int | None,
    shown: int | None,
    guests: Collection[int],
) -> None:
    """Write what each nomination of a vote brings to the next; where nobody voted, nothing was lost."""
    vote = rows.read_vote(connection, poll_id, guild_id=night.guild_id)
    if not night.rules.carries or vote is None or vote.result is None or vote.result.winner is None:
        return
    stood = rows.candidates(connection, vote.poll.id)
    owners = {each.id: each.member_id for each in stood.values()}
    for nomination_id, carry in carried(rows.ranking(vote.result, stood), owners, guests, shown).items():
        recorder.change("night_nominations", nomination_id, carry=carry)


def _rating_poll(
    connection: sqlite3.Connection, ending: Ending, name: str, guild_id: int, by: int
) -> tuple[Poll, bool]:
    """Return the film's open rating poll, and whether it had to be opened."""
    if found := poll_rows.read_where(connection, _OPEN_RATING, (ending.film_id, guild_id)):
        return found[0], False
    draft = PollDraft(
        "rating",
        name,
        ending.channel_id,
        film_id=ending.film_id,
        closes_at=ending.rating_closes_at,
        offers_review=True,
    )
    poll_id = poll_rows.insert(connection, draft, guild_id=guild_id, created_by=by)
    poll_rows.note(connection, poll_id, "opened", by)
    return read_poll(connection, poll_id, guild_id), True
