"""`/catalogue load`, `/catalogue undo` and `/catalogue loads`."""

import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

import discord
import pytest
import simcord

from bot.attachments import Attachments, Kept
from bot.catalogue.exports import export_films
from bot.catalogue.loading.loads import FileCounts, begin_load, note_file
from bot.catalogue.loading.preview import Preview
from bot.catalogue.loading.rehearsal import rehearse
from bot.catalogue.searching import fulltext
from bot.connection import check, open_reader, open_writer
from tests.catalogues import SALT
from tests.simulated import Club, answer, buttons_of, callbacks, enabled_controls, text_of

File = tuple[str, bytes]

KELP = {
    "title": "The Kelp Cathedral",
    "year": 1974,
    "directors": ["Ida Ek"],
    "reviews": [{"reviewer": "The Usher", "text": "Wet."}],
}
LANTERN = {"title": "Lantern Weather", "year": 2003, "synopsis": "It rains lanterns."}


def lines(*records: Mapping[str, Any]) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


FILMS: File = ("films.jsonl", lines(KELP, LANTERN))


async def send(club: Club, *files: File, member: simcord.MemberActor | None = None) -> simcord.ResponseMessage:
    named = dict(zip(("file", "file2", "file3", "file4", "file5"), files, strict=False))
    return await club.run_as(member or club.admin, "catalogue load", **named)


def as_it_is(club: Club, shown: simcord.ResponseMessage, member: simcord.MemberActor | None = None) -> discord.Message:
    return next(each for each in club.channel.history(viewer=member or club.admin) if each.id == shown.id)


async def press(club: Club, shown: simcord.ResponseMessage, label: str) -> str:
    await club.admin.click(shown.message, label=label)
    return text_of(as_it_is(club, shown))


async def load(club: Club, *files: File) -> simcord.ResponseMessage:
    shown = await send(club, *files)
    assert "## Loaded" in await press(club, shown, "Load")
    return shown


def exported(club: Club, guild_id: int | None = None) -> bytes:
    stream = io.BytesIO()
    with closing(open_reader(club.bot.database_path)) as connection:
        export_films(connection, stream, guild_id=club.server.id if guild_id is None else guild_id)
    return stream.getvalue()


def left_behind(club: Club) -> list[str]:
    folder = club.bot.database_path.with_name(club.bot.database_path.name + ".attachments")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def sound(club: Club) -> None:
    with closing(open_writer(club.bot.database_path)) as connection:
        assert check(connection) == []
        assert fulltext.check(connection) == []


async def test_a_file_is_shown_loaded_and_undone(club: Club) -> None:
    before = exported(club)
    shown = await send(club, FILMS)
    assert shown.ephemeral
    assert text_of(shown) == (
        "## Films for this server\n-# films.jsonl · JSON\n"
        "**Films:** 2 new · 0 updated · 0 unchanged\n**Reviews:** 1 new\n**Ambiguous:** 0 · **Rejected:** 0\n\n"
        "**The films**\n- The Kelp Cathedral (1974) · Ida Ek\n- Lantern Weather (2003)\n\n"
        "-# Nothing is written until you press Load, and then *Undo* takes it back."
    )
    assert list(buttons_of(shown)) == ["Load", "Cancel"]
    assert shown.attachments == []
    assert exported(club) == before
    said = await press(club, shown, "Load")
    assert said == (
        "## Loaded\n-# Load 2, in less than a second\n"
        "**Films:** 2 new · 0 updated · 0 unchanged\n**Reviews:** 1 new\n"
        "-# The films can be looked up now. *Undo* takes them back, and so does `/catalogue undo`."
    )
    assert left_behind(club) == []
    assert "## The Kelp Cathedral (1974)" in text_of(await club.run("film", title="kelp cathedrl"))
    asked = answer(await club.admin.click(as_it_is(club, shown), label="Undo"))
    assert "**What goes:** 2 films that it brought, 1 review" in text_of(asked)
    assert "Load 2 is taken back: 2 films and 1 review gone" in await press(club, asked, "Take it back")
    assert exported(club) == before
    sound(club)


async def test_what_is_loaded_is_this_server_s_alone(club: Club) -> None:
    shared = exported(club, 0)
    await load(club, FILMS)
    assert exported(club, 0) == shared
    assert len(exported(club).splitlines()) == 2
    elsewhere = answer(await club.ana.user.slash("film", title="The Kelp Cathedral"))
    assert "No film like" in text_of(elsewhere)


