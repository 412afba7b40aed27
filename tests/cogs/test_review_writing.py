"""Members' own reviews: `/review`, the form, what is answered to it, and where the reviews are seen."""

from typing import Any

import pytest
import simcord
from simcord.components import walk_components

from bot.connection import check
from bot.replies.reviews.writing import WriteReviewButton
from bot.ui import respond
from bot.ui.reviews.saved import form_offered
from tests.catalogues import REVIEWED, SALT, UNREVIEWED
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, buttons_of, options_of, parts, text_of

SALT_ID = REVIEWED.index(SALT) + 1
BARE_ID = REVIEWED.index(UNREVIEWED) + 1
TEXT_INPUT, SELECT = 4, 3
WORDS = "The camera follows the goat for an hour, and the film is never dull for a minute of it."


def field_of(form: simcord.InteractionResult, kind: int) -> dict[str, Any]:
    assert form.modal is not None, "no form was opened"
    return next(part for part in walk_components(form.modal["components"]) if part["type"] == kind)


def suggested(form: simcord.InteractionResult) -> tuple[str, str]:
    """Return the text and the spoiler mark that a form is filled in with."""
    [mark] = [option["value"] for option in field_of(form, SELECT)["options"] if option.get("default")]
    return field_of(form, TEXT_INPUT).get("value") or "", mark


async def send(
    member: simcord.MemberActor, form: simcord.InteractionResult, text: str, mark: str | None = None
) -> simcord.InteractionResult:
    """Send a form with a text, and with the mark that it suggests where none is given."""
    values = {
        field_of(form, TEXT_INPUT)["custom_id"]: text,
        field_of(form, SELECT)["custom_id"]: [mark or suggested(form)[1]],
    }
    return await member.submit_modal(form, values)


async def write(
    club: Club,
    text: str = WORDS,
    mark: str = "none",
    *,
    title: str = "Salt Road",
    member: simcord.MemberActor | None = None,
) -> simcord.ResponseMessage:
    """Write a review by `/review`, as Ana where no other member is given, and return the answer."""
    writer = member or club.ana
    return answer(await send(writer, await writer.slash(club.channel, "review", title=title), text, mark))


async def text_kept(club: Club, film_id: int = SALT_ID, member: simcord.MemberActor | None = None) -> str | None:
    own = await club.bot.reviews.own(film_id, guild_id=club.server.id, member_id=(member or club.ana).id)
    return None if own is None else own.text


def private(club: Club, member: simcord.MemberActor | None = None) -> Any:
    """Return the last message that only this member sees."""
    return [message for message in club.channel.history(viewer=member or club.ana) if message.flags.ephemeral][-1]


async def index_fits(club: Club) -> bool:
    return await club.bot.database.write(check) == []


async def test_a_review_is_written_and_read_by_all(reviewed: Club) -> None:
    told = await write(reviewed)
    assert told.ephemeral
    assert text_of(told) == (
        "Your review of **Salt Road (1999)** is saved.\n"
        "-# Free of spoilers · rate the film, and your score stands beside it"
    )
    assert list(buttons_of(told)) == ["Share", "Edit", "Delete"]
    await reviewed.run("rate", title="Salt Road", score="4.5")
    listed = text_of(await reviewed.run_as(reviewed.ben, "reviews", title="Salt Road"))
    assert "## Salt Road (1999)\n-# 2 reviews, newest first" in listed
    assert f"**ana** (club member <@{reviewed.ana.id}>) · ★★★★½\n-# Free of spoilers\n> {WORDS}" in listed
    quote = text_of(await reviewed.run_as(reviewed.ben, "quote", reviewer="ana"))
    assert quote == f"> {WORDS}\n**ana** (club member <@{reviewed.ana.id}>) on **Salt Road (1999)** · ★★★★½"
    found = text_of(await reviewed.run("search", words="dull minute"))
    assert f"-# Review by ana (club member <@{reviewed.ana.id}>)\n> The camera follows" in found
    assert "**Reviews**  2" in text_of(await reviewed.run("film", title="Salt Road"))
    assert await index_fits(reviewed)


