// The names of articles that wait for their statements begin with "a:"; a mark's kind is no
// letter, so the two never meet.

#include "storage/import_marks.h"

#include <set>
#include <utility>

#include "storage/terms/key_layout.h"

namespace lode {

namespace {

std::string KeyOfMark(ImportMarks::Kind kind, std::string_view name) {
  return KeyOf(Table::kStaged, std::string(1, static_cast<char>(kind)).append(name));
}

}  // namespace

Result<std::optional<std::string>> ImportMarks::Get(const KvView& view, Kind kind,
                                                    std::string_view name) const {
  const std::string key = KeyOfMark(kind, name);
  if (const auto found = fresh_.find(key); found != fresh_.end())
    return std::optional<std::string>(found->second);
  return view.Get(key);
}

void ImportMarks::Put(Kind kind, std::string_view name, std::string value) {
  fresh_.insert_or_assign(KeyOfMark(kind, name), std::move(value));
}

Result<std::vector<std::string>> ImportMarks::Names(const KvView& view, Kind kind, std::size_t most,
                                                    std::string& last) const {
  const std::string prefix = KeyOfMark(kind, {}), from = KeyOfMark(kind, last);
  std::set<std::string> names;
  for (auto at = fresh_.upper_bound(from);
       at != fresh_.end() && at->first.starts_with(prefix) && names.size() < most; ++at)
    names.insert(at->first.substr(prefix.size()));
  auto it = view.Iterate(prefix);
  std::size_t seen = 0;
  for (it->Seek(from); it->valid() && seen < most; it->Next())
    if (it->key() != from) ++seen, names.insert(std::string(it->key().substr(prefix.size())));
  if (Status status = it->status(); !status.ok()) return status;
  std::vector<std::string> list;
  for (const std::string& name : names)
    if (list.size() < most) list.push_back(last = name);
  return list;
}

void ImportMarks::Flush(KvBatch& batch) {
  for (const auto& [key, value] : fresh_) batch.Put(key, value);
  fresh_.clear();
}

}  // namespace lode
