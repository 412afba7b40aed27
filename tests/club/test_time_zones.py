import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.time_zones import parse_zone, zone_names, zones_like
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
        ("CEST", "such as Europe/Lisbon"),
        ("+02:00", "such as Europe/Lisbon"),
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


@given(st.text(max_size=60))
def test_any_text_is_a_time_zone_or_refused(typed: str) -> None:
    with suppress(UserError):
        assert parse_zone(typed).key in zone_names()
