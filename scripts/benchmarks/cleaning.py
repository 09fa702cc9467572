"""Cleaning measured on what was planted: precision and recall of every filter.

    python scripts/benchmarks/cleaning.py --data PATH --laws PATH [--seed 1] [--only PART]
    python scripts/benchmarks/cleaning.py --advertisements FILE [--show]

FILE holds JSON lines with ``text`` and ``is_advertisement``: precision and recall on them, with
Wilson's 95 % intervals, and nothing else.

PATH holds duie2/ and gov_services/; --laws is a folder of laws as Markdown. Into real text are
planted, from a seeded generator: copies of documents, paragraphs and sentences (exact, some
characters edited, parts reordered, cut at the end), advertising lines, personal data with as many
look-alikes, and lines that the pages of a site share. All goes through the stage as a run does it.

Natural near-duplicates are taken out first (Jaccard similarity of at least 0.5 to another one,
computed over all pairs without MinHash), since no one knows what would be right there; likewise texts in which the filters find advertisements or personal data before anything is planted.
How many that were is said, and --show prints them: they must be looked at.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from cleaning_counts import Counts, cleaned
from cleaning_planting import (
    LATER_ADVERTISEMENTS,
    advertisement,
    clauses,
    document,
    edited,
    identity_number,
    landline_number,
    look_alike,
    mail_address,
    mobile_number,
    reordered,
    truncated,
)
from cleaning_texts import read_laws, read_texts, unlike, unlike_documents
from intervals import share_with_interval

from kg_pipeline.records import Document

NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "identity number": identity_number,
    "mobile number": mobile_number,
    "landline number": landline_number,
    "e-mail address": mail_address,
}
WAYS = ("exact", "edited", "reordered", "truncated")


def changed(way: str, parts: Sequence[str], joint: str, chance: random.Random) -> str:
    """A copy of a text, given in parts, that was changed in one of the ways."""
    text = joint.join(parts)
    if way == "edited":
        return edited(text, 0.01 if joint else 0.02, chance)
    if way == "reordered":
        return joint.join(reordered(parts, 0.05, chance))
    return truncated(text, 0.05, 0.15, chance) if way == "truncated" else text


def document_copies(laws: Sequence[Document], chance: random.Random) -> dict[str, Counts]:
    """Copies of whole laws under the same title, and under a title that has nothing of it."""
    counts = {f"documents, {way}": Counts() for way in WAYS}
    planted: dict[str, tuple[str, str]] = {}
    laws = unlike_documents(laws)
    world = list(laws)
    for number, law in enumerate(chance.sample(laws, 400)):
        way = WAYS[number % len(WAYS)]
        text = changed(way, law.text.split("\n"), "\n", chance)
        title = law.title if number % 8 < 4 else f"今日要闻第{number}期"
        copy = document(f"copies/{number}.txt", title, [one for one in text.split("\n") if one])
        world.append(copy)
        planted[copy.uri] = (law.uri, way)
    chance.shuffle(world)
    found = cleaned(world, [{"kind": "exact_copies", "keep": "all"}, {"kind": "families"}])
    members: dict[str, list[str]] = {}
    for uri, family in found.families.items():
        if family:
            members.setdefault(family, []).append(uri)
    for uri, (original, way) in planted.items():
        family = found.families[uri]
        same = bool(family) and family == found.families[original]
        counts[f"documents, {way}"].add(True, same, uri)
    originals = {original for original, _ in planted.values()}
    for uris in members.values():
        for uri in uris:
            if uri not in planted and uri not in originals:
                counts["documents, exact"].add(False, True, " ".join(uris)[-140:])
    return counts


def passage_copies(texts: Sequence[str], level: str, chance: random.Random) -> dict[str, Counts]:
    """Copies of paragraphs or sentences, each in a document of its own."""
    base = unlike(texts, 3)
    counts = {f"{level}s, {way}": Counts() for way in WAYS}
    long_enough = [place for place, text in enumerate(base) if 30 <= len(text) <= 400]
    planted: dict[str, str] = {}
    world = [document(f"a/{place:06d}.txt", "", [text]) for place, text in enumerate(base)]
    for number, place in enumerate(chance.sample(long_enough, 800)):
        way = WAYS[number % len(WAYS)]
        parts = clauses(base[place])
        if way == "reordered" and len(parts) < 3:
            way = "edited"
        copy = document(f"b/{number:06d}.txt", "", [changed(way, parts, "", chance)])
        planted[copy.uri] = way
        world.append(copy)
    chance.shuffle(world)
    setting = {"kind": "repeated_passages", "level": level, "similarity": 0.6}
    taken = {row["source"] for row in cleaned(world, [setting]).taken}
    for one in world:
        way = planted.get(one.uri, "exact")
        counts[f"{level}s, {way}"].add(one.uri in planted, one.uri in taken, one.text)
    return counts


def advertising(texts: dict[str, list[str]], chance: random.Random) -> dict[str, Counts]:
    """Advertising lines between the paragraphs of real texts, or behind their sentences."""
    counts = {}
    for name, found_texts in texts.items():
        world, lines = [], set()
        for number, text in enumerate(found_texts):
            paragraphs = text.split("\n")
            if number % 2:
                line = advertisement(chance)
                lines.add(line)
                paragraphs.insert(chance.randrange(len(paragraphs) + 1), line)
            world.append(document(f"{name}/{number}.txt", "", [one for one in paragraphs if one]))
        planted = Counter(line for one in world for line in one.text.split("\n") if line in lines)
        taken = Counter(row["sample"] for row in cleaned(world, [{"kind": "advertisements"}]).taken)
        counts[f"advertisements in {name}"] = result = Counts()
        for line, number in (planted | taken).items():
            whole = next((one for one in lines if one.startswith(line)), line)
            for _ in range(number):
                result.add(whole in lines, taken[line] > 0, line)
    return counts


def later_advertisements() -> dict[str, Counts]:
    """Advertising lines of other wordings; they have been looked at since they were written."""
    world = [document(f"{place}", "", [line]) for place, line in enumerate(LATER_ADVERTISEMENTS)]
    taken = {row["source"] for row in cleaned(world, [{"kind": "advertisements"}]).taken}
    result = Counts()
    for one in world:
        result.add(True, one.uri in taken, one.text)
    return {"advertisements written later (development)": result}


def judged_advertisements(path: Path, show: bool) -> None:
    """Print precision and recall on lines that someone judged."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").split("\n") if row.strip()]
    world = [document(f"{place}", "", [row["text"].strip()]) for place, row in enumerate(rows)]
    reasons = {
        row["source"]: row["reason"] for row in cleaned(world, [{"kind": "advertisements"}]).taken
    }
    is_taken = [str(place) in reasons for place in range(len(rows))]
    judged = [
        (bool(row["is_advertisement"]), taken) for row, taken in zip(rows, is_taken, strict=True)
    ]
    print(f"precision {share_with_interval([truth for truth, taken in judged if taken])}")
    print(f"recall {share_with_interval([taken for truth, taken in judged if truth])}")
    for place, (truth, taken) in enumerate(judged):
        if show and truth != taken:
            kind = "missed" if truth else f"wrong ({reasons[str(place)]})"
            print(f"    {kind}: {rows[place]['text']}")


