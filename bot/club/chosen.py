"""What a server may choose, and what holds where it has not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from bot.catalogue.reviews.spoilers import UnmarkedRule
from bot.catalogue.stored import FilmFilter
from bot.club.scores import Scale

UTC = ZoneInfo("UTC")

WeeklySource = Literal["watchlists", "random"]
"""Where the week's film comes from: members' watchlists, or any film, both within the filter."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's settings.

    `unmarked_reviews` says whether reviews that nobody has marked stand behind spoiler bars; members write and read
    scores on `scale`; where `score_blind`, the club's figures of a film are shown only to members who have rated it;
    `share_ratings` and `share_reviews` say what members may post of their own for all to see. Days and hours are meant
    in `time_zone`.

    Where `talk`, the bot answers messages that are meant for it, but for those in `quiet_channels` and their threads.

    Polls are posted and discussions open in their channels, or where they were asked for if that is None; results and
    the week's film are announced in `announcement_channel`. Members with `host_role` change any poll and movie night;
    `voter_role` votes in choice polls that name no role of their own.

    The week's film is posted on `weekly_day` (0 is Monday; None never) at `weekly_hour` (0 to 23).
    """

    unmarked_reviews: UnmarkedRule = "barred"
    discussion_channel: int | None = None
    scale: Scale = "stars"
    score_blind: bool = False
    time_zone: ZoneInfo = UTC
    host_role: int | None = None
    poll_channel: int | None = None
    announcement_channel: int | None = None
    voter_role: int | None = None
    share_ratings: bool = True
    share_reviews: bool = True
    talk: bool = True
    quiet_channels: tuple[int, ...] = ()
    weekly_day: int | None = None
    weekly_hour: int = 20
    weekly_source: WeeklySource = "watchlists"
    weekly_filter: FilmFilter = field(default_factory=FilmFilter)


SettingName = Literal[
    "unmarked_reviews",
    "discussion_channel",
    "scale",
    "score_blind",
    "time_zone",
    "host_role",
    "poll_channel",
    "announcement_channel",
    "voter_role",
    "share_ratings",
    "share_reviews",
    "talk",
    "quiet_channels",
    "weekly_day",
    "weekly_hour",
    "weekly_source",
    "weekly_filter",
]
"""The fields of `Settings`, under which they are kept."""

CALLED: Mapping[str, str] = {
    "unmarked_reviews": "Reviews that nobody has marked",
    "discussion_channel": "Channel for discussions",
    "scale": "Scores",
    "score_blind": "The club’s averages",
    "time_zone": "Time zone",
    "host_role": "Role of the hosts",
    "poll_channel": "Channel for polls",
    "announcement_channel": "Channel for announcements",
    "voter_role": "Role of the voters",
    "share_ratings": "Members may post their ratings",
    "share_reviews": "Members may post their reviews",
    "talk": "Messages to me",
    "quiet_channels": "Where I stay silent",
    "weekly_day": "Film of the week, day",
    "weekly_hour": "Film of the week, hour",
    "weekly_source": "Film of the week, where it comes from",
    "weekly_filter": "Film of the week, which films",
}
"""What each is called where members read of it."""
