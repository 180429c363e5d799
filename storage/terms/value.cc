// Names of the enumerations of the door.

#include "lode/value.h"

#include "lode/statement.h"

namespace lode {

namespace {

constexpr std::string_view kBlockKinds[] = {
    "title",          "byline",  "dateline",    "heading",    "paragraph",
    "quotation",      "tweet",   "list",        "caption",    "source-header",
    "timeline-entry", "summary", "translation", "boilerplate"};
constexpr std::string_view kEntityKinds[] = {"name", "kind", "particular"};
constexpr std::string_view kPolarities[] = {"affirmed", "negated"};
constexpr std::string_view kModalities[] = {"actual",      "possible", "planned",
                                            "conditional", "rumored",  "demanded"};

template <typename Enum, std::size_t n>
std::optional<Enum> Find(const std::string_view (&names)[n], std::string_view name, int first) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(static_cast<int>(i) + first);
  return std::nullopt;
}

}  // namespace

std::string_view NameOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::kEntity: return "entity";
    case ValueKind::kQuote: return "quote";
    case ValueKind::kText: return "text";
    case ValueKind::kNumber: return "number";
    case ValueKind::kQuantity: return "quantity";
    case ValueKind::kMoney: return "money";
    case ValueKind::kPercent: return "percent";
    case ValueKind::kDate: return "date";
    case ValueKind::kBoolean: return "boolean";
    case ValueKind::kDuration: return "duration";
    case ValueKind::kStatement: return "statement";
    case ValueKind::kArticle: return "article";
    case ValueKind::kPredicate: return "predicate";
    case ValueKind::kPath: return "path";
  }
  return "?";
}

bool SharedPath::operator==(const SharedPath& other) const {
  if (path_ == other.path_) return true;
  return path_ && other.path_ && *path_ == *other.path_;
}

std::string_view NameOf(EntityKind kind) {
  return kEntityKinds[static_cast<int>(kind)];
}
std::optional<EntityKind> EntityKindOf(std::string_view name) {
  return Find<EntityKind>(kEntityKinds, name, 0);
}

std::string_view NameOf(Comparator comparator) {
  constexpr std::string_view kNames[] = {"=", "~", "<", "<=", ">", ">="};
  return kNames[static_cast<int>(comparator)];
}

std::string_view NameOf(BlockKind kind) {
  return kBlockKinds[static_cast<int>(kind) - 1];
}
std::string_view NameOf(Polarity polarity) {
  return kPolarities[static_cast<int>(polarity)];
}
std::string_view NameOf(Modality modality) {
  return kModalities[static_cast<int>(modality)];
}

std::optional<BlockKind> BlockKindOf(std::string_view name) {
  return Find<BlockKind>(kBlockKinds, name, 1);
}
std::optional<Polarity> PolarityOf(std::string_view name) {
  return Find<Polarity>(kPolarities, name, 0);
}
std::optional<Modality> ModalityOf(std::string_view name) {
  return Find<Modality>(kModalities, name, 0);
}

}  // namespace lode
