// Keeping the tables of names: what a change of articles changes in them, and nothing else.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lode/status.h"
#include "storage/disk/overlay.h"
#include "storage/names/article_names.h"
#include "storage/names/name_region.h"
#include "storage/names/name_state.h"
#include "storage/names/short_forms.h"

namespace lode {

class Schema;

// Entities are a function of the set of articles (docs/decisions/0001-identity.md). This
// changes the kept ones to those of another set: names are taken out and put in, then
// Finish works out which nodes that can touch. On empty tables, with all articles put in,
// it is the computation from scratch.
// Threads: one. Cost: by the names of the articles and what hangs together with them.
class NameUpdate {
 public:
  // `kept`: the tables of names; `articles`: the names of articles, both as they are before
  // the change.
  NameUpdate(const KvView& kept, const KvView& articles, const Schema& schema)
      : state_(kept, articles, schema), region_(state_), short_forms_(state_, &region_) {}

  // The pairs kept apart by hand after the change; and a node that one of them came to or
  // left.
  void KeepApart(KeyPairs pairs) { state_.KeepApart(std::move(pairs)); }
  void Touch(NameNode node) { seeds_.insert(node); }
  // Saves reading them one by one.
  void Prefetch(std::vector<NameNode> nodes) { state_.Prefetch(std::move(nodes)); }
  // What is put in must outlive this.
  void TakeOut(const ArticleNames& names) { state_.Count(names, false); }
  void PutIn(const ArticleNames& names) { state_.Count(names, true); }
  void PutIn(const CountedName& name) { state_.Count(name); }
  // An article that `articles` has, and that is to stay as it is there.
  void PutInStored(const ArticleNames& names) { state_.Count(names, true, true); }
  void LeaveOut(const std::string& article_id) { state_.LeaveOut(article_id); }
  // An article that `kept` counts already, and that `articles` does not have.
  void Show(const ArticleNames& names) { state_.Show(names); }

  // kCorrupt: what is kept cannot be read, or does not fit what was taken out.
  Status Finish();
  const KeyChanges& changes() { return state_.keys().changes(); }
  KeyChanges TakeChanges() { return state_.keys().Take(); }

 private:
  void ChangeIndex();
  void Seed();
  bool IsSeed(NameNode node, NameState::Node& state);
  bool IsOneWithContested(NameNode node);
  void SeedSharers(NameNode node, const NameState::Node& state);

  void FindShorts();
  void FindShortsOf(const NodeFacts& facts);
  void Widen();
  void Include(NameNode node);
  void MakeEntities();
  void PutEntity(const std::vector<NameNode>& roots);
  void PutChunks();
  NodeChunk& ChunkOf(NameNode node);

  void PutFacts();
  void PutJoined();
  void PutShared();

  NameState state_;
  NameRegion region_;
  ShortForms short_forms_;
  std::set<NameNode> seeds_;
  std::set<NameNode> shorts_;                               // whose listers may have changed
  std::set<NameNode> included_;                             // whose entities may have changed
  std::vector<std::pair<NameNode, NameNode>> short_edges_;  // a short node, its lister
  std::map<NameNode, std::vector<NameNode>> parts_;         // of included_, by root
  std::map<NameNode, NodeChunk> chunks_;                    // as they will be, by number
};

}  // namespace lode
