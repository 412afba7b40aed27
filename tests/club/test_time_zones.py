import re
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.time_zones import is_fixed, parse_zone, zone_name, zone_names, zones_like
from bot.errors import UserError


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("  europe/lisbon ", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("UTC", "UTC"),
        ("etc/utc", "Etc/UTC"),
        ("knox", "America/Indiana/Knox"),
        ("GMT+2", "Etc/GMT-2"),
        ("utc +2", "Etc/GMT-2"),
        ("+02:00", "Etc/GMT-2"),
        ("UTC−5", "Etc/GMT+5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("GMT+0", "UTC"),
        ("-0", "UTC"),
    ],
)
def test_a_time_zone_is_read_where_it_is_clear(typed: str, name: str) -> None:
    assert parse_zone(typed).key == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Istanbul", "That may be Asia/Istanbul or Europe/Istanbul. Write one of these."),
        ("buenos aires", "That may be America/Argentina/Buenos_Aires or America/Buenos_Aires. Write one of these."),
        ("lisbo", "I know no time zone “lisbo”. Is it Europe/Lisbon?"),
        ("berln", "I know no time zone “berln”. Is it Europe/Berlin?"),
        ("new yrok", "Is it America/New_York?"),
        ("CEST", "Write a city, such as Europe/Berlin, Europe/Paris or Europe/Rome."),
        ("est", "Write a city, such as America/New_York or America/Toronto."),
        ("UTC+5:30", "UTC+5:30 is not a whole number of hours. Is it Asia/Calcutta, Asia/Colombo or Asia/Kolkata?"),
        ("gmt+15", "Nowhere do clocks show UTC+15."),
        ("munich", "Write a large city that has your time, such as Europe/Lisbon, or hours from UTC, such as UTC+2."),
        ("", "such as Europe/Lisbon"),
        ("localtime", "such as Europe/Lisbon"),
        ("../etc/passwd", "such as Europe/Lisbon"),
    ],
)
def test_a_time_zone_that_is_not_clear_is_refused_with_what_to_write(typed: str, said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        parse_zone(typed)


def test_every_time_zone_that_is_offered_is_read() -> None:
    assert len(zone_names()) > 400
    for name in zone_names():
        assert parse_zone(name).key == name
        assert len(name) <= 100


def test_a_city_that_begins_with_what_is_typed_comes_first() -> None:
    assert zones_like("lis")[0] == "Europe/Lisbon"
    assert zones_like("new y")[0] == "America/New_York"
    assert "Europe/Lisbon" in zones_like("europe")
    assert zones_like("zzz") == []


@pytest.mark.parametrize(("typed", "ahead"), [("GMT+2", 2), ("UTC-9", -9), ("+14", 14)])
def test_hours_from_utc_are_ahead_of_it_where_people_mean_so(typed: str, ahead: int) -> None:
    zone = parse_zone(typed)
    assert datetime.now(zone).utcoffset() == timedelta(hours=ahead)
    assert zone_name(zone) == f"UTC{ahead:+}"
    assert is_fixed(zone)


@pytest.mark.parametrize("key", ["Europe/Lisbon", "UTC", "Etc/GMT", "Etc/GMT+0", "Etc/UTC"])
def test_every_other_time_zone_is_called_by_its_name(key: str) -> None:
    assert zone_name(ZoneInfo(key)) == key


def test_every_place_that_is_suggested_is_one() -> None:
    for initials in ("cest", "eest", "west", "bst", "ist", "cst", "mst", "pst", "aedt", "nzst", "brt", "hkt"):
        with pytest.raises(UserError) as refused:
            parse_zone(initials)
        places = re.findall(r"[A-Z]\w+/\w+", str(refused.value))
        assert places
        assert set(places) <= set(zone_names())


@given(st.text(max_size=60))
def test_any_text_is_a_time_zone_or_refused(typed: str) -> None:
    with suppress(UserError):
        assert parse_zone(typed).key in zone_names()
