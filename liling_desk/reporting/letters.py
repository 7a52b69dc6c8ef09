"""Letters to units: 督办单, 催办单, 提醒函."""

from __future__ import annotations

from liling_desk.ledger.letter import LetterKind
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


def letters(kind: LetterKind, material: Material, options: ReportOptions, tr: Translator) -> Report:
    """One letter for each unit that has items to be told of, by unit."""
    return framed(kind.value, tr(kind.word), (), material, options, tr)
