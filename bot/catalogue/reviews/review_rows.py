"""The SQL of reviews as one server sees them: one, a page of them, any one, and who wrote them."""

import json
import random
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bot.catalogue.following import SAME_REVIEW
from bot.catalogue.reviews.openings import MEMBER, Opinion
from bot.catalogue.reviews.reviewed import ReviewFilter, ReviewPage, ReviewSort, StoredReview
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.hidden import SHOWN
from bot.club.scores import Scale, score_label

_MARK = """
    coalesce((SELECT spoiler FROM spoiler_marks AS marks WHERE marks.guild_id = :guild
              AND marks.film_id = reviews.film_id AND marks.digest = reviews.digest), reviews.spoiler)
"""
_VOTES = """
    (SELECT count(*) FROM review_votes AS votes WHERE votes.guild_id = :guild AND votes.film_id = reviews.film_id
     AND votes.digest = reviews.digest AND agrees = {})
"""
_AGREE, _DISAGREE = _VOTES.format(1), _VOTES.format(0)
_RATING = """
    (SELECT ratings.score FROM ratings WHERE ratings.guild_id = reviews.guild_id
     AND ratings.film_id = reviews.film_id AND ratings.member_id = reviews.member_id)
"""
"""What the member who wrote a review rates the film now; NULL for a review that came with a record."""
_GIVEN = f"CASE WHEN member_id IS NULL THEN reviews.score ELSE {_RATING} END"

_READ = f"""
    SELECT reviews.id, film_id, title, year, reviewer, text, reviews.score, url, {_MARK}, member_id,
           {_AGREE}, {_DISAGREE}, {_RATING}
    FROM reviews JOIN films ON films.id = film_id
    WHERE reviews.id = {SAME_REVIEW} AND reviews.guild_id IN (0, :guild) AND {REACHABLE}
"""
_OF_THE_SERVER = "reviews.guild_id IN (0, :guild)"
_OF_A_FILM = f"reviews.film_id = (SELECT films.id FROM films WHERE films.id = :film AND {REACHABLE})"
_OF_ANY_FILM = f"EXISTS (SELECT 1 FROM films WHERE films.id = reviews.film_id AND {VISIBLE})"
_SCORED = f"""
    FROM reviews LEFT JOIN ratings ON ratings.guild_id = reviews.guild_id AND ratings.film_id = reviews.film_id
      AND ratings.member_id = reviews.member_id AND {SHOWN}
    WHERE {_OF_A_FILM} AND {_OF_THE_SERVER} AND coalesce(reviews.score, ratings.score) IS NOT NULL
"""
_WITHOUT = f"coalesce({_MARK}, 'unmarked') NOT IN (SELECT value FROM json_each(:without))"
BY_REVIEWER = "reviewer IN (SELECT value FROM json_each(:spellings))"
"""Reviews of one reviewer, whose name may be spelt in more ways than one."""

_ORDERS: dict[ReviewSort, str] = {
    "newest": "reviews.id DESC",
    "highest": f"{_GIVEN} DESC NULLS LAST, reviews.id DESC",
    "lowest": f"{_GIVEN} ASC NULLS LAST, reviews.id DESC",
    "longest": "length(text) DESC, reviews.id DESC",
    "agreed": f"{_AGREE} - {_DISAGREE} DESC, {_AGREE} DESC, reviews.id DESC",
}

_LUCKY_DRAWS = 20


def json_list(values: Collection[str | int]) -> str:
    """Return values as the JSON array that `json_each` reads back."""
    return json.dumps(sorted(values, key=str), ensure_ascii=True)


def read(connection: sqlite3.Connection, review_id: int, *, guild_id: int) -> StoredReview | None:
    """Return a review, or None where it is gone or out of the server's reach."""
    row = connection.execute(_READ, {"review": review_id, "guild": guild_id}).fetchone()
    return None if row is None else StoredReview(*row)


