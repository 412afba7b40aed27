"""The fields of a film as an admin edits them: in groups, as text, and read back by the rules of a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from bot.catalogue.film import ID_SOURCES, Film
from bot.catalogue.record import RecordError, film_from_mapping, film_to_mapping, shown
from bot.catalogue.values import parse_date, parse_money, parse_runtime, parse_score

Group = Literal["names", "release", "people", "texts", "numbers", "places", "links"]
"""What is edited together: as many fields as Discord's form holds."""

BY_HAND = "admin"
"""The source of aliases that were typed here."""

LONGEST = 4_000
"""Characters of a field that Discord's form shows and takes, in UTF-16 units."""

NOT_AVAILABLE = "none"
"""What is typed for `streaming` where the film is known to stream nowhere."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a film in a form: its name, what it is called there, how its text is read, and a hint for the editor.

    `read` returns what a record would hold, or raises ValueError with what was expected.
    """

    name: str
    label: str
    read: Callable[[str], Any]
    hint: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a sent form: new values as JSON by their fields, those that they replace, and what was wrong."""

    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    shown: dict[str, Any] = field(default_factory=dict[str, Any])
    faults: list[str] = field(default_factory=list[str])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("a whole number")
    return int(digits)


def _parsed(parse: Callable[[str], Any], expected: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        value = parse(text)
        if value is None:
            raise ValueError(expected)
        return value

    return read


def _streaming(text: str) -> list[str]:
    return [] if text.strip().casefold() == NOT_AVAILABLE else _lines(text)


def _ids(text: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    for line in _lines(text):
        source, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or not value:
            raise ValueError("lines such as imdb: tt0050634")
        ids[source.lower()] = value
    return ids


_A_LINE = "One a line"
_ID_HINT = f"One a line, such as imdb: tt0050634 (or {', '.join(ID_SOURCES[1:])})"
_RUNTIME = _parsed(parse_runtime, "a running time such as 97 or 1h37m")
_MONEY = _parsed(parse_money, "a sum such as 1,200,000 or 1.2 million")

GROUPS: Mapping[Group, tuple[Field, ...]] = {
    "names": (
        Field("title", "Title", str),
        Field("original_title", "Original title", str),
        Field("aliases", "Other names", _lines, _A_LINE, long=True),
    ),
    "release": (
        Field("year", "Year", _whole),
        Field("released", "Day of release", _parsed(parse_date, "a day such as 1957-10-12"), "Such as 1957-10-12"),
        Field("status", "Status", str, "Such as Released or Post Production"),
        Field("certification", "Certification", str, "Such as PG-13"),
        Field("language", "Language", str, "Its code, such as ru"),
    ),
    "people": (
        Field("directors", "Directors", _lines, _A_LINE, long=True),
        Field("writers", "Writers", _lines, _A_LINE, long=True),
        Field("cast", "Cast", _lines, _A_LINE, long=True),
    ),
    "texts": (
        Field("tagline", "Tagline", str),
        Field("synopsis", "Synopsis", str, long=True),
    ),
    "numbers": (
        Field("runtime_minutes", "Running time", _RUNTIME, "Minutes, or as 1h37m"),
        Field("score", "The source’s score", _parsed(parse_score, "a score from 0 to 10"), "0 to 10"),
        Field("votes", "Votes behind that score", _whole),
        Field("budget", "Budget", _MONEY),
        Field("revenue", "Revenue", _MONEY),
    ),
    "places": (
        Field("countries", "Countries", _lines, _A_LINE, long=True),
        Field("companies", "Companies", _lines, _A_LINE, long=True),
        Field("genres", "Genres", _lines, _A_LINE, long=True),
    ),
    "links": (
        Field("website", "Website", str),
        Field("poster", "Poster", str, "The address of a picture"),
        Field("trailer", "Trailer", str),
        Field("streaming", "Where it streams", _streaming, f"One a line; {NOT_AVAILABLE} if nowhere", long=True),
        Field("ids", "Ids elsewhere", _ids, _ID_HINT, long=True),
    ),
}
"""The groups and their fields; together they are all fields of a record but its reviews."""


def text_of(film: Film, name: str) -> str:
    """Return a field's value as it stands in the form; empty where nothing is known."""
    if name == "ids":
        return "\n".join(f"{source}: {film.ids[source]}" for source in ID_SOURCES if source in film.ids)
    if name == "aliases":
        return "\n".join(alias.name for alias in film.aliases)
    value: Any = getattr(film, name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(cast("tuple[str, ...]", value)) if value or name != "streaming" else NOT_AVAILABLE
    return f"{value:g}" if isinstance(value, float) else str(value)


def is_too_long(text: str) -> bool:
    """Tell whether a form cannot show a text, so that an empty field leaves it as it is."""
    return len(text.encode("utf-16-le")) // 2 > LONGEST


def read_form(film: Film, typed: Mapping[str, str]) -> Reading:
    """Return what a form changes of a film, whose fields stood in it as `text_of` gives them.

    A field that was left as it was is not changed, and an empty one makes its value unknown.
    """
    known, found = film_to_mapping(film), Reading()
    for each in (each for group in GROUPS.values() for each in group if each.name in typed):
        before = text_of(film, each.name)
        text = typed[each.name].strip()
        if _same(text, before) or (not text and is_too_long(before)):
            continue
        try:
            value = _read(film, each, text)
        except ValueError as error:
            found.faults.append(f"{each.label}: {error}")
            continue
        if value != known[each.name]:
            found.fields[each.name], found.shown[each.name] = value, known[each.name]
    return found


def _same(text: str, before: str) -> bool:
    return [line.rstrip() for line in text.splitlines()] == [line.rstrip() for line in before.strip().splitlines()]


def _read(film: Film, each: Field, text: str) -> Any:
    """Return a field's value as JSON, as a record that says `text` would give it.

    Raises:
        ValueError: it cannot be read, or cannot be true; the text says what was expected.
    """
    if each.name == "title" and not text:
        raise ValueError("a film needs one")
    value: Any = None
    if text:
        try:
            value = each.read(text)
        except ValueError as error:
            raise ValueError(f"expected {error}, got {shown(text)}") from None
    if each.name == "aliases" and value:
        sources = {alias.name: alias.source for alias in film.aliases}
        value = [{"name": name, "source": sources.get(name, BY_HAND)} for name in value]
    mapping = {"title": film.title, each.name: value}
    try:
        read, odd = film_from_mapping(mapping)
    except RecordError as error:
        raise ValueError(str(error)) from None
    if odd:
        raise ValueError(odd[0])
    return film_to_mapping(read)[each.name]
