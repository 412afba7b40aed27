"""Which movie night is meant, and who hosts it."""

import discord

from bot.catalogue.text import fold
from bot.client import Marquee
from bot.club.nights.record import LONGEST_NAME, Night, NightError
from bot.errors import UserError
from bot.replies.polls.access import refusal_to_change, runs_things
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.markup import clean, plain

Interaction = discord.Interaction[Marquee]

NONE_YET = "There is no movie night here yet. /night create makes one."

_SHOWN = 8


def server_of(interaction: Interaction) -> int:
    """Return the server whose movie nights are meant.

    Raises:
        UserError: this server has not added the bot, or there is none.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Movie nights are held in servers that have added me.")
    return guild_id


def read_name(typed: str) -> str:
    """Return a night's name as it is kept.

    Raises:
        NightError: nothing of it can be seen, or it is too long.
    """
    if not clean(typed):
        raise NightError("Give the movie night a name, such as Film Friday.")
    name = plain(typed)
    if theme.units(name) > LONGEST_NAME:
        raise NightError(f"That name is too long: {LONGEST_NAME} characters are the most.")
    return name


def name_key(name: str) -> str:
    """Return a name folded, so that it is found however it is written."""
    return fold(name) or name.casefold()


async def offer_nights(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the open nights whose names hold what is typed."""
    return await _offer(interaction, typed, past=False)


async def offer_all_nights(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the nights whose names hold what is typed, the cancelled ones last."""
    return await _offer(interaction, typed, past=True)


async def _offer(interaction: Interaction, typed: str, *, past: bool) -> list[respond.Choice]:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return []
    found = await interaction.client.nights.named(None, guild_id=guild_id, past=past)
    names = dict.fromkeys(night.name for night in found)
    return respond.choices(name for name in names if fold(typed) in name_key(name))


async def find_night(interaction: Interaction, typed: str | None, *, past: bool = False) -> Night:
    """Return the night that is typed, or the only one that is open where nothing is.

    With `past` a cancelled one is found as well, where no open one has its name.

    Raises:
        UserError: there is none, none of that name, or several to choose from.
    """
    guild_id, wanted = server_of(interaction), (typed or "").strip()
    nights = interaction.client.nights
    if wanted:
        found = await nights.named(name_key(plain(wanted)), guild_id=guild_id, past=past)
        if not found:
            raise NightError(f"There is no movie night called {plain(wanted, LONGEST_NAME)} here.")
        return found[0]
    found = await nights.named(None, guild_id=guild_id, past=past)
    open_ones = [night for night in found if night.is_open]
    if len(open_ones) > 1:
        names = [night.name for night in open_ones[:_SHOWN]]
        more = " and others" if len(open_ones) > _SHOWN else ""
        raise NightError(f"Which movie night? There are {', '.join(names)}{more}: name it with the option night.")
    if not found:
        raise NightError(NONE_YET)
    return found[0]


async def is_host(interaction: Interaction, night: Night) -> bool:
    """Tell whether a member hosts a night: who made it, the host role, and who may manage the server do."""
    return interaction.user.id == night.created_by or await runs_things(interaction)


async def require_host(interaction: Interaction, night: Night) -> None:
    """Let only those through who host a night.

    Raises:
        UserError: the member does not; the text names what is needed.
    """
    if not await is_host(interaction, night):
        raise UserError(await refusal_to_change(interaction, "made"))
