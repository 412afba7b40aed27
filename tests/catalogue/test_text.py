import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.text import collapse, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The Paper Lighthouse", "the paper lighthouse"),
        ("the  paper LIGHTHOUSE", "the paper lighthouse"),
        ("Amélie", "amelie"),
        ("AMÉLIE", "amelie"),
        ("Léon: The Professional", "leon the professional"),
        ("WALL·E", "wall e"),
        ("WALL-E", "wall e"),
        ("Tom & Jerry", "tom and jerry"),
        ("Ocean's Eleven", "oceans eleven"),
        ("Ocean’s Eleven", "oceans eleven"),
        ("Straße", "strasse"),
        ("Ёлки", "елки"),
        ("Летят журавли", "летят журавли"),
        ("七人の侍", "七人の侍"),
        ("が", "が"),
        ("か", "か"),
        ("कुछ कुछ होता है", "कुछ कुछ होता है"),
        ("ﬁn", "fin"),
        ("8½", "81 2"),
        ("(500) Days_of Summer", "500 days of summer"),
        ("🎬", "🎬"),
        ("!!!", "!!!"),
        ("…", "…"),
        ("", ""),
        (" \t ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1).filter(lambda text: collapse(text) != ""))
def test_no_title_folds_to_nothing(text: str) -> None:
    assert fold(text)
