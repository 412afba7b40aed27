"""MovieLens: its data sets, with one member's ratings in them, and the export of one's own ratings from its site.

A data set's `ratings.csv` names films by number alone; `movies.csv` beside it knows their titles, and `links.csv` what
IMDb and TMDB call them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.catalogue.formats.headed import Headings, Row
from bot.catalogue.formats.movielens_title import read_title
from bot.catalogue.formats.outside_ids import outside_ids
from bot.catalogue.values import is_film_year
from bot.club.rating_files import cells
from bot.club.rating_files.record import ImportedRating, Outcome, Remark
from bot.club.rating_files.tables import Forgiving, Table
from bot.errors import UserError

TABLES: Headings = {
    "movielens ratings": frozenset({"userid", "movieid", "rating"}),
    "movielens movies": frozenset({"movieid", "title", "genres"}),
    "movielens links": frozenset({"movieid", "imdbid"}),
    "movielens own": frozenset({"movie_id", "imdb_id", "rating", "title"}),
}

_NUMBER = re.compile(r"\d{1,10}", re.ASCII)


@dataclass(slots=True)
class _Film:
    """What the tables beside the ratings tell of a film."""

    title: str = ""
    year: int | None = None
    ids: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def read(tables: Sequence[Table]) -> Iterator[Outcome]:
    """Read a member's ratings.

    Raises:
        UserError: they are of several people, or films are named and nobody has rated them.
    """
    if not any(table.kind in {"movielens ratings", "movielens own"} for table in tables):
        raise UserError("These are MovieLens’ films without anybody’s ratings of them. Please send me ratings.csv too.")
    films: dict[str, _Film] = {}
    for table in tables:
        if table.kind in {"movielens movies", "movielens links"}:
            yield from _read_films(table, films)
    user: str | None = None
    for table in tables:
        for row in table.rows() if table.kind in {"movielens ratings", "movielens own"} else ():
            if isinstance(row, Remark):
                yield row
                continue
            rater = row.get("userid")
            if user is not None and rater != user:
                raise UserError(
                    f"{table.file} holds the ratings of several people, and I cannot tell which are yours. "
                    "Please send me a file with your own alone."
                )
            user = rater
            yield from _outcomes(table, row, films)


def split_title(text: str) -> tuple[str, int | None]:
    """Return the title and year of `American President, The (1995)`, without the other names in brackets."""
    written = read_title(text)
    return written.title, written.year if written.year is not None and is_film_year(written.year) else None


def _read_films(table: Table, films: dict[str, _Film]) -> Iterator[Remark]:
    for row in table.rows():
        if isinstance(row, Remark):
            yield row
            continue
        film = films.setdefault(row.get("movieid"), _Film())
        film.ids += outside_ids(row.get("imdbid"), row.get("tmdbid")).items()
        if table.kind == "movielens movies":
            forgiving = Forgiving(table.file, row.line)
            named = forgiving.read(lambda text: split_title(cells.title(text)), row.get("title"))
            film.title, film.year = named or ("", None)
            yield from forgiving.remarks


def _outcomes(table: Table, row: Row, films: dict[str, _Film]) -> Iterator[Outcome]:
    number = row.get("movieid") or row.get("movie_id")
    forgiving = Forgiving(table.file, row.line)
    try:
        if not _NUMBER.fullmatch(number):
            raise ValueError(f"“{cells.shown(number)}” is no number of a film")  # noqa: TRY301 - told with the others
        score = cells.half_stars(row.get("rating"))
    except ValueError as error:
        yield Remark(table.file, row.line, str(error))
        return
    film = films.get(number, _Film())
    title, year = film.title, film.year
    if row.get("title"):
        title, year = forgiving.read(lambda text: split_title(cells.title(text)), row.get("title")) or ("", None)
    record = ImportedRating(
        title,
        year,
        table.file,
        row.line,
        ids=(*film.ids, *outside_ids(row.get("imdb_id"), row.get("tmdb_id")).items(), ("movielens", number)),
        score=score,
        rated_at=forgiving.read(cells.instant, row.get("timestamp")),
    )
    yield from forgiving.remarks
    yield record
