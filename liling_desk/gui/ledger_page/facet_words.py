"""The words for the groups of the filter and their values."""

from __future__ import annotations

from collections.abc import Callable

from liling_desk.ledger.filters import UNASSIGNED, Facet
from liling_desk.ledger.status import Colour, Pace, Reported, Status, Timeliness
from liling_desk.translations import N_, Translator

GROUPS: tuple[tuple[Facet, str], ...] = (
    ("light", N_("亮灯")),
    ("status", N_("状态")),
    ("due", N_("时限")),
    ("reported", N_("报送情况")),
    ("pace", N_("序时进度")),
    ("unit", N_("牵头单位")),
    ("role", N_("角色")),
    ("programme", N_("工程")),
    ("category", N_("类别")),
)
CLOSED_AT_FIRST: tuple[Facet, ...] = ("reported", "pace")
"""Groups that are folded until somebody unfolds them, so that units and programmes stay in sight."""
REPORTED_ORDER = (
    Reported.MISSING, Reported.SENT_BACK, Reported.LATE, Reported.REPORTED, Reported.NOT_YET, Reported.NOT_EXPECTED,
)  # fmt: skip
PACE_ORDER = (Pace.BEHIND, Pace.ON_PACE, Pace.AHEAD, Pace.NO_DATA)
DUE_WORDS = {
    "overdue": N_("已超期"),
    "within_30": N_("30 日内"),
    "within_180": N_("31—180 日"),
    "later": N_("180 日以后"),
    "none": N_("无时限"),
    "settled": N_("已了结"),
}


_NAMED: dict[str, Callable[[str], Colour | Status | Timeliness | Reported | Pace]] = {
    "light": Colour, "status": Status, "timeliness": Timeliness, "reported": Reported, "pace": Pace,
}  # fmt: skip


def group_words(name: str, tr: Translator) -> str:
    """The word for a group of the filter, for the chips over the list."""
    words: dict[str, str] = {
        "timeliness": N_("时效"), "kind": N_("性质"), "text": N_("搜索"), "deleted": N_("已删除"),
        "codes": N_("指定事项"), "due_from": N_("到期不早于"), "due_to": N_("到期不晚于"),
    }  # fmt: skip
    words.update(GROUPS)
    return tr(words.get(name, name))


def value_words(group: str, value: str, tr: Translator) -> str:
    """The words for one value of a group."""
    if group == "pace" and not value:
        return tr("没有量化指标")
    if group in _NAMED:
        return tr(_NAMED[group](value).word)
    if group == "due":
        return tr(DUE_WORDS[value])
    if group == "unit" and value == UNASSIGNED:
        return tr("待分办")
    return value or tr("（未填）")
