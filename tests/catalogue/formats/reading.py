"""Reading bytes by a format, as its tests do, and sorting what comes of it."""

import io
from collections.abc import Callable, Iterator

from bot.catalogue.film import Addition, Film, Notice, Outcome, Record, Reject

Read = Callable[..., Iterator[Outcome]]


def outcomes(read: Read, data: str | bytes, **parts: str | bytes) -> list[Outcome]:
    """Return all that a reader gives of a file, with others beside it."""
    return list(read(_stream(data), **{name: _stream(part) for name, part in parts.items()}))


def films(read: Read, data: str | bytes, **parts: str | bytes) -> list[Film]:
    """Return the films alone, of which none may have a warning."""
    records = [each for each in outcomes(read, data, **parts) if isinstance(each, Record)]
    assert [record.warnings for record in records] == [()] * len(records)
    return [record.film for record in records]


def only_film(read: Read, data: str | bytes, **parts: str | bytes) -> Film:
    """Return the one film of a file."""
    (film,) = films(read, data, **parts)
    return film


def warnings(read: Read, data: str | bytes, **parts: str | bytes) -> list[str]:
    """Return what was odd in records."""
    given = outcomes(read, data, **parts)
    return [warning for each in given if isinstance(each, Record) for warning in each.warnings]


def rejects(read: Read, data: str | bytes, **parts: str | bytes) -> list[tuple[int, str]]:
    """Return the lines and reasons of what is no film."""
    return [(each.line, each.reason) for each in outcomes(read, data, **parts) if isinstance(each, Reject)]


def notices(read: Read, data: str | bytes, **parts: str | bytes) -> list[str]:
    """Return what is told of the file itself, with the part it is told of."""
    given = outcomes(read, data, **parts)
    return [f"{each.part}: {each.text}" if each.part else each.text for each in given if isinstance(each, Notice)]


def additions(read: Read, data: str | bytes, **parts: str | bytes) -> list[Addition]:
    """Return what is said of films by their ids alone."""
    return [each for each in outcomes(read, data, **parts) if isinstance(each, Addition)]


def assert_sound(read: Read, data: bytes, **parts: bytes) -> None:
    """Check that whatever a file holds comes to outcomes with lines."""
    for each in outcomes(read, data, **parts):
        assert each.line >= 1
        if isinstance(each, Record):
            assert each.film.title


def _stream(data: str | bytes) -> io.BytesIO:
    return io.BytesIO(data.encode() if isinstance(data, str) else data)
