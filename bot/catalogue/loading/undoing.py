"""Taking a load back exactly, in steps between which others may write.

The first step marks the load, the last takes the mark off. A step can be done again, so whoever was stopped between two
begins anew and comes to the same end.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from bot.catalogue import film_rows
from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change
from bot.catalogue.care.beneath import write_recorded
from bot.catalogue.care.touched import touched_among
from bot.catalogue.loading import stand_ins
from bot.catalogue.loading.loaded import Load
from bot.catalogue.searching import fulltext
from bot.connection import now

_STEP = 100
"""Films in a step, where their reviews are short: it keeps other writers waiting for some 50 ms."""

_STEP_CHARACTERS = 2_000
"""Characters of reviews that count as another film."""

_SOME = "(SELECT value FROM json_each(:films))"
_MADE = """
    SELECT films.id FROM film_changes JOIN films ON films.id = film_id
    WHERE load_id = ? AND kind = 'new' AND retired_by_undo = 0 ORDER BY films.id DESC
"""
_LENGTH = "SELECT total(length(text)) FROM reviews WHERE film_id = ?"
_RETIRE = f"UPDATE films SET retired_at = :now, retired_by_undo = 1 WHERE id IN {_SOME}"  # noqa: S608 - a list of ids
_DELETE = f"DELETE FROM films WHERE id IN {_SOME}"  # noqa: S608 - a list of ids
_NOTE = "INSERT INTO film_changes (film_id, kind) SELECT value, 'undone' FROM json_each(:films)"
_REVIEWS = f"SELECT id FROM reviews WHERE load_id = :load LIMIT {_STEP}"  # noqa: S608 - a number
# All of them go first, but for those set by hand, which stay: two films may have to take back each other's.
_DELETE_IDS = """
    DELETE FROM film_ids WHERE film_id IN (
        SELECT film_id FROM film_changes WHERE load_id = ? AND before IS NOT NULL
        EXCEPT SELECT film_id FROM film_edits WHERE field = 'ids'
    )
"""
_UPDATES = "SELECT seq FROM film_changes WHERE load_id = ? AND before IS NOT NULL ORDER BY seq DESC"
_BEFORE = "SELECT film_id, before FROM film_changes JOIN films ON films.id = film_id WHERE seq = ?"
_OTHERS = "SELECT DISTINCT film_id FROM film_changes WHERE load_id = ? AND kind <> 'new' AND before IS NULL"


def undo_steps(connection: sqlite3.Connection, load: Load, *, undone_by: int | None) -> Iterator[None]:
    """Take a load back, a step each time it is asked to go on; the caller holds a transaction around each.

    `undone_by` is a Discord user, or None for the owner at the command line.
    """
    _begin(connection, load, undone_by)
    made = [film_id for (film_id,) in connection.execute(_MADE, (load.id,))]
    for films in _by_weight(connection, made):
        _take_out(connection, load, films)
        yield
    stand_ins.go_back(connection, load_id=load.id)
    while reviews := connection.execute(_REVIEWS, {"load": load.id}).fetchall():
        _remove_reviews(connection, [review_id for (review_id,) in reviews])
        yield
    connection.execute("DELETE FROM record_identities WHERE load_id = ?", (load.id,))
    connection.execute(_DELETE_IDS, (load.id,))
    updates = [seq for (seq,) in connection.execute(_UPDATES, (load.id,))]
    for first in range(0, len(updates), _STEP):
        yield
        _restore(connection, load.guild_id, updates[first : first + _STEP])
    _note(connection, [film_id for (film_id,) in connection.execute(_OTHERS, (load.id,))])
    connection.execute("UPDATE loads SET undoing = 0 WHERE id = ?", (load.id,))


def _begin(connection: sqlite3.Connection, load: Load, undone_by: int | None) -> None:
    """Mark a load, and note who takes it back, unless this goes on with what was begun."""
    mark = "UPDATE loads SET undone_at = ?, undoing = 1 WHERE id = ? AND undoing = 0"
    if connection.execute(mark, (now(), load.id)).rowcount:
        change = Change("load", load.name, {"loaded": True}, {"loaded": False}, other_id=load.id)
        audit.note(connection, change, guild_id=load.guild_id, done_by=undone_by)


def _by_weight(connection: sqlite3.Connection, films: Iterable[int]) -> Iterator[list[int]]:
    """Part films into steps."""
    step: list[int] = []
    weight = 0
    for film_id in films:
        step.append(film_id)
        weight += 1 + int(connection.execute(_LENGTH, (film_id,)).fetchone()[0]) // _STEP_CHARACTERS
        if weight >= _STEP:
            yield step
            step, weight = [], 0
    if step:
        yield step


def _take_out(connection: sqlite3.Connection, load: Load, films: list[int]) -> None:
    """Take films out that the load brought: those that members have touched out of sight, the others for good.

    What members did with a server's own film goes back to the shared one that takes its place.
    """
    stand_ins.go_back_from(connection, films, guild_id=load.guild_id, load_id=load.id)
    touched = touched_among(connection, films)
    kept, gone = json.dumps(sorted(touched)), json.dumps([each for each in films if each not in touched])
    connection.execute(_RETIRE, {"films": kept, "now": now()})
    fulltext.remove_films(connection, "SELECT value FROM json_each(:films)", {"films": gone})
    connection.execute(_DELETE, {"films": gone})
    _note(connection, films)


def _remove_reviews(connection: sqlite3.Connection, reviews: list[int]) -> None:
    values = {"reviews": json.dumps(reviews)}
    fulltext.remove_reviews(connection, "SELECT value FROM json_each(:reviews)", values)
    connection.execute("DELETE FROM reviews WHERE id IN (SELECT value FROM json_each(:reviews))", values)


def _restore(connection: sqlite3.Connection, guild_id: int, updates: Iterable[int]) -> None:
    """Bring films back to what their records said before updates, the later ones first."""
    for seq in updates:
        row = connection.execute(_BEFORE, (seq,)).fetchone()
        if row is None:
            continue  # made by an earlier file of this load, and deleted with it
        film_id, text = row
        present, shown = write_recorded(connection, guild_id, film_id, film_rows.film_from_json(text))
        fulltext.replace_synopsis(connection, film_id, present.synopsis, shown.synopsis)
        _note(connection, [film_id])


def _note(connection: sqlite3.Connection, films: list[int]) -> None:
    """Let the title index and all that follows the journal of changes look at films anew."""
    connection.execute(_NOTE, {"films": json.dumps(films)})
