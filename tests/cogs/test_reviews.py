"""`/reviews`, a whole review in private, and marking its spoilers."""

from contextlib import closing

import discord
import pytest
import simcord

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from tests.factories import make_film, make_review
from tests.simulated import SELECT, Club, answer, buttons_of, enabled_controls, parts, text_of


def selects_of(message: simcord.ResponseMessage | discord.Message) -> dict[str, dict[str, str]]:
    """Return each select's options, labels and values, by its placeholder."""
    return {
        part["placeholder"]: {option["label"]: option["value"] for option in part["options"]}
        for part in parts(message)
        if part["type"] == SELECT
    }


async def whole(club: Club, member: simcord.MemberActor, title: str, reviewer: str) -> simcord.ResponseMessage:
    """Open a film's reviews as a member, and then the one of a reviewer."""
    listed = await club.run_as(member, "reviews", title=title)
    return answer(await member.select(listed.message, [selects_of(listed)["Read one in whole"][reviewer]]))


async def test_a_films_reviews_are_listed_with_scores_and_marks(reviewed: Club) -> None:
    listed = await reviewed.run("reviews", title="paper lighthouse")
    assert not listed.ephemeral
    text = text_of(listed)
    assert text.startswith("## The Paper Lighthouse (1961)\n-# 4 reviews, newest first\n")
    assert (
        "**The Usher** · 9\u00a0/\u00a010\n-# Free of spoilers\n> I saw this on a wet Tuesday. The camera never" in text
    )
    assert "**The Projectionist** · 3\u00a0/\u00a010\n-# Full spoilers\n> ||The script is" in text
    assert "**The Archivist**\n-# Not marked for spoilers\n> ||Every frame" in text
    assert "**Mute** · 7\u00a0/\u00a010\n-# No words, only a score · Free of spoilers" in text


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({"sort": "highest"}, ["The Usher", "Mute", "The Projectionist", "The Archivist"]),
        ({"sort": "lowest"}, ["The Projectionist", "Mute", "The Usher", "The Archivist"]),
        ({"sort": "longest"}, ["The Usher", "The Projectionist", "The Archivist", "Mute"]),
        ({"reviewer": "usher"}, ["The Usher"]),
        ({"spoilers": "none"}, ["Mute", "The Usher"]),
        ({"spoilers": "mild"}, ["Mute", "The Usher"]),
    ],
)
async def test_reviews_are_sorted_and_left_out_as_asked(
    reviewed: Club, options: dict[str, str], order: list[str]
) -> None:
    listed = await reviewed.run("reviews", title="The Paper Lighthouse", **options)
    assert list(selects_of(listed)["Read one in whole"]) == order


async def test_the_agreed_with_come_first_when_asked(reviewed: Club) -> None:
    quote = await reviewed.run("quote", title="The Paper Lighthouse", reviewer="The Archivist")
    await reviewed.ben.click(quote.message, label="Agree")
    listed = await reviewed.run("reviews", title="The Paper Lighthouse", sort="agreed")
    assert next(iter(selects_of(listed)["Read one in whole"])) == "The Archivist"
    assert "Not marked for spoilers · 1 agrees" in text_of(listed)


async def test_many_reviews_are_pages_that_only_the_asker_turns(reviewed: Club) -> None:
    film = make_film("Much Discussed", 2010, reviews=tuple(make_review(f"Critic {n}", f"Take {n}.") for n in range(9)))
    await reviewed.load(film)
    listed = await reviewed.run("reviews", title="Much Discussed")
    assert "1 of 3" in buttons_of(listed)
    await reviewed.ana.click(listed.message, label="Next")
    assert "2 of 3" in buttons_of(reviewed.channel.history()[-1])
    refused = answer(await reviewed.ben.click(listed.message, label="Next"))
    assert "Only the member who asked turns these pages" in text_of(refused)


async def test_ten_thousand_reviews_of_one_film_are_paged_and_quoted(reviewed: Club) -> None:
    reviews = tuple(make_review(f"Critic {n}", f"The camera of take {n} looks at nothing but the sea and the light.")
                    for n in range(10_000))  # fmt: skip
    await reviewed.load(make_film("Much Discussed", 2010, reviews=reviews))
    listed = await reviewed.run("reviews", title="Much Discussed")
    assert "10,000 reviews" in text_of(listed)
    assert "1 of 2,500" in buttons_of(listed)
    assert "The camera of take" in text_of(await reviewed.run("quote", title="Much Discussed"))


