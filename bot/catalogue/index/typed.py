"""What a typed text may mean: a title, a title and a year, a chosen label."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue.index.normalise import LONGEST, Key, normalise
from bot.catalogue.index.people import name_numbers

_YEAR = re.compile(r"(?<!\d)(18[7-9]\d|19\d\d|20[0-4]\d)(?!\d)")
_IN_BRACKETS = re.compile(r"[(\[]\s*(18[7-9]\d|19\d\d|20[0-4]\d)\s*[)\]]")
_LABEL = re.compile(r"(?P<title>.+) \((?P<year>\d{4})\)(?:, (?P<person>.+))?", re.DOTALL)
_NO_ARTICLES = frozenset(str.split("he she tie toe then them they thy these there tee"))
_ARTICLE_LENGTHS = range(2, 5)
_SHORTEST_RUN = 5
_NAME_WORDS = 3
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a typed text."""

    key: Key
    year: int | None = None
    guess: bool = False
    """Whether the reading takes a beginning that was run together or mistyped for an article."""
    people: tuple[int, ...] = ()
    """The words, as numbers, taken for the name of someone who made the film."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the form `Title (Year)` or `Title (Year), Director`."""

    title: str
    year: int
    person: str | None


def clean(text: str) -> str:
    """Return `text` without control and format characters and lone surrogates, blanks collapsed, cut to be read."""
    text = text[: 4 * LONGEST]
    if not text.isprintable():
        kinds = ((letter, unicodedata.category(letter)) for letter in text)
        text = "".join("" if kind in {"Cf", "Cs"} else " " if kind[0] in "CZ" else letter for letter, kind in kinds)
    return " ".join(text.split())[:LONGEST]


def label(text: str) -> Label | None:
    """Return the parts of a cleaned text that is a whole label, else None."""
    found = _LABEL.fullmatch(text)
    return Label(found["title"], int(found["year"]), found["person"]) if found else None


def readings(text: str, *, unfinished: bool = False) -> tuple[Reading, ...]:
    """Return the ways to read a cleaned text, the likelier first; none where no letter or digit is in it.

    A year in brackets, at the end or at the start is read as the film's year, and again as a part of its title.
    """
    whole = [Reading(key) for key in _keys(text, unfinished=unfinished)]
    found = _year(text)
    dated: list[Reading] = []
    if found:
        rest = _EMPTY_BRACKETS.sub(" ", f"{text[: found.start()]} {text[found.end() :]}").strip(" ,;-–")
        loose = unfinished and found.end() < len(text)
        dated = [Reading(key, int(found[1])) for key in _keys(rest, unfinished=loose)]
    ways = [*dated, *whole]
    guesses = [Reading(key, way.year, guess=True) for way in ways[:1] for key in _without_article(way.key)]
    return (*ways, *guesses)


def _keys(text: str, *, unfinished: bool) -> list[Key]:
    """Return the search forms of `text`: one with its last word as it is, if that is being typed, and the finished."""
    keys = [normalise(text, unfinished=True)] if unfinished else []
    return [key for key in dict.fromkeys([*keys, normalise(text)]) if key.text]


def people_readings(reading: Reading, known: Callable[[Sequence[int]], bool]) -> Iterator[Reading]:
    """Yield `reading` with words at its end, and at its beginning, taken for a person's name where `known` has them."""
    words = reading.key.text.split()
    numbers = name_numbers(words)
    sizes = range(min(_NAME_WORDS, len(words) - 1), 0, -1)
    last = next((size for size in sizes if known(numbers[-size:])), 0)
    if last:
        title = Key(" ".join(words[:-last]), reading.key.article)
        yield Reading(title, reading.year, people=tuple(numbers[-last:]))
    first = next((size for size in sizes if known(numbers[:size])), 0)
    if first:
        yield Reading(Key(" ".join(words[first:])), reading.year, people=tuple(numbers[:first]))


def _without_article(key: Key) -> Iterator[Key]:
    """Yield `key` less an English article at its beginning that is mistyped or run together with the next word."""
    first, _, rest = key.text.partition(" ")
    nearly = len(first) in _ARTICLE_LENGTHS and first not in _NO_ARTICLES and OSA.distance(first, "the") == 1
    if rest and nearly:
        yield Key(rest, "the")
    elif not rest and not key.article and len(first) > _SHORTEST_RUN and first.startswith("the"):
        yield Key(first[3:], "the")


def _year(text: str) -> re.Match[str] | None:
    """Return the year of a text: the one in brackets, else the last that stands there."""
    years = list(_IN_BRACKETS.finditer(text)) or list(_YEAR.finditer(text))
    return years[-1] if years else None