def page(
    connection: sqlite3.Connection,
    wanted: ReviewFilter,
    spellings: Sequence[str],
    *,
    guild_id: int,
    limit: int,
    offset: int,
) -> ReviewPage:
    """Return one page of the reviews that fit; `spellings` are those of `wanted.reviewer`."""
    where, values = _where(wanted, spellings, guild_id)
    total = connection.execute(f"SELECT count(*) FROM reviews WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT reviews.id FROM reviews WHERE {where} ORDER BY {_ORDERS[wanted.sort]} LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    ).fetchall()
    found = (read(connection, review_id, guild_id=guild_id) for (review_id,) in rows)
    return ReviewPage(tuple(review for review in found if review is not None), total)


def draw(
    connection: sqlite3.Connection,
    wanted: ReviewFilter,
    spellings: Sequence[str],
    *,
    guild_id: int,
    chance: random.Random,
) -> Iterator[StoredReview]:
    """Return reviews that fit, one after another at random, each as likely as another.

    Those of a film or of a reviewer come once each, those of all films without end. Where ids have wide gaps, as after
    a large load was undone, the review after a gap is the likelier.
    """
    where, values = _where(wanted, spellings, guild_id)
    if wanted.film_id is None and wanted.reviewer is None:
        yield from _drawn_by_id(connection, where, values, guild_id, chance)
        return
    ids = [review_id for (review_id,) in connection.execute(f"SELECT reviews.id FROM reviews WHERE {where}", values)]
    while ids:
        place = chance.randrange(len(ids))
        ids[place], ids[-1] = ids[-1], ids[place]
        review = read(connection, ids.pop(), guild_id=guild_id)
        assert review is not None
        yield review


def _drawn_by_id(
    connection: sqlite3.Connection, where: str, values: dict[str, Any], guild_id: int, chance: random.Random
) -> Iterator[StoredReview]:
    low, high = connection.execute("SELECT (SELECT min(id) FROM reviews), (SELECT max(id) FROM reviews)").fetchone()
    exactly = f"SELECT reviews.id FROM reviews WHERE reviews.id = :id AND {where}"
    from_there = f"SELECT reviews.id FROM reviews WHERE reviews.id >= :id AND {where} ORDER BY reviews.id LIMIT 1"
    while low is not None:
        for _ in range(_LUCKY_DRAWS):
            row = connection.execute(exactly, {**values, "id": chance.randint(low, high)}).fetchone()
            if row is not None:
                break
        else:
            row = connection.execute(from_there, {**values, "id": chance.randint(low, high)}).fetchone()
            row = row or connection.execute(from_there, {**values, "id": low}).fetchone()
            if row is None:
                return
        review = read(connection, row[0], guild_id=guild_id)
        assert review is not None
        yield review


def in_reach(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> bool:
    """Tell whether a film may be opened for a server."""
    values = {"film": film_id, "guild": guild_id}
    row = connection.execute(f"SELECT 1 FROM films WHERE films.id = :film AND {REACHABLE}", values).fetchone()
    return row is not None


def opinions(connection: sqlite3.Connection, film_id: int, *, guild_id: int, scale: Scale) -> tuple[Opinion, ...]:
    """Return the highest and the lowest score of those who reviewed a film, for opening questions.

    Of a member it is their rating, written on the server's `scale`; members who have hidden themselves are left out.
    """
    found: list[Opinion] = []
    for order in ("DESC", "ASC"):
        row = connection.execute(
            f"SELECT reviewer, reviews.score, ratings.score {_SCORED} "
            f"ORDER BY coalesce(reviews.score, ratings.score) {order}, reviews.id LIMIT 1",
            {"film": film_id, "guild": guild_id},
        ).fetchone()
        if row is not None:
            found.append(_opinion(row, scale))
    return tuple(found)


def _opinion(row: tuple[str, float | None, int | None], scale: Scale) -> Opinion:
    reviewer, score, rating = row
    if rating is not None:
        return Opinion(f"{MEMBER} {reviewer}", rating, score_label(rating, scale))
    assert score is not None
    return Opinion(reviewer, score)


def _where(wanted: ReviewFilter, spellings: Sequence[str], guild_id: int) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"guild": guild_id}
    conditions = [_OF_THE_SERVER]
    if wanted.film_id is None:
        conditions.append(_OF_ANY_FILM)
    else:
        conditions.append(_OF_A_FILM)
        values["film"] = wanted.film_id
    if wanted.reviewer is not None:
        conditions.append(BY_REVIEWER)
        values["spellings"] = json_list(spellings)
    if wanted.without:
        conditions.append(_WITHOUT)
        values["without"] = json_list(wanted.without)
    return " AND ".join(conditions), values
