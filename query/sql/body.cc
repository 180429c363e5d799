// Atoms become tables, what they share becomes conditions.
//
// The hard bit is a value that stands in two atoms: measures that are worth the same join
// ("3 days", "72 hours"), so that where both can be measures their rows of the terms are asked
// for the value that stands for all equal ones.

#include "query/sql/body.h"

#include <algorithm>

#include "query/program/typed_values.h"

namespace lode::sql {

namespace {

SqlValue KeyValue(std::string key, Sorts sorts) {
  SqlValue value;
  value.key = std::move(key);
  value.sorts = AsKey(sorts);
  return value;
}

SqlValue NumberValueOf(std::string number) {
  SqlValue value;
  value.number = std::move(number);
  value.sorts = kComputed;
  return value;
}

}  // namespace

std::string Body::NewName(char letter) {
  Body* top = this;
  while (top->parent_ != nullptr) top = top->parent_;
  return letter + std::to_string(++top->names_);
}

void Body::Take(const std::vector<ir::Literal>& literals) {
  for (const ir::Literal& literal : literals)
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node); atom && atom->source)
      TakeAtom(*atom);
  for (const ir::Literal& literal : literals)
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node); atom && !atom->source)
      TakeInline(*atom);
  for (const ir::Literal& literal : literals)
    if (const auto* binding = std::get_if<ir::Binding>(&literal.node))
      values_[binding->slot] = ValueOf(*binding->value, binding->place);
  for (const ir::Literal& literal : literals) {
    if (const auto* negation = std::get_if<ir::Negation>(&literal.node)) {
      TakeNegation(*negation);
      continue;
    }
    std::string holds;
    if (const auto* comparison = std::get_if<ir::Comparison>(&literal.node)) {
      holds = Holds(*comparison);
      // What cannot be compared is marked, and comes through a negation.
      if (parent_ != nullptr && !comparison->matches) holds = "COALESCE(" + holds + ", TRUE)";
    } else if (const auto* test = std::get_if<ir::Test>(&literal.node)) {
      holds = Holds(*test);
      if (parent_ != nullptr) holds = "COALESCE(" + holds + ", TRUE)";
    }
    if (!holds.empty() && holds != "TRUE") conditions_.push_back(holds);
  }
}

const SqlValue* Body::Find(ir::Slot slot) const {
  const auto found = values_.find(slot);
  if (found != values_.end()) return &found->second;
  return parent_ != nullptr ? parent_->Find(slot) : nullptr;
}

std::string Body::Text() const {
  std::vector<std::string> tables = tables_;
  std::string text = tables.empty() ? "" : "\n  FROM " + Joined(tables, "\n  CROSS JOIN ");
  std::string before = tables.empty() ? "\n  FROM (SELECT 1 AS one) o" : "";
  for (const auto& [key, row] : rows_) {
    text += before + "\n  LEFT JOIN " + std::string(Scope::kTerms) + " " + row + " ON " + row +
            ".key = " + key;
    before.clear();
  }
  if (!conditions_.empty()) text += "\n  WHERE " + Joined(conditions_, "\n    AND ");
  return text;
}

// -- atoms

void Body::TakeAtom(const ir::Atom& atom) {
  Columns columns = SourceOf(atom);
  tables_.insert(tables_.end(), columns.tables.begin(), columns.tables.end());
  conditions_.insert(conditions_.end(), columns.conditions.begin(), columns.conditions.end());
  for (std::size_t i = 0; i < atom.terms.size() && i < columns.values.size(); ++i)
    Bind(atom.terms[i], std::move(columns.values[i]));
}

// A term that other atoms give is looked for among these; else they are a table.
void Body::TakeInline(const ir::Atom& atom) {
  const ir::Term& slot = atom.terms.front();
  if (const SqlValue* known = Find(slot.slot)) {
    std::vector<std::string> conditions;
    for (const TermId term : atom.inline_terms) {
      const std::string one = SameAsTerm(*known, term);
      if (one != "FALSE") conditions.push_back(one);
    }
    conditions_.push_back(conditions.empty() ? "FALSE" : "(" + Joined(conditions, " OR ") + ")");
    return;
  }
  std::vector<std::string> rows;
  Sorts sorts = 0;
  for (const TermId term : atom.inline_terms) sorts |= SortsOfConstant(term, scope_.terms);
  const bool numbers = FormOf(sorts) == Form::kCalculated;
  for (const TermId term : atom.inline_terms)
    rows.push_back(
        "SELECT " +
        (numbers ? Spelling::Number(scope_.terms.ValueOf(term).number) : scope_.HeadKey(term)) +
        " AS c1");
  if (rows.empty()) rows.push_back("SELECT '' AS c1 WHERE FALSE");
  const std::string name = NewName('i');
  tables_.push_back("(" + Joined(rows, " UNION ALL ") + ") " + name);
  Bind(slot, numbers ? NumberValueOf(name + ".c1") : KeyValue(name + ".c1", sorts));
}

