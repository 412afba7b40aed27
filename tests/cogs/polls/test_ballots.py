"""Voting in choice polls: each method's ballot, its receipt, changing it, taking it back, and who may not."""

import re
from typing import Any

import pytest

from bot.club.polls.record import Poll
from bot.connection import now
from bot.replies.polls.messages import redraw
from tests.cogs.polls.choosing import (
    FILMS,
    ballot,
    delete_role,
    labels_of,
    marks,
    opened,
    pick,
    preselected,
    public,
    select_of,
    shown,
)
from tests.simulated import BUTTON, SELECT, Club, answer, buttons_of, parts, text_of

CRANES, SOLARIS, AGAIN, DUST = FILMS
LONG = tuple(
    f"{number:02} {'The *Endless* Chronicle of the Projectionist Who Fell Asleep ' * 4}"[:200] for number in range(25)
)


async def drawn(club: Club) -> str:
    """Return the poll's message once it has been drawn anew."""
    await club.pass_time(3)
    return text_of(public(club))


async def test_an_approval_is_cast_by_one_select_and_told_in_private(club: Club) -> None:
    poll = await opened(club)
    given = await ballot(club)
    assert text_of(given) == "### Friday?\nPick as many as you like. It counts at once, and only you see it."
    select = select_of(given, "Pick as many as you like")
    assert labels_of(select) == list(FILMS)
    assert (select.get("min_values", 1), select["max_values"]) == (1, 4)
    await pick(club.ana, given, "Pick", CRANES, DUST)
    assert await marks(club, poll) == ((0, 1), (3, 1))
    receipt = text_of(shown(club, given))
    assert receipt.startswith(f"### Friday?\n**Your vote is counted:**\n- {CRANES}\n- {DUST}\n-# Counted at <t:")
    assert re.search(r"<t:\d+:T>\. You may change it until the poll is closed\.$", receipt)
    said = await drawn(club)
    assert re.search(rf"\*\*{re.escape(CRANES)}\*\* · 1 vote\n▰{{8}}\n", said)
    assert "**1 vote** so far" in said


async def test_a_vote_is_changed_from_its_receipt_and_from_the_poll(club: Club) -> None:
    poll = await opened(club, most_choices=2, closes_at="2099-01-01T00:00:00Z")
    given = await ballot(club)
    assert select_of(given, "Pick up to 2.")["max_values"] == 2
    await pick(club.ana, given, "Pick", CRANES, DUST)
    assert "You may change it until the poll closes, <t:4070908800:R>." in text_of(shown(club, given))
    await club.ana.click(shown(club, given), label="Change")
    changing = shown(club, given)
    assert "-# Your vote, counted at <t:" in text_of(changing)
    assert preselected(select_of(changing, "Pick")) == [CRANES, DUST]
    await pick(club.ana, changing, "Pick", SOLARIS)
    assert await marks(club, poll) == ((1, 1),)
    again = await ballot(club)
    assert preselected(select_of(again, "Pick")) == [SOLARIS]
    await pick(club.ana, again, "Pick", AGAIN)
    assert await marks(club, poll) == ((2, 1),)
    assert "**1 vote** so far" in await drawn(club)


async def test_a_vote_is_taken_back_from_the_receipt_and_from_the_poll(club: Club) -> None:
    poll = await opened(club)
    given = await ballot(club)
    assert "Take back" not in buttons_of(given)
    for back in (given, None):
        here = back or await ballot(club)
        await pick(club.ana, here, "Pick", CRANES)
        taking = shown(club, here) if back else await ballot(club)
        await club.ana.click(taking, label="Take back")
        said = text_of(shown(club, taking))
        assert re.fullmatch(r"### Friday\?\nYour vote is taken back, at <t:\d+:T>\.\n-# You may .*", said)
        assert await marks(club, poll) is None
        assert list(buttons_of(shown(club, taking))) == ["Change"]
        assert "**0 votes** so far" in await drawn(club)


async def test_a_single_choice_is_one_pick(club: Club) -> None:
    poll = await opened(club, method="single")
    given = await ballot(club)
    assert select_of(given, "Pick one.")["max_values"] == 1
    await pick(club.ana, given, "Pick", SOLARIS)
    assert await marks(club, poll) == ((1, 1),)


