"""Discord's permissions by the names that its settings show."""

from collections.abc import Iterable

_SHOWN_AS = {
    "manage_guild": "Manage Server",
    "send_messages_in_threads": "Send Messages in Threads",
    "moderate_members": "Timeout Members",
}
"""The names that are not simply the words of the permission's own."""


def permission_names(permissions: Iterable[str]) -> str:
    """Return permissions joined to a phrase, such as `Manage Server and Send Messages`."""
    names = [_SHOWN_AS.get(name, name.replace("_", " ").title()) for name in permissions]
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last
