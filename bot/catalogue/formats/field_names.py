"""What people call the fields of a record: in the headings of their tables, and where they mean one and write another.

A name is compared in small letters, its words parted by one `_`, without brackets.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from bot.catalogue.record import FIELDS, shown

_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "title": ("film_title", "movie_title"),
    "year": ("release_year", "year_of_release", "released_in"),
    "aliases": ("alias", "aka", "also_known_as", "other_names", "other_titles", "alternative_titles"),
    "tagline": ("slogan",),
    "synopsis": ("plot", "overview", "description", "summary", "storyline"),
    "votes": ("vote_count", "num_votes", "number_of_votes"),
    "runtime_minutes": (
        *("runtime", "runtime_min", "runtime_mins", "runtime_in_minutes", "running_time", "run_time"),
        *("duration", "length", "minutes"),
    ),
    "certification": ("certificate", "age_rating", "content_rating", "mpaa", "mpaa_rating"),
    "language": ("original_language",),
    "released": ("release_date", "date_released", "released_on"),
    "companies": ("company", "production_company", "production_companies", "studio", "studios"),
    "countries": ("country", "country_of_origin", "production_countries"),
    "genres": ("genre",),
    "directors": ("director", "directed_by"),
    "writers": ("writer", "written_by", "screenwriter", "screenwriters"),
    "cast": ("actor", "actors", "starring", "stars", "cast_members"),
    "revenue": ("box_office", "gross"),
    "website": ("homepage", "official_website", "web_site"),
    "poster": ("poster_url", "poster_link"),
    "trailer": ("trailer_url", "trailer_link"),
    "streaming": ("streaming_on", "where_to_watch"),
}
_FIELD_OF: Mapping[str, str] = {name: field for field, names in _ALSO_CALLED.items() for name in names}
_MEANT: Mapping[str, str] = {**{field: field for field in FIELDS}, **_FIELD_OF}

_NEAR_ENOUGH = 0.8
"""How like a field's name, of 0 to 1, another is that may be a slip for it."""

_MOST_NAMED = 10


def fields_called(headings: Collection[str]) -> list[str]:
    """Return the headings of a table with the usual other names of fields made these; the others stay as they are.

    A field is read from one heading: its own name if that is there, else the first that is another name for it.
    """
    taken = set(headings)
    fields: list[str] = []
    for heading in headings:
        field = _FIELD_OF.get(heading)
        if field is None or field in taken:
            fields.append(heading)
        else:
            taken.add(field)
            fields.append(field)
    return fields


def passed_over(names: Iterable[str]) -> str:
    """Return the warning that fields of these names are none of a record, with those that may be meant."""
    told = [_unknown(name) for name in names]
    more = f" and {len(told) - _MOST_NAMED:,} more" if len(told) > _MOST_NAMED else ""
    return f"unknown field{'s' if len(told) > 1 else ''} passed over: {', '.join(told[:_MOST_NAMED])}{more}"


def _unknown(name: str) -> str:
    near = get_close_matches(name.lower(), _MEANT, 1, _NEAR_ENOUGH)
    return f"{shown(name)} (did you mean “{_MEANT[near[0]]}”?)" if near else shown(name)
