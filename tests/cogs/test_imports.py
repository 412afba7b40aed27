"""`/import-ratings`: a file from another site, what it would do, writing it, and taking it back."""

import io
import json
import zipfile
from collections.abc import Mapping

import discord
import pytest
import simcord

from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, parts, text_of

EPHEMERAL = 1 << 6

RATINGS = (
    "Date,Name,Year,Letterboxd URI,Rating\r\n"
    "2024-01-02,The Paper Lighthouse,1961,https://boxd.it/2b0a,4.5\r\n"
    "2024-01-03,Salt Road,1999,https://boxd.it/2b0b,3\r\n"
    "2024-01-05,Never Heard Of It,1980,https://boxd.it/2b0d,2\r\n"
    "2024-01-05,Salt Road,1999,https://boxd.it/2b0b,11\r\n"
)
DIARY = (
    "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    "2024-01-02,The Paper Lighthouse,1961,https://boxd.it/x1,3.5,,,2023-05-01\n"
    "2024-01-02,The Paper Lighthouse,1961,https://boxd.it/x2,4.5,Yes,,2024-01-01\n"
)
REVIEWS = (
    "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    "2024-01-02,The Paper Lighthouse,1961,https://boxd.it/x2,4.5,Yes,"
    '"It folds, <i>and folds</i>.\n\nThen it ""burns"".",,2024-01-01\n'
)
WATCHLIST = "Date,Name,Year,Letterboxd URI\n2024-01-02,Nobody Came,1970,https://boxd.it/2b0c\n"
NAMES = "Date,Name,Year,Letterboxd URI\n2024-01-02,The Naughty Review,2001,https://boxd.it/2b0e\n"
LIST = "Letterboxd list export v7\nDate,Name,Tags,URL\n\nPosition,Name,Year,URL,Description\n1,Salt Road,1999,,\n"
EXPORT = {
    "profile.csv": "Date Joined,Username\n2020-01-01,ana\n",
    "ratings.csv": RATINGS,
    "diary.csv": DIARY,
    "reviews.csv": REVIEWS,
    "watchlist.csv": WATCHLIST,
    "watched.csv": NAMES,
    "deleted/diary.csv": DIARY,
    "lists/goats.csv": LIST,
}


