"""Errors whose text is safe and useful to show to the person who caused them."""


class UserError(Exception):
    """Something the person can act on; `str(error)` is a whole sentence for them to read."""


class DatabaseError(UserError):
    """The database file cannot be used as it is."""


class NewerSchemaError(DatabaseError):
    """The database was written by a newer Marquee."""


class UndoError(UserError):
    """There is no load to undo, or undoing it would break a later one."""


class FilmNotFoundError(UserError):
    """No film is near enough to what was typed; `suggestions` are labels of the nearest ones."""

    def __init__(self, typed: str, suggestions: tuple[str, ...] = ()) -> None:
        self.typed = typed
        self.suggestions = suggestions
        shown = typed if len(typed) <= 60 else typed[:59].rstrip() + "…"  # noqa: PLR2004 - one line on a phone
        text = f"No film like “{shown}”."
        if suggestions:
            *rest, last = suggestions
            names = f"{', '.join(rest)} or {last}" if rest else last
            text += f" Did you mean {names}?"
        super().__init__(text)