async def test_a_review_of_a_megabyte_is_listed_quoted_and_read_in_pages(reviewed: Club) -> None:
    sentence = "The camera looks at the sea for a very long time, and the light changes while it does. "
    review = make_review("The Endless", sentence * (1_000_000 // len(sentence)), spoiler="none")
    await reviewed.load(make_film("Long Take", 2011, reviews=(review, make_review("Word", "a" * 1_000_000))))
    listed = await reviewed.run("reviews", title="Long Take")
    assert "goes on" in text_of(listed)
    assert "> The camera looks at the sea" in text_of(await reviewed.run("quote", reviewer="The Endless"))
    read = await whole(reviewed, reviewed.ana, "Long Take", "The Endless")
    text = text_of(read)
    assert text.rstrip().endswith("while it does.")
    assert "1 of 5" in next(label for label in buttons_of(read) if " of " in label)


async def test_a_whole_review_is_private_and_ends_its_pages_at_sentences(reviewed: Club) -> None:
    text = " ".join(f"Sentence number {number} has its say about the film." for number in range(100))
    await reviewed.load(make_film("Wordy", 2012, reviews=(make_review("The Usher", text, score=8.0, spoiler="none"),)))
    read = await whole(reviewed, reviewed.ana, "Wordy", "The Usher")
    assert read.ephemeral
    assert text_of(read).startswith(
        "### Wordy (2012)\n**The Usher** · 8\u00a0/\u00a010\n-# Free of spoilers\nSentence number 0"
    )
    assert text_of(read).endswith("about the film.")
    assert "1 of 3" in buttons_of(read)
    await reviewed.ana.click(read.message, label="Next")
    turned = text_of(reviewed.channel.history(viewer=reviewed.ana)[-1])
    assert "-# Free of spoilers\nSentence number" in turned


async def test_a_whole_review_stands_behind_bars_and_links_to_where_it_was(reviewed: Club) -> None:
    barred = text_of(await whole(reviewed, reviewed.ana, "The Paper Lighthouse", "The Projectionist"))
    assert "\n||The script is a beautiful ruin" in barred
    assert barred.endswith("||")
    linked = await whole(reviewed, reviewed.ana, "The Paper Lighthouse", "The Usher")
    assert buttons_of(linked)["Where it was written"]["url"] == "https://reviews.example/usher/1"


async def test_an_empty_review_says_so(reviewed: Club) -> None:
    read = await whole(reviewed, reviewed.ana, "The Paper Lighthouse", "Mute")
    assert text_of(read).endswith("There are no words in it.")


async def test_an_admin_marks_a_review_and_all_see_it(reviewed: Club) -> None:
    read = await whole(reviewed, reviewed.admin, "The Paper Lighthouse", "The Archivist")
    asked = "How much does it give away?"
    await reviewed.admin.select(read.message, [selects_of(read)[asked]["Mark for everyone here: free of spoilers"]])
    marked = reviewed.channel.history(viewer=reviewed.admin)[-1]
    assert "-# Free of spoilers\nEvery frame looks like" in text_of(marked)
    assert "> Every frame looks" in text_of(await reviewed.run("quote", reviewer="The Archivist"))

    await reviewed.admin.select(marked, [selects_of(marked)[asked]["Mark for everyone here: nothing"]])
    assert "||Every frame" in text_of(reviewed.channel.history(viewer=reviewed.admin)[-2])


async def test_a_mark_is_a_servers_own(reviewed: Club) -> None:
    read = await whole(reviewed, reviewed.admin, "The Paper Lighthouse", "The Archivist")
    await reviewed.admin.select(read.message, ["none"])
    in_messages = answer(await reviewed.ana.user.slash("quote", reviewer="The Archivist"))
    assert "||" in text_of(in_messages)


async def test_a_mark_from_a_quotes_whole_review_draws_the_quote_anew(reviewed: Club) -> None:
    quote = await reviewed.run_as(reviewed.admin, "quote", reviewer="The Archivist")
    read = answer(await reviewed.admin.click(quote.message, label="Whole review"))
    await reviewed.admin.select(read.message, ["none"])
    assert "> Every frame" in text_of(reviewed.channel.history()[0])


async def test_members_cannot_mark(reviewed: Club) -> None:
    read = await whole(reviewed, reviewed.ana, "The Paper Lighthouse", "The Archivist")
    assert not enabled_controls(read)


async def test_an_admin_who_is_none_any_more_cannot_mark(reviewed: Club) -> None:
    read = await whole(reviewed, reviewed.admin, "The Paper Lighthouse", "The Archivist")
    reviewed.world.backend.get_guild(reviewed.server.id).members[reviewed.admin.id].role_ids.clear()
    told = answer(await reviewed.admin.select(read.message, ["none"]))
    assert told.ephemeral
    assert "Manage Server" in text_of(told)
    assert "||" in text_of(await reviewed.run("quote", reviewer="The Archivist"))


async def test_a_member_marks_their_own_review(reviewed: Club) -> None:
    await reviewed.bot.database.write(
        lambda connection: connection.execute(
            "UPDATE reviews SET load_id = NULL, guild_id = ?, member_id = ? WHERE reviewer = 'The Archivist'",
            (reviewed.server.id, reviewed.ana.id),
        )
    )
    assert f"**The Archivist** (club member <@{reviewed.ana.id}>)" in text_of(
        await reviewed.run("reviews", title="The Paper Lighthouse")
    )
    read = await whole(reviewed, reviewed.ana, "The Paper Lighthouse", "The Archivist")
    await reviewed.ana.select(read.message, ["none"])
    assert "> Every frame" in text_of(await reviewed.run("quote", reviewer="The Archivist"))


async def test_what_a_review_tries_does_nothing(reviewed: Club) -> None:
    read = text_of(await whole(reviewed, reviewed.ana, "The Naughty Review", "@\u200beveryone".replace("\u200b", "")))
    assert "**@\u200beveryone**" in read
    assert "\\*\\*bold\\*\\* and \\|\\|hidden\\|\\|" in read
    assert "\\# \\[click\\](https://evil.example/) \\<@1234> @\u200bhere\\|" in read
    assert "\u202e" not in read


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"title": "Nobody Came"}, "Nobody has reviewed Nobody Came yet."),
        ({"title": "zzzz qqqq"}, "**No film like “zzzz qqqq”**"),
        ({"title": "Salt Road", "reviewer": "Xerxes Quux"}, "No reviewer called “Xerxes Quux”."),
        ({"title": "Salt Road", "reviewer": "The Archivist"}, "“The Archivist” has not reviewed Salt Road"),
        ({"title": "Salt Road", "spoilers": "none"}, "None of the reviews of Salt Road is marked as you wish."),
    ],
)
async def test_nothing_to_list_is_said_in_private(reviewed: Club, options: dict[str, str], told: str) -> None:
    answered = await reviewed.run("reviews", **options)
    assert answered.ephemeral
    assert text_of(answered).startswith(told)


