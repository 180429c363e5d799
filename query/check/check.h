// Says before anything runs whether a program makes sense, and what would be right.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lode/query.h"
#include "query/check/definitions.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// What a text is checked against.
struct Surroundings {
  const Snapshot& snapshot;
  // In force already: the rules of the store and of the session. They were checked
  // when they came and are not reported on again, but for cycles through them.
  std::vector<std::shared_ptr<const ast::Rule>> rules;
  const std::map<std::string, Value>& parameters;
  SensesOf senses;  // see QueryOptions
  // Of the rules in force, where they are at hand: then `rules` are not looked at, and no
  // cycle is among them. Only for programs without rules.
  const Definitions* definitions = nullptr;
  // Values of the parameters with which no error was found, where there are such: types are
  // not looked at again for values of the same kinds.
  const std::map<std::string, Value>* sound_values = nullptr;
};

// Errors and notes in order of place; no error means that the engine can run it. The
// order of clauses, and of atoms in a body, does not matter. Threads: any.
std::vector<Diagnostic> Check(const ast::Program& program, const SourceText& source,
                              const Surroundings& surroundings);

// What Check says of the values of the parameters, in order of place. REQUIRES: it found no
// error with others, all else being the same, and the definitions are at hand.
std::vector<Diagnostic> CheckParameterValues(const ast::Program& program, const SourceText& source,
                                             const Surroundings& surroundings);

}  // namespace lode
