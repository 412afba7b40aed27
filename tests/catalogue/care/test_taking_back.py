"""The list of what was changed, and taking each change back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.care import audit, retiring, twins
from bot.catalogue.care.audited import Entry
from bot.catalogue.care.merging import merge
from bot.catalogue.care.taking_back import TakeBackError, take_back
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club import aliases, picks
from bot.club.keeping.deletion import delete_rows
from bot.club.picks import Suggestion
from bot.club.settings import put_setting, read_settings
from bot.connection import check, open_writer, transaction
from tests.catalogue.care.test_editing import edit
from tests.catalogue.care.test_merging import ANA, BO, GUILD, OTHER, contents
from tests.factories import make_database, make_film, write_films

FILMS = (make_film(), make_film("The Paper Lihgthouse"))
Act = Callable[[sqlite3.Connection], Any]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        write_films(opened, *FILMS, guild_id=GUILD)
        yield opened
        assert check(opened) == []


def listed(connection: sqlite3.Connection, guild_id: int = GUILD) -> list[Entry]:
    return list(audit.page(connection, guild_id=guild_id, limit=99, offset=0).entries)


def last(connection: sqlite3.Connection) -> Entry:
    return max((entry for entry in listed(connection) if entry.load_id is None), key=lambda entry: entry.id)


def give_back(connection: sqlite3.Connection, entry_id: int, guild_id: int = GUILD) -> Entry:
    with transaction(connection):
        return take_back(connection, entry_id, guild_id=guild_id, member_id=BO)


def decide(connection: sqlite3.Connection, *, accepted: bool) -> None:
    assert picks.decide(connection, Suggestion(1, "farol", 3, 2), accepted=accepted, **WHO)


WHO = {"guild_id": GUILD, "member_id": ANA}
ACTS: dict[str, Act] = {
    "edit": lambda connection: edit(connection, year=1962),
    "alias": lambda connection: aliases.put(connection, 1, {"name": "Farol", "accepted": True}, **WHO),
    "an alias that picks suggest": lambda connection: decide(connection, accepted=True),
    "no alias": lambda connection: decide(connection, accepted=False),
    "retire": lambda connection: retiring.put(connection, 1, {"retired": True}, **WHO),
    "merge": lambda connection: merge(connection, 2, 1, guild_id=GUILD, merged_by=ANA),
    "different": lambda connection: twins.put(connection, (1, 2), {"different": True}, **WHO),
    "setting": lambda connection: put_setting(connection, "scale", {"value": "points"}, **WHO),
}


@pytest.mark.parametrize("kind", ACTS)
def test_each_change_is_noted_and_taken_back_and_made_again(connection: sqlite3.Connection, kind: str) -> None:
    before = contents(connection)
    ACTS[kind](connection)
    changed = contents(connection)
    made = last(connection)
    kind = made.kind
    assert (made.done_by, made.undone) == (ANA, False)
    assert made.before != made.after
    undone = give_back(connection, made.id)
    assert undone == last(connection)
    assert (undone.kind, undone.done_by, undone.undoes) == (kind, BO, made.id)
    assert (undone.before, undone.after) == (made.after, made.before)
    after = contents(connection)
    if kind == "setting":
        assert read_settings(connection, guild_id=GUILD).scale == "stars"
        del before["guild_settings"], after["guild_settings"]
    assert after == before
    with pytest.raises(TakeBackError, match="already"):
        give_back(connection, made.id)
    give_back(connection, undone.id)
    assert contents(connection).keys() == changed.keys()
    assert last(connection).after == made.after


@pytest.mark.parametrize("kind", ACTS)
def test_another_server_s_change_is_not_there_to_take_back(connection: sqlite3.Connection, kind: str) -> None:
    ACTS[kind](connection)
    before = contents(connection)
    assert listed(connection, OTHER) == []
    with pytest.raises(TakeBackError, match="not in this server"):
        give_back(connection, last(connection).id, OTHER)
    assert contents(connection) == before


def test_what_is_built_on_is_taken_back_later(connection: sqlite3.Connection) -> None:
    for value in ("points", "stars", "points"):
        put_setting(connection, "scale", {"value": value}, guild_id=GUILD, member_id=ANA)
    first, second, third = (entry for entry in reversed(listed(connection)) if entry.kind == "setting")
    put_setting(connection, "host_role", {"value": "7"}, guild_id=GUILD, member_id=ANA)
    with pytest.raises(TakeBackError, match="later change of “Scores” first"):
        give_back(connection, second.id)
    for entry in (third, second, first):
        give_back(connection, entry.id)
    assert read_settings(connection, guild_id=GUILD).scale == "stars"
    assert read_settings(connection, guild_id=GUILD).host_role == 7


def test_a_setting_that_stays_as_it_is_is_no_change(connection: sqlite3.Connection) -> None:
    for _ in range(2):
        put_setting(connection, "scale", {"value": "points"}, guild_id=GUILD, member_id=ANA)
    assert [entry.kind for entry in listed(connection)].count("setting") == 1


def test_loads_are_in_the_list_and_so_is_taking_one_back(connection: sqlite3.Connection) -> None:
    write_films(connection)  # a shared load is none of this server's
    [load] = listed(connection)
    assert (load.kind, load.load_id, load.done_by, load.after["films_new"]) == ("load", 1, None, 2)
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=GUILD), undone_by=BO)
    undoing, undone = sorted(listed(connection), key=lambda entry: entry.load_id is not None)
    assert (undoing.load_id, undoing.other_id, undoing.done_by) == (None, 1, BO)
    assert undone.undone
    with pytest.raises(TakeBackError, match="loading its files again"):
        give_back(connection, undoing.id)


def test_a_change_of_a_film_that_is_gone_stays_in_the_list(connection: sqlite3.Connection) -> None:
    retiring.put(connection, 2, {"retired": True}, **WHO)
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=GUILD))
    entry = next(entry for entry in listed(connection) if entry.kind == "retire")
    assert entry.about == "The Paper Lihgthouse (1961)"
    with pytest.raises(TakeBackError, match="no longer in the catalogue"):
        give_back(connection, entry.id)


def test_what_came_about_otherwise_is_not_taken_back(connection: sqlite3.Connection) -> None:
    edit(connection, year=1962)
    entry = last(connection)
    connection.execute("UPDATE films SET year = 1963 WHERE id = 1")
    with pytest.raises(TakeBackError, match="changed since in another way"):
        give_back(connection, entry.id)
    connection.execute("UPDATE films SET year = 1961 WHERE id = 1")
    with pytest.raises(TakeBackError, match="nothing to take back"):
        give_back(connection, entry.id)


def test_who_is_forgotten_is_no_longer_named(connection: sqlite3.Connection) -> None:
    edit(connection, year=1962)
    delete_rows(connection, guild_id=GUILD, member_id=ANA)
    assert last(connection).done_by == 0


def test_pages_part_the_list(connection: sqlite3.Connection) -> None:
    for year in range(1950, 1957):
        edit(connection, year=year)
    pages = [audit.page(connection, guild_id=GUILD, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [page.total for page in pages] == [8, 8, 8]
    assert sum(len(page.entries) for page in pages) == 8
    assert len({(entry.kind, entry.id) for page in pages for entry in page.entries}) == 8
