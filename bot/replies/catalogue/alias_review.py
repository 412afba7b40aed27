"""The review of aliases that members' picks suggest."""

from collections.abc import Sequence

import discord

from bot.access import require_manage_server
from bot.client import Marquee
from bot.club.picks import Suggestion
from bot.scope import scope_of
from bot.ui import respond
from bot.ui.catalogue.alias_review import AliasReview, SuggestedAlias

Interaction = discord.Interaction[Marquee]


async def alias_review(interaction: Interaction, *, said: str = "") -> AliasReview:
    """Return the list of what members typed that nobody has decided on yet."""
    suggestions = await interaction.client.picks.suggestions(guild_id=scope_of(interaction))
    shown = await _shown(interaction, suggestions)

    async def decide(click: Interaction, place: int, accepted: bool) -> None:
        async with respond.in_time(click, redrawing=True):
            said = await _decide(click, suggestions[place], shown[place], accepted=accepted)
            review = await alias_review(click, said=said)
        await review.draw_over(click)

    return AliasReview(interaction, shown, decide, said=said)


async def _shown(interaction: Interaction, suggestions: Sequence[Suggestion]) -> list[SuggestedAlias]:
    """Return the suggestions with their films' names."""
    ids = list(dict.fromkeys(suggestion.film_id for suggestion in suggestions))
    films = await interaction.client.films.summaries(ids, guild_id=scope_of(interaction))
    by_id = {film.id: film for film in films}
    return [
        SuggestedAlias(each.typed, film.title if film else "", film.year if film else None, each.times, each.members)
        for each in suggestions
        for film in [by_id.get(each.film_id)]
    ]


async def _decide(click: Interaction, suggestion: Suggestion, shown: SuggestedAlias, *, accepted: bool) -> str:
    """Write the decision down, let the index take an accepted alias up, and return what happened."""
    require_manage_server(click)
    bot = click.client
    is_new = await bot.picks.decide(suggestion, accepted=accepted, guild_id=scope_of(click), member_id=click.user.id)
    if not is_new:
        return f"Already decided, or the film is gone: {shown.line}"
    if not accepted:
        return f"Dismissed: {shown.line}"
    await bot.index.refresh()
    return f"Accepted: {shown.line}"
