// competes-with by rule:
//
//   competes-with(A, B) <- makes(A, P), makes(B, Q), compared(P, Q), A != B
//   competes-with(A, B) <- makes(A, P), compared(P, B) or compared(A, P')
//   competes-with(A, B) <- makes(A, R), compared(P, Q), in one sentence, makes(B, Q),
//                          where nobody is said to make P, and R is such a thing as P
//                          (named by the same noun, or by "R is a …"), or P describes R:
//                          it comes after R, and no other name acts in between
//   competes-with(A, B) <- counters(A, X), A and B companies, X is B or B's influence,
//                          share, lead …
//
// "makes" is makes, designs, sells or develops, or B's Q ("of" in the comparison);
// "compared" is comparable-to,
// better-than or rival. Only affirmed statements count. The rules join statements
// of one article by node, so a product that two statements name alike links them.
#include "loaders/extraction/derived_relations.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 8> kMakes = {"makes",  "designs", "sells",  "develop",
                                                    "launch", "release", "unveil", "introduce"};
constexpr std::array<std::string_view, 3> kCompared = {"comparable-to", "better-than",
                                                       "competes-with"};
constexpr std::array<std::string_view, 1> kAgainst = {"counters"};

template <std::size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsBody(const EntityNode& node) {
  return IsNamed(node.identity) && (node.type == "company" || node.type == "organization" ||
                                    node.type == "media" || node.type == "party");
}

bool IsCompany(const EntityNode& node) {
  return IsBody(node) && node.type == "company";
}

class Deriver {
 public:
  explicit Deriver(ArticleRecord& record) : record_(record) {}

  void Run() {
    const std::size_t stated = record_.statements.size();
    for (std::uint32_t i = 0; i < stated; ++i) Note(i);
    for (std::uint32_t i = 0; i < stated; ++i) {
      const StatementRecord& statement = record_.statements[i];
      if (!Counts(statement)) continue;
      if (OneOf(statement.predicate, kCompared)) FromComparison(i);
      if (OneOf(statement.predicate, kAgainst)) FromCounter(i);
    }
  }

 private:
  using Maker = std::pair<std::uint32_t, std::uint32_t>;  // node, the statement that says so

  static bool Counts(const StatementRecord& statement) {
    return statement.polarity == Polarity::kAffirmed && statement.modality != Modality::kDemanded &&
           statement.object.is_node();
  }

  void Note(std::uint32_t index) {
    const StatementRecord& statement = record_.statements[index];
    if (!Counts(statement)) return;
    if (statement.predicate == "competes-with")
      stated_.insert(Pair(statement.subject, statement.object.node));
    if (OneOf(statement.predicate, kMakes) && IsBody(record_.nodes[statement.subject]))
      makers_[statement.object.node].push_back({statement.subject, index});
  }

  static std::pair<std::uint32_t, std::uint32_t> Pair(std::uint32_t a, std::uint32_t b) {
    return {std::min(a, b), std::max(a, b)};
  }

  // Who stands behind a node: itself when it is a body, else its makers.
  std::vector<std::pair<std::uint32_t, std::int64_t>> Behind(std::uint32_t node) const {
    std::vector<std::pair<std::uint32_t, std::int64_t>> out;
    if (IsBody(record_.nodes[node])) out.push_back({node, -1});
    if (const auto found = makers_.find(node); found != makers_.end())
      for (const auto& [maker, statement] : found->second) out.push_back({maker, statement});
    return out;
  }

  // "chips" of "384 linked AI chips": what kind of thing a name names, in the singular.
  std::string KindOf(std::uint32_t node) const {
    const std::string& name = record_.nodes[node].name;
    std::string kind = FoldWord(name.substr(name.rfind(' ') + 1));
    if (kind.size() > 3 && kind.ends_with('s') && !kind.ends_with("ss")) kind.pop_back();
    return kind;
  }

  // Is the product such a thing as the term speaks of?
  bool IsSuch(std::uint32_t product, std::uint32_t term) const {
    const std::string wanted = KindOf(term);
    if (KindOf(product) == wanted) return true;
    return std::any_of(record_.statements.begin(), record_.statements.end(),
                       [&](const StatementRecord& s) {
                         return s.predicate == "is-a" && s.subject == product && Counts(s) &&
                                KindOf(s.object.node) == wanted;
                       });
  }

