"""The film of the week is posted at its hour with its card and discussion, once, whatever happens meanwhile."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import discord
import pytest

from bot import weekly_clock
from bot.client import Marquee
from bot.club.chosen import SettingName
from bot.club.deadlines import stored
from bot.weekly_clock import WeeklyClock
from tests.catalogues import REVIEWED, SALT
from tests.simulated import Club, buttons_of, text_of

SALT_ID = REVIEWED.index(SALT) + 1
LONG_AGO = "2020-01-01T00:00:00Z"


async def choose(club: Club, **settings: Any) -> None:
    for name, value in settings.items():
        await club.bot.club_settings.set(
            cast("SettingName", name), value, guild_id=club.server.id, member_id=club.admin.id
        )


async def wanted(club: Club, late: timedelta = timedelta(0), **settings: Any) -> None:
    """Have a film of the week be due, at the full hour that was so long ago."""
    due = datetime.now(UTC) - late
    await choose(
        club,
        **{
            "weekly_day": due.weekday(),
            "weekly_hour": due.hour,
            "weekly_source": "random",
            "announcement_channel": club.channel.id,
            **settings,
        },
    )
    await club.bot.database.write(lambda c: c.execute("UPDATE guild_settings SET changed_at = ?", (LONG_AGO,)))


async def turn(club: Club, bot: Marquee | None = None) -> None:
    for loop in club.bot.loops:
        loop.cancel()
    await WeeklyClock(bot or club.bot).turn()


def posted(club: Club) -> list[discord.Message]:
    return [each for each in club.channel.history() if "The film of the week" in text_of(each)]


async def trouble(club: Club) -> str | None:
    last = await club.bot.weekly.last(guild_id=club.server.id)
    return None if last is None else last.trouble


async def try_again(club: Club) -> None:
    """Let the pause after a failure be over."""
    await club.bot.database.write(lambda c: c.execute("UPDATE weekly_films SET try_again_at = ?", (LONG_AGO,)))


async def test_it_is_posted_with_its_card_and_its_discussion_and_without_a_ping(reviewed: Club) -> None:
    club = reviewed
    for member in (club.ana, club.ben):
        await club.bot.watchlist.add(SALT_ID, guild_id=club.server.id, member_id=member.id)
    await wanted(club, weekly_source="watchlists")
    await turn(club)
    [message] = posted(club)
    said = text_of(message)
    assert said.startswith("## The film of the week\n-# On 2 watchlists here\n## Salt Road (1999)")
    assert {"Rate", "Reviews", "Watchlist"} <= set(buttons_of(message))
    discussion = await club.bot.discussions.of_film(SALT_ID, guild_id=club.server.id)
    assert discussion is not None
    assert said.endswith(f"Talk about it: <#{discussion.thread_id}>")
    sent = [request.json for request in club.world.http_requests if request.path.endswith("/messages")]
    announcement = next(each for each in sent if each and each.get("nonce"))
    assert announcement["allowed_mentions"] == {"parse": []}
    assert announcement["enforce_nonce"]
    assert len(announcement["nonce"]) <= 25
    assert await trouble(club) is None


async def test_it_is_posted_once_over_turns_restarts_and_copies(reviewed: Club) -> None:
    club = reviewed
    await wanted(club)
    await turn(club)
    await turn(club)
    await club.restart()
    await turn(club)
    assert len(posted(club)) == 1


async def test_two_copies_at_once_post_it_once(reviewed: Club) -> None:
    club = reviewed
    await wanted(club)
    [due] = await club.bot.weekly.due(datetime.now(UTC))
    await turn(club)
    now = datetime.now(UTC)
    assert not await weekly_clock.post_weekly(club.bot, due, now), "who saw it due at the same time comes too late"
    assert len(posted(club)) == 1


async def test_who_died_after_posting_is_followed_by_one_that_posts_the_same(reviewed: Club) -> None:
    club = reviewed
    await wanted(club)
    [due] = await club.bot.weekly.due(datetime.now(UTC))
    await turn(club)
    await club.bot.database.write(
        lambda c: c.execute("UPDATE weekly_films SET posted_at = NULL, try_again_at = ?", (LONG_AGO,))
    )
    await turn(club)
    sent = [request.json for request in club.world.http_requests if request.path.endswith("/messages")]
    first, second = (each["nonce"] for each in sent if each and str(each.get("nonce", "")).startswith("w"))
    assert first == second, "so that Discord takes it once"
    assert due.due_at <= stored(datetime.now(UTC))


@pytest.mark.parametrize(("late", "count"), [(timedelta(hours=22), 1), (timedelta(hours=25), 0)])
async def test_missed_while_down_it_is_posted_within_a_day(reviewed: Club, late: timedelta, count: int) -> None:
    await wanted(reviewed, late)
    await turn(reviewed)
    assert len(posted(reviewed)) == count


async def test_it_opens_where_discussions_open_and_leads_to_one_that_is_open(reviewed: Club) -> None:
    club = reviewed
    talk = club.server.create_text_channel("talk")
    await club.bot.watchlist.add(SALT_ID, guild_id=club.server.id, member_id=club.ana.id)
    await wanted(club, weekly_source="watchlists", discussion_channel=talk.id)
    await club.run("discuss", title="Salt Road (1999)")
    before = await club.bot.discussions.of_film(SALT_ID, guild_id=club.server.id)
    assert before is not None
    await turn(club)
    [message] = posted(club)
    assert text_of(message).endswith(f"Talk about it: <#{before.thread_id}>")
    assert before.channel_id == talk.id


async def test_where_no_discussion_can_be_opened_the_card_is_posted_and_that_is_said(reviewed: Club) -> None:
    club = reviewed
    talk = club.server.create_text_channel(
        "talk", overwrites={club.server.default_role: discord.PermissionOverwrite(create_public_threads=False)}
    )
    await wanted(club, discussion_channel=talk.id)
    await turn(club)
    [message] = posted(club)
    assert "Talk about it" not in text_of(message)
    said = "It was posted without a discussion. I lack a permission in #talk: Create Public Threads."
    assert said in (await trouble(club) or "")
    assert said in text_of(await club.run_as(club.admin, "status"))


async def test_nothing_to_choose_from_is_said_and_tried_again(reviewed: Club) -> None:
    club = reviewed
    await wanted(club, weekly_source="watchlists")
    await turn(club)
    assert posted(club) == []
    assert (await trouble(club) or "").startswith("No watchlist here holds a film that fits")
    status = text_of(await club.run_as(club.admin, "status"))
    assert re.search(r"⚠ The film of the week of \d+ \w+ \d{4} was not posted: No watchlist here holds a film", status)
    await club.bot.watchlist.add(SALT_ID, guild_id=club.server.id, member_id=club.ana.id)
    await turn(club)
    assert posted(club) == [], "not before the pause is over"
    await try_again(club)
    await turn(club)
    assert len(posted(club)) == 1
    assert await trouble(club) is None


async def test_a_channel_that_is_gone_or_closed_is_said(reviewed: Club) -> None:
    club = reviewed
    await wanted(club, announcement_channel=404)
    await turn(club)
    assert (await trouble(club) or "").startswith("The channel for announcements was gone.")
    quiet = club.server.create_text_channel(
        "quiet", overwrites={club.server.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    await choose(club, announcement_channel=quiet.id)
    await try_again(club)
    await turn(club)
    assert (await trouble(club) or "").startswith("I lack a permission in #quiet: Send Messages.")
    await choose(club, announcement_channel=None)
    await try_again(club)
    await turn(club)
    assert (await trouble(club) or "").startswith("There was no channel for announcements.")
    discussions = await club.bot.database.read(lambda c: c.execute("SELECT count(*) FROM discussions").fetchone())
    assert discussions == (0,), "nothing is opened for a film that is not posted"


async def test_a_server_without_the_bot_waits(reviewed: Club) -> None:
    club = reviewed
    await wanted(club)
    await club.bot.database.write(lambda c: c.execute("UPDATE guild_settings SET guild_id = 404"))
    await turn(club)
    assert await club.bot.weekly.last(guild_id=404) is None
