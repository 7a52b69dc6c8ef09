"""What an expression of time looks like in the plain form: one pattern, tried from left to right."""

from __future__ import annotations

import re

from liling_desk.ledger.reading_deadlines.plain_text import PLAN

# What makes another word of a character: 底线, 内部, 前期, 初步, 3号楼.
_NOT_END = "(?![线部层数座稿盘板册细色牌气蕴片子价单图货薪特端梢位班奖总考评止身点究结款声水矿])"
_NOT_IN = "(?![涵部容控外生蒙河在需陆环设地向审])"
_NOT_BEFORE = "(?![期沿列景提身往进置瞻端者述锋哨途程线后\\d])"
_NOT_START = "(?![步级中次心审始稿验评衷])"
_NOT_NUMBER = "(?![楼文线地机令院井公会桥路门通召厅馆码子称车泵炉仓库坝矿煤栋塔段标台窑口店铺房室桩孔])"
_NOT_DAY = "(?![常报益均产供处游子夜程志用光化元本语期间])"
_NOT_WEEK = "(?![边岁年期密转报刊])"

_WITHIN = f"(?:之内|以内|内{_NOT_IN})"
_BY = f"(?:或者?|及|和)?(?:之前|以前|前{_NOT_BEFORE})|{_WITHIN}|为止|止$|止(?=[,)])"
_ABOUT = "左右|前后|上下"

