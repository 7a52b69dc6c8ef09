"""What was measured, as JSON and as tables: of one run, of how it grows, of two runs beside each other."""

from __future__ import annotations

import json
import math
import os
import platform
import sqlite3
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.processes import qt_platform
from benchmarks.row import Aim, Measured, Row, Verdict, judged, told

PLACE = Path(__file__).resolve().parent / "results"
PACKAGES = (
    "liling-desk", "PySide6-Essentials", "pydantic", "typst", "xlsxwriter", "python-calamine", "sqlite-utils",
)  # fmt: skip
GROWTH_HEADS = ("growth", "from", "over", "to", "exponent", "aim", "met")
HEADS = ("row", "items", "ours", "peer", "ratio", "aim", "met", "memory")


def machine() -> dict[str, object]:
    """What the figures were measured on: no names, no paths."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}", "processor": _processor(),
        "processors": os.cpu_count(), "memory_gb": _memory_gb(), "sqlite": sqlite3.sqlite_version,
        "qt_platform": qt_platform() or "the display's", "load_before": round(os.getloadavg()[0], 2),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }  # fmt: skip


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3, 1)
    except (ValueError, OSError, AttributeError):
        return None


def as_kept(row: Row, items: int, measured: Measured) -> dict[str, Any]:
    """One measurement as JSON keeps it."""
    return {
        "row": row.name, "what": row.what, "items": items, "unit": row.unit, "memory_mb": _short(measured.memory_mb),
        "medians": {name: _short(statistics.median(values)) for name, values in measured.values.items() if values},
        "p95": {name: _short(told(values, "p95")) for name, values in measured.values.items() if values},
        "worst": {name: _short(max(values)) for name, values in measured.values.items() if values},
        "runs": {name: len(values) for name, values in measured.values.items()},
        "aims": [_kept_aim(each) for each in judged(row, measured)], "facts": measured.facts,
    }  # fmt: skip


def _kept_aim(each: Verdict) -> dict[str, Any]:
    aim = each.aim
    return {
        "of": aim.of, "against": aim.against, "how": aim.how, "limit": aim.limit, "ours": _short(each.ours),
        "peer": _short(each.peer), "ratio": _short(each.ratio), "met": each.met,
    }  # fmt: skip


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.5g}")


def exponent(medians: Mapping[int, float]) -> float | None:
    """The exponent b of t = a·nᵇ that fits best (least squares on logarithms); None for fewer than two sizes."""
    points = [(math.log(items), math.log(value)) for items, value in medians.items() if items > 0 and value > 0]
    if len(points) < 2:
        return None
    x, y = (statistics.fmean(axis) for axis in zip(*points, strict=True))
    across = sum((a - x) ** 2 for a, _ in points)
    return sum((a - x) * (b - y) for a, b in points) / across if across else None


def as_grown(row: Row, medians: Mapping[int, float], aim: float) -> dict[str, Any]:
    """The growth of a row as JSON keeps it."""
    fitted = exponent(medians)
    return {
        "row": row.name, "of": row.grown, "unit": row.unit, "exponent": _short(fitted), "aim": aim,
        "medians": {items: _short(value) for items, value in medians.items()},
        "met": fitted is not None and fitted <= aim,
    }  # fmt: skip


def keep(path: Path, rows: Sequence[Mapping[str, Any]], growth: Sequence[Mapping[str, Any]]) -> None:
    """Write everything."""
    path.parent.mkdir(exist_ok=True)
    kept = {"machine": machine(), "rows": list(rows), "growth": list(growth)}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def lines_of(kept: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The cells of a measurement, a line for each aim."""
    lines = []
    for place, each in enumerate(kept["aims"]):
        memory = f"{kept['memory_mb']:.0f} MB" if place == 0 and kept["memory_mb"] else ""
        aim = Aim(each["of"], each["against"], each["limit"], each["how"])
        name = aim.of if aim.how in ("median", "more") else f"{aim.of}, {aim.how}"
        first = f"{kept['row']}: {name}" if name != kept["row"] else name
        lines.append((
            first, f"{kept['items']:,}" if place == 0 and kept["items"] else "", amount(each["ours"], kept["unit"]),
            f"{aim.against} {amount(each['peer'], kept['unit'])}" if each["peer"] is not None else aim.against,
            "" if each["ratio"] is None else amount(each["ratio"], kept["unit"], signed=True) if aim.how == "more"
            else f"{each['ratio']:.3g}",
            _aim_words(aim, kept["unit"]), {True: "met", False: "MISSED", None: ""}[each["met"]], memory,
        ))  # fmt: skip
    return lines


def _aim_words(aim: Aim, unit: str) -> str:
    if not aim.limit:
        return ""
    if aim.how == "more":
        return f"≤ +{amount(aim.limit, unit)}"
    return f"≤ {aim.limit:.3g}" if aim.against else f"≤ {amount(aim.limit, unit)}"


def amount(value: float, unit: str, signed: bool = False) -> str:
    """With its unit; seconds in milliseconds where that is easier to read."""
    sign = "+" if signed and value >= 0 else ""
    if unit != "s":
        return f"{sign}{value:.3g} {unit}"
    if abs(value) < 0.001:
        return f"{sign}{value * 1e6:.3g} µs"
    return f"{sign}{value * 1000:.3g} ms" if abs(value) < 1 else f"{sign}{value:.3g} s"


def table(lines: Iterable[Sequence[str]], heads: Sequence[str] = HEADS) -> str:
    """Columns under their heads."""
    whole = [heads, *lines]
    wide = [max(len(line[place]) for line in whole) for place in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(wide[place]) for place, cell in enumerate(line)).rstrip() for line in whole)


def growth_lines(growth: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """A line for each row: the medians by size, the exponent, whether it is small enough."""
    return [
        (each["row"],
         *(f"{items:,}: {amount(value, each['unit'])}" for items, value in each["medians"].items()),
         "" if each["exponent"] is None else f"{each['exponent']:.2f}", f"≤ {each['aim']:.1f}",
         "met" if each["met"] else "MISSED")
        for each in growth
    ]  # fmt: skip


def compared(one: Path, other: Path) -> str:
    """Two results beside each other: the medians of ours, and the ratios to the peers, then and now."""
    before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (one, other))
    then = {(row["row"], row["items"], aim["of"], aim["against"], aim["how"]): aim
            for row in before["rows"] for aim in row["aims"]}  # fmt: skip
    lines = []
    for row in after["rows"]:
        for aim in row["aims"]:
            former = then.get((row["row"], row["items"], aim["of"], aim["against"], aim["how"]))
            if former is None:
                continue
            name = f"{row['row']}: {aim['of']}" + ("" if aim["how"] in ("median", "more") else f", {aim['how']}")
            change = aim["ours"] / former["ours"] if former["ours"] else float("inf")
            lines.append((
                name, f"{row['items']:,}", amount(former["ours"], row["unit"]), amount(aim["ours"], row["unit"]),
                f"{change:.2f}", _ratio(former["ratio"]), _ratio(aim["ratio"]),
            ))  # fmt: skip
    heads = ("row", "items", "before", "after", "after/before", "ratio before", "ratio after")
    return table(lines, heads)


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
