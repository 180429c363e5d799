// Rules are kept as the user wrote them; what they mean is the query's business.

#include "storage/statements/rule_table.h"

#include "storage/terms/key_layout.h"

namespace lode {

Result<std::vector<RuleInfo>> ReadRules(const KvView& view) {
  std::vector<RuleInfo> rules;
  auto it = view.Iterate(KeyOf(Table::kRules));
  for (; it->valid(); it->Next())
    rules.push_back({std::string(it->key().substr(1)), std::string(it->value())});
  Status status = it->status();
  if (!status.ok()) return status;
  return rules;
}

Status PutRules(const KvView& view, KvBatch& batch, const RuleInfo& rules, bool replace) {
  if (rules.name.empty()) return {Code::kInvalidInput, "rules need a name"};
  auto old = view.Get(KeyOf(Table::kRules, rules.name));
  if (!old.ok()) return old.status();
  if (old->has_value() && !replace)
    return {Code::kInvalidInput, "there are rules named '" + rules.name +
                                     "' already; replace them or choose another name"};
  batch.Put(KeyOf(Table::kRules, rules.name), rules.text);
  return {};
}

Status DeleteRules(const KvView& view, KvBatch& batch, std::string_view name) {
  auto old = view.Get(KeyOf(Table::kRules, name));
  if (!old.ok()) return old.status();
  if (!old->has_value())
    return {Code::kNotFound, "there are no rules named '" + std::string(name) + "'"};
  batch.Delete(KeyOf(Table::kRules, name));
  return {};
}

}  // namespace lode
