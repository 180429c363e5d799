// Rules are run over the statements of one article until they draw nothing new. A rule
// is a join: its conditions are tried in their order, each over the statements that share
// a thing with what is bound already, so that its cost follows the links of the article
// and not the square of its length. What is drawn is found only once, by its predicate
// and its two things (either way round where the predicate is symmetric), by the first
// rule that draws it.
#include "loaders/extraction/derived_relations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

using Kind = DerivationCondition::Kind;

constexpr std::size_t kMostDrawn = 1000;   // statements, for one article
constexpr std::size_t kMostTried = 20000;  // instances of one rule, in one round
constexpr double kTrust = 0.8;             // of a rule, beside its weakest premise

std::uint32_t Begin(const Spans& spans) {
  return spans.empty() ? 0 : spans.front().begin;
}

class Deriver {
 public:
  Deriver(ArticleRecord& record, const DerivationRules& rules) : record_(record), rules_(rules) {}

  void Run() {
    for (std::uint32_t i = 0; i < record_.statements.size(); ++i) Index(i);
    for (std::size_t before = 0; before != record_.statements.size() && !IsFull();) {
      before = record_.statements.size();
      for (const DerivationRule& rule : rules_.rules()) {
        rule_ = &rule;
        tried_ = 0;
        Match(0);
      }
    }
  }

 private:
  using Triple = std::tuple<std::string, std::uint32_t, std::uint32_t>;

  static bool Counts(const StatementRecord& statement) {
    return statement.polarity == Polarity::kAffirmed && statement.modality != Modality::kDemanded &&
           statement.object.is_node();
  }

  bool IsFull() const { return drawn_ >= kMostDrawn; }

  void Index(std::uint32_t index) {
    const StatementRecord& statement = record_.statements[index];
    if (!Counts(statement)) return;
    by_predicate_[statement.predicate].push_back(index);
    by_node_[{statement.predicate, statement.subject}].push_back(index);
    if (statement.object.node != statement.subject)
      by_node_[{statement.predicate, statement.object.node}].push_back(index);
    known_.insert(KeyOf(statement.predicate, statement.subject, statement.object.node));
  }

  Triple KeyOf(const std::string& predicate, std::uint32_t a, std::uint32_t b) const {
    const PredicateInfo* info = rules_.schema()->FindPredicate(predicate);
    const bool either = info != nullptr && info->symmetric;
    return {predicate, either ? std::min(a, b) : a, either ? std::max(a, b) : b};
  }

  std::optional<std::uint32_t> ValueOf(const std::string& variable) const {
    const auto found = bound_.find(variable);
    return found == bound_.end() ? std::nullopt : std::optional(found->second);
  }

  // Binds a variable, or compares it; false if it has another value already.
  bool Bind(const std::string& variable, std::uint32_t value) {
    if (variable.empty() || variable == "_") return true;
    return bound_.emplace(variable, value).first->second == value;
  }

  // Tries the conditions from the one numbered `at` on.
  void Match(std::size_t at) {
    if (IsFull() || tried_ > kMostTried) return;
    if (at == rule_->conditions.size()) return Draw();
    const DerivationCondition& condition = rule_->conditions[at];
    if (condition.kind != Kind::kStatement) {
      if (Tests(condition) != condition.negated) Match(at + 1);
      return;
    }
    bool any = false;
    for (const std::string& predicate : condition.predicates) {
      const std::vector<std::uint32_t> candidates = Candidates(condition, predicate);
      const bool both_ways = std::find(condition.symmetric.begin(), condition.symmetric.end(),
                                       predicate) != condition.symmetric.end();
      for (std::uint32_t index : candidates)
        for (bool turned : {false, true}) {
          if (turned && !both_ways) continue;
          const auto saved = bound_;
          if (!condition.negated) premises_.push_back(index);
          if (Agrees(condition, index, turned)) {
            any = true;
            if (!condition.negated) Match(at + 1);
          }
          if (!condition.negated) premises_.pop_back();
          bound_ = saved;
        }
    }
    if (condition.negated && !any) Match(at + 1);
  }

