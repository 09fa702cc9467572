"""What templates read on kinds of sites that set labels in other ways, and what they leave alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kg_pipeline.extraction.sites.pages_of_site import (
    COMPANIES,
    Company,
    facts,
    gold,
    html,
    rows,
    site,
)

_ASKED = {
    "创始人": "谁创办的？",
    "总部": "总部在哪儿？",
    "成立时间": "哪年成立？",
    "主要产品": "做什么产品？",
}
_MEMBERS = "一叶舟 北门阿德 半盏茶 竹篱听雨 夜航船".split()
_RANKS = "新手 会员 版主".split()


def _page(company: Company, body: str) -> str:
    return html(f"{company.name}_名录", f"<h1>{company.name}</h1>{body}")


def test_a_question_is_the_label_of_its_answer(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        shown = "".join(
            f"<section><h2>{_ASKED[label]}</h2><div class='by'><span>{_MEMBERS[(number + n) % 5]}</span></div>"
            f"<div class='rich'>{value}</div><div><time>2021-0{1 + n}-1{number % 7}</time><i>赞同 {number}</i></div></section>"
            for n, (label, value) in enumerate(company.facts())
        )
        return _page(company, f"<main>{shown}</main>")

    asked = {(name, _ASKED[label], value) for name, label, value in gold()}
    assert facts(site(tmp_path, design)) == asked


@pytest.mark.parametrize("beside", ["rank", "count"])
def test_members_and_what_stands_beside_them_are_no_label_and_value(
    tmp_path: Path, beside: str
) -> None:
    def design(number: int, company: Company) -> str:
        shown = {"rank": "<em>{rank}</em>", "count": "<b>{count}</b>"}[beside]
        posts = "".join(
            f"<div class='post'><a class='u'>{_MEMBERS[(number * 3 + n) % 5]}</a>"
            + shown.format(rank=_RANKS[(number * n) % 3], count=number * 31 + n)
            + "</div>"
            for n in range(1 + number % 3)
        )
        return _page(company, f"<div>{rows(company)}</div>{posts}")

    assert facts(site(tmp_path, design)) == gold()


@pytest.mark.parametrize(
    "side",
    [
        "<dl class='admin'><dt>条目号</dt><dd>M{n}35</dd><dt>收录日期</dt><dd>2020-01-{n}</dd><dt>查阅</dt><dd>{n}7次</dd></dl>",
        "<div class='bar'><p><b>{n}21</b><span>办件量</span></p><p><b>{n}</b><span>到现场次数</span></p></div>",
        "<ul><li><span>主题</span><i>{n}8</i></li><li><span>积分</span><i>{n}09</i></li></ul>",
        "<section><h2>讨论</h2><ul><li><p>用户{n}</p></li><li><p>老{n}号</p></li></ul></section>",
        "<div><h3>谁来过</h3><p>{n}31人来过</p><p>{n}人想来</p><i>全部{n}</i></div>",
        "<div><h3>下载列表</h3><p>电信{n}下载</p><p>联通{n}下载</p></div>",
        "<p><span>用户评价</span><b>{n}.6</b></p><p><span>浏览</span><b>{n}09</b></p>",
        "<section><h2>贡献者</h2><ul><li><img/><span>用户{n}</span></li><li><img/><span>老{n}号</span></li></ul></section>",
    ],
)
def test_what_serves_the_site_is_not_said_of_the_topic(tmp_path: Path, side: str) -> None:
    def design(number: int, company: Company) -> str:
        aside = side.format(n=number + 10)
        return _page(company, f"{aside}<div>{rows(company)}</div>")

    assert facts(site(tmp_path, design)) == gold()


LABELS: dict[str, Callable[[str, str], str]] = {
    "a bar": lambda label, value: f"<p>▍{label}｜{value}</p>",
    "a dash": lambda label, value: f"<p>{label} — {value}</p>",
    "a mark beside the label": lambda label, value: (
        f"<div class='r'><span>{label}<i class='q'>?</i></span><b>{value}</b></div>"
    ),
    "an icon": lambda label, value: f"<li><i class='icon' title='{label}'></i><p>{value}</p></li>",
    "a cell's attribute": lambda label, value: f"<tr><td data-label='{label}'>{value}</td></tr>",
    "a folding button": lambda label, value: (
        f"<div><button class='accordion-button'>{label}</button><div>{value}</div></div>"
    ),
    "paragraphs in turn": lambda label, value: f"<p>{label}</p><p>{value}</p>",
}


@pytest.mark.parametrize("mark", LABELS)
def test_labels_are_found_however_they_are_set(tmp_path: Path, mark: str) -> None:
    def design(number: int, company: Company) -> str:
        lines = "".join(LABELS[mark](label, value) for label, value in company.facts())
        tag = "table" if "<tr>" in lines else "div"
        return _page(company, f"<{tag}>{lines}</{tag}>")

    assert facts(site(tmp_path, design)) == gold()


def test_a_label_in_two_languages_is_one_label(tmp_path: Path) -> None:
    names = dict(zip(_ASKED, ("Founder", "Seat", "Founded", "Products"), strict=True))

    def design(number: int, company: Company) -> str:
        lines = "".join(f"<h5>{a} {names[a]}</h5><p>{v}</p>" for a, v in company.facts())
        return _page(company, f"<div>{lines}</div>")

    both = {(name, f"{label} {names[label]}", value) for name, label, value in gold()}
    assert facts(site(tmp_path, design)) == both


def test_a_table_of_fields_is_read_by_name_and_content(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        lines = "".join(
            f"<tr><td>{n}</td><td>f_{n}</td><td>{label}</td><td>{value}</td></tr>"
            for n, (label, value) in enumerate(company.facts(), 1)
        )
        head = "<tr><th>序号</th><th>字段</th><th>名称</th><th>内容</th></tr>"
        return _page(company, f"<table>{head}{lines}</table>")

    assert facts(site(tmp_path, design)) == gold()


def test_a_table_that_lists_things_says_nothing_where_it_is_short(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        copies = "".join(
            f"<tr><td>{number}-{n}</td><td>总馆</td><td>可借</td></tr>"
            for n in range(1 + number % 3)
        )
        head = "<tr><th>条码</th><th>馆藏地</th><th>状态</th></tr>"
        return _page(company, f"<div>{rows(company)}</div><table>{head}{copies}</table>")

    assert facts(site(tmp_path, design)) == gold()


def test_a_slot_has_one_predicate_whatever_stands_above_it(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        shown = "".join(
            f"<tr><th>{'创立者' if label == '创始人' else label}</th><td>{value}</td></tr>"
            for label, value in company.facts()
        )
        summary = f"<section><h3>提要</h3><p>简介{number}</p></section>"
        first, last = (summary, "") if number % 2 else ("", summary)
        return _page(company, f"<article>{first}<table>{shown}</table>{last}</article>")

    seeds = [(one.name, "创始人", one.founder) for one in COMPANIES[::4]]
    assert facts(site(tmp_path, design), seeds) == gold()


def test_an_amount_among_the_counters_of_a_page_is_said_of_the_topic(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        strip = {"面积": f"{number + 3}20亩", "浏览": f"{number}07", "收藏": str(number * 3)}
        shown = "".join(
            f"<div class='i'><div class='num'>{value}</div><div class='txt'>{label}</div></div>"
            for label, value in strip.items()
        )
        return _page(company, f"<div class='strip'>{shown}</div><div>{rows(company)}</div>")

    areas = {(one.name, "面积", f"{number + 3}20亩") for number, one in enumerate(COMPANIES)}
    assert facts(site(tmp_path, design)) == gold() | areas


def test_how_many_works_somebody_has_is_no_part_of_the_name(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        items = "".join(
            f"<li><a>{product}</a>{f'<small>{number + n} 部作品</small>' if n else ''}</li>"
            for n, product in enumerate(company.products)
        )
        listed = f"<div class='row'><span class='k'>主要产品</span><ul class='v'>{items}</ul></div>"
        return _page(company, f"<div>{rows(company, without=['主要产品'])}{listed}</div>")

    assert facts(site(tmp_path, design)) == gold()


def test_labels_may_follow_those_that_stand_below_their_values(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        strip = {"成立时间": company.year, "总部": company.city, "创始人": company.founder}
        above = "".join(
            f"<dl class='i'><dd>{value}</dd><dt>{label}</dt></dl>" for label, value in strip.items()
        )
        chips = {"主要产品": company.products}
        if number % 3:
            chips["分店"] = tuple(f"{one}店" for one in company.products)
        beside = "".join(
            f"<div class='t'><span>{label}</span>{''.join(f'<a>{one}</a>' for one in values)}</div>"
            for label, values in chips.items()
        )
        return _page(company, f"<div class='s'>{above}</div><section>{beside}</section>")

    shops = {
        (company.name, "分店", f"{one}店")
        for number, company in enumerate(COMPANIES)
        if number % 3
        for one in company.products
    }
    assert facts(site(tmp_path, design)) == gold() | shops
