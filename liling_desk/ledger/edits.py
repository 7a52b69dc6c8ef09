"""The desk's verbs. Each returns the ChangeSet that does it, or raises `InvalidEdit`; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from liling_desk.ledger.changes import Change, ChangeSet, new_uuid
from liling_desk.ledger.commitment import Commitment, Extension, HandLight, Unit
from liling_desk.ledger.deadline import Deadline, read_deadline
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.record import creation, edit, removal
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Status
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.evidence_file import EvidenceFile


def create(commitment: Commitment) -> ChangeSet:
    """A new commitment."""
    return ChangeSet("create", (creation("commitment", commitment.code, commitment),))


def revise(commitment: Commitment, action: str = "edit", reason: str = "", **fields: Any) -> ChangeSet:
    """Some fields replaced; an empty set where nothing differs. Raises `InvalidEdit` for a value that can't stand."""
    try:
        after = commitment.but(**fields)
    except ValidationError as problem:
        name = str(next(iter(problem.errors()[0]["loc"]), ""))
        raise InvalidEdit(
            Message(N_("{code} 的“{field}”不能这样填。"), {"code": commitment.code, "field": name}),
            Message(N_("事项名称不能为空，日期和数字要写完整。")),
            Where(code=commitment.code, column=name),
        ) from problem
    if after.status is Status.DONE and (after.done_on is None or after.done_basis is None):
        raise _no_basis(commitment)
    change = edit("commitment", commitment.code, commitment, after)
    return ChangeSet(action, (change,) if change else (), reason)


def assign(
    commitment: Commitment, lead: str | None, support: Iterable[str] | None = None, **people: str | None
) -> ChangeSet:
    """Give it a lead unit (None takes it away), supporting units, `leader=` and `handler=`."""
    fields: dict[str, Any] = {"lead_unit": (lead or "").strip() or None, **people}
    if support is not None:
        fields["support_units"] = tuple(dict.fromkeys(name.strip() for name in support if name.strip()))
    return revise(commitment, "assign", **fields)


def tick_off(commitment: Commitment, basis: str, on: date, by: str) -> ChangeSet:
    """The desk's verdict: done, on a day, by a person, on a basis that must not be empty."""
    if not basis.strip():
        raise _no_basis(commitment)
    if commitment.deleted:
        raise InvalidEdit(
            Message(N_("{code} 已经删除，不能销号。"), {"code": commitment.code}),
            Message(N_("请先恢复这一项。")),
            Where(code=commitment.code),
        )
    if commitment.status is Status.DONE:
        raise InvalidEdit(
            Message(N_("{code} 已经办结。"), {"code": commitment.code}),
            Message(N_("如需更改，请先重新打开。")),
            Where(code=commitment.code),
        )
    return revise(
        commitment, "tick_off", status=Status.DONE, done_on=on, done_by=by, done_basis=basis.strip(), status_reason=None
    )


def send_back(commitment: Commitment, reason: str) -> ChangeSet:
    """Refuse a claim: from submitted back to in progress."""
    return set_status(commitment, Status.IN_PROGRESS, reason, "send_back")


def reopen(commitment: Commitment, reason: str) -> ChangeSet:
    """Take a verdict back for a reason: in progress again, the basis stays in the history."""
    return set_status(commitment, Status.IN_PROGRESS, _reason(commitment, reason), "reopen")


def suspend(commitment: Commitment, reason: str) -> ChangeSet:
    """Put it off (暂缓) for a reason."""
    return set_status(commitment, Status.SUSPENDED, _reason(commitment, reason), "suspend")


def terminate(commitment: Commitment, reason: str) -> ChangeSet:
    """End it without doing it (终止) for a reason."""
    return set_status(commitment, Status.TERMINATED, _reason(commitment, reason), "terminate")


def set_status(commitment: Commitment, status: Status, reason: str = "", action: str = "status") -> ChangeSet:
    """Any status but done, which needs a basis (`tick_off`). Suspended and terminated need a reason."""
    if status is Status.DONE:
        raise _no_basis(commitment)
    if status in (Status.SUSPENDED, Status.TERMINATED):
        reason = _reason(commitment, reason)
    return revise(
        commitment, action, reason.strip(),
        status=status, status_reason=reason.strip() or None, done_on=None, done_by=None, done_basis=None,
    )  # fmt: skip