  // The statements with that predicate that may agree with what is bound.
  std::vector<std::uint32_t> Candidates(const DerivationCondition& condition,
                                        const std::string& predicate) const {
    for (const std::string* variable : {&condition.first, &condition.second})
      if (const std::optional<std::uint32_t> node = ValueOf(*variable)) {
        const auto found = by_node_.find({predicate, *node});
        return found == by_node_.end() ? std::vector<std::uint32_t>() : found->second;
      }
    const auto found = by_predicate_.find(predicate);
    return found == by_predicate_.end() ? std::vector<std::uint32_t>() : found->second;
  }

  bool Agrees(const DerivationCondition& condition, std::uint32_t index, bool turned) {
    ++tried_;
    const StatementRecord& statement = record_.statements[index];
    const std::uint32_t subject = statement.subject, object = statement.object.node;
    if (!Bind(condition.first, turned ? object : subject) ||
        !Bind(condition.second, turned ? subject : object) || !Bind(condition.statement, index))
      return false;
    return std::all_of(condition.qualifiers.begin(), condition.qualifiers.end(),
                       [&](const auto& wanted) {
                         const auto [begin, end] = statement.qualifiers.equal_range(wanted.first);
                         for (auto it = begin; it != end; ++it)
                           if (it->second.is_node()) return Bind(wanted.second, it->second.node);
                         return false;
                       });
  }

  bool Tests(const DerivationCondition& condition) const {
    const std::uint32_t a = bound_.at(condition.first);
    if (condition.kind == Kind::kType) return HasType(record_.nodes[a], condition.predicates[0]);
    const std::uint32_t b = bound_.at(condition.second);
    switch (condition.kind) {
      case Kind::kDifferent: return a != b;
      case Kind::kSameKind: return IsSuch(a, b);
      case Kind::kOneSentence:
        return record_.statements[a].sentence == record_.statements[b].sentence;
      case Kind::kDescribes: return Describes(record_.statements[a], record_.statements[b]);
      default: return false;
    }
  }

  bool HasType(const EntityNode& node, const std::string& wanted) const {
    if (!IsNamed(node.identity)) return false;
    const std::vector<std::string>* members = rules_.schema()->FindSet(wanted);
    if (members == nullptr) return rules_.schema()->IsA(node.type, wanted);
    return std::any_of(members->begin(), members->end(), [&](const std::string& member) {
      return rules_.schema()->IsA(node.type, member);
    });
  }

  // "chips" of "384 linked AI chips": what kind of thing a name names, in the singular.
  std::string KindOf(std::uint32_t node) const {
    const std::string& name = record_.nodes[node].name;
    std::string kind = FoldWord(name.substr(name.rfind(' ') + 1));
    if (kind.size() > 3 && kind.ends_with('s') && !kind.ends_with("ss")) kind.pop_back();
    return kind;
  }

  // Is the product such a thing as the term speaks of, by its name or by what is said of it?
  bool IsSuch(std::uint32_t product, std::uint32_t term) const {
    const std::string wanted = KindOf(term);
    if (KindOf(product) == wanted) return true;
    const auto said = by_node_.find({"is-a", product});
    return said != by_node_.end() &&
           std::any_of(said->second.begin(), said->second.end(), [&](std::uint32_t i) {
             const StatementRecord& s = record_.statements[i];
             return s.subject == product && KindOf(s.object.node) == wanted;
           });
  }

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

  void Draw() {
    const std::uint32_t a = bound_.at(rule_->first), b = bound_.at(rule_->second);
    if (a == b || known_.contains(KeyOf(rule_->predicate, a, b))) return;
    StatementRecord drawn;
    drawn.subject = a;
    drawn.predicate = rule_->predicate;
    drawn.object.node = b;
    drawn.derived = true;
    drawn.extractor = "derived/" + rule_->name;
    drawn.premises = premises_;
    std::sort(drawn.premises.begin(), drawn.premises.end());
    drawn.premises.erase(std::unique(drawn.premises.begin(), drawn.premises.end()),
                         drawn.premises.end());
    if (!TakeOver(drawn)) return;
    ++drawn_;
    record_.statements.push_back(std::move(drawn));
    Index(static_cast<std::uint32_t>(record_.statements.size() - 1));
  }

