"""`/recommend`: alone, for two, and like one film."""

from collections.abc import Mapping
from typing import Any

import pytest
import simcord

from tests.catalogues import CATALOGUE, CRANES, ENDLESS, HOSTILE, OTHER_TWIN, SOLARIS, TWIN, WESTERNS
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, text_of

CRANES_ID, SOLARIS_ID, ENDLESS_ID, HOSTILE_ID = (
    CATALOGUE.index(film) + 1 for film in (CRANES, SOLARIS, ENDLESS, HOSTILE)
)
WEST = CATALOGUE.index(WESTERNS[0]) + 1
"""The id of Dust Road 1 (1951); the others follow."""

TASTE = {WEST: 9, WEST + 1: 3, WEST + 2: 9, WEST + 3: 3, WEST + 4: 9}


async def rate(club: Club, member: simcord.MemberActor, scores: Mapping[int, int]) -> None:
    for film_id, score in scores.items():
        await club.bot.ratings.rate(film_id, score, guild_id=club.server.id, member_id=member.id)


async def hide(club: Club, member: simcord.MemberActor) -> None:
    row = (club.server.id, member.id)
    await club.bot.database.write(lambda writer: writer.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", row))


async def recommend(club: Club, **options: Any) -> simcord.ResponseMessage:
    return await club.run("recommend", **options)


def entry_of(message: simcord.ResponseMessage, title: str) -> str:
    """Return the entry of a film, from its name to the next one's."""
    return next(
        part for part in ("**" + text for text in text_of(message).split("\n**")) if part.startswith(f"**{title}")
    )


async def test_a_film_comes_with_what_the_kindred_gave_it(club: Club) -> None:
    await rate(club, club.ana, TASTE)
    await rate(club, club.ben, {**TASTE, SOLARIS_ID: 9})
    shown = await recommend(club)
    assert not shown.ephemeral
    assert text_of(shown).startswith("## Films for you\n-# From your 5 ratings here.\n")
    assert "A member with your taste (100% over 5 films): ★★★★½" in entry_of(shown, "Solaris (1972)")
    await rate(club, club.admin, {**TASTE, WEST: 8, SOLARIS_ID: 8})
    both = "Two members with your taste (95–100% over 5+ films): 4.25 of 5"
    assert both in entry_of(await recommend(club), "Solaris (1972)")
    for name in ("ana", "ben", "admin"):
        assert getattr(club, name).mention not in text_of(shown)


async def test_scores_are_told_on_the_servers_scale_or_not_at_all(club: Club) -> None:
    await rate(club, club.ana, {**TASTE, CRANES_ID: 10})
    await rate(club, club.ben, {**TASTE, SOLARIS_ID: 9})
    await club.load(make_film("Red Tent", 1969, directors=("Mikhail Kalatozov",), votes=9_000))
    await club.bot.club_settings.set("scale", "points", guild_id=club.server.id, member_id=club.admin.id)
    shown = await recommend(club)
    assert "(100% over 5 films): 9/10" in text_of(shown)
    assert "By Mikhail Kalatozov, whose The Cranes Are Flying (1957) you gave 10/10" in text_of(shown)
    await club.bot.club_settings.set("score_blind", True, guild_id=club.server.id, member_id=club.admin.id)
    shown = await recommend(club)
    assert " over 5 films) loved it\n" in text_of(shown)
    assert "whose The Cranes Are Flying (1957) you loved" in text_of(shown)
    assert "gave" not in text_of(shown)


async def test_without_ratings_it_says_so_and_shows_the_well_known(club: Club) -> None:
    shown = await recommend(club)
    assert "I don’t know your taste yet: rate a few films with `/rate`" in text_of(shown)
    assert "Well liked elsewhere: 8.3 / 10 from 12,000 votes" in entry_of(shown, "The Cranes Are Flying (1957)")
    await rate(club, club.ana, {WEST: 9})
    assert "From your 1 rating here. Rate a few more" in text_of(await recommend(club))


async def test_pages_are_the_askers_and_a_pick_shows_the_card(club: Club) -> None:
    await rate(club, club.ana, {WEST: 9})
    shown = await recommend(club)
    first = options_of(shown).keys()
    assert len(first) == 5
    refused = answer(await club.ben.click(shown.message, label="Next"))
    assert refused.ephemeral
    await club.ana.click(shown.message, label="Next")
    second = club.channel.history()[-1]
    assert first.isdisjoint(options_of(second))
    card = answer(await club.ana.select(second, [next(iter(options_of(second).values()))]))
    assert card.ephemeral
    assert {"Rate", "Watchlist"} <= buttons_of(card).keys()


async def test_what_is_rated_meanwhile_is_gone_from_the_pages(club: Club) -> None:
    shown = await recommend(club)
    first = {int(value): 8 for value in options_of(shown).values()}
    await rate(club, club.ana, first)
    await club.ana.click(shown.message, label="Next")
    await club.ana.click(club.channel.history()[-1], label="Back")
    left = {int(value) for value in options_of(club.channel.history()[-1]).values()}
    assert left.isdisjoint(first)
    await rate(club, club.ana, dict.fromkeys(range(1, len(CATALOGUE) + 1), 5))
    await club.ana.click(club.channel.history()[-1], label="Next")
    assert "You have rated or logged all of these since." in text_of(club.channel.history()[-1])


async def test_a_mistyped_film_is_understood_and_named_in_the_heading(club: Club) -> None:
    shown = await recommend(club, like="dust raod 7", private=True)
    assert shown.ephemeral
    assert text_of(shown).startswith("## Films like Dust Road 7 (1957) for you\n-# I don’t know your taste yet")
    assert "**Dust Road 7 " not in text_of(shown)
    assert "In common: Western · United States · 1950s" in text_of(shown)
    assert "Solaris (1972)" in await club.offered("like", "solar", "recommend")


async def test_films_that_the_same_members_love_are_like_one(club: Club) -> None:
    await rate(club, club.ben, {CRANES_ID: 10, ENDLESS_ID: 9, WEST: 2})
    await rate(club, club.admin, {CRANES_ID: 9, ENDLESS_ID: 10, WEST: 1})
    shown = await recommend(club, like="The Cranes Are Flying")
    assert "Both members who loved The Cranes Are Flying (1957) and rated this one love it too" in text_of(shown)
    assert "In common: Drama" in text_of(shown)
    await rate(club, club.ana, {ENDLESS_ID: 3})
    assert "The Endless Chronicle" not in text_of(await recommend(club, like="The Cranes Are Flying"))


async def test_an_ambiguous_film_is_asked_for_in_private_and_the_answer_is_for_all(club: Club) -> None:
    question = await recommend(club, like="the killers")
    assert question.ephemeral
    assert "Which film do you mean" in text_of(question)
    twin = str(CATALOGUE.index(TWIN) + 1)
    shown = answer(await club.ana.select(question.message, [twin]))
    assert not shown.ephemeral
    assert text_of(shown).startswith("## Films like The Killers (1946) for you")
    assert [*options_of(shown).values()] == [str(CATALOGUE.index(OTHER_TWIN) + 1)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"like": "zxqvj kkwq"}, "No film like"),
        ({"like": "Paper Lanterns"}, "I know too little of Paper Lanterns to say what is like it"),
    ],
)
async def test_what_no_film_is_like_is_told_in_private(club: Club, options: dict[str, str], told: str) -> None:
    refused = await recommend(club, **options)
    assert refused.ephemeral
    assert told in text_of(refused)


