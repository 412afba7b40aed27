"""Files, folders and archives as sources: what is found, what is refused, and what is left of damaged ones."""

import gzip
import io
import os
import socket
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.catalogue.film import Record, Reject
from bot.catalogue.formats import choose
from bot.catalogue.loading.sources import Limits, Source, SourceReject, sources

JSON = b'{"title": "The Salt Road"}\n'
TABLE = b"title,year\nThe Salt Road,1999\n"


def found(*paths: Path | str, limits: Limits | None = None) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return what the sources hold and why others were rejected, by name."""
    good: dict[str, bytes] = {}
    bad: dict[str, str] = {}
    for source in sources(paths, limits):
        if isinstance(source, SourceReject):
            bad[source.name] = source.reason
        else:
            try:
                with source.open() as stream:
                    good[source.name] = stream.read()
            except OSError as error:
                bad[source.name] = error.strerror or ""
    return good, bad


def load(source: Source) -> tuple[list[str], list[Reject]]:
    """Return the titles and the rejects that a loader would meet."""
    with source.open() as stream:
        chosen = choose(source.name, stream)
        outcomes = [chosen] if isinstance(chosen, Reject) else list(chosen.read(stream))
    titles = [outcome.film.title for outcome in outcomes if isinstance(outcome, Record)]
    return titles, [outcome for outcome in outcomes if isinstance(outcome, Reject)]


def only(paths: Iterable[Path | str]) -> Source:
    (source,) = sources(paths)
    assert isinstance(source, Source)
    return source


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def many_films(count: int) -> bytes:
    # The checksums keep gzip from packing all films into one block.
    return b"".join(b'{"title": "Film %d", "tagline": "%08x"}\n' % (n, zlib.crc32(b"%d" % n)) for n in range(count))


def test_a_file_is_a_source_under_the_name_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    path.write_bytes(JSON)
    source = only([path])
    assert (source.name, source.size, source.named, source.position) == (str(path), len(JSON), True, 0)
    with source.open() as stream:
        assert stream.name == source.name
        assert stream.read() == JSON
        assert source.position == len(JSON)
        stream.seek(0)
        assert stream.read(5) == JSON[:5]


def test_a_folder_gives_its_files_by_name_without_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.json", "a.csv", ".hidden.json", "sub/c.json", ".git/d.json", "sub/.e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    listed = list(sources([tmp_path]))
    assert [source.name for source in listed] == [str(tmp_path / name) for name in ("a.csv", "b.json", "sub/c.json")]
    assert not any(isinstance(source, Source) and source.named for source in listed)


def test_links_that_loop_are_followed_once(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "film.json").write_bytes(JSON)
    (folder / "up").symlink_to(folder)
    (folder / "same.json").symlink_to(folder / "film.json")
    (folder / "itself").symlink_to(folder / "itself")
    (folder / "nothing").symlink_to(folder / "nowhere")
    good, bad = found(folder)
    assert good == {str(folder / "film.json"): JSON}
    assert bad == {
        str(folder / "itself"): "a link that leads back to itself",
        str(folder / "nothing"): "a link to nothing",
    }


def test_a_file_asked_for_twice_is_given_twice(tmp_path: Path) -> None:
    (tmp_path / "film.json").write_bytes(JSON)
    assert len(list(sources([tmp_path / "film.json"] * 2))) == 2


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        _, bad = found(tmp_path, os.devnull, tmp_path / "missing", "a\0b")
    assert bad == {
        str(tmp_path / "pipe"): "not a file or a folder",
        str(tmp_path / "socket"): "not a file or a folder",
        os.devnull: "not a file or a folder",
        str(tmp_path / "missing"): "no such file or folder",
        "a\ufffdb": "not a path",
    }


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(JSON)
    (tmp_path / "a.json").chmod(0)
    if os.access(tmp_path / "a.json", os.R_OK):  # the superuser may read all; a file that goes away is as unreadable
        listed = list(sources([tmp_path]))
        (tmp_path / "a.json").unlink()
        first, second = (source for source in listed if isinstance(source, Source))
        assert load(first) == ([], [Reject(1, "no such file or directory")])
        assert load(second) == (["The Salt Road"], [])
    else:
        good, bad = found(tmp_path)
        assert list(good) == [str(tmp_path / "b.json")]
        assert bad == {str(tmp_path / "a.json"): "permission denied"}


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.json"
    with open(path, "wb") as file:  # noqa: PTH123 - the path is bytes on purpose
        file.write(JSON)
    good, _ = found(tmp_path)
    assert good == {f"{tmp_path}/caf\ufffd\ufffd.json": JSON}


@pytest.mark.parametrize("name", ["film.json.gz", "film.json", "film"])
def test_gzip_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(JSON))
    source = only([tmp_path / name])
    assert load(source) == (["The Salt Road"], [])
    assert source.position == source.size == (tmp_path / name).stat().st_size


def test_a_gzip_file_cut_off_gives_what_came_before_and_names_the_line(tmp_path: Path) -> None:
    packed = gzip.compress(many_films(20_000))
    (tmp_path / "films.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    titles, rejects = load(only([tmp_path / "films.jsonl.gz"]))
    assert 5_000 < len(titles) < 15_000
    assert titles == [f"Film {number}" for number in range(len(titles))]
    assert rejects == [Reject(len(titles) + 1, "reading stopped here: the packed file is cut off")]


def test_a_gzip_file_with_a_wrong_checksum_says_so_after_its_films(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(many_films(100)))
    packed[-5] ^= 0xFF
    (tmp_path / "films.gz").write_bytes(packed)
    titles, rejects = load(only([tmp_path / "films.gz"]))
    assert len(titles) == 100
    assert rejects == [Reject(101, "reading stopped here: the packed data is damaged")]


@pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8bno gzip at all", gzip.compress(JSON, mtime=0)[:12]])
def test_what_only_begins_like_gzip_is_rejected(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "film.gz").write_bytes(data)
    titles, rejects = load(only([tmp_path / "film.gz"]))
    assert titles == []
    assert len(rejects) == 1
    assert rejects[0].reason.startswith("the packed ")


def test_an_empty_file_is_rejected_as_such_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.gz").write_bytes(gzip.compress(b""))
    make_zip(tmp_path / "c.zip", {"d.csv": b""})
    rejects = [load(source)[1] for source in sources([tmp_path]) if isinstance(source, Source)]
    assert rejects == [[Reject(1, "file is empty")]] * 3


def test_the_members_of_a_zip_are_sources(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON, "sub/": b"", "sub/b.csv": TABLE})
    listed = [source for source in sources([path]) if isinstance(source, Source)]
    assert [source.name for source in listed] == [f"{path}:a.json", f"{path}:sub/b.csv"]
    for source in listed:
        assert load(source) == (["The Salt Road"], [])
        assert source.position == source.size


def test_what_archives_carry_along_is_passed_over(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "films.zip", {"a.json": JSON, "__MACOSX/a.json": b"x", ".DS_Store": b"x", "s/.git": b"x"}
    )
    assert found(path) == ({f"{path}:a.json": JSON}, {})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../up.json", "refused: its name leads outside the archive"),
        ("a/../../up.json", "refused: its name leads outside the archive"),
        ("..", "refused: its name leads outside the archive"),
        ("/etc/film.json", "refused: its name leads outside the archive"),
        ("C:/film.json", "refused: its name leads outside the archive"),
        ("a\\b.json", "refused: its name leads outside the archive"),
        ("inner.zip", "refused: an archive inside an archive"),
        ("inner.JSON.GZ", "refused: an archive inside an archive"),
    ],
)
def test_members_with_bad_names_are_refused_and_the_others_read(tmp_path: Path, name: str, reason: str) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON, name: JSON, "b.json": JSON})
    good, bad = found(path)
    assert list(good) == [f"{path}:a.json", f"{path}:b.json"]
    assert bad == {f"{path}:{name}": reason}
    assert list(tmp_path.iterdir()) == [path]


def test_a_zip_inside_a_zip_under_another_name_is_no_record(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner", {"a.json": JSON}).read_bytes()
    path = make_zip(tmp_path / "outer.zip", {"film.txt": inner})
    assert load(only([path]))[0] == []


def test_a_link_inside_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "films.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert list(found(tmp_path / "films.zip")[1].values()) == ["refused: a link inside an archive"]


def test_encrypted_members_are_named(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    path.write_bytes(data)
    assert found(path) == ({}, {f"{path}:a.json": "encrypted: unpack it with its password first"})


def test_a_damaged_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON, "b.jsonl": many_films(1000), "c.json": JSON})
    data = bytearray(path.read_bytes())
    data[data.index(b"b.jsonl") + 2000] ^= 0xFF
    path.write_bytes(data)
    good, bad = found(path)
    assert list(good) == [f"{path}:a.json", f"{path}:c.json"]
    assert bad == {f"{path}:b.jsonl": "the packed data is damaged"}


def test_an_unknown_way_of_packing_is_named(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[8:10] = data[directory + 10 : directory + 12] = struct.pack("<H", 97)
    path.write_bytes(data)
    assert list(found(path)[1].values()) == ["packed in a way that is not supported"]


@pytest.mark.parametrize("keep", [5, 40, -30])
def test_a_zip_cut_off_is_rejected(tmp_path: Path, keep: int) -> None:
    path = make_zip(tmp_path / "films.zip", {"a.json": JSON})
    path.write_bytes(path.read_bytes()[:keep])
    assert found(path) == ({}, {str(path): "a damaged zip archive: its list of members cannot be read"})


def test_an_empty_zip_has_no_sources(tmp_path: Path) -> None:
    assert list(sources([make_zip(tmp_path / "films.zip", {})])) == []


BOMB = b"\n" * 2_000_000
STRICT = Limits(unpacked=10**6, archive=3 * 10**5, members=3, ratio=50, ratio_from=10**5)


def test_what_unpacks_to_far_more_than_its_size_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(BOMB))
    path = make_zip(tmp_path / "bomb.zip", {"film.txt": BOMB, "good.json": JSON})
    good, bad = found(tmp_path, limits=STRICT)
    assert good == {f"{path}:good.json": JSON}
    assert set(bad.values()) == {"unpacks to more than 50 times its size"}


def test_the_films_before_a_bomb_goes_off_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(many_films(100) + BOMB))
    (source,) = sources([tmp_path], Limits(ratio_from=2**20, ratio=2))
    assert isinstance(source, Source)
    titles, rejects = load(source)
    assert len(titles) == 100
    assert "2 times its size" in rejects[-1].reason


def test_one_file_and_one_archive_have_their_bounds(tmp_path: Path) -> None:
    noise = os.urandom(150_000)
    (tmp_path / "big.gz").write_bytes(gzip.compress(os.urandom(1_100_000)))
    make_zip(tmp_path / "many.zip", {"a": noise, "b": noise, "c": noise})
    make_zip(tmp_path / "more.zip", dict.fromkeys("abcd", b"x"))
    good, bad = found(tmp_path, limits=STRICT)
    assert len(good) == 2
    assert bad == {
        str(tmp_path / "big.gz"): "unpacks to more than 976.562 KB",
        f"{tmp_path / 'many.zip'}:c": "the archive unpacks to more than 292.969 KB",
        str(tmp_path / "more.zip"): "a zip archive of 4 files; 3 is the most",
    }


def test_reading_a_beginning_twice_is_counted_once(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "films.zip", {"a": os.urandom(200_000)})
    (source,) = sources([path], STRICT)
    assert isinstance(source, Source)
    with source.open() as stream:
        for _ in range(5):
            assert len(stream.read()) == 200_000
            stream.seek(0)
        with pytest.raises(io.UnsupportedOperation):
            stream.seek(250_000)


def test_plain_files_have_no_bounds(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(BOMB)
    good, bad = found(tmp_path, limits=STRICT)
    assert (len(good), bad) == (1, {})
