"""`/settings`: one private panel in five pages, on which every change is checked, kept, and said at once."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import Any, get_args

import discord
from discord import ui

from bot.client import Marquee
from bot.club.chosen import Settings
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.replies.settings.parts import (
    ChannelSetting,
    Deciding,
    FormError,
    averages_part,
    channel_part,
    channel_trouble,
    quiet_part,
    scale_part,
    sharing_part,
    talk_part,
    unmarked_part,
)
from bot.replies.settings.role_parts import RoleSetting, role_part, role_trouble
from bot.replies.settings.weekly_parts import last_trouble, weekly_parts, zone_part
from bot.ui import respond
from bot.ui.markup import block, inline
from bot.ui.press import Press
from bot.ui.settings.settings_panel import Note, Part, SettingsCard

Interaction = discord.Interaction[Marquee]

_SENTENCES = 600
_FAULT = 300
_LANGUAGE = "-# I speak English. Dates and hours show in each member’s own language and time."


async def show_settings(interaction: Interaction) -> None:
    """Open the panel, in private.

    Raises:
        UserError: this server has not added the bot.
        MissingPermissions: the member does not manage the server.
    """
    managed_server(interaction)
    async with respond.in_time(interaction, private=True):
        desk = _Desk(interaction)
        await desk.draw(interaction)
    await respond.show(interaction, desk.view, private=True)


async def decide(click: Interaction, deciding: Deciding) -> Note:
    """Take a choice and keep it; return what came of it, and what else is wrong from then on.

    Raises:
        MissingPermissions: the member does not manage the server any more.
    """
    guild_id = managed_server(click)
    try:
        decision = await deciding()
    except FormError as error:
        return _to_mend(error)
    except UserError as error:
        return Note(block(str(error), _SENTENCES), sound=False)
    before = await wrong_choices(click)
    for name, value in decision.values.items():
        await click.client.club_settings.set(name, value, guild_id=guild_id, member_id=click.user.id)
    return Note("\n".join((decision.said, *await new_troubles(click, before))))


def _to_mend(error: FormError) -> Note:
    """Return what is wrong with a form, and the button that opens it again."""
    faults = [inline(fault, _FAULT) for fault in error.faults]
    if len(faults) > 1:
        faults = ["Nothing is changed.", *(f"- {fault}" for fault in faults)]
    go_on = Press("Go on editing", error.reopen, discord.ButtonStyle.primary)
    return Note("\n".join(faults), sound=False, go_on=go_on)


async def new_troubles(interaction: Interaction, before: Collection[str]) -> list[str]:
    """Return in markdown what is wrong with what a server has chosen and was not `before`."""
    return [f"⚠ {inline(each, _SENTENCES)}" for each in await wrong_choices(interaction) if each not in before]


async def troubles(interaction: Interaction) -> list[str]:
    """Return what is wrong with what a server has chosen, and with what came of it, a sentence each."""
    guild_id = server_of(interaction).id
    found = await wrong_choices(interaction)
    settings = await interaction.client.club_settings.get(guild_id=guild_id)
    last = await interaction.client.weekly.last(guild_id=guild_id)
    if settings.weekly_day is not None and settings.announcement_channel is not None and last and last.trouble:
        found.append(last_trouble(last, settings))
    return found


async def wrong_choices(interaction: Interaction) -> list[str]:
    """Return what is wrong with what a server has chosen, a sentence each."""
    guild = server_of(interaction)
    settings = await interaction.client.club_settings.get(guild_id=guild.id)
    found: list[str] = []
    for name in get_args(ChannelSetting):
        chosen = getattr(settings, name)
        if chosen is not None and (trouble := channel_trouble(name, chosen, guild)):
            found.append(trouble)
    for name in get_args(RoleSetting):
        chosen = getattr(settings, name)
        if chosen is not None and guild.get_role(chosen) is None:
            found.append(role_trouble(name))
    if settings.weekly_day is not None and settings.announcement_channel is None:
        found.append("The film of the week cannot be posted without a channel for announcements. Choose one.")
    return found


def server_of(interaction: Interaction) -> discord.Guild:
    """Return the server that is managed."""
    assert interaction.guild is not None, "`managed_server` refuses what is no server"
    return interaction.guild


class _Desk:
    """One admin's panel."""

    def __init__(self, asker: Interaction) -> None:
        self.view = SettingsCard(asker)
        self._page = next(iter(_PAGES))

    async def draw(self, interaction: Interaction, note: Note | None = None) -> None:
        """Draw the page that is open as things stand."""
        settings = await interaction.client.club_settings.get(guild_id=managed_server(interaction))
        parts = await _PAGES[self._page](self, interaction, settings)
        pages: list[ui.Item[Any]] = [
            Press(name, partial(self._turn, page=name), _style(name == self._page)) for name in _PAGES
        ]
        self.view.draw("## Settings", parts, pages, note)

    async def scores(self, _: Interaction, settings: Settings) -> Sequence[Part]:
        parts = (scale_part, averages_part, unmarked_part, sharing_part)
        return [part(settings, self._change) for part in parts]

    async def channels(self, interaction: Interaction, settings: Settings) -> Sequence[Part]:
        guild = server_of(interaction)
        return [channel_part(name, settings, guild, self._change) for name in get_args(ChannelSetting)]

    async def roles(self, interaction: Interaction, settings: Settings) -> Sequence[Part]:
        guild = server_of(interaction)
        return [role_part(name, settings, guild, self._change) for name in get_args(RoleSetting)]

    async def talk(self, interaction: Interaction, settings: Settings) -> Sequence[Part]:
        return [talk_part(settings, self._change), quiet_part(settings, server_of(interaction), self._change)]

    async def week(self, interaction: Interaction, settings: Settings) -> Sequence[Part]:
        last = await interaction.client.weekly.last(guild_id=server_of(interaction).id)
        return [
            zone_part(settings, self._change),
            *weekly_parts(settings, last, server_of(interaction), self._change),
            Part(_LANGUAGE),
        ]

    async def _change(self, click: Interaction, deciding: Deciding) -> None:
        async with respond.in_time(click, redrawing=True):
            await self.draw(click, await decide(click, deciding))
        await self.view.draw_over(click)

    async def _turn(self, click: Interaction, page: str) -> None:
        self._page = page
        async with respond.in_time(click, redrawing=True):
            await self.draw(click)
        await self.view.draw_over(click)


_PAGES: dict[str, Callable[[_Desk, Interaction, Settings], Awaitable[Sequence[Part]]]] = {
    "Scores": _Desk.scores,
    "Channels": _Desk.channels,
    "Roles": _Desk.roles,
    "Talk": _Desk.talk,
    "Time and week": _Desk.week,
}
"""The pages by the words on their buttons."""


def _style(is_open: bool) -> discord.ButtonStyle:
    return discord.ButtonStyle.primary if is_open else discord.ButtonStyle.secondary
