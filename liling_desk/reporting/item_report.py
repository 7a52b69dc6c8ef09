"""One card for each item: what was promised, how it stands and why, what was reported, and all that was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from liling_desk.ledger.entry import Entry
from liling_desk.ledger.letter import Letter
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.remarks import remarks_on
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status
from liling_desk.ledger.trajectory import trajectory_of
from liling_desk.reporting.evidence_table import evidence_table
from liling_desk.reporting.frame import framed
from liling_desk.reporting.item_returns import returns_table
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import (
    Cell,
    Column,
    DateCell,
    FactList,
    Heading,
    Report,
    Section,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.reporting.wording import (
    footnote,
    item_cells,
    item_columns,
    light_cell,
    light_mark,
)
from liling_desk.translations import Translator
from liling_desk.words.history import history_item, line_words
from liling_desk.words.indicators import MEASURES, PATHS, ground, pace_words, promise
from liling_desk.words.items import days_words, due_origin, due_words, place_words, source_words
from liling_desk.words.reporting import owing_words, reporting_words


def item_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """A card for each of the rows, in their order, after a table of them; with one item that is the card's head."""
    rows = material.rows
    sections: list[Section] = [_items(rows, tr)]
    for each in rows:
        if len(rows) > 1:
            item = each.commitment
            sections.append(Heading(tr("{code} {title}", code=item.code, title=item.title), place_words(item),
                                    new_page=options.new_page_each))  # fmt: skip
        sections += _card(each, material, options, tr)
    return framed("item", tr("承诺事项卡片"), sections, material, options, tr)


def _items(rows: Sequence[Standing], tr: Translator) -> Table:
    columns = (
        *item_columns(tr),
        Column("status", tr("状态"), 18),
        Column("light", tr("亮灯"), 18),
    )
    cells = tuple(
        (*item_cells(each, tr), tr(each.commitment.status.word), light_mark(each.light.colour, tr)) for each in rows
    )
    return Table(
        "items", "" if len(rows) == 1 else tr("卡片目录"), columns, cells,
        note="" if len(rows) == 1 else tr("{n} 项", n=len(rows)), footnote=footnote(rows, tr),
        empty=tr("没有符合条件的事项。"),
    )  # fmt: skip


def _card(standing: Standing, material: Material, options: ReportOptions, tr: Translator) -> Iterator[Section]:
    item, snapshot = standing.commitment, material.snapshot
    returns, evidence = snapshot.returns.get(item.code, ()), snapshot.evidence.get(item.code, ())
    yield _facts(standing, len(material.rows) == 1, tr)
    source = snapshot.sources.get(item.source) if item.source else None
    if item.wording:
        yield Text((item.wording,), tr("原文"), source_words(item, source, tr))
    elif said := source_words(item, source, tr):
        yield Text((said,), tr("依据"))
    for title, words in ((tr("具体内容"), item.detail), (tr("备注"), item.note)):
        if words:
            yield Text((words,), title)
    yield from _indicator(standing, material, options, tr)
    counted = [each for each in returns if each.counted(standing.as_of)]
    if remarks := remarks_on(item, counted, bool(evidence)):
        yield Text(tuple(tr.say(each.words) for each in remarks), tr("提示"), tr("督查室需要再看一眼的，不影响亮灯"))
    yield returns_table(standing, returns, bool(evidence), tr)
    yield evidence_table(evidence, tr)
    if letters := snapshot.letters.get(item.code, ()):
        yield _letters(letters, tr)
    if history := material.history.get(item.code, ()):
        yield _history(history, tr)


