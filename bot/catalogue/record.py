"""Films as JSON values: the one place that knows the field names and types of a record.

A value of the wrong type refuses the whole record, as nobody can say what was meant. A value of the right type that
cannot be true (the year 1066, 31 February, a score of 11) is taken as unknown, with a warning. Of the numbers, 0 means
unknown, save in a reviewer's score.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, cast

from bot.catalogue.film import ID_SOURCES, Alias, Film, Record, Reject, Review, Spoiler
from bot.catalogue.values import (
    FIRST_YEAR,
    LARGEST_SUM,
    LONGEST_RUNTIME,
    drop_controls,
    is_film_year,
    web_address,
)

Kind = Literal["text", "whole", "number", "list", "aliases", "ids", "reviews"]
"""What a field holds, for formats whose values are all text."""


class RecordError(ValueError):
    """A mapping that is no film record; the text says which field is wrong and how."""


_MOST_VOTES = 10**12
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_SHOWN = 40

MOST_WARNINGS = 100
"""How many oddities of one record are told; the rest are passed over in silence."""


class _Odd(list[str]):
    """What was odd in a record, up to `MOST_WARNINGS`."""

    def append(self, text: str, /) -> None:
        if len(self) < MOST_WARNINGS:
            super().append(text)


_Parser = Callable[[str, Any, _Odd], Any]


def film_from_mapping(mapping: Mapping[str, Any]) -> tuple[Film, tuple[str, ...]]:
    """Return the film that `mapping` describes under the record's field names, and what was odd in it.

    Names that are no field are passed over; `unknown_names` finds them.

    Raises:
        RecordError: the title is missing, or a value has the wrong type.
    """
    odd = _Odd()
    values: dict[str, Any] = {}
    for name, value in mapping.items():
        if value is not None and (parse := _PARSERS.get(name)) is not None:
            values[name] = parse(name, value, odd)
    if not values.get("title"):
        raise RecordError("no title")
    return Film(**values), tuple(odd)


def read_record(mapping: Mapping[str, Any], line: int) -> Record | Reject:
    """Return `film_from_mapping` of what stands at `line` as a reader's outcome."""
    try:
        film, warnings = film_from_mapping(mapping)
    except RecordError as error:
        return Reject(line, str(error))
    return Record(film, line, warnings)


def film_to_mapping(film: Film) -> dict[str, Any]:
    """Return `film` as JSON values under every field name, null or empty where unknown."""
    values: dict[str, Any] = {name: getattr(film, name) for name in _FIELDS}
    for name, value in values.items():
        if isinstance(value, tuple):
            values[name] = list(cast("tuple[object, ...]", value))
    values["aliases"] = [
        alias.name if alias.source == "record" else {"name": alias.name, "source": alias.source}
        for alias in film.aliases
    ]
    values["ids"] = {source: film.ids[source] for source in ID_SOURCES if source in film.ids}
    values["reviews"] = [{name: getattr(review, name) for name in _REVIEW_PARSERS} for review in film.reviews]
    return values


def unknown_names(mapping: Mapping[str, Any]) -> set[str]:
    """Return the names in `mapping`, and as `reviews.NAME` those in its reviews, that are no field of a record."""
    unknown = set[str]() if mapping.keys() <= _FIELD_NAMES else set(mapping.keys() - _FIELD_NAMES)
    reviews: Any = mapping.get("reviews")
    if type(reviews) is list:
        for review in cast("list[Any]", reviews):
            if type(review) is dict and not (names := cast("dict[str, Any]", review).keys()) <= _REVIEW_NAMES:
                unknown |= {f"reviews.{name}" for name in names - _REVIEW_NAMES}
    return unknown


