"""Reading workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from liling_desk.importing.sheet import Merge, Row, Sheet, SheetName
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message


def read_excel(path: Path, sheet: str | None, report: Callable[[int, int], None] | None) -> Sheet:
    """Read a worksheet."""
    try:
        return _read(path, sheet, report)
    except CalamineError as problem:
        raise FileUnusable(
            Message(N_("{file} 已损坏或不完整，打不开。"), {"file": path.name}),
            Message(N_("请用 Excel 或 WPS 打开原件，重新保存后再导入；打不开时请报送单位重发。")),
            Where(file=path.name),
            str(problem),
        ) from problem


def _read(path: Path, sheet: str | None, report: Callable[[int, int], None] | None) -> Sheet:
    with CalamineWorkbook.from_path(path) as book:
        names = tuple(SheetName(m.name, m.visible is not SheetVisibleEnum.Visible) for m in book.sheets_metadata)
        chosen = sheet or next((n.name for n in names if not n.hidden), names[0].name)
        found = book.get_sheet_by_name(chosen)
        rows = []
        for number, cells in enumerate(found.to_python(skip_empty_area=False), 1):
            texts = tuple(str(int(c)) if isinstance(c, float) and c == int(c) else str(c) for c in cells)
            if any(map(str.strip, texts)):
                rows.append(Row(number, texts))
            if report is not None and number % 2000 == 0:
                report(number, found.height)
        merges = tuple(Merge(a + 1, b, c + 1, d) for (a, b), (c, d) in found.merged_cell_ranges or ())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Sheet(path.name, digest, "", "", tuple(rows), (), frozenset(), chosen, names, merges)
