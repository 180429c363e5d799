// What a relation's rules are once lowered, in words that can be compared with those of another
// moment; and which relations are defined by the store's rules alone.
#pragma once

#include <string>
#include <vector>

#include "query/program/ir.h"
#include "query/program/term_table.h"

namespace lode {

// By relation: whether every rule of it, and of all that it reads, is kept in the store.
std::vector<bool> DefinedByStored(const ir::Program& program);

// The rule as it is asked of this store: with the predicates, entities and constants that its
// names stand for. Two rules of one definition draw the same of the same facts.
std::string DefinitionOf(const ir::Rule& rule, const ir::Program& program, TermTable& terms);

// What a rule's body asks that changes cannot be followed for: aggregates, paths,
// contradictions and counts of sources.
bool MustBeAnew(const ir::Rule& rule);
// Whether a test of the rule may look at the words of an entity, which change with the articles
// that name it.
bool ReadsNames(const ir::Rule& rule);

}  // namespace lode
