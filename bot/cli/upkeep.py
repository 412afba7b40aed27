"""Keeping a database well: checking it, backing it up, going back to a backup, and looking over what the bot needs."""

import time
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DatabaseOption, database_path, writing
from bot.connection import open_reader
from bot.errors import UserError
from bot.printing import cell, print_table


def check(database: DatabaseOption = None) -> None:
    """Check the database for damage, broken references and a full-text index out of step."""
    from bot import connection as opening
    from bot.catalogue.searching import fulltext
    from bot.file_kinds import FileKind, kind_of

    path = database_path(database)
    is_backup = kind_of(path) is FileKind.BACKUP
    with writing(path) as connection:
        faults = opening.check(connection) or fulltext.check(connection)
        if is_backup and not faults:
            connection.execute("PRAGMA journal_mode = DELETE")  # it stays one, in a file of its own
    for fault in faults:
        print(fault)
    if faults:
        raise typer.Exit(1)
    print(f"{path} is sound.")


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the database, also while the bot runs, and check the copy; a former backup is replaced."""
    from bot.backups import former_backup
    from bot.connection import backup as write_backup

    path = database_path(database)
    former = former_backup(file)
    if former is not None and path.exists() and file.samefile(path):
        raise UserError("The backup cannot be the database itself; name another file.")
    with closing(open_reader(path)) as connection:
        write_backup(connection, file)
    print(f"Copied {path} to {file} ({file.stat().st_size:,} bytes) and checked the copy.")
    if former is not None:
        print(f"It replaced the backup of {time.strftime('%Y-%m-%d %H:%M', time.gmtime(former))} UTC that was there.")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup to go back to.")],
    database: DatabaseOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before replacing the database.")] = False,
) -> None:
    """Put a backup in the database's place, after a look at both; the former database is kept beside it."""
    from bot.restoring import DamagedError, look
    from bot.restoring import restore as put_back

    path = database_path(database)
    looked = [look(file)]
    if path.exists() and file.samefile(path):
        raise UserError("That is the database itself; name the backup to go back to.")
    if path.exists():
        try:
            looked.append(look(path))
        except DamagedError as error:  # which is what a backup is for
            print(error)
    rows = [("size", *(f"{each.size:,} bytes" for each in looked))]
    rows += [(name, *(cell(each.held[name]) for each in looked)) for name in looked[0].held]
    print_table(("", *(str(each.path) for each in looked)), rows)
    if not yes and not typer.confirm(f"Put {file} in the place of {path}?"):
        print("Nothing was changed.")
        raise typer.Exit(1)
    kept = put_back(file, path)
    print(f"{path} is now as {file} was." + (f" What was there before is kept as {kept}." if kept else ""))


def doctor(database: DatabaseOption = None) -> None:
    """Look at settings, token, database, permissions, disk and backups, and say what to mend."""
    from bot.doctor import Finding, examine
    from bot.settings import SettingsError, load_settings

    settings = load_settings(database=database)
    try:
        settings.read_token()
        token = Finding("Token", "has the form of a bot's token")
    except SettingsError as error:
        token = Finding("Token", str(error), sound=False)
    findings = [Finding("Settings", "can be read"), token, *examine(settings.database, settings.backup_plan())]
    for found in findings:
        print(f"{'ok' if found.sound else '!!'}  {found.about:<12} {found.said}")
        if found.advice:
            print(f"{'':<17}{found.advice}")
    if not all(found.sound for found in findings):
        raise typer.Exit(1)
