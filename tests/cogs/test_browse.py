"""`/search` and `/random` as members use them."""

import pytest

from bot.ui.timed import LIFETIME
from tests.factories import make_film
from tests.simulated import Club, answer, buttons_of, enabled_controls, options_of, text_of


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"text": "cranes flying"}, "The Cranes Are Flying (1957)"),
        ({"person": "kalatozov"}, "The Cranes Are Flying (1957)"),
        ({"person": "Samoylova", "years": "1957"}, "The Cranes Are Flying (1957)"),
        ({"country": "soviet union"}, "The Cranes Are Flying (1957)"),
        ({"country": "USSR"}, "The Cranes Are Flying (1957)"),
        ({"person": "kalatazov"}, "The Cranes Are Flying (1957)"),
        ({"language": "Russian", "years": "1950s"}, "The Cranes Are Flying (1957)"),
        ({"genre": "war"}, "The Cranes Are Flying (1957)"),
        ({"genre": "Drama", "max_runtime": "1h40"}, "The Cranes Are Flying (1957)"),
        ({"years": "2000-2002", "language": "en"}, "Solaris (2002)"),
    ],
)
async def test_each_filter_finds_its_film(club: Club, options: dict[str, str | int], found: str) -> None:
    listed = await club.run("search", **options)
    assert not listed.ephemeral
    assert text_of(listed).startswith("## 1 film\n-# ")
    assert f"**{found}**" in text_of(listed)


async def test_what_was_asked_is_said_above_the_list(club: Club) -> None:
    listed = await club.run("search", genre="western", years="1950s", country="united states", text="dust")
    assert text_of(listed).startswith("## 30 films\n-# “dust” · 1950s · United States · Western\n")


