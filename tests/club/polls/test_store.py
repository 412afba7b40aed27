import asyncio
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club.polls.record import AlreadyOpenError, Poll, PollClosedError, PollDraft, PollError, PollOption
from bot.club.polls.store import PollStore
from bot.club.polls.tally import Marks
from bot.club.rankings import RankingStore, Wanted
from bot.club.ratings import RatingStore
from bot.club.watchlist import WatchlistStore
from bot.connection import open_writer, transaction
from bot.database import Database

GUILD, OTHER = 5, 6
ANA, BO, HOST = 71, 72, 90
LIGHTHOUSE, SALT, ELSEWHERE = 1, 2, 3
CHANNEL = 900
PAST, SOON, LATER = "2024-01-01T20:00:00Z", "2024-01-01T20:00:05Z", "2099-01-01T00:00:00Z"

CHOICE = PollDraft(
    "choice",
    "What next?",
    CHANNEL,
    "approval",
    options=(PollOption(0, "The Paper Lighthouse (1961)", LIGHTHOUSE), PollOption(1, "Salt Road (1999)", SALT)),
)
THREE = replace(CHOICE, options=(*CHOICE.options, PollOption(2, "Neither")))
RATING = PollDraft("rating", "Salt Road (1999)", CHANNEL, film_id=SALT)


async def opened(polls: PollStore, draft: PollDraft = CHOICE, **changes: Any) -> Poll:
    return await polls.open(replace(draft, **changes), guild_id=GUILD, created_by=HOST)


async def cast(polls: PollStore, poll: Poll, *options: int, member: int = ANA, clicked_at: str = PAST) -> None:
    marks = tuple((option, rank if poll.method == "ranked" else 1) for rank, option in enumerate(options, 1))
    await polls.cast(poll.id, marks, guild_id=GUILD, member_id=member, clicked_at=clicked_at)


async def counted(polls: PollStore, poll: Poll) -> dict[int, Marks]:
    turnout = await polls.turnout(poll.id, guild_id=GUILD)
    assert turnout is not None
    return {ballot.member_id: ballot.marks for ballot in turnout.ballots}


async def close(polls: PollStore, poll: Poll) -> bool:
    await polls.ask_to_close(poll.id, guild_id=GUILD, by=HOST)
    return await polls.close(poll.id, guild_id=GUILD, before=LATER)


async def test_a_poll_is_read_as_it_was_opened(polls: PollStore) -> None:
    poll = await opened(polls, sealed=True, voter_role=8, most_choices=2, closes_at=LATER)
    assert await polls.get(poll.id, guild_id=GUILD) == poll
    assert (poll.sealed, poll.anonymous, poll.voter_role, poll.most_choices) == (True, False, 8, 2)
    assert poll.options == CHOICE.options
    assert poll.is_open


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (replace(CHOICE, options=CHOICE.options[:1]), "2 to 25"),
        (replace(CHOICE, options=()), "2 to 25"),
        (replace(CHOICE, options=tuple(PollOption(place, str(place)) for place in range(26))), "2 to 25"),
        (replace(CHOICE, options=(PollOption(0, "Salt", SALT), PollOption(1, "Salt!", SALT))), "twice"),
        (replace(CHOICE, options=(PollOption(0, "Salt"), PollOption(1, "salt"))), "twice"),
        (replace(CHOICE, options=(PollOption(0, "Salt"), PollOption(0, "Pepper"))), "same place"),
        (
            replace(CHOICE, options=(*CHOICE.options, PollOption(2, "Elsewhere", ELSEWHERE))),
            "no longer in the catalogue",
        ),
        (replace(RATING, film_id=ELSEWHERE), "no longer in the catalogue"),
        (replace(RATING, film_id=None), "needs a film"),
    ],
)
async def test_a_poll_that_cannot_be_is_refused(polls: PollStore, draft: PollDraft, reason: str) -> None:
    with pytest.raises(PollError, match=reason):
        await polls.open(draft, guild_id=GUILD, created_by=HOST)
    assert await polls.page(guild_id=GUILD, limit=5, offset=0) == ((), 0)


