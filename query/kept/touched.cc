// The tables tell: an article's header is written with it, its statements' columns where they
// are others, a chunk of nodes where one has joined another entity. Ids of statements are those
// of their article, so one article's are a range.
//
// The hard bit is identity. A node that is part of another entity than before stands in other
// rows, though no statement has changed: all statements about it count as touched. Whose they are
// is asked on the side on which the node is the lesser part.

#include "query/kept/touched.h"

#include <algorithm>

#include "storage/names/node_facts.h"
#include "storage/statements/statement_log.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

class Finder {
 public:
  Finder(const StoredSnapshot& before, const StoredSnapshot& after)
      : before_(before), after_(after) {}

  Status Look(const KeyChanges& keys, bool wants_names) {
    Status status;
    for (const auto& [key, value] : keys) {
      if (!status.ok() || touched_.has_too_many) return status;
      ByteReader rest(std::string_view(key).substr(1));
      switch (static_cast<Table>(key.front())) {
        case Table::kArticle: articles_.insert(rest.Big64()); break;
        case Table::kStatement:
          status = AddArticle(ArticleOfStatement(TermId{rest.Big64()}));
          break;
        case Table::kNodeChunk: status = LookAtChunk(key, value); break;
        case Table::kNodeFacts:
          if (wants_names) LookAtName(key);
          break;
        default: break;
      }
    }
    return status;
  }

  Touched Take() {
    for (const std::uint64_t article : articles_) touched_.articles.push_back(ArticleTerm(article));
    touched_.statements.assign(statements_.begin(), statements_.end());
    return std::move(touched_);
  }

 private:
  Status AddArticle(std::uint64_t article) {
    articles_.insert(article);
    if (!whole_.insert(article).second) return {};
    for (const StoredSnapshot* side : {&before_, &after_}) {
      const auto columns = ReadStatements(side->view(), article);
      if (!columns.ok()) return columns.status();
      for (const StatementColumns& one : *columns) Add(one.row.triple);
    }
    return {};
  }

  void Add(const IndexRow& row) {
    statements_.insert(row.statement);
    touched_.predicates.insert(row.predicate);
    touched_.has_too_many = statements_.size() > kMostTouched;
  }

  static Result<NodeChunk> ChunkAt(const std::string& key, const KvView& view, NameNode first) {
    const auto bytes = view.Get(key);
    if (!bytes.ok()) return bytes.status();
    return bytes->has_value() ? DecodeChunk(**bytes, first) : NodeChunk();
  }

  Status LookAtChunk(const std::string& key, const std::optional<std::string>& value) {
    const auto first =
        static_cast<NameNode>(ByteReader(std::string_view(key).substr(1)).Big64() * kNodesOfChunk);
    const auto old = ChunkAt(key, before_.view(), first);
    if (!old.ok()) return old.status();
    const auto now = value ? DecodeChunk(*value, first) : NodeChunk();
    if (!now.ok()) return now.status();
    for (std::size_t i = 0; i < kNodesOfChunk; ++i)
      touched_.has_other_kinds =
          touched_.has_other_kinds || (old->kinds[i] != 0 && old->kinds[i] != now->kinds[i]);
    std::set<NameNode> joined;
    for (const NodeChunk* chunk : {&*old, &*now})
      for (const auto& [node, representative] : chunk->representatives) joined.insert(node);
    for (const NameNode node : joined) {
      const auto was = old->representatives.find(node), is = now->representatives.find(node);
      const bool same = was != old->representatives.end() && is != now->representatives.end() &&
                        was->second == is->second;
      if (!same) LookAbout(node, was == old->representatives.end());
      if (touched_.has_too_many) return {};
    }
    return {};
  }

  void LookAbout(NameNode node, bool was_its_own) {
    const StoredSnapshot& side = was_its_own ? before_ : after_;
    const auto entity = side.aliases().RepresentativeOf(node);
    for (const TermId statement : side.StatementsAbout(TermId::Make(TermTag::kEntity, entity))) {
      for (const StoredSnapshot* at : {&before_, &after_})
        if (const auto row = at->StatementAt(statement)) Add(row->triple);
      if (touched_.has_too_many) return;
    }
  }

  void LookAtName(const std::string& key) {
    const auto node = static_cast<NameNode>(ByteReader(std::string_view(key).substr(1)).Big64());
    const auto name = [&](const StoredSnapshot& side) {
      const auto entity = side.aliases().EntityOf(side.aliases().RepresentativeOf(node));
      return entity->name;
    };
    const std::string was = name(before_);
    touched_.has_renamed = touched_.has_renamed || (!was.empty() && was != name(after_));
  }

  const StoredSnapshot &before_, &after_;
  Touched touched_;
  std::set<std::uint64_t> articles_, whole_;
  std::set<TermId> statements_;
};

}  // namespace

Result<Touched> TouchedBy(const KeyChanges& keys, bool wants_names, const StoredSnapshot& before,
                          const StoredSnapshot& after) {
  Finder finder(before, after);
  if (Status status = finder.Look(keys, wants_names); !status.ok()) return status;
  return finder.Take();
}

}  // namespace lode
