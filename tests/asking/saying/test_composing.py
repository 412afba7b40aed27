"""What an answer says of a message beside what it answers: what it passes over, once, and what is too much."""

import pytest

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.reading.references import NOTHING


async def said(asking: AskStore, text: str) -> str:
    return (await asking.answer(text, Asker(), NOTHING)).text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("did Hitchcock make Psycho 1960, Vertigo and Marnie", "“Marnie” is not among"),
        ("who directed Alien and Prometheus?", "“Prometheus” is not among"),
        ("my neighbour bought a sofa. who directed Stalker?", "I passed over “my neighbour bought a sofa”"),
        ("who the heck directed Alien lol", None),
        ("hi there! who directed Alien? thanks", None),
    ],
)
async def test_what_is_not_understood_is_said_to_be_passed_over(asking: AskStore, text: str, left: str | None) -> None:
    answer = await said(asking, text)
    assert (left in answer) if left else ("passed over" not in answer)


async def test_of_too_many_questions_the_rest_is_named(asking: AskStore) -> None:
    films = str.split("Alien Stalker Ran Ikiru Fargo Persona Vertigo Kes Mirror Roma Amélie Up")
    answer = await said(asking, " ".join(f"Who directed {film}?" for film in films))
    assert "Ken Loach directed Kes" in answer or "Kes (1969) was directed by" in answer
    assert answer.endswith("ask again for “Who directed Amélie” and “Who directed Up”.")


async def test_of_answers_that_are_long_fewer_are_given(asking: AskStore) -> None:
    films = ("Alien", "Stalker", "Ran", "Ikiru", "Fargo", "Persona", "Vertigo", "Kes")
    answer = await said(asking, f"tell me about {', '.join(films)}")
    assert "Persona (1966)" in answer
    assert "Vertigo (1958)" not in answer
    assert answer.endswith("ask again for “Vertigo” and “Kes”.")


async def test_nothing_is_said_twice(asking: AskStore) -> None:
    answer = await said(asking, "who directed Stalker? who directed Stalker?")
    assert answer.count("Stalker") == 1
