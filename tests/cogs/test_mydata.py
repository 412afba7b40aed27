"""`/mydata`: what is kept of a member, seen, exported, hidden, brought along and deleted."""

import io
import zipfile

import discord
import pytest
import simcord

from tests.catalogues import REVIEWED, SALT
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, text_of

SALT_ID = REVIEWED.index(SALT) + 1
EPHEMERAL = 1 << 6


def shown(club: Club, member: simcord.MemberActor | None = None) -> discord.Message:
    return club.channel.history(viewer=member or club.ana)[-1]


async def rate(club: Club, title: str, score: str, member: simcord.MemberActor | None = None) -> None:
    await club.run_as(member or club.ana, "rate", title=title, score=score)


async def rate_elsewhere(
    club: Club, title: str, score: str
) -> tuple[simcord.GuildHandle, simcord.MemberActor, simcord.ChannelHandle]:
    """Let Ana rate in another server; return it, Ana as she is there, and a channel."""
    server = club.world.create_guild("Elsewhere")
    ana, channel = server.add_member(club.ana.user), server.create_text_channel("films")
    await ana.slash(channel, "rate", title=title, score=score)
    return server, ana, channel


async def test_a_new_member_has_nothing(reviewed: Club) -> None:
    told = await reviewed.run("mydata")
    assert told.ephemeral
    assert text_of(told).startswith("## What I keep of you here\nNothing at all.\n-# That is all.")
    assert list(buttons_of(told)) == ["Hide me"]


async def test_what_is_kept_is_counted_with_its_days(reviewed: Club) -> None:
    await rate(reviewed, "Salt Road", "4")
    await rate(reviewed, "The Paper Lighthouse", "2")
    await rate(reviewed, "Salt Road", "1", reviewed.ben)
    quote = await reviewed.run("quote", title="The Paper Lighthouse", reviewer="The Usher")
    await reviewed.ana.click(quote.message, label="Agree")
    text = text_of(await reviewed.run("mydata"))
    assert "\n**2 ratings** · " in text
    assert "\n**1 vote on a review** · " in text
    assert "review mark" not in text


async def test_an_export_has_what_is_kept_and_no_more(reviewed: Club) -> None:
    await rate(reviewed, "Salt Road", "4")
    await rate(reviewed, "The Paper Lighthouse", "2", reviewed.ben)
    panel = await reviewed.run("mydata")
    sent = answer(await reviewed.ana.click(panel.message, label="Export"))
    assert sent.ephemeral
    [attached] = sent.message.attachments
    assert attached.filename == "marquee-data.zip"
    with zipfile.ZipFile(io.BytesIO(await attached.read())) as archive:
        ratings = archive.read("ratings.csv").decode().splitlines()
        assert archive.testzip() is None
    assert ratings[0] == "Date,Name,Year,Letterboxd URI,Rating,tmdbID,imdbID"
    assert [line.split(",")[1:5] for line in ratings[1:]] == [["Salt Road", "1999", "", "4"]]


async def test_a_member_hides_and_shows_themselves(reviewed: Club) -> None:
    await rate(reviewed, "Salt Road", "4")
    panel = await reviewed.run("mydata")
    await reviewed.ana.click(panel.message, label="Hide me")
    assert "You are **hidden**" in text_of(shown(reviewed))
    means = await reviewed.bot.ratings.means([SALT_ID], guild_id=reviewed.server.id)
    assert means == {}
    await reviewed.ana.click(shown(reviewed), label="Show me again")
    assert "You are in this server’s top lists" in text_of(shown(reviewed))
    assert await reviewed.bot.ratings.means([SALT_ID], guild_id=reviewed.server.id) == {SALT_ID: 8.0}


async def test_deleting_asks_first_and_says_what_goes(reviewed: Club) -> None:
    await rate(reviewed, "Salt Road", "4")
    panel = await reviewed.run("mydata")
    await reviewed.ana.click(panel.message, label="Delete …")
    question = shown(reviewed)
    assert "**In this server**: 1 rating." in text_of(question)
    assert "**This cannot be undone.**" in text_of(question)
    assert "past poll totals stay as numbers" in text_of(question)
    assert list(buttons_of(question)) == ["Delete everything", "Keep it"]
    await reviewed.ana.click(question, label="Keep it")
    assert text_of(shown(reviewed)).startswith("Nothing was deleted.\n")
    await reviewed.ana.click(shown(reviewed), label="Delete …")
    await reviewed.ana.click(shown(reviewed), label="Delete everything")
    assert text_of(shown(reviewed)).startswith("Deleted: 1 rating.\n-# It is gone from my database file too.")
    assert not enabled_controls(shown(reviewed))
    assert b"Salt" in reviewed.bot.database_path.read_bytes()
    assert reviewed.ana.id.to_bytes(8, "big") not in reviewed.bot.database_path.read_bytes()
    told = await reviewed.run("rate", title="Salt Road", score="3")
    assert "You gave **Salt Road (1999)**" in text_of(told)
    assert "Before" not in text_of(told)


