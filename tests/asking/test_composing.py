"""What an answer says of a message beside what it answers: what it passes over, once, and what is too much."""

import pytest

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.references import NOTHING


async def said(asking: AskStore, text: str) -> str:
    return (await asking.answer(text, Asker(), NOTHING)).text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("did Hitchcock make Psycho 1960, Vertigo and Marnie", "I passed over “Marnie”"),
        ("who directed Alien and Prometheus?", "I passed over “Prometheus”"),
        ("my neighbour bought a sofa. who directed Stalker?", "I passed over “my neighbour bought a sofa”"),
        ("who the heck directed Alien lol", None),
        ("hi there! who directed Alien? thanks", None),
    ],
)
async def test_what_is_not_understood_is_said_to_be_passed_over(asking: AskStore, text: str, left: str | None) -> None:
    answer = await said(asking, text)
    assert (left in answer) if left else ("passed over" not in answer)


async def test_of_too_many_questions_the_rest_is_named(asking: AskStore) -> None:
    films = ("Alien", "Stalker", "Ran", "Ikiru", "Fargo", "Solaris 1972", "Persona", "Vertigo")
    answer = await said(asking, " ".join(f"Who directed {film}?" for film in films))
    assert "Andrei Tarkovsky directed Solaris" in answer or "Solaris (1972) was directed by" in answer
    assert "“Who directed Persona” and “Who directed Vertigo”" in answer


async def test_nothing_is_said_twice(asking: AskStore) -> None:
    answer = await said(asking, "who directed Stalker? who directed Stalker?")
    assert answer.count("Stalker") == 1