def packed(files: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


async def bring(club: Club, name: str, data: str | bytes, **options: bool) -> simcord.ResponseMessage:
    sent = data.encode() if isinstance(data, str) else data
    return await club.run("import-ratings", file=(name, sent), **options)


def as_it_is(club: Club, shown: simcord.ResponseMessage) -> discord.Message:
    """Return a message of the bot's as Ana sees it by now."""
    return next(message for message in club.channel.history(viewer=club.ana) if message.id == shown.id)


async def kept(club: Club, table: str, columns: str) -> list[tuple[object, ...]]:
    select = f"SELECT {columns} FROM {table} WHERE guild_id = ? AND member_id = ? ORDER BY 1, 2"
    values = (club.server.id, club.ana.id)
    return await club.bot.database.read(lambda connection: connection.execute(select, values).fetchall())


async def press(club: Club, shown: simcord.ResponseMessage, label: str) -> str:
    await club.ana.click(shown.message, label=label)
    return text_of(as_it_is(club, shown))


async def test_a_letterboxd_zip_is_shown_imported_and_undone(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="5")
    before = await kept(reviewed, "ratings", "film_id, score, rated_at")
    shown = await bring(reviewed, "letterboxd-ana.zip", packed(EXPORT))
    assert shown.ephemeral
    assert text_of(shown) == (
        "## Your Letterboxd export\n-# letterboxd-ana.zip · 12 rows\n"
        "**Ratings:** 1 new · 1 rated differently here\n"
        "- Salt Road (1999): ★★★★★ here, ★★★ in the file\n"
        "-# *Import* keeps your ratings here; *Import and overwrite 1* takes those of the file.\n"
        "**Diary:** 2 entries · 1 rewatch\n"
        "**Watchlist:** 1 film\n"
        "**Reviews:** 1 of your own\n"
        "-# Your reviews stay out unless you choose them below; members here could then read them.\n"
        "-# 1 film only marked as watched, with neither a rating nor a day, so there is nothing to keep.\n"
        "**Left out:** 2 deleted entries, 1 film of a list\n"
        "**Not found here:** “Never Heard Of It (1980)”\n"
        "**Could not be read:** 1 row\n"
        "-# Line 5: “11” is no rating from 0.5 to 5 in half stars\n"
        "-# Nothing is written until you press Import, and then *Undo import* takes it back."
    )
    assert list(buttons_of(shown)) == ["Import", "Import and overwrite 1", "What is left out", "Cancel"]
    assert await kept(reviewed, "ratings", "film_id, score, rated_at") == before
    assert await press(reviewed, shown, "Import") == (
        "## Imported from Letterboxd\n1 new rating, 2 diary entries, 1 film on your watchlist.\n"
        "-# 1 rating of yours stayed as before.\n"
        "-# For 30 days, *Undo import* takes all of this back; what you change meanwhile stays."
    )
    assert await kept(reviewed, "ratings", "film_id, score, rated_at") == [(1, 9, "2024-01-02T12:00:00Z"), *before]
    assert await kept(reviewed, "watches", "watched_on, film_id, rewatch") == [
        ("2023-05-01", 1, 0),
        ("2024-01-01", 1, 1),
    ]
    assert await kept(reviewed, "watchlist", "film_id, 0") == [(3, 0)]
    assert await kept(reviewed, "reviews", "film_id, text") == []
    assert await press(reviewed, shown, "Undo import") == (
        "Undone: 1 rating taken out, 2 diary entries taken out, 1 film off your watchlist."
    )
    assert await kept(reviewed, "ratings", "film_id, score, rated_at") == before
    assert not enabled_controls(as_it_is(reviewed, shown))


async def test_ratings_are_written_over_on_the_member_s_word_and_come_back(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="5")
    before = await kept(reviewed, "ratings", "film_id, score, rated_at")
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    assert "1 new rating, 1 rating written over." in await press(reviewed, shown, "Import and overwrite 1")
    assert await kept(reviewed, "ratings", "film_id, score") == [(1, 9), (2, 6)]
    assert "1 rating taken out, 1 rating as before" in await press(reviewed, shown, "Undo import")
    assert await kept(reviewed, "ratings", "film_id, score, rated_at") == before


async def test_parts_are_chosen_and_reviews_become_the_member_s_own(reviewed: Club) -> None:
    shown = await bring(reviewed, "letterboxd-ana.zip", packed(EXPORT))
    assert list(options_of(shown)) == ["Ratings", "Diary", "Watchlist", "Reviews, as your own in this server"]
    await reviewed.ana.select(shown.message, ["reviews"])
    assert "Your reviews stay out" not in text_of(as_it_is(reviewed, shown))
    assert "1 review." in await press(reviewed, shown, "Import")
    assert await kept(reviewed, "ratings", "film_id, score") == []
    assert await kept(reviewed, "reviews", "film_id, text") == [(1, 'It folds, and folds.\n\nThen it "burns".')]
    listed = text_of(await reviewed.run("reviews", title="The Paper Lighthouse", private=True))
    assert "and folds" in listed
    assert "1 review taken out" in await press(reviewed, shown, "Undo import")
    assert await kept(reviewed, "reviews", "film_id, text") == []


async def test_an_unclear_title_is_asked_about_and_may_be_skipped(club: Club) -> None:
    text = (
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2024-01-02,Solaris,,,4\n2024-01-02,Solaris,,,5\n2024-01-02,The Killers,1946,,3\n"
    )
    shown = await bring(club, "ratings.csv", text)
    assert "**“Solaris, without a year” may be several films.** Choose one, or skip it.\n-# 2 titles" in text_of(shown)
    options = options_of(shown)
    assert list(options) == ["Solaris (1972)", "Solaris (2002)"]
    await club.ana.select(shown.message, [options["Solaris (2002)"]])
    assert "**Ratings:** 1 new" in text_of(as_it_is(club, shown))
    assert "“The Killers (1946)” may be several films" in text_of(as_it_is(club, shown))
    screen = await press(club, shown, "Skip this title")
    assert "may be several films" not in screen
    assert "**Not found here:** “The Killers (1946)”" in screen
    listed = answer(await club.ana.click(shown.message, label="What is left out"))
    assert listed.ephemeral
    [file] = listed.attachments
    assert file.filename == "left-out.txt"
    assert (await file.read()).decode() == "ratings.csv:4: The Killers (1946): skipped: several films could be meant\n"
    assert "1 new rating." in await press(club, shown, "Import")
    [(film_id, score)] = await kept(club, "ratings", "film_id, score")
    assert (film_id, score) == (int(options["Solaris (2002)"]), 10)


async def test_an_import_is_undone_after_a_restart_and_its_preview_is_not_pressed_any_more(reviewed: Club) -> None:
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    done = await bring(reviewed, "diary.csv", DIARY)
    await reviewed.ana.click(done.message, label="Import")
    await reviewed.restart()
    stale = answer(await reviewed.ana.click(shown.message, label="Import"))
    assert stale.ephemeral
    assert "Run the command again" in text_of(stale)
    assert "2 diary entries taken out" in await press(reviewed, done, "Undo import")
    assert await kept(reviewed, "watches", "film_id, watched_on") == []


async def test_a_second_preview_takes_the_place_of_the_first(reviewed: Club) -> None:
    first = await bring(reviewed, "ratings.csv", RATINGS)
    await bring(reviewed, "ratings.csv", RATINGS)
    stale = answer(await reviewed.ana.click(first.message, label="Import"))
    assert "Run the command again" in text_of(stale)
    assert await kept(reviewed, "ratings", "film_id, score") == []


async def test_an_import_that_changes_nothing_by_now_says_so(reviewed: Club) -> None:
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    await reviewed.run("rate", title="Salt Road", score="3")
    await reviewed.run("rate", title="The Paper Lighthouse", score="1")
    screen = await press(reviewed, shown, "Import")
    assert screen == "There was nothing left to import.\n-# 1 rating of yours stayed as before."
    assert await kept(reviewed, "ratings", "film_id, score") == [(1, 2), (2, 6)]
    again = await bring(reviewed, "ratings.csv", RATINGS)
    assert buttons_of(again)["Import"]["disabled"]


async def test_cancelling_writes_nothing(reviewed: Club) -> None:
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    assert await press(reviewed, shown, "Cancel") == "Nothing was imported."
    assert await kept(reviewed, "ratings", "film_id, score") == []


async def test_nobody_else_imports_or_undoes(reviewed: Club) -> None:
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    for label, why in (("Import", "This import is another member’s."), ("Undo import", "Only the member who imported")):
        # Were it shown to him.
        reviewed.world.backend.get_message(reviewed.channel.id, shown.id).flags &= ~EPHEMERAL
        refused = answer(await reviewed.ben.click(shown.message, label=label))
        assert refused.ephemeral
        assert why in text_of(refused)
        if label == "Import":
            await reviewed.ana.click(shown.message, label="Import")
    assert await kept(reviewed, "ratings", "film_id, score") == [(1, 9), (2, 6)]


IMDB = (
    "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,"
    "Directors\r\n"
    "tt0050634,10,4/18/2024,Летят журавли,https://x/,movie,8.3,97,1957,Drama,1,1957-10-12,Mikhail Kalatozov\r\n"
    "tt0000002,7,4/18/2024,Pilot,https://x/,tvEpisode,8.3,97,1990,Drama,1,1990-10-12,A\r\n"
    "tt0000003,7,2024-04-18,Amélie,https://x/,movie,8.3,97,2001,Drama,1,2001-10-12,B\r\n"
).replace("Летят журавли", "Quand passent les cigognes à Paris")


async def test_an_imdb_export_in_windows_1252_finds_films_by_id_and_leaves_television_out(club: Club) -> None:
    shown = await bring(club, "ratings.csv", IMDB.encode("cp1252"))
    assert "## Your IMDb export" in text_of(shown)
    assert "**Left out:** 1 TV episode" in text_of(shown)
    assert "**Not found here:** “Amélie (2001)”" in text_of(shown)
    await press(club, shown, "Import")
    assert await kept(club, "ratings", "score, rated_at") == [(10, "2024-04-18T12:00:00Z")]
    asked_for = text_of(await bring(club, "ratings.csv", IMDB, television=True))
    assert "“Pilot (1990)”, “Amélie (2001)”" in asked_for


async def test_a_trakt_export_and_points(club: Club) -> None:
    await club.run("rate", title="The Cranes Are Flying", score="4")
    await club.bot.club_settings.set("scale", "points", guild_id=club.server.id, member_id=club.admin.id)
    film = {"title": "The Cranes Are Flying", "year": 1957, "ids": {"imdb": "tt0050634"}}
    item = {"rated_at": "2014-09-01T09:10:11.000Z", "rating": 9, "type": "movie", "movie": film}
    shown = await bring(club, "ratings-movies.json", json.dumps([item]))
    assert "- The Cranes Are Flying (1957): 8/10 here, 9/10 in the file" in text_of(shown)
    assert buttons_of(shown)["Import"]["disabled"]


async def test_another_server_s_films_and_ratings_are_not_touched(reviewed: Club) -> None:
    other = reviewed.world.create_guild("Elsewhere")
    await reviewed.load(make_film("Never Heard Of It", 1980), guild_id=other.id)
    shown = await bring(reviewed, "ratings.csv", RATINGS)
    assert "**Not found here:** “Never Heard Of It (1980)”" in text_of(shown)
    await press(reviewed, shown, "Import")
    select = "SELECT DISTINCT guild_id FROM ratings"
    guilds = await reviewed.bot.database.read(lambda connection: connection.execute(select).fetchall())
    assert guilds == [(reviewed.server.id,)]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("ratings.csv", b"<!DOCTYPE html><html><table><tr><td>Heat</td></tr></table></html>", "is a web page"),
        ("ratings.csv", b"", "is empty"),
        ("@everyone.csv", b"\x89PNG\r\n", "is a picture"),
        ("ratings.csv", b"Date,Name,Year,Letterboxd URI,Rating\n", "nothing in ratings.csv but headings"),
        ("ratings.csv", b"userId,movieId,rating,timestamp\n1,6,4,964982703\n2,6,4,964982703\n", "several people"),
        ("bomb.zip", packed({"ratings.csv": RATINGS + "x" * 70 * 2**20}), "unpacks to more than"),
    ],
)
async def test_what_is_no_export_is_refused_in_private(reviewed: Club, name: str, data: bytes, why: str) -> None:
    told = await bring(reviewed, name, data)
    assert told.ephemeral
    assert why in text_of(told)
    assert "@everyone" not in text_of(told)


async def test_hostile_titles_are_shown_as_they_are_and_within_discord_s_limits(reviewed: Club) -> None:
    rows = "".join(
        f'2024-01-02,"@everyone **{mark * 280}** {number}",1999,,4\n' for number, mark in enumerate("|*_`#[<é")
    )
    shown = await bring(reviewed, "ratings" + "|" * 100 + ".csv", "Date,Name,Year,Letterboxd URI,Rating\n" + rows)
    parts(shown)
    assert "@everyone" not in text_of(shown)
    assert "8 rows, such as" in text_of(shown)


async def test_ratings_are_imported_in_servers_that_have_added_the_bot(reviewed: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await reviewed.ana.user.slash("import-ratings", file=("ratings.csv", RATINGS.encode()))
    with reviewed.foreign_server(reviewed.ana):
        told = await bring(reviewed, "ratings.csv", RATINGS)
    assert text_of(told) == "Films are rated in servers that have added me."
