#include "query/sql/scope.h"

#include <set>

#include "lode/compared.h"

namespace lode::sql {

namespace {

std::vector<std::string> ViewNames(const ir::Program& program) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const ir::RelationInfo& relation : program.relations) {
    const std::string plain = PlainName(relation.name) + "_" + std::to_string(relation.arity);
    std::string name = plain;
    for (int n = 2; !taken.insert(name).second; ++n) name = plain + "_" + std::to_string(n);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

Scope::Scope(const Spelling& spelling_in, TermTable& terms_in, const ir::Program& program_in,
             double min_confidence_in)
    : spelling(spelling_in),
      terms(terms_in),
      program(program_in),
      min_confidence(min_confidence_in),
      sorts(SortsOf(program_in, terms_in)),
      view_names(ViewNames(program_in)) {}

void Scope::Refuse(ast::Place where, std::string reason) {
  refusals.push_back({where, rule, std::move(reason)});
}

std::string Scope::KeyOf(TermId term) const {
  return KeyOfTerm(terms.ValueOf(term));
}

std::string Scope::HeadKey(TermId term) {
  std::string key = KeyOf(term);
  std::string text = spelling.Text(key);
  constants.emplace(std::move(key), term);
  return text;
}

}  // namespace lode::sql
