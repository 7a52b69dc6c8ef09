"""Reports built by hand, so that each sort of section stands in one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.status import Colour
from liling_desk.reporting.report import (
    Bar,
    Cell,
    Chart,
    Charts,
    Column,
    CountCell,
    DateCell,
    FactList,
    Figure,
    Figures,
    Group,
    Heading,
    Letterhead,
    LetterPaper,
    LightCell,
    Meanings,
    Report,
    Section,
    ShareCell,
    Summary,
    Table,
    Text,
    ValueCell,
)

RED = LightCell(Colour.RED, "红灯", "超期 15 天未办结", "红灯：超期 15 天未办结")
COLUMNS = (
    Column("code", "编号", 17), Column("title", "承诺事项", 3, share=True), Column("unit", "牵头单位", 26),
    Column("due", "完成时限", 25), Column("light", "亮灯原因", 2, share=True),
)  # fmt: skip
HEAD = Letterhead(
    issuer="醴陵市人民政府督查室", number="醴督通〔2021〕11 号", security="秘密★1 年", urgency="特急",
    signature=("醴陵市人民政府督查室", "2021 年 12 月 15 日"),
    imprint=("抄送：市委办公室，市人大常委会办公室。", "醴陵市人民政府督查室　　2021 年 12 月 15 日印发"),
)  # fmt: skip


def report(*sections: Section) -> Report:
    """A Chinese report of these sections, upright and in colour."""
    return Report(
        "status", "醴陵市承诺事项督查通报", "范围：全部事项", date(2021, 12, 15), "数据截至 2021-12-15", "全部事项", "zh_CN",
        sections, ("台账.db", 1284), "由 台账.db 生成", "第 {page} 页，共 {pages} 页", "概况",
    )  # fmt: skip


def official(*sections: Section, head: Letterhead = HEAD) -> Report:
    """The same as an official paper."""
    return replace(report(*sections), letterhead=head)


def item_row(number: int) -> tuple[Cell, ...]:
    return f"LL-{number:03}", "争取醴娄高速向东延伸", "市交通运输局", DateCell(date(2021, 12, 31), "约 ", "*"), RED


def items(count: int, title: str = "事项总表", groups: tuple[Group, ...] = (), level: int = 1) -> Table:
    rows = tuple(item_row(number) for number in range(1, count + 1))
    return Table("items", title, COLUMNS, rows, note=f"{count} 项", groups=groups, level=level)


def counts(*filters: LedgerFilter) -> Table:
    """Words, counts that lead to these filters, shares."""
    columns = (
        Column("name", "名称", 60),
        Column("n", "项数", 20, align="right"),
        Column("p", "占比", 20, align="right"),
    )
    rows = tuple((f"第 {n} 类", CountCell(7, each), ShareCell(33.3, "33.3%")) for n, each in enumerate(filters, 1))
    return Table("shares", "各类项数和占比", columns, rows, footnote="各部分之和等于整体。", level=2)


def summary(*filters: LedgerFilter | None) -> Summary:
    phrases = tuple(f"第 {n} 句 {n} 项，" for n in range(1, len(filters) + 1))
    return Summary(phrases, filters)


def figures(*filters: LedgerFilter | None) -> Figures:
    made = [Figure("红灯", 40 + n, Colour.RED, each, note=f"比上期 +{n}") for n, each in enumerate(filters, 1)]
    return Figures(tuple(made), "项")


def charts(*filters: LedgerFilter) -> Charts:
    """One bar; six filters or none."""
    bars = (Bar("市委组织部", (1, 2, 3, 0, 5), filters),)
    words = ("红灯", "黄灯", "绿灯", "办结", "未评")
    return Charts("各单位亮灯情况", "条内数字为项数", (Chart("unit", "牵头单位", bars),), words, ("名称", "图"), "合计")


FACTS = FactList(
    (
        ("责任领导", "张某某"), ("亮灯", RED), ("完成值", ValueCell(71, 100, "名", "71 / 100 名")),
        ("原文", "到 2021 年底引进科技创新人才 100 名以上，其中高层次人才 20 名，建成院士专家工作站 2 家，柔性引才 50 名。"),
    ),
    "基本情况",
)  # fmt: skip
TEXT = Text(("第一段，#let x = 1 <b>甲‹乙>&</b>\n换行之后。", "第二段。"), "进展情况", "2021 年 11 月")
EVERY: tuple[Section, ...] = (
    summary(None, None), figures(None, None), items(4, "需要关注的事项"), Meanings("说明", (RED,)), charts(),
    items(9, "分组的事项", (Group(0, "甲组", "4 项"), Group(4, "乙组", "5 项"))), counts(LedgerFilter()),
    Heading("市文旅广体局", "12 项", new_page=True), TEXT, Heading("LL-062 引进人才", level=2), FACTS,
)  # fmt: skip


def letter(unit: str, count: int, paragraphs: int = 1) -> LetterPaper:
    said = f"根据分工，你单位牵头的下列事项仍未报送进展。现将有关事项通知如下，请认真落实，按时报送，不得延误。{unit}。"
    table = replace(items(count), title="", note="")
    return LetterPaper(
        "reminder", unit, "关于催报承诺事项进展的催办单", f"{unit}：", (said,) * paragraphs, table,
        tuple(str(row[0]) for row in table.rows), f"醴督催〔2021〕{count} 号", ("请于 12 月 22 日前报送。",),
        ("醴陵市人民政府督查室", "2021 年 12 月 15 日"), ("抄送：市委办公室。",),
    )  # fmt: skip
