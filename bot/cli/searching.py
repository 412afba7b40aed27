"""Looking things up: films by mistyped titles, their whole records, and answers to questions in plain words."""

import gc
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DatabaseOption, GuildOption, JsonOption, database_path, whole_number
from bot.connection import open_reader
from bot.errors import FilmNotFoundError, UserError
from bot.printing import cell, print_json, print_record, print_table

if TYPE_CHECKING:
    from bot.catalogue.index import Answer

_LONGEST_ID = 18
"""Digits of a film's number at most."""


def search(
    text: Annotated[list[str], typer.Argument(help="A title, however mistyped.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=whole_number(1, 100), help="How many films to list at most.")
    ] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find films by a mistyped title, and say why each was found."""
    typed = " ".join(text)
    answer = _answer(typed, database, guild, limit)
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
    with closing(open_reader(database_path(database))) as connection:
        film = read_whole_film(connection, film_meant(typed, database, guild))
    if film is None:
        raise FilmNotFoundError(typed)
    record = film_to_mapping(film)
    if as_json:
        print_json(record)
    else:
        print_record(record)


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

    path, asked = database_path(database), " ".join(question)
    if not asked.strip():
        raise UserError("Ask a question, such as: who directed Stalker?")
    if not path.exists():
        raise UserError(f"There is no database at {path}.")
    answered = asyncio.run(ask_once(path, asked, guild_id=guild))
    if as_json:
        print_json(answer_to_mapping(asked, answered))
        return
    print(answered.text + (f"\n({answered.source})" if answered.source else ""))


def film_meant(typed: str, database: Path | None, guild: int) -> int:
    """Return the id of the film that a title means, or that is written as `id:N`.

    Raises:
        FilmNotFoundError: no film is like it.
        UserError: it may mean several.
    """
    from bot.catalogue.film import label
    from bot.catalogue.index import Confidence

    number = typed.removeprefix("id:")
    if number != typed and number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID:
        return int(number)
    answer = _answer(typed, database, guild, 5)
    names = tuple(label(match.title, match.year) for match in answer.matches)
    if not names or answer.confidence is Confidence.NONE:
        raise FilmNotFoundError(typed, names[:3])
    if answer.confidence is Confidence.CHOICE:
        raise UserError(f"“{typed}” could be {', '.join(names[:-1])} or {names[-1]}. Which one?")
    return answer.matches[0].film_id


def _answer(typed: str, database: Path | None, guild: int, limit: int) -> "Answer":
    if not typed.strip():
        raise UserError("Which film? Type its title, such as: cranes are flyng")
    path = database_path(database)
    gc.disable()  # the process ends before there is anything to collect, and looking for it costs a tenth of its time
    with closing(open_reader(path)) as connection:
        from bot.catalogue.searching.title_file import open_index

        index, _ = open_index(connection, path)
        return index.search(typed, guild_id=guild, limit=limit)
