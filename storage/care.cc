// The files of a store as those who run it see them: which part is how large, copies and
// their way back. A restored folder gets its FORMAT last, as a new store does.

#include "lode/care.h"

#include <algorithm>
#include <map>

#include "storage/database.h"
#include "storage/disk/format_version.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

const char* NameOfTable(char table) {
  switch (static_cast<Table>(table)) {
    case Table::kTermId:
    case Table::kTermBytes: return "terms";
    case Table::kArticle:
    case Table::kArticleById:
    case Table::kArticleByPath:
    case Table::kArticleByUrl:
    case Table::kArticleBySet: return "articles";
    case Table::kText: return "texts";
    case Table::kRecord: return "records";
    case Table::kNames: return "names of articles";
    case Table::kStatement: return "statement columns";
    case Table::kStatementByHash: return "statement ids";
    case Table::kSpo:
    case Table::kPos:
    case Table::kOsp:
    case Table::kSpoBlocks:
    case Table::kPosBlocks:
    case Table::kOspBlocks: return "index";
    case Table::kMentioned: return "speakers and qualifiers";
    case Table::kNodeFacts:
    case Table::kNodeChunk:
    case Table::kNameIndex:
    case Table::kNodeArticle:
    case Table::kSaidOne:
    case Table::kAlike:
    case Table::kSharedBy:
    case Table::kShares: return "entities";
    case Table::kArticleWords:
    case Table::kWordPlaces:
    case Table::kVocabulary: return "index of words";
    case Table::kTraits:
    case Table::kSketchHash: return "sketches of texts";
    case Table::kFetched: return "addresses";
    case Table::kKept:
    case Table::kKeptRow: return "rows of kept rules";
    default: return "schema, rules, counts";
  }
}

std::string Mark(std::uint32_t version) {
  return "lode store, format " + std::to_string(version);
}

}  // namespace

Result<std::vector<StorePart>> PartsOf(const Store& store) {
  const auto tables = store.database().kv().Parts();
  if (!tables.ok()) return tables.status();
  std::map<std::string, StorePart> parts;
  for (const KvPart& table : *tables) {
    StorePart& part = parts[NameOfTable(table.table)];
    part.name = NameOfTable(table.table);
    part.entries += table.keys;
    part.bytes += table.bytes;
    part.disk_bytes += table.disk_bytes;
  }
  std::vector<StorePart> sorted;
  for (auto& [name, part] : parts) sorted.push_back(std::move(part));
  std::sort(sorted.begin(), sorted.end(), [](const StorePart& a, const StorePart& b) {
    return a.disk_bytes != b.disk_bytes ? a.disk_bytes > b.disk_bytes : a.name < b.name;
  });
  return sorted;
}

Status Compact(Store& store) {
  return store.database().kv().Compact();
}

Status BackUp(Store& store, const std::string& folder) {
  if (Status made = MakeFolder(folder); !made.ok()) return made;
  const auto version = FormatOf(store.path());
  if (!version.ok()) return version.status();
  return store.database().kv().BackUp(folder, Mark(*version));
}

Status Restore(const std::string& folder, const std::string& path) {
  auto state = InspectFolder(path);
  if (!state.ok()) return state.status();
  if (*state != FolderState::kEmpty)
    return {Code::kInvalidInput,
            "there is a store at '" + path + "' already; restore into another folder"};
  Status status = MakeFolder(path);
  if (!status.ok()) return status;
  std::uint32_t version = kKeptFormatVersion;
  status = Kv::Restore(folder, DataFolder(path), Mark(version));
  if (status.code() == Code::kUnsupported)
    status = Kv::Restore(folder, DataFolder(path), Mark(version = kFormatVersion));
  return status.ok() ? WriteFormat(path, version) : status;
}

}  // namespace lode
