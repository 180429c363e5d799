// Lists the noun phrases that pronouns and descriptions may go back to.
//
// Names bring the type and gender of their cluster; common nouns those of the word
// lists. Words that only modify another noun are left out: the "chip" of "chip
// sales" is nothing a later "it" means.

#include "loaders/extraction/reference/antecedents.h"

#include <algorithm>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_extent.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

void FillFunction(const SentenceGraph& graph, Antecedent& found) {
  int word = graph.FirstConjunct(found.head);
  if (graph.Is(word, "appos")) word = graph.FirstConjunct(graph.head(word));
  found.is_subject = graph.Is(word, "nsubj");
  found.is_object = graph.Is(word, "obj") || graph.Is(word, "iobj");
  found.is_possessor = graph.Is(word, "nmod:poss");
}

// "Denmark limited exports": where the tree takes a sentence for a noun phrase, the name
// that it begins with is as good as a subject.
bool OpensVerblessSentence(const SentenceGraph& graph, const MentionDraft& name) {
  const bool opens = name.first == 1 || (name.first == 2 && graph.IsUpos(1, "DET"));
  return opens && name.last + 2 < graph.size() && !graph.IsVerb(graph.root()) &&
         graph.Child(graph.root(), "cop") == 0 && graph.Child(graph.root(), "nsubj") == 0 &&
         (graph.Is(name.head, "compound") || graph.head(name.head) == 0);
}

bool IsArgument(const SentenceGraph& graph, int word) {
  for (const char* relation : {"nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "appos",
                               "dep", "parataxis", "vocative", "dislocated", "nmod:poss"})
    if (graph.Is(word, relation)) return !graph.Is(word, "nmod:desc");
  return false;
}

Gender GenderOfNoun(const SentenceGraph& graph, int word, const EntityLexicon& lexicon) {
  const RoleNoun* role = lexicon.Role(graph.lemma(word));
  if (role != nullptr) return role->gender;
  const std::string& lemma = graph.lemma(word);
  if (lexicon.IsCue("male", lemma)) return Gender::kMale;
  return lexicon.IsCue("female", lemma) ? Gender::kFemale : Gender::kUnknown;
}

Antecedent CommonNoun(const ArticleText& text, std::uint32_t sentence, int word) {
  const SentenceGraph& graph = text.graphs[sentence];
  Antecedent found;
  found.sentence = sentence;
  found.head = word;
  const int whole = WholeOfShare(graph, word), noun = whole != 0 ? whole : word;
  found.plural = IsPlural(graph, noun);
  found.collective = text.lexicon.IsCue("collective", graph.lemma(noun));
  const std::string_view type = text.lexicon.NounType(graph.lemma(noun));
  found.type = type.empty() && text.lexicon.Role(graph.lemma(noun)) != nullptr
                   ? "person"
                   : std::string(type.empty() ? "topic" : type);
  if (found.type == "person") found.gender = GenderOfNoun(graph, word, text.lexicon);
  FillFunction(graph, found);
  return found;
}

// "Ana Kano and Moe … they": a row of single ones, standing for all of them.
void AddRows(const SentenceGraph& graph, std::vector<Antecedent>& found) {
  std::vector<Antecedent> rows;
  for (const Antecedent& first : found) {
    if (first.plural || graph.FirstConjunct(first.head) != first.head) continue;
    const bool joined = std::ranges::any_of(found, [&](const Antecedent& other) {
      const int conjunction = graph.Child(other.head, "cc");
      return graph.Is(other.head, "conj") && graph.head(other.head) == first.head &&
             (conjunction == 0 || graph.lemma(conjunction) == "and") &&
             FamilyOf(other.type) == FamilyOf(first.type);
    });
    if (!joined) continue;
    Antecedent row = first;
    row.node = kNoNode;
    row.plural = row.is_row = true;
    row.gender = Gender::kUnknown;
    rows.push_back(std::move(row));
  }
  found.insert(found.end(), rows.begin(), rows.end());
}

}  // namespace

