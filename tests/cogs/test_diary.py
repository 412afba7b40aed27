"""`/watched` and `/diary`: writing what was watched, reading it, correcting it, and what it changes elsewhere."""

from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
import simcord
from simcord.components import walk_components

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from tests.catalogues import REVIEWED, SALT
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, parts, text_of

SALT_ID = REVIEWED.index(SALT) + 1
RUIN = "The script is a beautiful ruin"
TEXT_INPUT, SELECT = 4, 3


async def read(club: Club, by: simcord.MemberActor | None = None, **options: Any) -> simcord.ResponseMessage:
    """Run `/diary`, as Ana where nobody else is given."""
    return answer(await (by or club.ana).slash(club.channel, "diary", **options))


async def log(club: Club, day: str, title: str = "Salt Road", **options: Any) -> simcord.ResponseMessage:
    return await club.run("watched", title=title, day=day, **options)


async def days(club: Club, member: simcord.MemberActor | None = None) -> list[tuple[str, bool]]:
    """Return the days of a member's whole diary, the latest first, and whether each was a rewatch."""
    member_id = (member or club.ana).id
    found = await club.bot.diary.page(
        member_id, None, guild_id=club.server.id, asker_id=member_id, limit=1_000, offset=0
    )
    assert found is not None
    return [(entry.watch.watched_on.isoformat(), entry.watch.rewatch) for entry in found.entries]


async def fill(club: Club, watches: int) -> None:
    """Give Ana a diary of one watch a day, up to the last day of 2024."""
    last = date(2024, 12, 31)
    rows = [
        (club.server.id, club.ana.id, SALT_ID, (last - timedelta(days=back)).isoformat(), "now")
        for back in range(watches)
    ]
    write = (
        "INSERT INTO watches (guild_id, member_id, film_id, watched_on, rewatch, logged_at) VALUES (?, ?, ?, ?, 0, ?)"
    )
    await club.bot.database.write(lambda connection: connection.executemany(write, rows))


async def open_entry(club: Club, diary: simcord.ResponseMessage, number: int = 0) -> simcord.InteractionResult:
    return await club.ana.select(diary.message, [list(options_of(diary).values())[number]])


async def send(
    club: Club, form: simcord.InteractionResult, *, day: str | None = None, kind: str | None = None
) -> simcord.ResponseMessage:
    """Send the form of an entry, with what it suggests where nothing else is given, and return what Ana is told."""
    assert form.modal is not None, "no form was opened"
    fields = {part["type"]: part for part in walk_components(form.modal["components"])}
    [suggested] = [option["value"] for option in fields[SELECT]["options"] if option.get("default")]
    sent = await club.ana.submit_modal(
        form,
        {
            fields[TEXT_INPUT]["custom_id"]: day or fields[TEXT_INPUT]["value"],
            fields[SELECT]["custom_id"]: [kind or suggested],
        },
    )
    return sent.followups[-1] if sent.followups else answer(sent)


def shown_to_ana(club: Club, back: int = 1) -> str:
    return text_of(club.channel.history(viewer=club.ana)[-back])


async def test_a_watch_is_logged_in_private_and_undone(reviewed: Club) -> None:
    told = await log(reviewed, "29 feb 2024", "salt raod")
    assert told.ephemeral
    assert text_of(told) == (
        "**Salt Road (1999)** is in your diary for 29 February 2024.\n"
        "-# The first time. You can now read its reviews unhidden."
    )
    assert list(buttons_of(told)) == ["Undo", "Rate", "Write a review"]
    assert await days(reviewed) == [("2024-02-29", False)]
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: **Salt Road (1999)** is not in your diary for 29 February 2024."
    assert not enabled_controls(reviewed.channel.history(viewer=reviewed.ana)[-1])
    assert await days(reviewed) == []


