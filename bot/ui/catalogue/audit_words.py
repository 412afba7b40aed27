"""What was changed, in words: what was before and what is after, who did it and when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import discord
from discord import ui

from bot.catalogue.care.audited import Entry, Kind
from bot.catalogue.care.edit_fields import GROUPS
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain
from bot.ui.settings.setting_words import called, chosen_words

Picked = Callable[[respond.Interaction, Entry], Any]
"""What to do with the click and the entry that was picked; it answers the click."""

_LABELS = {field.name: field.label for fields in GROUPS.values() for field in fields}
_ABOUT = 150
_SHORT = 40
_CHOSEN = 120
_PAGE = 3_600
"""Units of a page's entries, which leave room for what stands around them."""
LONG = 290
"""Characters of a value where there is room: of five fields, before and after, in one message."""
_UNKNOWN = "*unknown*"


def audit_page(entries: Sequence[Entry], first: int) -> list[str]:
    """Return the entries of a page of the list in markdown, numbered from `first` on.

    Where they would not fit in a message, they say what was changed without the values.
    """
    for limit in (_SHORT, 0):
        told = [f"**{number}.** {audit_entry(entry, limit)}" for number, entry in enumerate(entries, first)]
        if sum(map(theme.units, told)) <= _PAGE:
            break
    return told


def audit_entry(entry: Entry, limit: int = LONG) -> str:
    """Return an entry of the list in markdown: what was changed, and on a smaller line by whom and when.

    `limit` is how much is shown of a value; 0 shows none.
    """
    said = [f"<t:{int(datetime.fromisoformat(entry.done_at).timestamp())}:f>", _who(entry.done_by)]
    if entry.undoes is not None:
        said.append("took an earlier change back")
    if entry.undone:
        said.append("**taken back since**")
    return "\n".join((*changes(entry, limit), f"-# {' · '.join(said)}"))


def changes(entry: Entry, limit: int = LONG) -> list[str]:
    """Return in lines of markdown what an entry changed, with the values before and after."""
    title = f"**{_title(entry)}** {_about(entry)}".rstrip()
    if entry.kind == "setting":
        room = max(limit, _CHOSEN)
        before, after = (chosen_words(entry.about, state["value"], room) for state in (entry.before, entry.after))
        return [f"{title}: {before} → {after}" if limit else title]
    if entry.kind == "edit":
        before, after = entry.before["fields"], entry.after["fields"]
        fields = [_LABELS[name] for name in _LABELS if name in after and before[name] != after[name]]
        return [title, *(field_changes(before, after, limit) if limit else [", ".join(fields)])]
    if entry.load_id is not None:
        return [title, _load_counts(entry)]
    return [title]


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any], limit: int = LONG) -> list[str]:
    """Return each field that differs, with its values before and after."""
    return [
        f"{_LABELS[name]}: {_value(name, before[name], limit)} → {_value(name, after[name], limit)}"
        for name in _LABELS
        if name in after and before[name] != after[name]
    ]


class EntrySelect(ui.Select[Any]):
    """A select of the entries on a page, by the numbers that they have there."""

    def __init__(self, entries: Iterable[Entry], first: int, picked: Picked) -> None:
        self._entries = {str(number): entry for number, entry in enumerate(entries, first)}
        options = [
            discord.SelectOption(
                label=plain(f"{number}. {': '.join(filter(None, (_title(entry), _named(entry))))}", theme.OPTION_LABEL),
                value=number,
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


def _title(entry: Entry) -> str:
    """Return what was done, or the setting that was changed."""
    return _TITLES[entry.kind](entry)


def _named(entry: Entry) -> str:
    """Return what an entry is about, as it is written; of a setting its title says it."""
    if entry.kind == "setting":
        return ""
    if entry.kind == "alias":
        said = {True: "finds", False: "does not find", None: "is undecided for"}[entry.after["accepted"]]
        return f"“{entry.after['name']}” {said} {entry.about}"
    return entry.about


def _about(entry: Entry) -> str:
    named = _named(entry)
    return inline(named, _ABOUT) if named else ""


def _load_counts(entry: Entry) -> str:
    counts = (
        facts.count(entry.after["films_new"], "new film"),
        f"{entry.after['films_updated']:,} updated",
        facts.count(entry.after["reviews_new"], "review"),
    )
    return ", ".join(counts)


_TITLES: Mapping[Kind, Callable[[Entry], str]] = {
    "edit": lambda _: "Edited",
    "alias": lambda _: "Alias",
    "retire": lambda entry: "Taken out of sight" if entry.after["retired"] else "Brought back",
    "merge": lambda entry: "Merged" if entry.after["merged"] else "Parted again",
    "different": lambda entry: "Two films" if entry.after["different"] else "Perhaps one film",
    "setting": lambda entry: called(entry.about),
    "load": lambda entry: f"Took back load {entry.other_id}" if entry.load_id is None else f"Load {entry.load_id}",
}


def _value(name: str, value: Any, limit: int) -> str:
    if name == "streaming" and value == []:
        return "nowhere"
    if value is None or value in ([], {}):
        return _UNKNOWN
    if (say := _FACTS.get(name)) is not None:
        return inline(say(value), limit)
    if isinstance(value, dict):
        pairs = cast("dict[str, str]", value)
        return inline(", ".join(f"{source} {given}" for source, given in pairs.items()), limit)
    if isinstance(value, list):
        return inline(", ".join(map(_name, cast("list[Any]", value))), limit)
    return inline(str(value), limit)


_FACTS: Mapping[str, Callable[[Any], str]] = {
    "released": facts.day,
    "language": facts.language,
    "runtime_minutes": facts.runtime,
    "score": facts.score,
    "votes": "{:,}".format,
    "budget": facts.money,
    "revenue": facts.money,
    "countries": lambda names: ", ".join(map(facts.country, names)),
}
"""The fields that a film's card tells in words of its own."""


def _name(value: Any) -> str:
    return str(cast("dict[str, str]", value)["name"]) if isinstance(value, dict) else str(value)
