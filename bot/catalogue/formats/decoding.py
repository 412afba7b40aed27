"""Bytes to text, streaming: the encodings and line ends that records come in.

The encoding is UTF-8, with or without a byte-order mark, or UTF-16 by its mark. A line that is not valid UTF-8 is read
as Windows-1252. Deciding line by line needs one pass and a bounded memory, and comes out the same as deciding for the
whole file: all before the first foreign letter is ASCII, which both share, and a line of Windows-1252 that happens to
be valid UTF-8 is next to unheard of. Where a file is UTF-8 with one damaged line, only that line suffers.
"""

import codecs
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Reject

LONGEST_RECORD = 32 * 2**20
"""The longest single record, in characters; what is longer is rejected by its line."""

FOREIGN = "not valid UTF-8; read as Windows-1252"

_BLOCK = 2**18
_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MEGABYTE = 2**20
_FIRST_SMALL_LETTER = "ß".encode("cp1252")


class Text:
    r"""The text of a byte stream, as blocks or as lines, with `\n` for each of `\n`, `\r\n` and `\r`.

    No other character ends a line, U+0085 and U+2028 neither. What is odd waits in `events`, which a reader passes on
    between its records and at the end. `line` is the number of the line last given, from 1. Where the stream breaks off
    (a damaged archive, a failing disk) the text ends, `broken_off` is set and the event says where and why.
    """

    def __init__(self, stream: BinaryIO, longest: int = LONGEST_RECORD) -> None:
        self.line = 0
        self.broken_off = False
        self._stream = stream
        self._longest = longest
        self._events: deque[Reject | Notice] = deque()
        self._line_ends = 0
        self._foreign = False
        self._beyond_ascii = False
        self._fault: str | None = None

    def events(self) -> Iterator[Reject | Notice]:
        """Give what was noticed since the last call, each thing once."""
        while self._events:
            yield self._events.popleft()

    def lines(self, without: re.Pattern[str] | None = None) -> Iterator[str]:
        """Give each line without its end; one that is too long is rejected and comes out empty.

        `without` matches any number of whole lines, which are passed over faster than they are given.
        The piece of a line at which the stream breaks off is left out: nobody knows what it would have said.
        """
        for text in self._whole_lines():
            if without is None:
                for line in text.split("\n"):
                    self.line += 1
                    yield line
                continue
            at, length = 0, len(text) + 1
            while at < length:
                run = without.match(text, at)
                if run is not None and run.end() > at:
                    self.line += text.count("\n", at, run.end())
                    at = run.end()
                end = text.find("\n", at)
                end = length - 1 if end < 0 else end
                self.line += 1
                yield text[at:end]
                at = end + 1

    def _whole_lines(self) -> Iterator[str]:
        """Give many lines at a time, without the end of the last."""
        held: list[str] = []
        length = 0
        for block in self.blocks():
            first, end, rest = block.partition("\n")
            length += len(first)
            if length <= self._longest:
                held.append(first)
            if end:
                yield self._joined(held, length)
                whole, end, last = rest.rpartition("\n")
                if end:
                    yield whole
                held, length = [last], len(last)
        if length and not self.broken_off:
            yield self._joined(held, length)

    def _joined(self, pieces: list[str], length: int) -> str:
        if length <= self._longest:
            return "".join(pieces)
        self._events.append(Reject(self.line + 1, f"a line longer than {self._longest / _MEGABYTE:g} MB"))
        return ""

    def blocks(self) -> Iterator[str]:
        """Give the text in pieces, cut anywhere."""
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        for text in self._decoded():
            if block := newlines.decode(text):
                yield block
                self._line_ends += block.count("\n")
        if rest := newlines.decode("", final=True):
            yield rest
            self._line_ends += 1
        if self._fault is not None:
            self.broken_off = True
            self._events.append(Reject(self._line_ends + 1, self._fault))

    def _decoded(self) -> Iterator[str]:
        pieces = self._pieces()
        head = next(pieces, b"")
        for mark, encoding in _UTF16_MARKS:
            if head.startswith(mark):
                return self._from_utf16(head.removeprefix(mark), pieces, encoding)
        return self._from_utf8(head.removeprefix(codecs.BOM_UTF8), pieces)

    def _pieces(self) -> Iterator[bytes]:
        """Give the bytes in pieces of a block or more, up to the end or to where reading fails."""
        # read1 hands over what could be read before the damage; read would drop it.
        read = getattr(self._stream, "read1", self._stream.read)
        gathered = bytearray()
        try:
            while piece := read(_BLOCK):
                gathered += piece
                if len(gathered) >= _BLOCK:
                    yield bytes(gathered)
                    gathered.clear()
        except OSError as error:
            self._fault = f"reading stopped here: {error.strerror or error}"
        yield bytes(gathered)

    def _from_utf16(self, head: bytes, pieces: Iterator[bytes], encoding: str) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        sound = True
        for final, piece in ((False, head), *((False, piece) for piece in pieces), (True, b"")):
            text = decoder.decode(piece, final)
            if sound and "\ufffd" in text:
                sound = False
                self._notice("damaged UTF-16: some characters could not be read")
            yield text

    def _from_utf8(self, head: bytes, pieces: Iterator[bytes]) -> Iterator[str]:
        held = head
        for piece in pieces:
            end = _safe_cut(held)
            yield self._from_lines(held[:end])
            held = held[end:] + piece
        yield self._from_lines(self._without_cut_character(held))

    def _from_lines(self, data: bytes) -> str:
        """Decode whole lines at once, or, where that fails, each as what it is."""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return "".join(self._from_line(number, line) for number, line in enumerate(data.splitlines(keepends=True)))
        self._beyond_ascii = self._beyond_ascii or not text.isascii()
        return text

    def _from_line(self, number: int, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            if not self._foreign:
                self._foreign = True
                self._notice(FOREIGN, number)
            return line.decode("cp1252", "replace")

    def _without_cut_character(self, data: bytes) -> bytes:
        """Drop the half of a UTF-8 character with which a text breaks off.

        In a text otherwise ASCII a lone last byte may as well be Windows-1252's: it is where it is a small letter.
        """
        try:
            data.decode()
        except UnicodeDecodeError as error:
            sound, half = data[: error.start], data[error.start :]
            is_utf8 = self._beyond_ascii or not sound.isascii() or len(half) > 1 or half < _FIRST_SMALL_LETTER
            if error.reason == "unexpected end of data" and is_utf8:
                self._notice("cut off inside the last character", max(len(sound.splitlines()) - 1, 0))
                return sound
        return data

    def _notice(self, text: str, lines_on: int = 0) -> None:
        self._events.append(Notice(text, self._line_ends + 1 + lines_on))


def _safe_cut(data: bytes) -> int:
    """Return where `data` can be cut: after its last line end, or else before a character that goes on."""
    # A \r at the very end may be half of \r\n.
    end = max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1
    if end:
        return end
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return error.start
    return len(data)
