"""The numbers that films are recommended by; docs/recommend.md tells how they were found and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

TraitKind = Literal["director", "genre", "country", "decade"]
"""What two films may have in common."""


@dataclass(frozen=True, slots=True)
class TraitRule:
    """How one kind of trait counts.

    A liked trait adds `weight` times what it is liked by, which is drawn to nothing as if `shrink` more films had it.
    `likeness` is the kind's part, of 1 in all, in how alike two films are.
    """

    weight: float
    shrink: float
    likeness: float


_TRAITS: Mapping[TraitKind, TraitRule] = MappingProxyType(
    {
        "director": TraitRule(weight=0.75, shrink=2.0, likeness=0.35),
        "genre": TraitRule(weight=2.0, shrink=5.0, likeness=0.35),
        "country": TraitRule(weight=0.6, shrink=5.0, likeness=0.15),
        "decade": TraitRule(weight=0.4, shrink=5.0, likeness=0.15),
    }
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How much each thing counts. Liking is in points of ten above what a member usually gives.

    Neighbours: `usual` is the agreement of strangers, `shrink` how many films in common at that agreement are thought
    to stand beside the real ones, `sharpness` how steeply the weight of a member's word rises with what is then left.

    Liking: a member's mean is drawn by `mean_shrink` films to the club's, and the club's by `club_shrink` ratings to
    `middle`. What neighbours like is drawn by `prior_members` to what the source's score says, whose distance from the
    mean one counts by `quality`. Of the traits of films that someone chose to watch, each film adds `interest` as well.

    Reach: a film that e times as many neighbours have rated is worth `reach` points more; the source's votes count as
    up to `source_members` members, and every film as `anyone` at the least.

    Variety: a film loses up to `variety` points where one quite like it stands just before it, less the more the
    member has rated, half of it at `variety_ratings`.

    Films like one: `alike` points for a film with all traits in common, and as many for one that the same members like,
    which is drawn to nothing by `co_shrink` members; `alike_reach` takes the place of `reach`.
    """

    usual: float = 0.5
    shrink: float = 40.0
    sharpness: float = 40.0
    mean_shrink: float = 5.0
    middle: float = 6.5
    club_shrink: float = 20.0
    interest: float = 1.0
    prior_members: float = 10.0
    quality: float = 0.5
    reach: float = 4.0
    source_members: float = 20.0
    anyone: float = 0.5
    variety: float = 6.0
    variety_ratings: float = 10.0
    alike: float = 10.0
    alike_reach: float = 1.0
    co_shrink: float = 5.0
    traits: Mapping[TraitKind, TraitRule] = field(default_factory=lambda: _TRAITS)


TUNED = Rules()
"""The rules that members are answered by."""