async def test_a_ranking_goes_on_step_by_step_also_over_a_restart(club: Club) -> None:
    poll = await opened(club, method="ranked")
    given = await ballot(club)
    assert list(buttons_of(given)) == []
    await pick(club.ana, given, "Your 1st choice", DUST)
    await pick(club.ana, shown(club, given), "Your 2nd choice", CRANES)
    await club.restart()
    halfway = shown(club, given)
    assert text_of(halfway) == f"### Friday?\nYour order so far, which counts once you cast it:\n1. {DUST}\n2. {CRANES}"
    assert labels_of(select_of(halfway, "Your 3rd choice")) == [SOLARIS, AGAIN]
    assert await marks(club, poll) is None
    await pick(club.ana, halfway, "Your 3rd choice", AGAIN)
    await club.ana.click(shown(club, given), label="Back")
    await pick(club.ana, shown(club, given), "Your 3rd choice", SOLARIS)
    await pick(club.ana, shown(club, given), "Your 4th choice", AGAIN)
    full = shown(club, given)
    assert text_of(full).endswith(f"4. {AGAIN}\nThat is all of them. *Cast now* has it counted.")
    assert [part for part in parts(full) if part["type"] == SELECT] == []
    await club.ana.click(full, label="Cast now")
    assert await marks(club, poll) == ((3, 1), (0, 2), (1, 3), (2, 4))
    receipt = f"**Your vote is counted:**\n1. {DUST}\n2. {CRANES}\n3. {SOLARIS}\n4. {AGAIN}\n"
    assert receipt in text_of(shown(club, given))


async def test_a_short_ranking_counts_and_the_former_one_is_told(club: Club) -> None:
    poll = await opened(club, method="ranked", most_choices=2)
    given = await ballot(club)
    await pick(club.ana, given, "1st", DUST)
    await club.ana.click(shown(club, given), label="Cast now")
    assert await marks(club, poll) == ((3, 1),)
    again = await ballot(club)
    assert re.search(
        rf"-# Your vote, counted at <t:\d+:T>:\n1\. {re.escape(DUST)}\nPut them in your order", text_of(again)
    )
    await pick(club.ana, again, "1st", CRANES)
    await pick(club.ana, shown(club, again), "2nd", SOLARIS)
    assert "That is all of them" in text_of(shown(club, again))  # two is the most here
    assert await marks(club, poll) == ((3, 1),)
    await club.ana.click(shown(club, again), label="Cast now")
    assert await marks(club, poll) == ((0, 1), (1, 2))


async def test_points_are_given_one_by_one_and_changed(club: Club) -> None:
    poll = await opened(club, method="score")
    given = await ballot(club)
    assert "Give each up to 5 points" in text_of(given)
    await pick(club.ana, given, "give points to", AGAIN)
    assert labels_of(select_of(shown(club, given), f"Points for {AGAIN}"))[0] == "5 points"
    await pick(club.ana, shown(club, given), "Points for", "4 points")
    await club.restart()
    await pick(club.ana, shown(club, given), "give points to", CRANES)
    await pick(club.ana, shown(club, given), "Points for", "1 point")
    said = text_of(shown(club, given))
    given_so_far = f"- {AGAIN} · 4 points\n- {CRANES} · 1 point"
    assert said == f"### Friday?\nYour points so far, which count once you cast them:\n{given_so_far}"
    await club.ana.click(shown(club, given), label="Cast now")
    assert await marks(club, poll) == ((0, 1), (2, 4))
    assert f"**Your vote is counted:**\n{given_so_far}\n" in text_of(shown(club, given))
    await club.ana.click(shown(club, given), label="Change")
    changing = shown(club, given)
    described = {option["label"]: option["description"] for option in select_of(changing, "give points")["options"]}
    assert described == {CRANES: "1 point", SOLARIS: "No points", AGAIN: "4 points", DUST: "No points"}
    await pick(club.ana, changing, "give points to", CRANES)
    assert preselected(select_of(shown(club, given), "Points for")) == ["1 point"]
    await pick(club.ana, shown(club, given), "Points for", "No points")
    await club.ana.click(shown(club, given), label="Cast now")
    assert await marks(club, poll) == ((2, 4),)


async def test_points_go_to_as_many_as_the_poll_lets(club: Club) -> None:
    await opened(club, method="score", most_choices=1)
    given = await ballot(club)
    for film in (AGAIN, CRANES):
        await pick(club.ana, shown(club, given), "give points to", film)
        await pick(club.ana, shown(club, given), "Points for", "5 points")
    said = text_of(shown(club, given))
    assert "Points for at most 1 here." in said
    assert f"{AGAIN} · 5 points" in said
    assert CRANES not in said


