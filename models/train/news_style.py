"""Training sentences rewritten the way news writes: present tense after names, headlines, datelines.

The treebanks hold few names of companies in front of verbs in the present tense, so a network that saw only them reads
"supplies" or "accounts" behind an unknown name as a noun. Every rewriting here keeps the tree of the sentence and
changes only what it can change safely: tense and number of finite verbs, subjects that are plain names or pronouns,
verbs of the same frame, leaves such as determiners and auxiliaries. Names are made up of random syllables.
"""
from collections import Counter, defaultdict

import data

HEADS = ("Motors Batteries Industries Mining Devices Systems Foods Airlines Holdings Partners Labs Energy Bank Group Media "
         "Steel Metals Chemicals Logistics Shipping Robotics Software Semiconductors Materials Resources Minerals Networks "
         "Telecom Electronics Pharmaceuticals Insurance Capital Ventures Studios Stores Brands Airways Railways Technologies "
         "Solutions Services Works Instruments Power Oil Gas Aerospace Biosciences Therapeutics Securities Brothers Council "
         "Institute University Ministry Commission Agency Union Association Foundation Inc. Corp. Ltd. Co.").split()
FIRST = "Green Blue Red North South East West Silver Golden Iron Stone River Lake Ocean Sun Star Clear Bright Grand Royal".split()
STARTS = "B Br C Ch Cl D Dr F Fl G Gr H J K Kr L M N P Pl Pr Qu R S Sh Sk St T Th Tr V W Z Al Ar El En Or Ur Ix Os".split()
VOWELS = "a e i o u a e i o ae ia eo au ei".split()
MIDDLES = "l r n m d t v s k rc nd lt mb st rd ct rv ns x z th".split()
ENDS = ["", "n", "s", "x", "r", "l", "ra", "ris", "tis", "on", "um", "ia", "ex", "haven", "dale", "ford", "field", "wood", "ton",
        "berg", "mark", "bridge", "stone", "well", "gate", "tech", "soft", "net", "corp", "wave", "bury", "vale"]
MONTHS = ("January February March April May June July August September October November December Jan. Feb. Aug. Sept. Oct. "
          "Nov. Dec.").split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = set("a an the of in on at to by for with from as and or but nor over into per vs. 's up".split())
AGREE = "Mood=Ind|Number=Sing|Person=3|Tense={}|VerbForm=Fin"
IT = "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs"
ONE = frozenset


class Word:
    __slots__ = ("form", "lemma", "upos", "xpos", "feats", "rel", "names", "head")

    def __init__(self, form, lemma, upos, xpos, feats, rel, names=data.NOTHING, head=None):
        self.form, self.lemma, self.upos, self.xpos, self.feats = form, lemma, upos, xpos, feats
        self.rel, self.names, self.head = rel, names, head

    def has(self, feature):
        return feature in self.feats.split("|")


def words_of(s):
    out = [Word(*x) for x in zip(s.forms, s.lemmas, s.upos, s.xpos, s.feats, s.rels, s.names)]
    for w, h in zip(out, s.heads):
        w.head = out[h - 1] if h else None
    return out


def sentence_of(words, source):
    at = {id(w): i + 1 for i, w in enumerate(words)}
    s = data.Sentence(source, [w.form for w in words])
    s.lemmas, s.upos, s.xpos = [w.lemma for w in words], [w.upos for w in words], [w.xpos for w in words]
    s.feats, s.rels, s.names = [w.feats for w in words], [w.rel for w in words], [w.names for w in words]
    s.heads = [at[id(w.head)] if w.head is not None else 0 for w in words]
    return s


def labels(n, kind):
    return [ONE([data.INDEX[("S" if n == 1 else "B" if i == 0 else "E" if i == n - 1 else "I") + "-" + kind]])
            for i in range(n)]


def with_s(lemma):
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


