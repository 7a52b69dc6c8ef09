"""Numbered, forward-only steps of the schema. A step that has been released is never edited again."""

from __future__ import annotations

from collections.abc import Callable

from liling_desk.ledger.errors import LedgerUnusable, ReadOnlyLedger, Where
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.store.port import Tx
from liling_desk.translations import N_, Message

_FIRST_TABLES = """
CREATE TABLE unit (name TEXT PRIMARY KEY) STRICT;
CREATE TABLE unit_alias (
  alias TEXT PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit (name) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE source (
  key TEXT PRIMARY KEY, title TEXT NOT NULL, issued_on TEXT, publisher TEXT NOT NULL
) STRICT;
CREATE TABLE commitment (
  code TEXT PRIMARY KEY, title TEXT NOT NULL, detail TEXT NOT NULL, role TEXT NOT NULL, programme TEXT NOT NULL,
  category TEXT NOT NULL, kind TEXT NOT NULL,
  parent TEXT REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  source TEXT REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED,
  reference_date TEXT, section TEXT NOT NULL, wording TEXT NOT NULL, note TEXT NOT NULL,
  lead_unit TEXT REFERENCES unit (name) DEFERRABLE INITIALLY DEFERRED,
  leader TEXT, handler TEXT,
  deadline_phrase TEXT NOT NULL, deadline_kind TEXT NOT NULL
    CHECK (deadline_kind IN ('dated', 'ongoing', 'recurring', 'unstated', 'unreadable')),
  deadline_earliest TEXT, deadline_latest TEXT,
  deadline_approximate TEXT NOT NULL CHECK (deadline_approximate IN ('true', 'false')),
  assigned_deadline TEXT,
  status TEXT NOT NULL
    CHECK (status IN ('not_started', 'in_progress', 'submitted', 'done', 'suspended', 'terminated')),
  status_reason TEXT, done_on TEXT, done_by TEXT, done_basis TEXT,
  deleted TEXT NOT NULL CHECK (deleted IN ('true', 'false')),
  version INTEGER NOT NULL, search_text TEXT NOT NULL, initials TEXT NOT NULL,
  CHECK (status <> 'done' OR (done_on IS NOT NULL AND done_basis IS NOT NULL))
) STRICT;
CREATE TABLE commitment_unit (
  commitment TEXT NOT NULL REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT NOT NULL REFERENCES unit (name) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  PRIMARY KEY (commitment, unit)
) STRICT;
CREATE TABLE indicator (
  commitment TEXT PRIMARY KEY REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  metric TEXT NOT NULL, comparison TEXT, target REAL, unit TEXT, baseline REAL, baseline_year INTEGER,
  stated_growth_pct REAL
) STRICT;
CREATE TABLE progress_return (
  key TEXT PRIMARY KEY,
  commitment TEXT NOT NULL REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  period TEXT, reported_on TEXT, unit TEXT, progress TEXT NOT NULL, difficulties TEXT NOT NULL, value REAL,
  claimed_status TEXT, batch INTEGER
) STRICT;
CREATE INDEX progress_return_of ON progress_return (commitment);
CREATE TABLE evidence (
  key TEXT PRIMARY KEY,
  commitment TEXT NOT NULL REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL, added_on TEXT
) STRICT;
CREATE TABLE batch (
  number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  row_count INTEGER NOT NULL, period TEXT
) STRICT;
CREATE TABLE saved_view (name TEXT PRIMARY KEY, filter TEXT NOT NULL, sort TEXT NOT NULL) STRICT;
CREATE TABLE profile (name TEXT PRIMARY KEY, columns TEXT NOT NULL) STRICT;
CREATE TABLE journal (
  desk TEXT NOT NULL, seq INTEGER NOT NULL, op TEXT NOT NULL UNIQUE, at TEXT NOT NULL, actor TEXT NOT NULL,
  action TEXT NOT NULL, reason TEXT NOT NULL, batch INTEGER, cancels INTEGER, changes TEXT NOT NULL,
  previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (desk, seq)
) STRICT;
CREATE INDEX journal_cancels ON journal (desk, cancels);
CREATE TABLE journal_subject (
  desk TEXT NOT NULL, seq INTEGER NOT NULL, commitment TEXT NOT NULL,
  PRIMARY KEY (commitment, desk, seq)
) STRICT;
CREATE TRIGGER journal_keeps_what_it_has BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""


def _step_1_first_tables(tx: Tx) -> None:
    for statement in _statements(_FIRST_TABLES):
        tx.put(statement)


_JUDGING = """
ALTER TABLE commitment ADD COLUMN deadline_by_hand TEXT NOT NULL DEFAULT 'false'
  CHECK (deadline_by_hand IN ('true', 'false'));
