"""`/rate`, `/unrate`, and what ratings change elsewhere: spoiler bars in private answers, a reviewer's nearness."""

from contextlib import closing

import pytest
import simcord

from bot.catalogue.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from tests.catalogues import REVIEWED, SALT
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, enabled_controls, options_of, text_of

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
        "You gave **Salt Road (1999)** ★★★★½ (4.5 of 5).\n"
        "-# In answers that only you see, its reviews now stand without spoiler bars."
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
    assert not enabled_controls(reviewed.channel.history(viewer=reviewed.ana)[-1])
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


@pytest.mark.parametrize("score", ["6", "0", "4.3", "lovely", "   ", "@everyone", "11/10", "x" * 4_000])
async def test_a_bad_score_is_refused_with_the_range(reviewed: Club, score: str) -> None:
    told = await reviewed.run("rate", title="Salt Road", score=score)
    assert told.ephemeral
    assert "Scores here go from ½ to 5 stars in half stars" in text_of(told)
    assert "@everyone" not in text_of(told)
    assert await score_of(reviewed, SALT_ID) is None


async def test_scores_are_offered_the_one_that_is_typed_first(reviewed: Club) -> None:
    every = await reviewed.offered("score", "", "rate", title="Salt Road")
    assert every[0] == "★★★★★"
    assert every[-1] == "½"
    assert len(every) == 10
    meant = await reviewed.offered("score", "3.5", "rate", title="Salt Road")
    assert meant[0] == "★★★½"
    assert sorted(meant) == sorted(every)
    for offered in every:
        await reviewed.run("rate", title="Salt Road", score=offered)
    assert await score_of(reviewed, SALT_ID) == 1


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
    assert not enabled_controls(reviewed.channel.history(viewer=reviewed.ana)[-1])
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
        assert "this club's taste" not in text_of(await reviewed.run("reviewer", name="Regular"))
        await reviewed.run("rate", title=f"Reel {number}", score=score)
    await reviewed.run_as(reviewed.ben, "rate", title="Reel 0", score="7/10")
    shown = text_of(await reviewed.run("reviewer", name="Regular"))
    assert (
        "\n**Near this club's taste**: on average 1 point kinder than the club, "
        "over 3 films that members here rated too\n"
    ) in shown
    elsewhere = answer(await reviewed.ana.user.slash("reviewer", name="Regular"))
    assert "this club's taste" not in text_of(elsewhere)
