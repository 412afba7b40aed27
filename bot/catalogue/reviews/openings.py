"""Questions that open a discussion, made from a film's record: nothing in them that the record does not say."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.catalogue.film import Film, label
from bot.catalogue.text import fold

MOST = 3
"""How many questions a discussion opens with."""

MEMBER = "club member"
"""What stands before the name of a reviewer who is a member of the server."""

_PARTED_BY = 3.0
"""How many points of ten lie between two reviewers who disagree."""

_WELL_EARNED = 3.0
"""How many times its budget a film takes in to be called a success beyond doubt."""

_WITH_ARTICLE = frozenset({
    *("soviet union", "united states", "united states of america", "united kingdom", "united arab emirates"),
    *("netherlands", "philippines", "bahamas", "maldives", "czech republic", "dominican republic", "ussr", "usa", "uk"),
    *("german democratic republic", "federal republic of germany", "central african republic", "ivory coast", "gambia"),
    *("democratic republic of the congo", "republic of the congo", "russian federation", "vatican"),
})  # fmt: skip

_DISAGREE = (
    "{high} gave it {high_score} and {low} gave it {low_score}. Which of the two saw the film you saw?",
    "{high_score} from {high}, {low_score} from {low}. Who is nearer the mark, and what did the other miss?",
    "Between {high} ({high_score}) and {low} ({low_score}) there is room for an argument. Where do you stand?",
)
_PAID_BACK = (
    "It had a budget of {budget} and took in {revenue}. What did so many people come for?",
    "With a budget of {budget} it took in {revenue}. Did it deserve that?",
)
_PAID = (
    "It had a budget of {budget} and took in {revenue}. Can you see the money on the screen?",
    "A budget of {budget}, a revenue of {revenue}: which scene was worth what it cost?",
)
_LOST = (
    "It had a budget of {budget} and took in only {revenue}. What did audiences not see in it?",
    "With a budget of {budget} it took in only {revenue}. Was that fair?",
)
_SIBLING = (
    "{director} also directed {other}. Would you know that the two are by the same hand?",
    "If you have seen {other}, also directed by {director}: which of the two would you show to a friend?",
    "{other} was directed by {director} too. What do the two films have in common?",
)
_YEAR_AND_COUNTRY = (
    "It was made in {country} and is dated {year}. What in it could only come from there and then?",
    "A film from {country}, dated {year}. What has kept, and what has aged?",
)
_YEAR = (
    "It is dated {year}. What has kept since then, and what has aged?",
    "Would anybody make a film like this one, dated {year}, in the same way today?",
)
_COUNTRY = ("It comes from {country}. Could it have been made anywhere else?",)
_OPEN = (
    "Which moment has stayed with you?",
    "What would you say to somebody who has not decided whether to see it?",
    "Which scene would you watch again tonight?",
    "Did it go where you expected?",
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What someone who reviewed the film gives it, 0 to 10, and how that is written here where it is not out of ten."""

    who: str
    score: float
    said: str | None = None


@dataclass(frozen=True, slots=True)
class OtherFilm:
    """Another film of one of the film's directors."""

    director: str
    title: str
    year: int | None


def openings(
    film: Film, opinions: Sequence[Opinion], others: Sequence[OtherFilm] = (), *, seed: int
) -> tuple[str, ...]:
    """Return two or three opening questions; the same `seed` gives the same ones.

    They come from the reviewers' opinions, the money, the director's other films, and the year and country, as far as
    those are known; where too little is, a question that states nothing fills up. The text is as in the records, not
    escaped.
    """
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    kinds: tuple[Callable[[], str | None], ...] = (
        lambda: _disagreement(opinions, chance),
        lambda: _money(film, chance),
        lambda: _director(others, chance),
        lambda: _origin(film, chance),
    )
    asked = [question for kind in kinds if (question := kind()) is not None]
    if len(asked) > MOST:  # the reviewers always speak, the others take turns
        left_out = chance.choice(asked[1:])
        asked.remove(left_out)
    missing = max(2 - len(asked), 0)
    return (*asked, *chance.sample(_OPEN, missing))


def _disagreement(opinions: Sequence[Opinion], chance: random.Random) -> str | None:
    if not opinions:
        return None
    high, low = (which(opinions, key=lambda opinion: (opinion.score, opinion.who)) for which in (max, min))
    if high.score - low.score < _PARTED_BY or fold(high.who) == fold(low.who):
        return None
    question = chance.choice(_DISAGREE).format(
        high=high.who, high_score=_written(high), low=low.who, low_score=_written(low)
    )
    return _begun(question) if question.startswith(MEMBER) else question


def _begun(question: str) -> str:
    return question[0].upper() + question[1:]


def _written(opinion: Opinion) -> str:
    return opinion.said or f"{opinion.score:.2f}".rstrip("0").rstrip(".") + "/10"


def _money(film: Film, chance: random.Random) -> str | None:
    if film.budget is None or film.revenue is None:
        return None
    if film.revenue < film.budget:
        wordings = _LOST
    else:
        wordings = _PAID_BACK if film.revenue >= film.budget * _WELL_EARNED else _PAID
    return chance.choice(wordings).format(budget=f"{film.budget:,}", revenue=f"{film.revenue:,}")


def _director(others: Sequence[OtherFilm], chance: random.Random) -> str | None:
    if not others:
        return None
    other = chance.choice(others)
    return chance.choice(_SIBLING).format(director=other.director, other=label(other.title, other.year))


def _origin(film: Film, chance: random.Random) -> str | None:
    country = _joined([_with_article(name) for name in film.countries])
    if film.year is not None and country:
        return chance.choice(_YEAR_AND_COUNTRY).format(year=film.year, country=country)
    if film.year is not None:
        return chance.choice(_YEAR).format(year=film.year)
    return chance.choice(_COUNTRY).format(country=country) if country else None


def _with_article(country: str) -> str:
    return f"the {country}" if fold(country) in _WITH_ARTICLE else country


def _joined(names: Sequence[str]) -> str:
    *rest, last = names or ("",)
    return f"{', '.join(rest)} and {last}" if rest else last
