"""Votes while something goes wrong on the way: each is counted once, and each member is told so."""

from tests.simulated import parts, text_of
from tests.wire.polls import counted, open_choice_poll, open_rating_poll, shows, vote
from tests.wire.wired import Wired

SELECT = 3
CALLBACK, ORIGINAL = "/interactions/*/callback", "/webhooks/*/messages/@original"
POST, EDIT = "/channels/*/messages", "/channels/*/messages/*"


async def test_votes_whose_answers_go_wrong_are_counted_once(wired: Wired) -> None:
    poll = await open_rating_poll(wired)
    wired.fault("rate limited", CALLBACK, times=3)
    wired.fault("failed", CALLBACK, times=3)
    wired.fault("answer lost", CALLBACK, times=3)
    wired.fault("failed", EDIT, method="PATCH")
    members = wired.discord.join(*"abcdefghijkl")
    asked = vote(wired, poll, members)
    await wired.all_answered(asked)
    assert counted(wired, poll).keys() == {member.id for member in members}
    assert all(len(each.messages) == 1 for each in asked)
    await wired.until(shows(poll, len(members)))


async def test_a_poll_whose_posting_was_answered_in_vain_stands_once(wired: Wired) -> None:
    wired.fault("answer lost", POST, method="POST")
    poll = await open_rating_poll(wired)
    assert [message.id for message in wired.discord.public_messages] == [poll.id]
    await wired.all_answered(vote(wired, poll, [wired.ben]))
    assert list(counted(wired, poll)) == [wired.ben.id]


async def test_a_ballot_whose_receipt_was_lost_is_counted_once(wired: Wired) -> None:
    poll = await open_choice_poll(wired, "Salt Road", "Nobody Came")
    ballot = (await wired.click(wired.ben, poll, "Vote")).message
    [select] = [part for part in parts(ballot) if part["type"] == SELECT]
    wired.fault("answer lost", CALLBACK)
    put_right = wired.next_request("PATCH", ORIGINAL)
    await wired.select(wired.ben, ballot, select["custom_id"], "1")
    assert (await put_right).status == 200
    assert "Nobody Came" in text_of(ballot)
    assert counted(wired, poll) == {wired.ben.id: ((1, 1),)}


async def test_votes_clicked_around_a_drop_of_the_gateway_are_counted(wired: Wired) -> None:
    poll = await open_rating_poll(wired)
    early, away, late = (wired.discord.join(*(f"{when} {n}" for n in range(20))) for when in ("early", "away", "late"))
    asked = vote(wired, poll, early)
    wired.drop_gateway()
    asked += vote(wired, poll, away)
    assert await wired.back() == "resumed"
    asked += vote(wired, poll, late)
    await wired.all_answered(asked)
    assert counted(wired, poll).keys() == {member.id for member in (*early, *away, *late)}
