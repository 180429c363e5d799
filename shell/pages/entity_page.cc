// A line shows what all of its statements have in common, and how many sources it has.

#include "shell/pages/entity_page.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "shell/pages/render.h"

namespace lode::shell {
namespace {

std::string ObjectText(const Value& object) {
  const std::string text = Display(object);
  return object.kind == ValueKind::kQuote ? Quoted(text) : text;
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
  std::string text = line.articles > 1 ? std::to_string(line.articles) + " articles" : "";
  if (line.is_cut) return text;
  const std::string newest = views::PublishedOf(line.statements.front()).substr(0, 10);
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

void WritePage(const PageLines& lines, std::size_t before, const PageOptions& options,
               const Terminal& terminal, std::ostream& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 0 || lines[i].heading != lines[i - 1].heading)
      out << '\n'
          << terminal.Paint(Style::kBold, std::string(views::NameOf(lines[i].heading))) << '\n';
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
