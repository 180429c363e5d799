"""Word forms -> the integer features the network looks up.

The same arithmetic lives in loaders/language/model/encoder.cc; the two must agree byte for byte, so everything here is
plain: a small case table, FNV-1a over UTF-8, code points (never grapheme clusters) for affixes.
"""

HASHED = {  # name -> (rows, columns); row 0 is "no such affix"
    "prefix1": (512, 16),
    "prefix2": (2048, 24),
    "prefix3": (4096, 32),
    "suffix1": (512, 16),
    "suffix2": (2048, 32),
    "suffix3": (4096, 48),
    "suffix4": (8192, 48),
    "shape": (1024, 36),
}
NGRAM_ROWS, NGRAM_COLUMNS = 16384, 64
MAX_NGRAMS = 24
GLOVE_COLUMNS, WORD_COLUMNS = 100, 96
LEXICON = {"lexicon.noun": (64, 16), "lexicon.verb": (16, 8), "lexicon.kind": (128, 8)}  # see lexicon.py; row 0: nothing
INPUT = GLOVE_COLUMNS + WORD_COLUMNS + NGRAM_COLUMNS + sum(c for t in (HASHED, LEXICON) for _, c in t.values())  # 544

_PLAIN = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2011": "-"}


def lower_char(ch):
    c = ord(ch)
    if c < 0x80:
        return chr(c + 32) if 65 <= c <= 90 else ch
    if 0xC0 <= c <= 0xDE and c != 0xD7:
        return chr(c + 32)
    if 0x100 <= c <= 0x137 and c != 0x130 or 0x14A <= c <= 0x177:
        return chr(c | 1)
    if 0x139 <= c <= 0x148 or 0x179 <= c <= 0x17E:
        return chr(c + 1) if c % 2 else ch
    if 0x391 <= c <= 0x3A9 or 0x410 <= c <= 0x42F:
        return chr(c + 32)
    if 0x400 <= c <= 0x40F:
        return chr(c + 80)
    return ch


def lower(form):
    return "".join(lower_char(c) for c in form)


def normal(form):
    """Curly quotes and dashes become their ASCII fellows; nothing else changes."""
    return "".join(_PLAIN.get(c, c) for c in form)


def fnv(text, seed):
    h = (2166136261 ^ seed) & 0xFFFFFFFF
    for b in text.encode("utf-8", "surrogatepass"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    h ^= h >> 15
    return h


def shape(form):
    """X upper, x lower, d digit, other characters themselves; a run longer than three is cut to three."""
    out, run, last = [], 0, None
    for c in form:
        if "0" <= c <= "9":
            s = "d"
        elif lower_char(c) != c:
            s = "X"
        elif "a" <= c <= "z" or ord(c) >= 0x80:
            s = "x"
        else:
            s = c
        run = run + 1 if s == last else 1
        last = s
        if run <= 3:
            out.append(s)
    return "".join(out)


def hashed(form):
    """The rows of the hashed tables, in the order of HASHED, and the n-gram rows."""
    plain = normal(form)
    low = lower(plain)
    digits = "".join("0" if "0" <= c <= "9" else c for c in low)
    texts = [
        digits[:1], digits[:2] if len(digits) >= 2 else "", digits[:3] if len(digits) >= 3 else "",
        digits[-1:], digits[-2:] if len(digits) >= 2 else "", digits[-3:] if len(digits) >= 3 else "",
        digits[-4:] if len(digits) >= 4 else "", shape(plain),
    ]
    rows = []
    for seed, (text, (size, _)) in enumerate(zip(texts, HASHED.values())):
        rows.append(1 + fnv(text, seed) % (size - 1) if text else 0)
    marked = "^" + digits + "$"
    grams = []
    for n in (3, 4):
        for i in range(len(marked) - n + 1):
            if len(grams) < MAX_NGRAMS:
                grams.append(1 + fnv(marked[i:i + n], 8) % (NGRAM_ROWS - 1))
    return rows, grams


def key(form):
    """What the word table is asked for."""
    return lower(normal(form))
