// Names the arcs of a tree so that the names can stand together.
//
// The network scores the relations of each arc alone, and so may give one verb
// two objects, make an object of what stands behind "according to", or let a
// company's chief and his name do the same deed twice. Each word first takes
// its best relation; then what excludes another gives way where that costs
// least. It is no search over all ways to name the arcs: more than two rivals in
// one clause are rare. Two subjects otherwise stay as they are: mostly the arc
// of one of them is wrong, and another name for it would be no better.
#include "loaders/language/heads/relation_choice.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lode {
namespace {

// Verbs that take a receiver and a thing, sorted.
constexpr auto kGivers = std::to_array<std::string_view>(
    {"allot", "assign", "award", "bequeath", "bring",     "cost", "deny",
     "feed",  "gain",   "give",  "grant",    "guarantee", "hand", "leave",
     "lend",  "offer",  "pay",   "promise",  "refuse",    "sell", "send",
     "serve", "show",   "spare", "supply",   "teach",     "tell", "win"});

}  // namespace

// The state of one sentence.
struct RelationChoice::Choice {
  std::span<const float> scores;
  std::size_t stride, relations;
  std::span<Token* const> tokens;
  std::vector<std::size_t> chosen;     // per word, its relation
  std::vector<bool> with_preposition;  // per word
  std::vector<int> seats;              // per head and seat, the word that has it, or -1

  std::span<const float> Row(std::size_t word) const {
    return scores.subspan(word * stride, relations);
  }
};

RelationChoice::RelationChoice(const StringList& relations) : relations_(relations) {
  apposition_ = object_ = indirect_ = possessor_ = modifier_ = relations.size();
  mark_ = clause_ = relative_ = relations.size();
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const std::string_view name = relations[i];
    Kind kind;
    kind.subject = name == "nsubj" || name == "nsubj:pass";
    if (name == "obj") kind.place = kObject;
    if (name == "iobj") kind.place = kIndirectObject;
    kind.bare = kind.place != kNoPlace;
    if (name == "appos") apposition_ = i;
    if (name == "obj") object_ = i;
    if (name == "iobj") indirect_ = i;
    if (name == "nmod:poss") possessor_ = i;
    if (name == "nmod") modifier_ = i;
    if (name == "mark") mark_ = i;
    if (name == "acl") clause_ = i;
    if (name == "acl:relcl") relative_ = i;
    kind.root = name == "root";
    kind.preposition = name == "case";
    has_root_ |= kind.root;
    has_free_ |= !kind.root && !kind.bare;
    kinds_.push_back(kind);
  }
}

// The best relation of a row that asks for no seat of `taken` (a word each, -1 = free).
std::size_t RelationChoice::Best(std::span<const float> row, bool with_preposition,
                                 const int* taken) const {
  std::size_t best = row.size();
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Kind& kind = kinds_[i];
    if (kind.root || (with_preposition && kind.bare)) continue;
    if (taken != nullptr && kind.place != kNoPlace && taken[kind.place] >= 0) continue;
    if (best == row.size() || row[i] > row[best]) best = i;
  }
  return best;
}

// Gives `word` the seat of its relation, or has it or the seat's holder choose anew.
void RelationChoice::Seat(std::size_t word, Choice* c) const {
  const Place seat = kinds_[c->chosen[word]].place;
  if (seat == kNoPlace) return;
  int* const taken = &c->seats[static_cast<std::size_t>(c->tokens[word]->head) * kPlaces];
  if (taken[seat] < 0) {
    taken[seat] = static_cast<int>(word);
    return;
  }
  const auto holder = static_cast<std::size_t>(taken[seat]);
  const auto next = [&](std::size_t w) { return Best(c->Row(w), c->with_preposition[w], taken); };
  const std::size_t mine = next(word), others = next(holder);
  const float my_loss = c->Row(word)[c->chosen[word]] - c->Row(word)[mine];
  const float other_loss = c->Row(holder)[c->chosen[holder]] - c->Row(holder)[others];
  const bool yields = my_loss <= other_loss;
  const std::size_t loser = yields ? word : holder;
  taken[seat] = static_cast<int>(yields ? holder : word);
  c->chosen[loser] = yields ? mine : others;
  const Place free = kinds_[c->chosen[loser]].place;
  if (free != kNoPlace) taken[free] = static_cast<int>(loser);
}

