"""The desk's status of a commitment, and the words for it."""

from __future__ import annotations

from enum import StrEnum

from liling_desk.translations import N_


class Status(StrEnum):
    """Stored; only the desk decides it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    DONE = "done"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _STATUS_WORDS[self]


_STATUS_WORDS = {
    Status.NOT_STARTED: N_("未启动"),
    Status.IN_PROGRESS: N_("推进中"),
    Status.SUBMITTED: N_("待核定"),
    Status.DONE: N_("已办结"),
    Status.SUSPENDED: N_("暂缓"),
    Status.TERMINATED: N_("终止"),
}

OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUBMITTED})
"""Statuses that time goes on judging."""


class Timeliness(StrEnum):
    """Computed from deadline, status and the as-of date."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    NO_DEADLINE = "no_deadline"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _TIMELINESS_WORDS[self]


_TIMELINESS_WORDS = {
    Timeliness.OVERDUE: N_("超期"),
    Timeliness.DUE_SOON: N_("临近到期"),
    Timeliness.IN_TIME: N_("期限内"),
    Timeliness.NO_DEADLINE: N_("无时限"),
    Timeliness.DONE_IN_TIME: N_("按期办结"),
    Timeliness.DONE_LATE: N_("超期办结"),
}


class Colour(StrEnum):
    """Colours of a light, most urgent first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _COLOUR_WORDS[self]


_COLOUR_WORDS = {
    Colour.RED: N_("红灯"),
    Colour.YELLOW: N_("黄灯"),
    Colour.GREEN: N_("绿灯"),
    Colour.BLUE: N_("办结"),
    Colour.GREY: N_("未评"),
}


class Pace(StrEnum):
    """Computed from an indicator's values against its planned path."""

    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    NO_DATA = "no_data"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _PACE_WORDS[self]


_PACE_WORDS = {
    Pace.AHEAD: N_("超进度"),
    Pace.ON_PACE: N_("达进度"),
    Pace.BEHIND: N_("欠进度"),
    Pace.NO_DATA: N_("无数据"),
}


class Reported(StrEnum):
    """Where a return stands for a period (报送情况)."""

    REPORTED = "reported"
    LATE = "late"
    MISSING = "missing"
    SENT_BACK = "sent_back"
    NOT_YET = "not_yet"
    NOT_EXPECTED = "not_expected"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _REPORTED_WORDS[self]


_REPORTED_WORDS = {
    Reported.REPORTED: N_("已报送"),
    Reported.LATE: N_("迟报"),
    Reported.MISSING: N_("未报送"),
    Reported.SENT_BACK: N_("退回重报"),
    Reported.NOT_YET: N_("未到报送日"),
    Reported.NOT_EXPECTED: N_("不需报送"),
}
