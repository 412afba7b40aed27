"""`/guess`: games played by forms, buttons and replies, over a restart, in several channels, and by nobody."""

import json
from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import ui

from bot.club.guessing.record import Scene
from bot.connection import open_writer
from bot.guess_clock import SECONDS
from tests.catalogues import CRANES, ENDLESS
from tests.factories import make_database, make_film, make_review, write_films
from tests.simulated import Club, answer, buttons_of, film_club, parts, text_of

BAR = "█"
LONG_AGO = "2020-01-01T00:00:00Z"
JUST_NOW = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 second')"
FILMS = (
    CRANES,
    make_film(
        "Salt Road",
        1999,
        tagline="A goat, a cart and a long way down to the sea.",
        genres=("Comedy",),
        countries=("Sweden",),
        directors=("Ida Ek",),
        poster="https://films.example/salt.jpg",
    ),
    make_film(
        "The Paper Lighthouse",
        1961,
        synopsis="A keeper folds a lighthouse out of letters that nobody came for. One night a ship answers.",
        genres=("Drama",),
        countries=("Sweden",),
        reviews=(
            make_review(
                "The Usher", "The camera never leaves the stairs, and the light does all the acting.", spoiler="none"
            ),
        ),
    ),
    make_film(
        "Chalk Garden Wall", 1970, tagline="She wrote her name on it once, and then the rain came.", genres=("Drama",)
    ),
)


@pytest.fixture
async def club(tmp_path: Path) -> AsyncGenerator[Club]:
    async with film_club(make_database(tmp_path / "marquee.sqlite3", *FILMS)) as started:
        yield started


async def start(club: Club, member: simcord.MemberActor | None = None, **options: Any) -> discord.Message:
    """Start a game and return the message of its first round."""
    told = await club.run_as(member or club.ana, "guess start", **options)
    assert not told.ephemeral, text_of(told)
    return last(club)


def last(club: Club, room: simcord.ChannelHandle | None = None) -> discord.Message:
    return (room or club.channel).history()[-1]


def now_shown(club: Club, message: discord.Message) -> discord.Message:
    return next(each for each in club.channel.history() if each.id == message.id)


async def scene(club: Club, round_id: int = 1) -> Scene:
    found = await club.bot.guesses.scene(round_id, guild_id=club.server.id)
    assert found is not None
    return found


async def title(club: Club, round_id: int = 1) -> str:
    """Return the answer, which members cannot know."""
    return (await scene(club, round_id)).round.label.rpartition(" (")[0]


async def guess(club: Club, message: discord.Message, text: str, member: simcord.MemberActor | None = None) -> str:
    """Type a guess into the form that a round's button opens, and return what only the member is told."""
    member = member or club.ana
    form = await member.click(message, label="Guess")
    assert form.modal is not None
    field = form.modal["components"][0]["component"]["custom_id"]
    told = answer(await member.submit_modal(form, {field: text}))
    assert told.ephemeral
    return text_of(told)


async def click(club: Club, message: discord.Message, label: str, member: simcord.MemberActor | None = None) -> str:
    return text_of(answer(await (member or club.ana).click(message, label=label)))


async def press(club: Club, custom_id: str, member: simcord.MemberActor | None = None) -> str:
    """Click a button as it stood in the message before that was drawn anew, and return what is told."""
    room = club.bot.get_channel(club.channel.id)
    assert isinstance(room, discord.TextChannel)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(ui.Button(label="Former", custom_id=custom_id)))
    former = await room.send(view=view)
    answered = await (member or club.ana).click(former, custom_id=custom_id)
    await former.delete()
    return text_of(answer(answered)) if answered.response or answered.followups else ""


async def reply(
    club: Club, message: discord.Message, text: str, member: simcord.MemberActor | None = None
) -> list[str]:
    """Reply to a round with its ping on, and return what is said to it."""
    before = len(club.channel.history())
    await (member or club.ana).send(club.channel, text, reply_to=message)
    return [text_of(each) for each in club.channel.history()[before + 1 :]]


async def clock(club: Club) -> None:
    """Let the clock look at the games, and messages be drawn anew."""
    await club.world.advance_time(SECONDS + 3)


