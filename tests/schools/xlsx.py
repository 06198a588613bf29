"""A workbook as small as a reader takes it: no library of ours writes one yet."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATION = (
    '<Relationship Id="rId{n}" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Cell = str | int


def write_xlsx(path: Path, *sheets: Sequence[Sequence[Cell]], place: str = "") -> Path:
    """Each sheet is rows of texts and numbers; a text that begins with «=» is a formula. `place`: where one more cell stands."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        book = _RELATION.format(n=1, target="xl/workbook.xml", kind="officeDocument")
        archive.writestr("_rels/.rels", _RELATIONS.format(book))
        relations = "".join(
            _RELATION.format(n=n, target=f"worksheets/sheet{n}.xml", kind="worksheet")
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(relations))
        named = "".join(f'<sheet name="Lapa{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKED}"><sheets>{named}</sheets></workbook>'
        )
        for n, rows in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows, place))
    return path


def write_repeating(path: Path, text: str, *, times: int) -> Path:
    """A column of cells that all point to one text: little in the file, much in memory."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, times + 1))
    write_xlsx(path, [])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    shared = _RELATION.format(n=9, target="sharedStrings.xml", kind="sharedStrings")
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("</R", f"{shared}</R")
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}"><si><t>{text}</t></si></sst>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _sheet(rows: Sequence[Sequence[Cell]], place: str) -> str:
    written = "".join(
        f'<row r="{r}">{"".join(_cell(value, f"{chr(64 + c)}{r}") for c, value in enumerate(row, 1))}</row>'
        for r, row in enumerate(rows, 1)
    )
    far = f'<row r="{len(rows) + 1}"><c r="{place}"><v>1</v></c></row>' if place else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}{far}</sheetData></worksheet>'


def _cell(value: Cell, place: str) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value.startswith("="):
        return f'<c r="{place}" t="str"><f>{escape(value[1:])}</f><v>{escape(value)}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
