"""The shipped templates of letters are what their maker makes, and hold what the letters have to say."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from liling_desk import places
from liling_desk.reporting.word_letter import ITEM_FIELDS

KINDS = ("assignment", "reminder", "due_soon")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    folder = Path(__file__).resolve().parents[2] / "packaging"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("letter_templates", folder / "letter_templates.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["letter_templates"] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(folder))
    return module


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_is_what_the_script_makes(maker: ModuleType, kind: str) -> None:
    with zipfile.ZipFile(places.resource("letters", f"{kind}.docx")) as file:
        shipped = {each.filename: file.read(each).decode("utf-8") for each in file.infolist()}
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert shipped == maker.parts_of(kind)
    assert maker.packed(maker.parts_of(kind)) == maker.packed(maker.parts_of(kind))


def test_its_columns_are_fields_and_fill_the_page(maker: ModuleType) -> None:
    for kind in KINDS:
        assert {each.field for each in maker.COLUMNS[kind]} <= set(ITEM_FIELDS)
        assert sum(each.width for each in maker.COLUMNS[kind]) == pytest.approx(maker.TEXT_WIDTH)
