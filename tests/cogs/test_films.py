"""`/film` as members use it: the real bot, a simulated Discord, a real database file."""

from typing import cast

import pytest
import simcord

from bot.catalogue.index import Answer, Confidence
from bot.catalogue.searching.live import LiveIndex
from bot.ui.timed import LIFETIME
from tests.catalogues import CRANES, ENDLESS
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, options_of, text_of, timed_controls


class Confident:
    """The bot's index, but always of one confidence: which that is for a title is the index's own business."""

    def __init__(self, index: LiveIndex, confidence: Confidence) -> None:
        self._index = index
        self._confidence = confidence

    async def search(self, text: str, *, guild_id: int, limit: int = 10) -> Answer:
        found = await self._index.search(text, guild_id=guild_id, limit=limit)
        return Answer(found.matches, self._confidence)

    async def refresh(self) -> int:
        return 0


def be(club: Club, confidence: Confidence) -> None:
    club.bot.index = cast("LiveIndex", Confident(club.bot.index, confidence))


async def test_a_mistyped_title_shows_the_card_to_all(club: Club) -> None:
    card = await club.run("film", title="cranes are flyng")
    assert not card.ephemeral
    assert "## The Cranes Are Flying (1957)" in text_of(card)


async def test_the_card_shows_all_that_is_known(club: Club) -> None:
    card = await club.run("film", title="The Cranes Are Flying (1957)")
    text = text_of(card)
    for known in (
        "-# Летят журавли",
        "*The compelling story of a girl's impassioned search for happiness.*",
        "Source ★ **8.3** / 10 · 12,000 votes · 1 h 37 min · PG · Russian",
        "**Director**  Mikhail Kalatozov",
        "**Writer**  Viktor Rozov",
        "**Cast**  Tatyana Samoylova, Aleksey Batalov",
        "**Genres**  Drama, Romance, War",
        "**Country**  Soviet Union",
        "**Company**  Mosfilm",
        "**Released**  12 October 1957",
        "**Budget**  $1,200,000",
        "**Box office**  $5,600,000",
        "**Streaming**  Mubi",
        "**Reviews**  2",
        "Veronika and Boris watch cranes",
    ):
        assert known in text, known
    assert buttons_of(card)["Reviews"]["custom_id"].startswith("film:v1:reviews:")
    addresses = {label: button["url"] for label, button in buttons_of(card).items() if "url" in button}
    assert addresses == {
        "Website": "https://cranes.example/",
        "Trailer": "https://video.example/watch?v=1",
        "IMDb": "https://www.imdb.com/title/tt0050634/",
    }


async def test_what_is_unknown_is_left_out(club: Club) -> None:
    card = await club.run("film", title="Paper Lanterns")
    assert text_of(card) == "## Paper Lanterns\n-# Nothing more is known of this film yet."
    assert list(buttons_of(card)) == ["Rate", "Watchlist"]


async def test_private_shows_the_card_to_the_asker_alone(club: Club) -> None:
    assert (await club.run("film", title="Paper Lanterns", private=True)).ephemeral


async def test_markdown_mentions_and_scripts_of_a_record_do_nothing(club: Club) -> None:
    card = await club.run("film", title="@everyone **Free** Nitro (1961)")
    text = text_of(card)
    assert "## @\u200beveryone \\*\\*Free\\*\\* Nitro (1961)" in text
    assert "\\# heading\n\\> quote\n\\- list\n1\\. item\n\\[official\\](https://evil.example/) \\<@1234>" in text
    assert "*\\|\\|click\\|\\| \\`here\\`*" in text
    assert not any("url" in button for button in buttons_of(card).values())  # its website is a script
    [sent] = [request.json for request in club.world.http_requests if request.path.endswith("/callback")]
    assert isinstance(sent, dict)
    assert sent["data"]["allowed_mentions"] == {"parse": []}


