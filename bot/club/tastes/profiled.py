"""A member's film profile: what it holds, and the rules by which something is a favourite. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue.reviews.reviewed import StoredReview
from bot.club.figures import mean_score

FEWEST_FILMS = 3
"""From how many films on a decade, director or country may be a favourite."""

PRIOR_FILMS = 3
"""How many films at the member's own mean each favourite is weighed with, so that a few high scores prove little."""

FEWEST_BESIDE_THE_CLUB = 5
"""From how many films on that others rated too it is said how harsh a member is."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The films of one decade, director or country that a member rated: how many, and the sum of their scores."""

    name: str
    films: int
    total: int

    @property
    def mean(self) -> float:
        """The mean of their scores, 1 to 10."""
        return self.total / self.films


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a member scores beside the club, over `films` that others rated too.

    `kinder` is the mean difference, in points of ten, of their score to the mean of the others' scores of the same
    film: above 0 where they score higher. It is None below five films.
    """

    films: int
    kinder: float | None


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """A film with a member's score of 1 to 10, and whether whoever asks has rated it as well."""

    film_id: int
    title: str
    year: int | None
    score: int
    rated_by_asker: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member did in a server; `scores` are how often they gave each score from 1 to 10."""

    hidden: bool
    scores: tuple[int, ...]
    watches: int
    reviews: int
    watchlist: int
    decades: tuple[Tally, ...]
    directors: tuple[Tally, ...]
    countries: tuple[Tally, ...]
    leaning: Leaning
    latest: tuple[RatedFilm, ...]
    latest_reviews: tuple[StoredReview, ...]

    @property
    def rated(self) -> int:
        """How many films they rated."""
        return sum(self.scores)

    @property
    def mean(self) -> float | None:
        """The mean of their scores, 1 to 10; None where they rated nothing."""
        return mean_score(self.scores)

    @property
    def is_empty(self) -> bool:
        """Whether they have done nothing here."""
        return not (self.rated or self.watches or self.reviews or self.watchlist)


def favourites(tallies: Iterable[Tally], mean: float, limit: int) -> tuple[Tally, ...]:
    """Return the tallies that stand above a member's own mean, the best first, each of three films or more.

    They are ranked by the mean drawn towards the member's own, `(total + 3 · mean) / (films + 3)`.
    """
    above = [tally for tally in tallies if tally.films >= FEWEST_FILMS and tally.mean > mean]
    above.sort(key=lambda tally: (-drawn_mean(tally, mean), -tally.films, tally.name))
    return tuple(above[:limit])


def drawn_mean(tally: Tally, mean: float) -> float:
    """Return the mean of a tally drawn towards `mean`, by as much as its films are few."""
    return (tally.total + PRIOR_FILMS * mean) / (tally.films + PRIOR_FILMS)


def leaning(pairs: Iterable[tuple[float, float]]) -> Leaning:
    """Return how a member scores beside the club, by pairs of their score and the mean of the others' of a film."""
    differences = [own - others for own, others in pairs]
    films = len(differences)
    return Leaning(films, sum(differences) / films if films >= FEWEST_BESIDE_THE_CLUB else None)
