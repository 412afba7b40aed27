"""Guessing: by form and by reply, right, mistyped, wrong and late, with hints, and what is seen of it."""

import json
from contextlib import closing

from bot.connection import open_writer
from tests.catalogues import ENDLESS
from tests.cogs.guess.playing import (
    BAR,
    FILMS,
    LONG_AGO,
    clock,
    guess,
    last,
    now_shown,
    press,
    reply,
    scene,
    start,
    write,
)
from tests.factories import make_film, write_films
from tests.simulated import Club, answer, buttons_of, parts, text_of


async def test_a_game_is_won_with_a_mistyped_title_and_its_table_told(club: Club) -> None:
    message = await start(club, **{"from": "war", "rounds": 1})
    begun, shown = club.channel.history()
    assert "1 round from War" in text_of(begun)
    assert text_of(shown).startswith("### Guess the film · 1 of 1\n-# ")
    assert "**10 points** to win" in text_of(shown)
    assert list(buttons_of(shown)) == ["Guess", "Hint (−2)", "Give up", "Stop"]
    told = await guess(club, message, "crains are flyng", club.ben)
    assert told == "**Right!** It is **The Cranes Are Flying (1957)**: 10 points for you."
    solved, table = club.channel.history()[1:]
    assert text_of(solved).splitlines()[1:3] == [
        f"✓ <@{club.ben.id}> had it: **10 points**.",
        "**The Cranes Are Flying (1957)** · Mikhail Kalatozov",
    ]
    assert text_of(table) == (
        f"✓ <@{club.ben.id}> had it: **The Cranes Are Flying (1957)**, 10 points\n"
        f"### The game is over\n1\\. <@{club.ben.id}> · **10 points** from 1 film\n"
        "-# 1 of 1 film guessed. `/guess scores` has the season."
    )
    card = answer(await club.ana.click(solved, label="Film card"))
    assert card.ephemeral
    assert "## The Cranes Are Flying (1957)" in text_of(card)
    season = await club.run("guess scores")
    assert f"1\\. <@{club.ben.id}> · **10 points** from 1 film" in text_of(season)


async def test_nothing_that_is_sent_before_the_end_names_the_film(club: Club) -> None:
    club.world.http_requests.clear()
    message = await start(club, rounds=4)
    for _ in range(5):
        hint = next((label for label in buttons_of(now_shown(club, message)) if label.startswith("Hint")), None)
        if hint is not None:
            await club.ana.click(now_shown(club, message), label=hint)
    await guess(club, message, "nothing like it at all")
    for asked in ("", "s", "everything"):
        await club.offered("from", asked, "guess start")
    sent = json.dumps([request.json for request in club.world.http_requests], ensure_ascii=False).casefold()
    for film in FILMS:
        assert film.title.casefold() not in sent
        assert film.poster is None or film.poster not in sent
    film_id = (await scene(club)).round.film_id
    ids = [part["custom_id"] for part in parts(now_shown(club, message)) if "custom_id" in part]
    assert all(each.split(":")[3] == "1" for each in ids), "the round's number and nothing else"
    assert film_id is not None


