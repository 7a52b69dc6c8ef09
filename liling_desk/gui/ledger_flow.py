"""What the window does with ledger files: asks which, opens or makes it, and reports the problem where it can't."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import LEDGER_ENDINGS, FileQuestions, free_ledger_path, is_table
from liling_desk.gui.ledger_files import LedgerFiles
from liling_desk.gui.saving_place import folder_for, stem_for
from liling_desk.ledger.address import Address, ServerAddress, address_of, password_in
from liling_desk.ledger.errors import FileUnusable, LedgerError, Where
from liling_desk.private_files import make_private_folder
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.open_ledger import OpenLedger


class LedgerFlow(QObject):
    """`failed` carries the `LedgerError`; `tables_chosen` a list of paths to import into the open ledger.

    `server_chosen` carries the address of a ledger that takes time to open, and the password that came with it or None.
    `large_opened` carries an `OpenLedger` that takes time to read, and what is to be done when it is shown or None.
    """

    failed = Signal(object)
    server_chosen = Signal(object, object)
    large_opened = Signal(object, object)
    tables_chosen = Signal(object)
    backed_up = Signal(object)

    def __init__(self, desk: Desk, questions: FileQuestions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask = questions
        self._files = LedgerFiles(desk)
        self._declined = False
        self._large: OpenLedger | None = None

    def open_first(self, place: Path | str | None) -> None:
        """The ledger that was named, else the last one, else none."""
        if place := place or self._desk.choices.current.last_ledger:
            self.open(place)

    def open(self, place: Path | str | Address | None = None, then: Callable[[], object] | None = None) -> bool:
        """Open a ledger, asking which when none is given. True when it is open: not yet for one on a server, and for a
        large one. `then` is called when a file's ledger is open, now or later."""
        self._declined = False
        try:
            address = self._address(place)
        except LedgerError as problem:
            self.failed.emit(problem)
            return False
        if isinstance(address, ServerAddress):
            self.server_chosen.emit(address, password_in(place) if isinstance(place, str) else None)
            return False
        if address is None or not self._try(self._open, address.path) or self._declined:
            return False
        if self._large is not None:
            ledger, self._large = self._large, None
            self.large_opened.emit(ledger, then)
            return False
        if then is not None:
            then()
        return True

    def _address(self, place: Path | str | Address | None) -> Address | None:
        if place is None:
            place = self._ask.ledger_to_open()
        return None if place is None else address_of(place)

    def _open(self, path: Path) -> None:
        try:
            self._large = self._files.open(path)
        except LedgerError as problem:
            if problem.kind not in ("passphrase_needed", "wrong_passphrase"):
                raise
            if not self._open_with_passphrase(path):
                self._declined = True
                if not self._desk.bridge.has_ledger:
                    raise

    def _open_with_passphrase(self, path: Path) -> bool:
        """Ask until it fits or the user thinks better of it."""
        others: list[LedgerError] = []

        def attempt(typed: Passphrase) -> str:
            try:
                self._large = self._files.open(path, typed)
            except LedgerError as problem:
                if problem.kind == "wrong_passphrase":
                    tr = self._desk.tr
                    return f"{tr('口令不对。')}{tr.say(problem.remedy)}"
                self._desk.keyring.keep(path, typed)  # it fits; something else is the matter
                others.append(problem)
            return ""

        opened = self._ask.passphrase(self._desk, self._desk.tr("{file} 设了口令", file=path.name), attempt)
        if others:
            raise others[0]
        return opened

    def new(self) -> bool:
        """Make an empty ledger where the user says."""
        path = self._ask.ledger_to_make()
        return path is not None and self._try(self._files.create, path)

    def starter(self) -> bool:
        """Make the starter ledger: no question asked unless its usual place is taken."""
        path = self._usual_or_asked()
        return path is not None and self._try(self._files.starter, path)

    def import_tables(self, paths: Sequence[Path] = ()) -> None:
        """Import tables or folders, asking which when none is given: into the open ledger, or a new empty one."""
        if self._desk.bridge.awaited is not None:
            self._desk.bridge.announced.emit(self._desk.tr("台账还在读取，读完再导入"), False)
            return
        if not paths:
            chosen = self._ask.table_to_import()
            paths = [chosen] if chosen is not None else []
        if not paths:
            return
        if not self._desk.bridge.has_ledger:
            target = self._usual_or_asked()
            if target is None or not self._try(self._files.create, target):
                return
        self.tables_chosen.emit(list(paths))

    def backup(self) -> None:
        """Copy the open ledger to a new file."""
        target = self._ask.backup_target(self._proposed_copy())
        if target is None:
            return
        ledger = self._desk.bridge.ledger
        if ledger.path is None:  # everything comes over the network
            self._desk.background.start(
                lambda _report: ledger.backup(target),
                lambda _nothing: self.backed_up.emit(target),
                self.failed.emit,
                owner=self,
            )
        elif self._try(ledger.backup, target):
            self.backed_up.emit(target)

    def ask_for_rescued(self) -> Path | None:
        """Where what is rescued of a damaged ledger is to go."""
        return self._ask.ledger_to_make()

    def copy_elsewhere(self) -> Path | None:
        """The same without a message: gives back the copy, None where none is wanted. Raises `LedgerError`."""
        target = self._ask.backup_target(self._proposed_copy())
        if target is not None:
            self._desk.bridge.ledger.backup(target)
        return target

    def _proposed_copy(self) -> Path:
        address, day = self._desk.bridge.ledger.address, self._desk.bridge.today.strftime("%Y%m%d")
        return folder_for(address) / f"{stem_for(address)}-{day}.db"

    def journal_target(self, ending: str) -> Path | None:
        """Where the journal of the open ledger is to be exported to."""
        address, day = self._desk.bridge.ledger.address, self._desk.bridge.today.strftime("%Y%m%d")
        name = self._desk.tr("{ledger}-操作记录-{day}", ledger=stem_for(address), day=day)
        return self._ask.report_target(folder_for(address) / f"{name}{ending}", ending)

    def drop(self, paths: Sequence[Path]) -> None:
        """Files or folders were dropped on the window."""
        path = paths[0]
        if path.suffix.lower() in LEDGER_ENDINGS and not path.is_dir():
            self.open(path)
        elif any(is_table(each) for each in paths):
            self.import_tables(paths)
        else:
            self.failed.emit(
                FileUnusable(
                    Message(N_("不认识“{file}”这种文件。"), {"file": path.name}),
                    Message(N_("可以拖入台账文件（.db）、Excel、WPS 或 CSV 表格，或放着这些表格的文件夹。")),
                    Where(file=str(path)),
                )
            )

    def _usual_or_asked(self) -> Path | None:
        usual = places.default_ledger_path()
        return self._ask.ledger_to_make() if usual.exists() else free_ledger_path()

    def _try(self, work: Callable[[Path], object], path: Path) -> bool:
        try:
            make_private_folder(path.parent)
            work(path)
        except LedgerError as problem:
            self.failed.emit(problem)
            return False
        except OSError as problem:
            self.failed.emit(
                FileUnusable(
                    Message(N_("“{file}”写不进去。"), {"file": path.name}),
                    Message(N_("请换一个可以写入的文件夹，或检查磁盘空间。")),
                    Where(file=str(path)),
                    str(problem),
                )
            )
            return False
        return True
