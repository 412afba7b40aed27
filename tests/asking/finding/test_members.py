"""Members named in plain words: whom a name means, and where it is a title's, a person's or a reviewer's instead."""

import pytest

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.finding.members import MemberName, Members
from bot.asking.finding.spotting import find_spans
from bot.asking.finding.words import read_message
from bot.asking.looked_up import LookedUp
from tests.asking.clubs import GUILD, AskedClub

VIKTOR, MARTA, RAN, JUNE, LENA, LENA_TOO, NINA, HOUSE = range(101, 109)
MEMBERS = (
    MemberName(VIKTOR, ("Viktor", "vik_tor")),
    MemberName(MARTA, ("Marta (admin)", "Marta", "marta")),
    MemberName(RAN, ("Ran",)),
    MemberName(JUNE, ("June", "junebug")),
    MemberName(LENA, ("Lena", "lena.h")),
    MemberName(LENA_TOO, ("Lena", "lena.k")),
    MemberName(NINA, ("Nina Vesper", "nv")),
    MemberName(HOUSE, ("The House of Q", "house_q")),
)


@pytest.fixture
async def lookup(asking: AskStore) -> LookedUp:
    return await asking._lookup(GUILD, MEMBERS)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("what did Viktor give it", VIKTOR),
        ("what did viktor give stalker", VIKTOR),
        ("what did @Viktor give it", VIKTOR),
        ("What’s Viktor's favourite film?", VIKTOR),
        ("has vik_tor seen Ran", VIKTOR),
        ("what should I watch with Viktor", VIKTOR),
        ("what about Viktor?", VIKTOR),
        ("and Viktor?", VIKTOR),
        ("did Marta like Stalker", MARTA),
        ("did @Marta (admin) like Stalker", MARTA),
        ("what is on nv's watchlist", NINA),
        ("what did Nina Vesper rate highest", NINA),
        ("what did Nina think of Ran", NINA),
        ("what did @June give Stalker", JUNE),
        ("June rated it how?", JUNE),
        ("what did Ran give Stalker", RAN),
        ("how did @the house of q rate Stalker", HOUSE),
        # Of two of one name none is meant, but by a name of their own.
        ("what did Lena give Stalker", None),
        ("what did @lena.k give Stalker", LENA_TOO),
        # Titles, people and words of their own stay what they are.
        ("what did we give Ran", None),
        ("who here liked Ran", None),
        ("did Ran get good reviews", None),
        ("films from June 1957", None),
        ("what did Viktor Rozov write", None),
        ("films written by Viktor", None),
        ("who is the house of wax by", None),
    ],
)
def test_whom_a_name_means(lookup: LookedUp, text: str, member: int | None) -> None:
    spans = find_spans(read_message(text), lookup).strong
    assert [span.member for span in spans if span.kind == "member"] == ([] if member is None else [member])


async def test_a_named_member_is_told_of_as_a_mentioned_one_is(club: AskedClub, asking: AskStore) -> None:
    club.rate(VIKTOR, Stalker=8)
    for question in ("what did Viktor give Stalker?", f"what did <@{VIKTOR}> give Stalker?"):
        answered = await asking.answer(question, Asker(GUILD, MARTA), members=MEMBERS)
        assert answered.text == f"member {VIKTOR} gave Stalker (1979) ★★★★ (4 of 5)."


def test_nobody_is_meant_where_no_names_are_known() -> None:
    assert Members().named("Viktor") is None
    assert Members([MemberName(1, ("🎬", "Q"))]).named("q") is None
