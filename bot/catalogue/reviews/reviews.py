"""Reviews, reviewers and people as a server sees them: read, quoted, voted on and marked."""

import random
import secrets
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bot.catalogue.film import Spoiler
from bot.catalogue.film_rows import read_film
from bot.catalogue.reviews import review_marks, review_rows, review_writer, reviewers
from bot.catalogue.reviews.openings import openings
from bot.catalogue.reviews.passages import Passage, passages
from bot.catalogue.reviews.reviewed import (
    Draft,
    NameCount,
    Person,
    Place,
    RemovedReview,
    ReviewerProfile,
    ReviewFilter,
    ReviewPage,
    StoredReview,
    Votes,
)
from bot.catalogue.searching.live_names import LiveNames, Names, reviewers_version
from bot.catalogue.searching.live_names import companies as read_companies
from bot.catalogue.searching.live_names import people as read_people
from bot.catalogue.searching.live_names import reviewers as read_reviewers
from bot.club.scores import Scale
from bot.database import Database

TRIES = 12
"""How many reviews are drawn for a quote, of which the best is taken."""


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
        self._reviewers = LiveNames(database, "reviewer", read_reviewers, reviewers_version)
        self._people = LiveNames(database, "person", read_people)
        self._companies = LiveNames(database, "company", read_companies)

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
        self,
        wanted: ReviewFilter,
        *,
        guild_id: int,
        barred: Callable[[StoredReview], bool] = lambda _: False,
        after: Place | None = None,
        seed: int | None = None,
    ) -> Quote | None:
        """Return a good passage of any review that fits; one that would stand behind bars is the last choice.

        `barred` says which do. Another passage than `after` is returned where there is one, of another review sooner
        than of the same. None where nothing that fits can be quoted. The same `seed` gives the same quote.
        """
        spellings = await self._wanted_spellings(wanted, guild_id)
        chance = random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311 - variety, not secrets

        def work(connection: sqlite3.Connection) -> Quote | None:
            drawn = review_rows.draw(connection, wanted, spellings, guild_id=guild_id, chance=chance)
            return _best_quotable(islice(drawn, TRIES), barred, after, chance)

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

    async def own(self, film_id: int, *, guild_id: int, member_id: int) -> StoredReview | None:
        """Return a member's own review of a film, None where there is none or the server does not see the film."""
        return await self._database.read(
            partial(review_writer.own, film_id=film_id, guild_id=guild_id, member_id=member_id)
        )

    async def write(self, film_id: int, draft: Draft, *, guild_id: int, member_id: int) -> StoredReview | None:
        """Write a member's review of a film over their former one; None where the server does not see the film.

        Raises:
            UserError: it is too long.
        """
        review = await self._database.write(
            partial(review_writer.write, film_id=film_id, draft=draft, guild_id=guild_id, member_id=member_id)
        )
        self._reviewers.expire()
        return review

    async def remove(self, film_id: int, *, guild_id: int, member_id: int) -> RemovedReview | None:
        """Take a member's review of a film out; None where there was none."""
        return await self._database.write(
            partial(review_writer.remove, film_id=film_id, guild_id=guild_id, member_id=member_id)
        )

    async def restore(self, removed: RemovedReview, *, guild_id: int, member_id: int) -> bool:
        """Bring a member's review back; False where they have written another since or the film is gone."""
        return await self._database.write(
            partial(review_writer.restore, removed=removed, guild_id=guild_id, member_id=member_id)
        )

    async def reviewer_names(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[NameCount, ...]:
        """Return reviewers by what is typed of their name, with their numbers of reviews."""
        found = await self._reviewers.search(typed, guild_id=guild_id, limit=limit)
        return tuple(NameCount(name, match.count) for match, name in found)

    async def all_people(self) -> Names:
        """Return the index of everybody in credits, for work that searches many times."""
        return await self._people.current()

    async def all_companies(self) -> Names:
        """Return the index of every company behind films, for work that searches many times."""
        return await self._companies.current()

    async def all_reviewers(self) -> Names:
        """Return the index of everybody who wrote reviews, for work that searches many times."""
        return await self._reviewers.current()

    async def person_names(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[NameCount, ...]:
        """Return people in credits by what is typed of their name, with their numbers of credits."""
        found = await self._people.search(typed, guild_id=guild_id, limit=limit)
        return tuple(NameCount(name, match.count) for match, name in found)

    async def reviewers_meant(self, name: str, *, guild_id: int) -> tuple[NameCount, ...]:
        """Return the reviewer who is meant by a name, several where they fit equally well, and how much they wrote."""
        found = await self._reviewers.meant(name, guild_id=guild_id)
        return tuple(NameCount(name, match.count) for match, name in found)

    async def people_meant(self, name: str, *, guild_id: int) -> tuple[NameCount, ...]:
        """Return who is meant by a name in credits, several where they fit equally well, and their credits."""
        found = await self._people.meant(name, guild_id=guild_id)
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

    async def opening_questions(self, film_id: int, *, guild_id: int, seed: int, scale: Scale) -> tuple[str, ...]:
        """Return two or three questions that open a discussion of a film, in plain text that is not escaped.

        Members' scores in them are on the server's `scale`. None are returned of a film that is gone, retired or
        another server's.
        """

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            film = (
                read_film(connection, film_id) if review_rows.in_reach(connection, film_id, guild_id=guild_id) else None
            )
            if film is None:
                return ()
            opinions = review_rows.opinions(connection, film_id, guild_id=guild_id, scale=scale)
            others = reviewers.films_by_the_same_hand(connection, film_id, guild_id=guild_id)
            return openings(film, opinions, others, seed=seed)

        return await self._database.read(work)

    async def spellings(self, name: str, *, guild_id: int) -> tuple[str, ...]:
        """Return every way in which the reviewer who is meant is spelt, the commonest first."""
        return (await self._reviewers.resolve(name, guild_id=guild_id))[1]

    async def _wanted_spellings(self, wanted: ReviewFilter, guild_id: int) -> tuple[str, ...]:
        return () if wanted.reviewer is None else await self.spellings(wanted.reviewer, guild_id=guild_id)


def _best_quotable(
    drawn: Iterable[StoredReview], barred: Callable[[StoredReview], bool], after: Place | None, chance: random.Random
) -> Quote | None:
    best: Quote | None = None
    best_rank: tuple[int, bool] | None = None
    same: Quote | None = None
    for review in drawn:
        again = after is not None and review.id == after.review_id
        rank = (_shut(review, barred), again)
        if best_rank is not None and best_rank <= rank:
            continue
        good = passages(review.text)
        others = [passage for passage in good if not again or after is None or passage.start != after.start]
        if others:
            best, best_rank = Quote(review, chance.choice(others)), rank
        elif good:
            same = Quote(review, good[0])
        if best_rank == (0, False):
            break
    return best or same


def _shut(review: StoredReview, barred: Callable[[StoredReview], bool]) -> int:
    """Return how late a choice a review is: 0 stands open, 2 behind bars because it is known to tell the plot."""
    if not barred(review):
        return 0
    return 2 if review.spoiler == "full" else 1
