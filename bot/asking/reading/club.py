"""Questions about what a club does: polls, film nights, watchlists, diaries, who sees the most. Pure rules."""

import re
from dataclasses import replace

from bot.asking.query import ClubAsk, ClubQuery, Query
from bot.asking.reading.conditions import CONDITION_KINDS
from bot.asking.reading.films import meant
from bot.asking.reading.others import number_asked, period_asked
from bot.asking.reading.references import Asked
from bot.asking.wording.club_talk import LIFE, OURS
from bot.asking.wording.intents import RANDOM
from bot.asking.wording.talk import PERIODS, WHAT_ABOUT

_OF_MEMBER: frozenset[ClubAsk] = frozenset({"highest_given", "lowest_given", "seen_count", "watched", "watchlist"})
_OF_FILM: frozenset[ClubAsk] = frozenset({"seen", "unseen"})
_ONE = re.compile(r"(?<!\S)(?:i|my|me|MEMBER)(?!\S)")
_LONG = 6


def life(asked: Asked) -> tuple[Query, ...]:
    """Read `what is the next film night`, `who has seen the most`, `what did we watch last month`."""
    clause, shape = asked.clause, asked.clause.shape
    if any(span.kind in CONDITION_KINDS - {"years"} for span in clause.spans) or RANDOM.search(shape):
        return ()
    for named, pattern in LIFE:
        if not pattern.search(shape):
            continue
        ask: ClubAsk = named  # pyright: ignore[reportAssignmentType] - the table names no other
        films = meant(clause, asked.memory, asked.catalogue) if ask in _OF_FILM else ()
        if bool(films) != (ask in _OF_FILM) or (clause.of("film") and ask not in _OF_FILM):
            continue
        member = clause.of("member")
        ours = ask in _OF_MEMBER and OURS.search(shape) is not None and not _ONE.search(shape)
        member_id = member[0].member if member else None
        return (ClubQuery(ask, films, member_id, period_asked(clause), number_asked(shape), ours),)
    return ()


def follow_up(asked: Asked) -> tuple[Query, ...]:
    """Read `and last year?` after something was asked of the club."""
    clause, last = asked.clause, asked.memory.query
    if not isinstance(last, ClubQuery) or len(clause.words()) > _LONG or clause.of("film") or clause.of("member"):
        return ()
    period = period_asked(clause)
    begins = WHAT_ABOUT.search(clause.shape) or PERIODS.match(clause.shape)
    return (replace(last, period=period),) if begins and period is not None else ()
