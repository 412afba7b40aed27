"""Answers that send an admin what their server has, as a file."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import discord
from discord import ui
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.client import Marquee
from bot.club.keeping.server_export import Form
from bot.replies.catalogue.managed import managed_server
from bot.ui import facts, respond, theme

Interaction = discord.Interaction[Marquee]

_SAID: Mapping[Form, str] = {
    "jsonl": "Each line is a film with its reviews. `/catalogue load` and `marquee load` read it back.",
    "csv": "A film a row. `/catalogue load` and `marquee load` read it back. In cells that a spreadsheet would run as "
    "a formula, an apostrophe stands first; loading takes it off again.",
    "sqlite": "A Marquee database of this server alone: its films and loads, and what members did here, so "
    "keep it to yourself. Members who hide, names behind anonymous votes, and open sealed polls are not in it.",
}


async def export(interaction: Interaction, form: Form) -> None:
    """Send this server's films, or all that is kept of it, as a file in private.

    Raises:
        UserError: it is more than Discord takes.
    """
    guild_id = managed_server(interaction)
    server = interaction.guild
    most = server.filesize_limit if server else DEFAULT_FILE_SIZE_LIMIT_BYTES
    with TemporaryDirectory(prefix="marquee-") as folder:
        async with respond.in_time(interaction, private=True):
            exported = await interaction.client.exports.export(
                form, Path(folder), guild_id=guild_id, server=server.name if server else "", most=most
            )
        name = exported.path.name
        view = ui.LayoutView(timeout=None)
        text = f"## {facts.count(exported.films, 'film')} of this server’s own\n{_SAID[form]}"
        if exported.out_of_sight:
            text += f"\n-# {_out_of_sight(exported.out_of_sight, form)}"
        if name.endswith(".zip"):
            text += "\n-# In a zip, since it is large."
        card: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay(text), accent_colour=theme.CARD)
        card.add_item(ui.File(f"attachment://{name}"))
        view.add_item(card)
        file = discord.File(exported.path, name)
        try:
            await respond.show(interaction, view, private=True, files=[file])
        finally:
            file.close()


def _out_of_sight(films: int, form: Form) -> str:
    """Return what became of films that are retired, merged into others, or kept from a load that was taken back."""
    are = f"{facts.count(films, 'film')} {'is' if films == 1 else 'are'} out of sight"
    where = "counted here" if form == "sqlite" else "not in this file"
    return f"{are} (retired, merged, or of a load that was taken back) and {where}."
