"""What members do: nominate under rules, withdraw, and say whether they come."""

import sqlite3

import pytest

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club.nights import host, members, rows
from bot.club.nights.record import NightError, VoteTerms
from bot.club.nights.rules import AlreadyRated, BoardFull, OnBoard, OtherLanguage, OtherYears, TooLong, TooMany
from bot.connection import transaction
from tests.club.nights.evenings import (
    ANA,
    BO,
    CHANNEL,
    GUILD,
    HOST,
    LANTERNS,
    LIGHTHOUSE,
    NOBODY,
    OTHER,
    SALT,
    board,
    comes,
    made,
    nominated,
    scheduled,
    voted,
    watched,
)
from tests.factories import make_film, write_films


def refused(connection: sqlite3.Connection, night_id: int, film_id: int, member_id: int = ANA) -> object:
    return members.nominate(connection, night_id, film_id, "x", guild_id=GUILD, member_id=member_id)


def rate(connection: sqlite3.Connection, film_id: int, member_id: int) -> None:
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 7, '2026-01-01T00:00:00Z')", (GUILD, film_id, member_id))


def test_nominations_stand_on_the_board_in_the_order_they_were_made(connection: sqlite3.Connection) -> None:
    night = made(connection)
    for film_id, member_id in ((SALT, ANA), (LIGHTHOUSE, BO), (NOBODY, ANA)):
        nominated(connection, night, film_id, member_id)
    shown = board(connection, night)
    assert [entry.nomination.film_id for entry in shown.entries] == [SALT, LIGHTHOUSE, NOBODY]
    assert [entry.nomination.member_id for entry in shown.entries] == [ANA, BO, ANA]
    assert [entry.runtime for entry in shown.entries] == [167, 97, 80]


def test_each_rule_refuses(connection: sqlite3.Connection) -> None:
    night = made(connection, most=1, longest=120, languages=("sv", "fr"), years=((1960, 1969),))
    assert refused(connection, night.id, SALT) == TooLong(167, 120)
    assert refused(connection, night.id, NOBODY) == OtherYears(1970, ((1960, 1969),))
    nominated(connection, night, LIGHTHOUSE)
    assert refused(connection, night.id, LIGHTHOUSE, BO) == OnBoard(ANA)
    assert refused(connection, night.id, LANTERNS) == TooMany(1)
    french = made(connection, "French", languages=("fr",))
    assert refused(connection, french.id, LIGHTHOUSE) == OtherLanguage("sv", ("fr",))


def test_a_film_of_which_nothing_is_known_is_let_in_and_that_is_said(connection: sqlite3.Connection) -> None:
    night = made(connection, longest=120, languages=("fr",), years=((1960, 1969),))
    done = members.nominate(connection, night.id, LANTERNS, "Paper Lanterns", guild_id=GUILD, member_id=ANA)
    assert getattr(done, "unknown", None) == ("running time", "language", "year")


def test_the_board_holds_as_many_as_a_vote(connection: sqlite3.Connection) -> None:
    write_films(connection, *(make_film(f"Reel {number}", 1950) for number in range(26)))
    night = made(connection)
    for number in range(25):
        members.nominate(connection, night.id, 5 + number, "x", guild_id=GUILD, member_id=100 + number)
    assert refused(connection, night.id, 30) == BoardFull()


def test_only_films_that_nobody_who_comes_has_rated(connection: sqlite3.Connection) -> None:
    night = made(connection, unrated=True)
    rate(connection, SALT, BO)
    assert refused(connection, night.id, SALT) == AlreadyRated(anyone=True)
    comes(connection, night, ANA)
    nominated(connection, night, SALT)
    nominated(connection, night, NOBODY)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, BO)
    shown = board(connection, night)
    assert [entry.refusal for entry in shown.entries] == [AlreadyRated(), None, None]
    opened = host.open_vote(connection, night.id, VoteTerms(), guild_id=GUILD, channel_id=CHANNEL, by=HOST)
    assert [option.film_id for option in opened.poll.options] == [NOBODY, LIGHTHOUSE]
    assert [entry.nomination.film_id for entry in opened.left_out] == [SALT]


