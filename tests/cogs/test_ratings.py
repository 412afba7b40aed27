"""`/rate`, `/unrate`, and what ratings change elsewhere: spoiler bars in private answers, a reviewer's nearness.

The *Rate* button of a card is looked at in test_rate_button.py.
"""

from contextlib import closing

import discord
import pytest
import simcord

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.stored import StoredFilm
from bot.connection import open_writer, transaction
from tests.catalogues import REVIEWED, SALT
from tests.factories import make_film, make_review
from tests.simulated import Club, announced, answer, buttons_of, callbacks, options_of, text_of, timed_controls

SALT_ID = REVIEWED.index(SALT) + 1
EPHEMERAL = 1 << 6
RUIN = "The script is a beautiful ruin"


async def score_of(club: Club, film_id: int, member: simcord.MemberActor | None = None) -> int | None:
    rating = await club.bot.ratings.of_member(film_id, guild_id=club.server.id, member_id=(member or club.ana).id)
    return None if rating is None else rating.score


def shown_to_ana(club: Club) -> str:
    return text_of(club.channel.history(viewer=club.ana)[-1])


def undo_load_of_all(club: Club) -> None:
    with closing(open_writer(club.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))


async def test_a_film_is_rated_in_private_and_rated_again(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="salt raod", score="4,5")
    assert told.ephemeral
    assert text_of(told) == (
        "You gave **Salt Road (1999)** ★★★★½ (4.5 of 5).\n-# You can now read its reviews unhidden."
    )
    assert await score_of(reviewed, SALT_ID) == 9
    again = text_of(await reviewed.run("rate", title="Salt Road", score="★★★"))
    assert again == "You gave **Salt Road (1999)** ★★★ (3 of 5).\n-# Before, you gave it ★★★★½ (4.5 of 5)."
    same = text_of(await reviewed.run("rate", title="Salt Road", score="6/10"))
    assert same == "You gave **Salt Road (1999)** ★★★ (3 of 5).\n-# As you did before."
    assert await score_of(reviewed, SALT_ID) == 6


