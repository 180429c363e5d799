#include "query/near_atom.h"

#include <array>
#include <cctype>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "query/syntax/builtins.h"
#include "storage/schema/near_predicates.h"

namespace lode {

namespace {

ast::PathPtr Step(const NearPredicate& predicate, const ast::Place& place) {
  ast::Path path;
  path.place = place;
  path.predicate = predicate.name;
  auto step = std::make_shared<const ast::Path>(std::move(path));
  if (!predicate.inverse) return step;
  ast::Path inverse;
  inverse.place = place;
  inverse.kind = ast::Path::Kind::kInverse;
  inverse.parts = {std::move(step)};
  return std::make_shared<const ast::Path>(std::move(inverse));
}

}  // namespace

NearAtom NearAtomOf(std::size_t index, const ast::Atom& atom, const Schema& schema,
                    AskedAgain& again) {
  const std::string own(atom.predicate());
  if (own.empty() || atom.is_path() || atom.negated || atom.arguments.size() != 2 ||
      FindBuiltin(own, 2))
    return {};
  const bool is_plain = !atom.statement && !atom.speaker && atom.named.empty();
  const ast::Place& place = atom.path->place;
  ast::Path either;
  either.place = place;
  either.kind = ast::Path::Kind::kAlternative;
  either.parts = {atom.path};
  std::string expression = own;
  ast::Atom with = atom;
  for (const NearPredicate& near : PredicatesNear(schema, own)) {
    with.path = Step(near, place);
    if (again.CountWith(index, with, 1) == 0) continue;
    const std::string words = (near.inverse ? "^" : "") + near.name;
    either.parts.push_back(with.path);
    expression += " | " + words;
    if (is_plain) continue;
    expression = words;
    break;
  }
  if (either.parts.size() == 1) return {};
  if (is_plain) {
    with.path = std::make_shared<const ast::Path>(std::move(either));
    expression = "(" + expression + ")";
  }
  std::string words(again.Written(atom.place));
  const std::string before(again.Written(atom.place.offset, place.offset));
  words.replace(before.size(), again.Written(place).size(), expression);
  return {std::move(with), std::move(words)};
}

RoleQuestion RoleQuestionOf(std::size_t index, const ast::Atom& atom, const AskedAgain& again) {
  constexpr std::array<const char*, 3> kVariables = {"What", "S", "Role"};
  const std::string& text = again.query().text;
  for (const char* variable : kVariables)
    for (std::size_t at = text.find(variable); at != text.npos; at = text.find(variable, at + 1)) {
      const auto is_letter = [&](std::size_t place) {
        return place < text.size() && std::isalnum(static_cast<unsigned char>(text[place])) != 0;
      };
      if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + std::strlen(variable))) return {};
    }
  const bool is_plain = !atom.predicate().empty() && !atom.is_path() && !atom.negated &&
                        !atom.statement && atom.named.empty() && atom.arguments.size() == 2 &&
                        !FindBuiltin(atom.predicate(), 2);
  if (!is_plain || !std::holds_alternative<ast::Name>(atom.arguments[1]->node)) return {};
  const ast::ExprPtr name = atom.arguments[1];
  const auto variable = [&](const char* called) {
    return std::make_shared<const ast::Expr>(ast::Expr{name->place, ast::Variable{called}});
  };
  RoleQuestion asked{again.query(), ""};
  ast::Atom with = atom;
  with.arguments[1] = variable("What");
  with.statement = "S";
  with.statement_place = atom.place;
  ast::Atom role;
  role.place = atom.place;
  role.path = Step({"qualifier"}, atom.path->place);
  role.arguments = {variable("S"), variable("Role"), name};
  asked.query.body[index] = std::move(with);
  asked.query.body.emplace_back(std::move(role));
  const std::string before(again.Written(atom.place.offset, name->place.offset));
  asked.words =
      before + "What) @ S, qualifier(S, Role, " + std::string(again.Written(name->place)) + ")";
  return asked;
}

}  // namespace lode
