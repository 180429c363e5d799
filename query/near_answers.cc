// The idea: what may have been meant is the question itself with one thing changed in one
// of its atoms, so it is made as a tree and asked, and only what has rows is said. Whether
// any polarity and modality helps at all is asked first: mostly none does, and one question
// tells. The hard bit is the line to type, which is the writer's own text with the change in
// it: places count code points, texts bytes.

#include "query/near_answers.h"

#include <algorithm>
#include <utility>

#include "query/asked_again.h"
#include "query/near_atom.h"
#include "query/near_roles.h"
#include "query/syntax/builtins.h"

namespace lode {

namespace {

constexpr std::uint64_t kMostLookedMs = 500;
constexpr std::size_t kMostAtoms = 4, kMostConditions = 8, kMostNotes = 3;

ast::PathPtr PathOf(const char* predicate, const ast::Place& place) {
  ast::Path path;
  path.place = place;
  path.predicate = predicate;
  return std::make_shared<const ast::Path>(std::move(path));
}

class Nearby {
 public:
  Nearby(const ast::Query& query, const SourceText& source, const Schema& schema, Engine& engine,
         const QueryOptions& options)
      : query_(query),
        source_(source),
        schema_(schema),
        again_(query, source, engine, options, kMostLookedMs) {}

  std::vector<std::string> Look() {
    std::size_t atoms = 0;
    for (std::size_t i = 0; i < query_.body.size() && atoms < kMostAtoms; ++i) {
      const auto* atom = std::get_if<ast::Atom>(&query_.body[i]);
      if (!atom || atom->negated || FindBuiltin(atom->predicate(), atom->arguments.size()))
        continue;
      ++atoms;
      if (atom->is_path()) {
        TryWiderPaths(i, *atom);
        continue;
      }
      TryPrefixes(i, *atom);
      TryExchanged(i, *atom);
      TryInside(i, *atom);
      TryNear(i, *atom);
      TryRole(i, *atom);
      if (std::string note = WithoutRoles(i, *atom, source_, again_); !note.empty())
        notes_.push_back(std::move(note));
    }
    if (notes_.empty() && query_.body.size() == 1) TryLinks();
    TryWithout();
    if (notes_.size() > kMostNotes) notes_.resize(kMostNotes);
    again_.Finish();
    return std::move(notes_);
  }

 private:
  void TryPrefixes(std::size_t index, const ast::Atom& atom) {
    ast::Atom other = atom;
    AtomPrefix().Set(other);
    other.any = true;
    if (atom.any || again_.CountWith(index, other) == 0) return;
    for (const AtomPrefix& prefix : kAtomPrefixes) {
      if (prefix.IsSet(atom)) continue;
      prefix.Set(other);
      const std::string words = again_.Prefixed(atom, prefix.word);
      const std::uint64_t count = words.empty() ? 0 : again_.CountWith(index, other);
      if (count == 0) continue;
      const std::string what =
          prefix.word.empty() ? "affirmed and actual" : std::string(prefix.word);
      notes_.push_back(what + ", " + AskedAgain::Counted(count) + ": " + again_.Line(atom, words));
    }
  }

  void TryExchanged(std::size_t index, const ast::Atom& atom) {
    const std::size_t last = atom.arguments.size() == 3 && atom.predicate() == "triple" ? 2 : 1;
    if (atom.arguments.size() != last + 1 || atom.is_path()) return;
    const ast::ExprPtr &left = atom.arguments.front(), &right = atom.arguments[last];
    const auto is_variable = [](const ast::ExprPtr& argument) {
      return std::holds_alternative<ast::Variable>(argument->node);
    };
    if (is_variable(left) && is_variable(right)) return;
    const auto entity = [&](const ast::ExprPtr& argument) {
      return is_variable(argument) || std::holds_alternative<ast::Name>(argument->node) ||
             std::holds_alternative<ast::EntityRef>(argument->node) ||
             std::holds_alternative<ast::Parameter>(argument->node);
    };
    if (!entity(left) || !entity(right)) return;
    ast::Atom other = atom;
    std::swap(other.arguments.front(), other.arguments[last]);
    const std::uint64_t count = again_.CountWith(index, other);
    if (count == 0) return;
    std::string words(again_.Written(atom.place));
    const std::size_t base = atom.place.offset;
    const auto bytes = [&](std::size_t point) { return again_.Written(base, point).size(); };
    const std::string first(again_.Written(left->place)), second(again_.Written(right->place));
    words.replace(bytes(right->place.offset), second.size(), first);
    words.replace(bytes(left->place.offset), first.size(), second);
    notes_.push_back("the other way round, " + AskedAgain::Counted(count) + ": " +
                     again_.Line(atom, words));
  }