async def test_deleting_here_leaves_another_server_alone_and_everywhere_does_not(reviewed: Club) -> None:
    await rate(reviewed, "Salt Road", "4")
    _, ana, channel = await rate_elsewhere(reviewed, "Salt Road", "2")
    panel = await reviewed.run("mydata")
    await reviewed.ana.click(panel.message, label="Delete …")
    assert "**In 2 servers together**: 2 ratings." in text_of(shown(reviewed))
    await reviewed.ana.click(shown(reviewed), label="Delete everything here")
    there = answer(await ana.slash(channel, "mydata"))
    assert "**1 rating**" in text_of(there)
    await rate(reviewed, "Salt Road", "4")
    again = await reviewed.run("mydata")
    await reviewed.ana.click(again.message, label="Delete …")
    await reviewed.ana.click(shown(reviewed), label="Delete everything in every server")
    assert text_of(shown(reviewed)).startswith("Deleted: 2 ratings.")
    assert "Nothing at all." in text_of(answer(await ana.slash(channel, "mydata")))


async def test_outside_servers_it_says_so_and_everything_can_go_from_there(reviewed: Club) -> None:
    told = answer(await reviewed.ana.user.slash("mydata"))
    assert told.ephemeral
    assert "outside servers that have added me, your commands leave nothing behind" in text_of(told)
    assert not buttons_of(told)
    await rate(reviewed, "Salt Road", "4")
    with reviewed.foreign_server(reviewed.ana):
        abroad = await reviewed.run("mydata")
    assert "outside servers that have added me" in text_of(abroad)
    panel = answer(await reviewed.ana.user.slash("mydata"))
    assert "In 1 server that added me:\n**1 rating**" in text_of(panel)
    sent = answer(await reviewed.ana.user.click(panel.message, label="Export"))
    [attached] = sent.message.attachments
    with zipfile.ZipFile(io.BytesIO(await attached.read())) as archive:
        assert f"server {reviewed.server.id}/ratings.csv" in archive.namelist()
    asked = answer(await reviewed.ana.user.click(panel.message, label="Delete …"))
    assert list(buttons_of(asked)) == ["Delete everything in every server", "Keep it"]
    done = answer(await reviewed.ana.user.click(asked.message, label="Delete everything in every server"))
    assert text_of(done).startswith("Deleted: 1 rating.")


async def test_ratings_are_brought_from_another_server_and_taken_back(reviewed: Club) -> None:
    server, ana, channel = await rate_elsewhere(reviewed, "Salt Road", "2")
    await ana.slash(channel, "rate", title="The Paper Lighthouse", score="5")
    await reviewed.load(make_film("Nowhere Else", 1990), guild_id=server.id)
    await ana.slash(channel, "rate", title="Nowhere Else", score="5")
    await rate(reviewed, "The Paper Lighthouse", "1")
    panel = await reviewed.run("mydata")
    await reviewed.ana.click(panel.message, label="Bring ratings …")
    options = options_of(shown(reviewed))
    assert list(options) == ["Elsewhere"]
    await reviewed.ana.select(shown(reviewed), [options["Elsewhere"]])
    preview = text_of(shown(reviewed))
    assert "**1 rating** can be brought here" in preview
    assert "1 film you have rated here already" in preview
    assert "1 film of yours cannot be found here." in preview
    assert "Nowhere Else" not in preview
    await reviewed.ana.click(shown(reviewed), label="Bring them")
    assert "Brought **1 rating** from Elsewhere." in text_of(shown(reviewed))
    rating = await reviewed.bot.ratings.of_member(SALT_ID, guild_id=reviewed.server.id, member_id=reviewed.ana.id)
    assert rating is not None
    assert rating.score == 4
    await reviewed.ana.click(shown(reviewed), label="Undo")
    assert text_of(shown(reviewed)) == "Undone: 1 rating taken out again."
    assert await reviewed.bot.ratings.of_member(SALT_ID, guild_id=reviewed.server.id, member_id=reviewed.ana.id) is None


async def test_a_server_that_the_member_has_left_is_not_offered(reviewed: Club) -> None:
    server, ana, _ = await rate_elsewhere(reviewed, "Salt Road", "2")
    panel = await reviewed.run("mydata")
    await reviewed.ana.click(panel.message, label="Bring ratings …")
    value = options_of(shown(reviewed))["Elsewhere"]
    question = shown(reviewed)
    del reviewed.world.backend.get_guild(server.id).members[ana.id]
    told = answer(await reviewed.ana.select(question, [value]))
    assert "I know no other server that you are in" in text_of(told)
    again = await reviewed.run("mydata")
    told = answer(await reviewed.ana.click(again.message, label="Bring ratings …"))
    assert "I know no other server that you are in" in text_of(told)


@pytest.mark.parametrize("label", ["Export", "Hide me", "Delete …"])
async def test_nobody_else_uses_the_panel(reviewed: Club, label: str) -> None:
    await rate(reviewed, "Salt Road", "4")
    panel = await reviewed.run("mydata")
    with pytest.raises(simcord.SetupError, match="not visible to this user"):
        await reviewed.ben.click(panel.message, label=label)
    reviewed.world.backend.get_message(reviewed.channel.id, panel.id).flags &= ~EPHEMERAL  # were it shown to him
    refused = answer(await reviewed.ben.click(panel.message, label=label))
    assert refused.ephemeral
    assert "This is for the member who asked." in text_of(refused)


async def test_a_panel_from_before_a_restart_says_so(reviewed: Club) -> None:
    panel = await reviewed.run("mydata")
    await reviewed.restart()
    assert "no longer work" in text_of(answer(await reviewed.ana.click(panel.message, label="Hide me")))
