"""The *Rate* button on films' cards: for every member, after every restart, and never for another server's film."""

from typing import Any

import pytest
import simcord

from tests.catalogues import REVIEWED, SALT, UNREVIEWED
from tests.factories import make_film
from tests.simulated import SELECT, Club, answer, buttons_of, options_of, parts, text_of, timed_controls

SALT_ID = REVIEWED.index(SALT) + 1


async def score_of(club: Club, member: simcord.MemberActor, film_id: int = SALT_ID) -> int | None:
    rating = await club.bot.ratings.of_member(film_id, guild_id=club.server.id, member_id=member.id)
    return None if rating is None else rating.score


async def ask(member: simcord.MemberActor, card: Any) -> simcord.ResponseMessage:
    return answer(await member.click(card, label="Rate"))


def chosen(question: simcord.ResponseMessage) -> list[str]:
    [select] = [part for part in parts(question) if part["type"] == SELECT]
    return [option["label"] for option in select["options"] if option.get("default")]


def last_of(club: Club, member: simcord.MemberActor) -> Any:
    return club.channel.history(viewer=member)[-1]


async def retire(club: Club) -> None:
    await club.bot.database.write(
        lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE id = ?", (SALT_ID,))
    )


async def test_every_member_rates_from_a_card_and_their_score_is_chosen_the_next_time(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    question = await ask(reviewed.ben, card.message)
    assert question.ephemeral
    assert text_of(question) == "**Salt Road (1999)**\n-# You have not rated it yet."
    assert chosen(question) == []
    options = options_of(question)
    assert len(options) == 10
    assert (next(iter(options)), list(options)[-1]) == ("★★★★★ (5 of 5)", "½ (0.5 of 5)")

    await reviewed.ben.select(question.message, [options["★★★½ (3.5 of 5)"]])
    told = last_of(reviewed, reviewed.ben)
    assert told.id == question.id
    assert text_of(told).startswith("You gave **Salt Road (1999)** ★★★½ (3.5 of 5).")
    assert list(buttons_of(told)) == ["Undo", "Write a review"]
    assert await score_of(reviewed, reviewed.ben) == 7
    assert await score_of(reviewed, reviewed.ana) is None

    again = await ask(reviewed.ben, card.message)
    assert text_of(again).endswith("-# You gave it ★★★½ (3.5 of 5).")
    assert chosen(again) == ["★★★½ (3.5 of 5)"]
    await reviewed.ben.select(again.message, [options["★ (1 of 5)"]])
    assert "Before, you gave it ★★★½ (3.5 of 5)." in text_of(last_of(reviewed, reviewed.ben))
    await reviewed.ben.click(last_of(reviewed, reviewed.ben), label="Undo")
    assert await score_of(reviewed, reviewed.ben) == 7


async def test_the_button_asks_in_points_where_scores_are_points(reviewed: Club) -> None:
    await reviewed.bot.club_settings.set("scale", "points", guild_id=reviewed.server.id, member_id=reviewed.admin.id)
    card = await reviewed.run("film", title="Salt Road")
    question = await ask(reviewed.ana, card.message)
    assert list(options_of(question)) == [f"{score} of 10" for score in range(10, 0, -1)]
    await reviewed.ana.select(question.message, [options_of(question)["8 of 10"]])
    assert await score_of(reviewed, reviewed.ana) == 8


async def test_the_buttons_of_an_old_card_work_after_a_restart(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    question = await ask(reviewed.ana, card.message)
    await reviewed.restart()
    stale = answer(await reviewed.ana.select(question.message, [options_of(question)["★★★★★ (5 of 5)"]]))
    assert "no longer work" in text_of(stale)
    question = await ask(reviewed.ana, card.message)
    await reviewed.ana.select(question.message, [options_of(question)["★★★★★ (5 of 5)"]])
    assert await score_of(reviewed, reviewed.ana) == 10
    assert "watchlist" in text_of(answer(await reviewed.ben.click(card.message, label="Watchlist")))


async def test_the_button_goes_on_when_a_cards_other_controls_are_over(reviewed: Club) -> None:
    drawn = await reviewed.run("random", text="Salt Road")
    await reviewed.pass_time(2_000)
    [message] = reviewed.channel.history()
    assert not timed_controls(message)
    question = await ask(reviewed.ben, drawn.message)
    assert text_of(question).startswith("**Salt Road (1999)**")


async def test_the_question_is_over_in_time(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    await ask(reviewed.ana, card.message)
    await reviewed.pass_time(900)
    assert not timed_controls(last_of(reviewed, reviewed.ana))


async def test_a_film_taken_out_since_is_said_to_be_gone(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    question = await ask(reviewed.ana, card.message)
    await retire(reviewed)
    for told in (
        answer(await reviewed.ana.select(question.message, [options_of(question)["★ (1 of 5)"]])),
        await ask(reviewed.ana, card.message),
    ):
        assert told.ephemeral
        assert text_of(told) == "That film is no longer in the catalogue."


@pytest.mark.parametrize("label", ["Rate", "Club score"])
async def test_another_servers_film_behind_a_forged_id_is_refused(reviewed: Club, label: str) -> None:
    other = reviewed.world.create_guild("Elsewhere")
    await reviewed.load(make_film("Their Own Print", 2024), guild_id=other.id)
    theirs = len(REVIEWED) + 1
    await reviewed.run("rate", title="Salt Road", score="4")
    await reviewed.bot.club_settings.set("score_blind", True, guild_id=reviewed.server.id, member_id=reviewed.admin.id)
    await reviewed.run("film", title="Salt Road")
    message = reviewed.channel.history()[0]
    stored = reviewed.world.backend.get_message(message.channel.id, message.id)
    for part in stored.components[0]["components"][-1]["components"]:
        part["custom_id"] = part["custom_id"].replace(f":{SALT_ID}", f":{theirs}")
    told = answer(await reviewed.ana.click(message, label=label))
    assert told.ephemeral
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_cards_outside_servers_have_no_buttons_that_write(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="4")
    in_server = await reviewed.run("film", title="Salt Road")
    assert list(buttons_of(in_server)) == ["Rate", "Reviews", "Watchlist"]
    assert "**Club**" in text_of(in_server)
    with reviewed.foreign_server(reviewed.ana):
        foreign = await reviewed.run("film", title="Salt Road")
        told = await ask(reviewed.ana, in_server.message)
    assert text_of(told) == "Films are rated in servers that have added me."
    for card in (answer(await reviewed.ana.user.slash("film", title="Salt Road")), foreign):
        assert list(buttons_of(card)) == ["Reviews"]
        assert "**Club**" not in text_of(card)


async def test_every_card_has_the_button(reviewed: Club) -> None:
    bare = await reviewed.run("film", title=UNREVIEWED.title)
    assert list(buttons_of(bare)) == ["Rate", "Watchlist"]
    drawn = await reviewed.run("random", text="Salt Road")
    assert list(buttons_of(drawn)) == ["Another film", "Rate", "Reviews", "Watchlist"]
    listed = await reviewed.run("search", text="Salt Road")
    opened = answer(await reviewed.ana.select(listed.message, [str(SALT_ID)]))
    assert list(buttons_of(opened)) == ["Rate", "Reviews", "Watchlist"]
    said = await reviewed.ben.send(reviewed.channel, "Has anyone seen “Salt Road”?")
    found = answer(await reviewed.ana.context_menu(reviewed.channel, "Find the film", said))
    assert list(buttons_of(found)) == ["Rate", "Reviews", "Watchlist"]
