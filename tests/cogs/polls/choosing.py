"""Choice polls as members make them and vote in them."""

from typing import Any

import discord
import simcord

from bot.club.polls.record import Poll, PollDraft, PollOption
from bot.club.polls.tally import Marks
from bot.replies.polls.messages import post
from tests.simulated import SELECT, Club, answer, parts

FILMS = ("The Cranes Are Flying (1957)", "Solaris (1972)", "Solaris (2002)", "Dust Road 7 (1957)")


async def drafted(club: Club, **options: Any) -> simcord.ResponseMessage:
    """Run `/poll choose` as Ana and return the draft."""
    told = await club.run("poll choose", **{"question": "Friday?", **options})
    assert told.ephemeral
    return told


def shown(
    club: Club,
    message: simcord.ResponseMessage | discord.Message,
    viewer: simcord.MemberActor | None = None,
) -> discord.Message:
    """Return a private message as it is now."""
    return next(each for each in club.channel.history(viewer=viewer or club.ana) if each.id == message.id)


def select_of(message: simcord.ResponseMessage | discord.Message, placeholder: str) -> dict[str, Any]:
    """Return the one select with such a placeholder."""
    [found] = [part for part in parts(message) if part["type"] == SELECT and placeholder in part["placeholder"]]
    return found


def labels_of(select: dict[str, Any]) -> list[str]:
    return [option["label"] for option in select["options"]]


def preselected(select: dict[str, Any]) -> list[str]:
    return [option["label"] for option in select["options"] if option.get("default")]


async def pick(
    member: simcord.MemberActor, message: simcord.ResponseMessage | discord.Message, placeholder: str, *labels: str
) -> simcord.InteractionResult:
    """Pick options by their labels in the select with such a placeholder."""
    select = select_of(message, placeholder)
    values = {option["label"]: option["value"] for option in select["options"]}
    return await member.select(message, [values[label] for label in labels], custom_id=select["custom_id"])


async def send_form(
    member: simcord.MemberActor, form: simcord.InteractionResult, **values: Any
) -> simcord.InteractionResult:
    """Send a form with what it suggests, except where a label that begins so is given another value."""
    assert form.modal is not None, "no form was opened"
    fields: dict[str, Any] = {}
    for label in form.modal["components"]:
        field = label["component"]
        suggested = [option["value"] for option in field.get("options", []) if option.get("default")]
        fields[field["custom_id"]] = field.get("value", "") if field["type"] != SELECT else suggested
        for begins, value in values.items():
            if label["label"].casefold().startswith(begins.replace("_", " ")):
                fields[field["custom_id"]] = value
    return await member.submit_modal(form, fields)


async def opened(club: Club, *labels: str, **changes: Any) -> Poll:
    """Open a poll over labels, without a draft, and post it."""
    options = tuple(PollOption(position, label) for position, label in enumerate(labels or FILMS))
    draft = PollDraft("choice", "Friday?", club.channel.id, **{"method": "approval", "options": options, **changes})
    poll = await club.bot.polls.open(draft, guild_id=club.server.id, created_by=club.ana.id)
    room = club.bot.get_channel(club.channel.id)
    assert isinstance(room, discord.TextChannel)
    await post(club.bot, poll, room)
    return poll


def public(club: Club) -> discord.Message:
    """Return the poll's own message as it is now."""
    [message] = [message for message in club.channel.history() if not message.flags.ephemeral]
    return message


async def ballot(club: Club, member: simcord.MemberActor | None = None) -> simcord.ResponseMessage:
    """Click *Vote* and return the ballot."""
    given = answer(await (member or club.ana).click(public(club), label="Vote"))
    assert given.ephemeral
    return given


async def marks(club: Club, poll: Poll, member: simcord.MemberActor | None = None) -> Marks | None:
    """Return what is on disk of a member's ballot; None where there is none."""
    kept = await club.bot.polls.ballot_of(poll.id, guild_id=club.server.id, member_id=(member or club.ana).id)
    return None if kept is None else kept.marks


async def delete_role(club: Club, role: simcord.RoleHandle) -> None:
    guild = club.bot.get_guild(club.server.id)
    found = None if guild is None else guild.get_role(role.id)
    assert found is not None
    await found.delete()
