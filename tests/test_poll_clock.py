"""Polls are closed once and announced once, whatever happens to the bot, the message or the channel meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from bot import poll_clock
from bot.club.polls.store import PollStore
from bot.poll_clock import PollClock
from tests.cogs.polls.holding import LATER, PAST, at_once, cast, delete_message, held, known, public, turns
from tests.simulated import Club, text_of

ENDED = "**Popcorn** wins, with 1 vote from 1 voter."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


async def due(club: Club) -> None:
    """Have the first poll's time be over."""
    await club.bot.polls.extend(1, PAST, guild_id=club.server.id, by=club.ana.id)


def endings(club: Club) -> list[str]:
    """Return what was said of the end of the first poll, its own message left out."""
    return [said for said in map(text_of, public(club)) if said == ENDED]


async def test_a_poll_whose_time_is_up_is_closed_drawn_and_announced_once(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    await turns(club)
    assert (await known(club)).is_open
    await due(club)
    await turns(club, 20)
    assert not (await known(club)).is_open
    message, reply = public(club)
    assert ENDED in text_of(message)
    assert text_of(reply) == ENDED
    assert reply.reference is not None
    assert reply.reference.message_id == message.id
    sent = [request.json for request in club.world.http_requests if request.path.endswith("/messages")]
    last = sent[-1]
    assert last is not None
    assert last["enforce_nonce"]
    assert len(last["nonce"]) <= 25


async def test_a_poll_that_fell_due_while_the_bot_was_away_is_closed_once_at_start(club: Club) -> None:
    poll = await held(club, closes_at=LATER)
    await cast(club, poll, club.ana.id, 0)
    for loop in club.bot.loops:
        loop.cancel()
    await due(club)
    for _ in range(3):
        await club.restart()
        await turns(club)
    assert len(endings(club)) == 1
    count = "SELECT count(*) FROM poll_events WHERE kind = 'closed'"
    assert await club.bot.database.read(lambda connection: connection.execute(count).fetchone()) == (1,)


async def test_two_copies_of_the_bot_announce_once(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    await due(club)
    first, second = PollClock(club.bot), PollClock(club.bot)
    for _ in range(3):
        await asyncio.gather(first.turn(), second.turn())
    await turns(club)
    assert len(endings(club)) == 1


async def test_a_bot_that_dies_between_closing_and_announcing_leaves_it_to_the_next(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    for loop in club.bot.loops:
        loop.cancel()
    await due(club)
    await club.bot.polls.close(1, guild_id=club.server.id, before=LATER)
    await club.bot.polls.claim_announcement(1, guild_id=club.server.id, stale=PAST)  # and there it died
    await club.restart()
    await turns(club)
    assert not endings(club), "for a minute another may be at it"
    monkeypatch.setattr(poll_clock, "STALE", timedelta(seconds=-1))
    await turns(club)
    assert len(endings(club)) == 1
    assert (await known(club)).announced_at is not None


async def test_a_vote_that_was_kept_but_not_drawn_is_drawn_at_the_next_start(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)  # and the bot is killed before the message is drawn anew
    assert "**0 votes** so far" in text_of(public(club)[0])
    await club.restart()
    await turns(club)
    assert "**1 vote** so far" in text_of(public(club)[0])


async def test_a_deleted_message_is_noticed_and_the_result_told_all_the_same(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    delete_message(club, poll)
    await due(club)
    await turns(club)
    [told] = public(club)
    assert text_of(told).startswith(f"### What to eat?\n{ENDED}\n-# The poll’s message is gone.")
    kept = await known(club)
    assert (kept.message_id, kept.announced_at is None) == (None, False)


async def test_a_deleted_channel_leaves_the_poll(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    club.world.backend.delete_channel(club.channel.id)
    await due(club)
    await turns(club)
    kept = await known(club)
    assert (kept.is_open, kept.message_id, kept.announced_at is None) == (False, None, False)


async def test_where_the_bot_may_no_longer_write_the_result_waits(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    club.world.inject_error("*", "/channels/*", status=403, code=50013, times=2)
    await due(club)
    await turns(club)
    assert (await known(club)).announced_at is not None
    assert not endings(club)
    assert ENDED in text_of(await club.run("poll results", poll="#1"))


async def test_a_fault_at_discord_is_tried_again_and_keeps_no_other_poll_waiting(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll_clock, "STALE", timedelta(seconds=-1))
    club.faults_expected = True
    poll, other = await held(club), await held(club, question="And to drink?")
    await cast(club, poll, club.ana.id, 0)
    await cast(club, other, club.ana.id, 1)
    await due(club)
    await club.bot.polls.extend(other.id, PAST, guild_id=club.server.id, by=club.ana.id)
    club.world.inject_error("PATCH", f"/channels/*/messages/{poll.message_id}", status=500)
    await turns(club, 5)
    assert (await known(club, other.id)).announced_at is not None
    await turns(club, 5)
    assert len(endings(club)) == 1
    assert "**Pretzels** wins" in text_of(public(club)[1])


async def test_a_turn_that_fails_is_followed_by_the_next(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    club.faults_expected = True
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    await due(club)
    reading = PollStore.due

    async def failing(*_: object, **__: object) -> None:
        raise OSError("the disk is on fire")

    monkeypatch.setattr(PollStore, "due", failing)
    await turns(club)
    assert (await known(club)).is_open
    monkeypatch.setattr(PollStore, "due", reading)
    await turns(club)
    assert len(endings(club)) == 1


async def test_votes_under_way_are_waited_for(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll_clock, "GRACE", timedelta(hours=1))
    poll = await held(club)
    await club.run("poll close", poll="#1")
    await turns(club)
    assert (await known(club)).is_open
    await cast(club, poll, club.ben.id, 0)  # clicked before, arriving now
    monkeypatch.setattr(poll_clock, "GRACE", timedelta(0))
    await turns(club)
    assert len(endings(club)) == 1
