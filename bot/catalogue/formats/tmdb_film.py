"""What TMDB says of one film, from a row of a table or an object of its API: the fields have the same names in both."""

import re
from collections.abc import Callable
from typing import Any

from bot.catalogue.film import Record, Reject
from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.headed import Row
from bot.catalogue.formats.tmdb_cells import field, name, objects
from bot.catalogue.formats.tmdb_people import People, people
from bot.catalogue.record import shown
from bot.catalogue.values import parse_date

POSTERS = "https://image.tmdb.org/t/p/w500"
"""Where TMDB keeps posters, 500 pixels wide, as the configuration of its API tells."""

_TRUTHS = {"": False, "false": False, "0": False, "0.0": False, "true": True, "1": True, "1.0": True}
_NUMBER = re.compile(r"\d{1,10}(?=(?:\.0)?$)", re.ASCII)
_IMDB = re.compile(r"tt\d{7,10}", re.ASCII)
_POSTER = re.compile(r"/[\w-]{1,100}\.(?:jpg|jpeg|png|webp)", re.ASCII)
_NOTHING_SAID = re.compile(r"no overview(?: found| available)?\.?", re.IGNORECASE)
_NO_LANGUAGE = "xx"


def is_adult(row: Row) -> bool:
    """Tell whether a film is marked as being for adults alone."""
    return _TRUTHS.get(row.get("adult").lower(), False)


def film_of(row: Row, credited: Callable[[str], People | None]) -> Record | Reject:
    """Return the film that a row describes; `credited` knows by TMDB's id what another table says of people."""
    number = _NUMBER.match(row.get("id"))
    if number is None:
        return Reject(row.line, f"id: expected a whole number, got {shown(row.get('id'))}")
    for heading in ("adult", "video"):
        if row.get(heading).lower() not in _TRUTHS:
            return Reject(row.line, f"cells out of place: {heading} is {shown(row.get(heading))}")
    cells = Forgiving()
    title, original, imdb = row.get("title"), row.get("original_title"), row.get("imdb_id")
    record: dict[str, Any] = {
        "title": title or original,
        "original_title": original if title and original != title else None,
        "tagline": row.get("tagline"),
        "synopsis": None if _NOTHING_SAID.fullmatch(row.get("overview")) else row.get("overview"),
        "score": cells.number("vote_average", row.get("vote_average")),
        "votes": cells.whole("vote_count", row.get("vote_count")),
        "runtime_minutes": cells.whole("runtime", row.get("runtime")),
        "language": None if row.get("original_language") == _NO_LANGUAGE else row.get("original_language"),
        "status": row.get("status"),
        "companies": _names(row, "production_companies", cells),
        "countries": _names(row, "production_countries", cells),
        "genres": _names(row, "genres", cells),
        "budget": cells.whole("budget", row.get("budget")),
        "revenue": cells.whole("revenue", row.get("revenue")),
        "website": row.get("homepage"),
        "poster": POSTERS + row.get("poster_path") if _POSTER.fullmatch(row.get("poster_path")) else None,
        "ids": {"tmdb": number[0]} | ({"imdb": imdb} if _IMDB.fullmatch(imdb) else {}),
    }
    record |= _dates(row, cells) | _people(row, credited(number[0]) or People(), cells)
    return cells.record(record, row.line)


def _dates(row: Row, cells: Forgiving) -> dict[str, Any]:
    given = row.get("release_date")
    released = parse_date(given[: len("1957-10-12")])
    year = cells.year("release_year", row.get("release_year"))
    if given and released is None and year is None:
        cells.unread("release_date", given, "a day such as 1957-10-12")
    return {"released": released, "year": year or (int(released[:4]) if released else None)}


def _people(row: Row, told: People, cells: Forgiving) -> dict[str, Any]:
    """Return who made the film: by its own row, by the credits that the API may put into its answer, or as told."""
    inside = row.cells.get("credits")
    cast, crew = (row.cells.get(part) or field(inside, part) for part in ("cast", "crew"))
    own = people(cast, crew, cells)
    return {
        "directors": _names(row, "director", cells) or [*(own.directors or told.directors)],
        "writers": [*(own.writers or told.writers)],
        "cast": [*(own.cast or told.cast)],
    }


def _names(row: Row, heading: str, cells: Forgiving) -> list[str]:
    named = (name(entry) for entry in objects(heading, row.cells.get(heading), cells))
    return [each for each in named if each]