class Watched(Attachments):
    """Notes what was answered when it is asked to read."""

    def __init__(self, club: Club, **options: float) -> None:
        super().__init__(club.bot.database_path, **options)
        self.answered: list[int] = []
        self._world = club.world

    async def preview(self, attachments: Sequence[discord.Attachment], *, guild_id: int) -> tuple[Preview, Kept]:
        self.answered = callbacks(self._world)
        return await super().preview(attachments, guild_id=guild_id)


async def test_a_member_is_answered_before_a_file_is_read(club: Club) -> None:
    club.bot.attachments = watched = Watched(club)
    await send(club, FILMS)
    assert watched.answered == [discord.InteractionResponseType.deferred_channel_message.value]


async def test_reading_that_takes_too_long_is_killed_and_told(club: Club) -> None:
    club.bot.attachments = Watched(club, reading_seconds=0.05)
    told = await send(club, FILMS)
    assert text_of(told) == "I stopped reading after 0.05 seconds. Please send that in smaller files."
    assert left_behind(club) == []


async def test_what_is_rejected_and_odd_comes_as_a_file_by_line(club: Club) -> None:
    twins = [{"title": "Twin", "directors": ["Ida Ek"]}, {"title": "Twin", "directors": ["Olu Ade"]}]
    shown = await send(club, ("films.jsonl", lines(KELP, {"year": 1999}, {**LANTERN, "score": 11}, *twins) + b"{bro"))
    assert "**Films:** 4 new" in text_of(shown)
    assert "**Ambiguous:** 1 · **Rejected:** 2\n-# What is ambiguous is taken as new" in text_of(shown)
    assert "\n- films.jsonl:2: no title\n- films.jsonl:6: " in text_of(shown)
    assert "\n\n**3 of them**\n- The Kelp Cathedral (1974) · Ida Ek\n" in text_of(shown)
    [file] = shown.attachments
    assert file.filename == "rejects.txt"
    listed = (await file.read()).decode().splitlines()
    assert listed[0] == "films.jsonl:2: no title"
    assert listed[1].startswith("films.jsonl:6: ")
    assert listed[2:4] == ["", "Taken, but odd:"]
    assert any("another director" in line for line in listed[4:])
    said = await press(club, shown, "Load")
    assert "**Films:** 4 new" in said
    assert "**Ambiguous:** 1\n-# `/catalogue duplicates` shows which films may be one." in said
    assert "**Rejected:** 2\n-# `rejects.txt` says by line what is not here" in said
    [kept] = as_it_is(club, shown).attachments
    assert (await kept.read()).decode().splitlines() == listed


async def test_a_load_updates_and_leaves_what_is_the_same(club: Club) -> None:
    await load(club, FILMS)
    before = exported(club)
    shown = await send(club, ("films.jsonl", lines(KELP, {**LANTERN, "runtime_minutes": 90})))
    assert "**Films:** 0 new · 1 updated · 1 unchanged\n**Reviews:** 0 new" in text_of(shown)
    await press(club, shown, "Load")
    asked = await club.run_as(club.admin, "catalogue undo")
    assert "**As they were before:** 1 film" in text_of(asked)
    await press(club, asked, "Take it back")
    assert exported(club) == before
    same = await send(club, FILMS)
    assert text_of(same).endswith("\n\nThere is nothing in it that this server does not have.")
    assert list(buttons_of(same)) == left_behind(club) == []


async def test_a_list_of_titles_leaves_shared_films_as_they_are(club: Club) -> None:
    before = text_of(await club.run("film", title="Solaris (1972)"))
    shown = await send(club, ("list.csv", b"title,year,directer\nSolaris,1972,\nHeat,1995,\n"))
    assert "**Films:** 1 new · 0 updated · 1 unchanged" in text_of(shown)
    assert "\n- list.csv: unknown field passed over: “directer” (did you mean “directors”?)" in text_of(shown)
    await press(club, shown, "Load")
    assert text_of(await club.run("film", title="Solaris (1972)")) == before
    assert [json.loads(line)["title"] for line in exported(club).splitlines()] == ["Heat"]