async def test_the_score_beside_a_review_is_on_the_servers_scale(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="4.5")
    assert text_of(await write(reviewed)).endswith("-# Free of spoilers · your rating, ★★★★½, stands beside it")
    await reviewed.bot.club_settings.set("scale", "points", guild_id=reviewed.server.id, member_id=1)
    assert f"(club member <@{reviewed.ana.id}>) · 9/10" in text_of(await reviewed.run("reviews", title="Salt Road"))


@pytest.mark.parametrize(("sort", "first"), [("highest", "ana"), ("lowest", "The Usher")])
async def test_a_members_score_counts_where_reviews_are_sorted_by_it(reviewed: Club, sort: str, first: str) -> None:
    await write(reviewed)
    await reviewed.run("rate", title="Salt Road", score="5")
    assert next(iter(options_of(await reviewed.run("reviews", title="Salt Road", sort=sort)))) == first


async def test_the_form_is_filled_in_with_what_there_is(reviewed: Club) -> None:
    assert suggested(await reviewed.ana.slash(reviewed.channel, "review", title="salt raod")) == ("", "unmarked")
    await write(reviewed, mark="mild")
    form = await reviewed.ana.slash(reviewed.channel, "review", title="Salt Road")
    assert suggested(form) == (WORDS, "mild")
    others = await reviewed.ben.slash(reviewed.channel, "review", title="Salt Road")
    assert suggested(others) == ("", "unmarked")


async def test_an_edit_takes_the_place_of_the_words_and_keeps_the_votes(reviewed: Club) -> None:
    saved = await write(reviewed)
    quote = await reviewed.run_as(reviewed.ben, "quote", reviewer="ana")
    await reviewed.ben.click(quote.message, label="Agree")
    form = await reviewed.ana.click(saved.message, label="Edit")
    await send(reviewed.ana, form, "The goat is the only one who acts in this film, and it knows.")
    told = private(reviewed)
    assert text_of(told).startswith("Your review of **Salt Road (1999)** is changed. 1 vote on it stays.")
    assert list(buttons_of(told)) == ["Share", "Edit", "Delete"]
    listed = text_of(await reviewed.run("reviews", title="Salt Road"))
    assert "· 1 agrees\n> The goat is the only one" in listed
    assert "2 reviews" in listed
    assert "No review or synopsis holds dull." in text_of(await reviewed.run("search", words="dull"))
    assert await index_fits(reviewed)


@pytest.mark.parametrize("nothing", ["", "   \n\t ", "\u200b\u2060\ufeff\u3164"])
async def test_sent_empty_it_is_taken_out_and_can_be_brought_back(reviewed: Club, nothing: str) -> None:
    await write(reviewed)
    told = await write(reviewed, nothing)
    assert text_of(told) == "Your review of **Salt Road (1999)** is taken out."
    assert await text_kept(reviewed) is None
    assert await index_fits(reviewed)
    await reviewed.ana.click(told.message, label="Undo")
    assert text_of(private(reviewed)) == ("Undone: your review of **Salt Road (1999)** is back, with the votes on it.")
    assert await text_kept(reviewed) == WORDS
    assert await index_fits(reviewed)


async def test_delete_takes_it_out_and_an_old_button_says_so(reviewed: Club) -> None:
    saved = await write(reviewed, f"I saw it twice. {WORDS}")
    quote = await reviewed.run_as(reviewed.ben, "quote", reviewer="ana")
    await reviewed.ben.click(quote.message, label="Agree")
    await reviewed.ana.click(saved.message, label="Delete")
    assert text_of(private(reviewed)) == "Your review of **Salt Road (1999)** is taken out."
    gone = answer(await reviewed.ben.click(quote.message, label="Whole review"))
    assert text_of(gone) == "That review is no longer in the catalogue."
    await reviewed.ana.click(private(reviewed), label="Undo")
    whole = answer(await reviewed.ben.click(quote.message, label="Whole review"))
    assert WORDS in text_of(whole)
    assert "1 agrees" in text_of(await reviewed.run("reviews", title="Salt Road"))


async def test_an_undo_does_not_write_over_what_came_since(reviewed: Club) -> None:
    await write(reviewed)
    taken_out = await write(reviewed, "")
    await write(reviewed, "Another one, and the film is better for it.")
    told = answer(await reviewed.ana.click(taken_out.message, label="Undo"))
    assert text_of(told) == "You have written another review of that film since, so that one stays."
    assert await text_kept(reviewed) == "Another one, and the film is better for it."


