"""What is asked for in plain words and done at a click: by whom, once, over a restart, and as the commands do it."""

from typing import Any

import pytest
import simcord

from tests.catalogues import CATALOGUE, REVIEWED, SALT, SOLARIS, SOLARIS_AGAIN
from tests.cogs.test_chosen import closed_to_all
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, text_of

SALT_ID = REVIEWED.index(SALT) + 1


async def ask(club: Club, question: str, **options: Any) -> simcord.ResponseMessage:
    return await club.run("ask", question=question, **options)


async def press(club: Club, told: Any, label: str, member: simcord.MemberActor | None = None) -> Any:
    """Click a button; return what the member is told, which beside a message that is drawn anew is another."""
    result = await (member or club.ana).click(told, label=label)
    return result.followups[-1] if result.followups else answer(result)


async def score_of(club: Club, film_id: int = SALT_ID, member: simcord.MemberActor | None = None) -> int | None:
    rating = await club.bot.ratings.of_member(film_id, guild_id=club.server.id, member_id=(member or club.ana).id)
    return None if rating is None else rating.score


async def listed(club: Club) -> tuple[int, ...]:
    return await club.bot.watchlist.matching("", guild_id=club.server.id, member_id=club.ana.id, limit=9)


async def test_a_rating_is_written_at_the_click_and_undone_as_the_commands_is(reviewed: Club) -> None:
    told = await ask(reviewed, "rate salt raod 9")
    assert not told.ephemeral
    assert "I will rate **Salt Road (1999)** ★★★★½ (4.5 of 5) for you once you press the button." in text_of(told)
    assert list(buttons_of(told)) == ["Rate Salt Road (1999) ★★★★½"]
    assert await score_of(reviewed) is None

    done = await press(reviewed, told.message, "Rate Salt Road (1999) ★★★★½")
    assert done.ephemeral
    assert text_of(done).startswith("You gave **Salt Road (1999)** ★★★★½ (4.5 of 5).")
    assert await score_of(reviewed) == 9
    await reviewed.ana.click(done.message, label="Undo")
    assert await score_of(reviewed) is None


@pytest.mark.parametrize("private", [False, True])
async def test_what_was_pressed_is_marked_and_stays_so_while_the_rest_works(reviewed: Club, private: bool) -> None:
    told = await ask(reviewed, "rate Salt Road 9 and add it to my list", private=private)
    await press(reviewed, told.message, "Rate Salt Road (1999) ★★★★½")
    await reviewed.restart()
    assert [bool(button.get("disabled")) for button in buttons_of(told).values()] == [True, False]
    assert next(iter(buttons_of(told))) == "✓ Rate Salt Road (1999) ★★★★½"
    await press(reviewed, told.message, "Put Salt Road (1999) on my watchlist")
    assert not enabled_controls(told)
    assert await listed(reviewed) == (SALT_ID,)


async def test_another_member_is_refused_and_told_whose_button_it_is(reviewed: Club) -> None:
    told = await ask(reviewed, "rate Salt Road 9")
    refused = await press(reviewed, told.message, "Rate Salt Road (1999) ★★★★½", reviewed.ben)
    assert refused.ephemeral
    whose = f"This button is {reviewed.ana.mention}’s. Write to me and you get your own."
    assert text_of(refused) == whose
    assert await score_of(reviewed, member=reviewed.ben) is None


async def test_the_button_works_after_a_restart_and_on_another_scale(reviewed: Club) -> None:
    told = await ask(reviewed, "rate Salt Road 4.5")
    await reviewed.restart()
    who = {"guild_id": reviewed.server.id, "member_id": reviewed.admin.id}
    await reviewed.bot.club_settings.set("scale", "points", **who)
    done = await press(reviewed, told.message, "Rate Salt Road (1999) ★★★★½")
    assert text_of(done).startswith("You gave **Salt Road (1999)** 9 of 10.")
    assert await score_of(reviewed) == 9


async def test_a_wrong_score_is_told_as_by_the_command(reviewed: Club) -> None:
    told = await ask(reviewed, "rate Salt Road lovely")
    by_command = text_of(await reviewed.run("rate", title="Salt Road", score="lovely"))
    assert by_command in text_of(told)
    assert not enabled_controls(told)


async def test_without_a_score_the_button_asks_for_one(reviewed: Club) -> None:
    told = await ask(reviewed, "rate Salt Road")
    question = await press(reviewed, told.message, "Rate Salt Road (1999)")
    await reviewed.ana.select(question.message, [options_of(question)["★★★ (3 of 5)"]])
    assert await score_of(reviewed) == 6


async def test_a_film_that_is_gone_by_then_is_said_to_be(reviewed: Club) -> None:
    told = await ask(reviewed, "add Salt Road to my list")
    poll = await ask(reviewed, "make a poll: Salt Road or Nobody Came")
    await reviewed.bot.database.write(
        lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE id = ?", (SALT_ID,))
    )
    said = text_of(await press(reviewed, told.message, "Put Salt Road (1999) on my watchlist"))
    assert said == "That film is no longer in the catalogue."
    result = await reviewed.ana.click(poll.message, label="Draft a poll with 2 films")
    assert "Nobody Came (1970)" in text_of(result.response or result.followups[0])
    assert "Not every film is in the draft" in text_of(result.followups[-1])


async def test_another_servers_film_is_neither_offered_nor_done(reviewed: Club) -> None:
    await reviewed.load(make_film("Zanzibar Nocturne", 1977), guild_id=7)
    assert not enabled_controls(await ask(reviewed, "rate Zanzibar Nocturne 4"))
    assert "is not among the" in text_of(await ask(reviewed, "add zanzibar nocturne to my list"))


