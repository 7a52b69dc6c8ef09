"""What the list says where it is empty: which condition hides how many, and the one click that helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.facet_words import group_words
from liling_desk.gui.ledger_page.listing import Listing
from liling_desk.gui.ledger_page.summary_line import condition_words
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.look.permit import permit
from liling_desk.ledger.filters import EVERYTHING, LedgerFilter


def nothing_found(
    desk: Desk, listing: Listing, set_filter: Callable[[LedgerFilter], None], parent: QWidget
) -> EmptyState:
    """For a filter that lets nothing through."""
    tr, wanted = desk.tr, listing.filter
    hiding = {group: listing.count_without(group) for group in wanted.active_groups()}
    # The search is what the user is after now, so another condition is the one to drop.
    group = max((each for each in hiding if each != "text"), key=lambda each: hiding[each], default="")
    if not hiding.get(group):
        group = "text" if hiding.get("text") else ""
    text = wanted.text.strip()
    buttons: list[QWidget] = []
    if group == "text":
        said = tr("没有写着“{text}”的事项。", text=text)
        if len(hiding) > 1:
            said = tr("符合其他条件的有 {n} 项，都没有写着“{text}”。", n=hiding["text"], text=text)
        buttons.append(_drop(desk, tr("清除搜索，看 {n} 项", n=hiding["text"]), wanted.without("text"), set_filter))
    elif group:
        condition = condition_words(wanted, group, tr)
        said = tr("去掉“{condition}”就有 {n} 项。", condition=condition, n=hiding[group])
        if text and len(hiding) == 2:
            n = hiding[group]
            said = tr("“{text}”在全部台账里有 {n} 项，被“{condition}”挡住了。", text=text, n=n, condition=condition)
        label = tr("去掉{group}条件，看 {n} 项", group=group_words(group, tr), n=hiding[group])
        buttons.append(_drop(desk, label, wanted.without(group), set_filter))
    else:
        said = tr("去掉任何一个条件也还是没有。") if len(hiding) > 1 else tr("台账里没有这样的事项。")
    clear = LinkButton(tr("全部清除"), desk.theme, px=14)
    clear.clicked.connect(lambda: set_filter(EVERYTHING))
    if len(hiding) > 1 or not group:
        buttons.append(clear)
    return EmptyState("search", tr("没有符合条件的事项"), said, buttons, desk.theme, parent)


def empty_ledger(desk: Desk, new: Callable[[], None], take_in: Callable[[], None], parent: QWidget) -> EmptyState:
    """For a ledger without any item."""
    tr = desk.tr
    first = Button(tr("登记事项"), "plain", "plus", desk.theme)
    second = Button(tr("导入表格"), "plain", "import", desk.theme)
    first.clicked.connect(lambda: new())
    second.clicked.connect(lambda: take_in())
    for button in (first, second):
        permit(button, desk.why_read_only)
    said = tr("可以一项一项登记，也可以从 CSV 表格导入。")
    return EmptyState("sheet", tr("台账还是空的"), said, [first, second], desk.theme, parent)


def _drop(desk: Desk, label: str, wanted: LedgerFilter, set_filter: Callable[[LedgerFilter], None]) -> Button:
    button = Button(label, "plain", "", desk.theme)
    button.clicked.connect(lambda: set_filter(wanted))
    return button