async def test_what_a_list_says_more_of_shared_films_goes_into_copies(club: Club) -> None:
    before = exported(club)
    await club.run("rate", title="Solaris (1972)", score="4")
    shown = await send(club, ("list.csv", b"title,year,tagline\nSolaris,1972,Ours alone.\nHeat,1995,\n"))
    assert "**Films:** 1 new · 1 updated · 0 unchanged\n-# 1 shared film gets a copy of this server’s own." in text_of(
        shown
    )
    said = await press(club, shown, "Load")
    assert "**Films:** 1 new · 1 updated · 0 unchanged\n-# 1 shared film got a copy of this server’s own." in said
    card = text_of(await club.run("film", title="Solaris (1972)"))
    assert "Ours alone." in card
    assert "Andrei Tarkovsky" in card
    assert "Before, you gave it ★★★★" in text_of(await club.run("rate", title="Solaris (1972)", score="5"))
    elsewhere = text_of(answer(await club.ana.user.slash("film", title="Solaris (1972)")))
    assert "Ours alone." not in elsewhere
    again = await send(club, ("list.csv", b"title,year,tagline\nSolaris,1972,Ours alone.\nHeat,1995,\n"))
    assert "nothing in it that this server does not have" in text_of(again)
    asked = await club.run_as(club.admin, "catalogue undo")
    assert "**What goes:** 1 film that it brought\n**As they were before:** 1 film" in text_of(asked)
    assert "out of sight" not in text_of(asked)
    await press(club, asked, "Take it back")
    assert exported(club) == before
    assert "Before, you gave it ★★★★★" in text_of(await club.run("rate", title="Solaris (1972)", score="3"))
    sound(club)


async def test_a_title_without_a_year_names_the_film_that_it_may_be(club: Club) -> None:
    rows = ("list.csv", b"title,year\nKelp,\nSolaris,\nKelp Road,\n")
    await load(club, ("kelp.csv", b"title,year\nKelp,1974\n"))
    shown = await send(club, rows)
    assert "**Films:** 3 new" in text_of(shown)
    assert "**Ambiguous:** 2 · **Rejected:** 0" in text_of(shown)
    [listed] = shown.attachments
    told = (await listed.read()).decode()
    assert "list.csv:2: Kelp: no year; Kelp (1974) is here; a new one was made" in told
    assert "list.csv:3: Solaris: no year; 2 films of that title are here; a new one was made" in told
    await press(club, shown, "Load")
    assert "nothing in it that this server does not have" in text_of(await send(club, rows))


async def test_progress_is_drawn_and_members_are_answered_meanwhile(club: Club) -> None:
    films = [{"title": f"Dust Path {number}", "year": 1911} for number in range(1_500)]
    shown = await send(club, ("films.jsonl", lines(*films)))
    assert text_of(shown).count("\n- Dust Path ") == 3
    before = len(club.world.http_requests)
    assert "**Films:** 1,500 new" in await press(club, shown, "Load")
    drawn = [json.dumps(request.json) for request in club.world.http_requests[before:]]
    assert any("## Loading" in each and "0 of 1,500 films" in each for each in drawn)
    assert any("## Loading" in each and " 0 of 1,500 films" not in each for each in drawn)


async def test_a_load_that_stops_in_the_middle_says_what_is_there(club: Club) -> None:
    club.faults_expected = True
    before = exported(club)
    films = [{"title": f"Dust Path {number}", "year": 1911} for number in range(150)]
    shown = await send(club, ("films.jsonl", lines(*films, {"title": "Poison"})))
    await club.bot.database.write(
        lambda connection: connection.execute(
            "CREATE TRIGGER poison BEFORE INSERT ON films WHEN new.title = 'Poison' "
            "BEGIN SELECT RAISE(ABORT, 'poisoned'); END"
        )
    )
    said = await press(club, shown, "Load")
    assert said.startswith("## Stopped in the middle\nOf load 2 this is here: 100 new, 0 updated, 0 reviews.")
    assert "Something went wrong on my side" in text_of(club.channel.history(viewer=club.admin)[-1])
    assert left_behind(club) == []
    listed = text_of(await club.run_as(club.admin, "catalogue loads"))
    assert "**Unfinished**" in listed
    asked = await club.run_as(club.admin, "catalogue undo")
    await press(club, asked, "Take it back")
    assert exported(club) == before


