"""`/help`: what this member may run here."""

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.command_access import may_run
from bot.scope import SHARED, everywhere, scope_of
from bot.ui import facts, respond, theme

Interaction = discord.Interaction[Marquee]
Root = app_commands.Command[Any, ..., Any] | app_commands.Group

_ADMINS = "For admins"
_OTHERS = "The club"

_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Find films": ("film", "search", "ask", "person", "random", "reviews", "reviewer", "quote"),
    "Your films": (
        *("rate", "unrate", "review", "watched", "diary", "watchlist", "recommend"),
        *("profile", "compare", "import-ratings", "mydata"),
    ),
    _OTHERS: ("top", "ratings", "discuss", "help"),
    "Polls, nights and games": ("poll", "night", "guess"),
    _ADMINS: ("setup", "settings", "catalogue", "status"),
}
"""The commands under each heading, in the order of a newcomer's first evening."""

_FOLDED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "poll": ("who opened it, and hosts", ("close", "reopen", "extend", "void")),
    "night": ("hosts", ("vote", "schedule", "watched", "undo", "cancel")),
}
"""For whom some subcommands of a group are, and which: they are named in brackets, so that the others stand out.

Who may run them differs from one poll or night to the next, so that no member can be told that none is for them.
"""

_TAPPED = 6
"""Subcommands of one group that can be tapped in its line; the others are named."""


class Help(commands.Cog):
    """Telling what there is."""

    @app_commands.command(name="help", description="See what you can do here")
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """List the commands this member may run here."""
        films = await interaction.client.films.count(guild_id=scope_of(interaction))
        lines = [
            "## Marquee",
            f"I know {facts.count(films, 'film')} here. Type half a title, even with mistakes in it.",
            await _talking(interaction),
            *_lines(interaction),
        ]
        if scope_of(interaction) == SHARED:
            lines.append("-# These are the films that everyone shares. A server that adds me may have more of its own.")
        await respond.tell(interaction, "\n".join(lines), theme.CARD)


async def _talking(interaction: Interaction) -> str:
    """Return that one may simply write to the bot, and where."""
    bot, guild_id = interaction.client, scope_of(interaction)
    here = guild_id != SHARED and (await bot.club_settings.get(guild_id=guild_id)).talk
    assert bot.user is not None, "commands are run after the login"
    ways = f"mention {bot.user.mention}, reply to me, or send me a direct message" if here else "in a direct message"
    return f"Or just write to me in plain words: {ways}. Try “who made Stalker, and how long is it?”"


def _lines(interaction: Interaction) -> Iterator[str]:
    """Yield each heading under which this member may run something here, and a line for each command."""
    tree = interaction.client.tree
    roots = tree.get_commands(type=discord.AppCommandType.chat_input)
    offered = [root for root in roots if may_run(root.to_dict(tree), interaction)]
    for heading, names in _SECTIONS.items():
        here = {root.name: root for root in offered if _heading(root) == heading}
        if here:
            yield f"### {heading}"
        for name in dict.fromkeys((*(name for name in names if name in here), *sorted(here))):
            yield _line(interaction.client, here[name])


def _heading(root: Root) -> str:
    """Return the heading that a command stands under; one that has no place goes by who may run it."""
    known = next((heading for heading, names in _SECTIONS.items() if root.name in names), None)
    return known or (_OTHERS if root.default_permissions is None else _ADMINS)


def _line(bot: Marquee, root: Root) -> str:
    """Return a command with what it does, or a group with its subcommands: those for everyone first."""
    if isinstance(root, app_commands.Command):
        return f"{_mention(bot, root.qualified_name)} · {root.description}"
    leaves = [leaf.qualified_name for leaf in root.walk_commands() if isinstance(leaf, app_commands.Command)]
    names = sorted(leaves, key=lambda name: name.count(" "))  # a group within the group comes last
    whose, folded = _FOLDED.get(root.name, ("", ()))
    kept = [name for name in names if name.partition(" ")[2] not in folded]
    more = [name.partition(" ")[2] for name in kept[_TAPPED:]]
    line = f"{root.description}: {' '.join(_mention(bot, name) for name in kept[:_TAPPED])}"
    if more:
        line += f" and {', '.join(more)}"
    return f"{line} (for {whose}: {', '.join(folded)})" if folded else line


def _mention(bot: Marquee, name: str) -> str:
    """Return a command as a mention one can tap, or by its name while its id is unknown."""
    root_id = bot.command_ids.get(name.partition(" ")[0])
    return f"`/{name}`" if root_id is None else f"</{name}:{root_id}>"


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Help())
