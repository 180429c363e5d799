// A view for each relation, after those that it needs. A relation that needs itself is a
// recursive table expression: its rules that do not, then those that do. What recurs sees only
// the rows of the last round, so a rule that needs its relation twice would miss rows, and is
// refused; where an engine takes the relation's name in one place only, the rules that recur
// stand side by side beneath that place.

#include <algorithm>
#include <set>

#include "lode/compared.h"
#include "query/sql/script.h"

namespace lode::sql {

namespace {

std::string Joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

class ViewWriter {
 public:
  explicit ViewWriter(Scope& scope)
      : scope_(scope), rules_(scope.program.relations.size()), needs_(rules_.size()) {
    for (const ir::Rule& rule : scope.program.rules) {
      rules_[rule.head].push_back(&rule);
      for (const ir::Dependency& dependency : ir::DependenciesOf(rule.body))
        needs_[rule.head].insert(dependency.relation);
    }
  }

  // An explicit stack: chains of rules may be long.
  void Write(ir::RelationId wanted) {
    std::vector<std::pair<ir::RelationId, std::vector<ir::RelationId>>> path;
    const auto enter = [&](ir::RelationId relation) {
      if (!entered_.insert(relation).second) return;
      path.push_back({relation, {needs_[relation].begin(), needs_[relation].end()}});
    };
    enter(wanted);
    while (!path.empty()) {
      auto& [relation, rest] = path.back();
      if (!rest.empty()) {
        const ir::RelationId next = rest.back();
        rest.pop_back();
        enter(next);
        continue;
      }
      const ir::RelationId done = relation;
      path.pop_back();
      views_.push_back(ViewOf(done));
    }
  }
  std::vector<std::string> views() && { return std::move(views_); }

 private:
  bool Reaches(ir::RelationId from, ir::RelationId to) const {
    std::set<ir::RelationId> seen;
    std::vector<ir::RelationId> rest = {from};
    while (!rest.empty()) {
      const ir::RelationId relation = rest.back();
      rest.pop_back();
      for (const ir::RelationId next : needs_[relation]) {
        if (next == to) return true;
        if (seen.insert(next).second) rest.push_back(next);
      }
    }
    return false;
  }

  static std::size_t Uses(const ir::Rule& rule, ir::RelationId relation) {
    std::size_t uses = 0;
    for (const ir::Literal& literal : rule.body)
      if (const auto* atom = std::get_if<ir::Atom>(&literal.node))
        uses += std::any_of(atom->relations.begin(), atom->relations.end(),
                            [&](const ir::RelationPart& part) { return part.relation == relation; })
                    ? 1
                    : 0;
    return uses;
  }

  void Refuse(const ir::Rule& rule, std::string reason) {
    scope_.rule = rule.source.get();
    scope_.Refuse(rule.source->place, std::move(reason));
    scope_.rule = nullptr;
  }

  bool MayRecur(ir::RelationId relation) {
    const std::string& name = scope_.program.relations[relation].name;
    const ir::Rule& first = *rules_[relation].front();
    for (const ir::RelationId other : needs_[relation])
      if (other != relation && Reaches(other, relation)) {
        Refuse(first, "`" + name + "` and `" + scope_.program.relations[other].name +
                          "` need each other, which no view can: write them as one relation");
        return false;
      }
    if (!scope_.spelling.has_recursion()) {
      Refuse(first, "`" + name +
                        "` needs itself: Spark's recursive queries keep every row, also "
                        "those that they have, and end on no circle");
      return false;
    }
    for (const ir::Rule* rule : rules_[relation])
      if (Uses(*rule, relation) > 1) {
        Refuse(*rule, "this rule needs `" + name +
                          "` twice, of which a recursive view sees the last rows only: name what "
                          "it grows from, as reach(X, Z) :- reach(X, Y), p(Y, Z)");
        return false;
      }
    return true;
  }

  // Facts as one table of values, other rules as they are.
  std::vector<std::string> Selects(const std::vector<const ir::Rule*>& rules) {
    std::vector<std::string> selects, facts;
    for (const ir::Rule* rule : rules) {
      if (!rule->body.empty() || rule->has_aggregate()) {
        selects.push_back(AsComment(rule->source->text) + RuleSelect(*rule, scope_));
        continue;
      }
      std::vector<std::string> cells;
      for (std::size_t i = 0; i < rule->columns.size(); ++i) {
        const TermId constant = std::get<ir::Term>(rule->columns[i]).constant;
        const bool number = FormOf(scope_.sorts[rule->head][i]) == Form::kCalculated;
        cells.push_back(number ? Spelling::Number(scope_.terms.ValueOf(constant).number)
                               : scope_.HeadKey(constant));
      }
      facts.push_back("(" + Joined(cells, ", ") + ")");
    }
    if (facts.empty()) return selects;
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < rules.front()->columns.size(); ++i)
      columns.push_back("c" + std::to_string(i + 1));
    selects.push_back("SELECT * FROM (VALUES " + Joined(facts, ", ") + ") AS f(" +
                      Joined(columns, ", ") + ")");
    return selects;
  }

