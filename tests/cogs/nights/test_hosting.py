"""What hosts do, who they are, what is refused, and what comes of events and reminders on Discord."""

from typing import Any

import discord

from bot.club.nights.record import Ending
from bot.night_clock import NightClock
from tests.cogs.nights.holding import (
    CRANES,
    SOLARIS,
    board_of,
    cast,
    click,
    close_vote,
    drawn,
    events,
    made,
    night_of,
    now_shown,
    said,
    write,
)
from tests.simulated import Club, answer, buttons_of, text_of

SOON, LATER = "2099-01-01T20:00:00Z", "2099-01-08T20:00:00Z"


async def nominated(club: Club) -> discord.Message:
    board = await made(club)
    await said(club, "nominate", title=CRANES)
    await said(club, "nominate", club.ben, title=SOLARIS)
    return board


async def turn(club: Club) -> None:
    """Let the nights' clock look around once."""
    await NightClock(club.bot).turn()
    await club.world.advance_time(5)


HOSTS_ALONE: tuple[tuple[str, dict[str, object]], ...] = (
    ("vote", {}),
    ("schedule", {"film": CRANES, "when": "2d"}),
    ("watched", {"film": CRANES}),
    ("undo", {}),
    ("cancel", {}),
    ("rules", {"longest": "90"}),
)


async def test_only_hosts_do_what_hosts_do(club: Club) -> None:
    await nominated(club)
    for command, options in HOSTS_ALONE:
        told = await club.run_as(club.ben, f"night {command}", **options)
        assert told.ephemeral
        assert text_of(told) == ("Only whoever made it, a host or an admin can do that.")
    role = club.server.create_role("Ushers")
    await club.bot.club_settings.set("host_role", role.id, guild_id=club.server.id, member_id=club.admin.id)
    assert "Only whoever made it, a host (@Ushers) or an admin can do that." in await said(club, "cancel", club.ben)
    usher = club.server.add_member(club.world.create_user("usher"), roles=[role])
    assert "are now:" in await said(club, "rules", usher, longest="90")
    assert "Undone" in await said(club, "undo", club.admin)


async def test_the_rules_are_told_to_all_and_changed_by_hosts(club: Club) -> None:
    board = await nominated(club)
    assert "2 nominations each" in await said(club, "rules", club.ben)
    changed = await said(club, "rules", longest="2h", years="1950s", languages="ru", carry=False)
    assert "are now: 2 nominations each · up to 2 h · Russian · the 1950s · nothing is carried" in changed
    assert "Solaris (1972)** · 2 h 47 min · " in (shown := await drawn(club, board))
    assert "left out of votes: 47 min too long" in shown
    assert "needs two nominated films at least. There is one." in await said(club, "vote")
    assert "I cannot read “soon” as a running time. Write 90, 2h or 1h45." in await said(club, "rules", longest="soon")
    lifted = await said(club, "rules", longest="any", years="any", languages="any")
    assert "are now: 2 nominations each · nothing is carried" in lifted
    await said(club, "undo")
    assert "up to 2 h" in await said(club, "rules")


async def test_a_vote_is_opened_once_and_says_what_it_leaves_out(club: Club) -> None:
    board = await nominated(club)
    await said(club, "nominate", title="Solaris (2002)")
    write(club, "UPDATE films SET retired_at = 'x' WHERE title = 'The Cranes Are Flying'")
    told = await said(club, "vote", method="ranked", closes="3d", sealed=True)
    assert f"Left out: {CRANES}, no longer in the catalogue" in told
    poll = await club.bot.polls.get(1, guild_id=club.server.id)
    assert poll is not None
    assert (poll.method, poll.sealed, [option.label for option in poll.options]) == (
        "ranked",
        True,
        [SOLARIS, "Solaris (2002)"],
    )
    assert "is still open" in await said(club, "vote")
    assert "in the vote" in (shown := await drawn(club, board))
    assert "**Vote open**, closes" in shown
    refused: list[tuple[str, dict[str, Any]]] = [("watched", {}), ("schedule", {"when": "2d"})]
    for command, options in refused:
        assert "still open" in await said(club, command, **options)
    assert "February has no 31st." in await said(club, "vote", closes="31 february")
    settled = await club.ana.slash(club.channel, "night schedule", film=SOLARIS, when="2d")
    aside = settled.followups[-1]
    assert aside.ephemeral
    assert "the vote of **Film Friday** is still open. [Go to the poll](https://" in text_of(aside)


