"""What a reload makes of a film: the new record's facts over the old ones, unknown never over known."""

from dataclasses import fields, replace
from typing import Any

from bot.catalogue.film import Alias, Film
from bot.catalogue.text import fold

_UNITED = frozenset({"aliases", "ids", "reviews"})
_REPLACED = tuple(field.name for field in fields(Film) if field.name not in _UNITED)


def merge(old: Film, new: Film) -> Film:
    """Return `old` with every fact that `new` knows; aliases and ids are added, reviews left as they were.

    Merging the same record twice gives what merging it once gave.
    """
    known: dict[str, Any] = {}
    for name in _REPLACED:
        value = getattr(new, name)
        if value is None or (value == () and name != "streaming"):  # an empty `streaming` is knowledge
            continue
        known[name] = value
    if new.ids:
        known["ids"] = {**new.ids, **old.ids}
    if new.aliases:
        known["aliases"] = _unite(old.aliases, new.aliases)
    return replace(old, **known)


def _unite(old: tuple[Alias, ...], new: tuple[Alias, ...]) -> tuple[Alias, ...]:
    held = {fold(alias.name) for alias in old}
    added: list[Alias] = []
    for alias in new:
        folded = fold(alias.name)
        if folded not in held:
            held.add(folded)
            added.append(alias)
    return old + tuple(added)
