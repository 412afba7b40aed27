"""Lists inside cells: JSON, what Python writes, and plain names."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.formats.tmdb_cells import listed


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("  ", []),
        ("[]", []),
        ('[{"id": 28, "name": "Action"}]', [{"id": 28, "name": "Action"}]),
        ("[{'id': 28, 'name': 'Action'}]", [{"id": 28, "name": "Action"}]),
        ("[{'name': \"Ocean's\", 'id': 1}]", [{"name": "Ocean's", "id": 1}]),
        ("[{'name': 'Say \"no\"', 'x': None, 'y': True}]", [{"name": 'Say "no"', "x": None, "y": True}]),
        ("[{'name': 'a: None, b', 'x': None}]", [{"name": "a: None, b", "x": None}]),
        ("[{'name': 'Caf\\xe9', 'x': False}]", [{"name": "Café", "x": False}]),
        ("{'name': 'One'}", [{"name": "One"}]),
        ("Action|Science Fiction|", ["Action", "Science Fiction"]),
        ("Action, Science Fiction", ["Action", "Science Fiction"]),
        ("Mirisch, Inc., Mosfilm", ["Mirisch, Inc.", "Mosfilm"]),
    ],
)
def test_what_a_cell_lists(cell: str, found: list[Any]) -> None:
    assert listed(cell) == found


@pytest.mark.parametrize(
    "cell",
    [
        "[{'name': 'cut",
        "[__import__('os')]",
        "[1 for x in y]",
        "['\\d']",
        "[" * 100_000,
        "{'a'" * 10_000,
        "['" + "x" * 2**20 + '"',
        "[" + " " * 2**22 + "]",
        "{1, 2}",
    ],
)
def test_what_is_no_list_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        listed(cell)


_plain = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text()


@given(st.lists(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _plain, max_size=4), max_size=4))
def test_what_python_writes_reads_back(value: list[dict[str, Any]]) -> None:
    assert listed(repr(value)) == value


@given(st.text("[]{}'\":, None\\x1a") | st.text())
def test_any_text_is_a_list_or_refused(cell: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(listed(cell), list)
