"""What is recommended, and why: films with the reasons for each, which the replies put into words. Pure records."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.club.recommending.recommend_rules import TraitKind


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks in which server, with whom they want to watch, and what film it shall be like.

    `company` are members that it shall be for beside these.
    """

    guild_id: int
    asker_id: int
    other_id: int | None = None
    like_id: int | None = None
    company: tuple[int, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """The members it shall be for."""
        return (self.asker_id, *(() if self.other_id is None else (self.other_id,)), *self.company)

    @property
    def models(self) -> frozenset[int]:
        """The film it shall be like, if any."""
        return frozenset() if self.like_id is None else frozenset({self.like_id})


@dataclass(frozen=True, slots=True)
class Kindred:
    """Members who agree with the viewer rated it, with these scores of 1 to 10 on average.

    Their agreement is from `least` to `most` percent, with each over so many films in common or more.
    """

    members: int
    least: int
    most: int
    films: int
    mean: float


@dataclass(frozen=True, slots=True)
class ClubLiked:
    """Members of the club rated it, whether or not they agree with the viewer: how many, and their mean of 1 to 10."""

    members: int
    mean: float


@dataclass(frozen=True, slots=True)
class LovedToo:
    """Of those who loved the film that was asked about, `rated` have rated this one and `loved` love it."""

    loved: int
    rated: int


@dataclass(frozen=True, slots=True)
class SameDirector:
    """It is by someone of whose films the viewer likes one, `film_id`, best, and gave it `score` of 1 to 10."""

    director: str
    film_id: int
    score: int


@dataclass(frozen=True, slots=True)
class LikedTraits:
    """It has traits that the viewer usually likes: genres, countries or a decade, the most liked first.

    `film_id` is the film with the first of them that the viewer likes best, and `score` what they gave it, of 1 to 10;
    None where they have none of it that they like enough to name.
    """

    traits: tuple[tuple[TraitKind, str], ...]
    film_id: int | None = None
    score: int = 0


@dataclass(frozen=True, slots=True)
class InCommon:
    """It shares these traits with the film that was asked about."""

    traits: tuple[tuple[TraitKind, str], ...]


@dataclass(frozen=True, slots=True)
class WellLiked:
    """The source's score, 0 to 10, of so many votes."""

    score: float
    votes: int


Reason = Kindred | ClubLiked | LovedToo | SameDirector | LikedTraits | InCommon | WellLiked


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A film, with the reasons for the asker, the best first, and for the other one it is meant for, if any."""

    film_id: int
    reasons: tuple[Reason, ...]
    for_other: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommended:
    """The films recommended, the best first.

    `names` are title and year of films that reasons speak of; `rated` is how many films the asker has rated, and
    `other_rated` the one they want to watch with, None where there is nobody.
    """

    films: tuple[Recommendation, ...]
    rated: int
    other_rated: int | None = None
    names: Mapping[int, tuple[str, int | None]] = field(default_factory=dict[int, tuple[str, "int | None"]])