async def test_voting_again_replaces_and_an_empty_ballot_takes_back(polls: PollStore) -> None:
    poll = await opened(polls)
    await cast(polls, poll, 0)
    await cast(polls, poll, 0, 1)
    await cast(polls, poll, 1, member=BO)
    assert await counted(polls, poll) == {ANA: ((0, 1), (1, 1)), BO: ((1, 1),)}
    await cast(polls, poll)
    assert await counted(polls, poll) == {BO: ((1, 1),)}
    assert await polls.ballot_of(poll.id, guild_id=GUILD, member_id=ANA) is None


@pytest.mark.parametrize(
    ("changes", "marks", "reason"),
    [
        ({}, ((7, 1),), "taken out"),
        ({}, ((0, 1), (0, 1)), "cannot? count|can count"),
        ({}, ((0, 2),), "can count"),
        ({"most_choices": 2}, ((0, 1), (1, 1), (2, 1)), "at most 2"),
        ({"method": "single"}, ((0, 1), (1, 1)), "just one"),
        ({"method": "ranked"}, ((0, 1), (1, 3)), "can count"),
        ({"method": "ranked"}, ((0, 1), (1, 1)), "can count"),
        ({"method": "score"}, ((0, 6),), "can count"),
        ({"method": "score"}, ((0, 0), (1, 0)), "can count"),
    ],
)
async def test_marks_that_are_no_ballot_are_refused(
    polls: PollStore, changes: dict[str, Any], marks: Marks, reason: str
) -> None:
    poll = await opened(polls, THREE, **changes)
    with pytest.raises(PollError, match=reason):
        await polls.cast(poll.id, marks, guild_id=GUILD, member_id=ANA, clicked_at=PAST)
    assert await counted(polls, poll) == {}


async def test_a_vote_clicked_in_time_counts_though_it_arrives_after_it(polls: PollStore) -> None:
    poll = await opened(polls, closes_at=PAST)
    await cast(polls, poll, 0, clicked_at=PAST)
    with pytest.raises(PollClosedError, match="not counted"):
        await cast(polls, poll, 1, member=BO, clicked_at=SOON)
    assert await polls.close(poll.id, guild_id=GUILD, before=SOON)
    with pytest.raises(PollClosedError):
        await cast(polls, poll, 1, clicked_at=PAST)
    assert await counted(polls, poll) == {ANA: ((0, 1),)}


async def test_a_poll_is_closed_once_however_many_try(polls: PollStore, database: Database) -> None:
    poll = await opened(polls, closes_at=PAST)
    other = await Database.open(database.path)  # a second copy of the bot, run by mistake
    try:
        copies = [polls, PollStore(other)] * 5
        closed = await asyncio.gather(*(copy.close(poll.id, guild_id=GUILD, before=SOON) for copy in copies))
        assert Counter(closed) == {True: 1, False: 9}
        claims = await asyncio.gather(
            *(copy.claim_announcement(poll.id, guild_id=GUILD, stale=PAST) for copy in copies)
        )
        assert Counter(claims) == {True: 1, False: 9}
    finally:
        await other.close()


async def test_a_result_is_announced_until_that_is_done(polls: PollStore) -> None:
    poll = await opened(polls, closes_at=PAST)
    assert await polls.unannounced() == ()
    assert not await polls.claim_announcement(poll.id, guild_id=GUILD, stale=LATER)
    await polls.close(poll.id, guild_id=GUILD, before=SOON)
    assert [each.id for each in await polls.unannounced()] == [poll.id]
    assert await polls.claim_announcement(poll.id, guild_id=GUILD, stale=PAST)
    assert not await polls.claim_announcement(poll.id, guild_id=GUILD, stale=PAST)
    assert await polls.claim_announcement(poll.id, guild_id=GUILD, stale=LATER)  # whoever had it may have died
    await polls.announced(poll.id, guild_id=GUILD, closed_at="a former closing")
    assert [each.id for each in await polls.unannounced()] == [poll.id]
    [closed] = await polls.unannounced()
    await polls.announced(poll.id, guild_id=GUILD, closed_at=closed.closed_at)
    assert not await polls.claim_announcement(poll.id, guild_id=GUILD, stale=LATER)
    assert await polls.unannounced() == ()


async def test_only_polls_whose_time_is_up_are_due(polls: PollStore) -> None:
    late = await opened(polls, closes_at=SOON)
    overdue = await opened(polls, closes_at=PAST)
    await opened(polls, closes_at=LATER)
    await opened(polls)
    assert [poll.id for poll in await polls.due(before=SOON)] == [overdue.id, late.id]
    assert not await polls.close(late.id, guild_id=GUILD, before=PAST)


