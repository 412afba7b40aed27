"""Scores as members write and read them: half stars from ½ to 5, kept as whole numbers from 1 to 10. Pure rules."""

import re

from bot.errors import UserError

LOWEST, HIGHEST = 1, 10
"""The scores that are kept, in half stars."""

_STARS = 5
_LONGEST = 40
_SHOWN = 20

# Each kind of writing that is clear, with the value of one unit in half stars. A bare `9` is none of them: it may mean
# nine of ten.
_NUMBER = r"(?P<whole>[0-9]{0,2})(?: ?(?P<half>½)|[.,](?P<part>[0-9]{1,2}))?"
_WRITTEN: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(_NUMBER), 2),  # 4.5  4,5  4½  4 ½  ½
    (re.compile(_NUMBER + r" ?(?:★|stars?)"), 2),  # 4.5★  4 stars
    (re.compile(_NUMBER + r" ?/ ?5"), 2),  # 4.5/5
    (re.compile(_NUMBER + r" ?/ ?10"), 1),  # 9/10
)
_DRAWN = re.compile(r"(?P<full>★{0,5})(?P<half>½?)(?P<empty>☆{0,5})")  # ★★★½  ★★★☆☆

_REFUSAL = "Scores go from ½ to 5 stars in half stars: 3, 4.5 or ★★★★½. Out of ten, write 9/10."


def parse_score(typed: str) -> int:
    """Return the score, 1 to 10, that is meant by what a member typed.

    Raises:
        UserError: it is out of range, falls between two half stars, or is no score; the text names the range.
    """
    text = " ".join(typed.casefold().replace("⭐", "★").replace("\ufe0f", "").split())
    score = _score(text) if len(text) <= _LONGEST else None
    if score is None or not LOWEST <= score <= HIGHEST:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise UserError(f"I cannot take “{shown}” as a score. {_REFUSAL}" if shown else _REFUSAL)
    return int(score)


def stars(score: int) -> str:
    """Return a score of 1 to 10 as it is shown, such as `★★★★½`."""
    return "★" * (score // 2) + "½" * (score % 2)


def _score(text: str) -> float | None:
    """Return the half stars that are written, whole and in range or not, or None where that is not clear."""
    if drawn := _DRAWN.fullmatch(text):
        full, half, empty = (len(drawn[part]) for part in ("full", "half", "empty"))
        fills_the_row = full + half + empty == _STARS
        return 2 * full + half if not empty or fills_the_row else None
    for pattern, unit in _WRITTEN:
        if written := pattern.fullmatch(text):
            value = _value(written)
            return None if value is None or value * unit % 1 else value * unit
    return None


def _value(written: re.Match[str]) -> float | None:
    if not any(written[part] for part in ("whole", "half", "part")):
        return None
    return int(written["whole"] or 0) + (0.5 if written["half"] else float(f"0.{written['part'] or 0}"))
