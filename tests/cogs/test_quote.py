"""`/quote` and its buttons."""

import discord
import pytest
import simcord

from bot.catalogue.reviews.reviewed import Votes
from tests.catalogues import LIGHTHOUSE
from tests.factories import make_film, make_review
from tests.simulated import SELECT, Club, answer, buttons_of, parts, text_of


def by_label(message: simcord.ResponseMessage | discord.Message, start: str) -> str:
    """Return the whole label of a button, which may have a count behind it."""
    return next(label for label in buttons_of(message) if label.startswith(start))


async def press(club: Club, member: simcord.MemberActor, start: str) -> simcord.ResponseMessage:
    """Click a button of the quote and return what the member was told, or the quote where it was redrawn."""
    message = club.channel.history()[0]
    result = await member.click(message, label=by_label(message, start))
    return result.followups[-1] if result.followups else answer(result)


async def test_a_quote_is_attributed_and_verbatim(reviewed: Club) -> None:
    quote = await reviewed.run("quote", title="paper lighthouse", reviewer="The Usher")
    assert not quote.ephemeral
    assert text_of(quote) == (
        "> The camera never leaves the stairs, and the light does all the acting that the cast is too tired for.\n"
        "**The Usher** on **The Paper Lighthouse (1961)** · 9\u00a0/\u00a010"
    )
    assert list(buttons_of(quote)) == ["Another", "Agree", "Disagree", "Whole review", "Discuss"]


async def test_a_quote_that_is_the_whole_review_offers_no_more_of_it(reviewed: Club) -> None:
    quote = await reviewed.run("quote", title="Salt Road")
    assert list(buttons_of(quote)) == ["Another", "Agree", "Disagree", "Discuss"]
    outside = answer(await reviewed.ana.user.slash("quote", title="Salt Road"))
    assert list(buttons_of(outside)) == ["Another"]


async def test_any_film_and_anyone_will_do(reviewed: Club) -> None:
    text = text_of(await reviewed.run("quote"))
    assert any(film in text for film in ("Paper Lighthouse", "Salt Road", "Naughty Review"))


@pytest.mark.parametrize(
    ("reviewer", "why"),
    [("The Projectionist", "it gives the plot away"), ("The Archivist", "nobody has marked it")],
)
async def test_full_and_unmarked_passages_stand_behind_bars(reviewed: Club, reviewer: str, why: str) -> None:
    text = text_of(await reviewed.run("quote", reviewer=reviewer))
    assert text.startswith("> ||")
    assert text.partition("\n")[0].endswith("||")
    assert why in text


async def test_a_server_may_open_unmarked_reviews_and_full_ones_stay_barred(reviewed: Club) -> None:
    await reviewed.bot.club_settings.set("unmarked_reviews", "open", guild_id=reviewed.server.id, member_id=1)
    assert "||" not in text_of(await reviewed.run("quote", reviewer="The Archivist"))
    assert "||" in text_of(await reviewed.run("quote", reviewer="The Projectionist"))
    in_messages = answer(await reviewed.ana.user.slash("quote", reviewer="The Archivist"))
    assert "||" in text_of(in_messages)


async def test_votes_are_one_a_member_changeable_and_counted_on_the_message(reviewed: Club) -> None:
    await reviewed.run("quote", title="Salt Road")
    told = await press(reviewed, reviewed.ben, "Agree")
    assert told.ephemeral
    assert text_of(told).startswith("You **agree**: 1 agrees, nobody disagrees.\n-# Press *Disagree* to change it.")
    assert "Agree · 1" in buttons_of(reviewed.channel.history()[0])

    await reviewed.world.advance_time(5)
    await press(reviewed, reviewed.ana, "Agree")
    assert text_of(await press(reviewed, reviewed.ben, "Disagree")).startswith(
        "You **disagree**: 1 agrees, 1 disagrees."
    )
    await press(reviewed, reviewed.ben, "Disagree")
    await reviewed.world.advance_time(5)
    buttons = buttons_of(reviewed.channel.history()[0])
    assert {"Agree · 1", "Disagree · 1"} <= set(buttons)


async def test_a_burst_of_votes_redraws_the_message_twice(reviewed: Club) -> None:
    await reviewed.run("quote", title="Salt Road")
    for number in range(12):
        voter = reviewed.server.add_member(reviewed.world.create_user(f"voter{number}"))
        await press(reviewed, voter, "Agree")
    await reviewed.world.advance_time(5)
    edits = [request for request in reviewed.world.http_requests if request.method == "PATCH"]
    assert len(edits) == 2
    assert "Agree · 12" in buttons_of(reviewed.channel.history()[0])


