"""Questions that reviews answer: opinions, on a topic too, who liked a film, what a reviewer gave. Pure rules."""

import re
from typing import Any, cast

from bot.asking.clauses import Clause
from bot.asking.conditions import CONDITION_KINDS
from bot.asking.film_talk import FIELDS, UNKEPT
from bot.asking.lexicon import GLUE
from bot.asking.query import FilmName, Query, ReviewQuery
from bot.asking.reading_films import meant, unknown_film
from bot.asking.references import Asked
from bot.asking.review_talk import FOUND, MENTIONED, NO_TOPIC, REACTED, REVIEWS, TOPIC

_COUNTED = re.compile(
    r"(?<!\S)(?:how many (?:reviews|people|critics|reviewers)|number of reviews)(?! (?:\w+ )?REVIEWER)"
    r"|(?:most|highest|best|top|lowest|worst) (?:rated|reviewed)(?! review)"
    r"|(?:most|fewest|least) reviews(?! (?:by|of|for|did))"
    r"|(?:best|top|greatest|highest|worst|lowest)(?: (?:rated|scored|scoring))? (?:COUNTRY |GENRE |\w+ )?"
    r"(?:films?|GENRE)(?! reviews?)"
)
"""What is asked of how films are reviewed, and answered by lists and facts."""
_OF_ALL = re.compile(r"(?<!\S)(?:favou?rites?|most|least|best|worst|highest|lowest|how many)(?!\S)")
"""What is asked of all that a reviewer wrote."""
_GIVEN = re.compile(r"(?<!\S)(?P<score>\d+(?:\.5)?)(?:/(?P<of>\d+))?(?P<stars> stars?)?(?!\S)")
_PREFERRING = re.compile(r"(?<!\S)(?:prefer\w*|rather|better|more|or)(?!\S)")
_MOST_WORDS = 3
_ASKS_OF_ONE = frozenset({"count", "liked", "disliked", "scores", "opinions"})


def reviews(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of reviews: opinions, on a topic, who liked or hated it, a quote."""
    clause, shape = asked.clause, asked.clause.shape
    films = clause.of("film")
    reviewer = clause.of("reviewer")[0].name if clause.of("reviewer") else None
    if any(span.kind in CONDITION_KINDS - {"years", "person", "score"} for span in clause.spans) and not films:
        return ()
    if _COUNTED.search(shape):
        return ()
    if reviewer is not None and len(films) > 1 and _PREFERRING.search(shape):
        return tuple(ReviewQuery(span.films, "scores", (), reviewer) for span in films)
    if found := FOUND.search(shape):
        topic = _words(found["found"] or found["is"])
        meaning = meant(clause, asked.memory, asked.catalogue)
        return (ReviewQuery(meaning, "opinions", topic, reviewer),) if meaning else ()
    ask = next((ask for ask, pattern in REVIEWS if pattern.search(shape)), None)
    if ask is None:
        return _reacted(asked, reviewer)
    return _of_film(asked, ask, reviewer)


def _of_film(asked: Asked, ask: str, reviewer: str | None) -> tuple[Query, ...]:
    clause = asked.clause
    topic = _topic(clause)
    films: tuple[FilmName, ...] = ()
    if reviewer is None or clause.of("film") or not _OF_ALL.search(clause.shape):
        films = meant(clause, asked.memory, asked.catalogue)
    if films or (reviewer is not None and ask in _ASKS_OF_ONE and not (ask == "opinions" and topic)):
        return (ReviewQuery(films, cast("Any", ask), topic, reviewer, _score(clause) if ask == "gave" else None),)
    if ask in {"liked", "disliked", "gave"} or (ask == "spoilers" and not clause.unexplained()):
        return ()
    nobody = unknown_film(clause, asked.catalogue, ("what reviews say",))
    if topic and ask in {"opinions", "quote"} and (not nobody.choices or MENTIONED.search(clause.shape)):
        return (ReviewQuery((), "search", topic, reviewer),)
    return (nobody,)


def _reacted(asked: Asked, reviewer: str | None) -> tuple[Query, ...]:
    """Read `who fell asleep during FILM`, where it is no question for the record of the film."""
    clause, shape = asked.clause, asked.clause.shape
    if (match := REACTED.search(shape)) and not any(rule[1].search(shape) for rule in (*FIELDS, *UNKEPT)):
        topic, films = _words(match["topic"]), meant(clause, asked.memory, asked.catalogue)
        return (ReviewQuery(films, "opinions", topic, reviewer),) if topic and films else ()
    if reviewer is not None and (films := meant(clause, asked.memory, asked.catalogue)):
        return (ReviewQuery(films, "opinions", (), reviewer),)
    return ()


def _score(clause: Clause) -> float | None:
    """Return the score that is asked for, on the scale of reviews, 0 to 10; stars are of five."""
    for span in clause.of("score"):
        if span.range is not None:
            return span.range.low
    match = _GIVEN.search(clause.shape)
    if match is None:
        return None
    of = float(match["of"] or (5 if match["stars"] else 10))
    return min(float(match["score"]) * 10 / of, 10.0) if of else None


def _topic(clause: Clause) -> tuple[str, ...]:
    """Return the words of what reviews are asked about, such as the camera work; empty where it is the whole film."""
    plain = clause
    for span in clause.of("person"):
        if span.end - span.start == 1 and span.end == clause.end and MENTIONED.search(clause.shape):
            plain = plain.without(span)  # `mention snow` means no Michael Snow
    match = TOPIC.search(plain.shape)
    return () if match is None else _words(match["topic"])


def _words(topic: str) -> tuple[str, ...]:
    words = [word for word in topic.split() if word not in GLUE | NO_TOPIC and not word.isupper()]
    return tuple(words[:_MOST_WORDS])
