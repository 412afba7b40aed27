"""The catalogue as JSON Lines or as CSV that load back to the same catalogue."""

import codecs
import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from bot.catalogue.film import Film
from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.formats.formulas import escaped
from bot.catalogue.record import FIELDS, Kind, film_to_mapping


def export_films(connection: sqlite3.Connection, stream: BinaryIO, *, guild_id: int) -> int:
    """Write the films of one scope that are not retired, one a line in order of id, and return how many they are."""
    count = 0
    for film in _films(connection, guild_id):
        count += 1
        stream.write(json.dumps(film_to_mapping(film), ensure_ascii=False).encode() + b"\n")
    return count


def export_table(connection: sqlite3.Connection, stream: BinaryIO, *, guild_id: int) -> int:
    """Write the same films as CSV, a row each under the names of the fields, and return how many they are.

    Spreadsheets run nothing of it: a cell that begins like a formula gets an apostrophe, which loading takes off again.
    A carriage return inside a text becomes a line end, since CSV has no other.
    """
    stream.write(codecs.BOM_UTF8)  # without it, spreadsheets read it as Windows-1252
    stream.write(_row(FIELDS))
    count = 0
    for film in _films(connection, guild_id):
        count += 1
        mapping = film_to_mapping(film)
        stream.write(_row([escaped(_cell(name, kind, mapping[name])) for name, kind in FIELDS.items()]))
    return count


def count_out_of_sight(connection: sqlite3.Connection, *, guild_id: int) -> int:
    """Return how many films of a scope are in no export of films, since they are retired.

    They were retired by hand or merged into another, or members had touched them when their load was taken back.
    """
    counted = "SELECT count(*) FROM films WHERE guild_id = ? AND retired_at IS NOT NULL"
    return connection.execute(counted, (guild_id,)).fetchone()[0]


def _films(connection: sqlite3.Connection, guild_id: int) -> Iterator[Film]:
    connection.execute("BEGIN")  # one state of the data, whatever is loaded meanwhile
    try:
        ids = connection.execute(
            "SELECT id FROM films WHERE guild_id = ? AND retired_at IS NULL ORDER BY id", (guild_id,)
        )
        for (film_id,) in ids:
            film = read_whole_film(connection, film_id)
            assert film is not None
            yield film
    finally:
        connection.execute("ROLLBACK")


def _row(cells: Any) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(cells)
    return stream.getvalue().encode()


def _cell(name: str, kind: Kind, value: Any) -> str:
    """Return a value as a cell; what is unknown is an empty one. An empty `streaming` is knowledge."""
    return "" if value is None or (not value and name != "streaming") else _CELLS[kind](value)


def _text(value: Any) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _list(value: list[Any]) -> str:
    """Return names parted by `|`, or as JSON where that would not be read as it was."""
    plain = value and all(isinstance(name, str) and "|" not in name for name in value) and value[0][0] != "["
    return "|".join(value) if plain else _json(value)


def _ids(value: Mapping[str, str]) -> str:
    plain = all("|" not in given for given in value.values())
    return "|".join(f"{source}:{given}" for source, given in value.items()) if plain else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_CELLS: Mapping[Kind, Callable[[Any], str]] = {
    "text": _text,
    "whole": _text,
    "number": _text,
    "list": _list,
    "aliases": _list,
    "ids": _ids,
    "reviews": _json,
}
"""How a value of each kind stands in a cell."""