async def test_a_carried_half_vote_is_printed_in_the_next_vote(club: Club) -> None:
    board = await nominated(club)
    await click(club, board, "I’m coming", club.ben)
    await said(club, "vote")
    await cast(club, club.ana, 0)
    await close_vote(club)
    await said(club, "watched")
    await said(club, "nominate", title="Solaris (2002)")
    await said(club, "vote")
    vote = club.channel.history()[-1]
    assert f"**{SOLARIS}** · ½ vote · ½ vote carried over" in text_of(vote)
    await cast(club, club.ana, 1, poll_id=3)
    await cast(club, club.ben, 0, poll_id=3)
    await close_vote(club, 3)
    winner = (await board_of(club)).vote
    assert winner is not None
    assert winner.winner is not None
    assert winner.winner.label == SOLARIS


async def test_an_evening_needs_a_time_to_come(club: Club) -> None:
    await made(club)
    for options, refusal in (
        ({"when": "31 february"}, "February has no 31st."),
        ({"when": "2020-01-01"}, "That time has passed"),
        ({}, "Say when it begins"),
    ):
        told = await club.run("night schedule", film=CRANES, **options)
        assert told.ephemeral
        assert refusal in text_of(told)
    assert events(club) == []


async def test_an_evening_needs_a_film(club: Club) -> None:
    await nominated(club)
    assert "No film has been chosen yet." in await said(club, "schedule", when="2d")
    assert "No film has been chosen yet." in await said(club, "watched")
    assert "No film like" in await said(club, "schedule", film="zxqvj kkwq", when="2d")


async def test_the_event_is_as_long_as_the_film_and_where_it_is_said(club: Club) -> None:
    await made(club)
    voice = club.server.create_voice_channel("Cinema")
    first = (await club.run("night schedule", film=CRANES, when="2d", channel=voice)).message
    [event] = events(club)
    start, end = (discord.utils.parse_time(each) for each in (event.scheduled_start_time, event.scheduled_end_time))
    assert (end - start).total_seconds() == 97 * 60
    assert event.channel_id == voice.id
    assert "Veronika and Boris watch cranes fly over Moscow" in event.description
    told = await said(club, "schedule", film="Solaris (2002)", when="3d", place="The roof")
    assert "the event is two hours long" in told
    replaced = text_of(now_shown(club, first))
    assert replaced.startswith(f"~~**Film Friday** scheduled {CRANES}~~\n-# Replaced by {club.ana.mention}. [Go to the")
    assert not buttons_of(now_shown(club, first))
    [event] = events(club)
    assert event.name == "Film Friday: Solaris (2002)"
    assert event.entity_metadata == {"location": "The roof"}
    await said(club, "undo")
    [event] = events(club)
    assert (event.name, event.channel_id) == (f"Film Friday: {CRANES}", voice.id)
    assert text_of(now_shown(club, first)) == text_of(first), "what was told of it holds again"
    assert list(buttons_of(now_shown(club, first))) == ["I’m coming", "Can’t come"]
    await said(club, "undo")
    assert events(club) == []
    both = await said(club, "schedule", film=CRANES, when="2d", channel=voice, place="The roof")
    assert "either in a voice channel or at another place" in both


async def test_long_names_fit_in_an_event(club: Club) -> None:
    await made(club, "N" * 50)
    await said(club, "schedule", film="The Endless Chronicle of the Projectionist", when="2d", place="p" * 100)
    [event] = events(club)
    assert len(event.name) <= 100
    assert "(1988)" in event.name
    assert len(event.description) <= 1_000
    assert len(event.entity_metadata["location"]) <= 100


async def test_without_the_permission_no_evening_is_settled_and_it_is_named(club: Club) -> None:
    await made(club)
    for role in club.world.backend.get_guild(club.server.id).roles.values():
        role.permissions &= ~discord.Permissions(create_events=True).value
    await club.restart()
    told = await club.run("night schedule", film=CRANES, when="2d")
    assert told.ephemeral
    assert "I lack a permission in this server: Create Events." in text_of(told)
    assert not (await board_of(club)).evening.is_scheduled


async def test_an_event_that_discord_will_not_take_leaves_the_evening_standing(club: Club) -> None:
    await made(club)
    club.world.inject_error("POST", "/guilds/*/scheduled-events")
    told = await said(club, "schedule", film=CRANES, when="2d")
    assert "Discord would not take the event just now" in told
    assert (await board_of(club)).evening.is_scheduled
    assert "[Go to the event](https://discord.com/events/" in await said(club, "schedule", when="2d")
    assert len(events(club)) == 1


