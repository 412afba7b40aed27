"""What IMDb's tables say of one title: its names, other names, votes, and who made it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.catalogue.film import Record, Reject
from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.imdb_people import People

Rows = Sequence[Mapping[str, str]]
"""The rows of one title, each its known cells by their headings."""

MOST_AKAS = 25
"""How many other names of a title are taken; a few famous ones have more than a hundred."""

MOST_PEOPLE = 15
"""How many directors, writers and actors are taken, each."""

_NEAREST = ("XWW", "US", "GB", "CA", "AU", "IN")
"""Regions whose names are typed most, world-wide first; where there are too many names, these are kept."""

_CATEGORIES = {"director": "directors", "writer": "writers", "actor": "cast", "actress": "cast", "self": "cast"}
"""What `principals` call what somebody did, and the field of a record for it."""


def film_of(line: int, row: Mapping[str, str], tables: Mapping[str, Rows], people: People) -> Record | Reject:
    """Return the film of a row of `title.basics.tsv`, with what the rows of the same title in other tables tell."""
    cells = Forgiving()
    title, original = row.get("primarytitle", ""), row.get("originaltitle", "")
    record: dict[str, Any] = {"title": title or original, "ids": {"imdb": row["tconst"]}}
    if "startyear" in row:
        record["year"] = cells.year("startYear", row["startyear"])
    if title and original != title:
        record["original_title"] = original
    if "runtimeminutes" in row:
        record["runtime_minutes"] = cells.whole("runtimeMinutes", row["runtimeminutes"])
    if "genres" in row:
        record["genres"] = row["genres"].split(",")
    if tables:
        record |= facts_of(tables, people, (title, original), cells)
    return cells.record(record, line)


def facts_of(tables: Mapping[str, Rows], people: People, own: Collection[str], cells: Forgiving) -> dict[str, Any]:
    """Return the fields of a record that the rows of one title in each table tell; `own` are its names already."""
    facts: dict[str, Any] = {}
    for row in tables.get("ratings", ())[:1]:
        facts["score"] = cells.number("averageRating", row.get("averagerating", ""))
        facts["votes"] = cells.whole("numVotes", row.get("numvotes", ""))
    if akas := tables.get("akas"):
        facts["aliases"] = _aliases(akas, own)
    for field, numbers in credited(tables).items():
        facts[field] = [name for number in numbers if (name := people.name(number))]
    return facts


def credited(tables: Mapping[str, Rows]) -> dict[str, list[str]]:
    """Return the numbers of who directed, wrote and acted, by the fields of a record."""
    crew, principals = tables.get("crew", ()), tables.get("principals", ())
    people = {field: row[field].split(",") for row in crew[:1] for field in ("directors", "writers") if field in row}
    # The crew is told in full by its own table; `principals` has the first few.
    for category, field in _CATEGORIES.items():
        if field == "cast" or field not in people:
            numbers = [row["nconst"] for row in principals if "nconst" in row and row.get("category") == category]
            people[field] = [*people.get(field, ()), *numbers]
    return {field: list(dict.fromkeys(numbers))[:MOST_PEOPLE] for field, numbers in people.items() if numbers}


def _aliases(rows: Rows, own: Collection[str]) -> list[dict[str, str]]:
    """Return other names of a title than its own, each once and with the region it comes from."""
    seen = {name.casefold() for name in own}
    found: list[tuple[int, dict[str, str]]] = []
    for row in rows:
        name, region = row.get("title", ""), row.get("region", "")
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            found.append((_distance(row, region), {"name": name, "source": f"imdb:{region}" if region else "imdb"}))
    found.sort(key=lambda each: each[0])
    return [alias for _, alias in found[:MOST_AKAS]]


def _distance(row: Mapping[str, str], region: str) -> int:
    if row.get("isoriginaltitle") == "1":
        return 0
    if region in _NEAREST:
        return 1 + _NEAREST.index(region)
    return len(_NEAREST) + (1 if row.get("language") == "en" else 2)