def test_who_is_hidden_keeps_no_film_out(connection: sqlite3.Connection) -> None:
    night = made(connection, unrated=True)
    rate(connection, SALT, BO)
    connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'x')", (GUILD, BO))
    nominated(connection, night, SALT)


def test_a_member_withdraws_their_own_and_takes_that_back(connection: sqlite3.Connection) -> None:
    night = made(connection)
    mine = nominated(connection, night, SALT)
    with pytest.raises(NightError, match="Only the member who nominated it"):
        members.withdraw(connection, mine.id, guild_id=GUILD, member_id=BO)
    members.withdraw(connection, mine.id, guild_id=GUILD, member_id=ANA)
    assert not board(connection, night).entries
    with pytest.raises(NightError, match="not on the board"):
        members.withdraw(connection, mine.id, guild_id=GUILD, member_id=ANA)
    assert members.put_back(connection, mine, guild_id=GUILD, member_id=ANA)
    assert not members.put_back(connection, mine, guild_id=GUILD, member_id=ANA)
    members.withdraw(connection, mine.id, guild_id=GUILD, member_id=ANA)
    nominated(connection, night, SALT, BO)
    assert not members.put_back(connection, mine, guild_id=GUILD, member_id=ANA)


def test_what_is_voted_on_has_won_or_is_scheduled_stays_on_the_board(connection: sqlite3.Connection) -> None:
    night = made(connection)
    salt = nominated(connection, night, SALT)
    lighthouse = nominated(connection, night, LIGHTHOUSE)
    voted(connection, night, (0,), close=False)
    with pytest.raises(NightError, match="in the vote that is open"):
        members.withdraw(connection, salt.id, guild_id=GUILD, member_id=ANA)
    connection.execute("UPDATE polls SET closed_at = 'x'")
    with pytest.raises(NightError, match="has won the vote"):
        members.withdraw(connection, salt.id, guild_id=GUILD, member_id=ANA)
    scheduled(connection, night, LIGHTHOUSE)
    with pytest.raises(NightError, match="is scheduled"):
        members.withdraw(connection, lighthouse.id, guild_id=GUILD, member_id=ANA)


def test_who_comes_is_kept_for_each_evening_once_a_member(connection: sqlite3.Connection) -> None:
    night = made(connection)
    comes(connection, night, BO, ANA, BO)
    assert board(connection, night).coming == (BO, ANA)
    comes(connection, night, BO, coming=False)
    comes(connection, night, BO)
    assert set(board(connection, night).coming) == {BO, ANA}
    watched(connection, night)
    assert board(connection, night).coming == ()


def test_a_film_that_is_taken_out_stays_on_the_board_out_of_the_vote(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE)
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    shown = board(connection, night)
    assert [(entry.nomination.label, entry.in_catalogue) for entry in shown.entries] == [
        ("Salt Road", False),
        ("The Paper Lighthouse", False),
    ]
    with pytest.raises(NightError, match="There is none"):
        host.open_vote(connection, night.id, VoteTerms(), guild_id=GUILD, channel_id=CHANNEL, by=HOST)
    with pytest.raises(NightError, match="no longer in the catalogue"):
        refused(connection, night.id, NOBODY)


def test_another_servers_night_is_not_there(connection: sqlite3.Connection) -> None:
    night = made(connection)
    mine = nominated(connection, night, SALT)
    assert rows.night(connection, night.id, guild_id=OTHER) is None
    with pytest.raises(NightError, match="no longer there"):
        members.nominate(connection, night.id, SALT, "x", guild_id=OTHER, member_id=ANA)
    with pytest.raises(NightError, match="no longer there"):
        members.answer(connection, night.id, coming=True, guild_id=OTHER, member_id=ANA)
    with pytest.raises(NightError, match="not on the board"):
        members.withdraw(connection, mine.id, guild_id=OTHER, member_id=ANA)
    assert not members.put_back(connection, mine, guild_id=OTHER, member_id=ANA)
