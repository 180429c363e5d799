// The measure itself. The hard bit is what one statement may stand for: "Kano sells sails"
// meets a fact of the first paragraph and the same fact in the last one; it is counted where
// its own sentence is, and the surest statements choose first.
#include "shell/eval/eval_score.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

#include "shell/eval/eval_text.h"

namespace lode::shell {
namespace {

bool IsOneOf(const std::string& value, const std::vector<std::string>& accepted) {
  return std::find(accepted.begin(), accepted.end(), value) != accepted.end();
}

FoundFact Judge(const ScoredStatement& statement, const Fact& fact) {
  FoundFact found;
  found.statement = &statement;
  found.attribution = SpeakerIsRight(statement, fact);
  found.polarity = IsOneOf(statement.polarity, fact.polarities);
  found.modality = IsOneOf(statement.modality, fact.modalities);
  found.ended = !fact.ended || *fact.ended == statement.ended;
  return found;
}

// The facts that a statement says, by the sentence they stand in, in the order of the facts.
struct Claim {
  const ScoredStatement* statement = nullptr;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> by_sentence;
};

std::vector<Claim> ClaimsOf(const GoldDocument& gold,
                            const std::vector<ScoredStatement>& statements) {
  std::vector<Claim> claims;
  for (const ScoredStatement& statement : statements) {
    Claim claim;
    claim.statement = &statement;
    for (std::size_t j = 0; j < gold.facts.size(); ++j) {
      const Fact& fact = gold.facts[j];
      if (!Says(statement, fact)) continue;
      auto place = std::find_if(claim.by_sentence.begin(), claim.by_sentence.end(),
                                [&](const auto& one) { return one.first == fact.sentence; });
      if (place == claim.by_sentence.end())
        place = claim.by_sentence.insert(place, {fact.sentence, {}});
      place->second.push_back(j);
    }
    if (!claim.by_sentence.empty()) claims.push_back(std::move(claim));
  }
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return a.by_sentence.size() < b.by_sentence.size();
  });
  return claims;
}

// The sentence in which a statement counts: its own, else where it adds most.
const std::vector<std::size_t>& Choice(
    const Claim& claim, const GoldDocument& gold,
    const std::vector<std::vector<const ScoredStatement*>>& hits) {
  const std::vector<std::size_t>* best = nullptr;
  std::pair<bool, double> most;
  for (const auto& [sentence, facts] : claim.by_sentence) {
    std::pair<bool, double> gain;
    for (std::size_t j : facts) {
      gain.first = gain.first || SharesWords(*claim.statement, gold.facts[j]);
      if (hits[j].empty()) gain.second += gold.facts[j].weight;
    }
    if (best == nullptr || gain > most) best = &facts, most = gain;
  }
  return *best;
}

// The facts in which a statement counts, by weight.
class Rate {
 public:
  void Add(double weight, bool hit) {
    whole_ += weight;
    if (hit) part_ += weight;
  }
  void Add(bool hit) { Add(1, hit); }
  std::string Text() const {
    if (whole_ == 0) return "    -  0/0";
    std::ostringstream out;
    out << std::fixed << std::setprecision(3) << part_ / whole_ << std::defaultfloat
        << std::setprecision(6) << "  " << part_ << '/' << whole_;
    return out.str();
  }
  bool empty() const { return whole_ == 0; }

 private:
  double part_ = 0, whole_ = 0;
};

std::string LineOf(const Fact& fact) {
  const FactForm& form = fact.forms.front();
  const auto first = [](const std::vector<std::string>& all) {
    std::string text = all.empty() ? "" : all.front();
    if (text.starts_with('~') || text.starts_with('=')) text.erase(0, 1);
    return text;
  };
  std::string extra;
  const auto add = [&](const std::string& what) { extra += (extra.empty() ? "" : ", ") + what; };
  const auto speaker = std::find_if(fact.speakers.begin(), fact.speakers.end(),
                                    [](const std::string& by) { return !by.empty(); });
  if (speaker != fact.speakers.end()) add("by " + *speaker);
  if (fact.polarities.front() != "affirmed") add(fact.polarities.front());
  if (fact.modalities.front() != "actual") add(fact.modalities.front());
  if (fact.must) add("must");
  return fact.id + " " + first(form.subjects) + " -" + first(form.predicates) + "-> " +
         first(form.objects) + (extra.empty() ? "" : " (" + extra + ")");
}

