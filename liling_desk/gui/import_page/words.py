"""Values of a preview in words."""

from __future__ import annotations

from collections.abc import Mapping

from liling_desk.gui.import_page.acceptance import Tally
from liling_desk.importing.columns import FIELDS
from liling_desk.importing.findings import as_text
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import Applied, Batch
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Translator

_HASH = 8
"""Digits of a file's hash that are shown."""
_STATUSES = ("status", "claimed_status")
_OTHER_FIELDS = {"status": N_("状态")}
KINDS = ("added", "changed", "same", "problem")
_KIND_WORDS = {"added": N_("新增"), "changed": N_("有改动"), "same": N_("相同"), "problem": N_("有问题")}


def field_word(name: str, tr: Translator) -> str:
    """A field's name as people say it."""
    word = FIELDS.get(name) or _OTHER_FIELDS.get(name)
    return tr(word) if word else name


def kind_word(kind: str, tr: Translator) -> str:
    """The word for a row's kind."""
    return tr(_KIND_WORDS[kind])


def value_words(name: str, value: object, item: Commitment | None, tr: Translator) -> str:
    """A cell's value: statuses as words, figures with the item's unit, empty for none."""
    if value is None or value == "":
        return ""
    if name in _STATUSES and str(value) in {each.value for each in Status}:
        return tr(Status(str(value)).word)
    text = as_text(value)
    if name == "value" and item is not None and item.indicator is not None and item.indicator.unit:
        return f"{text} {item.indicator.unit}"
    if isinstance(value, Mapping) and value.get("kind") == "dated" and not value.get("phrase"):
        return str(value.get("latest") or "")
    return " ".join(text.split())


def _parts(tally: Tally, tr: Translator) -> list[str]:
    """What is done, piece by piece."""
    parts = []
    if tally.added:
        parts.append(tr("新增 {n} 项", n=tally.added))
    if tally.changed:
        parts.append(tr("改动 {n} 项共 {cells} 处", n=tally.changed, cells=tally.cells))
    if tally.returns:
        parts.append(tr("登记 {n} 条进展报送", n=tally.returns))
    if tally.units:
        parts.append(tr("新增 {n} 个单位", n=tally.units))
    if tally.aliases:
        parts.append(tr("记下 {n} 个单位别名", n=tally.aliases))
    return parts


def doing_words(tally: Tally, tr: Translator) -> str:
    """What applying will do, in one sentence."""
    if not tally.items:
        return tr("没有勾选任何改动")
    said = tr("将{what}", what=tr("，").join(_parts(tally, tr)))
    if tally.guarded:
        said = tr("{what}；其中 {n} 处改动督查室的决定", what=said, n=tally.guarded)
    return said


def leaving_words(tally: Tally, tr: Translator) -> str:
    """What stays as it is, and that the batch can be taken back."""
    parts = []
    for count, word in (
        (tally.same, N_("{n} 行相同")),
        (tally.problems, N_("{n} 行有问题")),
        (tally.unticked, N_("{n} 行未勾选")),
        (tally.skipped, N_("{n} 行已跳过")),
    ):
        if count:
            parts.append(tr(word, n=count))
    if not parts:
        return tr("应用后可在“导入批次”里整批撤销。")
    what = tr("，").join(parts)
    return tr("不动 {n} 行：{what}。应用后可在“导入批次”里整批撤销。", n=tally.left_out, what=what)


def done_words(tally: Tally, batch: int | None, tr: Translator) -> str:
    """What was done."""
    return tr("已导入（第 {batch} 批）：{what}", batch=batch or "", what=tr("，").join(_parts(tally, tr)))


def undone_words(applied: Applied, number: int, tr: Translator) -> tuple[str, str]:
    """That a batch was taken back, and what was kept because it was changed later."""
    said = tr("第 {batch} 批已撤销", batch=number)
    if not applied.kept:
        return said, tr("没有后来改过的内容，全部恢复原样。")
    shown = [tr("{code} 的{field}", code=kept.code, field=field_word(kept.field, tr)) for kept in applied.kept[:8]]
    places = tr("、").join(shown) + ("…" if len(applied.kept) > len(shown) else "")
    return said, tr("后来又改过的 {n} 处保留未动：{places}。", n=len(applied.kept), places=places)


def batch_words(batch: Batch, tr: Translator) -> str:
    """A batch in one line without its file."""
    from liling_desk.ledger.person import name_in
    from liling_desk.words.entries import local_time

    moment = local_time(batch.at)
    parts = [tr("第 {batch} 批", batch=batch.number), tr("{n} 行", n=batch.rows)]
    parts += [part for part in (batch.period, name_in(batch.actor)) if part]
    parts.append(moment.strftime("%Y-%m-%d %H:%M") if moment else batch.at)
    return " / ".join(parts)


_COUNTS = (
    ("added", N_("新增 {n} 项")),
    ("changed", N_("改动 {n} 项")),
    ("returned", N_("报送 {n} 条")),
    ("left_out", N_("{n} 格没有采用")),
    ("problems", N_("{n} 个问题")),
)


def batch_counts_words(batch: Batch, tr: Translator) -> str:
    """What was taken of its file and what not; what was not recorded or is none is left out."""
    counts = ((word, getattr(batch.counts, name)) for name, word in _COUNTS)
    return tr("，").join(tr(word, n=count) for word, count in counts if count)


def batch_source_words(batch: Batch, tr: Translator) -> str:
    """Who sent it, on which sheet, and the first digits of the file's hash."""
    parts = [tr("报送单位 {unit}", unit=batch.sender)] if batch.sender else []
    parts += [tr("工作表 {sheet}", sheet=batch.sheet)] if batch.sheet else []
    if batch.sha256:
        parts.append(tr("校验值 {hash}", hash=batch.sha256[:_HASH]))
    return " / ".join(parts)
