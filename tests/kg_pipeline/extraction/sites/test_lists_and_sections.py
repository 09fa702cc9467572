"""What templates make of lists and sections: those of the topic, and those that tell nothing of it."""

from pathlib import Path
from random import Random

import pytest

from kg_pipeline.extraction.sites.values import is_missing
from tests.kg_pipeline.extraction.sites.pages_of_site import (
    COMPANIES,
    NAMES,
    Company,
    facts,
    gold,
    html,
    rows,
    site,
)

_SOURCES = "年鉴 地方志目录 工商公报 档案选编".split()
_PRAISE = (
    "这家单位做事踏实，产品经久耐用，值得信赖。",
    "服务周到，交货也快，下一次还会再来光顾。",
)


def _page(company: Company, body: str) -> str:
    return html(f"{company.name}_名录", f"<h1>{company.name}</h1>{body}")


def test_the_folded_rest_of_a_list_belongs_to_it(tmp_path: Path) -> None:
    makers = {
        one.name: [f"{name}厂" for name in Random(n).sample(NAMES, 2 + n % 4)]
        for n, one in enumerate(COMPANIES)
    }

    def design(number: int, company: Company) -> str:
        links = [f"<a>{name}</a>" for name in makers[company.name]]
        rest = f"<span class='fold'> / {' / '.join(links[3:])}</span>" if links[3:] else ""
        shown = f"<span class='v'>{' / '.join(links[:3])}{rest}</span>"
        body = rows(company) + f"<div class='row'><span class='k'>供货方</span>{shown}</div>"
        return _page(company, f"<div>{body}</div>")

    listed = {(name, "供货方", maker) for name, own in makers.items() for maker in own}
    assert facts(site(tmp_path, design)) == gold() | listed


