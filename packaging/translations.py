"""The English catalogue: `update` brings it in line with the code, `check` fails where it is not.

Chinese stands in the code itself, so it is complete by construction; `resources/translations/en.po` holds the English.
"""

from __future__ import annotations

import gettext
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
PO = FOLDER / "en.po"
MO = FOLDER / "en" / "LC_MESSAGES" / "liling_desk.mo"
KEYWORDS = dict.fromkeys(("tr", "_tr", "N_", "Message", "say"), None)
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def texts_in_code() -> dict[str, list[tuple[str, int]]]:
    """Every marked text with the places where it stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    package = ROOT / "liling_desk"
    for file, line, text, _, _ in extract_from_dir(package, method_map=[("**.py", "python")], keywords=KEYWORDS):
        if isinstance(text, str) and text:
            found.setdefault(text, []).append((f"liling_desk/{file}", line))
    return found


def translations() -> dict[str, str]:
    """What has been translated."""
    with PO.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file, locale="en") if each.id and each.string}


def update() -> int:
    """Write en.po and its compiled form; texts no longer in the code are dropped."""
    known = translations()
    catalogue = Catalog(locale="en", project="Liling Desk", charset="utf-8")
    for text, places in sorted(texts_in_code().items()):
        catalogue.add(text, known.get(text, ""), locations=[(file, 0) for file, _ in places], flags=())
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=110)
    MO.parent.mkdir(parents=True, exist_ok=True)
    with MO.open("wb") as file:
        write_mo(file, catalogue)
    missing = [text for text in texts_in_code() if not known.get(text)]
    print(f"{len(catalogue)} texts, {len(missing)} without English")
    for text in missing:
        print(f'msgid "{text}"')
    return 0


def problems() -> list[str]:
    """What is wrong, a sentence each."""
    code, known = texts_in_code(), translations()
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    found = []
    for text, places in code.items():
        where = f"{places[0][0]}:{places[0][1]}"
        english = known.get(text, "")
        if not english:
            found.append(f"{where}: no English for “{text}”")
        elif set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(english)):
            found.append(f"{where}: other placeholders in English for “{text}”: “{english}”")
        elif compiled.gettext(text) != english:
            found.append(f"{where}: the compiled catalogue is out of date for “{text}”")
    found += [f"en.po: no longer in the code: “{text}”" for text in known if text not in code]
    return found


def check() -> int:
    """Print what is wrong; 1 if anything is."""
    found = problems()
    print("\n".join(found) or f"translations: {len(texts_in_code())} texts, all in English too")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
