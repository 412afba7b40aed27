"""`/discuss` and the button: one open thread a film and server."""

import discord
import pytest
import simcord

from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.stored import StoredFilm
from bot.ui.films.discussion_card import discussion_card
from tests.catalogues import REVIEWED, SALT
from tests.simulated import SELECT, Club, answer, parts, text_of


def threads(club: Club) -> list[simcord.ChannelHandle]:
    return club.channel.threads


async def test_a_thread_opens_with_the_card_a_warning_and_questions(reviewed: Club) -> None:
    told = await reviewed.run("discuss", title="paper lighthouse")
    assert told.ephemeral
    [thread] = threads(reviewed)
    assert thread.name == "The Paper Lighthouse (1961)"
    assert text_of(told) == f"**The Paper Lighthouse (1961)** is up for discussion: <#{thread.id}>"
    [opening] = thread.history()
    text = text_of(opening)
    assert "## The Paper Lighthouse (1961)" in text
    assert "**There will be spoilers here.**" in text
    assert "### To begin with\n1. " in text
    assert "The Usher" in text.partition("To begin with")[2]
    assert "The Projectionist" in text.partition("To begin with")[2]


async def test_without_questions_nothing_is_said_to_begin_with() -> None:
    card = discussion_card(StoredFilm(1, 0, SALT, 0), (), ())
    assert "To begin with" not in str(card.to_components())
    assert "To begin with" in str(discussion_card(StoredFilm(1, 0, SALT, 0), ("Why?",), ()).to_components())


@pytest.mark.parametrize(("hidden", "named"), [(False, True), (True, False)])
async def test_a_member_who_disagrees_is_named_as_one_unless_they_are_hidden(
    reviewed: Club, hidden: bool, named: bool
) -> None:
    await reviewed.run("rate", title="Salt Road", score="½")
    scope = {"guild_id": reviewed.server.id, "member_id": reviewed.ana.id}
    await reviewed.bot.reviews.write(2, Draft("The goat deserves better.", "ana"), **scope)
    if hidden:
        await reviewed.bot.database.write(
            lambda connection: connection.execute(
                "INSERT INTO hidden_members VALUES (?, ?, 'now')", (reviewed.server.id, reviewed.ana.id)
            )
        )
    await reviewed.run("discuss", title="Salt Road")
    [opening] = threads(reviewed)[0].history()
    asked = text_of(opening).partition("To begin with")[2]
    assert ("lub member ana" in asked) is named
    assert ("½" in asked) is named


async def test_a_second_call_links_to_the_first(reviewed: Club) -> None:
    await reviewed.run("discuss", title="Salt Road")
    told = await reviewed.run_as(reviewed.ben, "discuss", title="salt road")
    [thread] = threads(reviewed)
    assert text_of(told) == f"**Salt Road (1999)** is being discussed already: <#{thread.id}>"
    await reviewed.restart()
    assert "is being discussed already" in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_a_quotes_button_leads_to_the_same_thread(reviewed: Club) -> None:
    quote = await reviewed.run("quote", title="Salt Road")
    first = answer(await reviewed.ben.click(quote.message, label="Discuss"))
    assert first.ephemeral
    assert "is up for discussion" in text_of(first)
    assert "is being discussed already" in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_a_deleted_thread_is_noticed(reviewed: Club) -> None:
    await reviewed.run("discuss", title="Salt Road")
    [thread] = threads(reviewed)
    reviewed.world.backend.delete_channel(thread.id)
    told = await reviewed.run("discuss", title="Salt Road")
    assert "is up for discussion" in text_of(told)
    assert [new.id for new in threads(reviewed)] != [thread.id]


@pytest.mark.parametrize(("locked", "said"), [(False, "It has gone quiet."), (True, "is up for discussion")])
async def test_an_archived_thread_is_linked_to_and_a_locked_one_gives_way(
    reviewed: Club, locked: bool, said: str
) -> None:
    await reviewed.run("discuss", title="Salt Road")
    metadata = reviewed.world.backend.get_channel(threads(reviewed)[0].id).thread_metadata
    assert metadata is not None
    metadata.archived, metadata.locked = True, locked
    assert said in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_from_a_thread_the_new_one_stands_beside_it(reviewed: Club) -> None:
    await reviewed.run("discuss", title="Salt Road")
    [first] = threads(reviewed)
    told = answer(await reviewed.ana.slash(first, "discuss", title="The Paper Lighthouse"))
    assert "is up for discussion" in text_of(told)
    assert len(threads(reviewed)) == 2


