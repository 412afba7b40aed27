"""Which ballots a poll takes: pure rules."""

from bot.club.polls.record import Poll, PollClosedError, PollError
from bot.club.polls.tally import MOST_POINTS, Marks

_CLOSED = "This poll is closed, so your vote was not counted. /poll results shows how it ended."
_RATE = " /rate still rates the film."


def check_time(poll: Poll, clicked_at: str) -> None:
    """Refuse a vote clicked after the poll's time, which is told by when Discord says it was clicked.

    Raises:
        PollClosedError: it came too late.
    """
    if not poll.is_open or (poll.closes_at is not None and clicked_at > poll.closes_at):
        raise PollClosedError(_CLOSED + (_RATE if poll.kind == "rating" else ""))


def check_marks(poll: Poll, marks: Marks) -> None:
    """Refuse marks that are not a ballot of this poll; none at all take a ballot back.

    Raises:
        PollError: an option is not there or was taken out, there are too many, or a value has no meaning here.
    """
    open_options = {candidate.option for candidate in poll.candidates}
    chosen = [option for option, _ in marks]
    if not open_options.issuperset(chosen):
        raise PollError("One of those choices has been taken out of the poll. Please vote again.")
    if len(set(chosen)) != len(chosen) or not _values_fit(poll, [value for _, value in marks]):
        raise PollError("That is not a vote this poll can count. Please vote again from its message.")
    if len(chosen) > (most := most_choices(poll)):
        raise PollError(f"Choose at most {most} here." if most > 1 else "Choose just one here.")


def most_choices(poll: Poll) -> int:
    """Return how many options a ballot may mark."""
    if poll.method == "single":
        return 1
    return min(poll.most_choices or len(poll.options), max(len(poll.candidates), 1))


def _values_fit(poll: Poll, values: list[int]) -> bool:
    if poll.method == "ranked":
        return sorted(values) == list(range(1, len(values) + 1))
    if poll.method == "score":
        return all(0 <= value <= MOST_POINTS for value in values) and (not values or any(values))
    return all(value == 1 for value in values)
