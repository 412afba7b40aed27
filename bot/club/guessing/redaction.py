"""Blacking out what gives a film away: its titles, its people and the year, in whatever form they stand. Pure rules.

Each word becomes a bar of one length, so that a reader can count the words and not the letters. Works on plain text,
before it is escaped.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from bot.catalogue.text import fold
from bot.club.guessing.scanning import APOSTROPHES, INK, Token, are_marked, scan
from bot.club.guessing.secret_words import Hidden, Phrase, Secrets, core, hidden, spelling

BAR: Final = INK * 5
"""What stands for any one word."""

_LONG_PHRASE = 3
"""Words of a title that are its own though each is a word of everyday, as `come and see`."""


def redact(text: str, secrets: Secrets) -> str:
    """Return `text` with every word blacked out that gives a secret away, a possessive's ending left on.

    A text without secrets stays as it is, and a second time changes nothing more.
    """
    look = hidden(secrets)
    tokens = list(scan(text))
    black = {place for place, token in enumerate(tokens) if _gives_away(token, look)}
    black.update(place for start, end in _runs(tokens, look.phrases, black) for place in range(start, end))
    pieces: list[str] = []
    at = 0
    for place in sorted(black):
        token = tokens[place]
        pieces += [text[at : token.start], BAR, _possessive(token.text)]
        at = token.end
    return "".join([*pieces, text[at:]])


def blackened(text: str) -> float:
    """Return the part of a redacted text's words that are bars, from 0 to 1."""
    bars = [token.is_bar for token in scan(text)]
    return sum(bars) / len(bars) if bars else 0.0


def _gives_away(token: Token, look: Hidden) -> bool:
    """Tell whether a word gives a secret away by itself."""
    if token.is_bar:
        return False
    bare = core(token.text)
    # What is invisible within a word parts it or does not, whichever gives more away.
    if bare in look.exact or any(map(look.tells, {bare, token.text, *fold(token.text).split()})):
        return True
    spelt = spelling(bare)
    return (token.capital and spelt in look.named) or (spelt in look.titled and _is_titled(token, token))


def _is_titled(first: Token, last: Token) -> bool:
    """Tell whether words are written as a title: with a capital that no sentence asks for, or between marks."""
    return (last.capital and not last.opens) or are_marked(first, last)


def _runs(tokens: Sequence[Token], phrases: Sequence[Phrase], black: set[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where words stand that give a title or name away together."""
    words = [None if token.is_bar else spelling(core(token.text)) for token in tokens]
    places: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word].append(place)
    for phrase in phrases:
        for first, word in enumerate(phrase.words):
            for place in places.get(word, ()):
                if first and place and words[place - 1] == phrase.words[first - 1]:
                    continue  # the run began before
                size = _common(words, place, phrase.words, first)
                run = _run(phrase, first, size, tokens[place : place + size])
                whole = size == len(phrase.words)
                if run is None and whole and tokens[place].capital and not black.isdisjoint(range(place, place + size)):
                    run = 0, size
                if run is not None:
                    yield place + run[0], place + run[1]


def _common(words: Sequence[str | None], place: int, phrase: Sequence[str], first: int) -> int:
    """Return how many words of a text from `place` on are those of a phrase from `first` on."""
    size = 0
    while place + size < len(words) and first + size < len(phrase) and words[place + size] == phrase[first + size]:
        size += 1
    return size


def _run(phrase: Phrase, first: int, size: int, run: Sequence[Token]) -> tuple[int, int] | None:
    """Return which words of a run are to be hidden: all of a whole title, of a part what lies between solid words."""
    solid = [place for place in range(size) if phrase.solid[first + place]]
    if size == len(phrase.words) and (len(solid) > 1 or size >= _LONG_PHRASE or _is_titled(run[0], run[-1])):
        return 0, size
    return (solid[0], solid[-1] + 1) if len(solid) > 1 else None


def _possessive(word: str) -> str:
    """Return the ending of a possessive with its apostrophe, else nothing."""
    return word[-2:] if len(word) > 2 and word[-1] in "sS" and word[-2] in APOSTROPHES else ""  # noqa: PLR2004 - `x's`
