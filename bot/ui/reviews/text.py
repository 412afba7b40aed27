"""Reviews in words: who wrote them, what they say, and the bars before what may give a plot away."""

from collections.abc import Sequence

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.reviewed import StoredReview
from bot.catalogue.reviews.sentences import Span, pages
from bot.club.scores import Scale, score_label
from bot.ui import facts, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import clean, escape, inline, paragraphs, plain
from bot.ui.theme import clip, units

_NAME = 80
_TITLE = 150
_EXCERPT = 320
_READ_FOR_AN_EXCERPT = 4_000
BARS = 5
"""The most units that spoiler bars add to a paragraph."""
_MARKUP = 3
"""How many times as long as what can be read of it a review may be, for its tags and blanks."""
_AFTER_A_NUMBER = frozenset(".)")
_UNITS_OF_ONE = 6
"""The most units that one character takes once escaped and in bold."""

MARKS: dict[Spoiler | None, str] = {
    "none": "Free of spoilers",
    "mild": "Mild spoilers",
    "full": "Full spoilers",
    None: "Not marked for spoilers",
}
"""What is said of each spoiler mark."""

_WHY_BARRED: dict[Spoiler | None, str] = {
    "full": "Tap to read: it gives the plot away",
    None: "Tap to read: nobody has marked it free of spoilers",
}


def barred(text: str) -> str:
    """Return escaped text behind Discord's spoiler bars."""
    gap = " " if text.endswith("|") else ""  # else an escaped bar at the end would count as one of the bars
    return f"||{text}{gap}||"


def barred_block(text: str) -> str:
    """Return escaped text behind bars, each paragraph behind its own, since not every client lets bars span several."""
    return "\n\n".join(barred(paragraph) for paragraph in text.split("\n\n"))


def score_words(review: StoredReview, scale: Scale) -> str:
    """Return ` · 9 / 10`, which no line's end parts, or nothing where no score was given.

    Beside a member's review it is what they rate the film now, on the server's `scale`.
    """
    shown = _score(review, scale)
    return "" if shown is None else f" · {shown}".replace(" / ", "\u00a0/\u00a0")


def _score(review: StoredReview, scale: Scale) -> str | None:
    if review.member_id is not None:
        return None if review.rating is None else score_label(review.rating, scale)
    return None if review.score is None else facts.score(review.score)


def reviewer_name(review: StoredReview) -> str:
    """Return who wrote a review, in bold; of a member of the server also that they are one, and who."""
    name = f"**{inline(review.reviewer, _NAME)}**"
    return name if review.member_id is None else f"{name} (club member <@{review.member_id}>)"


def quotation(passage: str, *, bars: bool) -> str:
    """Return a passage of a review as a quotation."""
    shown = inline(passage)
    return f"> {barred(shown) if bars else shown}"


def is_whole(stored: str, passage: str) -> bool:
    """Tell whether a passage is all that a review says, so that there is no more of it to read."""
    if len(stored) > _MARKUP * len(passage):  # a long one is not worth reading
        return False
    return clean(readable(stored)).split() == clean(passage).split()


def attribution(review: StoredReview, scale: Scale, *, bars: bool) -> str:
    """Return whose words a quotation is, of which film, with the score; and why it stands behind bars where it does."""
    film = film_name(review.title, review.year, _TITLE)
    said = f"{reviewer_name(review)} on **{film}**{score_words(review, scale)}"
    return f"{said}\n-# {_WHY_BARRED[review.spoiler]}" if bars else said


def review_entry(review: StoredReview, scale: Scale, *, bars: bool, names_film: bool) -> str:
    """Return a review as an entry of a list: what members say of it, and its beginning in whole sentences.

    It is headed by its film where `names_film`, else by its reviewer; a member who wrote it is named either way.
    """
    head = f"**{film_name(review.title, review.year, _TITLE)}**" if names_film else reviewer_name(review)
    if names_film and review.member_id is not None:
        head += f" by <@{review.member_id}> (club member)"
    text, goes_on = excerpt(review.text)
    lines = [head + score_words(review, scale), f"-# {_aside(review, goes_on=goes_on, empty=not text)}"]
    if text:
        lines.append(f"> {barred(text) if bars else text}")
    return "\n".join(lines)


