"""Polls as records, different only where a test says so."""

from typing import Any

from bot.club.polls.record import Ballot, Poll, PollOption, Turnout
from bot.club.polls.tally import Marks

WHEN = "2024-01-01T00:00:00Z"


def make_poll(**facts: Any) -> Poll:
    """Return an open rating poll."""
    known: dict[str, Any] = {
        "id": 1,
        "guild_id": 5,
        "kind": "rating",
        "method": None,
        "question": "Salt Road (1999)",
        "film_id": 2,
        "channel_id": 9,
        "message_id": None,
        "created_by": 1,
        "created_at": WHEN,
        "closes_at": None,
        "closed_at": None,
        "announced_at": None,
        "sealed": False,
        "anonymous": False,
        "voter_role": None,
        "most_choices": None,
        "offers_review": False,
        "seed": 20240229,
        "options": (),
    }
    return Poll(**{**known, **facts})


def make_choice(*options: PollOption | str, **facts: Any) -> Poll:
    """Return an open choice poll by approval."""
    named = tuple(PollOption(place, it) if isinstance(it, str) else it for place, it in enumerate(options))
    return make_poll(**{"kind": "choice", "method": "approval", "question": "What next?", "options": named, **facts})


def make_turnout(poll: Poll, *ballots: Marks, hidden: frozenset[int] = frozenset()) -> Turnout:
    """Return a poll with ballots of members 1, 2 and so on."""
    return Turnout(poll, tuple(Ballot(member, marks, WHEN) for member, marks in enumerate(ballots, 1)), hidden)
