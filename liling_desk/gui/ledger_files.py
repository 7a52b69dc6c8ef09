"""Opening and making ledgers for the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.account import system_account
from liling_desk.gui.desk import Desk
from liling_desk.ledger.access import Access
from liling_desk.ledger.address import FileAddress
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.thresholds import Thresholds, thresholds_of
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.gui.arriving import MadeFinder
    from liling_desk.ledger.address import ServerAddress
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.ledger.password import Password
    from liling_desk.open_ledger import OpenLedger


class LedgerFiles:
    """Every method raises `LedgerUnusable` and leaves the ledger that is open alone where it can't do it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, path: Path, passphrase: Passphrase | None = None) -> OpenLedger | None:
        """Open a ledger and show it. The passphrase of the ledger that was opened last is known.

        A large one is given back, open but not read: `LargeOpening` shows it.
        """
        from liling_desk.open_ledger import OpenLedger  # after the frame is on the screen

        actor, thresholds, access = self._how()
        access = replace(access, passphrase=passphrase or self._desk.keyring.of(path))
        ledger = OpenLedger.open(path, actor, thresholds, access)
        try:
            is_large = sum(ledger.extent()) > self._desk.large
        except LedgerError:
            ledger.close()
            raise
        if is_large:
            return ledger
        self._show(ledger)
        return None

    def reach(self, address: ServerAddress, password: Password | None = None) -> Callable[[], OpenLedger]:
        """What opens a ledger on a server and reads it; takes seconds, for any thread. It raises `LedgerError`.

        Without a password the one of this session is taken, else the keyring's, else what libpq finds.
        """
        actor, thresholds, access = self._how()
        known = password or self._desk.keyring.password_of(address)

        def open_and_read() -> OpenLedger:
            from liling_desk import server_secrets
            from liling_desk.open_ledger import OpenLedger

            given = replace(access, password=known or server_secrets.recall(address))
            ledger = OpenLedger.open(address, actor, thresholds, given)
            try:
                ledger.snapshot()
            except LedgerError:
                ledger.close()
                raise
            return ledger

        return open_and_read

    def show(self, ledger: OpenLedger, finder: MadeFinder | None = None) -> None:
        """Show a ledger that has been read; `finder` where one was made for its standings."""
        self._remember(ledger)
        self._desk.bridge.show_ledger(ledger, finder)

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
        self.show(ledger)

    def _remember(self, ledger: OpenLedger) -> None:
        desk, address, access = self._desk, ledger.address, ledger.access
        opened = desk.choices.current.opened(address.text)
        desk.choices.change(last_ledger=opened.last_ledger, recent_ledgers=opened.recent_ledgers)
        if isinstance(address, FileAddress):
            desk.keyring.keep(address.path, access.passphrase)
        else:
            desk.keyring.keep_password(address, access.password)
        desk.drafts.keep_off_disk(address.text, sealed=access.passphrase is not None)


def actor_of(desk: Desk) -> str:
    """The name that entries are written under: the chosen one, else the system account."""
    return desk.choices.current.actor.strip() or account_name(desk.tr)


def account_name(tr: Translator) -> str:
    """The system account's name; a machine need not have one."""
    return system_account() or tr("本机用户")
