"""Rows at the end of a table that are no items: totals, signatures, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from liling_desk.importing.cells import squeezed

_TOTAL = re.compile(
    r"(合计|总计|小计|共计|累计|总合计|subtotal|total|本页小计)[::]?[\d.,%项个件条家万亿元()]*", re.IGNORECASE
)
_SIGNER = r"(?:填表|填报|审核|审批|复核|制表|报送|审定|签发|经办|单位负责|主要负责|分管领导)"
_SIGNATURE = re.compile(
    rf"{_SIGNER}(?:人|单位|部门|日期|时间|负责人)(?:签字|签名|盖章)?(?:[:(].*)?"
    rf"|(?:{_SIGNER}|联系电话|电话|注|说明|备注|填表说明|.{{0,6}}(?:签字|签名|签章|盖章)):.*",
    re.DOTALL,
)
_FOOTER_SIGNS = re.compile(r"[计填审复制报签经负分电注说备盖:：]|t", re.IGNORECASE)
"""One of these stands in every total and signature; most rows are told by it that they are none."""
_TOTAL_SIGNS = re.compile("计|t", re.IGNORECASE)
_LABEL = re.compile(rf"{_SIGNER}|签字|签名|签章|盖章|联系电话|电话|注|说明|备注|填表说明")
"""A signature only where it stands in the place of a code or title: 审批 may be a category as well."""


def looks_like_footer(first: str, texts: Mapping[str, str]) -> bool:
    """True for 合计 and signature rows, by a row's first cell and its texts by field.

    Ask only about rows whose code is not known.
    """
    title = texts.get("title", "")
    if not _FOOTER_SIGNS.search(first) and not (len(title) < 30 and _TOTAL_SIGNS.search(title)):
        return False
    first = squeezed(first)
    title = squeezed(texts.get("title", texts.get("code", "")))
    if _TOTAL.fullmatch(title) or _TOTAL.fullmatch(first) or _SIGNATURE.fullmatch(first):
        return True
    identity = {squeezed(texts[name]) for name in ("code", "title") if name in texts}
    return bool(_LABEL.fullmatch(first)) and (not identity or first in identity)
