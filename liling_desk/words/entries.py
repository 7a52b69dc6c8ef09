"""Journal entries in words, and the words for the fields of a commitment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from liling_desk.translations import N_, Translator

if TYPE_CHECKING:
    from liling_desk.ledger.entry import Applied, EntryName

_ACTIONS = {
    "found": N_("建立台账"),
    "create": N_("登记"),
    "edit": N_("修改"),
    "assign": N_("分办"),
    "tick_off": N_("销号"),
    "send_back": N_("退回"),
    "reopen": N_("重新打开"),
    "suspend": N_("暂缓"),
    "terminate": N_("终止"),
    "status": N_("改状态"),
    "extend": N_("延期"),
    "light": N_("亮灯"),
    "delete": N_("删除"),
    "restore": N_("恢复"),
    "split": N_("拆分"),
    "return": N_("登记报送"),
    "return_back": N_("退回报送"),
    "evidence": N_("记依据材料"),
    "remove_evidence": N_("去掉依据材料"),
    "unit": N_("改单位"),
    "view": N_("改视图"),
    "profile": N_("改列对应"),
    "draft_bulletin": N_("起草通报"),
    "revise_bulletin": N_("改通报草稿"),
    "discard_bulletin": N_("删通报草稿"),
    "issue_bulletin": N_("发出通报"),
    "withdraw_bulletin": N_("撤回通报"),
    "letter": N_("发函"),
    "import": N_("导入"),
    "undo_batch": N_("撤销导入"),
    "undo": N_("撤销"),
    "redo": N_("重做"),
    "rescue": N_("抢救"),
}

_FIELDS = {
    "title": N_("事项名称"),
    "detail": N_("具体内容"),
    "role": N_("角色"),
    "programme": N_("工程"),
    "category": N_("类别"),
    "kind": N_("性质"),
    "parent": N_("上级事项"),
    "source": N_("依据"),
    "reference_date": N_("提出日期"),
    "section": N_("所在段落"),
    "wording": N_("原文"),
    "note": N_("备注"),
    "lead_unit": N_("牵头单位"),
    "support_units": N_("配合单位"),
    "leader": N_("责任领导"),
    "handler": N_("责任人"),
    "deadline": N_("完成时限"),
    "assigned_deadline": N_("交办时限"),
    "extensions": N_("延期"),
    "reporting": N_("报送周期"),
    "hand_light": N_("手动亮灯"),
    "indicator": N_("量化指标"),
    "status": N_("状态"),
    "status_reason": N_("原因"),
    "done_on": N_("办结日期"),
    "done_by": N_("核定人"),
    "done_basis": N_("办结依据"),
    "deleted": N_("已删除"),
}


def action_word(action: str, tr: Translator) -> str:
    """The word for an entry's verb; an unknown verb stands as it is."""
    return tr(_ACTIONS[action]) if action in _ACTIONS else action


def field_word(name: str, tr: Translator) -> str:
    """The word for a field of a commitment."""
    return tr(_FIELDS[name]) if name in _FIELDS else name


def entry_words(entry: EntryName, tr: Translator) -> str:
    """`销号 LL-037`, `导入 LL-037 等 12 项`."""
    what = tr("{code} 等 {n} 项", code=entry.code, n=entry.codes) if entry.codes > 1 else entry.code
    return f"{action_word(entry.action, tr)} {what or _bulletin_words(entry, tr)}".strip()


def _bulletin_words(entry: EntryName, tr: Translator) -> str:
    year, _, number = entry.bulletin.partition("-")
    return tr("{year} 年第 {number} 期", year=year, number=number) if number else ""


def kept_words(applied: Applied, tr: Translator) -> str:
    """What an undo left alone, or an empty text."""
    if not applied.kept:
        return ""
    shown = [f"{kept.code} {field_word(kept.field, tr)}" for kept in applied.kept[:3]]
    more = "…" if len(applied.kept) > 3 else ""
    return tr("后来又改过的 {n} 处保留未动：{places}", n=len(applied.kept), places=", ".join(shown) + more)


def local_time(at: str) -> datetime | None:
    """An entry's UTC time on the clock of this place; None for a time that can't be read."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment.astimezone() if moment.tzinfo else moment
