"""The sentence that is shown of a text that was found."""

import pytest

from bot.catalogue.searching.hit_sentence import LONGEST_SENTENCE, best_sentence


def test_the_sentence_with_most_different_matches_wins() -> None:
    text = "A \2camera\3, a \2camera\3, a \2camera\3. The \2camera\3 in the \2mud\3! \2Mud\3."
    sentence, spans = best_sentence(text)
    assert sentence == "The camera in the mud!"
    assert [sentence[span.start : span.end] for span in spans] == ["camera", "mud"]


@pytest.mark.parametrize("place", [0, 50, 99])
def test_a_long_sentence_is_cut_around_the_match(place: int) -> None:
    words = ["word"] * 100
    words[place] = "\2needle\3"
    sentence, spans = best_sentence(" ".join(words) + ".")
    assert len(sentence) <= LONGEST_SENTENCE
    assert [sentence[span.start : span.end] for span in spans] == ["needle"]
    assert set(sentence.replace("…", "").replace(".", "").split()) <= {"word", "needle"}


def test_a_text_without_blanks_or_matches_is_cut_too() -> None:
    sentence, spans = best_sentence("x" * 5000 + "\2needle\3" + "x" * 5000)
    assert len(sentence) <= LONGEST_SENTENCE
    assert [sentence[span.start : span.end] for span in spans] == ["needle"]
    assert best_sentence("") == ("", ())
    assert best_sentence("No match. None.") == ("No match.", ())
