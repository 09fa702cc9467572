"""Written values mean what they mean, wherever they stand."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_pipeline.graph.numerals import chinese_number, plain
from kg_pipeline.graph.values import Value, find_literals, normalize, same_value


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019年3月8日", "2019-03-08"),
        ("2019 年 3 月 8 日", "2019-03-08"),
        ("２０１９年３月", "2019-03"),
        ("2019-03-08", "2019-03-08"),
        ("2021/6/1", "2021-06-01"),
        ("2021.6.1", "2021-06-01"),
        ("二〇二〇年五月", "2020-05"),
        ("二○二○年十月二十三日", "2020-10-23"),
        ("March 8, 2019", "2019-03-08"),
        ("8 March 2019", "2019-03-08"),
        ("Sept. 2020", "2020-09"),
        ("2023-04-05T10:00:00+08:00", "2023-04-05T10:00"),
        ("2008年五月一日", "2008-05-01"),
        ("1949年元月八日", "1949-01-08"),
        ("2019年3月份", "2019-03"),
        ("2012年5月3", "2012-05-03"),
        ("公元1941年10月21日", "1941-10-21"),
        ("1928年9月出生", "1928-09"),
        ("1926年（昭和元年）5月3日", "1926-05-03"),
        ("1982年9月20日（农历八月初四）", "1982-09-20"),
        ("2016年2月8日[2]", "2016-02-08"),
        ("2016年2月8日 美国", "2016-02-08"),
        ("9月3日", "--09-03"),
        ("9月份", "--09"),
        ("2月29日", "--02-29"),
        ("2019年3月8日至2019年5月3日", "2019-03-08/2019-05-03"),
        ("2019年3月8日-10日", "2019-03-08/2019-03-10"),
        ("2019年3月8日—4月2日", "2019-03-08/2019-04-02"),
        ("2019年3月-5月", "2019-03/2019-05"),
        ("2019-2021年", "2019/2021"),
        ("2019-03-08至2019-05-01", "2019-03-08/2019-05-01"),
        ("2019年至今", "2019/.."),
    ],
)
def test_a_date_becomes_iso_as_exact_as_it_is_stated(written: str, iso: str) -> None:
    assert normalize(written) == Value(iso, "date")


@pytest.mark.parametrize(
    ("written", "text", "unit"),
    [
        ("5000万元", "50000000", "元"),
        ("5,200万元人民币", "52000000", "元"),
        ("人民币5000万元", "50000000", "元"),
        ("1.2万亿元", "1200000000000", "元"),
        ("US$3.5 billion", "3500000000", "美元"),
        ("3.85%", "3.85", "%"),
        ("百分之十二", "12", "%"),
        ("5个工作日", "5", "工作日"),
        ("约430人", "430", "人"),
        ("3.27万人（2022年末）", "32700", "人"),
        ("40～310米", "40-310", "米"),
        ("5-10万元", "50000-100000", "元"),
        ("86.4平方千米", "86.4", "平方公里"),
        ("三百二十人", "320", "人"),
        ("一亿二千万元", "120000000", "元"),
        ("60公里/小时", "60", "公里/小时"),
        ("-5℃", "-5", "摄氏度"),
        ("417960", "417960", ""),
        ("30(工作日)", "30", "工作日"),
        ("10米至12米", "10-12", "米"),
        ("3至5年", "3-5", "年"),
        ("百分之三十至百分之五十", "30-50", "%"),
        ("30个百分点", "30", "百分点"),
        ("千分之三", "3", "‰"),
        ("港币500万元", "5000000", "港元"),
        ("HK$500", "500", "港元"),
        ("3亿日元", "300000000", "日元"),
        ("1.5亿人民币", "150000000", "元"),
        ("18万4千平方公里", "184000", "平方公里"),
        ("伍佰万元整", "5000000", "元"),
        ("廿四小时", "24", "小时"),
        ("一百二十万", "1200000", ""),
        ("两千零五", "2005", ""),
        ("两万五元", "25000", "元"),
        ("三百二元", "320", "元"),
        ("1小时30分钟", "90", "分钟"),
        ("1小时45分38秒", "6338", "秒"),
        ("2年6个月", "30", "个月"),
        ("90 mins", "90", "分钟"),
        ("零下5℃", "-5", "摄氏度"),
        ("5千米", "5", "公里"),
        ("5000元/月", "5000", "元/月"),
    ],
)
def test_a_number_is_expanded_and_its_unit_has_one_spelling(
    written: str, text: str, unit: str
) -> None:
    assert normalize(written) == Value(text, "number", unit)


@pytest.mark.parametrize(
    "written",
    [
        "乾隆三十年",
        "民国二十三年",
        "农历三月初五",
        "0000-5550208",
        "7：50—16：30",
        "T3",
        "2019年2月30日",
    ]
    + ["第十二条", "百万", "168×168×240mm", "2021-2019年", "1990年代", "一些", "二楼"]
    + [
        "康熙五年",
        "昭和20年",
        "正月初一",
        "农历1943年9月24日",
        "1990年5月3日（农历）",
        "公元前221年",
    ]
    + ["伍子胥", "陆行", "三十", "五月", "八月十五", "2月30日", "18岁以上", "7月1日-8月31日"],
)
def test_what_is_neither_date_nor_number_stays_text(written: str) -> None:
    assert normalize(written) == Value(written, "text")


def test_white_space_is_folded_and_gone_between_chinese_characters() -> None:
    assert normalize(" 职　 业 \n 作家 ").text == "职业作家"
    assert normalize("Ember  40\nLantern").text == "Ember 40 Lantern"


def test_a_hint_reads_a_bare_year_as_a_date_and_a_bare_numeral_as_a_number() -> None:
    assert normalize("2019", "date") == Value("2019", "date")
    assert normalize("三百", "number") == Value("300", "number")
    assert normalize("2019年", "entity") == Value("2019年", "text")


def test_amounts_written_in_two_ways_are_the_same_value() -> None:
    assert same_value(normalize("5,200万元"), normalize("52000000元"))
    assert same_value(normalize("86.4平方千米"), normalize("86.4 km²"))
    assert same_value(normalize("2009年6月18日"), normalize("2009-06-18"))
    assert not same_value(normalize("5200元"), normalize("5200人"))
    assert not same_value(normalize("2009年6月"), normalize("2009-06-18"))


@pytest.mark.parametrize(
    ("written", "iso"),
    [("1998.12", "1998-12"), ("2019/3", "2019-03"), ("2019—2021", "2019/2021")],
)
def test_where_a_date_is_wanted_shorter_forms_are_dates(written: str, iso: str) -> None:
    assert normalize(written, "date") == Value(iso, "date")
    assert normalize(written).kind != "date"


DATES = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31))


@given(DATES)
def test_every_way_to_write_a_day_is_that_day(day: datetime.date) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日"
    numerals = f"{digits(day.year)}年{spelled(day.month)}月{spelled(day.day)}日"
    numerals = numerals.replace("一十", "十")
    for written in (day.isoformat(), chinese, f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", numerals):
        assert normalize(written) == Value(day.isoformat(), "date")


@given(st.lists(DATES, min_size=2, max_size=2, unique=True).map(sorted))
def test_a_period_is_its_two_ends(ends: list[datetime.date]) -> None:
    written = "至".join(f"{day.year}年{day.month}月{day.day}日" for day in ends)
    assert normalize(written) == Value("/".join(day.isoformat() for day in ends), "date")


def digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


@given(st.text(alphabet="0123456789年月日至-./万亿千百元米个%约（）三十廿零两 ", max_size=16))
def test_normalising_a_normal_form_changes_nothing(written: str) -> None:
    value = normalize(written)
    again = normalize(value.text + value.unit, value.kind)
    assert (again if value.kind != "text" else normalize(value.text)) == value


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["元", "美元", "米", "人", "%"]))
def test_a_number_with_commas_is_the_number_without(number: int, unit: str) -> None:
    assert normalize(f"{number:,}{unit}") == normalize(f"{number}{unit}")
    assert normalize(f"{number}{unit}") == Value(str(number), "number", unit)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value.text) for one in find_literals(text)]


def test_values_are_found_inside_a_sentence_with_their_offsets() -> None:
    text = "公司2009年6月18日成立，注册资本人民币5,200万元，员工约430人，同比增长18%。"
    assert found(text) == [
        ("2009年6月18日", "2009-06-18"),
        ("人民币5,200万元", "52000000"),
        ("430人", "430"),
        ("18%", "18"),
    ]


def test_an_iso_date_is_found_right_after_a_chinese_character() -> None:
    assert found("他生于1979-06-12。") == [("1979-06-12", "1979-06-12")]


def test_years_in_english_sentences_are_dates() -> None:
    assert [one.value for one in find_literals("Founded in 2006, it has 64 employees.")] == [
        Value("2006", "date"),
        Value("64", "number", "员工"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第二十二次会议",
        "第十二条第三款",
        "早上8：30出发",
        "型号T3与A-12",
        "三人行",
        "乾隆三十年",
        "1、一是",
        "9月3日出发",
        "Ember 40 lamp",
    ],
)
def test_numbering_times_codes_and_reigns_are_no_literals(text: str) -> None:
    assert found(text) == []


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_chinese_numerals_say_the_number_that_they_spell(number: int) -> None:
    assert chinese_number(spelled(number)) == number


def spelled(number: int) -> str:
    """A number below 10^8 in Chinese numerals, digit by digit."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    high, low = divmod(number, 10_000)
    parts = []
    for part, unit in ((high, "万"), (low, "")):
        places = [(part // 10**place % 10, place) for place in (3, 2, 1, 0)]
        text = "".join(digits[d] + units[place] if d else "零" for d, place in places).strip("零")
        parts.append(text + unit if text else "")
    return "零".join(part for part in parts if part) or "零"


@given(st.text(alphabet="0123456789.,年月日万亿元%-—约第个人 三十百", max_size=40))
def test_found_values_never_overlap_and_stand_where_they_say(text: str) -> None:
    spans = [(one.start, one.end) for one in find_literals(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_plain_number_has_no_exponent_and_keeps_its_value(value: Decimal) -> None:
    text = plain(value)
    assert "E" not in text.upper()
    assert Decimal(text) == value
