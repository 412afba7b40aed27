"""`/settings`: one private panel, where each change is checked, kept and said."""

from collections.abc import Sequence
from typing import Any

import discord
import pytest
import simcord

from bot.club.chosen import Settings
from tests.simulated import Club, answer, buttons_of, parts, text_of

SELECTS = {3, 6, 8}
PAGES = ("Scores", "Channels", "Roles", "Time and week")


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
    assert await panel.pick("**What members") == "From now on members share nothing."
    refused = await club.run("rate", title="Solaris (1972)", score="4", share=True)
    assert refused.ephemeral
    assert text_of(refused).startswith("Ratings are not posted in this server, so nothing was written.")
    assert "You gave" in text_of(await club.run("rate", title="Solaris (1972)", score="4"))
    saved = await reviewed_by_ana(club)
    assert set(buttons_of(saved)) == {"Edit", "Delete"}
    said = await panel.pick("**What members", "share_ratings", "share_reviews")
    assert said == "From now on members may share their ratings and reviews."
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


async def test_roles_are_chosen_if_some_have_them_and_others_not(club: Club) -> None:
    hosts = club.server.create_role("Ushers")
    panel = await opened(club, "Roles")
    said = await panel.pick("**Hosts", hosts)
    assert said == f"From now on members with <@&{hosts.id}> look after polls and movie nights."
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
        ("new york", "From now on days and hours are those of America/New\\_York, where it is ", "America/New_York"),
        ("Europe/Lisbon", "From now on days and hours are those of Europe/Lisbon, where it is ", "Europe/Lisbon"),
        ("Atlantis", "I know no time zone “Atlantis”. Write a city of your zone, such as Europe/Lisbon.", "UTC"),
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


async def test_the_week_s_film_needs_a_channel_to_be_announced_in(club: Club) -> None:
    panel = await opened(club, "Time and week")
    assert "No channel for announcements is chosen." in await panel.pick("**The film", "4")
    assert (await panel.settings()).weekly_day is None
    await panel.turn("Channels")
    await panel.pick("**Announcements", club.channel)
    await panel.turn("Time and week")
    assert await panel.pick("**The film", "4") == "From now on the film of the week is posted on Fridays."
    assert "The next is posted <t:" in panel.text
    assert await panel.pick("-# The hour", "9") == "From now on the film of the week is posted at 09:00."
    assert await panel.pick("-# Where", "random") == "From now on the film of the week is any film."
    chosen = await panel.settings()
    assert (chosen.weekly_day, chosen.weekly_hour, chosen.weekly_source) == (4, 9, "random")
    assert await panel.pick("**The film", "never") == "From now on there is no film of the week."


async def test_the_week_s_film_is_one_of_those_that_fit(club: Club) -> None:
    panel = await opened(club, "Time and week")
    said = await panel.write("Change which films", ["western", "usa", "1950s", ""])
    assert said == "From now on the film of the week is one of 30 films: 1950s · United States · Western."
    chosen = (await panel.settings()).weekly_filter
    assert (chosen.genre, chosen.year_from, chosen.year_to) == ("Western", 1950, 1959)
    assert "No film here fits" in await panel.write("Change which films", ["Western", "", "1890s", ""])
    assert "a number of minutes" in await panel.write("Change which films", ["", "", "", "two hours"])
    assert "as years" in await panel.write("Change which films", ["", "", "soon", ""])
    assert (await panel.settings()).weekly_filter == chosen
    assert "all of them" in await panel.write("Change which films", ["", "", "", ""])


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
