"""Commands and clicks over the wire, with nothing going wrong."""

from tests.simulated import buttons_of, text_of
from tests.wire.wired import Wired


async def test_a_command_is_answered(wired: Wired) -> None:
    asked = await wired.command(wired.ana, "film", title="paper lighthouse")
    assert "The Paper Lighthouse" in text_of(asked.message)
    assert asked.seconds < 2


async def test_a_click_on_a_lasting_button_is_answered(wired: Wired) -> None:
    card = (await wired.command(wired.ana, "film", title="paper lighthouse")).message
    asked = await wired.click(wired.ben, card, "Reviews")
    assert asked.message.ephemeral
    assert "The Usher" in text_of(asked.message)


async def test_clicks_of_several_members_at_once_are_answered_apart(wired: Wired) -> None:
    quote = (await wired.command(wired.ana, "quote", title="paper lighthouse")).message
    agree = buttons_of(quote)["Agree"]["custom_id"]
    asked = [wired.discord.interactions.click(member, quote, agree) for member in wired.discord.join(*"abcdefgh")]
    await wired.all_answered(asked)
    assert len({each.message.id for each in asked}) == 8
