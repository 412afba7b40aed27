"""What hosts do: make nights, open votes, settle evenings, and end them."""

import sqlite3
from datetime import UTC, datetime

import pytest

from bot.club.nights import history, host, over, rows
from bot.club.nights.record import NewNight, NightError, VoteTerms
from bot.club.nights.rules import NightRules
from bot.club.nights.times import When
from bot.club.polls import rows as poll_rows
from tests.club.nights.evenings import (
    ANA,
    BO,
    CHANNEL,
    CY,
    GUILD,
    HOST,
    LATER,
    LIGHTHOUSE,
    NOBODY,
    OTHER,
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


def test_names_are_one_of_a_kind_among_the_open_nights_of_a_server(connection: sqlite3.Connection) -> None:
    night = made(connection)
    with pytest.raises(NightError, match="already"):
        made(connection)
    host.create(connection, NewNight("Film Friday", "film friday", NightRules(), None, 1), guild_id=OTHER, by=HOST)
    host.cancel(connection, night.id, guild_id=GUILD, by=HOST)
    assert made(connection).id != night.id
    for number in range(24):
        made(connection, f"Night {number}")
    with pytest.raises(NightError, match="up to 25"):
        made(connection, "One too many")


def test_a_night_is_read_as_it_was_made(connection: sqlite3.Connection) -> None:
    rules = NightRules(3, 120, ("sv", "Swedish"), ((1960, 1969), (None, 1939)), unrated=True, carries=False)
    when = When(datetime(2030, 5, 17, 19, tzinfo=UTC), weekly=True)
    night, _ = host.create(connection, NewNight("Ж", "ж", rules, when, 1), guild_id=GUILD, by=HOST)
    found = rows.night(connection, night.id, guild_id=GUILD)
    assert found == night
    assert (night.rules, night.weekly_from, night.is_open) == (rules, "2030-05-17T19:00:00Z", True)
    assert rows.evening(connection, night).starts_at == "2030-05-17T19:00:00Z"


def test_a_vote_takes_the_nominations_with_who_when_and_what_they_bring(connection: sqlite3.Connection) -> None:
    night = made(connection)
    first = nominated(connection, night, SALT)
    with pytest.raises(NightError, match="needs two nominated films"):
        voted(connection, night)
    second = nominated(connection, night, LIGHTHOUSE, BO)
    connection.execute("UPDATE night_nominations SET carry = 1 WHERE id = ?", (second.id,))
    opened = host.open_vote(
        connection,
        night.id,
        VoteTerms("ranked", LATER, sealed=True),
        guild_id=GUILD,
        channel_id=CHANNEL,
        by=HOST,
    )
    poll = opened.poll
    assert (poll.method, poll.closes_at, poll.sealed, poll.created_by) == ("ranked", LATER, True, HOST)
    assert poll.question == "Film Friday: what shall we watch?"
    assert [(option.film_id, option.nominated_by, option.carry) for option in poll.options] == [
        (SALT, ANA, 0),
        (LIGHTHOUSE, BO, 1),
    ]
    assert [option.nominated_at for option in poll.options] == [first.nominated_at, second.nominated_at]
    with pytest.raises(NightError, match="still open"):
        voted(connection, night)
    assert [entry.in_vote for entry in board(connection, night).entries] == [True, True]


def test_the_winner_is_counted_from_the_ballots_once_the_vote_is_closed(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    poll_id = voted(connection, night, (1,), (0, 1), close=False)
    vote = board(connection, night).vote
    assert vote is not None
    assert vote.winner is None
    connection.execute("UPDATE polls SET closed_at = 'x'")
    vote = board(connection, night).vote
    assert vote is not None
    assert vote.winner is not None
    assert vote.winner.film_id == LIGHTHOUSE
    connection.execute("UPDATE ballots SET marks = '[[0, 1]]' WHERE poll_id = ?", (poll_id,))
    again = board(connection, night).vote
    assert again is not None
    assert again.winner is not None
    assert again.winner.film_id == SALT


def test_with_carry_overs_off_nothing_is_brought_and_nothing_given(connection: sqlite3.Connection) -> None:
    night = made(connection, carries=False)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, ANA, BO)
    voted(connection, night, (0,))
    assert watched(connection, night, SALT).carried == ()
    assert carries(connection, night) == {LIGHTHOUSE: 0}


def test_guests_whose_film_lost_carry_half_a_vote_into_the_next_and_spend_it_there(
    connection: sqlite3.Connection,
) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    nominated(connection, night, NOBODY, CY)
    comes(connection, night, ANA, BO)
    voted(connection, night, (0,), (0, 1), (2,))
    done = watched(connection, night, SALT)
    assert done.guests == (ANA, BO)
    assert [each.film_id for each in done.carried] == [LIGHTHOUSE]
    assert carries(connection, night) == {LIGHTHOUSE: 1, NOBODY: 0}
    voted(connection, night, (1,))
    watched(connection, night, NOBODY)  # Bo does not come this time
    assert carries(connection, night) == {LIGHTHOUSE: 0}


def test_where_nobody_voted_nothing_was_lost(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, ANA, BO)
    voted(connection, night)
    assert watched(connection, night, SALT).carried == ()


def test_watched_ends_the_evening_and_begins_the_next_a_week_on(connection: sqlite3.Connection) -> None:
    friday = When(datetime(2099, 1, 2, 20, tzinfo=UTC), weekly=True)
    night = made(connection, when=friday)
    nomination = nominated(connection, night, SALT)
    comes(connection, night, ANA)
    done = watched(connection, night, SALT)
    assert (done.evening.label, done.evening.nomination_id) == ("Salt Road (1999)", nomination.id)
    assert done.evening.watched_at is not None
    shown = board(connection, night)
    assert not shown.entries
    assert (shown.night.evening, shown.evening.starts_at) == (2, "2099-01-09T20:00:00Z")
    assert done.rating_poll is not None
    assert (done.rating_poll.film_id, done.rating_poll.offers_review) == (SALT, True)
    assert done.evening.rating_poll_id == done.rating_poll.id


def test_an_evening_that_was_moved_does_not_move_those_after_it(connection: sqlite3.Connection) -> None:
    night = made(connection, when=When(datetime(2099, 1, 2, 20, tzinfo=UTC), weekly=True))
    scheduled(connection, night, SALT, starts_at="2099-01-03T18:00:00Z")
    watched(connection, night, SALT)
    assert board(connection, night).evening.starts_at == "2099-01-09T20:00:00Z"


def test_an_evening_is_ended_once(connection: sqlite3.Connection) -> None:
    night = made(connection)
    watched(connection, night, SALT, number=1)
    with pytest.raises(NightError, match="is over already"):
        watched(connection, night, SALT, number=1)


def test_a_film_that_is_being_rated_already_gets_no_second_poll(connection: sqlite3.Connection) -> None:
    first = watched(connection, made(connection), SALT)
    second = watched(connection, made(connection, "Sunday"), SALT)
    assert second.rating_poll == first.rating_poll
    assert second.evening.rating_poll_id is None


def test_nothing_is_watched_or_cancelled_while_the_vote_is_open(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    voted(connection, night, close=False)
    with pytest.raises(NightError, match="still open"):
        watched(connection, night)
    with pytest.raises(NightError, match="still open"):
        host.cancel(connection, night.id, guild_id=GUILD, by=HOST)


def test_who_was_there_is_corrected_and_carry_overs_follow(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, ANA)
    voted(connection, night, (0,))
    evening_id = watched(connection, night, SALT).evening.id
    same = over.correct_guests(connection, evening_id, [ANA], there=True, guild_id=GUILD, by=HOST)
    assert (same.guests, same.step_id) == ((ANA,), None)
    both = over.correct_guests(connection, evening_id, [BO, ANA], there=True, guild_id=GUILD, by=HOST)
    assert both.guests == (ANA, BO)
    assert carries(connection, night) == {LIGHTHOUSE: 1}
    none = over.correct_guests(connection, evening_id, [BO, ANA, CY], there=False, guild_id=GUILD, by=HOST)
    assert none.guests == ()
    assert carries(connection, night) == {LIGHTHOUSE: 0}
    with pytest.raises(NightError, match="taken back"):
        over.correct_guests(connection, evening_id, [BO], there=True, guild_id=OTHER, by=HOST)


def test_the_history_tells_who_when_by_how_many_and_what_the_club_thinks(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    comes(connection, night, ANA, BO)
    voted(connection, night, (0,), (0, 1), (1,), (0,))
    watched(connection, night, SALT)
    watched(connection, night, NOBODY)
    for member_id, score in ((ANA, 8), (BO, 5), (CY, 1)):
        connection.execute("INSERT INTO ratings VALUES (?, ?, ?, ?, 'x')", (GUILD, SALT, member_id, score))
    for member_id in (BO, CY):
        connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'x')", (GUILD, member_id))
    (latest, first), total = history.page(connection, night, member_id=ANA, limit=5, offset=0)
    assert total == 2
    assert (latest.evening.label, latest.votes, latest.mean, latest.guests) == ("Nobody Came (1970)", None, None, 0)
    assert (first.nominated_by, first.method, first.votes, first.turnout) == (ANA, "approval", 6, 4)
    assert (first.mean, first.asker_rated, first.guests, first.named) == (8.0, True, 2, (ANA,))
    (only,), _ = history.page(connection, night, member_id=HOST, limit=1, offset=1)
    assert (only.evening.number, only.asker_rated) == (1, False)


def test_scheduling_again_keeps_the_event_and_reminds_anew(connection: sqlite3.Connection) -> None:
    night = made(connection)
    evening_id = scheduled(connection, night, SALT)
    connection.execute("UPDATE night_evenings SET event_id = 12, reminded_at = 'x', claimed_at = 'x'")
    assert scheduled(connection, night, LIGHTHOUSE, remind_at=LATER) == evening_id
    evening = board(connection, night).evening
    assert (evening.label, evening.event_id, evening.reminded_at) == ("The Paper Lighthouse (1961)", 12, None)


def test_a_poll_of_a_night_is_a_poll_like_any_other(connection: sqlite3.Connection) -> None:
    night = made(connection)
    nominated(connection, night, SALT)
    nominated(connection, night, LIGHTHOUSE, BO)
    poll_id = voted(connection, night, (0,), close=False)
    poll = poll_rows.read(connection, poll_id, guild_id=GUILD)
    assert poll is not None
    assert [ballot.member_id for ballot in poll_rows.ballots(connection, poll)] == [71]
