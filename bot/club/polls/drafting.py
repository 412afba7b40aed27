"""A choice poll before it opens: what its maker typed, what that was found to be, and whether it can be held. Pure."""

from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.club.deadlines import parse_closing
from bot.club.polls.record import FEWEST_OPTIONS, MOST_OPTIONS, PollDraft, PollOption
from bot.club.polls.tally import Method
from bot.errors import UserError

MOST_NAMES = 50
"""How many names of one text are looked for; the rest are counted and left out."""

QUESTION = "What shall we watch?"
"""What is asked where nothing readable is."""

_PARTING = ";"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to vote for: a film of the catalogue, or a text as it was written.

    `full` is a longer label, which stands where another choice has the same one.
    """

    label: str
    film_id: int | None = None
    full: str = ""

    @property
    def identity(self) -> int | str:
        """What makes it the same choice as another."""
        return self.film_id or self.label.casefold()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may be several films, which its maker has to say."""

    typed: str
    film_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no film was found for, with the labels of the nearest."""

    typed: str
    suggestions: tuple[str, ...] = ()


class ChoiceList:
    """What there will be to vote for, and the names that have found no place in it yet.

    A choice named twice stands once. Those beyond the 25 that a poll takes wait until one is taken out.
    """

    def __init__(self) -> None:
        self._named: list[Choice] = []
        self._repeated: dict[int | str, Choice] = {}
        self.doubts: list[Doubt] = []
        """What its maker is still to be asked, the next one first."""
        self.unknown: list[Unknown] = []

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the poll would open with."""
        chosen = self._named[:MOST_OPTIONS]
        times = Counter(choice.label for choice in chosen)
        return tuple(
            replace(choice, label=choice.full) if times[choice.label] > 1 and choice.full else choice
            for choice in chosen
        )

    @property
    def waiting(self) -> tuple[Choice, ...]:
        """What a poll has no room for."""
        return tuple(self._named[MOST_OPTIONS:])

    @property
    def repeated(self) -> tuple[Choice, ...]:
        """What was named more than once."""
        return tuple(self._repeated.values())

    @property
    def film_ids(self) -> frozenset[int]:
        """The films among the choices."""
        return frozenset(choice.film_id for choice in self._named if choice.film_id is not None)

    def add(self, choice: Choice) -> None:
        """Take in a choice, once."""
        if any(named.identity == choice.identity for named in self._named):
            self._repeated[choice.identity] = choice
        else:
            self._named.append(choice)

    def doubt(self, doubt: Doubt) -> None:
        """Have its maker asked about a name, once however often it was typed."""
        if doubt.film_ids not in [known.film_ids for known in self.doubts]:
            self.doubts.append(doubt)

    def miss(self, unknown: Unknown) -> None:
        """Note a name that no film was found for, once however often it was typed."""
        if unknown.typed.casefold() not in [known.typed.casefold() for known in self.unknown]:
            self.unknown.append(unknown)

    def answer(self, doubt: Doubt, choice: Choice | None) -> None:
        """Take the answer to a doubt; None says that it is none of those films. A second answer changes nothing."""
        if doubt not in self.doubts:
            return
        self.doubts.remove(doubt)
        if choice is not None:
            self.add(choice)
        else:
            self.miss(Unknown(doubt.typed))

    def take_out(self, choices: Iterable[Choice]) -> None:
        """Take choices out; those that waited move up."""
        gone = {choice.identity for choice in choices}
        self._named = [named for named in self._named if named.identity not in gone]
        for identity in gone:
            self._repeated.pop(identity, None)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a poll is to be held, as its maker has it so far; `closes` and `most` are as they were typed."""

    question: str
    method: Method = "approval"
    closes: str = ""
    most: str = ""
    sealed: bool = False
    anonymous: bool = False
    voter_role: int | None = None


def names_in(text: str) -> list[str]:
    """Return the names of a text that parts them by `;` or lines, without blank ones."""
    parts = text.replace("\n", _PARTING).split(_PARTING)
    return [name for part in parts if (name := " ".join(part.split()))]


def last_name(text: str) -> tuple[str, str]:
    """Return what is typed before the name that is being typed, and that name."""
    before, parting, last = text.rpartition(_PARTING)
    return (f"{before.rstrip()}{parting} " if parting else ""), last.strip()


def completed(before: str, labels: Iterable[str], longest: int) -> list[str]:
    """Return the typed text with its last name completed by each label, where all of it is at most `longest` long.

    Labels that hold what parts names are left out, and so are those that stand in `before` already.
    """
    there = {name.casefold() for name in names_in(before)}
    texts = (before + label for label in labels if _PARTING not in label and label.casefold() not in there)
    return [text for text in texts if len(text.encode("utf-16-le")) // 2 <= longest]


def most_choices(terms: Terms, choices: int) -> int | None:
    """Return how many of so many choices a ballot may mark; None where that is all of them, or the method says it.

    Raises:
        UserError: what was typed is no number from 1 to the number of choices.
    """
    typed = terms.most.strip()
    if not typed or terms.method == "single":
        return None
    try:
        most = int(typed)
    except ValueError:
        most = 0
    if not 1 <= most <= choices:
        shown = typed if len(typed) <= _SHOWN else typed[: _SHOWN - 1] + "…"
        raise UserError(
            f"I cannot take “{shown}” as the most choices each: 1 to {choices} is possible here, or nothing."
        )
    return most if most < choices else None


def hindrances(listed: ChoiceList, terms: Terms, now: datetime, zone: tzinfo) -> list[str]:
    """Return what keeps a poll from opening as it is, each a whole sentence."""
    found: list[str] = []
    choices, missing = len(listed.choices), FEWEST_OPTIONS - len(listed.choices)
    if listed.doubts:
        found.append("Say first which film you mean.")
    elif missing > 0:
        found.append(f"A poll needs two choices at least: add {'one more' if missing == 1 else 'some'}.")
    else:
        with collected(found):
            most_choices(terms, choices)
    with collected(found):
        parse_closing(terms.closes, now, zone)
    return found


@contextmanager
def collected(sentences: list[str]) -> Generator[None]:
    """Add what a `UserError` says to the sentences, and go on."""
    try:
        yield
    except UserError as error:
        sentences.append(str(error))


def make_draft(listed: ChoiceList, terms: Terms, *, channel_id: int, now: datetime, zone: tzinfo) -> PollDraft:
    """Return the poll as it is to be opened.

    Raises:
        UserError: something keeps it from opening; the text is the first of its `hindrances`.
    """
    for hindrance in hindrances(listed, terms, now, zone):
        raise UserError(hindrance)
    return PollDraft(
        kind="choice",
        question=terms.question,
        channel_id=channel_id,
        method=terms.method,
        options=tuple(
            PollOption(position, choice.label, choice.film_id) for position, choice in enumerate(listed.choices)
        ),
        closes_at=parse_closing(terms.closes, now, zone),
        sealed=terms.sealed,
        anonymous=terms.anonymous,
        voter_role=terms.voter_role,
        most_choices=most_choices(terms, len(listed.choices)),
    )
