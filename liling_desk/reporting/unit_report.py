"""各单位承诺事项情况."""

from __future__ import annotations

from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


def unit_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    return framed("unit", tr("各单位承诺事项情况"), (), material, options, tr)
