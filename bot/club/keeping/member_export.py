"""What is kept of a member, as a zip of tables that Letterboxd's importer and Marquee's own read back.

The headings are those of Letterboxd's export, with its importer's `tmdbID` and `imdbID` behind them. What Letterboxd
has no table for is in `everything-else.json`.
"""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.club.keeping.kept import KEPT

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ratings": ("Date", "Name", "Year", "Letterboxd URI", "Rating"),
    "diary": ("Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Tags", "Watched Date"),
    "reviews": ("Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Review", "Tags", "Watched Date"),
    "watchlist": ("Date", "Name", "Year", "Letterboxd URI"),
}
"""Letterboxd's tables by name, each with its headings in order."""

_IDS = ("tmdbID", "imdbID")

_SOURCES = {
    "ratings": ("ratings", "rated_at"),
    "diary": ("watches", "logged_at"),
    "reviews": ("reviews", "written_at"),
    "watchlist": ("watchlist", "added_at"),
}
"""Our own table behind each of Letterboxd's, and its column with the time."""

_ROWS = """
    SELECT rows.*, rows.{dated} AS dated, films.title AS title, films.year AS year, ratings.score AS rating,
           (SELECT value FROM film_ids WHERE film_id = films.id AND source = 'letterboxd') AS letterboxd,
           (SELECT value FROM film_ids WHERE film_id = films.id AND source = 'tmdb') AS tmdb,
           (SELECT value FROM film_ids WHERE film_id = films.id AND source = 'imdb') AS imdb
    FROM {table} AS rows JOIN films ON films.id = rows.film_id
    LEFT JOIN ratings ON ratings.guild_id = rows.guild_id AND ratings.film_id = rows.film_id
      AND ratings.member_id = rows.member_id
    WHERE rows.guild_id = :guild AND rows.member_id = :member
    ORDER BY rows.{dated}, films.title_key, films.id
"""
_REST = "SELECT * FROM {0.table} WHERE {0.guild} = :guild AND {0.member} = :member"

# A cell that a spreadsheet would run: a formula that calls something or refers to another program or sheet.
_FORMULA = re.compile(r"\s*[=+\-@][^\n]*[(|!]")


@dataclass(frozen=True, slots=True)
class MemberRecords:
    """What a server keeps of a member: rows for each of Letterboxd's tables, and the rest by its kind."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    rest: Mapping[str, Sequence[Mapping[str, Any]]]


def read_records(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> MemberRecords:
    """Return what a server keeps of a member, films that are out of sight among it."""
    values = {"guild": guild_id, "member": member_id}
    tables = {
        name: _mappings(connection, _ROWS.format(table=table, dated=dated), values)
        for name, (table, dated) in _SOURCES.items()
    }
    done = {table for table, _ in _SOURCES.values()}
    rest = {
        kept.several: rows
        for kept in KEPT
        if kept.table not in done and (rows := _mappings(connection, _REST.format(kept), values))
    }
    return MemberRecords(tables, rest)


def as_zip(records: Mapping[str, MemberRecords]) -> bytes:
    """Return the records as a zip, each server's in the folder it is given under; an empty name is the zip's root."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, each in records.items():
            place = f"{folder}/" if folder else ""
            for name, rows in each.tables.items():
                archive.writestr(f"{place}{name}.csv", _table(name, rows))
            if each.rest:
                text = json.dumps(each.rest, ensure_ascii=False, indent=1)
                archive.writestr(f"{place}everything-else.json", text.encode(errors="replace"))
    return stream.getvalue()


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    headings = (*HEADINGS[name], *_IDS)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_cell(_CELLS[heading](row)) for heading in headings])
    return stream.getvalue().encode(errors="replace")


def safe_cell(text: str) -> str:
    """Return a cell with an apostrophe before it where a spreadsheet would run it as a formula.

    Titles such as `+1`, `-30-` and `@Suicide Room` stay as they are: they can do no harm, and are to be found again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _rating(row: Mapping[str, Any]) -> str:
    """Return a score of 1 to 10 as Letterboxd writes it, `4.5` or `4`; empty where the film is not rated."""
    return "" if row["rating"] is None else f"{row['rating'] / 2:g}"


def _address(row: Mapping[str, Any]) -> str:
    """Return the film's page: a slug has one, and so has the short form of an export's id."""
    value = row["letterboxd"] or ""
    if not value:
        return ""
    return f"https://letterboxd.com/film/{value}/" if value == value.lower() else f"https://boxd.it/{value}"


_CELLS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "Date": lambda row: (row["dated"] or "")[:10],
    "Name": lambda row: row["title"],
    "Year": lambda row: "" if row["year"] is None else str(row["year"]),
    "Letterboxd URI": _address,
    "Rating": _rating,
    "Rewatch": lambda row: "Yes" if row.get("rewatch") else "",
    "Review": lambda row: escape(row["text"], quote=False),  # there it is HTML, as readers of an export know
    "Tags": lambda _: "",
    "Watched Date": lambda row: row.get("watched_on") or "",
    "tmdbID": lambda row: row["tmdb"] or "",
    "imdbID": lambda row: row["imdb"] or "",
}
"""How each cell is made of a row."""


def _mappings(connection: sqlite3.Connection, statement: str, values: Mapping[str, int]) -> list[dict[str, Any]]:
    cursor = connection.execute(statement, values)
    columns = [column for column, *_ in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]
