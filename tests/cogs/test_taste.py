"""`/profile`, *Film profile* and `/compare`."""

from collections.abc import Mapping
from typing import Any

import pytest
import simcord

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.reviewed import Draft
from tests.catalogues import CATALOGUE, ENDLESS, HOSTILE, WESTERNS
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, parts, text_of

GALLERY = 12
FIRST = CATALOGUE.index(WESTERNS[0]) + 1
"""The id of Dust Road 1 (1951); the others follow."""


async def rate(club: Club, member: simcord.MemberActor, scores: Mapping[int, int]) -> None:
    for film_id, score in scores.items():
        await club.bot.ratings.rate(film_id, score, guild_id=club.server.id, member_id=member.id)


async def ask(
    club: Club, command: str, by: simcord.MemberActor | None = None, **options: Any
) -> simcord.ResponseMessage:
    return answer(await (by or club.ana).slash(club.channel, command, **options))


async def hide(club: Club, member: simcord.MemberActor) -> None:
    row = (club.server.id, member.id)
    await club.bot.database.write(lambda writer: writer.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", row))


def westerns(*scores: int) -> dict[int, int]:
    return dict(enumerate(scores, FIRST))


def pictures(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    return [item for part in parts(message) if part["type"] == GALLERY for item in part["items"]]


async def test_a_profile_tells_counts_favourites_harshness_and_the_last_ratings(club: Club) -> None:
    await rate(club, club.ana, westerns(8, 8, 9, 9, 10) | {1: 2, 3: 1, 4: 3})
    await rate(club, club.ben, westerns(6, 6, 7, 7, 8))
    shown = await ask(club, "profile")
    assert not shown.ephemeral
    assert text_of(shown) == (
        f"## Films of {club.ana.mention}\n"
        "8 films rated\n"
        "**3.12 of 5** on average\n"
        "**Favourite decade**  1950s (3.83 over 6 films)\n"
        "**Favourite country**  United States (4.40 over 5 films)\n"
        "-# Favourites have 3 films or more and stand above their own mean; a mean of few films counts for less.\n"
        "**Beside the club**  1.00 stars kinder, over 5 films others rated too\n"
        "**Rated last**\n"
        "- Dust Road 5 (1955) ★★★★★\n"
        "- Dust Road 4 (1954) ★★★★½\n"
        "- Dust Road 3 (1953) ★★★★½\n"
        "- Dust Road 2 (1952) ★★★★\n"
        "- Dust Road 1 (1951) ★★★★"
    )


async def test_scores_are_a_picture_with_the_same_numbers_as_its_alt_text(club: Club) -> None:
    await rate(club, club.ana, westerns(8, 8, 9))
    [picture] = pictures(await ask(club, "profile"))
    assert picture["media"]["content_type"] == "image/png"
    assert picture["description"].startswith("3 ratings, on average 4.17 of 5. 5 stars: 0, 4½ stars: 1, 4 stars: 2,")


async def test_points_are_told_in_points(club: Club) -> None:
    await club.choose("scale", "points")
    await rate(club, club.ana, westerns(8, 8, 9, 4, 4))
    await rate(club, club.ben, westerns(9, 9, 9, 6, 4))
    shown = await ask(club, "profile", member=club.ben)
    assert "**7.40 of 10** on average\n" in text_of(shown)
    assert "**Beside the club**  0.80 points kinder, over 5 films" in text_of(shown)
    assert "- Dust Road 4 (1954) 6/10" in text_of(shown)
    compared = text_of(await ask(club, "compare", member=club.ben))
    assert f"**80% agreement** over 5 films\n{club.ana.mention} is 0.80 points harsher on average.\n" in compared
    assert "a point apart is 75%" in compared
    assert "- Dust Road 4 (1954): 4/10 and 6/10" in compared


async def test_below_five_films_no_harshness_is_claimed(club: Club) -> None:
    await rate(club, club.ana, westerns(8, 8, 8, 8))
    await rate(club, club.ben, westerns(1, 1, 1))
    assert "-# 3 films with others’ ratings so far; from 5 on" in text_of(await ask(club, "profile"))


async def test_a_profile_is_private_where_asked_and_from_the_commands_of_a_member(club: Club) -> None:
    await rate(club, club.ben, westerns(8))
    for shown in (
        await ask(club, "profile", member=club.ben, private=True),
        answer(await club.ana.context_menu(club.channel, "Film profile", club.ben)),
    ):
        assert shown.ephemeral
        assert text_of(shown).startswith(f"## Films of {club.ben.mention}\n1 film rated\n")


async def test_an_empty_profile_invites(club: Club) -> None:
    own = await ask(club, "profile")
    assert own.ephemeral
    assert text_of(own).startswith("**Your profile is still blank.**\nRate a film with `/rate`")
    other = await ask(club, "profile", member=club.ben)
    assert other.ephemeral
    assert text_of(other) == f"{club.ben.mention} has done nothing with films here yet."


async def test_what_was_watched_and_saved_counts_without_a_rating(club: Club) -> None:
    values = (club.server.id, club.ana.id)
    await club.bot.database.write(
        lambda writer: writer.execute("INSERT INTO watchlist VALUES (?, ?, 1, 'now')", values)
    )
    shown = await ask(club, "profile")
    assert text_of(shown) == f"## Films of {club.ana.mention}\n1 film on the watchlist"
    assert not pictures(shown)


async def test_a_bot_has_no_profile_and_no_taste(club: Club) -> None:
    robot = club.server.add_member(club.world.create_user("robot", bot=True))
    for command in ("profile", "compare"):
        told = await ask(club, command, member=robot)
        assert told.ephemeral
        assert text_of(told).startswith("robot is a bot, and bots ")


async def test_who_hides_is_shown_to_themselves_alone(club: Club) -> None:
    for member in (club.ana, club.ben):
        await rate(club, member, westerns(8, 8, 8, 8, 8))
    await hide(club, club.ben)
    assert text_of(await ask(club, "profile", member=club.ben)) == "ben keeps their film profile to themselves."
    assert text_of(await ask(club, "compare", member=club.ben)) == "ben keeps their ratings to themselves."
    own = await ask(club, "profile", by=club.ben)
    assert own.ephemeral
    assert "-# You are hidden here, so nobody else sees your profile. `/mydata` changes that.\n5 films" in text_of(own)
    compared = await ask(club, "compare", by=club.ben, member=club.ana)
    assert compared.ephemeral
    assert "-# Shown to you alone, since you are hidden here.\n**100% agreement** over 5 films" in text_of(compared)


async def test_who_left_is_told_to_have_left(club: Club) -> None:
    await rate(club, club.ana, westerns(8))
    await rate(club, club.ben, westerns(8))
    club.server.remove_member(club.ben)
    left = club.ben.user
    shown = text_of(await ask(club, "profile", member=left))
    assert shown.startswith(f"## Films of <@{club.ben.id}>\n-# No longer in this server.\n1 film rated")
    assert f"## {club.ana.mention} and <@{club.ben.id}>" in text_of(await ask(club, "compare", member=left))


async def test_scores_are_kept_back_until_one_has_rated_where_the_server_says_so(club: Club) -> None:
    await club.choose("score_blind", value=True)
    await rate(club, club.ana, westerns(8, 8, 8, 8, 8))
    await rate(club, club.ben, {FIRST + 4: 10, FIRST + 5: 9})
    assert text_of(await ask(club, "profile", member=club.ben)).endswith(
        "\n**Rated last**\n- Dust Road 6 (1956)\n- Dust Road 5 (1955)"
    )
    assert text_of(await ask(club, "profile", member=club.ben, private=True)).endswith(
        "\n**Rated last**\n- Dust Road 6 (1956)\n- Dust Road 5 (1955) ★★★★★"
    )
    assert "- Dust Road 6 (1956) ★★★★½" in text_of(await ask(club, "profile", by=club.ben))
    compared = await ask(club, "compare", member=club.ben)
    assert compared.ephemeral
    assert "since scores are kept back here until one has rated a film." in text_of(compared)
    assert "- Dust Road 5 (1955): ★★★★ and ★★★★★" in text_of(compared)
    assert text_of(compared).endswith("has not rated**\n- Dust Road 6 (1956)")


async def test_reviews_stand_behind_bars_for_who_has_not_seen_the_film(reviewed: Club) -> None:
    write = reviewed.bot.reviews.write
    marks: dict[int, Spoiler] = {1: "full", 2: "none"}
    for film_id, spoiler in marks.items():
        draft = Draft(f"The butler of film {film_id} did it.", "ben", spoiler)
        await write(film_id, draft, guild_id=reviewed.server.id, member_id=reviewed.ben.id)
    shown = text_of(await ask(reviewed, "profile", member=reviewed.ben))
    assert shown == (
        f"## Films of {reviewed.ben.mention}\n2 reviews written\n**Reviewed last**\n"
        "Salt Road (1999)\n> The butler of film 2 did it.\n"
        "The Paper Lighthouse (1961)\n> ||The butler of film 1 did it.||"
    )
    await rate(reviewed, reviewed.ana, {1: 8})
    assert "\n> The butler of film 1" in text_of(await ask(reviewed, "profile", member=reviewed.ben, private=True))
    assert "\n> ||The butler of film 1" in text_of(await ask(reviewed, "profile", member=reviewed.ben))


async def test_two_members_are_compared(club: Club) -> None:
    await rate(club, club.ana, westerns(8, 8, 8, 8, 8, 2) | {1: 10})
    await rate(club, club.ben, westerns(8, 8, 9, 6, 9, 9) | {3: 9})
    shown = await ask(club, "compare", member=club.ben)
    assert not shown.ephemeral
    assert text_of(shown) == (
        f"## {club.ana.mention} and {club.ben.mention}\n"
        "**67% agreement** over 6 films\n"
        f"{club.ana.mention} is 0.58 stars harsher on average.\n"
        "-# For each film, the same score is 100%, half a star apart is 75%, and two stars apart or more is 0%.\n"
        "**Where they part most**\n"
        f"-# {club.ana.mention}’s score first, then {club.ben.mention}’s\n"
        "- Dust Road 6 (1956): ★ and ★★★★½\n"
        "- Dust Road 4 (1954): ★★★★ and ★★★\n"
        "- Dust Road 3 (1953): ★★★★ and ★★★★½\n"
        "**What both love**\n"
        "- Dust Road 3 (1953): ★★★★ and ★★★★½\n"
        "- Dust Road 5 (1955): ★★★★ and ★★★★½\n"
        "- Dust Road 1 (1951): ★★★★ and ★★★★\n"
        "- Dust Road 2 (1952): ★★★★ and ★★★★\n"
        f"**What {club.ana.mention} loved and {club.ben.mention} has not rated**\n"
        "- The Cranes Are Flying (1957) ★★★★★\n"
        f"**What {club.ben.mention} loved and {club.ana.mention} has not rated**\n"
        "- Solaris (1972) ★★★★½"
    )


async def test_a_member_is_compared_with_a_reviewer_however_the_name_is_typed(reviewed: Club) -> None:
    films = [
        make_film(f"Reel {number}", 1950 + number, reviews=(make_review("Regular", f"Take {number}.", score=number),))
        for number in range(5, 10)
    ]
    await reviewed.load(*films)
    await rate(reviewed, reviewed.ana, {1: 4, 5: 5, 6: 6, 7: 7, 8: 7})
    [name] = [name for name in await reviewed.offered("reviewer", "regluar", "compare") if name == "Regular"]
    few = text_of(await ask(reviewed, "compare", reviewer=name))
    assert few.startswith(
        f"## {reviewed.ana.mention} and Regular\n4 films in common; from 5 on I tell how far they agree."
    )
    assert few.endswith("has not rated**\n- Reel 9 (1959) ★★★★½ (9 / 10)")
    await rate(reviewed, reviewed.ana, {9: 9})
    shown = await ask(reviewed, "compare", reviewer="regluar", private=True)
    assert shown.ephemeral
    assert "**95% agreement** over 5 films" in text_of(shown)
    assert "- Reel 8 (1958): ★★★½ and ★★★★ (8 / 10)" in text_of(shown)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "Say with whom to compare: pick a member, or a reviewer."),
        ({"reviewer": "  "}, "Say with whom to compare: pick a member, or a reviewer."),
        ({"member": "ben", "reviewer": "The Usher"}, "Compare with a member or with a reviewer, one at a time."),
        ({"member": "ana"}, "You and yourself agree by 100%. Pick another member, or a reviewer."),
        ({"member": "admin"}, "admin has rated no film here yet."),
        ({"reviewer": "Xerxes Quux"}, "No reviewer called “Xerxes Quux”."),
        ({"reviewer": "x" * 4_000}, "No reviewer called “"),
        ({"reviewer": "The Archivist"}, "The Archivist gave no film here a score, so there is nothing to compare."),
    ],
)
async def test_what_cannot_be_compared_is_told_in_private(reviewed: Club, options: dict[str, str], told: str) -> None:
    await rate(reviewed, reviewed.ana, {1: 8})
    members = {"ana": reviewed.ana, "ben": reviewed.ben, "admin": reviewed.admin}
    given: dict[str, Any] = {name: members[value] if name == "member" else value for name, value in options.items()}
    shown = await ask(reviewed, "compare", **given)
    assert shown.ephemeral
    assert text_of(shown).startswith(told)