  static std::uint32_t Begin(const Spans& spans) { return spans.empty() ? 0 : spans.front().begin; }

  // "built a system with 300 linked chips, comparable to": the chips are the system's.
  bool Describes(const StatementRecord& comparison, const StatementRecord& making) const {
    const std::uint32_t product = Begin(making.object_span), term = Begin(comparison.subject_span);
    if (product == 0 || term <= product) return false;
    return std::none_of(
        record_.statements.begin(), record_.statements.end(), [&](const StatementRecord& s) {
          const bool between = Begin(s.subject_span) > product && Begin(s.subject_span) < term;
          return s.sentence == making.sentence && between && s.subject != making.subject &&
                 IsNamed(record_.nodes[s.subject].identity);
        });
  }

  // Those who make such things in the sentence of a comparison.
  std::vector<std::pair<std::uint32_t, std::int64_t>> MakersIn(
      const StatementRecord& comparison) const {
    std::vector<std::pair<std::uint32_t, std::int64_t>> out;
    for (std::uint32_t i = 0; i < record_.statements.size(); ++i) {
      const StatementRecord& statement = record_.statements[i];
      if (statement.sentence == comparison.sentence && Counts(statement) &&
          OneOf(statement.predicate, kMakes) && IsBody(record_.nodes[statement.subject]) &&
          (IsSuch(statement.object.node, comparison.subject) || Describes(comparison, statement)))
        out.push_back({statement.subject, i});
    }
    return out;
  }

  void FromComparison(std::uint32_t index) {
    const StatementRecord statement = record_.statements[index];
    auto rivals = Behind(statement.object.node), own = Behind(statement.subject);
    for (const auto& [role, argument] : statement.qualifiers)
      if (role == "of" && argument.is_node() && IsBody(record_.nodes[argument.node]))
        rivals.push_back({argument.node, -1});
    if (own.empty() && !IsNamed(record_.nodes[statement.subject].identity))
      own = MakersIn(statement);
    for (const auto& [a, a_premise] : own)
      for (const auto& [b, b_premise] : rivals) {
        std::vector<std::uint32_t> premises = {index};
        if (a_premise >= 0) premises.push_back(static_cast<std::uint32_t>(a_premise));
        if (b_premise >= 0) premises.push_back(static_cast<std::uint32_t>(b_premise));
        if (statement.predicate == "competes-with" && premises.size() == 1) continue;
        Add(a, b, std::move(premises), statement);
      }
  }

  // The body whose name a phrase carries: "Kano's influence" holds Kano.
  void FromCounter(std::uint32_t index) {
    const StatementRecord statement = record_.statements[index];
    if (!IsCompany(record_.nodes[statement.subject])) return;
    if (IsCompany(record_.nodes[statement.object.node]))
      return Add(statement.subject, statement.object.node, {index}, statement);
    for (const auto& [role, argument] : statement.qualifiers)
      if (role == "of" && argument.is_node() && IsCompany(record_.nodes[argument.node]))
        Add(statement.subject, argument.node, {index}, statement);
  }

  void Add(std::uint32_t a, std::uint32_t b, std::vector<std::uint32_t> premises,
           const StatementRecord& from) {
    if (a == b || !stated_.insert(Pair(a, b)).second) return;
    StatementRecord derived;
    derived.subject = a;
    derived.predicate = "competes-with";
    derived.object.node = b;
    derived.sentence = from.sentence;
    derived.said_by = from.said_by;
    derived.via = from.via;
    derived.derived = true;
    std::sort(premises.begin(), premises.end());
    derived.premises = std::move(premises);
    derived.modality = from.modality;
    derived.extractor = "derived/1";
    derived.confidence = 1;
    for (std::uint32_t premise : derived.premises)
      derived.confidence = std::min(derived.confidence, record_.statements[premise].confidence);
    derived.confidence *= 0.8;
    record_.statements.push_back(std::move(derived));
  }

  ArticleRecord& record_;
  std::map<std::uint32_t, std::vector<Maker>> makers_;        // product -> makers
  std::set<std::pair<std::uint32_t, std::uint32_t>> stated_;  // pairs that have it already
};

}  // namespace

void AddDerivedRelations(ArticleRecord& record) {
  Deriver(record).Run();
}

}  // namespace lode