async def test_a_new_review_after_a_deleted_one_begins_without_its_votes(reviewed: Club) -> None:
    await write(reviewed, mark="full")
    quote = await reviewed.run_as(reviewed.ben, "quote", reviewer="ana")
    await reviewed.ben.click(quote.message, label="Agree")
    await write(reviewed, "")
    await write(reviewed, mark="none")
    assert f"(club member <@{reviewed.ana.id}>)\n-# Free of spoilers\n>" in text_of(
        await reviewed.run("reviews", title="Salt Road")
    )


async def test_nothing_written_is_nothing_saved(reviewed: Club) -> None:
    told = await write(reviewed, " \u200b ")
    assert text_of(told) == "There is nothing in it, so nothing is saved."
    assert await text_kept(reviewed) is None


@pytest.mark.parametrize(
    ("mark", "shown"), [("none", "\n" + WORDS), ("mild", "\n" + WORDS), ("full", f"||{WORDS}||"), ("unmarked", "||")]
)
async def test_a_shared_review_stands_behind_the_right_bars(reviewed: Club, mark: str, shown: str) -> None:
    saved = await write(reviewed, mark=mark)
    await reviewed.ana.click(saved.message, label="Share")
    [posted] = reviewed.channel.history()
    assert text_of(posted).startswith(f"### Salt Road (1999)\n**ana** (club member <@{reviewed.ana.id}>)\n-# ")
    assert shown in text_of(posted)
    assert list(buttons_of(posted)) == ["Whole review", "Write a review"]
    assert buttons_of(private(reviewed))["Shared"]["disabled"]


async def test_the_buttons_of_a_shared_review_last(reviewed: Club) -> None:
    saved = await write(reviewed, mark="unmarked")
    await reviewed.ana.click(saved.message, label="Share")
    await reviewed.restart()
    [posted] = reviewed.channel.history()
    form = await reviewed.ben.click(posted, label="Write a review")
    assert text_of(answer(await send(reviewed.ben, form, "It has a goat in it, and that is all."))).startswith("Your")
    read = answer(await reviewed.admin.click(posted, label="Whole review"))
    assert read.ephemeral
    await reviewed.admin.select(read.message, ["none"])
    assert f"-# Free of spoilers\n{WORDS}" in text_of(reviewed.channel.history()[0])


async def test_a_review_that_is_changed_while_it_is_read_is_read_as_it_is_now(reviewed: Club) -> None:
    saved = await write(reviewed, "A sentence about the goat. " * 140)
    await reviewed.ana.click(saved.message, label="Share")
    read = answer(await reviewed.ben.click(reviewed.channel.history()[0], label="Whole review"))
    await write(reviewed, "A sentence about the road. " * 140)
    await reviewed.ben.click(read.message, label="Next")
    turned = text_of(private(reviewed, reviewed.ben))
    assert "the road" in turned
    assert "the goat" not in turned


async def test_each_member_has_a_review_of_their_own(reviewed: Club) -> None:
    form = await reviewed.ana.slash(reviewed.channel, "review", title="Salt Road")
    await send(reviewed.ana, form, WORDS, "full")
    await write(reviewed, "Mine.", member=reviewed.ben)
    assert await text_kept(reviewed) == WORDS
    assert await text_kept(reviewed, member=reviewed.ben) == "Mine."


async def test_share_after_the_review_is_gone_says_so(reviewed: Club) -> None:
    saved = await write(reviewed)
    await write(reviewed, "")
    for label in ("Share", "Delete"):
        told = answer(await reviewed.ana.click(saved.message, label=label))
        assert text_of(told) == "That review is no longer in the catalogue."


