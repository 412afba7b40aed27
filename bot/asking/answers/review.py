"""Answers from reviews: what they say, on a topic too, who liked or hated a film, and one quotation of them."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.film_records import read_all_told
from bot.asking.answers.quotations import ENDINGS, Bars, given, harshest, quotations
from bot.asking.answers.reviewer import DISLIKED, LIKED, given_by_one, of_reviewer
from bot.asking.asker import SHARED, Asker
from bot.asking.query import ReviewQuery
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import Voice, listed
from bot.asking.wording.topic_words import UNFAVOURABLE, names_in
from bot.catalogue.reviews.reviewed import ReviewFilter, ReviewSort, StoredReview
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live_names import NameNotFoundError
from bot.catalogue.searching.word_query import WordQuery
from bot.catalogue.searching.word_search import WordHit, search
from bot.club.diary import DiaryStore
from bot.club.settings import read_settings
from bot.database import Database
from bot.ui import facts

QUOTED = 3
"""Reviews of which an answer quotes a sentence."""
_READ = 60
_NAMESAKES = 3
_NEAR, _FAR = 1.0, 3.0
"""How far apart scores are, of 10, up to which reviewers agree, and from which on they do not."""


class ReviewAnswers:
    """Reads reviews for one server at a time and tells what they say."""

    def __init__(self, database: Database, reviews: ReviewStore) -> None:
        self._database = database
        self._reviews = reviews
        self._diary = DiaryStore(database)

    async def answer(self, query: ReviewQuery, asker: Asker, seed: int) -> Told:
        """Tell what is asked of the reviews of a film, or of a reviewer's where no film is named."""
        if query.ask == "search" or (not query.films and query.reviewer is None):
            return await self._speaking_of(query, asker)
        if not query.films:
            return await of_reviewer(query, asker, self._reviews)
        guild_id = asker.guild_id
        films = await self._database.read(partial(read_all_told, films=query.films, guild_id=guild_id))
        if query.reviewer is not None and not await self._knows(query.reviewer, asker):
            return _no_reviews(query, films, asker.voice)
        found: list[tuple[FilmTold, list[StoredReview]]] = []
        for told in films:
            wanted = ReviewFilter(told.id, query.reviewer, _SORTS.get(query.ask, "agreed"))
            page = await self._reviews.page(wanted, guild_id=guild_id, limit=_READ, offset=0)
            if page.reviews:
                found.append((told, list(page.reviews)))
        if not found:
            return _no_reviews(query, films, asker.voice)
        bars = await self._bars(asker, [told.id for told, _ in found])
        one = query.reviewer is not None and query.ask in _OF_ONE
        tell = given_by_one if one else _TOLD[query.ask]
        lines = [line for told, reviews in found[:_NAMESAKES] for line in tell(query, told, reviews, bars, seed)]
        many = sum(len(reviews) for _, reviews in found[:_NAMESAKES])
        return Told(tuple(lines), f"by {facts.count(many, 'review')}", tuple(told.id for told, _ in found[:_NAMESAKES]))

    async def _knows(self, reviewer: str, asker: Asker) -> bool:
        """Tell whether anybody by that name wrote reviews."""
        try:
            return await self._reviews.reviewer(reviewer, guild_id=asker.guild_id) is not None
        except NameNotFoundError:
            return False

    async def _bars(self, asker: Asker, film_ids: Sequence[int]) -> Bars:
        settings = await self._database.read(partial(read_settings, guild_id=asker.guild_id))
        if asker.guild_id == SHARED or not asker.private:
            return Bars(settings, asker)
        seen = await self._diary.seen_among(film_ids, guild_id=asker.guild_id, member_id=asker.member_id)
        return Bars(settings, asker, seen)

    async def _speaking_of(self, query: ReviewQuery, asker: Asker) -> Told:
        """Tell of which films reviews speak of something, with the sentence that does."""
        words = WordQuery(query.topic)
        page = await self._database.read(
            partial(search, query=words, guild_id=asker.guild_id, limit=QUOTED, kinds=("review",))
        )
        if query.ask in {"liked", "disliked"}:
            return await self._judging(query, page.hits, asker)
        bars, voice = await self._bars(asker, [hit.film_id for hit in page.hits]), asker.voice
        topic = voice.safe(" ".join(query.topic))
        if not page.hits:
            return Told((f"No review speaks of “{topic}”, and I know no film by that name.",))
        tells = bool(ENDINGS & set(query.topic))
        lines = [f"Reviews of {facts.count(page.total, 'film')} speak of “{topic}”:"]
        lines += [
            f"- {voice.title(hit.label)}, {voice.safe(hit.reviewer or '')}: "
            + bars.said(hit.sentence, hit.film_id, hit.spoiler, tells=tells)
            for hit in page.hits
        ]
        return Told(tuple(lines), "by the reviews", tuple(hit.film_id for hit in page.hits))

    async def _judging(self, query: ReviewQuery, hits: Sequence[WordHit], asker: Asker) -> Told:
        """Tell who speaks of something in a review with a score that praises, or one that does not."""
        liked, voice = query.ask == "liked", asker.voice
        topic = voice.safe(" ".join(query.topic))
        found: list[tuple[WordHit, StoredReview]] = []
        for hit in hits:
            page = await self._reviews.page(
                ReviewFilter(hit.film_id, hit.reviewer), guild_id=asker.guild_id, limit=_READ, offset=0
            )
            review = next((each for each in page.reviews if each.id == hit.review_id), None)
            score = None if review is None else review.score
            if review is not None and score is not None and (score > DISLIKED if liked else score <= DISLIKED):
                found.append((hit, review))
        kind = "praises a film" if liked else "faults a film"
        if not found:
            return Told((f"No review that {kind} speaks of “{topic}”, so far as I can tell.",))
        bars = await self._bars(asker, [hit.film_id for hit, _ in found])
        lines = [
            f"- {voice.title(hit.label)}, {voice.safe(review.reviewer)}{given(review)}: "
            + bars.said(hit.sentence, hit.film_id, hit.spoiler)
            for hit, review in found
        ]
        heading = f"Of “{topic}”, in reviews with {'a good' if liked else 'a poor'} score:"
        return Told((heading, *lines), "by the reviews", tuple(hit.film_id for hit, _ in found))


