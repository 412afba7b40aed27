import csv
import io

import pytest

from bot.club.polls.ballot_file import ballot_table
from bot.club.polls.record import Ballot, PollOption, Turnout
from tests.club.polls.records import WHEN, make_choice


def rows(turnout: Turnout) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ballot_table(turnout))))


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("Salt Road (1999)", "Salt Road (1999) (rank)"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0 (rank)"),
        ("+1", "'+1 (rank)"),
        ("-1", "'-1 (rank)"),
        ("@SUM(A1)", "'@SUM(A1) (rank)"),
        ("  =1+1", "'  =1+1 (rank)"),
        ("\t=1", "'\t=1 (rank)"),
        ('a "quoted", label', 'a "quoted", label (rank)'),
    ],
)
def test_no_cell_is_run_as_a_formula(label: str, heading: str) -> None:
    poll = make_choice(label, "Other", method="ranked")
    assert rows(Turnout(poll, ()))[0][3] == heading


def test_each_ballot_is_a_row_with_its_marks() -> None:
    two = PollOption(2, "Two", voided_at=WHEN)
    poll = make_choice(PollOption(0, "One"), two, PollOption(3, "Three"), method="score")
    ballots = (Ballot(7, ((3, 5), (0, 0)), WHEN), Ballot(8, ((2, 1),), WHEN, WHEN), Ballot(-1, ((0, 4),), WHEN))
    assert rows(Turnout(poll, ballots)) == [
        ["member", "cast at", "counts", "One (points)", "Two (points) (taken out)", "Three (points)"],
        ["7", WHEN, "yes", "0", "", "5"],
        ["8", WHEN, "no: taken out", "", "1", ""],
        ["not named", WHEN, "yes", "4", "", ""],
    ]
