"""Questions that reviews answer: opinions, on a topic too, who liked a film, what a reviewer gave. Pure rules."""

import re
from dataclasses import replace
from typing import Any, cast

from bot.asking.finding.spans import CERTAIN, Span
from bot.asking.query import FilmName, Query, Range, ReviewQuery
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import CONDITION_KINDS
from bot.asking.reading.films import meant, unknown_film
from bot.asking.reading.references import Asked, speaks_of_film
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.film_talk import FIELDS, UNKEPT
from bot.asking.wording.given_scores import score_given
from bot.asking.wording.grammar import phrases
from bot.asking.wording.lexicon import GLUE
from bot.asking.wording.ordinary import is_ordinary
from bot.asking.wording.review_talk import BY_SOMEBODY, CRAFTS, FOUND, MENTIONED, NO_TOPIC, REACTED, REVIEWS, TOPIC
from bot.catalogue.text import fold
from bot.ui import facts

_COUNTED = re.compile(
    r"(?<!\S)(?:how many (?:reviews|people|critics|reviewers)(?! (?:\w+ )?(?:lov|lik|hat|dislik|enjoy|prais|pan)\w*)"
    r"|number of reviews)(?! (?:\w+ )?REVIEWER)"
    r"|(?:most|highest|best|top|lowest|worst) (?:rated|reviewed)(?! review)"
    r"|(?:most|fewest|least) reviews(?! (?:by|of|for|did))"
    r"|(?:best|top|greatest|highest|worst|lowest)(?: (?:rated|scored|scoring))? (?:COUNTRY |GENRE |\w+ )?"
    r"(?:films?|GENRE)(?! reviews?)"
)
"""What is asked of how films are reviewed, and answered by lists and facts."""
_OF_ALL = re.compile(r"(?<!\S)(?:favou?rites?|most|least|best|worst|highest|lowest|how many)(?!\S)")
"""What is asked of all that a reviewer wrote."""
_GAVE = phrases("gave|gives?|given|rate[ds]?|scored?|awarded?|hand(ed)? out")
_AT_AN_END = phrases(r"""
    (best|top|greatest|finest|highest|worst|lowest|favou?rite|least favou?rite|most (loved
    hated))( (rated|scored|reviewed|scoring))? (film|one|thing)( \w+){0,3}? REVIEWER
""")
"""What is asked of the films at one end of what a reviewer gave."""
_LOWEST = phrases("worst|lowest|least|most hated")
_PREFERRING = re.compile(r"(?<!\S)(?:prefer\w*|rather|better|more|or)(?!\S)")
_IN_ROLE = re.compile(
    r"PERSON(?: s)?(?: (?:performance|acting|role|work|turn|part|direction|music))? (?:in|on) (?:FILM|it)"
)
"""Of whom reviews of a film are asked: `did critics like PERSON in FILM`."""
_WHO_JUDGES = re.compile(
    r"^(?:and )?(?:who|(?:which|what|any|did|does|do|has|have|was|were|is)(?: (?:any|the|of the|some))?"
    r" (?:critics?|reviewers?|anyone|anybody|someone|people))(?!\S)(?!.*(?<!\S)films?(?!\S)).*PERSON(?: s)?(?: \w+)?$"
)
_WHO_SAID = re.compile(
    r"(?:and |so |but |ok )*(?:who|whose|which (?:reviewer|critic|one)|who is the (?:person|one|reviewer|critic))"
    r"(?: (?:is|was|that|who|it|did|exactly|actually))*"
    r" (?:said|says?|saying|gave|gives|giving|quoted|quote|behind|review|opinion|score|writing|that)"
    r"(?: (?:it|that|this|so|those|these|them|the|such|a|quote|quotes|line|one|score|review|last|first|by|from|is))*"
)
"""What is asked behind an answer by reviews: who said that."""
_ABOUT_PERSON = re.compile(
    r"(?<!\S)(?:about|on|of|mention\w*|discuss\w*|for|to|make of|made of|think of) PERSON(?: s)?(?: \w+)?$"
)
"""Of whom all reviews are asked what they say."""
_JUDGING = frozenset({"liked", "disliked"})
_MEASURED = frozenset({"score", "length", "look", "set", "action"})
"""Crafts whose words mean something else too, so that they are a topic only where one is named as such."""
_MOST_WORDS = 3
_ASKS_OF_ONE = frozenset({"count", "liked", "disliked", "scores", "opinions", "gave"})


