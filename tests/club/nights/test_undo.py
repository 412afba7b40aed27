"""What a host did is taken back step by step, and what members did stands."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.club.nights import host, members, over, rows
from bot.club.nights.record import Night, NightError
from bot.club.nights.rules import NightRules
from bot.club.nights.undo import undo
from bot.club.polls import rows as poll_rows
from bot.club.polls.tally import tally
from bot.connection import open_writer
from tests.club.nights.evenings import (
    ANA,
    BO,
    CY,
    FILMS,
    GUILD,
    HOST,
    LATER,
    LIGHTHOUSE,
    NOBODY,
    SALT,
    board,
    carries,
    comes,
    made,
    nominated,
    scheduled,
    voted,
    watched,
)
from tests.factories import make_database


def undone(connection: sqlite3.Connection, night: Night) -> str:
    return undo(connection, night.id, guild_id=GUILD, by=HOST).step.kind


def snapshot(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return all that is kept of nights but the journal and the polls, which keep what was done."""
    tables = ("nights", "night_evenings", "night_nominations", "night_guests")
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}


def test_an_undone_vote_counts_nothing_and_keeps_its_ballots(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    before = snapshot(connection)
    poll_id = voted(connection, night, (0,), (0, 1), close=False)
    back = undo(connection, night.id, guild_id=GUILD, by=HOST)
    assert snapshot(connection) == before
    assert [poll.id for poll in back.polls] == [poll_id]
    poll = poll_rows.read(connection, poll_id, guild_id=GUILD)
    assert poll is not None
    assert (poll.is_open, poll.announced_at is None, poll.candidates) == (False, False, ())
    assert len(poll_rows.ballots(connection, poll)) == 2
    assert tally("approval", poll.candidates, [], seed=1).winner is None
    members.withdraw(connection, board(connection, night).entries[0].nomination.id, guild_id=GUILD, member_id=ANA)


def test_an_undone_evening_gives_back_carry_overs_and_ends_its_rating_poll(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, ANA, BO)
    voted(connection, night, (0,))
    before = snapshot(connection)
    done = watched(connection, night, SALT)
    assert carries(connection, night) == {LIGHTHOUSE: 1}
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 8, 'x')", (GUILD, SALT, ANA))
    back = undo(connection, night.id, guild_id=GUILD, by=HOST)
    assert snapshot(connection) == before
    assert done.rating_poll is not None
    assert [(poll.id, poll.is_open) for poll in back.polls] == [(done.rating_poll.id, False)]
    assert connection.execute("SELECT score FROM ratings").fetchall() == [(8,)]
    assert back.was is not None
    assert back.evening is not None
    assert (back.was.watched_at is None, back.evening.watched_at) == (False, None)


def test_what_members_do_meanwhile_stands(connection: sqlite3.Connection) -> None:
    night = made(connection)
    first = nominated(connection, night, SALT)
    comes(connection, night, ANA)
    watched(connection, night, SALT)
    nominated(connection, night, SALT, BO)
    nominated(connection, night, NOBODY, CY)
    comes(connection, night, BO)
    assert undone(connection, night) == "watched"
    shown = board(connection, night)
    assert [(entry.nomination.film_id, entry.nomination.member_id) for entry in shown.entries] == [
        (SALT, BO),
        (NOBODY, CY),
    ]
    assert shown.coming == (ANA,)
    assert rows.nomination(connection, first.id) is not None
    watched(connection, night, NOBODY)
    assert board(connection, night).coming == (BO,)