async def test_a_second_watch_is_a_rewatch_unless_the_member_says_otherwise(reviewed: Club) -> None:
    await log(reviewed, "29 feb 2024")
    assert text_of(await log(reviewed, "9.3.2024")).endswith("\n-# A rewatch.")
    await log(reviewed, "2024-04-01", rewatch=False)
    assert await days(reviewed) == [("2024-04-01", False), ("2024-03-09", True), ("2024-02-29", False)]


async def test_a_day_is_logged_once(reviewed: Club) -> None:
    await log(reviewed, "29 feb 2024")
    again = await log(reviewed, "2024-02-29", rewatch=True)
    assert again.ephemeral
    assert text_of(again) == "Salt Road (1999) is in your diary for 29 February 2024 already."
    assert await days(reviewed) == [("2024-02-29", False)]


async def test_without_a_day_it_is_today_where_the_server_is(reviewed: Club) -> None:
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):  # at no time do these two have the same day
        await reviewed.bot.club_settings.set("time_zone", zone, guild_id=reviewed.server.id, member_id=1)
        await reviewed.run("watched", title="Salt Road")
    assert len(await days(reviewed)) == 2


@pytest.mark.parametrize("day", ["31 february", "2999-01-01", "1887-12-31", "3/4/2024", "@everyone", "x" * 4_000])
async def test_a_bad_day_is_refused_with_what_can_be_written(reviewed: Club, day: str) -> None:
    told = await log(reviewed, day)
    assert told.ephemeral
    assert "rite " in text_of(told)
    assert "@everyone" not in text_of(told)
    assert await days(reviewed) == []


async def test_days_are_offered_the_one_that_is_typed_first(reviewed: Club) -> None:
    every = await reviewed.offered("day", "", "watched", title="Salt Road")
    assert every[:2] == ["today", "yesterday"]
    assert len(every) == 8
    assert await reviewed.offered("day", "someday", "watched", title="Salt Road") == []
    assert await reviewed.offered("day", "yes", "watched", title="Salt Road") == ["yesterday"]
    assert await reviewed.offered("day", "20.11.2023", "watched", title="Salt Road") == ["20 November 2023"]
    assert await reviewed.offered("day", "zzz 99", "watched", title="Salt Road") == []
    for offered in every:
        assert "is in your diary for" in text_of(await log(reviewed, offered))


async def test_a_logged_film_leaves_the_watchlist_until_that_is_undone(reviewed: Club) -> None:
    await reviewed.run("watchlist add", title="Salt Road")
    told = await log(reviewed, "2024-02-29")
    assert "-# The first time. It is off your watchlist." in text_of(told)
    assert "is not on your watchlist" in text_of(await reviewed.run("watchlist remove", title="Salt Road"))
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed, 2).endswith(
        "is not in your diary for 29 February 2024. It is back on your watchlist."
    )
    assert "1 film" in text_of(await reviewed.run("watchlist show"))


async def test_a_diary_reads_newest_first_with_scores_and_months(reviewed: Club) -> None:
    await log(reviewed, "2023-12-31", "The Paper Lighthouse")
    await log(reviewed, "2024-02-29")
    await log(reviewed, "2024-03-09")
    await reviewed.run("rate", title="Salt Road", score="4.5")
    shown = await read(reviewed)
    assert not shown.ephemeral
    assert text_of(shown) == (
        f"## {reviewed.ana.mention}’s diary\n-# 3 watches · 1 rewatch · 2023 to 2024\n"
        "**2024**: 2 watches · 1 rewatch\n"
        "```\n· █ █ · · · · · · · · ·\nJ F M A M J J A S O N D\n```\n-# Feb 1 · Mar 1\n"
        "**Salt Road (1999)** · ★★★★½\n-# 9 March 2024 · rewatch\n"
        "**Salt Road (1999)** · ★★★★½\n-# 29 February 2024\n"
        "**The Paper Lighthouse (1961)**\n-# 31 December 2023"
    )
    of_year = text_of(await read(reviewed, year=2023, private=True))
    assert of_year.startswith(f"## {reviewed.ana.mention}’s diary of 2023\n-# 1 watch\n```")
    assert "Salt Road" not in of_year