async def test_closing_reopening_and_extending_keep_every_ballot(polls: PollStore) -> None:
    poll = await opened(polls)
    await cast(polls, poll, 0)
    assert await close(polls, poll)
    with pytest.raises(PollError, match="closed already"):
        await polls.extend(poll.id, LATER, guild_id=GUILD, by=HOST)
    again = await polls.reopen(poll.id, LATER, guild_id=GUILD, by=HOST)
    assert (again.is_open, again.closes_at, again.announced_at) == (True, LATER, None)
    with pytest.raises(PollError, match="still open"):
        await polls.reopen(poll.id, None, guild_id=GUILD, by=HOST)
    await cast(polls, poll, 1, member=BO)
    assert await counted(polls, poll) == {ANA: ((0, 1),), BO: ((1, 1),)}
    assert (await polls.extend(poll.id, None, guild_id=GUILD, by=HOST)).closes_at is None


async def test_voiding_a_ballot_leaves_every_other_standing(polls: PollStore) -> None:
    poll = await opened(polls)
    await cast(polls, poll, 0)
    await cast(polls, poll, 1, member=BO)
    await polls.void_ballot(poll.id, BO, guild_id=GUILD, by=HOST)
    await cast(polls, poll, 0, member=BO)  # a voided ballot stays out, whatever is cast
    assert await counted(polls, poll) == {ANA: ((0, 1),)}
    with pytest.raises(PollError, match="no ballot of theirs to void"):
        await polls.void_ballot(poll.id, BO, guild_id=GUILD, by=HOST)
    await polls.void_ballot(poll.id, BO, guild_id=GUILD, by=HOST, voided=False)
    assert await counted(polls, poll) == {ANA: ((0, 1),), BO: ((0, 1),)}


async def test_voiding_an_option_leaves_every_ballot_standing(polls: PollStore) -> None:
    poll = await opened(polls, THREE)
    await cast(polls, poll, 0, 2)
    poll = await polls.void_option(poll.id, 2, guild_id=GUILD, by=HOST)
    assert [candidate.option for candidate in poll.candidates] == [0, 1]
    assert await counted(polls, poll) == {ANA: ((0, 1), (2, 1))}
    with pytest.raises(PollError, match="taken out"):
        await cast(polls, poll, 2, member=BO)
    with pytest.raises(PollError, match="two choices at least"):
        await polls.void_option(poll.id, 0, guild_id=GUILD, by=HOST)
    poll = await polls.void_option(poll.id, 2, guild_id=GUILD, by=HOST, voided=False)
    assert len(poll.candidates) == 3


async def test_nobody_s_ballot_in_an_anonymous_poll_can_be_pointed_at(polls: PollStore) -> None:
    poll = await opened(polls, anonymous=True)
    await cast(polls, poll, 0)
    with pytest.raises(PollError, match="anonymous"):
        await polls.void_ballot(poll.id, ANA, guild_id=GUILD, by=HOST)


async def test_a_rating_poll_counts_ratings_whichever_way_they_came(polls: PollStore, database: Database) -> None:
    ratings = RatingStore(database)
    await ratings.rate(SALT, 9, guild_id=GUILD, member_id=ANA)
    poll = await opened(polls, RATING)
    await ratings.rate(SALT, 4, guild_id=GUILD, member_id=BO)
    assert await counted(polls, poll) == {ANA: ((0, 9),), BO: ((0, 4),)}
    await polls.void_ballot(poll.id, BO, guild_id=GUILD, by=HOST)
    assert await counted(polls, poll) == {ANA: ((0, 9),)}
    await close(polls, poll)
    await ratings.rate(SALT, 1, guild_id=GUILD, member_id=ANA)
    assert await counted(polls, poll) == {ANA: ((0, 9),)}, "a closed poll stays as it was"
    await polls.reopen(poll.id, None, guild_id=GUILD, by=HOST)
    assert await counted(polls, poll) == {ANA: ((0, 1),)}
    await ratings.unrate(SALT, guild_id=GUILD, member_id=ANA)
    await close(polls, poll)
    assert await counted(polls, poll) == {}


async def test_the_open_rating_polls_of_a_film_are_found(polls: PollStore) -> None:
    poll = await opened(polls, RATING)
    await opened(polls)
    assert [each.id for each in await polls.open_ratings(film_id=SALT, guild_id=GUILD)] == [poll.id]
    await close(polls, poll)
    assert await polls.open_ratings(film_id=SALT, guild_id=GUILD) == ()


