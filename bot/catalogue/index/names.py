"""The names a film is found by: its title and aliases, their parts, and the acronym of a long main title."""

import re
from collections.abc import Iterator
from enum import IntEnum

from bot.catalogue.index.normalise import LONE_NUMERALS, Key, normalise
from bot.catalogue.index.records import IndexEntry

LONGEST_NAME = 120
"""Bytes of a name's search form that are kept."""

_PARTS = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s*[()]\s*|(?<=[a-z])!\s+")
_ACRONYM_FROM = 4
"""Words a main title has before people shorten it to initials."""


class Kind(IntEnum):
    """What a name is of its film; among the names of one film the lower kind speaks for it."""

    LEARNED = 0
    """What one server's admins have said the film is called there."""
    TITLE = 1
    ALIAS = 2
    MAIN = 3
    SUBTITLE = 4
    ACRONYM = 5


def names_of(entry: IndexEntry) -> Iterator[tuple[Kind, Key, str, int]]:
    """Yield each name of `entry` once: its kind, search form, how it is written if it is an alias, and whose it is.

    A name is everyone's (0) or one server's.
    """
    seen: set[tuple[Key, int]] = set()
    for kind, key, alias in _all_names(entry):
        if key.text and (key, 0) not in seen:
            seen.add((key, 0))
            yield kind, key, alias, 0
    for guild_id, name in entry.server_names:
        for kind, key, alias in _spellings(Kind.LEARNED, name, name):
            if key.text and (key, guild_id) not in seen:
                seen.add((key, guild_id))
                yield kind, key, alias, guild_id


def _all_names(entry: IndexEntry) -> Iterator[tuple[Kind, Key, str]]:
    yield from _spellings(Kind.TITLE, entry.title, "")
    for alias in entry.names:
        yield from _spellings(Kind.ALIAS, alias, alias)
    parts = [part for part in _PARTS.split(entry.title) if part]
    if len(parts) > 1:
        main = normalise(parts[0])
        yield Kind.MAIN, main, ""
        for place in range(1, len(parts)):
            yield Kind.SUBTITLE, normalise(" ".join(parts[place:])), ""
        initials = acronym(parts[0])
        if initials:
            yield Kind.ACRONYM, Key(initials), ""
            yield Kind.ACRONYM, Key(f"{initials} {normalise(' '.join(parts[1:])).text}"), ""


def _spellings(kind: Kind, name: str, alias: str) -> Iterator[tuple[Kind, Key, str]]:
    """Yield the search form of `name`, and a second one where V, X or I within it may be a word or a number."""
    key = normalise(name)
    yield kind, key, alias
    words = name.lower().replace(":", " : ").replace("-", " - ").split()
    if LONE_NUMERALS.isdisjoint(word.strip(".,") for word in words[1:-1]):
        return
    for place, word in enumerate(words[1:-1], start=1):
        if word.strip(".,") in LONE_NUMERALS:
            number = {"i": "1", "v": "5", "x": "10"}[word[0]]
            yield kind, normalise(" ".join([*words[:place], number, *words[place + 1 :]])), alias


def acronym(title: str) -> str:
    """Return the initials of a title of four words or more, without its leading article, else an empty text."""
    words = normalise(title).text.split()
    if len(words) < _ACRONYM_FROM or not all(word.isascii() for word in words):
        return ""
    return "".join(word[0] for word in words)
