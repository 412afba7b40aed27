"""What members think of films, server by server: one score a film and member."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews import review_marks, review_writer
from bot.catalogue.visibility import REACHABLE
from bot.club import diary, watchlist
from bot.club.hidden import SHOWN
from bot.club.polls.sealing import is_sealed
from bot.club.settings import Settings, read_settings
from bot.club.watched import Watch
from bot.connection import now
from bot.database import Database

_OF_MEMBER = f"""
    SELECT ratings.score, rated_at FROM ratings JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND member_id = :member AND {REACHABLE}
"""
_RATE = f"""
    INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at)
    SELECT :guild, films.id, :member, :score, :rated_at FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT (guild_id, film_id, member_id) DO UPDATE SET score = excluded.score, rated_at = excluded.rated_at
"""
_UNRATE = "DELETE FROM ratings WHERE guild_id = :guild AND film_id = :film AND member_id = :member"
_CLUB_SCORE = f"""
    SELECT count(*), avg(ratings.score) FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND {REACHABLE} AND {SHOWN}
"""
# A cross join keeps its order: SQLite would go through every film a server sees instead of the few that are named.
_MEANS = f"""
    SELECT film_id, avg(ratings.score) FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id IN (SELECT value FROM json_each(:films)) AND {REACHABLE} AND {SHOWN}
    GROUP BY film_id
"""


@dataclass(frozen=True, slots=True)
class Rating:
    """A score of 1 to 10, and when it was given."""

    score: int
    rated_at: str


@dataclass(frozen=True, slots=True)
class Remark:
    """The spoiler mark of a member's own review of a film, as it was and as it has become."""

    review_id: int
    before: Spoiler | None
    after: Spoiler


@dataclass(frozen=True, slots=True)
class Change:
    """What a member's rating of a film was and has become, None being no rating, and what was written along with it.

    `watch` is the entry that was made in their diary; `listed_at` is since when the film had been on their watchlist,
    which it left.
    """

    film_id: int
    before: Rating | None
    after: Rating | None
    watch: Watch | None = None
    listed_at: str | None = None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class ClubScore:
    """How many members of a server have rated a film, and the mean of their scores of 1 to 10, None where none has.

    Members who have hidden themselves do not count.
    """

    count: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a film stands in a server, and the rating of the member who asks.

    While it is `sealed`, a poll keeps the club's figures back from everyone.
    """

    settings: Settings
    club: ClubScore
    own: Rating | None
    sealed: bool = False


def numbers_shown(settings: Settings, *, private: bool, has_rated: bool) -> bool:
    """Tell whether an answer may show the club's numbers of a film; pure.

    Others read an answer that is not private, so where a server hides its averages none of those shows them.
    `has_rated` is of the member who reads a private one.
    """
    return not settings.score_blind or (private and has_rated)


class RatingStore:
    """Keeps members' ratings.

    A server rates the films it sees. A film taken out hides its ratings, and brings them back when it returns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(
        self,
        film_id: int,
        score: int,
        *,
        guild_id: int,
        member_id: int,
        watched_on: date | None = None,
        spoiler: Spoiler | None = None,
    ) -> Change | None:
        """Write a member's score as `rate` does; None where the server does not see the film."""

        def work(connection: sqlite3.Connection) -> Change | None:
            return rate(
                connection,
                film_id,
                score,
                guild_id=guild_id,
                member_id=member_id,
                watched_on=watched_on,
                spoiler=spoiler,
            )

        return await self._database.write(work)

    async def unrate(self, film_id: int, *, guild_id: int, member_id: int) -> Change | None:
        """Take a member's rating out; None where there is none, or the server does not see the film."""
        return await self._database.write(partial(unrate, film_id=film_id, guild_id=guild_id, member_id=member_id))

    async def undo(self, change: Change, *, guild_id: int, member_id: int) -> bool:
        """Take a change back as `undo` does."""
        return await self._database.write(partial(undo, change=change, guild_id=guild_id, member_id=member_id))

    async def of_member(self, film_id: int, *, guild_id: int, member_id: int) -> Rating | None:
        """Return a member's rating of a film the server sees."""
        return await self._database.read(partial(of_member, film_id=film_id, guild_id=guild_id, member_id=member_id))

    async def club_score(self, film_id: int, guild_id: int) -> ClubScore:
        """Return what a server's members think of a film it sees; nobody has rated one that it does not see."""
        return await self._database.read(partial(club_score, film_id=film_id, guild_id=guild_id))

    async def standing(self, film_id: int, *, guild_id: int, member_id: int) -> Standing:
        """Return how a film stands in a server, for one of its members."""

        def work(connection: sqlite3.Connection) -> Standing:
            return Standing(
                read_settings(connection, guild_id=guild_id),
                club_score(connection, film_id, guild_id=guild_id),
                of_member(connection, film_id, guild_id=guild_id, member_id=member_id),
                is_sealed(connection, film_id, guild_id=guild_id),
            )

        return await self._database.read(work)

    async def means(self, film_ids: Collection[int], *, guild_id: int) -> dict[int, float]:
        """Return the mean score, 1 to 10, of each of the films that members of the server have rated."""
        values = {"guild": guild_id, "films": json.dumps(list(film_ids))}

        def work(connection: sqlite3.Connection) -> dict[int, float]:
            return dict(connection.execute(_MEANS, values).fetchall())

        return await self._database.read(work)