def test_steps_are_undone_the_last_first_until_none_is_left(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    lighthouse = nominated(connection, night, LIGHTHOUSE, BO)
    host.change_rules(connection, night.id, NightRules(most=5), guild_id=GUILD, by=HOST)
    host.change_rules(connection, night.id, NightRules(most=5), guild_id=GUILD, by=HOST)  # which changes nothing
    voted(connection, night, (0,))
    scheduled(connection, night, SALT)
    evening_id = watched(connection, night, SALT).evening.id
    over.correct_guests(connection, evening_id, [CY], there=True, guild_id=GUILD, by=HOST)
    host.take_off(connection, lighthouse.id, guild_id=GUILD, by=HOST)
    host.cancel(connection, night.id, guild_id=GUILD, by=HOST)
    with pytest.raises(NightError, match="has been cancelled"):
        nominated(connection, night, NOBODY)
    done = [undone(connection, night) for _ in range(8)]
    assert done == ["cancelled", "withdrawn", "attendance", "watched", "scheduled", "voted", "rules", "created"]
    with pytest.raises(NightError, match="nothing left to undo"):
        undone(connection, night)
    found = rows.night(connection, night.id, guild_id=GUILD)
    assert found is not None
    assert not found.is_open
    assert connection.execute("SELECT count(*) FROM night_nominations WHERE withdrawn_at IS NULL").fetchone() == (2,)


def test_a_cancelled_night_does_not_come_back_under_a_name_that_is_taken(connection: sqlite3.Connection) -> None:
    night = made(connection)
    host.cancel(connection, night.id, guild_id=GUILD, by=HOST)
    other = made(connection)
    with pytest.raises(NightError, match="has that name now"):
        undone(connection, night)
    host.cancel(connection, other.id, guild_id=GUILD, by=HOST)
    assert undone(connection, night) == "cancelled"


def test_another_server_undoes_nothing(connection: sqlite3.Connection) -> None:
    night = made(connection)
    with pytest.raises(NightError, match="no longer there"):
        undo(connection, night.id, guild_id=GUILD + 1, by=HOST)


def test_the_journal_names_no_member_in_its_notes(connection: sqlite3.Connection) -> None:
    member_id = 700_000_000_000_395_951
    night = made(connection)
    nominated(connection, night, SALT, member_id)
    comes(connection, night, member_id)
    evening_id = watched(connection, night, SALT).evening.id
    over.correct_guests(connection, evening_id, [member_id], there=False, guild_id=GUILD, by=HOST)
    over.correct_guests(connection, evening_id, [member_id + 1], there=True, guild_id=GUILD, by=HOST)
    notes = connection.execute("SELECT group_concat(before) FROM night_steps").fetchone()[0]
    assert str(member_id)[:-1] not in notes


HOST_ACTIONS = ("rules", "vote", "sealed vote", "schedule", "watched", "correct", "take off", "cancel")


def act(connection: sqlite3.Connection, night: Night, action: str, film_id: int) -> None:
    """Do what a host may do just now; raise `NightError` where it is refused."""
    shown = board(connection, night)
    if action == "rules":
        host.change_rules(connection, night.id, NightRules(most=film_id, unrated=True), guild_id=GUILD, by=HOST)
    elif action == "vote":
        voted(connection, night, (0,), (1,), (1,))
    elif action == "sealed vote":
        voted(connection, night, (1,), close=False, sealed=True)
    elif action == "schedule":
        scheduled(connection, night, film_id, remind_at=LATER)
    elif action == "watched":
        watched(connection, night, film_id)
    elif action == "correct":
        former = rows.evenings_where(connection, "night_id = ? AND watched_at IS NOT NULL", night.id)
        for evening in former[-1:]:
            there = bool(film_id % 2)
            over.correct_guests(connection, evening.id, [ANA, CY], there=there, guild_id=GUILD, by=HOST)
    elif action == "take off":
        for entry in shown.entries[:1]:
            host.take_off(connection, entry.nomination.id, guild_id=GUILD, by=HOST)
    else:
        host.cancel(connection, night.id, guild_id=GUILD, by=HOST)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = make_database(tmp_path_factory.mktemp("nights") / "films.sqlite3", *FILMS)
    with closing(open_writer(path)) as connection:
        yield connection


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HOST_ACTIONS), st.sampled_from([SALT, LIGHTHOUSE, NOBODY])), max_size=10))
def test_undo_gives_every_row_back_whatever_hosts_did(
    shared: sqlite3.Connection, actions: list[tuple[str, int]]
) -> None:
    shared.execute("BEGIN")
    try:
        night = made(shared)
        for film_id, member_id in ((SALT, ANA), (LIGHTHOUSE, BO), (NOBODY, CY)):
            nominated(shared, night, film_id, member_id)
        comes(shared, night, ANA, BO)
        states = [snapshot(shared)]
        for action, film_id in actions:
            with suppress(NightError):  # what cannot be done just now changes nothing
                act(shared, night, action, film_id)
            steps = shared.execute("SELECT count(*) FROM night_steps").fetchone()[0]
            if steps > len(states):
                states.append(snapshot(shared))
            assert snapshot(shared) == states[-1]
        for state in reversed(states[:-1]):
            undone(shared, night)
            assert snapshot(shared) == state
        assert undone(shared, night) == "created"
    finally:
        shared.execute("ROLLBACK")
