"""`/catalogue edit`, `retire`, `restore`, `alias add|remove|list`, `duplicates`, `gaps`, `export` and `audit`."""

import json
import re
import sqlite3
from datetime import date
from typing import Any

import discord
import pytest
import simcord
from simcord.components import walk_components

from bot.catalogue.film import Film
from bot.club.keeping.server_export import file_name
from tests.catalogues import ENDLESS, SOLARIS
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, buttons_of, options_of, text_of

TEXT_INPUT = 4
LIGHTHOUSE = make_film(synopsis="A keeper folds.", directors=("Ida Ek",), ids={"imdb": "tt1"}, reviews=(make_review(),))
NEARLY = make_film("The Paper Lihgthouse", 1962)


async def admin(club: Club, command: str, **options: Any) -> simcord.ResponseMessage:
    return await club.run_as(club.admin, f"catalogue {command}", **options)


def shown(club: Club, back: int = 1) -> str:
    """Return what the admin was shown last."""
    return text_of(last(club, back))


def last(club: Club, back: int = 1) -> discord.Message:
    return club.channel.history(viewer=club.admin)[-back]


def refreshed(club: Club, answered: simcord.ResponseMessage) -> discord.Message:
    return next(each for each in club.channel.history(viewer=club.admin) if each.id == answered.message.id)


def inputs(form: simcord.InteractionResult) -> dict[str, dict[str, Any]]:
    """Return the fields of a form by their labels."""
    assert form.modal is not None, "no form was opened"
    every = walk_components(form.modal["components"])
    return {part["label"]: part["component"] for part in every if "component" in part}


async def open_form(club: Club, title: str, group: str) -> simcord.InteractionResult:
    editor = await admin(club, "edit", title=title)
    return await club.admin.select(editor.message, [group])


async def send(club: Club, form: simcord.InteractionResult, **typed: str) -> simcord.InteractionResult:
    """Send a form with what stands in it, and something else in the fields that are named by their first word."""
    values = {
        field["custom_id"]: typed.get(label.split()[0].lower(), field.get("value") or "")
        for label, field in inputs(form).items()
    }
    return await club.admin.submit_modal(form, values)


async def edit(club: Club, film: str, group: str, /, **typed: str) -> simcord.ResponseMessage:
    sent = await send(club, await open_form(club, film, group), **typed)
    return sent.followups[-1] if sent.followups else answer(sent)


async def own(club: Club, *films: Film) -> None:
    await club.load(*films, guild_id=club.server.id)


