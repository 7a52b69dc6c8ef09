"""The shapes of the icons on a 24 grid.

SVG path letters M L H V C Z (absolute), and for short: `O cx cy r` a circle, `R x y w h r` a rounded rectangle,
`D cx cy r` a filled dot. Everything but dots is stroked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_TABLE = """
ledger      R 4 3.5 16 17 3 M 8 8.5 H 16 M 8 12 H 16 M 8 15.5 H 13
overview    M 4 4 V 20 H 20.5 M 8.5 16.5 V 13.5 M 12.5 16.5 V 8.5 M 16.5 16.5 V 11
import      M 12 4 V 15 M 7.5 11 L 12 15.5 L 16.5 11 M 4 15 V 18 C 4 19.4 4.9 20.3 6.3 20.3 H 17.7 C
            19.1 20.3 20 19.4 20 18 V 15
report      M 14 3.5 H 7.5 C 6.4 3.5 5.5 4.4 5.5 5.5 V 18.5 C 5.5 19.6 6.4 20.5 7.5 20.5 H 16.5 C 17.6
            20.5 18.5 19.6 18.5 18.5 V 8 Z M 14 3.5 V 8 H 18.5 M 9 12.5 H 15 M 9 16 H 15
settings    M 3.5 8 H 12.5 M 17.5 8 H 20.5 O 15 8 2.4 M 3.5 16 H 6.5 M 11.5 16 H 20.5 O 9 16 2.4
search      O 10.5 10.5 6.3 M 15.2 15.2 L 20 20
calendar    R 4 5 16 15.5 2.5 M 4 10 H 20 M 8.5 3 V 6.5 M 15.5 3 V 6.5
plus        M 12 5 V 19 M 5 12 H 19
minus       M 5 12 H 19
x           M 6 6 L 18 18 M 18 6 L 6 18
check       M 4.5 12.5 L 9.5 17.5 L 19.5 7
undo        M 8.5 5 L 4 9.5 L 8.5 14 M 4 9.5 H 14.5 C 17.8 9.5 20 11.7 20 14.5 C 20 17.3 17.8 19.5 14.5
            19.5 H 10
redo        M 15.5 5 L 20 9.5 L 15.5 14 M 20 9.5 H 9.5 C 6.2 9.5 4 11.7 4 14.5 C 4 17.3 6.2 19.5 9.5
            19.5 H 14
edit        M 4.5 19.5 L 5.4 15.4 L 16 4.8 C 16.8 4 18 4 18.8 4.8 L 19.2 5.2 C 20 6 20 7.2 19.2 8 L 8.6
            18.6 Z M 13.8 7 L 17 10.2
up          M 6 15 L 12 9 L 18 15
down        M 6 9 L 12 15 L 18 9
left        M 15 6 L 9 12 L 15 18
right       M 9 6 L 15 12 L 9 18
more        D 5.5 12 1.5 D 12 12 1.5 D 18.5 12 1.5
bell        M 6 10.5 C 6 6.9 8.6 4.2 12 4.2 C 15.4 4.2 18 6.9 18 10.5 C 18 14.5 19 15.9 20 17 H 4 C 5
            15.9 6 14.5 6 10.5 Z M 10 20 C 10.5 20.6 11.2 20.9 12 20.9 C 12.8 20.9 13.5 20.6 14 20
user        O 12 8 4 M 4.5 20.5 C 4.9 16.6 7.9 14.6 12 14.6 C 16.1 14.6 19.1 16.6 19.5 20.5
file        M 13.5 3.5 H 7.5 C 6.4 3.5 5.5 4.4 5.5 5.5 V 18.5 C 5.5 19.6 6.4 20.5 7.5 20.5 H 16.5 C 17.6
            20.5 18.5 19.6 18.5 18.5 V 8.5 Z M 13.5 3.5 V 8.5 H 18.5
folder      M 3.5 7 C 3.5 5.9 4.4 5 5.5 5 H 9.5 L 11.8 7.6 H 18.5 C 19.6 7.6 20.5 8.5 20.5 9.6 V 17 C
            20.5 18.1 19.6 19 18.5 19 H 5.5 C 4.4 19 3.5 18.1 3.5 17 Z
