"""Empty talk in returns: a remark for the desk, never a light."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.remarks import remarks_on
from liling_desk.ledger.returns import Return

PEOPLE = Indicator(metric="引进人才", comparison=">=", target=100, unit="名")
SHARE = Indicator(metric="覆盖率", comparison=">=", target=100, unit="%")
RANK = Indicator(metric="排名", comparison="<", target=45, unit="位", baseline=45)


def item(indicator=None, **fields):
    return Commitment(**{"code": "LL-062", "title": "事项", "status": "in_progress", "indicator": indicator, **fields})


def sent(month, progress="推进中", **fields):
    return Return(
        key=month, commitment="LL-062", period=month, reported_on=date.fromisoformat(f"{month}-20"), progress=progress,
        **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("commitment", "returns", "evidence", "said"),
    [
        (item(), [sent("2021-06", "路基贯通。"), sent("2021-05", "正在征地")], False, {}),
        (item(), [sent("2021-06", "正在 征地。"), sent("2021-05", "正在征地")], False, {"repeated": "进展文字与上一期（2021-05）完全相同"}),
        (item(), [sent("2021-06", ""), sent("2021-05", "")], False, {}),
        (item(), [sent("2021-06", "ＧＤＰ增长"), sent("2021-05", "GDP增长")], False, {"repeated": "进展文字与上一期（2021-05）完全相同"}),
        (item(), [sent("2021-06", claimed_status="done")], False, {"bare_claim": "自报完成，但没有数值，也没有依据材料"}),
        (item(), [sent("2021-06", claimed_status="done")], True, {}),
        (item(PEOPLE), [sent("2021-06", claimed_status="done", value=100)], False, {}),
        (item(PEOPLE), [sent("2021-06", claimed_status="done", value=71)], False, {"short_claim": "自报完成，但数值 71 名 未达目标 100 名"}),
        (item(PEOPLE), [sent("2021-06", value=50), sent("2021-05", "开工", value=58)], False, {"falling": "累计数下降：上次 58 名，本次 50 名"}),
        (item(PEOPLE), [sent("2021-06", value=50), sent("2021-05", "开工"), sent("2021-04", value=58)], False, {"falling": "累计数下降：上次 58 名，本次 50 名"}),
        (item(SHARE), [sent("2021-06", value=50), sent("2021-05", "开工", value=58)], False, {}),
        (item(PEOPLE), [sent("2021-06", value=101)], False, {"not_claimed": "数值 101 名 已达目标 100 名，但没有申报完成"}),
        (item(PEOPLE, status="submitted"), [sent("2021-06", value=101)], False, {}),
        (item(RANK), [sent("2021-06", value=44)], False, {}),
        (item(), [sent("2021-06", "已完成１００％")], False, {"not_claimed": "进展写了 100%，但没有申报完成"}),
        (item(), [sent("2021-06", "完成 2100%")], False, {}),
        (item(), [sent("2021-06", "完成100%", claimed_status="done")], True, {}),
        (item(), [], False, {}),
    ],
)  # fmt: skip
def test_what_is_hollow_about_the_newest_return(commitment, returns, evidence, said):
    found = remarks_on(commitment, returns, evidence)
    assert {each.kind: str(each.words) for each in found} == said
    assert all(each.about == returns[0].key for each in found)