async def test_the_watchlist_and_back(reviewed: Club) -> None:
    told = await ask(reviewed, "put Salt Road on my watchlist")
    done = await press(reviewed, told.message, "Put Salt Road (1999) on my watchlist")
    assert text_of(done).startswith("**Salt Road (1999)** is on your watchlist.")
    assert await listed(reviewed) == (SALT_ID,)
    assert "Yes, **Salt Road (1999)** is on your watchlist." in text_of(await ask(reviewed, "is it on my list?"))
    off = await ask(reviewed, "take it off my list")
    await press(reviewed, off.message, "Take Salt Road (1999) off my watchlist")
    assert await listed(reviewed) == ()


async def test_a_rating_is_taken_back(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="4")
    told = await ask(reviewed, "remove my rating of Salt Road")
    done = await press(reviewed, told.message, "Take my rating of Salt Road (1999) out")
    assert text_of(done).startswith("Your rating of **Salt Road (1999)** is taken out.")
    assert await score_of(reviewed) is None


async def test_the_diary(reviewed: Club) -> None:
    told = await ask(reviewed, "I watched Salt Road on 3 may 2024")
    done = await press(reviewed, told.message, "Log Salt Road (1999), 3 May 2024")
    assert "**Salt Road (1999)** is in your diary for 3 May 2024." in text_of(done)
    assert list(buttons_of(done)) == ["Undo", "Rate", "Write a review"]


async def test_a_review_begins_with_its_form(reviewed: Club) -> None:
    told = await ask(reviewed, "write a review of Salt Road")
    form = await reviewed.ana.click(told.message, label="Review Salt Road (1999)")
    assert form.modal is not None


async def test_a_discussion_is_opened_and_then_led_to(reviewed: Club) -> None:
    told = await ask(reviewed, "let's discuss Salt Road")
    assert "is up for discussion" in text_of(await press(reviewed, told.message, "Discuss Salt Road (1999)"))
    again = await press(reviewed, told.message, "Discuss Salt Road (1999)")
    assert "is being discussed already" in text_of(again)


async def test_a_poll_is_drafted_for_its_maker_and_opened_there(club: Club) -> None:
    told = await ask(club, "start a poll for friday: the cranes are flying or solaris 1972")
    await club.restart()
    draft = await press(club, told.message, "Draft a poll with 2 films")
    assert draft.ephemeral
    assert "What shall we watch on Friday?" in text_of(draft)
    assert await club.bot.polls.latest(guild_id=club.server.id, is_open=None, limit=5) == ()
    await club.ana.click(draft.message, label="Open the poll")
    [poll] = await club.bot.polls.latest(guild_id=club.server.id, is_open=True, limit=5)
    assert [option.label for option in poll.options] == ["The Cranes Are Flying (1957)", "Solaris (1972)"]
    assert poll.created_by == club.ana.id


async def test_a_poll_without_films_takes_them_from_where_its_maker_says(club: Club) -> None:
    await club.run_as(club.ben, "watchlist add", title="Solaris (2002)")
    told = await ask(club, "start a poll for tonight")
    draft = await press(club, told.message, "Draft a poll from everyone’s watchlists")
    assert "What shall we watch tonight?" in text_of(draft)
    assert "Solaris (2002)" in text_of(draft)


async def test_who_may_not_start_a_poll_is_told_as_by_the_command(club: Club) -> None:
    quiet = closed_to_all(club, "quiet", attach_files=False)
    await club.bot.club_settings.set("poll_channel", quiet.id, guild_id=club.server.id, member_id=club.admin.id)
    told = await ask(club, "make a poll: solaris 1972 or the cranes are flying")
    draft = await press(club, told.message, "Draft a poll with 2 films")
    assert "I lack a permission in #quiet: Attach Files." in text_of(draft)
    assert buttons_of(draft)["Open the poll"].get("disabled")


async def test_films_of_one_name_are_told_apart(club: Club) -> None:
    labels = list(buttons_of(await ask(club, "rate The Killers 4")))
    assert sorted(labels) == [
        "Rate The Killers (1946), Ann Other ★★★★",
        "Rate The Killers (1946), Robert Siodmak ★★★★",
    ]
    told = await ask(club, "rate solaris 4")
    assert sorted(buttons_of(told)) == ["Rate Solaris (1972) ★★★★", "Rate Solaris (2002) ★★★★"]
    await press(club, told.message, "Rate Solaris (1972) ★★★★")
    assert await score_of(club, CATALOGUE.index(SOLARIS) + 1) == 8
    assert await score_of(club, CATALOGUE.index(SOLARIS_AGAIN) + 1) is None
    draft = await press(club, (await ask(club, "make a poll: the killers")).message, "Draft a poll with 2 films")
    assert "Robert Siodmak" in text_of(draft)
    assert "Ann Other" in text_of(draft)


async def test_long_titles_fit_their_buttons(club: Club) -> None:
    await club.load(make_film("The Projectionist Who Fell Asleep in the Very Last Reel", 1988))
    told = await ask(club, "add the projectionist who fell asleep in the very last reel to my list")
    assert list(buttons_of(told)) == ["Put The Projectionist Who Fell As… (1988) on my watchlist"]


async def test_outside_servers_nothing_is_offered(reviewed: Club) -> None:
    with reviewed.foreign_server(reviewed.ana):
        told = await ask(reviewed, "rate Salt Road 9")
    assert "scores are kept there" in text_of(told)
    assert not enabled_controls(told)


@pytest.mark.parametrize(
    ("question", "command"), [("load a file", "catalogue load"), ("delete the film", "catalogue retire")]
)
async def test_what_admins_do_is_left_to_them(reviewed: Club, question: str, command: str) -> None:
    told = text_of(await reviewed.run_as(reviewed.admin, "ask", question=question))
    assert f"`/{command}`" in told
    assert "admins" in told