@pytest.mark.parametrize("method", ["approval", "single", "ranked", "score"])
async def test_twenty_five_long_names_fit(club: Club, method: str) -> None:
    poll = await opened(club, *LONG, method=method)
    given = await ballot(club)
    for number in range(25 if method in {"ranked", "score"} else 1):
        here = shown(club, given)
        if method == "ranked":
            await pick(club.ana, here, "choice", labels_of(select_of(here, "choice"))[0])
        elif method == "score":
            await pick(club.ana, here, "give points", labels_of(select_of(here, "give points"))[number])
            await pick(club.ana, shown(club, given), "Points for", "5 points")
        else:
            select = select_of(here, "Pick")
            await pick(club.ana, here, "Pick", *labels_of(select)[: select["max_values"]])
    if method in {"ranked", "score"}:
        await club.ana.click(shown(club, given), label="Cast now")
    cast = await marks(club, poll)
    assert cast is not None
    assert len(cast) == (1 if method == "single" else 25)
    parts(shown(club, given))
    await drawn(club)
    await club.ana.click(shown(club, given), label="Change")
    parts(shown(club, given))


async def test_sealed_shows_the_turnout_alone(club: Club) -> None:
    await opened(club, sealed=True)
    given = await ballot(club)
    await pick(club.ana, given, "Pick", CRANES)
    assert "The count is shown at the close." in text_of(shown(club, given))
    said = await drawn(club)
    assert "**1 vote** so far" in said
    assert f"- **{CRANES}**\n- **{SOLARIS}**" in said
    assert "▰" not in said


async def test_an_anonymous_ballot_is_shown_to_its_member_alone(club: Club) -> None:
    await opened(club, anonymous=True)
    given = await ballot(club)
    await pick(club.ana, given, "Pick", CRANES)
    assert "Nobody is ever shown whose vote this is." in text_of(shown(club, given))
    assert club.ana.mention not in await drawn(club)
    assert all(message.id != given.id for message in club.channel.history(viewer=club.ben))


async def test_who_has_not_the_role_is_told_which_one(club: Club) -> None:
    usher = club.server.create_role("Ushers")
    await opened(club, voter_role=usher.id)
    refused = answer(await club.ben.click(public(club), label="Vote"))
    assert refused.ephemeral
    assert "for members with the role @Ushers" in text_of(refused)


async def test_how_it_is_counted_is_told_in_private_over_a_restart_and_after_the_close(club: Club) -> None:
    poll = await opened(club, method="ranked")
    await club.restart()
    told = answer(await club.ben.click(public(club), label="How it is counted"))
    assert told.ephemeral
    assert "its ballots pass on to their next choice" in text_of(told)
    assert f"Its seed, {poll.seed}, was printed when the poll opened" in text_of(told)
    await close(club, poll)
    await redraw(club.bot, poll.id, club.server.id)
    assert list(buttons_of(public(club))) == ["How it is counted"]
    assert text_of(answer(await club.ben.click(public(club), label="How it is counted"))) == text_of(told)
    with club.foreign_server(club.ana):
        told = answer(await club.ana.click(public(club), label="How it is counted"))
    assert text_of(told) == "Polls are held in servers that have added me."


async def test_two_votes_for_two_are_a_tie_and_called_one(club: Club) -> None:
    poll = await opened(club, CRANES, SOLARIS)
    await pick(club.ana, await ballot(club), "Pick", CRANES)
    await pick(club.ben, await ballot(club, club.ben), "Pick", SOLARIS)
    said = await drawn(club)
    assert f"(seed {poll.seed})" in said  # the seed of the draw is printed while the poll is open
    await close(club, poll)
    await redraw(club.bot, poll.id, club.server.id)
    said = text_of(public(club))
    assert re.search(r"\*\*.*\*\* wins a tie with .*: 1 vote each, by the draw\.", said)
    assert "Vote" not in buttons_of(public(club))


async def close(club: Club, poll: Poll) -> None:
    """Close a poll as its clock does once its time is up; its message is still as it was."""
    await club.bot.polls.ask_to_close(poll.id, guild_id=club.server.id, by=club.ana.id)
    assert await club.bot.polls.close(poll.id, guild_id=club.server.id, before=now())


