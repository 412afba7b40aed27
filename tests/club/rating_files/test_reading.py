import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Mapping
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.club.rating_files import reading
from bot.club.rating_files.reading import MOST_BYTES, MOST_ROWS, read_ratings
from bot.errors import UserError

HEADINGS = "Date,Name,Year,Letterboxd URI,Rating\n"
ROW = "2024-01-02,Salt Road,1999,https://boxd.it/2b0a,4.5\n"


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("ratings.csv", b"", "is empty"),
        ("ratings.csv", b" \r\n \n", "nothing but blanks"),
        ("ratings.csv", b"\xef\xbb\xbf<!DOCTYPE html><html><table><tr><td>Heat</td></tr></table>", "is a web page"),
        ("ratings.csv", b"\n<table>\n<tr><th>Const</th></tr></table>", "is a web page"),
        ("ratings.csv", b'<?xml version="1.0"?><Workbook/>', "is a web page"),
        ("ratings.pdf", b"%PDF-1.7 ...", "is a PDF"),
        ("ratings.csv", b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        ("ratings.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "is a spreadsheet"),
        ("ratings.rar", b"Rar!\x1a\x07", "packed in a way I do not open"),
        ("notes.txt", b"Dear diary,\ntoday I saw a goat.\n", "no export that I know"),
        ("films.csv", b"title,year\nHeat,1995\n", "no export that I know"),
        ("films.json", b'[{"title": "Heat", "year": 1995}]', "no export that I know"),
        ("noise.bin", bytes(range(256)) * 20, "no export that I know"),
        ("broken.zip", b"PK\x03\x04" + bytes(60), "damaged zip archive"),
        ("broken.gz", b"\x1f\x8b\x08\x00" + bytes(20), "could not be read"),
        ("x" * 300 + ".txt", b"a", "…"),
    ],
)
def test_what_is_no_export_is_refused_with_what_it_is(name: str, data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why) as refused:
        read_ratings(name, data)
    assert len(str(refused.value)) < 400


def test_a_spreadsheet_or_an_archive_of_other_things_is_refused() -> None:
    with pytest.raises(UserError, match="no export that I know"):
        read_ratings("ratings.xlsx", packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}))


def test_a_gzipped_table_is_read() -> None:
    assert len(read_ratings("ratings.csv.gz", gzip.compress((HEADINGS + ROW).encode())).rows) == 1


def test_a_nested_archive_is_refused_by_name() -> None:
    inner = packed({"ratings.csv": HEADINGS + ROW})
    with pytest.raises(UserError, match=r"inner\.zip could not be read: refused: an archive inside an archive"):
        read_ratings("outer.zip", packed({"inner.zip": inner}))
    file = read_ratings("outer.zip", packed({"inner.zip": inner, "ratings.csv": HEADINGS + ROW}))
    assert len(file.rows) == 1
    assert [remark.file for remark in file.remarks] == ["inner.zip"]


def test_exports_of_two_sites_in_one_archive_are_refused() -> None:
    movielens = "userId,movieId,rating,timestamp\n1,6,4.5,964982703\n"
    with pytest.raises(UserError, match="Letterboxd and MovieLens"):
        read_ratings("both.zip", packed({"a.csv": HEADINGS + ROW, "b.csv": movielens}))


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(UserError, match="more than 50,000 rows"):
        read_ratings("ratings.json", b'[{"rated_at": 1}' + b"[]" * 2**20)


@pytest.mark.parametrize("row", ["x", "\n", "\r", '"', ","])
def test_a_zip_bomb_is_refused_in_little_memory(row: str) -> None:
    data = packed({"ratings.csv": HEADINGS + row * (80 * 2**20 // len(row))})
    assert len(data) < 2**20
    tracemalloc.start()
    try:
        with pytest.raises(UserError, match=r"unpacks to more than|more than 500,000 lines"):
            read_ratings("ratings.zip", data)
        assert tracemalloc.get_traced_memory()[1] < 300 * 2**20
    finally:
        tracemalloc.stop()


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UserError, match="2,000 is the most"):
        read_ratings("many.zip", packed({f"{number}.csv": HEADINGS for number in range(2_001)}))


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(UserError, match="25 MB is the most"):
        read_ratings("ratings.csv", bytes(MOST_BYTES + 1))


def test_fifty_thousand_rows_are_read_and_one_more_is_refused() -> None:
    text = HEADINGS + "".join(f"2024-01-02,Film {number},1999,,4\n" for number in range(MOST_ROWS))
    began = perf_counter()
    assert len(read_ratings("ratings.csv", text.encode()).rows) == MOST_ROWS
    assert perf_counter() - began < 20  # half a second where nothing else runs
    with pytest.raises(UserError, match="more than 50,000 rows"):
        read_ratings("ratings.csv", (text + ROW).encode())


def test_nothing_is_left_behind(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(reading.tempfile, "tempdir", str(folder))
    read_ratings("ratings.csv", (HEADINGS + ROW).encode())
    with pytest.raises(UserError):
        read_ratings("ratings.zip", packed({"a.txt": "b"}))
    assert list(folder.iterdir()) == []


STARTS = [
    HEADINGS,
    "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n",
    "Const,Your Rating,Date Rated,Title,URL,Title Type,Year\n",
    "userId,movieId,rating,timestamp\n",
    "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n",
    '[{"rated_at":1,"rating":3,"type":"movie","movie":{"title":"Heat"}},',
]
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["4.5", "1999", "2024-01-02", '"', ",", "\r", "\n", "Salt Road", "movie", "tt0000001"]),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), st.lists(CELL, max_size=40), st.sampled_from([",", "", "}", '"']))
@example(HEADINGS, ["\ud800"], ",")
def test_any_content_is_read_or_refused(start: str, pieces: list[str], mark: str) -> None:
    try:
        file = read_ratings("export.csv", (start + mark.join(pieces)).encode("utf-8", "surrogatepass"))
    except UserError as error:
        assert str(error)  # noqa: PT017 - a refusal is as right as a reading
    else:
        for row in file.rows:
            assert row.score is None or 1 <= row.score <= 10
            assert row.line >= 1


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError):
        read_ratings("export.csv", data)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 10)), max_size=30))
def test_every_row_is_read_or_named(rows: list[tuple[bool, int]]) -> None:
    lines = [
        f"2024-01-02,Film {number},1999,,{score / 2 if good else 'x'}\n" for number, (good, score) in enumerate(rows)
    ]
    file = read_ratings("ratings.csv", (HEADINGS + "".join(lines)).encode())
    assert [row.score for row in file.rows] == [score for good, score in rows if good]
    assert len(file.rows) + len(file.remarks) == len(rows)
