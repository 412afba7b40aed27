"""Running the bot on Discord, and its demo in a local page."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.loading import load_files
from bot.cli.options import DatabaseOption, whole_number
from bot.errors import UserError


def run(database: DatabaseOption = None) -> None:
    """Run the bot on Discord; needs MARQUEE_TOKEN or MARQUEE_TOKEN_FILE."""
    from bot.file_kinds import is_database
    from bot.settings import load_settings

    settings = load_settings(database=database)
    token = settings.read_token()
    if settings.log_file is not None and is_database(settings.log_file):
        raise UserError(f"MARQUEE_LOG_FILE is {settings.log_file}, which is a database; name another file.")

    from bot.logs import set_up_logs  # what takes a second to import waits until the settings are known to be good
    from bot.metrics import serving
    from bot.running import run_bot

    set_up_logs(settings.log_level, settings.log_format, settings.log_file)
    with serving(settings.metrics_port, settings.metrics_address) as figures:
        run_bot(settings.database, token, backups=settings.backup_plan(), figures=figures)


def demo(
    database: DatabaseOption = None,
    port: Annotated[
        int, typer.Option(metavar="N", parser=whole_number(0, 65535), help="The local port; 0 takes any that is free.")
    ] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Try the real bot in a local page that looks like Discord; no token, no network."""
    import asyncio
    from tempfile import TemporaryDirectory

    try:
        from bot.demo import run_demo
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bot"):
            raise
        raise UserError(
            'The demo needs its extra. Where Marquee was installed from: python -m pip install ".[demo]"'
        ) from error
    _refuse_taken(port)
    with TemporaryDirectory(prefix="marquee-demo-", ignore_cleanup_errors=True) as folder:
        path = database or Path(folder) / "demo.sqlite3"
        if own := not path.exists():
            load_files([], path, starter=True, quiet=True)
        asyncio.run(run_demo(path, port=port, open_browser=browser, ready=_announce, furnished=own))


def _refuse_taken(port: int) -> None:
    """Raise a UserError where nothing can be served at a port, before anything is made for it."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # or a demo that has just ended would count
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UserError(
                f"The demo page cannot be served at port {port}: {error.strerror}. "
                "Name another with --port; 0 takes any that is free."
            ) from error


def _announce(address: str) -> None:
    print(
        f"Marquee's demo is at {address}\n"
        "In the page type /film, press Enter, and type: cranes are flyng\n"
        "Press Ctrl-C to stop.",
        flush=True,
    )
