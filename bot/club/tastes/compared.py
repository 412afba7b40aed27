"""Two tastes side by side: what they share, where they part, and what one loved that the other has not rated. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.club.tastes.taste import Agreement, agreement

LOVED = 8
"""The score of ten from which on a film is loved: four stars."""

LISTED = 5
"""The most films in each list."""

LISTED_ANYWAY = 3
"""How many films on which two part are listed however near their scores; those after them are a star apart or more."""

_A_STAR = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """What two people gave one film, each of 0 to 10."""

    film_id: int
    mine: float
    theirs: float

    @property
    def apart(self) -> float:
        """How far the two scores are from each other."""
        return abs(self.mine - self.theirs)


@dataclass(frozen=True, slots=True)
class Loved:
    """A film that one of the two loved and the other has not rated, with the one's score, of 0 to 10."""

    film_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing: how many films each scored and both did, and the films that say most."""

    mine: int
    theirs: int
    both: int
    agreement: Agreement | None
    parted: tuple[Pair, ...]
    loved: tuple[Pair, ...]
    only_mine: tuple[Loved, ...]
    only_theirs: tuple[Loved, ...]

    @property
    def film_ids(self) -> frozenset[int]:
        """The films that are listed."""
        lists = (self.parted, self.loved, self.only_mine, self.only_theirs)
        return frozenset(listed.film_id for films in lists for listed in films)


def compare(mine: Mapping[int, float], theirs: Mapping[int, float]) -> Comparison:
    """Compare two people's scores, each of 0 to 10, by film id; with equal claims the lower id is listed first."""
    pairs = [Pair(film_id, mine[film_id], theirs[film_id]) for film_id in sorted(mine.keys() & theirs.keys())]
    return Comparison(
        mine=len(mine),
        theirs=len(theirs),
        both=len(pairs),
        agreement=agreement((pair.mine, pair.theirs) for pair in pairs),
        parted=_parted(pairs),
        loved=_loved(pairs),
        only_mine=_loved_alone(mine, theirs),
        only_theirs=_loved_alone(theirs, mine),
    )


def _parted(pairs: list[Pair]) -> tuple[Pair, ...]:
    differing = sorted((pair for pair in pairs if pair.apart), key=lambda pair: -pair.apart)
    return tuple(
        pair for place, pair in enumerate(differing[:LISTED]) if place < LISTED_ANYWAY or pair.apart >= _A_STAR
    )


def _loved(pairs: list[Pair]) -> tuple[Pair, ...]:
    loved = (pair for pair in pairs if min(pair.mine, pair.theirs) >= LOVED)
    return tuple(sorted(loved, key=lambda pair: -(pair.mine + pair.theirs))[:LISTED])


def _loved_alone(scores: Mapping[int, float], others: Mapping[int, float]) -> tuple[Loved, ...]:
    alone = [Loved(film_id, scores[film_id]) for film_id in sorted(scores.keys() - others.keys())]
    loved = (film for film in alone if film.score >= LOVED)
    return tuple(sorted(loved, key=lambda film: -film.score)[:LISTED])
