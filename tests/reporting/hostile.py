"""A ledger of texts that break programs: markup, formulas, very long runs, rare and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final

from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Commitment, Extension, HandLight
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger

AS_OF: Final = date(2021, 12, 15)

TEXTS: Final[dict[str, str]] = {
    "typst": '#let x = 1; #import "a": * $x^2$ *粗* _斜_ @ref <label> `raw` // note /* c */ \\n',
    "typst heads": "= 标题 == 二级 - 列 + 号 / 词: 义 ~ -- --- ...",
    "html": "<b>甲‹乙>&</b> &amp; &#65; <!-- 注 --> <script>alert(1)</script>",
    "template": "{{ x }} {% raw %} {# 注 #} {%- for a in b -%} {page} {0} %s ${HOME}",
    "formula": '=HYPERLINK("http://x","点")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "quotes": "'单' \"双\" “弯” ‘弯’ 「角」 『角』 —— …… · ` ´",
    "tabs": "甲\t乙\t\t丙",
    "lines": "第一行\n第二行\r\n第三行\n\n第五行",
    "control": "甲\x01乙\x0b丙\x0c丁\x1b[31m戊\x7f己\x85庚",
    "zero width": "甲\u200b乙\u200c丙\u200d丁\u2060戊\ufeff己\u00ad庚",
    "line separators": "甲\u2028乙\u2029丙",
    "emoji": "😀🚀🎉⚠️✅",
    "emoji sequences": "👨‍👩‍👧‍👦 👩🏽‍🔬 🇨🇳 🏳️‍🌈 1️⃣ ❤️‍🔥",
    "rare": "㛃䶮𠅤镕喆 𰻞 𠮷 㐂",
    "arabic": "مرحبا بالعالم",
    "hebrew": "שלום עולם",
    "mixed directions": "完成 مرحبا 50% שלום 106国道 (تم)",
    "direction marks": "甲\u202e乙丙\u202c丁\u200f戊\u2066己\u2069庚",
    "combining": "e\u0301 a\u0308 n\u0303 क्षि ก็",
    "compatibility": "ﬁ Å Ω ㎡ ① Ⅳ ９９全角 ﷽ ⽅",
    "wide spaces": "甲\u3000乙\u00a0丙\u2003丁\u202f戊",
    "private": "甲\ue000乙\U000f0000丙",
    "path": "C:\\temp\\new\\..\\台账.db /etc/passwd %00 ../..",
    "json": '{"a": [1, null], "b": "\\u0041"}',
}
"""What stands in every field of an item of its own, by name."""

LONG: Final[dict[str, str]] = {
    "long Chinese": "".join(chr(0x4E00 + 6 * n) for n in range(3000)),
    "long Latin": "".join("abcdefghijklmnopqrstuvwxyz"[(n * n + n // 26) % 26] for n in range(3000)),
    "long digits": "".join(str(n * n % 10) for n in range(3000)),
    "long lines": "\n".join(f"第{n}行" for n in range(500)),
    "long emoji": "👨‍👩‍👧" * 300,
}
"""3,000 characters in one cell; in fields that are names (unit, person, place) the first 80 of them stand."""

CODES: Final[dict[str, str]] = {name: f"HX-{place:02}" for place, name in enumerate((*TEXTS, *LONG), 1)}
"""The item of each text."""


def text_of_item(name: str) -> str:
    """The text of this name."""
    return TEXTS.get(name) or LONG[name]


def hostile_ledger(path: Path) -> OpenLedger:
    """A new ledger, open, with an item for each text: every colour, every status, returns, evidence, extensions."""
    ledger = OpenLedger.create(path, "甲<b>&{{x}}#$")
    items = [_item(place, name) for place, name in enumerate(CODES)]
    ledger.apply(together("create", [edits.create(each) for each in items]))
    for place, (name, item) in enumerate(zip(CODES, items, strict=True)):
        sets = [edits.add_return(each, ledger.get(item.code)) for each in _returns(place, name)]
        text = text_of_item(name)
        sets.append(edits.add_evidence(Evidence(key=f"E{place}", commitment=item.code, text=text, added_on=AS_OF)))
        ledger.apply(together("return", sets, text))
    return ledger


def _item(place: int, name: str) -> Commitment:
    text, short = text_of_item(name), short_of(name)
    due = (date(2021, 11, 1 + place % 28), date(2021, 12, 20), date(2022, 12, 31))[place % 3]
    fields: dict[str, object] = {}
    if place % 5 == 1:
        fields = {"status": Status.DONE, "done_on": date(2021, 12, 1), "done_by": short, "done_basis": text}
    elif place % 5 == 2:
        fields = {"status": Status.SUSPENDED, "status_reason": text}
    elif place % 5 == 3:
        granted = Extension(until=date(2022, 3, 31), reason=text, document=short, decided_on=date(2021, 12, 1))
        fields = {"status": Status.IN_PROGRESS, "extensions": (granted,)}
    elif place % 5 == 4:
        light = HandLight(colour=Colour.RED, reason=text, set_on=AS_OF, until=date(2021, 12, 31), set_by=short)
        fields = {"status": Status.SUBMITTED, "hand_light": light}
    return Commitment(
        code=CODES[name], title=text, detail=text, role=short, programme=short, category=short, kind=short,
        reference_date=date(2021, 1, 1), section=short, wording=text, note=text, lead_unit=short,
        support_units=(short + "乙", short + "丙"), leader=short, handler=short,
        deadline=Deadline(phrase=short), assigned_deadline=due,
        indicator=Indicator(metric=short, comparison=">=", target=100, unit=short, baseline=10, baseline_year=2020),
        **fields,
    )  # fmt: skip


def _returns(place: int, name: str) -> list[Return]:
    text = text_of_item(name)
    return [
        Return(
            key=f"{place}-{month}", commitment=CODES[name], period=f"2021-{month}", unit=short_of(name),
            reported_on=date(2021, month, 25), progress=text, difficulties=text, value=month * 4.0,
            claimed_status=Status.IN_PROGRESS, sent_back_on=date(2021, 12, 1) if month == 10 else None,
            sent_back_reason=text if month == 10 else "",
        )
        for month in ((10, 11) if place % 4 else ())
    ]  # fmt: skip


def short_of(name: str) -> str:
    """What stands in fields that are names: on one line, at most 80 characters."""
    return " ".join(text_of_item(name)[:80].split()).rstrip("\u200d") or name


def visible(text: str) -> str:
    """A text as it has to come back: without white space, without controls and other characters that show nothing."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) not in _UNSEEN)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def squeezed(text: str) -> str:
    """A text that was read back, in the same form; page ends are white space."""
    return re.sub(r"\s+", "", visible(text))
