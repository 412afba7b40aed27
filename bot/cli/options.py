"""What several commands take, and the database that is meant by it."""

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.connection import DEFAULT_DATABASE, open_writer
from bot.errors import UserError

LARGEST = 2**63 - 1
"""The largest whole number that SQLite keeps."""


def whole_number(least: int, most: int = LARGEST) -> Callable[[str], int]:
    """Return what reads a whole number of a range from the command line, and refuses anything else in plain words."""

    def read(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = None
        if number is not None and least <= number <= most:
            return number
        bounds = f"from {least} up" if most == LARGEST else f"from {least} to {most:,}"
        raise typer.BadParameter(f"{value!r} is not a whole number {bounds}.")

    return read


DatabaseOption = Annotated[
    Path | None,
    typer.Option("--database", "-d", help=f"The database file. [default: $MARQUEE_DATABASE, else {DEFAULT_DATABASE}]"),
]
GuildOption = Annotated[
    int,
    typer.Option(
        "--guild",
        metavar="ID",
        parser=whole_number(0),
        help="The Discord server whose own films are meant; 0 is shared by all.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def database_path(given: Path | None) -> Path:
    """Return the database file: as given, from the environment, or from a `.env` file, which alone costs an import."""
    if given is not None:
        return given
    if value := os.environ.get("MARQUEE_DATABASE"):
        return Path(value)
    if Path(".env").exists():
        from bot.settings import load_settings

        return load_settings().database
    return DEFAULT_DATABASE


@contextmanager
def writing(database: Path | None) -> Generator[sqlite3.Connection]:
    """Open the database that is meant to write to it, and close it in the end.

    Raises:
        UserError: there is none.
    """
    path = database_path(database)
    if not path.exists():
        raise UserError(f"There is no database at {path}.")
    with closing(open_writer(path)) as connection:
        yield connection