async def test_a_vote_in_a_rating_poll_is_a_rating_and_nothing_else(polls: PollStore, database: Database) -> None:
    ratings, watchlist = RatingStore(database), WatchlistStore(database)
    who = {"guild_id": GUILD, "member_id": ANA}
    poll = await opened(polls, RATING, closes_at=PAST)
    await watchlist.add(SALT, **who)
    change = await polls.rate(poll.id, 9, clicked_at=PAST, **who)
    assert (change.before, change.after) == (None, await ratings.of_member(SALT, **who))
    assert change.listed_at is not None
    assert await counted(polls, poll) == {ANA: ((0, 9),)}
    with pytest.raises(PollClosedError, match="/rate still rates the film"):
        await polls.rate(poll.id, 1, clicked_at=SOON, **who)
    assert await ratings.undo(change, **who)
    assert await counted(polls, poll) == {}
    assert await polls.close(poll.id, guild_id=GUILD, before=SOON)
    with pytest.raises(PollClosedError):
        await polls.rate(poll.id, 1, clicked_at=PAST, **who)
    choice = await opened(polls)
    with pytest.raises(PollError, match="no longer there"):
        await polls.rate(choice.id, 1, clicked_at=PAST, **who)
    with pytest.raises(PollError, match="no longer there"):
        await polls.rate(poll.id, 1, clicked_at=PAST, guild_id=OTHER, member_id=ANA)
    assert await ratings.of_member(SALT, **who) is None


async def test_a_film_has_one_open_rating_poll_a_server(polls: PollStore) -> None:
    poll = await opened(polls, RATING)
    with pytest.raises(AlreadyOpenError) as refused:
        await opened(polls, RATING)
    assert refused.value.poll == poll
    elsewhere = await polls.open(RATING, guild_id=OTHER, created_by=HOST)
    assert elsewhere.is_open
    await close(polls, poll)
    second = await opened(polls, RATING)
    with pytest.raises(AlreadyOpenError):
        await polls.reopen(poll.id, None, guild_id=GUILD, by=HOST)
    await close(polls, second)
    assert (await polls.reopen(poll.id, None, guild_id=GUILD, by=HOST)).is_open


async def test_a_lost_message_is_forgotten_unless_the_poll_stands_in_another(polls: PollStore) -> None:
    poll = await opened(polls)
    assert await polls.standing() == ()
    await polls.posted(poll.id, guild_id=GUILD, channel_id=CHANNEL, message_id=11)
    await polls.posted(poll.id, guild_id=GUILD, channel_id=CHANNEL, message_id=12)
    await polls.lost(poll.id, guild_id=GUILD, message_id=11)
    assert [each.message_id for each in await polls.standing()] == [12]
    await polls.lost(poll.id, guild_id=OTHER, message_id=12)
    await polls.lost(poll.id, guild_id=GUILD, message_id=12)
    assert await polls.standing() == ()


async def test_the_latest_polls_come_first(polls: PollStore) -> None:
    first, second, third = [await opened(polls) for _ in range(3)]
    await close(polls, second)
    for is_open, expected in ((True, [third, first]), (False, [second]), (None, [third, second, first])):
        found = await polls.latest(guild_id=GUILD, is_open=is_open, limit=5)
        assert [poll.id for poll in found] == [poll.id for poll in expected]
    assert len(await polls.latest(guild_id=GUILD, is_open=None, limit=2)) == 2
    assert await polls.latest(guild_id=OTHER, is_open=None, limit=2) == ()


async def test_another_role_may_be_let_vote(polls: PollStore) -> None:
    poll = await opened(polls, voter_role=8)
    assert (await polls.let_vote(poll.id, 9, guild_id=GUILD, by=HOST)).voter_role == 9
    assert (await polls.let_vote(poll.id, None, guild_id=GUILD, by=HOST)).voter_role is None
    await close(polls, poll)
    with pytest.raises(PollError, match="closed already"):
        await polls.let_vote(poll.id, 9, guild_id=GUILD, by=HOST)


