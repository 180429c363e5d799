#include "views/neighbourhood.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "views/entity_lines.h"

namespace lode::views {
namespace {

// In breadth: what is near is met first.
class Collector {
 public:
  Collector(const Store& store, const NeighbourhoodOptions& options)
      : store_(store), options_(options) {}

  Result<Neighbourhood> Run(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      const Result<std::vector<EntityInfo>> found = store_.Resolve(id);
      if (!found.ok()) return found.status();
      if (found->empty()) return Status(Code::kNotFound, "there is no entity '" + id + "'");
      PlaceOf(found->front().entity, 0);
    }
    for (std::size_t at = 0; at < graph_.nodes.size(); ++at) {
      if (graph_.nodes[at].distance >= options_.depth) break;
      if (Status status = Grow(at); !status.ok()) return status;
    }
    return std::move(graph_);
  }

 private:
  std::size_t PlaceOf(const Entity& entity, std::size_t distance) {
    const auto [place, fresh] = places_.emplace(entity.id, graph_.nodes.size());
    if (fresh) graph_.nodes.push_back({entity, distance});
    return place->second;
  }

  Status Grow(std::size_t at) {
    const std::string own = graph_.nodes[at].entity.id;
    const std::size_t next = graph_.nodes[at].distance + 1;
    Damage damage;
    Result<std::vector<Statement>> all = store_.StatementsAbout(own, &damage);
    if (!all.ok()) return all.status();
    std::erase_if(*all, [&](const Statement& one) { return !options_.filter.Keeps(one); });
    PageLines lines = LinesOf(*all, own, nullptr);
    std::erase_if(lines, [&](const PageLine& line) { return !IsLink(line, own); });
    std::stable_sort(lines.begin(), lines.end(), [](const PageLine& a, const PageLine& b) {
      return a.statements.size() > b.statements.size();
    });
    std::size_t taken = 0;
    for (PageLine& line : lines) {
      const Statement& first = line.statements.front();
      if (!known_.insert(KeyOf(first)).second) continue;
      if (taken >= options_.limit || graph_.edges.size() >= kMostGraphEdges) {
        ++graph_.left_out;
        known_.erase(KeyOf(first));
        continue;
      }
      ++taken;
      const std::size_t from = PlaceOf(first.subject, next),
                        to = PlaceOf(first.object.entity, next);
      graph_.edges.push_back({from, to, std::move(line.statements)});
    }
    return {};
  }

  static bool IsLink(const PageLine& line, const std::string& own) {
    const Statement& first = line.statements.front();
    if (first.object.kind != ValueKind::kEntity) return false;
    const std::string &from = first.subject.id, &to = first.object.entity.id;
    return from != to && (from == own || to == own);
  }

  static std::string KeyOf(const Statement& one) {
    return one.subject.id + '\n' + one.predicate + '\n' + one.object.entity.id + '\n' +
           std::string(NameOf(one.polarity)) + '\n' + std::string(NameOf(one.modality)) +
           (one.ended ? "\nformer" : "");
  }

  const Store& store_;
  const NeighbourhoodOptions& options_;
  Neighbourhood graph_;
  std::unordered_map<std::string, std::size_t> places_;
  std::set<std::string> known_;
};

}  // namespace

Result<Neighbourhood> NeighbourhoodOf(const Store& store, const std::vector<std::string>& ids,
                                      const NeighbourhoodOptions& options) {
  return Collector(store, options).Run(ids);
}

}  // namespace lode::views