async def test_a_vote_is_written_before_the_member_is_told(reviewed: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    await reviewed.run("quote", title="Salt Road")
    sent_before: list[int] = []
    vote = reviewed.bot.reviews.vote

    async def watched(review_id: int, *, guild_id: int, member_id: int, agrees: bool) -> Votes | None:
        votes = await vote(review_id, guild_id=guild_id, member_id=member_id, agrees=agrees)
        sent_before.append(len(reviewed.world.http_requests))
        return votes

    monkeypatch.setattr(reviewed.bot.reviews, "vote", watched)
    sent = len(reviewed.world.http_requests)
    await press(reviewed, reviewed.ben, "Agree")
    assert sent_before == [sent]
    assert len(reviewed.world.http_requests) > sent


async def test_every_button_works_after_a_restart(reviewed: Club) -> None:
    await reviewed.run("quote", title="Paper Lighthouse", reviewer="The Usher")
    await press(reviewed, reviewed.ben, "Agree")
    await reviewed.restart()
    told = await press(reviewed, reviewed.ana, "Agree")
    assert "**: 2 agree, " in text_of(told)
    assert "Agree · 2" in buttons_of(reviewed.channel.history()[0])
    assert "The Paper Lighthouse" in text_of(await press(reviewed, reviewed.ben, "Whole review"))
    await press(reviewed, reviewed.ana, "Another")
    assert "The Paper Lighthouse" in text_of(reviewed.channel.history()[0])
    assert "is up for discussion" in text_of(await press(reviewed, reviewed.ben, "Discuss"))


async def test_another_quote_takes_the_first_ones_place_by_the_same_wish(reviewed: Club) -> None:
    await reviewed.run("quote", title="The Paper Lighthouse")
    seen: set[str] = set()
    for _ in range(6):
        text = text_of(reviewed.channel.history()[0])
        assert "The Paper Lighthouse" in text
        seen.add(text)
        before = text
        await press(reviewed, reviewed.ana, "Another")
        assert text_of(reviewed.channel.history()[0]) != before
    assert len(seen) > 1
    assert len(reviewed.channel.history()) == 1


async def test_a_late_redraw_does_not_bring_the_former_quote_back(reviewed: Club) -> None:
    await reviewed.run("quote", title="The Paper Lighthouse")
    await press(reviewed, reviewed.ben, "Agree")
    await press(reviewed, reviewed.admin, "Agree")  # drawn in two seconds
    await press(reviewed, reviewed.ana, "Another")
    turned = text_of(reviewed.channel.history()[0])
    await reviewed.world.advance_time(5)
    assert text_of(reviewed.channel.history()[0]) == turned


async def test_late_redraws_are_called_off_before_another_quote_is_drawn_and_after(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reviewed.run("quote", title="The Paper Lighthouse")
    drawn_before: list[int] = []
    forget = reviewed.bot.redraws.forget

    def watched(message_id: int) -> None:
        drawn_before.append(len(reviewed.world.http_requests))
        forget(message_id)

    monkeypatch.setattr(reviewed.bot.redraws, "forget", watched)
    drawn = len(reviewed.world.http_requests)
    await press(reviewed, reviewed.ana, "Another")
    assert drawn_before == [drawn, drawn + 1]


async def test_another_goes_behind_bars_only_where_nothing_else_is_left(reviewed: Club) -> None:
    sound = ("The camera in this film is patient.", "The music of this film is loud.", "Its script is sharper than it.")
    open_ones = tuple(make_review(f"Open {n}", text, spoiler="none") for n, text in enumerate(sound))
    barred = tuple(make_review(f"Bars {n}", f"{text} So there.", spoiler="full") for n, text in enumerate(sound * 2))
    await reviewed.load(make_film("Half Open", 1970, reviews=(*open_ones, *barred)))
    await reviewed.run("quote", title="Half Open")
    for _ in range(8):
        assert "||" not in text_of(reviewed.channel.history()[0])
        await press(reviewed, reviewed.ana, "Another")


async def test_only_the_asker_turns_to_another(reviewed: Club) -> None:
    await reviewed.run("quote")
    before = text_of(reviewed.channel.history()[0])
    refused = await press(reviewed, reviewed.ben, "Another")
    assert refused.ephemeral
    assert "Only the member who asked" in text_of(refused)
    assert text_of(reviewed.channel.history()[0]) == before


async def test_a_change_of_the_rules_for_passages_leaves_the_quote_readable(reviewed: Club) -> None:
    quote = await reviewed.run("quote", title="Salt Road")
    old = buttons_of(quote)["Agree"]["custom_id"]
    start_end = old.split(":")[4]
    message = reviewed.channel.history()[0]
    stored = reviewed.world.backend.get_message(message.channel.id, message.id)
    for part in stored.components[0]["components"][2]["components"]:
        part["custom_id"] = part["custom_id"].replace(f":{start_end}:", ":3-17:")
    await press(reviewed, reviewed.ben, "Agree")
    drawn = reviewed.channel.history()[0]
    assert "> The music carries the goat" in text_of(drawn)
    assert start_end in buttons_of(drawn)["Agree · 1"]["custom_id"]


async def test_a_review_that_was_undone_says_so_behind_every_button(reviewed: Club) -> None:
    await reviewed.run("quote", title="Paper Lighthouse", reviewer="The Usher")
    await reviewed.bot.database.write(lambda connection: connection.execute("DELETE FROM reviews"))
    for start in ("Agree", "Disagree", "Another", "Whole", "Discuss"):
        told = await press(reviewed, reviewed.ana, start)
        assert told.ephemeral
        assert text_of(told) == "That review is no longer in the catalogue."


async def test_a_film_that_was_taken_out_says_so_too(reviewed: Club) -> None:
    await reviewed.run("quote", title="Paper Lighthouse", reviewer="The Usher")
    await reviewed.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    for start in ("Agree", "Another", "Whole", "Discuss"):
        assert "no longer in the catalogue" in text_of(await press(reviewed, reviewed.ana, start))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"title": "Nobody Came"}, "Nobody has reviewed Nobody Came yet."),
        ({"title": "zzzz qqqq"}, "**No film like “zzzz qqqq”**"),
        ({"reviewer": "Xerxes Quux"}, "No reviewer called “Xerxes Quux”."),
        ({"reviewer": "Mute"}, "There are reviews, but none with a sentence worth quoting."),
        ({"title": "Salt Road", "reviewer": "The Archivist"}, "That reviewer has not written about Salt Road."),
    ],
)
async def test_nothing_to_quote_is_said_in_private(reviewed: Club, options: dict[str, str], told: str) -> None:
    answered = await reviewed.run("quote", **options)
    assert answered.ephemeral
    assert text_of(answered).startswith(told)


