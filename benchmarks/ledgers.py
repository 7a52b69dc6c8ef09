"""The ledgers that are measured: made once, kept beside each other in liling-out/bench, the same in every run."""

from __future__ import annotations

import hashlib
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
PLACE = REPOSITORY / "liling-out" / "bench"
TODAY = date(2021, 12, 15)
MONTHS = 12
MIDDLE = 3_000
"""The size whose items have a return for each month."""
_AT_ONCE = 5_000
UNITS = (
    "市发展和改革局", "市教育局", "市科技和工业信息化局", "市民政局", "市财政局", "市人力资源和社会保障局",
    "市自然资源局", "市住房和城乡建设局", "市交通运输局", "市水利局", "市农业农村局", "市商务粮食局",
    "市文旅广体局", "市卫生健康局", "市应急管理局", "市市场监督管理局", "醴陵经济开发区管理委员会",
    "株洲市生态环境局醴陵分局",
)  # fmt: skip
_WORKS = ("新建", "改造", "扩建", "整治", "提升", "引进")
_THINGS = (
    "农村道路",
    "老旧小区",
    "陶瓷产业园",
    "中心小学",
    "水库大坝",
    "污水管网",
    "卫生院",
    "烟花企业",
    "停车场",
    "公园",
)
_PLACES = (
    "来龙门",
    "阳三石",
    "仙岳山",
    "国瓷",
    "王仙",
    "浦口",
    "白兔潭",
    "泗汾",
    "船湾",
    "嘉树",
    "均楚",
    "沈潭",
    "李畋",
)


def ledger(items: int) -> Path:
    """A closed ledger with so many items: copy it to write to it. 93 is the starter as it is shipped."""
    path = PLACE / f"items-{items}.db"
    stamp = path.with_suffix(".txt")
    wanted = _recipe()
    if not path.exists() or not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"making a ledger of {items:,} items", file=sys.stderr, flush=True)
        PLACE.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        _make(path, items)
        stamp.write_text(wanted, encoding="utf-8")
    return path


def copy_of(items: int, folder: Path, name: str = "台账.db") -> Path:
    """A ledger of this run alone."""
    return Path(shutil.copyfile(ledger(items), folder / name))


def _recipe() -> str:
    """What the ledgers are made of: another program, another schema, other starter items make them anew."""
    sources = [Path(__file__), REPOSITORY / "liling_desk" / "store" / "schema.py",
               REPOSITORY / "resources" / "starter" / "commitments.csv"]  # fmt: skip
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _make(path: Path, items: int) -> None:
    from liling_desk import starter
    from liling_desk.open_ledger import OpenLedger

    made = OpenLedger.create(path, "bench")
    try:
        if items == 93:
            starter.found(made)
        else:
            _fill(made, items)
    finally:
        made.close()


def _fill(made: Any, items: int) -> None:
    from liling_desk.ledger import edits
    from liling_desk.ledger.changes import together
    from liling_desk.starter import starter_commitments

    starter = list(starter_commitments("sanji-2021"))
    for first in range(0, items, _AT_ONCE):
        sets = []
        for place in range(first, min(first + _AT_ONCE, items)):
            item = item_of(starter, place)
            sets.append(edits.create(item))
            sets += [edits.add_return(each, item) for each in _returns(item, place, items)]
        made.apply(together("create", sets))


def item_of(starter: list[Any], place: int) -> Any:
    """The item at a place: a starter item's kind, deadline and indicator under another code, title, unit, status."""
    from liling_desk.ledger.status import Status

    model = starter[place % len(starter)]
    work, thing, where = (words[place * step % len(words)] for words, step in (
        (_WORKS, 5), (_THINGS, 7), (_PLACES, 11)))  # fmt: skip
    fields: dict[str, Any] = {
        "code": f"LL-{place + 1:06}", "title": f"{where}{work}{thing}{place % 997}处：{model.title}",
        "source": None, "parent": None, "lead_unit": UNITS[place * 7 % len(UNITS)] if place % 11 else None,
        "support_units": (UNITS[(place * 5 + 3) % len(UNITS)],) if place % 3 == 0 else (),
        "handler": f"{'张王李赵'[place % 4]}{'伟芳娜敏'[place // 4 % 4]}", "status": Status.IN_PROGRESS,
    }  # fmt: skip
    if place % 5 == 1:
        fields["assigned_deadline"] = date(2021, 10, 1) + timedelta(days=place % 120)
    if place % 7 == 2:
        fields |= {"status": Status.DONE, "done_on": date(2021, 12, 1), "done_basis": "验收文号", "done_by": "张三"}
    return model.but(**fields)


def _returns(item: Any, place: int, items: int) -> list[Any]:
    """Twelve in the ledger of the middle size; in the others one for each twentieth item, so that orders differ."""
    from liling_desk.ledger.returns import Return

    months = range(1, MONTHS + 1) if items == MIDDLE else (11,) if place % 20 == 0 else ()
    return [
        Return(
            key=f"r{place}-{month}", commitment=item.code, period=f"2021-{month:02}",
            reported_on=date(2021, month, 1 + place % 28), unit=item.lead_unit or "市教育局",
            progress=f"{month} 月：调度 {place % 9} 次，完成投资 {place % 977} 万元，占年度的 {place % 97}%。",
            value=float(place % 89 + month) if item.indicator else None,
        )
        for month in months
    ]  # fmt: skip
