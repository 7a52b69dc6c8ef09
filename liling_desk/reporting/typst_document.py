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
from liling_desk.reporting.typst_letter import head_data, imprint_data, letter_data, official_paragraphs
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_plots import burn_down_data, side_by_side, trajectory_data
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
        "keywords": [plain(each) for each in report.keywords],
        "lang": "zh" if chinese else "en",
        "region": "cn" if chinese else "us",
        "landscape": report.landscape,
        "black_and_white": report.black_and_white,
        "official": report.letterhead is not None,
        "fonts": faces_of(report.is_official),
        "head": head_data(head, head.number),
        "signature": [plain(each) for each in head.signature],
        "imprint": imprint_data(head.imprint),
        "titled": not (report.sections and isinstance(report.sections[0], LetterPaper)),
        "papers": _papers(report, setting),
    }


def _papers(report: Report, setting: Setting) -> list[Json]:
    """What has page numbers of its own: each letter, and what stands before, between and after the letters."""
    papers: list[Json] = []
    for section in report.sections:
        if isinstance(section, LetterPaper):
            papers.append({"letter": True, "sections": [letter_data(section, report, setting)]})
            continue
        if not papers or papers[-1]["letter"]:
            papers.append({"letter": False, "sections": []})
        if (data := section_data(section, setting)) is not None:
            papers[-1]["sections"].append(data)
    for paper in papers:
        _deepen(paper["sections"])
        paper["sections"] = side_by_side(paper["sections"])
        for first in paper["sections"][:1]:
            first.pop("new_page", None)
    return papers or [{"letter": False, "sections": []}]


def _deepen(sections: Sequence[Json]) -> None:
    """What stands below a heading of level 2 is an entry below it in the outline."""
    heading = 0
    for each in sections:
        if each["type"] == "heading":
            heading = each["level"]
        elif each.get("depth", 1) > 1:
            each["depth"] = max(each["depth"], heading + 1)


def section_data(section: Section, setting: Setting) -> Json | None:
    """One section; its `type` names the setter in report.typ."""
    match section:
        case Heading():
            return _heading(section)
        case Text():
            return _text(section, setting)
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
        "title": breakable(section.title),
        "note": plain(section.note),
        "level": section.level,
        "new_page": section.new_page,
    }


def _text(section: Text, setting: Setting) -> Json:
    paragraphs = section.paragraphs
    return {
        "type": "text",
        "title": breakable(section.title),
        "note": plain(section.note),
        "level": 2,
        "depth": 2,
        "paragraphs": official_paragraphs(paragraphs) if setting.official else [breakable(each) for each in paragraphs],
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
