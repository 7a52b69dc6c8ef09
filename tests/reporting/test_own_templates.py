"""The user's own templates begin as copies of the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting.own_templates import copy_templates, missing_templates


def test_only_missing_ones_are_copied(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "templates"
    assert missing_templates(folder) == ["assignment.docx", "reminder.docx", "due_soon.docx"]
    folder.mkdir(parents=True)
    (folder / "reminder.docx").write_bytes(b"mine")
    copy_templates(folder)
    assert missing_templates(folder) == []
    assert (folder / "reminder.docx").read_bytes() == b"mine"
    assert (folder / "due_soon.docx").read_bytes() == places.resource("letters", "due_soon.docx").read_bytes()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file")
    with pytest.raises(FileUnusable):
        copy_templates(tmp_path / "data" / "templates")
