"""Discord's limits that the simulated Discord does not check."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_NAME = re.compile(r"[-_'\w]{1,32}")
_CHAT_INPUT = 1
_SUBCOMMAND, _SUBCOMMAND_GROUP, _STRING, _INTEGER, _NUMBER = 1, 2, 3, 4, 10
_WHOLE_COMMAND = 8_000
_TEXT_DISPLAY = 10


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_choices(choices: Sequence[Mapping[str, Any]]) -> None:
    """Check an answer to an autocomplete."""
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= units(choice["name"]) <= 100, choice
        assert 1 <= units(choice["value"]) <= 100, choice
        assert choice["name"].strip() == choice["name"], choice
        assert choice["name"].encode("utf-8"), choice
    names = [choice["name"] for choice in choices]
    assert len(set(names)) == len(names), names


def check_components(every: Iterable[Mapping[str, Any]]) -> None:
    """Check the components of one message, nested ones included."""
    every = list(every)
    assert len(every) <= 40
    assert sum(units(part["content"]) for part in every if part["type"] == _TEXT_DISPLAY) <= 4_000
    ids = [part["custom_id"] for part in every if "custom_id" in part]
    assert len(set(ids)) == len(ids)
    for part in every:
        for name, limit in (("label", 80), ("placeholder", 150), ("url", 2_048), ("description", 1_024)):
            assert units(part.get(name) or "") <= limit, part
        for option in part.get("options", ()):
            assert 1 <= units(option["label"]) <= 100
            assert units(option.get("description") or "") <= 100


def check_commands(commands: Sequence[Mapping[str, Any]]) -> None:
    """Check the commands that are registered."""
    assert 1 <= len(commands) <= 100
    for command in commands:
        if command["type"] != _CHAT_INPUT:  # a message command has a name, with blanks, and nothing else
            assert 1 <= units(command["name"]) <= 32
            continue
        _check_command(command)
        assert _length(command) <= _WHOLE_COMMAND
    names = [(command["type"], command["name"]) for command in commands]
    assert len(set(names)) == len(names)


def _check_command(node: Mapping[str, Any]) -> None:
    assert _NAME.fullmatch(node["name"]), node["name"]
    assert node["name"] == node["name"].lower()
    assert 1 <= units(node["description"]) <= 100, node
    options = node.get("options", [])
    assert len(options) <= 25
    names = [option["name"] for option in options]
    assert len(set(names)) == len(names)
    required = [bool(option.get("required")) for option in options]
    assert required == sorted(required, reverse=True), "required options come first"
    for option in options:
        _check_command(option)
        choices = option.get("choices") or []
        assert len(choices) <= 25
        assert not (choices and option.get("autocomplete"))
        if option.get("autocomplete"):
            assert option["type"] in {_STRING, _INTEGER, _NUMBER}
        for choice in choices:
            assert 1 <= units(choice["name"]) <= 100
            assert 1 <= units(str(choice["value"])) <= 100


def _length(node: Mapping[str, Any]) -> int:
    own = units(node["name"]) + units(node["description"])
    own += sum(units(choice["name"]) + units(str(choice["value"])) for choice in node.get("choices") or [])
    return own + sum(_length(option) for option in node.get("options", []))
