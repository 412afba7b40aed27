"""What a movie night has watched."""

import discord

from bot.client import Marquee
from bot.club.nights.record import PastEvening
from bot.club.ratings import numbers_shown
from bot.club.settings import Settings
from bot.replies.nights.access import find_night
from bot.ui import facts, respond
from bot.ui.markup import inline
from bot.ui.nights.card import NAME, history_line
from bot.ui.pages import PageContent, Pages

Interaction = discord.Interaction[Marquee]

EVENINGS_A_PAGE = 6


async def show_history(interaction: Interaction, night: str | None, *, private: bool) -> None:
    """Page through a night's watched evenings, the latest first.

    Raises:
        UserError: there is no such night.
    """
    bot = interaction.client
    async with respond.in_time(interaction, private=private):
        found = await find_night(interaction, night, past=True)
        settings = await bot.club_settings.get(guild_id=found.guild_id)

        async def page(number: int) -> PageContent:
            evenings, total = await bot.nights.history(
                found.id,
                guild_id=found.guild_id,
                member_id=interaction.user.id,
                limit=EVENINGS_A_PAGE,
                offset=number * EVENINGS_A_PAGE,
            )
            heading = f"## {inline(found.name, NAME)}\n-# {facts.count(total, 'evening')} watched"
            lines = [_line(past, settings, private=private) for past in evenings]
            return PageContent(heading, lines or _NOTHING, -(-total // EVENINGS_A_PAGE))

        pages = Pages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=private)


_NOTHING = ["Nothing yet. `/night watched` notes the first evening."]


def _line(past: PastEvening, settings: Settings, *, private: bool) -> str:
    shows_mean = numbers_shown(settings, private=private, has_rated=past.asker_rated)
    return history_line(past, settings.scale, shows_mean=shows_mean)
