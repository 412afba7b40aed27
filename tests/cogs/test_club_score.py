"""The club's score on a film's card: for all, or in servers that hide it, for who has rated the film."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalogues import REVIEWED, SALT
from tests.simulated import Club, answer, buttons_of, text_of

SALT_ID = REVIEWED.index(SALT) + 1
HELD_BACK = "**Club**  rated by 2 members"
IN_NUMBERS = "**Club**  ★ 4.25 of 5 from 2 members"


async def rated_by_two(club: Club) -> None:
    await club.run("rate", title="Salt Road", score="4.5")
    await club.run_as(club.admin, "rate", title="Salt Road", score="4")


async def be_blind(club: Club) -> None:
    await club.bot.club_settings.set("score_blind", True, guild_id=club.server.id, member_id=club.admin.id)


async def test_the_card_tells_the_clubs_score_once_there_is_one(reviewed: Club) -> None:
    assert "Club" not in text_of(await reviewed.run("film", title="Salt Road"))
    await reviewed.run("rate", title="Salt Road", score="4.5")
    assert text_of(await reviewed.run("film", title="Salt Road")).endswith("**Club**  ★ 4.50 of 5 from 1 member")
    await rated_by_two(reviewed)
    for options in ({}, {"private": True}):
        card = await reviewed.run_as(reviewed.ben, "film", title="Salt Road", **options)
        assert text_of(card).endswith(IN_NUMBERS)
        assert "Club score" not in buttons_of(card)
    await reviewed.bot.club_settings.set("scale", "points", guild_id=reviewed.server.id, member_id=reviewed.admin.id)
    assert text_of(await reviewed.run("film", title="Salt Road")).endswith("**Club**  ★ 8.50 of 10 from 2 members")


async def test_a_blind_server_shows_the_count_and_reveals_the_score_to_who_has_rated(reviewed: Club) -> None:
    await rated_by_two(reviewed)
    await be_blind(reviewed)
    card = await reviewed.run("film", title="Salt Road")
    assert text_of(card).endswith(HELD_BACK)
    assert "4.25" not in text_of(card)
    assert list(buttons_of(card)) == ["Rate", "Reviews", "Watchlist", "Club score"]

    told = answer(await reviewed.ana.click(card.message, label="Club score"))
    assert told.ephemeral
    assert text_of(told) == "**Salt Road (1999)**\n★ 4.25 of 5 from 2 members\n-# You gave it ★★★★½ (4.5 of 5)."

    refused = answer(await reviewed.ben.click(card.message, label="Club score"))
    assert refused.ephemeral
    assert text_of(refused).startswith("Rate Salt Road (1999) first, so that nobody else’s score sways yours.")
    await reviewed.run_as(reviewed.ben, "rate", title="Salt Road", score="1")
    after = answer(await reviewed.ben.click(card.message, label="Club score"))
    assert "★ 3.17 of 5 from 3 members" in text_of(after)


async def test_a_private_card_in_a_blind_server_shows_the_numbers_to_who_has_rated_alone(reviewed: Club) -> None:
    await rated_by_two(reviewed)
    await be_blind(reviewed)
    own = await reviewed.run("film", title="Salt Road", private=True)
    assert text_of(own).endswith(IN_NUMBERS)
    assert "Club score" not in buttons_of(own)
    bens = await reviewed.run_as(reviewed.ben, "film", title="Salt Road", private=True)
    assert text_of(bens).endswith(HELD_BACK)
    assert "Club score" in buttons_of(bens)
    drawn = await reviewed.run("random", text="Salt Road")
    assert text_of(drawn).endswith(HELD_BACK)
    assert list(buttons_of(drawn)) == ["Another film", "Rate", "Reviews", "Watchlist", "Club score"]
    said = await reviewed.ben.send(reviewed.channel, "Has anyone seen “Salt Road”?")
    found = answer(await reviewed.ana.context_menu(reviewed.channel, "Find the film", said))
    assert text_of(found).endswith(IN_NUMBERS)


async def test_the_button_works_after_a_restart_and_when_things_have_changed(reviewed: Club) -> None:
    await rated_by_two(reviewed)
    await be_blind(reviewed)
    card = await reviewed.run("film", title="Salt Road")
    await reviewed.restart()
    assert "★ 4.25 of 5" in text_of(answer(await reviewed.ana.click(card.message, label="Club score")))
    with reviewed.foreign_server(reviewed.ana):
        foreign = answer(await reviewed.ana.click(card.message, label="Club score"))
    assert text_of(foreign) == "A club’s scores are told in its own server."
    await reviewed.bot.club_settings.set("score_blind", False, guild_id=reviewed.server.id, member_id=1)
    assert "★ 4.25 of 5" in text_of(answer(await reviewed.ben.click(card.message, label="Club score")))
    await reviewed.bot.database.write(lambda connection: connection.execute("DELETE FROM ratings"))
    gone = answer(await reviewed.ben.click(card.message, label="Club score"))
    assert text_of(gone) == "There is no score of the club for Salt Road (1999) now."


async def test_a_card_takes_two_questions_to_the_database(reviewed: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    await rated_by_two(reviewed)
    asked: list[object] = []
    read = reviewed.bot.database.read

    async def counting(work: Callable[[sqlite3.Connection], Any]) -> Any:
        asked.append(work)
        return await read(work)

    monkeypatch.setattr(reviewed.bot.database, "read", counting)
    assert IN_NUMBERS in text_of(await reviewed.run("film", title="Salt Road (1999)"))
    assert len(asked) == 2
