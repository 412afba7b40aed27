"""`/settings`: where discussions open, and how unmarked reviews are shown."""

import discord
import pytest

from tests.simulated import Club, text_of


async def told(club: Club, command: str, **options: object) -> str:
    said = await club.run_as(club.admin, f"settings {command}", **options)
    assert said.ephemeral
    return text_of(said)


async def test_what_is_set_is_told(club: Club) -> None:
    text = await told(club, "show")
    assert "where they are asked for" in text
    assert "behind spoiler bars" in text


async def test_unmarked_reviews_can_be_shown_in_the_open(club: Club) -> None:
    assert "in the open" in await told(club, "spoilers", unmarked="in the open")
    assert "in the open" in await told(club, "show")
    settings = await club.bot.club_settings.get(guild_id=club.server.id)
    assert settings.unmarked_reviews == "open"
    await club.restart()
    assert "in the open" in await told(club, "show")


async def test_discussions_open_in_the_chosen_channel_until_it_is_taken_back(club: Club) -> None:
    other = club.server.create_text_channel("talk")
    assert f"<#{other.id}>" in await told(club, "discussions", channel=other)
    assert f"<#{other.id}>" in await told(club, "show")
    assert "where they are asked for" in await told(club, "discussions")
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).discussion_channel is None


async def test_a_channel_the_bot_may_not_use_is_refused_by_name(club: Club) -> None:
    quiet = club.server.create_text_channel(
        "quiet", overwrites={club.server.default_role: discord.PermissionOverwrite(create_public_threads=False)}
    )
    text = await told(club, "discussions", channel=quiet)
    assert text.startswith("I lack a permission in #quiet: Create Public Threads.")
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).discussion_channel is None


@pytest.mark.parametrize("command", ["show", "discussions"])
async def test_members_may_not_change_settings(club: Club, command: str) -> None:
    group = club.bot.tree.get_command("settings")
    assert group is not None
    assert group.default_permissions is not None
    group.default_permissions = None
    await club.bot.tree.sync()
    refused = await club.run(f"settings {command}")
    assert refused.ephemeral
    assert text_of(refused) == "This is for members with the permission **Manage Server**."
