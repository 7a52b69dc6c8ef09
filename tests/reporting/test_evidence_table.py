"""The evidence of an item on paper: every file with its size and its whole SHA-256."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger.evidence import Evidence
from liling_desk.reporting.evidence_table import evidence_table
from liling_desk.translations import Translator

FILE = Evidence(
    key="f", commitment="LL-001", text="醴交验〔2021〕3号", added_on=date(2021, 12, 15), file_name="../验收\u202e.pdf",
    sha256="a3" * 32, size=1_258_291, media="application/pdf",
)  # fmt: skip
NOTE = Evidence(key="w", commitment="LL-001", text="图纸存市档案馆")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_files_are_listed_with_size_and_whole_hash(language):
    table = evidence_table((FILE, NOTE), Translator(language))
    assert [column.key for column in table.columns] == ["added_on", "text", "kind", "size", "sha256"]
    first, second = table.rows
    assert first[1] == "验收.pdf\n醴交验〔2021〕3号" and first[3:] == ("1.2 MB", "a3" * 32)
    assert second[1] == "图纸存市档案馆" and second[3:] == ("", "")
    assert table.footnote and table.note


def test_notes_alone_need_no_columns_for_files():
    table = evidence_table((NOTE,), Translator("zh_CN"))
    assert [column.key for column in table.columns] == ["added_on", "text"] and not table.footnote
    assert evidence_table((), Translator("zh_CN")).empty
