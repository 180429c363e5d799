// A line is tried as if it had been typed: read, checked, asked for a few rows. So what is
// suggested runs, and answers; which of the lines is nearest to the question is their maker's
// business, who puts it first.

#include "query/meant_lines.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "query/syntax/english_lines.h"
#include "storage/schema/near_predicates.h"

namespace lode {

namespace {

constexpr std::uint64_t kMostRowsCounted = 20;

using Clock = std::chrono::steady_clock;

class MeantLineTrial {
 public:
  MeantLineTrial(Setting& setting, const QueryOptions& options)
      : setting_(setting), snapshot_(*setting.snapshot()), options_(options) {
    const std::uint64_t ms =
        options.timeout_ms == 0 ? kMostTriedMs : std::min(options.timeout_ms, kMostTriedMs);
    deadline_ = Clock::now() + std::chrono::milliseconds(ms);
    options_.with_confidence = false;
    options_.near_answers = false;
    options_.on_row = {};
    options_.on_answer = {};
  }

  std::string MessageFor(const QueryTokens& words) {
    EnglishQuestion question =
        ReadEnglish(words, [this](const std::string& name) { return IsName(name); });
    const std::string remark = MendNames(question);
    const std::vector<MeantLine> lines = LinesFor(question, Knowledge());
    for (const MeantLine& line : lines) {
      const std::optional<std::string> found = Try(line);
      if (!found) continue;
      return ExplainEnglish(line.text) + ", " + *found + remark;
    }
    if (lines.empty()) return ExplainEnglish("");
    return ExplainEnglish(lines.front().text) + "; nothing in the store answers it" + remark;
  }

 private:
  bool IsName(const std::string& name) const {
    return std::ranges::any_of(snapshot_.Resolve(name), [this](TermId meaning) {
      return snapshot_.KindOf(meaning) == EntityKind::kName;
    });
  }

  // Names that nobody has become the nearest that somebody has.
  std::string MendNames(EnglishQuestion& question) const {
    std::string remark;
    for (EnglishPart& part : question.parts) {
      if (part.is_name && IsAcronymOfPredicate(part.text)) {
        std::ranges::transform(part.text, part.text.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        part.is_name = false;
      }
      if (!part.is_name || !snapshot_.Resolve(part.text).empty()) continue;
      const std::vector<std::string> near = snapshot_.Suggest(part.text, 1);
      remark += "; nobody is known as \"" + part.text + "\"";
      if (near.empty()) continue;
      remark += ", but \"" + near.front() + "\" is";
      part.text = near.front();
    }
    return remark;
  }

  // "CEO" of ceo-of.
  bool IsAcronymOfPredicate(const std::string& name) const {
    std::string word = "-";
    for (const char c : name)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    word += '-';
    return std::ranges::all_of(name, [](unsigned char c) { return std::isupper(c) != 0; }) &&
           std::ranges::any_of(snapshot_.PredicateNames(), [&](const std::string& predicate) {
             return ("-" + predicate + "-").find(word) != std::string::npos;
           });
  }

  WordKnowledge Knowledge() const {
    const Schema& schema = snapshot_.schema();
    WordKnowledge knowledge;
    knowledge.senses = options_.senses;
    knowledge.predicates = snapshot_.PredicateNames();
    knowledge.is_speech = [&schema](const std::string& predicate) {
      const std::vector<std::string> above = schema.Ancestors(predicate);
      return predicate == "spoke" || std::ranges::find(above, "spoke") != above.end();
    };
    knowledge.with_near = [this, &schema](const std::string& predicate) -> std::string {
      std::string path;
      for (const NearPredicate& near : PredicatesNear(schema, predicate))
        if (snapshot_.FindPredicate(near.name))
          path += " | " + std::string(near.inverse ? "^" : "") + near.name;
      return path.empty() ? "" : "(" + predicate + path + ")";
    };
    return knowledge;
  }

  // What the line has, in words; none: no answer, or it cannot be asked.
  std::optional<std::string> Try(const MeantLine& line) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    options_.timeout_ms = static_cast<std::uint64_t>(left);
    Reading reading(line.test.empty() ? line.text : line.test, options_);
    if (!reading.diagnostics.empty() || reading.program.clauses.size() != 1) return std::nullopt;
    auto* query = std::get_if<ast::Query>(&reading.program.clauses.front());
    if (query == nullptr || HasError(setting_.Check(reading, options_))) return std::nullopt;
    query->limit = ast::Count{query->place, kMostRowsCounted + 1};
    std::unique_ptr<Engine> engine = setting_.Take(options_);
    const Result<Answer> answer = engine->Ask(*query);
    setting_.GiveBack(std::move(engine));
    if (!answer.ok() || (answer->yes_no ? !answer->holds : answer->row_count == 0))
      return std::nullopt;
    const std::uint64_t rows = answer->row_count;
    const std::string many = rows > kMostRowsCounted
                                 ? "more than " + std::to_string(kMostRowsCounted)
                                 : std::to_string(rows);
    if (line.text.starts_with("sentences("))
      return "the sentences with these words (" + many + "): no statement was found that says it";
    const std::string nearest = line.asks_less ? ", the nearest to it in the store" : "";
    if (!line.test.empty()) return "which has an answer" + nearest;
    if (answer->yes_no) return "which holds" + nearest;
    return "which has " + many + (rows == 1 ? " answer" : " answers") + nearest;
  }

  Setting& setting_;
  const Snapshot& snapshot_;
  QueryOptions options_;
  Clock::time_point deadline_;
};

}  // namespace

void TryMeantLines(const Reading& reading, Setting& setting, const QueryOptions& options,
                   std::vector<Diagnostic>& diagnostics) {
  for (const EnglishClause& clause : reading.english)
    if (clause.diagnostic < diagnostics.size())
      diagnostics[clause.diagnostic].message =
          MeantLineTrial(setting, options).MessageFor(clause.words);
}

}  // namespace lode
