"""What a server says to somebody who only tries to connect, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liling_desk.translations import Translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liling_desk.open_ledger import OpenLedger
    from liling_desk.store.server_session import ServerSession


@dataclass(frozen=True)
class Met:
    """As whom and how a window is connected, whether it may write, and who else is on."""

    session: ServerSession
    may_write: bool
    others: tuple[str, ...]


def meet(ledger: OpenLedger) -> Met:
    """Ask a server's ledger; takes a moment, on any thread. Raises `LedgerError`."""
    session = ledger.server_session()
    assert session is not None, "a file has no session"
    others = tuple(name for name in ledger.people() if name != ledger.actor)
    return Met(session, not ledger.read_only, others)


def rights_words(met: Met, tr: Translator) -> str:
    """`张三，可以修改`."""
    if met.may_write:
        return tr("{user}，可以修改", user=met.session.user)
    return tr("{user}，只能看", user=met.session.user)


def encryption_words(met: Met, tr: Translator) -> str:
    """`已加密（TLSv1.3）`."""
    if met.session.encryption:
        return tr("已加密（{protocol}）", protocol=met.session.encryption)
    return tr("没有加密")


def people_words(others: Sequence[str], tr: Translator) -> str:
    """Who else is on."""
    return tr("、").join(others) if others else tr("没有别人")
