"""PDF files of a few lines, written byte by byte (ISO 32000-1, sections 7 and 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Plain def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H"
    "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/DW 1000/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor"
    "/FontName/Plain/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200"
    "/CapHeight 700/StemV 80>>>>]/ToUnicode 4 0 R>>"
)
# Its keys are of no password.
_LOCK = f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>"


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text from the given place on, every character as wide as the size."""

    text: str
    x: float
    y: float
    size: float = 10.0


def pdf(pages: Sequence[Sequence[Printed]], locked: bool = False) -> bytes:
    """A PDF with these pages; a page without lines is as one that was scanned."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        _FONT,
        _stream(_UNICODE),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {6 + 2 * number} 0 R>>"
        )
        objects.append(_stream("\n".join(map(_shown, lines))))
    trailer = f"/Root 1 0 R/Size {len(objects) + 1}"
    if locked:
        trailer += f"/Encrypt {_LOCK}/ID[<{'43' * 16}><{'43' * 16}>]"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return data + f"{table}trailer\n<<{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n".encode()


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def _shown(line: Printed) -> str:
    codes = line.text.encode("utf-16-be").hex()
    return f"BT /F {line.size} Tf {line.x} {line.y} Td <{codes}> Tj ET"
