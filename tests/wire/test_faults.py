"""Requests that Discord refuses, fails at, or answers in vain: the member gets one answer, and the log no error."""

import pytest

from tests.simulated import parts, text_of
from tests.wire.faults import Kind
from tests.wire.wired import Wired

MEDIA_GALLERY = 12
CALLBACK, ORIGINAL = "/interactions/*/callback", "/webhooks/*/messages/@original"


async def test_a_rate_limit_is_waited_for(wired: Wired) -> None:
    wired.fault("rate limited", CALLBACK, retry_after=0.4)
    asked = await wired.command(wired.ana, "film", title="paper lighthouse")
    refused, taken = [request for request in wired.discord.rest.requests if request.fits("POST", CALLBACK)]
    assert (refused.status, taken.status) == (429, 200)
    assert taken.at - refused.at >= 0.4
    assert len(asked.messages) == 1


async def test_a_failed_request_is_made_again(wired: Wired) -> None:
    wired.fault("failed", CALLBACK)
    asked = await wired.command(wired.ana, "film", title="paper lighthouse")
    assert [request.status for request in wired.discord.rest.requests if request.fits("POST", CALLBACK)] == [500, 200]
    assert "The Paper Lighthouse" in text_of(asked.message)
    assert len(wired.discord.public_messages) == 1


@pytest.mark.parametrize("kind", ["answer lost", "connection lost"])
async def test_a_picture_whose_answer_was_lost_is_shown_once(wired: Wired, kind: Kind) -> None:
    await wired.command(wired.ana, "rate", title="paper lighthouse", score="8/10")
    wired.fault(kind, CALLBACK)
    put_right = wired.next_request("PATCH", ORIGINAL)
    asked = await wired.command(wired.ben, "ratings", title="paper lighthouse")
    assert (await put_right).status == 200
    [message] = wired.discord.public_messages
    assert message.id == asked.message.id
    [picture] = [part for part in parts(message) if part["type"] == MEDIA_GALLERY]
    assert picture["items"][0]["description"]
