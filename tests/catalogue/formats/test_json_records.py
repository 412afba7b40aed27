"""JSON records in their three layouts, whole and broken."""

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Notice, Outcome, Record, Reject
from bot.catalogue.formats import json_records
from bot.catalogue.formats.decoding import LONGEST_RECORD


def outcomes(text: str | bytes) -> list[Outcome]:
    return list(json_records.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def titles(text: str | bytes) -> list[tuple[int, str]]:
    return [(outcome.line, outcome.film.title) for outcome in outcomes(text) if isinstance(outcome, Record)]


def rejects(text: str | bytes) -> list[tuple[int, str]]:
    return [(outcome.line, outcome.reason) for outcome in outcomes(text) if isinstance(outcome, Reject)]


A = {"title": "A", "reviews": [{"reviewer": "x", "text": "[{,}]"}, {"reviewer": "y", "text": '"\\'}]}
B = {"title": "B", "genres": ["Drama", "War"], "ids": {"imdb": "tt1"}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (json.dumps(A), [(1, "A")]),
        (json.dumps(A, indent=2), [(1, "A")]),
        ("\n\n" + json.dumps(A, indent=0), [(3, "A")]),
        (json.dumps(A) + "\n" + json.dumps(B), [(1, "A"), (2, "B")]),
        (json.dumps(A) + "\r\n\r\n" + json.dumps(B) + "\r\n", [(1, "A"), (3, "B")]),
        (json.dumps([A, B]), [(1, "A"), (1, "B")]),
        (json.dumps([A, B], indent=1).replace("\n", "\r"), [(2, "A"), (15, "B")]),
        (f"[{json.dumps(A)},\n{json.dumps(B)}\n]\n", [(1, "A"), (2, "B")]),
        (json.dumps(A, indent=2) + "\n" + json.dumps(B, indent=2), [(1, "A"), (14, "B")]),
        ("[]", []),
        ("\ufeff" + json.dumps(A), [(1, "A")]),
    ],
    ids=str,
)
def test_one_object_an_array_and_json_lines_are_read(text: str, found: list[tuple[int, str]]) -> None:
    assert titles(text) == found
    assert len(outcomes(text)) == len(found)


def test_utf_16_and_windows_1252_are_read_too() -> None:
    text = json.dumps({"title": "Été"}, ensure_ascii=False)
    assert titles(text.encode("utf-16")) == [(1, "Été")]
    assert titles(text.encode("cp1252")) == [(1, "Été")]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"title": "X", "ye', "not valid JSON: expecting ':' delimiter"),
        ('{"title": "X"', "not valid JSON: expecting ',' delimiter"),
        ('{"title": "X", "reviews": [', "not valid JSON: expecting ',' delimiter"),
        ('{"title": "X",}', "not valid JSON: expecting property name"),
        ("{'title': 'X'}", "not valid JSON: expecting property name"),
        ('{"title": "X"}}', "not valid JSON: expecting value"),
        ('{"title": "X", "year": NaN}', "not valid JSON: NaN is no number"),
        ('{"title": "X", "year": -Infinity}', "not valid JSON: -Infinity is no number"),
        ('{"title": "X", "year": 01}', "not valid JSON: expecting ',' delimiter"),
        ('{"title": "X", "a": ' + "[" * 100_000, "nested too deeply"),
        ('{"title": "X", "year": ' + "9" * 5000 + "}", "not valid JSON: Exceeds the limit"),
        ("oops", "not valid JSON: expecting value"),
        ('{"title": "X", "score": 1e999}', "score: expected a number, got Infinity"),
        ('{"title": "X", "year": "1957"}', "year: expected a whole number"),
        ('{"year": 1957}', "no title"),
        ('"A"', "expected a film as an object"),
        ("null", "expected a film as an object"),
    ],
)
@pytest.mark.parametrize("layout", ["lines", "array"])
def test_a_broken_record_is_rejected_and_the_next_is_read(broken: str, reason: str, layout: str) -> None:
    one, two = json.dumps(A), json.dumps(B)
    text = f"{one}\n{broken}\n{two}\n" if layout == "lines" else f"[\n{one},\n{broken},\n{two}\n]"
    at = 2 if layout == "lines" else 3
    assert titles(text)[0] == (at - 1, "A")
    assert titles(text)[-1] == (at + 1, "B")
    found = rejects(text)
    assert found[0][0] == at
    if layout == "lines":  # where the reader trips depends on what comes next
        assert found[0][1].startswith(reason)


def test_a_broken_element_of_a_pretty_array_costs_only_itself() -> None:
    text = json.dumps([A, {"title": "X", "bad": "HERE", "reviews": [{"reviewer": "a", "text": "b"}]}, B], indent=2)
    text = text.replace('"HERE"', "HERE")
    assert [title for _, title in titles(text)] == ["A", "B"]
    assert rejects(text) == [(15, "not valid JSON: expecting value at line 17")]


