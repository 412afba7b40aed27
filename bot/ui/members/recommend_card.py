"""Recommended films in words: what they are recommended from, and why each is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.catalogue.stored import FilmSummary
from bot.club.recommending.recommended import (
    ClubLiked,
    InCommon,
    Kindred,
    LikedTraits,
    LovedToo,
    Reason,
    Recommendation,
    Recommended,
    SameDirector,
    WellLiked,
)
from bot.club.scores import Scale, mean_phrase, score_label
from bot.club.tastes.compared import LOVED
from bot.ui import facts
from bot.ui.films.film_card import film_line, film_name
from bot.ui.markup import inline

_TITLE = 80
_NAME = 40
_COUNTS = ("No", "A", "Two", "Three", "Four", "Five")
_FEW = 5
"""Below so many ratings it is said that more of them would help."""

_NO_MORE = "Nothing speaks against it, and it is new to {}."


@dataclass(frozen=True, slots=True)
class Shown:
    """What is recommended under the circumstances it is shown in.

    `other` is the mention of the member to watch with, `like` title and year of the film it shall be like. Where
    `blind`, no score is told that others gave. `notes` are said in small below the heading.
    """

    found: Recommended
    scale: Scale
    blind: bool
    other: str | None = None
    like: tuple[str, int | None] | None = None
    notes: Sequence[str] = ()


def recommend_heading(shown: Shown) -> str:
    """Return what is shown, for whom, and from how many ratings."""
    what = "Films" if shown.like is None else f"Films like {film_name(*shown.like, _TITLE)}"
    who = "you" if shown.other is None else f"you and {shown.other}"
    lines = [f"## {what} for {who}", *(f"-# {note}" for note in [*_from_what(shown), *shown.notes])]
    return "\n".join(lines)


def recommend_entry(film: FilmSummary, why: Recommendation, shown: Shown) -> str:
    """Return a film with the reasons for it, for each of two if it is for two."""
    if shown.other is None:
        told = [_reasons(why.reasons, _Voice(shown, "you", "your"))]
    else:
        told = [
            f"**You**  {_reasons(why.reasons, _Voice(shown, 'you', 'your'))}",
            f"{shown.other}  {_reasons(why.for_other, _Voice(shown, 'they', 'their'))}",
        ]
    return "\n".join([film_line(film), *told])


def _from_what(shown: Shown) -> list[str]:
    rated, theirs = shown.found.rated, shown.found.other_rated
    if shown.other is not None and theirs is not None:
        unknown = [name for name, count in (("your", rated), (f"{shown.other}’s", theirs)) if not count]
        if unknown:
            return [f"I don’t know {' or '.join(unknown)} taste yet: it takes a few ratings with `/rate`."]
        return [f"From {facts.count(rated, 'rating')} of yours and {theirs:,} of {shown.other}’s."]
    if not rated and shown.like is None:
        return [
            "I don’t know your taste yet: rate a few films with `/rate`, and this list becomes yours.",
            "Until then, here is a varied choice of what is well known and well liked.",
        ]
    if not rated:
        return ["I don’t know your taste yet: rate a few films with `/rate`, and it will count here too."]
    more = " Rate a few more, and it comes nearer to your taste." if rated < _FEW else ""
    return [f"From your {facts.count(rated, 'rating')} here.{more}"]


@dataclass(frozen=True, slots=True)
class _Voice:
    """Whom reasons are told of: `who` and `whose` taste."""

    shown: Shown
    who: str
    whose: str

    @property
    def whom(self) -> str:
        return "you" if self.who == "you" else "them"

    def title(self, film_id: int) -> str:
        title, year = self.shown.found.names[film_id]
        return film_name(title, year, _TITLE)


def _reasons(reasons: Sequence[Reason], voice: _Voice) -> str:
    told = [_WORDS[type(reason)](reason, voice) for reason in reasons]
    return "\n".join(told) or _NO_MORE.format(voice.whom)


def _kindred(reason: Kindred, voice: _Voice) -> str:
    percent = f"{reason.least}%" if reason.least == reason.most else f"{reason.least}–{reason.most}%"
    films = f"{reason.films} films" if reason.members == 1 else f"{reason.films}+ films"
    who = f"{_COUNTS[reason.members]} {'member' if reason.members == 1 else 'members'} with {voice.whose} taste"
    return f"{who} ({percent} over {films}){_gave(reason.members, reason.mean, voice)}"


def _club_liked(reason: ClubLiked, voice: _Voice) -> str:
    who = "A member" if reason.members == 1 else facts.count(reason.members, "member")
    return f"{who} here{_gave(reason.members, reason.mean, voice)}"


def _gave(members: int, mean: float, voice: _Voice) -> str:
    """Return what members gave, or where scores are held back, whether they liked it."""
    if voice.shown.blind:
        return f" {_liked(mean)}" + ("" if members == 1 else " on the whole")
    if members == 1:
        return f": {score_label(int(mean), voice.shown.scale)}"
    return f": {mean_phrase(mean, voice.shown.scale)}"


def _liked(score: float) -> str:
    return "loved it" if score >= LOVED else "liked it"


def _loved_too(reason: LovedToo, voice: _Voice) -> str:
    name = "it" if voice.shown.like is None else film_name(*voice.shown.like, _TITLE)
    if reason.rated == 1:
        return f"A member who loved {name} loves this one too"
    if reason.loved == reason.rated:
        every = "Both" if reason.rated == 2 else f"All {reason.rated}"  # noqa: PLR2004 - two are both
        return f"{every} members who loved {name} and rated this one love it too"
    return f"{reason.loved} of {reason.rated} members who loved {name} and rated this one love it too"


def _same_director(reason: SameDirector, voice: _Voice) -> str:
    by = f"By {inline(reason.director, _NAME)}, whose {voice.title(reason.film_id)} {voice.who}"
    if voice.shown.blind:
        return f"{by} {'loved' if reason.score >= LOVED else 'liked'}"
    return f"{by} gave {score_label(reason.score, voice.shown.scale)}"


def _liked_traits(reason: LikedTraits, voice: _Voice) -> str:
    if reason.film_id is None:
        return f"To {voice.whose} taste: {_names(reason.traits)}"
    score = "" if voice.shown.blind else f" {score_label(reason.score, voice.shown.scale)}"
    first, others = _names(reason.traits[:1]), "".join(f" · {_names([trait])}" for trait in reason.traits[1:])
    return f"{first}, as {voice.title(reason.film_id)}{score}{others}"


def _in_common(reason: InCommon, _: _Voice) -> str:
    return f"In common: {_names(reason.traits)}"


def _names(traits: Sequence[tuple[str, str]]) -> str:
    shown = (facts.country(name) if kind == "country" else name for kind, name in traits)
    return inline(" · ".join(shown), 3 * _NAME)


def _well_liked(reason: WellLiked, _: _Voice) -> str:
    return f"Well liked elsewhere: {facts.score(reason.score)} from {facts.count(reason.votes, 'vote')}"


_WORDS: Mapping[type[Reason], Callable[[Any, _Voice], str]] = {
    Kindred: _kindred,
    ClubLiked: _club_liked,
    LovedToo: _loved_too,
    SameDirector: _same_director,
    LikedTraits: _liked_traits,
    InCommon: _in_common,
    WellLiked: _well_liked,
}
"""How each kind of reason is put into words."""
