"""Polls in words: the rule that is printed when one opens, when it closes, and how its count came out."""

from collections.abc import Mapping
from datetime import datetime

from bot.club.polls.record import Poll
from bot.club.polls.tally import MOST_POINTS, WHOLE_VOTE, Method, Result, Round, Tie
from bot.ui import facts
from bot.ui.markup import inline

LABEL = 80
"""Units of an option's name in a list of up to 25."""

_TIED = 4
"""How many options of a tie are named; the lines below show the votes of all."""
_BAR = 8  # on a phone a score, its bar and its votes stand on one line
_FULL, _EMPTY = "▰", "▱"

_VOTING: Mapping[Method, str] = {
    "approval": "Choose every one you would watch.",
    "single": "Choose one.",
    "score": f"Give each 0 to {MOST_POINTS} points.",
    "ranked": "Put them in your order.",
}
"""What a voter does, in a few words."""
_WINS: Mapping[Method, str] = {
    "approval": "What is chosen most often wins.",
    "single": "The most votes win.",
    "score": "The most points win.",
    "ranked": "The weakest goes out, round by round, until one has more than half.",
}
"""Who wins, in a few words."""
_COUNTED: Mapping[Method, str] = {
    "approval": "Each ballot gives one vote to every choice on it. The choice with the most votes wins.",
    "single": "Each ballot gives one vote to one choice. The choice with the most votes wins.",
    "score": f"Each ballot gives each choice 0 to {MOST_POINTS} points. The choice with the most points wins.",
    "ranked": "Each ballot counts for the choice that it puts first. While no choice has more than half of the votes, "
    "the one with the fewest goes out, and its ballots pass on to their next choice. Choices that nobody has put first "
    "go out together in the first round. A ballot with no choice left is used up.",
}
"""The whole count, in plain words."""
_FIRST_CHOICES_TELL = frozenset({"score", "ranked"})
"""The methods by which options with as many votes may have been put first by more or by fewer."""
_DECIDED = {
    "first choices": "more put it first",
    "earliest nomination": "by its earlier nomination",
    "draw": "by the draw",
}
_BROKEN = {
    "first choices": "more put it first",
    "earliest nomination": "it was nominated earlier",
    "draw": "the draw fell on it",
}
METHODS: Mapping[Method, str] = {
    "approval": "Approval",
    "ranked": "Ranked choice",
    "single": "Single choice",
    "score": "Score",
}


_QUESTION = 150


def poll_name(poll: Poll) -> str:
    """Return a poll's number and question in markdown."""
    return f"**#{poll.id} {inline(poll.question, _QUESTION)}**"


def message_link(poll: Poll) -> str | None:
    """Return the address of a poll's message; None where it has none."""
    if poll.message_id is None:
        return None
    return f"https://discord.com/channels/{poll.guild_id}/{poll.channel_id}/{poll.message_id}"


def way_to(poll: Poll) -> str:
    """Return a link to a poll's message in markdown, which reads well on a phone; empty where it has none."""
    link = message_link(poll)
    return f"[Go to the poll]({link})" if link is not None else ""


def stamp(time: str, style: str = "R") -> str:
    """Return a time of the database as one of Discord's stamps, which each member reads in their own time zone."""
    return f"<t:{int(datetime.fromisoformat(time).timestamp())}:{style}>"


def rule(poll: Poll) -> list[str]:
    """Return how a choice poll is counted in two short lines of markdown: who wins, and what breaks a tie.

    What a voter does is told while it is open.
    """
    assert poll.method is not None
    said: list[str] = []
    if poll.is_open:
        said.append(_VOTING[poll.method])
        if poll.method != "single" and poll.most_choices is not None:
            said.append(f"At most {poll.most_choices} choices each.")
    said.append(_WINS[poll.method])
    breakers = ["more first choices"] if poll.method in _FIRST_CHOICES_TELL else []
    if _nominated(poll):
        breakers.append("the earlier nomination")
    breakers.append(f"a draw (seed {poll.seed})")
    return [" ".join(said), f"Ties: {', then '.join(breakers)}."]


def whole_rule(poll: Poll) -> str:
    """Return how a choice poll is counted in plain words of markdown: all that is needed to count it oneself."""
    assert poll.method is not None
    said = [f"**{METHODS[poll.method]}**  {_COUNTED[poll.method]}"]
    if poll.method != "single" and poll.most_choices is not None:
        said.append(f"A ballot marks {facts.count(poll.most_choices, 'choice')} at most.")
    ties: list[str] = []
    if poll.method in _FIRST_CHOICES_TELL:
        ties.append("to the choice that more ballots put first")
    if _nominated(poll):
        ties.append("to the one nominated earlier")
    ties.append("to a draw")
    said.append(f"**Ties**  A tie goes {', then '.join(ties)}, and is called a tie.")
    said.append(
        f"**The draw**  Its seed, {poll.seed}, was printed when the poll opened, so that nobody can choose who wins: "
        "of those tied wins the lowest SHA-256 of `seed-place`, with the places counted from 0 as they were named."
    )
    if any(option.carry for option in poll.options):
        said.append(
            "**Carried over**  Half votes come from former votes of this night. They are printed beside a choice, stay "
            "with it and count with the rest."
        )
    said.append("`/poll results` counts it anew from the ballots.")
    return "\n".join(said)