def personal(texts: Sequence[str], chance: random.Random) -> dict[str, Counts]:
    """Numbers and as many look-alikes at any place of a sentence where a mark stands."""
    counts = {kind: Counts() for kind in NUMBERS}
    world, spans, decoys = [], {}, {}
    for number, text in enumerate(texts):
        places = [place + 1 for place, one in enumerate(text) if one in "，。：；、"] or [len(text)]
        place = chance.choice(places)
        kind = chance.choice(list(NUMBERS)) if number % 2 else ""
        inserted = NUMBERS[kind](chance) if kind else look_alike(chance)
        lead = chance.choice(("", "联系方式：", "（", "号码", "为"))
        whole = f"{text[:place]}{lead}{inserted}{chance.choice(('。', '，', '）', ''))}"
        if place < len(text) and not text[place].isascii():
            whole += text[place:]
        uri = f"{number}.txt"
        world.append(document(uri, "", [whole]))
        start = place + len(lead)
        if kind:
            spans[uri] = (start, start + len(inserted), kind)
        else:
            decoys[uri] = inserted
    rows = cleaned(world, [{"kind": "personal_data"}]).taken
    taken = {(row["source"], row["start"], row["end"], row["reason"]) for row in rows}
    wanted = {(uri, *span) for uri, span in spans.items()}
    by_uri = {one.uri: one.text for one in world}
    for uri, start, end, kind in sorted(taken | wanted):
        one = (uri, start, end, kind)
        counts[kind].add(one in wanted, one in taken, f"{by_uri[uri][start:end]} {decoys.get(uri)}")
    return counts


