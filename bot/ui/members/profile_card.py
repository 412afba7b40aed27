"""A member's film profile: what they did here, how they score, what they love, and what they did last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.reviews.reviewed import StoredReview
from bot.club.scores import Scale, mean_number, mean_phrase, score_label
from bot.club.tastes.profiled import FEWEST_BESIDE_THE_CLUB, FEWEST_FILMS, Leaning, Profile, RatedFilm, Tally
from bot.ui import facts, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline
from bot.ui.reviews.text import barred, excerpt

_TITLE = 100
_NAME = 60
_EXCERPT = 180
_DOT = " · "
_WORTH_TELLING = 0.1
"""From which difference on, in points of ten, someone is called kinder or harsher."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A profile under the circumstances it is shown in.

    `owner` is the member's mention; `barred` holds the ids of the reviews that stand behind spoiler bars, and
    `unscored` those of the films whose scores are kept back. `notes` are said in small below the heading.
    """

    profile: Profile
    owner: str
    scale: Scale
    barred: frozenset[int] = frozenset()
    unscored: frozenset[int] = frozenset()
    notes: Sequence[str] = ()


def profile_card(shown: Shown, picture: discord.File | None = None) -> ui.LayoutView:
    """Return a profile as a card, with the picture of its scores and the picture's own alt text below the figures."""
    card: ui.Container[Any] = ui.Container(ui.TextDisplay("\n".join(_head(shown))), accent_colour=theme.CARD)
    if picture is not None:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        gallery.add_item(media=picture, description=picture.description)
        card.add_item(gallery)
    for part in (_taste(shown.profile, shown.scale), _latest(shown), _reviews(shown)):
        if part:
            card.add_item(ui.Separator(visible=False))
            card.add_item(ui.TextDisplay("\n".join(part)))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view


def _head(shown: Shown) -> Iterator[str]:
    profile = shown.profile
    yield f"## Films of {shown.owner}"
    yield from (f"-# {note}" for note in shown.notes)
    counts = (
        (profile.rated, "film rated", "films rated"),
        (profile.watches, "watch logged", "watches logged"),
        (profile.reviews, "review written", "reviews written"),
        (profile.watchlist, "film on the watchlist", "films on the watchlist"),
    )
    yield _DOT.join(facts.count(many, one, several) for many, one, several in counts if many)
    if profile.mean is not None:
        yield f"**{mean_phrase(profile.mean, shown.scale)}** on average"


def _taste(profile: Profile, scale: Scale) -> list[str]:
    lines = [
        f"**{one if len(tallies) == 1 else several}**  {', '.join(_favourite(tally, scale) for tally in tallies)}"
        for tallies, one, several in (
            (profile.decades, "Favourite decade", "Favourite decades"),
            (profile.directors, "Favourite director", "Favourite directors"),
            (profile.countries, "Favourite country", "Favourite countries"),
        )
        if tallies
    ]
    if lines:
        lines.append(
            f"-# Favourites have {FEWEST_FILMS} films or more and stand above their own mean; "
            "a mean of few films counts for less."
        )
    if profile.rated:
        lines.append(_beside_the_club(profile.leaning, scale))
    return lines


def _favourite(tally: Tally, scale: Scale) -> str:
    name = inline(facts.country(tally.name), _NAME)
    return f"{name} ({mean_number(tally.mean, scale)} over {facts.count(tally.films, 'film')})"


def _beside_the_club(leaning: Leaning, scale: Scale) -> str:
    if leaning.kinder is None:
        return (
            f"-# {facts.count(leaning.films, 'film')} with others’ ratings so far; "
            f"from {FEWEST_BESIDE_THE_CLUB} on I tell how harsh they are."
        )
    return f"**Beside the club**  {leaning_words(leaning.kinder, scale)}, over {leaning.films:,} films others rated too"


def leaning_words(kinder: float, scale: Scale) -> str:
    """Return how much kinder, or harsher where below 0, someone scores than others, given in points of ten."""
    if abs(kinder) < _WORTH_TELLING:
        return "neither kinder nor harsher"
    return f"{mean_number(abs(kinder), scale)} {scale} {'kinder' if kinder > 0 else 'harsher'}"


def _latest(shown: Shown) -> list[str]:
    films = shown.profile.latest
    return ["**Rated last**", *(_rated(film, shown) for film in films)] if films else []


def _rated(film: RatedFilm, shown: Shown) -> str:
    name = film_name(film.title, film.year, _TITLE)
    return f"- {name}" if film.film_id in shown.unscored else f"- {name} {score_label(film.score, shown.scale)}"


def _reviews(shown: Shown) -> list[str]:
    reviews = shown.profile.latest_reviews
    return (
        ["**Reviewed last**", *(_reviewed(review, review.id in shown.barred) for review in reviews)] if reviews else []
    )


def _reviewed(review: StoredReview, bars: bool) -> str:
    name = film_name(review.title, review.year, _TITLE)
    text, _ = excerpt(review.text, _EXCERPT)
    return f"{name}\n> {barred(text) if bars else text}" if text else name