async def test_an_event_that_is_deleted_on_discord_leaves_the_evening_and_the_board_says_so(club: Club) -> None:
    board = await made(club)
    await said(club, "schedule", film=CRANES, when="2d")
    [event] = events(club)
    club.world.backend.delete_scheduled_event(club.server.id, event.id)
    await turn(club)
    shown = text_of(now_shown(club, board))
    assert f"**Next**  {CRANES}" in shown
    assert "Its event on Discord was deleted or cancelled; the evening stands." in shown
    await said(club, "schedule", when="2d")
    [event] = events(club)
    club.world.backend.edit_scheduled_event(club.server.id, event.id, {"status": 4})
    await turn(club)
    assert "deleted or cancelled" in text_of(now_shown(club, board))


async def test_a_cancelled_night_takes_its_event_along_and_undo_brings_both_back(club: Club) -> None:
    board = await made(club)
    await said(club, "schedule", film=CRANES, when="2d")
    assert "is cancelled" in await said(club, "cancel")
    assert events(club) == []
    assert "Cancelled." in await drawn(club, board)
    assert "There is no movie night here yet." in await said(club, "board")
    assert "the night goes on" in await said(club, "undo")
    [event] = events(club)
    assert event.name == f"Film Friday: {CRANES}"
    assert "I’m coming" in str(club.world.backend.get_message(club.channel.id, board.id).components)


async def due(club: Club) -> discord.Message:
    """Settle an evening that is to be reminded of now, to which Ben comes."""
    board = await made(club)
    await click(club, board, "I’m coming", club.ben)
    await said(club, "schedule", film=CRANES, when="2d", place="The roof")
    write(club, "UPDATE night_evenings SET remind_at = '2024-01-01T00:00:00Z'")
    return board


def reminders(club: Club) -> list[str]:
    return [text for each in club.channel.history() if "begins <t:" in (text := text_of(each))]


async def test_who_comes_is_reminded_once_however_often_the_bot_starts(club: Club) -> None:
    await due(club)
    await turn(club)
    [reminder] = reminders(club)
    assert reminder.startswith("**Film Friday** begins <t:")
    assert f"**{CRANES}**, The roof\n<@{club.ben.id}> [Go to the event](https://discord.com/events/" in reminder
    await turn(club)
    await club.restart()
    await turn(club)
    assert len(reminders(club)) == 1
    await said(club, "schedule", when="3d")
    write(club, "UPDATE night_evenings SET remind_at = '2024-01-01T00:00:00Z'")
    await turn(club)
    assert len(reminders(club)) == 2


NO_REMINDER = (
    ("night_evenings", "starts_at", "2024-01-01T01:00:00Z"),
    ("night_evenings", "watched_at", "2024-01-01T01:00:00Z"),
    ("night_evenings", "claimed_at", "2099-01-01T01:00:00Z"),
    ("nights", "ended_at", "2024-01-01T01:00:00Z"),
    ("nights", "evening", 2),
    ("night_guests", "coming", 0),
    ("night_evenings", "room_id", 5),
)


async def test_nobody_is_reminded_of_what_is_over_or_in_other_hands(club: Club) -> None:
    await due(club)
    for table, column, value in NO_REMINDER:
        [(before,)] = write(club, f"SELECT {column} FROM {table}")
        write(club, f"UPDATE {table} SET {column} = ?", value)
        await NightClock(club.bot).turn()
        assert reminders(club) == [], column
        write(club, f"UPDATE {table} SET {column} = ?", before)
        write(club, "UPDATE night_evenings SET reminded_at = NULL, claimed_at = NULL")
    await NightClock(club.bot).turn()
    assert len(reminders(club)) == 1


async def test_a_reminder_that_discord_would_not_take_is_given_later_under_the_same_nonce(club: Club) -> None:
    club.faults_expected = True
    await due(club)
    club.world.inject_error("POST", "/channels/*/messages")
    await turn(club)
    assert reminders(club) == []
    await turn(club)  # whoever took it on may still be at it
    assert reminders(club) == []
    write(club, "UPDATE night_evenings SET claimed_at = '2024-01-01T00:00:00Z'")
    await turn(club)
    assert len(reminders(club)) == 1
    sent = [request.json for request in club.world.http_requests if request.path.endswith("/messages")]
    nonces = [body["nonce"] for body in sent if isinstance(body, dict) and body.get("nonce", "").startswith("n1-")]
    assert len(nonces) == 2
    assert len({*nonces}) == 1
    assert len(nonces[0]) <= 25


async def test_a_reminder_is_told_ahead_and_may_be_left_out(club: Club) -> None:
    await made(club)
    assert "Who comes is named in a reminder here <t:" in await said(club, "schedule", film=CRANES, when="2d")
    assert "reminder" not in await said(club, "schedule", when="2d", remind=0)
    assert "reminder" not in await said(club, "schedule", when="30m")