async def test_five_files_of_several_formats_are_one_load(club: Club) -> None:
    files: Sequence[File] = (
        ("a.csv", b"YEAR;Directors;Title\n1999;Ida Ek|Bo Li;First\n"),
        ("b.tsv", b"title\tyear\nSecond\t2000\n"),
        ("c.json", json.dumps([KELP]).encode()),
        ("d.zip", packed({"in/e.jsonl": lines(LANTERN), "in/readme.md": b"# Mine"})),
        ("../../etc/passwd", lines({"title": "Outside", "year": 1970})),
    )
    shown = await send(club, *files)
    assert "-# a.csv · CSV\n-# b.tsv · CSV\n-# c.json · JSON\n-# d.zip:in/e.jsonl · JSON\n" in text_of(shown)
    assert "**Films:** 5 new" in text_of(shown)
    await press(club, shown, "Load")
    listed = await club.run_as(club.admin, "catalogue loads")
    assert "a.csv and 4 more\n-# <t:" in text_of(listed)
    assert f"by <@{club.admin.id}>\n-# 5 new, 0 updated, 1 review" in text_of(listed)
    asked = await club.run_as(club.admin, "catalogue undo")
    await press(club, asked, "Take it back")
    assert exported(club) == b""


async def test_tables_that_belong_together_are_joined_across_attachments(club: Club) -> None:
    movies = b"movieId,title,genres\n1,Kelp Cathedral (1974),Drama|War\n2,Lantern Weather (2003),(no genres listed)\n"
    links = b"movieId,imdbId,tmdbId\n1,0000011,21\n2,0000012,\n"
    shown = await send(club, ("movies.csv", movies), ("links.csv", links))
    assert "-# movies.csv · MovieLens\n-# links.csv · MovieLens\n**Films:** 2 new" in text_of(shown)
    await press(club, shown, "Load")
    ids = [json.loads(line)["ids"] for line in exported(club).splitlines()]
    assert ids == [
        {"imdb": "tt0000011", "tmdb": "21", "movielens": "1"},
        {"imdb": "tt0000012", "movielens": "2"},
    ]


async def test_members_ratings_of_what_is_undone_come_back_with_the_film(club: Club) -> None:
    before = exported(club)
    await load(club, FILMS)
    await club.run("rate", title="Lantern Weather", score="4")
    asked = await club.run_as(club.admin, "catalogue undo")
    assert "members have done something with 1 of the films" in text_of(asked)
    await press(club, asked, "Take it back")
    assert exported(club) == before
    await load(club, FILMS)
    assert "Before, you gave it ★★★★" in text_of(await club.run("rate", title="Lantern Weather", score="5"))
    sound(club)


async def test_cancelling_loads_nothing_and_keeps_nothing(club: Club) -> None:
    shown = await send(club, FILMS)
    assert left_behind(club) != []
    assert await press(club, shown, "Cancel") == "Nothing was loaded."
    assert left_behind(club) == []
    assert exported(club) == b""


async def test_a_preview_that_nobody_decides_on_is_over_and_keeps_nothing(club: Club) -> None:
    shown = await send(club, FILMS)
    await club.pass_time(700)
    assert "This preview is over" in text_of(as_it_is(club, shown))
    assert not enabled_controls(as_it_is(club, shown))
    assert left_behind(club) == []


async def test_a_second_preview_takes_the_place_of_the_first(club: Club) -> None:
    first = await send(club, FILMS)
    await send(club, FILMS)
    assert len(left_behind(club)) == 1
    replaced = as_it_is(club, first)
    assert "Your newer preview has replaced this one" in text_of(replaced)
    assert not enabled_controls(replaced)
    assert exported(club) == b""


async def test_the_undo_button_outlives_a_restart_and_a_preview_does_not(club: Club) -> None:
    done = await load(club, FILMS)
    shown = await send(club, ("more.jsonl", lines({"title": "More"})))
    await club.restart()
    assert left_behind(club) == []
    assert "Run the command again" in text_of(answer(await club.admin.click(shown.message, label="Load")))
    asked = answer(await club.admin.click(as_it_is(club, done), label="Undo"))
    assert "Load 2 is taken back" in await press(club, asked, "Take it back")
    again = answer(await club.admin.click(as_it_is(club, done), label="Undo"))
    assert "Load 2 was taken back already" in text_of(again)


async def test_the_same_file_from_two_admins_says_what_changed_meanwhile(club: Club) -> None:
    role = club.server.create_role("Ushers", permissions=discord.Permissions(manage_guild=True))
    other = club.server.add_member(club.world.create_user("other"), roles=[role])
    first = await send(club, FILMS)
    second = await send(club, FILMS, member=other)
    await press(club, first, "Load")
    before = exported(club)
    await other.click(second.message, label="Load")
    said = text_of(as_it_is(club, second, other))
    assert "**Films:** 0 new · 0 updated · 2 unchanged" in said
    assert "The films changed between the preview and the load: the preview said 2 new, 0 updated, 1 review." in said
    assert exported(club) == before
    sound(club)


