import pytest

from bot.club.nights.rules import (
    AlreadyRated,
    BoardFull,
    NightRules,
    OnBoard,
    OtherLanguage,
    OtherYears,
    Refusal,
    TooLong,
    TooMany,
)
from bot.ui.nights.words import carry_line, members_line, refusal_note, refusal_words, rules_line


@pytest.mark.parametrize(
    ("refusal", "said", "note"),
    [
        (TooLong(167, 120), "**X** runs 2 h 47 min, which is 47 min over this night’s 2 h.", "47 min too long"),
        (
            OtherLanguage("ru", ("fr", "French", "it")),
            "**X** is in Russian, and this night shows films in French or Italian.",
            "in Russian",
        ),
        (
            OtherYears(1980, ((1960, 1969), (None, 1939), (1975, 1975), (1990, None), (1950, 1955))),
            "**X** is of 1980, and this night shows films of the 1960s, until 1939, 1975, from 1990 on or 1950–1955.",
            "of another time",
        ),
        (
            AlreadyRated(),
            "**X** has been rated by someone who comes, and this night shows only what is new to everyone.",
            "rated by someone who comes",
        ),
        (
            AlreadyRated(anyone=True),
            "**X** has been rated by someone in the club, and this night shows only what is new to everyone.",
            "rated by someone who comes",
        ),
        (OnBoard(71), "**X** is nominated already, by <@71>.", "against the rules"),
        (OnBoard(0), "**X** is nominated already.", "against the rules"),
        (
            TooMany(1),
            "You have 1 nomination on this board, which is all it takes of one member. Withdraw one first.",
            "against the rules",
        ),
        (BoardFull(), "The board is full: it holds 25 films, as many as one vote does.", "against the rules"),
    ],
)
def test_a_refusal_says_which_rule_and_by_how_much(refusal: Refusal, said: str, note: str) -> None:
    assert refusal_words(refusal, "X") == said
    assert refusal_note(refusal) == note


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        (NightRules(), "2 nominations each"),
        (
            NightRules(most=1, longest=90, carries=False),
            "1 nomination each · up to 1 h 30 min · nothing is carried to the next vote",
        ),
        (NightRules(languages=("ru", "Russian", "*x*")), "2 nominations each · Russian or \\*x\\*"),
        (NightRules(unrated=True), "2 nominations each · only films that nobody who comes has rated"),
    ],
)
def test_the_rules_are_told_in_one_line(rules: NightRules, line: str) -> None:
    assert rules_line(rules) == line


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ((1,), "<@1>"),
        ((1, 2), "<@1> and <@2>"),
        ((1, 2, 3), "<@1>, <@2> and 1 other"),
        ((1, 2, 3, 4), "<@1>, <@2> and 2 others"),
    ],
)
def test_many_members_are_counted(members: tuple[int, ...], line: str) -> None:
    assert members_line(members, 2) == line


def test_what_is_carried_is_a_sentence_of_its_own() -> None:
    said = "If you were there and your film lost, it starts the next vote with ½ a vote."
    assert carry_line(NightRules()) == said
    assert carry_line(NightRules(carries=False)) == ""
    assert "nothing is carried" in rules_line(NightRules(carries=False))
