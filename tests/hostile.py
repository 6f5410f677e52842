"""Files made to do harm, written by code so that none lies in the repository."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zlib
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

REPORT = "槐荫区2022年政府工作报告\n一、今年的打算\n新增停车位1200个，财政收入增长6%左右。\n"


def packed(members: Iterable[tuple[str | ZipInfo, bytes]]) -> bytes:
    """A zip archive with these members, in this order, also with the same name twice."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def link_to(target: str, name: str) -> tuple[ZipInfo, bytes]:
    """A member that is a symbolic link."""
    member = ZipInfo(name)
    member.create_system = 3  # Unix
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member, target.encode()


def packed_raw(
    names: Iterable[bytes],
    data: bytes = REPORT.encode(),
    *,
    flags: int = 0,
    method: int = 0,
    extra: bytes = b"",
    says: int | None = None,
) -> bytes:
    """A zip archive byte by byte: names in any encoding, flags, methods, fields and sizes that zipfile won't write."""
    size = len(data) if says is None else says
    held, listed = b"", b""
    for name in names:
        fields = (20, flags, method, 0, 33, zlib.crc32(data), len(data), size, len(name), len(extra))
        listed += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *fields, 0, 0, 0, 0, len(held)) + name + extra
        held += struct.pack("<IHHHHHIIIHH", 0x04034B50, *fields) + name + extra + data
    count = listed.count(b"PK\x01\x02")
    return held + listed + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(listed), len(held), 0)


def overlapping() -> bytes:
    """A zip archive in which a hundred members are the same bytes."""
    once = packed_raw([b"00.txt"])
    start, end = once.index(b"PK\x01\x02"), once.index(b"PK\x05\x06")
    entry = once[start:end]
    listed = b"".join(entry.replace(b"00.txt", b"%02d.txt" % number) for number in range(100))
    return once[:start] + listed + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 100, 100, len(listed), start, 0)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
}


def word_body(inside: str, before: str = "") -> str:
    """The XML of a Word document, with what is put before it and within it."""
    return f'{before}<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_file(document: str | bytes, others: Iterable[tuple[str | ZipInfo, bytes]] = ()) -> bytes:
    """A Word document around its main part."""
    main = document.encode() if isinstance(document, str) else document
    return packed([*((name, part.encode()) for name, part in _PARTS.items()), ("word/document.xml", main), *others])


def pdf_of(objects: Iterable[bytes]) -> bytes:
    """A PDF with these objects, numbered from 1; the first is its catalogue."""
    held, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return held + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (count, listed, count, len(held))
    )


def pdf_stream(data: bytes, about: bytes = b"") -> bytes:
    """An object of a PDF that holds data."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


def blanks_that_take_little(size: int) -> bytes:
    """What unpacks to so many million blanks and takes a thousandth: one piece over and over."""
    first, more = zlib.compressobj(9), zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = more.compress(b" " * 1_000_000) + more.flush(zlib.Z_FULL_FLUSH)
    return first.compress(b" ") + first.flush(zlib.Z_FULL_FLUSH) + piece * size
