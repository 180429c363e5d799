#!/usr/bin/env python3
"""Puts the sentence splitter's weights into a model file.

    add_splitter.py MODEL.lode WEIGHTS

WEIGHTS is what train_sentence_splitter prints (whole numbers parted by commas), or another model file, whose section is
taken. The layout is drawn in loaders/language/model/model_file.h; a section of that name that is there already is replaced.
"""
import re
import struct
import sys

import xxhash

MAGIC, HEADER, ENTRY, ALIGN, INT8 = b"LODEMODL", 64, 64, 64, 1
NAME, COLUMNS = "splitter", 32768


def sections(raw):
    """(name, kind, rows, columns, bytes) of each section."""
    if raw[:8] != MAGIC:
        sys.exit("this is no model file")
    count, = struct.unpack_from("<I", raw, 12)
    for i in range(count):
        name, kind, rows, columns, _, offset, size = struct.unpack_from("<32sIIIIQQ", raw, HEADER + i * ENTRY)
        yield name.rstrip(b"\0").decode(), kind, rows, columns, raw[offset:offset + size]


def weights(path):
    raw = open(path, "rb").read()
    if raw[:8] == MAGIC:
        found = [s[4] for s in sections(raw) if s[0] == NAME]
        if not found:
            sys.exit(f"{path} holds no sentence splitter")
        return found[0]
    numbers = [int(n) for n in re.findall(rb"-?\d+", raw)]
    if len(numbers) != COLUMNS:
        sys.exit(f"{path} holds {len(numbers)} weights instead of {COLUMNS}")
    return struct.pack(f"{COLUMNS}b", *numbers)


def assemble(version, parts):
    table, body, at = b"", b"", HEADER + ENTRY * len(parts)
    for name, kind, rows, columns, raw in parts:
        pad = -at % ALIGN
        table += struct.pack("<32sIIIIQQ", name.encode(), kind, rows, columns, 0, at + pad, len(raw))
        body += b"\0" * pad + raw
        at += pad + len(raw)
    rest = table + body
    head = struct.pack("<8sIIQQ", MAGIC, version, len(parts), HEADER + len(rest), xxhash.xxh3_64_intdigest(rest))
    head += b"\0" * (56 - len(head))
    return head + struct.pack("<Q", xxhash.xxh3_64_intdigest(head)) + rest


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    raw = open(sys.argv[1], "rb").read()
    parts = [s for s in sections(raw) if s[0] != NAME]
    parts.append((NAME, INT8, 1, COLUMNS, weights(sys.argv[2])))
    with open(sys.argv[1], "wb") as f:
        f.write(assemble(struct.unpack_from("<I", raw, 8)[0], parts))


if __name__ == "__main__":
    main()