// Hangs the name right behind an office on it, where both came out as subjects.
void RelationChoice::JoinOffices(Choice* c) const {
  if (apposition_ == relations_.size()) return;
  const auto& tokens = c->tokens;
  for (std::size_t name = 1; name < tokens.size(); ++name) {
    if (tokens[name]->upos != "PROPN" || !kinds_[c->chosen[name]].subject) continue;
    std::size_t office = name - 1;
    while (office > 0 && tokens[office]->head == static_cast<int>(name) + 1) --office;
    if (tokens[office]->upos != "NOUN" || !kinds_[c->chosen[office]].subject) continue;
    if (tokens[office]->head != tokens[name]->head) continue;
    tokens[name]->head = static_cast<int>(office) + 1;
    c->chosen[name] = apposition_;
  }
}

// What is given came out as a part of its receiver: "hand [our rivals our ships]".
// Its own possessor right behind the receiver shows that it is none.
void RelationChoice::PartGifts(Choice* c) const {
  const auto& tokens = c->tokens;
  const auto at = [](int word) { return static_cast<std::size_t>(word) - 1; };
  for (std::size_t owner = 1; owner < tokens.size(); ++owner) {
    if (c->chosen[owner] != possessor_ || tokens[owner]->head < static_cast<int>(owner) + 1)
      continue;
    const std::size_t gift = at(tokens[owner]->head), receiver = owner - 1;
    if (c->chosen[gift] != modifier_ && c->chosen[gift] != apposition_) continue;
    if (c->with_preposition[gift] || tokens[gift]->head != static_cast<int>(receiver) + 1) continue;
    if (c->chosen[receiver] != object_ || tokens[receiver]->head == 0) continue;
    const int verb = tokens[receiver]->head;
    if (!std::ranges::binary_search(kGivers, std::string_view(tokens[at(verb)]->lemma))) continue;
    c->chosen[receiver] = indirect_;
    c->chosen[gift] = object_;
    tokens[gift]->head = verb;
  }
}

// "claims that they lied": a clause whose "that" only opens it says what was claimed, and
// is no relative clause, whose "that" has a part in it.
void RelationChoice::OpenContents(Choice* c) const {
  for (std::size_t word = 0; word < c->tokens.size(); ++word) {
    const Token& that = *c->tokens[word];
    if (c->chosen[word] != mark_ || that.lemma != "that" || that.upos != "SCONJ") continue;
    if (that.head == 0) continue;
    std::size_t& opened = c->chosen[static_cast<std::size_t>(that.head) - 1];
    if (opened == relative_) opened = clause_;
  }
}

void RelationChoice::Choose(std::span<const float> scores, std::size_t stride,
                            std::span<Token* const> tokens) const {
  const std::size_t words = tokens.size();
  Choice c{scores, stride, relations_.size(), tokens, {}, {}, {}};
  c.with_preposition.assign(words, false);
  for (std::size_t i = 0; i < words; ++i) {
    c.chosen.push_back(Best(c.Row(i), false, nullptr));
    if (kinds_[c.chosen[i]].preposition && tokens[i]->upos != "PART" && tokens[i]->head > 0) {
      c.with_preposition[static_cast<std::size_t>(tokens[i]->head) - 1] = true;
    }
  }
  c.seats.assign((words + 1) * kPlaces, -1);
  for (std::size_t i = 0; i < words; ++i) {
    if (tokens[i]->head == 0) continue;
    if (c.with_preposition[i]) c.chosen[i] = Best(c.Row(i), true, nullptr);
    Seat(i, &c);
  }
  JoinOffices(&c);
  if (indirect_ != relations_.size()) PartGifts(&c);
  if (clause_ != relations_.size()) OpenContents(&c);
  for (std::size_t i = 0; i < words; ++i) {
    tokens[i]->deprel = tokens[i]->head == 0 ? "root" : relations_[c.chosen[i]];
  }
}

}  // namespace lode
