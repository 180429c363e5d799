// A view for each relation, after those that it needs. A relation that needs itself is a
// recursive table expression: its rules that do not, then those that do. Relations that need
// each other share one. What recurs sees only
// the rows of the last round, so a rule that needs its relation twice would miss rows, and is
// refused; where an engine takes the relation's name in one place only, the rules that recur
// stand side by side beneath that place.

#include <algorithm>
#include <deque>
#include <set>

#include "lode/compared.h"
#include "query/sql/script.h"

namespace lode::sql {

namespace {

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
      Finish(done);
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

  // Those that need each other, itself included, in order; none where it does not need itself.
  std::vector<ir::RelationId> Together(ir::RelationId relation) const {
    std::vector<ir::RelationId> together;
    if (!Reaches(relation, relation)) return together;
    for (ir::RelationId other = 0; other < needs_.size(); ++other)
      if (entered_.contains(other) && Reaches(relation, other) && Reaches(other, relation))
        together.push_back(other);
    return together;
  }

  // Atoms of the rule that read one of the relations; `parts`: every reading of an atom.
  static std::size_t Uses(const ir::Rule& rule, const std::vector<ir::RelationId>& relations,
                          bool parts = false) {
    std::size_t uses = 0;
    for (const ir::Literal& literal : rule.body)
      if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
        const auto count = std::count_if(
            atom->relations.begin(), atom->relations.end(), [&](const ir::RelationPart& part) {
              return std::find(relations.begin(), relations.end(), part.relation) !=
                     relations.end();
            });
        uses += parts ? static_cast<std::size_t>(count) : count > 0;
      }
    return uses;
  }

  void Refuse(const ir::Rule& rule, std::string reason) {
    scope_.rule = rule.source.get();
    scope_.Refuse(rule.source->place, std::move(reason));
    scope_.rule = nullptr;
  }

