// The tree of a sentence with its children listed, and the few questions that
// clause reading asks again and again: conjuncts, case markers, antecedents of
// relative pronouns, covers of subtrees.
//
// The hard bit is trust: the tree is a parser's guess, and everything above it
// recurses. So heads are checked once, on the way in, and words on a cycle or
// with a head out of range are hung on the root.
#include "loaders/extraction/words/sentence_graph.h"

#include <algorithm>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Heads that make a tree with one root: heads[i] < 0 or > n, and cycles, mended.
int MendHeads(std::vector<int>& heads) {
  const int n = static_cast<int>(heads.size()) - 1;
  int root = 0;
  for (int i = 1; i <= n; ++i) {
    int& head = heads[static_cast<std::size_t>(i)];
    if (head < 0 || head > n || head == i) head = 0;
    if (head == 0 && root == 0) root = i;
  }
  if (root == 0 && n > 0) heads[static_cast<std::size_t>(root = 1)] = 0;
  std::vector<int> seen(heads.size(), 0);  // 0 new, 2 reaches the root, else on the walk
  for (int i = 1; i <= n; ++i) {
    std::vector<int> walk;
    int w = i;
    while (w != 0 && seen[static_cast<std::size_t>(w)] == 0) {
      seen[static_cast<std::size_t>(w)] = 1;
      walk.push_back(w);
      w = heads[static_cast<std::size_t>(w)];
    }
    if (w != 0 && seen[static_cast<std::size_t>(w)] == 1) heads[static_cast<std::size_t>(w)] = root;
    for (int v : walk) seen[static_cast<std::size_t>(v)] = 2;
  }
  for (int i = 1; i <= n; ++i)
    if (i != root && heads[static_cast<std::size_t>(i)] == 0)
      heads[static_cast<std::size_t>(i)] = root;
  return root;
}

}  // namespace

SentenceGraph::SentenceGraph(const Sentence& sentence)
    : sentence_(&sentence),
      heads_(sentence.tokens.size() + 1, 0),
      lemmas_(sentence.tokens.size() + 1),
      children_(sentence.tokens.size() + 1) {
  for (std::size_t i = 1; i < heads_.size(); ++i) {
    const Token& token = sentence.tokens[i - 1];
    heads_[i] = token.head;
    lemmas_[i] = FoldWord(token.lemma.empty() || token.lemma == "_" ? token.form : token.lemma);
  }
  root_ = MendHeads(heads_);
  for (int i = 1; i <= size(); ++i) children_[static_cast<std::size_t>(head(i))].push_back(i);
}

const Token& SentenceGraph::word(int index) const {
  static const Token kNone;
  const bool inside = index >= 1 && index <= size();
  return inside ? sentence_->tokens[static_cast<std::size_t>(index - 1)] : kNone;
}

bool SentenceGraph::Is(int index, std::string_view relation) const {
  if (index == 0) return false;
  const std::string& own = word(index).deprel;
  return own.starts_with(relation) &&
         (own.size() == relation.size() || own[relation.size()] == ':');
}

bool SentenceGraph::HasFeature(int index, std::string_view feature) const {
  const std::string& feats = word(index).feats;
  for (std::size_t at = feats.find(feature); at != std::string::npos;
       at = feats.find(feature, at + 1)) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || feats[at - 1] == '|') && (end == feats.size() || feats[end] == '|'))
      return true;
  }
  return false;
}

bool SentenceGraph::IsNominal(int index) const {
  const std::string& upos = word(index).upos;
  return upos == "NOUN" || upos == "PROPN" || upos == "PRON" || upos == "NUM" || upos == "SYM" ||
         upos == "X" || upos == "DET";
}

int SentenceGraph::Child(int index, std::string_view relation) const {
  for (int child : children(index))
    if (Is(child, relation)) return child;
  return 0;
}

int SentenceGraph::Child(int index, std::string_view relation, std::string_view wanted) const {
  for (int child : children(index))
    if (Is(child, relation) && lemma(child) == wanted) return child;
  return 0;
}

std::vector<int> SentenceGraph::Conjuncts(int index) const {
  std::vector<int> all = {index};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (int child : children(all[i]))
      if (Is(child, "conj")) all.push_back(child);
  std::sort(all.begin() + 1, all.end());
  return all;
}

int SentenceGraph::FirstConjunct(int index) const {
  while (Is(index, "conj") && head(index) != 0) index = head(index);
  return index;
}

bool SentenceGraph::Under(int word, int ancestor) const {
  for (int w = word; w != 0; w = head(w))
    if (w == ancestor) return true;
  return false;
}

std::string SentenceGraph::Preposition(int index) const {
  std::string out;
  const auto add = [&](int w) { out += (out.empty() ? "" : "-") + FoldWord(word(w).form); };
  for (int child : children(index)) {
    if (!Is(child, "case") || FoldWord(word(child).form) == "'s" || child > index) continue;
    if (!out.empty()) return out;
    add(child);
    for (int part : children(child))
      if (Is(part, "fixed")) add(part);
  }
  if (!out.empty()) return out;
  if (Antecedent(index) != index)  // "the rights that they fought for"
    for (int child : children(index))
      if (Is(child, "case") && child > index) return FoldWord(word(child).form);
  for (int child : children(index)) {  // "in Union Ferries", with "in" hung on "Union"
    const bool inside = child < index && (Is(child, "compound") || Is(child, "amod") ||
                                          Is(child, "nummod") || Is(child, "nmod:desc"));
    if (inside && Child(child, "case") != 0) return Preposition(child);
  }
  return out;
}

std::string SentenceGraph::NamedPreposition(int index) const {
  std::string out = Preposition(index);
  for (int child : children(index)) {
    if (!Is(child, "case") || child + 1 >= index || FoldWord(word(child).form) != out) continue;
    if (head(child + 1) == index && Is(child + 1, "case") && IsUpos(child + 1, "ADP"))
      return out + "-" + FoldWord(word(child + 1).form);
  }
  return out;
}

int SentenceGraph::Antecedent(int index) const {
  const std::string& own = lemma(index);
  const bool relative =
      own == "who" || own == "which" || own == "that" || own == "whom" || own == "whose";
  if (!relative || IsUpos(index, "SCONJ")) return index;
  for (int w = head(index); w != 0; w = head(w))
    if (word(w).deprel == "acl:relcl")
      return head(w) != 0 ? head(w) : index;
    else if (!IsVerb(w) && !IsNominal(w) && !IsUpos(w, "ADJ"))
      break;
  return index;
}

std::vector<int> SentenceGraph::Subtree(int index, const std::vector<int>& without) const {
  std::vector<int> words = {index};
  for (std::size_t i = 0; i < words.size(); ++i)
    for (int child : children(words[i]))
      if (std::find(without.begin(), without.end(), child) == without.end()) words.push_back(child);
  std::sort(words.begin(), words.end());
  return words;
}

Span SentenceGraph::Cover(const std::vector<int>& words) const {
  std::size_t first = 0, last = words.size();
  const auto is_mark = [&](int w) { return IsUpos(w, "PUNCT"); };
  while (first < last && is_mark(words[first])) ++first;
  while (last > first && is_mark(words[last - 1])) --last;
  if (first == last) return {};
  return {word(words[first]).span.begin, word(words[last - 1]).span.end};
}

int SentenceGraph::WordAt(std::uint32_t offset) const {
  for (int i = 1; i <= size(); ++i)
    if (word(i).span.begin <= offset && offset < word(i).span.end) return i;
  return 0;
}

}  // namespace lode
