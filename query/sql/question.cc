// A question: its distinct rows of keys, each shown as text, in the order of answers.

#include "query/sql/body.h"
#include "query/sql/script.h"

namespace lode::sql {

namespace {

class QuestionWriter {
 public:
  QuestionWriter(const Question& question, Scope& scope)
      : question_(question), rule_(question.lowered.rule), scope_(scope) {}

  std::string Text() {
    const std::string comment = AsComment(question_.tree.text);
    if (question_.tree.verb != ast::Verb::kAsk) {
      scope_.Refuse(question_.tree.place,
                    "an engine does not know the sentences behind a row, nor a plan of ours: ask "
                    "without `why`, `why-not`, `explain` or `profile`");
      return "";
    }
    scope_.place = question_.tree.place;
    const std::string rows = RuleSelect(rule_, scope_);
    if (question_.lowered.yes_no)
      return comment + "SELECT EXISTS (" + rows + ") AS " + scope_.spelling.Name("holds");
    sorts_ = SortsOfColumns(rule_, scope_.sorts, scope_.terms);
    std::string columns;
    for (std::size_t i = 0; i < rule_.columns.size(); ++i)
      columns += (i == 0 ? "" : ", ") + Shown(i) + " AS " +
                 scope_.spelling.Name(question_.lowered.column_names[i]);
    const std::string order = Order();  // may want more rows of the terms
    return comment + "SELECT " + columns + "\nFROM (SELECT DISTINCT * FROM (\n" + rows +
           "\n) d) q" + joins_ + order + Limits();
  }

 private:
  std::string RowOf(std::size_t i) {
    const std::string n = std::to_string(i + 1), row = "w" + n;
    if (joins_.find(" " + row + " ON") == joins_.npos)
      joins_ +=
          "\nLEFT JOIN " + std::string(Scope::kTerms) + " " + row + " ON " + row + ".key = q.c" + n;
    return row;
  }

  std::string Shown(std::size_t i) {
    const std::string column = "q.c" + std::to_string(i + 1);
    if (FormOf(sorts_[i]) == Form::kCalculated) return column;
    const Sorts sorts = AsKey(sorts_[i]);
    if ((sorts & kKinds) == kStatement) return column;
    const std::string text = RowOf(i) + ".text";
    if ((sorts & kAbsent) == 0) return text;
    const std::string behind = "substr(" + column + ", 8)";
    if ((sorts & kStatement) == 0) return "COALESCE(" + text + ", " + behind + ")";
    return "COALESCE(" + text + ", CASE WHEN substr(" + column + ", 1, 3) = 'st:' THEN " + column +
           " ELSE " + behind + " END)";
  }

  // Words that stand in no table of terms.
  static bool IsSentence(Sorts sorts) { return (sorts & (kKinds | kAbsent)) == (kWords | kAbsent); }

  std::string OrderOf(std::size_t i) {
    const std::string column = "q.c" + std::to_string(i + 1);
    if (FormOf(sorts_[i]) == Form::kCalculated) return column;
    const Sorts sorts = AsKey(sorts_[i]);
    if ((sorts & kKinds) == kStatement) return column;
    if (IsSentence(sorts)) return scope_.spelling.StraightQuotes(column);
    if ((sorts & (kAbsent | kUnplaced)) == 0) return RowOf(i) + ".ordinal";
    scope_.Refuse(question_.tree.place,
                  "`" + question_.lowered.column_names[i] +
                      "` may hold values that are in no table, so that they have no place in the "
                      "order of answers: order by other columns, or let the engine order the rows");
    return column;
  }

  // By the keys of the question, then, where it cuts, by all columns: so that what is cut off
  // is the same.
  std::string Order() {
    if (question_.tree.order.empty()) return "";
    std::string order;
    const auto& names = question_.lowered.column_names;
    const auto add = [&](std::size_t i, bool descending) {
      const std::string down = descending ? " DESC" : "";
      order += (order.empty() ? "\nORDER BY " : ", ") + OrderOf(i) + down;
      // Words in an order that quotation marks do not change, then as they are written.
      if (IsSentence(AsKey(sorts_[i]))) order += ", q.c" + std::to_string(i + 1) + down;
    };
    for (const ast::OrderKey& key : question_.tree.order) {
      std::size_t i = 0;
      while (i < names.size() && names[i] != key.variable) ++i;
      if (i < names.size())
        add(i, key.descending);
      else
        scope_.Refuse(key.place, "`order by " + key.variable +
                                     "` names no column of the answer: add it to `select`");
    }
    if (question_.limit || question_.offset)
      for (std::size_t i = 0; i < names.size(); ++i) add(i, false);
    return order;
  }

  std::string Limits() const {
    std::string limits;
    if (question_.limit) limits += "\nLIMIT " + std::to_string(*question_.limit);
    if (question_.offset) limits += "\nOFFSET " + std::to_string(*question_.offset);
    return limits;
  }

  const Question& question_;
  const ir::Rule& rule_;
  Scope& scope_;
  std::vector<Sorts> sorts_;
  std::string joins_;
};

}  // namespace

std::string Select(const Question& question, Scope& scope) {
  return QuestionWriter(question, scope).Text();
}

}  // namespace lode::sql
