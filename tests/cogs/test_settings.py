"""`/settings`: one private panel, where each change is checked, kept and said."""

from collections.abc import Sequence
from typing import Any

import discord
import pytest
import simcord

from bot.club.chosen import Settings
from tests.simulated import Club, answer, buttons_of, parts, text_of

SELECTS = {3, 6, 8}
PAGES = ("Scores", "Channels", "Roles", "Talk", "Time and week")


class Panel:
    """The panel as the admin sees it, and what they do with it."""

    def __init__(self, club: Club, message: simcord.ResponseMessage, page: str = "Scores") -> None:
        self.club = club
        self.message = message
        self.page = page

    @property
    def text(self) -> str:
        return text_of(self.message)

    @property
    def note(self) -> str:
        """What the last change came to, without its mark."""
        return self.text.split("\n")[1][2:]

    async def turn(self, page: str) -> None:
        self.message = answer(await self.club.admin.click(self.message, label=page))

    async def pick(self, about: str, *values: Any) -> str:
        """Pick in the select below the text that begins so, and return what is said then."""
        custom_id = below(self.message, about)["custom_id"]
        self.message = answer(await self.club.admin.select(self.message, values, custom_id=custom_id))
        return self.note

    async def write(self, button: str, values: Sequence[str]) -> str:
        """Fill in the form behind a button, and return what is said then."""
        form = await self.club.admin.click(self.message, label=button)
        assert form.modal is not None
        fields = [each["component"]["custom_id"] for each in form.modal["components"]]
        sent = await self.club.admin.submit_modal(form, dict(zip(fields, values, strict=True)))
        self.message = answer(sent)
        return self.note

    async def settings(self) -> Settings:
        return await self.club.bot.club_settings.get(guild_id=self.club.server.id)


def below(message: simcord.ResponseMessage, about: str) -> dict[str, Any]:
    """Return the select below the text that begins so."""
    every = parts(message)
    start = next(at for at, part in enumerate(every) if part.get("content", "").startswith(about))
    return next(part for part in every[start:] if part["type"] in SELECTS | {5, 7})


async def opened(club: Club, page: str = "Scores") -> Panel:
    panel = Panel(club, await club.run_as(club.admin, "settings"))
    assert panel.message.ephemeral
    if page != "Scores":
        await panel.turn(page)
    return panel


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_says_what_is_set_within_discord_s_limits(club: Club, page: str) -> None:
    panel = await opened(club, page)
    assert panel.text.startswith("## Settings\n")
    assert len(parts(panel.message)) <= 32
    assert [label for label, button in buttons_of(panel.message).items() if button["style"] == 1] == [page]


async def test_what_is_chosen_is_said_shown_and_kept_with_who_and_when(club: Club) -> None:
    panel = await opened(club)
    assert await panel.pick("**Scores", "points") == "From now on scores are given in points, 1 to 10."
    assert [o["value"] for o in below(panel.message, "**Scores")["options"] if o.get("default")] == ["points"]
    await panel.pick("**The club", "1")
    await panel.pick("**Reviews", "open")
    assert await panel.settings() == Settings(scale="points", score_blind=True, unmarked_reviews="open")
    kept = await club.bot.database.read(
        lambda connection: connection.execute(
            "SELECT DISTINCT changed_by, changed_at <> '' FROM guild_settings"
        ).fetchall()
    )
    assert kept == [(club.admin.id, 1)]
    await club.restart()
    again = await opened(club)
    assert [o["value"] for o in below(again.message, "**Scores")["options"] if o.get("default")] == ["points"]


async def test_ratings_that_were_given_stay_when_the_scale_changes(club: Club) -> None:
    await club.run("rate", title="Solaris (1972)", score="4.5")
    await (await opened(club)).pick("**Scores", "points")
    assert "It was 9 of 10." in text_of(await club.run("unrate", title="Solaris (1972)"))


async def test_members_share_what_they_may(club: Club) -> None:
    panel = await opened(club)
    assert await panel.pick("**What members") == "From now on members can post nothing of their own."
    refused = await club.run("rate", title="Solaris (1972)", score="4", share=True)
    assert refused.ephemeral
    assert text_of(refused).startswith("Ratings are not posted in this server, so nothing was written.")
    assert "You gave" in text_of(await club.run("rate", title="Solaris (1972)", score="4"))
    saved = await reviewed_by_ana(club)
    assert set(buttons_of(saved)) == {"Edit", "Delete"}
    said = await panel.pick("**What members", "share_ratings", "share_reviews")
    assert said == "From now on members may post their ratings and reviews."
    assert await panel.settings() == Settings()
    assert not (await club.run("rate", title="Solaris (1972)", score="5", share=True)).ephemeral


