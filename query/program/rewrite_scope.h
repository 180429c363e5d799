// One rule or query while it is lowered: its slots, its literals, its constants.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query/program/rewrite.h"

namespace lode {

// Collects the literals of one rule body. Every member that can fail keeps the first
// failure in status() and goes on. Threads: one at a time.
class RewriteScope {
 public:
  RewriteScope(const LoweringContext& context, ir::Rule& rule) : context_(context), rule_(rule) {}

  void LowerBody(const std::vector<ast::BodyLiteral>& body);
  // The term of a head argument or column; adds the literals that compute it.
  ir::Term LowerHeadTerm(const ast::Expr& expr);
  ir::Slot SlotOf(const std::string& variable);  // "_" is new every time
  ir::ExprPtr LowerExpr(const ast::Expr& expr);

  // A parameter that is an argument of an atom and became one term, by its value alone.
  struct PlainParameter {
    const ast::Atom* atom = nullptr;
    std::size_t column = 0;
    const ast::Expr* parameter = nullptr;
  };
  const std::vector<PlainParameter>& plain_parameters() const { return plain_parameters_; }
  // The term of such a parameter for the value that it has now; none where it is not one.
  std::optional<ir::Term> TermAgain(const ir::Atom& atom, std::size_t column,
                                    const ast::Expr& parameter);

  // Whether a relation of rules was replaced by the path that it is.
  bool has_closures() const { return has_closures_; }
  const std::set<std::string>& variables_of_atoms() const { return bound_by_atoms_; }
  const Status& status() const { return status_; }

 private:
  using Literals = std::vector<ir::Literal>;

  // -- body
  void NoteAtomVariables(const ast::Atom& atom);
  void NoteVariable(const ast::ExprPtr& expr);
  void LowerLiteral(const ast::BodyLiteral& literal);
  void LowerComparison(const ast::Comparison& comparison);
  bool LowerNameEquation(const ast::Expr& variable, const ast::Expr& name);
  void SettleEquations();
  bool IsBound(const ir::Expr& expr) const;

  // -- atoms
  void LowerAtom(const ast::Atom& atom);
  void LowerPlainAtom(const ast::Atom& atom, Literals& out);
  void LowerBuiltin(const ast::Atom& atom, const BuiltinInfo& builtin, Literals& out);
  void NoteParts();
  void LowerAttribute(const ast::Atom& atom, Builtin attribute, Literals& out);
  void LowerFunction(const ast::Atom& atom, Builtin function);
  void LowerPath(const ast::Atom& atom, Literals& out);
  void AddEnds(const ast::Atom& atom, ir::Atom& lowered, Literals& out);
  bool UseClosure(const ast::Atom& atom, ir::Atom& lowered) const;
  ir::Atom LowerLink(const ast::Atom& atom, const ast::Path& hop, bool looks_at_statements);
  ir::PathFilter LowerFilter(const ast::Atom& atom);
  void LowerTriple(const ast::Atom& atom, ir::Atom& lowered, Literals& out);
  void UsePredicate(const std::string& predicate, std::size_t arity, ir::Atom& lowered);
  void UseAnyPredicate(ir::Atom& lowered);
  void UseRules(const std::string& predicate, ir::Atom& lowered);
  void AddColumn(ir::ColumnKind kind, const std::string& role, const ast::Expr& expr,
                 ir::Atom& lowered, Literals& out);
  ir::Term ColumnTerm(ir::ColumnKind kind, const ast::Expr& expr, const ir::Atom& atom,
                      Literals& out);
  void AddTerm(ir::Term term, const ast::Expr& expr, std::size_t literals_before, ir::Atom& lowered,
               const Literals& out);
  std::optional<ir::Term> SoughtTerm(const ast::Expr& expr, const ir::StoredPart& stored,
                                     Literals& out);
  std::optional<ir::Term> SubjectTerm(const ast::Expr& expr, const ir::StoredPart& stored,
                                      Literals& out);
  std::vector<TermId> TermsWorth(const Value& value, const ir::StoredPart& stored,
                                 std::vector<TermId> near) const;
  void AddStatementColumns(const ast::Atom& atom, ir::Atom& lowered, Literals& out);

  // -- arguments
  ir::Term LowerArgument(const ast::Expr& expr, const ir::Atom& atom, bool folded, Literals& out);
  ir::Term OneOf(const std::vector<TermId>& terms, Literals& out);
  ir::Term Computed(ir::ExprPtr value, bool folded, ast::Place place, Literals& out);
  std::optional<std::vector<TermId>> TermsOfName(const ast::Name& name, bool local);
  std::vector<TermId> EntitiesOf(const ast::Name& name) const;
  // The literal value of a constant expression, a name as text; none for others.
  std::optional<Value> ConstantValue(const ast::Expr& expr);
  // The name that the expression is, directly or as a parameter.
  std::optional<ast::Name> NameIn(const ast::Expr& expr);
  ir::Constant LowerName(const ast::Name& name) const;

  ir::Slot NewSlot(const std::string& name = "");
  void Fail(Status status);

  const LoweringContext& context_;
  ir::Rule& rule_;
  std::map<std::string, ir::Slot> slots_;
  std::set<std::string> bound_by_atoms_;
  std::vector<ir::Comparison> equations_;  // of a variable that no atom binds
  std::set<ir::Slot> bound_by_equations_;
  std::vector<PlainParameter> plain_parameters_;
  bool is_alone_ = false;  // the body is one literal
  bool has_closures_ = false;
  Status status_;
};

// What the prefixes of an atom ask of its stored rows.
void SetStatementDefaults(const ast::Atom& atom, ir::StoredPart& stored);

}  // namespace lode
