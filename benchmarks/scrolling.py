"""Going from top to bottom page by page, against the same view on an in-memory list.

`page` is one page further in the real window, from the key to the repainted list. `list` is the same in the same view
and delegate over a list of standings with nothing behind it. `words` is a bare QTableView with Qt's own delegate on
the same words, to see what painting costs. Of a long list PAGES places are visited, evenly from top to bottom, three
pages at each.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

PLACES = 40


def measure(items: int, runs: int) -> Measured:
    """Seconds a page."""
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
        said = answer_of("scrolling", ledger(items), runs, home=Path(home))
    return Measured(said["values"], said["memory"])


ROWS = (
    Row(
        "scroll", "one page further, from top to bottom", (100_000,),
        (Aim("page", "list", 1.5), Aim("page", limit=0.033, how="worst"), Aim("page", "words")),
        measure, grown="page", flat=True, runs=5,
    ),
)  # fmt: skip


def main(path: Path, runs: int) -> int:
    """In a process of its own: the three views in turns."""
    from PySide6.QtWidgets import QTableView

    from benchmarks.window import SIZE, OpenWindow, Paints, rest
    from liling_desk.gui.ledger_page.ledger_table import LedgerTable

    class Bare(QTableView):
        """Qt's own table."""

    window = OpenWindow(path)
    standings = list(window.page.listing.standings)
    same = LedgerTable(window.desk.theme, window.desk.tr)
    same.rows.show(standings)
    bare = Bare()
    bare.setModel(words_model(standings, window.desk.tr, bare))
    bare.verticalHeader().hide()
    paints = {"page": window.paints, "list": window.paints, "words": Paints(Bare)}
    views: dict[str, QTableView] = {"page": window.table, "list": same, "words": bare}
    same.measure()
    bare.verticalHeader().setDefaultSectionSize(same.cells.row_height())
    for view in (same, bare):
        view.resize(window.table.size())
        for section in range(same.head.count()):
            view.setColumnWidth(section, window.table.columnWidth(section))
            view.setColumnHidden(section, window.table.isColumnHidden(section))
        view.show()
    rest()
    assert SIZE[0] > same.width()
    values: dict[str, list[float]] = {name: [] for name in views}
    for number in range(runs + 1):
        for place in range(PLACES):
            for name, view in views.items():
                bar = view.verticalScrollBar()
                paints[name].after(lambda bar=bar, place=place: put(bar, place))
                for _ in range(3):
                    took = paints[name].after(lambda bar=bar: bar.setValue(bar.value() + bar.pageStep()))
                    if number:
                        values[name].append(took)
    answer({"values": values, "memory": memory_mb()})
    window.close()
    return 0


def put(bar: Any, place: int) -> None:
    """Go to one of the places."""
    bar.setValue(bar.value() + 1)
    bar.setValue(max(0, (bar.maximum() - 3 * bar.pageStep()) * place // (PLACES - 1)))


def words_model(standings: list[Any], tr: Any, parent: Any) -> Any:
    """A model of plain words, made before: a list of lists."""
    from PySide6.QtCore import QAbstractTableModel, Qt

    from liling_desk.gui.ledger_page.columns import COLUMNS

    class Words(QAbstractTableModel):
        def __init__(self) -> None:
            super().__init__(parent)
            self.words = [[column.text(each, tr) for column in COLUMNS] for each in standings[:20_000]]

        def rowCount(self, _parent: Any = None) -> int:
            return len(self.words)

        def columnCount(self, _parent: Any = None) -> int:
            return len(COLUMNS)

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            return self.words[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    return Words()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