def test_javascript_style_arrays_go_on_at_the_next_element_too() -> None:
    text = json.dumps([A, {"bad": "HERE"}, B], indent=2).replace("[\n  {", "[{").replace("},\n  {", "}, {")
    text = text.replace("  }, {", "}, {").replace('"HERE"', "HERE")
    assert [title for _, title in titles(text)] == ["A", "B"]
    assert len(rejects(text)) == 1


def test_a_broken_element_in_a_one_line_array_ends_the_reading_and_says_so() -> None:
    text = json.dumps([A, {"title": "X", "bad": "HERE"}, B]).replace('"HERE"', "HERE")
    assert titles(text) == [(1, "A")]
    ((line, reason),) = rejects(text)
    assert line == 1
    assert reason.startswith("not valid JSON: expecting value at column ")
    assert reason.endswith("; nothing after it could be read")


@pytest.mark.parametrize("end", range(1, 30, 4))
def test_a_file_cut_off_inside_a_record_names_it(end: int) -> None:
    text = json.dumps(A) + "\n" + json.dumps(B)[:end]
    assert titles(text) == [(1, "A")]
    ((line, reason),) = rejects(text)
    assert line == 2
    assert "nothing after it" not in reason


def test_an_array_that_is_not_closed_is_noted() -> None:
    assert outcomes(f"[{json.dumps(A)},\n")[1:] == [Notice("the array is not closed; the file may be cut off", 2)]


def test_unknown_fields_are_noted_once_a_file() -> None:
    text = '{"title": "A", "x": 1}\n{"title": "B", "x": 2, "y": 1}\n'
    assert [outcome for outcome in outcomes(text) if isinstance(outcome, Notice)] == [
        Notice("unknown fields passed over: “x”, “y”", 1),
    ]


def test_warnings_of_a_record_stay_with_it() -> None:
    (record,) = outcomes('{"title": "A\\u0000", "year": 1066}')
    assert isinstance(record, Record)
    assert len(record.warnings) == 2


def test_line_breaks_inside_a_text_do_no_harm() -> None:
    (record,) = outcomes('{"title": "A", "synopsis": "one\r\ntwo\tthree"}')
    assert isinstance(record, Record)
    assert record.film.synopsis == "one\ntwo\tthree"


def test_records_of_any_size_pass_the_block_borders() -> None:
    films = [{"title": str(size), "synopsis": "é" * size} for size in (1, 300_000, 2, 2_000_000, 3, 1)]
    for text in (json.dumps(films, ensure_ascii=False), "\n".join(json.dumps(film) for film in films)):
        assert [title for _, title in titles(text)] == [film["title"] for film in films]


def test_a_record_beyond_the_limit_is_rejected_and_the_next_is_read() -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"title": "huge", "synopsis": "'
        for _ in range(LONGEST_RECORD // 2**20 * 2 + 2):
            yield b"x" * 2**20
        yield b'"}\n{"title": "B"}\n'

    stream = PieceStream(pieces())
    found = list(json_records.read(cast("BinaryIO", stream)))
    assert found == [Reject(1, "a record longer than 32 MB"), Record(film_called("B"), 2)]


def film_called(title: str) -> Any:
    (record,) = outcomes(json.dumps({"title": title}))
    assert isinstance(record, Record)
    return record.film


class PieceStream(io.RawIOBase):
    """A stream that gives one piece a read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int = -1, /) -> bytes:
        return next(self._pieces, b"")


@pytest.mark.parametrize(
    ("head", "is_json"),
    [
        (b'{"title": "A"}', True),
        (b'\xef\xbb\xbf \n{\n  "title"', True),
        (b'[{"title"', True),
        (b"[]", True),
        ('{"title": "A"}'.encode("utf-16"), True),
        (b"[REC]\n\n2007\n[REC]\n", False),
        (b"{curly}\n", False),
        (b"title,year\n", False),
        (b"", False),
    ],
)
def test_json_is_known_by_how_it_begins(head: bytes, is_json: bool) -> None:
    assert json_records.matches("whatever.txt", head) is is_json


@given(st.lists(st.sampled_from(['{"title": "A"}', "{", "}", "[", "]", ",", '"', "\n", "\\", "x", "1", "{}", "  "])))
def test_no_shuffle_of_pieces_makes_reading_fail_or_hang(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = text.count("\n") + 1
    assert all(1 <= outcome.line <= lines for outcome in outcomes(text))


@given(st.binary(max_size=200))
def test_any_bytes_come_to_an_end(data: bytes) -> None:
    outcomes(b'{"title": "A"}\n' + data)
