"""Paths to sources: files, folders, gzip files and zip archives, each bounded and named as people know it.

Names inside an archive are shown and never used as paths, and nothing is unpacked to disk.
"""

import errno
import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

_GZIP_MARK = b"\x1f\x8b"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|\0")
_ARCHIVES = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz")


@dataclass(frozen=True, slots=True)
class Limits:
    """What archives may unpack to. The defaults let an owner load any real file; what strangers send needs less.

    `unpacked` bounds the bytes of one unpacked file, `archive` those of all members of one zip, `members` their number.
    A file may grow to `ratio` times its packed size, which is asked once `ratio_from` bytes have come out.
    """

    unpacked: int = 16 * 2**30
    archive: int = 64 * 2**30
    members: int = 100_000
    ratio: int = 300
    ratio_from: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class SourceReject:
    """A path, or a member of an archive, that cannot be read, and why."""

    name: str
    reason: str


class Source:
    """A file or a member of an archive, as a stream of unpacked bytes.

    `name` is how people know it (`folder/film.json`, `films.zip:inner.csv`), `size` its bytes as stored, and `named` is
    False for what was come upon in a folder or an archive rather than asked for.
    """

    def __init__(self, name: str, size: int, make: "Callable[[], _Unpacked]", *, named: bool) -> None:
        self.name = name
        self.size = size
        self.named = named
        self._make = make
        self._stream: _Unpacked | None = None

    @property
    def position(self) -> int:
        """How many of the stored bytes have been read, 0 to `size`; it may be asked while the stream is read."""
        return 0 if self._stream is None else min(self._stream.packed_position, self.size)

    def open(self) -> BinaryIO:
        """Return a stream that can go back to its beginning and knows its `name`; close it after use.

        Whatever goes wrong, from a missing permission to a damaged archive, is an OSError of a `read`, its `strerror`
        fit to be shown; the bytes given before are good.
        """
        self._stream = self._make()
        self._stream.name = self.name
        return cast("BinaryIO", io.BufferedReader(self._stream))


