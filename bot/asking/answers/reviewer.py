"""Answers about one reviewer: how much they wrote, what they gave the most and the least, what they gave a film."""

from collections.abc import Sequence

from bot.asking.answered import Told
from bot.asking.answers.quotations import Bars, given, quotations
from bot.asking.asker import Asker
from bot.asking.query import ReviewQuery
from bot.asking.saying.phrasing import FilmTold
from bot.catalogue.reviews.reviewed import ReviewFilter, ReviewSort, StoredReview
from bot.catalogue.reviews.reviews import ReviewStore
from bot.ui import facts

LIKED, DISLIKED = 7.0, 5.5
"""Reviewers' scores, 0 to 10, from which on a film is liked, and up to which it is not."""
_LISTED = 5
_READ = 200
_SORTS: dict[str, ReviewSort] = {"liked": "highest", "disliked": "lowest", "scores": "highest"}


async def of_reviewer(query: ReviewQuery, asker: Asker, reviews: ReviewStore) -> Told:
    """Tell how much a reviewer wrote, and of which films; the highest or the lowest of their scores where asked for."""
    assert query.reviewer is not None
    voice = asker.voice
    profile = await reviews.reviewer(query.reviewer, guild_id=asker.guild_id)
    if profile is None:
        return Told((f"There are no reviews by {voice.safe(query.reviewer)} here.",))
    name = voice.safe(profile.name)
    written = f"{name} has written {facts.count(profile.reviews, 'review')}"
    if query.ask == "count":
        return Told((f"{written}.",), "by the reviews")
    if query.ask == "gave" and query.score is not None:
        return await _given_score(query, name, asker, reviews)
    wanted = ReviewFilter(None, query.reviewer, _SORTS.get(query.ask, "newest"))
    page = await reviews.page(wanted, guild_id=asker.guild_id, limit=_READ, offset=0)
    found = list(page.reviews)
    mean = f", {facts.score(profile.mean)} on average" if profile.mean is not None else ""
    heading = f"{written}{mean}. Among them:"
    best = found[0].score if found else None
    if query.ask in {"liked", "disliked"} and best is not None:
        found = [review for review in found if review.score == best]
        end = "highest" if query.ask == "liked" else "lowest"
        heading = f"The {end} score of {name} is {facts.score(best)}, for {facts.count(len(found), 'film')}:"
    lines = [f"- {voice.title(review.film_label)}{given(review)}" for review in found[:_LISTED]]
    if query.ask in {"liked", "disliked"} and len(found) > _LISTED:
        lines.append(voice.note(f"and {len(found) - _LISTED} more"))
    return Told((heading, *lines), "by the reviews", tuple(review.film_id for review in found[:_LISTED]))


async def _given_score(query: ReviewQuery, name: str, asker: Asker, reviews: ReviewStore) -> Told:
    """Tell to which films a reviewer gave the score that is asked for, or one within its bounds."""
    assert query.score is not None
    wanted = ReviewFilter(None, query.reviewer, "lowest" if query.score.low is None else "highest")
    page = await reviews.page(wanted, guild_id=asker.guild_id, limit=_READ, offset=0)
    found = [review for review in page.reviews if review.score is not None and query.score.holds(review.score)]
    if not found:
        return Told((f"{name} gave no film {query.score.said}.",), "by the reviews")
    bounded = query.score.low != query.score.high
    lines = [f"- {asker.voice.title(each.film_label)}{given(each) if bounded else ''}" for each in found[:_LISTED]]
    if len(found) > _LISTED:
        lines.append(asker.voice.note(f"and {len(found) - _LISTED} more"))
    heading = f"{name} gave {query.score.said} to {facts.count(len(found), 'film')}:"
    return Told((heading, *lines), "by the reviews", tuple(review.film_id for review in found[:_LISTED]))


def given_by_one(
    query: ReviewQuery, told: FilmTold, reviews: Sequence[StoredReview], bars: Bars, seed: int
) -> list[str]:
    """Tell what a reviewer gave a film, and whether they liked it, in a line."""
    review = reviews[0]
    name, film = bars.voice.safe(review.reviewer), bars.voice.title(told.label)
    if review.score is None:
        verdict = f"{name} reviewed {film} without a score"
    else:
        verdict = f"{_whether(query, review.score)}{name} gave {film} {facts.score(review.score)}"
    quoted = quotations(reviews[:1], query.topic, bars, seed) or quotations(reviews[:1], (), bars, seed)
    return [f"{verdict}{': ' + bars.quotation(*quoted[0]) if quoted else '.'}"]


def _whether(query: ReviewQuery, score: float) -> str:
    if query.ask not in {"liked", "disliked"} or DISLIKED < score < LIKED:
        return ""
    return "Yes: " if (score >= LIKED) == (query.ask == "liked") else "No: "
