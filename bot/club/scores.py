"""Scores as members write and read them, in half stars or in points; kept as whole numbers from 1 to 10. Pure rules."""

import re
from collections.abc import Mapping
from typing import Literal

from bot.errors import UserError

Scale = Literal["stars", "points"]
"""How a server writes scores: half stars from ½ to 5, or points from 1 to 10."""

LOWEST, HIGHEST = 1, 10
"""The scores that are kept, in half stars or in points."""

_STARS = 5
_OUT_OF: Mapping[Scale, int] = {"stars": _STARS, "points": HIGHEST}
_LONGEST = 40
_SHOWN = 20
_DOWN = range(HIGHEST, LOWEST - 1, -1)
_UNFINISHED = " .,/"
"""What may stand at the end of a score that is still being typed."""

# Each kind of writing that is clear, with the value of one unit in what is kept. What a bare number means is the
# server's to say: a `9` is nine of ten where scores are points, and nothing where they are stars.
_NUMBER = r"(?P<whole>[0-9]{0,2})(?: ?(?P<half>½)|[.,](?P<part>[0-9]{1,2}))?"
_BARE: Mapping[Scale, int] = {"stars": 2, "points": 1}
_MARKED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(_NUMBER + r" ?(?:★|stars?)"), 2),  # 4.5★  4 stars
    (re.compile(_NUMBER + r" ?/ ?5"), 2),  # 4.5/5
    (re.compile(_NUMBER + r" ?/ ?10"), 1),  # 9/10
    (re.compile(_NUMBER + r" ?(?:points?|pts?)"), 1),  # 9 points
)
_BARE_OF_TEN = re.compile(r"[6-9]|10")
_PLAIN = re.compile(_NUMBER)  # 4.5  4,5  4½  4 ½  ½
_DRAWN = re.compile(r"(?P<full>★{0,5})(?P<half>½?)(?P<empty>☆{0,5})")  # ★★★½  ★★★☆☆

_REFUSALS: Mapping[Scale, str] = {
    "stars": "Scores here go from ½ to 5 stars in half stars: 3, 4.5 or ★★★★½. Out of ten, write 9/10.",
    "points": "Scores here go from 1 to 10 in whole points: 7 or 7/10. In stars, write 3.5/5 or ★★★½.",
}


def parse_score(typed: str, scale: Scale = "stars") -> int:
    """Return the score, 1 to 10, that is meant by what a member typed in a server with this scale.

    Raises:
        UserError: it is out of range, falls between two scores, or is no score; the text names the range.
    """
    text = " ".join(typed.casefold().replace("⭐", "★").replace("\ufe0f", "").split())
    score = _score(text, scale) if len(text) <= _LONGEST else None
    if score is None or not LOWEST <= score <= HIGHEST:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        refusal = _REFUSALS[scale]
        raise UserError(f"I cannot take “{shown}” as a score. {refusal}" if shown else refusal)
    return int(score)


def offered_scores(typed: str, scale: Scale) -> dict[str, str]:
    """Return what is offered while a score is typed: what each choice is called, with a text that `parse_score` reads.

    That is every score where nothing is typed, else the one that is meant and its neighbours. A bare number from 6 to
    10 is no score in stars, and is offered as what it is out of ten. Of what cannot be read nothing is offered, since
    who goes on would write a score they never meant.
    """
    text = typed.strip().rstrip(_UNFINISHED)
    if not text:
        return {} if typed.strip() else {score_label(score, scale): score_label(score, scale) for score in _DOWN}
    try:
        meant = parse_score(text, scale)
    except UserError:
        return _out_of_ten(text) if scale == "stars" else {}
    near = sorted((score for score in _DOWN if abs(score - meant) <= 1), key=lambda score: score != meant)
    return {score_label(score, scale): score_label(score, scale) for score in near}


def stars(score: int) -> str:
    """Return a score of 1 to 10 in stars, such as `★★★★½`."""
    return "★" * (score // 2) + "½" * (score % 2)


def score_label(score: int, scale: Scale) -> str:
    """Return a score of 1 to 10 in short, such as `★★★★½` or `9/10`."""
    return stars(score) if scale == "stars" else f"{score}/{HIGHEST}"


def score_phrase(score: int, scale: Scale) -> str:
    """Return a score of 1 to 10 with its number as members write it, such as `★★★★½ (4.5 of 5)` or `9 of 10`."""
    number = f"{score / _BARE[scale]:g} of {_OUT_OF[scale]}"
    return f"{stars(score)} ({number})" if scale == "stars" else number


def mean_phrase(mean: float, scale: Scale) -> str:
    """Return a mean of scores of 1 to 10 with what it is out of, such as `4.13 of 5` or `8.00 of 10`."""
    return f"{mean_number(mean, scale)} of {_OUT_OF[scale]}"


def mean_number(mean: float, scale: Scale) -> str:
    """Return a mean, median or spread of scores of 1 to 10 as a bare number with two decimals, such as `4.00`.

    It has them where they are zeros too: of numbers beside one another, `4` and `3.98` would seem to be out of order.
    """
    return f"{mean / _BARE[scale]:.2f}"


def nearest_score(score: float) -> int:
    """Return the score of 1 to 10 that lies nearest to one that may be of 0 to 10 and have decimals; halves go up."""
    return min(max(int(score + 0.5), LOWEST), HIGHEST)


def _out_of_ten(text: str) -> dict[str, str]:
    """Return a bare number that is too high for stars as the score it is out of ten, or nothing where it is none."""
    if not _BARE_OF_TEN.fullmatch(text):
        return {}
    written = f"{text}/{HIGHEST}"
    return {f"{stars(int(text))} ({written})": written}


def _score(text: str, scale: Scale) -> float | None:
    """Return the score that is written, whole and in range or not, or None where that is not clear."""
    if drawn := _DRAWN.fullmatch(text):
        full, half, empty = (len(drawn[part]) for part in ("full", "half", "empty"))
        if full or empty:
            fills_the_row = full + half + empty == _STARS
            return 2 * full + half if not empty or fills_the_row else None
    for pattern, unit in (*_MARKED, (_PLAIN, _BARE[scale])):
        if written := pattern.fullmatch(text):
            value = _value(written)
            return None if value is None or value * unit % 1 else value * unit
    return None


def _value(written: re.Match[str]) -> float | None:
    if not any(written[part] for part in ("whole", "half", "part")):
        return None
    return int(written["whole"] or 0) + (0.5 if written["half"] else float(f"0.{written['part'] or 0}"))
