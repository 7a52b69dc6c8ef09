"""承诺事项督查通报."""

from __future__ import annotations

from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


def bulletin_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    return framed("bulletin", tr("承诺事项督查通报"), (), material, options, tr)
