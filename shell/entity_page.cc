// A statement is put under a heading by its own shape: who stands where, what kind the object
// is. Statements that differ only in their source, speaker, time or qualifiers share a line,
// which shows what all of them have in common.

#include "shell/entity_page.h"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <set>
#include <tuple>

#include "shell/render.h"

namespace lode::shell {
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

std::string ObjectText(const Value& object) {
  const std::string text = Display(object);
  return object.kind == ValueKind::kQuote ? Quoted(text) : text;
}

// What two statements must share to stand on one line, beside the heading.
using LineKey =
    std::tuple<Heading, std::string, std::string, std::string, Polarity, Modality, bool>;

LineKey KeyOf(const Statement& statement, Heading heading) {
  return {heading,
          statement.predicate,
          statement.subject.id,
          ObjectText(statement.object),
          statement.polarity,
          statement.modality,
          statement.ended};
}

std::string PublishedOf(const Statement& statement) {
  return statement.article ? statement.article->published : std::string();
}

std::size_t ArticlesOf(const PageLine& line) {
  std::set<std::string> articles;
  for (const Statement& statement : line.statements)
    if (statement.article) articles.insert(statement.article->id);
  return articles.size();
}

void Add(std::string& extra, const std::string& more) {
  if (more.empty()) return;
  if (!extra.empty()) extra += "; ";
  extra += more;
}

// The text that `text_of` gives for every statement of the line; empty where they differ.
template <typename TextOf>
std::string Shared(const PageLine& line, const TextOf& text_of) {
  const std::string first = text_of(line.statements.front());
  for (const Statement& statement : line.statements)
    if (text_of(statement) != first) return "";
  return first;
}

std::string Details(const Statement& statement) {
  std::string details;
  for (const auto& [role, value] : statement.qualifiers) Add(details, role + ": " + Display(value));
  if (statement.time) Add(details, "time: " + Display(*statement.time));
  return details;
}

// "said by A", "said by A and 2 others"; with the article's own voice among them, that counts.
std::string SpeakersOf(const PageLine& line) {
  std::set<std::string> speakers;
  bool own_voice = false;
  for (const Statement& statement : line.statements)
    if (statement.said_by)
      speakers.insert(statement.said_by->name);
    else
      own_voice = true;
  if (speakers.empty()) return "";
  std::string text = "said by " + *speakers.begin();
  const std::size_t others = speakers.size() - 1 + (own_voice ? 1 : 0);
  if (others == 1) text += own_voice ? " and in an article's own voice" : " and another";
  if (others > 1) text += " and " + std::to_string(others) + " others";
  return text;
}

std::string ExtrasOf(const PageLine& line, bool confidence) {
  const Statement& first = line.statements.front();
  std::string extra;
  if (first.polarity != Polarity::kAffirmed) Add(extra, std::string(NameOf(first.polarity)));
  if (first.modality != Modality::kActual) Add(extra, std::string(NameOf(first.modality)));
  if (first.ended) Add(extra, "former");
  Add(extra, Shared(line, Details));
  Add(extra, SpeakersOf(line));
  if (first.derived) Add(extra, "derived");
  if (confidence) {
    double surest = 0;
    for (const Statement& statement : line.statements)
      surest = std::max(surest, statement.confidence);
    Add(extra, TwoDigits(surest));
  }
  return extra;
}

std::string WhenceOf(const PageLine& line) {
  const std::size_t articles = ArticlesOf(line);
  const std::string newest = PublishedOf(line.statements.front()).substr(0, 10);
  std::string text = articles > 1 ? std::to_string(articles) + " articles" : "";
  if (!newest.empty()) text += (text.empty() ? "" : ", newest ") + newest;
  return text;
}

void WriteLine(std::size_t number, const PageLine& line, const PageOptions& options,
               const Terminal& terminal, std::ostream& out) {
  const Statement& first = line.statements.front();
  const std::string digits = std::to_string(number);
  out << std::string(digits.size() < 4 ? 4 - digits.size() : 0, ' ')
      << terminal.Paint(Style::kDim, digits) << "  "
      << terminal.Paint(Style::kName, first.subject.name) << " -"
      << terminal.Paint(Style::kPredicate, first.predicate) << "-> "
      << terminal.Paint(Style::kName, ObjectText(first.object));
  if (const std::string extra = ExtrasOf(line, options.confidence); !extra.empty())
    out << "  (" << extra << ")";
  if (const std::string whence = WhenceOf(line); !whence.empty())
    out << terminal.Paint(Style::kDim, "  " + whence);
  out << '\n';
  if (options.sources) WriteSources(line, options.confidence, terminal, out);
}

}  // namespace

PageLines LinesOf(const std::vector<Statement>& statements, const std::string& entity_id,
                  const Vocabulary* vocabulary) {
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
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, [](const PageLine& a, const PageLine& b) {
    const Statement &x = a.statements.front(), &y = b.statements.front();
    if (a.heading != b.heading) return a.heading < b.heading;
    if (x.predicate != y.predicate) return x.predicate < y.predicate;
    return ArticlesOf(a) > ArticlesOf(b);
  });
  return lines;
}

void WritePage(const PageLines& lines, std::size_t before, const PageOptions& options,
               const Terminal& terminal, std::ostream& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || lines[i].heading != lines[i - 1].heading)
      out << '\n'
          << terminal.Paint(Style::kBold, kHeadings[static_cast<std::size_t>(lines[i].heading)])
          << '\n';
    WriteLine(before + i + 1, lines[i], options, terminal, out);
  }
}

void WriteSources(const PageLine& line, bool confidence, const Terminal& terminal,
                  std::ostream& out) {
  for (const Statement& statement : line.statements) {
    if (line.statements.size() > 1)
      out << "      " << Line(statement, terminal, confidence) << '\n';
    WriteSentence("        ", statement, terminal, out);
  }
}

}  // namespace lode::shell
