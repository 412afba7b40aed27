"""Answers from reviews: what they say, on a topic too, who liked or hated a film, and one quotation of them."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from bot.asking.answered import Told
from bot.asking.asker import Asker
from bot.asking.film_records import read_all_told
from bot.asking.phrasing import FilmTold
from bot.asking.query import ReviewQuery
from bot.asking.voice import Voice, listed
from bot.catalogue.prose import readable
from bot.catalogue.reviewed import ReviewFilter, ReviewSort, StoredReview
from bot.catalogue.reviews import ReviewStore
from bot.catalogue.sentences import sentences
from bot.catalogue.spoilers import UnmarkedRule, is_behind_bars
from bot.catalogue.text import fold
from bot.club.settings import Settings, read_settings
from bot.database import Database
from bot.ui import facts

QUOTED = 3
"""Reviews of which an answer quotes a sentence."""
LONGEST = 320
"""Characters of a quotation."""
LIKED, DISLIKED = 7.0, 5.0
"""Reviewers' scores, 0 to 10, from which on a film is liked, and up to which it is not."""
_READ = 60
_SHORTEST, _STEM = 40, 5

_ENDINGS = frozenset({"ending", "endings", "end", "finale", "final", "twist", "death", "dies", "climax", "last"})
"""Topics that tell the plot whatever mark a review carries: what is quoted on them stands behind bars."""

_ALIKE: dict[str, frozenset[str]] = {
    "camera": frozenset({"camera", "lens", "shot", "photograph", "cinematograph", "frame", "urusevsky"}),
    "cinematography": frozenset({"camera", "lens", "shot", "photograph", "cinematograph", "frame"}),
    "acting": frozenset({"acting", "actor", "actress", "perform", "plays", "face"}),
    "performances": frozenset({"acting", "actor", "actress", "perform", "plays", "face"}),
    "music": frozenset({"music", "score", "song", "piano", "tune"}),
    "ending": frozenset({"ending", "end", "last", "final"}),
    "pace": frozenset({"pace", "pacing", "slow", "long", "minutes", "hour"}),
    "sound": frozenset({"sound", "silence", "noise"}),
    "story": frozenset({"story", "plot", "script"}),
}
"""Words that speak of a topic beside its own."""
_WORD = re.compile(r"[^\W_]+")


class ReviewAnswers:
    """Reads reviews for one server at a time and tells what they say."""

    def __init__(self, database: Database, reviews: ReviewStore) -> None:
        self._database = database
        self._reviews = reviews

    async def answer(self, query: ReviewQuery, asker: Asker, seed: int) -> Told:
        """Tell what is asked of the reviews of a film, or of a reviewer's where no film is named."""
        if not query.films:
            return await self._of_reviewer(query, asker)
        guild_id = asker.guild_id
        films = await self._database.read(partial(read_all_told, films=query.films, guild_id=guild_id))
        settings = await self._database.read(partial(read_settings, guild_id=guild_id))
        found: list[tuple[FilmTold, list[StoredReview]]] = []
        for told in films:
            wanted = ReviewFilter(told.id, query.reviewer, _SORTS.get(query.ask, "agreed"))
            page = await self._reviews.page(wanted, guild_id=guild_id, limit=_READ, offset=0)
            if page.reviews:
                found.append((told, list(page.reviews)))
        if not found:
            return _no_reviews(query, films, asker.voice)
        told, reviews = found[0]
        lines = _TOLD[query.ask](query, told, reviews, _Bars(settings, asker), seed)
        return Told(tuple(lines), f"by {facts.count(len(reviews), 'review')}", (told.id,))

    async def _of_reviewer(self, query: ReviewQuery, asker: Asker) -> Told:
        assert query.reviewer is not None
        profile = await self._reviews.reviewer(query.reviewer, guild_id=asker.guild_id)
        if profile is None:
            return Told((f"There are no reviews by {asker.voice.safe(query.reviewer)} here.",))
        mean = f", {facts.score(profile.mean)} on average" if profile.mean is not None else ""
        page = await self._reviews.page(
            ReviewFilter(None, query.reviewer, _SORTS.get(query.ask, "newest")),
            guild_id=asker.guild_id,
            limit=5,
            offset=0,
        )
        name = asker.voice.safe(profile.name)
        lines = [f"{name} has written {facts.count(profile.reviews, 'review')}{mean}. Among them:"]
        lines += [f"- {asker.voice.title(review.film_label)}{_given(review)}" for review in page.reviews]
        return Told(tuple(lines), "by the reviews", tuple(review.film_id for review in page.reviews))


_SORTS: Mapping[str, ReviewSort] = {"liked": "highest", "disliked": "lowest", "scores": "highest"}


class _Bars:
    """Sets quotations, behind bars where they may tell the plot."""

    def __init__(self, settings: Settings, asker: Asker) -> None:
        self._unmarked: UnmarkedRule = settings.unmarked_reviews
        self._private = asker.private
        self.voice = asker.voice

    def quoted(self, review: StoredReview, sentence: str, *, tells: bool) -> str:
        safe = self.voice.safe(sentence)
        if tells or self.hides(review):
            safe = self.voice.barred(safe)
        return f"- {self.voice.safe(review.reviewer)}{_given(review)}: “{safe}”"

    def hides(self, review: StoredReview) -> bool:
        return is_behind_bars(review.spoiler, unmarked=self._unmarked, private=self._private)


