"""Gathers from an open ledger what a report of some kind is made from, and sends a bulletin out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from liling_desk.ledger.standing import Standing
from liling_desk.open_ledger import OpenLedger
from liling_desk.read_ledger import ReadLedger
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
    from liling_desk.reporting.report import Report


def material_of(
    ledger: ReadLedger, kind: str, rows: Sequence[Standing], options: ReportOptions | None = None
) -> Material:
    """All that a report on these rows needs; `rows` come from `ledger.find`.

    A bulletin is compared with the last issue ahead of the one that `options` name, not later than their as-of day.
    Raises `FileUnusable` where that one's figures can't be read.
    """
    snapshot = ledger.snapshot()
    present = sum(not item.deleted for item in snapshot.commitments.values())
    facts = LedgerFacts(ledger.address.name, snapshot.entries, present, snapshot.head)
    history = ledger.histories([each.code for each in rows]) if kind == "item" else {}
    if kind != "bulletin":
        return Material(rows, facts, snapshot, history)
    from liling_desk.ledger.bulletin import last_issued

    bulletins = ledger.bulletins()
    as_of = options.as_of if options else max((each.as_of for each in rows), default=None)
    last = last_issued(bulletins, options.bulletin if options else None, as_of)
    return Material(rows, facts, snapshot, history, bulletins, ledger.frozen_figures(last) if last else None)


@dataclass(frozen=True)
class GoingOut:
    """A draft that is about to be sent out, its figures as they will be kept, and the report that is its paper."""

    draft: Bulletin
    figures: FrozenFigures
    report: Report
    on: date
    entries: int

    def paper(self) -> bytes:
        """The PDF. It takes a moment and asks nothing of the ledger: a worker can make it."""
        from liling_desk.reporting.typst_pdf import pdf_of

        return pdf_of(self.report)


def going_out(
    ledger: ReadLedger, draft: Bulletin, options: ReportOptions, on: date, tr: Translator, seen: int | None = None
) -> GoingOut:
    """The draft without its stamp, on the items, the day and in the order that it names. Nothing is written.

    `seen`: how many journal entries the preview was made from, None: as many as there are.
    """
    from liling_desk.ledger.bulletin import freeze
    from liling_desk.reporting.bulletin_report import TITLE
    from liling_desk.reporting.kinds import make_report

    rows = ledger.find(draft.filter, draft.sort, draft.as_of)
    draft = draft.but(title=draft.title.strip() or tr(TITLE))
    signed = draft.but(issued_on=on, issued_by=ledger.actor)
    asked = replace(options, as_of=draft.as_of, filter=draft.filter, sort=draft.sort, bulletin=signed)
    material = material_of(ledger, "bulletin", rows, asked)
    entries = material.facts.entry_count if seen is None else seen
    return GoingOut(draft, freeze(rows, draft.as_of), make_report("bulletin", material, asked, tr), on, entries)


def send_out(ledger: OpenLedger, going: GoingOut, paper: bytes) -> Bulletin:
    """Send both out for good; gives back the issue.

    Raises `Outdated` where more was written by now, `InvalidEdit` for a taken number, an issued bulletin and one
    without items.
    """
    ledger.issue_bulletin(going.draft, going.figures, paper, going.on, going.entries)
    return next(each for each in ledger.bulletins() if each.key == going.draft.key)


def issue_bulletin(
    ledger: OpenLedger, draft: Bulletin, options: ReportOptions, on: date, tr: Translator, seen: int | None = None
) -> Bulletin:
    """Make the paper of a draft and send it out in one call. Raises like `send_out`."""
    going = going_out(ledger, draft, options, on, tr, seen)
    return send_out(ledger, going, going.paper())
