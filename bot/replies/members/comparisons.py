"""Answers that set the taste of the one who asks beside another member's or a reviewer's."""

import discord

from bot.client import Marquee
from bot.club.tastes.comparisons import Compared
from bot.errors import UserError
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.markup import inline, plain
from bot.ui.members.compare_card import Sides, compare_card

Interaction = discord.Interaction[Marquee]

_NAME = 60
_ALONE_HIDDEN = "Shown to you alone, since you are hidden here."
_ALONE_BLIND = "Shown to you alone, since scores are kept back here until one has rated a film."
_NO_RATINGS = "You have rated no film here yet. Rate a few with /rate, then compare."


async def compare_with_member(
    interaction: Interaction, member: discord.User | discord.Member, *, private: bool
) -> None:
    """Compare the asker with another member.

    Where the server hides scores until one has rated a film, the answer is the asker's alone, and says of films that
    they have not rated only that the other loved them.

    Raises:
        UserError: the other is the asker, a bot, hidden, or has rated nothing, or the asker has rated nothing.
    """
    guild_id, name = _server_of(interaction), plain(member.display_name, _NAME)
    if member.id == interaction.user.id:
        raise UserError("You and yourself agree by 100%. Pick another member, or a reviewer.")
    if member.bot:
        raise UserError(f"{name} is a bot, and bots rate no films.")
    async with respond.in_time(interaction, private=private):
        comparisons, asker_id = interaction.client.comparisons, interaction.user.id
        found = await comparisons.with_member(member.id, guild_id=guild_id, asker_id=asker_id)
    if found is None:
        raise UserError(f"{name} keeps their ratings to themselves.")
    if found.comparison.theirs == 0:
        raise UserError(f"{name} has rated no film here yet.")
    sides = _sides(interaction, member.mention, found, is_reviewer=False)
    await _show(interaction, found, sides, private=private)


async def compare_with_reviewer(interaction: Interaction, typed: str, *, private: bool) -> None:
    """Compare the asker with a reviewer, whose name may be mistyped.

    Raises:
        NameNotFoundError: no reviewer has a name like this one.
        UserError: the reviewer gave no scores, or the asker has rated nothing.
    """
    guild_id = _server_of(interaction)
    async with respond.in_time(interaction, private=private):
        bot = interaction.client
        name, *_ = await bot.reviews.spellings(typed, guild_id=guild_id)
        scores = await bot.reviews.reviewer_scores(name, guild_id=guild_id)
        found = await bot.comparisons.with_scores(scores, guild_id=guild_id, asker_id=interaction.user.id)
    if found.comparison.theirs == 0:
        raise UserError(f"{plain(name, _NAME)} gave no film here a score, so there is nothing to compare.")
    sides = _sides(interaction, inline(name, _NAME), found, is_reviewer=True)
    await _show(interaction, found, sides, private=private)


def _sides(interaction: Interaction, other: str, found: Compared, *, is_reviewer: bool) -> Sides:
    """Return who is compared, with what is to be said of why the asker alone sees it."""
    blind = found.settings.score_blind and not is_reviewer  # what reviewers gave is no secret of the club's
    notes = [note for note, holds in ((_ALONE_HIDDEN, found.asker_hidden), (_ALONE_BLIND, blind)) if holds]
    return Sides(interaction.user.mention, other, found.settings.scale, is_reviewer, notes[:1], unscored=blind)


async def _show(interaction: Interaction, found: Compared, sides: Sides, *, private: bool) -> None:
    if found.comparison.mine == 0:
        raise UserError(_NO_RATINGS)
    view = compare_card(found.comparison, found.names, sides)
    await respond.show(interaction, view, private=private or bool(sides.notes))


def _server_of(interaction: Interaction) -> int:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Tastes are compared in servers that have added me.")
    return guild_id