folder_open M 3.5 17 V 7 C 3.5 5.9 4.4 5 5.5 5 H 9.5 L 11.8 7.6 H 17 C 18.1 7.6 19 8.5 19 9.6 V 11 M 3.6
            18 L 6 12.2 C 6.3 11.4 7 11 7.8 11 H 20 C 21 11 21.6 11.9 21.3 12.8 L 19.6 17.7 C 19.3 18.5
            18.6 19 17.8 19 H 5
print       M 7 9 V 3.5 H 17 V 9 M 7 17 H 5.5 C 4.4 17 3.5 16.1 3.5 15 V 11 C 3.5 9.9 4.4 9 5.5 9 H 18.5
            C 19.6 9 20.5 9.9 20.5 11 V 15 C 20.5 16.1 19.6 17 18.5 17 H 17 R 7 14 10 6.5 1
export      M 12 15.5 V 4 M 7.5 8.5 L 12 4 L 16.5 8.5 M 4 13 V 18 C 4 19.4 4.9 20.3 6.3 20.3 H 17.7 C
            19.1 20.3 20 19.4 20 18 V 13
warn        M 12 4 L 21 20 H 3 Z M 12 10 V 14.2 D 12 17 1.05
info        O 12 12 8.5 M 12 11 V 16.3 D 12 7.9 1.1
bookmark    M 6.5 4 H 17.5 V 20.5 L 12 16.2 L 6.5 20.5 Z
history     M 4.2 12 C 4.2 7.6 7.7 4.2 12 4.2 C 16.4 4.2 19.8 7.7 19.8 12 C 19.8 16.4 16.3 19.8 12 19.8
            C 9.2 19.8 6.8 18.4 5.4 16.2 M 3 8.5 L 4.4 12.3 L 8 10.6 M 12 7.8 V 12.3 L 15 14.2
link        M 10 14 C 8.5 12.5 8.5 10.4 10 8.9 L 13.4 5.5 C 14.9 4 17.1 4 18.5 5.4 C 20 6.9 20 9 18.5
            10.5 L 16.8 12.2 M 14 10 C 15.5 11.5 15.5 13.6 14 15.1 L 10.6 18.5 C 9.1 20 6.9 20 5.5 18.6
            C 4 17.1 4 15 5.5 13.5 L 7.2 11.8
db          M 4.5 6.5 C 4.5 4.8 7.9 3.5 12 3.5 C 16.1 3.5 19.5 4.8 19.5 6.5 C 19.5 8.2 16.1 9.5 12 9.5 C
            7.9 9.5 4.5 8.2 4.5 6.5 Z M 4.5 6.5 V 17.5 C 4.5 19.2 7.9 20.5 12 20.5 C 16.1 20.5 19.5 19.2
            19.5 17.5 V 6.5 M 4.5 12 C 4.5 13.7 7.9 15 12 15 C 16.1 15 19.5 13.7 19.5 12
star        M 12 3.6 L 14.5 9 L 20.4 9.7 L 16 13.7 L 17.2 19.6 L 12 16.6 L 6.8 19.6 L 8 13.7 L 3.6 9.7 L
            9.5 9 Z
arrow       M 4.5 12 H 19.5 M 13.5 6 L 19.5 12 L 13.5 18
split       M 6 4 V 9.5 C 6 11 7 12 8.5 12 H 15.5 C 17 12 18 13 18 14.5 V 20 M 6 12 V 20 M 3 17 L 6 20 L
            9 17 M 15 17 L 18 20 L 21 17
