"""Gathers from an open ledger what a report of some kind is made from, and sends a bulletin out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from liling_desk.ledger.standing import Standing
from liling_desk.open_ledger import OpenLedger
from liling_desk.read_ledger import ReadLedger
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin


def material_of(
    ledger: ReadLedger, kind: str, rows: Sequence[Standing], options: ReportOptions | None = None
) -> Material:
    """All that a report on these rows needs; `rows` come from `ledger.find`.

    A bulletin is compared with the last issue ahead of the one that `options` name, not later than their as-of day.
    Raises `FileUnusable` where that one's figures can't be read.
    """
    snapshot = ledger.snapshot()
    present = sum(not item.deleted for item in snapshot.commitments.values())
    facts = LedgerFacts(ledger.path.name, snapshot.entries, present)
    history = ledger.histories([each.code for each in rows]) if kind == "item" else {}
    if kind != "bulletin":
        return Material(rows, facts, snapshot, history)
    from liling_desk.ledger.bulletin import last_issued

    bulletins = ledger.bulletins()
    as_of = options.as_of if options else max((each.as_of for each in rows), default=None)
    last = last_issued(bulletins, options.bulletin if options else None, as_of)
    return Material(rows, facts, snapshot, history, bulletins, ledger.frozen_figures(last) if last else None)


def issue_bulletin(
    ledger: OpenLedger, draft: Bulletin, options: ReportOptions, on: date, tr: Translator, seen: int | None = None
) -> Bulletin:
    """Make the paper of a draft without its stamp, and send both out for good; gives back the issue.

    Items, day and order are those of the draft. `seen`: how many journal entries the preview was made from. Raises
    `Outdated` where there are more by now, `InvalidEdit` for a taken number, an issued bulletin and one without items.
    """
    from liling_desk.ledger.bulletin import freeze
    from liling_desk.reporting.bulletin_report import TITLE
    from liling_desk.reporting.kinds import make_report
    from liling_desk.reporting.typst_pdf import pdf_of

    rows = ledger.find(draft.filter, draft.sort, draft.as_of)
    draft = draft.but(title=draft.title.strip() or tr(TITLE))
    going_out = draft.but(issued_on=on, issued_by=ledger.actor)
    asked = replace(options, as_of=draft.as_of, filter=draft.filter, sort=draft.sort, bulletin=going_out)
    material = material_of(ledger, "bulletin", rows, asked)
    entries = material.facts.entry_count if seen is None else seen
    paper = pdf_of(make_report("bulletin", material, asked, tr))
    ledger.issue_bulletin(draft, freeze(rows, draft.as_of), paper, on, entries)
    return next(each for each in ledger.bulletins() if each.key == draft.key)
