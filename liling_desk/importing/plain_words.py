"""Words without what writers do to them: width, case, blanks, traditional forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_TRADITIONAL: Final = (
    "號号 項项 務务 標标 題题 內内 體体 責责 單单 門门 牽牵 頭头 辦办 協协 領领 導导 員员 時时 節节 點点 間间 "
    "實实 際际 結结 進进 況况 報报 備备 註注 狀状 態态 類类 別别 問问 難难 據据 數数 計计 劃划 應应 後后 現现 "
    "屬属 區区 縣县 鎮镇 鄉乡 國国 級级 層层 處处 廳厅 會会 機机 關关 電电 話话 聯联 繫系 係系 絡络 經经 總总 "
    "階阶 該该 預预 達达 過过 動动 啟启 開开 續续 緩缓 終终 銷销 轉转 調调 業业 產产 農农 發发 資资 財财 稅税 "
    "質质 監监 衛卫 環环 圖图 書书 長长 專专 個个 將将 為为 與与 無无 沒没 還还 從从 對对 認认 證证 審审 議议 "
    "評评 論论 設设 記记 講讲 讀读 談谈 訂订 詳详 細细 說说 軟软 輪轮 較较 載载 輸输 運运 極极 場场 執执 畫画 "
    "錄录 圍围 園园 團团 擴扩 擬拟 構构 樓楼 橋桥 檔档 權权 歲岁 殼壳 氣气 滾滚 煙烟 熱热 獨独 瑪玛 當当 盤盘 "
    "稱称 範范 縱纵 羅罗 臨临 艱艰 蘇苏 訴诉 誰谁 貢贡 賽赛 踐践 郵邮 釘钉 鋼钢 閱阅 頓顿 鐵铁 錢钱 銀银 針针 "
    "錯错 鍵键 鏈链 陽阳 陰阴 陳陈 險险 隊队 雙双 離离 雜杂 順顺 須须 願愿 風风 飛飞 養养 馬马 驗验 麗丽 黃黄 "
    "齊齐 龍龙 龜龟 歷历 歸归 殘残 決决 淨净 濟济 滿满 準准 漲涨 漸渐 濕湿 滯滞 營营 爭争 獎奖 獲获 療疗 盡尽 "
    "確确 禮礼 種种 積积 穩稳 窮穷 競竞 築筑 簡简 糧粮 紅红 約约 紀纪 純纯 組组 統统 絕绝 給给 綠绿 維维 網网 "
    "緊紧 線线 練练 縮缩 績绩 織织 繼继 罷罢 習习 聲声 職职 腦脑 興兴 舉举 舊旧 藝艺 藥药 虛虚 蟲虫 術术 裝装 "
    "補补 製制 複复 視视 規规 觀观 觸触 訓训 訊讯 許许 誤误 課课 請请 諸诸 謀谋 譯译 護护 變变 貧贫 貨货 販贩 "
    "貫贯 貴贵 買买 費费 貿贸 賀贺 賣卖 趕赶 車车 軍军 選选 遲迟 遷迁 適适 鄰邻 醫医 釋释 鎖锁 閉闭 閒闲 陸陆 "
    "隨随 隱隐 靈灵 靜静 響响 頂顶 頻频 額额 飯饭 館馆 驅驱 "
)


def _table() -> Mapping[int, str]:
    pairs = {pair[0]: pair[1] for pair in _TRADITIONAL.split() if len(pair) == 2 and pair[0] != pair[1]}
    return MappingProxyType(str.maketrans(pairs | {"編": "编"}))


_SIMPLE: Final = _table()


@lru_cache(maxsize=65536)
def plain_words(text: str) -> str:
    """A text in plain forms: half width, lower case, simplified characters, no blanks at all."""
    if text.isascii():
        return "".join(text.lower().split())
    return "".join(unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLE).split())