def extend(commitment: Commitment, until: date, reason: str, document: str, decided_on: date) -> ChangeSet:
    """Grant a later day (延期) for a reason, by a document. The original deadline stays."""
    due = commitment.due
    if due is None or until <= due:
        raise InvalidEdit(
            Message(N_("{code} 没有时限，不能延期。"), {"code": commitment.code})
            if due is None
            else Message(N_("{code} 延期后的日期要晚于 {due}。"), {"code": commitment.code, "due": due}),
            Message(N_("请先定时限。")) if due is None else Message(N_("请填一个更晚的日期。")),
            Where(code=commitment.code, column="extensions"),
        )
    if not document.strip():
        raise InvalidEdit(
            Message(N_("{code} 没有写批准延期的文件。"), {"code": commitment.code}),
            Message(N_("请写明批准文件的名称或文号。")),
            Where(code=commitment.code, column="extensions"),
        )
    granted = Extension(until=until, reason=_reason(commitment, reason), document=document, decided_on=decided_on)
    return revise(commitment, "extend", granted.reason, extensions=(*commitment.extensions, granted))


def set_light(commitment: Commitment, colour: Colour, reason: str, until: date, on: date, by: str = "") -> ChangeSet:
    """Set a light by hand for a reason; it expires after `until`. Blue is a verdict and set by `tick_off` only."""
    if colour is Colour.BLUE or until < on:
        raise InvalidEdit(
            Message(N_("{code} 的灯不能这样设。"), {"code": commitment.code}),
            Message(N_("办结请用销号。")) if colour is Colour.BLUE else Message(N_("有效期要到今天或以后。")),
            Where(code=commitment.code, column="hand_light"),
        )
    light = HandLight(colour=colour, reason=_reason(commitment, reason), set_on=on, until=until, set_by=by)
    return revise(commitment, "light", light.reason, hand_light=light)


def clear_light(commitment: Commitment) -> ChangeSet:
    """Let the rules decide again."""
    return revise(commitment, "light", hand_light=None)


def read_by_hand(commitment: Commitment, latest: date | None) -> ChangeSet:
    """Overrule how the deadline's phrase is read; None lets the rules read it again. The phrase stays."""
    phrase = commitment.deadline.phrase
    if latest is None:
        return revise(commitment, deadline=read_deadline(phrase, commitment.reference_date))
    read = Deadline(phrase=phrase, kind="dated", earliest=commitment.reference_date, latest=latest, by_hand=True)
    if read.earliest is not None and read.earliest > latest:
        read = read.but(earliest=None)
    return revise(commitment, deadline=read)


def return_for_correction(report: Return, commitment: Commitment, reason: str, on: date) -> ChangeSet:
    """Send a return back (退回): it counts no more. A claim of done that rested on it is refused with it."""
    sent_back = report.but(sent_back_on=on, sent_back_reason=_reason(commitment, reason))
    change = edit("progress_return", report.key, report, sent_back)
    changes = [change] if change else []
    if report.claimed_status is Status.DONE and commitment.status is Status.SUBMITTED:
        changes += revise(commitment, status=Status.IN_PROGRESS).changes
    return ChangeSet("return_back", tuple(changes), sent_back.sent_back_reason)


def delete(commitment: Commitment, reason: str = "") -> ChangeSet:
    """Put it in the bin; it keeps its code and can be restored."""
    return revise(commitment, "delete", reason, deleted=True)


def restore(commitment: Commitment) -> ChangeSet:
    """Take it out of the bin."""
    return revise(commitment, "restore", deleted=False)


def split(commitment: Commitment, titles: Iterable[str], taken: Iterable[str]) -> ChangeSet:
    """Child items `CODE-1`, `CODE-2` … that inherit place, source and deadline. `taken`: all codes in use."""
    used, children = set(taken), []
    for title in titles:
        if not title.strip():
            continue
        number = 1
        while f"{commitment.code}-{number}" in used:
            number += 1
        code = f"{commitment.code}-{number}"
        used.add(code)
        child = commitment.but(
            code=code, title=title, parent=commitment.code, indicator=None, hand_light=None, version=0,
            status=Status.NOT_STARTED, status_reason=None, done_on=None, done_by=None, done_basis=None,
        )  # fmt: skip
        children.append(creation("commitment", code, child))
    if not children:
        raise InvalidEdit(
            Message(N_("没有写子事项的名称。")), Message(N_("每行写一个子事项。")), Where(code=commitment.code)
        )
    return ChangeSet("split", tuple(children))


def add_return(report: Return, commitment: Commitment) -> ChangeSet:
    """Register a return. A claim of done makes an open item `submitted`; it never ticks it off."""
    changes = [creation("progress_return", report.key, report)]
    if (status := status_after_claim(commitment.status, report.claimed_status)) is not commitment.status:
        changes += revise(commitment, status=status).changes
    return ChangeSet("return", tuple(changes))