async def test_after_the_close_nothing_is_counted(club: Club) -> None:
    poll = await opened(club, method="ranked")
    early, late = await ballot(club), await ballot(club, club.ben)
    await pick(club.ana, early, "1st", CRANES)
    await pick(club.ben, late, "1st", DUST)
    await club.ana.click(shown(club, early), label="Cast now")
    await close(club, poll)
    for clicked in (
        await club.ben.click(public(club), label="Vote"),
        await club.ben.click(shown(club, late, club.ben), label="Cast now"),
        await club.ben.click(shown(club, late, club.ben), label="Back"),
        await pick(club.ben, shown(club, late, club.ben), "2nd", CRANES),
        await club.ana.click(shown(club, early), label="Take back"),
        await club.ana.click(shown(club, early), label="Change"),
    ):
        told = clicked.followups[-1] if clicked.followups else answer(clicked)
        assert told.ephemeral
        assert text_of(told).startswith("This poll is closed")
    assert await marks(club, poll) == ((0, 1),)
    assert await marks(club, poll, club.ben) is None


@pytest.mark.parametrize("method", ["approval", "single"])
async def test_a_pick_that_was_taken_out_meanwhile_gives_a_fresh_ballot(club: Club, method: str) -> None:
    poll = await opened(club, method=method)
    given = await ballot(club)
    await club.bot.polls.void_option(poll.id, 1, guild_id=club.server.id, by=club.admin.id)
    await pick(club.ana, given, "Pick", SOLARIS)
    fresh = shown(club, given)
    assert "**One of those choices has been taken out of the poll. Please vote again.**" in text_of(fresh)
    assert labels_of(select_of(fresh, "Pick")) == [CRANES, AGAIN, DUST]
    assert await marks(club, poll) is None
    await pick(club.ana, fresh, "Pick", CRANES)
    assert await marks(club, poll) == ((0, 1),)


async def test_a_ranking_goes_on_without_what_was_taken_out(club: Club) -> None:
    poll = await opened(club, method="ranked")
    given = await ballot(club)
    await pick(club.ana, given, "1st", SOLARIS)
    await pick(club.ana, shown(club, given), "2nd", CRANES)
    await club.bot.polls.void_option(poll.id, 1, guild_id=club.server.id, by=club.admin.id)
    await pick(club.ana, shown(club, given), "3rd", DUST)
    said = text_of(shown(club, given))
    assert "**What you picked has been taken out of the poll.**" in said
    assert f"1. {CRANES}\n2. {DUST}" in said
    await club.ana.click(shown(club, given), label="Cast now")
    assert await marks(club, poll) == ((0, 1), (3, 2))


async def test_points_go_on_without_what_was_taken_out(club: Club) -> None:
    poll = await opened(club, method="score")
    given = await ballot(club)
    await pick(club.ana, given, "give points", SOLARIS)
    await club.bot.polls.void_option(poll.id, 1, guild_id=club.server.id, by=club.admin.id)
    await pick(club.ana, shown(club, given), "Points for", "5 points")
    assert "**What you picked has been taken out of the poll.**" in text_of(shown(club, given))
    stale = shown(club, given)
    await pick(club.ana, stale, "give points", CRANES)
    await pick(club.ana, shown(club, given), "Points for", "2 points")
    await club.ana.click(shown(club, given), label="Cast now")
    assert await marks(club, poll) == ((0, 2),)


async def test_whose_ballot_a_host_has_voided_is_told_so(club: Club) -> None:
    poll = await opened(club)
    given = await ballot(club)
    await pick(club.ana, given, "Pick", CRANES)
    await club.bot.polls.void_ballot(poll.id, club.ana.id, guild_id=club.server.id, by=club.admin.id)
    again = await ballot(club)
    assert "A host has taken your vote out of this poll’s count." in text_of(again)
    await pick(club.ana, again, "Pick", DUST)
    said = text_of(shown(club, again))
    assert "**A host has taken your vote out of this poll’s count.** It is kept like this:" in said
    assert "**0 votes** so far" in await drawn(club)


async def test_ballots_opened_again_and_again_leave_one_vote(club: Club) -> None:
    poll = await opened(club)
    given = [await ballot(club) for _ in range(8)]
    for turn, each in enumerate(given):
        await pick(club.ana, each, "Pick", FILMS[turn % 4])
        assert FILMS[turn % 4] in text_of(shown(club, each))
    turnout = await club.bot.polls.turnout(poll.id, guild_id=club.server.id)
    assert turnout is not None
    assert [kept.marks for kept in turnout.ballots] == [((3, 1),)]


