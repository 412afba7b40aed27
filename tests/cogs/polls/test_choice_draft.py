"""`/poll choose`: the draft that its maker sees, what it takes in and refuses, and opening it."""

import re
from typing import Any

import discord
import pytest
import simcord

from bot.connection import now
from bot.ui.films.film_card import plain_label
from tests.catalogues import SOLARIS, SOLARIS_AGAIN, WESTERNS
from tests.cogs.polls.choosing import (
    delete_role,
    drafted,
    labels_of,
    pick,
    preselected,
    public,
    select_of,
    send_form,
    shown,
)
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, parts, text_of

CRANES = "The Cranes Are Flying (1957)"
DUST_ROADS = [plain_label(film.title, film.year) for film in WESTERNS]
TWO = "cranes are flyng; solaris 1972"


async def open_it(club: Club, draft: simcord.ResponseMessage) -> str:
    """Click *Open the poll* and return what the maker is told."""
    await club.ana.click(shown(club, draft), label="Open the poll")
    return text_of(shown(club, draft))


def posted(club: Club) -> list[discord.Message]:
    return [message for message in club.channel.history() if not message.flags.ephemeral]


async def draft_of(club: Club, **options: Any) -> str:
    return text_of(await drafted(club, **options))


async def test_a_poll_is_drafted_in_private_and_opened(club: Club) -> None:
    draft = await drafted(club, choices=TWO, closes="2h", sealed=True, anonymous=True, method="ranked")
    assert re.fullmatch(
        r"## Friday\?\n-# Ranked choice · closes <t:\d+:R> · sealed · anonymous\n"
        r"-# A draft that only you see: nothing is posted yet.\n"
        r"1\. The Cranes Are Flying \(1957\)\n2\. Solaris \(1972\)",
        text_of(draft),
    )
    assert posted(club) == []
    told = await open_it(club, draft)
    assert told.startswith("**Friday?** is up. [Go to the poll](https://discord.com/channels/")
    said = text_of(public(club))
    assert said.startswith("## Friday?\n")
    assert re.search(
        r"Put them in your order\. .*more than half\.\n-# Ties: more first choices, then a draw \(seed \d+\)\.", said
    )
    assert "**0 votes** so far" in said
    assert list(buttons_of(public(club))) == ["Vote", "How it is counted"]
    [[poll], total] = await club.bot.polls.page(guild_id=club.server.id, limit=5, offset=0)
    assert total == 1
    assert (poll.method, poll.sealed, poll.anonymous, poll.created_by) == ("ranked", True, True, club.ana.id)
    assert [option.label for option in poll.options] == [CRANES, "Solaris (1972)"]
    assert poll.closes_at is not None
    assert poll.closes_at > now()


async def test_titles_are_offered_for_the_last_name(club: Club) -> None:
    offered = await club.offered("choices", "cranes; dust road 7", "poll choose", question="?")
    assert offered[0] == "cranes; Dust Road 7 (1957)"
    again = await club.offered("choices", f"{CRANES}; the cranes", "poll choose", question="?")
    assert f"{CRANES}; {CRANES}" not in again
    assert await club.offered("choices", "x" * 95 + "; sol", "poll choose", question="?") == []
    assert await club.offered("choices", "", "poll choose", question="?")
    assert await club.offered("choices", "sol", "poll choose", question="?", take="plain texts") == []


async def test_what_may_be_several_films_is_asked_one_after_the_other(club: Club) -> None:
    draft = await drafted(club, choices="solaris; the killers; cranes")
    assert "**Say first which film you mean.**" in text_of(draft)
    assert list(buttons_of(draft)) == ["“solaris” is none of these", "Cancel"]
    asked = select_of(draft, "Which film is “solaris”?")
    assert labels_of(asked) == ["Solaris (1972)", "Solaris (2002)"]
    await pick(club.ana, draft, "Which film is “solaris”?", "Solaris (2002)")
    twins = select_of(shown(club, draft), "Which film is “the killers”?")
    assert [option["description"] for option in twins["options"]] == ["Robert Siodmak · Crime", "Ann Other · Crime"]
    await club.ana.select(shown(club, draft), [twins["options"][1]["value"]], custom_id=twins["custom_id"])
    said = text_of(shown(club, draft))
    assert f"1. {CRANES}\n2. Solaris (2002)\n3. The Killers (1946)" in said
    assert "Which film" not in str(parts(shown(club, draft)))
    assert not buttons_of(shown(club, draft))["Open the poll"].get("disabled")