  // From the premises: who says it, how sure it is, where it was read. False where two
  // speak: what neither of them says is nobody's claim.
  bool TakeOver(StatementRecord& drawn) const {
    drawn.confidence = 1;
    for (std::uint32_t index : drawn.premises) {
      const StatementRecord& premise = record_.statements[index];
      if (premise.said_by != kNoNode) {
        if (drawn.said_by != kNoNode && drawn.said_by != premise.said_by) return false;
        drawn.said_by = premise.said_by;
        drawn.via = premise.via;
      }
      drawn.sentence = std::max(drawn.sentence, premise.sentence);
      drawn.ended = drawn.ended || premise.ended;
      drawn.confidence = std::min(drawn.confidence, premise.confidence);
      // Later modalities are weaker, in the order of their numbers.
      drawn.modality = std::max(drawn.modality, premise.modality);
    }
    drawn.confidence *= kTrust;
    return true;
  }

  ArticleRecord& record_;
  const DerivationRules& rules_;
  std::map<std::string, std::vector<std::uint32_t>> by_predicate_;
  std::map<std::pair<std::string, std::uint32_t>, std::vector<std::uint32_t>> by_node_;
  std::set<Triple> known_;
  std::size_t drawn_ = 0;

  const DerivationRule* rule_ = nullptr;  // that is being run
  std::size_t tried_ = 0;
  std::map<std::string, std::uint32_t> bound_;  // variable -> node, or statement
  std::vector<std::uint32_t> premises_;
};

// "Tern Cloud" beside "Tern": a unit that carries its parent's name says whose it is.
class UnitNames {
 public:
  UnitNames(ArticleRecord& record, const WordLists& lists) : record_(record), lists_(lists) {}

  void Run() {
    std::map<std::string, std::uint32_t> bodies;
    for (std::uint32_t i = 0; i < record_.nodes.size(); ++i)
      if (IsBody(record_.nodes[i])) bodies.emplace(FoldWord(record_.nodes[i].name), i);
    std::set<std::uint32_t> done;
    const std::size_t stated = record_.statements.size();
    for (std::size_t i = 0; i < stated; ++i) {
      const std::uint32_t unit = record_.statements[i].subject;
      if (!IsBody(record_.nodes[unit]) || !done.insert(unit).second) continue;
      const std::string name = FoldWord(record_.nodes[unit].name);
      const std::size_t space = name.rfind(' ');
      if (space == std::string::npos || !lists_.Has("unit-name", name.substr(space + 1))) continue;
      const auto parent = bodies.find(name.substr(0, space));
      if (parent != bodies.end() && !IsStated(unit, parent->second)) State(i, parent->second);
    }
  }

 private:
  static bool IsBody(const EntityNode& node) {
    return node.identity == IdentityClass::kName && IsType(node.type, "organization");
  }

  bool IsStated(std::uint32_t unit, std::uint32_t parent) const {
    return std::any_of(record_.statements.begin(), record_.statements.end(),
                       [&](const StatementRecord& s) {
                         return s.subject == unit && s.object.node == parent &&
                                (s.predicate == "part-of" || s.predicate == "subsidiary-of");
                       });
  }

  // At the words of the statement that names the unit.
  void State(std::size_t at, std::uint32_t parent) {
    StatementRecord statement;
    statement.subject = record_.statements[at].subject;
    statement.predicate = statement.relation = "part-of";
    statement.object.node = parent;
    statement.sentence = record_.statements[at].sentence;
    statement.subject_span = record_.statements[at].subject_span;
    statement.extractor = "unit-name/1";
    statement.confidence = kTrust;
    record_.statements.push_back(std::move(statement));
  }

  ArticleRecord& record_;
  const WordLists& lists_;
};

}  // namespace

void AddDerivedRelations(ArticleRecord& record, const ExtractionRules& rules) {
  UnitNames(record, rules.lists).Run();
  Deriver(record, rules.derivation).Run();
}

}  // namespace lode