_SORTS: Mapping[str, ReviewSort] = {"liked": "highest", "disliked": "lowest", "scores": "highest"}
_OF_ONE = frozenset({"liked", "disliked", "scores"})
"""What of one reviewer is told in a line, with what they gave."""


def _no_reviews(query: ReviewQuery, films: Sequence[FilmTold], voice: Voice) -> Told:
    named = listed([voice.title(told.label) for told in films], "or") if films else "that film"
    by = f" by {voice.safe(query.reviewer)}" if query.reviewer else ""
    return Told((f"There are no reviews{by} of {named} yet.",), films=tuple(told.id for told in films))


def _opinions(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, seed: int) -> list[str]:
    film = bars.voice.title(told.label)
    tells = bool(ENDINGS & set(query.topic))
    names = names_in(query.topic, told.film)
    found = quotations(reviews, query.topic, bars, seed, names)[:QUOTED]
    if query.topic and not found:
        heading = f"{_no_word(query, film, bars.voice)} They do say:"
        found = quotations(reviews, (), bars, seed)[:QUOTED]
        lowest = harshest(reviews) if UNFAVOURABLE & set(query.topic) else None
        if lowest is not None:
            heading, found = f"{_no_word(query, film, bars.voice)} The lowest score:", [lowest]
    elif query.topic:
        heading = f"What reviewers say of {film} on “{bars.voice.safe(' '.join(query.topic))}”:"
    else:
        heading = f"What reviewers say of {film}:"
    return [heading, *(bars.quoted(review, sentence, tells=tells) for review, sentence in found)]


def _no_word(query: ReviewQuery, film: str, voice: Voice) -> str:
    return f"No review of {film} speaks of “{voice.safe(' '.join(query.topic))}”, so far as I can tell."


def _quote(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, seed: int) -> list[str]:
    found = quotations(reviews, query.topic, bars, seed, names_in(query.topic, told.film))
    film = bars.voice.title(told.label)
    if not found:
        return [_no_word(query, film, bars.voice)]
    review, sentence = found[seed % len(found)] if not query.topic else found[0]
    tells = bool(ENDINGS & set(query.topic))
    return [f"Of {film}:", bars.quoted(review, sentence, tells=tells)]


