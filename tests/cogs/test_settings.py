"""`/settings`: what a server chooses, one command a setting."""

import discord
import pytest

from tests import discord_limits
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


async def test_the_scale_of_scores_is_chosen_and_old_ratings_stay(club: Club) -> None:
    assert "Scores are given **in half stars, ½ to 5**." in await told(club, "show")
    await club.run("rate", title="Solaris (1972)", score="4.5")
    said = await told(club, "scale", scores="in points, 1 to 10")
    assert said == (
        "From now on scores are given in points, 1 to 10.\n-# Ratings that were given stay: 4.5 stars are 9 points."
    )
    assert "Scores are given **in points, 1 to 10**." in await told(club, "show")
    assert "It was 9 of 10." in text_of(await club.run("unrate", title="Solaris (1972)"))
    await told(club, "scale", scores="in half stars, ½ to 5")
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).scale == "stars"


async def test_averages_are_shown_to_all_or_to_who_has_rated(club: Club) -> None:
    assert "averages are shown **to everyone**." in await told(club, "show")
    assert "only to members who have rated" in await told(
        club, "averages", shown="only to members who have rated the film"
    )
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).score_blind
    assert "averages are shown **only to members who have rated the film**." in await told(club, "show")
    await told(club, "averages", shown="to everyone")
    assert not (await club.bot.club_settings.get(guild_id=club.server.id)).score_blind


async def test_the_time_zone_is_offered_chosen_and_kept(club: Club) -> None:
    assert "Days and hours are those of **UTC**." in await told(club, "show")
    choices = await club.admin.autocomplete(club.channel, "settings timezone", "zone", "lisb")
    assert [choice["value"] for choice in choices] == ["Europe/Lisbon"]
    discord_limits.check_choices(await club.admin.autocomplete(club.channel, "settings timezone", "zone", ""))
    said = await told(club, "timezone", zone="new york")
    assert said.startswith("From now on days and hours are those of America/New\\_York, where it is ")
    await club.restart()
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).time_zone.key == "America/New_York"


@pytest.mark.parametrize("zone", ["Atlantis", "../../etc/passwd", "   ", "Istanbul", "x" * 4_000, "@everyone"])
async def test_an_unknown_time_zone_is_refused_with_an_example(club: Club, zone: str) -> None:
    said = await told(club, "timezone", zone=zone)
    assert "such as Europe/Lisbon" in said
    assert "@everyone" not in said
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).time_zone.key == "UTC"


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
