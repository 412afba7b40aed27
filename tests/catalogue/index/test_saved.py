"""The index on disk."""

import json
import struct
from pathlib import Path
from zlib import crc32

import pytest

from bot.catalogue.index import IndexEntry, SavedIndexError, TitleIndex
from tests.catalogue.index.films import FILMS

TYPED = ["cranes are flyng", "suspiria 2018", "solaris tarkovsky", "기생충", "lotr two towers", "asdfgh", ""]


@pytest.fixture
def path(index: TitleIndex, tmp_path: Path) -> Path:
    path = tmp_path / "titles.index"
    index.save(path, version=41)
    return path


def test_a_saved_index_answers_as_before(index: TitleIndex, path: Path) -> None:
    loaded = TitleIndex.load(path)
    assert (loaded.version, len(loaded)) == (41, len(index))
    for typed in TYPED:
        assert loaded.search(typed) == index.search(typed)
        assert loaded.complete(typed) == index.complete(typed)


def test_a_loaded_index_takes_changes_and_is_saved_again_over_itself(path: Path) -> None:
    loaded = TitleIndex.load(path)
    loaded.apply([IndexEntry(99, 0, "Stalker", 1979)], [1])
    loaded.save(path, version=42)
    again = TitleIndex.load(path)
    assert again.version == 42
    assert again.search("stalker").matches[0].film_id == 99
    assert 1 not in [match.film_id for match in again.search("cranes are flying").matches]


def test_nothing_is_left_beside_the_saved_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_saving_where_no_file_can_be_leaves_nothing(index: TitleIndex, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        index.save(tmp_path / "folder", version=1)
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


def test_an_empty_index_is_saved_and_loaded(tmp_path: Path) -> None:
    TitleIndex.build([]).save(tmp_path / "empty", version=1)
    assert len(TitleIndex.load(tmp_path / "empty")) == 0


def test_a_file_cut_short_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for size in (0, 1, 15, 16, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(SavedIndexError):
            TitleIndex.load(path)


def test_a_file_with_a_changed_byte_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    start = len(whole) - (len(whole) // 4096) * 4096
    places = [0, 9, 13, 40, *range(start + 1, len(whole), 4096 * 37)]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        path.write_bytes(damaged)
        try:
            loaded = TitleIndex.load(path)
        except SavedIndexError:
            continue
        # The blanks that fill an array's last page hold nothing.
        assert whole[place] == 0
        assert len(loaded) == len(FILMS)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 100, b"{}", "Летят журавли".encode() * 50])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(SavedIndexError):
        TitleIndex.load(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(SavedIndexError):
            TitleIndex.load(path)


def test_an_older_format_is_refused(path: Path) -> None:
    content = path.read_bytes()
    magic, length, _ = struct.unpack_from("<8sII", content)
    description = json.loads(content[16 : 16 + length])
    description["format"] = 0
    text = json.dumps(description).encode()
    path.write_bytes(struct.pack("<8sII", magic, len(text), crc32(text)) + text + content[16 + length :])
    with pytest.raises(SavedIndexError, match="format"):
        TitleIndex.load(path)
