"""The JSON shapes that scripts may rely on: English keys, dates ISO, absent values null."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from liling_desk.importing.preview import CellChange, Preview
from liling_desk.importing.sheet import Sheet
from liling_desk.ledger.commitment import Commitment, Source
from liling_desk.ledger.deadline import Deadline, reading
from liling_desk.ledger.entry import Batch, Entry
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.remarks import Remark
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing
from liling_desk.translations import Translator


def item(standing: Standing, tr: Translator) -> dict[str, Any]:
    """One item of `list --json`."""
    commitment = standing.commitment
    return {
        "code": commitment.code,
        "title": commitment.title,
        **{name: getattr(commitment, name) or None for name in ("detail", "role", "programme", "category", "kind")},
        "lead_unit": commitment.lead_unit,
        "support_units": list(commitment.support_units),
        "leader": commitment.leader,
        "handler": commitment.handler,
        "deadline": deadline(commitment.deadline),
        "assigned_deadline": _iso(commitment.assigned_deadline),
        "status": commitment.status,
        "timeliness": standing.timeliness,
        "pace": standing.pace,
        "light": {"colour": standing.light.colour, "reasons": [tr.say(each) for each in standing.light.reasons]},
        "indicator": _indicator(standing),
        "done_on": _iso(commitment.done_on),
        "done_basis": commitment.done_basis,
        "version": commitment.version,
    }


def whole_item(
    standing: Standing,
    source: Source | None,
    returns: Iterable[Return],
    evidence: Iterable[Evidence],
    history: Iterable[Entry],
    remarks: Iterable[Remark],
    tr: Translator,
) -> dict[str, Any]:
    """`show --json`: the item with its source, returns and history, newest first; what it is judged by; remarks."""
    commitment = standing.commitment
    return {
        **item(standing, tr),
        "due": _iso(commitment.due),
        "reading": tr.say(reading(commitment.deadline, commitment.reference_date)),
        "extensions": [each.model_dump(mode="json") for each in commitment.extensions],
        "reporting": _reporting(standing),
        "hand_light": None if commitment.hand_light is None else commitment.hand_light.model_dump(mode="json"),
        "pacing": _pacing(standing, tr),
        "promise": _promise(commitment, tr),
        "remarks": [{"kind": each.kind, "words": tr.say(each.words)} for each in remarks],
        "parent": commitment.parent,
        "reference_date": _iso(commitment.reference_date),
        "note": commitment.note or None,
        "status_reason": commitment.status_reason,
        "done_by": commitment.done_by,
        "deleted": commitment.deleted,
        "source": _source(commitment, source),
        "returns": [_return(each) for each in returns],
        "evidence": [evidence_of(each) for each in evidence],
        "history": [_entry(each) for each in history],
    }


def evidence_of(value: Evidence) -> dict[str, Any]:
    """One of `evidence --json`; what belongs to a file is null for a note in words."""
    told = value.model_dump(mode="json", include={"text", "added_on", "file_name", "size", "sha256", "media"})
    return {**told, "name": value.shown_name or None}


def deadline(value: Deadline) -> dict[str, Any]:
    """`{phrase, kind, earliest, latest, approximate}`."""
    return {
        "phrase": value.phrase or None,
        "kind": value.kind,
        "earliest": _iso(value.earliest),
        "latest": _iso(value.latest),
        "approximate": value.approximate,
    }


def read_deadline_as(value: Deadline, reference: date, tr: Translator) -> dict[str, Any]:
    """`deadline --json`."""
    return {
        "reference": reference.isoformat(),
        **deadline(value),
        "phrase": value.phrase,
        "reading": tr.say(reading(value, reference)),
    }


def preview(
    sheet: Sheet, seen: Preview, accepted: Iterable[CellChange], batch: int | None, applied: bool, tr: Translator
) -> dict[str, Any]:
    """`import --json`; `changes` are the cells that the chosen `--accept` takes."""
    return {
        "file": sheet.file,
        "sha256": sheet.sha256,
        **({"sheet": sheet.sheet} if sheet.sheet else {"encoding": sheet.encoding, "delimiter": sheet.delimiter}),
        "header_rows": list(seen.header_rows),
        "columns": dict(seen.columns),
        "ignored_columns": list(seen.ignored_columns),
        "added": seen.added,
        "changed": seen.changed,
        "same": seen.same,
        "problems": [
            {
                "row": each.row, "column": each.column or None, "value": each.value, "why": tr.say(each.why),
                "code": each.code,
            }
            for each in seen.problems
        ],
        "changes": [
            {
                "row": each.row, "commitment": each.commitment, "field": each.field, "before": each.before,
                "after": each.after,
            }
            for each in accepted
        ],
        "applied": applied,
        "batch": batch,
    }  # fmt: skip


def batch(value: Batch) -> dict[str, Any]:
    """One batch of `batches --json`; counts and size are null where an older program applied it."""
    return {
        "batch": value.number, "file": value.file, "sha256": value.sha256, "rows": value.rows,
        "period": value.period, "at": value.at, "actor": value.actor, "undone": value.undone,
        "sender": value.sender, "sheet": value.sheet, "size": value.size, **asdict(value.counts), "kept": value.kept,
    }  # fmt: skip


def _indicator(standing: Standing) -> dict[str, Any] | None:
    indicator = standing.commitment.indicator
    if indicator is None:
        return None
    return {
        **indicator.model_dump(mode="json", exclude={"measure", "path", "plan"}),
        "latest_value": standing.latest_value,
        "latest_value_on": _iso(standing.latest_value_on),
    }


def _reporting(standing: Standing) -> dict[str, Any]:
    owing = standing.owing
    return {
        **standing.commitment.reporting.model_dump(mode="json"),
        "period": None if owing.period is None else owing.period.key,
        "state": owing.state,
        "missing": owing.missing,
    }


def _pacing(standing: Standing, tr: Translator) -> dict[str, Any] | None:
    """Figures in the indicator's unit; `points` behind are negative."""
    pacing, indicator = standing.pacing, standing.commitment.indicator
    if pacing is None or indicator is None:
        return None
    return {
        "measure": indicator.measured_as,
        "path": indicator.path,
        "planned": None if pacing.planned is None else round(pacing.planned, 4),
        "points": None if pacing.points is None else round(pacing.points, 1),
        "words": tr.say(pacing.words),
    }


