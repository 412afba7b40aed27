"""Messages as words: folded, with where they stood; what is left out, and where sentences end."""

import pytest

from bot.asking.finding.words import LONGEST, MOST_WORDS, read_message


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Who made Stalker?", ["who", "made", "stalker"]),
        ("who's in Amélie's film", ["whos", "in", "amelie", "film"]),
        ("What’s the plot", ["whats", "the", "plot"]),
        ("rated 8/10 or 7.5", ["rated", "8/10", "or", "7.5"]),
        ("8½ and the 60s, 1h30", ["8½", "and", "the", "60s", "1h30"]),
        ("Kin-dza-dza! WALL·E", ["kin", "dza", "dza", "wall e"]),
        ("see https://example.org/x?y=1 <#123> **Ran**", ["see", "ran"]),
        ("```\nwho directed Ran\n```", ["who", "directed", "ran"]),
        ("🎬 … ?", []),
        ("кто снял Сталкер", ["кто", "снял", "сталкер"]),
    ],
)
def test_words_are_folded(text: str, folded: list[str]) -> None:
    assert [word.folded for word in read_message(text).words] == folded


def test_members_are_told_apart_from_words() -> None:
    words = read_message("what did <@42> and <@!43> give it").words
    assert [word.member for word in words if word.member] == [42, 43]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Who made Ran? How long is it", {"ran"}),
        ("Dr. Strangelove by whom", set()),
        ("Hi! Who made Ran.", {"hi", "ran"}),
        ("Ran\nStalker", {"ran"}),
        ("7.5 points", set()),
    ],
)
def test_sentences_end_at_their_marks(text: str, last: set[str]) -> None:
    assert {word.folded for word in read_message(text).words if word.last} == last


def test_a_quotation_and_a_stretch_as_it_was_written() -> None:
    message = read_message("who directed “Her” and Ran's plot")
    assert [word.quotation for word in message.words] == [0, 0, 1, 0, 0, 0]
    assert message.written(4, 5) == "Ran"


def test_long_messages_are_read_in_part() -> None:
    assert len(read_message("who " * 5_000).words) == MOST_WORDS
    assert read_message("x" * 4_000).words[0].end == LONGEST
