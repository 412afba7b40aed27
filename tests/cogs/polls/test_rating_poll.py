"""`/poll rate`: opening a rating poll, voting in it, and what is told at its close."""

import json
from contextlib import closing
from typing import Any

import discord
import pytest
import simcord

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.connection import open_writer, transaction
from tests.catalogues import CATALOGUE, ENDLESS
from tests.cogs.polls.holding import SALT_ID, at_once, known, public, rate_of, turns
from tests.simulated import Club, answer, buttons_of, parts, text_of

STARS = ["½★", "1★", "1½★", "2★", "2½★", "3★", "3½★", "4★", "4½★", "5★"]
GALLERY = 12


async def score_of(club: Club, member: simcord.MemberActor) -> int | None:
    rating = await club.bot.ratings.of_member(SALT_ID, guild_id=club.server.id, member_id=member.id)
    return None if rating is None else rating.score


def voting(club: Club) -> discord.Message:
    """Return the first message in which one can vote."""
    return next(each for each in public(club) if any("poll:v1:" in it["custom_id"] for it in buttons_of(each).values()))


async def vote(club: Club, member: simcord.MemberActor, label: str) -> simcord.ResponseMessage:
    return answer(await member.click(voting(club), label=label))


async def close(club: Club, poll_id: int = 1) -> None:
    await club.run("poll close", poll=f"#{poll_id}")
    await turns(club)


async def test_it_is_posted_with_the_short_card_and_ten_scores(reviewed: Club) -> None:
    told = await reviewed.run("poll rate", title="salt raod")
    assert told.ephemeral
    poll = await known(reviewed)
    [message] = public(reviewed)
    assert f"/{reviewed.channel.id}/{message.id}" in text_of(told)
    assert (poll.message_id, poll.question) == (message.id, "Salt Road (1999)")
    assert text_of(message) == (
        "## Rate this film\n**Salt Road (1999)** · Ida Ek\n-# Open until someone closes it\n"
        "**0 votes** so far\n-# Your vote is your rating; ratings from before the poll count too. "
        "Change yours here or with `/rate`."
    )
    assert list(buttons_of(message)) == STARS
    assert [button["custom_id"] for button in buttons_of(message).values()] == [
        rate_of(poll, score) for score in range(1, 11)
    ]


async def test_a_vote_is_the_members_rating_told_in_private_and_undone(reviewed: Club) -> None:
    await reviewed.run("watchlist add", title="Salt Road")
    await reviewed.run("poll rate", title="Salt Road")
    first = await vote(reviewed, reviewed.ana, "4½★")
    assert first.ephemeral
    assert text_of(first).startswith("You gave **Salt Road (1999)** ★★★★½ (4.5 of 5).\n-# Counted at <t:")
    assert text_of(first).endswith("It is off your watchlist.")
    assert await score_of(reviewed, reviewed.ana) == 9
    again = await vote(reviewed, reviewed.ana, "2★")
    assert "Before, you gave it ★★★★½ (4.5 of 5)." in text_of(again)
    same = text_of(await vote(reviewed, reviewed.ana, "2★"))
    assert same.startswith("Unchanged: **Salt Road (1999)** ★★ (2 of 5).\n-# Counted at <t:")
    await reviewed.ana.click(again.message, label="Undo")
    assert "Undone: your rating of **Salt Road (1999)** is ★★★★½ (4.5 of 5) again." in text_of(
        reviewed.channel.history(viewer=reviewed.ana)[-2]
    )
    assert await score_of(reviewed, reviewed.ana) == 9
    await turns(reviewed)
    assert "1 gave ★★★★½" in text_of(public(reviewed)[0])


