// An atom as its writer typed it, with a role or a sentence more or less.
#pragma once

#include <cstddef>
#include <string>

#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"

namespace lode {

// The atom without that role: "imports(china, What)". REQUIRES: `index` < atom.named.size().
std::string WithoutRole(const ast::Atom& atom, std::size_t index, const SourceText& source);

// Words made by that, with the sentence of each statement: "imports(china, What) @ S, sentence(S,
// T)". Empty where the atom binds its statement, or the text uses these variables.
std::string WithSentence(const ast::Atom& atom, const std::string& words, const SourceText& source);

}  // namespace lode
