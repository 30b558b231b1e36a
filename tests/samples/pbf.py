"""Blocks of a PBF file of OpenStreetMap, to be whole or to be cut (wiki.openstreetmap.org)."""


def block(kind: bytes, content: bytes) -> bytes:
    """Return a block: the length of its header, its header, its content as it is."""
    header = b"\x0a" + number(len(kind)) + kind + b"\x18" + number(len(content))
    return len(header).to_bytes(4, "big") + header + content


def number(value: int) -> bytes:
    """Return a number of seven bits a byte, the last without its high bit."""
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + number(rest) if rest else bytes([low])