def shown(value: object) -> str:
    """Return `value` as JSON, a text between curly quotes; short enough to stand in a sentence."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)[1:-1].replace('\\"', '"')
        return f"“{_clipped(text, _LONGEST_SHOWN - 2)}”"
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return _clipped(text, _LONGEST_SHOWN)


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _wrong(name: str, expected: str, value: object) -> RecordError:
    return RecordError(f"{name}: expected {expected}, got {shown(value)}")


def _clean(name: str, value: Any, odd: _Odd) -> str:
    """Check that `value` is text, and drop what no text should hold."""
    if not isinstance(value, str):
        raise _wrong(name, "text", value)
    if value.isprintable():
        return value
    cleaned = drop_controls(value)
    if cleaned != value:
        odd.append(f"{name}: control characters dropped")
    return cleaned


def _line(name: str, value: Any, odd: _Odd) -> str | None:
    """One line of text, its white space collapsed; blank means unknown."""
    text: str = value if type(value) is str and value.isprintable() else _clean(name, value, odd)
    return " ".join(text.split()) or None


def _prose(name: str, value: Any, odd: _Odd) -> str | None:
    """Text of one or more lines; blank means unknown."""
    return _clean(name, value, odd).strip() or None


def _whole(name: str, value: Any) -> int:
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise _wrong(name, "a whole number", value)


def _number(name: str, value: Any) -> float:
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is int and abs(value) < _MOST_VOTES:
        return float(value)
    raise _wrong(name, "a number", value)


def _year(name: str, value: Any, odd: _Odd) -> int | None:
    year = _whole(name, value)
    if is_film_year(year):
        return year
    if year:
        odd.append(f"year not usable: {shown(year)} is not {FIRST_YEAR} to ten years from now")
    return None


def _count_up_to(most: int) -> _Parser:
    """A whole number from 1 to `most`."""

    def parse(name: str, value: Any, odd: _Odd) -> int | None:
        count = _whole(name, value)
        if 0 < count <= most:
            return count
        if count:
            odd.append(f"{name} not usable: {shown(count)} is not 1 to {most}")
        return None

    return parse


def _score(name: str, value: Any, odd: _Odd) -> float | None:
    return _review_score(name, value, odd) or None


def _review_score(name: str, value: Any, odd: _Odd) -> float | None:
    score = _number(name, value)
    if 0 <= score <= 10:  # noqa: PLR2004 - the scale of every score
        return score
    odd.append(f"{name} not usable: {shown(value)} is not 0 to 10")
    return None


def _day(name: str, value: Any, odd: _Odd) -> str | None:
    text = _line(name, value, odd)
    if text is None:
        return None
    try:
        if _ISO_DATE.fullmatch(text) and is_film_year(date.fromisoformat(text).year):
            return text
    except ValueError:
        pass
    odd.append(f"{name} not usable: {shown(text)} is no day of the calendar, as 1957-10-12 is")
    return None


def _address(name: str, value: Any, odd: _Odd) -> str | None:
    text = _line(name, value, odd)
    if text is None:
        return None
    address = web_address(text)
    if address is None:
        odd.append(f"{name} not usable: {shown(text)} is no http or https address")
    return address


def _items(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(name, "a list", value)
    return value  # pyright: ignore[reportUnknownVariableType] - its items are checked one by one


def _names(name: str, value: Any, odd: _Odd) -> tuple[str, ...]:
    """A list of lines, each once."""
    names: dict[str, None] = {}
    for item in _items(name, value):
        # The common case of `_line`, in place: a record has more names than anything else.
        line = " ".join(item.split()) if type(item) is str and item.isprintable() else _line(name, item, odd)
        if line:
            names[line] = None
        else:
            odd.append(f"{name}: a blank entry left out")
    return tuple(names)


def _aliases(name: str, value: Any, odd: _Odd) -> tuple[Alias, ...]:
    """A list of names, plain or as `{"name": …, "source": …}`, each once."""
    aliases: dict[Alias, None] = {}
    for item in _items(name, value):
        fields: dict[str, Any] = cast("dict[str, Any]", item) if type(item) is dict else {"name": item}
        alias = _line(name, fields.get("name"), odd)
        source = _line(f"{name}.source", fields.get("source", "record"), odd)
        if alias and source:
            aliases[Alias(alias, source)] = None
        else:
            odd.append(f"{name}: a blank entry left out")
    return tuple(aliases)


def _ids(name: str, value: Any, odd: _Odd) -> Mapping[str, str]:
    """Ids by the name of their catalogue; numbers become text."""
    if type(value) is not dict:
        raise _wrong(name, "names and ids", value)
    ids: dict[str, str] = {}
    for source, given in cast("dict[str, Any]", value).items():
        if given is None:
            continue
        if source not in ID_SOURCES:
            odd.append(f"{name}: {shown(source)} is none of {', '.join(ID_SOURCES)}; left out")
        elif text := _line(f"{name}.{source}", str(given) if type(given) is int else given, odd):
            ids[source] = text
    return ids


def _reviews(name: str, value: Any, odd: _Odd) -> tuple[Review, ...]:
    reviews: list[Review] = []
    for number, fields in enumerate(_items(name, value)):
        if type(fields) is not dict:
            raise _wrong(f"{name}[{number}]", "a review", fields)
        try:
            review = _review(fields, odd)  # pyright: ignore[reportUnknownArgumentType] - checked there
        except RecordError as error:
            raise RecordError(f"{name}[{number}].{error}") from None
        if review is None:
            odd.append(f"{name}[{number}]: no reviewer or no text; left out")
        else:
            reviews.append(review)
    return tuple(reviews)


def _review(fields: dict[str, Any], odd: _Odd) -> Review | None:
    """One review; None where its reviewer or its text is missing, though a text may be empty."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if value is not None and (parse := _REVIEW_PARSERS.get(name)) is not None:
            values[name] = parse(name, value, odd)
    return Review(**values) if values.get("reviewer") and "text" in values else None


