"""Members' profiles, put together from what they rated, watched, wrote and saved in one server."""

import sqlite3
from functools import partial
from typing import Any

from bot.catalogue.reviews import review_rows
from bot.catalogue.reviews.reviewed import StoredReview
from bot.catalogue.visibility import REACHABLE
from bot.club.figures import mean_score
from bot.club.hidden import SHOWN, is_hidden
from bot.club.scores import HIGHEST, LOWEST
from bot.club.tastes.profiled import Profile, RatedFilm, Tally, favourites, leaning
from bot.database import Database

DECADES, DIRECTORS, COUNTRIES = 1, 3, 3
"""How many favourites of each kind are told."""

LATEST = 5
LATEST_REVIEWS = 2

# Cross joins keep their order: SQLite would go through every film a server sees instead of the few of one member.
_RATED = f"""
    FROM ratings CROSS JOIN films ON films.id = ratings.film_id
    WHERE ratings.guild_id = :guild AND ratings.member_id = :member AND {REACHABLE}
"""
_SCORES = f"SELECT ratings.score, count(*) {_RATED} GROUP BY 1"
_DECADES = f"SELECT (year / 10 * 10) || 's', count(*), sum(ratings.score) {_RATED} AND year IS NOT NULL GROUP BY 1"
_OF_DIRECTORS = f"""
    WITH mine AS MATERIALIZED (SELECT ratings.film_id, ratings.score {_RATED})
    SELECT min(name), count(*), sum(score) FROM mine CROSS JOIN credits USING (film_id)
    WHERE role = 'director' GROUP BY folded
"""
_OF_COUNTRIES = f"""
    WITH mine AS MATERIALIZED (SELECT ratings.film_id, ratings.score {_RATED})
    SELECT min(name), count(*), sum(score) FROM mine CROSS JOIN countries USING (film_id) GROUP BY name
"""
_BESIDE_OTHERS = f"""
    WITH mine AS MATERIALIZED (SELECT ratings.film_id, ratings.score {_RATED})
    SELECT mine.score, avg(ratings.score) FROM mine CROSS JOIN ratings USING (film_id)
    WHERE ratings.guild_id = :guild AND ratings.member_id <> :member AND {SHOWN} GROUP BY film_id
"""
_LATEST = f"""
    SELECT films.id, title, year, ratings.score, EXISTS (
        SELECT 1 FROM ratings AS own
        WHERE own.guild_id = :guild AND own.film_id = films.id AND own.member_id = :asker
    ) {_RATED} ORDER BY rated_at DESC, films.id DESC LIMIT {LATEST}
"""
_COUNTS = f"""
    SELECT (SELECT count(*) FROM watches CROSS JOIN films ON films.id = film_id
            WHERE watches.guild_id = :guild AND member_id = :member AND {REACHABLE}),
           (SELECT count(*) FROM reviews CROSS JOIN films ON films.id = film_id
            WHERE reviews.guild_id = :guild AND member_id = :member AND {REACHABLE}),
           (SELECT count(*) FROM watchlist CROSS JOIN films ON films.id = film_id
            WHERE watchlist.guild_id = :guild AND member_id = :member AND {REACHABLE})
"""
_LATEST_REVIEWS = f"""
    SELECT reviews.id FROM reviews CROSS JOIN films ON films.id = film_id
    WHERE reviews.guild_id = :guild AND member_id = :member AND {REACHABLE}
    ORDER BY written_at DESC, reviews.id DESC LIMIT {LATEST_REVIEWS}
"""


class ProfileStore:
    """Reads members' profiles; films that were taken out do not count."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, member_id: int, *, guild_id: int, asker_id: int) -> Profile | None:
        """Return a member's profile as the asker may see it; None where the member has hidden it from others."""
        return await self._database.read(partial(_profile, guild_id=guild_id, member_id=member_id, asker_id=asker_id))


def _profile(connection: sqlite3.Connection, guild_id: int, member_id: int, asker_id: int) -> Profile | None:
    values = {"guild": guild_id, "member": member_id, "asker": asker_id}
    hidden = is_hidden(connection, guild_id=guild_id, member_id=member_id)
    if hidden and asker_id != member_id:
        return None
    given = dict(connection.execute(_SCORES, values).fetchall())
    scores = tuple(given.get(score, 0) for score in range(LOWEST, HIGHEST + 1))
    watches, reviews, watchlist = connection.execute(_COUNTS, values).fetchone()

    def best(statement: str, limit: int) -> tuple[Tally, ...]:
        rows = connection.execute(statement, values)
        return favourites((Tally(*row) for row in rows), mean_score(scores) or 0.0, limit)

    return Profile(
        hidden=hidden,
        scores=scores,
        watches=watches,
        reviews=reviews,
        watchlist=watchlist,
        decades=best(_DECADES, DECADES),
        directors=best(_OF_DIRECTORS, DIRECTORS),
        countries=best(_OF_COUNTRIES, COUNTRIES),
        leaning=leaning(connection.execute(_BESIDE_OTHERS, values)),
        latest=tuple(
            RatedFilm(film_id, title, year, score, bool(rated))
            for film_id, title, year, score, rated in connection.execute(_LATEST, values)
        ),
        latest_reviews=_latest_reviews(connection, values),
    )


def _latest_reviews(connection: sqlite3.Connection, values: dict[str, Any]) -> tuple[StoredReview, ...]:
    ids = [review_id for (review_id,) in connection.execute(_LATEST_REVIEWS, values)]
    found = (review_rows.read(connection, review_id, guild_id=values["guild"]) for review_id in ids)
    return tuple(review for review in found if review is not None)
