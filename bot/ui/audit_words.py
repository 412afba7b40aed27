"""What was changed, in words: what was before and what is after, who did it and when."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, cast

import discord
from discord import ui

from bot.catalogue.audited import Entry, Kind
from bot.catalogue.edit_fields import GROUPS
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain

Picked = Callable[[respond.Interaction, Entry], Any]
"""What to do with the click and the entry that was picked; it answers the click."""

_LABELS = {field.name: field.label for fields in GROUPS.values() for field in fields}
_ABOUT = 150
_SHORT = 40
LONG = 290
"""Characters of a value where there is room: of five fields, before and after, in one message."""
_UNKNOWN = "*unknown*"
_NOT_SET = "*not set*"


def audit_entry(entry: Entry, limit: int = _SHORT) -> str:
    """Return an entry of the list in markdown: what was changed, and on a smaller line by whom and when.

    `limit` is how much is shown of a field's value.
    """
    said = [f"<t:{int(datetime.fromisoformat(entry.done_at).timestamp())}:f>", _who(entry.done_by)]
    if entry.undoes is not None:
        said.append("took an earlier change back")
    if entry.undone:
        said.append("**taken back since**")
    fields = field_changes(entry.before["fields"], entry.after["fields"], limit) if entry.kind == "edit" else ()
    return "\n".join((changed(entry), *fields, f"-# {' · '.join(said)}"))


def changed(entry: Entry) -> str:
    """Return what an entry changed, without the fields of an edit."""
    return _WORDS[entry.kind](entry)


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any], limit: int = LONG) -> list[str]:
    """Return each field that differs, with its values before and after."""
    return [
        f"{_LABELS[name]}: {_value(name, before[name], limit)} → {_value(name, after[name], limit)}"
        for name in _LABELS
        if name in after and before[name] != after[name]
    ]


class EntrySelect(ui.Select[Any]):
    """A select of the entries on a page."""

    def __init__(self, entries: Iterable[Entry], picked: Picked) -> None:
        self._entries = {str(number): entry for number, entry in enumerate(entries)}
        options = [
            discord.SelectOption(
                label=plain(f"{_TITLES[entry.kind]}: {entry.about}", theme.OPTION_LABEL),
                value=number,
                description=plain(entry.done_at[:16].replace("T", " ") + " UTC", theme.OPTION_DESCRIPTION),
            )
            for number, entry in self._entries.items()
        ]
        super().__init__(placeholder="Look at one, or take it back", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the entry that was picked."""
        await self._picked(interaction, self._entries[self.values[0]])


def _who(done_by: int | None) -> str:
    if done_by is None:
        return "whoever runs this bot"
    return f"<@{done_by}>" if done_by else "someone who is forgotten"


def _value(name: str, value: Any, limit: int) -> str:
    if name == "streaming" and value == []:
        return "nowhere"
    if value is None or value in ([], {}):
        return _UNKNOWN
    if isinstance(value, dict):
        pairs = cast("dict[str, str]", value)
        return inline(", ".join(f"{source} {given}" for source, given in pairs.items()), limit)
    if isinstance(value, list):
        return inline(", ".join(map(_name, cast("list[Any]", value))), limit)
    return inline(str(value), limit)


def _name(value: Any) -> str:
    return str(cast("dict[str, str]", value)["name"]) if isinstance(value, dict) else str(value)


def _about(entry: Entry) -> str:
    return inline(entry.about, _ABOUT)


def _edit(entry: Entry) -> str:
    return f"**Edited** {_about(entry)}"


def _alias(entry: Entry) -> str:
    said = {True: "finds", False: "does not find", None: "is undecided for"}[entry.after["accepted"]]
    return f"**Alias** “{inline(entry.after['name'], _ABOUT)}” {said} {_about(entry)}"


def _retire(entry: Entry) -> str:
    return f"**{'Taken out of sight' if entry.after['retired'] else 'Brought back'}** {_about(entry)}"


def _merge(entry: Entry) -> str:
    return f"**{'Merged' if entry.after['merged'] else 'Parted again'}** {_about(entry)}"


def _different(entry: Entry) -> str:
    return f"**{'Two films' if entry.after['different'] else 'Perhaps one film'}** {_about(entry)}"


def _setting(entry: Entry) -> str:
    before, after = (_chosen(entry.about, state["value"]) for state in (entry.before, entry.after))
    return f"**Setting** {inline(entry.about.replace('_', ' '), _ABOUT)}: {before} → {after}"


def _chosen(name: str, value: str | None) -> str:
    if value is None:
        return _NOT_SET
    if value.isascii() and value.isdigit():
        if name.endswith("_channel"):
            return f"<#{value}>"
        if name.endswith("_role"):
            return f"<@&{value}>"
    return inline(value, _ABOUT)


def _load(entry: Entry) -> str:
    if entry.load_id is None:
        return f"**Took back load {entry.other_id}** {_about(entry)}"
    counts = (
        facts.count(entry.after["films_new"], "new film"),
        f"{entry.after['films_updated']:,} updated",
        facts.count(entry.after["reviews_new"], "review"),
    )
    return f"**Load {entry.load_id}** {_about(entry)}\n{', '.join(counts)}"


_WORDS: Mapping[Kind, Callable[[Entry], str]] = {
    "edit": _edit,
    "alias": _alias,
    "retire": _retire,
    "merge": _merge,
    "different": _different,
    "setting": _setting,
    "load": _load,
}
_TITLES: Mapping[Kind, str] = {
    "edit": "Edit",
    "alias": "Alias",
    "retire": "In sight or not",
    "merge": "Merge",
    "different": "Two films or one",
    "setting": "Setting",
    "load": "Load",
}
