"""`/guess scores`: a server's season, page by page."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import discord

from bot.client import Marquee
from bot.club.guessing.seasons import EVERY, read_season
from bot.club.periods import Period
from bot.replies.guess.game import server_of
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.guess.card import place_line, season_footer, season_heading
from bot.ui.pages import PageContent, Pages

Interaction = discord.Interaction[Marquee]

PLACES_A_PAGE = 10


async def offer_seasons(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the years in which there were games, and all of them together."""
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return []
    _, today = await _zone_and_day(interaction, guild_id)
    years = await interaction.client.guesses.season_years(guild_id=guild_id, today=today)
    return respond.choices(name for name in (*map(str, years), EVERY) if name.startswith(typed.strip().casefold()))


async def show_scores(interaction: Interaction, typed: str | None, *, private: bool) -> None:
    """Page through a season's table: this year's unless another is named.

    Raises:
        UserError: it is no season, or this server has not added the bot.
    """
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=private):
        zone, today = await _zone_and_day(interaction, guild_id)
        period = read_season(typed, today, zone)
        pages = Pages(interaction, partial(_page, interaction, period, today, zone))
        await pages.open()
    await respond.show(interaction, pages, private=private)


async def _zone_and_day(interaction: Interaction, guild_id: int) -> tuple[ZoneInfo, date]:
    zone = (await interaction.client.club_settings.get(guild_id=guild_id)).time_zone
    return zone, datetime.now(zone).date()


async def _page(interaction: Interaction, period: Period, today: date, zone: ZoneInfo, number: int) -> PageContent:
    season = await interaction.client.guesses.season(
        period,
        guild_id=server_of(interaction),
        today=today,
        zone=zone,
        limit=PLACES_A_PAGE,
        offset=number * PLACES_A_PAGE,
    )
    lines = ["\n".join(place_line(place) for place in season.places) or _nothing(period, today)]
    if footer := season_footer(season):
        lines.append(footer)
    return PageContent(season_heading(season), lines, -(-season.total // PLACES_A_PAGE))


def _nothing(period: Period, today: date) -> str:
    """Return what stands for a table without places: of this season or all of them, or of another one."""
    if period.name in {EVERY, str(today.year)}:
        return "Nobody has won a point yet. `/guess start` begins a game."
    return f"Nobody won a point in {period.name}."