async def test_a_sealed_poll_keeps_its_films_figures_back(polls: PollStore, database: Database) -> None:
    ratings, rankings = RatingStore(database), RankingStore(database)
    for member in (ANA, BO, HOST):
        await ratings.rate(SALT, 8, guild_id=GUILD, member_id=member)

    async def ranked() -> int:
        found = await rankings.films("mean", Wanted(), guild_id=GUILD, asker_id=ANA, limit=5, offset=0)
        return found.total

    async def is_sealed(guild_id: int = GUILD) -> bool:
        return (await ratings.standing(SALT, guild_id=guild_id, member_id=ANA)).sealed

    poll = await opened(polls, RATING)
    assert (await is_sealed(), await ranked()) == (False, 1)
    await close(polls, poll)
    poll = await opened(polls, RATING, sealed=True)
    assert (await is_sealed(), await is_sealed(OTHER), await ranked()) == (True, False, 0)
    await close(polls, poll)
    assert (await is_sealed(), await ranked()) == (False, 1)


async def test_no_other_server_reaches_a_poll(polls: PollStore) -> None:
    poll = await opened(polls)
    assert await polls.get(poll.id, guild_id=OTHER) is None
    assert await polls.turnout(poll.id, guild_id=OTHER) is None
    assert await polls.ballot_of(poll.id, guild_id=OTHER, member_id=ANA) is None
    assert not await polls.close(poll.id, guild_id=OTHER, before=LATER)
    for change in (
        polls.cast(poll.id, ((0, 1),), guild_id=OTHER, member_id=ANA, clicked_at=PAST),
        polls.ask_to_close(poll.id, guild_id=OTHER, by=HOST),
        polls.extend(poll.id, LATER, guild_id=OTHER, by=HOST),
        polls.reopen(poll.id, LATER, guild_id=OTHER, by=HOST),
        polls.void_ballot(poll.id, ANA, guild_id=OTHER, by=HOST),
        polls.void_option(poll.id, 0, guild_id=OTHER, by=HOST),
    ):
        with pytest.raises(PollError, match="no longer there"):
            await change
    await polls.posted(poll.id, guild_id=OTHER, channel_id=1, message_id=1)
    assert await polls.get(poll.id, guild_id=GUILD) == poll


async def test_a_poll_lives_on_where_the_load_of_its_films_is_undone(polls: PollStore, database: Database) -> None:
    poll = await opened(polls)
    await cast(polls, poll, 1)
    with closing(open_writer(database.path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert await counted(polls, poll) == {ANA: ((1, 1),)}
    kept = await polls.get(poll.id, guild_id=GUILD)
    assert kept is not None
    assert [option.label for option in kept.options] == [option.label for option in CHOICE.options]


async def test_fifty_clicks_at_once_leave_one_ballot(polls: PollStore) -> None:
    poll = await opened(polls)
    await asyncio.gather(*(cast(polls, poll, click % 2) for click in range(50)))
    assert await counted(polls, poll) == {ANA: ((1, 1),)}


async def test_five_hundred_members_at_once_are_all_counted(polls: PollStore) -> None:
    poll = await opened(polls)
    await asyncio.gather(*(cast(polls, poll, member % 2, member=member) for member in range(500)))
    assert await counted(polls, poll) == {member: ((member % 2, 1),) for member in range(500)}


def test_ballots_that_were_answered_outlive_a_bot_that_is_killed(database: Database) -> None:
    with closing(open_writer(database.path)) as connection, transaction(connection):
        connection.execute(
            "INSERT INTO polls (id, guild_id, kind, method, question, channel_id, created_by, created_at, sealed, "
            "anonymous, offers_review, seed) VALUES (1, ?, 'choice', 'approval', 'What next?', 1, 1, ?, 0, 0, 0, 1)",
            (GUILD, PAST),
        )
        connection.executemany(
            "INSERT INTO poll_options (poll_id, position, label, nominated_at, carry) VALUES (1, ?, ?, '', 0)",
            [(0, "One"), (1, "Two")],
        )
    command = [sys.executable, "-m", "tests.club.polls.voter", str(database.path), str(GUILD), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as voter:
        assert voter.stdout is not None
        answered = [voter.stdout.readline() for _ in range(200)]
        voter.kill()
        answered += voter.stdout.readlines()
    with closing(open_writer(database.path)) as connection:
        kept = dict(connection.execute("SELECT member_id, marks FROM ballots"))
    told = {int(line) for line in answered if line.endswith("\n")}
    assert len(told) >= 200
    assert told <= kept.keys()
    assert all(marks == f"[[{member_id % 2},1]]" for member_id, marks in kept.items())