async def test_the_button_suggests_its_mark_and_works_after_a_restart(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def offer(interaction: respond.Interaction) -> None:
        await respond.show(interaction, form_offered("Nobody Came", WriteReviewButton(BARE_ID, "mild")))

    monkeypatch.setattr(reviewed.bot.tree.get_command("help"), "_callback", lambda _, interaction: offer(interaction))
    offered = await reviewed.run("help")
    await reviewed.restart()
    form = await reviewed.ben.click(offered.message, label="Write a review")
    assert suggested(form) == ("", "mild")
    told = answer(await send(reviewed.ben, form, "Nobody came, and rightly so."))
    assert "-# Mild spoilers" in text_of(told)
    assert await text_kept(reviewed, BARE_ID, reviewed.ben) == "Nobody came, and rightly so."
    await reviewed.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    gone = answer(await reviewed.ben.click(offered.message, label="Write a review"))
    assert text_of(gone) == "That film is no longer in the catalogue."


async def test_a_film_taken_out_meanwhile_loses_no_words(reviewed: Club) -> None:
    text = "One *line* with ```a fence``` in it.\n\n" + "A sentence that has its say about the film. " * 88
    form = await reviewed.ana.slash(reviewed.channel, "review", title="Salt Road")
    await reviewed.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    await send(reviewed.ana, form, text)
    why, first, second = reviewed.channel.history(viewer=reviewed.ana)[-3:]
    assert text_of(why) == "That film is no longer in the catalogue."
    assert text_of(first).startswith("Your text, so that it is not lost:\n```\nOne *line* with `\u200b``a fence`")
    given = "".join(text_of(each).split("```\n", 1)[1].removesuffix("\n```") + " " for each in (first, second))
    assert given.replace("\u200b", "").split() == text.split()
    assert await text_kept(reviewed) is None


@pytest.mark.parametrize(
    "text",
    [
        "**bold** ||hidden|| <@1234> @everyone [click](https://evil.example) \u202eright to left",
        "*_" * 2_000,
        "a\n\n" * 1_300,
        "🎬" * 4_000,
        "- " + "a" * 3_998,
    ],
)
async def test_any_text_is_kept_as_it_is_and_shown_harmless(reviewed: Club, text: str) -> None:
    saved = await write(reviewed, text, "full")
    assert await text_kept(reviewed) == text
    await reviewed.ana.click(saved.message, label="Share")
    [posted] = reviewed.channel.history()
    shown = text_of(posted).removeprefix("### Salt Road (1999)\n")
    assert "\u202e" not in shown
    assert "@everyone" not in shown
    assert "**bold**" not in shown
    assert parts(await reviewed.run("reviews", title="Salt Road"))
    read = answer(await reviewed.ben.click(posted, label="Whole review"))
    assert "-# Full spoilers\n||" in text_of(read)
    form = await reviewed.ana.slash(reviewed.channel, "review", title="Salt Road")
    assert suggested(form) == (text, "full")


async def test_a_long_title_fits_everywhere(reviewed: Club) -> None:
    title = "The *Endless* Chronicle of the Projectionist Who Fell Asleep " * 6
    await reviewed.load(make_film(title, 1988))
    saved = await write(reviewed, "A sentence about the film. " * 148, title=title[:90])
    await reviewed.ana.click(saved.message, label="Share")
    [posted] = reviewed.channel.history()
    assert "-# It goes on: press *Whole review*." in text_of(posted)
    assert text_of(private(reviewed)).startswith("Your review of **The \\*Endless\\* Chronicle")


async def test_several_films_are_asked_for_and_the_answer_takes_the_questions_place(reviewed: Club) -> None:
    await reviewed.load(*(make_film("Twin Reels", 1950, directors=(name,)) for name in ("One", "Other")))
    question = await reviewed.run("review", title="Twin Reels")
    assert question.ephemeral
    form = await reviewed.ana.select(question.message, [next(iter(options_of(question).values()))])
    await send(reviewed.ana, form, WORDS)
    told = private(reviewed)
    assert told.id == question.message.id
    assert text_of(told).startswith("Your review of **Twin Reels (1950)** is saved.")
    await reviewed.ana.click(told, label="Delete")
    assert "is taken out" in text_of(private(reviewed))


async def test_a_title_that_took_long_is_answered_with_a_button(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = reviewed.bot.reviews.own

    async def after_a_promise(film_id: int, *, guild_id: int, member_id: int) -> Any:
        await promised.pop().response.defer(ephemeral=True, thinking=True)
        return await own(film_id, guild_id=guild_id, member_id=member_id)

    promised: list[respond.Interaction] = []
    reviewed.bot.tree.interaction_check = lambda interaction: _noted(promised, interaction)
    monkeypatch.setattr(reviewed.bot.reviews, "own", after_a_promise)
    offered = await reviewed.run("review", title="Salt Road")
    monkeypatch.undo()
    assert offered.ephemeral
    assert text_of(offered) == "The form for your review of **Salt Road (1999)** is ready."
    form = await reviewed.ana.click(offered.message, label="Write a review")
    assert "is saved" in text_of(answer(await send(reviewed.ana, form, WORDS)))


async def _noted(promised: list[respond.Interaction], interaction: respond.Interaction) -> bool:
    promised.append(interaction)
    return True


async def test_a_server_that_has_not_added_the_bot_keeps_no_reviews(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    saved = await write(reviewed)
    await reviewed.ana.click(saved.message, label="Share")
    posted = reviewed.channel.history()[-1]
    assert card.message.id != posted.id
    with reviewed.foreign_server(reviewed.ben):
        told = answer(await reviewed.ben.click(posted, label="Write a review"))
    assert text_of(told) == "Reviews are written in servers that have added me."


async def test_nothing_of_it_is_seen_in_another_server(reviewed: Club) -> None:
    await write(reviewed, "Full of wombats, and the film is the better for every one of them.")
    other = reviewed.world.create_guild("Elsewhere")
    hall = other.create_text_channel("general")
    carl = other.add_member(reviewed.world.create_user("carl"))
    assert "1 review," in text_of(answer(await carl.slash(hall, "reviews", title="Salt Road")))
    assert "No review or synopsis" in text_of(answer(await carl.slash(hall, "search", words="wombats")))
    assert "No reviewer called “ana”" in text_of(answer(await carl.slash(hall, "quote", reviewer="ana")))
    assert "**Reviews**  1" in text_of(answer(await carl.slash(hall, "film", title="Salt Road")))
    form = await carl.slash(hall, "review", title="Salt Road")
    assert suggested(form) == ("", "unmarked")


async def test_a_film_of_another_server_cannot_be_written_about(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reviewed.world.create_guild("Elsewhere")
    await reviewed.load(make_film("Their Own", 2020), guild_id=other.id)
    theirs = len(REVIEWED) + 1

    async def offer(interaction: respond.Interaction) -> None:
        await respond.show(interaction, form_offered("Their Own", WriteReviewButton(theirs)))

    monkeypatch.setattr(reviewed.bot.tree.get_command("help"), "_callback", lambda _, interaction: offer(interaction))
    offered = await reviewed.run("help")
    told = answer(await reviewed.ana.click(offered.message, label="Write a review"))
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_the_writer_and_admins_mark_it_and_others_do_not(reviewed: Club) -> None:
    saved = await write(reviewed, mark="unmarked")
    await reviewed.ana.click(saved.message, label="Share")
    [posted] = reviewed.channel.history()
    for member, mark in ((reviewed.ana, "none"), (reviewed.admin, "full")):
        read = answer(await member.click(posted, label="Whole review"))
        await member.select(read.message, [mark])
    await reviewed.world.advance_time(5)
    assert f"-# Full spoilers\n||{WORDS}||" in text_of(reviewed.channel.history()[0])
    assert "How much does it give away?" not in str(
        parts(answer(await reviewed.ben.click(posted, label="Whole review")))
    )
    form = await reviewed.ana.slash(reviewed.channel, "review", title="Salt Road")
    assert suggested(form) == (WORDS, "full")
    await send(reviewed.ana, form, WORDS + " Truly.")
    assert "||" in text_of(await reviewed.run_as(reviewed.ben, "quote", reviewer="ana"))


async def test_a_member_is_named_as_they_were_called_when_they_wrote(reviewed: Club) -> None:
    await write(reviewed)
    await reviewed.load(make_film("Usherless", 2020, reviews=(make_review("ana", "Not by the member."),)))
    assert (await reviewed.offered("reviewer", "an", "quote"))[0] == "ana"
    profile = text_of(await reviewed.run("reviewer", name="ana"))
    assert "2 reviews of 2 films" in profile
    assert f"**Salt Road (1999)** by <@{reviewed.ana.id}> (club member)" in profile
    assert "**Usherless (2020)**\n" in profile