def site_lines(texts: Sequence[str], chance: random.Random) -> dict[str, Counts]:
    """Lines that most pages of a site share, between paragraphs that are its own."""
    shared = {
        site: [
            f"{site}版权所有，未经许可不得转载",
            f"责任编辑：{site}编辑部",
            f"欢迎访问{site}首页",
        ]
        for site in ("甲网", "乙网", "丙网", "丁网")
    }
    world = []
    for number, place in enumerate(range(0, len(texts) - 4, 4)):
        site = list(shared)[number % len(shared)]
        lines = list(dict.fromkeys(texts[place : place + 4]))
        for line in shared[site]:
            if chance.random() < 0.7:
                lines.insert(chance.randrange(len(lines) + 1), line)
        world.append(document(f"http://{site}/{number}.html", "", lines, "text/html"))
    rows = cleaned(world, [{"kind": "boilerplate_lines"}]).taken
    taken = {(row["source"], row["start"], row["end"]) for row in rows}
    known = {line for lines in shared.values() for line in lines}
    result = Counts()
    for one in world:
        for block in one.blocks:
            line = one.text[block.start : block.end]
            result.add(line in known, (one.uri, block.start, block.end) in taken, line)
    return {"boilerplate lines": result}


def without_natural(texts: Sequence[str], kind: str, show: bool) -> list[str]:
    """Texts in which a filter finds nothing before anything is planted."""
    world = [document(f"{number}", "", text.split("\n")) for number, text in enumerate(texts)]
    rows = cleaned(world, [{"kind": kind}]).taken
    hit = {int(row["source"]) for row in rows}
    print(f"{kind}: {len(rows)} natural finds in {len(texts)} texts")
    for row in rows if show else []:
        text = texts[int(row["source"])]
        print(f"   {row['reason']}: …{text[max(0, row['start'] - 15) : row['end'] + 10]!r}")
    return [text for number, text in enumerate(texts) if number not in hit]


def parts_of(
    data: Path, folder: Path, seed: int, show: bool
) -> dict[str, Callable[[], dict[str, Counts]]]:
    """The parts of the table by name; each has its own generator, so that none depends on another."""
    laws = read_laws(folder)
    sentences, items = read_texts(data)
    paragraphs = [line for law in laws for line in law.text.split("\n") if 20 <= len(line) <= 400]

    def chance(part: str) -> random.Random:
        return random.Random(f"{seed} {part}")

    def passages(texts: Sequence[str], level: str) -> dict[str, Counts]:
        return passage_copies(chance(level).sample(texts, 8000), level, chance(level))

    def advertisements() -> dict[str, Counts]:
        some = chance("laws").sample(laws, 1000)
        worlds = {"laws": [one.text for one in some], "DuIE sentences": sentences}
        texts = {
            name: without_natural(found, "advertisements", show)
            for name, found in {**worlds, "service items": items}.items()
        }
        return advertising(texts, chance("advertisements")) | later_advertisements()

    def numbers() -> dict[str, Counts]:
        some = chance("numbers")
        texts = [*some.sample(paragraphs, 4000), *some.sample(sentences, 4000), *items]
        return personal(without_natural(texts, "personal_data", show), some)

    return {
        "documents": lambda: document_copies(laws, chance("documents")),
        "paragraphs": lambda: passages(paragraphs, "paragraph"),
        "sentences": lambda: passages(sentences, "sentence"),
        "advertisements": advertisements,
        "personal": numbers,
        "lines": lambda: site_lines(chance("lines").sample(sentences, 4000), chance("lines")),
    }


def main() -> None:
    """Plant, clean, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--advertisements", type=Path, help="judged lines; measures these alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a part: documents, paragraphs, sentences, …")
    parser.add_argument("--show", action="store_true", help="print natural finds and mistakes")
    arguments = parser.parse_args()
    if arguments.advertisements:
        judged_advertisements(arguments.advertisements, arguments.show)
        return
    if not (arguments.data and arguments.laws):
        parser.error("--data and --laws are needed, or --advertisements alone")
    parts = parts_of(arguments.data, arguments.laws, arguments.seed, arguments.show)
    chosen = [arguments.only] if arguments.only else list(parts)
    tables = [parts[name]() for name in chosen]
    print("\n| planted | number | wrongly taken | precision | recall |\n|---|---|---|---|---|")
    for table in tables:
        for name, counts in table.items():
            print(counts.line(name))
            for example in counts.examples[:10] if arguments.show else []:
                print("    ", example)


if __name__ == "__main__":
    main()
