"""Main text of web pages against trafilatura called directly, by the rule of its own evaluation.

    python scripts/benchmarks/web_text.py --data PATH [--workers 2] [--show-errors]

PATH holds web_trafilatura/: saved pages, and for each some strings that its main text must contain
("with") and some that it must not ("without"). A string is found where it stands in the text after
white space is folded; counts are added up over all pages (precision, recall, F1). Of our documents
all text counts, tables too; once with the title (their first block) and once without, since
trafilatura gives the title back with the text where it takes it for text.

No page may be lost: each gives a document, or is set aside with its reason. That is counted over
all saved pages, annotated or not, and over the Chinese ones of web_zh/, which have no annotations.
Half of the annotated pages, by a hash of their address, are for development: --show-errors prints
where ours differs there alone.
"""

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from saved_pages import half_of, opened

from kg_pipeline.records import Document
from kg_pipeline.sources.assembly import RawFile
from kg_pipeline.sources.cleaning import clean_text
from kg_pipeline.sources.webpages import read_webpage

ARCHIVES = (
    ("web_trafilatura", "trafilatura_eval.tar.zst", "evaldata.json"),
    ("web_zh", "gne_pages.tar.zst", "tests"),
)
_SOME_TEXT = 20  # characters


@dataclass(frozen=True, slots=True)
class Annotated:
    """A saved page and the strings that its text must and must not contain."""

    url: str
    path: Path
    wanted: Sequence[str]
    unwanted: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of a page; ``reason``: why there is no text."""

    missed: Sequence[str]
    false: Sequence[str]
    seconds: float
    n_characters: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One page in both readings."""

    page: Annotated
    ours: Reading
    titled: Reading
    theirs: Reading


def folded(text: str) -> str:
    """White space folded, as in trafilatura's evaluation."""
    return " ".join(text.split())


def our_text(data: bytes, name: str) -> tuple[str, str, str]:
    """Text below the title, the title, and the reason where there is no document."""
    raw = RawFile(name, "", hashlib.sha256(data).hexdigest(), data)
    reasons = []
    for record in read_webpage(raw, clean_text):
        if isinstance(record, Document):
            blocks = [block for block in record.blocks if block.kind != "title"]
            text = "\n".join(record.text[block.start : block.end] for block in blocks)
            return text, record.title, ""
        reasons.append(record.reason)
    return "", "", "; ".join(reasons) or "no record"


def their_text(data: bytes) -> str:
    """What trafilatura extracts, called as its own evaluation calls it."""
    import trafilatura

    text = trafilatura.extract(
        data, include_comments=False, include_tables=True, include_formatting=False
    )
    return text or ""


def judged(page: Annotated, text: str, seconds: float, reason: str = "") -> Reading:
    """A text against the strings of its page."""
    text = folded(text)
    missed = [string for string in page.wanted if folded(string) not in text]
    false = [string for string in page.unwanted if folded(string) in text]
    return Reading(missed, false, seconds, len(text), reason)


def compare(page: Annotated) -> Compared:
    """Both readings of one page."""
    data = page.path.read_bytes()
    begin = time.perf_counter()
    text, title, reason = our_text(data, page.path.name)
    between = time.perf_counter()
    theirs = their_text(data)
    ours_seconds, their_seconds = between - begin, time.perf_counter() - between
    return Compared(
        page,
        judged(page, text, ours_seconds, reason),
        judged(page, f"{title}\n{text}", ours_seconds, reason),
        judged(page, theirs, their_seconds),
    )


def annotated_pages(folder: Path) -> list[Annotated]:
    """The pages of the set in the order of its list; a page lies in ``cache`` or in ``eval``."""
    pages = []
    entries = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for url, entry in entries.items():
        places = [folder / part / entry["file"] for part in ("cache", "eval")]
        path = next(place for place in places if place.is_file())
        pages.append(Annotated(url, path, entry["with"], entry["without"]))
    return pages


def row(name: str, part: str, readings: Sequence[Reading], n_wanted: int) -> str:
    """One line of the table: micro-averaged over the pages."""
    right = n_wanted - sum(len(reading.missed) for reading in readings)
    false = sum(len(reading.false) for reading in readings)
    precision, recall = right / max(1, right + false), right / max(1, n_wanted)
    f1 = 2 * right / max(1, right + false + n_wanted)
    seconds = sum(reading.seconds for reading in readings)
    empty = sum(not reading.n_characters for reading in readings)
    figures = f"{precision:.4f} | {recall:.4f} | {f1:.4f} | {empty} | {len(readings) / seconds:.1f}"
    return f"| {name} | {part} | {len(readings)} | {figures} |"


def report(compared: Sequence[Compared]) -> Iterable[str]:
    """The table in Markdown."""
    yield "| text by | part | pages | precision | recall | F1 | without text | pages/s, 1 process |"
    yield "|---|---|---|---|---|---|---|---|"
    parts: dict[str, list[Compared]] = {"all": list(compared)}
    for one in compared:
        parts.setdefault(half_of(one.page.url), []).append(one)
    for part in ("all", "development", "test"):
        chosen = parts.get(part, [])
        n_wanted = sum(len(one.page.wanted) for one in chosen)
        if chosen:
            yield row("this project", part, [one.ours for one in chosen], n_wanted)
            yield row("this project, title too", part, [one.titled for one in chosen], n_wanted)
            yield row("trafilatura", part, [one.theirs for one in chosen], n_wanted)


def lost_pages(name: str, compared: Sequence[Compared]) -> str:
    """How many pages give no document, with reasons, and which have text for trafilatura alone."""
    reasons = Counter(one.ours.reason for one in compared if one.ours.reason)
    lost = [
        one.page.path.name
        for one in compared
        if one.theirs.n_characters >= _SOME_TEXT > one.ours.n_characters
    ]
    return (
        f"{name}: {len(compared)} pages, {sum(reasons.values())} without a document {dict(reasons)}, "
        f"{len(lost)} with text for trafilatura alone {lost}"
    )


def differences(compared: Sequence[Compared]) -> Iterable[str]:
    """Strings in the development half that only one of the two gets right."""
    for one in compared:
        if half_of(one.page.url) == "test":
            continue
        for kind in ("missed", "false"):
            ours, theirs = set(getattr(one.ours, kind)), set(getattr(one.theirs, kind))
            for sign, strings in (("-", ours - theirs), ("+", theirs - ours)):
                for string in sorted(strings):
                    yield f"{sign} {kind} {one.page.path.name}: {string[:100]!r}"


def main() -> None:
    """Read the arguments, compare all pages, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--show-errors", action="store_true")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder, chinese = (stack.enter_context(opened(arguments.data, *one)) for one in ARCHIVES)
        pages = annotated_pages(folder)
        saved = {path for part in ("cache", "eval") for path in (folder / part).iterdir()}
        others = {
            "not annotated": saved - {page.path for page in pages},
            "web_zh": chinese.rglob("*.html"),
        }
        pool = stack.enter_context(ProcessPoolExecutor(arguments.workers))
        compared = list(pool.map(compare, pages, chunksize=10))
        print(*report(compared), "", lost_pages("annotated", compared), sep="\n")
        for name, paths in others.items():
            bare = [Annotated("", path, (), ()) for path in sorted(paths)]
            print(lost_pages(name, list(pool.map(compare, bare, chunksize=10))))
    if arguments.show_errors:
        print(*differences(compared), sep="\n")


if __name__ == "__main__":
    main()