async def test_undo_takes_a_first_rating_out(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4")
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: you have no rating of **Salt Road (1999)**."
    assert not timed_controls(reviewed.channel.history(viewer=reviewed.ana)[-1])
    assert await score_of(reviewed, SALT_ID) is None


async def test_undo_puts_the_old_score_back(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="½")
    told = await reviewed.run("rate", title="Salt Road", score="4")
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: your rating of **Salt Road (1999)** is ½ (0.5 of 5) again."
    assert await score_of(reviewed, SALT_ID) == 1


async def test_an_old_undo_leaves_a_newer_rating_alone(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4")
    await reviewed.run("rate", title="Salt Road", score="2")
    refused = answer(await reviewed.ana.click(told.message, label="Undo"))
    assert refused.ephemeral
    assert text_of(refused) == "You have changed that rating since, so it stays as it is."
    assert await score_of(reviewed, SALT_ID) == 4


async def test_unrate_takes_the_rating_out_and_undo_brings_it_back(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="4")
    told = await reviewed.run("unrate", title="salt road")
    assert told.ephemeral
    assert text_of(told) == "Your rating of **Salt Road (1999)** is taken out.\n-# It was ★★★★ (4 of 5)."
    assert await score_of(reviewed, SALT_ID) is None
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == "Undone: your rating of **Salt Road (1999)** is ★★★★ (4 of 5) again."
    assert await score_of(reviewed, SALT_ID) == 8


async def test_unrating_what_was_not_rated_says_so(reviewed: Club) -> None:
    await reviewed.run_as(reviewed.ben, "rate", title="Salt Road", score="4")
    told = await reviewed.run("unrate", title="Salt Road")
    assert told.ephemeral
    assert text_of(told) == "You have not rated Salt Road (1999) here."
    assert await score_of(reviewed, SALT_ID, reviewed.ben) == 8


async def use_points(club: Club) -> None:
    await club.bot.club_settings.set("scale", "points", guild_id=club.server.id, member_id=club.admin.id)


@pytest.mark.parametrize("score", ["6", "0", "4.3", "lovely", "   ", "@everyone", "11/10", "x" * 4_000])
async def test_a_bad_score_is_refused_with_the_range(reviewed: Club, score: str) -> None:
    told = await reviewed.run("rate", title="Salt Road", score=score)
    assert told.ephemeral
    assert "Scores here go from ½ to 5 stars in half stars" in text_of(told)
    assert "@everyone" not in text_of(told)
    assert await score_of(reviewed, SALT_ID) is None


async def test_where_scores_are_points_they_are_read_shown_and_refused_as_such(reviewed: Club) -> None:
    await use_points(reviewed)
    for score in ("11", "0", "4,5", "4.5", "8.3", "6/5", "lovely"):
        told = await reviewed.run("rate", title="Salt Road", score=score)
        assert told.ephemeral
        assert "Scores here go from 1 to 10 in whole points" in text_of(told)
    assert await score_of(reviewed, SALT_ID) is None
    for score, shown in (("9", 9), ("4.5/5", 9), ("9/10", 9), ("★★★½", 7), ("10 points", 10)):
        told = await reviewed.run("rate", title="Salt Road", score=score)
        assert f"You gave **Salt Road (1999)** {shown} of 10." in text_of(told)
        assert await score_of(reviewed, SALT_ID) == shown
    assert "Before, you gave it 10 of 10." in text_of(await reviewed.run("rate", title="Salt Road", score="2"))
    assert (await reviewed.offered("score", "", "rate", title="Salt Road"))[::9] == ["10/10", "1/10"]
    assert (await reviewed.offered("score", "3,5/5", "rate", title="Salt Road"))[0] == "7/10"
    assert "It was 2 of 10." in text_of(await reviewed.run("unrate", title="Salt Road"))


async def test_scores_are_offered_the_one_that_is_typed_first(reviewed: Club) -> None:
    every = await reviewed.offered("score", "", "rate", title="Salt Road")
    assert every[0] == "★★★★★"
    assert every[-1] == "½"
    assert len(every) == 10
    meant = await reviewed.offered("score", "3.5", "rate", title="Salt Road")
    assert meant[0] == "★★★½"
    assert sorted(meant) == ["★★★", "★★★½", "★★★★"]
    assert await reviewed.offered("score", "what", "rate", title="Salt Road") == []
    [(name, value)] = [
        (choice["name"], choice["value"])
        for choice in await reviewed.ana.autocomplete(reviewed.channel, "rate", "score", "9", title="Salt Road")
    ]
    assert name == "★★★★½ (9/10)"
    assert "★★★★½" in text_of(await reviewed.run("rate", title="Salt Road", score=value))
    for offered in every:
        await reviewed.run("rate", title="Salt Road", score=offered)
    assert await score_of(reviewed, SALT_ID) == 1


async def test_a_rating_with_its_day_leaves_the_watchlist_and_undo_takes_all_of_it_back(reviewed: Club) -> None:
    await reviewed.run("watchlist add", title="Salt Road")
    told = await reviewed.run("rate", title="Salt Road", score="4", watched="2024-02-29")
    assert text_of(told) == (
        "You gave **Salt Road (1999)** ★★★★ (4 of 5).\n"
        "-# You can now read its reviews unhidden. "
        "Logged as watched on 29 February 2024. It is off your watchlist."
    )
    again = await reviewed.run("rate", title="Salt Road", score="5", watched="29 feb 2024")
    assert text_of(again).endswith(
        "-# Before, you gave it ★★★★ (4 of 5). Your diary has it on 29 February 2024 already."
    )
    await reviewed.ana.click(again.message, label="Undo")
    rewatched = await reviewed.run("rate", title="Salt Road", score="4", watched="2025-03-01")
    assert "Logged as watched again on 1 March 2025." in text_of(rewatched)
    await reviewed.ana.click(rewatched.message, label="Undo")
    assert shown_to_ana(reviewed).endswith("\n-# That day is out of your diary.")


async def test_undo_puts_a_film_back_on_the_watchlist(reviewed: Club) -> None:
    who = {"guild_id": reviewed.server.id, "member_id": reviewed.ana.id}
    await reviewed.run("watchlist add", title="Salt Road")
    told = await reviewed.run("rate", title="Salt Road", score="4", watched="yesterday")
    assert await reviewed.bot.watchlist.matching("salt", limit=5, **who) == ()
    await reviewed.ana.click(told.message, label="Undo")
    assert shown_to_ana(reviewed) == (
        "Undone: you have no rating of **Salt Road (1999)**.\n"
        "-# That day is out of your diary. The film is back on your watchlist."
    )
    assert await reviewed.bot.watchlist.matching("salt", limit=5, **who) == (SALT_ID,)
    assert "Salt Road" not in text_of(await reviewed.run("diary"))


@pytest.mark.parametrize("day", ["next friday", "2999-01-01", "1/2/2024", "31 feb", "1700-01-01"])
async def test_a_bad_day_is_refused_and_nothing_is_rated(reviewed: Club, day: str) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4", watched=day)
    assert told.ephemeral
    assert "2024-11-20" in text_of(told) or "2024-01-02" in text_of(told)
    assert await score_of(reviewed, SALT_ID) is None


async def test_a_film_without_reviews_has_none_to_unhide(reviewed: Club) -> None:
    told = text_of(await reviewed.run("rate", title="Nobody Came", score="4"))
    assert told == "You gave **Nobody Came (1970)** ★★★★ (4 of 5)."


async def test_nothing_is_offered_for_a_title_that_is_none(reviewed: Club) -> None:
    assert await reviewed.offered("title", "zzqqxx not a film", "rate") == []
    assert "Salt Road (1999)" in await reviewed.offered("title", "salt raod", "rate")


async def test_days_are_offered(reviewed: Club) -> None:
    assert (await reviewed.offered("watched", "", "rate", title="Salt Road", score="4"))[:2] == ["today", "yesterday"]


async def test_spoilers_mark_the_members_own_review_or_are_suggested_for_it(reviewed: Club) -> None:
    first = await reviewed.run("rate", title="Salt Road", score="4", spoilers="full")
    assert "marked" not in text_of(first)
    assert buttons_of(first)["Write a review"]["custom_id"] == f"film:v1:write:{SALT_ID}:full"
    who = {"guild_id": reviewed.server.id, "member_id": reviewed.ana.id}
    await reviewed.bot.reviews.write(SALT_ID, Draft("More goat than film.", "ana", "none", None), **who)
    told = await reviewed.run("rate", title="Salt Road", score="4", spoilers="mild")
    assert text_of(told).endswith("-# As you did before. Your review of it is marked now: Mild spoilers.")
    await reviewed.ana.click(told.message, label="Undo")
    own = await reviewed.bot.reviews.own(SALT_ID, **who)
    assert own is not None
    assert own.spoiler == "none"


async def test_a_shared_rating_is_posted_for_all_and_undone_by_its_member_alone(reviewed: Club) -> None:
    await reviewed.run("rate", title="Salt Road", score="3")
    shared = await reviewed.ana.slash(reviewed.channel, "rate", title="Salt Road", score="4.5", share=True)
    posted, aside = shared.response, shared.followups[-1]
    assert posted is not None
    assert not posted.ephemeral
    assert text_of(posted) == f"<@{reviewed.ana.id}> gave **Salt Road (1999)** ★★★★½"
    assert aside.ephemeral
    assert text_of(aside) == "-# Before, you gave it ★★★ (3 of 5)."
    assert list(buttons_of(aside)) == ["Write a review"]

    refused = answer(await reviewed.ben.click(posted.message, label="Undo"))
    assert refused.ephemeral
    assert text_of(refused) == "Only the member who did this can undo it."
    assert await score_of(reviewed, SALT_ID) == 9
    await reviewed.ana.click(posted.message, label="Undo")
    [left] = reviewed.channel.history()
    assert text_of(left) == f"<@{reviewed.ana.id}> has taken that rating of **Salt Road (1999)** back."
    assert await score_of(reviewed, SALT_ID) == 6


async def test_a_shared_rating_that_is_refused_is_told_in_private(reviewed: Club) -> None:
    assert (await reviewed.run("rate", title="Salt Road", score="6", share=True)).ephemeral
    assert (await reviewed.run("rate", title="zxqvj kkwq", score="4", share=True)).ephemeral
    assert not reviewed.channel.history(viewer=reviewed.ben)


async def test_nobody_else_undoes_a_rating(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4")
    with pytest.raises(simcord.SetupError, match="not visible to this user"):
        await reviewed.ben.click(told.message, label="Undo")
    reviewed.world.backend.get_message(reviewed.channel.id, told.id).flags &= ~EPHEMERAL  # were it shown to him
    refused = answer(await reviewed.ben.click(told.message, label="Undo"))
    assert refused.ephemeral
    assert text_of(refused) == "Only the member who did this can undo it."
    assert await score_of(reviewed, SALT_ID) == 8


async def test_an_ambiguous_title_is_asked_for(club: Club) -> None:
    question = await club.run("rate", title="the killers", score="5")
    assert question.ephemeral
    assert "Which film do you mean" in text_of(question)
    told = answer(await club.ana.select(question.message, [next(iter(options_of(question).values()))]))
    assert told.ephemeral
    assert "You gave **The Killers (1946)** ★★★★★" in text_of(told)
    [left] = club.channel.history(viewer=club.ana)
    assert left.id == told.id


async def test_discord_waits_where_the_picked_film_is_slow_to_load(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    question = await club.run("rate", title="the killers", score="5")
    get = club.bot.films.get

    async def slow(film_id: int, *, guild_id: int) -> StoredFilm | None:
        await announced(club.world)
        return await get(film_id, guild_id=guild_id)

    monkeypatch.setattr("bot.ui.respond.PATIENCE", 0.0)
    monkeypatch.setattr(club.bot.films, "get", slow)
    told = answer(await club.ana.select(question.message, [next(iter(options_of(question).values()))]))
    assert callbacks(club.world)[-1] == discord.InteractionResponseType.deferred_message_update.value
    assert told.ephemeral
    assert "You gave **The Killers (1946)** ★★★★★" in text_of(told)


async def test_an_unknown_title_is_told_in_private(reviewed: Club) -> None:
    for command, options in (("rate", {"score": "4"}), ("unrate", {})):
        told = await reviewed.run(command, title="zxqvj kkwq", **options)
        assert told.ephemeral
        assert "No film like" in text_of(told)


async def test_undo_is_switched_off_when_its_time_is_over_and_told_after_a_restart(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4")
    await reviewed.restart()
    stale = answer(await reviewed.ana.click(told.message, label="Undo"))
    assert stale.ephemeral
    assert "no longer work" in text_of(stale)
    await reviewed.run("rate", title="Salt Road", score="5")
    await reviewed.pass_time(900)
    assert not timed_controls(reviewed.channel.history(viewer=reviewed.ana)[-1])
    assert await score_of(reviewed, SALT_ID) == 10


async def test_a_film_taken_out_meanwhile_is_no_longer_there_and_its_rating_waits(reviewed: Club) -> None:
    told = await reviewed.run("rate", title="Salt Road", score="4")
    undo_load_of_all(reviewed)
    refused = answer(await reviewed.ana.click(told.message, label="Undo"))
    assert refused.ephemeral
    assert text_of(refused) == "That film is no longer in the catalogue."
    assert (await reviewed.run("rate", title="Salt Road", score="2")).ephemeral
    await reviewed.load(*REVIEWED)
    assert await score_of(reviewed, SALT_ID) == 8
    await reviewed.run("unrate", title="Salt Road")
    assert await score_of(reviewed, SALT_ID) is None


async def test_ratings_are_made_in_servers_that_have_added_the_bot(reviewed: Club) -> None:
    for command, options in (("rate", {"score": "4"}), ("unrate", {})):
        with pytest.raises(simcord.SetupError):
            await reviewed.ana.user.slash(command, title="Salt Road", **options)
        assert command in reviewed.ana.available_commands(reviewed.channel)
    with reviewed.foreign_server(reviewed.ana):
        told = await reviewed.run("rate", title="Salt Road", score="4")
    assert text_of(told) == "Films are rated in servers that have added me."


async def test_another_server_sees_no_rating(reviewed: Club) -> None:
    await reviewed.run("rate", title="The Paper Lighthouse", score="4")
    other = reviewed.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(reviewed.ana.user)
    told = answer(await ana.slash(channel, "unrate", title="The Paper Lighthouse"))
    assert text_of(told) == "You have not rated The Paper Lighthouse (1961) here."
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
async def test_who_has_rated_reads_without_bars_in_private_alone(
    reviewed: Club, command: str, options: dict[str, str]
) -> None:
    assert "> ||" in text_of(await reviewed.run(command, **options, private=True))
    await reviewed.run("rate", title="The Paper Lighthouse", score="4")
    assert "||" not in text_of(await reviewed.run(command, **options, private=True))
    assert "> ||" in text_of(await reviewed.run(command, **options))
    assert "> ||" in text_of(await reviewed.run_as(reviewed.ben, command, **options, private=True))
    await reviewed.run("unrate", title="The Paper Lighthouse")
    assert "> ||" in text_of(await reviewed.run(command, **options, private=True))


async def test_who_has_rated_reads_a_whole_review_without_bars(reviewed: Club) -> None:
    await reviewed.run("rate", title="The Paper Lighthouse", score="4")
    quote = await reviewed.run("quote", title="The Paper Lighthouse", reviewer="The Projectionist")
    assert f"||{RUIN}" in text_of(quote)
    assert f"\n{RUIN}" in text_of(answer(await reviewed.ana.click(quote.message, label="Whole review")))
    assert f"||{RUIN}" in text_of(answer(await reviewed.ben.click(quote.message, label="Whole review")))


async def test_a_reviewer_is_set_beside_the_clubs_taste_from_three_films_on(reviewed: Club) -> None:
    reviews = ((8.0, "5/10"), (7.0, "7/10"), (9.0, "8/10"))
    films = [
        make_film(f"Reel {number}", 1950 + number, reviews=(make_review("Regular", f"Take {number}.", score=score),))
        for number, (score, _) in enumerate(reviews)
    ]
    await reviewed.load(*films)
    for number, (_, score) in enumerate(reviews):
        assert "than the club" not in text_of(await reviewed.run("reviewer", name="Regular"))
        await reviewed.run("rate", title=f"Reel {number}", score=score)
    await reviewed.run_as(reviewed.ben, "rate", title="Reel 0", score="7/10")
    shown = text_of(await reviewed.run("reviewer", name="Regular"))
    assert "\nScores these 3 films 0.50 ★ higher than the club.\n" in shown
    elsewhere = answer(await reviewed.ana.user.slash("reviewer", name="Regular"))
    assert "than the club" not in text_of(elsewhere)
