"""Answers with a member's film profile, as far as the one who asks may see it."""

import discord

from bot.client import Marquee
from bot.club.settings import Settings
from bot.club.tastes.profiled import Profile
from bot.errors import UserError
from bot.replies.pictures import histogram_file
from bot.replies.reviews.reader import reader_of
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.markup import plain
from bot.ui.members.profile_card import Shown, profile_card

Interaction = discord.Interaction[Marquee]

_NAME = 60
_PICTURE = "scores.png"

_NOTHING = "has done nothing with films here yet."
_BLANK = (
    "**Your profile is still blank.**\n"
    "Rate a film with `/rate`, and it begins to tell what you love. "
    "After a handful of films, `/compare` finds who here shares your taste."
)


async def show_profile(interaction: Interaction, member: discord.User | discord.Member, *, private: bool) -> None:
    """Show what a member did here; one who has hidden themselves is shown to themselves alone.

    Where the server hides scores until one has rated a film, the scores of the films rated last are left out in
    public, and in private for those that the asker has not rated. Whoever shows their own profile shows their scores.

    Raises:
        UserError: it is a bot's, its member keeps it to themselves, or this server has not added the bot.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Profiles are kept in servers that have added me.")
    if member.bot:
        raise UserError(f"{plain(member.display_name, _NAME)} is a bot, and bots watch no films.")
    bot, asker_id = interaction.client, interaction.user.id
    async with respond.in_time(interaction, private=private):
        profile = await bot.profiles.of(member.id, guild_id=guild_id, asker_id=asker_id)
        if profile is None:
            raise UserError(f"{plain(member.display_name, _NAME)} keeps their film profile to themselves.")
        private = private or profile.hidden
        shown = await _shown(interaction, profile, member, private=private)
        files = [await histogram_file(profile.scores, shown.scale, _PICTURE)] if profile.rated else []
    if profile.is_empty:
        await respond.tell(interaction, _BLANK if member.id == asker_id else f"{member.mention} {_NOTHING}")
        return
    await respond.show(interaction, profile_card(shown, *files), private=private, files=files)


async def _shown(
    interaction: Interaction, profile: Profile, member: discord.User | discord.Member, *, private: bool
) -> Shown:
    reviews = profile.latest_reviews
    reader = await reader_of(interaction, {review.film_id for review in reviews}, private=private)
    own = member.id == interaction.user.id
    return Shown(
        profile,
        member.mention,
        reader.settings.scale,
        barred=frozenset(review.id for review in reviews if reader.sees_bars(review.film_id, review.spoiler)),
        unscored=frozenset() if own else _unscored(profile, reader.settings, private=private),
        notes=_notes(profile, member),
    )


def _unscored(profile: Profile, settings: Settings, *, private: bool) -> frozenset[int]:
    """Return which of the films rated last are to be shown to others without their scores."""
    if not settings.score_blind:
        return frozenset()
    return frozenset(film.film_id for film in profile.latest if not (private and film.rated_by_asker))


def _notes(profile: Profile, member: discord.User | discord.Member) -> list[str]:
    notes: list[str] = []
    if profile.hidden:
        notes.append("You are hidden here, so nobody else sees your profile. `/mydata` changes that.")
    if not isinstance(member, discord.Member):
        notes.append("No longer in this server.")
    return notes
