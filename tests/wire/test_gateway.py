"""A gateway that drops the bot: what members do then and later is answered."""

import pytest

from tests.simulated import text_of
from tests.wire.wired import Wired


@pytest.mark.parametrize(("forget", "returns"), [(False, "resumed"), (True, "identified")])
async def test_after_a_drop_commands_are_answered(wired: Wired, forget: bool, returns: str) -> None:
    wired.drop_gateway(forget=forget)
    assert await wired.back() == returns
    asked = await wired.command(wired.ana, "film", title="paper lighthouse")
    assert "The Paper Lighthouse" in text_of(asked.message)


async def test_a_command_run_while_the_gateway_was_away_is_answered(wired: Wired) -> None:
    wired.drop_gateway()
    asked = await wired.command(wired.ana, "film", title="paper lighthouse")
    assert await wired.back() == "resumed"
    assert "The Paper Lighthouse" in text_of(asked.message)
