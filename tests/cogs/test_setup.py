"""`/setup` and `/status`."""

import re
import time
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.backups import BackupPlan, make_backup
from bot.club.chosen import Settings
from tests.simulated import Club, answer, parts, text_of

SELECTS = {3, 6, 8}


async def step(club: Club, message: simcord.ResponseMessage, label: str) -> simcord.ResponseMessage:
    return answer(await club.admin.click(message, label=label))


async def pick(club: Club, message: simcord.ResponseMessage, *values: Any) -> simcord.ResponseMessage:
    """Pick in the one select of a step."""
    return answer(await club.admin.select(message, values))


async def chosen(club: Club) -> Settings:
    return await club.bot.club_settings.get(guild_id=club.server.id)


async def test_a_new_admin_is_led_through_the_five_that_matter(club: Club) -> None:
    talk, hosts = club.server.create_text_channel("talk"), club.server.create_role("Ushers")
    walk = await club.run_as(club.admin, "setup")
    assert walk.ephemeral
    assert text_of(walk).startswith("## How do you score films?\n-# Step 1 of 5")
    walk = await pick(club, walk, "points")
    assert "✓ From now on scores are given in points" in text_of(walk)
    walk = await step(club, walk, "Next")
    form = await club.admin.click(walk, label="Change the time zone")
    assert form.modal is not None
    field = form.modal["components"][0]["component"]["custom_id"]
    walk = answer(await club.admin.submit_modal(form, {field: "lisbon"}))
    assert "✓ From now on days and hours are those of **Europe/Lisbon**" in text_of(walk)
    walk = await pick(club, await step(club, walk, "Next"), talk)
    walk = await pick(club, await step(club, walk, "Next"), hosts)
    walk = await step(club, walk, "Next")
    assert "Step 5 of 5" in text_of(walk)
    assert "I know **39 films** here." in text_of(walk)
    assert re.search(r"</catalogue load:\d+> takes up to five files", text_of(walk))
    end = text_of(await step(club, walk, "Finish"))
    assert f"✓ Scores: in points, 1 to 10\n✓ Time zone: Europe/Lisbon\n✓ Hosts: <@&{hosts.id}>\n" in end
    assert f"✓ Discussions: <#{talk.id}>, where I may do all I need." in end
    assert "-# Polls are posted where they are asked for." in end
    assert re.search(r"</film:\d+> with half a title", end)
    settings = await chosen(club)
    assert (settings.scale, settings.time_zone.key) == ("points", "Europe/Lisbon")
    assert (settings.discussion_channel, settings.host_role) == (talk.id, hosts.id)


async def test_it_goes_on_where_it_was_left_also_after_a_restart(club: Club) -> None:
    walk = await step(club, await club.run_as(club.admin, "setup"), "Next")
    assert "Step 2 of 5" in text_of(walk)
    await club.restart()
    walk = await club.run_as(club.admin, "setup")
    assert "Step 2 of 5" in text_of(walk)
    for number in (3, 4, 5):
        walk = await step(club, walk, "Next")
        assert f"Step {number} of 5" in text_of(walk)
    assert await chosen(club) == Settings(), "what is left as it is stays so"
    assert "Nothing was changed here yet." in text_of(await club.run_as(club.admin, "catalogue audit"))
    back = await step(club, walk, "Back")
    assert "Step 4 of 5" in text_of(back)


async def test_who_is_set_up_is_told_so_and_may_go_through_it_again(club: Club) -> None:
    walk = await club.run_as(club.admin, "setup")
    for label in ("Next", "Next", "Next", "Next", "Finish"):
        walk = await step(club, walk, label)
    await club.restart()
    walk = await club.run_as(club.admin, "setup")
    assert text_of(walk).startswith("## You are set up")
    assert "Step 5 of 5" in text_of(await step(club, walk, "Back"))
    walk = await club.run_as(club.admin, "setup")
    assert "Step 1 of 5" in text_of(await step(club, walk, "Go through it again"))


async def test_a_server_without_films_is_asked_for_them_again(club: Club) -> None:
    for name in ("scale", "time_zone", "discussion_channel", "host_role"):
        await club.bot.club_settings.set(name, None, guild_id=club.server.id, member_id=club.admin.id)
    await club.bot.database.write(lambda c: c.execute("UPDATE films SET guild_id = 404"))
    assert "Step 5 of 5" in text_of(await club.run_as(club.admin, "setup"))


async def test_what_is_missing_is_named_in_discord_s_words(club: Club) -> None:
    quiet = club.server.create_text_channel(
        "quiet", overwrites={club.server.default_role: discord.PermissionOverwrite(attach_files=False)}
    )
    who: dict[str, int] = {"guild_id": club.server.id, "member_id": club.admin.id}
    await club.bot.club_settings.set("poll_channel", quiet.id, **who)
    await club.bot.club_settings.set("voter_role", 12345, **who)
    for name in ("scale", "time_zone", "discussion_channel", "host_role"):
        await club.bot.club_settings.set(name, None, **who)
    end = text_of(await club.run_as(club.admin, "setup"))
    assert "⚠ I lack a permission in #quiet: Attach Files. Open Edit Channel, then Permissions, add me there" in end
    assert "⚠ The role of the voters is gone. Choose another." in end
    status = text_of(await club.run_as(club.admin, "status"))
    assert "⚠ I lack a permission in #quiet: Attach Files." in status
    assert status.endswith("-# `/settings` is where that is chosen.")


async def test_every_step_keeps_discord_s_limits(club: Club) -> None:
    walk = await club.run_as(club.admin, "setup")
    for _ in range(5):
        assert len(parts(walk)) <= 12
        walk = await step(club, walk, "Finish" if "5 of 5" in text_of(walk) else "Next")


async def test_the_status_tells_counts_and_how_the_bot_is_doing(club: Club, tmp_path: Path) -> None:
    await club.run("rate", title="Solaris (1972)", score="4")
    await club.run_as(club.ben, "rate", title="Solaris (1972)", score="3")
    said = await club.run_as(club.admin, "status")
    assert said.ephemeral
    text = text_of(said)
    for line in (
        r"\*\*Films\*\*  39",
        r"\*\*Reviews\*\*  2",
        r"\*\*Ratings\*\*  2 by 2 members",
        r"\*\*Polls\*\*  0",
        r"\*\*Database\*\*  \d+(\.\d)? [kM]B",
        r"\*\*Backups\*\*  none are scheduled; whoever runs this bot sets them with `MARQUEE_BACKUP_HOURS`",
        r"\*\*Running\*\*  version \S+, started <t:\d+:R>",
        r"\*\*Memory\*\*  \d+(\.\d)? MB",
    ):
        assert re.search(f"^{line}$", text, re.MULTILINE), line
    club.bot.backup_plan = BackupPlan(tmp_path / "backups", 24, 3)
    assert "**Last backup**  none yet" in text_of(await club.run_as(club.admin, "status"))
    now = time.time()
    make_backup(club.bot.backup_plan, club.bot.database_path, now)
    assert f"**Last backup**  <t:{int(now)}:R>" in text_of(await club.run_as(club.admin, "status"))


async def test_the_status_counts_this_server_alone(club: Club) -> None:
    other = club.world.create_guild("Elsewhere")
    await club.bot.ratings.rate(3, 8, guild_id=other.id, member_id=1)
    assert "**Ratings**  0\n" in text_of(await club.run_as(club.admin, "status"))
