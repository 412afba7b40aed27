"""Films of a series that are named by their numbers alone: `Godfather 1 or 2`. Pure rules."""

from bot.asking.finding.spans import CERTAIN, Reading, Span
from bot.asking.query import FilmName

_FIRST = frozenset({"1", "one", "i", "first"})
_LATER = frozenset({"2", "two", "ii", "3", "three", "iii", "4", "four", "iv"})
_TIES = frozenset({"or", "and", "vs", "versus", "to", "than"})
_LONGEST = 4
"""Words of a title before its number."""


def take_numbered(reading: Reading) -> None:
    """Take both films of `TITLE 1 or 2`, where a film has the title and another the title with the number."""
    words = reading.words
    for place, word in enumerate(words[1:-1], 1):
        behind = place + 2 if words[place + 1].folded in _TIES else place + 1
        if word.folded not in _FIRST or behind >= len(words) or words[behind].folded not in _LATER:
            continue
        for start in range(max(0, place - _LONGEST), place):
            films = _films(reading, reading.message.written(start, place), words[behind].folded)
            if films is not None and reading.free(start, behind + 1):
                first, second = films
                reading.take(Span("film", start, place + 1, reading.message.written(start, place), CERTAIN, first))
                reading.take(Span("film", behind, behind + 1, words[behind].text, CERTAIN, second))
                break


def _films(reading: Reading, title: str, number: str) -> tuple[tuple[FilmName, ...], tuple[FilmName, ...]] | None:
    guess = reading.catalogue.search(title)
    first = reading.catalogue.named(title) or (guess.films if guess is not None else ())
    second = reading.catalogue.named(f"{first[0].title} {number}") if first else ()
    return (first, second) if second and not set(first) & set(second) else None
