"""Films written down: the whole catalogue as JSON Lines or CSV."""

import os
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.cli.options import DatabaseOption, GuildOption, database_path
from bot.connection import open_reader
from bot.errors import UserError
from bot.printing import count

_OTHER_FORMS = frozenset((".tsv", ".xls", ".xlsx", ".ods", ".db", ".sqlite", ".sqlite3", ".gz", ".zip"))
"""Endings that promise what an export is not."""


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output if left out.")] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace a file that is there already.")] = False,
) -> None:
    """Write every film with its reviews, as CSV to a name that ends so, else as JSON Lines; both load back the same."""
    from bot.catalogue.exports import count_out_of_sight, export_films, export_table

    if file is not None:
        _refuse_to_replace(file, force=force)
        if (ending := file.suffix.lower()) in _OTHER_FORMS:
            raise UserError(f"An export is JSON Lines or CSV, not {ending}; name a file that ends in .jsonl or .csv.")
    export_as = export_table if file is not None and file.suffix.lower() == ".csv" else export_films
    with closing(open_reader(database_path(database))) as connection:
        if file is None:
            export_as(connection, sys.stdout.buffer, guild_id=guild)
            sys.stdout.buffer.flush()
            return
        with _written_aside(file) as stream:
            written = export_as(connection, stream, guild_id=guild)
        out_of_sight = count_out_of_sight(connection, guild_id=guild)
    print(f"Wrote {count(written, 'film')} to {file}.")
    if out_of_sight:
        films = count(out_of_sight, "film")
        print(f"Left out: {films} out of sight (retired, merged, or of a load that was taken back).")


def _refuse_to_replace(file: Path, *, force: bool) -> None:
    """Raise a UserError where an export must not be written to a file; an empty one holds nothing to lose."""
    from bot.file_kinds import FileKind, kind_of

    kind = kind_of(file)
    if kind is FileKind.OTHER and not force:
        raise UserError(f"{file} is there already; name another file, or replace it with --force.")
    if kind not in {FileKind.MISSING, FileKind.EMPTY, FileKind.OTHER}:
        raise UserError(f"{file} {kind.value}; name another file for the export.")


@contextmanager
def _written_aside(file: Path) -> Generator[BinaryIO]:
    """Give a stream to a file beside `file` that takes its place in the end, so that a failure leaves what was there.

    Raises:
        UserError: it cannot be written.
    """
    aside = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with aside.open("xb") as stream:
            yield stream
        aside.replace(file)
    except OSError as error:
        reason = error.strerror if file.parent.exists() else f"there is no folder {file.parent}"
        raise UserError(f"{file} cannot be written: {reason}.") from error
    finally:
        with suppress(OSError):
            aside.unlink()
