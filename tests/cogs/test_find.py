"""*Find the film*, the message command."""

import pytest

from tests.simulated import Club, answer, options_of, text_of


@pytest.mark.parametrize(
    "said",
    [
        "The Cranes Are Flying",
        "cranes are flyng?",
        "Has anyone here seen “The Cranes Are Flying” on a big screen? I have been waiting for it for years.",
        "Has anyone here seen *the cranes are flying* on a big screen? I have been waiting for it for years.",
        "Last night I saw The Cranes Are Flying with my sister and we did not speak for an hour afterwards.",
        "last night i saw the cranes are flying with my sister and we did not speak",
        "we should show the cranes are flying (1957) next, what do you all think about that then?",
    ],
)
async def test_a_film_in_a_message_is_shown_in_private(club: Club, said: str) -> None:
    message = await club.ben.send(club.channel, said)
    card = answer(await club.ana.context_menu(club.channel, "Find the film", message))
    assert card.ephemeral
    assert "## The Cranes Are Flying (1957)" in text_of(card)


async def test_several_films_are_listed(club: Club) -> None:
    message = await club.ben.send(club.channel, "Tonight: “The Cranes Are Flying”, then “Solaris” if we stay awake.")
    listed = answer(await club.ana.context_menu(club.channel, "Find the film", message))
    assert listed.ephemeral
    assert text_of(listed).startswith("### 3 films in that message")
    assert set(options_of(listed)) == {"The Cranes Are Flying (1957)", "Solaris (1972)", "Solaris (2002)"}
    card = answer(await club.ana.select(listed.message, [options_of(listed)["Solaris (2002)"]]))
    assert "## Solaris (2002)" in text_of(card)


@pytest.mark.parametrize(
    "said",
    [
        "good morning everyone, who is bringing the popcorn tonight?",
        "🎬🍿",
        "https://films.example/solaris",
        "<@1234567890> `Solaris`",
        "lorem ipsum " * 160,
    ],
)
async def test_a_message_without_a_title_is_said_to_have_none(club: Club, said: str) -> None:
    message = await club.ben.send(club.channel, said)
    told = answer(await club.ana.context_menu(club.channel, "Find the film", message))
    assert told.ephemeral
    assert text_of(told).startswith("I find no film title in that message.")
