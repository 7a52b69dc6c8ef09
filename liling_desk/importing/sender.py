"""From whom a file comes, as far as its name and titles tell before its columns are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from liling_desk.importing.table import Table
from liling_desk.importing.unit_names import UnitNames, name_key
from liling_desk.ledger.commitment import Unit

_SIGNED = re.compile(
    r"(?:填报|报送|上报|填表|编报|制表|反馈|责任)?(?:单位|部门)(?:名称)?(?:[(（]盖章[)）])?[:：]\s*([^\s:：,，;；、]{2,30})"
)
_ENDING = re.compile(r"\.(?:xlsx?|xlsm|et|ods|csv|txt|html?|xml)$", re.IGNORECASE)
_PASSING = re.compile(
    r"[(（\[【][^)）\]】]*[)）\]】]|副本|最终版?|终稿|定稿|修改稿?|修订稿?|改$|新建?$|v\d+(?:\.\d+)*|第[一二三四\d]+季度|[上下]半年"
    r"|截[至止]到?|\d+|[年月日号]份?|[-_.\s—~至、]+"
)


def layout_sender(table: Table, units: Mapping[str, Unit]) -> str:
    """A unit of the ledger, or a name signed above the table, or what the names of such files have in common."""
    names = UnitNames(units)
    titles = [cell for row in table.titles for cell in row.cells if cell.strip()]
    for text in titles:
        if found := _SIGNED.search(unicodedata.normalize("NFKC", text)):
            name = re.sub(r"\(.*", "", found[1])
            return names.present(name) or name
    for text in (table.sheet.name, *titles):
        if unit := _named_in(text, names):
            return unit
    return file_pattern(table.sheet.name)


def file_pattern(name: str) -> str:
    """A file's name without its ending, days, numbers and versions: 进展报送 of 2021年6月进展报送(2).xlsx."""
    plain = unicodedata.normalize("NFKC", name)
    return _PASSING.sub("", _ENDING.sub("", plain))


def _named_in(text: str, names: UnitNames) -> str:
    """The unit with the longest name in a text, if it is the only one."""
    key = name_key(text)
    found: dict[str, str] = {}
    for name in sorted((name for name in names.by_key if len(name) > 2), key=len, reverse=True):
        if name in key:
            found[names.by_key[name]] = name
            key = key.replace(name, "|")
    return next(iter(found)) if len(found) == 1 else ""
