"""Opening and making ledgers for the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.account import system_account
from liling_desk.gui.desk import Desk
from liling_desk.ledger.access import Access
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.thresholds import Thresholds, thresholds_of
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.open_ledger import OpenLedger


class LedgerFiles:
    """Every method raises `LedgerUnusable` and leaves the ledger that is open alone where it can't do it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, path: Path, passphrase: Passphrase | None = None) -> None:
        """Open a ledger and show it. The passphrase of the ledger that was opened last is known."""
        from liling_desk.open_ledger import OpenLedger  # after the frame is on the screen

        actor, thresholds, access = self._how()
        access = replace(access, passphrase=passphrase or self._desk.keyring.of(path))
        self._show(OpenLedger.open(path, actor, thresholds, access))

    def create(self, path: Path) -> None:
        """Make an empty ledger and show it."""
        self._show(self._new(path))

    def starter(self, path: Path) -> None:
        """Make a ledger with the starter items and show it. A half-made one is taken away again."""
        from liling_desk.starter import found

        ledger = self._new(path)
        try:
            found(ledger)
        except (LedgerError, OSError):
            ledger.close()
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            raise
        self._show(ledger)

    def _how(self) -> tuple[str, Thresholds, Access]:
        return actor_of(self._desk), thresholds_of(self._desk.choices.current), self._desk.access

    def _new(self, path: Path) -> OpenLedger:
        from liling_desk.open_ledger import OpenLedger

        return OpenLedger.create(path, *self._how())

    def _show(self, ledger: OpenLedger) -> None:
        try:
            ledger.snapshot()  # a damaged table shows itself here, before the former ledger is let go
        except LedgerError:
            ledger.close()
            raise
        opened = self._desk.choices.current.opened(str(ledger.path.absolute()))
        self._desk.choices.change(last_ledger=opened.last_ledger, recent_ledgers=opened.recent_ledgers)
        self._desk.keyring.keep(ledger.path, ledger.access.passphrase)
        self._desk.drafts.keep_off_disk(str(ledger.path), sealed=ledger.access.passphrase is not None)
        self._desk.bridge.show_ledger(ledger)


def actor_of(desk: Desk) -> str:
    """The name that entries are written under: the chosen one, else the system account."""
    return desk.choices.current.actor.strip() or account_name(desk.tr)


def account_name(tr: Translator) -> str:
    """The system account's name; a machine need not have one."""
    return system_account() or tr("本机用户")