async def test_a_page_turned_after_the_film_is_gone_says_so(reviewed: Club) -> None:
    film = make_film("Much Discussed", 2010, reviews=tuple(make_review(f"Critic {n}", f"Take {n}.") for n in range(9)))
    await reviewed.load(film)
    listed = await reviewed.run("reviews", title="Much Discussed")
    with closing(open_writer(reviewed.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    told = answer(await reviewed.ana.click(listed.message, label="Next"))
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_private_reviews_are_private_and_lead_to_writing_one(reviewed: Club) -> None:
    told = await reviewed.run("reviews", title="Salt Road", private=True)
    assert told.ephemeral
    assert "Write a review" in buttons_of(told)
    assert "Write a review" not in buttons_of(await reviewed.run("reviews", title="Salt Road"))


async def test_who_finds_no_review_may_write_the_first(reviewed: Club) -> None:
    told = await reviewed.run("reviews", title="Nobody Came")
    assert text_of(told) == "Nobody has reviewed Nobody Came yet."
    assert "Write a review" in buttons_of(told)
    in_messages = answer(await reviewed.ana.user.slash("reviews", title="Nobody Came"))
    assert not buttons_of(in_messages)


async def test_the_reviews_button_of_a_card_works_for_all_and_after_a_restart(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    for member in (reviewed.ana, reviewed.ben):
        listed = answer(await member.click(card.message, label="Reviews"))
        assert listed.ephemeral
        assert "## Salt Road (1999)" in text_of(listed)
    await reviewed.restart()
    assert "## Salt Road (1999)" in text_of(answer(await reviewed.ben.click(card.message, label="Reviews")))
    await reviewed.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    told = answer(await reviewed.ben.click(card.message, label="Reviews"))
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_lasting_buttons_outlive_the_controls_of_another_card(reviewed: Club) -> None:
    card = await reviewed.run("film", title="Salt Road")
    drawn = await reviewed.run("random")  # its card has a button of its own, which ends
    while "Reviews" not in buttons_of(drawn):
        drawn = await reviewed.run("random")
    await reviewed.ana.click(drawn.message, label="Another film")
    await reviewed.pass_time(2_000)
    assert "Another film" in {part.get("label") for part in parts(reviewed.channel.history()[-1])}
    assert "Salt Road" in text_of(answer(await reviewed.ben.click(card.message, label="Reviews")))


async def test_controls_below_reviews_from_before_a_restart_say_so(reviewed: Club) -> None:
    listed = await reviewed.run("reviews", title="Salt Road")
    value = next(iter(selects_of(listed)["Read one in whole"].values()))
    await reviewed.restart()
    assert "no longer work" in text_of(answer(await reviewed.ana.select(listed.message, [value])))
