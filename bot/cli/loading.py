"""Films into the database: loading records, and listing and undoing loads."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DatabaseOption, GuildOption, JsonOption, database_path, whole_number, writing
from bot.connection import open_reader, open_writer
from bot.errors import UserError
from bot.printing import count, print_json, print_table

if TYPE_CHECKING:
    from bot.catalogue.formats import Format
    from bot.catalogue.loading.load_report import LoadReport
    from bot.catalogue.loading.loaded import Load
    from bot.catalogue.loading.sources import Source, SourceReject

STARTER = "starter records"
"""What the films that come with Marquee are called where they were loaded from."""

_KNOWN = (
    "Known are film pages, JSON, JSON Lines, CSV and TSV with a heading “title”, and the tables of MovieLens, IMDb, "
    "TMDB and Letterboxd; docs/formats.md tells how each is written."
)


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

    if format_name is not None and format_name.lower() not in {*FORMATS, *ALSO_CALLED}:
        raise UserError(f"There is no format called {format_name}; there are {', '.join(FORMATS)}.")
    wanted = paths or []
    if not wanted and not starter:
        raise UserError("Name the files or folders to load, or use --starter for the records that come with Marquee.")
    path = database_path(database)
    formats = formats_for(imdb_types=_imdb_types(imdb_types), adult=adult)
    report = load_files(
        wanted,
        path,
        starter=starter,
        guild=guild,
        format_name=format_name,
        formats=formats,
        dry_run=dry_run,
        quiet=as_json,
    )
    if not report.files_read and not report.reject_count and not as_json:
        raise UserError(f"There are no film records in {', '.join(map(str, wanted))}.")
    if as_json:
        print_json(report.as_mapping())
    else:
        _print_report(report, dry_run=dry_run)
        if report.films == 0 and report.reject_count:
            print(_KNOWN, file=sys.stderr)
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


def load_files(
    paths: list[Path],
    database: Path,
    *,
    starter: bool = False,
    guild: int = 0,
    format_name: str | None = None,
    formats: "Mapping[str, Format] | None" = None,
    dry_run: bool = False,
    quiet: bool = False,
) -> "LoadReport":
    """Load files and folders of records and return what came of it, telling meanwhile how far it is unless `quiet`.

    `starter` adds the records that come with Marquee. Where there is no database yet, a dry run makes none, and neither
    does a load that finds no film.
    """
    from tempfile import TemporaryDirectory

    from bot.catalogue.formats import FORMATS
    from bot.catalogue.loader import Loader
    from bot.catalogue.loading.first_look import holds_a_film
    from bot.catalogue.loading.sources import sources
    from bot.load_progress import BarProgress, PlainProgress

    known = formats or FORMATS

    def found() -> "Iterator[Source | SourceReject]":
        return chain(sources(paths), _starter_sources() if starter else ())

    with TemporaryDirectory(prefix="marquee-") as aside:
        if not database.exists() and (dry_run or not holds_a_film(found(), known, format_name)):
            database = Path(aside) / "rehearsal.sqlite3"
        listener = BarProgress() if sys.stderr.isatty() and not quiet else PlainProgress(quiet=quiet)
        with closing(open_writer(database)) as connection, listener:
            loader = Loader(connection, guild_id=guild, format_name=format_name, formats=known, listener=listener)
            return loader.rehearse(found()) if dry_run else loader.load(found())


def _starter_sources() -> "Iterator[Source | SourceReject]":
    """Give the starter records under a name that says what they are, wherever Marquee is installed."""
    from bot.catalogue.loading.sources import Source, sources
    from bot.starter import starter_files

    for source in sources(starter_files()):
        name = f"{STARTER}/{Path(source.name).name}"
        if isinstance(source, Source):
            source.name = name
            yield source
        else:
            yield replace(source, name=name)


def _print_report(report: "LoadReport", *, dry_run: bool) -> None:
    done = "Would load" if dry_run else "Loaded"
    copied = f" ({report.films_copied:,} in copies of shared films)" if report.films_copied else ""
    print(
        f"{done} {count(report.films, 'film')} in {report.seconds:.1f} s: {report.films_new:,} new, "
        f"{report.films_updated:,} updated{copied}, {report.films_unchanged:,} unchanged; "
        f"{count(report.reviews_new, 'new review')}; {report.reject_count:,} rejected; "
        f"{count(report.warning_count, 'warning')}."
    )


def undo(
    load_id: Annotated[
        int | None,
        typer.Argument(metavar="[LOAD]", parser=whole_number(1), help="The load's number; the last if left out."),
    ] = None,
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Take back the last load, or the one named: the catalogue is then as it was before."""
    from bot.catalogue.loading.loads import ChangedNothingError, load_to_undo, undo_load
    from bot.connection import transaction

    try:
        with writing(database) as connection, transaction(connection):
            taken = load_to_undo(connection, guild_id=guild, load_id=load_id)
            undo_load(connection, taken)
    except ChangedNothingError as error:
        if error.earlier is None:
            raise
        raise UserError(f"{error} That is `marquee undo {error.earlier.id}`; `marquee loads` lists them.") from None
    when = taken.started_at[:16].replace("T", " ")
    print(
        f"Undid load {taken.id} of {when} UTC ({_files(taken)}): {count(taken.films_new, 'new film')} "
        f"and {count(taken.reviews_new, 'review')} taken out, {count(taken.films_updated, 'film')} put back."
    )


def loads(
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    limit: Annotated[int, typer.Option(metavar="N", parser=whole_number(1), help="How many loads to list.")] = 20,
) -> None:
    """List the loads, the latest first."""
    from bot.catalogue.loading.loads import recent_loads

    with closing(open_reader(database_path(database))) as connection:
        rows = [
            (
                str(each.id),
                each.started_at[:16].replace("T", " "),
                _files(each),
                f"{each.films_new:,}",
                f"{each.films_updated:,}",
                f"{each.reviews_new:,}",
                f"{each.rejects:,}",
                _state(each),
            )
            for each in recent_loads(connection, guild_id=guild, limit=limit)
        ]
    print_table(("load", "when (UTC)", "files", "new", "updated", "reviews", "rejects", "state"), rows)


def _state(made: "Load") -> str:
    if made.undone_at:
        return "taken back"
    return "loaded" if made.finished else "unfinished"


def _files(made: "Load") -> str:
    """Return what a load was made of, by its first file."""
    if made.name.startswith(f"{STARTER}/"):
        return STARTER
    return made.name if made.files == 1 else f"{made.name} and {made.files - 1} more"
