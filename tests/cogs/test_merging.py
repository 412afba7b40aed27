"""`/catalogue merge` and `/catalogue unmerge`."""

import discord

from tests.catalogues import SOLARIS
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, text_of

KEPT = make_film("The Paper Lighthouse", 1961, directors=("Ida Ek",), ids={"imdb": "tt1"})
DROPPED = make_film("Farol de Papel", 1961, synopsis="A keeper folds a lighthouse.")


async def ask(club: Club, keep: str, drop: str) -> str:
    return text_of(await club.run_as(club.admin, "catalogue merge", keep=keep, drop=drop))


def shown_to_admin(club: Club) -> str:
    return text_of(club.channel.history(viewer=club.admin)[-1])


async def merge(club: Club) -> None:
    await club.load(KEPT, DROPPED, guild_id=club.server.id)
    asked = await club.run_as(club.admin, "catalogue merge", keep="The Paper Lighthouse", drop="Farol de Papel")
    await club.admin.click(asked.message, label="Merge them")


async def test_two_records_become_one_film_under_both_names(club: Club) -> None:
    await club.load(KEPT, DROPPED, guild_id=club.server.id)
    card = await club.run("film", title="Farol de Papel")
    await club.run("rate", title="Farol de Papel", score="4")
    asked = await club.run_as(club.admin, "catalogue merge", keep="The Paper Lighthouse", drop="Farol de Papel")
    assert asked.ephemeral
    assert "Ida Ek" in text_of(asked)
    assert "\n\n**Merged into it**\n" in text_of(asked)
    assert "A keeper folds a lighthouse." in text_of(asked)
    assert "**What moves**: 1 rating." in text_of(asked)
    await club.admin.click(asked.message, label="Merge them")
    assert "**Farol de Papel (1961)** is merged into **The Paper Lighthouse (1961)**." in shown_to_admin(club)
    assert "## The Paper Lighthouse (1961)" in text_of(await club.run("film", title="Farol de Papel (1961)"))
    told = text_of(answer(await club.ben.click(card.message, label="Rate")))
    assert "The Paper Lighthouse" in told
    again = text_of(await club.run("rate", title="The Paper Lighthouse", score="5"))
    assert "Before, you gave it ★★★★" in again


async def test_undo_takes_a_merge_back(club: Club) -> None:
    await merge(club)
    await club.admin.click(club.channel.history(viewer=club.admin)[-1], label="Undo")
    assert "are two films again" in shown_to_admin(club)
    assert "## Farol de Papel (1961)" in text_of(await club.run("film", title="Farol de Papel"))


async def test_a_merge_is_taken_back_later_too(club: Club) -> None:
    await merge(club)
    await club.restart()
    choices = await club.admin.autocomplete(club.channel, "catalogue unmerge", "merge", "farol")
    [label] = [choice["value"] for choice in choices]
    assert label.endswith(": Farol de Papel (1961) → The Paper Lighthouse (1961)")
    told = await club.run_as(club.admin, "catalogue unmerge", merge=label)
    assert told.ephemeral
    assert "are two films again" in text_of(told)
    await club.admin.click(told.message, label="Undo")
    assert "**Farol de Papel (1961)** is merged into **The Paper Lighthouse (1961)**." in shown_to_admin(club)
    [choice] = await club.admin.autocomplete(club.channel, "catalogue unmerge", "merge", "farol")
    await club.run_as(club.admin, "catalogue unmerge", merge=choice["value"])
    again = await club.run_as(club.admin, "catalogue unmerge", merge=label)
    assert "taken back already" in text_of(again)
    assert "Pick one" in text_of(await club.run_as(club.admin, "catalogue unmerge", merge="farol"))


async def test_shared_films_are_the_owner_s_to_merge(club: Club) -> None:
    await club.load(DROPPED, guild_id=club.server.id)
    both = await ask(club, "Solaris (1972)", "Solaris (2002)")
    assert both == "Both films are shared by all servers, so only whoever runs this bot can merge them."
    assert "name that one as the film to keep" in await ask(club, "Solaris (1972)", "Farol de Papel")
    assert "one film already" in await ask(club, "Farol de Papel", "Farol de Papel")


async def test_a_server_s_film_stands_in_for_a_shared_one(club: Club) -> None:
    await club.load(make_film("Soljaris", 1972, directors=SOLARIS.directors), guild_id=club.server.id)
    asked = await club.run_as(club.admin, "catalogue merge", keep="Soljaris", drop="Solaris (1972)")
    assert "Shared by all servers; here the other stands in for it" in text_of(asked)
    await club.admin.click(asked.message, label="Merge them")
    assert "## Soljaris (1972)" in text_of(await club.run("film", title="Solaris (1972)"))
    elsewhere = answer(await club.ana.user.slash("film", title="Solaris (1972)"))
    assert "## Solaris (1972)" in text_of(elsewhere)


async def test_keeping_both_changes_nothing(club: Club) -> None:
    await club.load(KEPT, DROPPED, guild_id=club.server.id)
    asked = await club.run_as(club.admin, "catalogue merge", keep="The Paper Lighthouse", drop="Farol de Papel")
    assert list(buttons_of(asked)) == ["Merge them", "Keep both"]
    await club.admin.click(asked.message, label="Keep both")
    assert shown_to_admin(club) == "Both films stay as they are."
    assert "## Farol de Papel (1961)" in text_of(await club.run("film", title="Farol de Papel"))


async def test_another_server_s_merge_cannot_be_taken_back(club: Club) -> None:
    await merge(club)
    [made] = await club.bot.merges.recent(guild_id=club.server.id, limit=9)
    other = club.world.create_guild("Elsewhere")
    role = other.create_role("Projectionists", permissions=discord.Permissions(manage_guild=True))
    admin, channel = other.add_member(club.admin.user, roles=[role]), other.create_text_channel("films")
    assert await admin.autocomplete(channel, "catalogue unmerge", "merge", "") == []
    told = answer(await admin.slash(channel, "catalogue unmerge", merge=f"{made.id}: x"))
    assert "taken back already" in text_of(told)
    assert await club.bot.merges.recent(guild_id=club.server.id, limit=9) == [made]


async def test_an_admin_who_is_none_any_more_cannot_merge(club: Club) -> None:
    await club.load(KEPT, DROPPED, guild_id=club.server.id)
    asked = await club.run_as(club.admin, "catalogue merge", keep="The Paper Lighthouse", drop="Farol de Papel")
    club.world.backend.get_guild(club.server.id).members[club.admin.id].role_ids.clear()
    assert "Manage Server" in text_of(answer(await club.admin.click(asked.message, label="Merge them")))
    assert await club.bot.merges.recent(guild_id=club.server.id, limit=9) == []
    assert "catalogue merge" not in club.ana.available_commands(club.channel)