def _given(review: StoredReview) -> str:
    return "" if review.score is None else f" ({facts.score(review.score)})"


def _no_reviews(query: ReviewQuery, films: Sequence[FilmTold], voice: Voice) -> Told:
    named = listed([voice.title(told.label) for told in films], "or") if films else "that film"
    by = f" by {voice.safe(query.reviewer)}" if query.reviewer else ""
    return Told((f"There are no reviews{by} of {named} yet.",), films=tuple(told.id for told in films))


def _opinions(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: _Bars, seed: int) -> list[str]:
    film = bars.voice.title(told.label)
    tells = bool(_ENDINGS & set(query.topic))
    quotations = _quotations(reviews, query.topic, bars, seed)[:QUOTED]
    if query.topic and not quotations:
        heading = f"{_no_word(query, film, bars.voice)} They do say:"
        quotations = _quotations(reviews, (), bars, seed)[:QUOTED]
    elif query.topic:
        heading = f"On the {bars.voice.safe(' '.join(query.topic))} of {film}:"
    else:
        heading = f"What reviewers say of {film}:"
    return [heading, *(bars.quoted(review, sentence, tells=tells) for review, sentence in quotations)]


def _no_word(query: ReviewQuery, film: str, voice: Voice) -> str:
    return f"No review of {film} speaks of the {voice.safe(' '.join(query.topic))}, so far as I can tell."


def _quotations(
    reviews: Sequence[StoredReview], topic: Sequence[str], bars: _Bars, seed: int
) -> list[tuple[StoredReview, str]]:
    """Return a sentence of each review, on the topic where one is given; what stands open comes first."""
    found: list[tuple[StoredReview, str]] = []
    for review in reviews:
        text = readable(review.text)
        every = [text[span.start : span.end] for span in sentences(text)]
        fitting = (
            [each for each in every if _speaks_of(each, topic)]
            if topic
            else [each for each in every if len(each) >= _SHORTEST] or every
        )
        if fitting:
            sentence = fitting[0] if topic else fitting[seed % len(fitting)]
            found.append((review, " ".join(sentence.split())[:LONGEST]))
    found.sort(key=lambda each: bars.hides(each[0]))
    return found


def _speaks_of(sentence: str, topic: Sequence[str]) -> bool:
    words = [fold(word) for word in _WORD.findall(sentence)]
    for asked in topic:
        stems = _ALIKE.get(asked) or frozenset({asked[: max(_STEM, len(asked) - 2)]})
        if any(word.startswith(stem) for word in words for stem in stems):
            return True
    return False


def _quote(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: _Bars, seed: int) -> list[str]:
    quotations = _quotations(reviews, query.topic, bars, seed)
    film = bars.voice.title(told.label)
    if not quotations:
        return [_no_word(query, film, bars.voice)]
    review, sentence = quotations[seed % len(quotations)] if not query.topic else quotations[0]
    tells = bool(_ENDINGS & set(query.topic))
    return [f"Of {film}:", bars.quoted(review, sentence, tells=tells)]


def _by_score(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: _Bars, seed: int) -> list[str]:
    """Tell who liked a film, or did not, by the score they gave."""
    liked = query.ask == "liked"
    scored = [review for review in reviews if review.score is not None]
    fitting = [r for r in scored if r.score is not None and (r.score >= LIKED if liked else r.score <= DISLIKED)]
    film = bars.voice.title(told.label)
    if not scored:
        return [f"No reviewer of {film} gave it a score."]
    if not fitting:
        end = scored[0]
        word = "highest" if liked else "lowest"
        verb = "loved" if liked else "hated"
        names = bars.voice.safe(end.reviewer)
        return [f"No reviewer {verb} {film}: the {word} score is {facts.score(end.score or 0.0)}, by {names}."]
    verb = "liked" if liked else "did not like"
    heading = f"{facts.count(len(fitting), 'reviewer')} of {len(scored)} {verb} {film}:"
    quotations = {review.id: sentence for review, sentence in _quotations(fitting, query.topic, bars, seed)}
    lines = [
        bars.quoted(review, quotations[review.id], tells=False)
        if review.id in quotations
        else f"- {bars.voice.safe(review.reviewer)}{_given(review)}"
        for review in fitting[:QUOTED]
    ]
    rest = [bars.voice.safe(review.reviewer) + _given(review) for review in fitting[QUOTED : QUOTED * 3]]
    return [heading, *lines, *([f"Also {listed(rest)}."] if rest else [])]


def _scores(_: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: _Bars, __: int) -> list[str]:
    scored = [review for review in reviews if review.score is not None]
    film = bars.voice.title(told.label)
    if not scored:
        return [f"No reviewer of {film} gave it a score."]
    names = [f"{bars.voice.safe(review.reviewer)} {facts.score(review.score or 0.0)}" for review in scored[:8]]
    mean = sum(review.score or 0.0 for review in scored) / len(scored)
    average = f" On average {facts.score(mean)}." if len(scored) > 1 else ""
    return [f"{film}: {listed(names)}.{average}"]


_TOLD = {"opinions": _opinions, "quote": _quote, "liked": _by_score, "disliked": _by_score, "scores": _scores}
