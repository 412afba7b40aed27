"""Pictures of ratings, and the same numbers in words for who cannot see them.

Drawn at twice their size and halved, which smooths every edge, in the only font that comes with Pillow. That font has
no `½`, so it is drawn here as a fraction.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.club.figures import mean_score
from bot.club.scores import HIGHEST, LOWEST, Scale, mean_number, mean_phrase
from bot.ui import facts, theme

SIZE = (1_100, 560)
"""Pixels across and down: twice what a card shows on a large screen, three times what it shows on a phone."""

_KEPT = 256
_OVER = 2
"""How many times larger than `SIZE` everything is drawn."""

_Colour = tuple[int, int, int]

_GROUND: _Colour = (0x1E, 0x1F, 0x24)
_HOLLOW: _Colour = (0x3A, 0x3C, 0x44)
_LABEL: _Colour = (0xF2, 0xF3, 0xF5)
_FAINT: _Colour = (0xA6, 0xAA, 0xB3)
_BAR: _Colour = theme.CARD.to_rgb()

_MARGIN = 40
_TOP, _FLOOR = 150, 464
"""Where the tallest bar ends and where all of them stand."""
_PILL = (28, 80)
_BAR_SHARE = 0.72
_ROUND = 10
_STUB = 6
_LEAST_BAR = 10
_LEAST_PEAK = 4
"""Below this many ratings of one score no bar is at the top, so that a single rating does not look like a crowd."""

_AXIS_TEXT, _PILL_TEXT, _EMPTY_TEXT = 40, 34, 44
_COUNT_TEXT, _LONG_COUNT_TEXT = 36, 31
_LONG_COUNT = 1_000
_IN_FULL = 10_000
_COUNT_ROOM = 50
"""Room above a bar for its count."""


@lru_cache(maxsize=_KEPT)
def histogram(counts: tuple[int, ...], scale: Scale) -> bytes:
    """Return a PNG of how often each score of 1 to 10 was given, with a mark at the mean.

    It takes some tens of milliseconds unless it was drawn before, so it is no work for the event loop.
    """
    picture = Image.new("RGB", (SIZE[0] * _OVER, SIZE[1] * _OVER), _GROUND)
    draw = ImageDraw.Draw(picture)
    tops = _bar_tops(counts)
    mean = mean_score(counts)
    if mean is None:
        _write(draw, SIZE[0] / 2, (_TOP + _FLOOR) / 2, "No ratings yet", _EMPTY_TEXT, _FAINT)
    else:
        _mark_mean(draw, mean, tops, scale)
    size = _COUNT_TEXT if max(counts) < _LONG_COUNT else _LONG_COUNT_TEXT
    for score, (count, top) in enumerate(zip(counts, tops, strict=True), LOWEST):
        _draw_bar(draw, score, count, top, size)
        _draw_score(draw, score, scale)
    file = BytesIO()
    # Few colours are in it, and a palette makes a quarter of the bytes.
    picture.reduce(_OVER).quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def histogram_words(counts: tuple[int, ...], scale: Scale) -> str:
    """Return every number that the picture shows as a text, the highest score first."""
    mean = mean_score(counts)
    if mean is None:
        return "No ratings yet."
    head = f"{facts.count(sum(counts), 'rating')}, on average {mean_phrase(mean, scale)}."
    scores = ", ".join(f"{_in_words(score, scale)}: {counts[score - LOWEST]:,}" for score in _downwards())
    return theme.clip(f"{head} {scores}.", theme.ALT_TEXT)


def _downwards() -> range:
    return range(HIGHEST, LOWEST - 1, -1)


def _in_words(score: int, scale: Scale) -> str:
    if scale == "points":
        return facts.count(score, "point")
    whole, half = divmod(score, 2)
    number = f"{whole or ''}{'½' if half else ''}"
    return f"{number} {'star' if score <= 2 else 'stars'}"  # noqa: PLR2004 - half a star and one star


def _column(score: float) -> float:
    """Return the middle of a score's column, where a mean may fall between two."""
    return _MARGIN + (score - LOWEST + 0.5) * _column_width()