  // The words of the object inside of longer ones.
  void TryInside(std::size_t index, const ast::Atom& atom) {
    if (atom.arguments.size() != 2 || atom.is_path()) return;
    const ast::ExprPtr& wanted = atom.arguments[1];
    const auto* name = std::get_if<ast::Name>(&wanted->node);
    if (!name || !name->quoted) return;
    const std::string called = query_.text.find('Q') == std::string::npos ? "Q" : "Words";
    if (query_.text.find(called) != std::string::npos) return;
    const auto variable =
        std::make_shared<const ast::Expr>(ast::Expr{wanted->place, ast::Variable{called}});
    ast::Query asked = query_;
    ast::Atom test;
    test.place = atom.place;
    test.path = PathOf("contains", atom.place);
    test.arguments = {variable, wanted};
    std::get<ast::Atom>(asked.body[index]).arguments[1] = variable;
    asked.body.emplace_back(std::move(test));
    const std::uint64_t count = again_.Count(std::move(asked));
    if (count == 0) return;
    const std::string written(again_.Written(wanted->place));
    std::string words(again_.Written(atom.place));
    words.replace(again_.Written(atom.place.offset, wanted->place.offset).size(), written.size(),
                  called);
    words += ", contains(" + called + ", " + written + ")";
    notes_.push_back("with these words inside of longer ones, " + AskedAgain::Counted(count) +
                     ": " + again_.Line(atom, words));
  }

  void TryNear(std::size_t index, const ast::Atom& atom) {
    const NearAtom near = NearAtomOf(index, atom, schema_, again_);
    if (!near.atom) return;
    const std::uint64_t count = again_.CountWith(index, *near.atom);
    if (count > 0)
      notes_.push_back("with predicates near it, " + AskedAgain::Counted(count) + ": " +
                       again_.Line(atom, near.words));
  }

  void TryRole(std::size_t index, const ast::Atom& atom) {
    RoleQuestion asked = RoleQuestionOf(index, atom, again_);
    const std::uint64_t count = asked.words.empty() ? 0 : again_.Count(std::move(asked.query));
    if (count > 0)
      notes_.push_back("in a role, " + AskedAgain::Counted(count) + ": " +
                       again_.Line(atom, asked.words));
  }

  // Through roles, then along what is not affirmed and actual, then both.
  void TryWiderPaths(std::size_t index, const ast::Atom& atom) {
    const auto has_roles = [](const ast::NamedArgument& one) { return one.role == "roles"; };
    const bool may_widen = std::none_of(atom.named.begin(), atom.named.end(), has_roles);
    const std::string plain(again_.Written(atom.place)), any = again_.Prefixed(atom, "any");
    const bool found =
        (may_widen && TryPath(index, atom, "through roles", plain, true)) ||
        (!any.empty() &&
         TryPath(index, Any(atom), "with all that is not affirmed and actual", any, false)) ||
        (may_widen && !any.empty() &&
         TryPath(index, Any(atom), "through roles, with all that is not affirmed and actual", any,
                 true));
    if (found || again_.query().body.size() > 1) return;
    notes_.push_back(
        "looked through subjects, objects and roles of all statements, also those denied, planned "
        "or rumored" +
        SentencesWithBoth(atom));
  }

  static ast::Atom Any(ast::Atom atom) {
    AtomPrefix().Set(atom);
    atom.any = true;
    return atom;
  }

  bool TryPath(std::size_t index, ast::Atom atom, const std::string& how, std::string words,
               bool roles) {
    const ast::Atom written = atom;
    if (roles) {
      const auto yes = std::make_shared<const ast::Expr>(ast::Expr{atom.place, ast::Name{"yes"}});
      atom.named.push_back({"roles", atom.place, yes});
      words.insert(std::min(words.rfind(')'), words.size()), ", roles: yes");
    }
    const std::uint64_t count = again_.CountWith(index, std::move(atom));
    if (count == 0) return false;
    notes_.push_back(how + ", " + AskedAgain::Counted(count) + ": " + again_.Line(written, words));
    return true;
  }

