"""What every report has around its sections: the same lines at its head and its foot."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report, Section
from liling_desk.reporting.wording import as_of_words, origin_words, page_words, scope_words
from liling_desk.translations import Translator


def framed(
    kind: str,
    title: str,
    sections: Sequence[Section],
    material: Material,
    options: ReportOptions,
    tr: Translator,
    landscape: bool = False,
) -> Report:
    """A report of these sections. `title` is worded; `landscape` is how the kind is usually printed."""
    scope = scope_words(material.rows, options, material.facts, tr)
    return Report(
        kind, title, scope, options.as_of, as_of_words(options, tr), scope, tr.language, tuple(sections),
        (material.facts.name, material.facts.entry_count), origin_words(material.facts, tr), page_words(tr),
        tr("概况"), landscape=landscape if options.landscape is None else options.landscape,
        black_and_white=options.black_and_white, letterhead=options.letterhead,
    )  # fmt: skip
