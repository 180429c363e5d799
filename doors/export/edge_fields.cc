#include "doors/export/edge_fields.h"

#include <array>
#include <charconv>

namespace lode::doors {

std::string NumberText(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), end.ptr};
}

std::vector<std::string> EdgeFields(const Statement& statement) {
  std::string qualifiers;
  for (const auto& [role, value] : statement.qualifiers)
    qualifiers += (qualifiers.empty() ? "" : "; ") + role + ": " + Display(value);
  static const ArticleInfo kNone;
  const ArticleInfo& article = statement.article ? *statement.article : kNone;
  return {statement.id,
          statement.predicate,
          statement.said_by ? statement.said_by->name : std::string(),
          std::string(NameOf(statement.polarity)),
          std::string(NameOf(statement.modality)),
          statement.ended ? "true" : "false",
          statement.time ? Display(*statement.time) : std::string(),
          NumberText(statement.confidence),
          statement.text,
          article.id,
          article.title,
          article.source,
          article.published,
          article.url,
          qualifiers};
}

}  // namespace lode::doors