async def pass_patience(club: Club) -> None:
    """Let the clock find that a round has waited long enough."""
    write(club, f"UPDATE game_rounds SET due_at = {JUST_NOW} WHERE ended_at IS NULL AND begun_at IS NOT NULL")
    await clock(club)


def write(club: Club, statement: str, *values: Any) -> None:
    with closing(open_writer(club.bot.database_path)) as connection:
        connection.execute(statement, values)


def rounds_open(club: Club, room: simcord.ChannelHandle | None = None) -> list[discord.Message]:
    return [each for each in (room or club.channel).history() if "Guess" in buttons_of(each)]


async def test_a_game_is_won_with_a_mistyped_title_and_its_table_told(club: Club) -> None:
    message = await start(club, **{"from": "war", "rounds": 1})
    begun, shown = club.channel.history()
    assert "1 round from War" in text_of(begun)
    assert text_of(shown).startswith("### Guess the film · 1 of 1\n-# From ")
    assert "**10 points** to win" in text_of(shown)
    assert list(buttons_of(shown)) == ["Guess", "Hint (−2)", "Skip", "Stop"]
    told = await guess(club, message, "crains are flyng", club.ben)
    assert told == "**Right!** It is **The Cranes Are Flying (1957)**: 10 points for you."
    solved, table = club.channel.history()[1:]
    assert f"<@{club.ben.id}> had it: **10 points**." in text_of(solved)
    assert "**The Cranes Are Flying (1957)**" in text_of(solved)
    assert text_of(table) == (
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
    assert "Decade: 1990s" in text_of(hinted)
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
    table = await reply(club, message, "salt raod")
    assert len(table) == 1
    assert "The game is over" in table[0], "the round itself says who had it"
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


async def test_only_the_starter_or_a_host_stops_a_game(club: Club) -> None:
    message = await start(club)
    refused = "Only whoever started it, a host or an admin can do that."
    for label in ("Stop", "Skip"):
        assert await click(club, message, label, club.ben) == refused
    assert text_of(await club.run_as(club.ben, "guess stop")) == refused
    await club.ana.click(message, label="Skip")
    assert "Given up. It was" in text_of(now_shown(club, message))
    assert "stopped" in text_of(await club.run_as(club.admin, "guess stop"))
    stopped, table = club.channel.history()[-2:]
    assert "The game was stopped here. It was" in text_of(stopped)
    assert "Stopped before the end." in text_of(table)
    assert "0 of 1 film guessed." in text_of(table), "the round that was stopped counts for nobody"
    assert text_of(await club.run("guess stop")) == "No game is being played in this channel. /guess start begins one."
    assert await press(club, "guess:v1:skip:1") == "That round is over."
    assert await press(club, "guess:v1:stop:1") == "That game is over."


async def test_another_game_is_played_with_one_click_by_anyone(club: Club) -> None:
    message = (
        await start(club, **{"from": "rated here, drama 1960s", "rounds": 1})
        if False
        else await start(club, **{"from": "comedy", "rounds": 1})
    )
    await guess(club, message, "salt road")
    await club.ben.click(last(club), label="Play again")
    assert "### Guess the film · 1 of 1" in text_of(last(club))
    game = await club.bot.guesses.game(2, guild_id=club.server.id)
    assert game is not None
    assert (game.started_by, game.source, game.rounds) == (club.ben.id, "Comedy", 1)


async def test_a_restart_in_the_middle_goes_on_with_the_same_round(club: Club) -> None:
    message = await start(club, rounds=2)
    await club.ana.click(message, label="Hint (−2)")
    before = text_of(now_shown(club, message))
    await club.restart()
    await club.world.advance_time(5)
    assert text_of(now_shown(club, message)) == before
    assert "8 points for you" in await guess(club, message, await title(club), club.ben)
    assert len(rounds_open(club)) == 1
    assert text_of(last(club)).startswith("### Guess the film · 2 of 2")


async def test_a_bot_that_stopped_before_it_showed_what_was_played_shows_it_at_the_next_start(club: Club) -> None:
    message = await start(club, rounds=2)
    now = discord.utils.utcnow()
    await club.bot.guesses.guess(1, await title(club), guild_id=club.server.id, member_id=club.ben.id, now=now)
    await club.restart()
    await club.world.advance_time(30)
    assert f"<@{club.ben.id}> had it" in text_of(now_shown(club, message))
    assert len(rounds_open(club)) == 1, "and the next round is there, once"


async def test_two_channels_play_two_games(club: Club) -> None:
    other = club.server.create_text_channel("late-show")
    message = await start(club, **{"from": "comedy", "rounds": 1})
    refused = await club.run("guess start")
    assert refused.ephemeral
    assert "already" in text_of(refused)
    await club.ben.slash(other, "guess start", **{"from": "war", "rounds": 1})
    [second] = rounds_open(club, other)
    await guess(club, second, "cranes are flying", club.ben)
    assert "The game is over" in text_of(last(club, other))
    assert rounds_open(club) == [now_shown(club, message)], "the one game says nothing of the other"
    assert "**Right!**" in await guess(club, message, "salt road")


async def test_where_nobody_answers_a_hint_comes_then_the_end_and_after_two_rounds_that_of_the_game(club: Club) -> None:
    message = await start(club, rounds=4)
    await pass_patience(club)
    assert "**8 points** to win" in text_of(now_shown(club, message))
    await pass_patience(club)
    assert "Nobody had it. It was" in text_of(now_shown(club, message))
    assert await title(club) in text_of(now_shown(club, message))
    await pass_patience(club)
    await pass_patience(club)
    assert "Nobody answered for two rounds, so the game ended by itself." in text_of(last(club))
    assert not rounds_open(club)
    sent = len(club.channel.history())
    await pass_patience(club)
    assert len(club.channel.history()) == sent


async def test_a_film_that_is_taken_out_in_the_middle_is_passed_over_kindly(club: Club) -> None:
    message = await start(club, rounds=2)
    film_id = (await scene(club)).round.film_id
    write(club, "UPDATE films SET retired_at = ? WHERE id = ?", LONG_AGO, film_id)
    await clock(club)
    passed = now_shown(club, message)
    assert "so the round is passed over" in text_of(passed)
    assert not buttons_of(passed)
    assert "· 2 of 2" in text_of(last(club))


async def test_a_message_that_was_deleted_passes_its_round_over(club: Club) -> None:
    message = await start(club, rounds=2)
    club.world.backend.delete_message(club.channel.id, message.id)
    await pass_patience(club)
    await clock(club)
    assert (await scene(club)).round.ending == "passed"
    assert "· 2 of 2" in text_of(last(club))


async def test_a_channel_that_was_deleted_ends_its_game(club: Club) -> None:
    await start(club)
    club.world.backend.delete_channel(club.channel.id)
    await pass_patience(club)
    await pass_patience(club)
    assert await club.bot.guesses.played_in(club.channel.id, guild_id=club.server.id) is None


async def test_where_i_may_not_post_the_game_is_refused_naming_what_is_missing(club: Club) -> None:
    closed = club.server.create_text_channel(
        "closed", overwrites={club.server.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    told = answer(await club.admin.slash(closed, "guess start"))
    assert told.ephemeral
    assert "I lack a permission in #closed: Send Messages." in text_of(told)
    assert await club.bot.guesses.played_in(closed.id, guild_id=club.server.id) is None


NO_SOURCES = ("nonsense", "1850s", "drama drama", "@everyone", "x" * 4_000, "1950s war 1960s")


@pytest.mark.parametrize("source", NO_SOURCES)
async def test_a_source_that_is_none_is_refused_with_what_can_be_written(club: Club, source: str) -> None:
    told = await club.run("guess start", **{"from": source})
    assert told.ephemeral
    assert "Write everything, rated here, watchlists, a genre, a decade" in text_of(told)
    assert "@everyone" not in text_of(told)


async def test_a_source_without_films_is_refused(club: Club) -> None:
    for source in ("rated here", "watchlists", "comedy 1920s"):
        told = await club.run("guess start", **{"from": source})
        assert told.ephemeral
        assert "There is no film there with enough to guess it by." in text_of(told)


@pytest.mark.parametrize(
    ("source", "said", "films"),
    [
        ("RATED HERE, drama", "rated here Drama", {"The Paper Lighthouse"}),
        ("watchlists", "watchlists", {"Salt Road"}),
        ("1960s Drama", "1960s Drama", {"The Paper Lighthouse"}),
        ("drama 1950-1965", "1950–1965 Drama", {"The Paper Lighthouse", "The Cranes Are Flying"}),
        (" ", "everything", {film.title for film in FILMS}),
    ],
)
async def test_films_come_from_where_they_are_asked_from(club: Club, source: str, said: str, films: set[str]) -> None:
    for film_id in (1, 2, 3):
        await club.bot.ratings.rate(film_id, 8, guild_id=club.server.id, member_id=club.ben.id)
    write(club, "DELETE FROM ratings WHERE film_id = 1")
    await club.bot.watchlist.add(2, guild_id=club.server.id, member_id=club.ben.id)
    await club.run("guess start", **{"from": source, "rounds": 20})
    begun = text_of(club.channel.history()[0])
    assert f"from {said}." in begun
    assert f"No more than {len(films)} film" in begun
    rows = await club.bot.database.read(lambda c: c.execute("SELECT label FROM game_rounds").fetchall())
    assert {label.rpartition(" (")[0] for (label,) in rows} == films
    game = await club.bot.guesses.game(1, guild_id=club.server.id)
    assert game is not None
    await club.run("guess stop")
    await club.ana.click(last(club), label="Play again")
    assert await club.bot.guesses.played_in(club.channel.id, guild_id=club.server.id), "the words read back"


async def test_films_that_were_asked_lately_wait_for_the_others(club: Club) -> None:
    for _ in range(2):
        await start(club, rounds=2)
        for _ in range(2):
            await club.ana.click(rounds_open(club)[-1], label="Skip")
    rows = await club.bot.database.read(lambda c: c.execute("SELECT DISTINCT film_id FROM game_rounds").fetchall())
    assert len(rows) == len(FILMS)


async def test_what_is_offered_can_be_read(club: Club) -> None:
    offered = await club.offered("from", "", "guess start")
    assert offered[:3] == ["everything", "rated here", "watchlists"]
    assert {"Drama", "1950s"} <= set(offered)
    assert await club.offered("from", "dra", "guess start") == ["Drama"]
    assert await club.offered("from", "rated here, drama 50s", "guess start") == ["rated here 1950s Drama"]
    assert await club.offered("from", "nonsense", "guess start") == []
    assert await club.offered("season", "", "guess scores") == [str(discord.utils.utcnow().year), "all"]


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


async def test_a_team_plays_for_one_pot(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1, "team": True})
    assert "6 wrong guesses left" in text_of(message)
    await guess(club, message, "chalk garden wall", club.ben)
    assert "for the team" in await guess(club, message, "salt road")
    assert "Together: **10 points** of 10, 1 of 1 film guessed." in text_of(last(club))
    scores = text_of(await club.run("guess scores"))
    assert "-# Together: 10 points from 1 film." in scores
    assert f"<@{club.ana.id}>" not in scores


async def test_a_hidden_member_plays_and_is_named_nowhere(club: Club) -> None:
    write(club, "INSERT INTO hidden_members VALUES (?, ?, ?)", club.server.id, club.ben.id, LONG_AGO)
    message = await start(club, **{"from": "comedy", "rounds": 1})
    assert "10 points for you" in await guess(club, message, "salt road", club.ben)
    assert "Somebody had it: **10 points**." in text_of(now_shown(club, message))
    told = [text_of(each) for each in club.channel.history()]
    told.append(text_of(await club.run("guess scores")))
    assert not [text for text in told if str(club.ben.id) in text]
    assert "Nobody has won a point yet." in told[-1]


async def test_another_server_has_its_own_table(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    await guess(club, message, "salt road", club.ben)
    elsewhere = club.world.create_guild("The Other Cinema")
    room = elsewhere.create_text_channel("talk")
    cy = elsewhere.add_member(club.world.create_user("cy"))
    assert "Nobody has won a point yet." in text_of(answer(await cy.slash(room, "guess scores")))


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
    await club.ana.click(message, label="Skip")
    assert "The Endless Chronicle" in text_of(now_shown(club, message))