def _column_width() -> float:
    return (SIZE[0] - 2 * _MARGIN) / (HIGHEST - LOWEST + 1)


def _bar_tops(counts: tuple[int, ...]) -> list[float]:
    peak = max(_LEAST_PEAK, *counts)
    heights = [max(count / peak * (_FLOOR - _TOP), _LEAST_BAR) if count else _STUB for count in counts]
    return [_FLOOR - height for height in heights]


def _draw_bar(draw: ImageDraw.ImageDraw, score: int, count: int, top: float, size: float) -> None:
    half = _column_width() * _BAR_SHARE / 2
    middle = _column(score)
    corner = min(_ROUND, (_FLOOR - top) / 2)
    _box(draw, (middle - half, top, middle + half, _FLOOR), corner, _BAR if count else _HOLLOW)
    if count:
        text = f"{count:,}" if count < _IN_FULL else _in_short(count)
        _write(draw, middle, top - _COUNT_ROOM / 2 - 4, text, size, _LABEL, edge=8)


def _in_short(count: int) -> str:
    for unit, name in ((1_000_000, "M"), (1_000, "k")):
        if count >= unit:
            return f"{min(count / unit, 999):.3g}{name}"
    return str(count)


def _draw_score(draw: ImageDraw.ImageDraw, score: int, scale: Scale) -> None:
    middle, down = _column(score), _FLOOR + 48
    if scale == "points":
        _write(draw, middle, down, str(score), _AXIS_TEXT, _LABEL)
        return
    whole, half = divmod(score, 2)
    if not half:
        _write(draw, middle, down, str(whole), _AXIS_TEXT, _LABEL)
        return
    if whole:
        _write(draw, middle - 14, down, str(whole), _AXIS_TEXT, _FAINT)
        middle += 16
    _draw_half(draw, middle, down)


def _draw_half(draw: ImageDraw.ImageDraw, middle: float, down: float) -> None:
    size = _AXIS_TEXT * 0.58
    _write(draw, middle - 9, down - 8, "1", size, _FAINT)
    _write(draw, middle + 10, down + 9, "2", size, _FAINT)
    line = [(middle - 9, down + 15), (middle + 9, down - 15)]
    draw.line([(x * _OVER, y * _OVER) for x, y in line], _FAINT, width=round(2.5 * _OVER))


def _mark_mean(draw: ImageDraw.ImageDraw, mean: float, tops: list[float], scale: Scale) -> None:
    """Draw a pill that names the mean, and a thin line down from it to what stands there."""
    text = f"mean {mean_number(mean, scale)}"
    width = _font(_PILL_TEXT).getlength(text) / _OVER + 44
    at = _column(mean)
    left = min(max(at - width / 2, _MARGIN), SIZE[0] - _MARGIN - width)
    under = tops[round(mean) - LOWEST]
    end = under if under == _FLOOR - _STUB else under - _COUNT_ROOM
    _box(draw, (at - 1.5, _PILL[1], at + 1.5, end), 0, _FAINT)
    _box(draw, (left, _PILL[0], left + width, _PILL[1]), (_PILL[1] - _PILL[0]) / 2, _LABEL)
    _write(draw, left + width / 2, sum(_PILL) / 2, text, _PILL_TEXT, _GROUND)


def _box(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], corner: float, colour: _Colour) -> None:
    left, top, right, bottom = (round(edge * _OVER) for edge in box)
    draw.rounded_rectangle((left, top, right - 1, bottom - 1), corner * _OVER, colour)


def _write(
    draw: ImageDraw.ImageDraw, middle: float, down: float, text: str, size: float, colour: _Colour, edge: int = 0
) -> None:
    """Write a text around a point, with an edge in the ground's colour where something may be behind it."""
    place = (middle * _OVER, down * _OVER)
    draw.text(place, text, colour, _font(size), anchor="mm", stroke_width=edge * _OVER, stroke_fill=_GROUND)


@lru_cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size * _OVER)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