async def test_a_wrong_guess_is_told_to_the_guesser_alone_and_who_is_quick_waits(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    said = await guess(club, message, "Chalk **Garden** Wall")
    assert said == "Not **Chalk \\*\\*Garden\\*\\* Wall**.\n-# 10 points still to win"
    assert "One moment" in await guess(club, message, "Salt Road")
    await club.world.advance_time(5)
    assert "1 wrong guess" in text_of(now_shown(club, message))
    assert "**Right!**" in await guess(club, message, "salt raod", club.ben)


async def test_a_hint_costs_points_and_is_taken_once(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    before = text_of(message)
    await club.ben.click(message, label="Hint (−2)")
    hinted = now_shown(club, message)
    assert "**Decade:** 1990s" in text_of(hinted)
    assert "Decade" not in before
    assert "**8 points** to win" in text_of(hinted)
    await press(club, "guess:v1:hint:1:0")
    assert (await scene(club)).round.hints == 1, "whoever saw the same button takes the same hint"
    await guess(club, message, "salt road")
    assert (await scene(club)).round.points == 8


async def test_answers_by_reply_are_taken_and_are_no_questions(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    assert await reply(club, message, "who directed it?", club.ben) == [
        "Not **who directed it?**.\n-# 10 points still to win"
    ]
    said, table = await reply(club, message, "salt raod")
    assert said == "**Right!** It is **Salt Road (1999)**: 10 points for you."
    assert "The game is over" in table, "and the game goes on below the answer"
    assert f"<@{club.ana.id}> had it" in text_of(now_shown(club, message))
    late = await reply(club, message, "salt road", club.ben)
    assert late == [f"Right, it is **Salt Road (1999)**, but that came a moment late. <@{club.ana.id}> had it first."]
    write(club, "UPDATE game_rounds SET ended_at = ?", LONG_AGO)
    [answered] = await reply(club, message, "who directed Salt Road?", club.ben)
    assert "Ida Ek" in answered, "a reply to a round that is long over is a question"


async def test_an_empty_reply_is_told_what_to_type(club: Club) -> None:
    assert club.bot.user is not None
    message = await start(club, rounds=1)
    assert await reply(club, message, club.bot.user.mention) == ["Type the title of the film you have in mind."]


async def test_bad_input_is_answered_sensibly(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    assert "Not **" in await guess(club, message, "x" * 200)
    assert len((await reply(club, message, "y" * 1_900, club.ben))[0]) < 300
    assert await guess(club, message, "   ", club.admin) == "Type the title of the film you have in mind."
    told = await club.run("guess scores", season="soon")
    assert told.ephemeral
    assert "A season is a year" in text_of(told)


async def test_a_form_that_is_sent_after_the_end_hears_so(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    forms = [await member.click(message, label="Guess") for member in (club.ana, club.ben)]
    await guess(club, message, "salt road", club.admin)
    said: list[str] = []
    for member, form, text in zip((club.ana, club.ben), forms, ("salt road", "chalk garden wall"), strict=True):
        assert form.modal is not None
        field = form.modal["components"][0]["component"]["custom_id"]
        said.append(text_of(answer(await member.submit_modal(form, {field: text}))))
    assert said == [
        f"Right, it is **Salt Road (1999)**, but that came a moment late. <@{club.admin.id}> had it first.",
        "That round is over.",
    ]
    assert await press(club, "guess:v1:guess:1") == "That round is over."


async def test_a_team_plays_for_one_pot_and_sees_what_it_has_guessed_wrong(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1, "team": True})
    assert "6 of 6 guesses left" in text_of(message)
    await guess(club, message, "chalk *garden* wall", club.ben)
    await guess(club, message, "Persepolis", club.admin)
    await clock(club)
    assert text_of(now_shown(club, message)).endswith(
        "4 of 6 guesses left\n-# Not “chalk \\*garden\\* wall”, “Persepolis”"
    )
    assert "for the team" in await guess(club, message, "salt road")
    assert "Together: **10 points** of 10. 1 of 1 film guessed." in text_of(last(club))
    scores = text_of(await club.run("guess scores"))
    assert "-# Together: 10 points from 1 film." in scores
    assert f"<@{club.ana.id}>" not in scores


async def test_a_hidden_member_plays_and_is_named_nowhere(club: Club) -> None:
    write(club, "INSERT INTO hidden_members VALUES (?, ?, ?)", club.server.id, club.ben.id, LONG_AGO)
    message = await start(club, **{"from": "comedy", "rounds": 1})
    assert "10 points for you" in await guess(club, message, "salt road", club.ben)
    assert "✓ Somebody had it: **10 points**." in text_of(now_shown(club, message))
    told = [text_of(each) for each in club.channel.history()]
    told.append(text_of(await club.run("guess scores")))
    assert not [text for text in told if str(club.ben.id) in text]
    assert "Nobody has won a point yet." in told[-1]


async def test_long_titles_and_texts_fit(club: Club) -> None:
    with closing(open_writer(club.bot.database_path)) as connection:
        write_films(
            connection,
            make_film(
                ENDLESS.title,
                1988,
                tagline=ENDLESS.tagline,
                synopsis=ENDLESS.synopsis,
                genres=("Horror",),
                directors=ENDLESS.directors,
                countries=ENDLESS.countries,
            ),
        )
    await club.bot.index.refresh()
    message = await start(club, **{"from": "horror", "rounds": 1})
    for _ in range(5):
        shown = now_shown(club, message)
        hint = next((label for label in buttons_of(shown) if label.startswith("Hint")), None)
        if hint is not None:
            await club.ana.click(shown, label=hint)
    assert BAR in text_of(now_shown(club, message))
    await club.ana.click(message, label="Give up")
    assert "The Endless Chronicle" in text_of(now_shown(club, message))