async def test_the_fullest_record_fits_into_one_message(club: Club) -> None:
    card = await club.run("film", title=ENDLESS.title)
    text = text_of(card)  # checked against Discord's limits as it is read
    assert "(1988)" in text.partition("\n")[0]
    assert "and 50 more" in text
    assert "every frame counts…" in text or "…" in text


async def test_a_right_to_left_title_keeps_its_year_in_place(club: Club) -> None:
    card = await club.run("film", title="صندوق الدنيا")
    assert "## \u2068صندوق الدنيا\u2069 (2002)" in text_of(card)


@pytest.mark.parametrize("nonsense", ["🎬", "zxqvj kkwq", "x" * 4_000, "\u202e\u200b", "**", "%_'\"; DROP"])
async def test_nonsense_is_answered_in_private(club: Club, nonsense: str) -> None:
    told = await club.run("film", title=nonsense)
    assert told.ephemeral
    assert "No film like" in text_of(told) or "Type a title" in text_of(told)


async def test_nothing_typed_says_what_to_type(club: Club) -> None:
    told = await club.run("film", title="   ")
    assert told.ephemeral
    assert text_of(told) == "Type a title, or a part of one."


async def test_a_near_miss_is_answered_with_suggestions(club: Club) -> None:
    be(club, Confidence.NONE)
    told = await club.run("film", title="solarisk")
    assert told.ephemeral
    assert "Did you mean one of these?\n- Solaris (" in text_of(told)


async def test_several_films_are_asked_for_in_private_and_the_pick_is_posted(club: Club) -> None:
    be(club, Confidence.CHOICE)
    question = await club.run("film", title="solaris")
    assert question.ephemeral
    assert "**Solaris (1972)**\n-# Andrei Tarkovsky" in text_of(question)
    assert "**Solaris (2002)**\n-# Steven Soderbergh" in text_of(question)

    picked = await club.ana.select(question.message, [options_of(question)["Solaris (2002)"]])
    card = answer(picked)
    assert not card.ephemeral
    assert "## Solaris (2002)" in text_of(card)
    assert club.channel.history(viewer=club.ana)[-1].id == card.id
    assert question.id not in {message.id for message in club.channel.history()}


async def test_a_private_question_is_replaced_by_the_private_card(club: Club) -> None:
    be(club, Confidence.CHOICE)
    question = await club.run("film", title="solaris", private=True)
    await club.ana.select(question.message, [options_of(question)["Solaris (1972)"]])
    [left] = club.channel.history(viewer=club.ana)
    assert left.flags.ephemeral
    assert "## Solaris (1972)" in text_of(left)


