"""IMDb's datasets: the films of `title.basics.tsv`, joined with the tables beside it while they stream by.

Alone, `title.akas.tsv` and `title.ratings.tsv` add to films that are there. Films for adults alone, and titles of other
types, are left out unless they are asked for.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import BinaryIO

from bot.catalogue.film import Addition, Notice, Outcome, Record, Reject
from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.headed import Headings, find_headings, head_of
from bot.catalogue.formats.imdb_facts import facts_of, film_of
from bot.catalogue.formats.imdb_meeting import KEYS, meet, named
from bot.catalogue.formats.imdb_people import People
from bot.catalogue.formats.imdb_titles import Cells, Titles
from bot.catalogue.formats.imdb_tsv import SortedTsv, Tsv

FILM_TYPES = ("movie", "tvMovie")
"""The types of titles that are taken where no others are asked for."""

_TABLES: Headings = {
    "basics": frozenset({"tconst", "titletype", "primarytitle"}),
    "akas": frozenset({"titleid", "title", "region"}),
    "ratings": frozenset({"tconst", "averagerating", "numvotes"}),
    "crew": frozenset({"tconst", "directors", "writers"}),
    "principals": frozenset({"tconst", "nconst", "category"}),
    "names": frozenset({"nconst", "primaryname"}),
    "episodes": frozenset({"tconst", "parenttconst"}),
}


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins one of the datasets."""
    return _kind(head) is not None


def _kind(head: bytes) -> str | None:
    found = find_headings(head, _TABLES)
    return found.kind if found is not None and found.delimiter == "\t" else None


def _is(kind: str, name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    return _kind(head) == kind


has_films = partial(_is, "basics")
"""Says whether a file begins the table of titles."""

PARTS = {kind: partial(_is, kind) for kind in (*KEYS, "names")}
"""The tables that are read with the titles where they stand beside them."""


def read(
    stream: BinaryIO, *, types: Collection[str] = FILM_TYPES, adult: bool = False, **parts: BinaryIO
) -> Iterator[Outcome]:
    """Read the films of `types`, joined with the tables of `PARTS`; or from one of these alone what it adds."""
    kind = _kind(head_of(stream)[0])
    if kind == "basics":
        yield from _films(stream, parts, partial(Titles, types=types, adult=adult))
    elif kind in ("akas", "ratings"):
        yield from _additions(kind, stream, People())
    elif kind is None:
        yield Reject(1, "no headings of an IMDb dataset: tconst, titleType, primaryTitle")
    else:
        yield Notice(f"passed over: {kind} tell of films only beside title.basics.tsv, loaded together with it")


def _films(stream: BinaryIO, parts: Mapping[str, BinaryIO], titles: Callable[[BinaryIO], Titles]) -> Iterator[Outcome]:
    people = People()
    yield from meet(people, stream, parts, titles)
    tables = {kind: SortedTsv(part, KEYS[kind]) for kind, part in parts.items() if kind in KEYS}
    for title in titles(stream).rows():
        if isinstance(title, tuple):
            line, cells = title
            yield film_of(line, cells, {kind: table.take(cells["tconst"]) for kind, table in tables.items()}, people)
        else:
            yield title
    for kind, table in tables.items():
        yield from named(kind, table.rest())
        if not table.in_order:
            yield Notice("not in the order of title.basics.tsv; read once more by itself", part=kind)
            parts[kind].seek(0)
            yield from named(kind, _additions(kind, parts[kind], people))


def _additions(kind: str, stream: BinaryIO, people: People) -> Iterator[Outcome]:
    """Give what a table says of each title by itself; what stands apart adds up."""
    key = KEYS[kind]
    for title, group in groupby(Tsv(stream).rows(), lambda row: row[1].get(key) if isinstance(row, tuple) else None):
        rows: list[tuple[int, Cells]] = []
        for row in group:
            if isinstance(row, tuple):
                rows.append(row)
            else:
                yield row
        if title is None:
            continue
        line = rows[0][0]
        cells = Forgiving()
        facts = facts_of({kind: [row for _, row in rows]}, people, (), cells)
        read = cells.record({"title": title, **facts}, line)
        if isinstance(read, Record):
            yield Addition({"imdb": title}, {field: getattr(read.film, field) for field in facts}, line)
            yield from (Notice(warning, line) for warning in read.warnings)