def _by_score(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, seed: int) -> list[str]:
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
        verb = "loved" if liked else "disliked"
        names = bars.voice.safe(end.reviewer)
        said = f"No reviewer {verb} {film}: the {word} score is {facts.score(end.score or 0.0)}, by {names}."
        return [said, *(bars.quoted(*quoted) for quoted in quotations([end], query.topic or (), bars, seed))]
    verb = "liked" if liked else "did not like"
    heading = f"{facts.count(len(fitting), 'reviewer')} of {len(scored)} {verb} {film}:"
    on_topic = quotations(fitting, query.topic, bars, seed, names_in(query.topic, told.film))
    if query.topic and not on_topic:
        topic = bars.voice.safe(" ".join(query.topic))
        heading = f"{heading[:-1]}, and none of them speaks of “{topic}”, so far as I can tell:"
    elif query.topic:
        fitting = [review for review, _ in on_topic]
        heading = f"Who {verb} {film} and speaks of “{bars.voice.safe(' '.join(query.topic))}”:"
    quoted = {review.id: sentence for review, sentence in on_topic or quotations(fitting, (), bars, seed)}
    lines = [
        bars.quoted(review, quoted[review.id])
        if review.id in quoted
        else f"- {bars.voice.safe(review.reviewer)}{given(review)}"
        for review in fitting[:QUOTED]
    ]
    rest = [bars.voice.safe(review.reviewer) + given(review) for review in fitting[QUOTED : QUOTED * 3]]
    return [heading, *lines, *([f"Also {listed(rest)}."] if rest else [])]


def _scores(_: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, __: int) -> list[str]:
    scored = [review for review in reviews if review.score is not None]
    film = bars.voice.title(told.label)
    if not scored:
        return [f"No reviewer of {film} gave it a score."]
    names = [f"{bars.voice.safe(review.reviewer)} {facts.score(review.score or 0.0)}" for review in scored[:8]]
    mean = sum(review.score or 0.0 for review in scored) / len(scored)
    average = f" On average {facts.score(mean)}." if len(scored) > 1 else ""
    return [f"{film}: {listed(names)}.{average}"]


def _agreed(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, seed: int) -> list[str]:
    """Tell how far apart the scores of a film are."""
    scores = [review.score for review in reviews if review.score is not None]
    if len(scores) < 2:  # noqa: PLR2004 - one alone agrees with nobody
        return _scores(query, told, reviews, bars, seed)
    far = max(scores) - min(scores)
    verdict = "Yes, nearly" if far <= _NEAR else "No" if far >= _FAR else "More or less"
    between = f"their scores are {far:g} apart, from {facts.score(min(scores))} to {facts.score(max(scores))}"
    return [f"{verdict}: {between}.", *_scores(query, told, reviews, bars, seed)]


def _gave(query: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, seed: int) -> list[str]:
    """Tell who gave a film the score that is asked for, and else what was given."""
    if query.score is None:
        return _scores(query, told, reviews, bars, seed)
    film, score = bars.voice.title(told.label), query.score.said
    names = [bars.voice.safe(each.reviewer) for each in reviews if each.score and query.score.holds(each.score)]
    if names:
        return [f"{listed(names)} gave {film} {score}."]
    return [f"No reviewer gave {film} {score}.", *_scores(query, told, reviews, bars, seed)]


def _spoilers(_: ReviewQuery, told: FilmTold, reviews: list[StoredReview], bars: Bars, __: int) -> list[str]:
    """Tell whose reviews are marked as telling the plot; of those that nobody marked it is unknown."""
    film = bars.voice.title(told.label)
    telling = [bars.voice.safe(review.reviewer) for review in reviews if review.spoiler == "full"]
    mild = [bars.voice.safe(review.reviewer) for review in reviews if review.spoiler == "mild"]
    unmarked = sum(review.spoiler is None for review in reviews)
    marked = f"Yes: {len(telling)} of {facts.count(len(reviews), 'review')} of {film} " if telling else ""
    said = f"{marked}{'tells' if len(telling) == 1 else 'tell'} the plot, by {listed(telling)}." if telling else ""
    said = said or f"No review of {film} is marked as telling the plot."
    said += f" Mild ones: {listed(mild)}." if mild else ""
    return [said + (f" {facts.count(unmarked, 'review')} nobody has marked." if unmarked else "")]


_TOLD = {
    "opinions": _opinions,
    "quote": _quote,
    "liked": _by_score,
    "disliked": _by_score,
    "scores": _scores,
    "gave": _gave,
    "agreed": _agreed,
    "spoilers": _spoilers,
    "count": _scores,
}
