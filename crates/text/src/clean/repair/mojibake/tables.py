#!/usr/bin/env python3
"""Writes tables.rs: which byte each single-byte encoding has for a character, bytes 80 to FF.

    python3 tables.py > tables.rs

Python's codecs hold the mapping files that the Unicode Consortium publishes.
"""

# name, codec; in the order in which they are tried
TABLES = [
    ("WINDOWS_1252", "cp1252"),
    ("WINDOWS_1250", "cp1250"),
    ("WINDOWS_1251", "cp1251"),
    ("WINDOWS_1253", "cp1253"),
    ("WINDOWS_1254", "cp1254"),
    ("WINDOWS_1257", "cp1257"),
    ("ISO_8859_2", "iso8859_2"),
    ("ISO_8859_15", "iso8859_15"),
    ("MACINTOSH", "mac_roman"),
    ("IBM437", "cp437"),
    ("IBM850", "cp850"),
    ("IBM852", "cp852"),
    ("IBM866", "cp866"),
    ("KOI8_R", "koi8_r"),
    ("WINDOWS_1255", "cp1255"),
    ("WINDOWS_1256", "cp1256"),
]


def rows(codec):
    for byte in range(0x80, 0x100):
        c = bytes([byte]).decode(codec, "replace")
        if c == "\ufffd" and byte >= 0xA0:
            # Not defined: lenient decoders leave the byte as Latin-1 has it.
            c = chr(byte)
        if c != "\ufffd" and not 0x80 <= ord(c) < 0xA0:
            yield ord(c), byte


print("//! Written by tables.py: pairs of a character (all lie in the BMP) and its byte, by character.")
print()
for name, codec in TABLES:
    found = sorted(rows(codec))
    print("#[rustfmt::skip]")
    print(f"pub(super) static {name}: [(u16, u8); {len(found)}] = [")
    for at in range(0, len(found), 8):
        print("    " + " ".join(f"(0x{c:04x}, 0x{b:02x})," for c, b in found[at:at + 8]))
    print("];")