// Whatever the report counts, gathered in one walk.
struct Totals {
  Rate recall, easy, hard, attribution, spoken, own, polarity, negated, modality, special, ended;
  std::map<std::string, Rate> by_kind;
  std::size_t facts = 0, statements = 0, used = 0, aliased = 0, violations = 0;
  std::size_t musts = 0, musts_found = 0;
  std::vector<std::string> musts_missed;

  void Add(const Fact& fact, const std::optional<FoundFact>& found) {
    ++facts;
    recall.Add(fact.weight, found.has_value());
    (fact.hard ? hard : easy).Add(fact.weight, found.has_value());
    by_kind[fact.kind].Add(fact.weight, found.has_value());
    if (fact.must) {
      ++musts;
      if (found)
        ++musts_found;
      else
        musts_missed.push_back(LineOf(fact));
    }
    if (!found) return;
    if (found->statement == nullptr) {
      ++aliased;
      return;
    }
    attribution.Add(found->attribution);
    if (fact.speakers.empty())
      own.Add(found->attribution);
    else if (!IsOneOf("", fact.speakers))
      spoken.Add(found->attribution);
    polarity.Add(found->polarity);
    if (fact.polarities.front() != "affirmed") negated.Add(found->polarity);
    modality.Add(found->modality);
    if (fact.modalities.front() != "actual") special.Add(found->modality);
    if (fact.ended) ended.Add(found->ended);
  }
};

Totals TotalsOf(const Gold& gold, const Scores& scores) {
  Totals totals;
  for (const std::string& name : gold.order) {
    const GoldDocument& document = gold.documents.at(name);
    const DocumentScore& score = scores.at(name);
    for (std::size_t j = 0; j < document.facts.size(); ++j)
      totals.Add(document.facts[j], score.found[j]);
    totals.statements += score.statements;
    totals.used += score.used;
    for (std::size_t count : score.violations) totals.violations += count;
  }
  return totals;
}

}  // namespace

DocumentScore ScoreDocument(const GoldDocument& gold,
                            const std::vector<ScoredStatement>& statements) {
  std::vector<std::vector<const ScoredStatement*>> hits(gold.facts.size());
  const std::vector<Claim> claims = ClaimsOf(gold, statements);
  for (const Claim& claim : claims)
    for (std::size_t j : Choice(claim, gold, hits)) hits[j].push_back(claim.statement);
  DocumentScore score;
  score.statements = statements.size();
  score.used = claims.size();
  score.found.resize(gold.facts.size());
  for (std::size_t j = 0; j < gold.facts.size(); ++j) {
    const Fact& fact = gold.facts[j];
    std::pair<bool, int> most{false, -1};
    for (const ScoredStatement* statement : hits[j]) {
      const FoundFact found = Judge(*statement, fact);
      const std::pair<bool, int> worth{SharesWords(*statement, fact),
                                       found.attribution + found.polarity + found.modality};
      if (!score.found[j] || worth > most) score.found[j] = found, most = worth;
    }
    if (!score.found[j] &&
        std::any_of(statements.begin(), statements.end(),
                    [&](const ScoredStatement& one) { return HasBothNames(one, fact); }))
      score.found[j].emplace();
  }
  score.violations.resize(gold.boilerplate.size());
  for (const ScoredStatement& statement : statements) {
    const Words text = WordsOf(statement.text);
    for (std::size_t k = 0; k < gold.boilerplate.size(); ++k) {
      const Words snippet = WordsOf(gold.boilerplate[k].text);
      const bool inside = text.size() > 1 && Contains(snippet, text);
      if (!inside && (gold.boilerplate[k].whole || !Contains(text, snippet))) continue;
      ++score.violations[k];
      break;
    }
  }
  return score;
}