async def test_runners_up_stand_below_a_likely_card_and_swap_it(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    first = "1972" if "Solaris (1972)" in text_of(card) else "2002"
    second = "2002" if first == "1972" else "1972"
    assert f"Solaris ({first})" not in options_of(card)

    await club.ana.select(card.message, [options_of(card)[f"Solaris ({second})"]])
    [swapped] = club.channel.history()
    assert f"## Solaris ({second})" in text_of(swapped)
    assert f"Solaris ({first})" in options_of(swapped)


async def test_another_member_cannot_pick_on_someone_elses_card(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    refused = answer(await club.ben.select(card.message, [next(iter(options_of(card).values()))]))
    assert refused.ephemeral
    assert "Only the member who asked" in text_of(refused)


async def test_a_select_is_switched_off_when_its_time_is_over(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    assert timed_controls(card)
    await club.pass_time(LIFETIME + 1)
    [message] = club.channel.history()
    assert not timed_controls(message)
    assert "## Solaris" in text_of(message)


async def test_a_swapped_card_stays_swapped_when_time_is_over(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    await club.ana.select(card.message, [next(iter(options_of(card).values()))])
    swapped = text_of(club.channel.history()[-1])
    await club.pass_time(2 * LIFETIME)
    [message] = club.channel.history()
    assert text_of(message) == swapped
    assert not timed_controls(message)


async def test_a_picked_card_stays_when_the_questions_time_is_over(club: Club) -> None:
    be(club, Confidence.CHOICE)
    question = await club.run("film", title="solaris")
    await club.ana.select(question.message, [options_of(question)["Solaris (2002)"]])
    await club.pass_time(2 * LIFETIME)
    [message] = club.channel.history(viewer=club.ana)
    assert "## Solaris (2002)" in text_of(message)


async def test_controls_from_before_a_restart_say_so(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    await club.restart()
    told = answer(await club.ana.select(card.message, [next(iter(options_of(card).values()))]))
    assert told.ephemeral
    assert "no longer work" in text_of(told)


async def test_a_film_taken_out_meanwhile_is_said_to_be_gone(club: Club) -> None:
    be(club, Confidence.LIKELY)
    card = await club.run("film", title="solaris")
    wanted = next(iter(options_of(card).values()))
    await club.bot.database.write(
        lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE id = ?", (wanted,))
    )
    told = answer(await club.ana.select(card.message, [wanted]))
    assert told.ephemeral
    assert text_of(told) == "That film is no longer in the catalogue."


async def test_an_empty_title_is_offered_what_was_looked_at_here_then_the_best_known(club: Club) -> None:
    assert (await club.offered("title", ""))[0] == "The Cranes Are Flying (1957)"
    await club.run("film", title="Paper Lanterns")
    assert (await club.offered("title", ""))[:2] == ["Paper Lanterns", "The Cranes Are Flying (1957)"]


async def test_what_is_being_typed_is_offered_and_resolves_exactly(club: Club) -> None:
    assert "The Cranes Are Flying (1957)" in await club.offered("title", "cranes ar")
    for label in await club.offered("title", ""):
        card = await club.run("film", title=label)
        assert not card.ephemeral, label
        assert label.partition(" (")[0][:40].replace("*", "") in text_of(card).replace("\\*", "").replace("\u200b", "")


async def test_films_that_share_title_and_year_are_told_apart_by_director(club: Club) -> None:
    labels = [label for label in await club.offered("title", "the killers") if label.startswith("The Killers")]
    assert set(labels) == {"The Killers (1946), Robert Siodmak", "The Killers (1946), Ann Other"}
    for label in labels:
        assert f"**Director**  {label.partition(', ')[2]}" in text_of(await club.run("film", title=label))
    question = await club.run("film", title="The Killers (1946)")
    assert question.ephemeral
    assert "Ann Other" in text_of(question)
    assert "Robert Siodmak" in text_of(question)


async def test_a_long_title_is_offered_within_discords_limits_and_still_resolves(club: Club) -> None:
    [label] = [label for label in await club.offered("title", "the endless chronicle") if "Endless" in label]
    assert label.endswith("… (1988)")
    assert ENDLESS.title[:60] in text_of(await club.run("film", title=label))


async def test_a_servers_own_film_shows_there_and_nowhere_else(club: Club) -> None:
    other = club.world.create_guild("Elsewhere")
    hall = other.create_text_channel("general")
    carl = other.add_member(club.world.create_user("carl"))
    own = make_film("The Cranes Are Flying", 1957, tagline="Our own print.")
    await club.load(own, make_film("Our Own Holiday Film", 2024), guild_id=club.server.id)

    assert "Our own print." in text_of(await club.run("film", title="The Cranes Are Flying (1957)"))
    assert "Our Own Holiday Film (2024)" in await club.offered("title", "our own holiday")
    assert (await club.offered("title", "cranes are fl")).count("The Cranes Are Flying (1957)") == 1

    assert "Our own print." not in text_of(answer(await carl.slash(hall, "film", title="The Cranes Are Flying (1957)")))
    elsewhere = answer(await carl.slash(hall, "film", title="Our Own Holiday Film (2024)"))
    assert "Holiday Film (2024)**" not in text_of(elsewhere)
    assert "## Our Own" not in text_of(elsewhere)
    offered = await carl.autocomplete(hall, "film", "title", "our own holiday")
    assert "Our Own Holiday Film (2024)" not in {choice["value"] for choice in offered}


async def test_private_look_ups_and_those_in_messages_are_kept_from_others(club: Club) -> None:
    await club.run("film", title="Paper Lanterns", private=True)
    await club.ana.user.slash("film", title="Paper Lanterns")
    assert "Paper Lanterns" not in (await club.offered("title", ""))[:3]
    in_messages = await club.ben.user.autocomplete("film", "title", "")
    assert in_messages[0]["value"] == "The Cranes Are Flying (1957)"


async def test_look_ups_in_one_server_are_not_offered_in_another(club: Club) -> None:
    other = club.world.create_guild("Elsewhere")
    hall = other.create_text_channel("general")
    carl = other.add_member(club.world.create_user("carl"))
    await club.run("film", title="Paper Lanterns")
    offered = await carl.autocomplete(hall, "film", "title", "")
    assert offered[0]["value"] == "The Cranes Are Flying (1957)"


async def test_a_direct_message_sees_the_shared_films(club: Club) -> None:
    await club.load(make_film("Our Own Holiday Film", 2024), guild_id=club.server.id)
    card = answer(await club.ana.user.slash("film", title="cranes are flyng"))
    assert "## The Cranes Are Flying (1957)" in text_of(card)
    offered = await club.ana.user.autocomplete("film", "title", "our own holiday")
    assert "Our Own Holiday Film (2024)" not in {choice["value"] for choice in offered}


async def test_a_member_who_brought_the_bot_along_sees_only_shared_films(club: Club) -> None:
    await club.load(make_film("Our Own Holiday Film", 2024), guild_id=club.server.id)
    with club.foreign_server(club.ana):
        assert "Our Own Holiday Film (2024)" not in await club.offered("title", "our own holiday")
        assert "## The Cranes Are Flying (1957)" in text_of(await club.run("film", title="cranes are flyng"))
    assert "Our Own Holiday Film (2024)" in await club.offered("title", "our own holiday")
    # and the look-up was not noted as the server's own
    assert (await club.bot.films.recent_lookups(guild_id=club.server.id)) == ()


async def test_films_loaded_by_another_process_are_found_within_seconds(club: Club) -> None:
    await club.load(make_film("Newly Struck Print", 2025))
    assert "## Newly Struck Print (2025)" in text_of(await club.run("film", title="newly struck print"))


async def test_a_fault_is_told_as_a_number_that_the_log_explains(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    club.faults_expected = True
    await club.bot.database.write(lambda connection: connection.execute("ALTER TABLE reviews RENAME TO gone"))
    told = await club.run("film", title="The Cranes Are Flying (1957)")
    assert told.ephemeral
    text = text_of(told)
    assert "Something went wrong on my side" in text
    error_id = text.rpartition("`")[0].rpartition("`")[2]
    assert len(error_id) == 8
    assert "reviews" not in text
    [record] = [record for record in caplog.records if error_id in record.getMessage()]
    assert "/film" in record.getMessage()
    assert record.exc_info


async def test_a_failed_answer_of_discord_is_told_too(club: Club) -> None:
    club.faults_expected = True
    club.world.inject_error("POST", "/interactions/*/*/callback", status=500)
    told = await club.run("film", title="Paper Lanterns")
    assert "Something went wrong" in text_of(told)


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_nobody_waits_for_is_no_fault(club: Club, caplog: pytest.LogCaptureFixture, code: int) -> None:
    club.faults_expected = True
    club.world.inject_error("POST", "/interactions/*/*/callback", status=404 if code == 10062 else 400, code=code)
    result = await club.ana.slash(club.channel, "film", title="Paper Lanterns")
    assert result.response is None
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "CRITICAL"}]
    assert CRANES.title in text_of(await club.run("film", title="cranes are flyng"))


async def test_an_offer_that_comes_too_late_is_no_fault(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    club.world.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    assert await club.offered("title", "cranes") == []
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "CRITICAL"}]


async def test_an_unknown_command_is_not_offered(club: Club) -> None:
    with pytest.raises(simcord.SetupError):
        await club.run("films")
