"""Who reads an answer, and what stands behind spoiler bars for them."""

from collections.abc import Collection
from dataclasses import dataclass

import discord

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.spoilers import is_behind_bars
from bot.client import Marquee
from bot.club.settings import Settings
from bot.scope import SHARED, scope_of


@dataclass(frozen=True, slots=True)
class Reader:
    """The settings an answer is read under, whether by one member alone, and which of its films that member has seen.

    A film is seen by whoever has rated it or has it in their diary.
    """

    settings: Settings
    private: bool
    seen: frozenset[int] = frozenset()

    def sees_bars(self, film_id: int, spoiler: Spoiler | None) -> bool:
        """Tell whether a review of a film, marked like this, stands behind bars."""
        return is_behind_bars(
            spoiler,
            unmarked=self.settings.unmarked_reviews,
            has_seen=film_id in self.seen,
            private=self.private,
        )


async def reader_of(
    interaction: discord.Interaction[Marquee], film_ids: Collection[int] = (), *, private: bool
) -> Reader:
    """Return who reads an answer about these films; outside servers nothing is known and the settings are strict.

    Only for a private answer is it asked what the member has seen, since others read a public one.
    """
    bot, guild_id = interaction.client, scope_of(interaction)
    if guild_id == SHARED:
        return Reader(Settings(), private)
    settings = await bot.club_settings.get(guild_id=guild_id)
    if not private or not film_ids:
        return Reader(settings, private)
    seen = await bot.diary.seen_among(film_ids, guild_id=guild_id, member_id=interaction.user.id)
    return Reader(settings, private, seen)