@pytest.mark.parametrize("options", [{"member": "ben"}, {"reviewer": "The Usher"}])
async def test_who_has_rated_nothing_is_told_to_begin(reviewed: Club, options: dict[str, str]) -> None:
    await rate(reviewed, reviewed.ben, {1: 8})
    given: dict[str, Any] = {name: reviewed.ben if name == "member" else value for name, value in options.items()}
    assert text_of(await ask(reviewed, "compare", **given)).startswith("You have rated no film here yet. Rate a few")


async def test_nothing_of_one_server_is_told_in_another(club: Club) -> None:
    await rate(club, club.ana, westerns(8))
    await rate(club, club.ben, westerns(8))
    elsewhere = club.world.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("films")
    there = [elsewhere.add_member(member.user) for member in (club.ana, club.ben)]
    told = answer(await there[0].slash(channel, "profile", member=there[1]))
    assert text_of(told).endswith("has done nothing with films here yet.")
    compared = answer(await there[0].slash(channel, "compare", member=there[1]))
    assert text_of(compared).endswith("has rated no film here yet.")


async def test_a_server_that_has_not_added_the_bot_has_no_profiles(club: Club) -> None:
    with club.foreign_server(club.ana):
        assert text_of(await ask(club, "profile")) == "Profiles are kept in servers that have added me."
        told = text_of(await ask(club, "compare", member=club.ben))
        assert told == "Tastes are compared in servers that have added me."


