"""Which of those who share a family name a question means: `films by Ford` are John Ford's."""

import json
import sqlite3

from bot.asking.query import Condition, Joined, Leaf, Not
from bot.asking.saying.voice import listed
from bot.catalogue.visibility import VISIBLE

_CREDITS = f"""
    SELECT folded, role, min(name) FROM credits JOIN films ON films.id = film_id
    WHERE folded IN (SELECT value FROM json_each(:people)) AND {VISIBLE} GROUP BY folded, role
"""


def meant_of_family(connection: sqlite3.Connection, where: Condition | None, *, guild_id: int) -> Condition | None:
    """Return conditions with those of a family name who had the part that is asked of.

    Where no part is, they are those who directed, as in `Bergman films`; and where nobody had it, the best known.
    """
    match where:
        case Leaf("person") if len(where.values) > 1:
            return _meant(connection, where, guild_id)
        case Not():
            part = meant_of_family(connection, where.part, guild_id=guild_id)
            return None if part is None else Not(part)
        case Joined():
            parts = (meant_of_family(connection, part, guild_id=guild_id) for part in where.parts)
            return Joined(where.by, tuple(part for part in parts if part is not None))
        case _:
            return where


def _meant(connection: sqlite3.Connection, leaf: Leaf, guild_id: int) -> Leaf:
    values = {"people": json.dumps(leaf.values), "guild": guild_id}
    rows = connection.execute(_CREDITS, values).fetchall()
    names = {folded: name for folded, _, name in rows}
    part = leaf.role or "director"
    theirs = {folded for folded, role, _ in rows if role == part}
    kept = tuple(folded for folded in leaf.values if folded in theirs) or leaf.values[:1]
    return Leaf("person", kept, role=leaf.role, said=listed([names.get(folded, leaf.said) for folded in kept], "or"))
