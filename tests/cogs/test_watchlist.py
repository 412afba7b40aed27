"""`/watchlist` and the button on a film's card."""

from contextlib import closing
from itertools import pairwise
from typing import Any

import discord
import pytest
import simcord

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from tests.catalogues import CATALOGUE, REVIEWED
from tests.simulated import Club, answer, buttons_of, options_of, parts, text_of

EPHEMERAL = 1 << 6
SELECT = 3
CRANES, SOLARIS = "The Cranes Are Flying (1957)", "Solaris (1972)"  # 97 and 167 minutes


async def ask(club: Club, what: str, by: simcord.MemberActor | None = None, **options: Any) -> simcord.ResponseMessage:
    """Run `/watchlist …`, as Ana where nobody else is given."""
    return answer(await (by or club.ana).slash(club.channel, f"watchlist {what}", **options))


async def add(club: Club, *titles: str) -> None:
    for title in titles:
        assert "is on your watchlist." in text_of(await ask(club, "add", title=title))


async def listed(club: Club, member: simcord.MemberActor | None = None) -> list[str]:
    """Return the titles on a member's watchlist."""
    member_id = (member or club.ana).id
    store, guild_id = club.bot.watchlist, club.server.id
    found = await store.page(member_id, guild_id=guild_id, asker_id=member_id, limit=50, offset=0)
    assert found is not None
    films = await club.bot.films.summaries(found.film_ids, guild_id=guild_id)
    return sorted(film.title for film in films)


def films_on(message: simcord.ResponseMessage | discord.Message) -> list[str]:
    """Return the ids of the films that a page offers to open."""
    return [option["value"] for part in parts(message) if part["type"] == SELECT for option in part["options"]]


def shown_to_ana(club: Club) -> str:
    return text_of(club.channel.history(viewer=club.ana)[-1])


async def test_a_film_is_added_in_private_and_that_is_undone(reviewed: Club) -> None:
    told = await ask(reviewed, "add", title="salt raod")
    assert told.ephemeral
    assert text_of(told) == "**Salt Road (1999)** is on your watchlist.\n-# It leaves the list when you rate it."
    assert await listed(reviewed) == ["Salt Road"]
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: **Salt Road (1999)** is not on your watchlist."
    assert await listed(reviewed) == []
    await add(reviewed, "Salt Road")
    again = await ask(reviewed, "add", title="Salt Road")
    assert text_of(again) == "Salt Road (1999) is on your watchlist already."


async def test_a_film_is_removed_and_that_is_undone(reviewed: Club) -> None:
    await add(reviewed, "Salt Road")
    told = await ask(reviewed, "remove", title="salt road")
    assert told.ephemeral
    assert text_of(told) == "**Salt Road (1999)** is off your watchlist."
    assert await listed(reviewed) == []
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: **Salt Road (1999)** is on your watchlist."
    assert await listed(reviewed) == ["Salt Road"]
    await ask(reviewed, "remove", title="Salt Road")
    assert text_of(await ask(reviewed, "remove", title="Salt Road")) == "Salt Road (1999) is not on your watchlist."


async def test_what_is_on_the_list_is_offered_for_removal(reviewed: Club) -> None:
    assert await reviewed.offered("title", "", "watchlist remove") == []
    await add(reviewed, "Salt Road", "Nobody Came")
    assert await reviewed.offered("title", "", "watchlist remove") == ["Nobody Came (1970)", "Salt Road (1999)"]
    assert await reviewed.offered("title", "ROAD", "watchlist remove") == ["Salt Road (1999)"]


async def test_a_film_already_rated_may_be_added_and_a_film_that_is_rated_leaves(reviewed: Club) -> None:
    await add(reviewed, "Salt Road")
    await reviewed.run("rate", title="Salt Road", score="4")
    assert await listed(reviewed) == []
    told = await ask(reviewed, "add", title="Salt Road")
    assert text_of(told) == "**Salt Road (1999)** is on your watchlist.\n-# You have rated it already: ★★★★ (4 of 5)."
    await reviewed.bot.club_settings.set("scale", "points", guild_id=reviewed.server.id, member_id=1)
    await ask(reviewed, "remove", title="Salt Road")
    assert text_of(await ask(reviewed, "add", title="Salt Road")).endswith("You have rated it already: 8 of 10.")


