"""The history says in a clerk's words what was decided about deadlines, lights, cycles, plans and returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.indicator import PlanPoint
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour
from liling_desk.open_ledger import OpenLedger
from liling_desk.translations import Translator
from liling_desk.words.evidence import added_by
from liling_desk.words.history import HistoryItem, change_lines, history_item

DAY = date(2021, 12, 15)
Told = Callable[[ChangeSet], HistoryItem]


@pytest.fixture
def ledger(ledger_file: Path) -> Iterator[OpenLedger]:
    opened = OpenLedger.open(ledger_file, "示例用户")
    yield opened
    opened.close()


@pytest.fixture
def told(ledger: OpenLedger) -> Told:
    def write(changes: ChangeSet) -> HistoryItem:
        ledger.apply(changes)
        return history_item(ledger.history("LL-062")[0], Translator("zh_CN"))

    return write


def said(item: HistoryItem) -> list[str]:
    return [
        f"{line.word}：{line.after}" if line.before is None else f"{line.word}：{line.before} → {line.after}"
        for line in item.lines
    ]


def test_extensions(ledger: OpenLedger, told: Told) -> None:
    told(edits.extend(ledger.get("LL-062"), date(2022, 3, 31), "用地", "纪要 12 号", DAY))
    item = told(edits.extend(ledger.get("LL-062"), date(2022, 6, 30), "汛期", "纪要 15 号", DAY))
    assert item.what == "延期" and item.reason == "", "the sentence has said why"
    assert said(item) == ["延期：到 2022-06-30，原因：汛期，批准文件：纪要 15 号，2021-12-15 批准"]
    ledger.undo()
    item = history_item(ledger.history("LL-062")[0], Translator("zh_CN"))
    assert said(item) == ["取消延期：到 2022-06-30，原因：汛期，批准文件：纪要 15 号，2021-12-15 批准"]


def test_lights_by_hand(ledger: OpenLedger, told: Told) -> None:
    item = told(edits.set_light(ledger.get("LL-062"), Colour.RED, "提级督办", date(2021, 12, 31), DAY))
    assert item.what == "亮灯" and said(item) == ["手动亮灯：红灯，提级督办（有效至 2021-12-31）"]
    item = told(edits.clear_light(ledger.get("LL-062")))
    assert said(item) == ["亮灯：红灯，提级督办（有效至 2021-12-31） → 恢复按规则"]


def test_cycles_and_deadlines_by_hand(ledger: OpenLedger, told: Told) -> None:
    cycle = Reporting(cycle=Cycle.HALF_YEARLY, due_day=31)
    item = told(edits.revise(ledger.get("LL-062"), reporting=cycle))
    assert said(item) == ["报送周期：按月，每月 25 日前 → 每半年，6 月和 12 月最后一天前"]
    item = told(edits.read_by_hand(ledger.get("LL-062"), date(2021, 11, 30)))
    assert said(item) == ["完成时限：2021-12-31（“今年”） → 2021-11-30（“今年”，督查室改读）"]


def test_the_parts_of_an_indicator(ledger: OpenLedger, told: Told) -> None:
    def indicator(item: Commitment) -> object:
        points = (PlanPoint(day=date(2021, 6, 30), value=30), PlanPoint(day=date(2021, 12, 31), value=120))
        return item.indicator.but(measure="level", path="by_hand", plan=points, target=120)

    item = told(edits.revise(ledger.get("LL-062"), indicator=indicator(ledger.get("LL-062"))))
    assert said(item) == [
        "量化指标：引进科技创新人才 ≥ 100 名 → 引进科技创新人才 ≥ 120 名",
        "数值口径：自动 → 水平数",
        "进度要求：每天均匀 → 手工填写",
        "计划数：（空） → 2021-06-30 30 名、2021-12-31 120 名",
    ]


def test_a_return_sent_back(ledger: OpenLedger, told: Told) -> None:
    report = Return(key="1", commitment="LL-062", period="2021-11", reported_on=date(2021, 11, 29), progress="推进中")
    told(edits.add_return(report, ledger.get("LL-062")))
    item = told(edits.return_for_correction(report, ledger.get("LL-062"), "没有数值", DAY))
    assert item.what == "退回报送" and item.reason == ""
    assert said(item) == ["退回日期：2021-12-15", "退回原因：没有数值"]


def test_english_is_worded_without_gaps(ledger: OpenLedger, told: Told) -> None:
    told(edits.set_light(ledger.get("LL-062"), Colour.RED, "提级督办", date(2021, 12, 31), DAY))
    item = history_item(ledger.history("LL-062")[0], Translator("en"))
    assert all(line.word and line.after for line in item.lines)


def test_evidence_added_and_removed(ledger: OpenLedger, told: Told) -> None:
    file = Evidence(
        key="f", commitment="LL-062", text="醴验〔2021〕3号", file_name="../验收\u202e.pdf", sha256="a3" * 32, size=2048,
        media="application/pdf",
    )  # fmt: skip
    note = Evidence(key="w", commitment="LL-062", text="图纸存市档案馆")
    item = told(edits.add_evidence(note))
    assert item.what == "记依据材料" and said(item) == ["依据材料：图纸存市档案馆"]
    (change,) = edits.add_evidence(file).changes
    assert [(line.word, line.after) for line in change_lines(change, "evidence", Translator("zh_CN"))] == [
        ("依据材料", "验收.pdf（2.0 KB）；醴验〔2021〕3号")
    ]
    item = told(edits.remove_evidence(note))
    assert item.what == "去掉依据材料" and said(item) == ["去掉依据材料：图纸存市档案馆"]
    assert added_by(ledger.history("LL-062")) == {"w": "示例用户"}
