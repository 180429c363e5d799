// Which names are one entity. Statements hold nodes (identity class and folded
// name); this table puts the nodes of all articles together into entities:
//
//   1. two nodes that some article says are one (AliasEvidence) are one entity;
//   2. two nodes whose names are written in two ways are one where it is safe to say
//      so (alias_candidates);
//   3. a node that some article knows by a short form only ("Rivera") joins the
//      entity of its class that lists that form, if exactly one does.
//
// A particular is an entity by itself: nothing joins it with anything.
//
// Everything here is computed from the set of articles and from nothing else, so
// taking an article away undoes its merges (docs/decisions/0001-identity.md).
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "lode/value.h"
#include "storage/names/correction_table.h"
#include "storage/names/prepared_article.h"

namespace lode {

class Schema;

// What one article says about names. Node numbers are the caller's: dense, from
// any start (the dictionary's payloads, in a store).
struct ArticleNames {
  struct Form {
    std::string text, folded;
    std::uint32_t count = 0;
    bool is_name = true;
  };
  struct Node {
    std::uint32_t number = 0;
    std::string key, type;
    std::vector<Form> forms;               // the node's own name is among them
    std::vector<std::string> short_forms;  // folded
    bool is_short = false;
  };
  struct Evidence {
    std::uint32_t node = 0;   // index into nodes
    std::uint32_t other = 0;  // number of the other name's node
    std::string other_key, other_name, reason;
    std::uint32_t sentence = 0;
  };
  std::string article_id;
  std::vector<Node> nodes;
  std::vector<Evidence> aliases;
};

// Numbers are left zero.
ArticleNames NamesOf(const PreparedArticle& article, const Schema& schema);
std::string EncodeNames(const ArticleNames& names);
Result<ArticleNames> DecodeNames(std::string_view bytes);

// Threads: immutable once built.
class AliasTable {
 public:
  using Node = std::uint32_t;

  class Builder;

  Node RepresentativeOf(Node node) const;  // itself when unknown
  // All nodes of the entity, ascending. Valid as long as the table.
  const std::vector<Node>& MembersOf(Node representative) const;
  bool Knows(Node node) const;

  // The entity without `key`. REQUIRES: Knows(representative).
  const Entity& EntityOf(Node representative) const;
  const Entity* EntityOfKey(std::string_view node_key) const;  // null: no such node
  const std::vector<Node>& representatives() const { return representatives_; }

  // Representatives of the entities that have this name, ascending. Where none has it:
  // those that are only described by it, particulars and kinds with more words; where there
  // are none either, those that have its letters: "Sao Paulo" for "São Paulo".
  std::vector<Node> Resolve(std::string_view name, const Schema& schema) const;
  // The keys under which two names are in one entity: those that would have to be kept
  // apart. Empty where they are not one, or one name.
  KeyPairs KeysOfOne(std::string_view name, std::string_view other, const Schema& schema) const;
  std::vector<Node> FindId(std::string_view entity_id) const;
  std::vector<std::string> Suggest(std::string_view name, std::size_t limit,
                                   const Schema& schema) const;
  // Whether one of the entity's names contains the folded text.
  bool HasNameWith(Node representative, std::string_view folded) const;
  // Sorted, without doubles; all, or those of one entity.
  std::vector<MergeInfo> Merges(std::string_view entity_id) const;

 private:
  struct Merge {
    Node node = 0;
    MergeInfo info;  // without entity_id
  };
  struct Named {
    std::string text;  // one way of writing it
    std::vector<Node> representatives;
  };

  void ResolveLetters(const std::string& folded, std::set<Node>& found) const;

  std::vector<Node> representative_of_;     // by node; itself when unknown
  std::vector<std::vector<Node>> members_;  // by representative; empty for others
  std::vector<Node> representatives_;
  std::unordered_map<Node, Entity> entities_;
  std::unordered_map<std::string, Node> node_of_key_;
  std::unordered_map<std::string, Named> names_;                // class|folded
  std::unordered_map<std::string, Named> descriptions_;         // folded: what is no own name
  std::unordered_map<std::string, std::set<Node>> by_letters_;  // of names that have more
  std::unordered_map<Node, std::vector<std::string>> folded_names_;
  std::unordered_map<std::string, std::vector<Node>> by_id_;
  std::vector<Merge> merges_;
};

// Collects articles in any order, then makes the table.
class AliasTable::Builder {
 public:
  Builder();
  ~Builder();
  void Add(const ArticleNames& names);
  // Names that are not joined with each other, whatever speaks for it. They may still
  // meet in an entity through third ones.
  void KeepApart(KeyPairs pairs);
  std::shared_ptr<const AliasTable> Build(const Schema& schema);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode
