"""*Find the film*: the films that a message speaks of."""

from collections.abc import Iterable

import discord
from discord import ui

from bot.catalogue.index import Answer, Confidence
from bot.catalogue.text import fold
from bot.client import Marquee
from bot.errors import UserError
from bot.film_mentions import title_candidates, windows
from bot.replies.films.films import card_of, show_alone
from bot.replies.films.question import load_film
from bot.scope import scope_of
from bot.ui import facts, respond
from bot.ui.films.film_card import film_line
from bot.ui.listing import listing
from bot.ui.picker import FilmSelect
from bot.ui.timed import TimedView

Interaction = discord.Interaction[Marquee]

MOST_SHOWN = 8
_MOST_OF_A_TITLE = 0.7


async def answer_with_spotted(interaction: Interaction, message: discord.Message) -> None:
    """Show in private the film a message speaks of, or a list where there are several.

    Raises:
        UserError: the message speaks of none that is known here.
    """
    async with respond.in_time(interaction, private=True):
        ids = await _spotted(interaction, message.content)
        films = await interaction.client.films.summaries(ids, guild_id=scope_of(interaction))
    if not films:
        raise UserError("I find no film title in that message. Quotation marks around it, or its year, would help.")
    if len(films) == 1:
        async with respond.in_time(interaction, private=True):
            film = await load_film(interaction, films[0].id)
            card = await card_of(interaction, film, private=True)
        await respond.show(interaction, card, private=True)
        return
    view = TimedView(interaction)
    card = listing(f"### {facts.count(len(films), 'film')} in that message", [film_line(film) for film in films])
    card.add_item(ui.Separator(visible=False))
    card.add_item(ui.ActionRow(FilmSelect(films, "Open a film’s card", show_alone)))
    view.add_item(card)
    await respond.show(interaction, view, private=True)


async def _spotted(interaction: Interaction, text: str) -> list[int]:
    """Return the films that are named in a text; where none is plainly, those named in small letters."""
    found = await _named(interaction, title_candidates(text), sure_only=False)
    return found or await _named(interaction, windows(text), sure_only=True)


async def _named(interaction: Interaction, candidates: Iterable[str], *, sure_only: bool) -> list[int]:
    index, guild_id = interaction.client.index, scope_of(interaction)
    found: dict[int, None] = {}
    for candidate in candidates:
        answer = await index.search(candidate, guild_id=guild_id, limit=MOST_SHOWN)
        found |= dict.fromkeys(_meant(candidate, answer, sure_only=sure_only))
        if len(found) >= MOST_SHOWN or (sure_only and found):
            break
    return list(found)[:MOST_SHOWN]


def _meant(candidate: str, answer: Answer, *, sure_only: bool) -> list[int]:
    """Return the films an answer names beyond doubt: the sure one, or all that bear exactly this title."""
    folded = fold(candidate)
    if answer.confidence is Confidence.SURE:
        best = answer.matches[0]
        # A few words out of the middle of a sentence may be the sure beginning of a title that was never meant.
        whole = not sure_only or len(folded) >= len(fold(best.title)) * _MOST_OF_A_TITLE
        return [best.film_id] if whole else []
    if sure_only:
        return []
    return [match.film_id for match in answer.matches if fold(match.title) == folded]
