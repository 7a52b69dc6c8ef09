"""The rows with problems as a CSV to send back."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from pathlib import Path

from liling_desk.importing.cells import cleaned
from liling_desk.importing.preview import Preview
from liling_desk.importing.table import Table
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message, Translator

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def problems_csv(preview: Preview, table: Table, translator: Translator) -> str:
    """The rejected rows with the sender's own columns and a column 问题 with the reasons; guarded against formulas."""
    reasons: dict[int, list[str]] = {}
    for problem in preview.problems:
        why = translator.say(problem.why)
        reasons.setdefault(problem.row, []).append(
            translator("{column}：{why}", column=problem.column, why=why) if problem.column else why
        )
    headers = table.headers
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_guarded(text) for text in (*headers, translator("问题"))])
    for row in table.rows:
        if row.number in reasons:
            own = [cleaned(row.cell(index)) for index in range(len(headers))]
            writer.writerow([_guarded(text) for text in (*own, translator("；").join(reasons[row.number]))])
    return out.getvalue()


def write_problems_csv(path: Path, preview: Preview, table: Table, translator: Translator) -> None:
    """Write them whole or not at all (UTF-8 with BOM). Raises `FileUnusable`."""
    content = problems_csv(preview, table, translator).encode("utf-8-sig")
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as problem:
        if part is not None:
            part.unlink(missing_ok=True)
        raise FileUnusable(
            Message(N_("问题行写不进 {file}。"), {"file": path.name}),
            Message(N_("请换一个能写入的文件夹；如果它正在 Excel 里打开，请先关闭。")),
            Where(file=path.name),
            str(problem),
        ) from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _guarded(text: str) -> str:
    """As our exports do: one ' before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
