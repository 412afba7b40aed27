"""Where the films of a game come from, in words that go on after `from`."""

from collections.abc import Mapping
from typing import Final

from bot.catalogue.stored import FilmFilter
from bot.club.guessing.record import Source
from bot.ui.nights.words import years_words

_WHOLE: Final[Mapping[Source, str]] = {
    "any": "all films here",
    "rated": "the films rated here",
    "watchlists": "the watchlists here",
}
_WHERE: Final[Mapping[Source, str]] = {"any": "", "rated": " rated here", "watchlists": " on the watchlists here"}

_SEVERAL: Final[Mapping[str, str]] = {
    "Biography": "biographies",
    "Comedy": "comedies",
    "Documentary": "documentaries",
    "Drama": "dramas",
    "Musical": "musicals",
    "Mystery": "mysteries",
    "Romance": "romances",
    "Thriller": "thrillers",
    "Western": "westerns",
}
"""Genres that are a word for their films; of the others it is `War films`."""


def films_words(source: Source, wanted: FilmFilter) -> str:
    """Return which films are meant, such as `comedies of the 1930s rated here`, as plain text."""
    if wanted == FilmFilter():
        return _WHOLE[source]
    films = "films" if wanted.genre is None else _SEVERAL.get(wanted.genre, f"{wanted.genre} films")
    return f"{films}{_of(wanted.year_from, wanted.year_to)}{_WHERE[source]}"


def _of(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    years = years_words([(first, last)])
    return f" {years}" if first is None or last is None else f" of {years}"
