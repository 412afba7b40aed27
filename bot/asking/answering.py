"""Answering questions at the stores: understood on a thread, asked of the database, said in short sentences."""

import asyncio
from dataclasses import replace
from zlib import crc32

from bot.asking.answered import Answered, Told
from bot.asking.asker import Asker
from bot.asking.club_answers import ClubAnswers
from bot.asking.film_answers import FilmAnswers
from bot.asking.list_answers import ListAnswers
from bot.asking.lookup import Lookup
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    CompareQuery,
    FactQuery,
    GroupQuery,
    ListQuery,
    PersonQuery,
    Query,
    ReviewQuery,
    Small,
    Unclear,
)
from bot.asking.references import NOTHING, Memory
from bot.asking.review_answers import ReviewAnswers
from bot.asking.small_answers import small, unclear
from bot.asking.understanding import WORDLESS, Understood, is_idle, questions, remembered, understand
from bot.catalogue.live import LiveIndex
from bot.catalogue.reviews import ReviewStore
from bot.club.rankings import RankingStore
from bot.club.ratings import RatingStore
from bot.database import Database

MOST_ANSWERS = 6
"""Answers that one message gets."""


class AskStore:
    """Answers questions for one server at a time; `guild_id` 0 of the asker sees only what is shared."""

    def __init__(
        self, database: Database, index: LiveIndex, reviews: ReviewStore, ratings: RatingStore, rankings: RankingStore
    ) -> None:
        self._index = index
        self._reviews = reviews
        self._films = FilmAnswers(database)
        self._lists = ListAnswers(database)
        self._told_reviews = ReviewAnswers(database, reviews)
        self._club = ClubAnswers(database, ratings, rankings)

    async def answer(self, text: str, asker: Asker, memory: Memory = NOTHING) -> Answered:
        """Return the answer to a message; it writes nothing.

        Each question is worked out on a thread, and knows what the answers before it spoke of.
        """
        seed = crc32(text.encode("utf-8", "replace"))
        lookup = await self._lookup(asker.guild_id)
        parts: list[tuple[Understood, Told]] = []
        for clause in await asyncio.to_thread(questions, text, lookup):
            for understood in await asyncio.to_thread(understand, clause, lookup, memory):
                told = await self._tell(understood.query, asker, seed)
                parts.append((understood, told))
                memory = _after(remembered(memory, understood), told)
        if not parts:
            parts.append((WORDLESS, await self._tell(WORDLESS.query, asker, seed)))
        asked = [part for part in parts if not is_idle(part[0].query)]
        return Answered(tuple((asked or parts[:1])[:MOST_ANSWERS]), memory)

    async def _lookup(self, guild_id: int) -> Lookup:
        people, reviewers = await self._reviews.all_people(), await self._reviews.all_reviewers()
        return Lookup(self._index.index, people, reviewers, guild_id=guild_id)

    async def _tell(self, query: Query, asker: Asker, seed: int) -> Told:  # noqa: C901, PLR0911 - a line a kind of query
        match query:
            case FactQuery():
                return await self._films.fact(query, asker, seed)
            case CheckQuery():
                return await self._films.check(query, asker)
            case CompareQuery():
                return await self._films.compare(query, asker)
            case ListQuery():
                return await self._lists.answer(query, asker, seed)
            case GroupQuery():
                return await self._lists.groups(query, asker)
            case PersonQuery():
                return await self._lists.person(query, asker)
            case ReviewQuery():
                return await self._told_reviews.answer(query, asker, seed)
            case ClubQuery():
                return await self._club.answer(query, asker)
            case Small():
                return small(query, seed)
            case Unclear():
                return unclear(query, asker.voice)


def _after(memory: Memory, told: Told) -> Memory:
    """Return the memory once an answer was given: whom it named, and which films it showed."""
    shown = tuple(dict.fromkeys((*memory.shown, *told.films))) if isinstance(memory.query, ListQuery) else told.films
    memory = replace(memory, shown=shown, person=told.person or memory.person)
    return memory if told.only is None else replace(memory, films=(told.only,))