async def test_every_way_of_rating_redraws_the_poll(reviewed: Club) -> None:
    await reviewed.run_as(reviewed.ben, "rate", title="Salt Road", score="1")
    await reviewed.run("poll rate", title="Salt Road")
    assert "**1 vote** so far" in text_of(public(reviewed)[0])
    told = await reviewed.run("rate", title="Salt Road", score="5")
    await turns(reviewed)
    assert text_of(public(reviewed)[0]).count("▰") == 4  # a single vote is no full bar
    assert "1 gave ★★★★★\n" in text_of(public(reviewed)[0])
    assert "Mean **3.00 of 5**\n**2 votes** so far" in text_of(public(reviewed)[0])
    await reviewed.ana.click(told.message, label="Undo")
    await turns(reviewed)
    assert "**1 vote** so far" in text_of(public(reviewed)[0])
    await reviewed.run_as(reviewed.ben, "unrate", title="Salt Road")
    await turns(reviewed)
    assert "**0 votes** so far" in text_of(public(reviewed)[0])


async def test_a_second_call_leads_to_the_first_or_posts_it_where_its_message_is_gone(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    link = f"/{public(reviewed)[0].id}"
    led = await reviewed.run_as(reviewed.ben, "poll rate", title="salt road")
    assert text_of(led).startswith("**Salt Road (1999)** is being rated already. [Go to the poll](")
    assert text_of(led).endswith(f"{link})")
    poll = await known(reviewed)
    await reviewed.bot.polls.lost(poll.id, guild_id=poll.guild_id, message_id=poll.message_id or 0)
    led = await reviewed.run_as(reviewed.ben, "poll rate", title="salt road")
    assert "is gone" in text_of(led)
    await reviewed.ben.click(led.message, label="Post it here")
    assert (await known(reviewed)).message_id == public(reviewed)[-1].id
    assert (await reviewed.bot.polls.page(guild_id=reviewed.server.id, limit=5, offset=0))[1] == 1


async def test_a_poll_that_could_not_be_posted_is_there_and_is_posted_later(reviewed: Club) -> None:
    reviewed.world.inject_error("POST", f"/channels/{reviewed.channel.id}/messages", status=500)
    told = await reviewed.run("poll rate", title="Salt Road")
    assert "is open, but Discord would not let me post it here" in text_of(told)
    assert (await known(reviewed)).message_id is None
    await reviewed.ana.click(told.message, label="Post it here")
    assert (await known(reviewed)).message_id == public(reviewed)[0].id


async def test_a_sealed_poll_keeps_the_scores_back_everywhere_until_it_closes(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    for member, score in ((reviewed.ana, "1"), (reviewed.ben, "4"), (reviewed.admin, "4")):
        await reviewed.run_as(member, "rate", title="Salt Road", score=score)
    assert "mean **3.00 of 5**" in text_of(await reviewed.run("ratings", title="Salt Road"))
    await reviewed.run("poll rate", title="Salt Road", sealed=True, closes="2h")
    await vote(reviewed, reviewed.admin, "5★")
    await turns(reviewed)
    assert "sealed: the count is shown at the close" in text_of(voting(reviewed))
    assert "**3 votes** so far" in text_of(voting(reviewed))
    for command, options in (("ratings", {"title": "Salt Road"}), ("film", {"title": "Salt Road"}), ("top", {})):
        said = text_of(await reviewed.run(command, **options))
        assert "3.00 of 5" not in said, command
        assert "3.33" not in said, command
    assert "Its scores are told when that closes." in text_of(await reviewed.run("ratings", title="Salt Road"))
    card = await reviewed.run("film", title="Salt Road", private=True)
    assert "rated by 3 members · their scores are told when its poll closes" in text_of(card)
    told = answer(await reviewed.ana.click(card.message, label="Club score"))
    assert "A sealed poll of Salt Road (1999) is open." in text_of(told)
    results = await reviewed.run_as(reviewed.admin, "poll results", poll="#1")
    assert "how many voted is all that is told" in text_of(results)
    assert "**Salt Road" not in text_of(results)
    await close(reviewed)
    [message] = [each for each in public(reviewed) if "How we rated it" in text_of(each)]
    assert "Mean **3.33 of 5** · median 4.00" in text_of(message)
    assert "mean **3.33 of 5**" in text_of(await reviewed.run("ratings", title="Salt Road"))


async def test_where_scores_are_kept_back_until_one_has_rated_a_poll_shows_them_at_its_close(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    await reviewed.choose("score_blind", 1)
    await reviewed.run("poll rate", title="Salt Road")
    await vote(reviewed, reviewed.ben, "4★")
    await turns(reviewed)
    assert "★★★★" not in text_of(public(reviewed)[0])
    assert "the scores are shown at the close" in text_of(public(reviewed)[0])
    told = await reviewed.ana.slash(reviewed.channel, "poll results", poll="#1")
    assert "until you have rated the film" in text_of(answer(told))
    told = await reviewed.ben.slash(reviewed.channel, "poll results", poll="#1")
    assert told.response is not None
    assert "Mean **4.00 of 5**" in text_of(told.response)
    await close(reviewed)
    assert "Mean **4.00 of 5**" in text_of(public(reviewed)[0])


async def test_at_the_close_come_the_picture_the_numbers_and_the_way_to_a_review(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="The Paper Lighthouse")
    for member, label in ((reviewed.ana, "5★"), (reviewed.ben, "½★"), (reviewed.admin, "3★")):
        await vote(reviewed, member, label)
    await close(reviewed)
    message, reply = public(reviewed)
    assert text_of(message).split("\n-# Closed ")[1].partition("\n")[2] == (
        "Mean **2.83 of 5** · median 3.00 · spread 1.84\n-# ★★★★★ ×\u202f1 · ★★★ ×\u202f1 · ½ ×\u202f1\n"
        f"**Most split**  <@{reviewed.ana.id}> ★★★★★, <@{reviewed.ben.id}> ½\n"
        "**Source**  7.9 / 10 from 400 votes · the club is 2.2 lower at 5.7 / 10\n"
        "**Reviewers**  6.3 / 10 from 3 reviews with a score · the club is 0.6 lower at 5.7 / 10\n"
        "**3 votes**"
    )
    [gallery] = [part for part in parts(message) if part["type"] == GALLERY]
    assert gallery["items"][0]["description"].startswith("3 ratings, on average 2.83 of 5. 5 stars: 1,")
    assert list(buttons_of(message)) == ["Write a review"]
    assert reply.reference is not None
    assert reply.reference.message_id == message.id
    assert text_of(reply) == (
        "The vote on **The Paper Lighthouse (1961)** has ended: "
        "**2.83 of 5** on average, the median 3.00, from 3 members."
    )


async def test_an_anonymous_poll_names_nobody_and_a_hidden_member_is_not_named(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="Salt Road", anonymous=True, review=False)
    await reviewed.run("poll rate", title="The Paper Lighthouse")
    await reviewed.bot.member_data.set_hidden(True, guild_id=reviewed.server.id, member_id=reviewed.ben.id)
    salt, lighthouse = public(reviewed)
    for message in (salt, lighthouse):
        for member, label in ((reviewed.ana, "5★"), (reviewed.ben, "½★"), (reviewed.admin, "3★")):
            await member.click(message, label=label)
    await close(reviewed, 1)
    await close(reviewed, 2)
    salt, lighthouse = public(reviewed)[:2]
    assert "**Most split**  one gave ★★★★★, another ½" in text_of(salt)
    assert "<@" not in text_of(salt)
    assert not buttons_of(salt)
    assert f"**Most split**  <@{reviewed.ana.id}> ★★★★★, <@{reviewed.admin.id}> ★★★" in text_of(lighthouse)
    assert "**3 votes**" in text_of(lighthouse)


async def test_nobody_voted(reviewed: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="Salt Road")
    await close(reviewed)
    message, reply = public(reviewed)
    assert "**0 votes**" in text_of(message)
    assert text_of(reply) == "The vote on **Salt Road (1999)** has ended. Nobody voted."


async def test_scores_are_on_the_servers_scale(reviewed: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    await reviewed.choose("scale", "points")
    await reviewed.run("poll rate", title="Salt Road")
    assert list(buttons_of(public(reviewed)[0])) == [str(score) for score in range(1, 11)]
    assert "You gave **Salt Road (1999)** 9 of 10." in text_of(await vote(reviewed, reviewed.ana, "9"))
    await close(reviewed)
    assert "from one member" in text_of(public(reviewed)[-1])
    assert "Mean **9.00 of 10** · median 9.00" in text_of(public(reviewed)[0])


async def test_after_a_restart_the_old_buttons_still_vote(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    await reviewed.restart()
    assert "You gave **Salt Road (1999)** ★★★★" in text_of(await vote(reviewed, reviewed.ben, "4★"))
    assert await score_of(reviewed, reviewed.ben) == 8
    await turns(reviewed)
    assert "**1 vote** so far" in text_of(public(reviewed)[0])


async def test_a_vote_after_the_close_is_refused_and_kept_out(reviewed: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="Salt Road")
    # The message keeps its buttons where it could not be drawn anew.
    reviewed.world.inject_error("PATCH", "/channels/*", status=403, code=50013, times=None)
    await close(reviewed)
    late = await vote(reviewed, reviewed.ana, "4★")
    assert late.ephemeral
    assert text_of(late).startswith("This poll is closed, so your vote was not counted.")
    assert await score_of(reviewed, reviewed.ana) is None


async def test_undo_after_the_close_changes_the_rating_and_not_the_result(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="Salt Road")
    receipt = await vote(reviewed, reviewed.ana, "4★")
    await close(reviewed)
    await reviewed.ana.click(receipt.message, label="Undo")
    assert "keeps the vote it counted" in text_of(
        next(each for each in reviewed.channel.history(viewer=reviewed.ana) if each.id == receipt.id)
    )
    assert await score_of(reviewed, reviewed.ana) is None
    assert "**1 vote**" in text_of(public(reviewed)[0])


async def test_only_who_has_the_role_votes_and_a_role_that_is_gone_is_told(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    role = reviewed.server.create_role("Regulars")
    told = await reviewed.run("poll extend", poll="#1", voters=role)
    assert f"<@&{role.id}> votes in it from now on." in text_of(told)
    refused = await vote(reviewed, reviewed.ana, "4★")
    assert refused.ephemeral
    assert text_of(refused) == "This poll is for members with the role @Regulars, so your vote was not counted."
    regular = reviewed.server.add_member(reviewed.world.create_user("rita"), roles=[role])
    assert "You gave" in text_of(await vote(reviewed, regular, "4★"))
    reviewed.world.backend.delete_role(reviewed.server.id, role.id)
    await reviewed.world.settle()
    gone = await vote(reviewed, reviewed.ana, "4★")
    assert "for a role that is gone" in text_of(gone)
    await reviewed.run_as(reviewed.ben, "rate", title="Salt Road", score="4")
    await turns(reviewed)
    assert "The role it was for is gone, so nobody can vote now." in text_of(public(reviewed)[0])
    await reviewed.run("poll extend", poll="#1", voters=reviewed.server.default_role)
    assert "You gave" in text_of(await vote(reviewed, reviewed.ana, "4★"))


async def test_a_film_that_is_taken_out_leaves_the_poll_and_its_votes(
    reviewed: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    await reviewed.run("poll rate", title="Salt Road")
    await vote(reviewed, reviewed.ben, "4★")
    await turns(reviewed)
    with closing(open_writer(reviewed.bot.database_path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    refused = await vote(reviewed, reviewed.ana, "2★")
    assert text_of(refused).startswith("The film of this poll is no longer in the catalogue, so it takes no votes now.")
    await close(reviewed)
    assert "**Salt Road (1999)**" in text_of(public(reviewed)[0])
    assert "Mean **4.00 of 5**" in text_of(public(reviewed)[0])
    assert not buttons_of(public(reviewed)[0])


@pytest.mark.parametrize("closes", ["31 february", "yesterday", "2020-01-01", "soonish", "2 years"])
async def test_a_bad_time_is_refused_and_nothing_opens(reviewed: Club, closes: str) -> None:
    told = await reviewed.run("poll rate", title="Salt Road", closes=closes)
    assert told.ephemeral
    assert "Write it like" in text_of(told)
    assert await reviewed.bot.polls.get(1, guild_id=reviewed.server.id) is None
    assert not public(reviewed)


async def test_an_unknown_film_and_an_ambiguous_one(club: Club) -> None:
    assert (await club.run("poll rate", title="zxqvj kkwq")).ephemeral
    question = await club.run("poll rate", title="the killers")
    assert "Which film do you mean" in text_of(question)
    assert not public(club)


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"send_messages": False}, "Send Messages and Attach Files"),  # who may not write may not attach either
        ({"attach_files": False}, "Attach Files"),
        ({"attach_files": False, "read_message_history": False}, "Read Message History and Attach Files"),
    ],
)
async def test_where_the_bot_may_not_post_the_permission_is_named(
    reviewed: Club, denied: dict[str, bool], named: str
) -> None:
    quiet = reviewed.server.create_text_channel(
        "quiet", overwrites={reviewed.server.default_role: discord.PermissionOverwrite(**denied)}
    )
    told = answer(await reviewed.admin.slash(quiet, "poll rate", title="Salt Road"))
    assert told.ephemeral
    assert text_of(told).startswith(f"I lack a permission in #quiet: {named}.")
    assert await reviewed.bot.polls.get(1, guild_id=reviewed.server.id) is None


async def test_polls_are_posted_in_threads_too(reviewed: Club) -> None:
    await reviewed.run("discuss", title="Salt Road")
    [thread] = reviewed.channel.threads
    told = answer(await reviewed.ana.slash(thread, "poll rate", title="Salt Road"))
    assert f"/{thread.id}/" in text_of(told)


async def test_another_servers_poll_is_out_of_reach(reviewed: Club) -> None:
    await reviewed.run("poll rate", title="Salt Road")
    poll = await known(reviewed)
    elsewhere = reviewed.world.create_guild("The Other Cinema")
    channel = elsewhere.create_text_channel("lobby")
    guest = elsewhere.add_member(reviewed.ana.user)
    await guest.slash(channel, "poll rate", title="The Paper Lighthouse")
    message = channel.history()[0]
    stored = reviewed.world.backend.get_message(channel.id, message.id)
    stored.components = _with_ids(stored.components, "poll:v1:2:", f"poll:v1:{poll.id}:")
    told = answer(await guest.click(channel.history()[0], custom_id=rate_of(poll, 8)))
    assert text_of(told) == "There is no such poll here. /poll list shows those there are."
    assert await score_of(reviewed, reviewed.ana) is None
    assert "no such poll" in text_of(answer(await guest.slash(channel, "poll close", poll="#1")))


def _with_ids(components: Any, old: str, new: str) -> Any:
    return json.loads(json.dumps(components).replace(old, new))


async def test_polls_are_for_servers_alone(reviewed: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await reviewed.ana.user.slash("poll rate", title="Salt Road")
    await reviewed.run("poll rate", title="Salt Road")
    with reviewed.foreign_server(reviewed.ana):
        told = await vote(reviewed, reviewed.ana, "4★")
    assert text_of(told) == "Polls are held in servers that have added me."
    assert await score_of(reviewed, reviewed.ana) is None


async def test_the_longest_film_fits(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)
    await club.run("poll rate", title=ENDLESS.title, closes="3d")
    film_id = CATALOGUE.index(ENDLESS) + 1
    for number in range(1, 41):
        await club.bot.ratings.rate(film_id, number % 10 + 1, guild_id=club.server.id, member_id=number)
    await vote(club, club.ana, "4★")
    await turns(club)
    assert text_of(public(club)[0]).count(" gave ") == 10
    await club.run("poll close", poll="#1")
    await turns(club)
    assert "Mean" in text_of(public(club)[0])
    assert text_of(public(club)[1])
