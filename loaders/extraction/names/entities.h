// Who and what an article talks about: mentions, and the clusters they form.
// The seam between coreference (which builds this) and the rooms that make
// statements (which ask it what a noun phrase stands for).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaders/extraction/names/things.h"
#include "loaders/extraction/words/article_text.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/statement.h"
#include "storage/articles/article_record.h"

namespace lode {

// Does it name something, by a proper name?
inline bool IsNamed(IdentityClass identity) {
  return identity != IdentityClass::kTerm && identity != IdentityClass::kParticular;
}

enum class MentionKind : std::uint8_t { kName, kNominal, kPronoun };

// A noun phrase that stands for an entity. Words count from 1, as in Token::head.
struct EntityMention {
  std::uint32_t sentence = 0;  // index into the sentences given
  int head = 0;                // the head word
  int first = 0, last = 0;     // the words of the phrase that name it (no relative clause, no
                               // determiner, no apposition, no title before a person's name)
  MentionKind kind = MentionKind::kNominal;
  std::string type;              // schema type; empty for a pronoun that nothing was found for
  std::uint32_t node = kNoNode;  // cluster; kNoNode for a pronoun that nothing was found for
};

// All mentions of an article, resolved. Built once by FindEntities; NodeFor may add
// nodes for plain noun phrases on demand, so one thread at a time.
// REQUIRES: the sentences and the lexicon outlive it.
class ArticleEntities {
 public:
  const std::vector<EntityMention>& mentions() const { return mentions_; }
  std::vector<EntityNode>& nodes() { return nodes_; }
  const std::vector<EntityNode>& nodes() const { return nodes_; }
  std::vector<AliasEvidence>& aliases() { return aliases_; }

  // The mention whose head word this is, or null.
  const EntityMention* At(std::uint32_t sentence, int head) const;

  // The node that the noun phrase headed by this word stands for: a cluster, or for any
  // other noun phrase a kind ("export controls") or a particular of this article ("the
  // plan to sell the yard"); kNoNode for words that stand for nothing a graph can hold
  // (unresolved pronouns, "there", numbers, dates; "which" is resolved to its antecedent).
  std::uint32_t NodeFor(std::uint32_t sentence, int head);

  // The same for a phrase that classes ("is a maker of pumps"): a kind, whatever points,
  // without a count and without the part that holds the word `classed` ("makers such as
  // Orrin"); of several where `classed` is one, what each of them is: a "maker".
  std::uint32_t ClassNode(std::uint32_t sentence, int head, int classed = 0);

  // Does the word, a number or a determiner, select from a phrase: "two of the firms"?
  bool IsSelection(std::uint32_t sentence, int head) const {
    return !text_->graphs[sentence].IsUpos(head, "NOUN") && things_.At(sentence, head) != nullptr;
  }

  // The particulars that were asked for, each where its fullest mention stands.
  struct ParticularPlace {
    std::uint32_t node = kNoNode;
    std::uint32_t sentence = 0;
    int head = 0;
  };
  std::vector<ParticularPlace> Particulars() const;

  // Calls particulars that "its" or "her" points at by their owners ("Orrin's plans"), by the
  // pronoun where the owner has no name. Once, when all pronouns are resolved.
  void NameByOwners();
  // The type of what NodeFor would give, without making a node; empty for nothing.
  std::string TypeFor(std::uint32_t sentence, int head) const;

  // The bytes of the phrase NodeFor used.
  Spans SpanFor(std::uint32_t sentence, int head) const;

  // Says what a pronoun stands for, where the caller knows better: "I" and "we" in a
  // quotation, once its speaker is found. Does nothing for other words.
  void Assign(std::uint32_t sentence, int head, std::uint32_t node);

  // Counts one more occurrence of a form of a node.
  void AddForm(std::uint32_t node, const std::string& text, bool is_name);

  // The node of a term by name, made where there is none yet: roles, classes.
  std::uint32_t Term(const std::string& name, std::string_view type);
  // The node of one of this article's own things or people that no noun phrase names
  // ("41 percent of the voters", "they"), made where there is none yet.
  std::uint32_t ParticularAt(std::uint32_t sentence, int word, const std::string& name,
                             std::string_view type);
  std::uint32_t Particular(const std::string& name, std::string_view type);
  // Adds a node and gives its number.
  std::uint32_t AddNode(EntityNode node);

  void Add(EntityMention mention) { mentions_.push_back(std::move(mention)); }
  // Builds the look-up of At; call after the last Add.
  void Index(std::shared_ptr<const ArticleText> text);
  // REQUIRES: Index was called.
  const ArticleText& text() const { return *text_; }

 private:
  const EntityMention* Covering(std::uint32_t sentence, int word) const;
  std::uint32_t NounNode(std::uint32_t sentence, int head);
  std::uint32_t ThingNode(const Thing& thing);
  void NameByInnerOwner(const Thing& thing, std::uint32_t number);

  std::shared_ptr<const ArticleText> text_;
  std::vector<EntityMention> mentions_;
  std::vector<EntityNode> nodes_;
  std::vector<AliasEvidence> aliases_;
  std::vector<std::vector<std::int32_t>> at_;  // [sentence][head] -> index of mention, -1
  ThingTable things_;
  std::map<std::string, std::uint32_t> terms_;        // name -> node, of kinds
  std::map<std::string, std::uint32_t> unnamed_;      // name -> node, of Particular()
  std::map<std::size_t, std::uint32_t> particulars_;  // thing -> node
};

}  // namespace lode
