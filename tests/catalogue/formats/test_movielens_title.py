"""MovieLens' titles taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.formats.movielens_title import WrittenTitle, read_title


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Heat (1995)", WrittenTitle("Heat", 1995)),
        ("Heat (1995) ", WrittenTitle("Heat", 1995)),
        ("American President, The (1995)", WrittenTitle("The American President", 1995)),
        ("Atalante, L' (1934)", WrittenTitle("L'Atalante", 1934)),
        ("Topo, El (1970)", WrittenTitle("El Topo", 1970)),
        ("Come Back, Little Sheba (1952)", WrittenTitle("Come Back, Little Sheba", 1952)),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            WrittenTitle("The City of Lost Children", 1995, "La Cité des enfants perdus"),
        ),
        ("Seven (a.k.a. Se7en) (1995)", WrittenTitle("Seven", 1995, None, ("Se7en",))),
        ("Play Time (aka Playtime) (1967)", WrittenTitle("Play Time", 1967, None, ("Playtime",))),
        (
            "Léon (a.k.a. Professional, The) (a.k.a. Leon) (Der Profi) (1994)",
            WrittenTitle("Léon", 1994, "Der Profi", ("The Professional", "Leon")),
        ),
        (
            "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
            WrittenTitle("Birdman: Or (The Unexpected Virtue of Ignorance)", 2014),
        ),
        ("(500) Days of Summer (2009)", WrittenTitle("(500) Days of Summer", 2009)),
        ("1900 (Novecento) (1976)", WrittenTitle("1900", 1976, "Novecento")),
        ("Babes in Toyland (I) (1961)", WrittenTitle("Babes in Toyland", 1961)),
        ("Fawlty Towers (1975-1979)", WrittenTitle("Fawlty Towers", 1975)),
        ("Cosmos (1983-)", WrittenTitle("Cosmos", 1983)),
        ("Death Note: Desu nôto (2006–2007)", WrittenTitle("Death Note: Desu nôto", 2006)),
        ("Diplomatic Immunity (2009– )", WrittenTitle("Diplomatic Immunity", 2009)),
        ("Lost Reel (19??)", WrittenTitle("Lost Reel", None)),
        ("Babylon 5", WrittenTitle("Babylon 5", None)),
        ("(2006)", WrittenTitle("", 2006)),
        ("Un  condamné (A Man Escaped)  (1956)", WrittenTitle("Un condamné", 1956, "A Man Escaped")),
        ("", WrittenTitle("", None)),
    ],
)
def test_a_title_says_name_year_and_other_names(text: str, written: WrittenTitle) -> None:
    assert read_title(text) == written


@given(st.text("(), aThe12345-–?\n\t") | st.text())
def test_any_text_is_taken_apart(text: str) -> None:
    written = read_title(text)
    for name in (written.title, written.original or "", *written.others):
        assert name == " ".join(name.split())


def test_brackets_without_end_take_no_time() -> None:
    assert read_title("a" + "(" * 100_000 + ")" * 100_000).year is None
    assert read_title("a(b" + "(c)" * 300).title
