"""Layouts in which sites show lists of values, and what they set around labels and values."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.kg_pipeline.extraction.sites.pages_of_site import COMPANIES, Company, facts, html, site

Item = tuple[str, Sequence[str]]
Layout = Callable[[Sequence[Item]], str]


def items(company: Company) -> list[Item]:
    return [
        ("创始人", [company.founder]),
        ("总部", [company.city]),
        ("成立时间", [company.year]),
        ("主要产品", company.products),
    ]


def gold() -> set[tuple[str, str, str]]:
    return {
        (one.name, label, value)
        for one in COMPANIES
        for label, values in items(one)
        for value in values
    }


def each(values: Sequence[str], pattern: str) -> str:
    return "".join(pattern.format(n=n, value=value) for n, value in enumerate(values, 1))


def lines(shown: Sequence[Item], line: Callable[[str, Sequence[str]], str]) -> str:
    return "".join(line(label, values) for label, values in shown)


def _table_and_counted_table(shown: Sequence[Item]) -> str:
    facts_ = lines(shown[:3], lambda a, v: f"<tr><th>{a}</th><td>{v[0]}</td></tr>")
    label, values = shown[3]
    rows = each(values, "<tr><td>{n}</td><td>{value}</td></tr>")
    return (
        f"<h3>基本信息</h3><table>{facts_}</table><h3>{label}</h3>"
        f"<table><tr><th>序号</th><th>名称</th></tr>{rows}</table>"
    )


def _spanned(shown: Sequence[Item]) -> str:
    return "<table>{}</table>".format(
        lines(
            shown,
            lambda a, v: (
                f"<tr><td rowspan='{len(v)}'>{a}</td><td>{v[0]}</td></tr>"
                + each(v[1:], "<tr><td>{value}</td></tr>")
            ),
        )
    )


def _marked_cells(shown: Sequence[Item]) -> str:
    heads = lines(shown, lambda a, v: f"<td class='h'>{a}</td>")
    cells = lines(shown, lambda a, v: f"<td><ul>{each(v, '<li>{value}</li>')}</ul></td>")
    return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"


LAYOUTS: dict[str, Layout] = {
    "a counted table below a heading": _table_and_counted_table,
    "rows that several values share": _spanned,
    "a row of marked cells over one row of values": _marked_cells,
    "a list behind a bold paragraph": lambda shown: lines(
        shown,
        lambda a, v: (
            f"<p><strong>{a}</strong>：</p><ul>{each(v, '<li>{value}</li>')}</ul>"
            if len(v) > 1
            else f"<p><strong>{a}</strong>：{v[0]}</p>"
        ),
    ),
    "counted labels": lambda shown: "".join(
        f"<h4>{figure}、{a}</h4><p>{'<br>'.join(v)}</p>"
        for figure, (a, v) in zip("一二三四", shown, strict=True)
    ),
    "a count behind labels": lambda shown: lines(
        shown, lambda a, v: f"<dl><dt>{a}（{len(v)}）</dt>{each(v, '<dd>{value}</dd>')}</dl>"
    ),
    "counted values": lambda shown: lines(
        shown,
        lambda a, v: (
            f"<div><b>{a}</b><ol>{each(v, '<li><i>{n:02d}</i><em>{value}</em></li>')}</ol></div>"
        ),
    ),
    "a link beside labels and values": lambda shown: lines(
        shown,
        lambda a, v: (
            f"<section><h3>{a}<a href='#'>更多</a></h3><p>{'、'.join(v)}<a href='#'>展开全部</a></p>"
            "</section>"
        ),
    ),
    "marks and padded labels in lines of one paragraph": lambda shown: "<p>{}</p>".format(
        "<br>".join(
            f"◎{a[0]}　　{a[1:]}　" + "<br>　　　　".join(v)
            if len(a) == 2
            else f"◎{a}　{'<br>　'.join(v)}"
            for a, v in shown
        )
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_of_a_list_is_stated(tmp_path: Path, layout: str) -> None:
    def design(number: int, company: Company) -> str:
        shown = LAYOUTS[layout](items(company))
        return html(company.name, f"<h1>{company.name}</h1><div class='main'>{shown}</div>")

    assert facts(site(tmp_path, design)) == gold()


@pytest.mark.parametrize("title", ["{}怎么样_名录", "{}的登记资料", "关于{}（手机版）"])
def test_what_titles_add_to_a_name_is_taken_off(tmp_path: Path, title: str) -> None:
    def design(number: int, company: Company) -> str:
        rows = lines(items(company), lambda a, v: f"<p><b>{a}：</b>{'、'.join(v)}</p>")
        return html(title.format(company.name), f"<p>您好：<i>{company.name}</i></p>{rows}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_line_of_the_site_states_nothing(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        rows = lines(items(company), lambda a, v: f"<p><b>{a}：</b>{'、'.join(v)}</p>")
        line = f"<div class='sub'>来源：编辑部 日期：2023-0{1 + number % 9}-11 点击：{number}</div>"
        return html(company.name, f"<h1>{company.name}</h1>{line}<div>{rows}</div>")

    assert facts(site(tmp_path, design)) == gold()


def test_cards_that_stand_alone_below_a_heading_are_its_values(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        cards = each(company.products, "<li><a><i>{n}</i><p class='card'>{value}</p></a></li>")
        head = f"<div><h2>主要产品</h2><small>{len(company.products)}</small></div>"
        rows = lines(items(company)[:3], lambda a, v: f"<p><b>{a}：</b>{v[0]}</p>")
        body = f"<section>{rows}</section><section>{head}<ul>{cards}</ul></section>"
        return html(company.name, f"<h1>{company.name}</h1>{body}")

    assert facts(site(tmp_path, design)) == gold()


def test_cards_of_several_texts_below_a_heading_state_nothing(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        rows = lines(items(company), lambda a, v: f"<p><b>{a}：</b>{'、'.join(v)}</p>")
        said = "".join(
            f"<li><span class='nick'>访客{number}{n}</span><p class='said'>第{number + n}次来</p></li>"
            for n in range(3)
        )
        body = f"<section>{rows}</section><section><h2>来过的人说</h2><ul>{said}</ul></section>"
        return html(company.name, f"<h1>{company.name}</h1>{body}")

    assert facts(site(tmp_path, design)) == gold()
