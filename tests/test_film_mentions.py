"""Where a message is looked through for film titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.film_mentions import MOST, title_candidates, windows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Solaris", ["Solaris"]),
        ("solaris 1972?", ["solaris 1972?"]),
        ('Have you seen "The Third Man" yet, or are you still waiting?', ["The Third Man", "Have"]),
        ("Have you seen “The Third Man” yet, or are you still waiting?", ["The Third Man", "Have"]),
        ("I thought *wings of desire* was slow, and I have loved it ever since.", ["wings of desire", "I"]),
        ("so we watched Wings of Desire and then we all went home in silence", ["Wings of Desire"]),
        ("everyone says that suspiria (1977) is far better than the new one", ["everyone says that suspiria (1977)"]),
        ("see https://films.example/Solaris or `Solaris` or <@123> or <:Solaris:1> for what I mean by that", ["I"]),
        ("", []),
        ("🎬", ["🎬"]),
    ],
)
def test_likely_titles_are_found(text: str, found: list[str]) -> None:
    candidates = list(title_candidates(text))
    assert [candidate for candidate in found if candidate in candidates] == found, candidates


def test_windows_run_over_all_neighbouring_words_of_a_short_message() -> None:
    assert list(windows("the third man")) == ["the third man", "the third", "third man"]
    assert list(windows("word " * 31)) == []


@given(st.text(max_size=2_000))
def test_any_text_gives_a_few_short_candidates(text: str) -> None:
    candidates = list(title_candidates(text))
    assert len(candidates) <= MOST
    assert all(0 < len(candidate) <= 100 for candidate in candidates)
    assert len({candidate.casefold() for candidate in candidates}) == len(candidates)
    assert len(list(windows(text))) <= 150
