"""What a server has chosen reads in the audit list as it does in the settings panel."""

from typing import get_args

import pytest

from bot.catalogue.stored import FilmFilter
from bot.club.chosen import CALLED, SettingName
from bot.club.filter_text import write_filter
from bot.ui.settings.setting_words import called, chosen_words

SHORT_FRENCH = write_filter(FilmFilter(country="FR", year_from=1950, year_to=1959, max_runtime=100))


@pytest.mark.parametrize(
    ("name", "kept", "words"),
    [
        ("weekly_day", "4", "Fridays"),
        ("weekly_day", None, "none"),
        ("weekly_hour", "9", "09:00"),
        ("weekly_hour", None, "20:00"),
        ("weekly_source", "random", "Any film, by chance"),
        ("weekly_source", None, "What most members have on their watchlists"),
        ("weekly_filter", SHORT_FRENCH, "1950s · France · at most 1 h 40 min"),
        ("weekly_filter", None, "all of them"),
        ("score_blind", "1", "Only members who have rated the film"),
        ("score_blind", None, "Everyone"),
        ("unmarked_reviews", "open", "In the open"),
        ("share_reviews", "0", "no"),
        ("share_reviews", None, "yes"),
        ("talk", "0", "Left alone"),
        ("poll_channel", "404", "<#404>"),
        ("poll_channel", None, "none"),
        ("quiet_channels", "404,405", "<#404>, <#405>"),
        ("quiet_channels", None, "nowhere"),
        ("host_role", "12", "<@&12>"),
        ("scale", "points", "In points, 1 to 10"),
        ("time_zone", "America/New_York", "America/New\\_York"),
        ("time_zone", "Etc/GMT-2", "UTC+2"),
        ("time_zone", None, "UTC"),
        ("mood", None, "*not set*"),
        ("mood", "sad", "sad"),
    ],
)
def test_what_is_chosen_is_told_in_words(name: str, kept: str | None, words: str) -> None:
    assert chosen_words(name, kept) == words


@pytest.mark.parametrize("name", get_args(SettingName))
@pytest.mark.parametrize("kept", ["", "9_9", "99", "x", "../x", '{"mood": "sad"}', "[1]"])
def test_what_is_no_longer_understood_is_shown_all_the_same(name: SettingName, kept: str) -> None:
    chosen_words(name, kept)


def test_many_channels_are_counted_where_there_is_little_room() -> None:
    many = ",".join(str(10**18 + number) for number in range(25))
    assert chosen_words("quiet_channels", many, 60) == f"<#{10**18}>, <#{10**18 + 1}> and 23 more"


def test_every_setting_is_called_by_words_of_its_own() -> None:
    assert set(CALLED) == set(get_args(SettingName))
    assert len(set(CALLED.values())) == len(CALLED)
    assert not any("_" in words for words in CALLED.values())
    assert called("old_one") == "old one"
