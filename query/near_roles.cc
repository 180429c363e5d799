// A role that other statements carry finds nothing, and without it there may be answers, whose
// figure stands in a role of another name ("of" for "amount") or in the sentence alone. So the
// question is asked without the role, and its statements for the roles they do carry.

#include "query/near_roles.h"

#include <memory>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "query/syntax/role_words.h"

namespace lode {

namespace {

constexpr std::size_t kMostListed = 8;

// The roles that the statements of the atom carry.
std::set<std::string> RolesOf(std::size_t index, ast::Query asked, AskedAgain& again) {
  auto& atom = std::get<ast::Atom>(asked.body[index]);
  const ast::Place place = atom.place;
  const auto variable = [&](const std::string& called) {
    return std::make_shared<const ast::Expr>(ast::Expr{place, ast::Variable{called}});
  };
  // Names that nobody can type, so that none is taken.
  if (!atom.statement) atom.statement_place = place;
  if (!atom.statement) atom.statement = "its statement";
  ast::Path path;
  path.place = place;
  path.predicate = "qualifier";
  ast::Atom carried;
  carried.place = place;
  carried.path = std::make_shared<const ast::Path>(std::move(path));
  carried.arguments = {variable(*atom.statement), variable("its role"), variable("its value")};
  asked.body.emplace_back(std::move(carried));
  asked.select = {ast::Column{place, variable("its role"), "role"}};
  const std::vector<std::string> roles = again.FirstColumn(std::move(asked));
  return {roles.begin(), roles.end()};
}

// "of:, to:".
std::string ListOf(const std::set<std::string>& roles) {
  std::string list;
  std::size_t listed = 0;
  for (const std::string& role : roles) {
    if (++listed > kMostListed) return list + ", ...";
    list += (listed > 1 ? ", " : "") + role + ":";
  }
  return list;
}

}  // namespace

std::string WithoutRoles(std::size_t index, const ast::Atom& atom, const SourceText& source,
                         AskedAgain& again) {
  if (atom.negated) return "";
  for (std::size_t i = 0; i < atom.named.size(); ++i) {
    const ast::NamedArgument& role = atom.named[i];
    ast::Query asked = again.query();
    auto& named = std::get<ast::Atom>(asked.body[index]).named;
    named.erase(named.begin() + static_cast<std::ptrdiff_t>(i));
    asked.order.clear();
    const bool is_line = again.query().order.empty() && again.IsSafe(asked);
    if (!is_line) asked.select.clear();
    if (!again.IsSafe(asked)) continue;
    const std::uint64_t count = again.Count(asked);
    if (count == 0) continue;
    // What names the role's value behind the conditions asks nothing without it.
    const auto line = [&](const std::string& words) {
      return is_line ? again.Line(atom, words) : "`" + words + "?`";
    };
    const std::string words = WithoutRole(atom, i, source);
    const std::string note =
        "without the role `" + role.role + ":` " + AskedAgain::Counted(count) + ": " + line(words);
    const std::set<std::string> roles = RolesOf(index, std::move(asked), again);
    if (roles.empty()) {
      const std::string sentences = WithSentence(atom, words, source);
      return note + ", where no roles are carried" +
             (sentences.empty() ? "" : "; what was read: " + line(sentences));
    }
    if (roles.size() > 1) return note + "; the roles carried there are " + ListOf(roles);
    const std::size_t begin = role.place.offset;
    const std::string old(source.Written(begin, begin + role.role.size()));
    std::string other(again.Written(atom.place));
    if (old == role.role)
      other.replace(again.Written(atom.place.offset, begin).size(), old.size(), *roles.begin());
    return note + "; the role carried there is " + ListOf(roles) +
           (old == role.role ? ", " + again.Line(atom, other) : "");
  }
  return "";
}

}  // namespace lode
