"""Records to make sites of: films and government services from the real data."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from random import Random

MISSING = frozenset(["", "无", "暂无", "NULL", "null", "None", "-", "—", "0"])
# What parts the values of a multi-valued attribute in the source: in lists, in foreign names (that
# have commas and slashes of their own), elsewhere.
_SEPARATORS = re.compile(r"[、，,；;/]")
_NAME_SEPARATORS = re.compile(r"[、，；]|\s/\s")
_RARE_SEPARATORS = re.compile(r"[；;|]")
_CONTROL = re.compile(r"[\x00-\x1f\u200b-\u200f]")
_FOOTNOTE = re.compile(r"\[\d+(?:-\d+)?\]")


@dataclass(frozen=True)
class Record:
    """One thing: its name, its attributes (each with one or more values), a running text."""

    name: str
    attributes: Mapping[str, Sequence[str]]
    description: str


_FILM_COLUMNS = {
    3: "外文名",
    4: "出品时间",
    5: "出品公司",
    6: "导演",
    7: "编剧",
    8: "类型",
    9: "主演",
    10: "片长",
    11: "上映时间",
    12: "对白语言",
}
_FILM_LISTS = frozenset(["出品公司", "导演", "编剧", "类型", "主演", "对白语言"])
_SERVICE_FIELDS = {
    "DEPT_NAME": "实施主体",
    "matter_type": "事项类型",
    "matter_level": "行使层级",
    "TASK_CODE": "实施编码",
    "handle_location": "办理地点",
    "handle_time": "法定办结时限",
    "handle_time_limit": "承诺办结时限",
    "accept_standard": "受理条件",
    "consult_phone": "咨询电话",
    "complain_phone": "监督投诉电话",
    "courier_service": "是否支持物流快递",
    "online_book": "是否支持预约办理",
    "bear_paltform": "承办平台",
    "theme_category": "主题分类",
    "service_object_name": "服务对象",
    "material_intro": "申请材料",
}
_PHONES = frozenset(["咨询电话", "监督投诉电话"])


def films(data: Path) -> list[Record]:
    """The films of ``zh_kg/baike_movie`` that bear a name of their own."""
    sql = (data / "zh_kg" / "baike_movie" / "kg_movie_movie.sql").read_text(encoding="utf-8")
    return _named(_film(row) for row in _sql_rows(sql, "movie"))


def services(data: Path) -> list[Record]:
    """The service items of ``gov_services`` that bear a name of their own."""
    lines = (data / "gov_services" / "policy.json").read_text(encoding="utf-8").splitlines()
    return _named(_service(json.loads(line)) for line in lines)


def _film(row: Sequence[str]) -> Record:
    attributes = {
        label: _values(row[column], _separators(label)) for column, label in _FILM_COLUMNS.items()
    }
    return Record(_text(row[2]), attributes, _text(row[1]))


def _service(row: Mapping[str, object]) -> Record:
    attributes: dict[str, list[str]] = {}
    for field, label in _SERVICE_FIELDS.items():
        given = row[field]
        values = given if isinstance(given, list) else [given]
        if label in _PHONES:
            values = _SEPARATORS.split(str(given))
        texts = (_text(str(value)).removeprefix(f"{label}：") for value in values)
        attributes[label] = list(dict.fromkeys(text for text in texts if text not in MISSING))
    name = _text(str(row["matter_name"]))
    return Record(
        name, attributes, f"{name}由{row['DEPT_NAME']}办理，面向社会公众，请按要求准备材料。"
    )


def _separators(label: str) -> re.Pattern[str]:
    if label in _FILM_LISTS:
        return _SEPARATORS
    return _NAME_SEPARATORS if label == "外文名" else _RARE_SEPARATORS


def _values(raw: str, separators: re.Pattern[str]) -> list[str]:
    stripped = (part.strip(" :：.") for part in separators.split(_text(raw)))
    return list(dict.fromkeys(part for part in stripped if part not in MISSING))


def _text(raw: str) -> str:
    text = " ".join(_FOOTNOTE.sub("", _CONTROL.sub(" ", unescape(raw))).split())
    return text.strip(" ：:；;，、")


def _named(records: Iterator[Record]) -> list[Record]:
    found: dict[str, Record] = {}
    for record in records:
        attributes = {
            label: [value for value in values if value != record.name]
            for label, values in record.attributes.items()
        }
        given = {label: values for label, values in attributes.items() if values}
        if record.name and len(given) > 2 and record.name not in found:
            found[record.name] = Record(record.name, given, record.description)
    return list(found.values())


def thinned(record: Record, chance: Random, rate: float) -> Record:
    """The record without some of its attributes, each left out with a probability."""
    kept = {label: values for label, values in record.attributes.items() if chance.random() >= rate}
    return Record(record.name, kept or record.attributes, record.description)


def _sql_rows(sql: str, table: str) -> Iterator[list[str]]:
    field = r"NULL|'(?:[^'\\]|\\.|'')*'|-?\d+"
    for insert in re.finditer(rf"INSERT INTO `{table}` VALUES (.*?);\n", sql, re.DOTALL):
        for row in re.finditer(rf"\(((?:{field})(?:,(?:{field}))*)\)", insert[1]):
            yield [_unquoted(value) for value in re.findall(field, row[1])]


def _unquoted(value: str) -> str:
    if value == "NULL":
        return ""
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith("'") else value


RECORDS = {"films": films, "services": services}