async def test_a_year_without_a_watch_says_which_years_there_are(reviewed: Club) -> None:
    for day in ("2021-01-01", "2023-01-01", "2024-01-01"):
        await log(reviewed, day)
    told = await read(reviewed, year=1999)
    assert told.ephemeral
    assert text_of(told) == "Your diary has nothing of 1999, but films of 2024, 2023, 2021."
    told = await read(reviewed, reviewed.ben, member=reviewed.ana, year=1999)
    assert text_of(told) == "ana’s diary has nothing of 1999, but films of 2024, 2023, 2021."


async def test_the_years_there_are_are_offered(reviewed: Club) -> None:
    for day in ("2023-01-01", "2024-01-01", "2024-01-02"):
        await log(reviewed, day)
    offered = await reviewed.ana.autocomplete(reviewed.channel, "diary", "year", "2")
    assert [(choice["name"], choice["value"]) for choice in offered] == [
        ("2024 · 2 watches", 2024),
        ("2023 · 1 watch", 2023),
    ]
    theirs = await reviewed.ben.autocomplete(reviewed.channel, "diary", "year", "20", member=reviewed.ana)
    assert [choice["value"] for choice in theirs] == [2024, 2023]
    assert await reviewed.ben.autocomplete(reviewed.channel, "diary", "year", "20") == []


async def test_an_empty_diary_says_how_to_begin(reviewed: Club) -> None:
    told = await read(reviewed)
    assert told.ephemeral
    assert text_of(told) == "Your diary is empty. /watched writes a film in it, with its day."
    assert text_of(await read(reviewed, member=reviewed.ben)) == "ben has no film in their diary here yet."


