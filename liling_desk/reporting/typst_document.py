"""A report as the data that resources/reports/report.typ sets: one function for each type of section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from liling_desk.reporting.paper_faces import faces_of
from liling_desk.reporting.report import (
    BurnDownPlot,
    Charts,
    FactList,
    Figures,
    Heading,
    Letterhead,
    LetterPaper,
    LightCell,
    Meanings,
    Report,
    Section,
    Summary,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.reporting.typst_charts import charts_data
from liling_desk.reporting.typst_facts import facts_data
from liling_desk.reporting.typst_letter import head_data, letter_data
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_plots import burn_down_data, trajectory_data
from liling_desk.reporting.typst_setting import Setting, setting_of
from liling_desk.reporting.typst_table import table_data
from liling_desk.reporting.typst_text import breakable, plain
from liling_desk.translations import CHINESE, Translator

AUTHOR: Final = "Liling Desk"

Json = dict[str, Any]


def document_of(report: Report, links: Links | None = None) -> Json:
    """The whole report; texts are still texts, never markup. `links` collects where its links lead: none by default."""
    chinese = report.language == CHINESE
    setting = setting_of(report, links or Links(wanted=False))
    head = report.letterhead or Letterhead()
    return {
        "title": plain(report.title),
        "title_line": breakable(report.title),
        "subtitle": breakable(report.subtitle),
        "as_of": plain(report.as_of_words),
        "origin": plain(report.origin_words),
        "page_words": report.page_words,
        "stamp": plain(report.stamp),
        "author": AUTHOR,
        "lang": "zh" if chinese else "en",
        "region": "cn" if chinese else "us",
        "landscape": report.landscape,
        "black_and_white": report.black_and_white,
        "official": report.letterhead is not None,
        "fonts": faces_of(is_official(report)),
        "head": head_data(head, head.number),
        "signature": [plain(each) for each in head.signature],
        "imprint": [plain(each) for each in head.imprint],
        "titled": not (report.sections and isinstance(report.sections[0], LetterPaper)),
        "sections": _sections(report, setting),
    }


def is_official(report: Report) -> bool:
    """Whether any page of it is laid out as an official paper."""
    return report.letterhead is not None or any(isinstance(each, LetterPaper) for each in report.sections)


def _sections(report: Report, setting: Setting) -> list[Json]:
    made = []
    for place, section in enumerate(report.sections):
        data = letter_data(section, report, setting) if isinstance(section, LetterPaper) else None
        data = data or section_data(section, setting)
        if data is None:
            continue
        if place == 0 and isinstance(section, Heading):
            data["new_page"] = False
        made.append(data)
    return made


def section_data(section: Section, setting: Setting) -> Json | None:
    """One section; its `type` names the setter in report.typ."""
    match section:
        case Heading():
            return _heading(section)
        case Text():
            return _text(section)
        case FactList():
            return facts_data(section, setting)
        case Summary():
            return _summary(section, setting)
        case Figures():
            return _figures(section, setting)
        case Charts():
            return charts_data(section, setting)
        case Meanings():
            return {"type": "meanings", "lights": [_meaning(each) for each in section.lights]}
        case Table():
            return table_data(section, setting)
        case TrajectoryPlot():
            return trajectory_data(section, setting.room, Translator(setting.language))
        case BurnDownPlot():
            return burn_down_data(section, setting.room, Translator(setting.language))
        case _:
            return None


def _heading(section: Heading) -> Json:
    return {
        "type": "heading",
        "title": plain(section.title),
        "note": plain(section.note),
        "level": section.level,
        "new_page": section.new_page,
    }


def _text(section: Text) -> Json:
    return {
        "type": "text",
        "title": plain(section.title),
        "note": plain(section.note),
        "paragraphs": [breakable(each) for each in section.paragraphs],
    }


def _summary(summary: Summary, setting: Setting) -> Json:
    targets: Sequence[Any] = summary.leads_to or (None,) * len(summary.phrases)
    phrases = [[plain(words), setting.links.to(target)] for words, target in zip(summary.phrases, targets, strict=True)]
    return {"type": "summary", "phrases": phrases, "gap": "" if setting.language == CHINESE else " "}


def _figures(section: Figures, setting: Setting) -> Json:
    figures = [
        {
            "label": plain(each.label),
            "number": each.number,
            "colour": each.colour,
            "note": plain(each.note),
            "to": setting.links.to(each.leads_to),
        }
        for each in section.figures
    ]
    return {"type": "figures", "figures": figures, "unit": plain(section.unit)}


def _meaning(light: LightCell) -> Json:
    return {"light": light.colour, "word": light.word, "after": light.text[len(light.word) :]}