async def test_loads_are_listed_by_number_and_a_named_one_is_undone(club: Club) -> None:
    await load(club, FILMS)
    await load(club, ("other.csv", b"title,year\nThird,1980\n"))
    choices = await club.admin.autocomplete(club.channel, "catalogue undo", "load", "films")
    assert [choice["value"].split(" (")[0] for choice in choices] == ["2: films.jsonl"]
    everything = await club.admin.autocomplete(club.channel, "catalogue undo", "load", "")
    assert [choice["value"].split(" (")[0] for choice in everything] == ["3: other.csv", "2: films.jsonl"]
    assert await club.admin.autocomplete(club.channel, "catalogue undo", "load", "goat") == []
    asked = await club.run_as(club.admin, "catalogue undo", load=choices[0]["value"])
    await press(club, asked, "Take it back")
    listed = text_of(await club.run_as(club.admin, "catalogue loads"))
    assert listed.index("**3** · other.csv") < listed.index("**2** · films.jsonl")
    assert listed.count("**Taken back**") == 1
    assert "Third" in exported(club).decode()


@pytest.mark.parametrize(
    ("named", "why"),
    [("1", "There is no load 1."), ("99", "There is no load 99."), ("films", "by its number"), ("9" * 18, "no load")],
)
async def test_only_this_server_s_loads_are_undone(club: Club, named: str, why: str) -> None:
    told = await club.run_as(club.admin, "catalogue undo", load=named)
    assert told.ephemeral
    assert why in text_of(told)


async def test_another_server_s_undo_button_takes_nothing_back(club: Club) -> None:
    done = await load(club, FILMS)
    before = exported(club)
    other = club.world.create_guild("Elsewhere")
    role = other.create_role("Projectionists", permissions=discord.Permissions(manage_guild=True))
    admin, channel = other.add_member(club.admin.user, roles=[role]), other.create_text_channel("films")
    told = answer(await admin.slash(channel, "catalogue undo", load="2"))
    assert "There is no load 2." in text_of(told)
    assert "no load to undo" in text_of(answer(await admin.slash(channel, "catalogue undo")))
    assert "Nothing was loaded" in text_of(answer(await admin.slash(channel, "catalogue loads")))
    assert exported(club) == before
    assert "Undo" in buttons_of(as_it_is(club, done))


async def test_who_is_forgotten_and_the_owner_are_told_apart(club: Club) -> None:
    await load(club, FILMS)
    await club.load(SALT, guild_id=club.server.id)
    await club.bot.database.write(
        lambda connection: connection.execute("UPDATE loads SET loaded_by = 0 WHERE loaded_by IS NOT NULL")
    )
    listed = text_of(await club.run_as(club.admin, "catalogue loads"))
    assert "by a member who is forgotten" in listed
    assert "by whoever runs this bot" in listed


def note_nine_loads(connection: sqlite3.Connection, guild_id: int) -> None:
    for number in range(9):
        load_id = begin_load(connection, guild_id=guild_id, loaded_by=None)
        note_file(connection, load_id, FileCounts(f"films {number}", "csv", 1, 0, 0, 0, 0), finished=False)


async def test_a_load_is_offered_by_its_exact_number_first(club: Club) -> None:
    for _ in range(2):
        await club.bot.database.write(lambda connection: note_nine_loads(connection, club.server.id))
    offered = await club.admin.autocomplete(club.channel, "catalogue undo", "load", "2")
    numbers = [int(choice["value"].partition(":")[0]) for choice in offered]
    assert numbers[0] == 2
    assert set(numbers) == {2, 4, 13}, "films 2 among them"


async def test_what_stands_in_the_way_of_an_undo_is_named_with_its_file(club: Club) -> None:
    await load(club, FILMS)
    await load(club, ("later.jsonl", lines({**LANTERN, "runtime_minutes": 90})))
    told = text_of(await club.run_as(club.admin, "catalogue undo", load="2"))
    assert "Load 2, films.jsonl, cannot be taken back before load 3, later.jsonl, which changed some" in told


