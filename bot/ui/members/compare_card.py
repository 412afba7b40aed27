"""Two tastes side by side: how far they agree, over what, and the films that say most."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from discord import ui

from bot.club.scores import Scale, nearest_score, score_label
from bot.club.tastes.compared import Comparison, Loved, Pair
from bot.club.tastes.taste import FEWEST_TO_AGREE
from bot.ui import facts
from bot.ui.films.film_card import film_name
from bot.ui.listing import listing
from bot.ui.members.profile_card import leaning_words

_TITLE = 90

_MEASURE: Mapping[Scale, str] = {
    "stars": "For each film, the same score is 100%, half a star apart is 75%, and two stars apart or more is 0%.",
    "points": "For each film, the same score is 100%, a point apart is 75%, and four points apart or more is 0%.",
}
"""What the percentage is the mean of, as `bot.club.tastes.taste.closeness` has it."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is compared: the asker's mention, the other's name in markdown, and how each one's scores are written."""

    asker: str
    other: str
    scale: Scale
    is_reviewer: bool
    notes: Sequence[str] = ()
    unscored: bool = False
    """Whether the other's scores of films that the asker has not rated are kept back."""

    def mine(self, score: float) -> str:
        """Return one of the asker's scores."""
        return score_label(int(score), self.scale)

    def theirs(self, score: float) -> str:
        """Return one of the other's scores as the server writes them, with a reviewer's as it was given behind it."""
        if not self.is_reviewer:
            return score_label(int(score), self.scale)
        shown, given = score_label(nearest_score(score), self.scale), facts.score(score)
        return given if self.scale == "points" else f"{shown} ({given})"


def compare_card(comparison: Comparison, names: Mapping[int, tuple[str, int | None]], sides: Sides) -> ui.LayoutView:
    """Return a comparison as a card; `names` holds title and year of every film listed."""

    def named(film_id: int) -> str:
        title, year = names[film_id]
        return film_name(title, year, _TITLE)

    def pair(films: Sequence[Pair]) -> Iterator[str]:
        for film in films:
            yield f"- {named(film.film_id)}: {sides.mine(film.mine)} and {sides.theirs(film.theirs)}"

    def alone(films: Sequence[Loved], written: Callable[[float], str] | None) -> Iterator[str]:
        for film in films:
            yield f"- {named(film.film_id)}" + (f" {written(film.score)}" if written else "")

    lists = (
        ("Where they part most", f"{sides.asker}’s score first, then {sides.other}’s", pair(comparison.parted)),
        ("What both love", None, pair(comparison.loved)),
        (f"What {sides.asker} loved and {sides.other} has not rated", None, alone(comparison.only_mine, sides.mine)),
        (
            f"What {sides.other} loved and {sides.asker} has not rated",
            None,
            alone(comparison.only_theirs, None if sides.unscored else sides.theirs),
        ),
    )
    entries: list[str] = []
    for heading, aside, films in lists:
        if lines := list(films):
            entries.append("\n".join([f"**{heading}**", *([f"-# {aside}"] if aside else []), *lines]))
    view = ui.LayoutView(timeout=None)
    view.add_item(listing("\n".join(_head(comparison, sides)), entries))
    return view


def _head(comparison: Comparison, sides: Sides) -> Iterator[str]:
    yield f"## {sides.asker} and {sides.other}"
    yield from (f"-# {note}" for note in sides.notes)
    agreement = comparison.agreement
    if agreement is None:
        yield f"{facts.count(comparison.both, 'film')} in common; from {FEWEST_TO_AGREE} on I tell how far they agree."
        return
    yield f"**{agreement.percent}% agreement** over {agreement.films:,} films"
    yield f"{sides.asker} is {leaning_words(agreement.kinder, sides.scale)} on average."
    yield f"-# {_MEASURE[sides.scale]}"
