import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.theme import clip, units

FAMILY = "👨‍👩‍👧"
SCOTLAND = "🏴󠁧󠁢󠁳󠁣󠁴󠁿"


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 5, "short"),
        ("one, two, three", 10, "one, two…"),
        ("He asked. Nobody knew.", 12, "He asked…"),
        ("a long walk home", 10, "a long…"),
        ("a long walk home", 11, "a long…"),
        ("a long walk home", 12, "a long walk…"),
        ("one extraordinarilylongword", 20, "one extraordinarily…"),
        ("東京物語は一九五三年の映画", 6, "東京物語は…"),
        ("line one\nline two", 12, "line one…"),
        ("e\u0301" * 5, 4, "e\u0301…"),
        (f"{FAMILY}{FAMILY}", 12, f"{FAMILY}…"),
        (f"{FAMILY}{FAMILY}", 8, "…"),
        ("👍🏽👍🏽", 7, "👍🏽…"),
        ("🇯🇵🇫🇷🇮🇹", 8, "🇯🇵…"),
        (f"{SCOTLAND}{SCOTLAND}", 20, f"{SCOTLAND}…"),
        ("❤️❤️❤️", 4, "❤️…"),
        ("\u1100\u1161\u11a8" * 3, 6, "\u1100\u1161\u11a8…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_a_text_is_cut_at_a_word_and_between_what_is_seen_as_characters(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


def test_length_is_counted_as_discords_stricter_side_does() -> None:
    assert units("a🎬") == 3


@given(st.text(), st.integers(0, 60))
def test_clipping_keeps_the_limit_and_the_beginning(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert units(cut) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))
    rest = text[len(cut.removesuffix("…")) :]
    if cut not in {text, "", "…"} and rest:
        assert unicodedata.category(rest[0]) not in {"Mn", "Mc", "Me"} or cut.removesuffix("…") != text[: len(cut) - 1]