async def test_an_evening_that_is_still_to_come_is_not_ended_by_a_slip(club: Club) -> None:
    await nominated(club)
    await said(club, "schedule", film=CRANES, when="2d")
    asked = await club.run("night watched")
    await club.ana.click(asked.message, label="Not yet")
    assert "the evening is still to come" in text_of(now_shown(club, asked.message))
    assert (await board_of(club)).evening.is_scheduled
    await said(club, "schedule", film=CRANES, when="11h")
    assert f"## Film Friday watched {CRANES}" in await said(club, "watched")


async def test_who_was_there_is_corrected_by_hosts_below_the_message(club: Club) -> None:
    board = await nominated(club)
    await click(club, board, "I’m coming")
    await said(club, "vote")
    await cast(club, club.ana, 0)
    await close_vote(club)
    over = (await club.run("night watched")).message
    assert "To the next vote" not in text_of(over)
    await club.restart()
    refused = answer(await club.ben.select(over, [club.ben], custom_id="night:v1:evening:1:there"))
    assert "Only whoever made it" in text_of(refused)
    assert "A host can add you" in await click(club, over, "Log it", club.ben)
    await club.ana.select(over, [club.ben, club.admin], custom_id="night:v1:evening:1:there")
    shown = text_of(now_shown(club, over))
    assert f"<@{club.admin.id}>" in shown
    assert "**To the next vote**  Solaris (1972) brings ½ vote" in shown
    assert "is in your diary for" in await click(club, over, "Log it", club.ben)
    await club.ana.select(over, [club.ana, club.ben], custom_id="night:v1:evening:1:absent")
    assert f"**There**  <@{club.admin.id}>\n" in text_of(now_shown(club, over))
    assert "who was there is as it was before" in await said(club, "undo")
    assert text_of(now_shown(club, over)) == shown
    assert "is in your diary for" in await click(club, over, "Log it", club.admin)


async def test_a_film_that_is_rated_already_keeps_its_poll(club: Club) -> None:
    await made(club)
    await club.run("poll rate", title=CRANES)
    result = await club.ana.slash(club.channel, "night watched", film=CRANES)
    assert result.response is not None
    assert "Nobody had said that they come." in text_of(result.response)
    assert "The film is being rated already. [Go to the poll](https://discord.com/" in text_of(result.followups[-1])
    assert sum("Rate this film" in text_of(each) for each in club.channel.history()) == 1
    await said(club, "undo")
    poll = await club.bot.polls.get(1, guild_id=club.server.id)
    assert poll is not None
    assert poll.is_open


async def test_the_history_keeps_the_clubs_mean_from_who_has_not_rated(club: Club) -> None:
    await made(club)
    assert "Nothing yet." in await said(club, "history")
    await said(club, "watched", film=CRANES)
    await club.run("rate", title=CRANES, score="4")
    await club.bot.club_settings.set("score_blind", 1, guild_id=club.server.id, member_id=club.admin.id)
    assert "rated by the club" in await said(club, "history")
    assert "rated by the club" in await said(club, "history", club.ben, private=True)
    assert "the club gives it 4.00 of 5" in await said(club, "history", private=True)


async def test_a_long_history_is_paged(club: Club) -> None:
    await made(club)
    for number in range(1, 8):
        ending = Ending(number, number, club.channel.id, LATER)
        await club.bot.nights.watched(1, ending, guild_id=club.server.id, by=club.ana.id)
    told = await club.run("night history")
    assert "7 evenings watched" in text_of(told)
    assert CRANES not in text_of(told)
    await club.ana.click(told.message, label="Next")
    assert CRANES in text_of(now_shown(club, told.message))


async def test_a_night_needs_a_channel_to_be_in(club: Club) -> None:
    for role in club.world.backend.get_guild(club.server.id).roles.values():
        role.permissions &= ~discord.Permissions(send_messages=True).value
    await club.restart()
    told = await club.run("night create", name="Film Friday")
    assert told.ephemeral
    assert "I lack a permission in #film-club: Send Messages." in text_of(told)
    assert await club.bot.nights.get(1, guild_id=club.server.id) is None


async def test_the_board_tells_of_a_vote_that_closed_while_the_bot_was_away(club: Club) -> None:
    board = await nominated(club)
    await said(club, "vote")
    await cast(club, club.ana, 1)
    await close_vote(club)
    await club.restart()
    await turn(club)
    assert f"**Chosen**  {SOLARIS}" in text_of(now_shown(club, board))
    assert (await night_of(club)).poll_id == 1
