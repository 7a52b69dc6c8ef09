"""A bulletin in the archive proves the ledger of its day: its foot names the newest entry and its hash."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin
from liling_desk.ledger.filters import EVERYTHING, SortOrder
from liling_desk.proof import find_entry, verify, write_journal
from liling_desk.report_material import issue_bulletin, material_of
from liling_desk.reporting.kinds import Material, make_report
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.report import Letterhead
from liling_desk.reporting.typst_pdf import pdf_of

DAY = date(2021, 11, 30)
OPTIONS = ReportOptions(DAY)
DRAFT = Bulletin(key="2021-1", year=2021, number=1, as_of=DAY)
HEAD = "3fa91c228d0177be" + "5" * 48


def printed(text):
    """Number of the entry, and the digits beside it."""
    found = re.search(r"第([\d,]+)条操作记录，校验([0-9a-f]{16,})…", text)
    assert found is not None, text
    return int(found[1].replace(",", "")), found[2]


def test_the_paper_that_goes_out_names_the_entry_before_its_own(starter_ledger, chinese, text_of, tmp_path):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="x"))
    head = starter_ledger.snapshot().head
    issued = issue_bulletin(starter_ledger, DRAFT, OPTIONS, DAY, chinese)
    paper = starter_ledger.bulletin_paper(issued)
    seq, digits = printed(text_of(paper, squeezed=True))
    assert (seq, issued.entries) == (2, 2) and head.startswith(digits)
    entry = find_entry(starter_ledger.path, digits)
    assert entry is not None and entry.seq == 2
    assert starter_ledger.recent(1)[0].seq == 3 and starter_ledger.recent(1)[0].action == "issue_bulletin"
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="后来的"))
    write_journal(starter_ledger.path, tmp_path / "j.jsonl")
    assert verify(tmp_path / "j.jsonl", digits).found.seq == 2


def test_the_document_holds_the_whole_hash(starter_ledger, chinese):
    head = starter_ledger.snapshot().head
    issued = issue_bulletin(starter_ledger, DRAFT, OPTIONS, DAY, chinese)
    told = pypdfium2.PdfDocument(starter_ledger.bulletin_paper(issued)).get_metadata_dict()
    assert f"sha256 {head}" in told["Keywords"] and "journal entry 1" in told["Keywords"]


@pytest.mark.parametrize("letterhead", [None, Letterhead(issuer="醴陵市督查室")])
def test_it_stands_on_every_page(worked_rows, chinese, text_of, letterhead):
    facts = LedgerFacts("台账.db", 1284, 93, HEAD)
    report = make_report("bulletin", Material(worked_rows, facts), replace(OPTIONS, letterhead=letterhead), chinese)
    pages = pypdfium2.PdfDocument(pdf_of(report))
    assert len(pages) > 1
    for page in pages:
        text = re.sub(r"\s", "", page.get_textpage().get_text_bounded())
        assert printed(text) == (1284, HEAD[:16])


def test_only_bulletins_print_it(starter_ledger, chinese):
    rows = starter_ledger.find(EVERYTHING, SortOrder(), DAY)
    facts = material_of(starter_ledger, "bulletin", rows, OPTIONS).facts
    assert facts.head == starter_ledger.snapshot().head
    for kind in ("status", "ledger", "problems"):
        report = make_report(kind, material_of(starter_ledger, kind, rows, OPTIONS), OPTIONS, chinese)
        assert "校验" not in report.origin_words and report.keywords == ()
    bare = make_report("bulletin", Material(rows, LedgerFacts("台账.db", 1, 93)), OPTIONS, chinese)
    assert "校验" not in bare.origin_words
