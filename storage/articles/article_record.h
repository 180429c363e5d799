// What loaders hand to storage for one article, and what storage keeps of it:
// the article, the names it uses, and its statements. Everything that leaves
// the program is computed from the set of these records, so that taking one
// away is the exact inverse of putting it in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lode/statement.h"
#include "lode/value.h"

namespace lode {

// Names are told apart by what kind of thing they name: Washington the person
// is not Washington the place. The numbers are part of the store's format.
enum class IdentityClass : std::uint8_t {
  kPerson = 1,
  kPlace = 2,
  kName = 3,  // any other proper name
  kTerm = 4,  // a kind, meant in general: "rare earths", "export controls"
  // One thing without a name of its own, of one article: "the decision to sell the yard".
  // Its key holds the article, so no two articles share it.
  kParticular = 5,
};

// One surface form of a node in this article.
struct NameForm {
  std::string text;         // as written, without article: "Chipworks Inc."
  std::uint32_t count = 0;  // how often
  bool is_name = true;      // false: a description ("the company") that names nothing elsewhere
};

// One entity as this article knows it: a cluster of its mentions.
struct EntityNode {
  IdentityClass identity = IdentityClass::kTerm;
  std::string name;  // the fullest name in the article; the node's key is made of it
  std::string type;  // the type the article gives it
  std::vector<NameForm> forms;
  // Shorter forms that mean this node where no other node of the set has them
  // too ("Rivera" of "Ana Rivera"). Never descriptions.
  std::vector<std::string> short_forms;
  // The article itself has only a short form ("Rivera said"): in the set, the
  // node joins the one node that lists `name` among its short forms, if there
  // is exactly one; else it stays alone.
  bool is_short = false;
};

// The article says that two of its nodes, known by different names, are one
// ("Chipworks (CHPW)"): the names are joined in the alias table, in all articles.
struct AliasEvidence {
  std::uint32_t node = 0;      // index into ArticleRecord::nodes
  std::string name;            // the other name, same identity class
  std::string reason;          // "apposition", "acronym", "ticker", "parenthesis", "suffix" ...
  std::uint32_t sentence = 0;  // from 1
};

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFFu;

// An argument of a statement: a node of the article, or a literal.
struct Argument {
  std::uint32_t node = kNoNode;  // index into ArticleRecord::nodes
  Value literal;                 // counts when node == kNoNode; never an entity
  bool is_node() const { return node != kNoNode; }
};

struct StatementRecord {
  std::uint32_t subject = 0;  // node
  std::string predicate;
  Argument object;
  std::uint32_t sentence = 0;  // index into ArticleRecord::sentences, from 1
  Spans subject_span, predicate_span, object_span;
  std::uint32_t said_by = kNoNode;
  std::vector<Argument> via;
  bool derived = false;
  std::vector<std::uint32_t> premises;  // indexes into ArticleRecord::statements
  std::string relation;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kActual;
  bool ended = false;  // the text says that it holds no longer
  std::optional<Value> time;
  std::multimap<std::string, Argument> qualifiers;
  double confidence = 0;
  std::string extractor;
};

struct ArticleRecord {
  Article article;              // info.id may be empty: storage computes it
  std::vector<Span> sentences;  // into article.text, in order
  std::vector<EntityNode> nodes;
  std::vector<AliasEvidence> aliases;
  std::vector<StatementRecord> statements;
};

}  // namespace lode