async def test_who_loads_while_another_does_waits_and_keeps_the_preview(club: Club) -> None:
    shown = await send(club, FILMS)
    with club.bot.loads.alone(club.server.id):  # as for another admin's load of the same file
        told = answer(await club.admin.click(shown.message, label="Load"))
        assert text_of(told).startswith("This server’s films are being loaded or taken back right now.")
    assert exported(club) == b""
    assert "**Films:** 2 new" in await press(club, shown, "Load")
    sound(club)


async def test_many_loads_are_pages(club: Club) -> None:
    await club.bot.database.write(lambda connection: note_nine_loads(connection, club.server.id))
    listed = await club.run_as(club.admin, "catalogue loads")
    assert text_of(listed).count("**Unfinished**") == 8
    await club.admin.click(listed.message, label="Next")
    assert "films 0" in text_of(as_it_is(club, listed))


REFUSED: Mapping[str, tuple[File, str]] = {
    "empty": (("films.csv", b""), "file is empty"),
    "a picture": (("films.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "not recognised as film records"),
    "a document": (("films.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n"), "not recognised as film records"),
    "a program": (("films.exe", b"MZ\x90\x00\x03" + bytes(300)), "not recognised as film records"),
    "a zip in a zip": (("films.zip", packed({"in.zip": packed({"films.jsonl": lines(KELP)})})), "an archive inside"),
    "a damaged zip": (("films.zip", packed({"films.jsonl": lines(KELP)})[:40]), "damaged"),
    "no headings": (("films.csv", b"The Kelp Cathedral,1974\nLantern Weather,2003\n"), "no heading “title”"),
    "headings alone": (("films.csv", b"title,year\n"), ""),
    "notes": (("films.txt", b"Films we liked:\nHeat, and the one with the goat.\n"), "rating line"),
    "other headings": (("films.csv", "tytuł,rok\nStalker,1979\n".encode()), "title"),
    "additions alone": (
        (
            "tmdb_5000_credits.csv",
            b'movie_id,title,cast,crew\n7,Heat,[],"[{""job"": ""Director"", ""name"": ""A B""}]"\n',
        ),
        "not in the catalogue",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
async def test_what_holds_no_films_is_told_with_its_reason(club: Club, kind: str) -> None:
    file, why = REFUSED[kind]
    shown = await send(club, file)
    assert shown.ephemeral
    said = text_of(shown)
    assert "\nI could read no film in it." in said
    if why:
        [listed] = shown.attachments
        assert why in (await listed.read()).decode()
        assert f"\n- {file[0]}:" in said.replace("\\", "")
    assert list(buttons_of(shown)) == left_behind(club) == []
    assert exported(club) == b""


async def test_a_picture_called_csv_is_no_film(club: Club) -> None:
    shown = await send(club, ("films.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9))
    assert "I could read no film in it." in text_of(shown)
    assert "- films.csv:1: no heading “title”" in text_of(shown)
    assert "Load" not in buttons_of(shown)


async def test_headings_encodings_and_formulas_are_taken_as_they_are_and_shown_inert(club: Club) -> None:
    rows = (
        "DIRECTORS,title\nJean-Pierre Jeunet,Amélie\n".encode()
        + "Zoë,Fée\n".encode("cp1252")
        + b"@everyone,\"=cmd|' /C calc'!A0\"\n"
    )
    shown = await send(club, ("films.csv", rows))
    assert "- Amélie · Jean-Pierre Jeunet\n- Fée · Zoë\n- =cmd\\|' /C calc'!A0 · @\u200beveryone" in text_of(shown)
    await press(club, shown, "Load")
    assert [json.loads(line)["title"] for line in exported(club).splitlines()] == [
        "Amélie",
        "Fée",
        "=cmd|' /C calc'!A0",
    ]


async def test_too_large_a_file_is_refused_before_it_is_read(club: Club) -> None:
    told = await send(club, ("films.csv", bytes(100 * 2**20)))
    assert told.ephemeral
    assert text_of(told) == "films.csv is too large: 25 MB is the most I take."
    assert left_behind(club) == []


async def test_too_much_at_once_is_refused(club: Club) -> None:
    told = await send(club, *[(f"{number}.csv", bytes(18 * 2**20)) for number in range(3)])
    assert text_of(told) == "That is too much at once: 50 MB in all is the most I take."


async def test_what_unpacks_to_too_much_is_cut_off_and_told(club: Club) -> None:
    shown = await send(club, ("films.zip", packed({"films.jsonl": lines(KELP) + b" " * 30 * 2**20})))
    [listed] = shown.attachments
    assert "unpacks to more than 100 times its size" in (await listed.read()).decode()
    assert "**Films:** 1 new" in text_of(shown)


async def test_a_million_rows_are_refused_with_the_limit(club: Club) -> None:
    club.world.settle_timeout = 60  # a hundred thousand of them are read first
    rows = "title,year\nFirst,1999\n" + ",1999\n" * 1_000_000
    told = await send(club, ("films.csv", rows.encode()))
    assert text_of(told) == "That is more than 100,000 rows, the most I take at a time."
    assert left_behind(club) == []


async def test_hostile_names_stay_within_discord_s_limits(club: Club) -> None:
    name = "@everyone **" + "|" * 200 + ".jsonl"
    films = [{"title": f"@everyone {mark * 300}", "directors": ["*" * 200] * 9} for mark in "|*_"]
    shown = await send(club, *[(name, lines(*films)) for _ in range(5)])
    assert "@everyone" not in text_of(shown)
    assert "@everyone" not in await press(club, shown, "Load")
    assert "@everyone" not in text_of(await club.run_as(club.admin, "catalogue loads"))
    assert "@everyone" not in text_of(await club.run_as(club.admin, "catalogue undo"))
    assert await club.admin.autocomplete(club.channel, "catalogue undo", "load", "")


@pytest.mark.parametrize("command", ["catalogue load", "catalogue undo", "catalogue loads"])
async def test_members_are_neither_offered_it_nor_let_through(club: Club, command: str) -> None:
    assert command in club.admin.available_commands(club.channel)
    assert command not in club.ana.available_commands(club.channel)
    group = club.bot.tree.get_command("catalogue")
    assert group is not None
    group.default_permissions = None
    await club.bot.tree.sync()
    options: dict[str, Any] = {"file": FILMS} if command == "catalogue load" else {}
    told = await club.run(command, **options)
    assert text_of(told) == "This is for members with the permission **Manage Server**."


async def test_an_admin_who_is_none_any_more_can_neither_load_nor_undo(club: Club) -> None:
    done = await load(club, FILMS)
    shown = await send(club, ("more.jsonl", lines({"title": "More"})))
    before = exported(club)
    club.world.backend.get_guild(club.server.id).members[club.admin.id].role_ids.clear()
    assert "Manage Server" in text_of(answer(await club.admin.click(shown.message, label="Load")))
    assert "Manage Server" in text_of(answer(await club.admin.click(as_it_is(club, done), label="Undo")))
    assert exported(club) == before


async def test_it_is_refused_where_the_bot_was_not_added(club: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await club.admin.user.slash("catalogue loads")
    with club.foreign_server(club.admin):
        told = await send(club, FILMS)
    assert text_of(told) == "Films are loaded and cared for in servers that have added me."
    assert exported(club) == b""


def kill_a_load(club: Club) -> None:
    """Have another process load 5,000 films into the club's server, and kill it in the middle."""
    path = club.bot.database_path
    folder = path.with_name(path.name + ".attachments") / "killed"
    folder.mkdir(parents=True)
    (folder / "0").write_bytes(lines(*({"title": f"Dust Road {number}", "year": 1911} for number in range(5_000))))
    (folder / "names.json").write_text('["films.jsonl"]')
    rehearse(path, club.server.id, folder)
    command = [sys.executable, "-m", "tests.catalogue.load_apart", str(path), str(club.server.id), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline().strip() == b"100 films"
        loading.kill()
    assert loading.returncode < 0


async def test_a_load_whose_bot_was_killed_is_listed_as_unfinished_and_undone(club: Club) -> None:
    await load(club, FILMS)
    before = exported(club)
    kill_a_load(club)
    assert left_behind(club) == ["killed"]
    sound(club)
    assert len(before.splitlines()) < len(exported(club).splitlines()) < 5_000
    await club.restart()
    assert left_behind(club) == []
    assert "## Dust Road 7 (1911)" in text_of(await club.run("film", title="Dust Road 7 (1911)"))
    listed = text_of(await club.run_as(club.admin, "catalogue loads"))
    assert "**3** · films.jsonl" in listed
    assert listed.count("**Unfinished**") == 1
    asked = await club.run_as(club.admin, "catalogue undo")
    assert "Load 3 is taken back" in await press(club, asked, "Take it back")
    assert exported(club) == before
    sound(club)
