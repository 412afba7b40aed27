"""The board: what members do there and by command, what is refused, and what it outlives."""

from typing import Any

import discord
import pytest
import simcord

from bot.club.nights.record import Nominated
from bot.ui.films.film_card import plain_label
from tests.catalogues import CATALOGUE, ENDLESS
from tests.cogs.nights.holding import (
    CRANES,
    KILLERS,
    SOLARIS,
    board_of,
    click,
    drawn,
    made,
    night_of,
    now_shown,
    said,
    write,
)
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, callbacks, options_of, text_of


async def nominations(club: Club) -> list[str]:
    return [entry.nomination.label for entry in (await board_of(club)).entries]


async def typed(club: Club, board: discord.Message, title: str) -> simcord.ResponseMessage:
    """Type a title into the form that *Nominate* shows Ben."""
    form = await club.ben.click(board, label="Nominate")
    assert form.modal is not None
    field = form.modal["components"][0]["component"]["custom_id"]
    return answer(await club.ben.submit_modal(form, {field: title}))


NOT_MADE: tuple[tuple[dict[str, str], str], ...] = (
    ({"when": "31 february"}, "February has no 31st."),
    ({"when": "2020-01-01 20:00"}, "That time has passed"),
    ({"when": "every 2h"}, "does so on a weekday"),
    ({"languages": "Klingon"}, "I know no language called “klingon”."),
    ({"languages": ",".join("abcdefghijklm")}, "Name up to 10 languages."),
    ({"years": "the good old days"}, "as years"),
    ({"name": "\u200b"}, "Give the movie night a name"),
)


async def test_a_night_that_cannot_be_made_is_refused_in_private(club: Club) -> None:
    for options, refusal in NOT_MADE:
        told = await club.run("night create", **{"name": "Film Friday", **options})
        assert told.ephemeral
        assert refusal in text_of(told)
    assert not club.channel.history(viewer=club.ben)


