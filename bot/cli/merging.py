"""Making one film of two records of it, and two again."""

from typing import Annotated

import typer

from bot.cli.options import DatabaseOption, GuildOption, whole_number, writing
from bot.cli.searching import film_meant


def merge(
    keep: Annotated[str, typer.Argument(help="The film to keep: its title, or id:N with N from `search --json`.")],
    drop: Annotated[str, typer.Argument(help="The film that is merged into it, named the same way.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Make one film of two records of it: ratings, reviews and all that was said follow the one that is kept."""
    from bot.catalogue.care import merging
    from bot.catalogue.film import label
    from bot.connection import transaction

    kept, dropped = (film_meant(named, database, guild) for named in (keep, drop))
    with writing(database) as connection, transaction(connection):
        merge_id = merging.merge(connection, dropped, kept, guild_id=guild, merged_by=None)
        [made, *_] = merging.merges(connection, guild_id=guild, limit=1)
    names = (label(made.title, made.year), label(made.kept_title, made.kept_year))
    print(f"Merged {names[0]} into {names[1]}; `marquee unmerge {merge_id}` takes it back.")


def unmerge(
    merge_id: Annotated[int, typer.Argument(metavar="MERGE", parser=whole_number(1), help="The merge's number.")],
    database: DatabaseOption = None,
    guild: GuildOption = 0,
) -> None:
    """Take a merge back: the two are two films again, each with what was its own."""
    from bot.catalogue.care import merging
    from bot.catalogue.film import label
    from bot.connection import transaction

    with writing(database) as connection, transaction(connection):
        taken = merging.unmerge(connection, merge_id, guild_id=guild)
    print(f"{label(taken.title, taken.year)} and {label(taken.kept_title, taken.kept_year)} are two films again.")