ALTER TABLE commitment ADD COLUMN extensions TEXT;
ALTER TABLE commitment ADD COLUMN reporting TEXT;
ALTER TABLE commitment ADD COLUMN hand_light TEXT;
ALTER TABLE indicator ADD COLUMN measure TEXT CHECK (measure IN ('cumulative', 'level', 'annual'));
ALTER TABLE indicator ADD COLUMN path TEXT NOT NULL DEFAULT 'linear'
  CHECK (path IN ('linear', 'monthly', 'quarterly', 'by_hand'));
ALTER TABLE indicator ADD COLUMN plan TEXT NOT NULL DEFAULT '[]';
ALTER TABLE progress_return ADD COLUMN sent_back_on TEXT;
ALTER TABLE progress_return ADD COLUMN sent_back_reason TEXT NOT NULL DEFAULT ''
"""


def _step_2_judging(tx: Tx) -> None:
    for statement in _statements(_JUDGING):
        tx.put(statement)


_BATCHES = """
ALTER TABLE batch ADD COLUMN sender TEXT;
ALTER TABLE batch ADD COLUMN sheet TEXT;
ALTER TABLE batch ADD COLUMN size INTEGER;
ALTER TABLE batch ADD COLUMN added INTEGER;
ALTER TABLE batch ADD COLUMN changed INTEGER;
ALTER TABLE batch ADD COLUMN returned INTEGER;
ALTER TABLE batch ADD COLUMN left_out INTEGER;
ALTER TABLE batch ADD COLUMN problems INTEGER;
CREATE INDEX batch_of_file ON batch (sha256);
CREATE TABLE kept_file (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT
"""


def _step_3_batches(tx: Tx) -> None:
    for statement in _statements(_BATCHES):
        tx.put(statement)


_PROFILES = """
ALTER TABLE profile ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN layout TEXT NOT NULL DEFAULT '[]'
"""


def _step_4_profiles(tx: Tx) -> None:
    for statement in _statements(_PROFILES):
        tx.put(statement)


_PAPERS = """
CREATE TABLE bulletin (
  key TEXT PRIMARY KEY, year INTEGER NOT NULL, number INTEGER NOT NULL, as_of TEXT NOT NULL, title TEXT NOT NULL,
  remarks TEXT NOT NULL, filter TEXT NOT NULL, sort TEXT NOT NULL,
  issued_on TEXT, issued_by TEXT NOT NULL, entries INTEGER,
  figures TEXT REFERENCES kept_file (sha256) DEFERRABLE INITIALLY DEFERRED,
  paper TEXT REFERENCES kept_file (sha256) DEFERRABLE INITIALLY DEFERRED,
  withdrawn_on TEXT, withdrawn_reason TEXT NOT NULL,
  UNIQUE (year, number),
  CHECK (issued_on IS NULL OR (entries IS NOT NULL AND figures IS NOT NULL AND paper IS NOT NULL)),
  CHECK (withdrawn_on IS NULL OR issued_on IS NOT NULL)
) STRICT;
CREATE TRIGGER bulletin_stays_as_issued BEFORE UPDATE OF key, year, number, as_of, title, remarks, filter, sort,
  issued_on, issued_by, entries, figures, paper ON bulletin WHEN OLD.issued_on IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an issued bulletin is not changed'); END;
CREATE TRIGGER bulletin_stays_issued BEFORE DELETE ON bulletin WHEN OLD.issued_on IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'an issued bulletin is not changed'); END;
CREATE TABLE letter (
  key TEXT PRIMARY KEY,
  commitment TEXT NOT NULL REFERENCES commitment (code) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL, unit TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT NOT NULL, reply_by TEXT
) STRICT;
CREATE INDEX letter_of ON letter (commitment)
"""


def _step_5_papers(tx: Tx) -> None:
    for statement in _statements(_PAPERS):
        tx.put(statement)


_EVIDENCE_FILES = """
ALTER TABLE evidence ADD COLUMN file_name TEXT;
ALTER TABLE evidence ADD COLUMN sha256 TEXT;
ALTER TABLE evidence ADD COLUMN size INTEGER;
ALTER TABLE evidence ADD COLUMN media TEXT CHECK (
  (sha256 IS NULL AND file_name IS NULL AND size IS NULL AND media IS NULL)
  OR (sha256 IS NOT NULL AND file_name IS NOT NULL AND size > 0 AND media IS NOT NULL)
);
CREATE INDEX evidence_of ON evidence (commitment);
CREATE INDEX evidence_of_file ON evidence (sha256);
ALTER TABLE kept_file ADD COLUMN form TEXT NOT NULL DEFAULT 'zlib' CHECK (form IN ('zlib', 'plain'))
"""
"""Evidence names a kept file without a foreign key: where the file is lost, what is known of it stays."""


def _step_6_evidence_files(tx: Tx) -> None:
    for statement in _statements(_EVIDENCE_FILES):
        tx.put(statement)


_ENTRIES_BY_NUMBER = """
CREATE INDEX journal_subject_by_entry ON journal_subject (desk, seq)
"""
"""What entries have touched since one that is known is looked up after every change."""


def _step_7_entries_by_number(tx: Tx) -> None:
    for statement in _statements(_ENTRIES_BY_NUMBER):
        tx.put(statement)


STEPS: tuple[Callable[[Tx], None], ...] = (
    _step_1_first_tables,
    _step_2_judging,
    _step_3_batches,
    _step_4_profiles,
    _step_5_papers,
    _step_6_evidence_files,
    _step_7_entries_by_number,
)


OLDEST_CLIENT = 6
"""A program that knows at least so many steps can work with a shared ledger that is at the last of `STEPS`."""


def _statements(script: str) -> list[str]:
    """Split a script at the semicolons that end a line outside of a trigger's body."""
    statements, lines = [], []
    for line in script.strip().splitlines():
        lines.append(line)
        if line.endswith(";") and (not lines[0].startswith("CREATE TRIGGER") or line.rstrip(";").endswith("END")):
            statements.append("\n".join(lines).rstrip(";"))
            lines = []
    return [*statements, "\n".join(lines)] if lines else statements


