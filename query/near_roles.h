// What there is without a role that was asked for.
#pragma once

#include <cstddef>
#include <string>

#include "query/asked_again.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"

namespace lode {

// "without the role `amount:` there is 1 answer: `...`; the roles carried there are of:, ...": of
// the first role of the atom without which the question has answers; where they carry no roles, the
// line for their sentences. Empty: there is no such role. Cost: two questions for a role.
std::string WithoutRoles(std::size_t index, const ast::Atom& atom, const SourceText& source,
                         AskedAgain& again);

}  // namespace lode