def sources(paths: Iterable[str | Path], limits: Limits | None = None) -> Iterator[Source | SourceReject]:
    """Give the sources at `paths` and in the folders and zip archives among them, and what there cannot be read.

    A folder's files come in the order of their names, without the hidden ones; whatever links lead to it, a folder is
    entered once, and a file in it given once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(Path(path), True) for path in paths][::-1]
    while waiting:
        path, named = waiting.pop()
        try:
            status = path.stat()
            key = (status.st_dev, status.st_ino)
            if stat.S_ISDIR(status.st_mode):
                if key not in seen:
                    children = (child for child in path.iterdir() if not child.name.startswith("."))
                    waiting += [(child, False) for child in sorted(children, reverse=True)]
            elif not stat.S_ISREG(status.st_mode):
                yield SourceReject(_shown(path), "not a file or a folder")
            elif named or key not in seen:
                yield from _file_sources(path, status.st_size, limits or Limits(), named=named)
            seen.add(key)
        except (OSError, ValueError) as error:
            yield SourceReject(_shown(path), _reason(error, path))


def _file_sources(path: Path, size: int, limits: Limits, *, named: bool) -> Iterator[Source | SourceReject]:
    with path.open("rb") as file:
        mark = file.read(4)
    if mark in _ZIP_MARKS:
        yield from _members(path, limits)
    elif mark.startswith(_GZIP_MARK):
        yield Source(_shown(path), size, lambda: _Unpacked(partial(_open_gzip, path), size, limits), named=named)
    else:
        yield Source(_shown(path), size, lambda: _Unpacked(partial(_open_plain, path), size, None), named=named)


def _members(path: Path, limits: Limits) -> Iterator[Source | SourceReject]:
    name = _shown(path)
    try:
        # Its members share the archive, which closes itself with the last of them.
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        yield SourceReject(name, "a damaged zip archive: its list of members cannot be read")
        return
    members = [member for member in archive.infolist() if not member.is_dir() and not _is_hidden(member.orig_filename)]
    if len(members) > limits.members:
        yield SourceReject(name, f"a zip archive of {len(members):,} files; {limits.members:,} is the most")
        return
    budget = _Budget(limits.archive)
    for member in members:
        member_name = f"{name}:{_shown(member.orig_filename)}"
        if refusal := _refusal(member):
            yield SourceReject(member_name, refusal)
        else:
            make = partial(_Unpacked, partial(_open_member, archive, member), member.compress_size, limits, budget)
            yield Source(member_name, member.compress_size, make, named=False)


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or (parts[-1].startswith(".") and ".." not in parts)


def _refusal(member: zipfile.ZipInfo) -> str | None:
    """Return why a member is not read, if so."""
    name = member.orig_filename
    if _OUTSIDE.search(name):
        return "refused: its name leads outside the archive"
    if name.lower().endswith(_ARCHIVES):
        return "refused: an archive inside an archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "refused: a link inside an archive"
    return "encrypted: unpack it with its password first" if member.flag_bits & _ENCRYPTED else None


def _shown(name: str | Path) -> str:
    return _NOT_SHOWN.sub("\ufffd", str(name))


def _reason(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing" if path.is_symlink() else "no such file or folder"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return _lower(error.strerror or str(error)) if isinstance(error, OSError) else "not a path"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


class _Budget:
    """How many bytes the members of one archive may still unpack to."""

    def __init__(self, left: int) -> None:
        self.left = left


_Opened = tuple[IO[bytes], Callable[[], int] | None]
"""An unpacking stream, and where in the packed bytes it stands if it knows."""


def _open_plain(path: Path) -> _Opened:
    return path.open("rb"), None


def _open_gzip(path: Path) -> _Opened:
    stream = cast("Any", gzip.GzipFile(path))
    return stream, stream.fileobj.tell


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> _Opened:
    stream = archive.open(member)
    share = member.compress_size / max(member.file_size, 1)
    return stream, lambda: int(stream.tell() * share)


class _Unpacked(io.RawIOBase):
    """The bytes of a source, opened when first read, its faults told as OSErrors and its growth bounded."""

    def __init__(
        self, opener: Callable[[], _Opened], packed_size: int, limits: Limits | None, budget: _Budget | None = None
    ) -> None:
        self.name = ""
        self._opener = opener
        self._packed_size = packed_size
        self._limits = limits
        self._budget = budget
        self._opened: _Opened | None = None
        self._given = 0
        self._packed_position = 0

    @property
    def packed_position(self) -> int:
        if self._opened is not None and not self._opened[0].closed:
            position = self._opened[1]
            self._packed_position = self._given if position is None else position()
        return self._packed_position

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go back to the beginning."""
        if (offset, whence) != (0, os.SEEK_SET):
            raise io.UnsupportedOperation("only the beginning can be sought")
        if self._opened is not None:
            self._opened[0].seek(0)
        if self._budget is not None:
            self._budget.left += self._given
        self._given = 0
        return 0

    def readinto(self, buffer: Any, /) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._budget is not None:
            self._budget.left -= len(data)
        self._check_growth()
        return len(data)

    def _read(self, most: int) -> bytes:
        try:
            if self._opened is None:
                self._opened = self._opener()
            # read1 gives what was unpacked before the damage; read would drop it.
            return cast("Any", self._opened[0]).read1(most)
        except EOFError:
            raise OSError(errno.EIO, "the packed file is cut off") from None
        except (zlib.error, gzip.BadGzipFile, zipfile.BadZipFile):
            raise OSError(errno.EIO, "the packed data is damaged") from None
        except (NotImplementedError, RuntimeError, ValueError):
            raise OSError(errno.EIO, "packed in a way that is not supported") from None
        except OSError as error:
            raise OSError(error.errno, _lower(error.strerror or str(error))) from None

    def _check_growth(self) -> None:
        limits = self._limits
        if limits is None:
            return
        if self._given > limits.unpacked:
            raise OSError(errno.EFBIG, f"unpacks to more than {_size(limits.unpacked)}")
        if self._given > max(limits.ratio_from, limits.ratio * self._packed_size):
            raise OSError(errno.EFBIG, f"unpacks to more than {limits.ratio} times its size")
        if self._budget is not None and self._budget.left < 0:
            raise OSError(errno.EFBIG, f"the archive unpacks to more than {_size(limits.archive)}")

    def close(self) -> None:
        if self._opened is not None:
            self._packed_position = self.packed_position
            self._opened[0].close()
        super().close()


def _size(count: int) -> str:
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "KB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
