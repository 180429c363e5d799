#!/usr/bin/env python3
"""How many of the claims that texts attribute to somebody are found, and with whom?

    score_claims.py LODE FILE... [--misses] [--kinds]

A FILE is a document of GUM (.conllu): each `Discourse=attribution-…` relation whose source
has a subject other than "I", "we", "you" is a claim; its content is the unit it attributes with
what hangs on that in the same sentence. Or a list of short texts (.txt):

    == kind of text
    The text, one paragraph a line.
    > speaker | the words of the claim
    ! words that no statement may hold in the article's own voice
    ~ words that none may hold in it as a plain fact (unsure, demanded, negated will do)

A claim is found when a statement of speech holds its words: shared words over all words of both
(Jaccard), within the claim's sentences, reach .3 (and .8). Its speaker is right when the
statement's subject is inside the unit that names the source (GUM), or has the words given (lists).
Of the statements inside claims, how many carry no speaker?
"""
import argparse, collections, json, os, re, subprocess, sys, tempfile

AUTHORS = {"i", "we", "you", "one", "me", "us"}


def spans(value):
    if not value:
        return []
    if isinstance(value[0], list):
        return [tuple(v) for v in value]
    return [tuple(value[i:i + 2]) for i in range(0, len(value), 2)]


class Gold:
    """One text with its words as byte spans by sentence, and the claims in it."""

    def __init__(self, name):
        self.name, self.text, self.words, self.claims, self.never = name, b"", [], [], []


def read_gum(path):
    gold = Gold(os.path.basename(path)[4:-7])
    sentences, current, text = [], [], ""
    paragraph = False
    out = bytearray()
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            text = line[9:]
        elif not line and rows:
            if out:
                out += b"\n\n" if paragraph else b" "
            paragraph = False
            base, at = len(out), 0
            words = []
            for row in rows:
                found = text.find(row[1], at)
                if found < 0:
                    found = at
                at = found + len(row[1])
                begin = base + len(text[:found].encode())
                words.append((begin, begin + len(row[1].encode()), row))
            out += text.encode()
            sentences.append(words)
            rows = []
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    gold.text = bytes(out)
    units = {}  # number -> (sentence, [word index])
    parents, kinds, order = {}, {}, []
    unit = None
    for s, words in enumerate(sentences):
        for i, (_, _, row) in enumerate(words):
            mark = re.search(r"Discourse=([^|]*)", row[9])
            if mark:
                first = mark.group(1).split(";")[0]
                relation, rest = first.split(":", 1)
                numbers = re.match(r"(\d+)(?:->(\d+))?", rest)
                unit = int(numbers.group(1))
                units[unit] = (s, [])
                kinds[unit] = relation
                if numbers.group(2):
                    parents[unit] = int(numbers.group(2))
            if unit is not None and units[unit][0] == s:
                units[unit][1].append(i)
    children = collections.defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)

    def below(number, without, s):
        found, stack = set(), [number]
        while stack:
            at = stack.pop()
            if at in without or at in found:
                continue
            found.add(at)
            stack += [c for c in children[at] if units[c][0] == s]
        return found

    for unit, kind in kinds.items():
        if not kind.startswith("attribution-positive") or unit not in parents:
            continue
        s, _ = units[unit]
        target = parents[unit]
        if units[target][0] != s:
            continue
        own = below(unit, set(), s)  # the source with its own parts
        source = {i for u in own if u == unit or kinds[u].startswith("same-unit") for i in units[u][1]}
        content_units = below(target, {unit}, s) - {unit}
        content = {i for u in content_units for i in units[u][1]}
        words = sentences[s]
        upos = [w[2][3] for w in words]
        subjects = [i for i in source if words[i][2][7].startswith("nsubj") or
                    (words[i][2][7].startswith("obl") and upos[i] in ("NOUN", "PROPN", "PRON"))]
        if not subjects:
            continue
        if any(words[i][2][2].lower() in AUTHORS for i in subjects):
            continue
        content = {i for i in content if upos[i] != "PUNCT"}
        if len(content) < 2:
            continue
        gold.claims.append({"source": [words[i][:2] for i in sorted(source)],
                            "content": {words[i][0] for i in content},
                            "sentence": (words[0][0], words[-1][1]),
                            "kind": "common" if any(upos[i] == "NOUN" for i in subjects) else
                                    "name" if any(upos[i] == "PROPN" for i in subjects) else "pronoun"})
    gold.words = [[w[:2] for w in words if w[2][3] != "PUNCT"] for words in sentences]
    gold.show = lambda c: gold.text[c["sentence"][0]:c["sentence"][1]].decode()
    return gold


WORD = re.compile(r"[\w'’%$€£-]+")


def words_of(text):
    return [w.lower().strip("'’-") for w in WORD.findall(text)]