std::vector<std::vector<bool>> QuotedWords(const ArticleText& text) {
  std::vector<std::vector<bool>> quoted;
  bool open = false;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const std::vector<Token>& tokens = text.sentences[i].tokens;
    if (i > 0 && text.sentences[i].block != text.sentences[i - 1].block) open = false;
    std::vector<bool> words(tokens.size() + 1, false);
    for (std::size_t word = 1; word <= tokens.size(); ++word) {
      const std::string& form = tokens[word - 1].form;
      if (form == "“" || form == "``") open = true;
      if (form == "”" || form == "''") open = false;
      if (form == "\"") open = !open;
      words[word] = open;
    }
    quoted.push_back(std::move(words));
  }
  return quoted;
}

std::vector<std::vector<std::string_view>> NominalKinds(const ArticleText& text) {
  std::vector<std::vector<std::string_view>> kinds;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const SentenceGraph& graph = text.graphs[i];
    kinds.emplace_back(static_cast<std::size_t>(graph.size()) + 1);
    for (const Mention& nominal : text.sentences[i].nominals) {
      if (nominal.first < 1 || nominal.last > graph.size()) continue;
      std::string_view& kind =
          kinds.back()[static_cast<std::size_t>(HeadOf(graph, {nominal.first, nominal.last}))];
      if (kind.empty()) kind = nominal.type;  // the longest comes first
    }
  }
  return kinds;
}

std::vector<std::vector<Antecedent>> FindAntecedents(const ArticleText& text,
                                                     const std::vector<MentionDraft>& names,
                                                     const std::vector<NameCluster>& clusters) {
  const std::vector<std::vector<bool>> quoted = QuotedWords(text);
  const std::vector<std::vector<std::string_view>> kinds = NominalKinds(text);
  std::vector<std::vector<Antecedent>> all(text.graphs.size());
  std::vector<std::vector<bool>> named;
  for (const SentenceGraph& graph : text.graphs)
    named.emplace_back(static_cast<std::size_t>(graph.size()) + 1, false);
  for (const MentionDraft& name : names) {
    Antecedent found;
    found.sentence = name.sentence;
    found.head = name.head;
    found.node = static_cast<std::uint32_t>(name.cluster);
    const NameCluster& cluster = clusters[static_cast<std::size_t>(name.cluster)];
    found.type = cluster.type;
    found.gender = cluster.gender;
    found.plural = cluster.plural;
    found.is_name = true;
    found.is_bare = cluster.name.find(' ') == std::string::npos;
    const Token& last = text.graphs[name.sentence].word(name.last);  // "Valley Police", "Sixers"
    found.collective = last.xpos == "NNPS" || text.lexicon.IsCue("collective", last.lemma) ||
                       text.lexicon.IsCue("collective", FoldWord(last.form));
    FillFunction(text.graphs[name.sentence], found);
    found.is_subject = found.is_subject || OpensVerblessSentence(text.graphs[name.sentence], name);
    for (int word = name.first; word <= name.last; ++word)
      named[name.sentence][static_cast<std::size_t>(word)] = true;
    all[name.sentence].push_back(std::move(found));
  }
  for (std::uint32_t i = 0; i < text.graphs.size(); ++i) {
    const SentenceGraph& graph = text.graphs[i];
    for (int word = 1; word <= graph.size(); ++word) {
      if (named[i][static_cast<std::size_t>(word)] || !graph.IsUpos(word, "NOUN")) continue;
      // A predicate, and what stands beside a name, are no things of their own.
      if (graph.Child(word, "cop") != 0 || graph.Is(word, "appos")) continue;
      const int apposition = graph.Child(word, "appos");
      if (apposition != 0 && named[i][static_cast<std::size_t>(apposition)]) continue;
      const bool named_term = !TermName(graph, word, text.lexicon).empty() ||
                              text.lexicon.IsCue("collective", graph.lemma(word));
      if (!IsArgument(graph, word) || !named_term) continue;
      all[i].push_back(CommonNoun(text, i, word));
    }
    for (Antecedent& found : all[i]) {
      found.in_quotes = quoted[i][static_cast<std::size_t>(found.head)];
      found.kind = kinds[i][static_cast<std::size_t>(found.head)];
    }
    AddRows(graph, all[i]);
    std::ranges::stable_sort(all[i], {}, &Antecedent::head);
  }
  return all;
}

}  // namespace lode
