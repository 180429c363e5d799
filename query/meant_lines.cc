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
#include <string_view>
#include <variant>

#include "query/syntax/english_lines.h"
#include "query/syntax/foreign_query.h"
#include "query/syntax/nearest_names.h"
#include "storage/schema/near_predicates.h"

namespace lode {

namespace {

constexpr std::uint64_t kMostRowsCounted = 20;
constexpr std::string_view kOfSentences = "sentences(";

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
      const std::string none =
          line.asks_less && !line.text.starts_with(kOfSentences)
              ? ", the nearest to it in the store (`" + lines.front().text + "` has none)"
              : "";
      return ExplainEnglish(line.text) + ", " + *found + none + remark;
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
    if (line.text.starts_with(kOfSentences))
      return "the sentences with these words (" + many +
             "): no statement was found that answers it";
    if (!line.test.empty()) return "which has an answer";
    if (answer->yes_no) return "which holds";
    return "which has " + many + (rows == 1 ? " answer" : " answers");
  }

  Setting& setting_;
  const Snapshot& snapshot_;
  QueryOptions options_;
  Clock::time_point deadline_;
};

// What a table may be here: a predicate that statements or rules have, or one that is near.
PredicateCalled PredicatesOf(const Setting& setting, const QueryOptions& options) {
  std::vector<std::string> known = setting.snapshot()->PredicateNames();
  for (const RulePtr& rule : setting.rules())
    if (rule->head.arguments.size() == 2) known.push_back(rule->head.predicate);
  return [known = std::move(known), senses = options.senses,
          &schema = setting.snapshot()->schema()](const std::string& name) {
    if (std::ranges::find(known, name) != known.end()) return name;
    for (const std::string& longer : known)  // "owns" of owns-stake-in
      if (longer.starts_with(name + "-")) return longer;
    for (const NearPredicate& near : PredicatesNear(schema, name))
      if (!near.inverse && std::ranges::find(known, near.name) != known.end()) return near.name;
    if (const auto near = NearestNames(name, known, 1); !near.empty()) return near.front();
    if (senses)
      for (const std::string& meant : senses(name))
        if (std::ranges::find(known, meant) != known.end()) return meant;
    return std::string();
  };
}

}  // namespace

void TryMeantLines(const Reading& reading, Setting& setting, const QueryOptions& options,
                   std::vector<Diagnostic>& diagnostics) {
  for (const ForeignClause& clause : reading.foreign)
    if (clause.diagnostic < diagnostics.size())
      diagnostics[clause.diagnostic].message =
          IsEnglish(clause.words)
              ? MeantLineTrial(setting, options).MessageFor(clause.words)
              : ExplainForeignQuery(clause.words, 0, clause.words.size(), options.senses,
                                    PredicatesOf(setting, options));
}

}  // namespace lode