def reviews(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of reviews: opinions, on a topic, who liked or hated it, a quote."""
    asked = _without_mentioned(asked)
    clause, shape = asked.clause, asked.clause.shape
    films = clause.of("film")
    reviewer = clause.of("reviewer")[0].name if clause.of("reviewer") else None
    listing = any(span.kind in CONDITION_KINDS - {"years", "person", "score"} for span in clause.spans) and not films
    told = () if listing else _of_all_by_one(asked, reviewer)
    if told or listing or _COUNTED.search(shape):
        return told
    if told := _who_said(asked) or _preferred(clause, reviewer) or _stranger(asked):
        return told
    if found := FOUND.search(shape):
        topic = _words(found["found"] or found["is"])
        meaning = meant(clause, asked.memory, asked.catalogue)
        return (ReviewQuery(meaning, "opinions", topic, reviewer),) if meaning else ()
    ask = next((ask for ask, pattern in REVIEWS if pattern.search(shape)), None)
    if ask is None:
        return _reacted(asked, reviewer)
    several = dict.fromkeys(span.name for span in clause.of("reviewer")) if films else {}
    if len(several) < 2:  # noqa: PLR2004 - one reviewer, or all of them
        return _of_film(asked, ask, reviewer)
    return tuple(query for name in several for query in _of_film(asked, "scores", name))


def _of_all_by_one(asked: Asked, reviewer: str | None) -> tuple[Query, ...]:
    """Read what a reviewer gave of all films: those with a score, the best or the worst by them."""
    clause = asked.clause
    if reviewer is None or clause.of("film") or speaks_of_film(clause):
        return ()
    if (_GAVE.search(clause.shape) or clause.of("score")) and (score := _score(clause)) is not None:
        return (ReviewQuery((), "gave", (), reviewer, score),)
    if _AT_AN_END.search(clause.shape):
        return (ReviewQuery((), "disliked" if _LOWEST.search(clause.shape) else "liked", (), reviewer),)
    return ()


def _who_said(asked: Asked) -> tuple[Query, ...]:
    """Read `who said that` after an answer by reviews: whose they are."""
    last = asked.memory.query
    if not isinstance(last, ReviewQuery) or not last.films or not _WHO_SAID.fullmatch(asked.clause.shape):
        return ()
    return (replace(last, ask="scores" if last.ask in {"opinions", "quote"} else last.ask),)


def _without_mentioned(asked: Asked) -> Asked:
    """Return a question without the film that is only near to a word which reviews are asked to mention."""
    clause = asked.clause
    mentioned = next((s for s in clause.of("film") if _is_mentioned(clause, s) or _is_of_another(clause, s)), None)
    return asked if mentioned is None else replace(asked, clause=asked.clause.without(mentioned))


def _preferred(clause: Clause, reviewer: str | None) -> tuple[Query, ...]:
    """Read which of several films a reviewer prefers."""
    films = clause.of("film")
    if reviewer is None or len(films) < 2 or not _PREFERRING.search(clause.shape):  # noqa: PLR2004 - one is preferred to another
        return ()
    return tuple(ReviewQuery(span.films, "scores", (), reviewer) for span in films)


def _stranger(asked: Asked) -> tuple[Query, ...]:
    """Read `what did NAME say about FILM` of somebody who wrote no reviews: that there are none by them."""
    match = BY_SOMEBODY.search(asked.clause.shape)
    if match is None or asked.clause.of("reviewer"):
        return ()
    films = meant(asked.clause, asked.memory, asked.catalogue)
    said, people = match["who"], asked.clause.of("person")
    unknown = [word for word in asked.clause.unexplained() if fold(word) in said.split()]
    name = people[0].name if said == "PERSON" and people else " ".join(unknown)
    return (ReviewQuery(films, "opinions", (), name),) if films and name else ()


def _of_film(asked: Asked, ask: str, reviewer: str | None) -> tuple[Query, ...]:
    clause = asked.clause
    topic = _topic(clause)
    films: tuple[FilmName, ...] = ()
    of_all = _OF_ALL.search(clause.shape) or (ask == "gave" and not speaks_of_film(clause))
    if reviewer is None or clause.of("film") or not of_all:
        films = meant(clause, asked.memory, asked.catalogue)
    if not films and (judged := _judged(clause)) and ask in _JUDGING:
        return (ReviewQuery((), cast("Any", ask), judged, reviewer),)
    if films or (reviewer is not None and ask in _ASKS_OF_ONE and not (ask == "opinions" and topic)):
        return (ReviewQuery(films, cast("Any", ask), topic, reviewer, _score(clause) if ask == "gave" else None),)
    if (spoken_of := _ABOUT_PERSON.search(clause.shape)) and clause.of("person") and not _strange(clause):
        person = clause.of("person")[clause.shape[: spoken_of.start()].count("PERSON")]
        return (ReviewQuery((), "search", (person.folded.split()[-1],), reviewer),)
    if ask in {"liked", "disliked", "gave"} or (ask == "spoilers" and not clause.unexplained()):
        return ()
    nobody = unknown_film(clause, asked.catalogue, ("what reviews say",))
    crafted = bool(set(clause.shape.split()) & set(CRAFTS)) and len(nobody.said.split()) > 1
    if (
        topic
        and not crafted
        and ask in {"opinions", "quote"}
        and (not nobody.choices or MENTIONED.search(clause.shape))
    ):
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


def _score(clause: Clause) -> Range | None:
    """Return the score that is asked for, or the scores, on the scale of reviews, 0 to 10."""
    for span in clause.of("score"):
        if span.range is not None:
            return replace(span.range, said=_bare_score(span.range))
    return score_given(clause.shape)


def _bare_score(score: Range) -> str:
    """Return a score without what it is called: `over 9 / 10`."""
    return facts.score(score.low) if score.low is not None and score.low == score.high else score.said


def _topic(clause: Clause) -> tuple[str, ...]:
    """Return the words of what reviews are asked about, such as the camera work; empty where it is the whole film."""
    plain = clause
    for span in clause.of("person"):
        if _is_mentioned(clause, span):
            plain = plain.without(span)  # `mention snow` means no Michael Snow
    if (role := _IN_ROLE.search(plain.shape)) and plain.of("person"):
        person = plain.of("person")[plain.shape[: role.start()].count("PERSON")]
        return (person.folded.split()[-1],)
    match = TOPIC.search(plain.shape)
    crafts = [word for word in plain.shape.split() if word in CRAFTS and word not in _MEASURED]
    craft = crafts[0] if crafts else None
    found = () if match is None else _words(match["topic"])
    return found or ((craft,) if craft is not None else ())


def _strange(clause: Clause) -> bool:
    """Tell whether a question has words that nobody knows, but for what people say in passing."""
    return any(fold(word) not in CHATTER for word in clause.unexplained())


def _judged(clause: Clause) -> tuple[str, ...]:
    """Return the family name of whom reviewers are asked to praise or fault, where no film is named."""
    people = clause.of("person")
    if len(people) != 1 or _strange(clause) or not _WHO_JUDGES.match(clause.shape):
        return ()
    return (people[0].folded.split()[-1],)


def _is_mentioned(clause: Clause, span: Span) -> bool:
    """Tell whether a word at the end of `do reviews mention snow` is no name, though it is near to one."""
    word = clause.message.words[span.start]
    plain = len(clause.of("film")) == 1 and is_ordinary(word.folded) and not (word.capital or word.quotation)
    guessed = span.kind == "person" or span.sure < CERTAIN or plain
    one = span.end - span.start == 1 and span.end == clause.end
    return guessed and one and MENTIONED.search(clause.shape) is not None


def _is_of_another(clause: Clause, span: Span) -> bool:
    """Tell whether a word near to a title is what is asked of a film behind it: `about the snow in FILM`."""
    if span.sure == CERTAIN or span.end - span.start > 1 or span.end + 1 >= clause.end:
        return False
    tied = clause.message.words[span.end].folded in {"in", "of"}
    return tied and any(other.start == span.end + 1 for other in clause.of("film"))


def _words(topic: str) -> tuple[str, ...]:
    words = [word for word in topic.split() if word not in GLUE | NO_TOPIC and not word.isupper()]
    return tuple(words[:_MOST_WORDS])