  bool MayRecur(const std::vector<ir::RelationId>& together) {
    const std::string& name = scope_.program.relations[together.front()].name;
    if (!scope_.spelling.has_recursion()) {
      Refuse(*rules_[together.front()].front(),
             "`" + name +
                 "` needs itself: Spark's recursive queries keep every row, also those that they "
                 "have, and end on no circle");
      return false;
    }
    for (const ir::RelationId relation : together)
      for (const ir::Rule* rule : rules_[relation])
        if (rule->has_aggregate()) {
          Refuse(*rule, "`" + scope_.program.relations[relation].name +
                            "` keeps the best row of each group while it grows: recursive views "
                            "keep all rows and end on no circle");
          return false;
        }
    for (const ir::RelationId relation : together)
      for (const ir::Rule* rule : rules_[relation])
        if (Uses(*rule, together) > 1) {
          Refuse(*rule,
                 "this rule needs `" + scope_.program.relations[relation].name +
                     "` twice, of which a recursive view sees the last rows only: name what it "
                     "grows from, as reach(X, Z) :- reach(X, Y), p(Y, Z)");
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

  void Finish(ir::RelationId relation) {
    finished_.insert(relation);
    const std::vector<ir::RelationId> together = Together(relation);
    if (together.empty()) {
      std::vector<std::string> selects = Selects(rules_[relation]);
      views_.push_back(scope_.spelling.View(scope_.view_names[relation]) +
                       (selects.size() == 1
                            ? "SELECT DISTINCT * FROM (\n" + selects.front() + "\n) d"
                            : Joined(selects, "\nUNION\n")));
      return;
    }
    const bool all = std::all_of(together.begin(), together.end(),
                                 [&](ir::RelationId other) { return finished_.contains(other); });
    if (!all || !MayRecur(together)) return;
    if (together.size() == 1)
      WriteRecursive(relation);
    else
      WriteTogether(together);
  }

  void WriteRecursive(ir::RelationId relation) {
    const std::string& name = scope_.view_names[relation];
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < scope_.program.relations[relation].arity; ++i)
      columns.push_back("c" + std::to_string(i + 1));
    std::vector<std::string> base = Selects(Rules({relation}, relation, false));
    if (base.empty()) base.push_back(Nothing(relation));
    const bool beneath = IsBeneath({relation});
    scope_.inner[relation] =
        beneath ? Scope::Inner{"last", true} : Scope::Inner{name + "_all", false};
    const std::vector<std::string> selects = Selects(Rules({relation}, relation, true));
    scope_.inner.clear();
    views_.push_back(Recursion(name, Joined(columns, ", "), base, selects, beneath));
  }

  // Relations that need each other are one table: `which` says whose row it is, `k1` ... are its
  // keys and `n1` ... its numbers.
  void WriteTogether(const std::vector<ir::RelationId>& together) {
    const std::string name = scope_.view_names[together.front()] + "_together";
    const bool beneath = IsBeneath(together);
    std::size_t width = 0;
    for (const ir::RelationId relation : together)
      width = std::max<std::size_t>(width, scope_.program.relations[relation].arity);
    std::string columns = "which";
    for (const char letter : {'k', 'n'})
      for (std::size_t i = 1; i <= width; ++i)
        columns += std::string(", ") + letter + std::to_string(i);
    std::vector<std::string> base, recurring;
    for (std::size_t i = 0; i < together.size(); ++i)
      for (const std::string& select : Selects(Rules(together, together[i], false)))
        base.push_back(Marked(together[i], i, width, select));
    if (base.empty()) base.push_back(Marked(together[0], 0, width, Nothing(together[0])));
    for (std::size_t i = 0; i < together.size(); ++i)
      scope_.inner[together[i]] = {
          "(" + Unmarked(together[i], i, beneath ? "" : name + "_all", beneath ? "last." : "") +
              ")",
          false};
    for (std::size_t i = 0; i < together.size(); ++i)
      for (const std::string& select : Selects(Rules(together, together[i], true)))
        recurring.push_back(Marked(together[i], i, width, select));
    scope_.inner.clear();
    views_.push_back(Recursion(name, columns, base, recurring, beneath));
    for (std::size_t i = 0; i < together.size(); ++i)
      views_.push_back(scope_.spelling.View(scope_.view_names[together[i]]) +
                       Unmarked(together[i], i, name, ""));
  }

  std::string Marked(ir::RelationId relation, std::size_t which, std::size_t width,
                     const std::string& select) const {
    const std::vector<Sorts>& sorts = scope_.sorts[relation];
    std::string cells = std::to_string(which) + " AS which";
    for (const Form form : {Form::kKey, Form::kCalculated})
      for (std::size_t i = 0; i < width; ++i) {
        const std::string n = std::to_string(i + 1);
        const std::string none =
            form == Form::kCalculated ? scope_.spelling.AsDouble("0") : scope_.spelling.NoText();
        cells += ", " + (i < sorts.size() && FormOf(sorts[i]) == form ? "m.c" + n : none) +
                 (form == Form::kKey ? " AS k" : " AS n") + n;
      }
    return "SELECT " + cells + " FROM (\n" + select + "\n) m";
  }

  std::string Unmarked(ir::RelationId relation, std::size_t which, const std::string& table,
                       const std::string& row) const {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < scope_.sorts[relation].size(); ++i) {
      const std::string n = std::to_string(i + 1);
      const bool number = FormOf(scope_.sorts[relation][i]) == Form::kCalculated;
      cells.push_back(row + (number ? "n" : "k") + n + " AS c" + n);
    }
    return "SELECT " + Joined(cells, ", ") + (table.empty() ? "" : " FROM " + table) + " WHERE " +
           row + "which = " + std::to_string(which);
  }