void WriteScores(const Gold& gold, const Scores& scores, std::size_t other_statements,
                 std::ostream& out) {
  const Totals totals = TotalsOf(gold, scores);
  const auto row = [&](const std::string& what, const std::string& value) {
    out << std::left << std::setw(18) << what << ' ' << value << '\n';
  };
  out << "gold: " << totals.facts << " facts in " << gold.order.size()
      << " documents; store: " << totals.statements << " statements in them, " << other_statements
      << " in other documents (not scored)\n";
  row("recall", totals.recall.Text());
  row("  not hard", totals.easy.Text());
  row("  hard", totals.hard.Text());
  for (const auto& [kind, rate] : totals.by_kind) row("  " + kind, rate.Text());
  row("attribution", totals.attribution.Text() + " of the facts found");
  row("  a speaker's", totals.spoken.Text());
  row("  article's voice", totals.own.Text());
  row("polarity",
      totals.polarity.Text() + "; where gold is not affirmed: " + totals.negated.Text());
  row("modality", totals.modality.Text() + "; where gold is not actual: " + totals.special.Text());
  if (!totals.ended.empty()) row("ended", totals.ended.Text() + " of those whose gold says it");
  if (totals.musts > 0) {
    std::string missed;
    for (const std::string& line : totals.musts_missed) missed += "; missed: " + line;
    row("must-have facts",
        std::to_string(totals.musts_found) + "/" + std::to_string(totals.musts) + missed);
  }
  row("boilerplate", std::to_string(totals.violations) + " statements from it");
  row("by aliases alone", std::to_string(totals.aliased) + " identities");
  row("statements used", std::to_string(totals.used) +
                             " say a fact; facts are not exhaustive, "
                             "so this is no precision");
}

void WriteMissed(const Gold& gold, const Scores& scores, std::ostream& out) {
  for (const std::string& name : gold.order) {
    const GoldDocument& document = gold.documents.at(name);
    const DocumentScore& score = scores.at(name);
    out << "\n== " << name << '\n';
    for (std::size_t j = 0; j < document.facts.size(); ++j) {
      const Fact& fact = document.facts[j];
      const std::optional<FoundFact>& found = score.found[j];
      if (!found) {
        out << "MISSED " << LineOf(fact) << "\n       \"" << fact.evidence << "\"\n";
        continue;
      }
      if (found->statement == nullptr) continue;
      std::string wrong;
      if (!found->attribution) wrong += " attribution";
      if (!found->polarity) wrong += " polarity";
      if (!found->modality) wrong += " modality";
      if (!found->ended) wrong += " ended";
      if (wrong.empty()) continue;
      out << "WRONG" << wrong << ": " << LineOf(fact) << "\n       " << LineOf(*found->statement)
          << '\n';
    }
    for (std::size_t k = 0; k < document.boilerplate.size(); ++k)
      if (score.violations[k] > 0)
        out << "BOILERPLATE " << score.violations[k] << " statements: \""
            << document.boilerplate[k].text << "\"\n";
  }
}

std::string LineOf(const ScoredStatement& statement) {
  const auto first = [](const ScoredValue& value) {
    return value.names.empty() ? std::string("?") : value.names.front();
  };
  std::string extra;
  const auto add = [&](const std::string& what) { extra += (extra.empty() ? "" : ", ") + what; };
  for (const auto& [role, value] : statement.qualifiers) add(role + "=" + first(value));
  if (!statement.time.empty()) add("time=" + statement.time);
  if (!statement.said_by.names.empty()) add("said by " + first(statement.said_by));
  if (statement.polarity != "affirmed") add(statement.polarity);
  if (statement.modality != "actual") add(statement.modality);
  if (statement.ended) add("ended");
  const std::string object = statement.object.names.empty() ? "?" : statement.object.names.back();
  return first(statement.subject) + " -" + statement.predicate + "-> " +
         (statement.object.kind == "entity" ? first(statement.object) : object) +
         (extra.empty() ? "" : " (" + extra + ")");
}

}  // namespace lode::shell
