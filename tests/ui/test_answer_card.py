"""The card of an answer: lists that stand apart from what follows, and parts that do not run together."""

import pytest

from bot.ui.answer_card import AnswerView, spaced


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["3 films:", "- a", "- b"], ["3 films:", "- a", "- b"]),
        (["3 films:", "- a", "-# and 2 more"], ["3 films:", "- a", "", "-# and 2 more"]),
        (["1. a", "2. b", "Then:", "- c"], ["1. a", "2. b", "", "Then:", "- c"]),
        (["- a", "", "b"], ["- a", "", "b"]),
    ],
)
def test_a_list_ends_with_an_empty_line(lines: list[str], expected: list[str]) -> None:
    assert list(spaced(lines)) == expected


def kinds(*answers: list[str], source: str = "") -> list[str]:
    [card] = AnswerView("", answers, source).to_components()
    return [{10: "text", 14: "line"}[part["type"]] for part in card["components"]]


def test_answers_of_several_lines_stand_apart_and_the_source_stands_once() -> None:
    assert kinds(["a"], ["b"]) == ["text", "text"]
    assert kinds(["a:", "- b"], ["c"], source="-# d") == ["text", "line", "text", "text"]