async def test_an_edit_is_made_in_a_form_with_the_old_values_and_taken_back(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    form = await open_form(club, "paper lighthuose", "release")
    assert inputs(form)["Year"]["value"] == "1961"
    told = answer(await send(club, form, year="1962", day="October 12, 1962"))
    assert told.ephemeral
    assert "**The Paper Lighthouse (1961)** is edited." in text_of(told)
    assert "Year: 1961 → 1962" in text_of(told)
    assert "Day of release: *unknown* → 12 October 1962" in text_of(told)
    assert "## The Paper Lighthouse (1962)" in text_of(await club.run("film", title="paper lighthouse"))
    await own(club, LIGHTHOUSE)
    assert "## The Paper Lighthouse (1962)" in text_of(await club.run("film", title="paper lighthouse"))
    await club.admin.click(told.message, label="Undo")
    assert "is taken back" in text_of(refreshed(club, told))
    assert "## The Paper Lighthouse (1961)" in text_of(await club.run("film", title="paper lighthouse"))


async def test_a_new_title_finds_the_film_at_once(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    await edit(club, "paper lighthouse", "names", title="Farol de Papel")
    assert "## Farol de Papel (1961)" in text_of(await club.run("film", title="farol papel"))


async def test_a_bad_value_is_named_and_nothing_typed_is_lost(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    refused = await send(club, await open_form(club, "paper lighthouse", "release"), year="1066", status="Released")
    told = answer(refused)
    assert told.ephemeral
    assert "**Nothing was changed yet.**\n- Year: year not usable: 1066 is not 1870" in text_of(told)
    assert not refused.followups, "what was typed is kept in the form"
    again = await club.admin.click(told.message, label="Go on editing")
    assert inputs(again)["Year"]["value"] == "1066"
    assert inputs(again)["Status"]["value"] == "Released"
    done = answer(await send(club, again, year="1966"))
    assert "Year: 1961 → 1966" in text_of(done)
    assert "Status: *unknown* → Released" in text_of(done)
    unchanged = await send(club, await open_form(club, "paper lighthouse", "texts"))
    assert "Nothing was changed: that is how it is written already." in text_of(answer(unchanged))


async def test_long_values_are_kept_whole(club: Club) -> None:
    await own(club, make_film("Long", synopsis="So it goes. " * 400, cast=ENDLESS.cast, directors=ENDLESS.directors))
    form = await open_form(club, "Long", "texts")
    assert "value" not in inputs(form)["Synopsis"]
    told = await send(club, form, tagline="x" * 4_000)
    assert "Tagline: *unknown* → xxx" in text_of(answer(told))
    film = await club.bot.database.read(lambda connection: connection.execute("SELECT * FROM films").fetchall()[-1])
    assert ("So it goes. " * 400).strip() in film
    assert "x" * 4_000 in film
    people = await edit(club, "Long", "people", directors="\n".join(f"New {number}" for number in range(400)))
    assert "Directors: Director 0" in text_of(people)
    assert "…" in text_of(await admin(club, "audit"))


async def test_a_shared_film_is_copied_before_it_is_edited(club: Club) -> None:
    await club.run("rate", title="Solaris (1972)", score="4")
    asked = await admin(club, "edit", title="Solaris (1972)")
    assert asked.ephemeral
    assert "## Solaris (1972) is shared by all servers" in text_of(asked)
    await club.admin.click(asked.message, label="Make our own copy")
    form = await club.admin.select(last(club), ["names"])
    await send(club, form, title="Soljaris")
    assert "## Soljaris (1972)" in text_of(await club.run("film", title="Soljaris (1972)"))
    again = text_of(await club.run("rate", title="Soljaris (1972)", score="5"))
    assert "Before, you gave it ★★★★" in again
    elsewhere = answer(await club.ana.user.slash("film", title="Solaris (1972)"))
    assert "## Solaris (1972)" in text_of(elsewhere)
    audit = await admin(club, "audit")
    assert "**Load 2** own copy of Solaris (1972)" in text_of(audit)


async def test_a_shared_film_may_be_left_alone(club: Club) -> None:
    asked = await admin(club, "edit", title="Solaris (1972)")
    await club.admin.click(asked.message, label="Leave it")
    assert shown(club) == "The film stays as it is."
    assert await club.bot.database.read(
        lambda connection: connection.execute("SELECT count(*) FROM loads").fetchone()
    ) == (1,)


async def test_a_film_goes_out_of_sight_and_comes_back(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    told = await admin(club, "retire", title="paper lighthouse")
    assert told.ephemeral
    assert "**The Paper Lighthouse (1961)** is out of sight." in text_of(told)
    assert "No film like" in text_of(await club.run("film", title="The Paper Lighthouse"))
    await club.restart()
    choices = await club.admin.autocomplete(club.channel, "catalogue restore", "title", "paper")
    [label] = [choice["value"] for choice in choices]
    assert label.endswith(": The Paper Lighthouse (1961)")
    back = await admin(club, "restore", title=label)
    assert "is in the catalogue again" in text_of(back)
    assert "## The Paper Lighthouse (1961)" in text_of(await club.run("film", title="The Paper Lighthouse"))
    await club.admin.click(back.message, label="Undo")
    assert "is out of sight" in text_of(refreshed(club, back))
    assert "Pick one of the films" in text_of(await admin(club, "restore", title="paper"))
    assert "shared by all servers" in text_of(await admin(club, "retire", title="Solaris (1972)"))


async def test_a_film_is_given_a_name_and_the_name_is_taken_back(club: Club) -> None:
    told = await admin(club, "alias add", title="Solaris (1972)", name="the ocean one")
    assert told.ephemeral
    assert "“the ocean one” → **Solaris (1972)**" in text_of(told)
    assert "## Solaris (1972)" in text_of(await club.run("film", title="the ocean one"))
    again = await admin(club, "alias add", title="Solaris (1972)", name="The Ocean One")
    assert "is found by that name already" in text_of(again)
    listed = await admin(club, "alias list")
    assert "“the ocean one” → **Solaris (1972)**" in text_of(listed)
    await club.admin.select(listed.message, ["0"])
    assert "Taken back: “the ocean one”" in shown(club)
    await club.admin.click(last(club), label="Undo")
    choices = await club.admin.autocomplete(club.channel, "catalogue alias remove", "name", "ocean")
    assert [choice["value"] for choice in choices] == ["the ocean one → Solaris (1972)"]
    await admin(club, "alias remove", name="the ocean one → Solaris (1972)")
    assert "Pick one of the names" in text_of(await admin(club, "alias remove", name="the ocean one"))
    assert "No film has a name of this server’s own yet." in text_of(await admin(club, "alias list"))


async def test_likely_pairs_are_merged_or_parted_for_good(club: Club) -> None:
    await own(club, LIGHTHOUSE, NEARLY, make_film("Soljaris", 1972, directors=SOLARIS.directors))
    listed = await admin(club, "duplicates")
    assert listed.ephemeral
    assert "2 likely pairs" in text_of(listed)
    texts = text_of(listed)
    assert "### First\n**Solaris (1972)**" in texts
    assert "shared by all servers" in texts
    assert "### Second\n**Soljaris (1972)**" in texts
    assert set(buttons_of(listed)) >= {"Merge into the second", "Not the same", "Back", "Next"}
    assert "Merge into the first" not in buttons_of(listed)
    await club.admin.click(listed.message, label="Not the same")
    assert "are two films, and are not asked about again" in shown(club)
    assert "### First\n**The Paper Lighthouse (1961)** · Ida Ek" in shown(club)
    await club.admin.click(last(club), label="Undo")
    assert "you are asked about this pair again" in shown(club)
    await club.admin.click(last(club), label="Not the same")
    await club.admin.click(last(club), label="Merge into the first")
    assert "## Are these one film?" in shown(club)
    await club.admin.click(last(club), label="Merge them")
    assert "is merged into **The Paper Lighthouse (1961)**" in shown(club)
    assert "No two films here look like one." in text_of(await admin(club, "duplicates"))


async def test_what_is_not_known_is_counted_listed_and_filled_in(club: Club) -> None:
    await own(club, make_film("Salt Road", None, directors=("Ida Ek",), synopsis="A goat walks."))
    counted = await admin(club, "gaps")
    assert counted.ephemeral
    assert "**2** without a year" in text_of(counted)
    await club.admin.select(counted.message, ["year"])
    listed = last(club)
    assert "## Films without a year\n-# 2 films" in text_of(listed)
    await club.admin.select(listed, [options_of(listed)["Salt Road"]])
    form = await club.admin.select(last(club), ["release"])
    await send(club, form, year="1999")
    assert "## Films without a year\n-# 1 film" in text_of(await admin(club, "gaps", what="year"))
    await edit(club, "Salt Road", "numbers", running="1h40m")
    assert "100" in str(await film_row(club, "Salt Road"))


async def film_row(club: Club, title: str) -> Any:
    def read(connection: sqlite3.Connection) -> Any:
        return connection.execute("SELECT * FROM films WHERE title = ?", (title,)).fetchone()

    return await club.bot.database.read(read)


async def attached(club: Club, form: str | None = None) -> tuple[str, bytes]:
    sent = await admin(club, "export", **({} if form is None else {"format": form}))
    assert sent.ephemeral
    [attachment] = sent.message.attachments
    return attachment.filename, await attachment.read()


async def test_a_server_takes_its_films_along(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    name, content = await attached(club)
    assert re.fullmatch(r"the-corner-cinema-\d{4}-\d\d-\d\d\.jsonl", name)
    assert [json.loads(line)["title"] for line in content.splitlines()] == ["The Paper Lighthouse"]
    name, content = await attached(club, "csv")
    assert content.decode("utf-8-sig").splitlines()[1].startswith("The Paper Lighthouse,1961,")
    name, content = await attached(club, "sqlite")
    assert name.endswith(".sqlite3")
    copy = sqlite3.connect(":memory:")
    copy.deserialize(content)
    assert copy.execute("SELECT title FROM films").fetchall() == [("The Paper Lighthouse",)]
    copy.close()
    await club.bot.database.write(
        lambda writer: writer.execute("UPDATE films SET retired_at = 'now' WHERE guild_id <> 0")
    )
    told = text_of(await admin(club, "export"))
    assert "1 film is out of sight (retired, merged, or of a load that was taken back) and not in this file." in told


@pytest.mark.parametrize(
    ("server", "name"),
    [
        ("The Corner Cinema", "the-corner-cinema-2026-01-02.csv"),
        ("Café “Noir” ../../etc", "cafe-noir-etc-2026-01-02.csv"),
        ("Кино", "marquee-2026-01-02.csv"),
        ("…", "marquee-2026-01-02.csv"),
        ("", "marquee-2026-01-02.csv"),
        ("x" * 99, f"{'x' * 40}-2026-01-02.csv"),
    ],
)
def test_an_export_is_called_after_its_server_and_the_day(server: str, name: str) -> None:
    assert file_name("csv", server, date(2026, 1, 2)) == name


async def test_the_forms_of_an_export_are_offered_in_words(club: Club) -> None:
    group = club.bot.tree.get_command("catalogue")
    assert isinstance(group, discord.app_commands.Group)
    command = group.get_command("export")
    assert isinstance(command, discord.app_commands.Command)
    [form] = command.parameters
    assert [choice.name for choice in form.choices] == ["JSON Lines", "CSV for spreadsheets", "SQLite database"]


async def test_nothing_is_out_of_sight_where_nothing_was_retired(club: Club) -> None:
    assert "No film of this server is out of sight" in text_of(await admin(club, "restore", title="kelp"))
    await own(club, LIGHTHOUSE)
    await admin(club, "retire", title="The Paper Lighthouse")
    assert "Pick one of the films" in text_of(await admin(club, "restore", title="kelp"))


async def test_a_name_that_another_film_has_is_given_after_a_question(club: Club) -> None:
    asked = await admin(club, "alias add", title="Solaris (1972)", name="letyat zhuravli")
    assert "## “letyat zhuravli” is a name already\nIt means **The Cranes Are Flying (1957)**." in text_of(asked)
    assert list(buttons_of(asked)) == ["Add it", "Leave it"]
    await club.admin.click(asked.message, label="Leave it")
    assert "No film has a name of this server’s own yet." in text_of(await admin(club, "alias list"))
    asked = await admin(club, "alias add", title="Solaris (1972)", name="The Cranes Are Flying")
    await club.admin.click(asked.message, label="Add it")
    assert "From now on, in this server: “The Cranes Are Flying” → **Solaris (1972)**" in shown(club)
    assert "1 name; no other server finds films by it." in text_of(await admin(club, "alias list"))
    asked = await admin(club, "alias add", title="The Killers (1946), Ann Other", name="the cranes are flying")
    assert "It means **Solaris (1972)** and **The Cranes Are Flying (1957)**." in text_of(asked)
    assert "## Solaris (1972)" in text_of(await club.run("film", title="the cranes are flying"))


async def test_every_change_is_listed_and_taken_back_from_there(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    await edit(club, "paper lighthouse", "release", year="1962")
    await edit(club, "paper lighthouse", "release", year="1963")
    await admin(club, "alias add", title="Solaris (1972)", name="the ocean one")
    await club.bot.club_settings.set("scale", "points", guild_id=club.server.id, member_id=club.admin.id)
    listed = await admin(club, "audit")
    assert listed.ephemeral
    told = text_of(listed)
    assert "5 changes" in told
    assert "**1.** **Scores**: In half stars, ½ to 5 → In points, 1 to 10" in told
    assert "**Alias** “the ocean one” finds Solaris (1972)" in told
    assert "**Edited** The Paper Lighthouse (1962)\nYear: 1962 → 1963" in told
    assert f"<@{club.admin.id}>" in told
    assert "**5.** **Load 2** films\n1 new film, 0 updated, 1 review" in told
    assert list(options_of(listed)) == [
        "1. Scores",
        "2. Alias: “the ocean one” finds Solaris (1972)",
        "3. Edited: The Paper Lighthouse (1962)",
        "4. Edited: The Paper Lighthouse (1961)",
        "5. Load 2: films",
    ]
    looked = answer(await club.admin.select(listed.message, ["4"]))
    refused = answer(await club.admin.click(looked.message, label="Take it back"))
    assert "Take back the later edit of The Paper Lighthouse (1962) first." in text_of(refused)
    looked = answer(await club.admin.select(listed.message, ["5"]))
    await club.admin.click(looked.message, label="Take it back")
    assert {"Take it back", "Keep it"} <= buttons_of(last(club)).keys()


async def test_what_was_taken_back_is_told_as_it_is_now_and_can_be_undone(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    await club.bot.club_settings.set("scale", "points", guild_id=club.server.id, member_id=club.admin.id)
    listed = await admin(club, "audit")
    looked = answer(await club.admin.select(listed.message, ["1"]))
    await club.admin.click(looked.message, label="Take it back")
    back = "**Scores**: In points, 1 to 10 → In half stars, ½ to 5"
    assert text_of(refreshed(club, looked)) == f"Taken back.\n{back}"
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).scale == "stars"
    await club.admin.click(refreshed(club, looked), label="Undo")
    assert text_of(refreshed(club, looked)) == "**Scores**: In half stars, ½ to 5 → In points, 1 to 10"
    assert (await club.bot.club_settings.get(guild_id=club.server.id)).scale == "points"
    told = text_of(await admin(club, "audit"))
    assert told.count("took an earlier change back") == 2
    assert told.count("**taken back since**") == 2


async def test_what_cannot_be_taken_back_says_how_it_comes_back(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    asked = await admin(club, "undo")
    await club.admin.click(asked.message, label="Take it back")
    listed = await admin(club, "audit")
    looked = answer(await club.admin.select(listed.message, ["1"]))
    assert "A load that was taken back comes back by loading its files again." in text_of(looked)
    assert buttons_of(looked) == {}


async def test_many_changes_fit_on_a_page(club: Club) -> None:
    for number in range(21):
        hour, who = number % 24, club.admin.id
        await club.bot.club_settings.set("weekly_hour", hour, guild_id=club.server.id, member_id=who)
    listed = await admin(club, "audit")
    assert len(options_of(listed)) == 10
    assert buttons_of(listed)["1 of 3"]
    await club.admin.click(listed.message, label="Next")
    assert "**11.** **Film of the week, hour**: 09:00 → 10:00" in text_of(refreshed(club, listed))


async def test_sums_and_lengths_are_told_as_on_a_card(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    told = text_of(await edit(club, "paper lighthouse", "numbers", running="97", budget="1.2 million", votes="1234"))
    assert "Running time: *unknown* → 1 h 37 min" in told
    assert "Budget: *unknown* → $1,200,000" in told
    assert "Votes behind that score: *unknown* → 1,234" in told


async def test_the_longest_changes_fit_in_a_message(club: Club) -> None:
    await own(club, make_film("*Long* " * 30, synopsis="_So_ it goes. " * 400, cast=ENDLESS.cast))
    marks = "\n".join(f"*Name* _{number}_ " * 9 for number in range(20))
    for number in range(9):
        address = f"https://x.example/{'_a*' * 600}{number}"
        links = dict.fromkeys(("website", "poster", "trailer"), address)
        told = await edit(club, "Long", "links", **links, where=marks + str(number))
        assert "is edited" in text_of(told)
    listed = await admin(club, "audit")
    assert "Website, Poster, Trailer, Where it streams" in text_of(listed), "where there is no room for the values"
    looked = answer(await club.admin.select(listed.message, ["1"]))
    assert "Where it streams: " in text_of(looked)
    assert "…" in text_of(looked)


async def test_an_empty_list_says_so(club: Club) -> None:
    assert "Nothing was changed here yet." in text_of(await admin(club, "audit"))


COMMANDS: dict[str, dict[str, str]] = {
    "edit": {"title": "The Paper Lighthouse"},
    "retire": {"title": "The Paper Lighthouse"},
    "restore": {"title": "41: x"},
    "alias add": {"title": "Solaris (1972)", "name": "x"},
    "alias remove": {"name": "x"},
    "alias list": {},
    "duplicates": {},
    "gaps": {},
    "export": {},
    "audit": {},
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_cannot_and_admins_of_another_server_reach_nothing_here(club: Club, command: str) -> None:
    await own(club, LIGHTHOUSE, NEARLY)
    await admin(club, "retire", title="The Paper Lihgthouse")
    await admin(club, "alias add", title="Cranes", name="zhuravli")
    before = await everything(club)
    assert f"catalogue {command}" not in club.ana.available_commands(club.channel)
    other = club.world.create_guild("Elsewhere")
    role = other.create_role("Projectionists", permissions=discord.Permissions(manage_guild=True))
    stranger, channel = other.add_member(club.admin.user, roles=[role]), other.create_text_channel("films")
    told = answer(await stranger.slash(channel, f"catalogue {command}", **COMMANDS[command]))
    assert "Lighthouse" not in text_of(told).replace("“The Paper Lighthouse”", "")
    assert await everything(club) == before


async def everything(club: Club) -> list[Any]:
    """Return the films, names and audit of the club's server."""

    def read(connection: sqlite3.Connection) -> list[Any]:
        tables = ("films", "learned_aliases", "audit")
        return [
            connection.execute(f"SELECT * FROM {table} WHERE guild_id = ?", (club.server.id,)).fetchall()
            for table in tables
        ]

    return await club.bot.database.read(read)


async def test_an_admin_who_is_none_any_more_changes_nothing(club: Club) -> None:
    await own(club, LIGHTHOUSE, NEARLY)
    editor = await admin(club, "edit", title="The Paper Lighthouse")
    form = await club.admin.select(editor.message, ["release"])
    done = await admin(club, "retire", title="The Paper Lihgthouse")
    for year in ("1970", "1971", "1972"):
        await edit(club, "The Paper Lighthouse", "release", year=year)
    listed = await admin(club, "audit")
    club.world.backend.get_guild(club.server.id).members[club.admin.id].role_ids.clear()
    before = await everything(club)
    for attempt in (
        club.admin.select(editor.message, ["names"]),
        send(club, form, year="1999"),
        club.admin.click(done.message, label="Undo"),
        club.admin.select(listed.message, ["1"]),
    ):
        assert "Manage Server" in text_of(answer(await attempt))
    assert await everything(club) == before


async def test_after_a_restart_the_buttons_say_that_they_are_from_an_earlier_time(club: Club) -> None:
    await own(club, LIGHTHOUSE)
    editor = await admin(club, "edit", title="The Paper Lighthouse")
    await club.restart()
    assert "from an earlier time" in text_of(answer(await club.admin.select(editor.message, ["names"])))