async def test_films_for_two_are_new_to_both_with_reasons_for_each(club: Club) -> None:
    await rate(club, club.ana, {**TASTE, CRANES_ID: 10})
    await rate(club, club.ben, {SOLARIS_ID: 9, WEST + 5: 8, WEST + 6: 8, WEST + 7: 3})
    await club.load(make_film("Red Tent", 1969, directors=("Mikhail Kalatozov", "Andrei Tarkovsky"), votes=9_000))
    shown = await recommend(club, with_member=club.ben)
    assert text_of(shown).startswith(
        f"## Films for you and {club.ben.mention}\n-# From 6 ratings of yours and 4 of {club.ben.mention}’s.\n"
    )
    assert (
        "**You**  By Mikhail Kalatozov, whose The Cranes Are Flying (1957) you gave ★★★★★\n"
        f"{club.ben.mention}  By Andrei Tarkovsky, whose Solaris (1972) they gave ★★★★½"
    ) in text_of(shown)
    assert not {"Solaris (1972)", "The Cranes Are Flying (1957)"} & options_of(shown).keys()


async def test_of_one_who_rated_nothing_the_taste_is_said_to_be_unknown(club: Club) -> None:
    await rate(club, club.ana, TASTE)
    told = text_of(await recommend(club, with_member=club.ben))
    assert f"I don’t know {club.ben.mention}’s taste yet" in told
    neither = text_of(await club.run_as(club.admin, "recommend", with_member=club.ben))
    assert f"I don’t know your or {club.ben.mention}’s taste yet" in neither