class NewsStyle:
    def __init__(self, trees, lists):
        """lists: NameLists for persons and places, or None."""
        self.lists = lists
        forms = defaultdict(Counter)
        nouns, verbs = set(), Counter()
        for s in trees:
            for form, lemma, upos, xpos, feats in zip(s.forms, s.lemmas, s.upos, s.xpos, s.feats):
                if upos in ("VERB", "AUX") and "Typo" not in feats and form.isalpha():
                    forms[lemma, xpos][form.lower()] += 1
                if upos == "NOUN":
                    nouns.add(lemma)
        self.form = {k: c.most_common(1)[0][0] for k, c in forms.items() if k[0] != "be"}
        frames = defaultdict(set)
        for s in trees:
            below = defaultdict(list)
            for i, h in enumerate(s.heads):
                below[h].append(i)
            for i, u in enumerate(s.upos):
                frame = self.frame(s, i, below) if u == "VERB" and s.xpos[i] in ("VBD", "VBZ", "VBP", "VB") else None
                if frame and s.lemmas[i].isalpha() and s.lemmas[i].islower():
                    frames[frame].add(s.lemmas[i])
        # those whose present is also the plural of a noun count three times
        self.frames = {k: sorted(v) + 2 * sorted(v & nouns) for k, v in frames.items() if len(v) > 3}

    def frame(self, s, i, below):
        rels = [s.rels[c] for c in below[i + 1]]
        if any(r in ("ccomp", "xcomp", "compound:prt", "iobj", "expl", "csubj") for r in rels):
            return None
        if "obj" in rels:
            return "obj"
        obl = [c for c in below[i + 1] if s.rels[c] == "obl" and c > i]
        cases = [s.forms[c].lower() for o in obl[:1] for c in below[o + 1] if s.rels[c] == "case"]
        return "obl " + cases[0] if cases else None

    # ---- names

    def stem(self, rng):
        out = rng.choice(STARTS) + rng.choice(VOWELS)
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            out += rng.choice(MIDDLES) + rng.choice(VOWELS)
        return out + rng.choice(ENDS) if len(out) > 3 else out + rng.choice(MIDDLES) + rng.choice(VOWELS) + rng.choice(ENDS)

    def name(self, rel, rng):
        """Words of a made-up name (the last or first one carries `rel` and no head yet)."""
        r = rng.random()
        proper = lambda f, r, h=None: Word(f, f, "PROPN", "NNP", "Number=Sing", r, head=h)
        if r < 0.2 and self.lists:
            forms = self.lists.other("person", rng.choice([1, 2, 2]), rng)
            first = proper(forms[0], rel)
            out, kind = [first] + [proper(f, "flat", first) for f in forms[1:]], "person"
        elif r < 0.35 and self.lists:
            forms = self.lists.other("place", rng.choice([1, 1, 1, 2]), rng)
            last = proper(forms[-1], rel)
            out, kind = [proper(f, "compound", last) for f in forms[:-1]] + [last], "place"
        elif r < 0.5:
            form = self.stem(rng) if rng.random() < 0.8 else "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(rng.randint(3, 4)))
            out, kind = [proper(form, rel)], None  # could be anything
        elif r < 0.55 and self.lists:
            out, kind = [proper(rng.choice(self.lists.company), rel)], "organization"
        else:
            last = proper(rng.choice(HEADS), rel)
            if last.form.endswith("s") and not last.form.endswith("ss") and rng.random() < 0.5:
                last.xpos, last.feats = "NNPS", "Number=Plur"
                last.lemma = last.form[:-3] + "y" if last.form.endswith("ies") and last.form != "Series" else last.form[:-1]
            before = [self.stem(rng) if rng.random() < 0.75 else rng.choice(FIRST)]
            if rng.random() < 0.2:
                before.append(self.stem(rng) if rng.random() < 0.5 else rng.choice(HEADS[:45]))
            out, kind = [proper(f, "compound", last) for f in before] + [last], "organization"
        for w, names in zip(out, labels(len(out), kind) if kind else [data.ALL]):
            w.names = names
        return out

    def replace(self, words, first, last, top, rng):
        """Puts a name in the place of words [first, last] whose top is `top`; answers the new words."""
        new = self.name(top.rel, rng)
        head = next(w for w in new if w.rel == top.rel and w.head is None)
        head.head = top.head
        out = words[:first] + new + words[last + 1:]
        old = {id(w) for w in words[first:last + 1]}
        for w in out:
            if w.head is not None and id(w.head) in old:
                w.head = head
        return out

    def subjects(self, words, rng, share):
        """Swaps names, pronouns and small noun phrases that are subjects (sometimes other names) for made-up names."""
        for top in [w for w in words if w.rel in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss")]:
            subject = top.rel.startswith("nsubj")
            if rng.random() > (share if subject else 0.35 * share):
                continue
            at = {id(w): i for i, w in enumerate(words)}
            i = at[id(top)]
            below = [w for w in words if w.head is top]
            if top.upos == "PROPN" and top.xpos in ("NNP", "NNPS"):
                inner = [w for w in below if w.rel in ("flat", "compound", "det", "nmod:desc") and w.upos in ("PROPN", "DET", "NOUN")]
            elif not subject or top.head is None:
                continue
            elif top.upos == "PRON" and top.xpos == "PRP" and not below:
                if rng.random() < 0.35 and top.form.lower() in ("he", "she"):
                    top.form, top.lemma, top.feats = ("It" if top.form[0].isupper() else "it"), "it", IT
                    self.agree(words, top)
                    continue
                inner = []
            elif top.upos == "NOUN" and all(w.rel in ("det", "amod", "compound") for w in below) and len(below) < 3:
                inner = below
            else:
                continue
            if any(w.head in inner for w in words) or any(w not in inner and w.rel not in ("punct", "appos", "case", "acl:relcl", "nmod", "cc", "conj") for w in below):
                continue
            span = sorted(at[id(w)] for w in inner + [top])
            if span[-1] - span[0] + 1 != len(span):
                continue
            words = self.replace(words, span[0], span[-1], top, rng)
            if subject and top.head is not None and not any(w.rel in ("conj", "nmod") for w in below):
                self.agree(words, next(w for w in words if w.head is top.head and w.rel == top.rel))
        return words

    def agree(self, words, subject):
        """The finite verb of the subject's clause takes the third person singular."""
        verb = subject.head
        for w in words:
            if (w is verb or w.head is verb and w.rel in ("aux", "aux:pass", "cop")) and w.xpos in ("VBD", "VBP") \
                    and w.has("VerbForm=Fin") and "Mood=Ind" in w.feats:
                if w.xpos == "VBP":
                    self.present(w, True)
                else:
                    w.feats = AGREE.format("Past")
                    if w.form == "were":
                        w.form = "was"
                break
        for w in words:
            if w.head is verb and w.rel == "conj" and not any(x.head is w and x.rel.startswith(("nsubj", "aux")) for x in words):
                self.agree(words, Word("", "", "", "", "", "nsubj", head=w))

    # ---- verbs

    def present(self, w, third):
        if w.lemma == "be":
            form = "is" if third else "am" if w.has("Person=1") and w.has("Number=Sing") else "are"
        elif third:
            form = self.form.get((w.lemma, "VBZ")) or with_s(w.lemma)
        else:
            form = w.lemma
        if not w.form.isalpha():  # a clitic stays what it is
            form = {"have": "'s" if third else "'ve"}.get(w.lemma, form)
        w.form = form[:1].upper() + form[1:] if w.form[:1].isupper() else form
        if third:
            w.xpos, w.feats = "VBZ", AGREE.format("Pres")
        else:
            w.xpos, w.feats = "VBP", w.feats.replace("Tense=Past", "Tense=Pres")

    def flip(self, words, rng):
        """The past becomes the present; answers whether a verb changed."""
        some = False
        for w in words:
            if w.xpos == "VBD" and w.has("Tense=Past") and w.has("Mood=Ind") and not w.has("Typo=Yes") and w.form.isalpha() \
                    and w.lemma.isalpha() and rng.random() < (0.95 if w.rel == "root" else 0.75):
                self.present(w, w.has("Number=Sing") and w.has("Person=3"))
                some = True
        return some

    def verbs(self, words, rng):
        """Another verb of the same frame, in the same form."""
        s = sentence_of(words, "ewt")
        below = defaultdict(list)
        for i, h in enumerate(s.heads):
            below[h].append(i)
        for i, w in enumerate(words):
            if w.upos == "VERB" and w.xpos in ("VBD", "VBZ", "VBP") and rng.random() < 0.5 and w.lemma.isalpha():
                lemmas = self.frames.get(self.frame(s, i, below))
                if not lemmas:
                    continue
                lemma = rng.choice(lemmas)
                form = lemma if w.xpos == "VBP" else self.form.get((lemma, w.xpos)) or \
                    (with_s(lemma) if w.xpos == "VBZ" else None)
                if form:
                    w.lemma, w.form = lemma, form[:1].upper() + form[1:] if w.form[:1].isupper() else form

    def weekday(self, words, rng):
        """A day between a verb and its clause: "denied on Monday that it ..."."""
        for i, w in enumerate(words):
            if i and w.rel == "mark" and w.form == "that" and w.head.rel == "ccomp" and words[i - 1] is w.head.head:
                day = rng.choice(DAYS)
                verb = w.head.head
                new = [Word(day, day, "PROPN", "NNP", "Number=Sing", "obl:unmarked" if rng.random() < 0.3 else "obl", head=verb)]
                if new[0].rel == "obl":
                    new.insert(0, Word("on", "on", "ADP", "IN", "_", "case", head=new[0]))
                return words[:i] + new + words[i:]
        return words

    # ---- headlines and datelines

    def bare(self, words, rng):
        """Without articles, auxiliaries of participles, and the last full stop."""
        heads = {id(w.head) for w in words if w.head is not None}
        keep = rng.choice([0.0, 0.0, 0.4])

        def goes(i, w):
            if id(w) in heads:
                return False
            if w.rel == "det" and w.form.lower() in ("a", "an", "the"):
                return rng.random() >= keep
            if w.rel in ("aux", "aux:pass") and w.lemma in ("be", "have") and w.head.xpos in ("VBN", "VBG"):
                return w.rel == "aux:pass" and rng.random() >= keep
            return i == len(words) - 1 and w.form == "." or w.upos == "PUNCT" and w.form in "\"'``''“”" and rng.random() < 0.2
        out = [w for i, w in enumerate(words) if not goes(i, w)]
        if out and out[0].form[:1].islower():
            out[0].form = out[0].form[:1].upper() + out[0].form[1:]
        r = rng.random()
        if r < 0.35:
            for i, w in enumerate(out):
                if i == 0 or w.form.lower() not in SMALL:
                    w.form = w.form[:1].upper() + w.form[1:]
        elif r < 0.43:
            for w in out[:rng.randint(1, 4)]:
                w.form = w.form.upper()
        return out

    def dateline(self, words, rng):
        """PLACE, Month day - sentence. The place hangs on the clause as a loose part."""
        root = next(w for w in words if w.head is None)
        if not self.lists or root.upos not in ("VERB", "AUX"):
            return words
        forms = self.lists.other("place", 1 if rng.random() < 0.85 else 2, rng)
        if rng.random() < 0.75:
            forms = [f.upper() for f in forms]
        place = Word(forms[-1], forms[-1], "PROPN", "NNP", "Number=Sing", "parataxis", head=root)
        new = [Word(f, f, "PROPN", "NNP", "Number=Sing", "compound", head=place) for f in forms[:-1]] + [place]
        for w, names in zip(new, labels(len(new), "place")):
            w.names = names
        punct = lambda f, x, h: Word(f, f, "PUNCT", x, "_", "punct", head=h)
        r = rng.random()
        if r < 0.6:
            month = Word(rng.choice(MONTHS), "", "PROPN", "NNP", "Number=Sing", "nmod:unmarked", head=place)
            month.lemma = month.form
            if month.form.endswith("."):
                month.feats = "Abbr=Yes|Number=Sing"
            day = str(rng.randint(1, 31))
            new += [punct(",", ",", month), month, Word(day, day, "NUM", "CD", "NumForm=Digit|NumType=Card", "nummod", head=month)]
        if 0.45 < r < 0.9:
            agency = rng.choice([self.stem(rng), self.stem(rng).upper()])
            w = Word(agency, agency, "PROPN", "NNP", "Number=Sing", "parataxis", data.ALL, place)
            new += [punct("(", "-LRB-", w), w, punct(")", "-RRB-", w)]
        dash = rng.choice(["-", "-", "--", "–", "—"])
        return new + [punct(dash, "," if dash == "-" else ":", place)] + words

    def rewrite(self, s, rng):
        """A new sentence, or None where nothing of this sentence can be rewritten."""
        if s.heads is None or len(s.forms) < 4 or len(s.forms) > 60:
            return None
        root = s.heads.index(0)
        if s.upos[root] not in ("VERB", "AUX", "NOUN", "ADJ"):
            return None
        words = words_of(s)
        flipped = rng.random() < 0.8 and self.flip(words, rng)
        if not flipped and s.upos[root] != "VERB":
            return None
        if rng.random() < 0.6:
            self.verbs(words, rng)
        words = self.subjects(words, rng, rng.choice([0.5, 0.9]))
        if rng.random() < 0.4:
            words = self.weekday(words, rng)
        if rng.random() < 0.35 and "?" not in s.forms:
            words = self.bare(words, rng)
        elif rng.random() < 0.12:
            words = self.dateline(words, rng)
        if words[0].form[:1].islower() and s.forms[0][:1].isupper():
            words[0].form = words[0].form[:1].upper() + words[0].form[1:]
        return sentence_of(words, s.source) if len(words) > 2 else None


if __name__ == "__main__":
    import random
    import sys
    trees = [s for k in ("ewt",) for s in data.read_conllu(sys.argv[1], k)]
    for s in trees:
        s.names = [data.ALL] * len(s.forms)
    style, rng = NewsStyle(trees, None), random.Random(3)
    for s in trees[:400]:
        new = style.rewrite(s, rng)
        if new:
            print(" ".join(f"{f}/{x}/{h}/{r}" for f, x, h, r in zip(new.forms, new.xpos, new.heads, new.rels)))