def add_evidence(evidence: Evidence) -> ChangeSet:
    """Note what a verdict rests on; a file is handed to `OpenLedger.attach` together with the set."""
    if not evidence.text.strip() and not evidence.is_file:
        raise InvalidEdit(
            Message(N_("没有写依据材料。")),
            Message(N_("请写明文号、名称或存放的地方。")),
            Where(code=evidence.commitment),
        )
    return ChangeSet("evidence", (creation("evidence", evidence.key, evidence),))


def attach(
    commitment: Commitment, files: Iterable[EvidenceFile], on: date, note: str = "", present: Iterable[Evidence] = ()
) -> ChangeSet:
    """Files as evidence of an item, each once: those among `present` (its evidence) are passed over.

    Raises `InvalidEdit` for a deleted item, and where nothing is left to add.
    """
    if commitment.deleted:
        raise InvalidEdit(
            Message(N_("{code} 已经删除，不能添加附件。"), {"code": commitment.code}),
            Message(N_("请先恢复这一项。")),
            Where(code=commitment.code),
        )
    known = {each.sha256 for each in present}
    changes: list[Change] = []
    for file in files:
        if file.packed.sha256 in known:
            continue
        known.add(file.packed.sha256)
        made = Evidence(
            key=new_key(), commitment=commitment.code, text=note.strip(), added_on=on, file_name=file.name,
            sha256=file.packed.sha256, size=file.packed.size, media=file.kind.media.key,
        )  # fmt: skip
        changes += add_evidence(made).changes
    if not changes:
        raise InvalidEdit(
            Message(N_("{code} 的附件里已经有同样的文件。"), {"code": commitment.code}),
            Message(N_("没有重复添加。")),
            Where(code=commitment.code),
        )
    return ChangeSet("evidence", tuple(changes))


def remove_evidence(evidence: Evidence) -> ChangeSet:
    """Take a piece of evidence away; what it was stays in the history, and its file in the ledger."""
    return ChangeSet("remove_evidence", (removal("evidence", evidence.key, evidence),))


def status_after_claim(status: Status, claim: Status | None) -> Status:
    """What a unit's claim makes of the desk's status: done → submitted, in progress → started; nothing else."""
    if claim is Status.DONE and status in (Status.NOT_STARTED, Status.IN_PROGRESS):
        return Status.SUBMITTED
    if claim is Status.IN_PROGRESS and status is Status.NOT_STARTED:
        return Status.IN_PROGRESS
    return status


def add_unit(unit: Unit) -> ChangeSet:
    """A new unit."""
    return ChangeSet("unit", (creation("unit", unit.name, unit),))


def revise_unit(before: Unit, after: Unit, commitments: Iterable[Commitment]) -> ChangeSet:
    """New aliases, or a new name: then the former name becomes an alias and every commitment follows.

    The former name lets go of its aliases first, so that taking all this back meets each alias where it was.
    """
    if before.name == after.name:
        change = edit("unit", before.name, before, after)
        return ChangeSet("unit", (change,) if change else ())
    renamed = Unit(name=after.name, aliases=tuple({*after.aliases, before.name} - {after.name}))
    bare = Unit(name=before.name)
    freed = edit("unit", before.name, before, bare)
    changes: list[Change] = [*((freed,) if freed else ()), creation("unit", renamed.name, renamed)]
    for commitment in commitments:
        lead = after.name if commitment.lead_unit == before.name else commitment.lead_unit
        support = tuple(after.name if name == before.name else name for name in commitment.support_units)
        changes += revise(commitment, lead_unit=lead, support_units=support).changes
    return ChangeSet("unit", (*changes, removal("unit", before.name, bare)))


def new_key() -> str:
    """A key for an entity that has no name of its own."""
    return new_uuid()


def _no_basis(commitment: Commitment) -> InvalidEdit:
    return InvalidEdit(
        Message(N_("{code} 没有写办结依据。"), {"code": commitment.code}),
        Message(N_("请写明办结日期，以及凭什么认定办结，例如验收文号。")),
        Where(code=commitment.code),
    )


def _reason(commitment: Commitment, reason: str) -> str:
    if not reason.strip():
        raise InvalidEdit(
            Message(N_("{code} 没有写原因。"), {"code": commitment.code}),
            Message(N_("请写明原因，它会进入历史。")),
            Where(code=commitment.code),
        )
    return reason.strip()