def _spoiler(name: str, value: Any, odd: _Odd) -> Spoiler:  # noqa: ARG001 - as all parsers
    if value in ("none", "mild", "full"):
        return value
    raise _wrong(name, "“none”, “mild” or “full”", value)


_REVIEW_PARSERS: dict[str, _Parser] = {
    "reviewer": _line,
    "text": _clean,
    "score": _review_score,
    "url": _address,
    "spoiler": _spoiler,
}

_FIELDS: dict[str, tuple[Kind, _Parser]] = {
    "title": ("text", _line),
    "year": ("whole", _year),
    "original_title": ("text", _line),
    "aliases": ("aliases", _aliases),
    "tagline": ("text", _line),
    "synopsis": ("text", _prose),
    "score": ("number", _score),
    "votes": ("whole", _count_up_to(_MOST_VOTES)),
    "runtime_minutes": ("whole", _count_up_to(LONGEST_RUNTIME)),
    "certification": ("text", _line),
    "language": ("text", _line),
    "released": ("text", _day),
    "status": ("text", _line),
    "companies": ("list", _names),
    "countries": ("list", _names),
    "genres": ("list", _names),
    "directors": ("list", _names),
    "writers": ("list", _names),
    "cast": ("list", _names),
    "budget": ("whole", _count_up_to(LARGEST_SUM)),
    "revenue": ("whole", _count_up_to(LARGEST_SUM)),
    "website": ("text", _address),
    "poster": ("text", _address),
    "trailer": ("text", _address),
    "streaming": ("list", _names),
    "ids": ("ids", _ids),
    "reviews": ("reviews", _reviews),
}

_PARSERS = {name: parse for name, (_, parse) in _FIELDS.items()}

FIELDS: Mapping[str, Kind] = {name: kind for name, (kind, _) in _FIELDS.items()}
"""The names of a film's fields, in the order they are written, and what each holds."""

_FIELD_NAMES = frozenset(FIELDS)
_REVIEW_NAMES = frozenset(_REVIEW_PARSERS)
