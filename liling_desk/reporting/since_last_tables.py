"""What a bulletin says of the time since the last one: which items moved, how the units came on, who stands where."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.figures import narrowed, together
from liling_desk.ledger.filters import UNASSIGNED, LedgerFilter
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.ranking import RULE, Ranked
from liling_desk.ledger.shares import RATE_RULE, rate
from liling_desk.ledger.since_last import Move, Moved, SinceLast, UnitProgress
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.reporting.report import Cell, Column, CountCell, Group, LightCell, Table
from liling_desk.reporting.wording import (
    explained,
    light_cell,
    light_heads,
    light_mark,
    share_cell,
    unit_cell,
    value_words,
)
from liling_desk.translations import CHINESE, N_, Translator

MINUS = "−"


def difference_words(number: int) -> str:
    """+2, −3 or 0."""
    return f"+{number}" if number > 0 else f"{MINUS}{-number}" if number else "0"


def moves_table(since: SinceLast | None, title: str, tr: Translator) -> Table:
    """Every item that moved, under the way in which it did; `None`: there was no bulletin before."""
    columns = (
        Column("code", tr("编号"), 20),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("unit", tr("牵头单位"), 27),
        Column("then", tr("上期"), 19),
        Column("now", tr("本期情况"), 62, parts=light_heads(tr)),
    )
    if since is None:
        return Table("since", title, columns, (), empty=tr("此前没有发出过通报，没有上期可以比较。"))
    rows: list[tuple[Cell, ...]] = []
    groups: list[Group] = []
    for move, items in since.moves.items():
        if items:
            groups.append(Group(len(rows), tr(move.word), tr("{n} 项", n=len(items))))
            rows += [_moved_cells(move, each, tr) for each in items]
    return Table(
        "since", title, columns, tuple(rows),
        footnote=tr("一项有几种变化的，各处都列。") if _is_told_twice(since) else "",
        empty=tr("与上期相比没有变化。"),
        groups=tuple(groups), group_label=tr("变化"),
    )  # fmt: skip


def _is_told_twice(since: SinceLast) -> bool:
    codes = [each.code for items in since.moves.values() for each in items]
    return len(codes) > len(set(codes))


def _moved_cells(move: Move, moved: Moved, tr: Translator) -> tuple[Cell, ...]:
    then = light_mark(moved.then.colour, tr) if moved.then else "—"
    if moved.now is None:
        gone = moved.then
        unit = value_words("unit", gone.unit, tr) if gone else ""
        return (moved.code, gone.title if gone else "", unit, then, tr("本期不在通报范围内"))
    now = moved.now
    return (moved.code, now.commitment.title, unit_cell(now, tr), then, _now_cell(move, moved, now, tr))


def _now_cell(move: Move, moved: Moved, now: Standing, tr: Translator) -> LightCell:
    words = _why(move, moved, now, tr)
    return explained(now.light.colour, words, tr) if words else light_cell(now, tr)


def _why(move: Move, moved: Moved, now: Standing, tr: Translator) -> str:
    """What is to be said of the move; empty where the reasons of the light say it."""
    item, then = now.commitment, moved.then
    if item.status is Status.DONE and move in (Move.DONE, Move.CLEARED, Move.ADDED):
        return tr("{day} 办结，依据：{basis}", day=item.done_on or "—", basis=item.done_basis or "—")
    if move in (Move.OVERDUE, Move.DUE_SOON) and now.days_left is not None:
        words = N_("{day} 到期，已超 {n} 天") if now.days_left < 0 else N_("{day} 到期，剩 {n} 天")
        return tr(words, day=item.due or "—", n=abs(now.days_left))
    if move is Move.REOPENED:
        reason = tr("；").join(tr.say(each) for each in now.light.reasons)
        return tr("改为{status}；{reason}", status=tr(item.status.word), reason=item.status_reason or reason)
    if move is Move.DEADLINE and then is not None:
        days = {"before": then.due or tr("无时限"), "after": item.due or tr("无时限")}
        granted = next((each for each in reversed(item.extensions) if each.until == item.due), None)
        if granted is not None:
            return tr("{before} 延至 {after}，依据：{document}", **days, document=granted.document)
        return tr("{before} 改为 {after}", **days)
    if move is Move.VALUE and then is not None:
        unit = (item.indicator.unit if item.indicator else "") or ""
        values = {"before": as_number(then.value) or "—", "after": as_number(now.latest_value) or "—"}
        return tr("完成值 {before} 变为 {after} {unit}", **values, unit=unit).rstrip()
    return ""


def units_table(
    progress: Sequence[UnitProgress], wanted: LedgerFilter, compared: bool, title: str, tr: Translator
) -> Table:
    """A line for each unit and one for all of them; `compared`: with what was different in the last issue."""
    heads: list[tuple[str, str, float]] = [("total", N_("项数"), 14), ("done", N_("已办结"), 16)]
    heads += [("more_done", N_("比上期"), 16)] if compared else []
    heads += [("rate", N_("办结率"), 18), ("overdue", N_("超期"), 14), ("red", N_("红灯"), 14)]
    heads += [("more_red", N_("比上期"), 16)] if compared else []
    heads += [("yellow", N_("黄灯"), 14)]
    columns = (
        Column("unit", tr("牵头单位"), 1, share=True),
        *(Column(key, tr(word), width, align="right") for key, word, width in heads),
    )
    ordered = sorted(progress, key=lambda each: each.unit == UNASSIGNED)
    rows = [
        _unit_cells(value_words("unit", each.unit, tr), each, narrowed(wanted, unit=(each.unit,)), compared)
        for each in ordered
    ]
    if rows:
        rows.append(_unit_cells(tr("合计"), _together(progress), wanted, compared))
    return Table(
        "units", title, columns, tuple(rows),
        footnote=tr(RATE_RULE), empty=tr("没有符合条件的事项。"),
    )  # fmt: skip


def _unit_cells(name: str, each: UnitProgress, own: LedgerFilter, compared: bool) -> tuple[Cell, ...]:
    now, then = each.now, each.then
    red, was_red = now.by_light[Colour.RED], then.by_light[Colour.RED]
    done = CountCell(now.done, narrowed(own, status=(Status.DONE,)))
    lit = CountCell(red, narrowed(own, light=(Colour.RED,)))
    return (
        name,
        CountCell(now.total, own),
        *((done, difference_words(now.done - then.done)) if compared else (done,)),
        share_cell(rate(now.done, now.total)),
        CountCell(now.overdue, narrowed(own, timeliness=(Timeliness.OVERDUE,))),
        *((lit, difference_words(red - was_red)) if compared else (lit,)),
        CountCell(now.by_light[Colour.YELLOW], narrowed(own, light=(Colour.YELLOW,))),
    )


def _together(progress: Sequence[UnitProgress]) -> UnitProgress:
    return UnitProgress("", together([each.then for each in progress]), together([each.now for each in progress]))


def ranking_table(ranked: Sequence[Ranked], wanted: LedgerFilter, compared: bool, title: str, tr: Translator) -> Table:
    """Units by place, with the shares that decide; the rule stands under it."""
    heads: list[tuple[str, str, float]] = [
        ("judged", N_("可评判"), 17), ("red", N_("红灯占比"), 22), ("done", N_("办结率"), 22),
        ("yellow", N_("黄灯占比"), 22),
    ]  # fmt: skip
    heads += [("then", N_("上期名次"), 20), ("moved", N_("升降"), 16)] if compared else []
    columns = (
        Column("place", tr("名次"), 13, align="right"),
        Column("unit", tr("牵头单位"), 1, share=True),
        *(Column(key, tr(word), width, align="right") for key, word, width in heads),
    )
    gap = "" if tr.language == CHINESE else " "
    return Table(
        "ranking", title, columns, tuple(_ranked_cells(each, wanted, compared, tr) for each in ranked),
        footnote=f"{tr.say(RULE)}{gap}{tr('占比四舍五入到一位小数。')}" if ranked else "",
        empty=tr("没有可以排名的单位。"),
    )  # fmt: skip


def _ranked_cells(each: Ranked, wanted: LedgerFilter, compared: bool, tr: Translator) -> tuple[Cell, ...]:
    lit = narrowed(wanted, unit=(each.unit,), light=(Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE))
    cells: tuple[Cell, ...] = (
        each.place,
        each.unit,
        CountCell(each.judged, lit),
        share_cell(rate(each.count.by_light[Colour.RED], each.judged)),
        share_cell(rate(each.count.done, each.judged)),
        share_cell(rate(each.count.by_light[Colour.YELLOW], each.judged)),
    )
    if not compared:
        return cells
    return (*cells, each.place_then if each.place_then is not None else "—", _moved_words(each, tr))


def _moved_words(each: Ranked, tr: Translator) -> str:
    if each.moved is None:
        return tr("新上榜")
    if not each.moved:
        return tr("持平")
    return tr("升 {n}", n=each.moved) if each.moved > 0 else tr("降 {n}", n=-each.moved)
