import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.searching.word_query import WordQuery, WordQueryError, parse, to_match
from bot.errors import UserError


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("camera", WordQuery(("camera",))),
        ("camera mud", WordQuery(("camera", "mud"))),
        ("camera camera", WordQuery(("camera",))),
        ("the camera is in the mud", WordQuery(("camera", "mud"))),
        ("the", WordQuery(("the",))),
        ('"the camera" mud', WordQuery(("the camera", "mud"))),
        ("“the camera”", WordQuery(("the camera",))),
        ('camera -mud -"the end"', WordQuery(("camera",), ("mud", "the end"))),
        ("camera film:cranes", WordQuery(("camera",), (), "cranes")),
        ('camera film:"the cranes" by:usher', WordQuery(("camera",), (), "the cranes", "usher")),
        ("camera FILM: cranes", WordQuery(("camera",), (), "cranes")),
        ("film:cranes", WordQuery((), (), "cranes")),
        ("by:usher", WordQuery((), (), None, "usher")),
        ("black-and-white", WordQuery(("black and white",))),
        ("don't", WordQuery(("don t",))),
        ("year:1957", WordQuery(("year 1957",))),
        ("NEAR(camera mud) NEAR x*", WordQuery(("NEAR camera", "mud", "NEAR", "x"))),
        ("камера 映画", WordQuery(("камера", "映画"))),
        ("camera 🎬 --- *", WordQuery(("camera",))),
        ("camera - mud", WordQuery(("camera", "mud"))),
        ("camera\0mud", WordQuery(("camera mud",))),
    ],
)
def test_queries(text: str, query: WordQuery) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("", "no word to look for"),
        ("🎬 -- \u202e", "no word to look for"),
        ('""', "no word to look for"),
        ("film:cranes -mud", "only words to leave out"),
        ("-mud", "only words to leave out"),
        ('"the camera', "not closed"),
        ("camera film:", "missing after film:"),
        ('camera by:""', "missing after by:"),
        ("camera film:a film:b", "two film: filters"),
        ("camera -film:a", "not before film:"),
        ("x" * 301, "at most 300"),
        (" ".join(f"word{number}" for number in range(13)), "too much at once"),
    ],
)
def test_a_bad_query_is_explained(text: str, explained: str) -> None:
    with pytest.raises(WordQueryError, match=explained) as caught:
        parse(text)
    assert isinstance(caught.value, UserError)


@pytest.mark.parametrize(
    ("query", "match"),
    [
        (WordQuery(("camera",)), '"camera"'),
        (WordQuery((), film="cranes"), ""),
        (WordQuery(("the camera", "mud")), '"the camera" AND "mud"'),
        (WordQuery(("camera",), ("mud", "the end")), '("camera") NOT ("mud" OR "the end")'),
    ],
)
def test_match_expressions(query: WordQuery, match: str) -> None:
    assert to_match(query) == match


@pytest.fixture(scope="module")
def full_text() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
    return connection


@given(st.text(st.characters() | st.sampled_from('"-*:^(){}+\0\ud800 film:by:NOT'), max_size=40))
def test_no_text_is_a_syntax_error(full_text: sqlite3.Connection, text: str) -> None:
    try:
        query = parse(text)
    except WordQueryError:
        return
    full_text.execute("SELECT * FROM t WHERE t MATCH ?", (to_match(query),)).fetchall()
