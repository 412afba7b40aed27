from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.reviews.passage_rules import LENGTHS, NEVER, RULES, SENTENCES_AT_MOST, Rule
from bot.catalogue.reviews.passages import choose, passages
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.sentences import sentences

DATA = Path(__file__).resolve().parents[3] / "data" / "the-cranes-are-flying.txt"
FILLER = "The camera finds her in the crowd and holds her face as though nobody else were there."

A_MOMENT = 2.0
"""Seconds that a slow machine may take; a pattern that is quadratic in a run takes far longer."""


def house_reviews() -> dict[str, str]:
    lines = DATA.read_text(encoding="utf-8").split("\nReviews\n")[1].strip().split("\n")
    return dict(line.split(" ", 1) for line in lines)


@pytest.mark.parametrize(
    ("reviewer", "begins", "ends"),
    [
        ("The_Projectionist", "Boris goes up it two steps", "a motor in it."),
        ("The_Usher", "Tatyana Samoylova has a face", "before everyone else does."),
        ("The_Night_Owl", "What stays with me is the sound", "expected of 1957."),
        ("Row_Seven", "The camera is a marvel", "before I noticed the people."),
        ("The_Archivist", "The grief of one woman", "punished by the lens."),
    ],
)
def test_the_best_passage_of_each_house_review(reviewer: str, begins: str, ends: str) -> None:
    passage = choose(house_reviews()[reviewer])
    assert passage is not None
    assert passage.text.startswith(begins)
    assert passage.text.endswith(ends)


@pytest.mark.parametrize("text", house_reviews().values(), ids=house_reviews())
def test_passages_are_whole_sentences_word_for_word(text: str) -> None:
    shown = readable(text)
    starts = {span.start for span in sentences(shown)}
    ends = {span.end for span in sentences(shown)}
    for passage in passages(text):
        assert shown[passage.start : passage.end] == passage.text
        assert passage.start in starts
        assert passage.end in ends
        assert LENGTHS.least <= len(passage.text) <= LENGTHS.most
        assert len(sentences(passage.text)) <= SENTENCES_AT_MOST


@pytest.mark.parametrize(
    "sentence",
    [
        "I saw this yesterday with my wife on an old DVD that we found in a shop.",
        "In the end the camera shows that the beautiful heroine dies in a wonderful scene.",
        "It turns out that the brilliant director of this film is the murderer himself.",
        "More of my beautiful writing about film and camera is at cameras.blogspot.com for you.",
        "The camera and the acting in this film are worth 9/10 at the very least to me.",
        'He said that the camera in this film is "the best and most beautiful of all time.',
        "♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥♥!",
    ],
)
def test_what_is_never_chosen_beside_something_better(sentence: str) -> None:
    for passage in passages(f"{sentence} {FILLER}"):
        assert sentence not in passage.text


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (FILLER, "We sat down in the third row and waited for the lights to go down at last, all of us."),
        ("This film is tender and brave, and its music is never louder than its people are.", FILLER[:30] + "."),
        ("The film looks like nothing else of its time, and its faces are unforgettable.",
         "She meets him at the river and learns that he is to leave, and then he goes off to war."),
        ("The lighting is beautiful and the pace never slackens for as much as one minute.",
         "You should check this out, highly recommended, a must see, don't miss it at any cost."),
        ("The lighting is beautiful and the pace never slackens for as much as one minute.",
         "THE LIGHTING IS BEAUTIFUL!!! AND THE PACE NEVER SLACKENS FOR AS MUCH AS ONE MINUTE!!"),
    ],
)  # fmt: skip
def test_what_says_something_of_the_film_comes_first(better: str, worse: str) -> None:
    for text in (f"{better}\n\n{worse}", f"{worse}\n\n{better}"):
        passage = choose(text)
        assert passage is not None
        assert passage.text == better


def test_another_call_chooses_another_passage() -> None:
    text = house_reviews()["The_Archivist"]
    chosen = {passage.text for which in range(6) if (passage := choose(text, which=which))}
    assert len(chosen) > 1
    assert choose(text, which=3) == choose(text, which=3)


def test_a_short_review_is_quoted_whole() -> None:
    passage = choose("Slow, grey and lovely. 7/10")
    assert passage is not None
    assert passage.text == "Slow, grey and lovely."


@pytest.mark.parametrize(
    "text", ["", "  \n", "8/10", "http://x.example/", "!!!", "Good.", "He dies.", "🎬🎬🎬 🎬🎬🎬 🎬"]
)
def test_what_cannot_be_quoted(text: str) -> None:
    assert choose(text) is None


def test_passages_do_not_cross_paragraphs() -> None:
    for passage in passages(f"{FILLER}\n\n{FILLER.replace('camera', 'lens')}"):
        assert "\n" not in passage.text


def test_a_megabyte_is_read_no_further_than_needed() -> None:
    passage = choose(f"{FILLER} " * 12_000)
    assert passage is not None
    assert passage.text.startswith("The camera")
    assert choose("word " * 200_000) is None


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    shown = readable(text)
    for passage in passages(text):
        assert shown[passage.start : passage.end] == passage.text


def test_the_table_has_no_name_twice_and_is_in_the_documentation() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    page = DATA.parents[1].joinpath("docs", "passages.md").read_text(encoding="utf-8")
    for rule in RULES:
        points = "never" if rule.points == NEVER else f"{rule.points:+g}"
        assert f"| {rule.name} | {points} | {rule.where.value} |" in page


@pytest.mark.parametrize("run", ["a", ".", "A.B", '."A', "a.", "!?", "a@", " ", "a-", "(", ". "])
def test_a_long_run_is_judged_in_a_moment(run: str) -> None:
    text = (run * 100_000)[:100_000]
    began = perf_counter()
    passages(text)
    assert perf_counter() - began < A_MOMENT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("run", ["a", ".", "-", "'", "(", "a-", "1", "!?", "A a ", " "])
def test_no_rule_is_quadratic(rule: Rule, run: str) -> None:
    text = (run * 50_000)[:50_000] + " a b c d e"
    began = perf_counter()
    rule.pattern.search(text)
    assert perf_counter() - began < A_MOMENT
