"""Reviews, reviewers and people as a server sees them: read, quoted, voted on and marked."""

import random
import secrets
import sqlite3
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bot.catalogue import review_marks, review_rows, reviewers
from bot.catalogue.film import Film, Review, Spoiler
from bot.catalogue.film_rows import read_film
from bot.catalogue.live_names import LiveNames
from bot.catalogue.live_names import people as read_people
from bot.catalogue.live_names import reviewers as read_reviewers
from bot.catalogue.openings import openings
from bot.catalogue.passages import Passage, passages
from bot.catalogue.reviewed import (
    NameCount,
    Person,
    ReviewerProfile,
    ReviewFilter,
    ReviewPage,
    StoredReview,
    Votes,
)
from bot.database import Database

TRIES = 12
"""How many reviews are drawn before it is said that none can be quoted."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A review and the passage of it that was chosen."""

    review: StoredReview
    passage: Passage


class ReviewStore:
    """Reads and marks reviews for one server at a time; `guild_id` 0 sees only what is shared.

    Methods that take the name of a reviewer or person match it fuzzily and raise `NameNotFoundError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reviewers = LiveNames(database, "reviewer", read_reviewers)
        self._people = LiveNames(database, "person", read_people)

    async def get(self, review_id: int, *, guild_id: int) -> StoredReview | None:
        """Return a review, or None where it is gone, its film retired, or another server's."""
        return await self._database.read(partial(review_rows.read, review_id=review_id, guild_id=guild_id))

    async def page(self, wanted: ReviewFilter, *, guild_id: int, limit: int, offset: int) -> ReviewPage:
        """Return one page of the reviews that fit; an unknown film has none."""
        spellings = await self._wanted_spellings(wanted, guild_id)
        return await self._database.read(
            partial(review_rows.page, wanted=wanted, spellings=spellings, guild_id=guild_id, limit=limit, offset=offset)
        )

    async def quote(
        self, wanted: ReviewFilter, *, guild_id: int, after: int | None = None, seed: int | None = None
    ) -> Quote | None:
        """Return a good passage of any review that fits, other than the review `after` where there is another.

        None where nothing that fits can be quoted. The same `seed` gives the same quote.
        """
        spellings = await self._wanted_spellings(wanted, guild_id)
        chance = random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311 - variety, not secrets

        def work(connection: sqlite3.Connection) -> Quote | None:
            drawn = review_rows.draw(connection, wanted, spellings, guild_id=guild_id, chance=chance)
            return _first_quotable(islice(drawn, TRIES), after, chance)

        return await self._database.read(work)

    async def vote(self, review_id: int, *, guild_id: int, member_id: int, agrees: bool) -> Votes | None:
        """Write a member's vote over their former one; return the votes, or None where the review is gone."""
        return await self._database.write(
            partial(review_marks.vote, review_id=review_id, guild_id=guild_id, member_id=member_id, agrees=agrees)
        )

    async def votes(self, review_id: int, *, guild_id: int, member_id: int | None = None) -> Votes | None:
        """Return a server's votes on a review, or None where it is gone."""
        return await self._database.read(
            partial(review_marks.count_votes, review_id=review_id, guild_id=guild_id, member_id=member_id)
        )

    async def mark_spoiler(
        self, review_id: int, spoiler: Spoiler | None, *, guild_id: int, marked_by: int
    ) -> StoredReview | None:
        """Set a server's own spoiler mark, or take it off where None; return the review, or None where it is gone.

        Who may do so (an admin, or the member who wrote the review) is the caller's to check.
        """

        def work(connection: sqlite3.Connection) -> StoredReview | None:
            review_marks.mark_spoiler(connection, review_id, spoiler, guild_id=guild_id, marked_by=marked_by)
            return review_rows.read(connection, review_id, guild_id=guild_id)

        return await self._database.write(work)

    async def reviewer_names(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[NameCount, ...]:
        """Return reviewers by what is typed of their name, with their numbers of reviews."""
        found = await self._reviewers.search(typed, guild_id=guild_id, limit=limit)
        return tuple(NameCount(name, match.count) for match, name in found)

    async def person_names(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[NameCount, ...]:
        """Return people in credits by what is typed of their name, with their numbers of films."""
        found = await self._people.search(typed, guild_id=guild_id, limit=limit)
        return tuple(NameCount(name, match.count) for match, name in found)

    async def reviewer(self, name: str, *, guild_id: int) -> ReviewerProfile | None:
        """Return what a reviewer wrote and gave in all; None where a server's own films hide all of it."""
        spellings = await self.spellings(name, guild_id=guild_id)
        return await self._database.read(partial(reviewers.profile, spellings=spellings, guild_id=guild_id))

    async def reviewer_scores(self, name: str, *, guild_id: int) -> dict[int, float]:
        """Return the score (0 to 10) a reviewer gave each film by id, to set beside members' ratings."""
        spellings = await self.spellings(name, guild_id=guild_id)
        return await self._database.read(partial(reviewers.scores_of, spellings=spellings, guild_id=guild_id))

    async def person(self, name: str, *, guild_id: int) -> Person | None:
        """Return a director, writer or actor with their films; None where a server's own films hide them all."""
        folded, _ = await self._people.resolve(name, guild_id=guild_id)
        return await self._database.read(partial(reviewers.person, folded=folded, guild_id=guild_id))

    async def opening_questions(self, film_id: int, *, guild_id: int, seed: int) -> tuple[str, ...]:
        """Return two or three questions that open a discussion of a film, in plain text that is not escaped.

        None are returned of a film that is gone, retired or another server's.
        """

        def work(
            connection: sqlite3.Connection,
        ) -> tuple[Film, tuple[Review, ...], tuple[reviewers.OtherFilm, ...]] | None:
            film = (
                read_film(connection, film_id) if review_rows.in_reach(connection, film_id, guild_id=guild_id) else None
            )
            if film is None:
                return None
            scored = review_rows.scored_reviews(connection, film_id, guild_id=guild_id)
            return film, scored, reviewers.films_by_the_same_hand(connection, film_id, guild_id=guild_id)

        known = await self._database.read(work)
        return () if known is None else openings(*known, seed=seed)

    async def spellings(self, name: str, *, guild_id: int) -> tuple[str, ...]:
        """Return every way in which the reviewer who is meant is spelt, the commonest first."""
        return (await self._reviewers.resolve(name, guild_id=guild_id))[1]

    async def _wanted_spellings(self, wanted: ReviewFilter, guild_id: int) -> tuple[str, ...]:
        return () if wanted.reviewer is None else await self.spellings(wanted.reviewer, guild_id=guild_id)


def _first_quotable(drawn: "islice[StoredReview]", after: int | None, chance: random.Random) -> Quote | None:
    fallback: Quote | None = None
    for review in drawn:
        if good := passages(review.text):
            found = Quote(review, chance.choice(good))
            if review.id != after:
                return found
            fallback = found
    return fallback
