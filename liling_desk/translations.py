"""Words in the reader's language: Chinese is written in the code, English comes from `resources/translations`."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from liling_desk import places

CHINESE: Final = "zh_CN"
ENGLISH: Final = "en"
LANGUAGES: Final = (CHINESE, ENGLISH)


def N_(text: str) -> str:
    """Mark a text for translation without translating it."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence that knows its Chinese template and its values; a `Translator` words it.

    Values may be messages themselves.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return Translator(CHINESE).say(self)


class Translator:
    """`translator("剩 {n} 天", n=3)` words a text in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else CHINESE
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if self.language != CHINESE:
            self._catalogue = gettext.translation(
                "liling_desk", str(places.resource("translations")), languages=[self.language], fallback=True
            )

    def __call__(self, text: str, /, **values: object) -> str:
        translated = self._catalogue.gettext(text) if text else ""
        if not values:
            return translated
        for name, value in values.items():
            if type(value) is not str:
                values[name] = self.say(value)
        return translated.format(**values)

    def say(self, value: object) -> str:
        """Word a `Message`; anything else becomes its own text."""
        if isinstance(value, Message):
            return self(value.template, **value.values)
        return str(value)


def language_of_system() -> str:
    """English where the system speaks English; Chinese everywhere else and where it says nothing."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return ENGLISH if value.lower().startswith("en") else CHINESE
    try:
        name = locale.getlocale()[0] or ""
    except ValueError:
        name = ""
    return ENGLISH if name.lower().startswith("en") else CHINESE
