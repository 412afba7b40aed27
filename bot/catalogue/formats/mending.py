"""Rows that a line break without quotes has cut in two, put together again."""

from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.headed import Found, Row, unfitted_rows

_MOST_PIECES = 10

_Piece = tuple[int, list[str]]
"""Cells and the line they begin at."""


def mended_rows(stream: BinaryIO, found: Found) -> Iterator[Row | Reject | Notice]:
    """Give the rows below the headings; too short ones that follow each other and fit together as one row.

    The cell in which the line broke has a part in both: `a,b,one` and `two,d` are `a`, `b`, `one two` and `d`.
    """
    width = len(found.headings)
    waiting: list[_Piece] = []
    for line, row in unfitted_rows(stream, found):
        if not isinstance(row, list):
            yield row
        elif len(row) < width:
            waiting.append((line, row))
            yield from _mended(waiting, found)
        else:
            yield from (_unfit(piece, width) for piece in waiting)
            waiting.clear()
            yield _row(line, row, found) if len(row) == width else _unfit((line, row), width)
    yield from (_unfit(piece, width) for piece in waiting)


def _mended(waiting: list[_Piece], found: Found) -> Iterator[Row | Reject | Notice]:
    """Give the row that the waiting pieces make, if they do, and take out the first where it cannot be of one."""
    width = len(found.headings)
    while len(cells := _together(waiting)) > width or len(waiting) > _MOST_PIECES:
        yield _unfit(waiting.pop(0), width)
    if len(cells) == width:
        line = waiting[0][0]
        yield Notice(f"a row cut into {len(waiting)} by line breaks without quotes; put together", line)
        yield _row(line, cells, found)
        waiting.clear()


def _row(line: int, cells: list[str], found: Found) -> Row:
    return Row(line, dict(zip(found.headings, cells, strict=True)))


def _together(pieces: list[_Piece]) -> list[str]:
    cells = list(pieces[0][1])
    for _, piece in pieces[1:]:
        cells[-1] += f"\n{piece[0]}"
        cells += piece[1:]
    return cells


def _unfit(piece: _Piece, width: int) -> Reject:
    line, row = piece
    return Reject(line, f"{len(row)} cells under {width} headings")
