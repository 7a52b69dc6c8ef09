"""Which faces a report is set in: the shipped one, and for official papers those that GB/T 9704 asks for."""

from __future__ import annotations

from typing import Final

SHIPPED: Final = "Liling Sans SC"

TITLE: Final = (
    "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05_GBK",
    "STZhongsong", "华文中宋", "STSong", "华文宋体",
)  # fmt: skip
BODY: Final = (
    "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FZFangSong-Z02S", "方正仿宋简体", "FZFangSong-Z02",
    "方正仿宋_GBK", "STFangsong", "华文仿宋",
)  # fmt: skip
HEAD: Final = ("SimHei", "黑体", "FZHei-B01S", "方正黑体简体", "FZHei-B01", "方正黑体_GBK", "STHeiti", "华文黑体")
CURSIVE: Final = (
    "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FZKai-Z03S", "方正楷体简体", "FZKai-Z03", "方正楷体_GBK",
    "STKaiti", "华文楷体",
)  # fmt: skip
SONG: Final = ("SimSun", "宋体", "NSimSun", "新宋体", "FZShuSong-Z01S", "方正书宋简体", "STSong", "华文宋体")

OFFICIAL: Final = frozenset((*TITLE, *BODY, *HEAD, *CURSIVE, *SONG))
"""Every family that an official paper may ask the machine for."""


def faces_of(official: bool) -> dict[str, list[str]]:
    """Families in order of preference for the title, headings, second headings, body and page numbers."""
    wanted = {"title": TITLE, "head": HEAD, "cursive": CURSIVE, "body": BODY, "song": SONG}
    return {name: [*(families if official else ()), SHIPPED] for name, families in wanted.items()}
