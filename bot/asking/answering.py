"""Answering questions at the stores: understood on a thread, asked of the database, said in short sentences."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zlib import crc32

from bot.asking.answered import Answered, Told
from bot.asking.answers.beside import BesideAnswers
from bot.asking.answers.club import ClubAnswers, seen_by_asker
from bot.asking.answers.command import by_command
from bot.asking.answers.doing import DoingAnswers
from bot.asking.answers.film import FilmAnswers
from bot.asking.answers.film_records import count_films
from bot.asking.answers.list import ListAnswers
from bot.asking.answers.own import OwnAnswers
from bot.asking.answers.recommended import RecommendedAnswers
from bot.asking.answers.review import ReviewAnswers
from bot.asking.answers.selecting import fitting
from bot.asking.answers.similar import SimilarAnswers
from bot.asking.answers.small import small, unclear
from bot.asking.answers.which_film import which_film
from bot.asking.asker import Asker
from bot.asking.finding.members import MemberName, Members
from bot.asking.looked_up import LookedUp
from bot.asking.lookup import Lookup
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
    SideBySideQuery,
    SimilarQuery,
    Small,
    TallyQuery,
    Unclear,
)
from bot.asking.reading.clauses import Clause
from bot.asking.reading.going_on import going_on, is_of_missing, of_all_lists
from bot.asking.reading.references import NOTHING, Memory
from bot.asking.saying.composing import Part, composed, is_full
from bot.asking.understanding import WORDLESS, Understood, questions, remembered, understand, with_first_named
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.database import Database


class AskStore:
    """Answers questions for one server at a time; `guild_id` 0 of the asker sees only what is shared."""

    def __init__(self, database: Database, index: LiveIndex, reviews: ReviewStore) -> None:
        self._database = database
        self._index = index
        self._reviews = reviews
        self._films = FilmAnswers(database)
        self._beside = BesideAnswers(database)
        self._lists = ListAnswers(database)
        self._told_reviews = ReviewAnswers(database, reviews)
        self._recommended = RecommendedAnswers(database, index)
        self._similar = SimilarAnswers(database, index)
        self._club = ClubAnswers(database)
        self._doing = DoingAnswers(database)
        self._own = OwnAnswers(database)

    async def answer(
        self, text: str, asker: Asker, memory: Memory = NOTHING, members: Sequence[MemberName] = ()
    ) -> Answered:
        """Return the answer to a message, in which `members` may be named; it writes nothing.

        Each question is worked out on a thread, and knows what the answers before it spoke of.
        """
        seed = crc32(text.encode("utf-8", "replace"))
        lookup = await self._lookup(asker.guild_id, members)
        parts: list[Part] = []
        unread: list[str] = []
        asked = await asyncio.to_thread(questions, text, lookup)
        memory = with_first_named(memory, asked)
        for place, clause in enumerate(asked):
            if is_full(parts):
                unread.append(clause.written())
                continue
            last = parts[-1][0].query if parts else None
            lists = [each.query for each, _ in parts if isinstance(each.query, ListQuery)]
            memory = of_all_lists(clause, lists, memory)
            meant = await self._understood(going_on(clause, asked[:place], memory), lookup, memory, asker)
            if is_of_missing(clause, [each.query for each in meant], last):
                continue
            for understood in meant:
                told = await self._tell(understood.query, asker, seed)
                parts.append((understood, told))
                memory = _after(remembered(memory, understood), told)
        if not parts:
            parts.append((WORDLESS, await self._tell(WORDLESS.query, asker, seed)))
        return composed(parts, unread, memory, asker.voice)

    async def _understood(
        self, clause: Clause, lookup: LookedUp, memory: Memory, asker: Asker
    ) -> tuple[Understood, ...]:
        """Return what a question is taken for; where it says which film of a title it means, the records tell that."""
        which = which_film(clause, lookup, memory)
        if which is not None:
            only = [film.id for film in which.films]
            reading = partial(fitting, where=which.where, guild_id=asker.guild_id, only=only)
            fits = await self._database.read(reading)
            if (unfit := which.unfit(clause, fits)) is not None:
                return (Understood(unfit, clause.spans, 0.0, (f"read as “{clause.shape}”",)),)
            clause = which.told(clause, fits)
        return await asyncio.to_thread(understand, clause, lookup, memory)

    async def _lookup(self, guild_id: int, members: Sequence[MemberName]) -> LookedUp:
        people, reviewers = await self._reviews.all_people(), await self._reviews.all_reviewers()
        companies = await self._reviews.all_companies()
        named = Members(members)
        return LookedUp(Lookup(self._index.index, people, reviewers, companies, guild_id=guild_id, members=named))

    async def _tell(self, query: Query, asker: Asker, seed: int) -> Told:  # noqa: C901, PLR0911, PLR0912 - a line a kind
        match query:
            case FactQuery():
                return await self._films.fact(query, asker, seed)
            case CheckQuery():
                return await self._films.check(query, asker)
            case CompareQuery():
                return await self._films.compare(query, asker)
            case SideBySideQuery():
                return await self._beside.films(query, asker)
            case TallyQuery():
                return await self._beside.tally(query, asker)
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
                films = await self._database.read(partial(count_films, guild_id=asker.guild_id))
                return unclear(query, films, asker.voice)


def _after(memory: Memory, told: Told) -> Memory:
    """Return the memory once an answer was given: whom it named, and which films it showed."""
    shown = tuple(dict.fromkeys((*memory.shown, *told.films))) if isinstance(memory.query, ListQuery) else told.films
    # Other films that were shown since are nearer than a list: `the first one` is none of that list any more.
    listed = told.listed or (() if len(told.films) > 1 else memory.listed)
    memory = replace(memory, shown=shown, person=told.person or memory.person, listed=listed)
    if told.only is not None:
        return replace(memory, films=(told.only,))
    # After a list `it` may be any of its films, and is none that was spoken of before.
    several = isinstance(memory.query, _LISTS) and len(told.films) > 1
    return replace(memory, films=()) if several else memory


_LISTS = ListQuery | RecommendQuery | SimilarQuery | PersonQuery
