"""IMDb's export of a member's ratings: 13 columns in Windows-1252 before 2022, 14 since, with `Original Title`.

Most members have rated television too. Its rows are counted and left out, unless they are asked for.
"""

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.formats.headed import Headings, Row
from bot.club.rating_files import cells
from bot.club.rating_files.record import ImportedRating, LeftOut, Outcome, Remark
from bot.club.rating_files.tables import Forgiving, Table

TABLES: Headings = {"imdb": frozenset({"const", "your rating", "title"})}

# Types are written `tvEpisode` or `TV Episode`, by the year of the export. What is not named here is a film.
TELEVISION = {
    "tvepisode": "TV episode",
    "tvseries": "TV series",
    "tvminiseries": "TV mini-series",
    "tvpilot": "TV pilot",
}
NO_FILMS = {
    "videogame": "video game",
    "podcastseries": "podcast",
    "podcastepisode": "podcast episode",
    "musicvideo": "music video",
}

_CONST = re.compile(r"tt\d{7,10}", re.ASCII)
_NOT_LETTERS = re.compile(r"[^a-z]+")


def read(tables: Sequence[Table], *, television: bool = False) -> Iterator[Outcome]:
    """Read the rows of an export; those of `TELEVISION` too where they are asked for."""
    left_out = NO_FILMS if television else TELEVISION | NO_FILMS
    for table in tables:
        for row in table.rows():
            if isinstance(row, Remark):
                yield row
            elif what := left_out.get(_NOT_LETTERS.sub("", row.get("title type").lower())):
                yield LeftOut(what)
            else:
                yield from _outcomes(table, row)


def _outcomes(table: Table, row: Row) -> Iterator[Outcome]:
    try:
        title = cells.title(row.get("title"))
        score = cells.points(row.get("your rating"))
    except ValueError as error:
        yield Remark(table.file, row.line, str(error))
        return
    forgiving = Forgiving(table.file, row.line)
    const = row.get("const")
    record = ImportedRating(
        title,
        forgiving.read(cells.year, row.get("year")),
        table.file,
        row.line,
        ids=(("imdb", const),) if _CONST.fullmatch(const) else (),
        score=score,
        rated_at=forgiving.read(cells.instant, row.get("date rated")),
    )
    yield from forgiving.remarks
    yield record
