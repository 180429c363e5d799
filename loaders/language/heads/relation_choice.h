// The relations of one sentence's arcs, chosen together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "loaders/language/model/model_file.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Knows which relations never stand together in a tree of Universal
// Dependencies: two objects of one word, an object that has a preposition, an
// office and its holder's name as two subjects, a relative clause that a mere
// "that" opens.
// Threads: read-only. Valid while the strings of `relations` live.
class RelationChoice {
 public:
  RelationChoice() = default;
  explicit RelationChoice(const StringList& relations);

  // False for relations that cannot name every tree: no root, or nothing else
  // that any word may be.
  bool usable() const { return has_root_ && has_free_; }

  // Fills deprel of the words of one sentence, whose heads and tags are set: the
  // best relation by score, and of two that exclude each other the one that is
  // dearer to give up. A word whose head is 0 gets "root", no other word does.
  // A name beside its office gets the office as its head, and what is given
  // beside the receiver the verb ("hand | our rivals | our ships"); the tree
  // stays one.
  // Word i's scores begin at scores[i * stride].
  // REQUIRES: usable(); scores.size() == tokens.size() * stride, stride >= number of relations.
  void Choose(std::span<const float> scores, std::size_t stride,
              std::span<Token* const> tokens) const;

 private:
  // What a word has at most one of: the seats of a clause.
  enum Place : unsigned char { kNoPlace, kObject, kIndirectObject, kPlaces };
  struct Kind {
    Place place = kNoPlace;
    bool subject = false;
    bool bare = false;  // has no preposition
    bool root = false;
    bool preposition = false;
  };
  struct Choice;

  std::size_t Best(std::span<const float> row, bool with_preposition, const int* taken) const;
  void Seat(std::size_t word, Choice* choice) const;
  void JoinOffices(Choice* choice) const;
  void PartGifts(Choice* choice) const;
  void OpenContents(Choice* choice) const;

  StringList relations_;
  std::vector<Kind> kinds_;
  // Relations by name; relations_.size() if there is none.
  std::size_t apposition_ = 0, object_ = 0, indirect_ = 0, possessor_ = 0, modifier_ = 0;
  std::size_t mark_ = 0, clause_ = 0, relative_ = 0;
  bool has_root_ = false, has_free_ = false;
};

}  // namespace lode