def read_list(path):
    golds, gold, number = [], None, 0
    lines = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("== ") or not line.strip():
            if gold is not None and gold.lines:
                golds.append(gold)
            if line.startswith("== "):
                kind = line[3:]
            number += 1
            gold = Gold(f"{kind} ({number})")
            gold.lines, gold.kind = [], kind
        elif line.startswith("> "):
            speaker, content = line[2:].split(" | ", 1)
            gold.claims.append({"speaker": speaker, "words": words_of(content), "kind": gold.kind, "shown": line})
        elif line[:2] in ("! ", "~ "):
            gold.never.append((line[2:], line[0] == "~"))
        elif not line.startswith("#"):
            gold.lines.append(line)
    if gold is not None and gold.lines:
        golds.append(gold)
    for gold in golds:
        gold.text = "\n\n".join(gold.lines).encode()
        gold.show = lambda c, g=gold: g.text.decode() + "   " + c["shown"]
    return golds


def is_speech(row):
    return row["extractor"].split("/")[0] in ("quote", "speech") and row["object"].get("kind") in ("quote", "text")


def jaccard(a, b):
    return len(a & b) / max(1, len(a | b))


def bag(words):
    counts = collections.Counter(words)
    return {(w, i) for w, n in counts.items() for i in range(n)}


def covered(row, gold):
    out = set()
    for begin, end in spans(row["span"]["object"]):
        for sentence in gold.words:
            out |= {w[0] for w in sentence if begin <= w[0] < end}
    return out


def inside(row, claims):
    span = row["span"].get("predicate") or row["span"].get("object")
    at = spans(span)
    return bool(at) and any(at[0][0] in c["content"] for c in claims)


def score(gold, rows, totals, misses):
    speech = [r for r in rows if is_speech(r)]
    for claim in gold.claims:
        best, right = 0.0, False
        for row in speech:
            if "content" in claim:
                begin, end = claim["sentence"]
                have = {w for w in covered(row, gold) if begin <= w < end}
                overlap = jaccard(claim["content"], have)
                at = spans(row["span"]["subject"])
                ok = bool(at) and any(b < e2 and b2 < e for b, e in at[:1] for b2, e2 in claim["source"])
            else:
                overlap = jaccard(bag(claim["words"]), bag(words_of(row["object"]["value"])))
                name = words_of(row["subject"]["name"])
                ok = all(w in name for w in words_of(claim["speaker"]))
            if (overlap >= .3, ok, overlap) > (best >= .3, right, best):
                best, right = overlap, ok
        for key in ("all", claim["kind"]):
            totals[key]["claims"] += 1
            totals[key][".3"] += best >= .3
            totals[key][".8"] += best >= .8
            totals[key]["speaker"] += best >= .3 and right
        if misses and (best < .8 or not right):
            said = [f'{r["subject"]["name"]} -{r["predicate"]}-> {r["object"].get("value")}' for r in speech
                    if "content" not in claim or claim["sentence"][0] <= (spans(r["span"]["object"]) or [(0, 0)])[0][0] < claim["sentence"][1]]
            print(f'{best:.2f} {"ok" if right else "--"} [{gold.name}] {gold.show(claim)}\n        {said}')
    for row in rows:
        if is_speech(row) or row["derived"]:
            continue
        if gold.words and inside(row, gold.claims):
            totals["all"]["inside"] += 1
            totals["all"]["inside without"] += row["said_by"] is None
            if misses and row["said_by"] is None:
                print(f'   unsaid [{gold.name}] {row["subject"]["name"]} -{row["predicate"]}-> '
                      f'{row["object"].get("name", row["object"].get("value"))} :: {row["text"]}')
    for words, marked in gold.never:
        holder = [r for r in rows if r["said_by"] is None and not is_speech(r) and
                  not (marked and (r["modality"] != "actual" or r["polarity"] != "affirmed")) and
                  set(words_of(words)) <= set(words_of(" ".join([r["subject"]["name"], r["predicate"].replace("-", " "), r.get("relation") or "",
                                                                  str(r["object"].get("name", r["object"].get("value")))])))]
        totals["all"]["never"] += 1
        totals["all"]["never broken"] += bool(holder)
        if misses and holder:
            print(f"   own voice [{gold.name}] {words} :: {gold.text.decode()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lode")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    golds = []
    for path in options.files:
        golds += [read_gum(path)] if path.endswith(".conllu") else read_list(path)
    totals = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        for i, gold in enumerate(golds):
            with open(f"{folder}/{i:05d}.txt", "wb") as out:
                out.write(gold.text)
        result = subprocess.run([options.lode, "extract", "--quiet", "--jobs", "2", "--format", "jsonl", folder],
                                stdout=subprocess.PIPE, check=True)
    rows = collections.defaultdict(list)
    for line in result.stdout.decode().splitlines():
        row = json.loads(line)
        rows[int(os.path.basename(row["article"]["path"])[:5])].append(row)
    for i, gold in enumerate(golds):
        score(gold, rows[i], totals, options.misses)
    for key in ["all"] + (sorted(k for k in totals if k != "all") if options.kinds else []):
        t = totals[key]
        n = max(1, t["claims"])
        print(f'{key}: {t["claims"]} claims, found at .3 {t[".3"] / n:.3f}, at .8 {t[".8"] / n:.3f}, '
              f'speaker of the found {t["speaker"] / max(1, t[".3"]):.3f}')
    t = totals["all"]
    if t["inside"]:
        print(f'statements inside claims: {t["inside"]}, without speaker {t["inside without"] / t["inside"]:.3f}')
    if t["never"]:
        print(f'words that are nobody\'s own: {t["never"]}, stated in the article\'s voice {t["never broken"]}')


main()