async def test_none_of_these_can_still_stand_as_a_text(club: Club) -> None:
    draft = await drafted(club, choices=f"solaris; {TWO}")
    await club.ana.click(draft, label="“solaris” is none of these")
    assert "Left out, as it is no film here: “solaris”." in text_of(shown(club, draft))
    await club.ana.click(shown(club, draft), label="Keep “solaris” as text")
    assert "3. solaris" in text_of(shown(club, draft))
    assert "Keep “solaris” as text" not in buttons_of(shown(club, draft))


async def test_unknown_names_are_told_with_the_nearest_and_nothing_is_lost(club: Club) -> None:
    draft = await drafted(club, choices=f"{TWO}; pizza night xyzzy; another wurlitzer")
    said = text_of(draft)
    assert "Left out, as it is no film here: “pizza night xyzzy”." in said
    assert "“another wurlitzer”" in said
    await club.ana.click(draft, label="Keep 2 names as text")
    assert "3. pizza night xyzzy\n4. another wurlitzer" in text_of(shown(club, draft))
    await open_it(club, draft)
    assert "pizza night xyzzy" in text_of(public(club))


async def test_a_near_miss_names_what_is_near(club: Club) -> None:
    said = await draft_of(club, choices=f"{TWO}; the cranes who went flying kites over stalingrad in winter")
    assert "Cranes" in said


async def test_one_film_twice_stands_once(club: Club) -> None:
    said = await draft_of(club, choices="cranes; Летят журавли")
    assert f"Named more than once, and it stands here once: {CRANES}." in said
    assert "**A poll needs two choices at least: add one more.**" in said


async def test_twins_are_told_apart_by_their_directors(club: Club) -> None:
    said = await draft_of(club, choices="The Killers (1946), Robert Siodmak; The Killers (1946), Ann Other")
    assert "1. The Killers (1946), Robert Siodmak\n2. The Killers (1946), Ann Other" in said


async def test_choices_are_added_taken_out_and_the_rest_waits(club: Club) -> None:
    draft = await drafted(club, choices="; ".join(DUST_ROADS[:24]))
    form = await club.ana.click(draft, label="Add")
    await send_form(club.ana, form, titles=f"{CRANES}\nSolaris (1972)\n\nSolaris (2002)")
    said = text_of(shown(club, draft))
    assert f"25. {CRANES}" in said
    assert "A poll takes 25 choices, so there is no room yet for Solaris (1972), Solaris (2002)." in said
    await pick(club.ana, shown(club, draft), "Take out", *DUST_ROADS[:2])
    said = text_of(shown(club, draft))
    assert "25. Solaris (2002)" in said
    assert "no room" not in said


async def test_the_terms_are_changed_with_what_was_typed_kept(club: Club) -> None:
    draft = await drafted(club, choices=TWO, closes="31 february", most=7)
    said = text_of(draft)
    assert said.startswith("## Friday?\n-# Approval · at most 7 each\n")
    assert "**February has no 31st." in said
    assert "**I cannot take “7” as the most choices each: 1 to 2 is possible here, or nothing.**" in said
    assert f"1. {CRANES}\n2. Solaris (1972)" in said
    form = await club.ana.click(draft, label="Change")
    assert form.modal is not None
    values = [label["component"].get("value") for label in form.modal["components"]]
    assert values == ["Friday?", None, "31 february", "7", None]
    await send_form(
        club.ana,
        form,
        how_it=["score"],
        when="28 february 20:00",
        at_most="1",
        what_is=["sealed"],
        the_question="Next?",
    )
    changed = text_of(shown(club, draft))
    assert re.match(r"## Next\?\n-# Score · closes <t:\d+:R> · at most 1 each · sealed\n", changed)
    assert not buttons_of(shown(club, draft))["Open the poll"].get("disabled")
    again = await club.ana.click(shown(club, draft), label="Change")
    assert again.modal is not None
    assert preselected(again.modal["components"][1]["component"]) == ["Score"]
    assert preselected(again.modal["components"][4]["component"]) == ["Sealed: only the turnout until it closes"]


@pytest.mark.parametrize("closes", ["yesterday", "31 february", "2020-01-01", "0m", "@everyone", "soon" * 900])
async def test_a_time_that_cannot_be_is_told_beside_what_was_typed(club: Club, closes: str) -> None:
    draft = await drafted(club, choices=TWO, closes=closes)
    assert f"1. {CRANES}\n2. Solaris (1972)" in text_of(draft)
    assert "Write it like" in text_of(draft)
    assert "@everyone" not in text_of(draft)
    assert buttons_of(draft)["Open the poll"]["disabled"]
    await club.ana.click(draft, label="Change")


