"""When and why, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from liling_desk.open_ledger import Backup
from liling_desk.translations import Translator


def when_words(at: datetime, today: date, tr: Translator) -> str:
    """`今天 09:05`, `昨天 17:20`, `2026-03-29 08:58`: on the clock of this place."""
    local = at.astimezone()
    time = local.strftime("%H:%M")
    if local.date() == today:
        return tr("今天 {time}", time=time)
    if local.date() == today - timedelta(days=1):
        return tr("昨天 {time}", time=time)
    return local.strftime("%Y-%m-%d %H:%M")


def kind_words(backup: Backup, tr: Translator) -> str:
    """Why it was made."""
    return tr(backup.kind.word) if backup.kind is not None else tr("别处的文件")
