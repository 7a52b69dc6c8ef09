"""量化指标进展."""

from __future__ import annotations

from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


def indicators_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    return framed("indicators", tr("量化指标进展"), (), material, options, tr)
