"""Questions about files, asked with the system's own dialogs. Tests put another object in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from liling_desk import places
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from liling_desk.gui.desk import Desk
    from liling_desk.ledger.passphrase import Passphrase

LEDGER_ENDINGS = (".db", ".sqlite", ".ledger")


class FileQuestions:
    """Each answer is a path, or None where the user thought better of it."""

    def __init__(self, tr: Translator, parent: QWidget) -> None:
        self._tr = tr
        self._parent = parent

    def ledger_to_open(self) -> Path | None:
        """An existing ledger."""
        return self._open(self._tr("打开台账"), self._ledgers())

    def ledger_to_make(self) -> Path | None:
        """A place for a new ledger; a free name is proposed."""
        return self._save(self._tr("新台账存在哪里"), free_ledger_path(), self._ledgers())

    def table_to_import(self) -> Path | None:
        """A table to import."""
        from liling_desk.importing.reading_files import ENDINGS  # not on the way to the first window

        return self._open(self._tr("选择要导入的表格"), self._filters(self._tr("表格"), ENDINGS))

    def folder_to_import(self) -> Path | None:
        """A folder of tables."""
        name = _dialog().getExistingDirectory(self._parent, self._tr("选择放着表格的文件夹"))
        return Path(name) if name else None

    def second_place(self, present: Path | None) -> Path | None:
        """A folder that backups are copied to."""
        name = _dialog().getExistingDirectory(self._parent, self._tr("备份再拷一份到哪里"), str(present or ""))
        return Path(name) if name else None

    def folder_for_letters(self, proposed: Path) -> Path | None:
        """Where the folder of a run of letters is to be made."""
        name = _dialog().getExistingDirectory(self._parent, self._tr("函件放在哪个文件夹"), str(proposed))
        return Path(name) if name else None

    def backup_target(self, proposed: Path) -> Path | None:
        """A new file for a copy of the ledger."""
        return self._save(self._tr("备份到"), proposed, self._ledgers())

    def report_target(self, proposed: Path, ending: str) -> Path | None:
        """Where to write a report or a list; the system asks before it writes over a file."""
        kind = {".pdf": "PDF", ".xlsx": "Excel", ".docx": "Word", ".csv": "CSV"}.get(ending, ending)
        name, _ = _dialog().getSaveFileName(self._parent, self._tr("存到哪里"), str(proposed), f"{kind} (*{ending})")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def passphrase(self, desk: Desk, words: str, attempt: Callable[[Passphrase], str]) -> bool:
        """The passphrase of a ledger; asks until `attempt` has nothing against it. False where it was given up."""
        from liling_desk.gui.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(words, desk, attempt, self._parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.result() == PassphraseDialog.DialogCode.Accepted

    def _ledgers(self) -> str:
        return self._filters(self._tr("台账文件"), LEDGER_ENDINGS)

    def _filters(self, name: str, endings: Sequence[str]) -> str:
        every = self._tr("所有文件")
        return f"{name} ({' '.join(f'*{ending}' for ending in endings)});;{every} (*)"

    def _open(self, title: str, endings: str) -> Path | None:
        name, _ = _dialog().getOpenFileName(self._parent, title, "", endings)
        return Path(name) if name else None

    def _save(self, title: str, proposed: Path, endings: str) -> Path | None:
        # The store refuses to write over anything and says so; Qt's own question would be a second one.
        name, _ = _dialog().getSaveFileName(
            self._parent, title, str(proposed), endings, options=_dialog().Option.DontConfirmOverwrite
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".db")


def is_table(path: Path) -> bool:
    """True for what may be imported by its name: a table, or a folder of tables."""
    from liling_desk.importing.reading_files import ENDINGS  # not on the way to the first window

    return path.suffix.lower() in ENDINGS or path.is_dir()


def local_files(mime: QMimeData) -> list[Path]:
    """The files and folders that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def free_ledger_path() -> Path:
    """The default ledger's path, or the first free name beside it."""
    path = places.default_ledger_path()
    number = 2
    while path.exists():
        path = places.default_ledger_path().with_stem(f"ledger-{number}")
        number += 1
    return path


def _dialog() -> type[QFileDialog]:
    from PySide6.QtWidgets import QFileDialog  # not on the way to the first window

    return QFileDialog
