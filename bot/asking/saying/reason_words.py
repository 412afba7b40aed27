"""Why a film is recommended, in plain words. Pure rules.

Where a club holds scores back, it is told that others liked a film, and not what they gave it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.asking.saying.voice import Voice, listed
from bot.catalogue.film import label
from bot.club.recommending.recommended import (
    ClubLiked,
    InCommon,
    Kindred,
    LikedTraits,
    LovedToo,
    Reason,
    SameDirector,
    WellLiked,
)
from bot.club.scores import Scale, mean_phrase, score_label
from bot.club.tastes.compared import LOVED
from bot.ui import facts

NOTHING_AGAINST = "nothing speaks against it, and it is new to {}"


@dataclass(frozen=True, slots=True)
class Telling:
    """How reasons are told: the films they name by id, the scale, whether others' scores are held back."""

    names: Mapping[int, tuple[str, int | None]]
    scale: Scale
    blind: bool
    voice: Voice

    def title(self, film_id: int) -> str:
        """Return a film that a reason names."""
        return self.voice.title(label(*self.names[film_id]))


def reason_said(reason: Reason, telling: Telling) -> str:
    """Return one reason as a phrase without a full stop."""
    return _WORDS[type(reason)](reason, telling)


def _kindred(reason: Kindred, telling: Telling) -> str:
    percent = f"{reason.least}%" if reason.least == reason.most else f"{reason.least} to {reason.most}%"
    members, films = facts.count(reason.members, "member"), facts.count(reason.films, "film")
    return f"{members} with your taste ({percent} over {films}) {_gave(reason.members, reason.mean, telling)}"


def _club_liked(reason: ClubLiked, telling: Telling) -> str:
    return f"{facts.count(reason.members, 'member')} here {_gave(reason.members, reason.mean, telling)}"


def _gave(members: int, mean: float, telling: Telling) -> str:
    if telling.blind:
        return "loved it" if mean >= LOVED else "liked it"
    given = score_label(int(mean), telling.scale) if members == 1 else mean_phrase(mean, telling.scale)
    return f"gave it {given}"


def _loved_too(reason: LovedToo, _: Telling) -> str:
    return f"{reason.loved} of {facts.count(reason.rated, 'member')} here who loved that one love it too"


def _same_director(reason: SameDirector, telling: Telling) -> str:
    by = f"by {telling.voice.safe(reason.director)}, whose {telling.title(reason.film_id)} you"
    if telling.blind:
        return f"{by} {'loved' if reason.score >= LOVED else 'liked'}"
    return f"{by} gave {score_label(reason.score, telling.scale)}"


def _liked_traits(reason: LikedTraits, telling: Telling) -> str:
    of = f"to your taste: {_traits(reason.traits, telling)}"
    if reason.film_id is None:
        return of
    score = "" if telling.blind else f" ({score_label(reason.score, telling.scale)})"
    return f"{of}, as {telling.title(reason.film_id)}{score}"


def _in_common(reason: InCommon, telling: Telling) -> str:
    return f"in common: {_traits(reason.traits, telling)}"


def _traits(traits: tuple[tuple[str, str], ...], telling: Telling) -> str:
    return telling.voice.safe(listed([facts.country(name) if kind == "country" else name for kind, name in traits]))


def _well_liked(reason: WellLiked, _: Telling) -> str:
    return f"well liked elsewhere: {facts.score(reason.score)} from {facts.count(reason.votes, 'vote')}"


_WORDS: Mapping[type[Reason], Callable[[Any, Telling], str]] = {
    Kindred: _kindred,
    ClubLiked: _club_liked,
    LovedToo: _loved_too,
    SameDirector: _same_director,
    LikedTraits: _liked_traits,
    InCommon: _in_common,
    WellLiked: _well_liked,
}
"""How each kind of reason is put."""