async def test_fifty_clicks_at_once_leave_one_ballot(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    poll = await opened(club)
    given = await ballot(club)
    emit = club.world.backend.emit

    def fifty_times(event: str, payload: Any) -> None:
        for _ in range(50 if event == "INTERACTION_CREATE" else 1):
            emit(event, payload)

    monkeypatch.setattr(club.world.backend, "emit", fifty_times)
    await pick(club.ana, given, "Pick", CRANES, DUST)
    monkeypatch.undo()
    turnout = await club.bot.polls.turnout(poll.id, guild_id=club.server.id)
    assert turnout is not None
    assert [(kept.member_id, kept.marks) for kept in turnout.ballots] == [(club.ana.id, ((0, 1), (3, 1)))]
    assert "**Your vote is counted:**" in text_of(shown(club, given))
    assert "**1 vote** so far" in await drawn(club)


@pytest.mark.parametrize("code", [0, 40060])
async def test_a_vote_whose_answer_is_lost_is_kept(club: Club, code: int) -> None:
    poll = await opened(club)
    given = await ballot(club)
    club.world.inject_error("POST", "/interactions/*/*/callback", status=400 if code else 500, code=code)
    await pick(club.ana, given, "Pick", CRANES)
    assert await marks(club, poll) == ((0, 1),)
    assert "**1 vote** so far" in await drawn(club)
    club.faults_expected = not code  # Discord's own 500 is logged, and the member told to try again


async def test_a_vote_works_after_a_restart_and_so_does_its_receipt(club: Club) -> None:
    poll = await opened(club)
    await club.restart()
    given = await ballot(club)
    await club.restart()
    await pick(club.ana, given, "Pick", CRANES)
    await club.restart()
    await club.ana.click(shown(club, given), label="Take back")
    assert await marks(club, poll) is None
    assert not club.faults()


async def test_every_control_of_a_ballot_outlives_the_bot(club: Club) -> None:
    await opened(club, method="ranked")
    given = await ballot(club)
    await pick(club.ana, given, "1st", CRANES)
    for part in parts(shown(club, given)):
        if part["type"] in {BUTTON, SELECT}:
            assert re.fullmatch(r"ballot:v1:\d+:(rank|cast|back):a", part["custom_id"])


async def test_a_film_that_left_the_catalogue_is_still_voted_for(club: Club) -> None:
    told = await club.run("poll choose", question="Friday?", choices="; ".join(FILMS[:2]))
    await club.ana.click(told.message, label="Open the poll")
    retire = "UPDATE films SET retired_at = 'now' WHERE title = 'Solaris'"
    await club.bot.database.write(lambda connection: connection.execute(retire))
    given = await ballot(club)
    await pick(club.ana, given, "Pick", SOLARIS)
    assert f"**Your vote is counted:**\n- {SOLARIS}" in text_of(shown(club, given))


async def test_a_poll_of_another_server_is_not_there(club: Club) -> None:
    poll = await opened(club)
    await club.bot.database.write(
        lambda connection: connection.execute("UPDATE polls SET guild_id = 77 WHERE id = ?", (poll.id,))
    )
    refused = answer(await club.ana.click(public(club), label="Vote"))
    assert text_of(refused).startswith("There is no such poll here.")


async def test_where_only_a_member_brought_the_bot_nobody_votes(club: Club) -> None:
    poll = await opened(club)
    given = await ballot(club)
    with club.foreign_server(club.ana):
        told = await pick(club.ana, given, "Pick", CRANES)
    assert text_of(answer(told)) == "Polls are held in servers that have added me."
    assert await marks(club, poll) is None


async def test_votes_clicked_while_the_role_is_deleted_are_told(club: Club) -> None:
    role = club.server.create_role("Ushers")
    usher = club.server.add_member(club.world.create_user("usher"), roles=[role])
    poll = await opened(club, voter_role=role.id)
    given = answer(await usher.click(public(club), label="Vote"))
    await pick(usher, given, "Pick", CRANES)
    assert await marks(club, poll, usher) == ((0, 1),)
    await club.ben.click(public(club), label="Vote")
    assert await marks(club, poll, club.ben) is None
    await delete_role(club, role)
    refused = await usher.click(shown(club, given, usher), label="Take back")
    assert "a role that is gone" in text_of(answer(refused))
    assert await marks(club, poll, usher) == ((0, 1),)
    gone = answer(await usher.click(public(club), label="Vote"))
    assert "a role that is gone" in text_of(gone)