async def test_an_empty_catalogue_has_no_reviews(reviewed: Club) -> None:
    await reviewed.bot.database.write(lambda connection: connection.execute("DELETE FROM reviews"))
    assert text_of(await reviewed.run("quote")) == "There are no reviews here yet."


async def test_markdown_and_mentions_of_a_review_do_nothing(reviewed: Club) -> None:
    text = text_of(await reviewed.run("quote", title="The Naughty Review"))
    assert "\\*\\*bold\\*\\* and \\|\\|hidden\\|\\| and \\`coded\\`" in text
    assert "**@\u200beveryone** on" in text
    assert "\u202e" not in text


async def test_several_films_are_asked_for_and_the_pick_is_quoted(reviewed: Club) -> None:
    twins = [
        make_film("Twin Reels", 1950, directors=(name,), reviews=(make_review("The Usher", text, spoiler="none"),))
        for name, text in (("One", "The camera in this one is patient."), ("Other", "The music in this one is loud."))
    ]
    await reviewed.load(*twins)
    question = await reviewed.run("quote", title="Twin Reels")
    assert question.ephemeral
    [select] = [part for part in parts(question) if part["type"] == SELECT]
    quote = answer(await reviewed.ana.select(question.message, [select["options"][1]["value"]]))
    assert not quote.ephemeral
    assert "Twin Reels (1950)" in text_of(quote)


async def test_outside_servers_there_are_no_votes(reviewed: Club) -> None:
    quote = answer(await reviewed.ana.user.slash("quote", title="Paper Lighthouse", reviewer="The Usher"))
    assert list(buttons_of(quote)) == ["Another", "Whole review"]
    with reviewed.foreign_server(reviewed.ana):
        assert list(buttons_of(await reviewed.run("quote", title="Paper Lighthouse", reviewer="The Usher"))) == [
            "Another",
            "Whole review",
        ]


async def test_votes_of_one_server_are_not_seen_in_another(reviewed: Club) -> None:
    await reviewed.run("quote", title="Salt Road")
    await press(reviewed, reviewed.ben, "Agree")
    other = reviewed.world.create_guild("Elsewhere")
    hall = other.create_text_channel("general")
    carl = other.add_member(reviewed.world.create_user("carl"))
    assert "Agree" in buttons_of(answer(await carl.slash(hall, "quote", title="Salt Road")))


async def test_reviewers_are_offered(reviewed: Club) -> None:
    assert (await reviewed.offered("reviewer", "ushe", "quote"))[0] == "The Usher"
    assert LIGHTHOUSE.title in (await reviewed.offered("title", "paper li", "quote"))[0]
