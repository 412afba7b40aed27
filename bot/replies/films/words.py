"""`/search` for words: the films in whose reviews or synopsis they stand, each with its best sentence."""

from functools import partial

import discord

from bot.catalogue.searching.word_query import parse
from bot.catalogue.searching.word_search import WordHit
from bot.catalogue.stored import FilmFilter
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.films import show_alone
from bot.replies.reviews.reader import Reader, reader_of
from bot.scope import scope_of
from bot.ui import facts, theme
from bot.ui.films.film_card import film_name
from bot.ui.films.filter_words import describe
from bot.ui.markup import inline, plain
from bot.ui.pages import LoadPage, PageContent
from bot.ui.picker import FilmSelect
from bot.ui.reviews.text import BARS, barred, highlighted

Interaction = discord.Interaction[Marquee]

HITS_A_PAGE = 6
_TITLE = 150
_NAME = 80
_WORDS = 200


def word_pages(interaction: Interaction, words: str, wanted: FilmFilter, *, private: bool) -> LoadPage:
    """Return what draws the pages of the films in which the words were found and which fit the filter.

    `private` says that the asker alone will see them. Drawing raises UserError where the words cannot
    be understood or are nowhere.
    """
    return partial(_page, interaction, words, wanted, private)


async def _page(interaction: Interaction, words: str, wanted: FilmFilter, private: bool, number: int) -> PageContent:
    bot, guild_id = interaction.client, scope_of(interaction)
    found = await bot.words.search(
        words, guild_id=guild_id, limit=HITS_A_PAGE, offset=number * HITS_A_PAGE, wanted=wanted
    )
    asked = " · ".join(part for part in (_coded(words), _inline_or_empty(describe(wanted))) if part)
    if found.total == 0:
        raise UserError(_nowhere(words, wanted))
    reader = await reader_of(interaction, {hit.film_id for hit in found.hits}, private=private)
    films = await bot.films.summaries([hit.film_id for hit in found.hits], guild_id=guild_id)
    counted = facts.count(found.total, "film")
    heading = f"## {counted}{' or more' if found.and_more else ''}\n-# {asked}"
    room = (theme.VIEW_TEXT - theme.units(heading)) // HITS_A_PAGE
    return PageContent(
        heading,
        [_entry(hit, reader, room) for hit in found.hits],
        -(-found.total // HITS_A_PAGE),
        [FilmSelect(films, "Open a film’s card", show_alone)] if films else [],
    )


def _coded(words: str) -> str:
    """Return what was asked for in code style, in which quotes of the member's own are not mistaken for ours."""
    return f"`{plain(words, _WORDS).replace('`', '’')}`"


def _inline_or_empty(text: str) -> str:
    """Return text escaped and on one line, and nothing for nothing."""
    return inline(text, _WORDS) if text else ""


def _entry(hit: WordHit, reader: Reader, room: int) -> str:
    """Return a film with the sentence that was found in it, behind bars where it is of a review that may spoil.

    It takes at most `room` units, and `room` is never so small that its heading alone does not fit.
    """
    source = "Synopsis" if hit.reviewer is None else f"Review by {inline(hit.reviewer, _NAME)}"
    if hit.member_id is not None:
        source += f" (club member <@{hit.member_id}>)"
    head = f"**{film_name(hit.title, hit.year, _TITLE)}**\n-# {source}\n> "
    sentence = highlighted(hit.sentence, hit.spans, room - theme.units(head) - BARS)
    if not sentence:  # nothing in the text can be seen
        return head.removesuffix("\n> ")
    if hit.kind == "review" and reader.sees_bars(hit.film_id, hit.spoiler):
        sentence = barred(sentence)
    return head + sentence


def _nowhere(words: str, wanted: FilmFilter) -> str:
    narrowed = describe(wanted)
    where = f" of a film that fits {narrowed}" if narrowed else ""
    shown = words.strip()[:_WORDS]
    if not parse(words).wanted:
        return f"No review or synopsis{where} is found with {shown}."
    return f"No review or synopsis{where} holds {shown}. Try fewer words: all of them must be in one text."