def schema_number(engine: SqliteEngine) -> int:
    """Which step the file is at."""
    with engine.read() as tx:
        return tx.schema_number()


def lacking_steps(engine: SqliteEngine) -> int:
    """How many steps a file is behind. Raises `LedgerUnusable` where it can't be brought up to date."""
    number = schema_number(engine)
    if number > len(STEPS):
        raise LedgerUnusable(
            Message(N_("{file} 是更新版本的程序建立的，本程序不能打开。"), {"file": engine.path}),
            Message(N_("请安装新版本后再打开；文件没有改动。")),
            Where(file=str(engine.path)),
        )
    if number < len(STEPS) and engine.reader:
        raise ReadOnlyLedger(
            Message(N_("台账 {file} 还是旧版本的，“只看”时不能升级。"), {"file": engine.path}),
            Message(N_("请督查室先用新版本打开一次，再来看。")),
            Where(file=str(engine.path)),
        )
    if number < len(STEPS):
        engine.must_be_writable()
    return len(STEPS) - number


def bring_up_to_date(engine: SqliteEngine) -> None:
    """Take the steps that the file lacks, each in a transaction. Raises `LedgerUnusable` as `lacking_steps` does."""
    number = len(STEPS) - lacking_steps(engine)
    for step_number, step in enumerate(STEPS[number:], start=number + 1):
        with engine.write() as tx:
            if tx.schema_number() >= step_number:
                continue  # another window was quicker
            step(tx)
            tx.set_schema_number(step_number)