def _facts(standing: Standing, headed: bool, tr: Translator) -> FactList:
    """`headed`: the table above says who answers for it and how it stands."""
    item = standing.commitment
    blank = tr("未填")
    owed, _ = owing_words(standing, tr)
    deadline = tr("，").join(part for part in (due_words(item, tr), days_words(standing, tr)) if part)
    status = _status(standing, tr)
    pairs: list[tuple[str, Cell]] = [
        (tr("亮灯及原因"), light_cell(standing, tr)),
        *([] if headed else [(tr("牵头单位"), item.lead_unit or tr("待分办"))]),
        (tr("配合单位"), tr("、").join(item.support_units) or blank),
        (tr("责任领导"), item.leader or blank),
        (tr("责任人"), item.handler or blank),
        *([] if headed and status == tr(item.status.word) else [(tr("状态"), status)]),
        (tr("完成时限"), deadline),
        (tr("原文时限"), item.deadline.phrase or blank),
        (tr("交办时限"), DateCell(item.assigned_deadline) if item.assigned_deadline else blank),
        (tr("时限说明"), "\n".join(due_origin(item, tr)) or blank),
        (tr("报送周期"), tr("；").join(part for part in (reporting_words(item.reporting, tr), owed) if part)),
        *([(tr("所属"), place_words(item) or blank)] if headed else []),
        (tr("类别"), tr("、").join(part for part in (item.category, item.kind) if part) or blank),
    ]
    return FactList(tuple(pairs))


def _status(standing: Standing, tr: Translator) -> str:
    item = standing.commitment
    word = tr(item.status.word)
    if item.deleted:
        word = tr("{status}（已删除）", status=word)
    if item.status is Status.DONE:
        by = tr("{day} 核定，{who}", day=item.done_on or "", who=item.done_by or tr("未署名"))
        basis = tr("办结依据：{basis}", basis=item.done_basis or "—")
        return "\n".join((tr("{status}，{words}", status=word, words=by), basis))
    if item.status_reason:
        return "\n".join((word, tr("原因：{reason}", reason=item.status_reason)))
    return word


def _indicator(
    standing: Standing, material: Material, options: ReportOptions, tr: Translator
) -> Iterator[Section]:  # fmt: skip
    item = standing.commitment
    indicator = item.indicator
    if indicator is None:
        return
    pairs: list[tuple[str, Cell]] = [
        (tr("承诺"), promise(indicator)),
        (tr("数值口径"), tr(MEASURES[indicator.measured_as])),
        (tr("进度要求"), tr(PATHS[indicator.path])),
        *ground(indicator, tr),
        (tr("序时进度"), pace_words(standing, tr)),
    ]
    if promised := promise_of(item):
        pairs.append((tr("增速与目标"), tr.say(promised.words)))
    yield FactList(tuple(pairs), tr("量化指标"))
    shown = trajectory_of(standing, material.snapshot.returns.get(item.code, ())) if options.charts else None
    if shown is not None and not shown.is_empty:
        yield TrajectoryPlot("", shown, tr("带圆点的粗线为报送值，细线为计划，虚线为目标。"))


def _letters(letters: Sequence[Letter], tr: Translator) -> Table:
    columns = (
        Column("issued_on", tr("日期"), 26), Column("kind", tr("公文"), 22),
        Column("number", tr("文号"), 1, share=True), Column("unit", tr("主送"), 40),
        Column("reply_by", tr("回复期限"), 26),
    )  # fmt: skip
    cells = tuple(
        (
            DateCell(each.issued_on), tr(each.kind.word), each.number, each.unit,
            DateCell(each.reply_by) if each.reply_by else "",
        )
        for each in letters
    )  # fmt: skip
    return Table("letters", tr("已发公文"), columns, cells, note=tr("{n} 件", n=len(cells)), level=2)


def _history(history: Sequence[Entry], tr: Translator) -> Table:
    columns = (
        Column("at", tr("时间"), 32), Column("who", tr("操作人"), 24), Column("what", tr("操作"), 26),
        Column("changes", tr("改了什么"), 1, share=True),
    )  # fmt: skip
    rows = []
    for entry in history:
        told = history_item(entry, tr)
        lines = [line_words(line, tr) for line in told.lines]
        if told.reason:
            lines.append(tr("原因：{reason}", reason=told.reason))
        # What something was made with is one thing; each change is one of its own.
        apart = any(line.before is not None for line in told.lines)
        rows.append((told.when, told.who, told.what, ("\n" if apart else tr("；")).join(lines)))
    return Table("history", tr("操作历史"), columns, tuple(rows), note=tr("{n} 条，新的在前", n=len(rows)), level=2)
