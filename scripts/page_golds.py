"""Folders of web pages with what is right of them, in the layouts that score_pages.py names."""
import gzip
import hashlib
import html
import json
import re


class Page:
    """A page and what is right; None where nobody said."""

    def __init__(self, path, text=None, has=(), has_not=(), title=None, date=None, author=None,
                 opening=False, outlet=None):
        self.path, self.text, self.has, self.has_not = path, text, has, has_not
        self.opening = opening  # the text is known only as far as it goes
        self.title, self.date, self.author = title, date, author
        self.outlet = outlet or path.stem

    def bytes(self):
        data = self.path.read_bytes()
        return gzip.decompress(data) if self.path.suffix == ".gz" else data

    def half(self):
        """Half of all outlets, the same ones each time."""
        return "ab"[hashlib.md5(self.outlet.encode()).digest()[0] & 1]


def words(text):
    return re.findall(r"\w+", text.lower())


def plain(markup):
    markup = re.sub(r"(?is)<(script|style|noscript)\b.*?</\1>", " ", markup)
    return html.unescape(re.sub(r"(?s)<[^>]*>", " ", markup))


def is_english(text):
    common = {"the", "of", "and", "to", "that", "is"}
    found = words(text)
    return sum(word in common for word in found) > 0.1 * len(found)


def trafilatura(folder):
    for data in sorted(folder.rglob("evaldata.json")):
        for item in json.loads(data.read_text()).values():
            for place in ("eval", "cache", "."):
                path = data.parent / place / item["file"]
                if path.exists():
                    yield Page(path, has=item["with"], has_not=item["without"],
                               title=item.get("title"), date=item.get("date"),
                               author=item.get("author"))
                    break


def mozilla(folder):
    for gold in sorted(folder.rglob("expected.html")):
        data = gold.parent / "expected-metadata.json"
        said = json.loads(data.read_text()) if data.exists() else {}
        yield Page(gold.parent / "source.html", plain(gold.read_text()), title=said.get("title"),
                   date=said.get("publishedTime"), outlet=gold.parent.name)


def goose3(folder):
    for gold in sorted(folder.rglob("*.json")):
        path, said = gold.with_suffix(".html"), json.loads(gold.read_text())
        said = said.get("expected") if isinstance(said, dict) else None
        if path.exists() and isinstance(said, dict) and said.get("cleaned_text"):
            yield Page(path, said["cleaned_text"], title=said.get("title"),
                       date=said.get("publish_date"), opening=True)


def with_text(folder):
    """newspaper4k, and any folder of NAME.html and NAME.txt."""
    for gold in sorted(folder.rglob("*.txt")):
        for path in (gold.with_suffix(".html"), gold.parent.parent / "html" / (gold.stem + ".html")):
            if path.exists():
                data = gold.parent.parent / "metadata" / (gold.stem + ".json")
                said = json.loads(data.read_text()) if data.exists() else {}
                yield Page(path, gold.read_text(errors="replace"), title=said.get("title"),
                           date=said.get("publish_date"),
                           author="; ".join(said.get("authors") or []) or None)
                break


def fundus(folder):
    """The versions of an outlet's parser, in order, are of its pages, by day. Texts that are not
    English are left out; titles, days and authors are taken in any language."""
    for gold in sorted(folder.rglob("*.json")):
        paths = sorted(gold.parent.glob(gold.stem + "_*.html.gz"))
        if not paths:
            continue
        said = json.loads(gold.read_text())
        order = sorted(said, key=lambda name: [int(n) for n in re.findall(r"\d+", name)])
        for path, version in zip(paths, order):
            one = said[version]
            lines = list(one["body"]["summary"])
            for section in one["body"]["sections"]:
                lines += section["headline"] + section["paragraphs"]
            text = "\n".join(lines)
            yield Page(path, text if is_english(text) else None, title=one.get("title"),
                       date=one.get("publishing_date"),
                       author="; ".join(one.get("authors") or []) or None, outlet=gold.stem)


def postlight(folder):
    """What the tests of the extractors say of the pages in fixtures/, whose <meta> have `value` for
    `content`: perl -0pi -e 's{(<meta\\b[^>]*?["\\s])value=}{$1content=}g' fixtures/*.html first."""
    for test in sorted(folder.rglob("index.test.js")):
        parts = re.split(r"fixtures/([^'\"`]+\.html)", test.read_text())
        for name, code in zip(parts[1::2], parts[2::2]):
            path = folder / "fixtures" / name
            if not path.exists():
                continue
            said = {}
            for what, _, value in re.findall(
                    r"assert\.equal\(\s*(\w+)(?:\.split\([^)]*\)\[0\])?,\s*(['\"`])((?:\\.|(?!\2).)*)\2",
                    code, re.S):
                said[what] = html.unescape(re.sub(r"\\(.)", r"\1", value))
            opening = [said[what] for what in said if what.startswith("first")]
            yield Page(path, opening[0] if opening else None, title=said.get("title"),
                       date=said.get("date_published"), author=said.get("author"), opening=True,
                       outlet=test.parent.name)


LAYOUTS = (trafilatura, mozilla, goose3, with_text, fundus, postlight)


def pages_of(folder):
    return [page for layout in LAYOUTS for page in layout(folder)]
