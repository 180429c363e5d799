// A statement is put under a heading by its own shape: who stands where, what kind the object
// is. Statements that differ only in their source, speaker, time or qualifiers share a line.

#include "views/entity_lines.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace lode::views {
namespace {

constexpr std::array<std::string_view, 7> kHeadings = {
    "did", "what others did", "said", "claimed by them", "roles", "figures", "links"};

bool IsFigure(const Value& value) {
  switch (value.kind) {
    case ValueKind::kNumber:
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration: return true;
    default: return false;
  }
}

Heading HeadingOf(const Statement& statement, const std::string& entity_id,
                  const Vocabulary* vocabulary) {
  constexpr std::array<std::string_view, 9> kRoles = {
      "holds-position", "position-at", "works-for", "leads",     "ceo-of",
      "chairs",         "founder-of",  "member-of", "represents"};
  const PredicateEntry* entry = vocabulary ? vocabulary->Find(statement.predicate) : nullptr;
  const std::string_view family = entry ? std::string_view(entry->family) : std::string_view();
  const bool is_subject = statement.subject.id == entity_id;
  if (std::ranges::find(kRoles, statement.predicate) != kRoles.end()) return Heading::kRoles;
  if (statement.derived || family == "links" || family == "identity") return Heading::kLinks;
  if (is_subject && (statement.object.kind == ValueKind::kQuote || family == "speech"))
    return Heading::kSaid;
  if (is_subject && IsFigure(statement.object)) return Heading::kFigures;
  if (is_subject) return Heading::kDoes;
  const bool speaks = statement.said_by && statement.said_by->id == entity_id;
  const bool is_object =
      statement.object.kind == ValueKind::kEntity && statement.object.entity.id == entity_id;
  return speaks && !is_object ? Heading::kSaidOf : Heading::kDoneTo;
}

// Words as a quotation are another thing than the same words as text.
std::string ObjectKey(const Value& object) {
  return (object.kind == ValueKind::kQuote ? "\"" : "") + Display(object);
}

// What two statements must share to stand on one line, beside the heading.
using LineKey =
    std::tuple<Heading, std::string, std::string, std::string, Polarity, Modality, bool>;

LineKey KeyOf(const Statement& statement, Heading heading) {
  return {heading,
          statement.predicate,
          statement.subject.id,
          ObjectKey(statement.object),
          statement.polarity,
          statement.modality,
          statement.ended};
}

std::uint64_t CountArticles(const std::vector<Statement>& statements) {
  std::set<std::string_view> articles;
  for (const Statement& statement : statements)
    if (statement.article) articles.insert(statement.article->id);
  return articles.size();
}

}  // namespace

std::string_view NameOf(Heading heading) {
  return kHeadings[static_cast<std::size_t>(heading)];
}

std::string PublishedOf(const Statement& statement) {
  return statement.article ? statement.article->published : std::string();
}

PageLines LinesOf(const std::vector<Statement>& statements, const std::string& entity_id,
                  const Vocabulary* vocabulary,
                  const std::map<std::string, std::uint64_t>& articles_of) {
  std::map<LineKey, PageLine> by_key;
  for (const Statement& statement : statements) {
    const Heading heading = HeadingOf(statement, entity_id, vocabulary);
    PageLine& line = by_key[KeyOf(statement, heading)];
    line.heading = heading;
    line.statements.push_back(statement);
  }
  PageLines lines;
  for (auto& [key, line] : by_key) {
    std::ranges::stable_sort(line.statements, [](const Statement& a, const Statement& b) {
      return PublishedOf(a) > PublishedOf(b);
    });
    const auto told = articles_of.find(line.statements.front().id);
    line.is_cut = told != articles_of.end();
    line.articles = line.is_cut ? told->second : CountArticles(line.statements);
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, [](const PageLine& a, const PageLine& b) {
    const Statement &x = a.statements.front(), &y = b.statements.front();
    if (a.heading != b.heading) return a.heading < b.heading;
    if (x.predicate != y.predicate) return x.predicate < y.predicate;
    return a.articles > b.articles;
  });
  return lines;
}

}  // namespace lode::views
