"""One cell of the preview, and how it is spoken and explained."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.gui.import_page.words import kind_word
from liling_desk.importing.findings import CellChange, Problem
from liling_desk.importing.preview import PreviewRow
from liling_desk.translations import N_, Translator

_STATES = {"all": N_("已勾选"), "some": N_("勾选了一部分"), "none": N_("未勾选"), "": N_("没有可接受的改动")}
_SAFETY = {"overwrite": N_("会改写台账里已有的内容"), "verdict": N_("会改动督查室已作的决定，默认不接受")}


@dataclass(frozen=True)
class DiffCell:
    """One cell: what there is (`before`), what would come (`after`), whether it is taken, or why it can't be."""

    before: str = ""
    after: str = ""
    change: CellChange | None = None
    problem: Problem | None = None
    accepted: bool = False
    remarks: tuple[str, ...] = ()
    """What should be known of it although it can be taken."""


def tip_of(cell: object, tr: Translator) -> str:
    """The whole of what a cell shows, however narrow its column."""
    if not isinstance(cell, DiffCell):
        return ""
    if cell.problem is not None:
        return tr("{value}：{why}", value=cell.problem.value, why=cell.problem.why)
    if cell.change is None:
        return "\n".join(filter(None, (cell.before, *cell.remarks)))
    said = tr("{before} → {after}", before=cell.before or tr("（空）"), after=cell.after)
    warned = (tr(_SAFETY[cell.change.safety]),) if cell.change.safety != "safe" else ()
    return "\n".join((said, *warned, *cell.remarks))


def spoken_row(row: PreviewRow, state: str, tr: Translator) -> str:
    """A row as a sentence."""
    kind, tick = kind_word(row.kind, tr), tr(_STATES[state])
    return tr("第 {row} 行，{kind}，{title}，{tick}", row=row.number, kind=kind, title=row.title, tick=tick)


def spoken_cell(field: str, cell: DiffCell, tr: Translator) -> str:
    """A cell as a sentence."""
    before = cell.before or tr("（空）")
    if cell.problem is not None:
        return tr("{field}，有问题：{value}，{why}", field=field, value=cell.problem.value, why=cell.problem.why)
    if cell.change is None:
        return tr("，").join((tr("{field}，{value}", field=field, value=before), *cell.remarks))
    state = "all" if cell.accepted else "none"
    tick = tr(_STATES[state])
    said = tr("{field}，由 {before} 改为 {after}，{tick}", field=field, before=before, after=cell.after, tick=tick)
    return tr("，").join((said, *cell.remarks))