async def test_another_members_diary_can_be_read_and_not_corrected(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    shown = await read(reviewed, reviewed.ben, member=reviewed.ana)
    assert text_of(shown).startswith(f"## {reviewed.ana.mention}’s diary\n-# 1 watch\n")
    assert not [part for part in parts(shown) if part["type"] == SELECT]


async def test_a_hidden_members_diary_is_shown_to_them_alone(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    hide = ("INSERT INTO hidden_members VALUES (?, ?, 'now')", (reviewed.server.id, reviewed.ana.id))
    await reviewed.bot.database.write(lambda connection: connection.execute(*hide))
    refused = await read(reviewed, reviewed.ben, member=reviewed.ana)
    assert refused.ephemeral
    assert text_of(refused) == "ana keeps their film diary to themselves."
    assert await reviewed.ben.autocomplete(reviewed.channel, "diary", "year", "2", member=reviewed.ana) == []
    own = await read(reviewed)
    assert own.ephemeral
    assert "-# You are hidden here, so nobody else sees your diary." in text_of(own)


async def test_a_bot_has_no_diary_and_who_left_is_told_to_have_left(reviewed: Club) -> None:
    robot = reviewed.server.add_member(reviewed.world.create_user("robot", bot=True))
    assert text_of(await read(reviewed, member=robot)) == "robot is a bot, and bots watch no films."
    await reviewed.run_as(reviewed.ben, "watched", title="Salt Road", day="2024-02-29")
    reviewed.server.remove_member(reviewed.ben)
    shown = text_of(await read(reviewed, member=reviewed.ben.user))
    assert f"## <@{reviewed.ben.id}>’s diary\n-# 1 watch\n" in shown
    assert "\n-# No longer in this server.\n" in shown


async def test_others_scores_are_kept_back_until_one_has_rated_where_the_server_says_so(reviewed: Club) -> None:
    await reviewed.bot.club_settings.set("score_blind", value=True, guild_id=reviewed.server.id, member_id=1)
    for title in ("Salt Road", "The Paper Lighthouse"):
        await log(reviewed, "2024-02-29", title)
        await reviewed.run("rate", title=title, score="4")
    await reviewed.run_as(reviewed.ben, "rate", title="Salt Road", score="2")
    assert text_of(await read(reviewed)).count("★★★★") == 2
    assert "★" not in text_of(await read(reviewed, reviewed.ben, member=reviewed.ana))
    shown = text_of(await read(reviewed, reviewed.ben, member=reviewed.ana, private=True))
    assert "**Salt Road (1999)** · ★★★★\n" in shown
    assert "**The Paper Lighthouse (1961)**\n" in shown


async def test_scores_are_on_the_servers_scale(reviewed: Club) -> None:
    await reviewed.bot.club_settings.set("scale", "points", guild_id=reviewed.server.id, member_id=1)
    await log(reviewed, "2024-02-29")
    await reviewed.run("rate", title="Salt Road", score="9")
    assert "**Salt Road (1999)** · 9/10\n" in text_of(await read(reviewed))


async def test_a_long_diary_is_read_page_by_page_by_its_asker(reviewed: Club) -> None:
    await fill(reviewed, 500)
    shown = await read(reviewed)
    assert "1 of 63" in buttons_of(shown)
    assert "\n-# 500 watches · 2023 to 2024\n**2024**: 366 watches\n" in text_of(shown)
    refused = answer(await reviewed.ben.click(shown.message, label="Next"))
    assert "Only the member who asked turns these pages" in text_of(refused)
    await reviewed.ana.click(shown.message, label="Next")
    assert "-# 23 December 2024" in shown_to_ana(reviewed)
    asked = await reviewed.ana.click(shown.message, label="2 of 63")
    assert asked.modal is not None
    [field] = asked.modal["components"]
    await reviewed.ana.submit_modal(asked, {field["component"]["custom_id"]: "63"})
    last = shown_to_ana(reviewed)
    assert "**2023**: 134 watches" in last
    assert last.endswith("-# 20 August 2023")


async def test_an_entry_is_corrected_in_place_and_that_is_undone(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    diary = await read(reviewed)
    assert list(options_of(diary)) == ["Salt Road (1999), 29 February 2024"]
    told = await send(reviewed, await open_entry(reviewed, diary), day="1 march 2024", kind="rewatch")
    assert told.ephemeral
    assert text_of(told) == "**Salt Road (1999)** is in your diary now for 1 March 2024, a rewatch."
    assert shown_to_ana(reviewed, 2).endswith("\n-# 1 March 2024 · rewatch")
    assert await days(reviewed) == [("2024-03-01", True)]
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed).endswith("is in your diary as before, 29 February 2024, the first time.")
    assert await days(reviewed) == [("2024-02-29", False)]


async def test_an_entry_is_taken_out_and_that_is_undone(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    await log(reviewed, "2024-03-09")
    diary = await read(reviewed)
    told = await send(reviewed, await open_entry(reviewed, diary, 1), kind="erase")
    assert text_of(told) == "**Salt Road (1999)** is taken out of your diary for 29 February 2024."
    assert "29 February" not in shown_to_ana(reviewed, 2)
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: **Salt Road (1999)** is in your diary for 29 February 2024 again."
    assert await days(reviewed) == [("2024-03-09", True), ("2024-02-29", False)]


async def test_the_last_entry_taken_out_leaves_an_empty_diary(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    diary = await read(reviewed)
    told = await send(reviewed, await open_entry(reviewed, diary), kind="erase")
    assert "Your diary is empty." in shown_to_ana(reviewed, 2)
    await reviewed.ana.click(told.message, label="Undo")
    assert await days(reviewed) == [("2024-02-29", False)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "That is how it is written already."),
        ({"day": "9 mar 2024"}, "That film is in your diary on that day already."),
        ({"day": "someday"}, "I cannot read “someday” as a day."),
        ({"day": "2999-01-01"}, "That day is still to come."),
    ],
)
async def test_a_correction_that_cannot_be_is_told(reviewed: Club, sent: dict[str, str], said: str) -> None:
    await log(reviewed, "2024-02-29")
    await log(reviewed, "2024-03-09")
    before = await days(reviewed)
    diary = await read(reviewed)
    refused = await send(reviewed, await open_entry(reviewed, diary, 1), **sent)
    assert refused.ephemeral
    assert text_of(refused).startswith(said)
    assert await days(reviewed) == before


@pytest.mark.parametrize("sent", [{"kind": "erase"}, {"kind": "rewatch"}])
async def test_an_entry_that_has_gone_meanwhile_is_told(reviewed: Club, sent: dict[str, str]) -> None:
    logged = await log(reviewed, "2024-02-29")
    form = await open_entry(reviewed, await read(reviewed))
    await reviewed.ana.click(logged.message, label="Undo")
    refused = await send(reviewed, form, **sent)
    assert text_of(refused) == "That entry has changed since, or is no longer in your diary."


async def test_an_undo_of_what_has_changed_since_is_refused(reviewed: Club) -> None:
    logged = await log(reviewed, "2024-02-29")
    erased = await send(reviewed, await open_entry(reviewed, await read(reviewed)), kind="erase")
    gone = answer(await reviewed.ana.click(logged.message, label="Undo"))
    assert text_of(gone) == "That entry is no longer in your diary."
    await log(reviewed, "2024-02-29")
    refused = answer(await reviewed.ana.click(erased.message, label="Undo"))
    assert text_of(refused).startswith("That film is in your diary on that day again")
    assert len(await days(reviewed)) == 1


async def test_nobody_else_corrects_a_diary(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    diary = await read(reviewed)
    refused = await reviewed.ben.select(diary.message, [next(iter(options_of(diary).values()))])
    assert refused.modal is None
    assert "Only the member who asked" in text_of(answer(refused))


async def test_a_film_taken_out_hides_its_entries(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29")
    with closing(open_writer(reviewed.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert "Your diary is empty." in text_of(await read(reviewed))
    await reviewed.load(*REVIEWED)
    assert await days(reviewed) == [("2024-02-29", False)]


async def test_diaries_are_kept_in_servers_that_have_added_the_bot(reviewed: Club) -> None:
    for command, options in (("watched", {"title": "Salt Road"}), ("diary", {})):
        with pytest.raises(simcord.SetupError):
            await reviewed.ana.user.slash(command, **options)
        with reviewed.foreign_server(reviewed.ana):
            told = await reviewed.run(command, **options)
        assert text_of(told) == "Diaries are kept in servers that have added me."


async def test_another_server_has_diaries_of_its_own(reviewed: Club) -> None:
    await log(reviewed, "2024-02-29", "The Paper Lighthouse")
    other = reviewed.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(reviewed.ana.user)
    assert "Your diary is empty." in text_of(answer(await ana.slash(channel, "diary")))
    listed = answer(await ana.slash(channel, "reviews", title="The Paper Lighthouse", private=True))
    assert f"||{RUIN}" in text_of(listed)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("reviews", {"title": "The Paper Lighthouse"}),
        ("reviewer", {"name": "The Projectionist"}),
        ("search", {"words": "script"}),
    ],
)
async def test_who_has_logged_a_film_reads_without_bars_in_private_alone(
    reviewed: Club, command: str, options: dict[str, str]
) -> None:
    assert "> ||" in text_of(await reviewed.run(command, **options, private=True))
    logged = await log(reviewed, "2024-02-29", "The Paper Lighthouse")
    assert "||" not in text_of(await reviewed.run(command, **options, private=True))
    assert "> ||" in text_of(await reviewed.run(command, **options))
    assert "> ||" in text_of(await reviewed.run_as(reviewed.ben, command, **options, private=True))
    await reviewed.ana.click(logged.message, label="Undo")
    assert "> ||" in text_of(await reviewed.run(command, **options, private=True))