async def test_a_forum_gets_a_post(reviewed: Club) -> None:
    forum = reviewed.server.create_forum_channel("talk")
    await reviewed.bot.club_settings.set("discussion_channel", forum.id, guild_id=reviewed.server.id, member_id=1)
    assert "is up for discussion" in text_of(await reviewed.run("discuss", title="Salt Road"))
    [post] = forum.threads
    assert "## Salt Road (1999)" in text_of(post.history()[0])
    assert threads(reviewed) == []


async def test_a_chosen_channel_that_is_gone_gives_way_to_this_one(reviewed: Club) -> None:
    await reviewed.bot.club_settings.set("discussion_channel", 12345, guild_id=reviewed.server.id, member_id=1)
    await reviewed.run("discuss", title="Salt Road")
    assert len(threads(reviewed)) == 1


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        ({"create_public_threads": False}, "Create Public Threads."),
        ({"send_messages_in_threads": False}, "Send Messages in Threads."),
        (
            {"create_public_threads": False, "send_messages_in_threads": False},
            "Create Public Threads and Send Messages in Threads.",
        ),
    ],
)
async def test_a_missing_permission_is_named(reviewed: Club, denied: dict[str, bool], named: str) -> None:
    quiet = reviewed.server.create_text_channel(
        "quiet", overwrites={reviewed.server.default_role: discord.PermissionOverwrite(**denied)}
    )
    told = answer(await reviewed.ana.slash(quiet, "discuss", title="Salt Road"))
    assert told.ephemeral
    assert text_of(told).startswith(f"I lack a permission in #quiet: {named} An admin can allow it")
    assert "Administrator" not in text_of(told)
    assert "is up for discussion" in text_of(await reviewed.run("discuss", title="Salt Road"))  # nothing was left open


async def test_a_channel_that_holds_no_threads_says_so(reviewed: Club) -> None:
    voice = reviewed.server.create_voice_channel("Lounge")
    told = answer(await reviewed.ana.slash(voice, "discuss", title="Salt Road"))
    assert text_of(told) == "Threads cannot be opened here. Ask in a text channel or in a forum."


async def test_a_thread_that_could_not_be_made_leaves_nothing_behind(reviewed: Club) -> None:
    reviewed.faults_expected = True
    reviewed.world.inject_error("POST", f"/channels/{reviewed.channel.id}/threads", status=500)
    assert "Something went wrong" in text_of(await reviewed.run("discuss", title="Salt Road"))
    assert "is up for discussion" in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_a_thread_that_could_not_be_filled_is_taken_back(reviewed: Club) -> None:
    reviewed.faults_expected = True
    reviewed.world.inject_error("POST", "/channels/*/messages", status=500)
    assert "Something went wrong" in text_of(await reviewed.run("discuss", title="Salt Road"))
    assert "is up for discussion" in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_a_thread_that_is_just_being_made_is_waited_for(reviewed: Club) -> None:
    film = REVIEWED.index(SALT) + 1
    await reviewed.bot.discussions.claim(
        film, guild_id=reviewed.server.id, channel_id=reviewed.channel.id, member_id=reviewed.ben.id
    )
    assert "this very moment" in text_of(await reviewed.run("discuss", title="Salt Road"))


async def test_the_reviews_button_of_the_card_works_in_the_thread(reviewed: Club) -> None:
    await reviewed.run("discuss", title="Salt Road")
    [thread] = threads(reviewed)
    await reviewed.restart()
    listed = answer(await reviewed.ben.click(thread.history()[0], label="Reviews"))
    assert "## Salt Road (1999)" in text_of(listed)
    assert any(part["type"] == SELECT for part in parts(listed))


async def test_discussions_are_offered_in_servers_alone(reviewed: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await reviewed.ana.user.slash("discuss", title="Salt Road")
    assert "discuss" in reviewed.ana.available_commands(reviewed.channel)
