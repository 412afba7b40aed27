"""What members do: commands and clicks as Discord tells the bot of them, and when each is answered."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import simcord
from simcord import interactions as wire
from simcord.backend import Backend, serializers
from simcord.backend.models import Interaction, Message, User
from simcord.components import walk_components

from tests.wire.rest import Request

_COMMAND, _COMPONENT = 2, 3
_BUTTON, _STRING_SELECT = 2, 3
_DEFERRED, _DEFERRED_UPDATE = 5, 6


@dataclass(slots=True)
class Asked:
    """Something a member asked of the bot: when, and when the answer was there; times are of the loop's clock."""

    record: Interaction
    backend: Backend
    at: float
    answered: asyncio.Future[float] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def seconds(self) -> float:
        """How long the member waited."""
        return self.answered.result() - self.at

    @property
    def messages(self) -> list[simcord.ResponseMessage]:
        """The messages that came of it, as they are now, the latest last."""
        ids = [self.record.message_id, *self.record.followup_ids]
        stored = self.backend.messages[self.record.channel_id]
        own = [stored[each] for each in ids if each in stored and each != self.record.source_message_id]
        return [shown(message) for message in own]

    @property
    def message(self) -> simcord.ResponseMessage:
        """The last message that came of it."""
        return self.messages[-1]


def shown(message: Message) -> simcord.ResponseMessage:
    """Return a message as the readers of `tests.simulated` take it; no simulated bot belongs to it."""
    return simcord.ResponseMessage(cast("Any", None), message)


class Interactions:
    """What the members of one server do in one channel."""

    def __init__(self, backend: Backend, guild_id: int, channel_id: int) -> None:
        self._backend = backend
        self._guild_id = guild_id
        self._channel_id = channel_id
        self._open: dict[str, Asked] = {}

    def command(self, member: User, name: str, options: Mapping[str, Any]) -> Asked:
        """Run a command, whose name may have several words."""
        first, *path = name.split()
        root = self._backend.find_command(first, self._guild_id)
        assert root is not None, f"/{first} is not registered"
        leaf, nesting = wire.walk_to_subcommand(root, path)
        types = {option["name"]: option["type"] for option in leaf.get("options", ())}
        checked = wire.check_options(name, leaf, dict(options))
        built = [{"name": key, "type": types[key], "value": value} for key, value in checked.items()]
        data = {"id": root["id"], "name": first, "type": 1, "options": wire.nest_options(root, nesting, built)}
        return self._ask(_COMMAND, member, data)

    def click(self, member: User, message: simcord.ResponseMessage, custom_id: str) -> Asked:
        """Click the button of a message that has this id or this label."""
        button = self._control(message, _BUTTON, custom_id)
        return self._use(member, message, {"custom_id": button["custom_id"], "component_type": _BUTTON})

    def select(self, member: User, message: simcord.ResponseMessage, custom_id: str, *values: str) -> Asked:
        """Choose in the select of a message that has this id."""
        select = self._control(message, _STRING_SELECT, custom_id)
        assert {option["value"] for option in select["options"]} >= set(values)
        return self._use(
            member, message, {"custom_id": custom_id, "component_type": _STRING_SELECT, "values": [*values]}
        )

    def took_effect(self, request: Request) -> None:
        """Note when a member is answered; a promise that an answer will come is none."""
        token = next((part for part in request.path.split("/") if part in self._open), None)
        if token is None or request.method not in {"POST", "PATCH"}:
            return
        if request.path.endswith("/callback") and request.body["type"] in {_DEFERRED, _DEFERRED_UPDATE}:
            return
        self._open.pop(token).answered.set_result(asyncio.get_running_loop().time())

    def _control(self, message: simcord.ResponseMessage, kind: int, wanted: str) -> dict[str, Any]:
        controls = [part for part in walk_components(message.components) if part["type"] == kind]
        found = [part for part in controls if wanted in {part.get("custom_id"), part.get("label")}]
        assert len(found) == 1, f"{wanted!r} is not one of {[part.get('custom_id') for part in controls]}"
        assert not found[0].get("disabled"), wanted
        return found[0]

    def _use(self, member: User, message: simcord.ResponseMessage, data: dict[str, Any]) -> Asked:
        stored = self._backend.get_message(message.channel_id, message.id)
        return self._ask(_COMPONENT, member, data, source=stored)

    def _ask(self, kind: int, member: User, data: dict[str, Any], *, source: Message | None = None) -> Asked:
        record, payload = wire.base_payload(
            self._backend,
            type=kind,
            channel_id=self._channel_id,
            guild_id=self._guild_id,
            user_id=member.id,
            data=data,
        )
        if source is not None:
            record.source_message_id = source.id
            payload["message"] = serializers.message_payload(self._backend, source)
        asked = Asked(record, self._backend, asyncio.get_running_loop().time())
        self._open[record.token] = asked
        self._backend.emit("INTERACTION_CREATE", payload)
        return asked
