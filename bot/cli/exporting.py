"""Films written down: the whole catalogue as JSON Lines."""

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


def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output if left out.")] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace a file that is there already.")] = False,
) -> None:
    """Write every film with its reviews as JSON Lines that load back to the same catalogue."""
    from bot.catalogue.exports import export_films

    if file is not None:
        _refuse_to_replace(file, force=force)
    with closing(open_reader(database_path(database))) as connection:
        if file is None:
            export_films(connection, sys.stdout.buffer, guild_id=guild)
            sys.stdout.buffer.flush()
            return
        with _written_aside(file) as stream:
            written = export_films(connection, stream, guild_id=guild)
    print(f"Wrote {count(written, 'film')} to {file}.")


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
