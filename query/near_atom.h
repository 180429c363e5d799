// An atom that asks its predicate's neighbours too.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "query/asked_again.h"
#include "query/syntax/ast.h"
#include "storage/schema/schema.h"

namespace lode {

struct NearAtom {
  std::optional<ast::Atom> atom;  // none: nothing near has an answer
  std::string words;              // as one would write it
};

// The atom with all predicates near its own (near_predicates.h) that have an answer in its place:
// a path of them, and the predicate itself; where it asks for what paths do not know (a
// statement, a speaker, roles), the first of them alone. None for paths and built-ins.
// Cost: a question for each predicate near it.
NearAtom NearAtomOf(std::size_t index, const ast::Atom& atom, const Schema& schema,
                    AskedAgain& again);

// The question with the atom's object, where it is a name, in a role of the statement instead:
// "supplies(Who, What) @ S, qualifier(S, Role, "Fernhill")". No words: there is no such name, or
// the question uses these variables.
struct RoleQuestion {
  ast::Query query;
  std::string words;  // for the atom
};
RoleQuestion RoleQuestionOf(std::size_t index, const ast::Atom& atom, const AskedAgain& again);

}  // namespace lode
