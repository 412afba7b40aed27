"""`/poll close|reopen|extend|list|void`: what they do, and to whose polls."""

import discord
import pytest

from bot.club.polls.record import Poll, PollDraft, PollOption
from tests.cogs.polls.holding import at_once, cast, delete_message, held, known, public, turns
from tests.simulated import Club, answer, buttons_of, options_of, text_of


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


async def count(club: Club, poll: Poll) -> dict[int, tuple[tuple[int, int], ...]]:
    turnout = await club.bot.polls.turnout(poll.id, guild_id=poll.guild_id)
    assert turnout is not None
    return {ballot.member_id: ballot.marks for ballot in turnout.ballots}


async def test_closing_reopening_and_extending(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    told = await club.run("poll close", poll="#1 What to eat?")
    assert told.ephemeral
    assert "**#1 What to eat?** is closing. The result follows in a few seconds. [Go to the poll](https://" in text_of(
        told
    )
    await turns(club)
    assert not (await known(club)).is_open
    assert "Vote" not in buttons_of(public(club)[0])
    again = text_of(await club.run("poll close", poll="1"))
    assert again.startswith("This poll is closed already.")

    told = await club.run("poll reopen", poll="#1", closes="2 days")
    assert "is open again, with every vote it had. It closes <t:" in text_of(told)
    await turns(club)
    assert "**1 vote** so far" in text_of(public(club)[0])
    assert "still open" in text_of(await club.run("poll reopen", poll="#1"))

    told = await club.run("poll extend", poll="#1", closes="never")
    assert "goes on. It stays open until someone closes it." in text_of(told)
    assert (await known(club)).closes_at is None
    await cast(club, poll, club.ben.id, 0)
    await club.run("poll close", poll="#1")
    await turns(club)
    assert [text_of(message) for message in public(club)[1:]] == [
        "**Popcorn** wins, with 1 vote from 1 voter.",
        "**Popcorn** wins, with 2 votes from 2 voters.",
    ]


@pytest.mark.parametrize("closes", ["31 february", "yesterday", "5 years", "x" * 3_000])
async def test_a_bad_time_changes_nothing(club: Club, closes: str) -> None:
    poll = await held(club)
    assert "Write it like" in text_of(await club.run("poll extend", poll="#1", closes=closes))
    assert await known(club) == poll
    await club.run("poll close", poll="#1")
    await turns(club)
    assert "Write it like" in text_of(await club.run("poll reopen", poll="#1", closes=closes))
    assert not (await known(club)).is_open


async def test_extending_needs_something_to_change(club: Club) -> None:
    await held(club)
    assert "Say until when" in text_of(await club.run("poll extend", poll="#1"))


async def test_who_opened_it_hosts_and_who_manages_the_server_change_a_poll(club: Club) -> None:
    await held(club)
    refused = await club.run_as(club.ben, "poll close", poll="#1")
    assert refused.ephemeral
    assert text_of(refused) == "Only whoever opened it, a host or an admin can do that."
    hosts = club.server.create_role("Ushers")
    await club.choose("host_role", hosts.id)
    for command in ("close", "reopen", "void"):
        options = {"member": club.ana} if command == "void" else {}
        refused = text_of(await club.run_as(club.ben, f"poll {command}", poll="#1", **options))
        assert refused == "Only whoever opened it, a host (@Ushers) or an admin can do that."
    host = club.server.add_member(club.world.create_user("hedda"), roles=[hosts])
    assert "goes on" in text_of(await club.run_as(host, "poll extend", poll="#1", closes="3d"))
    assert "goes on" in text_of(await club.run_as(club.admin, "poll extend", poll="#1", closes="4d"))
    assert "goes on" in text_of(await club.run("poll extend", poll="#1", closes="5d"))
    await club.choose("host_role", None)
    assert "a host or an admin" in text_of(await club.run_as(host, "poll close", poll="#1"))


async def test_polls_are_offered_by_what_can_be_done_and_found_as_they_are_written(club: Club) -> None:
    await held(club, question="Friday: **what**?")
    await held(club, question="Saturday? " + "and then some more " * 20)
    await held(club, question="Sunday?")
    await club.bot.polls.ask_to_close(3, guild_id=club.server.id, by=1)
    await turns(club)
    assert [each.split("?")[0] for each in await club.offered("poll", "day", "poll close")] == [
        "#2 Saturday",
        "#1 Friday: **what**",
    ]
    assert await club.offered("poll", "SUN", "poll reopen") == ["#3 Sunday?"]
    for command in ("close", "reopen", "extend", "void"):  # to others only what they may change is offered
        assert await club.ben.autocomplete(club.channel, f"poll {command}", "poll", "day") == []
        assert await club.admin.autocomplete(club.channel, f"poll {command}", "poll", "day")
    assert len(await club.ben.autocomplete(club.channel, "poll results", "poll", "day")) == 3
    assert len(await club.offered("poll", "day", "poll results")) == 3
    for offered in await club.offered("poll", "day", "poll results"):
        assert "There is no" not in text_of(await club.run("poll results", poll=offered))
    assert "#1 Friday" in text_of(await club.run("poll results", poll="friday"))
    assert "Which poll?" in text_of(await club.run("poll results", poll="day"))
    assert "Which poll?" in text_of(await club.run("poll results", poll="  "))
    for nothing in ("#99", "doomsday", "#" + "9" * 18, "@everyone"):
        told = text_of(await club.run("poll results", poll=nothing))
        assert told == "There is no such poll here. /poll list shows those there are."


async def test_the_list_leads_to_each_poll_and_posts_one_again(club: Club) -> None:
    assert "There are no polls here yet." in text_of(await club.run("poll list"))
    first = await held(club)
    await held(club, question="And to drink?", method="ranked", sealed=True)
    delete_message(club, first)
    await club.run("poll void", poll="#1", choice="Plums")
    await turns(club)
    assert (await known(club)).message_id is None
    listed = await club.run_as(club.ben, "poll list")
    assert listed.ephemeral
    assert "## Polls\n-# 2 polls, the open ones first" in text_of(listed)
    assert "**#1 What to eat?**\n-# Approval · Open until someone closes it · its message is gone" in text_of(listed)
    assert "Ranked choice" in text_of(listed)
    assert f"[Go to the poll](https://discord.com/channels/{club.server.id}/{club.channel.id}/" in text_of(listed)
    options = options_of(listed)
    posted = answer(await club.ben.select(listed.message, [options["#1 What to eat?"]]))
    assert posted.ephemeral
    assert "is up. [Go to the poll](https://discord.com/channels/" in text_of(posted)
    assert (await known(club)).message_id == public(club)[-1].id
    assert "What to eat?" in text_of(public(club)[-1])


async def test_a_message_that_stands_is_moved_by_who_may_change_the_poll_and_leads_on(club: Club) -> None:
    await held(club)
    listed = await club.run_as(club.ben, "poll list")
    refused = answer(await club.ben.select(listed.message, ["1"]))
    assert "Only whoever opened it" in text_of(refused)
    listed = await club.run("poll list")
    await club.ana.select(listed.message, ["1"])
    old, new = public(club)
    assert text_of(old).startswith("**What to eat?** goes on elsewhere. [Go to the poll](https://discord.com/")
    assert text_of(old).endswith(f"/{new.id})")
    assert not buttons_of(old)
    assert (await known(club)).message_id == new.id
    await turns(club)
    assert "goes on elsewhere" in text_of(public(club)[0])


async def test_more_polls_than_a_page_holds(club: Club) -> None:
    for number in range(10):
        await held(club, question=f"{number} " + "*What* to eat? " * 60)
    listed = await club.run("poll list")
    assert "1 of 2" in buttons_of(listed)
    await club.ana.click(listed.message, label="Next")
    assert "**#1 0 \\*What\\* to eat?" in text_of(club.channel.history(viewer=club.ana)[-1])


async def test_a_poll_in_a_channel_one_cannot_see_is_not_told(club: Club) -> None:
    staff = club.server.create_text_channel(
        "staff", overwrites={club.server.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    await held(club)
    options = (PollOption(0, "Yes"), PollOption(1, "No"))
    draft = PollDraft("choice", "A secret?", staff.id, "single", options=options)
    await club.bot.polls.open(draft, guild_id=club.server.id, created_by=club.admin.id)
    listed = await club.run("poll list")
    assert "**#2**\n-# In a channel that you cannot see." in text_of(listed)
    assert list(options_of(listed)) == ["#1 What to eat?"]
    assert await club.offered("poll", "", "poll results") == ["#1 What to eat?"]
    assert "no such poll" in text_of(await club.run("poll results", poll="#2"))
    assert "no such poll" in text_of(await club.run("poll close", poll="secret"))
    assert "A secret?" in text_of(await club.run_as(club.admin, "poll results", poll="#2"))


async def test_one_vote_is_taken_out_and_every_other_stands(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    await cast(club, poll, club.ben.id, 1)
    told = await club.run("poll void", poll="#1", member=club.ben)
    assert told.ephemeral
    assert text_of(told) == (
        f"The vote of <@{club.ben.id}> is taken out of **#1 What to eat?**.\n-# Every other vote stands."
    )
    await cast(club, poll, club.ben.id, 2)  # what is cast after that is out too
    assert await count(club, poll) == {club.ana.id: ((0, 1),)}
    await turns(club)
    assert "**1 vote** so far" in text_of(public(club)[0])
    assert "no ballot of theirs to void" in text_of(await club.run("poll void", poll="#1", member=club.ben))
    await club.ana.click(told.message, label="Undo")
    assert await count(club, poll) == {club.ana.id: ((0, 1),), club.ben.id: ((2, 1),)}


async def test_one_choice_is_taken_out_and_every_ballot_stands(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0, 2)
    assert await club.offered("choice", "p", "poll void", poll="#1") == ["Popcorn", "Pretzels", "Plums"]
    assert await club.offered("choice", "p", "poll void", poll="#7") == []
    told = await club.run("poll void", poll="#1", choice="plums")
    assert "**Plums** is taken out of **#1 What to eat?**." in text_of(told)
    await turns(club)
    assert "~~Plums~~ · taken out" in text_of(public(club)[0])
    assert await count(club, poll) == {club.ana.id: ((0, 1), (2, 1))}
    assert "two choices at least" in text_of(await club.run("poll void", poll="#1", choice="Popcorn"))
    assert "not one of the poll’s choices" in text_of(await club.run("poll void", poll="#1", choice="Pears"))
    await club.ana.click(told.message, label="Undo")
    await turns(club)
    assert "**Plums** · 1 vote" in text_of(public(club)[0])


async def test_void_takes_one_thing_at_a_time(club: Club) -> None:
    await held(club, anonymous=True)
    assert "one of the two" in text_of(await club.run("poll void", poll="#1"))
    assert "one of the two" in text_of(await club.run("poll void", poll="#1", member=club.ben, choice="Plums"))
    assert "anonymous" in text_of(await club.run("poll void", poll="#1", member=club.ben))


async def test_a_vote_in_a_rating_poll_is_taken_out_and_stays_a_rating(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    await reviewed.ana.click(public(reviewed)[0], label="5★")
    await reviewed.ben.click(public(reviewed)[0], label="½★")
    told = await reviewed.run("poll void", poll="#1", member=reviewed.ben)
    assert "It stays their rating of the film." in text_of(told)
    again = answer(await reviewed.ben.click(public(reviewed)[0], label="1★"))
    assert "A host has taken your vote out of this poll’s count." in text_of(again)
    await turns(reviewed)
    assert "Mean **5.00 of 5**\n**1 vote** so far" in text_of(public(reviewed)[0])
    assert "no choices" in text_of(await reviewed.run("poll void", poll="#1", choice="Salt Road"))
    await reviewed.run("poll close", poll="#1")
    await turns(reviewed)
    assert "**1 vote**" in text_of(public(reviewed)[0])
    await reviewed.ana.click(told.message, label="Undo")
    await turns(reviewed)
    assert "**2 votes**" in text_of(public(reviewed)[0])


async def test_a_second_poll_of_a_film_keeps_the_first_closed(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    await reviewed.run("poll close", poll="#1")
    await turns(reviewed)
    await reviewed.run("poll rate", title="Salt Road")
    told = text_of(await reviewed.run("poll reopen", poll="#1"))
    assert told == "Poll #2 takes the ratings of that film now. Close that one first."
