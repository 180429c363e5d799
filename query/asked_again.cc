// The question is a tree and changed as one, so that nothing has to be read again. The hard bit
// is the line to type, which is the writer's own text with the change in it: places count code
// points, texts bytes.

#include "query/asked_again.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "query/check/findings.h"
#include "query/check/safety.h"

namespace lode {

namespace {

constexpr std::size_t kLongestLine = 160;

// As the text of a question has it, whose words stand a blank apart wherever they were typed.
std::string OnOneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank || !line.ends_with(' ')) line += blank ? ' ' : c;
  }
  return line;
}

}  // namespace

bool AtomPrefix::IsSet(const ast::Atom& atom) const {
  return !atom.any && polarity == atom.polarity && modality == atom.modality &&
         former == atom.former;
}

void AtomPrefix::Set(ast::Atom& atom) const {
  atom.any = false;
  atom.polarity = polarity;
  atom.modality = modality;
  atom.former = former;
}

AskedAgain::AskedAgain(const ast::Query& query, const SourceText& source, Engine& engine,
                       const QueryOptions& options, std::uint64_t ms)
    : query_(query), source_(source), engine_(engine), options_(options) {
  if (options.timeout_ms != 0) ms = std::min(options.timeout_ms, ms);
  deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
}

std::uint64_t AskedAgain::CountWith(std::size_t index, ast::Atom atom, std::uint64_t most) {
  ast::Query asked = query_;
  asked.body[index] = std::move(atom);
  return Count(std::move(asked), most);
}

std::uint64_t AskedAgain::Count(ast::Query asked, std::uint64_t most) {
  const std::optional<Answer> answer = Ask(std::move(asked), most);
  if (!answer) return 0;
  return answer->yes_no ? (answer->holds ? 1 : 0) : answer->row_count;
}

std::vector<std::string> AskedAgain::FirstColumn(ast::Query asked, std::uint64_t most) {
  const std::optional<Answer> answer = Ask(std::move(asked), most);
  std::vector<std::string> texts;
  if (!answer) return texts;
  for (const std::vector<Value>& row : answer->rows) texts.push_back(row.front().text);
  return texts;
}

std::optional<Answer> AskedAgain::Ask(ast::Query asked, std::uint64_t most) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                        deadline_ - std::chrono::steady_clock::now())
                        .count();
  if (left <= 0) return std::nullopt;
  asked.order.clear();
  asked.offset.reset();
  asked.limit = ast::Count{query_.place, most};
  QueryOptions options = options_;
  options.timeout_ms = static_cast<std::uint64_t>(left);
  options.with_confidence = false;
  options.on_row = {};
  options.on_answer = {};
  engine_.Begin(options);
  Result<Answer> answer = engine_.Ask(asked);
  if (!answer.ok()) return std::nullopt;
  return *std::move(answer);
}

bool AskedAgain::IsSafe(const ast::Query& asked) const {
  Findings findings(source_);
  CheckSafety(asked, findings);
  return findings.errors() == 0;
}

std::string AskedAgain::Counted(std::uint64_t count) {
  if (count == 1) return "there is 1 answer";
  return "there are " +
         (count > kMostCounted ? "more than " + std::to_string(kMostCounted)
                               : std::to_string(count)) +
         " answers";
}

std::string_view AskedAgain::Written(std::size_t begin, std::size_t end) const {
  return source_.Written(begin, end);
}

std::string_view AskedAgain::Written(const ast::Place& place) const {
  return Written(place.offset, place.offset + place.length);
}

std::string AskedAgain::Line(const ast::Atom& atom, const std::string& words) const {
  const std::string old = OnOneLine(Written(atom.place)), now = OnOneLine(words);
  std::string line = query_.text;
  const std::size_t at = old.empty() ? line.npos : line.find(old);
  if (at == line.npos || line.find(old, at + 1) != line.npos || line.size() > kLongestLine)
    return "`" + now + "`";
  return "`" + line.replace(at, old.size(), now) + "`";
}

std::string AskedAgain::Prefixed(const ast::Atom& atom, std::string_view word) const {
  if (atom.HasPrefix() && atom.speaker) return "";
  const std::size_t path = atom.path->place.offset;
  const std::size_t end = atom.place.offset + atom.place.length;
  std::string before(atom.HasPrefix() ? std::string_view() : Written(atom.place.offset, path));
  // "shortest" stands between a prefix and its path.
  const std::size_t shortest = atom.shortest ? before.find("shortest") : before.npos;
  const std::size_t at = std::min(shortest, before.size());
  if (!word.empty()) before.insert(at, std::string(word) + " ");
  return before + std::string(Written(path, end));
}

bool HasAggregate(const ast::Query& query) {
  return std::any_of(query.select.begin(), query.select.end(), [](const ast::Column& column) {
    return std::holds_alternative<ast::Aggregate>(column.value);
  });
}

}  // namespace lode
