"""Clusters of clauses as the rows of ``events``, ``event_participants`` and ``event_mentions``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from pipelines.analyse.events.lexicon import goldstein_scale, quad_class
from pipelines.corpus.events.clusters import Cluster
from pipelines.corpus.events.dated_clauses import DatedClause, Party, precision_of
from pipelines.corpus.events.ids import event_id_of, mention_ids, participant_id_of
from pipelines.corpus.events.sides import sides_of

EVENT_COLUMNS = {
    "event_id": pl.String,
    "event_type": pl.String,
    "event_mode": pl.String,
    "cameo_root": pl.String,
    "quad_class": pl.Int64,
    "goldstein_scale": pl.Float64,
    "event_date": pl.Date,
    "event_date_end": pl.Date,
    "date_precision": pl.String,
    "date_basis": pl.String,
    "modality": pl.String,
    "place_id": pl.String,
    "country": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "summary": pl.String,
    "n_mentions": pl.Int64,
    "n_articles": pl.Int64,
    "n_sources": pl.Int64,
    "first_published_on": pl.Date,
    "last_published_on": pl.Date,
    "confidence": pl.Float64,
}
PARTICIPANT_COLUMNS = {
    "participant_id": pl.String,
    "event_id": pl.String,
    "role": pl.String,
    "surface": pl.String,
    "entity_id": pl.String,
    "country": pl.String,
    "sector": pl.String,
    "confidence": pl.Float64,
}
MENTION_COLUMNS = {
    "event_mention_id": pl.String,
    "event_id": pl.String,
    "article_id": pl.String,
    "event_type": pl.String,
    "sentence_start": pl.Int64,
    "sentence_end": pl.Int64,
    "evidence": pl.String,
    "trigger_start": pl.Int64,
    "trigger_end": pl.Int64,
    "trigger": pl.String,
    "modality": pl.String,
    "attributed_to": pl.String,
    "event_date": pl.Date,
    "event_date_end": pl.Date,
    "join_score": pl.Float64,
    "join_reason": pl.String,
    "confidence": pl.Float64,
}
#: What one report says beats what another says, in this order.
_MODALITIES = ("reported", "planned", "alleged", "requested", "denied")
_PRECISIONS = ("day", "week", "month", "year")
MOST_CONFIDENCE = 0.99


class EventTables(NamedTuple):
    """``events`` one row an event, ``participants`` one an actor or recipient, ``mentions`` one a report."""

    events: pl.DataFrame
    participants: pl.DataFrame
    mentions: pl.DataFrame


def build_tables(clusters: Iterable[Cluster]) -> EventTables:
    """The rows of the three tables, sorted by id."""
    events, participants, mentions = [], [], []
    listed = list(clusters)
    ids = mention_ids(member for cluster in listed for member in cluster.members)
    for cluster in listed:
        event_id = event_id_of(cluster.members, ids)
        events.append(_event_row(event_id, cluster))
        participants += _participant_rows(event_id, cluster)
        mentions += [_mention_row(ids[member.key], event_id, member, cluster) for member in cluster.members]
    return EventTables(
        pl.DataFrame(events, schema=EVENT_COLUMNS).sort("event_id"),
        pl.DataFrame(participants, schema=PARTICIPANT_COLUMNS).sort("participant_id"),
        pl.DataFrame(mentions, schema=MENTION_COLUMNS).sort("event_mention_id"),
    )


def _event_row(event_id: str, cluster: Cluster) -> dict[str, object]:
    members = sorted(cluster.members, key=lambda m: m.key)
    best = min(members, key=lambda m: (-m.clause.confidence, m.key))
    dated = [m for m in members if m.event_earliest is not None]
    finest = min(dated, key=lambda m: (_precision_rank(m), m.event_basis == "inherited", m.key), default=None)
    root = _most([m.clause.cameo_root for m in members])
    return {
        "event_id": event_id,
        "event_type": best.clause.event_type,
        "event_mode": _most([m.clause.event_mode for m in members if m.clause.event_mode]),
        "cameo_root": root,
        "quad_class": quad_class(best.clause.event_type),
        "goldstein_scale": goldstein_scale(root or ""),
        **_when(cluster, finest),
        "modality": _modality(members, cluster.earliest),
        **_where(members),
        "summary": best.evidence,
        "n_mentions": len(members),
        "n_articles": len({m.article_id for m in members}),
        "n_sources": len({m.site or m.cluster_id or m.article_id for m in members}),
        **_when_published(members),
        "confidence": _confidence(members),
    }


def _modality(members: Sequence[DatedClause], earliest: date | None) -> str:
    """How an event is told by all its reports: whatever lies ahead of the last of them is still planned."""
    told = min((m.clause.modality for m in members), key=_MODALITIES.index)
    published = [m.published_latest for m in members]
    is_ahead = earliest is not None and all(day is not None and day < earliest for day in published)
    return "planned" if told == "reported" and is_ahead else told


def _where(members: Iterable[DatedClause]) -> dict[str, object]:
    """The place that most of the reports give."""
    place = _most_common([m.place for m in members if m.place is not None])
    found = (None,) * 4 if place is None else (place.entity_id, place.country, place.latitude, place.longitude)
    return dict(zip(("place_id", "country", "latitude", "longitude"), found, strict=True))


def _when_published(members: Iterable[DatedClause]) -> dict[str, object]:
    """The first and the last day on which it was reported."""
    days = [m.published_on for m in members if m.published_on is not None]
    return {"first_published_on": min(days, default=None), "last_published_on": max(days, default=None)}


def _when(cluster: Cluster, finest: DatedClause | None) -> dict[str, object]:
    """The days of an event: those its reports give, else the week before the first of them was published."""
    earliest, latest = cluster.earliest, cluster.latest
    if finest is not None:
        precision, basis = _precision(earliest, latest, finest), finest.event_basis
    else:
        news = [(m.news_latest, m.news_earliest) for m in cluster.members if m.news_earliest and m.news_latest]
        latest, earliest = min(news, default=(None, None))
        precision = precision_of(earliest, latest) if earliest and latest else None
        basis = "published" if precision else None
    return {"event_date": earliest, "event_date_end": latest, "date_precision": precision, "date_basis": basis}


def _precision(earliest: date | None, latest: date | None, finest: DatedClause | None) -> str | None:
    if finest is None:
        return None
    return "day" if earliest == latest else finest.event_precision


def _precision_rank(member: DatedClause) -> int:
    return _PRECISIONS.index(member.event_precision) if member.event_precision in _PRECISIONS else len(_PRECISIONS)


def _confidence(members: Sequence[DatedClause]) -> float:
    """One minus the chance that every source erred; copies of an article add nothing."""
    by_source: dict[str, float] = {}
    for member in members:
        source = member.duplicate_of or member.cluster_id or member.site or member.article_id
        by_source[source] = max(by_source.get(source, 0.0), member.clause.confidence)
    doubt = 1.0
    for source in sorted(by_source):
        doubt *= 1 - by_source[source]
    return round(min(1 - doubt, MOST_CONFIDENCE), 3)


def _participant_rows(event_id: str, cluster: Cluster) -> list[dict[str, object]]:
    actors, recipients = sides_of(cluster.members)
    return [
        {
            "participant_id": participant_id_of(event_id, role, p),
            "event_id": event_id,
            "role": role,
            "surface": p.surface,
            "entity_id": p.entity_id,
            "country": p.country,
            "sector": p.sector,
            "confidence": p.confidence,
        }
        for role, side in (("actor", actors), ("recipient", recipients))
        for p in side
    ]


def _mention_row(mention_id: str, event_id: str, member: DatedClause, cluster: Cluster) -> dict[str, object]:
    clause = member.clause
    score, reason = cluster.joins.get(member.key, (None, None))
    return {
        "event_mention_id": mention_id,
        "event_id": event_id,
        "article_id": member.article_id,
        "event_type": clause.event_type,
        "sentence_start": clause.sentence_start,
        "sentence_end": clause.sentence_end,
        "evidence": member.evidence,
        "trigger_start": clause.trigger_start,
        "trigger_end": clause.trigger_end,
        "trigger": clause.trigger,
        "modality": clause.modality,
        "attributed_to": member.attributed_to,
        "event_date": member.event_earliest,
        "event_date_end": member.event_latest,
        "join_score": score,
        "join_reason": reason,
        "confidence": clause.confidence,
    }


def _most(values: Sequence[str]) -> str | None:
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0] if values else None


def _most_common(parties: Sequence[Party]) -> Party | None:
    name = _most([party.key for party in parties])
    return next((party for party in parties if party.key == name), None)
