"""A photograph as it goes out: its points and nothing else. Bytes -> bytes; no point changes.

Cameras and programs write into a picture where and when it was taken, by whom, and what they think of it. Profiles of
colors go too: paper does not follow them, so pages must not either.
"""

from __future__ import annotations

from collections.abc import Iterator

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
SCAN, END, ADOBE = 0xDA, 0xD9, 0xEE
BARE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
SPOKEN = {*range(0xE0, 0xF0), 0xFE}  # what programs and people write: profiles, places, comments
INKS = b"Adobe"  # which colors the points are made of


class Broken(ValueError):
    """What cannot be followed to its end."""


def seen(content: bytes) -> bytes:
    """A PNG or JPG without all that nobody sees. Raises Broken."""
    if content.startswith(PNG):
        return PNG + b"".join(_chunks(content))
    if content.startswith(JPEG):
        return JPEG + b"".join(_segments(content))
    raise Broken


def _chunks(content: bytes) -> Iterator[bytes]:
    at, name = len(PNG), b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        chunk = content[at : at + length + 12]
        if len(chunk) < length + 12:
            raise Broken
        if name in CHUNKS:
            yield chunk
        at += length + 12


def _segments(content: bytes) -> Iterator[bytes]:
    at, marker = len(JPEG), 0
    while marker != END:
        start = content.find(b"\xff", at)  # between two segments may be fillers
        marker = content[start + 1] if 0 <= start < len(content) - 1 else -1
        if marker < 0:
            raise Broken
        if marker in (0xFF, 0x00):
            at = start + 1
            continue
        length = 0 if marker in BARE or marker == END else int.from_bytes(content[start + 2 : start + 4], "big")
        at = start + 2 + length
        segment = content[start:at]
        if marker not in SPOKEN:
            yield segment
        elif marker == ADOBE and segment[4:9] == INKS:
            yield b"\xff\xee\x00\x0e" + segment[4:16]
        if marker == SCAN:
            start, at = at, _end_of_scan(content, at)
            yield content[start:at]


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next segment begins: in points, a marker's first byte is followed by 0, or by one that counts rows."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 < len(content) and content[at + 1] not in {0x00, *BARE}:
            return at
        at += 2
    raise Broken