async def test_a_board_that_is_slow_to_come_is_kept_up_to_date_all_the_same(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ui.respond.PATIENCE", 0.0)
    await club.run("night create", name="Film Friday")
    monkeypatch.undo()
    assert callbacks(club.world) == [discord.InteractionResponseType.deferred_channel_message.value]
    [board] = club.channel.history(viewer=club.ben)
    assert (await night_of(club)).message_id == board.id
    await said(club, "nominate", title=CRANES)
    assert CRANES in await drawn(club, board)


async def test_names_are_told_apart_however_they_are_written(club: Club) -> None:
    await made(club)
    told = await club.run("night create", name="film  FRIDAY")
    assert told.ephemeral
    assert "There is a movie night called film FRIDAY here already." in text_of(told)


async def test_the_rules_are_printed_on_the_board(club: Club) -> None:
    board = await made(
        club,
        nominations=1,
        longest="120",
        languages="Russian, fr",
        years="1960s, 1975, from 1990",
        unrated=True,
        carry=False,
    )
    assert (
        "-# 1 nomination each · up to 2 h · Russian or French · the 1960s, 1975 or from 1990 on · "
        "only films that nobody who comes has rated · nothing is carried to the next vote"
    ) in text_of(board)


REFUSED: tuple[tuple[dict[str, object], str], ...] = (
    ({"longest": "1h30"}, "runs 1 h 37 min, which is 7 min over this night’s 1 h 30 min."),
    ({"languages": "French"}, "is in Russian, and this night shows films in French."),
    ({"years": "1960s"}, "is of 1957, and this night shows films of the 1960s."),
)


async def test_a_rule_refuses_with_what_it_found(club: Club) -> None:
    for number, (rules, refusal) in enumerate(REFUSED, 1):
        await made(club, f"Night {number}", **rules)
        told = await club.run("night nominate", title=CRANES, night=f"Night {number}")
        assert told.ephemeral
        assert text_of(told) == f"**{CRANES}** {refusal}"
        assert not (await board_of(club, number)).entries


async def test_a_language_is_known_by_its_code_and_by_its_name(club: Club) -> None:
    await club.load(make_film("Spelled Out", 1990, language="Russian"))
    await made(club, languages="russian")
    for title in (CRANES, "Spelled Out"):
        assert "is nominated" in await said(club, "nominate", title=title)


async def test_who_has_nominated_it_and_too_many_are_told(club: Club) -> None:
    await made(club, nominations=1)
    await said(club, "nominate", title=CRANES)
    taken = await said(club, "nominate", club.ben, title=CRANES)
    assert taken == f"**{CRANES}** is nominated already, by <@{club.ana.id}>."
    assert "You have 1 nomination on this board" in await said(club, "nominate", title=SOLARIS)


async def test_what_someone_who_comes_has_rated_is_kept_out(club: Club) -> None:
    board = await made(club, unrated=True)
    await club.run_as(club.ben, "rate", title=CRANES, score="4")
    assert "has been rated by someone in the club" in await said(club, "nominate", title=CRANES)
    await click(club, board, "I’m coming")
    assert "is nominated" in await said(club, "nominate", title=CRANES)
    await click(club, board, "I’m coming", club.ben)
    assert "left out of votes: rated by someone who comes" in await drawn(club, board)


async def test_a_nomination_is_undone_and_withdrawn(club: Club) -> None:
    board = await made(club)
    told = await club.run("night nominate", title=CRANES)
    assert "Undone:" in text_of(now_shown(club, (await club.ana.click(told.message, label="Undo")) and told.message))
    assert await nominations(club) == []
    await said(club, "nominate", title=CRANES)
    off = await club.ana.click(board, label="Withdraw")
    assert "is off the board" in text_of(answer(off))
    await club.ana.click(answer(off).message, label="Undo")
    assert await nominations(club) == [CRANES]
    assert "You have nothing on the board" in await click(club, board, "Withdraw", club.ben)
    await said(club, "nominate", title=SOLARIS)
    question = answer(await club.ana.click(board, label="Withdraw"))
    await club.ana.select(question.message, [options_of(question)[SOLARIS]])
    assert "is off the board" in text_of(now_shown(club, question.message))
    assert await nominations(club) == [CRANES]
    assert "nothing like “Solaris”" in await said(club, "withdraw", title="Solaris")
    assert "is off the board" in await said(club, "withdraw", title="cranes")


async def test_a_host_takes_anyones_off_and_that_is_undone(club: Club) -> None:
    await made(club)
    await said(club, "nominate", club.ben, title=CRANES)
    await said(club, "nominate", club.ben, title=SOLARIS)
    assert await club.offered("title", "", "night withdraw") == [CRANES, SOLARIS]
    assert "`/night undo` puts it back" in await said(club, "withdraw", title=CRANES)
    assert await nominations(club) == [SOLARIS]
    await said(club, "undo")
    assert await nominations(club) == [CRANES, SOLARIS]
    assert await club.offered("title", "sol", "night withdraw") == [SOLARIS]


async def test_the_button_asks_for_a_title_and_an_ambiguous_one_is_picked(club: Club) -> None:
    board = await made(club)
    question = await typed(club, board, "the killers")
    assert question.ephemeral
    assert "Which film do you mean" in text_of(question)
    picked = answer(await club.ben.select(question.message, [next(iter(options_of(question).values()))]))
    assert f"**{KILLERS}** is nominated" in text_of(picked)
    assert "No film like" in text_of(await typed(club, board, "zxqvj kkwq"))


async def test_everything_on_the_board_works_after_a_restart(club: Club) -> None:
    board = await made(club)
    await said(club, "nominate", title=CRANES)
    await club.restart()
    assert "You are coming" in await click(club, board, "I’m coming", club.ben)
    assert "You are not coming" in await click(club, board, "Can’t come", club.ana)
    assert "is off the board" in await click(club, board, "Withdraw", club.ana)
    assert f"**{SOLARIS}** is nominated" in text_of(await typed(club, board, SOLARIS))
    shown = await drawn(club, board)
    assert "**Nominated**  1 of 25" in shown
    assert f"**Coming**  1: <@{club.ben.id}>" in shown


async def test_the_board_lives_on_where_its_message_is_deleted_and_is_posted_again(club: Club) -> None:
    board = await made(club)
    club.world.backend.delete_message(club.channel.id, board.id)
    await said(club, "nominate", title=CRANES)
    await club.world.advance_time(5)
    assert (await night_of(club)).message_id is None
    again = (await club.run("night board")).message
    assert CRANES in text_of(again)
    await said(club, "nominate", title=SOLARIS)
    assert SOLARIS in await drawn(club, again)
    third = (await club.run("night board")).message
    assert f"has moved. [Go to the board]({third.jump_url})" in text_of(now_shown(club, again))


async def test_who_is_no_host_sees_the_board_in_private(club: Club) -> None:
    board = await made(club)
    told = await club.run_as(club.ben, "night board")
    assert told.ephemeral
    assert "## Film Friday" in text_of(told)
    assert (await night_of(club)).message_id == board.id
    assert "You are coming" in await click(club, told.message, "I’m coming", club.ben)


async def test_a_film_that_is_taken_out_stays_named_on_the_board(club: Club) -> None:
    board = await made(club)
    await said(club, "nominate", title=CRANES)
    write(club, "UPDATE films SET retired_at = 'x' WHERE title = 'The Cranes Are Flying'")
    await said(club, "nominate", title=SOLARIS)
    assert f"**{CRANES}** · <@{club.ana.id}> · left out of votes: no longer in the catalogue" in await drawn(
        club, board
    )


async def test_which_night_is_meant_has_to_be_clear(club: Club) -> None:
    assert "There is no movie night here yet." in await said(club, "nominate", title=CRANES)
    await made(club)
    await made(club, "Horror Night")
    unclear = await said(club, "nominate", title=CRANES)
    assert "Which movie night? There are Film Friday, Horror Night" in unclear
    assert "**Horror Night**" in await said(club, "nominate", title=CRANES, night="horror night")
    assert "no movie night called Nope" in await said(club, "nominate", title=CRANES, night="Nope")
    assert await club.offered("night", "hor", "night board") == ["Horror Night"]
    await said(club, "cancel", night="Horror Night")
    assert await club.offered("night", "", "night board") == ["Film Friday"]
    assert await club.offered("night", "", "night history") == ["Film Friday", "Horror Night"]
    assert "**Film Friday**" in await said(club, "nominate", title=CRANES)


async def test_text_that_would_do_harm_is_shown_as_it_is(club: Club) -> None:
    board = await made(club, "**@everyone** `x`")
    await said(club, "nominate", title="@everyone **Free** Nitro")
    shown = await drawn(club, board)
    assert "\\*\\*@\u200beveryone\\*\\* \\`x\\`" in shown
    assert "@everyone" not in shown


async def test_a_full_board_of_long_titles_fits_in_a_message(club: Club) -> None:
    films = [make_film(f"{number} *long* " + ENDLESS.title, 1950, runtime_minutes=100 + number) for number in range(25)]
    await club.load(*films)
    board = await made(club, "The very long movie night of the film club, Friday", nominations=10, longest="200")
    first = len(CATALOGUE) + 1
    for number, film in enumerate(films):
        label, member_id = plain_label(film.title, film.year), 10**18 + number
        done = await club.bot.nights.nominate(1, first + number, label, guild_id=club.server.id, member_id=member_id)
        assert isinstance(done, Nominated)
    for number in range(60):
        await club.bot.nights.answer(1, coming=True, guild_id=club.server.id, member_id=10**18 + number)
    await said(club, "rules", longest="10")
    shown = await drawn(club, board)
    assert "**Nominated**  25 of 25" in shown
    assert "others" in shown
    assert "more" in shown


async def test_who_deletes_their_data_is_named_on_no_board(club: Club) -> None:
    board = await made(club)
    await said(club, "nominate", club.ben, title=CRANES)
    await click(club, board, "I’m coming", club.ben)
    assert f"<@{club.ben.id}>" in await drawn(club, board)
    panel = await club.run_as(club.ben, "mydata")
    await club.ben.click(panel.message, label="Delete …")
    await club.ben.click(now_shown(club, panel.message, club.ben), label="Delete everything")
    shown = await drawn(club, board)
    assert f"<@{club.ben.id}>" not in shown
    assert f"**{CRANES}**" in shown


async def test_nights_belong_to_their_server(club: Club) -> None:
    board = await made(club)
    with pytest.raises(simcord.SetupError):
        await club.ana.user.slash("night board")
    with club.foreign_server(club.ana):
        assert "servers that have added me" in await said(club, "board")
        assert "servers that have added me" in await click(club, board, "I’m coming")
    other = club.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(club.ana.user)
    told = answer(await ana.slash(channel, "night board"))
    assert "There is no movie night here yet." in text_of(told)
    theirs = answer(await ana.slash(channel, "night create", name="Film Friday"))
    stored: Any = club.world.backend.get_message(channel.id, theirs.id)
    stored.components = _with_ids(stored.components, "night:v1:2:", "night:v1:1:")
    for label in ("I’m coming", "Withdraw"):
        told = answer(await ana.click(theirs.message, label=label))
        assert "That movie night is no longer there." in text_of(told)
    assert (await board_of(club)).coming == ()
    assert buttons_of(board)


def _with_ids(components: object, old: str, new: str) -> object:
    """Return components with another night's id in their buttons, as somebody might forge them."""
    if isinstance(components, list):
        return [_with_ids(part, old, new) for part in components]
    if isinstance(components, dict):
        return {key: _with_ids(value, old, new) for key, value in components.items()}
    return components.replace(old, new) if isinstance(components, str) else components
