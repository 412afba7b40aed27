"""An answer as plain values, for programs and for the explanation members can ask for. Pure rules."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from bot.asking.answered import Answered, Offer, Told
from bot.asking.finding.spans import Span
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    CommandQuery,
    CompareQuery,
    DoQuery,
    FactQuery,
    GroupQuery,
    ListedQuery,
    ListQuery,
    PersonQuery,
    Query,
    RecommendQuery,
    ReviewQuery,
    SideBySideQuery,
    SimilarQuery,
    Small,
    TallyQuery,
    Unclear,
)
from bot.asking.understanding import Understood
from bot.catalogue.film import label

_SURE = 100.0


def answer_to_mapping(question: str, answered: Answered) -> dict[str, Any]:
    """Return the question, all that is said, and each part with its intent, entities, confidence, query and reasons."""
    parts = [_part(understood, told) for understood, told in answered.parts]
    return {
        "question": question,
        "answer": answered.text,
        "intent": parts[0]["intent"],
        "entities": [entity for part in parts for entity in part["entities"]],
        "confidence": min(part["confidence"] for part in parts),
        "parts": parts,
    }


def intent_of(query: Query) -> str:
    """Return what kind of question a query is, such as `fact.director`, `list`, `review.quote` or `unclear`."""
    return _INTENTS[type(query)](query)


_INTENTS: Mapping[type[Query], Callable[[Any], str]] = {
    FactQuery: lambda query: f"fact.{query.field}",
    CheckQuery: lambda _: "check",
    CompareQuery: lambda query: f"compare.{query.measure}",
    SideBySideQuery: lambda query: "compare.shared" if query.shared else "compare.all",
    TallyQuery: lambda _: "tally",
    ListQuery: lambda query: query.shape if query.sort == "known" else f"{query.shape}.{query.sort}",
    RecommendQuery: lambda query: "recommend.why" if query.why else f"recommend.{query.whom}",
    SimilarQuery: lambda _: "similar",
    GroupQuery: lambda query: f"groups.{query.by}",
    PersonQuery: lambda _: "person",
    ReviewQuery: lambda query: f"review.{query.ask}",
    ClubQuery: lambda query: f"club.{query.ask}",
    DoQuery: lambda query: f"do.{query.deed}",
    CommandQuery: lambda query: f"command.{query.command}",
    ListedQuery: lambda _: "own.listed",
    Small: lambda query: query.ask,
    Unclear: lambda query: "unclear" if query.wants == "question" else f"unclear.{query.wants}",
}


def _part(understood: Understood, told: Told) -> dict[str, Any]:
    return {
        "intent": intent_of(understood.query),
        "entities": [_entity(span) for span in understood.spans],
        "confidence": round(understood.sure / _SURE, 2),
        "answer": "\n".join(told.lines),
        "source": told.source or None,
        "films": list(told.films),
        "offers": [_offer(offer) for offer in told.offers],
        "query": asdict(understood.query),
        "reasons": list(understood.reasons),
    }


def _offer(offer: Offer) -> dict[str, Any]:
    day = None if offer.day is None else offer.day.isoformat()
    return {**asdict(offer), "films": list(offer.films), "day": day}


def _entity(span: Span) -> dict[str, Any]:
    entity: dict[str, Any] = {"kind": span.kind, "text": span.text, "confidence": round(span.sure / _SURE, 2)}
    if span.films:
        entity["films"] = [{"id": film.id, "name": label(film.title, film.year)} for film in span.films]
    if span.name:
        entity["name"] = span.name
    if span.values:
        entity["values"] = list(span.values)
    if span.range is not None:
        entity["from"], entity["to"] = span.range.low, span.range.high
    if span.member is not None:
        entity["member"] = span.member
    return entity