void Body::TakeNegation(const ir::Negation& negation) {
  Body inner(scope_, this);
  inner.Take(negation.body);
  if (inner.tables_.empty() && inner.rows_.empty()) {
    conditions_.push_back(
        "NOT (" + (inner.conditions_.empty() ? "TRUE" : Joined(inner.conditions_, " AND ")) + ")");
    return;
  }
  conditions_.push_back("NOT EXISTS (SELECT 1" + inner.Text() + ")");
}

void Body::Bind(const ir::Term& term, SqlValue value) {
  value.owner = this;
  if (!term.is_slot()) {
    conditions_.push_back(SameAsTerm(value, term.constant));
    return;
  }
  const SqlValue* known = Find(term.slot);
  if (known == nullptr) {
    values_[term.slot] = std::move(value);
    return;
  }
  conditions_.push_back(Same(*known, value));
  const auto own = values_.find(term.slot);
  if (own == values_.end()) return;
  value.sorts = own->second.is_number() && value.is_number()
                    ? kComputed
                    : Shared(own->second.is_number() ? kComputed : own->second.sorts,
                             value.is_number() ? kComputed : value.sorts);
  if (own->second.is_number() && !value.is_number())
    own->second = std::move(value);
  else
    own->second.sorts = value.sorts;
}

std::string Body::Same(const SqlValue& a, const SqlValue& b) {
  if (a.is_number() && b.is_number()) return a.number + " = " + b.number;
  if (a.is_number()) return Same(b, a);
  if (b.is_number()) {
    const std::string row = RowOf(a);
    return "(" + row + ".kind = 'number' AND " + row + ".comparator = '=' AND " + row +
           ".amount_to IS NULL AND " + row + ".per IS NULL AND " + row + ".number = " + b.number +
           ")";
  }
  const Sorts both = a.sorts & b.sorts;
  if ((both & kKinds) == 0) return "FALSE";
  if ((both & kMeasure) == 0) return a.key + " = " + b.key;
  const auto same = [&](const SqlValue& value) {
    const std::string field = RowOf(value) + ".same";
    return value.sorts & kAbsent ? "COALESCE(" + field + ", " + value.key + ")" : field;
  };
  return same(a) + " = " + same(b);
}

std::string Body::SameAsTerm(const SqlValue& value, TermId term) {
  const Value& constant = scope_.terms.ValueOf(term);
  if (value.is_number())
    return IsPlainNumber(constant) ? value.number + " = " + Spelling::Number(constant.number)
                                   : "FALSE";
  if ((AsKey(SortsOfValue(constant)) & value.sorts & kKinds) == 0) return "FALSE";
  if (!IsMeasured(constant.kind) || constant.kind == ValueKind::kNumber)
    return value.key + " = " + scope_.spelling.Text(scope_.KeyOf(term));
  const SqlValue measure = Constant(term);
  return "(" + RowOf(value) + ".dimension = " + measure.dimension + " AND " + RowOf(value) +
         ".number = " + measure.number + ")";
}

// -- tables

Body::Columns Body::SourceOf(const ir::Atom& atom) {
  if (atom.path) {
    scope_.Refuse(atom.place,
                  "a path goes on by any number of hops, which a view cannot: write a "
                  "rule that uses itself, as reach(X, Z) :- reach(X, Y), p(Y, Z)");
    return {};
  }
  if (atom.attribute) return AttributeColumns(atom);
  std::vector<Columns> parts;
  if (atom.stored) {
    const ir::StoredPart& stored = *atom.stored;
    if (stored.any_predicate || !stored.predicates.empty())
      parts.push_back(StoredColumns(stored, false));
    if (std::any_of(stored.predicates.begin(), stored.predicates.end(),
                    [](const ir::PredicateUse& use) { return use.symmetric; }))
      parts.push_back(StoredColumns(stored, true));
  }
  for (const ir::RelationPart& part : atom.relations)
    parts.push_back(RelationColumns(part, atom.terms.size()));
  if (parts.empty()) {  // a predicate that the store has not met
    Columns none;
    none.conditions.push_back("FALSE");
    for (std::size_t i = 0; i < atom.terms.size(); ++i)
      none.values.push_back(KeyValue("CAST(NULL AS VARCHAR(1))", kEntity));
    return none;
  }
  return parts.size() == 1 ? std::move(parts.front()) : United(atom, parts);
}

