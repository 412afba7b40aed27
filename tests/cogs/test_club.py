"""`/ratings` and `/top` as members use them."""

from collections.abc import Mapping
from typing import Any

import pytest
import simcord

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from bot.ui import theme
from tests.catalogues import CATALOGUE, CRANES, ENDLESS, HOSTILE, OTHER_TWIN, SOLARIS, TWIN, WESTERNS
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, options_of, parts, text_of

GALLERY = 12
CRANES_ID, ENDLESS_ID, HOSTILE_ID, SOLARIS_ID, TWIN_ID, OTHER_TWIN_ID, FIRST_WESTERN = (
    CATALOGUE.index(film) + 1 for film in (CRANES, ENDLESS, HOSTILE, SOLARIS, TWIN, OTHER_TWIN, WESTERNS[0])
)
BEST = {"title": "The Cranes Are Flying"}


async def rate(club: Club, member: simcord.MemberActor, scores: Mapping[int, int]) -> None:
    for film_id, score in scores.items():
        await club.bot.ratings.rate(film_id, score, guild_id=club.server.id, member_id=member.id)


def pictures(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    return [item for part in parts(message) if part["type"] == GALLERY for item in part["items"]]


async def test_ratings_are_shown_as_a_picture_and_in_words(club: Club) -> None:
    for member, score in ((club.ana, 9), (club.ben, 6), (club.admin, 9)):
        await rate(club, member, {CRANES_ID: score})
    shown = await club.run("ratings", title="cranes are flyng")
    assert not shown.ephemeral
    assert text_of(shown) == (
        "## The Cranes Are Flying (1957)\n"
        "-# As rated in this server\n"
        "**3 ratings** · mean **4.00 of 5** · median 4.50 · spread 0.71\n"
        "-# ★★★★½ ×\u202f2 · ★★★ ×\u202f1\n"
        "**Source**  8.3 / 10 from 12,000 votes"
    )
    [picture] = pictures(shown)
    assert picture["description"].startswith("3 ratings, on average 4.00 of 5. 5 stars: 0, 4½ stars: 2, 4 stars: 0,")
    assert len(picture["description"]) <= theme.ALT_TEXT
    [attached] = shown.message.attachments
    assert (attached.filename, attached.content_type) == ("ratings.png", "image/png")
    assert list(buttons_of(shown)) == ["Rate", "Reviews"]


async def test_ones_own_score_is_told_in_private_alone(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9})
    assert "**You**" not in text_of(await club.run("ratings", **BEST))
    shown = await club.run("ratings", **BEST, private=True)
    assert shown.ephemeral
    assert "**1 rating** · mean **4.50 of 5** · median 4.50\n" in text_of(shown)  # and no spread
    assert "\n**You**  ★★★★½ (4.5 of 5)\n" in text_of(shown)
    assert "**You**" not in text_of(await club.run_as(club.ben, "ratings", **BEST, private=True))


async def test_a_film_nobody_has_rated_invites(club: Club) -> None:
    shown = await club.run("ratings", title="Paper Lanterns")
    assert "Nobody here has rated it yet. Yours would be the first." in text_of(shown)
    assert not pictures(shown)
    assert not shown.message.attachments
    assert list(buttons_of(shown)) == ["Rate"]


async def test_who_is_hidden_is_told_that_their_own_does_not_count(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9})
    row = (club.server.id, club.ana.id)
    await club.bot.database.write(lambda writer: writer.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", row))
    assert "Yours would be the first" in text_of(await club.run("ratings", **BEST))
    shown = text_of(await club.run("ratings", **BEST, private=True))
    assert "Nobody else has rated it yet that could be shown here.\n**You**  ★★★★½" in shown
    assert "Nobody here has rated a film yet" in text_of(await club.run("top"))


async def test_scores_are_shown_in_points_where_the_server_says_so(club: Club) -> None:
    await club.choose("scale", "points")
    await rate(club, club.ana, {CRANES_ID: 9, SOLARIS_ID: 4})
    await rate(club, club.ben, {CRANES_ID: 8})
    shown = await club.run("ratings", **BEST, private=True)
    assert "mean **8.50 of 10** · median 8.50 · spread 0.50\n-# 9/10 ×\u202f1 · 8/10 ×\u202f1\n" in text_of(shown)
    assert "10 points: 0, 9 points: 1, 8 points: 1," in pictures(shown)[0]["description"]
    listed = text_of(await club.run("top"))
    assert "\n**1. The Cranes Are Flying (1957)**\n-# **8.50** from 2 · weighted 7.75\n" in listed
    assert "(m = 2, C = 7.00)" in listed


async def test_a_server_that_keeps_scores_back_shows_only_how_many(club: Club) -> None:
    await club.choose("score_blind", True)
    await rate(club, club.ana, {CRANES_ID: 9})
    await rate(club, club.ben, {CRANES_ID: 6})
    for member, private in ((club.ana, False), (club.admin, False), (club.admin, True)):
        shown = await club.run_as(member, "ratings", **BEST, private=private)
        assert "**2 ratings**\n-# This server keeps its scores back until you have rated a film" in text_of(shown)
        assert not any(number in text_of(shown) for number in ("3.75", "★★★", "median", "spread"))
        assert not pictures(shown)
        assert list(buttons_of(shown)) == ["Rate", "Club score", "Reviews"]
    seen = await club.run("ratings", **BEST, private=True)
    assert "mean **3.75 of 5**" in text_of(seen)
    assert pictures(seen)


async def test_a_film_taken_out_has_no_ratings_to_show(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9})
    with (connection := open_writer(club.bot.database_path)), transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    connection.close()
    await club.world.advance_time(5)
    assert "Nobody here has rated a film yet" in text_of(await club.run("top"))
    assert "No film like" in text_of(await club.run("ratings", **BEST))


