"""Whatever a ledger holds, its export brings no change and no problem to the same ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from liling_desk.importing.columns import guess_columns
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.table import find_table
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment, Extension, Unit
from liling_desk.ledger.deadline import UNSTATED, Deadline, read_deadline
from liling_desk.ledger.indicator import Indicator, PlanPoint
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.export import write_ledger
from liling_desk.translations import Translator

TODAY = date(2021, 12, 15)


def seen(path: Path, snapshot: Snapshot) -> Preview:
    table = find_table(read_file(path))
    columns = guess_columns(table.headers, (), table.sample())
    return make_preview(table, columns, snapshot, today=TODAY)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_an_export_does_not_carry_is_no_change(
    starter_ledger: OpenLedger, tmp_path: Path, chinese: Translator, ending: str
) -> None:
    ledger = starter_ledger

    def item(code: str) -> Commitment:
        return ledger.get(code)

    for code in ("LL-001", "LL-002", "LL-003", "LL-005", "LL-006"):
        ledger.apply(edits.assign(item(code), "市教育局", ["市发改局", "市财政局"]))
    ledger.apply(edits.extend(item("LL-062"), date(2022, 3, 31), "疫情", "醴政办函〔2022〕3号", TODAY))
    ledger.apply(edits.set_light(item("LL-001"), Colour.RED, "点名", date(2022, 1, 31), TODAY, "王"))
    ledger.apply(edits.read_by_hand(item("LL-004"), date(2021, 12, 20)))
    plan = item("LL-062").indicator.but(
        measure="cumulative", path="by_hand", plan=(PlanPoint(day=date(2021, 6, 30), value=10.5),)
    )
    ledger.apply(edits.revise(item("LL-062"), indicator=plan, note="=1+1", detail="\t缩进\n- 一\n- 二"))
    for number, (code, claim) in enumerate(
        (("LL-001", Status.DONE), ("LL-002", Status.DONE), ("LL-003", Status.SUSPENDED), ("LL-005", Status.IN_PROGRESS))
    ):
        report = Return(key=f"r{number}", commitment=code, period="2021-11", reported_on=date(2021, 11, 30),
                        unit="市教育局", progress="报了", claimed_status=claim)  # fmt: skip
        ledger.apply(edits.add_return(report, item(code)))
    ledger.apply(edits.return_for_correction(ledger.returns("LL-002")[0], item("LL-002"), "没有依据", TODAY))
    ledger.apply(edits.tick_off(item("LL-006"), "株验〔2021〕3号", TODAY, "王"))
    ledger.apply(edits.delete(item("LL-007")))
    ledger.apply(edits.split(item("LL-070"), ["子事项"], ledger.snapshot().commitments))
    path = tmp_path / f"all{ending}"
    write_ledger(ledger.snapshot(), path, chinese)
    preview = seen(path, ledger.snapshot())
    assert [(each.row, each.field, each.before, each.after) for each in preview.changes] == []
    assert [(each.row, each.column, str(each.why)) for each in preview.problems] == []
    assert preview.same == 93 and not preview.changes_for(preview.all_cells())


odd = st.sampled_from("=+-@'\t\r\n,;\"|，、 　\u00a0\ufeff\u200b\u2028\x0b\x0c\x1c\x85_xA0中文字〔〕①Ⅳ％＝😀é")
texts = st.text(st.one_of(odd, st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])), max_size=12)
said = texts.filter(str.strip)
names = st.text("甲乙丙丁局办市县中心（）", min_size=3, max_size=6)
days = st.dates(date(1900, 3, 1), date(2100, 1, 1))
figures = st.one_of(
    st.floats(-1e9, 1e9, allow_nan=False).filter(lambda figure: figure == 0 or abs(figure) > 1e-9),
    st.integers(-(10**9), 10**9).map(float),
    st.sampled_from([1e-7, 0.1 + 0.2]),
)
phrases = st.sampled_from(
    ["2021年底", "2021年6月底前", "长期", "每月5日", "适时", "年内", "2021-06-30", "3个月内", "2021年7月至9月"]
)


@st.composite
def deadlines(draw: st.DrawFn, reference: date | None) -> Deadline:
    kind = draw(st.sampled_from(["none", "read", "by_hand", "bare"]))
    if kind == "none":
        return UNSTATED
    if kind == "bare":
        return Deadline(phrase="", kind="dated", latest=draw(days))
    phrase = draw(phrases)
    if kind == "by_hand":
        return Deadline(phrase=phrase, kind="dated", latest=draw(days), by_hand=True)
    return read_deadline(phrase, reference)


@st.composite
def commitments(draw: st.DrawFn, code: str) -> Commitment:
    reference = draw(st.none() | days)
    status = draw(st.sampled_from(Status))
    indicator = None
    if draw(st.booleans()):
        indicator = Indicator(
            metric=draw(said), comparison=draw(st.sampled_from([None, ">=", "=", "<"])), target=draw(st.none() | figures),
            unit=draw(st.sampled_from([None, "%", "人", "亿元", "公里", "万"])), baseline=draw(st.none() | figures),
            baseline_year=draw(st.none() | st.integers(1990, 2030)), stated_growth_pct=draw(st.none() | figures),
            plan=(PlanPoint(day=date(2021, 6, 30), value=1.0),),
        )  # fmt: skip
    done = {"done_on": draw(days), "done_basis": draw(said), "done_by": "王"} if status is Status.DONE else {}
    return Commitment(
        code=code, title=draw(said), detail=draw(texts), role=draw(texts), note=draw(texts), wording=draw(texts),
        section=draw(texts), leader=draw(texts), handler=draw(texts), reference_date=reference,
        lead_unit=draw(st.none() | names), support_units=tuple(draw(st.lists(names, max_size=3, unique=True))),
        deadline=draw(deadlines(reference)), assigned_deadline=draw(st.none() | days), indicator=indicator,
        status=status, status_reason="因故" if status in (Status.SUSPENDED, Status.TERMINATED) else None, **done,
        extensions=(Extension(until=date(2101, 1, 1), reason="a", document="b"),) if draw(st.booleans()) else (),
        deleted=draw(st.booleans()) and draw(st.booleans()),
    )  # fmt: skip


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    count = draw(st.integers(1, 4))
    items = [draw(commitments(f"LL-{number:03}")) for number in range(1, count + 1)]
    titles = {item.title for item in items}
    units = {name for item in items for name in (item.lead_unit, *item.support_units) if name}
    assert len(titles) <= count
    report = Return(key="r", commitment="LL-001", period="2021-06", unit=items[0].lead_unit, progress="报了",
                    claimed_status=draw(st.sampled_from(Status)), sent_back_on=draw(st.none() | days))  # fmt: skip
    return Snapshot({item.code: item for item in items}, {"LL-001": (report,)}, {n: Unit(name=n) for n in units})


@example(
    snapshot=Snapshot({"LL-001": Commitment(code="LL-001", title="a", wording="\r", section="'\t", note=" ")}),
    ending=".csv",
)
@example(
    snapshot=Snapshot({"LL-001": Commitment(code="LL-001", title="a", wording="\r", section="'\t", note=" ")}),
    ending=".xlsx",
)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(snapshot=snapshots(), ending=st.sampled_from([".csv", ".xlsx"]))
def test_any_ledger_comes_back_as_it_is(snapshot: Snapshot, ending: str, tmp_path: Path) -> None:
    if all(item.deleted for item in snapshot.commitments.values()):
        return
    path = tmp_path / f"all{ending}"
    write_ledger(snapshot, path, Translator("zh_CN"))
    preview = seen(path, snapshot)
    assert [(each.row, each.field, each.before, each.after) for each in preview.changes] == []
    assert [(each.row, each.column, each.value, str(each.why)) for each in preview.problems] == []
