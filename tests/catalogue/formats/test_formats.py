"""How a file's format is found, and what is said where there is none."""

import io
from typing import BinaryIO, cast

import pytest

from bot.catalogue.film import Reject
from bot.catalogue.formats import FORMATS, choose, detect

PAGE = b"Salt Road\n\n1999\nSalt Road\n6.0| 1h| et| More Info\n"
JSON = b'{"title": "Salt Road"}'
TABLE = b"title\nSalt Road\n"


@pytest.mark.parametrize(
    ("name", "head", "found"),
    [
        ("film.txt", PAGE, "page"),
        ("film.json", PAGE, "page"),
        ("film.csv", JSON, "json"),
        ("film", b"[" + JSON, "json"),
        ("film.txt", TABLE, "csv"),
        ("film.txt", b"just words\n", "page"),
        ("FILM.JSONL.GZ", b"oops\n", "json"),
        ("films.zip:inner.tsv", b"name\n", "csv"),
        ("film.png", b"\x89PNG\r\n", None),
        ("README.md", b"# Films\n", None),
        ("film", b"just words\n", None),
    ],
)
def test_content_decides_and_the_name_only_hints(name: str, head: bytes, found: str | None) -> None:
    chosen = detect(name, head)
    assert (chosen.name if chosen else None) == found


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("film.txt", b"", "file is empty"),
        ("film.json", b"\xef\xbb\xbf \n", "file is empty"),
        ("film.png", b"\x89PNG", "not recognised as film records: no film page, no JSON, no headings with a title"),
    ],
)
def test_what_has_no_format_is_rejected(name: str, data: bytes, reason: str) -> None:
    assert choose(name, io.BytesIO(data)) == Reject(1, reason)


def test_a_format_can_be_asked_for_by_name() -> None:
    assert choose("film", io.BytesIO(b"words"), "page") is FORMATS["page"]
    assert choose("film", io.BytesIO(b"words"), "xml") == Reject(1, "no format called xml; there are page, json, csv")


def test_the_stream_is_left_at_its_beginning() -> None:
    stream = io.BytesIO(JSON)
    assert choose("film", stream) is FORMATS["json"]
    assert stream.tell() == 0


def test_a_stream_that_cannot_be_read_is_rejected_with_its_reason() -> None:
    class Broken(io.RawIOBase):
        def read(self, _size: int = -1, /) -> bytes:
            raise OSError(5, "the disk failed")

    assert choose("film.json", cast("BinaryIO", Broken())) == Reject(1, "the disk failed")


def test_every_format_has_a_name_and_endings() -> None:
    assert all(name == known.name and known.endings for name, known in FORMATS.items())