def _nominated(poll: Poll) -> bool:
    return any(option.nominated_at for option in poll.options)


def state(poll: Poll) -> str:
    """Return when a poll closes or closed, and what is hidden, in markdown."""
    if not poll.is_open:
        parts = [f"Closed {stamp(poll.closed_at)}"] if poll.closed_at else []
    elif poll.closes_at is None:
        parts = ["Open until someone closes it"]
    else:
        parts = [f"Closes {stamp(poll.closes_at)}, {stamp(poll.closes_at, 'f')}"]
    if poll.sealed and poll.is_open:
        parts.append("sealed: the count is shown at the close")
    if poll.anonymous:
        parts.append("anonymous")
    if poll.voter_role is not None:
        parts.append(f"for <@&{poll.voter_role}>")
    return " · ".join(parts)


def votes(count: int, method: Method | None) -> str:
    """Return a count that is kept in halves in words: `3 votes`, `1½ votes`, `12 points`."""
    whole, half = divmod(count, WHOLE_VOTE)
    number = (f"{whole:,}" if whole or not half else "") + ("½" if half else "")
    unit = "point" if method == "score" else "vote"
    return f"{number} {unit if count <= WHOLE_VOTE and count else unit + 's'}"


def bar(count: int, most: int) -> str:
    """Return a bar of eight parts, full for `most`; what is not nothing has one part at least."""
    filled = min(max(round(_BAR * count / most), 1), _BAR) if count else 0
    return _FULL * filled + _EMPTY * (_BAR - filled)


def name(poll: Poll, position: int, limit: int = LABEL) -> str:
    """Return an option's name in markdown."""
    option = poll.option(position)
    return "(gone)" if option is None else inline(option.label, limit)


def outcome(poll: Poll, result: Result) -> str:
    """Return who won and by what, a tie called a tie, in markdown."""
    if result.winner is None:
        return "Nobody voted, so nothing was chosen."
    winner = name(poll, result.winner)
    if result.tie is not None:
        others = sorted(set(result.tie.options) - {result.winner})
        tied = _listed([name(poll, option) for option in others[:_TIED]])
        if len(others) > _TIED:
            tied = f"{len(others)} others"
        # In a run-off the tie lies in the round before the last, which is a formality.
        count = result.rounds[-2].votes[result.winner] if result.method == "ranked" else result.standings[0].votes
        each = votes(count, result.method)
        return f"**{winner}** wins a tie with {tied}: {each} each, {_DECIDED[result.tie.broken_by]}."
    if result.method == "ranked":
        last = result.rounds[-1]
        standing = votes(sum(last.votes.values()), "ranked").split(" ")[0]
        rounds = f" in round {len(result.rounds)}" if len(result.rounds) > 1 else ""
        return f"**{winner}** wins{rounds}, with {votes(last.votes[result.winner], 'ranked')} of {standing}."
    first = result.standings[0]
    of = f" from {facts.count(result.turnout, 'voter')}" if result.method != "single" else f" of {result.turnout:,}"
    return f"**{winner}** wins, with {votes(first.votes, result.method)}{of}."


def round_line(poll: Poll, number: int, each: Round) -> str:
    """Return one round of a run-off: the votes of those still in, who goes out, and why where that was a tie."""
    ranking = sorted(each.votes.items(), key=lambda item: (-item[1], item[0]))
    counts = ", ".join(f"{name(poll, option, LABEL // 2)} {votes(count, 'ranked')}" for option, count in ranking)
    line = f"**Round {number}**  {counts}"
    if each.exhausted:
        line += f" · {facts.count(each.exhausted, 'ballot')} used up"
    if each.out:
        out = _listed([name(poll, option, LABEL // 2) for option in each.out])
        line += f"\n-# {out} {'goes' if len(each.out) == 1 else 'go'} out{_because(poll, each.tie)}."
    return line


def _because(poll: Poll, tie: Tie | None) -> str:
    if tie is None:
        return ""
    stays = name(poll, tie.options[0], LABEL // 2)
    return f", tied with {stays}, which stays: {_BROKEN[tie.broken_by]}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
