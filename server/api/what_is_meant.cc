#include "server/api/what_is_meant.h"

#include <algorithm>
#include <vector>

namespace lode::server {

Result<EntityInfo> FindEntity(const Store& store, std::string_view id_or_name) {
  if (id_or_name.starts_with("#e:")) id_or_name.remove_prefix(1);
  const Result<std::vector<EntityInfo>> found = store.Resolve(id_or_name);
  if (!found.ok()) return found.status();
  if (!found->empty())
    return *std::max_element(
        found->begin(), found->end(),
        [](const EntityInfo& a, const EntityInfo& b) { return a.statements < b.statements; });
  std::string message = "nothing in the store is called '" + std::string(id_or_name) + "'";
  const std::vector<std::string> near = store.Suggest(id_or_name);
  for (std::size_t i = 0; i < near.size(); ++i)
    message += (i == 0 ? "; did you mean '" : ", '") + near[i] + "'";
  return Status(Code::kNotFound, message + (near.empty() ? "" : "?"));
}

Result<std::string> OfSet(StoreView& view, const Call& call) {
  const std::string_view set = call.Parameter("set");
  if (set.empty()) return std::string();
  if (const auto articles = view.ArticlesIn(set); !articles.ok()) return articles.status();
  return std::string(", article(S, InSet), set(InSet, $set)");
}

Result<std::string> IdOf(const Store& store, const Call& call, const std::string& parameter) {
  const std::string_view name = call.Parameter(parameter);
  if (name.empty()) return std::string();
  const Result<EntityInfo> info = FindEntity(store, name);
  if (!info.ok()) return info.status();
  return info->entity.id;
}

}  // namespace lode::server
