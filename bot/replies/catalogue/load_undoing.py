"""Answers that list a server's loads, and that take one back."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.loading.loaded import Load
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.ui import respond, theme
from bot.ui.actions import ActionCard
from bot.ui.catalogue.load_card import load_choice, load_line, undo_question, undone_text
from bot.ui.pages import PageContent, Pages
from bot.ui.press import Press

Interaction = discord.Interaction[Marquee]

LOADS_A_PAGE = 8
_LOOKED_THROUGH = 200
"""Among how many of the latest loads one is looked for while its number or name is typed."""

_NUMBERED = re.compile(r"(?P<load>\d{1,18})(?::.*)?", re.DOTALL)


async def show_loads(interaction: Interaction) -> None:
    """Page through what was loaded for this server, when, and by whom."""
    guild_id = managed_server(interaction)

    async def page(number: int) -> PageContent:
        found = await interaction.client.loads.recent(
            guild_id=guild_id, limit=LOADS_A_PAGE, offset=number * LOADS_A_PAGE
        )
        if not found.total:
            raise UserError("Nothing was loaded for this server yet. /catalogue load does that.")
        heading = "## Loads of this server’s films\n-# `/catalogue undo` takes one back"
        return PageContent(heading, [load_line(load) for load in found.loads], -(-found.total // LOADS_A_PAGE))

    async with respond.in_time(interaction, private=True):
        pages = Pages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)


async def offer_loads(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the loads that were not taken back and fit what is typed, that of exactly this number first."""
    found = await interaction.client.loads.recent(guild_id=managed_server(interaction), limit=_LOOKED_THROUGH)
    wanted = typed.strip().casefold()
    fitting = [load for load in found.loads if load.undone_at is None and _fits(load, wanted)]
    fitting.sort(key=lambda load: str(load.id) != wanted)
    return respond.choices(map(load_choice, fitting[: theme.CHOICES]))


def _fits(load: Load, wanted: str) -> bool:
    """Tell whether a load's number or label begins so, or its file's name holds what is wanted."""
    return load_choice(load).casefold().startswith(wanted) or wanted in load.name.casefold()


async def ask_to_undo(interaction: Interaction, typed: str | None) -> None:
    """Show what taking a load back comes to: the one that is named by its number, else the last.

    Raises:
        UserError: it is no load of this server's, or it cannot be taken back; the text says why.
    """
    named = _NUMBERED.fullmatch(typed.strip()) if typed is not None else None
    if typed is not None and named is None:
        raise UserError("Name a load by its number, or pick one of those that are offered while you type.")
    await _ask(interaction, None if named is None else int(named["load"]))


async def _ask(interaction: Interaction, load_id: int | None) -> None:
    guild_id = managed_server(interaction)
    async with respond.in_time(interaction, private=True):
        undoing = await interaction.client.loads.look_at_undo(load_id, guild_id=guild_id)

    async def undo(click: Interaction) -> None:
        server = managed_server(click)
        async with respond.in_time(click, redrawing=True):
            load = await click.client.loads.undo(undoing.load.id, guild_id=server, member_id=click.user.id)
            await click.client.index.refresh()
        await ActionCard(click, undone_text(load)).draw_over(click)

    async def leave(click: Interaction) -> None:
        await ActionCard(click, "The films stay as they are.").draw_over(click)

    buttons = [Press("Take it back", undo, discord.ButtonStyle.danger), Press("Keep it", leave)]
    await respond.show(interaction, ActionCard(interaction, undo_question(undoing), buttons), private=True)


class UndoLoadButton(ui.DynamicItem[ui.Button[Any]], template=r"load:v1:undo:(?P<load>\d{1,18})"):
    """Asks whether to take a load back, after every restart too."""

    def __init__(self, load_id: int) -> None:
        super().__init__(ui.Button(label="Undo", custom_id=f"load:v1:undo:{load_id}"))
        self._load_id = load_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["load"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Ask, with what would go."""
        async with respond.told(interaction, "a click on Undo"):
            await _ask(interaction, self._load_id)
