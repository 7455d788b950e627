#!/usr/bin/env python3
"""Writes tables.rs: the single-byte encodings that encoding_rs lacks.

    python3 tables.py > tables.rs && cargo fmt

Python's codecs hold the mapping files that the Unicode Consortium publishes; VISCII and TCVN are
glibc's (iconv).
"""
import subprocess

# name, codec, other labels, first byte of the table
TABLES = [
    ("IBM437", "cp437", "cp437 437 cspc8codepage437", 128),
    ("IBM737", "cp737", "cp737 737", 128),
    ("IBM775", "cp775", "cp775 775", 128),
    ("IBM850", "cp850", "cp850 850", 128),
    ("IBM852", "cp852", "cp852 852", 128),
    ("IBM855", "cp855", "cp855 855", 128),
    ("IBM857", "cp857", "cp857 857", 128),
    ("IBM00858", "cp858", "cp858 858 ibm858 ccsid00858", 128),
    ("IBM860", "cp860", "cp860 860", 128),
    ("IBM861", "cp861", "cp861 861 cp-is", 128),
    ("IBM862", "cp862", "cp862 862", 128),
    ("IBM863", "cp863", "cp863 863", 128),
    ("IBM865", "cp865", "cp865 865", 128),
    ("IBM869", "cp869", "cp869 869 cp-gr", 128),
    ("IBM1125", "cp1125", "cp1125 cp866u ruscii", 128),
    ("KOI8-T", "koi8_t", "", 128),
    ("KZ-1048", "kz1048", "kz1048 strk1048-2002 rk1048", 128),
    ("x-mac-ce", "mac_latin2", "mac-ce mac-centraleurope x-mac-centraleurroman maccentraleurope mac-latin2", 128),
    ("x-mac-croatian", "mac_croatian", "mac-croatian maccroatian", 128),
    ("x-mac-greek", "mac_greek", "mac-greek macgreek", 128),
    ("x-mac-icelandic", "mac_iceland", "mac-icelandic mac-iceland maciceland", 128),
    ("x-mac-romanian", "mac_romanian", "mac-romanian macromanian", 128),
    ("x-mac-turkish", "mac_turkish", "mac-turkish macturkish", 128),
    ("VISCII", "iconv:VISCII", "csviscii viscii1.1-1", 0),
    ("TCVN", "iconv:TCVN", "tcvn-5712 tcvn5712-1 tcvn5712-1:1993 x-viet-tcvn5712", 0),
    ("hp-roman8", "hp_roman8", "roman8 r8 hproman8", 128),
    ("IBM037", "cp037", "cp037 037 ebcdic-cp-us", 0),
    ("IBM273", "cp273", "cp273 273", 0),
    ("IBM424", "cp424", "cp424 424 ebcdic-cp-he", 0),
    ("IBM500", "cp500", "cp500 500 ebcdic-cp-ch", 0),
    ("IBM875", "cp875", "cp875 875", 0),
    ("IBM1026", "cp1026", "cp1026 1026", 0),
]


def char(codec, byte):
    raw = bytes([byte])
    if codec.startswith("iconv:"):
        found = subprocess.run(["iconv", "-f", codec[6:], "-t", "UTF-8"], input=raw, capture_output=True)
        return found.stdout.decode() or "\ufffd"
    return raw.decode(codec, "replace")


def literal(c):
    if c in "\"\\":
        return "\\" + c
    return c if c.isprintable() and not 0x300 <= ord(c) < 0x370 else f"\\u{{{ord(c):x}}}"


print("//! Written by tables.py.\n\nuse super::own::{Own, Way};\n")
print("/// The tables begin at byte 0x80, or at 0 where they have 256 characters; U+FFFD is no character.")
print(f"pub(super) static TABLES: [Own; {len(TABLES)}] = [")
for name, codec, labels, first in TABLES:
    chars = "".join(literal(char(codec, b)) for b in range(first, 256))
    names = ", ".join(f'"{label}"' for label in labels.split())
    print(f'Own {{ name: "{name}", labels: &[{names}], way: Way::Table("{chars}") }},')
print("];")
