"""A ledger in which something of everything was done, and all that can be read from one."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from liling_desk.ledger import bulletin as bulletins
from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, freeze
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import accept
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView, keep_profile, keep_view
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 11, 30)


def work_on(ledger: OpenLedger) -> None:
    """Units, edits, returns, an import with its file, evidence, an issued bulletin, an undo and a redo."""
    ledger.apply(edits.add_unit(Unit(name="市交通运输局", aliases=("交通局", "市交通局"))))
    for number in range(1, 31):
        code = f"LL-{number:03}"
        ledger.apply(edits.assign(ledger.get(code), "交通局" if number % 2 else "市发改局", ["市财政局"]))
    ledger.apply(edits.extend(ledger.get("LL-002"), date(2022, 3, 31), "征地", "文号", date(2021, 12, 1)))
    for number in range(1, 61):
        code = f"LL-{number:03}"
        report = Return(
            key=f"r{number}",
            commitment=code,
            period="2021-06",
            reported_on=date(2021, 7, 2),
            progress=f"第{number}次：路基贯通，" * 8,
            value=number / 2,
        )
        ledger.apply(edits.add_return(report, ledger.get(code)))
    ledger.apply(edits.add_evidence(Evidence(key="e1", commitment="LL-001", text="验收单")))
    ledger.apply(edits.tick_off(ledger.get("LL-003"), "文号", date(2021, 6, 1), "张三"))
    ledger.undo()
    ledger.redo()
    ledger.apply(keep_view(SavedView(name="红灯", filter=LedgerFilter(text="建设"))))
    ledger.apply(keep_profile(Profile(name="交通", columns={"进展": "progress"}, layout=("进展",))))
    original = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(600))
    facts = BatchFacts(
        "报送.csv", hashlib.sha256(original).hexdigest(), 3, "2021-06", size=len(original), original=original
    )
    batch = [edits.revise(ledger.get(f"LL-{number:03}"), note="来自文件") for number in range(40, 50)]
    ledger.apply_import(together("import", batch), facts)
    file = accept("验收单.txt", "已经验收\n".encode() * 300)
    ledger.attach(edits.attach(ledger.get("LL-004"), [file], DAY), [file])
    draft = Bulletin(key="2021-11", year=2021, number=11, as_of=DAY, title="督查通报", remarks="抓紧")
    ledger.apply(bulletins.draft(draft))
    figures = freeze(ledger.find(draft.filter, draft.sort, DAY), DAY)
    ledger.issue_bulletin(draft, figures, b"%PDF-1.7 as issued" * 400, DAY, ledger.snapshot().entries)
    ledger.apply(edits.delete(ledger.get("LL-005"), "重复"))


def content_of(ledger: OpenLedger, history: bool = True) -> dict[str, Any]:
    """Everything that can be read from a ledger, as plain values; without `history` also without versions."""
    snapshot = ledger.snapshot()
    left_out = set() if history else {"version"}
    issued = [each for each in ledger.bulletins() if each.is_issued]
    read: dict[str, Any] = {
        "commitments": {code: item.model_dump(exclude=left_out) for code, item in snapshot.commitments.items()},
        "returns": {code: [each.model_dump() for each in told] for code, told in snapshot.returns.items()},
        "units": {name: unit.model_dump() for name, unit in snapshot.units.items()},
        "sources": {key: source.model_dump() for key, source in snapshot.sources.items()},
        "evidence": {code: [each.model_dump() for each in told] for code, told in snapshot.evidence.items()},
        "files": [
            ledger.evidence_file(each.key) for told in snapshot.evidence.values() for each in told if each.is_file
        ],
        "letters": {code: [each.model_dump() for each in sent] for code, sent in snapshot.letters.items()},
        "views": [view.model_dump() for view in ledger.saved_views()],
        "profiles": [profile.model_dump() for profile in ledger.profiles()],
        "bulletins": [each.model_dump() for each in ledger.bulletins()],
        "papers": [(ledger.bulletin_paper(each), ledger.frozen_figures(each)) for each in issued],
        "batches": ledger.batches(),
        "originals": [ledger.original_file(each.number) for each in ledger.batches() if each.kept],
        "found": [
            [standing.code for standing in ledger.find(LedgerFilter(text=text), SortOrder(by="code"), DAY)]
            for text in ("建设", "路基", "jt", "交通")
        ],
    }
    if history:
        read["entries"] = ledger.recent(1_000_000)
        read["history"] = {code: ledger.history(code) for code in snapshot.commitments}
    return read


def read_file(path: Path, history: bool = True) -> dict[str, Any]:
    """The same of a closed ledger."""
    ledger = OpenLedger.open(path, "验看")
    try:
        return content_of(ledger, history)
    finally:
        ledger.close()
