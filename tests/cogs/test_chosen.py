"""What a server has chosen holds in the commands: where polls go, who votes, and where results are announced."""

import discord
import pytest
import simcord

from tests.cogs.polls.choosing import drafted
from tests.cogs.polls.holding import at_once, cast, held, known, turns
from tests.simulated import Club, answer, text_of


def closed_to_all(club: Club, name: str, **denied: bool) -> simcord.ChannelHandle:
    closing = discord.PermissionOverwrite(**denied)
    return club.server.create_text_channel(name, overwrites={club.server.default_role: closing})


async def opened(club: Club) -> str:
    """Have Ana open a choice poll, and return what she is told."""
    draft = await drafted(club, choices="The Cranes Are Flying (1957); Solaris (1972)")
    return text_of(answer(await club.ana.click(draft, label="Open the poll")))


async def test_polls_are_posted_in_their_channel(club: Club) -> None:
    polls = club.server.create_text_channel("polls")
    await club.choose("poll_channel", polls.id)
    told = text_of(await club.run("poll rate", title="Solaris (1972)"))
    assert f"/{polls.id}/" in told
    assert f"/{polls.id}/" in await opened(club)
    assert [(await known(club, number)).channel_id for number in (1, 2)] == [polls.id, polls.id]
    assert len(polls.history()) == 2


async def test_polls_whose_channel_is_gone_are_posted_where_they_are_asked_for(club: Club) -> None:
    await club.choose("poll_channel", 404)
    await club.run("poll rate", title="Solaris (1972)")
    assert (await known(club)).channel_id == club.channel.id


async def test_a_channel_for_polls_that_is_closed_is_named(club: Club) -> None:
    await club.choose("poll_channel", closed_to_all(club, "quiet", attach_files=False).id)
    said = text_of(await club.run("poll rate", title="Solaris (1972)"))
    assert said.startswith("I lack a permission in #quiet: Attach Files.")
    await club.choose("poll_channel", closed_to_all(club, "secret", view_channel=False).id)
    assert "a channel that you cannot see" in text_of(await club.run("poll rate", title="Solaris (1972)"))
    assert await club.bot.polls.latest(guild_id=club.server.id, is_open=None, limit=5) == ()


@pytest.mark.parametrize("named", [None, "Regulars", "@everyone"])
async def test_the_voters_role_votes_where_a_poll_names_none(club: Club, named: str | None) -> None:
    voters, regulars = club.server.create_role("Voters"), club.server.create_role("Regulars")
    await club.choose("voter_role", voters.id)
    roles = {"Regulars": regulars, "@everyone": club.server.default_role}
    options = {} if named is None else {"voters": roles[named]}
    draft = await drafted(club, choices="The Cranes Are Flying (1957); Solaris (1972)", **options)
    await club.ana.click(draft, label="Open the poll")
    assert (await known(club)).voter_role == {None: voters.id, "Regulars": regulars.id, "@everyone": None}[named]


async def test_where_the_voters_role_is_gone_everyone_votes(club: Club) -> None:
    await club.choose("voter_role", 404)
    await opened(club)
    assert (await known(club)).voter_role is None


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


async def closed(club: Club, channel_id: int | None = None) -> None:
    """Hold a poll and close it, after it has moved to another channel where one is given."""
    poll = await held(club)
    await cast(club, poll, club.ana.id, 0)
    if channel_id is not None:
        await club.bot.polls.posted(poll.id, guild_id=club.server.id, channel_id=channel_id, message_id=404)
    await club.bot.polls.ask_to_close(poll.id, guild_id=club.server.id, by=club.ana.id)
    await turns(club)


@pytest.mark.usefixtures("quick")
async def test_results_are_announced_once_as_well_as_told_below_the_poll(club: Club) -> None:
    news = club.server.create_text_channel("news")
    await club.choose("announcement_channel", news.id)
    await closed(club)
    await turns(club)
    [announced] = news.history()
    poll = await known(club)
    assert text_of(announced) == (
        "### What to eat?\n**Popcorn** wins, with 1 vote from 1 voter.\n"
        f"[Go to the poll](https://discord.com/channels/{club.server.id}/{poll.channel_id}/{poll.message_id})"
    )
    assert len(club.channel.history()) == 2


@pytest.mark.usefixtures("quick")
async def test_results_are_not_told_to_who_may_not_see_the_poll(club: Club) -> None:
    news, secret = club.server.create_text_channel("news"), closed_to_all(club, "secret", view_channel=False)
    await club.choose("announcement_channel", news.id)
    await closed(club, channel_id=secret.id)
    assert news.history() == []


@pytest.mark.usefixtures("quick")
async def test_results_are_told_once_where_polls_and_news_share_a_channel(club: Club) -> None:
    await club.choose("announcement_channel", club.channel.id)
    await closed(club)
    assert len(club.channel.history()) == 2


@pytest.mark.usefixtures("quick")
async def test_a_channel_for_news_that_is_closed_keeps_no_result_back(club: Club) -> None:
    await club.choose("announcement_channel", closed_to_all(club, "quiet", send_messages=False).id)
    await closed(club)
    assert len(club.channel.history()) == 2
    assert await club.bot.polls.unannounced() == ()
