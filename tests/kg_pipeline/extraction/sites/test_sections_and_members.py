"""What templates make of sections' titles, and of what stands beside the facts of a page."""

from pathlib import Path

import pytest

from tests.kg_pipeline.extraction.sites.pages_of_site import (
    Company,
    facts,
    gold,
    html,
    rows,
    site,
)

_SEARCHES = "分光计 量杯 恒温箱 离心机 滴定管".split()


def _page(company: Company, body: str) -> str:
    return html(f"{company.name}_名录", f"<h1>{company.name}</h1>{body}")


def _passage(number: int, company: Company) -> str:
    return f"{company.name}在{company.city}，有{number}个新品，都在本地的两家门店里展出。"


def _section(title: str, inner: str) -> str:
    return f"<div class='mod'><div class='tit'><span>{title}</span></div><div class='con'>{inner}</div></div>"


def test_titles_of_sections_with_labels_do_not_hide_those_that_are_labels(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(f"<p>{product}</p>" for product in company.products)
        told = "".join(
            _section(title, f"<table><tr><th>{title}数</th><td>{5 + number % 2}</td></tr></table>")
            for title in ("展会", "讲座", "奖项", "活动", "课程")
        )
        basic = f"<table>{rows(company, without=['总部', '主要产品'])}</table>"
        plain = _section("总部", f"<p>{company.city}</p>") + _section("主要产品", products)
        return _page(company, f"{_section('概要', basic)}{plain}{told}")

    found = {fact for fact in facts(site(tmp_path, design)) if not fact[1].endswith("数")}
    assert found == gold()


@pytest.mark.parametrize("heading", ["更多信息", "其他", "其他资料"])
def test_a_group_of_further_facts_is_said_of_the_topic(tmp_path: Path, heading: str) -> None:
    def design(number: int, company: Company) -> str:
        return _page(
            company, f"<section><h2>{heading}</h2><table>{rows(company)}</table></section>"
        )

    assert facts(site(tmp_path, design)) == gold()


def test_hidden_words_amid_a_text_are_not_read(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        noise = f"<span style='color:#fff;display: none'>k{number}w&^</span>"
        lines = "".join(f"<b>{label}：</b>{value}{noise}<br>" for label, value in company.facts())
        return _page(company, f"<p>{lines}</p>")

    assert facts(site(tmp_path, design)) == gold()


def test_the_name_of_a_site_is_no_label_of_its_favourite_searches(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        words = [_SEARCHES[(number * 2 + n) % 5] for n in range(2)]
        searches = "".join(f"<a>{word}</a>" for word in words)
        logo = f"<div><div id='logo'><a href='/'><b>知仪网</b></a></div><div>{searches}</div></div>"
        return html(
            f"{company.name}_名录", f"{logo}<h1>{company.name}</h1><table>{rows(company)}</table>"
        )

    assert facts(site(tmp_path, design)) == gold()


@pytest.mark.parametrize("is_label", [False, True])
def test_a_column_of_names_states_the_heading_above_its_table(
    tmp_path: Path, is_label: bool
) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(
            f"<tr><td>{n}</td><td>{product}</td><td>{'原件' if n % 2 else '复印件'}</td></tr>"
            for n, product in enumerate(company.products, 1)
        )
        head = "<thead><tr><th>序号</th><th>名称</th><th>形式</th></tr></thead>"
        table = f"<h2>主要产品</h2><table>{head}<tbody>{products}</tbody></table>"
        without = ["主要产品", "创始人"] if is_label else ["主要产品"]
        told = {"创始人": company.founder, "简介": _passage(number, company)} if is_label else {}
        others = "".join(
            f"<section><h2>{one}</h2><p>{of}</p></section>" for one, of in told.items()
        )
        basic = f"<div>{rows(company, without)}</div>"
        return _page(company, f"{basic}<section>{table}</section>{others}")

    assert facts(site(tmp_path, design)) >= gold()
    assert not [fact for fact in facts(site(tmp_path, design)) if fact[1] == "名称"]


def test_the_heading_over_running_text_is_no_title_of_a_table(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "".join(
            f"<tr><td>{n}</td><td>{product}</td><td>{'原件' if n % 2 else '复印件'}</td></tr>"
            for n, product in enumerate(company.products, 1)
        )
        head = "<thead><tr><th>序号</th><th>名称</th><th>形式</th></tr></thead>"
        table = f"<h2>产品概述</h2><table>{head}<tbody>{products}</tbody></table>"
        basic = f"<div>{rows(company, without=['主要产品'])}</div>"
        return _page(company, f"{basic}<section>{table}</section>")

    found = facts(site(tmp_path, design))
    assert not [fact for fact in found if fact[1] == "产品概述"]
    assert {fact[2] for fact in found if fact[1] == "名称"} == {
        fact[2] for fact in gold() if fact[1] == "主要产品"
    }


@pytest.mark.parametrize("title", ["", "<h3>团队</h3>"])
def test_people_in_a_table_are_stated_by_their_posts(tmp_path: Path, title: str) -> None:
    def design(number: int, company: Company) -> str:
        people = [("创始人", company.founder)]
        people += [("顾问", f"{name}{company.name[:2]}") for name in "吴郑"[: 1 + number % 2]]
        members = "".join(
            f"<tr><td>{n}</td><td>{name}</td><td>{post}</td></tr>"
            for n, (post, name) in enumerate(people, 1)
        )
        head = "<thead><tr><th>序号</th><th>姓名</th><th>职务</th></tr></thead>"
        table = f"<section>{title}<table>{head}<tbody>{members}</tbody></table></section>"
        products = "".join(f"<p>{product}</p>" for product in company.products)
        listed = f"<section><h3>主要产品</h3>{products}</section>" if title else ""
        without = ["创始人", "主要产品"] if title else ["创始人"]
        return _page(company, f"<div>{rows(company, without)}</div>{listed}{table}")

    found = facts(site(tmp_path, design))
    assert {fact for fact in found if fact[1] != "顾问"} == gold()
    assert len([fact for fact in found if fact[1] == "顾问"]) == 18


def test_marked_lines_are_labels_whose_values_go_on_below(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        products = "<br>　　　　　".join(company.products)
        lines = (
            f"◎创始人　{company.founder}<br>◎主要产品　{products}<br>◎总部　{company.city}<br>"
            f"◎成立时间　{company.year}<br>◎简　　介<br>{_passage(number, company)}"
        )
        return _page(company, f"<div>{lines}</div>")

    assert facts(site(tmp_path, design)) == gold()


def test_headings_of_a_wiki_are_labels_of_the_lists_below_them(tmp_path: Path) -> None:
    edit = "<span class='ed'>[<a>编辑</a>]</span>"

    def design(number: int, company: Company) -> str:
        items = "".join(
            f"<li>{product if n else f'<a>{product}</a>'}</li>"
            for n, product in enumerate(company.products)
        )
        sections = {
            "概况": f"<p>{_passage(number, company)}</p>",
            "主要产品": f"<ul>{items}</ul>",
            "参考资料": f"<ul><li>地方志第{number}卷</li></ul>",
        }
        told = "".join(
            f"<h2><span>{title}</span>{edit}</h2>{inner}" for title, inner in sections.items()
        )
        return _page(company, f"<table>{rows(company, without=['主要产品'])}</table>{told}")

    assert facts(site(tmp_path, design)) == gold()


def test_the_number_in_a_heading_is_no_part_of_the_list_below(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        items = "".join(f"<li>{product}</li>" for product in company.products)
        listed = f"<section><h3>主要产品<i>{2 + number % 3}</i></h3><ul>{items}</ul></section>"
        text = f"<p>{_passage(number, company)}</p>"
        told = f"<section><h3>简介<i>{number % 4}</i></h3>{text}</section>"
        basic = f"<table>{rows(company, without=['主要产品'])}</table>"
        return _page(company, f"{basic}{listed}{told}")

    assert facts(site(tmp_path, design)) == gold()


def test_a_list_may_begin_with_the_same_value_on_all_pages(tmp_path: Path) -> None:
    def design(number: int, company: Company) -> str:
        values = "".join(f"<a>{value}</a>" for value in ("样品", *company.products))
        options = f"<div class='dt'>主要产品</div><div class='dd'>{values}</div>"
        basic = f"<table>{rows(company, without=['主要产品'])}</table>"
        return _page(company, f"{basic}<div class='opt'>{options}</div>")

    samples = {(name, "主要产品", "样品") for name, _, _ in gold()}
    assert facts(site(tmp_path, design)) == gold() | samples