async def test_an_ambiguous_title_is_asked_for(club: Club) -> None:
    await rate(club, club.ana, {TWIN_ID: 9, OTHER_TWIN_ID: 2})
    question = await club.run("ratings", title="the killers")
    assert question.ephemeral
    shown = answer(await club.ana.select(question.message, [str(OTHER_TWIN_ID)]))
    assert not shown.ephemeral
    assert "mean **1.00 of 5**" in text_of(shown)
    assert pictures(shown)


async def test_a_picture_that_nobody_waits_for_is_no_fault(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9})
    club.faults_expected = True
    club.world.inject_error("POST", "/interactions/*/*/callback", status=400, code=40060)
    assert (await club.ana.slash(club.channel, "ratings", **BEST)).response is None
    assert not club.log.faults
    assert pictures(await club.run("ratings", **BEST))


async def test_an_empty_server_is_invited(club: Club) -> None:
    for by in ("mean", "rated", "divisive", "above", "director", "decade"):
        listed = await club.run("top", by=by)
        assert not listed.ephemeral
        assert "Nobody here has rated a film yet. Begin with `/rate`" in text_of(listed)


async def test_the_best_are_ranked_with_the_numbers_that_went_into_it(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 10, SOLARIS_ID: 9, ENDLESS_ID: 4})
    await rate(club, club.ben, {SOLARIS_ID: 9, ENDLESS_ID: 4})
    await rate(club, club.admin, {SOLARIS_ID: 9})
    listed = await club.run("top")
    assert not listed.ephemeral
    [solaris, cranes, endless] = [line for line in text_of(listed).split("\n") if " · weighted " in line]
    assert solaris == "-# **4.50** from 3 · weighted 4.20"
    assert cranes == "-# **5.00** from 1 · weighted 4.17"
    assert endless == "-# **2.00** from 2 · weighted 2.88"
    assert text_of(listed).endswith(
        "\n-# Weighted: films with few ratings are drawn towards the club’s 3.75, as if by 2 ratings more "
        "(m = 2, C = 3.75)."
    )
    card = answer(await club.ana.select(listed.message, [options_of(listed)["The Cranes Are Flying (1957)"]]))
    assert card.ephemeral
    assert "## The Cranes Are Flying" in text_of(card)


@pytest.mark.parametrize(
    ("by", "heading", "line"),
    [
        ("lowest", "Lowest rated films", "**1. The Cranes Are Flying (1957)**\n-# **3.17** from 3 · weighted 3.33"),
        ("rated", "Most rated films", "**1. The Cranes Are Flying (1957)**\n-# **3.17** from 3"),
        ("divisive", "Most divisive films", "-# spread **1.93** · 3 ratings\n"),
        (
            "below",
            "Loved here less than by the critics",
            "-# the club **6.33** from 3 · the source 8.30 · weighted −1.18",
        ),
        ("above", "Loved here more than by the critics", "No rated film fits yet. Ask for less,"),
        ("director", "Best rated directors", "No director that fits has two rated films with three ratings yet."),
        ("decade", "Best rated decades", "**1. 1950s**\n-# **3.50** from 5 · 3 films · weighted 3.52"),
    ],
)
async def test_every_order_says_what_it_is(club: Club, by: str, heading: str, line: str) -> None:
    for member, score in ((club.ana, 10), (club.ben, 1), (club.admin, 8)):
        await rate(club, member, {CRANES_ID: score})
    await rate(club, club.ana, {FIRST_WESTERN: 8, FIRST_WESTERN + 1: 8, SOLARIS_ID: 8})
    listed = text_of(await club.run("top", by=by))
    assert listed.startswith(f"## {heading}\n")
    assert line in listed


