"""Letterboxd's exports: the whole zip, or one table of it.

`ratings.csv` holds how a film is rated now, `diary.csv` each watch with the rating it got then, `reviews.csv` the same
with words, `watched.csv` and `watchlist.csv` no more than names. A list has lines of its own above its headings.
Tables made for Letterboxd's importer, as Marquee's own exports are, name films at TMDB and IMDb as well.
"""

from collections.abc import Iterator, Sequence

from bot.catalogue.formats.headed import Headings, Row
from bot.catalogue.formats.letterboxd import film_id
from bot.catalogue.formats.outside_ids import outside_ids
from bot.club.rating_files import cells
from bot.club.rating_files.record import Ids, ImportedRating, LeftOut, Outcome, Remark
from bot.club.rating_files.tables import Forgiving, Table
from bot.errors import UserError

TABLES: Headings = {
    "letterboxd reviews": frozenset({"name", "letterboxd uri", "review"}),
    "letterboxd diary": frozenset({"name", "letterboxd uri", "watched date"}),
    "letterboxd ratings": frozenset({"name", "letterboxd uri", "rating"}),
    "letterboxd names": frozenset({"name", "year", "letterboxd uri"}),
    "letterboxd list": frozenset({"position", "name", "year", "url"}),
}

_PASSED_OVER = {"deleted": "deleted entry", "orphaned": "orphaned entry", "likes": "liked film"}
_ENTRIES = frozenset({"letterboxd diary", "letterboxd reviews"})
"""Tables whose addresses lead to the member's entry and not to the film."""


def read(tables: Sequence[Table]) -> Iterator[Outcome]:
    """Read the tables of an export; lists in an archive, and what its owner had deleted, are only counted.

    Raises:
        UserError: one table has come alone, and its name does not say whether its films were seen or are to be.
    """
    for table in tables:
        what = _passed_over(table)
        if what is not None:
            yield from (LeftOut(what) for row in table.rows() if isinstance(row, Row))
            continue
        to_be_seen = _is_watchlist(table)
        for row in table.rows():
            yield from [row] if isinstance(row, Remark) else _outcomes(table, row, to_be_seen=to_be_seen)


def _passed_over(table: Table) -> str | None:
    """Return what a table's rows are where they are not imported."""
    folders = table.parts[:-1]
    for folder, what in _PASSED_OVER.items():
        if folder in folders:
            return what
    return "film of a list" if folders and table.kind == "letterboxd list" else None


def _is_watchlist(table: Table) -> bool:
    if table.kind == "letterboxd list":
        return True
    if table.kind != "letterboxd names":
        return False
    name = table.parts[-1].lower()
    if "watchlist" in name:
        return True
    if "watched" in name:
        return False
    raise UserError(
        f"I cannot tell whether the films of {table.file} were seen or are to be seen. "
        "Letterboxd calls such a file watched.csv or watchlist.csv; please give it that name again."
    )


def _outcomes(table: Table, row: Row, *, to_be_seen: bool) -> Iterator[Outcome]:
    try:
        title = cells.title(row.get("name"))
        score = cells.half_stars(row.get("rating")) if row.get("rating") and not to_be_seen else None
    except ValueError as error:
        yield Remark(table.file, row.line, str(error))
        return
    forgiving = Forgiving(table.file, row.line)
    record = ImportedRating(
        title,
        forgiving.read(cells.year, row.get("year")),
        table.file,
        row.line,
        ids=_ids(table, row),
        score=score,
        rated_at=forgiving.read(cells.instant, row.get("date")) if score is not None else None,
        watched_on=forgiving.read(cells.day, row.get("watched date")),
        rewatch=row.get("rewatch").lower() == "yes",
        review=forgiving.read(cells.review, row.get("review")),
        on_watchlist=to_be_seen,
    )
    yield from forgiving.remarks
    yield record


def _ids(table: Table, row: Row) -> Ids:
    ids = outside_ids(row.get("imdbid"), row.get("tmdbid"))
    address = "" if table.kind in _ENTRIES else row.get("letterboxd uri") or row.get("url")
    if own := film_id(address):
        ids["letterboxd"] = own
    return tuple(ids.items())