cols        R 3.5 5 17 14 2 M 9.2 5 V 19 M 14.8 5 V 19
sort        M 8 5 V 19 M 4.5 15.5 L 8 19 L 11.5 15.5 M 16 19 V 5 M 12.5 8.5 L 16 5 L 19.5 8.5
filter      M 4 5 H 20 L 14 12.2 V 18 L 10 20 V 12.2 Z
building    R 5 3.5 14 17 1.5 M 9 8 H 10 M 14 8 H 15 M 9 12 H 10 M 14 12 H 15 M 10 20.5 V 16.5 H 14 V 20.5
send        M 20.5 3.5 L 14 20.5 L 10.5 13.5 L 3.5 10 Z M 20.5 3.5 L 10.5 13.5
pause       M 9 6 V 18 M 15 6 V 18
clip        M 19.5 11.5 L 12 19 C 10 21 7 21 5.2 19.2 C 3.4 17.4 3.4 14.6 5.2 12.8 L 12.9 5.1 C 14.1 3.9
            16 3.9 17.2 5.1 C 18.4 6.3 18.4 8.2 17.2 9.4 L 9.9 16.7 C 9.3 17.3 8.4 17.3 7.8 16.7 C 7.2
            16.1 7.2 15.2 7.8 14.6 L 14.5 8
trash       M 4.5 7 H 19.5 M 9 7 V 4.5 H 15 V 7 M 6.5 7 L 7.3 18.6 C 7.4 19.7 8.2 20.5 9.3 20.5 H 14.7 C
            15.8 20.5 16.6 19.7 16.7 18.6 L 17.5 7 M 10 11 V 16.5 M 14 11 V 16.5
sync        M 19.6 11 C 19.1 7.1 15.9 4.2 12 4.2 C 8.9 4.2 6.3 6 5 8.6 M 4.4 4.8 V 9 H 8.6 M 4.4 13 C
            4.9 16.9 8.1 19.8 12 19.8 C 15.1 19.8 17.7 18 19 15.4 M 19.6 19.2 V 15 H 15.4
picture     R 3.5 4.5 17 15 2.5 D 8.5 9.5 1.5 M 4 17 L 9.5 12.5 L 13 15.5 L 16 12.5 L 20 16.5
film        R 3.5 5 17 14 2.5 M 10 9 L 15.2 12 L 10 15 Z
archive     R 3.5 4.5 17 4.5 1.5 M 5 9 V 17.5 C 5 18.6 5.9 19.5 7 19.5 H 17 C 18.1 19.5 19 18.6 19 17.5
            V 9 M 10 12.5 H 14
help        O 12 12 8.5 M 9.6 9.8 C 9.6 8.4 10.6 7.5 12 7.5 C 13.4 7.5 14.4 8.4 14.4 9.7 C 14.4 11.4 12
            11.6 12 13.6 D 12 16.6 1.05
"""

_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0, "O": 3, "R": 5, "D": 3}


def icon_names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(_shapes())


@lru_cache(maxsize=128)
def icon_shape(name: str) -> tuple[QPainterPath, QPainterPath]:
    """(stroked, filled) paths of an icon on the 24 grid; KeyError where there is no such icon."""
    return _parse(_shapes()[name])


@lru_cache(maxsize=1)
def _shapes() -> dict[str, str]:
    shapes: dict[str, str] = {}
    name = ""
    for line in _TABLE.strip().splitlines():
        if not line.startswith(" "):
            name, line = line.split(maxsplit=1)
        shapes[name] = f"{shapes.get(name, '')} {line.strip()}"
    return shapes


def _parse(text: str) -> tuple[QPainterPath, QPainterPath]:
    stroked, filled = QPainterPath(), QPainterPath()
    words = re.findall(r"[A-Z]|-?[\d.]+", text)
    at = 0
    while at < len(words):
        letter = words[at]
        count = _ARGUMENTS[letter]
        numbers = [float(word) for word in words[at + 1 : at + 1 + count]]
        _draw(filled if letter == "D" else stroked, letter, numbers)
        at += 1 + count
    return stroked, filled


def _draw(path: QPainterPath, letter: str, n: list[float]) -> None:
    here = path.currentPosition()
    if letter == "M":
        path.moveTo(*n)
    elif letter == "L":
        path.lineTo(*n)
    elif letter == "H":
        path.lineTo(n[0], here.y())
    elif letter == "V":
        path.lineTo(here.x(), n[0])
    elif letter == "C":
        path.cubicTo(*n)
    elif letter == "Z":
        path.closeSubpath()
    elif letter == "R":
        path.addRoundedRect(QRectF(*n[:4]), n[4], n[4])
    else:
        path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