async def test_hours_are_those_of_the_servers_time_zone(club: Club) -> None:
    stamps: list[int] = []
    for zone in ("Pacific/Kiritimati", "UTC"):
        await club.bot.club_settings.set("time_zone", zone, guild_id=club.server.id, member_id=1)
        said = await draft_of(club, choices=TWO, closes="28 february 20:00")
        [stamp] = re.findall(r"<t:(\d+):R>", said)
        stamps.append(int(stamp))
    assert stamps[1] - stamps[0] == 14 * 3600


async def test_a_poll_without_a_time_is_open_ended_and_says_so(club: Club) -> None:
    assert "-# Approval · open until someone closes it\n" in await draft_of(club, choices=TWO)


@pytest.mark.parametrize("choices", ["", " ; ;", "cranes"])
async def test_fewer_than_two_choices_can_be_added_to(club: Club, choices: str) -> None:
    draft = await drafted(club, **({"choices": choices} if choices else {}))
    assert "**A poll needs two choices at least" in text_of(draft)
    form = await club.ana.click(draft, label="Add")
    await send_form(club.ana, form, titles="solaris 1972; solaris 2002")
    assert "Open the poll" in buttons_of(shown(club, draft))
    assert "needs two" not in text_of(shown(club, draft))


async def test_a_question_that_cannot_be_read_has_words_put_in(club: Club) -> None:
    said = await draft_of(club, question="\u200b \u202e", choices=TWO)
    assert said.startswith("## What shall we watch?\n")


async def test_plain_texts_are_not_looked_for(club: Club) -> None:
    draft = await drafted(club, choices="Solaris; Pizza; pizza; **Bold** @everyone", take="plain texts")
    said = text_of(draft)
    assert "1. Solaris\n2. Pizza\n3. \\*\\*Bold\\*\\* @\u200beveryone" in said
    form = await club.ana.click(draft, label="Add")
    await send_form(club.ana, form, titles="cranes")
    assert "4. cranes" in text_of(shown(club, draft))
    await open_it(club, draft)
    assert "@everyone" not in text_of(public(club))


async def test_films_are_drawn_by_filters(club: Club) -> None:
    said = await draft_of(club, genre="western", years="1950s", how_many=4)
    assert len(re.findall(r"^\d\. Dust Road \d+ \(195\d\)$", said, re.MULTILINE)) == 4
    said = await draft_of(club, choices=CRANES, take="random", country="usa")
    assert len(re.findall(r"Dust Road", said)) == 5
    everything = await draft_of(club, longest="1h40", years="1957")
    assert "I found just 1 film in the catalogue to add." in everything
    assert f"1. {CRANES}" in everything


async def test_a_filter_that_cannot_be_read_loses_nothing(club: Club) -> None:
    said = await draft_of(club, choices=TWO, take="random", years="the good old days")
    assert f"1. {CRANES}\n2. Solaris (1972)" in said
    assert "the good old days" in said
    said = await draft_of(club, choices=TWO, take="random", genre="musical about tax")
    assert "I found no film in the catalogue to add." in said


async def test_films_come_from_ones_own_watchlist_and_from_everyones(club: Club) -> None:
    for member, title in (
        (club.ana, CRANES),
        (club.ben, CRANES),
        (club.ben, "Solaris (2002)"),
        (club.admin, "Dust Road 7"),
    ):
        await club.run_as(member, "watchlist add", title=title)
    hide = ("INSERT INTO hidden_members VALUES (?, ?, 'now')", (club.server.id, club.admin.id))
    await club.bot.database.write(lambda connection: connection.execute(*hide))
    own = await draft_of(club, take="my watchlist")
    assert "I found just 1 film on your watchlist to add." in own
    assert f"1. {CRANES}\n**A poll needs" in own
    everyones = await draft_of(club, take="everyone’s watchlists")
    assert f"1. {CRANES}\n2. Solaris (2002)\n" in everyones
    assert "Dust Road" not in everyones
    assert "I found no film on your watchlist to add." in await draft_of(club, choices=TWO, take="my watchlist")


async def test_films_come_from_the_boards_of_nights(club: Club) -> None:
    await club.run("night create", name="Friday")
    await club.run("night nominate", title=CRANES)
    taken = await draft_of(club, take="nominations")
    assert f"1. {CRANES}\n" in taken
    assert "I found just 1 film on the boards of your nights to add." in taken


