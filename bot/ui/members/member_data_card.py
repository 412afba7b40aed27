"""What a member reads of their own data: what is kept, what would be deleted, what would be brought along."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.ui import facts, respond, theme
from bot.ui.markup import plain

ServerPicked = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the id of the server that was picked; it answers the click."""

_NOTHING_ELSE = (
    "-# That is all. I read no messages but those to me, and keep no other facts about you; the name you go by stands "
    "on reviews alone. Only you see this."
)
_HIDDEN = "You are **hidden**: others do not find you in top lists, profiles, comparisons and recommendations."
_NO_UNDO = (
    "**This cannot be undone.** What is the server’s as well, such as discussions you started, stays without your "
    "name, and past poll totals stay as numbers. Out of my reach are messages that stand in channels already, and "
    "copies of my database that whoever runs me made before; those go as they grow old."
)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One kind of what is kept, counted in words, with the times of the first and the last where they are known."""

    words: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ServerOption:
    """A server that a member may bring ratings from."""

    guild_id: int
    name: str
    ratings: int


class ServerSelect(ui.Select[Any]):
    """A select of the servers that ratings can be brought from."""

    def __init__(self, servers: Sequence[ServerOption], picked: ServerPicked) -> None:
        options = [
            discord.SelectOption(
                label=plain(server.name, theme.OPTION_LABEL),
                value=str(server.guild_id),
                description=facts.count(server.ratings, "rating"),
            )
            for server in servers[: theme.SELECT_OPTIONS]
        ]
        super().__init__(placeholder="Bring ratings from …", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the server that was picked."""
        await self._picked(interaction, int(self.values[0]))


def kept_here(lines: Sequence[KeptLine], *, hidden: bool, said: str = "") -> str:
    """Return the panel's text in a server; `said` tells above it what the last click did."""
    parts = [said, "## What I keep of you here", *map(_line, lines)]
    if not lines:
        parts.append("Nothing at all.")
    return "\n".join(filter(None, (*parts, _HIDDEN if hidden else "", _NOTHING_ELSE)))


def kept_elsewhere(here: Sequence[KeptLine], lines: Sequence[KeptLine], servers: int) -> str:
    """Return the panel's text outside the servers that have added the bot: what is kept there, and what in those."""
    parts = ["## What I keep of you"]
    if here:
        parts += ["For direct messages and servers that have not added me:", *map(_line, here)]
    else:
        parts.append("Nothing for this place: outside servers that have added me, your commands leave nothing behind.")
    if servers:
        parts += [f"In {facts.count(servers, 'server')} that added me:", *map(_line, lines)]
        parts.append("Run `/mydata` in one of them to see what is kept there, to hide, or to bring ratings along.")
    return "\n".join((*parts, _NOTHING_ELSE))


def delete_question(here: Sequence[KeptLine] | None, everywhere: Sequence[KeptLine], places: Sequence[str]) -> str:
    """Return what would be deleted, here (None outside servers) and everywhere, before it is.

    `places` are the words for everywhere, such as `2 servers`.
    """
    parts = ["## Delete what I keep of you?"]
    if here is not None:
        parts.append(f"**In this server**: {listed(here) or 'nothing'}.")
    if places:
        parts.append(f"**In {' and '.join(places)} together**: {listed(everywhere) or 'nothing'}.")
    return "\n".join((*parts, _NO_UNDO))


def deleted(lines: Sequence[KeptLine], *, from_file: bool) -> str:
    """Return what was deleted; `from_file` says that it has left the database file as well."""
    if not lines:
        return "There was nothing left to delete."
    said = f"Deleted: {listed(lines)}."
    if from_file:
        return f"{said}\n-# It is gone from my database file too. Rate a film, and all begins anew."
    return (
        f"{said}\n-# Nobody can see it any more. My database file was in long use just now: the last traces leave it "
        "as others go on writing."
    )


def carriage(server: str, new: int, kept: int, unknown: int) -> str:
    """Return what bringing ratings from another server would do."""
    lines = [f"## Bring your ratings from {server}?"]
    if new:
        lines.append(f"**{facts.count(new, 'rating')}** can be brought here, with their dates.")
    else:
        lines.append("There is nothing to bring.")
    if kept:
        lines.append(f"{facts.count(kept, 'film')} you have rated here already: those ratings stay as they are.")
    if unknown:
        lines.append(f"{facts.count(unknown, 'film')} of yours cannot be found here.")
    return "\n".join((*lines, "-# Only your scores cross over, and only now. Neither server learns of the other."))


def listed(lines: Sequence[KeptLine]) -> str:
    """Return the kinds of what is kept in one phrase."""
    return ", ".join(line.words for line in lines)


def _line(line: KeptLine) -> str:
    words = line.words[:1].upper() + line.words[1:]
    if line.first is None or line.last is None:
        return f"**{words}**"
    first, last = facts.day(line.first[:10]), facts.day(line.last[:10])
    return f"**{words}** · " + (f"latest {last}" if first == last else f"first {first} · latest {last}")
