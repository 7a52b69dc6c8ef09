"""What is exported fills an empty ledger again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.export import write_ledger
from liling_desk.starter import found
from liling_desk.translations import Translator

TODAY = date(2021, 12, 15)
# Files never bring a source; the verdict itself stays the desk's.
KEPT = set(Commitment.model_fields) - {"source", "version"}


def preview(path: Path, ledger: OpenLedger) -> Preview:
    table = find_table(read_csv(path))
    columns = guess_columns(table.headers)
    return make_preview(table, columns, ledger.snapshot(), today=TODAY)


def test_an_export_fills_an_empty_ledger_again(tmp_path: Path, chinese: Translator) -> None:
    old, new = OpenLedger.create(tmp_path / "old.db", "a"), OpenLedger.create(tmp_path / "new.db", "a")
    found(old)
    people = {"leader": "李", "handler": "王"}
    old.apply(edits.assign(old.get("LL-065"), "市教育局", ["市发改局", "市财政局"], **people))
    strange = {"title": "-减号开头", "detail": '\'=1+1\n第二行，"引"', "note": "'普通", "section": "@a"}
    old.apply(edits.revise(old.get("LL-065"), assigned_deadline=date(2021, 12, 1), **strange))
    old.apply(edits.split(old.get("LL-070"), ["子事项"], old.snapshot().commitments))

    write_ledger(old.snapshot(), tmp_path / "all.csv", chinese)
    filling = preview(tmp_path / "all.csv", new)
    assert (filling.added, filling.problems) == (94, ())
    new.apply_import(filling.changes_for(filling.all_cells()), filling.facts)

    for code, item in old.snapshot().commitments.items():
        assert new.get(code).model_dump(include=KEPT) == item.model_dump(include=KEPT)
    for ledger in (old, new):
        again = preview(tmp_path / "all.csv", ledger)
        assert (again.added, again.changed, again.returns) == (0, 0, 0)
        ledger.close()
