"""MovieLens' data sets of before 2013, in Latin-1: `movies.dat`, cells parted by `::`, and `u.item`, parted by `|`."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Outcome, Record, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.movielens_title import read_title
from bot.catalogue.record import read_record

_MOVIES = re.compile(r"(?P<number>\d{1,10})::(?P<title>.+)::(?P<genres>[^:]*)")
_ITEMS = re.compile(r"(?P<number>\d{1,10})\|(?P<title>[^|]+)\|[^|]*\|[^|]*\|[^|]*\|(?P<flags>[01](?:\|[01]){18})")
_NO_FILMS = re.compile(r"\d+::(?:\d+::.*::\d{6,}|[MF]::\d+::.*)")
_BEGINNING = re.compile(rb"\d{1,10}(?:::[^\r\n]+::[^\r\n]*|\|[^|\r\n]+\|[^\r\n]*(?:\|[01]){19}) *(?:[\r\n]|$)")
_FLAGS = (
    *("unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama"),
    *("Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"),
)
"""The genres whose flags stand in `u.item`, in that order."""


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether the first line of `head` is one of such a file."""
    return _BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read films from lines; a file of ratings, tags or people is passed over."""
    text = Text(stream)
    for line in text.lines():
        if _NO_FILMS.fullmatch(line):
            yield Notice("passed over: what people rated or tagged, no films", text.line)
            return
        yield from text.events()
        if line and not line.isspace():
            yield _film(line, text.line)
    yield from text.events()


def _film(line: str, number: int) -> Record | Reject:
    if found := _MOVIES.fullmatch(line.strip()):
        genres = [genre for genre in found["genres"].split("|") if genre not in ("", "(no genres listed)")]
    elif found := _ITEMS.fullmatch(line.strip()):
        flagged = zip(_FLAGS, found["flags"].split("|"), strict=True)
        genres = [genre for genre, flag in flagged if flag == "1" and genre != "unknown"]
    else:
        return Reject(number, "not number, title and genres as MovieLens writes them")
    written = read_title(found["title"])
    record = {
        "title": written.title,
        "year": written.year,
        "original_title": written.original,
        "aliases": [{"name": name, "source": "movielens"} for name in written.others],
        "genres": genres,
        "ids": {"movielens": found["number"]},
    }
    return read_record(record, number)