Body::Columns Body::StoredColumns(const ir::StoredPart& part, bool swapped) {
  Columns columns;
  const std::string s = NewName('s');
  columns.tables.push_back("statements " + s);
  std::vector<std::string> names;
  for (const ir::PredicateUse& use : part.predicates)
    if (use.symmetric || !swapped) names.push_back(scope_.spelling.Text(scope_.KeyOf(use.id)));
  if (!part.any_predicate || swapped)
    columns.conditions.push_back(s + ".predicate IN (" + Joined(names, ", ") + ")");
  const auto is = [&](const char* column, std::string_view name) {
    columns.conditions.push_back(s + column + scope_.spelling.Text(name));
  };
  if (part.polarity) is(".polarity = ", NameOf(*part.polarity));
  if (part.modality) is(".modality = ", NameOf(*part.modality));
  if (part.ended) columns.conditions.push_back((*part.ended ? "" : "NOT ") + s + ".ended");
  if (scope_.min_confidence > 0)
    columns.conditions.push_back(s + ".confidence >= " + Spelling::Number(scope_.min_confidence));
  for (std::size_t i = 0; i < part.columns.size(); ++i) {
    const Sorts ends = swapped ? kStoredValue : kEntity;
    switch (part.columns[i].kind) {
      case ir::ColumnKind::kSubject:
        columns.values.push_back(KeyValue(s + (swapped ? ".object" : ".subject"), ends));
        break;
      case ir::ColumnKind::kObject:
        columns.values.push_back(
            KeyValue(s + (swapped ? ".subject" : ".object"), swapped ? kEntity : kStoredValue));
        break;
      case ir::ColumnKind::kPredicate:
        columns.values.push_back(KeyValue(s + ".predicate", kPredicate));
        break;
      case ir::ColumnKind::kStatement:
        columns.values.push_back(KeyValue(s + ".id", kStatement | kAbsent));
        break;
      case ir::ColumnKind::kSpeaker:
        columns.values.push_back(
            KeyValue("COALESCE(" + s + ".said_by, " + s + ".article)", kEntity | kArticle));
        break;
      case ir::ColumnKind::kQualifier: {
        const std::string q = NewName('q'), role = scope_.spelling.Text(part.columns[i].role);
        const bool time = part.columns[i].role == "time";
        columns.tables.push_back(
            (time ? "(SELECT statement, role, value FROM qualifiers UNION SELECT id, 'time', time "
                    "FROM statements WHERE time IS NOT NULL) "
                  : "qualifiers ") +
            q);
        columns.conditions.push_back(q + ".statement = " + s + ".id");
        columns.conditions.push_back(q + ".role = " + role);
        columns.values.push_back(KeyValue(q + ".value", kStoredValue));
      }
    }
  }
  return columns;
}

Body::Columns Body::RelationColumns(const ir::RelationPart& part, std::size_t width) {
  Columns columns;
  std::string r = NewName('r');
  const auto inner = scope_.inner.find(part.relation);
  if (inner == scope_.inner.end())
    columns.tables.push_back(scope_.view_names[part.relation] + " " + r);
  else if (inner->second.is_row)
    r = inner->second.name;
  else
    columns.tables.push_back(inner->second.name + " " + r);
  const std::vector<Sorts>& sorts = scope_.sorts[part.relation];
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t own = part.swapped && i < 2 ? 1 - i : i;
    if (own >= sorts.size()) {
      columns.values.push_back(
          KeyValue(scope_.spelling.Text(scope_.KeyOf(part.predicate)), kPredicate | kUnplaced));
      continue;
    }
    const std::string column = r + ".c" + std::to_string(own + 1);
    columns.values.push_back(FormOf(sorts[own]) == Form::kCalculated
                                 ? NumberValueOf(column)
                                 : KeyValue(column, sorts[own]));
  }
  return columns;
}

