"""How the window looks: tokens, theme, icons, light glyphs and the small widgets. Nothing else in gui/ knows a colour.

Every widget takes the one Theme as an argument and repaints by itself when the theme changes. Import from the modules
named here. "px" is always a size at 100 % and the standard font; the theme adds the user's font step.

theme        Theme(family="", icons_dir=None, parent=None): tokens, metrics, family, choice, font_step, is_dark;
             font(px, bold=False) -> QFont; set_choice("system"|"light"|"dark"); set_font_step(0|2|4); apply(app);
             palette() -> QPalette; style_sheet() -> str; signal changed()
fonts        register(fonts_dir) -> family
tokens       Tokens (a QColor per field; .colour(role), .light(name), .light_tint(name), .bar(name)),
             Metrics (whole px), light_tokens(), dark_tokens(), metrics_for(step)
style_sheet  style_sheet(tokens, metrics, icons_dir) -> QSS. Ids: #rail #pageHeader #filterPanel #detailPanel #listPanel
             #statusBar #applyBar #card #cardPrimary #popover #note #noteRed #noteYellow #hairline.
             Plain QPushButtons take setProperty("kind", "primary"|"plain"|"soft"|"link"|"ghost"); mark a field wrong or
             doubtful with setProperty("state", "wrong"|"doubtful") and repolish(widget)
icons        ICON_NAMES, icon(name, theme, size=18, role="text2") -> QIcon (recolours itself),
             paint_icon(painter, name, rect, colour)
light_glyphs LIGHT_ORDER ("red","yellow","green","blue","grey"), LIGHT_WORDS {name: msgid},
             paint_light(painter, name, rect, tokens), paint_light_chip(painter, rect, name, word, theme, font=None),
             light_chip_width(word, theme), light_icon(name, theme) -> QIcon, LightGlyph(name, theme, size=16),
             LightChip(name, word, theme)
tick_box     TICK_STATES, paint_tick_box(painter, rect, state, tokens, focused=False, hovered=False, enabled=True),
             paint_check_box(painter, rect, checked, tokens, enabled=True)
bars         paint_stacked_bar(painter, rect, counts, scale, theme) -> [(name, QRectF)], counts is [(light name, n)];
             stacked_segments(rect, counts, scale), paint_swatch(painter, rect, name, tokens),
             paint_progress_bar(painter, rect, fraction, mark, name, tokens)
painting     draw_focus_ring(painter, rect, tokens, radius=6), repolish(widget),
             fill_round(painter, rect, radius, fill, border=None, width=1)
labels       TextLabel(text, theme, px=13, role="text2", bold=False, wrap=False): set_role, set_selectable;
             ElidedLabel(as TextLabel): is_elided(); KeyCap(text, theme)
buttons      Button(text, kind, icon_name, theme, parent=None, trailing_icon=""): set_kind, set_icon_name, set_tall;
             kinds primary plain soft ghost link toast (white on the dark bar) toast_link;
             IconButton(icon_name, tooltip, theme, parent=None, size=18, kind="ghost"|"soft"|"toast"),
             LinkButton(text, theme, parent=None, px=13, bold=False)
rail_button  RailButton(text, icon_name, theme) (checkable, exclusive among siblings)
check_row    CheckRow(text, theme, light="", icon_name="") = a facet row: QCheckBox with glyph, set_count(n), count()
segmented    Segmented(theme): set_options([(key, text, count|None)]), set_count(key, n), current(), set_current(key),
             signal chosen(key). Tabs(theme): the same as underlined words, for the detail's tabs
spin_box     SpinBox(parent=None), in place of QSpinBox
chips        Chip(text, theme, tooltip="") signal removed(); flow_box.FlowBox(gap=8): add clear
section_head SectionHead(text, theme, action="", collapsible=False): set_action(text), set_open(bool), is_open(),
             signals acted(), toggled(bool)
empty_state  EmptyState(icon_name, title, text, buttons, theme); icon_name "sheet" draws the ledger sheet
toast        Toast(parent, theme): show_message(text, action="", shortcut="", icon_name="check"), dismiss(),
             is_paused(), signals acted(), gone()
popover      Popover(parent, theme, width=0): .body (QVBoxLayout), open_at(rect in parent's coordinates, return_to=None,
             first=None), dismiss(), signal closed()

A plain QTabBar wants setExpanding(False). A QSplitter keeps the style sheet's 1 px handle, Qt widens its grab itself.
"""