async def reviewed_by_ana(club: Club) -> simcord.ResponseMessage:
    form = await club.ana.slash(club.channel, "review", title="Solaris (1972)")
    assert form.modal is not None
    text, mark = (each["component"]["custom_id"] for each in form.modal["components"])
    return answer(await club.ana.submit_modal(form, {text: "A slow and lovely swim.", mark: ["none"]}))


async def test_a_review_is_not_shared_once_that_is_switched_off(club: Club) -> None:
    saved = await reviewed_by_ana(club)
    await (await opened(club)).pick("**What members", "share_ratings")
    assert "Reviews are not posted in this server." in text_of(answer(await club.ana.click(saved, label="Share")))


async def test_channels_are_chosen_and_taken_back(club: Club) -> None:
    other = club.server.create_text_channel("talk")
    panel = await opened(club, "Channels")
    assert await panel.pick("**Discussions", other) == f"From now on discussions open in <#{other.id}>."
    assert [each["id"] for each in below(panel.message, "**Discussions")["default_values"]] == [other.id]
    await panel.pick("**Polls", other)
    await panel.pick("**Announcements", other)
    assert await panel.settings() == Settings(
        discussion_channel=other.id, poll_channel=other.id, announcement_channel=other.id
    )
    assert await panel.pick("**Discussions") == "Discussions open where they are asked for."
    assert (await panel.settings()).discussion_channel is None


@pytest.mark.parametrize(
    ("about", "denied", "named"),
    [
        ("**Polls", "attach_files", "Attach Files"),
        ("**Discussions", "create_public_threads", "Create Public Threads"),
        ("**Announcements", "send_messages", "Send Messages"),
    ],
)
async def test_a_channel_the_bot_may_not_use_is_refused_by_name(
    club: Club, about: str, denied: str, named: str
) -> None:
    quiet = club.server.create_text_channel(
        "quiet", overwrites={club.server.default_role: discord.PermissionOverwrite(**{denied: False})}
    )
    panel = await opened(club, "Channels")
    said = await panel.pick(about, quiet)
    assert said.startswith(f"Nothing is changed. I lack a permission in #quiet: {named}.")
    assert await panel.settings() == Settings()
    assert "⚠" in panel.text