def _promise(commitment: Commitment, tr: Translator) -> dict[str, Any] | None:
    """Whether the stated growth reaches the target in time; None where something for that is not known."""
    promise = promise_of(commitment)
    if promise is None:
        return None
    return {
        "reaches": promise.reaches,
        "years": promise.years,
        "growth_pct": promise.growth_pct,
        "reached": round(promise.reached, 1),
        "years_needed": promise.years_needed,
        "reached_then": None if promise.reached_then is None else round(promise.reached_then, 1),
        "growth_needed_pct": round(promise.growth_needed_pct, 1),
        "words": tr.say(promise.words),
    }


def _source(commitment: Commitment, source: Source | None) -> dict[str, Any]:
    return {
        "title": source.title if source else None,
        "date": _iso(source.issued_on) if source else None,
        "section": commitment.section or None,
        "wording": commitment.wording or None,
    }


def _return(value: Return) -> dict[str, Any]:
    fields = value.model_dump(mode="json", exclude={"key", "commitment", "sent_back_on", "sent_back_reason"})
    if value.sent_back_on is not None:
        fields["sent_back"] = {"on": _iso(value.sent_back_on), "reason": value.sent_back_reason}
    return {name: None if field == "" else field for name, field in fields.items()}


def _entry(value: Entry) -> dict[str, Any]:
    return {
        "seq": value.seq, "at": value.at, "actor": value.actor, "action": value.action, "reason": value.reason or None,
        "batch": value.batch, "cancels": value.cancels,
        "changes": [
            {"entity": change.entity, "key": change.key, "before": change.before, "after": change.after}
            for change in value.changes
        ],
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