async def test_pages_are_turned_and_show_where_one_is(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    assert buttons_of(listed)["Back"]["disabled"]
    assert "1 of 4" in buttons_of(listed)
    seen = set(options_of(listed))
    for _ in range(3):
        await club.ana.click(club.channel.history()[-1], label="Next")
        seen |= set(options_of(club.channel.history()[-1]))
    last = club.channel.history()[-1]
    assert "4 of 4" in buttons_of(last)
    assert buttons_of(last)["Next"]["disabled"]
    assert len(seen) == 30
    await club.ana.click(last, label="Back")
    assert "3 of 4" in buttons_of(club.channel.history()[-1])


@pytest.mark.parametrize(("typed", "page"), [("3", "3 of 4"), (" 999 ", "4 of 4"), ("0", "1 of 4")])
async def test_a_page_can_be_asked_for(club: Club, typed: str, page: str) -> None:
    listed = await club.run("search", genre="Western")
    asked = await club.ana.click(listed.message, label="1 of 4")
    assert asked.modal is not None
    [field] = asked.modal["components"]
    await club.ana.submit_modal(asked, {field["component"]["custom_id"]: typed})
    assert page in buttons_of(club.channel.history()[-1])


async def test_a_page_that_is_no_number_is_refused(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    asked = await club.ana.click(listed.message, label="1 of 4")
    assert asked.modal is not None
    [field] = asked.modal["components"]
    told = answer(await club.ana.submit_modal(asked, {field["component"]["custom_id"]: "last"}))
    assert told.ephemeral
    assert text_of(told) == "A page is a number, such as 3."


async def test_another_member_cannot_turn_the_pages(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    refused = answer(await club.ben.click(listed.message, label="Next"))
    assert refused.ephemeral
    assert "Only the member who asked turns these pages" in text_of(refused)
    assert "1 of 4" in buttons_of(club.channel.history(viewer=club.ana)[0])


async def test_pages_are_switched_off_when_their_time_is_over(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    await club.pass_time(LIFETIME - 10)
    await club.ana.click(listed.message, label="Next")
    await club.pass_time(LIFETIME - 10)
    assert enabled_controls(club.channel.history()[-1])
    await club.pass_time(20)
    assert not enabled_controls(club.channel.history()[-1])
    assert "2 of 4" in buttons_of(club.channel.history()[-1])


async def test_looking_at_cards_leaves_the_list_to_be_switched_off_in_time(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    for seconds in (LIFETIME - 10, 200):  # Discord lets a message be edited for a quarter of an hour, clicks or not
        await club.pass_time(seconds)
        await club.ana.select(listed.message, [next(iter(options_of(listed).values()))])
    await club.pass_time(LIFETIME)
    [the_list, *cards] = club.channel.history(viewer=club.ana)
    assert text_of(the_list).startswith("## 30 films")
    assert not enabled_controls(the_list)
    assert all("## Dust Road" in text_of(card) for card in cards)


async def test_pages_from_before_a_restart_say_so(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    await club.restart()
    told = answer(await club.ana.click(listed.message, label="Next"))
    assert told.ephemeral
    assert "no longer work" in text_of(told)


async def test_a_list_that_became_shorter_shows_its_last_page(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    await club.bot.database.write(
        lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE year > 1950")
    )
    await club.ana.click(listed.message, label="Next")
    assert text_of(club.channel.history()[-1]).startswith("## 3 films")


async def test_a_list_that_became_empty_says_so(club: Club) -> None:
    listed = await club.run("search", genre="Western")
    await club.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    told = answer(await club.ana.click(listed.message, label="Next"))
    assert told.ephemeral
    assert "No film fits Western." in text_of(told)


async def test_a_film_of_the_list_is_shown_to_the_asker_alone(club: Club) -> None:
    listed = await club.run("search", person="Soderbergh")
    card = answer(await club.ana.select(listed.message, [options_of(listed)["Solaris (2002)"]]))
    assert card.ephemeral
    assert "## Solaris (2002)" in text_of(card)


async def test_private_lists_are_private(club: Club) -> None:
    assert (await club.run("search", genre="Western", private=True)).ephemeral


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"genre": "Nonsense"}, "No film fits Nonsense."),
        ({"years": "soon"}, "I cannot read “soon” as years."),
        ({"years": "**1**"}, "I cannot read “\\*\\*1\\*\\*” as years."),
        ({"text": "x" * 4_000}, "No film fits “xxx"),
        ({"person": "@everyone"}, "No film fits with @\u200beveryone."),
        ({"text": "\u202e\u200b🎬%_'"}, "No film fits"),
    ],
)
@pytest.mark.parametrize("command", ["search", "random"])
async def test_bad_input_is_answered_in_private(club: Club, command: str, options: dict[str, str], told: str) -> None:
    answered = await club.run(command, **options)
    assert answered.ephemeral
    assert text_of(answered).startswith(told)


async def test_random_takes_the_same_filters_and_goes_on(club: Club) -> None:
    card = await club.run("random", genre="Western")
    assert not card.ephemeral
    assert "## Dust Road" in text_of(card)
    first = text_of(card)
    shown = {first}
    for _ in range(6):
        await club.ana.click(card.message, label="Another film")
        shown.add(text_of(club.channel.history()[-1]))
    assert len(shown) > 1
    assert all("## Dust Road" in text for text in shown)


async def test_another_member_cannot_go_on(club: Club) -> None:
    card = await club.run("random", genre="Western")
    refused = answer(await club.ben.click(card.message, label="Another film"))
    assert refused.ephemeral


async def test_each_filter_offers_what_there_is(club: Club) -> None:
    assert "Mikhail Kalatozov" in await club.offered("person", "kalat", "search")
    assert await club.offered("years", "195", "search") == ["1950s"]
    assert (await club.offered("genre", "", "search"))[0] == "Western"
    assert await club.offered("country", "uni", "search") == ["United States", "Soviet Union"]
    assert await club.offered("language", "rus", "random") == ["Russian"]


async def test_an_offered_filter_value_finds_films(club: Club) -> None:
    for option, typed in (("person", "kalat"), ("country", ""), ("language", ""), ("genre", "")):
        for value in (await club.offered(option, typed, "search"))[:5]:
            assert "film" in text_of(await club.run("search", **{option: value})).partition("\n")[0], value


async def test_codes_of_countries_are_shown_and_found_by_name(club: Club) -> None:
    await club.load(make_film("Coded", 2020, countries=("NZ",), language="mi"))
    assert await club.offered("country", "new z", "search") == ["New Zealand"]
    listed = await club.run("search", country="New Zealand", language="Māori")
    assert "**Coded (2020)**" in text_of(listed)
    assert "-# Māori" in text_of(listed) or "New Zealand · Māori" in text_of(listed)


async def test_a_server_searches_its_own_films_too(club: Club) -> None:
    await club.load(make_film("Our Own Western", 2024, genres=("Western",)), guild_id=club.server.id)
    assert text_of(await club.run("search", genre="Western")).startswith("## 31 films")
    with club.foreign_server(club.ana):
        assert text_of(await club.run("search", genre="Western")).startswith("## 30 films")
