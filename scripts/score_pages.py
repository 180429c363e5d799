#!/usr/bin/env python3
"""How well lode reads the text, title, date and author of web pages, beside others.

    scripts/score_pages.py FOLDER... [--lode build/release/lode] [--peers] [--faults N]

A FOLDER holds pages and what is right, in one of these layouts:
  NAME/source.html, NAME/expected.html, NAME/expected-metadata.json   (mozilla/readability)
  html/NAME.html, txt/NAME.txt, metadata/NAME.json                    (newspaper4k)
  NAME.html, NAME.txt                                                 (any other)
  NAME.html, NAME.json with expected.cleaned_text: how the text begins             (goose3)
  OUTLET.json, OUTLET_DAY.html.gz: a repository's tests/resources/parser/test_data (fundus)
  fixtures/NAME.html, src/extractors/custom/NAME/index.test.js: how the text begins (postlight)
  evaldata.json and the pages it names: strings that the text has and has not (trafilatura)

Text is compared as words, lower case: precision, recall and F1 of the bags of words, averaged
over the pages; strings are counted as found, missed, or taken wrongly. Of a text of which only
the beginning is known, what is read counts up to where the known part ends in it. A title is
right when its words are, a date when the day or the moment is, an author when all names and no
others are there. `--half a|b` takes the pages of half of the outlets.
`--peers` adds trafilatura, newspaper4k and readability-lxml, as far as they are installed,
over the same pages in the same run. `--faults N` lists lode's N worst pages.
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from page_golds import pages_of, plain, words

TEXT_KINDS = {"heading", "paragraph", "quotation", "tweet", "list", "timeline-entry", "summary",
              "translation"}


class Read(collections.namedtuple("Read", "text title date author")):
    pass


def opens_paragraph(block, after):
    """A dateline that was cut off the paragraph behind it: less than a tag lies between."""
    return (block["kind"] == "dateline" and after is not None and after["kind"] in TEXT_KINDS
            and after["source"][0] - block["source"][1] < 3)


def read_once(paths, program):
    """One load of these files: path -> read. Of two with one text or address only one is kept."""
    with tempfile.TemporaryDirectory() as store:
        for at in range(0, len(paths), 200):
            subprocess.run([program, "load", "--quiet", "--store", store + "/s",
                            *paths[at:at + 200]], stderr=subprocess.DEVNULL, check=False)
        out = subprocess.run([program, "export", "--store", store + "/s", "--format", "articles"],
                             capture_output=True, check=False).stdout
    found = {}
    for line in out.decode().split("\n")[:-1]:
        article = json.loads(line)
        text = article["text"].encode()
        blocks = article["blocks"]
        body = "\n".join(text[b["begin"]:b["end"]].decode() for b, after in
                         zip(blocks, blocks[1:] + [None])
                         if b["kind"] in TEXT_KINDS or opens_paragraph(b, after))
        found[article["path"]] = Read(body, article["title"], article["published"],
                                      article["author"])
    return found


def read_by_lode(pages, program):
    """Loads all pages, those that another stands for again in a store of their own; a page that
    gives no article reads as nothing."""
    todo, found = sorted({str(page.path) for page in pages}), {}
    while todo:
        now = read_once(todo, program)
        found.update(now)
        todo = [path for path in todo if path not in found] if now else []
    return [found.get(str(page.path), Read("", None, None, None)) for page in pages]


def read_by_peers(pages):
    """name -> reads, of the peers that are installed."""
    peers = {}

    def run(name, read):
        def careful(page):
            try:
                return read(page.bytes())
            except Exception:  # a peer that fails on a page reads nothing there
                return Read("", None, None, None)
        peers[name] = [careful(page) for page in pages]

    try:
        import trafilatura

        def by_trafilatura(data):
            found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
            found = found.as_dict() if hasattr(found, "as_dict") else found
            return Read(found["text"] or "", found["title"], found["date"], found["author"])
        run("trafilatura", by_trafilatura)
    except ImportError:
        pass
    try:
        import newspaper

        def by_newspaper(data):
            article = newspaper.Article("https://page.example/", fetch_images=False)
            article.download(input_html=data.decode(errors="replace"))
            article.parse()
            date = str(article.publish_date) if article.publish_date else None
            return Read(article.text or "", article.title, date, "; ".join(article.authors))
        run("newspaper4k", by_newspaper)
    except ImportError:
        pass
    try:
        import readability

        def by_readability(data):
            document = readability.Document(data.decode(errors="replace"))
            return Read(plain(document.summary()), document.short_title(), None, None)
        run("readability", by_readability)
    except ImportError:
        pass
    return peers


def opening_of(text, known):
    """The words of `text` up to where the last words of `known` end in it, or as many as
    `known` has where they are not in it."""
    text, known = words(text), words(known)
    for most in range(min(8, len(known)), 2, -1):
        for at in range(len(text) - most + 1):
            if text[at:at + most] == known[-most:]:
                return text[:at + most]
    return text[:len(known)]


def text_score(page, text):
    text = opening_of(text, page.text) if page.opening else words(text)
    gold, text = collections.Counter(words(page.text)), collections.Counter(text)
    both = sum((gold & text).values())
    p = both / max(1, sum(text.values()))
    r = both / max(1, sum(gold.values()))
    return p, r, 2 * p * r / max(1e-9, p + r)


def names(author):
    if isinstance(author, list):
        author = "; ".join(author)
    return {" ".join(words(re.sub(r"(?i)^by\s+", "", name)))
            for name in re.split(r"[;,]|\band\b", author or "") if words(name)}


def moment(date):
    """In seconds; None where no time with its zone is said."""
    try:
        said = datetime.datetime.fromisoformat(str(date).replace("Z", "+00:00"))
    except ValueError:
        return None
    return said.timestamp() if said.tzinfo else None


def same_day(gold, date):
    return str(gold)[:10] == str(date or "")[:10] or (
        moment(gold) is not None and moment(gold) == moment(date))


def squeeze(text):
    return " ".join(text.split())


def score(pages, reads):
    whole = [text_score(p, r.text) for p, r in zip(pages, reads) if p.text is not None]
    line = ""
    if whole:
        line += "P %.3f  R %.3f  F1 %.3f  (%d pages)  " % (
            *[sum(column) / len(whole) for column in zip(*whole)], len(whole))
    found = missed = wrong = 0
    for page, read in zip(pages, reads):
        text = squeeze(read.text)
        hits = sum(squeeze(s) in text for s in page.has)
        found, missed = found + hits, missed + len(page.has) - hits
        wrong += sum(squeeze(s) in text for s in page.has_not)
    if found + missed:
        p, r = found / max(1, found + wrong), found / (found + missed)
        line += "strings P %.3f  R %.3f  F1 %.3f  " % (p, r, 2 * p * r / max(1e-9, p + r))
    for what, right in (
            ("title", lambda p, r: words(p.title) == words(r.title or "")),
            ("date", lambda p, r: same_day(p.date, r.date)),
            ("author", lambda p, r: names(p.author) == names(r.author))):
        asked = [(p, r) for p, r in zip(pages, reads) if getattr(p, what)]
        if asked:
            line += "%s %d/%d  " % (what, sum(right(p, r) for p, r in asked), len(asked))
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--lode", default="build/release/lode")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--half", choices=("a", "b"))
    parser.add_argument("--only", default="", help="a pattern that the paths must have")
    options = parser.parse_args()
    for folder in options.folders:
        pages = [p for p in pages_of(folder) if re.search(options.only, str(p.path))
                 and options.half in (None, p.half())]
        if not pages:
            sys.exit(f"{folder}: no pages in a layout that is known; see --help")
        reads = {"lode": read_by_lode(pages, options.lode)}
        if options.peers:
            reads.update(read_by_peers(pages))
        print(folder)
        for name, read in reads.items():
            print("  %-12s %s" % (name, score(pages, read)))
        worst = sorted((text_score(p, r.text)[::-1] + (str(p.path),)
                        for p, r in zip(pages, reads["lode"]) if p.text is not None))
        for f1, r, p, path in worst[:options.faults]:
            print("    F1 %.3f P %.3f R %.3f %s" % (f1, p, r, path))


if __name__ == "__main__":
    main()
