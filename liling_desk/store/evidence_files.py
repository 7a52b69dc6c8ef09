"""The files of evidence: their bytes, by the key of the evidence that names them."""

from __future__ import annotations

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.ledger.file_names import clean_name
from liling_desk.store import kept_files
from liling_desk.store.port import Engine
from liling_desk.store.writable import may_be_there
from liling_desk.translations import N_, Message


def content(engine: Engine, key: str) -> bytes:
    """A file of evidence, byte for byte. Raises `FileUnusable` where it is damaged, lost, or was never a file."""
    with engine.read() as tx:
        asked = "SELECT commitment, file_name, sha256 FROM evidence WHERE key = :key"
        row = tx.one(asked, {"key": key}) if may_be_there(key) else None
        found = kept_files.content_of(tx, row[2]) if row is not None and row[2] is not None else None
    if row is None:
        raise FileUnusable(Message(N_("这个附件已经不在台账里。")), Message(N_("请按 F5 重新读取；历史里有它的记录。")))
    code, name, sha256 = row
    where = Where(code=code)
    if sha256 is None:
        raise FileUnusable(Message(N_("这条依据材料是文字，没有文件。")), Message(N_("请直接看它的内容。")), where)
    if found is None:
        raise FileUnusable(
            Message(N_("{code} 的附件 {file} 已经读不出来。"), {"code": code, "file": clean_name(name)}),
            Message(N_("请先备份台账，再用更早的备份找回这个文件；找到原件也可以重新添加。")),
            where,
        )
    return found
