"""Learning from picks, and `/catalogue alias review`."""

import pytest
import simcord

from bot.catalogue.index import Confidence
from bot.errors import DatabaseError
from tests.cogs.test_films import be
from tests.simulated import Club, answer, buttons_of, options_of, text_of


async def pick(club: Club, member: simcord.MemberActor, typed: str, label: str) -> None:
    """Look a film up so that it is asked for, and pick one."""
    index = club.bot.index
    be(club, Confidence.CHOICE)
    question = await club.run_as(member, "film", title=typed)
    await member.select(question.message, [options_of(question)[label]])
    club.bot.index = index


async def review(club: Club) -> simcord.ResponseMessage:
    return await club.run_as(club.admin, "catalogue alias review")


async def test_what_was_typed_before_a_pick_is_reviewed_and_accepted(club: Club) -> None:
    await pick(club, club.ana, "solaris", "Solaris (2002)")
    await pick(club, club.ben, "solaris", "Solaris (2002)")
    listed = await review(club)
    assert listed.ephemeral
    assert "“solaris” → **Solaris (2002)**\n-# 2 times by 2 members" in text_of(listed)
    await club.admin.click(listed.message, label="Accept")
    after = text_of(club.channel.history(viewer=club.admin)[-1])
    assert "Accepted: “solaris” → **Solaris (2002)**" in after
    assert "Nothing to review." in after
    assert text_of(await review(club)).startswith("## What members type\nNothing to review.")


async def test_an_accepted_alias_finds_its_film_at_once_and_in_this_server_alone(club: Club) -> None:
    for member in (club.ana, club.ben):
        await pick(club, member, "solaris", "Solaris (2002)")
    listed = await review(club)
    await club.admin.click(listed.message, label="Accept")
    here = await club.bot.index.search("solaris", guild_id=club.server.id)
    assert (here.matches[0].title, here.matches[0].year) == ("Solaris", 2002)
    assert "## Solaris (2002)" in text_of(await club.run("film", title="solaris"))
    elsewhere = await club.bot.index.search("solaris", guild_id=club.server.id + 1)
    assert elsewhere.matches[0].year == 1972


async def test_a_dismissed_pair_is_gone(club: Club) -> None:
    for member in (club.ana, club.ben):
        await pick(club, member, "solaris", "Solaris (2002)")
    listed = await review(club)
    await club.admin.click(listed.message, label="Dismiss")
    assert "Dismissed: “solaris”" in text_of(club.channel.history(viewer=club.admin)[-1])
    assert "Nothing to review." in text_of(await review(club))


async def test_a_pick_from_the_runners_up_counts_once_a_card(club: Club) -> None:
    index = club.bot.index
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    for _ in range(3):
        shown = club.channel.history()[-1]
        await club.ana.select(shown, [next(iter(options_of(shown).values()))])
    club.bot.index = index
    assert "Nothing to review." in text_of(await review(club))
    assert card.id == club.channel.history()[-1].id


async def test_an_autocompleted_title_teaches_nothing(club: Club) -> None:
    for _ in range(3):
        [label, *_] = await club.offered("title", "solar")
        await club.run("film", title=label)
    assert "Nothing to review." in text_of(await review(club))


async def test_picks_outside_the_server_are_not_kept(club: Club) -> None:
    index = club.bot.index
    be(club, Confidence.CHOICE)
    for _ in range(2):
        question = answer(await club.ana.user.slash("film", title="solaris"))
        await club.ana.user.select(question.message, [options_of(question)["Solaris (2002)"]])
    club.bot.index = index
    rows = await club.bot.database.read(lambda connection: connection.execute("SELECT count(*) FROM picks").fetchone())
    assert rows == (0,)


async def test_a_busy_database_loses_the_note_and_not_the_answer(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise DatabaseError("Another program has kept the database locked.")

    monkeypatch.setattr(club.bot.picks, "note", busy)
    await pick(club, club.ana, "solaris", "Solaris (2002)")
    assert "## Solaris (2002)" in text_of(club.channel.history()[-1])


async def test_many_pairs_are_pages(club: Club) -> None:
    for number in range(7):
        for member in (1, 2):
            await club.bot.picks.note(f"typed {number}", 1, guild_id=club.server.id, member_id=member)
    listed = await review(club)
    assert text_of(listed).count("→") == 5
    await club.admin.click(listed.message, label="Next")
    turned = club.channel.history(viewer=club.admin)[-1]
    assert text_of(turned).count("→") == 2
    assert "2 of 2" in buttons_of(turned)


async def test_a_pair_that_another_admin_decided_on_says_so(club: Club) -> None:
    for member in (club.ana, club.ben):
        await pick(club, member, "solaris", "Solaris (2002)")
    first, second = await review(club), await review(club)
    await club.admin.click(first.message, label="Dismiss")
    await club.admin.click(second.message, label="Accept")
    assert "Already decided" in text_of(club.channel.history(viewer=club.admin)[-1])


async def test_members_are_neither_offered_it_nor_let_through(club: Club) -> None:
    assert "catalogue alias review" in club.admin.available_commands(club.channel)
    assert "catalogue alias review" not in club.ana.available_commands(club.channel)
    command = club.bot.tree.get_command("catalogue")
    assert command is not None
    assert command.default_permissions is not None
    command.default_permissions = None
    await club.bot.tree.sync()
    told = await club.run("catalogue alias review")
    assert told.ephemeral
    assert text_of(told) == "This is for members with the permission **Manage Server**."


async def test_an_admin_who_is_none_any_more_cannot_decide(club: Club) -> None:
    for member in (club.ana, club.ben):
        await pick(club, member, "solaris", "Solaris (2002)")
    listed = await review(club)
    club.world.backend.get_guild(club.server.id).members[club.admin.id].role_ids.clear()
    told = answer(await club.admin.click(listed.message, label="Accept"))
    assert "Manage Server" in text_of(told)
    assert len(await club.bot.picks.suggestions(guild_id=club.server.id)) == 1


async def test_a_list_from_before_a_restart_says_so(club: Club) -> None:
    for member in (club.ana, club.ben):
        await pick(club, member, "solaris", "Solaris (2002)")
    listed = await review(club)
    await club.restart()
    assert "no longer work" in text_of(answer(await club.admin.click(listed.message, label="Accept")))
