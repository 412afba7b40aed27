"""A poll whose time was up while the bot was away: closed and announced once, though two copies of it come back."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.club.deadlines import stored
from bot.connection import open_writer, transaction
from tests.simulated import text_of
from tests.wire.polls import open_rating_poll, vote
from tests.wire.wired import Wired

POST = "/channels/*/messages"


async def test_two_copies_close_and_announce_an_overdue_poll_once(wired: Wired) -> None:
    poll = await open_rating_poll(wired)
    await wired.all_answered(vote(wired, poll, [wired.ana, wired.ben]))
    await wired.stop()
    _let_time_pass(wired)

    wired.fault("answer lost", POST, method="POST")
    said = wired.next_request("POST", POST)
    await asyncio.gather(wired.start_copy(), wired.start_copy())
    assert (await said).status == 500
    assert (await wired.next_request("POST", POST)).status == 200
    await wired.stop()

    shown, announced = wired.discord.public_messages
    assert shown.id == poll.id
    assert "How we rated it" in text_of(shown)
    assert "has ended" in text_of(announced)
    assert _closings(wired) == 1


def _let_time_pass(wired: Wired) -> None:
    connection = open_writer(wired.database)
    try:
        with transaction(connection):
            connection.execute("UPDATE polls SET closes_at = ?", (stored(datetime.now(UTC) - timedelta(hours=1)),))
    finally:
        connection.close()


def _closings(wired: Wired) -> int:
    connection = open_writer(wired.database)
    try:
        return connection.execute("SELECT count(*) FROM poll_events WHERE kind = 'closed'").fetchone()[0]
    finally:
        connection.close()
