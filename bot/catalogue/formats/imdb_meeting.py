"""Getting to know, before the titles are read, the names of the people who made those that are films."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, TypeVar

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats.imdb_facts import Rows, credited
from bot.catalogue.formats.imdb_people import People
from bot.catalogue.formats.imdb_titles import Titles
from bot.catalogue.formats.imdb_tsv import SortedTsv, Tsv

KEYS = {"akas": "titleid", "ratings": "tconst", "crew": "tconst", "principals": "tconst"}
"""The tables that are joined by a title's id, and the heading it has there."""

T = TypeVar("T", bound=Outcome)


def named(part: str, outcomes: Iterable[T]) -> Iterator[T]:
    """Give outcomes of the table `part` under its name."""
    return (replace(each, part=part) if isinstance(each, Reject | Notice) else each for each in outcomes)


def meet(
    people: People, stream: BinaryIO, parts: Mapping[str, BinaryIO], titles: Callable[[BinaryIO], Titles]
) -> Iterator[Outcome]:
    """Have `people` learn the names of who made the films among the titles; give what was odd in their table.

    That takes a reading of its own, since names are sorted by person. All streams are left at their beginning.
    """
    credit_tables = {kind: parts[kind] for kind in ("crew", "principals") if kind in parts}
    if credit_tables and "names" not in parts:
        yield Notice("people left out: name.basics.tsv beside these would tell who the numbers are")
    if not credit_tables or "names" not in parts:
        return
    tables = {kind: SortedTsv(part, KEYS[kind]) for kind, part in credit_tables.items()}
    for title in titles(stream).rows():
        if isinstance(title, tuple):
            _want(people, {kind: table.take(title[1]["tconst"]) for kind, table in tables.items()})
    for kind, table in tables.items():
        for _ in table.rest():  # what is odd there is told when the films are read
            pass
        credit_tables[kind].seek(0)
        if not table.in_order:
            for row in Tsv(credit_tables[kind]).rows():
                if isinstance(row, tuple):
                    _want(people, {kind: [row[1]]})
            credit_tables[kind].seek(0)
    stream.seek(0)
    yield from named("names", people.learn(parts["names"]))


def _want(people: People, tables: Mapping[str, Rows]) -> None:
    for numbers in credited(tables).values():
        for number in numbers:
            people.want(number)
