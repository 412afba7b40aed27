"""Bytes to text: encodings, line ends, and streams that break off."""

import errno
import io
import re
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats.decoding import FOREIGN, Text

BLOCK = 2**18


def lines_of(data: bytes, longest: int = 2**26) -> tuple[list[str], list[Outcome]]:
    text = Text(io.BytesIO(data), longest)
    lines = list(text.lines())
    return lines, list(text.events())


class BreakingStream(io.RawIOBase):
    """A stream that gives its pieces one a read and then fails."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)

    def read(self, _size: int = -1, /) -> bytes:
        if self._pieces:
            return self._pieces.pop(0)
        raise OSError(errno.EIO, "the disk failed")


def test_nothing_has_no_lines() -> None:
    assert lines_of(b"") == ([], [])
    assert lines_of(b"\xef\xbb\xbf") == ([], [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_of_three_line_ends_counts_once(end: str) -> None:
    assert lines_of(end.join(["one", "", "three", ""]).encode()) == (["one", "", "three"], [])


def test_line_ends_may_be_mixed() -> None:
    assert lines_of(b"a\r\r\nb\n\rc\n\n")[0] == ["a", "", "b", "", "c", ""]


@pytest.mark.parametrize("inside", ["\u0085", "\u2028", "\u2029", "\v", "\f", "\x1c", "\x1d", "\x1e"])
def test_no_other_character_ends_a_line(inside: str) -> None:
    assert lines_of(f"one{inside}two\nthree".encode())[0] == [f"one{inside}two", "three"]


@pytest.mark.parametrize(
    "data",
    [
        "é€😀\nb".encode(),
        "\ufeffé€😀\nb".encode(),
        b"\xff\xfe" + "é€😀\nb".encode("utf-16-le"),
        b"\xfe\xff" + "é€😀\nb".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little endian", "utf-16 big endian"],
)
def test_utf_8_and_utf_16_by_its_mark_are_read_in_silence(data: bytes) -> None:
    assert lines_of(data) == (["é€😀", "b"], [])


def test_half_a_pair_in_utf_16_is_noted_and_replaced() -> None:
    lines, events = lines_of(b"\xff\xfe" + b"a\x00\x3d\xd8b\x00\n\x00")
    assert lines == ["a\ufffdb"]
    assert events == [Notice("damaged UTF-16: some characters could not be read", 1)]


def test_what_is_not_utf_8_is_windows_1252_with_one_warning() -> None:
    lines, events = lines_of("plain\nL’été – déjà…\nJörg".encode("cp1252"))
    assert lines == ["plain", "L’été – déjà…", "Jörg"]
    assert events == [Notice(FOREIGN, 2)]


def test_a_foreign_letter_far_into_a_file_does_not_disturb_what_came_before() -> None:
    data = b"plain text\n" * 100_000 + "café\n".encode("cp1252")
    lines, events = lines_of(data)
    assert lines[-2:] == ["plain text", "café"]
    assert len(lines) == 100_001
    assert events == [Notice(FOREIGN, 100_001)]


def test_one_damaged_line_does_not_make_nonsense_of_the_rest() -> None:
    lines, events = lines_of("é\n".encode() + b"caf\xe9\n" + "ü\n".encode())
    assert lines == ["é", "café", "ü"]
    assert events == [Notice(FOREIGN, 2)]


def test_bytes_without_meaning_in_windows_1252_are_shown_as_lost() -> None:
    assert lines_of(b"a\x81\xe9")[0] == ["a\ufffdé"]


def test_half_a_character_at_the_end_of_utf_8_is_cut_off_with_a_warning() -> None:
    assert lines_of("é\ncliché".encode()[:-1]) == (["é", "clich"], [Notice("cut off inside the last character", 2)])


def test_a_foreign_letter_at_the_very_end_is_no_half_character() -> None:
    assert lines_of("café".encode("cp1252")) == (["café"], [Notice(FOREIGN, 1)])


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_and_characters_survive_every_block_border(end: bytes) -> None:
    for shift in range(5):
        line = ("é€😀" * 40_000)[: 100_000 + shift]
        lines, events = lines_of(end.join([line.encode()] * 5))
        assert lines == [line] * 5
        assert events == []


def test_a_line_that_is_too_long_is_rejected_and_the_next_is_not() -> None:
    lines, events = lines_of(b"a\n" + b"x" * (BLOCK * 9) + b"\nb\n", longest=2**20)
    assert lines == ["a", "", "b"]
    assert events == [Reject(2, "a line longer than 1 MB")]


def test_a_last_line_that_is_too_long_is_rejected() -> None:
    lines, events = lines_of(b"a\n" + b"x" * 20, longest=10)
    assert lines == ["a", ""]
    assert [event.line for event in events if isinstance(event, Reject)] == [2]


def test_a_stream_that_fails_gives_its_whole_lines_and_says_where_it_stopped() -> None:
    text = Text(cast("BinaryIO", BreakingStream(b"one\ntwo\nth", b"ree\nfo")))
    assert list(text.lines()) == ["one", "two", "three"]
    assert text.broken_off
    assert list(text.events()) == [Reject(4, "reading stopped here: the disk failed")]


def test_events_are_given_once() -> None:
    text = Text(io.BytesIO(b"\xe9\n"))
    list(text.lines())
    assert len(list(text.events())) == 1
    assert list(text.events()) == []


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n")), min_size=1))
def test_every_text_comes_back_line_by_line(lines: list[str]) -> None:
    for encoding, mark in (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")):
        data = mark + "".join(f"{line}\r\n" for line in lines).encode(encoding)
        if mark or not lines[0].startswith("\ufeff"):
            assert lines_of(data) == (lines, [])


@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    lines, events = lines_of(data)
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert len(events) <= 2
    "\n".join(lines).encode()


@given(
    st.lists(st.sampled_from(["", "skip", "skip me", "keep", "so long " * 3, "é"])),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_lines_passed_over_are_counted_and_no_others_are(given_lines: list[str], end: str, ended: bool) -> None:
    data = end.join(given_lines) + end * ended
    whole, without = Text(io.BytesIO(data.encode())), Text(io.BytesIO(data.encode()))
    wanted = [(whole.line, line) for line in whole.lines() if not line.startswith("skip")]
    found = [(without.line, line) for line in without.lines(re.compile(r"(?:skip.*(?:\n|\Z))*"))]
    assert [each for each in found if each[1]] == [each for each in wanted if each[1]]
    assert without.line == whole.line


def test_a_file_of_half_a_character_is_empty() -> None:
    text = Text(io.BytesIO(b"\xc2"))
    assert list(text.lines()) == []
    assert list(text.events()) == [Notice("cut off inside the last character", 1)]
