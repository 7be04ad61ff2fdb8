"""Files made to do harm, and damaged ones, of every kind that users give aside from reports: all of them refused.

Each is built from a seed, so that what is found once is found again.
"""

import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

MIB = 1024**2
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


@dataclass(frozen=True)
class Attack:
    """A file and the command that is given it.

    Attributes:
        name: of the file, ending included.
        content: its bytes.
        command: arguments before the file.
    """

    name: str
    content: bytes
    command: tuple[str, ...]

    def put(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.content)
        return path


def workbook(rows: str, after: str = "", head: str = "") -> bytes:
    """A workbook with this inside its one sheet's data."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _PARTS.items():
            book.writestr(name, text)
        sheet = f"<sheetData>{rows}</sheetData>{after}"
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        book.writestr(_SHEET, f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}">{sheet}</worksheet>')
    return held.getvalue()


def _text(text: str, cell: str = "A1") -> str:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c></row>'


CORNERS = workbook(_text("a") + _text("b", "XFD1048576"))
"""Two cells in opposite corners of a sheet."""


def zip_bomb(declared: int, size: int = 1200 * MIB) -> bytes:
    """A workbook whose sheet is said to have so many bytes and has `size` of them, packed into a few kilobytes each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"a" * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * (size // MIB) + b"\x03\x00"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        for part, text in _PARTS.items():
            book.writestr(part, text)
    small = held.getvalue()
    # The sheet is put before the others' directory by hand, as the library would unpack and pack it anew.
    start = small.rindex(b"PK\x05\x06")
    directory = struct.unpack("<L", small[start + 16 : start + 20])[0]
    path = _SHEET.encode()
    fields = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(data), declared, len(path), 0)
    local = b"PK\x03\x04" + fields + path + data
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHLL", 0, 0, 0, 0, directory) + path
    entries = small[directory:start] + entry
    count = len(_PARTS) + 1
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), directory + len(local), 0)
    return small[:directory] + local + entries + end


def _workbooks() -> Iterator[tuple[str, bytes]]:
    yield "corners", CORNERS
    yield (
        "corners without places",
        workbook(
            '<row r="1"><c t="str"><v>a</v></c></row><row r="1048576">' + '<c t="str"><v>b</v></c>' * 16384 + "</row>"
        ),
    )
    yield "bomb", zip_bomb(1200 * MIB)
    yield "bomb that lies", zip_bomb(1000, 300 * MIB)
    yield "long cell", workbook(_text("a" * 40 * MIB) + _text("b", "A2"))
    yield (
        "merged",
        workbook(
            _text("x") + _text("y", "A2"),
            "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>",
        ),
    )
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    yield "entities", workbook(_text("&e11;"), head=f"<!DOCTYPE x [{laughs}]>")
    yield "deep", workbook(_text("a") + _text("b", "A2") + "<x>" * 200_000)
    yield "columns", workbook('<row r="1">' + '<c t="str"><v>a</v></c>' * 60_000 + "</row>")
    yield "not packed", b"PK\x03\x04" + b"\0" * 500
    yield "no zip", b"company_id,name\n"


def _deep(signs: str, closing: str, levels: int = 100_000) -> str:
    return signs * levels + closing * levels


def _texts() -> Iterator[tuple[str, str, bytes]]:
    head = b"company_id,name_zh,market,industry,valid_from,published\n"
    yield "columns", "csv", (",".join(f"c{n}" for n in range(1_000_000)) + "\n").encode()
    yield "quote", "csv", head + b'"' + b"a" * 20 * MIB
    yield "wide row", "csv", head + b"," * 500_000 + b"\n"
    yield "nul", "csv", head + b"\0" * 1000
    yield "private", "csv", head + "\ue000,,,,,\n".encode()
    yield "encoding", "csv", head + bytes(range(128, 256)) * 20
    yield "half of utf-16", "csv", b"\xff\xfe" + b"a\0\x00\xd8b"
    yield "header alone", "csv", head
    yield "quotes", "csv", head + b'"a"b"c,' * 5_000
    yield "deep", "jsonl", _deep("[", "]").encode() + b"\n"
    yield "deep objects", "jsonl", _deep('{"a":', "}", 50_000).encode() + b"\n"
    yield "long line", "jsonl", b'{"a": "' + b"a" * 20 * MIB + b'"}\n'
    yield "digits", "jsonl", b'{"company_id": ' + b"9" * 6_000 + b"}\n"
    yield "keys", "jsonl", json.dumps({f"k{n}": 1 for n in range(100_000)}).encode() + b"\n"
    yield "no object", "jsonl", b"[1, 2]\n"
    yield "cut", "jsonl", b'{"company_id": "C1", "name'
    yield "many keys", "jsonl", b"".join(json.dumps({f"k{n}": 1}).encode() + b"\n" for n in range(8_000))


