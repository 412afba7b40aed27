"""What is kept of a member: every table with a column that names one, and what becomes of it once they want it gone.

A test walks the schema and fails where a column that names a member is missing here, so no later table is forgotten.
"""

import sqlite3
from dataclasses import dataclass
from typing import Literal

Fate = Literal["deleted", "unnamed", "counted"]
"""What becomes of a row: it goes; it is the server's as well and stays without the member's id; or it is a vote,
which goes where the poll is open, and stays nameless for the totals of a past one."""

NOBODY = 0
"""Stands where a member who was forgotten stood; no Discord user has this id."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows that name a member: the column with their id, the one with the time, and the words for one and several.

    Where the two are the same there is one at the most, and it is not counted.

    `guild` is the server whose rows they are, in SQL.
    """

    table: str
    member: str
    dated: str | None
    one: str
    several: str
    fate: Fate = "deleted"
    guild: str = "guild_id"


_POLL = "(SELECT guild_id FROM polls WHERE polls.id = poll_id)"
_CHOICE_POLL = "(SELECT guild_id FROM polls WHERE polls.id = poll_id AND kind = 'choice')"
_RATING_POLL = "(SELECT guild_id FROM polls WHERE polls.id = poll_id AND kind = 'rating')"

KEPT = (
    Kept("ratings", "member_id", "rated_at", "rating", "ratings"),
    Kept("watches", "member_id", "logged_at", "diary entry", "diary entries"),
    Kept("watchlist", "member_id", "added_at", "film on your watchlist", "films on your watchlist"),
    Kept("reviews", "member_id", "written_at", "review", "reviews"),
    Kept("review_votes", "member_id", "voted_at", "vote on a review", "votes on reviews"),
    Kept("ballots", "member_id", "cast_at", "vote in a poll", "votes in polls", "counted", _CHOICE_POLL),
    Kept(
        *("ballots", "member_id", "cast_at", "rating counted in a poll", "ratings counted in polls", "counted"),
        guild=_RATING_POLL,
    ),
    Kept("picks", "member_id", "picked_at", "title typed and then picked", "titles typed and then picked"),
    Kept("conversations", "member_id", "said_at", "remembered conversation", "remembered conversations"),
    Kept("night_guests", "member_id", "answered_at", "answer to a movie night", "answers to movie nights"),
    Kept("rating_imports", "member_id", "imported_at", "import that can be undone", "imports that can be undone"),
    Kept("film_merge_rows", "member_id", None, "note on films that were merged", "notes on films that were merged"),
    Kept("hidden_members", "member_id", "hidden_at", "your choice to be hidden", "your choice to be hidden"),
    Kept("spoiler_marks", "marked_by", "marked_at", "spoiler mark you set", "spoiler marks you set", "unnamed"),
    Kept("discussions", "started_by", "started_at", "discussion you started", "discussions you started", "unnamed"),
    Kept("learned_aliases", "decided_by", "decided_at", "decision on an alias", "decisions on aliases", "unnamed"),
    Kept("guild_settings", "changed_by", "changed_at", "setting you changed", "settings you changed", "unnamed"),
    Kept("loads", "loaded_by", "started_at", "load of films", "loads of films", "unnamed"),
    Kept("audit", "done_by", "done_at", "change of films or settings", "changes of films or settings", "unnamed"),
    Kept("film_merges", "merged_by", "merged_at", "merge of films", "merges of films", "unnamed"),
    Kept("polls", "created_by", "created_at", "poll you opened", "polls you opened", "unnamed"),
    Kept("polls", "closed_by", "closed_at", "poll you closed", "polls you closed", "unnamed"),
    Kept("poll_options", "nominated_by", None, "film you nominated", "films you nominated", "unnamed", _POLL),
    Kept("poll_options", "voided_by", "voided_at", "option you voided", "options you voided", "unnamed", _POLL),
    Kept("ballots", "voided_by", "voided_at", "vote you voided", "votes you voided", "unnamed", _POLL),
    Kept("poll_events", "by", "at", "step you took with a poll", "steps you took with polls", "unnamed", _POLL),
    Kept("nights", "created_by", "created_at", "movie night you made", "movie nights you made", "unnamed"),
    Kept("night_nominations", "member_id", "nominated_at", "nomination", "nominations", "unnamed"),
    Kept("night_steps", "done_by", "done_at", "step in a movie night", "steps in movie nights", "unnamed"),
    Kept("night_steps", "undone_by", "undone_at", "step you undid", "steps you undid", "unnamed"),
    Kept("games", "started_by", "started_at", "guessing game you started", "guessing games you started", "unnamed"),
    Kept("games", "stopped_by", "ended_at", "guessing game you stopped", "guessing games you stopped", "unnamed"),
    Kept("game_rounds", "won_by", "ended_at", "film you guessed", "films you guessed", "unnamed"),
    Kept("game_guesses", "member_id", "guessed_at", "guess in a game", "guesses in games"),
)
"""Everything, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of a kind name a member, and the times of the first and the last; None where no time is kept."""

    kept: Kept
    count: int
    first: str | None
    last: str | None

    def __add__(self, other: "Held") -> "Held":
        """Return the rows of two servers together."""
        first = min(filter(None, (self.first, other.first)), default=None)
        last = max(filter(None, (self.last, other.last)), default=None)
        return Held(self.kept, self.count + other.count, first, last)


def held(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> tuple[Held, ...]:
    """Return what a server keeps of a member, without the kinds of which there is nothing."""
    values = (guild_id, member_id)
    found = [Held(kept, *connection.execute(_counting(kept), values).fetchone()) for kept in KEPT]
    return tuple(each for each in found if each.count)


def servers_of(connection: sqlite3.Connection, *, member_id: int) -> tuple[int, ...]:
    """Return the servers that keep anything of a member."""
    every = " UNION ".join(f"SELECT {kept.guild} FROM {kept.table} WHERE {kept.member} = :member" for kept in KEPT)
    rows = connection.execute(f"{every} ORDER BY 1", {"member": member_id})
    return tuple(guild_id for (guild_id,) in rows)


def _counting(kept: Kept) -> str:
    times = f"min({kept.dated}), max({kept.dated})" if kept.dated else "NULL, NULL"
    return f"SELECT count(*), {times} FROM {kept.table} WHERE {kept.guild} = ? AND {kept.member} = ?"
