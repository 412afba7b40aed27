from datetime import date

import pytest

from bot.club.watched import DiaryPage, Entry, Month, Watch
from bot.ui.members.diary_card import diary_heading, diary_line, entry_label, month_strip
from bot.ui.theme import OPTION_LABEL, units


def entry(title: str = "Salt Road", year: int | None = 1999, *, score: int | None = 9, rewatch: bool = False) -> Entry:
    watch = Watch(1, 2, date(2024, 3, 9), rewatch, "2024-03-09T20:00:00Z")
    return Entry(watch, title, year, score, rated_by_asker=False)


@pytest.mark.parametrize(
    ("watches", "bars"),
    [
        ([1] + [0] * 11, "█ · · · · · · · · · · ·"),
        ([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0], "▁ ▂ ▃ ▄ ▅ ▆ ▇ █ · · · ·"),
        ([100, 1, 50, 51, 99, 0, 0, 0, 0, 0, 0, 0], "█ ▁ ▄ ▅ █ · · · · · · ·"),
    ],
)
def test_a_strip_is_as_high_as_its_highest_month_and_shows_every_watch(watches: list[int], bars: str) -> None:
    assert month_strip(watches) == f"{bars}\nJ F M A M J J A S O N D"


def test_a_heading_counts_all_and_shows_the_year_that_the_page_begins_in() -> None:
    page = DiaryPage((entry(),), (Month(2023, 12, 1, 0), Month(2024, 3, 4, 1), Month(2025, 1, 2, 1)), hidden=False)
    assert diary_heading("ana", page, None, ["No longer in this server."]) == (
        "## ana’s diary\n-# 7 watches · 2 rewatches · 2023 to 2025\n**2024**: 4 watches · 1 rewatch\n"
        "```\n· · █ · · · · · · · · ·\nJ F M A M J J A S O N D\n```\n-# Mar 4\n-# No longer in this server."
    )
    assert diary_heading("ana", page, 2023) == (
        "## ana’s diary of 2023\n-# 1 watch\n```\n· · · · · · · · · · · █\nJ F M A M J J A S O N D\n```\n-# Dec 1"
    )


def test_a_diary_of_one_year_is_summed_once() -> None:
    page = DiaryPage((entry(),), (Month(2024, 1, 1, 0), Month(2024, 3, 1_200, 0)), hidden=False)
    assert diary_heading("ana", page, None).startswith("## ana’s diary\n-# 1,201 watches\n```\n▁ · █")
    assert diary_heading("ana", page, None).endswith("\n-# Jan 1 · Mar 1,200")


def test_a_line_names_the_film_the_day_and_the_score_that_may_be_told() -> None:
    assert diary_line(entry(), "stars", scored=True) == "**Salt Road (1999)** · ★★★★½\n-# 9 March 2024"
    assert diary_line(entry(), "points", scored=True) == "**Salt Road (1999)** · 9/10\n-# 9 March 2024"
    assert diary_line(entry(rewatch=True), "stars", scored=False) == "**Salt Road (1999)**\n-# 9 March 2024 · rewatch"
    assert diary_line(entry("*Bold*", None, score=None), "stars", scored=True) == "**\\*Bold\\***\n-# 9 March 2024"


@pytest.mark.parametrize("title", ["Salt Road", "Long " * 60, "𝔖𝔞𝔩𝔱 " * 60, "\u202e"])
def test_a_label_fits_an_option(title: str) -> None:
    label = entry_label(entry(title))
    assert units(label) <= OPTION_LABEL
    assert label.endswith(" (1999), 9 March 2024")
