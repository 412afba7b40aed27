"""Answering questions at the stores: understood on a thread, asked of the database, said in short sentences."""

import asyncio
from dataclasses import replace
from zlib import crc32

from bot.asking.answered import Answered, Told
from bot.asking.asker import Asker
from bot.asking.club_answers import ClubAnswers, seen_by_asker
from bot.asking.composing import Part, composed, is_full
from bot.asking.doing_answers import DoingAnswers, by_command
from bot.asking.film_answers import FilmAnswers
from bot.asking.list_answers import ListAnswers
from bot.asking.looked_up import LookedUp
from bot.asking.lookup import Lookup
from bot.asking.own_answers import OwnAnswers
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    CommandQuery,
    CompareQuery,
    DoQuery,
    FactQuery,
    GroupQuery,
    ListedQuery,
    ListQuery,
    PersonQuery,
    Query,
    RecommendQuery,
    ReviewQuery,
    SimilarQuery,
    Small,
    Unclear,
)
from bot.asking.recommended_answers import RecommendedAnswers
from bot.asking.references import NOTHING, Memory
from bot.asking.review_answers import ReviewAnswers
from bot.asking.similar_answers import SimilarAnswers
from bot.asking.small_answers import small, unclear
from bot.asking.understanding import WORDLESS, questions, remembered, understand, with_first_named
from bot.catalogue.live import LiveIndex
from bot.catalogue.reviews import ReviewStore
from bot.database import Database


class AskStore:
    """Answers questions for one server at a time; `guild_id` 0 of the asker sees only what is shared."""

    def __init__(self, database: Database, index: LiveIndex, reviews: ReviewStore) -> None:
        self._index = index
        self._reviews = reviews
        self._films = FilmAnswers(database)
        self._lists = ListAnswers(database)
        self._told_reviews = ReviewAnswers(database, reviews)
        self._recommended = RecommendedAnswers(database, index)
        self._similar = SimilarAnswers(database, index)
        self._club = ClubAnswers(database)
        self._doing = DoingAnswers(database)
        self._own = OwnAnswers(database)

    async def answer(self, text: str, asker: Asker, memory: Memory = NOTHING) -> Answered:
        """Return the answer to a message; it writes nothing.

        Each question is worked out on a thread, and knows what the answers before it spoke of.
        """
        seed = crc32(text.encode("utf-8", "replace"))
        lookup = await self._lookup(asker.guild_id)
        parts: list[Part] = []
        unread: list[str] = []
        asked = await asyncio.to_thread(questions, text, lookup)
        memory = with_first_named(memory, asked)
        for clause in asked:
            if is_full(parts):
                unread.append(clause.written())
                continue
            for understood in await asyncio.to_thread(understand, clause, lookup, memory):
                told = await self._tell(understood.query, asker, seed)
                parts.append((understood, told))
                memory = _after(remembered(memory, understood), told)
        if not parts:
            parts.append((WORDLESS, await self._tell(WORDLESS.query, asker, seed)))
        return composed(parts, unread, memory, asker.voice)

    async def _lookup(self, guild_id: int) -> LookedUp:
        people, reviewers = await self._reviews.all_people(), await self._reviews.all_reviewers()
        companies = await self._reviews.all_companies()
        return LookedUp(Lookup(self._index.index, people, reviewers, companies, guild_id=guild_id))

    async def _tell(self, query: Query, asker: Asker, seed: int) -> Told:  # noqa: C901, PLR0911, PLR0912 - a line a kind
        match query:
            case FactQuery():
                return await self._films.fact(query, asker, seed)
            case CheckQuery():
                return await self._films.check(query, asker)
            case CompareQuery():
                return await self._films.compare(query, asker)
            case ListQuery():
                refused = await self._club.refusal(query, asker)
                return refused or await self._lists.answer(seen_by_asker(query, asker), asker, seed)
            case RecommendQuery():
                return await self._recommended.answer(query, asker)
            case SimilarQuery():
                return await self._similar.answer(query, asker)
            case GroupQuery():
                return await self._lists.groups(query, asker)
            case PersonQuery():
                return await self._lists.person(query, asker)
            case ReviewQuery():
                return await self._told_reviews.answer(query, asker, seed)
            case ClubQuery():
                return await self._club.answer(query, asker)
            case DoQuery():
                return await self._doing.answer(query, asker)
            case ListedQuery():
                return await self._own.answer(query, asker)
            case CommandQuery():
                return by_command(query)
            case Small():
                return small(query, seed)
            case Unclear():
                return unclear(query, asker.voice)


def _after(memory: Memory, told: Told) -> Memory:
    """Return the memory once an answer was given: whom it named, and which films it showed."""
    shown = tuple(dict.fromkeys((*memory.shown, *told.films))) if isinstance(memory.query, ListQuery) else told.films
    memory = replace(memory, shown=shown, person=told.person or memory.person, listed=told.listed or memory.listed)
    return memory if told.only is None else replace(memory, films=(told.only,))
