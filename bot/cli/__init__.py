"""The `marquee` command: its commands put together, what becomes of errors, and exit codes.

Exit codes: 0 done, 1 done in part, nothing found, or a question answered with no, 2 not done, 130 interrupted.
"""

import os
import sqlite3
import sys
from typing import Annotated, NoReturn

import typer

from bot.cli import exporting, loading, merging, running, searching, upkeep
from bot.errors import FilmNotFoundError, UserError

app = typer.Typer(
    name="marquee",
    help="Marquee, a Discord bot for film clubs: load films, look them up, run the bot or its demo.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for _command in (
    *(loading.load, loading.undo, loading.loads),
    *(searching.search, searching.show, searching.ask),
    *(merging.merge, merging.unmerge, exporting.export),
    *(upkeep.check, upkeep.backup, upkeep.restore, upkeep.doctor),
    *(running.run, running.demo),
):
    app.command()(_command)


def main() -> NoReturn:
    """Run the command line; a fault that the person can mend is one line, anything else a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")  # a terminal that cannot show a title still shows the rest
    try:
        app()
    except FilmNotFoundError as error:
        _fail(str(error), 1)
    except UserError as error:
        _fail(str(error), 2)
    except sqlite3.DatabaseError as error:
        _fail(f"The database cannot be used: {error}. Look at it with `marquee check`, or go back to a backup.", 2)
    except KeyboardInterrupt:
        _fail("interrupted", 130)
    except BrokenPipeError:  # such as `marquee export | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # such as a full disk, or a name that is too long
        if error.filename is None:
            raise
        _fail(f"{error.filename}: {error.strerror}", 2)
    sys.exit(0)


def _fail(text: str, code: int) -> NoReturn:
    print(f"marquee: {text}", file=sys.stderr)
    sys.exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"marquee {version('marquee-bot')}")
        raise typer.Exit


@app.callback()
def _before_commands(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