_PART = (
    r"(?:\d{1,3}(?:\.\d)?个年半?|\d(?:\.\d)?年半?(?![度级期代龄初底末终中前之以报检会])|\d(?:\.\d)?年(?=以内|之内)"
    r"|\d{2,3}年(?=内|以内|之内|左右|时间)|(?<=[-至到])\d{2}年"
    r"|\d{1,3}(?:\.\d)?个半?月|\d{1,3}个半?季度?|半个?月|半年(?![度报检会])|半个季度"
    rf"|\d{{1,3}}个?半?(?:周|星期|礼拜)半?{_NOT_WEEK}|半个?(?:周|星期)"
    r"|\d{1,4}个?天|半天|\d{1,4}个?日(?=内|以内|之内|时间|期限)|\d{1,4}个?(?:法定)?工作日|\d{1,4}个?(?:自然|日历)[日天]"
    r"|\d{1,4}个?小时)"
)
LENGTH_PART = re.compile(
    r"(?P<half_first>半)?(?P<n>\d+(?:\.\d)?)?个?(?P<half>半)?个?(?P<unit>年|月|季度?|周|星期|礼拜|天|日|(?:法定)?工作日|(?:自然|日历)[日天]|小时)(?P<half_last>半)?"
)
_LENGTH = (
    r"(?<![\d.第])(?:(?P<low>\d{1,3})(?:个?年|个月|周|天|日)?[-至到])?"
    rf"(?P<length>{_PART}(?:[零又加]?{_PART})?)(?:的?时间|期限)?(?P<length_about>{_ABOUT})?(?:的?时间)?"
    rf"(?P<length_in>{_WITHIN}|为限)?(?P<length_after>之?后)?(?P<length_about_after>左右)?"
)
_NOT_COUNTED = "(?![\\d年月日号%个项人名万亿元家户公里亩吨米处座台套件倍分页字岁次股栋条])"
_NUMBERS = (
    r"(?<![\d.A-Za-z])(?:(?P<ny>\d{4}|\d{2})(?P<s1>[-/. ])(?P<nm>\d{1,2})[-/. ](?P<nd>\d{1,2})(?!\d)[日号]?"
    rf"|(?P<ym_y>\d{{4}})[-/.](?P<ym_m>\d{{1,2}}){_NOT_COUNTED}(?:[底末]{_NOT_END})?"
    rf"|(?P<md_m>\d{{1,2}})(?P<md_s>[-/.])(?P<md_d>\d{{1,2}}){_NOT_COUNTED}"
    rf"|(?P<compact>(?:19|20)\d{{6}}){_NOT_COUNTED}"
    r"|(?<=[-至到])(?P<last_day>\d{1,2})(?![\d年月日号.个天周季]))"
)
_WEEK = (
    rf"(?P<week>本|这个?|下下个?|下个?|上个?)(?:周|星期|礼拜){_NOT_WEEK}(?P<weekday>[一二三四五六日天末])?"
    r"|(?<![每逐])(?:周|星期|礼拜)(?P<bare_weekday>[一二三四五六日天末])(?![一二三四五六七八九十])"
    r"|(?P<near_day>今天|今日|本日|明天|明日|后天)"
)
_PLAN = (
    rf"{PLAN}(?P<plan>\d\d)(?P<plan_word>5年)?(?P<plan_itself>规划|计划)?(?P<plan_time>时期|期间|期)?"
    r"(?:前(?P<plan_first>\d)个?年|后\d个?年|(?P<plan_part>末期?|底|终期?|收官(?:之年)?|中期|初期?|开局(?:之年)?|内))?"
)
_YEAR = (
    rf"(?<!\d)(?:(?P<y4>\d{{4}})(?:年(?:度|份)?(?![代级])|[./-](?=\d{{1,2}}月)|(?=[底末]{_NOT_END}|[QqHh]\d|[上下]半年|第?[1-4]季|年))"
    r"|(?P<y2>\d\d)年度?(?![代级龄期]))"
    r"|(?P<ry>今年度?|本年度?|当年度?|同年|明年度?|次年度?|来年度?|翌年|大后年|后年|去年|上1?年度?|前年|下1?年度?)"
)
_FESTIVAL = (
    r"(?P<festival>元旦节?|春节|除夕|元宵节?|(?:五一|十一|七一|八一|六一|国际劳动|劳动|国庆|建党|建军|儿童|五四青年|青年|教师|"
    r"妇女|植树)节|(?:五一|十一|七一|八一|六一|国庆)(?=前|之前|以前)|国庆$)"
)
_SUB = (
    r"(?:(?P<half>[上下前后]半年)度?|前(?P<first_quarters>\d)个?季度?|第?(?P<quarter>\d)季度?(?!节)"
    r"|[Qq](?P<quarter_q>\d)(?!\d)|(?<![\dA-Za-z])(?P<q_quarter>\d)[Qq](?![A-Za-z])|[Hh](?P<half_h>[12])(?![\dA-Za-z])"
    r"|(?P<near_quarter>本|当|这个?|下1?个?|上1?个?)季度?|(?P<edge_quarter>[首末])季度?"
    r"|(?<=年)后(?P<last_quarters>\d)个?季度?|(?<=年)后(?P<last_months>\d{1,2})个月|[前头](?P<first_months>\d{1,2})个月|(?<!\d)(?P<month>\d{1,2})月份?|(?P<january>元月)份?"
    r"|(?P<near_month>本月|当月|这个?月|下下个?月|下1?个?月|次月|上1?个?月|同月)份?"
    rf"|{_FESTIVAL}|(?P<whole>全年度?))"
)
_DAY = (
    rf"(?:(?<![\d第])(?P<day>\d{{1,2}})(?P<day_unit>日{_NOT_DAY}|号{_NOT_NUMBER}|(?=$|[-前之以至到,、()]))"
    r"|[上中]?(?P<third>[上中下])旬)"
)
_TAIL = (
    rf"(?P<tail_of>年度?|岁|月|季度?)?(?P<tail>[底末]{_NOT_END}|[终尾]{_NOT_END}|初期?{_NOT_START}"
    rf"|中期?(?=$|[,前完之以左(-])|内{_NOT_IN})"
)
_POINT = (
    r"(?=[\d今本当这同明次来翌大后去上前头下第QqHh元首末年岁季月春除五十七八六国劳建儿青教妇植全])"
    rf"(?:{_YEAR})?的?{_SUB}?{_DAY}?(?:{_TAIL})?"
)
EXPRESSION = re.compile(
    rf"(?:{_LENGTH}|(?:{_NUMBERS}|{_WEEK}|{_PLAN}|{_POINT})(?:期间|时间)?(?P<about>{_ABOUT})?(?P<by>{_BY})?(?:{_ABOUT})?)"
)
SERIAL = re.compile(r"([3-5]\d{4}|60000)(?:\.0+)?")
"""A day as a spreadsheet counts it."""