async def test_nobody_watches_with_themselves_a_bot_or_a_hidden_member(club: Club) -> None:
    await rate(club, club.ben, TASTE)
    await hide(club, club.ben)
    robot = club.server.add_member(club.world.create_user("robot", bot=True))
    for member, told in (
        (club.ana, "That is you."),
        (robot, "robot is a bot, and bots watch no films."),
        (club.ben, "ben keeps their ratings to themselves."),
    ):
        refused = await recommend(club, with_member=member)
        assert refused.ephemeral
        assert told in text_of(refused)


async def test_who_is_hidden_is_answered_alone_and_is_nobodys_neighbour(club: Club) -> None:
    await rate(club, club.ana, TASTE)
    await rate(club, club.ben, {**TASTE, SOLARIS_ID: 9})
    await hide(club, club.ben)
    assert "agrees with you" not in text_of(await recommend(club))
    shown = await club.run_as(club.ben, "recommend")
    assert shown.ephemeral
    assert "Shown to you alone, since you are hidden here." in text_of(shown)
    assert "A member who agrees with you" not in text_of(shown)


async def test_other_servers_are_not_heard_and_foreign_ones_are_told(club: Club) -> None:
    await rate(club, club.ana, TASTE)
    await rate(club, club.ben, {**TASTE, SOLARIS_ID: 9})
    other = club.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(club.ana.user)
    told = text_of(answer(await ana.slash(channel, "recommend")))
    assert "I don’t know your taste yet" in told
    assert "agrees with you" not in told
    with club.foreign_server(club.ana):
        refused = await recommend(club)
    assert "I recommend films in servers that have added me" in text_of(refused)


async def test_a_servers_own_film_is_recommended_in_place_of_the_shared_one(club: Club) -> None:
    own = make_film("The Cranes Are Flying", 1957, ids={"imdb": "tt0050634"}, score=9.1, votes=90_000)
    await club.load(own, guild_id=club.server.id)
    shown = await recommend(club)
    assert "Well liked elsewhere: 9.1 / 10 from 90,000 votes" in entry_of(shown, "The Cranes Are Flying (1957)")
    assert text_of(shown).count("The Cranes Are Flying") == 1


async def test_hostile_and_endless_names_fit_and_do_nothing(club: Club) -> None:
    long = [
        make_film(
            f"{'Long and winding title ' * 12}{number}",
            1961,
            directors=("*Bold* " * 30,),
            countries=("@everyone " * 9,),
        )
        for number in range(7)
    ]
    await club.load(*long)
    first = len(CATALOGUE) + 1
    await rate(club, club.ana, {first: 10, HOSTILE_ID: 10, ENDLESS_ID: 10})
    await rate(club, club.ben, {first + 1: 10, HOSTILE_ID: 9})
    for options in (
        {},
        {"like": long[0].title},
        {"with_member": club.ben},
        {"like": HOSTILE.title, "with_member": club.ben},
    ):
        told = text_of(await recommend(club, **options))  # checked against Discord's limits on the way
        assert "@everyone" not in told
        assert "*Bold* [" not in told


async def test_when_all_is_rated_it_says_so(club: Club) -> None:
    await rate(club, club.ana, dict.fromkeys(range(1, len(CATALOGUE) + 1), 7))
    refused = await recommend(club)
    assert refused.ephemeral
    assert "There is no film here that you have not rated or logged." in text_of(refused)


async def test_pages_end_with_their_time_and_are_told_after_a_restart(club: Club) -> None:
    shown = await recommend(club)
    await club.restart()
    stale = answer(await club.ana.click(shown.message, label="Next"))
    assert "no longer work" in text_of(stale)
    shown = await recommend(club)
    await club.pass_time(900)
    assert not enabled_controls(club.channel.history()[-1])