def _aside(review: StoredReview, *, goes_on: bool, empty: bool) -> str:
    said = (
        "No words, only a score" if empty and review.score is not None else "No words" if empty else None,
        MARKS[review.spoiler],
        how_many(review.agree, "agree") if review.agree else None,
        how_many(review.disagree, "disagree") if review.disagree else None,
        "goes on" if goes_on else None,
    )
    return " · ".join(part for part in said if part)


def how_many(members: int, verb: str) -> str:
    """Return `1 agrees` or `12 agree`."""
    return f"{members:,} {verb}{'s' if members == 1 else ''}"


def excerpt(stored: str, limit: int = _EXCERPT) -> tuple[str, bool]:
    """Return the beginning of a review in whole sentences, escaped and on one line, and whether it goes on.

    `limit` is in UTF-16 units of the escaped text; only a sentence longer than that is cut, at a word.
    """
    parts = review_pages(stored[:_READ_FOR_AN_EXCERPT], limit)
    if not parts:
        return "", False
    return inline(parts[0]), len(parts) > 1 or len(stored) > _READ_FOR_AN_EXCERPT


def review_pages(stored: str, limit: int, *, bars: bool = False) -> tuple[str, ...]:
    """Return a whole review in pages of whole sentences, each within `limit` units once escaped.

    With `bars`, they also fit once each paragraph stands behind bars, as `barred_block` puts them.
    """
    text = paragraphs(readable(stored))
    return pages(text, limit - BARS, _barred_units) if bars else pages(text, limit, _escaped_units)


def _escaped_units(text: str) -> int:
    """Return the most units that a piece of a text takes once escaped, whatever stands before and after it."""
    number_ends = text in _AFTER_A_NUMBER  # a list's `1.` whose number is so long that it was parted from its stop
    return units(escape(f"{text} ")) - 1 + text.count("@") + number_ends


def _barred_units(text: str) -> int:
    return _escaped_units(text) + BARS * text.count("\n\n")


def whole_heading(review: StoredReview, scale: Scale) -> str:
    """Return what stands above a whole review: who wrote it of which film, their score and its mark."""
    film = film_name(review.title, review.year, _TITLE)
    return f"### {film}\n{reviewer_name(review)}{score_words(review, scale)}\n-# {MARKS[review.spoiler]}"


def review_option(review: StoredReview, scale: Scale, *, names_film: bool) -> tuple[str, str]:
    """Return the label and the description of a review as an option of a select; neither gives anything away."""
    label = plain(review.film_label if names_film else review.reviewer, theme.OPTION_LABEL)
    said = ("Club member" if review.member_id is not None else None, _score(review, scale), MARKS[review.spoiler])
    return label, " · ".join(part for part in said if part)


def highlighted(sentence: str, spans: Sequence[Span], limit: int | None = None) -> str:
    """Return a sentence escaped and on one line, with the stretches in `spans` in bold, within `limit` units if given.

    It is cut before it is escaped, so that no escape and no bold stretch is left open.
    """
    shown = _highlighted(sentence, spans)
    if limit is None:
        return shown
    room = min(units(sentence), limit + 1)
    while (over := units(shown) - limit) > 0 and room > 0:
        room -= over // _UNITS_OF_ONE + 1
        cut = clip(sentence, room)
        end = len(cut) - 1
        shown = _highlighted(cut, [Span(span.start, min(span.end, end)) for span in spans if span.start < end])
    return shown


def _highlighted(sentence: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    place = 0
    for span in spans:
        before, match = sentence[place : span.start], sentence[span.start : span.end]
        pieces.append(escape(_on_one_line(before)))
        pieces.append(f"**{escape(_on_one_line(match))}**" if clean(match) else "")
        place = span.end
    pieces.append(escape(_on_one_line(sentence[place:])))
    return "".join(pieces).strip()


def _on_one_line(text: str) -> str:
    """Return a piece of a longer text cleaned and on one line, the blanks at its ends kept."""
    line = " ".join(clean(text).split())
    before = " " if text[:1].isspace() else ""
    after = " " if line and text[-1:].isspace() else ""
    return before + line + after
