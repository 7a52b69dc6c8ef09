"""Word templates of letters: the shipped ones, or the user's own in their place. They can name fields, nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.reporting.plain_xml import xml_text
from liling_desk.translations import N_, Message

FIELDS: Final = (
    "kind", "title", "issuer", "number", "security", "urgency", "unit", "addressee", "paragraphs", "head", "items",
    "groups", "footnote", "closing", "signature", "imprint", "count", "as_of",
)  # fmt: skip
"""What a template may name; see resources/letters/README.md."""

_LISTS: Final = ("paragraphs", "items", "groups", "closing", "signature", "imprint")
_FILTERS: Final = frozenset({"count", "d", "default", "first", "join", "last", "length", "lower", "trim", "upper"})
_NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If, nodes.For,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.CondExpr, nodes.Concat,
    nodes.Filter,
)  # fmt: skip
_DEEPEST: Final = 2
"""Loops inside loops: the items of a group."""
_LARGEST: Final = 50 * 1024 * 1024
"""Bytes of a template once unpacked."""


class _NotAllowed(TemplateError):
    """Something that a template does not need."""


class _Environment(ImmutableSandboxedEnvironment):
    """Fields, conditions and loops over lists; no calls, no assignments, no files. What it takes to run is bounded."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_placed)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def from_string(self, source: Any, *told: Any, **named: Any) -> Any:
        """Refuses what is not allowed before anything of it is run."""
        tree = self.parse(source)
        _check(tree, 0)
        if unknown := meta.find_undeclared_variables(tree) - set(FIELDS):
            raise UndefinedError(f"{min(unknown)}")
        return super().from_string(tree, *told, **named)


def _placed(value: object) -> Markup:
    """A value as XML text: no braces, which the template engine might take for its own."""
    text = escape("" if value is None else value if isinstance(value, Markup) else xml_text(str(value)))
    return Markup(str(text).replace("{", "&#123;").replace("}", "&#125;"))


def _check(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, _NODES):
        raise _NotAllowed(type(node).__name__)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise _NotAllowed(node.attr)
    if isinstance(node, nodes.For):
        over = node.iter
        named = isinstance(over, nodes.Name) and over.name in _LISTS
        of_group = isinstance(over, nodes.Getattr) and over.attr == "items"
        if depth == _DEEPEST or node.recursive or not (named or of_group):
            raise _NotAllowed("for")
        depth += 1
    for child in node.iter_child_nodes():
        _check(child, depth)


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose result has to be whole XML: by itself docxtpl drops what it can't parse."""

    def fix_tables(self, xml: str) -> Any:
        """Raises `XMLSyntaxError` where tags were torn apart."""
        etree.fromstring(xml)
        return super().fix_tables(xml)

    def render_properties(self, *_: Any, **__: Any) -> None:
        """The properties of the file are set by whoever makes the letter."""


def template_of(kind: str, folder: Path | None = None) -> Path:
    """The user's own template `<kind>.docx`, else the shipped one. `folder` None: where the user's are kept."""
    own = (places.letter_templates_dir() if folder is None else folder) / f"{kind}.docx"
    return own if own.is_file() else places.resource("letters", f"{kind}.docx")


def filled(template: Path, values: Mapping[str, object]) -> Document:
    """The template with its fields filled in. Raises `FileUnusable` for one that can't be used, saying why."""
    try:
        _check_size(template)
        made = _Template(str(template))
        made.render(dict(values), _Environment(), autoescape=True)
        document: Document = made.docx
    except UndefinedError as problem:
        name = str(problem.message).rsplit("'", 2)[-2] if "'" in str(problem.message) else str(problem.message)
        raise _broken(template, Message(N_("没有“{name}”这个字段"), {"name": name}), str(problem)) from problem
    except _NotAllowed as problem:
        raise _broken(template, Message(N_("用了模板里不能用的写法（{name}）"), {"name": problem.message})) from problem
    except TemplateSyntaxError as problem:
        why = Message(N_("标记没有写对（{words}）"), {"words": problem.message or ""})
        raise _broken(template, why, str(problem)) from problem
    except (etree.LxmlError, TemplateError) as problem:
        why = Message(N_("开始和结束的标记不在同一层：条件和循环要用 {%p %} 或 {%tr %}"))
        raise _broken(template, why, str(problem)) from problem
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
    ) as problem:
        raise _broken(template, Message(N_("不是完好的 .docx 文件")), str(problem)) from problem
    return document


def _check_size(template: Path) -> None:
    with zipfile.ZipFile(template) as file:
        if sum(each.file_size for each in file.infolist()) > _LARGEST:
            raise ValueError("too large")


def _broken(template: Path, why: Message, detail: str = "") -> FileUnusable:
    shipped = places.resource("letters")
    return FileUnusable(
        Message(N_("模板 {file} 不能用：{why}。"), {"file": template.name, "why": why}),
        Message(
            N_("请用 Word 改好 {path}；把它移走，就用自带的模板（{shipped}）。"),
            {"path": str(template), "shipped": str(shipped / template.name)},
        ),
        Where(file=str(template)),
        detail,
    )
