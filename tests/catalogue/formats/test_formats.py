"""How a file's format is found, and what is said where there is none."""

import inspect
import io
import re
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

import pytest

from bot.catalogue.film import Record, Reject
from bot.catalogue.formats import FORMATS, Format, choose, detect, formats_for

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"

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
        ("README.txt", b"Summary\n", None),
        ("ml-latest.zip:ml-latest/README.txt", b"Summary\n", None),
        ("movies.csv", b"movieId,title,genres\r\n1,Toy Story (1995),Comedy\r\n", "movielens"),
        ("films.csv", b"title,year,movieId\n", "csv"),
        ("movies.dat", b"1::Toy Story (1995)::Comedy\n", "dat"),
        ("data.tsv", b"tconst\ttitleType\tprimaryTitle\n", "imdb"),
        ("movies_metadata.csv", b"adult,id,original_title,overview,title\n", "tmdb"),
        ("movie_ids.json.gz", b'{"adult":false,"id":1,"original_title":"A","popularity":1,"video":false}\n', "tmdb"),
        ("list.csv", b"Letterboxd list export v7\nDate,Name\n\nPosition,Name,Year,URL,Description\n", "letterboxd"),
        ("watchlist.csv", b"Date,Name,Year,Letterboxd URI\n", "letterboxd"),
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
    assert choose("film", io.BytesIO(b"words"), "xml") == Reject(
        1, f"no format called xml; there are {', '.join(FORMATS)}"
    )


def test_the_stream_is_left_at_its_beginning() -> None:
    stream = io.BytesIO(JSON)
    assert choose("film", stream) is FORMATS["json"]
    assert stream.tell() == 0


def test_a_stream_that_cannot_be_read_is_rejected_with_its_reason() -> None:
    class Broken(io.RawIOBase):
        def read(self, _size: int = -1, /) -> bytes:
            raise OSError(5, "the disk failed")

    assert choose("film.json", cast("BinaryIO", Broken())) == Reject(1, "the disk failed")


def test_every_format_has_a_name_of_its_own() -> None:
    assert all(name == known.name == name.lower() for name, known in FORMATS.items())


def test_a_reader_of_another_program_s_files_is_one_short_module() -> None:
    for name in ("movielens", "dat", "imdb", "tmdb", "letterboxd"):
        module = inspect.getmodule(FORMATS[name].matches)
        assert module is inspect.getmodule(FORMATS[name].read)
        assert module is not None
        assert len(inspect.getsource(module).splitlines()) < 120, name


def test_the_example_of_a_format_of_one_s_own_reads_what_it_shows() -> None:
    page = DOCS.read_text(encoding="utf-8")
    part = page[page.index("## Adding your own") :]
    code, table_line, example = re.findall(r"```(?:python|text)\n(.+?)```", part, re.DOTALL)
    names: dict[str, Any] = {"Format": Format}
    own = ModuleType("own")
    exec(compile(code, str(DOCS), "exec"), own.__dict__)
    names["own"] = own
    added = eval(table_line.strip().rstrip(","), names)
    assert len(code.splitlines()) < 120
    formats = {added.name: added, **FORMATS}
    found = choose("films.own", io.BytesIO(example.encode()), formats=formats)
    assert found is added
    outcomes = list(added.read(io.BytesIO(example.encode())))
    assert [each.film.title for each in outcomes if isinstance(each, Record)] == ["Salt Road", "The Paper Lighthouse"]
    assert [each.line for each in outcomes if isinstance(each, Reject)] == [4]


def test_what_is_taken_can_be_chosen() -> None:
    table = b"tconst\ttitleType\tprimaryTitle\tisAdult\ntt0000001\tshort\tA\t1\n"
    chosen = formats_for(imdb_types=("short",), adult=True)["imdb"]
    assert len([each for each in chosen.read(io.BytesIO(table)) if isinstance(each, Record)]) == 1
    assert not any(isinstance(each, Record) for each in FORMATS["imdb"].read(io.BytesIO(table)))