  // Two names that nothing connects may stand side by side all the same.
  std::string SentencesWithBoth(const ast::Atom& atom) {
    std::string line = "sentences(A, N, T)";
    ast::Query asked;
    asked.place = query_.place;
    const auto variable = [&](const char* called) {
      return std::make_shared<const ast::Expr>(ast::Expr{query_.place, ast::Variable{called}});
    };
    const auto add = [&](const char* predicate, std::vector<ast::ExprPtr> arguments) {
      ast::Atom one;
      one.place = query_.place;
      one.path = PathOf(predicate, query_.place);
      one.arguments = std::move(arguments);
      asked.body.emplace_back(std::move(one));
    };
    add("sentences", {variable("A"), variable("N"), variable("T")});
    for (const ast::ExprPtr& end : atom.arguments) {
      const auto* name = std::get_if<ast::Name>(&end->node);
      if (!name || !name->quoted) return "";
      add("contains", {variable("T"), end});
      line += ", contains(T, \"" + name->text + "\")";
    }
    const std::uint64_t count = again_.Count(std::move(asked));
    if (count == 0) return "; no sentence names both";
    return "; in sentences that name both, " + AskedAgain::Counted(count) + ": `" + line + "?`";
  }

  // Which condition alone leaves nothing.
  void TryWithout() {
    if (query_.body.size() < 2 || query_.body.size() > kMostConditions) return;
    std::string found;
    std::size_t told = 0;
    for (std::size_t i = 0; i < query_.body.size() && told < kMostNotes; ++i) {
      ast::Query asked = query_;
      asked.body.erase(asked.body.begin() + static_cast<std::ptrdiff_t>(i));
      if (!again_.IsSafe(asked)) asked.select.clear();
      if (!again_.IsSafe(asked) || std::ranges::none_of(asked.body, AsksStatements)) continue;
      const std::uint64_t count = again_.Count(std::move(asked));
      if (count == 0) continue;
      const ast::Place& place =
          std::visit([](const auto& literal) { return literal.place; }, query_.body[i]);
      found += (told++ == 0 ? "" : ", ") + std::string("without `") +
               std::string(again_.Written(place)) + "` " + AskedAgain::Counted(count);
    }
    if (told > 0) notes_.push_back(std::move(found));
  }

  // What has answers whatever is said of nobody is worth no note.
  static bool AsksStatements(const ast::BodyLiteral& literal) {
    const auto* atom = std::get_if<ast::Atom>(&literal);
    return atom && !atom->negated && !FindBuiltin(atom->predicate(), atom->arguments.size());
  }

  // Whatever links the one thing that the question names.
  void TryLinks() {
    const auto* atom = std::get_if<ast::Atom>(&query_.body.front());
    if (!atom || atom->arguments.size() != 2 || atom->is_path() || atom->negated || atom->any ||
        !atom->named.empty() || FindBuiltin(atom->predicate(), 2))
      return;
    const auto named = [](const ast::ExprPtr& argument) {
      return std::holds_alternative<ast::Name>(argument->node) ||
             std::holds_alternative<ast::EntityRef>(argument->node);
    };
    if (named(atom->arguments[0]) == named(atom->arguments[1])) return;
    const ast::ExprPtr name = atom->arguments[named(atom->arguments[0]) ? 0 : 1];
    const std::string words(again_.Written(name->place));
    std::string found;
    for (const bool is_subject : {true, false}) {
      const auto variable = [&](const char* called) {
        return std::make_shared<const ast::Expr>(ast::Expr{name->place, ast::Variable{called}});
      };
      ast::Query asked;
      asked.place = query_.place;
      ast::Atom link;
      link.place = atom->place;
      link.path = PathOf("triple", atom->path->place);
      link.arguments = {variable("X"), variable("P"), name};
      if (is_subject) std::swap(link.arguments[0], link.arguments[2]);
      asked.body.emplace_back(std::move(link));
      const std::uint64_t count = again_.Count(asked);
      if (count == 0) continue;
      const std::string counted = AskedAgain::Counted(count);
      found += (found.empty() ? "by other predicates, " + counted
                              : " and " + counted.substr(counted.find(' ', 6) + 1)) +
               ": `triple(" + (is_subject ? words + ", P, X" : "X, P, " + words) + ")?`";
    }
    if (!found.empty()) notes_.push_back(std::move(found));
  }

  const ast::Query& query_;
  const SourceText& source_;
  const Schema& schema_;
  AskedAgain again_;
  std::vector<std::string> notes_;
};

}  // namespace

std::vector<std::string> NearAnswers(const ast::Query& query, const SourceText& source,
                                     const Answer& answer, const Schema& schema, Engine& engine,
                                     const QueryOptions& options) {
  if (query.verb != ast::Verb::kAsk || answer.holds || answer.row_count > 0 || query.offset ||
      HasAggregate(query))
    return {};
  return Nearby(query, source, schema, engine, options).Look();
}

}  // namespace lode