  // The rules of a relation that read one of `together`, or those that read none. An atom that
  // reads both, stored statements and rules that add to them, parts its rule into two: what is
  // stored does not recur.
  std::vector<const ir::Rule*> Rules(const std::vector<ir::RelationId>& together,
                                     ir::RelationId relation, bool recurring) {
    std::vector<const ir::Rule*> rules;
    for (const ir::Rule* rule : rules_[relation]) {
      if (Uses(*rule, together) == 0) {
        if (!recurring) rules.push_back(rule);
        continue;
      }
      ir::Rule& part = parts_.emplace_back(*rule);
      if (KeepPart(part, together, recurring)) rules.push_back(&part);
    }
    return rules;
  }

  // Leaves of the atom that reads one of `together` these readings, or the others. False: none.
  static bool KeepPart(ir::Rule& rule, const std::vector<ir::RelationId>& together,
                       bool recurring) {
    const auto is_inside = [&](const ir::RelationPart& part) {
      return std::find(together.begin(), together.end(), part.relation) != together.end();
    };
    for (ir::Literal& literal : rule.body) {
      auto* atom = std::get_if<ir::Atom>(&literal.node);
      if (!atom || std::none_of(atom->relations.begin(), atom->relations.end(), is_inside))
        continue;
      std::erase_if(atom->relations,
                    [&](const auto& part) { return is_inside(part) != recurring; });
      if (recurring) atom->stored.reset();
      return atom->stored || !atom->relations.empty();
    }
    return true;
  }

  // Whether the part that recurs stands beneath the one place that names its table.
  bool IsBeneath(const std::vector<ir::RelationId>& together) const {
    std::size_t places = 0;
    for (const ir::RelationId relation : together)
      for (const ir::Rule* rule : rules_[relation]) places += Uses(*rule, together, true);
    return places > 1 && !scope_.spelling.recurs_in_many_places();
  }

  std::string Recursion(const std::string& name, const std::string& columns,
                        const std::vector<std::string>& base,
                        const std::vector<std::string>& recurring, bool beneath) const {
    const std::string all = name + "_all", selects = Joined(recurring, "\nUNION ALL\n");
    return scope_.spelling.View(name) + "WITH RECURSIVE " + all + "(" + columns +
           ") AS (\nSELECT * FROM (\n" + Joined(base, "\nUNION ALL\n") + "\n) b\nUNION\n" +
           (beneath ? "SELECT e.* FROM " + all + " last CROSS JOIN LATERAL (\n" + selects + "\n) e"
                    : "SELECT * FROM (\n" + selects + "\n) e") +
           "\n)\nSELECT " + columns + " FROM " + all;
  }

  // A relation without rows that its own rules would grow from.
  std::string Nothing(ir::RelationId relation) const {
    std::vector<std::string> cells;
    for (const Sorts sorts : scope_.sorts[relation])
      cells.push_back((FormOf(sorts) == Form::kCalculated ? scope_.spelling.AsDouble("0")
                                                          : scope_.spelling.NoText()) +
                      " AS c" + std::to_string(cells.size() + 1));
    return "SELECT " + Joined(cells, ", ") + " WHERE FALSE";
  }

  Scope& scope_;
  std::vector<std::vector<const ir::Rule*>> rules_;
  std::vector<std::set<ir::RelationId>> needs_;
  std::set<ir::RelationId> entered_, finished_;
  std::vector<std::string> views_;
  std::deque<ir::Rule> parts_;
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
  // What only the program names stands in no order of the tables: behind all that do, in each
  // dialect alike, where a NULL is first in one and last in another.
  const std::string last = "(SELECT COALESCE(max(t.ordinal), 0) + 1 FROM terms t)";
  return view + "\nUNION ALL\nSELECT c.key, c.kind, c.text, c.amount, c.amount_to, c.comparator, " +
         "c.per, c.dimension, c.number, c.first_day, c.last_day, " + same + ", " + last +
         "\nFROM (VALUES " + Joined(rows, ",\n  ") + ") AS c(" + columns +
         ")\nWHERE NOT EXISTS (SELECT 1 FROM terms t WHERE t.key = c.key)";
}

}  // namespace lode::sql