def rate(
    connection: sqlite3.Connection,
    film_id: int,
    score: int,
    *,
    guild_id: int,
    member_id: int,
    watched_on: date | None = None,
    spoiler: Spoiler | None = None,
) -> Change | None:
    """Write a member's score, 1 to 10, over their former one; None, and nothing is written, for a film out of reach.

    The film leaves their watchlist. With `watched_on` that day is written into their diary, unless it stands there
    already; `spoiler` marks their own review of the film where there is one.
    """
    who = {"guild_id": guild_id, "member_id": member_id}
    before = of_member(connection, film_id, **who)
    after = Rating(score, now())
    # The diary looks at the former rating to tell a rewatch.
    watch = None if watched_on is None else diary.log(connection, film_id, watched_on, rewatch=None, **who)
    if not restore(connection, film_id, after, **who):
        return None
    listed_at = watchlist.remove(connection, film_id, **who)
    remark = None if spoiler is None else _mark_own_review(connection, film_id, spoiler, **who)
    return Change(film_id, before, after, watch, listed_at, remark)


def unrate(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> Change | None:
    """Take a member's rating out; None where there is none, or the film is out of reach."""
    before = of_member(connection, film_id, guild_id=guild_id, member_id=member_id)
    if before is None:
        return None
    restore(connection, film_id, None, guild_id=guild_id, member_id=member_id)
    return Change(film_id, before, None)


def undo(connection: sqlite3.Connection, change: Change, *, guild_id: int, member_id: int) -> bool:
    """Take back a change and all that was written along with it.

    False, and nothing is done, where the rating is no longer what the change made it. A spoiler mark that was changed
    since stays.
    """
    who = {"guild_id": guild_id, "member_id": member_id}
    if of_member(connection, change.film_id, **who) != change.after:
        return False
    if not restore(connection, change.film_id, change.before, **who):
        return False
    if change.watch is not None:
        diary.erase(connection, change.watch.id, **who)
    if change.listed_at is not None:
        watchlist.put_back(connection, change.film_id, change.listed_at, **who)
    if (remark := change.remark) is not None:
        review = review_writer.own(connection, change.film_id, **who)
        if review is not None and (review.id, review.spoiler) == (remark.review_id, remark.after):
            review_marks.mark_spoiler(connection, review.id, remark.before, guild_id=guild_id, marked_by=member_id)
    return True


def restore(
    connection: sqlite3.Connection, film_id: int, rating: Rating | None, *, guild_id: int, member_id: int
) -> bool:
    """Make a member's rating exactly what is given and touch nothing else; None takes it out.

    False where the film is out of reach, or there was no rating to be taken out.
    """
    key = _key(film_id, guild_id, member_id)
    if rating is None:
        return connection.execute(_UNRATE, key).rowcount == 1
    values = {**key, "score": rating.score, "rated_at": rating.rated_at}
    return connection.execute(_RATE, values).rowcount == 1


def of_member(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> Rating | None:
    """Return a member's rating of a film the server sees."""
    row = connection.execute(_OF_MEMBER, _key(film_id, guild_id, member_id)).fetchone()
    return None if row is None else Rating(*row)


def club_score(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> ClubScore:
    """Return what a server's members think of a film it sees."""
    return ClubScore(*connection.execute(_CLUB_SCORE, {"guild": guild_id, "film": film_id}).fetchone())


def _mark_own_review(
    connection: sqlite3.Connection, film_id: int, spoiler: Spoiler, *, guild_id: int, member_id: int
) -> Remark | None:
    review = review_writer.own(connection, film_id, guild_id=guild_id, member_id=member_id)
    if review is None:
        return None
    review_marks.mark_spoiler(connection, review.id, spoiler, guild_id=guild_id, marked_by=member_id)
    return Remark(review.id, review.spoiler, spoiler)


def _key(film_id: int, guild_id: int, member_id: int) -> dict[str, int]:
    return {"film": film_id, "guild": guild_id, "member": member_id}