def _parquets() -> Iterator[tuple[str, bytes]]:
    yield "rows", parquet(pl.DataFrame({"company_id": pl.zeros(30_000_000, pl.Int8, eager=True)}))
    sound = parquet(pl.DataFrame({"company_id": ["C1", "C2"], "x": [1.5, 2.5]}))
    yield "footer", sound[:-40] + b"\xff" * 32 + sound[-8:]
    yield "length of footer", sound[:-8] + struct.pack("<I", 2**31 - 1) + sound[-4:]
    yield "cut", sound[: len(sound) // 2]
    yield "marks alone", b"PAR1PAR1"
    yield "nested", parquet(pl.DataFrame({"company_id": [[1], [2]]}))
    yield "columns", parquet(pl.DataFrame({f"c{n}": [1] for n in range(17_000)}))


def parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


def _profiles() -> Iterator[tuple[str, bytes]]:
    start = "name: mine\ntitle: {en: Mine, zh: 我的}\n"
    yield "deep", (start + "overrides: " + "[" * 100_000).encode()
    yield "deep blocks", (start + "".join(" " * n + "a:\n" for n in range(1, 3_000))).encode()
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    yield "aliases", (start + bomb).encode()
    yield "alias of itself", (start + "overrides: &a\n  b: *a\n").encode()
    yield "digits", (start + f"weights: {{E: {'9' * 6_000}}}\n").encode()
    yield "no such day", (start + "overrides: {rules.x: 2024-13-45}\n").encode()
    yield "twice", (start + "name: again\n").encode()
    yield "object", (start + "overrides: !!python/object/apply:os.system [id]\n").encode()
    yield "key", (start + "? [a, b]\n: c\n").encode()
    yield "encoding", b"name: \xff\xfe\n"
    yield "nul", b"name: \0\n"
    yield "list", b"- a\n- b\n"
    yield "tabs", b"name:\n\t- a\n"
    yield "large", b"a: " + b"x" * 33 * MIB
    yield "numbers", (start + "overrides: [" + "1," * 2_100_000 + "]\n").encode()


def _feeds() -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))

    def rss(title: str, before: str = "") -> bytes:
        item = f"<item><title>{title}</title></item>"
        return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel>{item}</channel></rss>'.encode()

    yield "entities", rss("&e11;", f"<!DOCTYPE rss [{laughs}]>")
    yield "outside", rss("&x;", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    yield "deep html", rss("&lt;div&gt;" * 100_000)
    yield "deep", rss("<a>" * 100_000)
    yield "attributes", rss("<a " + " ".join(f'b{n}="1"' for n in range(50_000)) + "/>")
    yield "path", b"/etc/passwd"
    yield "no feed", b"<html><body>no</body></html>"
    yield "cut", rss("a")[:60]
    yield "large", b"<rss>" + b" " * 33 * MIB


def _mutated(content: bytes, draws: random.Random) -> bytes:
    """A file with some bytes changed, left out or repeated."""
    data = bytearray(content)
    for _ in range(draws.randint(1, 12)):
        place = draws.randrange(len(data))
        match draws.randrange(4):
            case 0:
                data[place] = draws.randrange(256)
            case 1:
                del data[place : place + draws.randint(1, 30)]
            case 2:
                data[place:place] = data[place : place + 40] * draws.randint(1, 50)
            case _:
                data[place : place + 4] = struct.pack("<I", draws.choice((0, 2**31 - 1, 2**32 - 1)))
    return bytes(data) or b"x"


# What a table of an unknown column can never be taken for is one to store, whatever is changed in it.
_UNKNOWN = "nothing_of_ours"
_BASES: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: workbook(_text(_UNKNOWN) + _text("1", "A2")),
    "csv": f"{_UNKNOWN},x\n1,2\n3,4\n".encode,
    "jsonl": lambda: (json.dumps({_UNKNOWN: 1, "x": [1, 2]}) + "\n").encode() * 3,
    "parquet": lambda: parquet(pl.DataFrame({_UNKNOWN: ["a", "b"], "x": [1.5, 2.5]})),
}

TABLE, NEWS, PROFILE = ("import", "companies"), ("import", "news"), ("methodology", "diff")


def made() -> list[Attack]:
    """Attacks that were thought of."""
    found = [Attack(f"{name}.xlsx", content, TABLE) for name, content in _workbooks()]
    for name, end, content in _texts():
        found.append(Attack(f"{name}.{end}", content, TABLE))
    found += [Attack(f"{name}.parquet", content, TABLE) for name, content in _parquets()]
    found += [Attack(f"{name}.yaml", content, PROFILE) for name, content in _profiles()]
    found += [Attack(f"{name}.rss", content, NEWS) for name, content in _feeds()]
    found += [Attack(f"news {one.name}", one.content, NEWS) for one in found if one.name.endswith(("xlsx", "jsonl"))]
    return found


def drawn(count: int, seed: int = 0) -> list[Attack]:
    """Attacks by chance: damaged tables, news and profiles."""
    draws = random.Random(seed)
    bases = {end: make() for end, make in _BASES.items()}
    ends = list(bases)
    return [
        Attack(f"mutated {number}.{end}", _mutated(bases[end], draws), draws.choice((TABLE, NEWS)))
        for number in range(count)
        for end in (ends[number % len(ends)],)
    ]
