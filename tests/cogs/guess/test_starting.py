"""Starting a game: where its films come from, what is offered, and where it is refused."""

import discord

from tests.cogs.guess.playing import FILMS, last
from tests.simulated import Club, answer, text_of


async def test_where_i_may_not_post_the_game_is_refused_naming_what_is_missing(club: Club) -> None:
    closed = club.server.create_text_channel(
        "closed", overwrites={club.server.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    told = answer(await club.admin.slash(closed, "guess start"))
    assert told.ephemeral
    assert "I lack a permission in #closed: Send Messages." in text_of(told)
    assert await club.bot.guesses.played_in(closed.id, guild_id=club.server.id) is None


async def test_a_source_that_is_none_is_refused_with_what_can_be_written(club: Club) -> None:
    for source in ("nonsense", "1850s", "drama drama", "@everyone", "x" * 4_000, "1950s war 1960s"):
        told = await club.run("guess start", **{"from": source})
        assert told.ephemeral
        assert "Write everything, rated here, watchlists, a genre, a decade" in text_of(told)
        assert "@everyone" not in text_of(told)


async def test_a_source_without_films_is_refused(club: Club) -> None:
    for source in ("rated here", "watchlists", "comedy 1920s"):
        told = await club.run("guess start", **{"from": source})
        assert told.ephemeral
        assert "There is no film there with enough to guess it by." in text_of(told)


SOURCES = (
    ("RATED HERE, drama", "dramas rated here", {"The Paper Lighthouse"}),
    ("watchlists", "the watchlists here", {"Salt Road"}),
    ("1960s Drama", "dramas of the 1960s", {"The Paper Lighthouse"}),
    ("drama 1950-1965", "dramas of 1950–1965", {"The Paper Lighthouse", "The Cranes Are Flying"}),
    (" ", "all films here", {film.title for film in FILMS}),
)


async def test_films_come_from_where_they_are_asked_from(club: Club) -> None:
    for film_id in (2, 3):
        await club.bot.ratings.rate(film_id, 8, guild_id=club.server.id, member_id=club.ben.id)
    await club.bot.watchlist.add(2, guild_id=club.server.id, member_id=club.ben.id)
    for game_id, (source, said, films) in enumerate(SOURCES, 1):
        told = text_of(await club.run("guess start", **{"from": source, "rounds": 20}))
        assert f"from {said}." in told
        assert f"Only {len(films)} film" in told
        rows = await club.bot.database.read(lambda c: c.execute("SELECT game_id, label FROM game_rounds").fetchall())
        assert {label.rpartition(" (")[0] for game, label in rows if game == game_id} == films
        await club.run("guess stop")
    await club.ana.click(last(club), label="Play again")
    assert await club.bot.guesses.running(club.channel.id, guild_id=club.server.id), "the words read back"


async def test_what_is_offered_can_be_read(club: Club) -> None:
    at_once = await club.offered("from", "", "guess start")
    assert at_once[:3] == ["everything", "rated here", "watchlists"]
    assert {"Drama", "1950s"} <= set(at_once)
    for typed, offered in (
        ("wat", ["watchlists"]),
        ("195", ["1950s"]),
        ("rated here, drama 50s", ["rated here 1950s Drama"]),
        ("rated here d", ["rated here Drama"]),
        ("1950s w", ["1950s War"]),
        ("drama 196", ["Drama 1960s"]),
        ("nonsense", at_once),
    ):
        assert await club.offered("from", typed, "guess start") == offered, typed
    assert (await club.offered("from", "dra", "guess start"))[0] == "Drama"
    assert {"Drama", "Drama 1960s"} <= set(await club.offered("from", "drama", "guess start"))
    assert "rated here 1950s" in await club.offered("from", "rated here", "guess start")
    assert await club.offered("season", "", "guess scores") == [str(discord.utils.utcnow().year), "all"]