async def test_the_list_is_narrowed_and_says_by_what(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9, SOLARIS_ID: 8, FIRST_WESTERN: 7})
    listed = text_of(await club.run("top", director="tarkovski", years="1970s", period="this year"))
    assert listed.startswith("## Best rated films\n-# directed by ")
    assert " · 1970s · rated this year\n**1. Solaris (1972)**\n" in listed
    assert listed.count("ratings more") == 1
    assert "-# Soviet Union · Drama" in text_of(await club.run("top", country="USSR", genre="drama"))
    nothing = text_of(await club.run("top", period="1999"))
    assert nothing.startswith("## Best rated films\n-# rated in 1999\nNo rated film fits yet.")
    for options in ({"period": "someday"}, {"years": "long ago"}):
        refused = await club.run("top", **options)
        assert refused.ephemeral
        assert "I cannot read" in text_of(refused)


async def test_periods_are_offered(club: Club) -> None:
    every = await club.offered("period", "", "top")
    assert every[:3] == ["this week", "this month", "this year"]
    assert await club.offered("period", "LAST", "top") == ["last week", "last month", "last year"]
    for offered in every:
        assert "rated" in text_of(await club.run("top", period=offered))


async def test_long_lists_are_pages_that_only_the_asker_turns(club: Club) -> None:
    await rate(club, club.ana, {FIRST_WESTERN + number: 10 - number // 4 for number in range(30)})
    listed = await club.run("top")
    assert "**10. " in text_of(listed)
    assert "1 of 3" in buttons_of(listed)
    assert "Only the member who asked" in text_of(answer(await club.ben.click(listed.message, label="Next")))
    await club.ana.click(listed.message, label="Next")
    assert "**11. " in text_of(club.channel.history()[-1])
    assert "**20. " in text_of(club.channel.history()[-1])


async def test_long_and_hostile_names_keep_to_the_limits(club: Club) -> None:
    films = [make_film(f"{'*Long* [name](https://evil.example) ' * 9}{number}", 1990) for number in range(12)]
    await club.load(*films)
    first = len(CATALOGUE) + 1
    await rate(club, club.ana, {HOSTILE_ID: 10, **{first + number: 9 for number in range(12)}})
    for by in ("mean", "rated"):
        listed = text_of(await club.run("top", by=by))
        assert "@\u200beveryone \\*\\*Free\\*\\* Nitro" in listed
        assert "](https" not in listed.replace("\\]", "")
    assert "## @\u200beveryone" in text_of(await club.run("ratings", title="@everyone **Free** Nitro"))


async def test_a_server_that_keeps_scores_back_ranks_for_the_asker_alone(club: Club) -> None:
    await club.choose("score_blind", True)
    await rate(club, club.ana, {CRANES_ID: 9, FIRST_WESTERN: 2})
    await rate(club, club.ben, {CRANES_ID: 6, SOLARIS_ID: 10, FIRST_WESTERN + 1: 2})
    listed = await club.run("top")
    assert listed.ephemeral
    assert "**1. Solaris (1972)**\n-# 1 rating\n" in text_of(listed)
    assert "**2. The Cranes Are Flying (1957)**\n-# **3.75** from 2 · weighted 3.33\n" in text_of(listed)
    assert "C =" not in text_of(listed)
    decades = await club.run("top", by="decade")
    assert decades.ephemeral
    assert "**1. 1950s**\n-# 4 ratings · 3 films\n" in text_of(decades)


async def test_another_server_sees_none_of_it(club: Club) -> None:
    await rate(club, club.ana, {CRANES_ID: 9})
    other = club.world.create_guild("Elsewhere")
    channel = other.create_text_channel("films")
    ana = other.add_member(club.ana.user)
    assert "Nobody here has rated a film yet" in text_of(answer(await ana.slash(channel, "top")))
    assert "Nobody here has rated it yet" in text_of(answer(await ana.slash(channel, "ratings", **BEST)))


async def test_a_servers_own_film_stands_in_place_of_the_shared_one(club: Club) -> None:
    await rate(club, club.ana, {SOLARIS_ID: 9, CRANES_ID: 2})
    await club.load(make_film("Solaris", 1972, directors=("Andrei Tarkovsky",)), guild_id=club.server.id)
    await club.run("rate", title="Solaris (1972)", score="4")
    assert text_of(await club.run("top")).count("Solaris (1972)") == 1
    assert "**1. Solaris (1972)**\n-# **4.00** from 1 · weighted 3.00\n" in text_of(await club.run("top"))


async def test_the_club_is_asked_in_servers_that_have_added_the_bot(club: Club) -> None:
    for command, options in (("top", {}), ("ratings", BEST)):
        with pytest.raises(simcord.SetupError):
            await club.ana.user.slash(command, **options)
        with club.foreign_server(club.ana):
            told = await club.run(command, **options)
        assert text_of(told) == "Ratings are kept in servers that have added me."