async def test_a_channel_that_is_gone_is_said_to_be(club: Club) -> None:
    other = club.server.create_text_channel("talk")
    panel = await opened(club, "Channels")
    await panel.pick("**Announcements", other)
    channel = club.bot.get_channel(other.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    again = await opened(club, "Channels")
    assert "⚠ The channel for announcements is gone. Choose another." in again.text
    assert "default_values" not in below(again.message, "**Announcements")
    assert "The channel for announcements is gone." in text_of(await club.run_as(club.admin, "status"))


async def test_talking_is_switched_off_or_kept_out_of_channels(club: Club) -> None:
    other = club.server.create_text_channel("quiet")
    panel = await opened(club, "Talk")
    assert await panel.pick("**Talking", "0") == "From now on messages to me are left alone."
    said = await panel.pick("**Where I stay", other, club.channel)
    assert said == f"From now on I stay silent in <#{other.id}>, <#{club.channel.id}>, threads included."
    assert await panel.settings() == Settings(talk=False, quiet_channels=(other.id, club.channel.id))
    shown = below(panel.message, "**Where I stay")["default_values"]
    assert [each["id"] for each in shown] == [other.id, club.channel.id]
    entries = text_of(await club.run_as(club.admin, "catalogue audit"))
    assert "**Messages to me**: Answered → Left alone" in entries
    assert f"**Where I stay silent**: nowhere → <#{other.id}>, <#{club.channel.id}>" in entries
    assert await panel.pick("**Where I stay") == "From now on I answer in every channel that I may write in."
    assert await panel.pick("**Talking", "1") == "From now on messages to me are answered."
    assert await panel.settings() == Settings()


async def test_a_quiet_channel_that_is_gone_is_left_out(club: Club) -> None:
    await club.bot.club_settings.set("quiet_channels", (404,), guild_id=club.server.id, member_id=club.admin.id)
    panel = await opened(club, "Talk")
    assert not below(panel.message, "**Where I stay").get("default_values")


async def test_roles_are_chosen_if_some_have_them_and_others_not(club: Club) -> None:
    hosts = club.server.create_role("Ushers")
    panel = await opened(club, "Roles")
    assert below(panel.message, "**Voters")["placeholder"] == "Everyone"
    said = await panel.pick("**Hosts", hosts)
    assert said == f"From now on members with <@&{hosts.id}> look after polls, movie nights and games."
    assert (await panel.settings()).host_role == hosts.id
    assert "Every member has that role." in await panel.pick("**Voters", club.server.default_role)
    assert (await panel.settings()).voter_role is None
    assert "only who made a poll" in await panel.pick("**Hosts")
    assert (await panel.settings()).host_role is None


async def test_a_role_that_is_an_app_s_own_is_refused(club: Club) -> None:
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    managed = club.server.create_role("Some app")
    known = guild.get_role(managed.id)
    assert known is not None
    known.managed = True  # the simulated Discord makes no such roles
    panel = await opened(club, "Roles")
    assert await panel.pick("**Hosts", managed) == (
        "@Some app is given out by Discord or an app, not by you. Choose one that you give members."
    )


@pytest.mark.parametrize(
    ("typed", "said", "zone"),
    [
        (
            "new york",
            "From now on days and hours are those of **America/New\\_York**, where it is ",
            "America/New_York",
        ),
        ("Europe/Lisbon", "From now on days and hours are those of **Europe/Lisbon**, where it is ", "Europe/Lisbon"),
        ("GMT+2", "From now on days and hours are those of **UTC+2**, where it is ", "Etc/GMT-2"),
        ("berln", "I know no time zone “berln”. Is it Europe/Berlin?", "UTC"),
        ("Mars", "I know no time zone “Mars”. Write a large city that has your time", "UTC"),
        ("Istanbul", "That may be Asia/Istanbul or Europe/Istanbul.", "UTC"),
        ("../../etc/passwd", "I know no time zone “../../etc/passwd”.", "UTC"),
        ("@everyone", "I know no time zone “@\u200beveryone”.", "UTC"),
        ("x" * 100, "I know no time zone “xxx", "UTC"),
    ],
)
async def test_a_time_zone_is_read_or_refused_with_an_example(club: Club, typed: str, said: str, zone: str) -> None:
    panel = await opened(club, "Time and week")
    assert (await panel.write("Change the time zone", [typed])).startswith(said)
    assert (await panel.settings()).time_zone.key == zone


async def test_a_time_zone_that_is_refused_can_be_gone_on_with(club: Club) -> None:
    panel = await opened(club, "Time and week")
    await panel.write("Change the time zone", ["berln"])
    assert await form_of(panel, "Go on editing") == ["berln"]
    said = await panel.write("Go on editing", ["UTC+2"])
    assert said.endswith(" now. If your clocks change in summer, write a city instead.")
    assert "Go on editing" not in buttons_of(panel.message)


async def form_of(panel: Panel, button: str) -> list[str]:
    """Return what stands in the form behind a button."""
    form = await panel.club.admin.click(panel.message, label=button)
    assert form.modal is not None
    return [each["component"].get("value", "") for each in form.modal["components"]]


async def test_the_week_s_film_needs_a_channel_to_be_announced_in(club: Club) -> None:
    panel = await opened(club, "Time and week")
    refused = "The film of the week needs a channel for announcements. Choose one under Channels."
    assert await panel.pick("**The film", "4") == refused
    assert (await panel.settings()).weekly_day is None
    assert await panel.pick("-# The hour", "9") == "Once it has a day, the film of the week is posted at 09:00."
    await panel.turn("Channels")
    await panel.pick("**Announcements", club.channel)
    await panel.turn("Time and week")
    assert await panel.pick("**The film", "4") == "From now on the film of the week is posted on Fridays."
    assert "The next is posted <t:" in panel.text
    assert await panel.pick("-# The hour", "10") == "From now on the film of the week is posted at 10:00."
    said = await panel.pick("-# Where", "random")
    assert said == "From now on the film of the week is taken by chance from the films that fit."
    chosen = await panel.settings()
    assert (chosen.weekly_day, chosen.weekly_hour, chosen.weekly_source) == (4, 10, "random")
    assert await panel.pick("**The film", "never") == "From now on there is no film of the week."


UNPOSTED = "⚠ The film of the week cannot be posted without a channel for announcements. Choose one."


@pytest.mark.parametrize("by_undo", [True, False])
async def test_a_week_s_film_that_lost_its_channel_is_told_everywhere(club: Club, by_undo: bool) -> None:
    panel = await opened(club, "Channels")
    await panel.pick("**Announcements", club.channel)
    await panel.turn("Time and week")
    await panel.pick("**The film", "0")
    if by_undo:
        listed = await club.run_as(club.admin, "catalogue audit")
        looked = answer(await club.admin.select(listed.message, ["2"]))
        taken = answer(await club.admin.click(looked.message, label="Take it back"))
        told = text_of(taken)
        assert told.startswith(f"Taken back.\n**Channel for announcements**: <#{club.channel.id}> → none")
    else:
        await panel.turn("Channels")
        await panel.pick("**Announcements")
        told = panel.text
    assert UNPOSTED in told
    panel = await opened(club, "Time and week")
    assert "It is due on Mondays at 20:00, but cannot be posted.\n⚠ The film of the week needs a channel" in panel.text
    assert "The next is posted" not in panel.text
    assert UNPOSTED in text_of(await club.run_as(club.admin, "status"))
    assert await panel.pick("**The film", "never") == "From now on there is no film of the week."
    assert UNPOSTED not in text_of(await club.run_as(club.admin, "status"))


async def test_what_was_in_the_way_last_is_told_with_its_day(club: Club) -> None:
    panel = await opened(club, "Channels")
    await panel.pick("**Announcements", club.channel)
    await panel.turn("Time and week")
    await panel.pick("**The film", "0")
    await club.bot.database.write(
        lambda c: c.execute(
            "INSERT INTO weekly_films (guild_id, due_at, try_again_at, trouble) VALUES (?, ?, ?, ?)",
            (club.server.id, "2026-11-23T20:00:00Z", "2026-11-23T20:10:00Z", "No film here fits."),
        )
    )
    panel = await opened(club, "Time and week")
    assert "The next is posted <t:" in panel.text
    assert "⚠ The film of the week of 23 November 2026 was not posted: No film here fits." in panel.text


async def test_the_week_s_film_is_one_of_those_that_fit(club: Club) -> None:
    panel = await opened(club, "Time and week")
    said = await panel.write("Change which films", ["western", "usa", "1950s", ""])
    assert said == "Once it has a day, the film of the week is one of 30 films: 1950s · United States · Western."
    chosen = (await panel.settings()).weekly_filter
    assert (chosen.genre, chosen.year_from, chosen.year_to) == ("Western", 1950, 1959)
    assert "No film here fits" in await panel.write("Change which films", ["Western", "", "1890s", ""])
    assert (await panel.settings()).weekly_filter == chosen
    assert "all of them" in await panel.write("Change which films", ["", "", "", ""])


async def test_every_mistake_in_which_films_is_told_and_can_be_mended(club: Club) -> None:
    panel = await opened(club, "Time and week")
    typed = ["Wstern", "Narnia", "soon", "two hours"]
    assert await panel.write("Change which films", typed) == "Nothing is changed."
    for fault in (
        "- No film here has the genre “Wstern”.",
        "- No film here has the country “Narnia”.",
        "- I cannot read “soon” as years. Write 1957, 1950s, or a span such as 1950-1965.",
        "- I cannot read “two hours” as a running time. Write 90, 2h or 1h45.",
    ):
        assert fault in panel.text
    assert await form_of(panel, "Go on editing") == typed
    await panel.write("Go on editing", ["", "", "1972", "3h"])
    chosen = (await panel.settings()).weekly_filter
    assert (chosen.year_from, chosen.max_runtime) == (1972, 180)
    assert await form_of(panel, "Change which films") == ["", "", "1972", "3 h"]


async def test_a_select_that_is_drawn_anew_forgets_what_was_picked_in_the_last(club: Club) -> None:
    panel = await opened(club)
    seen: list[int] = []
    for page in PAGES:
        await panel.turn(page)
        seen += [each["id"] for each in parts(panel.message) if each["type"] in SELECTS]
    await panel.pick("**The film", "4")  # which is refused
    seen += [each["id"] for each in parts(panel.message) if each["type"] in SELECTS]
    assert len(set(seen)) == len(seen)
    assert min(seen) >= 1_000, "which Discord does not reach when it counts"


async def test_who_loses_the_permission_changes_nothing_more(club: Club) -> None:
    panel = await opened(club)
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    role = next(role for role in guild.roles if role.name == "Projectionists")
    await role.edit(permissions=discord.Permissions.none())
    custom_id = below(panel.message, "**Scores")["custom_id"]
    refused = answer(await club.admin.select(panel.message, ["points"], custom_id=custom_id))
    assert text_of(refused) == "This is for members with the permission **Manage Server**."
    assert await panel.settings() == Settings()


async def test_the_panel_is_its_asker_s_and_ends_with_its_time(club: Club) -> None:
    panel = await opened(club, "Channels")
    await club.pass_time(700)
    [shown] = [each for each in club.channel.history(viewer=club.admin) if each.id == panel.message.id]
    assert all(part.get("disabled") for part in parts(shown) if part["type"] in SELECTS)