async def test_a_film_of_another_server_is_no_film_here(club: Club) -> None:
    await club.load(make_film("Elsewhere Only", 1990), guild_id=77)
    said = await draft_of(club, choices=f"{TWO}; Elsewhere Only 1990")
    assert "Left out, as it is no film here: “Elsewhere Only 1990”." in said


async def test_a_film_that_left_before_the_opening_is_told_and_the_rest_stays(club: Club) -> None:
    draft = await drafted(club, choices=f"{TWO}; solaris 2002")
    retire = "UPDATE films SET retired_at = 'now' WHERE title = ? AND year = ?"
    for gone in (SOLARIS, SOLARIS_AGAIN):
        values = (gone.title, gone.year)
        await club.bot.database.write(lambda connection, values=values: connection.execute(retire, values))
    said = await open_it(club, draft)
    assert "Solaris (1972) has left the catalogue meanwhile, so it is taken out." in said
    assert "**A poll needs two choices at least: add one more.**" in said
    assert posted(club) == []


async def test_the_role_is_kept_and_one_that_is_gone_is_told(club: Club) -> None:
    role = club.server.create_role("Ushers")
    draft = await drafted(club, choices=TWO, voters=role)
    assert f"for <@&{role.id}>" in text_of(draft)
    await delete_role(club, role)
    said = await open_it(club, draft)
    assert "The role that was to vote is gone, so this would be a poll for everyone now." in said
    assert posted(club) == []
    assert (await open_it(club, draft)).startswith("**Friday?** is up")


async def test_everyone_is_no_role_to_vote(club: Club) -> None:
    assert "for <@&" not in await draft_of(club, choices=TWO, voters=club.server.default_role)


async def test_where_the_bot_may_not_post_the_draft_says_so_and_stays(club: Club) -> None:
    deaf = club.server.create_text_channel(
        "quiet", overwrites={club.server.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    draft = answer(await club.ana.slash(deaf, "poll choose", question="Friday?", choices=TWO))
    assert "I lack a permission in #quiet: Send Messages and Attach Files." in text_of(draft)
    assert f"1. {CRANES}\n2. Solaris (1972)" in text_of(draft)
    assert buttons_of(draft)["Open the poll"]["disabled"]


async def test_a_poll_that_discord_would_not_take_is_open_and_posted_later(club: Club) -> None:
    draft = await drafted(club, choices=TWO)
    club.world.inject_error("POST", f"/channels/{club.channel.id}/messages", status=500)
    assert "**Friday?** is open, but Discord would not let me post it here." in await open_it(club, draft)
    assert posted(club) == []
    await club.ana.click(shown(club, draft), label="Post it here")
    assert text_of(shown(club, draft)).startswith("**Friday?** is up")
    assert text_of(public(club)).startswith("## Friday?")


async def test_cancelling_leaves_nothing(club: Club) -> None:
    draft = await drafted(club, choices=TWO)
    await club.ana.click(draft, label="Cancel")
    assert text_of(shown(club, draft)) == "No poll was opened."
    assert posted(club) == []


async def test_after_a_restart_a_draft_says_to_begin_again(club: Club) -> None:
    draft = await drafted(club, choices=TWO)
    await club.restart()
    told = answer(await club.ana.click(shown(club, draft), label="Open the poll"))
    assert "no longer work" in text_of(told)
    assert f"1. {CRANES}" in text_of(shown(club, draft))


async def test_a_full_draft_of_long_names_fits(club: Club) -> None:
    names = "; ".join(f"{number:02} *{'long* name ' * 30}" for number in range(60))
    draft = await drafted(club, question="?" * 200, choices=names, take="plain texts", closes="2h", sealed=True)
    parts(draft)
    missing = await drafted(club, question="*" * 200, choices=names, closes="soon", most=25)
    assert "I looked for the first 50 names and left out 10 more names." in text_of(missing)
    assert "more remarks." in text_of(missing)
    await club.ana.click(missing, label="Keep 50 names as text")
    parts(shown(club, missing))
    await club.ana.click(shown(club, missing), label="Change")


async def test_polls_are_held_in_servers_that_have_added_the_bot(club: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await club.ana.user.slash("poll choose", question="Friday?", choices=TWO)
    with club.foreign_server(club.ana):
        told = await club.run("poll choose", question="Friday?", choices=TWO)
    assert told.ephemeral
    assert text_of(told) == "Polls are held in servers that have added me."
