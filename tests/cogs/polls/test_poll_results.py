"""`/poll results`: a poll counted anew from its ballots, and the ballots as a table."""

import csv
import io

import pytest
import simcord

from bot.club.polls.record import PollOption
from tests.cogs.polls.holding import at_once, cast, held, public, turns
from tests.simulated import Club, buttons_of, text_of


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


async def asked(club: Club, poll: str = "#1") -> tuple[str, list[list[str]] | None]:
    """Return what Ana is told, and the table that comes with it, if one does."""
    result = await club.ana.slash(club.channel, "poll results", poll=poll)
    assert result.response is not None
    assert result.response.ephemeral
    if not result.followups:
        return text_of(result.response), None
    [file] = result.followups
    assert file.ephemeral
    return text_of(result.response), await table(file)


async def table(message: simcord.ResponseMessage) -> list[list[str]]:
    [attachment] = message.attachments
    return list(csv.reader(io.StringIO((await attachment.read()).decode("utf-8-sig"))))


async def test_a_choice_poll_is_counted_anew_with_its_ballots(club: Club) -> None:
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0, 2)
    await cast(club, poll, club.ben.id, 1)
    await cast(club, poll, club.admin.id, 0)
    await club.run("poll void", poll="#1", member=club.ben)
    said, rows = await asked(club)
    assert "-# 2 votes so far, 1 taken out, counted anew from the ballots" in said
    assert "As it stands: **Popcorn** wins, with 2 votes from 2 voters." in said
    assert f"Its seed, {poll.seed}, was printed when the poll opened" in said
    assert rows is not None
    assert rows[0] == ["member", "cast at", "counts", "Popcorn (chosen)", "Pretzels (chosen)", "Plums (chosen)"]
    assert [[row[0], *row[2:]] for row in rows[1:]] == [
        [str(club.ana.id), "yes", "1", "", "1"],
        [str(club.ben.id), "no: taken out", "", "1", ""],
        [str(club.admin.id), "yes", "1", "", ""],
    ]


async def test_secret_ballots_are_shown_to_nobody(club: Club) -> None:
    anonymous, sealed = await held(club, anonymous=True), await held(club, sealed=True)
    for poll in (anonymous, sealed):
        await cast(club, poll, club.ben.id, 1)
    said, rows = await asked(club, "#1")
    assert "**Pretzels** wins" in said
    assert rows is None
    said, rows = await asked(club, "#2")
    assert "1 vote so far" in said
    assert "Pretzels" not in said
    assert rows is None
    await club.run("poll close", poll="#2")
    await turns(club)
    said, rows = await asked(club, "#2")
    assert "**Pretzels** wins" in said
    assert rows is not None


async def test_every_round_of_a_long_run_off_is_there_in_pages(club: Club) -> None:
    labels = [f"={number} {'A *long* name of a film ' * 8}"[:200] for number in range(25)]
    options = tuple(PollOption(place, label) for place, label in enumerate(labels))
    poll = await held(club, method="ranked", options=options)
    for member in range(1, 60):
        await cast(club, poll, member, member % 25, (member * 7) % 25 if (member * 6) % 25 else (member + 1) % 25)
    await turns(club)
    assert len(public(club)) == 1
    shown = await club.ana.slash(club.channel, "poll results", poll="#1")
    assert shown.response is not None
    said = text_of(shown.response)
    while not buttons_of(club.channel.history(viewer=club.ana)[-2])["Next"].get("disabled"):
        await club.ana.click(club.channel.history(viewer=club.ana)[-2], label="Next")
        said += text_of(club.channel.history(viewer=club.ana)[-2])
    rounds = said.count("**Round ")
    assert rounds > 5
    assert f"**Round {rounds}**" in said
    rows = await table(shown.followups[0])
    assert all(heading.startswith("'=") for heading in rows[0][3:])
    await club.run("poll close", poll="#1")
    await turns(club)
    assert "`/poll results` shows all of it" in text_of(public(club)[0])


async def test_a_rating_poll_is_counted_anew(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    assert (await asked(reviewed))[0].endswith("Nobody has voted.")
    await reviewed.ana.click(public(reviewed)[0], label="4★")
    await reviewed.ben.click(public(reviewed)[0], label="2★")
    await reviewed.bot.member_data.set_hidden(True, guild_id=reviewed.server.id, member_id=reviewed.ben.id)
    said, rows = await asked(reviewed)
    assert "Mean **3.00 of 5** · median 3.00 · spread 1.00" in said
    assert "Most split" not in said
    assert rows is not None
    assert [[row[0], row[3]] for row in rows] == [
        ["member", "score of 10"],
        [str(reviewed.ana.id), "8"],
        ["not named", "4"],
    ]
