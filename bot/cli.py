"""The `marquee` command: arguments, printing and exit codes.

Exit codes: 0 done, 1 done in part or nothing found, 2 not done, 130 interrupted.
"""

import gc
import os
import sqlite3
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.connection import DEFAULT_DATABASE, is_database, open_reader, open_writer
from bot.errors import FilmNotFoundError, UserError
from bot.printing import cell, count, print_json, print_record, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.catalogue.formats import Format
    from bot.catalogue.index import Answer
    from bot.catalogue.loader import LoadReport

app = typer.Typer(
    name="marquee",
    help="Marquee, a Discord bot for film clubs: load films, look them up, run the bot or its demo.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_LONGEST_ID = 18
"""Digits of a film's number at most."""

DatabaseOption = Annotated[
    Path | None,
    typer.Option("--database", "-d", help=f"The database file. [default: $MARQUEE_DATABASE, else {DEFAULT_DATABASE}]"),
]
GuildOption = Annotated[
    int,
    typer.Option(
        "--guild", min=0, max=2**63 - 1, help="The Discord server whose own films are meant; 0 is shared by all."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


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
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command()
def load(  # noqa: PLR0917 - one parameter an option
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders of film records.")] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Read every file as this, whatever its content looks like."),
    ] = None,
    imdb_types: Annotated[
        str,
        typer.Option(
            "--imdb-types", metavar="TYPE,…", help="Which titles of IMDb's datasets are taken, such as short."
        ),
    ] = "movie,tvMovie",
    adult: Annotated[
        bool, typer.Option("--adult", help="Take films that IMDb or TMDB mark as being for adults alone.")
    ] = False,
    starter: Annotated[
        bool, typer.Option("--starter", help="Load the starter records that come with Marquee.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what a load would do, and change nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load film records into the database, and tell what was loaded and what was not, line by line."""
    from bot.catalogue.formats import ALSO_CALLED, FORMATS, formats_for
    from bot.starter import starter_files

    if format_name is not None and format_name.lower() not in {*FORMATS, *ALSO_CALLED}:
        raise UserError(f"There is no format called {format_name}; there are {', '.join(FORMATS)}.")
    wanted = [*(paths or ()), *(starter_files() if starter else ())]
    if not wanted:
        raise UserError("Name the files or folders to load, or use --starter for the records that come with Marquee.")
    path = _database_path(database)
    formats = formats_for(imdb_types=_imdb_types(imdb_types), adult=adult)
    report = _load(wanted, path, guild=guild, format_name=format_name, formats=formats, dry_run=dry_run, quiet=as_json)
    if not report.files_read and not report.reject_count and not as_json:
        raise UserError(f"There are no film records in {', '.join(map(str, wanted))}.")
    if as_json:
        print_json(report.as_mapping())
    else:
        _print_report(report, dry_run=dry_run)
    if report.films == 0 and (report.reject_count or not report.files_read):
        raise typer.Exit(2)
    if report.reject_count:
        raise typer.Exit(1)


def _imdb_types(text: str) -> list[str]:
    from bot.catalogue.formats.imdb_titles import TYPES

    by_name = {kind.lower(): kind for kind in TYPES}
    types = [name.strip() for name in text.split(",") if name.strip()]
    if strangers := [name for name in types if name.lower() not in by_name]:
        raise UserError(f"IMDb has no titles of the type {strangers[0]}; there are {', '.join(sorted(TYPES))}.")
    if not types:
        raise UserError("Name the types of titles to take, such as movie,tvMovie,short.")
    return [by_name[name.lower()] for name in types]


def _load(
    paths: list[Path],
    database: Path,
    *,
    guild: int = 0,
    format_name: str | None = None,
    formats: "Mapping[str, Format] | None" = None,
    dry_run: bool = False,
    quiet: bool = False,
) -> "LoadReport":
    from tempfile import TemporaryDirectory

    from bot.catalogue.formats import FORMATS
    from bot.catalogue.loader import Loader
    from bot.catalogue.sources import sources
    from bot.load_progress import BarProgress, PlainProgress

    with TemporaryDirectory(prefix="marquee-") as aside:
        if dry_run and not database.exists():
            database = Path(aside) / "rehearsal.sqlite3"
        listener = BarProgress() if sys.stderr.isatty() and not quiet else PlainProgress(quiet=quiet)
        with closing(open_writer(database)) as connection, listener:
            loader = Loader(
                connection, guild_id=guild, format_name=format_name, formats=formats or FORMATS, listener=listener
            )
            found = sources(paths)
            return loader.rehearse(found) if dry_run else loader.load(found)


def _print_report(report: "LoadReport", *, dry_run: bool) -> None:
    done = "Would load" if dry_run else "Loaded"
    print(
        f"{done} {count(report.films, 'film')} in {report.seconds:.1f} s: {report.films_new:,} new, "
        f"{report.films_updated:,} updated, {report.films_unchanged:,} unchanged; "
        f"{count(report.reviews_new, 'new review')}; {report.reject_count:,} rejected; "
        f"{count(report.warning_count, 'warning')}."
    )


@app.command()
def undo(
    load_id: Annotated[
        int | None,
        typer.Argument(metavar="[LOAD]", min=1, max=2**63 - 1, help="The load's number; the last if left out."),
    ] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Take back the last load, or the one named: the catalogue is then as it was before."""
    from bot.catalogue.loads import load_to_undo, undo_load
    from bot.connection import transaction

    with _writer(database) as connection, transaction(connection):
        taken = load_to_undo(connection, guild_id=guild, load_id=load_id)
        undo_load(connection, taken)
    print(
        f"Undid load {taken.id} of {taken.started_at[:16].replace('T', ' ')} UTC ({taken.name}"
        f"{f' and {taken.files - 1} more' if taken.files > 1 else ''}): {count(taken.films_new, 'new film')} "
        f"and {count(taken.reviews_new, 'review')} taken out, {count(taken.films_updated, 'film')} put back."
    )


@app.command()
def loads(
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    limit: Annotated[int, typer.Option(min=1, help="How many loads to list.")] = 20,
) -> None:
    """List the loads, the latest first."""
    from bot.catalogue.loads import recent_loads

    with closing(open_reader(_database_path(database))) as connection:
        rows = [
            (
                str(each.id),
                each.started_at[:16].replace("T", " "),
                each.name if each.files == 1 else f"{each.name} and {each.files - 1} more",
                f"{each.films_new:,}",
                f"{each.films_updated:,}",
                f"{each.reviews_new:,}",
                "undone" if each.undone_at else "",
            )
            for each in recent_loads(connection, guild_id=guild, limit=limit)
        ]
    print_table(("load", "when (UTC)", "files", "new", "updated", "reviews", ""), rows)


@app.command()
def search(
    text: Annotated[list[str], typer.Argument(help="A title, however mistyped.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many films to list at most.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find films by a mistyped title, and say why each was found."""
    typed = " ".join(text)
    answer = _search(typed, database, guild, limit)
    if answer.confidence.value == "none":
        if not as_json:
            from bot.catalogue.film import label

            raise FilmNotFoundError(typed, tuple(label(match.title, match.year) for match in answer.matches[:3]))
        print_json([])
        raise typer.Exit(1)
    rows = [
        {
            "id": match.film_id,
            "title": match.title,
            "year": match.year,
            "score": round(match.score, 1),
            "confidence": answer.confidence.value if place == 0 else "choice",
            "why": list(match.reasons),
        }
        for place, match in enumerate(answer.matches)
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(tuple(rows[0]), [tuple(map(cell, row.values())) for row in rows])


@app.command()
def show(
    title: Annotated[list[str], typer.Argument(help="A title, however mistyped.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Show the whole record of the film that a title means."""
    from bot.catalogue.film_rows import read_whole_film
    from bot.catalogue.record import film_to_mapping

    typed = " ".join(title)
    with closing(open_reader(_database_path(database))) as connection:
        film = read_whole_film(connection, _meant(typed, database, guild))
    if film is None:
        raise FilmNotFoundError(typed)
    record = film_to_mapping(film)
    if as_json:
        print_json(record)
    else:
        print_record(record)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="What you want to know, in plain words.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Answer a question about films in plain words, as `/ask` does."""
    import asyncio

    from bot.asking.as_mapping import answer_to_mapping
    from bot.asking.once import ask_once

    path, asked = _database_path(database), " ".join(question)
    if not path.exists():
        raise UserError(f"There is no database at {path}.")
    answered = asyncio.run(ask_once(path, asked, guild_id=guild))
    if as_json:
        print_json(answer_to_mapping(asked, answered))
        return
    for _, told in answered.parts:
        print("\n".join(told.lines) + (f"\n({told.source})" if told.source else ""))


@app.command()
def merge(
    keep: Annotated[str, typer.Argument(help="The film to keep: its title, or id:N with N from `search --json`.")],
    drop: Annotated[str, typer.Argument(help="The film that is merged into it, named the same way.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Make one film of two records of it: ratings, reviews and all that was said follow the one that is kept."""
    from bot.catalogue import merging
    from bot.catalogue.film import label
    from bot.connection import transaction

    kept, dropped = (_meant(named, database, guild) for named in (keep, drop))
    with _writer(database) as connection, transaction(connection):
        merge_id = merging.merge(connection, dropped, kept, guild_id=guild, merged_by=None)
        [made, *_] = merging.merges(connection, guild_id=guild, limit=1)
    names = (label(made.title, made.year), label(made.kept_title, made.kept_year))
    print(f"Merged {names[0]} into {names[1]}; `marquee unmerge {merge_id}` takes it back.")


@app.command()
def unmerge(
    merge_id: Annotated[int, typer.Argument(metavar="MERGE", min=1, max=2**63 - 1, help="The merge's number.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Take a merge back: the two are two films again, each with what was its own."""
    from bot.catalogue import merging
    from bot.catalogue.film import label
    from bot.connection import transaction

    with _writer(database) as connection, transaction(connection):
        taken = merging.unmerge(connection, merge_id, guild_id=guild)
    print(f"{label(taken.title, taken.year)} and {label(taken.kept_title, taken.kept_year)} are two films again.")


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output if left out.")] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Write every film with its reviews as JSON Lines that load back to the same catalogue."""
    from bot.catalogue.exports import export_films

    if file is not None and is_database(file):
        raise UserError(f"{file} is a database; name another file for the export.")
    with closing(open_reader(_database_path(database))) as connection:
        if file is None:
            export_films(connection, sys.stdout.buffer, guild_id=guild)
            sys.stdout.buffer.flush()
            return
        aside = file.with_name(file.name + ".part")
        try:
            with aside.open("wb") as stream:
                written = export_films(connection, stream, guild_id=guild)
            aside.replace(file)
        except OSError as error:
            raise UserError(f"{file} cannot be written: {error.strerror}.") from error
    print(f"Wrote {count(written, 'film')} to {file}.")


@app.command()
def check(database: DatabaseOption = None) -> None:
    """Check the database for damage, broken references and a full-text index out of step."""
    from bot import connection as opening
    from bot.catalogue import fulltext

    path = _database_path(database)
    if not path.exists():
        raise UserError(f"There is no database at {path}.")
    with _writer(database) as connection:
        faults = opening.check(connection) or fulltext.check(connection)
    for fault in faults:
        print(fault)
    if faults:
        raise typer.Exit(1)
    print(f"{path} is sound.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the database, also while the bot runs, and check the copy."""
    from bot.connection import backup as write_backup

    path = _database_path(database)
    if file.exists() and path.exists() and file.samefile(path):
        raise UserError("The backup cannot be the database itself; name another file.")
    if file.exists() and not is_database(file):
        raise UserError(f"{file} is there already and is no backup; name another file.")
    with closing(open_reader(path)) as connection:
        write_backup(connection, file)
    print(f"Copied {path} to {file} ({file.stat().st_size:,} bytes) and checked the copy.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup to go back to.")],
    database: DatabaseOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before replacing the database.")] = False,
) -> None:
    """Put a backup in the database's place, after a look at both; the former database is kept beside it."""
    from bot.restoring import look
    from bot.restoring import restore as put_back

    path = _database_path(database)
    if path.exists() and file.exists() and file.samefile(path):
        raise UserError("That is the database itself; name the backup to go back to.")
    looked = [look(file), *([look(path)] if path.exists() else [])]
    rows = [("size", *(f"{each.size:,} bytes" for each in looked))]
    rows += [
        (name, *("" if each.held[name] is None else str(each.held[name]) for each in looked)) for name in looked[0].held
    ]
    print_table(("", *(str(each.path) for each in looked)), rows)
    if not yes and not typer.confirm(f"Put {file} in the place of {path}?"):
        raise UserError("Nothing was changed.")
    kept = put_back(file, path)
    print(f"{path} is now as {file} was." + (f" What was there before is kept as {kept}." if kept else ""))


@app.command()
def doctor() -> None:
    """Look at settings, token, database, permissions, disk and backups, and say what to mend."""
    from bot.doctor import Finding, examine
    from bot.settings import SettingsError, load_settings

    settings = load_settings()
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


@app.command()
def run() -> None:
    """Run the bot on Discord; needs MARQUEE_TOKEN or MARQUEE_TOKEN_FILE."""
    from bot.logs import set_up_logs
    from bot.metrics import serving
    from bot.running import run_bot
    from bot.settings import load_settings

    settings = load_settings()
    token = settings.read_token()
    set_up_logs(settings.log_level, settings.log_format, settings.log_file)
    with serving(settings.metrics_port, settings.metrics_address) as figures:
        run_bot(settings.database, token, backups=settings.backup_plan(), figures=figures)


@app.command()
def demo(
    database: DatabaseOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The local port; 0 takes any that is free.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Try the real bot in a local page that looks like Discord; no token, no network."""
    import asyncio
    from tempfile import TemporaryDirectory

    from bot.starter import starter_files

    try:
        from bot.demo import run_demo
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bot"):
            raise
        raise UserError('The demo needs its extra: python -m pip install "marquee-bot[demo]"') from error
    with TemporaryDirectory(prefix="marquee-demo-", ignore_cleanup_errors=True) as folder:
        path = database or Path(folder) / "demo.sqlite3"
        if own := not path.exists():
            _load(starter_files(), path, quiet=True)
        asyncio.run(run_demo(path, port=port, open_browser=browser, ready=_announce, furnished=own))


def _announce(address: str) -> None:
    print(
        f"Marquee's demo is at {address}\n"
        "In the page type /film, press Enter, and type: cranes are flyng\n"
        "Press Ctrl-C to stop.",
        flush=True,
    )


def _database_path(given: Path | None) -> Path:
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
def _writer(database: Path | None) -> Generator[Any]:
    path = _database_path(database)
    if not path.exists():
        raise UserError(f"There is no database at {path}.")
    with closing(open_writer(path)) as connection:
        yield connection


def _meant(typed: str, database: Path | None, guild: int) -> int:
    """Return the id of the film that a title means, or that is written as `id:N`."""
    from bot.catalogue.film import label
    from bot.catalogue.index import Confidence

    number = typed.removeprefix("id:")
    if number != typed and number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID:
        return int(number)
    answer = _search(typed, database, guild, 5)
    names = tuple(label(match.title, match.year) for match in answer.matches)
    if not names or answer.confidence is Confidence.NONE:
        raise FilmNotFoundError(typed, names[:3])
    if answer.confidence is Confidence.CHOICE:
        raise UserError(f"“{typed}” could be {', '.join(names[:-1])} or {names[-1]}. Which one?")
    return answer.matches[0].film_id


def _search(typed: str, database: Path | None, guild: int, limit: int) -> "Answer":
    path = _database_path(database)
    gc.disable()  # the process ends before there is anything to collect, and looking for it costs a tenth of its time
    with closing(open_reader(path)) as connection:
        from bot.catalogue.title_file import open_index

        index, _ = open_index(connection, path)
        return index.search(typed, guild_id=guild, limit=limit)