async def test_the_button_on_a_card_toggles_for_whoever_clicks_and_outlives_a_restart(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    added = answer(await reviewed.ana.click(card.message, label="Watchlist"))
    assert added.ephemeral
    assert text_of(added).startswith("**Salt Road (1999)** is on your watchlist.")
    await reviewed.restart()
    taken_off = answer(await reviewed.ana.click(card.message, label="Watchlist"))
    assert text_of(taken_off) == "**Salt Road (1999)** is off your watchlist."
    await reviewed.ana.click(taken_off.message, label="Undo")
    assert await listed(reviewed) == ["Salt Road"]
    assert "is on your watchlist." in text_of(answer(await reviewed.ben.click(card.message, label="Watchlist")))
    assert await listed(reviewed, reviewed.ben) == ["Salt Road"]


async def test_the_button_of_a_film_taken_out_and_a_full_list_are_told(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")

    def fill(connection: Any) -> None:
        write = "INSERT INTO films (guild_id, title_key, names, title) VALUES (0, ?, ?, ?)"
        connection.executemany(write, [(f"reel {n}", f"reel {n}", f"Reel {n}") for n in range(1_000)])
        values = (reviewed.server.id, reviewed.ana.id)
        connection.execute(
            "INSERT INTO watchlist SELECT ?, ?, id, '2020' FROM films WHERE title_key LIKE 'reel %'", values
        )

    await reviewed.bot.database.write(fill)
    told = answer(await reviewed.ana.click(card.message, label="Watchlist"))
    assert text_of(told) == "Your watchlist is full: it holds 1,000 films. Take one off first."
    with closing(open_writer(reviewed.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    told = answer(await reviewed.ben.click(card.message, label="Watchlist"))
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_nobody_else_undoes_it(reviewed: Club) -> None:
    told = await ask(reviewed, "add", title="Salt Road")
    reviewed.world.backend.get_message(reviewed.channel.id, told.id).flags &= ~EPHEMERAL  # were it shown to him
    refused = answer(await reviewed.ben.click(told.message, label="Undo"))
    assert text_of(refused) == "Only the member who did this can undo it."
    assert await listed(reviewed) == ["Salt Road"]


async def test_a_list_is_shown_with_what_it_comes_to(club: Club) -> None:
    await add(club, CRANES, "Paper Lanterns", SOLARIS)
    shown = await ask(club, "show")
    assert not shown.ephemeral
    heading = f"## {club.ana.mention}’s watchlist\n-# 3 films, 4 h 24 min in all without 1 of unknown length\n"
    assert text_of(shown).startswith(heading)
    assert set(options_of(shown)) == {CRANES, SOLARIS, "Paper Lanterns"}
    card = answer(await club.ana.select(shown.message, [options_of(shown)[CRANES]]))
    assert card.ephemeral
    assert text_of(card).startswith("## The Cranes Are Flying (1957)")
    assert text_of(await ask(club, "show", club.ben, member=club.ana)).startswith(heading)
    assert (await ask(club, "show", private=True)).ephemeral


async def test_a_long_list_is_read_in_pages(club: Club) -> None:
    who = (club.server.id, club.ana.id)
    fill = "INSERT INTO watchlist SELECT ?, ?, id, '2020-01-01T00:00:00Z' FROM films"
    await club.bot.database.write(lambda connection: connection.execute(fill, who))
    shown = await ask(club, "show")
    assert "1 of 5" in buttons_of(shown)
    assert f"{len(CATALOGUE)} films" in text_of(shown)
    film_ids = films_on(shown)
    for _ in range(4):
        await club.ana.click(shown.message, label="Next")
        film_ids += films_on(club.channel.history(viewer=club.ana)[-1])
    assert len(set(film_ids)) == len(film_ids) == len(CATALOGUE)


async def test_an_empty_list_and_who_has_none_are_told(reviewed: Club) -> None:
    told = await ask(reviewed, "show")
    assert told.ephemeral
    assert text_of(told).startswith("Your watchlist is empty. /watchlist add puts a film on it")
    assert text_of(await ask(reviewed, "pick")) == text_of(told)
    theirs = await ask(reviewed, "show", member=reviewed.ben)
    assert text_of(theirs) == "ben has no film on their watchlist here."
    robot = reviewed.server.add_member(reviewed.world.create_user("robot", bot=True))
    assert text_of(await ask(reviewed, "show", member=robot)) == "robot is a bot, and bots watch no films."


async def test_who_hides_shows_their_list_to_themselves_alone_and_who_left_is_told_so(reviewed: Club) -> None:
    await add(reviewed, "Salt Road")
    await ask(reviewed, "add", reviewed.ben, title="Salt Road")
    hide = ("INSERT INTO hidden_members VALUES (?, ?, 'now')", (reviewed.server.id, reviewed.ana.id))
    await reviewed.bot.database.write(lambda connection: connection.execute(*hide))
    refused = await ask(reviewed, "show", reviewed.ben, member=reviewed.ana)
    assert refused.ephemeral
    assert text_of(refused) == "ana keeps their watchlist to themselves."
    own = await ask(reviewed, "show")
    assert own.ephemeral
    assert "-# You are hidden here, so nobody else sees your watchlist." in text_of(own)
    reviewed.server.remove_member(reviewed.ben)
    assert "-# No longer in this server." in text_of(await ask(reviewed, "show", member=reviewed.ben.user))


@pytest.mark.parametrize(
    ("longest", "title"),
    [("2h", "The Cranes Are Flying"), ("97", "The Cranes Are Flying"), ("2h47", None), (None, None)],
)
async def test_a_pick_keeps_to_the_running_time(club: Club, longest: str | None, title: str | None) -> None:
    await add(club, CRANES, SOLARIS)
    options: dict[str, Any] = {} if longest is None else {"longest": longest}
    for _ in range(3):
        picked = text_of(await ask(club, "pick", **options))
        assert picked.startswith(f"## {title}" if title else ("## The Cranes Are Flying", "## Solaris"))


async def test_another_picks_another(club: Club) -> None:
    await add(club, CRANES, SOLARIS)
    picked = await ask(club, "pick")
    seen = [text_of(picked).split("\n")[0]]
    for _ in range(3):
        await club.ana.click(picked.message, label="Another film")
        seen.append(shown_to_ana(club).split("\n")[0])
    assert all(one != other for one, other in pairwise(seen))
    assert "Watchlist" in buttons_of(picked)
    refused = answer(await club.ben.click(picked.message, label="Another film"))
    assert "Only the member who asked" in text_of(refused)


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        (
            "90",
            "Your watchlist has 3 films, but none known to run 1 h 30 min or less. Of 1 the running time is not known.",
        ),
        ("soon", "I cannot read “soon” as a running time. Write 90, 2h or 1h45."),
        ("0", "I cannot read “0” as a running time. Write 90, 2h or 1h45."),
        ("x" * 4_000, f"I cannot read “{'x' * 19}…” as a running time. Write 90, 2h or 1h45."),
    ],
)
async def test_a_running_time_that_finds_nothing_is_told(club: Club, longest: str, said: str) -> None:
    await add(club, CRANES, SOLARIS, "Paper Lanterns")
    told = await ask(club, "pick", longest=longest)
    assert told.ephemeral
    assert text_of(told) == said


async def test_a_film_taken_out_leaves_the_list_until_it_returns(reviewed: Club) -> None:
    await add(reviewed, "Salt Road")
    with closing(open_writer(reviewed.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert "Your watchlist is empty." in text_of(await ask(reviewed, "show"))
    await reviewed.load(*REVIEWED)
    assert await listed(reviewed) == ["Salt Road"]


async def test_watchlists_are_kept_in_servers_that_have_added_the_bot(reviewed: Club) -> None:
    salt: dict[str, Any] = {"title": "Salt Road"}
    for command, options in (("add", salt), ("remove", salt), ("show", {}), ("pick", {})):
        with pytest.raises(simcord.SetupError):
            await reviewed.ana.user.slash(f"watchlist {command}", **options)
        with reviewed.foreign_server(reviewed.ana):
            told = await ask(reviewed, command, **options)
        assert text_of(told) == "Watchlists are kept in servers that have added me."
    card = await reviewed.run("film", title="Salt Road")
    with reviewed.foreign_server(reviewed.ana):
        told = answer(await reviewed.ana.click(card.message, label="Watchlist"))
    assert text_of(told) == "Watchlists are kept in servers that have added me."


async def test_another_server_has_watchlists_of_its_own(reviewed: Club) -> None:
    await add(reviewed, "Salt Road")
    other = reviewed.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(reviewed.ana.user)
    assert "Your watchlist is empty." in text_of(answer(await ana.slash(channel, "watchlist show")))