async def test_the_longest_titles_and_names_fit(club: Club) -> None:
    crew = tuple(f"_Director_ of a *most* uncommonly long and winding name, the {number}th" for number in range(3))
    long = [
        make_film(f"{number} {ENDLESS.title} **_{number}_**", 1988 + number, directors=crew, countries=crew)
        for number in range(40)
    ]
    reviewer = "@everyone *of* the uncommonly long name " * 5
    texts = tuple(make_review(reviewer, "Take.", score=score) for score in (9,))
    await club.load(*long, make_film("Reviewed", 2020, reviews=texts))
    start = len(CATALOGUE) + 1
    await rate(
        club, club.ana, {start + n: (10, 10, 1, 1)[n // 10] for n in range(30)} | {CATALOGUE.index(HOSTILE) + 1: 10}
    )
    await rate(club, club.ben, {start + n: (10, 9, 10, 10)[n // 10] for n in range(5, 40)})
    write = club.bot.reviews.write
    for number in range(2):
        draft = Draft("||_*`Long`*_||. " * 200, "ana", "full")
        await write(start + number, draft, guild_id=club.server.id, member_id=club.ana.id)
    assert "@everyone" not in text_of(await ask(club, "profile"))
    compared = text_of(await ask(club, "compare", member=club.ben))
    assert compared.count("\n- ") == 20
    assert "@everyone" not in text_of(await ask(club, "compare", reviewer=reviewer[:100]))