  std::string ViewOf(ir::RelationId relation) {
    const std::string& name = scope_.view_names[relation];
    if (scope_.program.relations[relation].arity == 0) return "";
    std::vector<const ir::Rule*> first, recurring;
    for (const ir::Rule* rule : rules_[relation])
      (Uses(*rule, relation) > 0 ? recurring : first).push_back(rule);
    const std::string head = scope_.spelling.View(name);
    if (!Reaches(relation, relation)) {
      std::vector<std::string> selects = Selects(first);
      if (selects.size() == 1)
        return head + "SELECT DISTINCT * FROM (\n" + selects.front() + "\n) d";
      return head + Joined(selects, "\nUNION\n");
    }
    if (!MayRecur(relation)) return "";
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < scope_.program.relations[relation].arity; ++i)
      columns.push_back("c" + std::to_string(i + 1));
    const std::string all = Joined(columns, ", ");
    std::vector<std::string> base = Selects(first);
    if (base.empty()) base.push_back(Nothing(relation));
    return head + "WITH RECURSIVE " + name + "_all(" + all + ") AS (\nSELECT * FROM (\n" +
           Joined(base, "\nUNION ALL\n") + "\n) b\nUNION\n" + Recurring(relation, recurring) +
           "\n)\nSELECT " + all + " FROM " + name + "_all";
  }

  std::string Recurring(ir::RelationId relation, const std::vector<const ir::Rule*>& rules) {
    const std::string name = scope_.view_names[relation] + "_all";
    const bool beneath = rules.size() > 1 && !scope_.spelling.recurs_in_many_places();
    scope_.inner[relation] = beneath ? Scope::Inner{"last", true} : Scope::Inner{name, false};
    const std::string selects = Joined(Selects(rules), "\nUNION ALL\n");
    scope_.inner.erase(relation);
    if (beneath)
      return "SELECT e.* FROM " + name + " last CROSS JOIN LATERAL (\n" + selects + "\n) e";
    return "SELECT * FROM (\n" + selects + "\n) e";
  }

  std::string Nothing(ir::RelationId relation) const {
    std::vector<std::string> cells;
    for (const Sorts sorts : scope_.sorts[relation])
      cells.push_back(FormOf(sorts) == Form::kCalculated ? scope_.spelling.AsDouble("0") : "''");
    return "SELECT " + Joined(cells, ", ") + " WHERE FALSE";
  }

  Scope& scope_;
  std::vector<std::vector<const ir::Rule*>> rules_;
  std::vector<std::set<ir::RelationId>> needs_;
  std::set<ir::RelationId> entered_;
  std::vector<std::string> views_;
};

// Whether other values can be worth the same.
bool HasEquals(const Value& value) {
  return ComparedBy(value).number && value.kind != ValueKind::kNumber;
}

// A row of the terms for a constant that may be in no table.
std::string RowOfConstant(const std::string& key, const Value& value, const Scope& scope) {
  const Compared compared = ComparedBy(value);
  const bool measured = compared.number.has_value();
  std::string same = key;
  for (auto other = scope.constants.begin(); HasEquals(value) && other->first != key; ++other)
    if (AreWorthTheSame(scope.terms.ValueOf(other->second), value)) {
      same = other->first;
      break;
    }
  const auto text = [&](const std::string& cell) {
    return cell.empty() ? "CAST(NULL AS VARCHAR(1))" : scope.spelling.Text(cell);
  };
  const auto number = [&](std::optional<double> cell) {
    return scope.spelling.AsDouble(cell ? Spelling::Number(*cell) : "NULL");
  };
  const auto day = [&](std::optional<std::int64_t> cell) {
    return "CAST(" + (cell ? std::to_string(*cell) : "NULL") + " AS BIGINT)";
  };
  return "(" +
         Joined(
             {text(key), text(std::string(NameOf(value.kind))), text(Display(value)),
              number(measured ? std::optional(value.number) : std::nullopt),
              number(value.number_to), text(measured ? std::string(NameOf(value.comparator)) : ""),
              text(value.per), text(compared.dimension), number(compared.number),
              day(compared.first_day), day(compared.last_day), text(same), day(std::nullopt)},
             ", ") +
         ")";
}

}  // namespace

std::string AsComment(const std::string& text) {
  std::string comment = "-- ";
  for (const char c : text) comment += c == '\n' || c == '\r' ? "\n-- " : std::string(1, c);
  return comment + "\n";
}

std::vector<std::string> Views(const std::vector<ir::RelationId>& wanted, Scope& scope) {
  ViewWriter writer(scope);
  for (const ir::RelationId relation : wanted) writer.Write(relation);
  std::vector<std::string> views = std::move(writer).views();
  std::erase(views, "");
  return views;
}

std::string TermsView(const Scope& scope) {
  const std::string columns =
      "key, kind, text, amount, amount_to, comparator, per, dimension, number, first_day, "
      "last_day, same, ordinal";
  const std::string view = scope.spelling.View(Scope::kTerms) + "SELECT " + columns + " FROM terms";
  if (scope.constants.empty()) return view;
  std::vector<std::string> rows;
  bool measures = false;
  for (const auto& [key, term] : scope.constants) {
    const Value& value = scope.terms.ValueOf(term);
    measures = measures || HasEquals(value);
    rows.push_back(RowOfConstant(key, value, scope));
  }
  // A measure of the program joins those of the store that are worth the same.
  const std::string same =
      measures ? "COALESCE((SELECT min(m.same) FROM terms m WHERE m.dimension = c.dimension AND "
                 "m.number = c.number AND m.kind <> 'number'), c.same)"
               : "c.same";
  return view + "\nUNION ALL\nSELECT c.key, c.kind, c.text, c.amount, c.amount_to, c.comparator, " +
         "c.per, c.dimension, c.number, c.first_day, c.last_day, " + same +
         ", c.ordinal\nFROM (VALUES " + Joined(rows, ",\n  ") + ") AS c(" + columns +
         ")\nWHERE NOT EXISTS (SELECT 1 FROM terms t WHERE t.key = c.key)";
}

}  // namespace lode::sql