def test_references_in_any_order_are_no_labels(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        chance = Random(number)
        listed = "".join(
            f"<li><b>{source}</b><i>[引用日期2021-0{chance.randrange(1, 9)}-1{n}]</i></li>"
            for n, source in enumerate(chance.sample(_SOURCES, 3))
        )
        return _page(company, f"<div>{rows(company)}</div><ul>{listed}</ul>")

    assert facts(site(tmp_path, design)) == gold()


def test_a_heading_over_headings_is_no_label(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        section = (
            f"<h2>人事</h2><p>{NAMES[-number]}先生</p><h3>名册</h3><p>共{number + 3}人在册</p>"
        )
        return _page(company, f"<div>{rows(company)}</div><section>{section}</section>")

    assert not any(label == "人事" for _, label, _ in facts(site(tmp_path, design)))


def test_prose_that_the_site_repeats_states_nothing(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        notice = f"前往{company.name}以前请先打电话询问，以免白跑一趟。"
        praise = "".join(f"<p>{text}</p>" for text in _PRAISE[: 1 + number % 2])
        shown = f"<div><h3>注意</h3><p>{notice}</p></div><div><h3>口碑</h3>{praise}</div>"
        return _page(company, f"<div>{rows(company)}</div>{shown}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_counted_table_lists_things_of_the_topic(tmp_path: Path) -> None:
    parts = {one.name: NAMES[n % 5 : n % 5 + 1 + n % 3] for n, one in enumerate(COMPANIES)}

    def design(number: int, company: Company) -> str:
        lines = "".join(
            f"<tr><td>{n}</td><td>{name}分厂</td><td>{'自营' if n % 2 else '联营'}</td></tr>"
            for n, name in enumerate(parts[company.name], 1)
        )
        head = "<thead><tr><th>序号</th><th>分厂</th><th>备注</th></tr></thead>"
        return _page(
            company, f"<div>{rows(company)}</div><table>{head}<tbody>{lines}</tbody></table>"
        )

    listed = {(name, "分厂", f"{part}分厂") for name, own in parts.items() for part in own}
    assert facts(site(tmp_path, design)) == gold() | listed


def test_a_strip_that_repeats_a_known_slot_adds_no_predicate(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        strip = f"<ul><li><b>掌舵人</b><i>{company.founder}</i></li></ul>"
        return _page(company, f"<div>{rows(company)}</div>{strip}")

    seeds = [(one.name, "创始人", one.founder) for one in COMPANIES[::3]]
    assert facts(site(tmp_path, design), seeds) == gold()


@pytest.mark.parametrize("text", ["暂无相关信息", "暂无数据。", "无", "—"])
def test_what_says_that_there_is_nothing_is_no_value(text: str) -> None:
    assert is_missing(text)


def test_a_value_may_begin_as_a_missing_one_does() -> None:
    assert not is_missing("暂无固定地址，流动办公")


@pytest.mark.parametrize("label", ["主要产品", "标签"])
@pytest.mark.parametrize("place", ["<div class='g'>{}</div>", "<footer class='end'>{}</footer>"])
def test_a_text_before_links_in_one_element_names_their_list(
    tmp_path: Path, place: str, label: str
) -> None:
    def design(number: int, company: Company) -> str:
        links = "".join(f"<a href='/{one}'>{one}</a>" for one in company.products)
        listed = place.format(f"<div><span class='x'>{label}</span>{links}</div>")
        basic = f"<div>{rows(company, without=['主要产品'])}</div>"
        return html(company.name, f"<article><h1>{company.name}</h1>{basic}{listed}</article>")

    expected = {(name, label if p == "主要产品" else p, value) for name, p, value in gold()}
    assert facts(site(tmp_path, design)) == expected


def test_buttons_behind_a_text_are_no_list_of_it(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        buttons = "".join(f"<a>{one}</a>" for one in ("回复", f"支持 {number}", "举报", "反对"))
        beside = f"<div><span class='x'>人间有味</span>{buttons}</div>"
        return html(company.name, f"<h1>{company.name}</h1><div>{rows(company)}</div>{beside}")

    assert facts(site(tmp_path, design)) == gold()


@pytest.mark.parametrize("words", ["热门搜索", "分享到", "猜你喜欢"])
def test_what_stands_before_links_of_the_site_names_no_list(tmp_path: Path, words: str) -> None:
    def design(number: int, company: Company) -> str:
        links = "".join(f"<a>词{number * 2 + n}</a>" for n in range(3))
        beside = f"<div><span class='x'>{words}</span>{links}</div>"
        return html(company.name, f"<h1>{company.name}</h1><div>{rows(company)}</div>{beside}")

    assert facts(site(tmp_path, design)) == gold()


def test_ordinals_of_headings_and_editors_markup_hide_no_label(tmp_path: Path) -> None:
    """Labels and values wrapped four elements deep; below, headings whose ordinals stand apart."""

    def cell(text: str) -> str:
        return f"<td><p><span style='font-size:16px'>{text}</span></p></td>"

    def design(number: int, company: Company) -> str:
        fields = {"创始人": company.founder, "成立时间": company.year}
        table = "".join(
            f"<tr>{cell(f'<strong>{label}</strong>')}{cell(value)}</tr>"
            for label, value in fields.items()
        )
        products = "".join(f"<p>{product}</p>" for product in company.products)
        told = {"主要产品": products, "总部": f"<p>{company.city}</p>"}
        sections = "".join(
            f"<h3><em>0{n}</em><span>{label}</span></h3>{inner}"
            for n, (label, inner) in enumerate(told.items(), 1)
        )
        body = f"<div class='con'><table><tbody>{table}</tbody></table>{sections}</div>"
        return html(company.name, f"<h1>{company.name}</h1>{body}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_list_below_its_heading_may_be_followed_by_other_texts(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(f"<p>{product}</p>" for product in company.products)
        basic = rows(company, without=["主要产品"])
        code = f"<pre><code>curl -H 'Key: {number}' https://a.example/{number}</code></pre>"
        body = f"<div><h3>主要产品</h3>{products}<div>{basic}</div>{code}</div>"
        return html(company.name, f"<h1>{company.name}</h1>{body}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_headed_table_whose_first_column_names_fields_is_read_by_rows(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        fields = {"成立时间": company.year}
        if number % 3:
            fields["总部"] = company.city
        body = "".join(
            f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in fields.items()
        )
        head = "<thead><tr><th>事项</th><th>说法</th></tr></thead>"
        table = f"<table>{head}<tbody>{body}</tbody></table>"
        basic = f"<div>{rows(company, without=list(fields))}</div>"
        return html(company.name, f"<h1>{company.name}</h1>{basic}{table}")

    assert facts(site(tmp_path, design)) == gold()
