"""Which words are of ordinary English, and so no slip of a name."""

import pytest

from bot.asking.wording.ordinary import is_ordinary, is_plain


@pytest.mark.parametrize("word", ["trains", "wrong", "mirrors", "running", "carries", "heroes", "aliens", "quickly"])
def test_words_of_english_are_known_in_their_forms(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["kurosowa", "tarkovski", "hitchcok", "bergmann", "coppolla", "spielburg", "mifunne"])
def test_slips_of_names_are_no_words_of_english(word: str) -> None:
    assert not is_ordinary(word)


def test_only_plain_forms_are_plain() -> None:
    assert is_plain("king")
    assert not is_plain("kings-")
    assert not is_plain("welles")
