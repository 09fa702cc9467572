"""Which characters the bytes of a file are: byte-order mark, UTF-8, declared, GB18030, a guess.

Decoders that accept almost any bytes (GB18030, the single-byte ones) must also give plausible
text, so that a wrong declaration or a binary file does not turn into thousands of rare characters.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP container (DOCX, XLSX, …)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_CONTROL = bytes(set(range(32)) - {0, 7, 8, 9, 10, 11, 12, 13, 27})
_SAMPLE = 1 << 17
_CHINESE = frozenset({"gb2312", "gbk", "gb18030"})
_MULTI_BYTE = frozenset(
    {"big5", "big5hkscs", "cp950", "euc_jp", "shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949"}
)
_SINGLE_BYTE = frozenset(
    {f"iso8859-{part}" for part in range(2, 17)}
    | {f"cp125{part}" for part in range(9)}
    | {"koi8-r", "koi8-u", "mac-roman", "cp874", "tis-620", "cp866", "cp437", "cp850"}
)
_GUESSES = ("big5", "shift_jis", "euc_jp", "euc_kr")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile(
    r"[‘’“”–—…•£€©®™°·«»§±½¼²³µ\xa0¡¿]|(?<=[A-Za-z])[À-ÿŠŽšžŒœ]|[À-ÿŠŽšžŒœ](?=[a-z])"
)
_HIGH = bytes(range(128, 256))
_CHINESE_CHARACTER = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding that gave it; ``text`` is ``None`` with a reason else."""

    text: str | None
    encoding: str
    reason: str = ""


def declared_encoding(data: bytes) -> str | None:
    """The character set that an HTML page declares in its first 4,096 bytes."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii", "replace").lower() if found else None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file's bytes; ``declared`` is a hint, believed only where its text is plausible."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strictly(data, name)
            return Decoded(text, name.removesuffix("-sig")) if text is not None else _nothing()
    reason = _binary_reason(data)
    if reason:
        return _wide(data) or Decoded(None, "", reason)
    text = _strictly(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    name = _known_name(declared)
    attempts = (
        _damaged_utf8(data)
        or _declared(data, name if name not in _CHINESE and name not in _SINGLE_BYTE else "")
        or _gb18030(data, 0.2 if name in _CHINESE else 0.8)
        or _declared(data, name if name in _SINGLE_BYTE else "")
        or _wide(data)
        or _western(data)
        or _guess(data)
    )
    return attempts or _nothing()


def _nothing() -> Decoded:
    return Decoded(None, "", "no encoding gives readable text")


def _binary_reason(data: bytes) -> str:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return f"binary file: {name}"
    sample = data[:_SAMPLE]
    n_control = len(sample) - len(sample.translate(None, _CONTROL))
    n_null = sample.count(0)
    many = n_control > max(2, 0.01 * len(sample)) or n_null > max(8, 0.02 * len(sample))
    return "binary file" if many else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with few broken bytes: at least ten good multi-byte characters for each bad spot."""
    text = data.decode("utf-8", errors="replace")
    n_bad = text.count("\ufffd")
    n_ascii = len(data.translate(None, _HIGH))
    return Decoded(text, "utf-8") if len(text) - n_ascii - n_bad >= 10 * n_bad else None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: it decodes, and is Chinese or has its nulls on one side only."""
    n_even, n_odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    one_sided = min(n_even, n_odd) * 20 <= max(n_even, n_odd) > 0
    for encoding in ("utf-16-le", "utf-16-be") if n_odd > n_even else ("utf-16-be", "utf-16-le"):
        text = _strictly(data, encoding)
        if text and _plausible(text) and (one_sided or _looks_chinese(text, 0.8)):
            return Decoded(text, encoding)
    return None


def _declared(data: bytes, name: str) -> Decoded | None:
    """What the page says, where it gives plausible text; a few broken bytes are replaced."""
    if not name:
        return None
    text = data.decode(name, errors="replace")
    return Decoded(text, name) if _plausible(text) else None


def _gb18030(data: bytes, common_rate: float) -> Decoded | None:
    """GB18030, a few broken bytes allowed; its Chinese characters must be common ones."""
    text = data.decode("gb18030", errors="replace")
    n_chinese = len(_CHINESE_CHARACTER.findall(text))
    good = text.count("\ufffd") * 50 <= n_chinese and _looks_chinese(text, common_rate)
    return Decoded(text, "gb18030") if good else None


def _looks_chinese(text: str, common_rate: float) -> bool:
    sample = text[:_SAMPLE]
    n_chinese = len(_CHINESE_CHARACTER.findall(sample))
    n_common = len(_common_chinese().findall(sample))
    n_other = sum(
        character > "\x7f" and not (character.isprintable() or character.isspace())
        for character in sample
    )
    few_odd = n_other <= 0.05 * n_chinese
    return n_chinese > 0 and n_common >= common_rate * n_chinese and few_odd


def _western(data: bytes) -> Decoded | None:
    """Windows-1252: the characters beyond ASCII are typographic marks, or letters inside words."""
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    n_beyond = len(_BEYOND_ASCII.findall(text))
    n_usual = len(_WESTERN.findall(text))
    return Decoded(text, "cp1252") if n_usual >= 0.9 * n_beyond else None


def _guess(data: bytes) -> Decoded | None:
    """What charset-normalizer takes it for, among the encodings of East Asia."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_GUESSES)).best()
    if best is None or best.percent_chaos > 10.0:
        return None
    text = data.decode(best.encoding, errors="replace")
    return Decoded(text, best.encoding) if _plausible(text) else None


def _known_name(declared: str | None) -> str:
    """Python's name of a declared encoding, empty where it is none that pages use."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    # Browsers read these two as Windows-1252, and so must we to see the same quotes.
    name = "cp1252" if name in ("iso8859-1", "ascii") else name
    return name if name in _CHINESE | _SINGLE_BYTE | _MULTI_BYTE else ""


def _plausible(text: str) -> bool:
    """Whether almost every character is printable or white space."""
    sample = text[:_SAMPLE]
    n_odd = sum(
        character == "\ufffd" or not (character.isprintable() or character.isspace())
        for character in sample
    )
    return n_odd <= max(1, 0.005 * len(sample))


@lru_cache(maxsize=1)
def _common_chinese() -> re.Pattern[str]:
    """The common characters: the first level of GB 2312 (3,755) and that of Big5 (5,401)."""
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    traditional = (
        bytes((row, cell))
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    characters = {code.decode("gb2312", errors="ignore") for code in simplified}
    characters |= {code.decode("big5", errors="ignore") for code in traditional}
    return re.compile("[" + "".join(sorted(characters)) + "]")
