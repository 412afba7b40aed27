"""Many votes at a time over the wire: all counted, all answered soon, and the message redrawn at Discord's pace."""

import asyncio

from tests.wire.interactions import Asked
from tests.wire.polls import counted, open_rating_poll, pace, score_id, shows, vote
from tests.wire.wired import Wired

MEMBERS, SECONDS = 500, 3.0


async def test_five_hundred_members_are_all_counted_and_answered_in_time(wired: Wired) -> None:
    poll = await open_rating_poll(wired)
    members = wired.discord.join(*(f"member {number}" for number in range(MEMBERS)))
    asked: list[Asked] = []
    loop = asyncio.get_running_loop()
    for number, member in enumerate(members):  # evenly over a few seconds, so that several redraws fall among them
        loop.call_later(number * SECONDS / MEMBERS, lambda who: asked.extend(vote(wired, poll, [who])), member)
    await wired.until(lambda: len(asked) == MEMBERS and all(each.answered.done() for each in asked))
    await wired.until(shows(poll, MEMBERS))
    assert counted(wired, poll).keys() == {member.id for member in members}
    assert max(each.seconds for each in asked) < 3  # when Discord gives an interaction up
    assert len(pace(wired, poll)) >= 2
    assert min(pace(wired, poll)) >= 2


async def test_fifty_clicks_of_one_member_leave_one_ballot(wired: Wired) -> None:
    poll = await open_rating_poll(wired)
    click = wired.discord.interactions.click
    await wired.all_answered([click(wired.ben, poll, score_id(poll, 1 + number % 10)) for number in range(50)])
    assert list(counted(wired, poll)) == [wired.ben.id]