Body::Columns Body::United(const ir::Atom& atom, const std::vector<Columns>& parts) {
  std::vector<std::string> selects;
  Columns united;
  const std::string u = NewName('u');
  for (std::size_t i = 0; i < atom.terms.size(); ++i) {
    Sorts sorts = 0;
    std::size_t numbers = 0;
    for (const Columns& part : parts) {
      numbers += part.values[i].is_number() ? 1 : 0;
      sorts |= part.values[i].sorts;
    }
    if (numbers != 0 && numbers != parts.size())
      scope_.Refuse(atom.place,
                    "what stands here is stored in some rows and calculated in others: "
                    "a column of SQL is one of the two");
    const std::string column = u + ".c" + std::to_string(i + 1);
    united.values.push_back(numbers != 0 ? NumberValueOf(column) : KeyValue(column, sorts));
  }
  for (const Columns& part : parts) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < part.values.size(); ++i)
      values.push_back((part.values[i].is_number() ? part.values[i].number : part.values[i].key) +
                       " AS c" + std::to_string(i + 1));
    std::string select = "SELECT " + (values.empty() ? "1 AS c1" : Joined(values, ", ")) +
                         (part.tables.empty() ? "" : " FROM ") +
                         Joined(part.tables, " CROSS JOIN ");
    if (!part.conditions.empty()) select += " WHERE " + Joined(part.conditions, " AND ");
    selects.push_back(std::move(select));
  }
  united.tables.push_back("(" + Joined(selects, "\n    UNION ALL ") + ") " + u);
  return united;
}

Body::Columns Body::AttributeColumns(const ir::Atom& atom) {
  const Builtin attribute = *atom.attribute;
  Columns columns;
  const auto add = [&](std::string key, std::size_t column, std::string folded = "") {
    const Sorts sorts = SortsOfColumn(atom, column, scope_.sorts, scope_.terms);
    columns.values.push_back(sorts & kComputed ? NumberValueOf(std::move(key))
                                               : KeyValue(std::move(key), sorts));
    columns.values.back().folded = std::move(folded);
  };
  const auto words = [&](const std::string& column, std::size_t at, std::string folded = "") {
    add("('v:text:' || " + column + ")", at, std::move(folded));
    columns.values.back().words = column;
  };
  const auto known = [&](const std::string& column) {
    columns.conditions.push_back(column + " IS NOT NULL");
  };
  const std::string t = NewName('a');
  const auto from = [&](const char* table, const char* owner) {
    columns.tables.push_back(std::string(table) + " " + t);
    add(t + owner, 0);
  };
  const std::string field = t + "." + std::string(InfoOf(attribute).name);
  switch (attribute) {
    case Builtin::kConflicts:
    case Builtin::kSources:
      scope_.Refuse(atom.place, "`" + std::string(InfoOf(attribute).name) +
                                    "` is worked out from the texts, which are not in the tables");
      return {};
    case Builtin::kArticle: from("statements", ".id"), add(t + ".article", 1); break;
    case Builtin::kSaidBy: from("statements", ".id"), add(t + ".said_by", 1); break;
    case Builtin::kTime: from("statements", ".id"), add(t + ".time", 1); break;
    case Builtin::kConfidence: from("statements", ".id"), add(t + ".confidence", 1); break;
    case Builtin::kPolarity:
    case Builtin::kModality: from("statements", ".id"), words(field, 1, field); break;
    case Builtin::kEnded:
      from("statements", ".id");
      columns.conditions.push_back(t + ".ended");
      break;
    case Builtin::kSentence: {
      from("statements", ".id");
      const std::string x = NewName('x');
      columns.tables.push_back("sentences " + x);
      columns.conditions.push_back(x + ".article = " + t + ".article");
      columns.conditions.push_back(x + ".number = " + t + ".sentence");
      words(x + ".text", 1);
      known(x + ".text");
      break;
    }
    case Builtin::kQualifier:
      from("qualifiers", ".statement"), words(t + ".role", 1, t + ".role_folded");
      add(t + ".value", 2);
      break;
    case Builtin::kVia: from("via", ".statement"), add(t + ".value", 1); break;
    case Builtin::kPremise: from("premises", ".statement"), add(t + ".premise", 1); break;
    case Builtin::kSet: from("sets", ".article"), words(t + ".name", 1, t + ".name_folded"); break;
    case Builtin::kSentences:
      from("sentences", ".article"), add(scope_.spelling.AsDouble(t + ".number"), 1);
      words(t + ".text", 2);
      known(t + ".text");
      break;
    case Builtin::kPublished:
      from("articles", ".id"), add("('v:date:' || substr(" + t + ".published, 1, 10))", 1);
      known(field);
      break;
    case Builtin::kLanguage: from("articles", ".id"), words(field, 1, field), known(field); break;
    default: from("articles", ".id"), words(field, 1, field + "_folded"); known(field);
  }
  if (attribute == Builtin::kSaidBy || attribute == Builtin::kTime)
    known(t + (attribute == Builtin::kTime ? ".time" : ".said_by"));
  return columns;
}

}  // namespace lode::sql
