// What a predicate is decides what may stand round it: a built-in takes nothing but
// its arguments, a stored predicate a subject, an object and whatever a statement
// has, a predicate of rules what its heads show. The hard bit is a predicate that is
// both stored and defined: its rules are seen only where nothing asks for a statement.

#include "query/check/atom_check.h"

#include <re2/re2.h>

#include <string>
#include <utility>

#include "query/check/nearest_names.h"
#include "query/check/stratify.h"
#include "query/syntax/builtins.h"

namespace lode {

namespace {

std::string Arguments(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

// `p`, `^p`, `any`, `^any`: what is read as one triple.
const ast::Path* PlainPathOf(const ast::Path& path) {
  if (path.kind == ast::Path::Kind::kInverse) return PlainPathOf(*path.parts.front());
  const bool plain = path.kind == ast::Path::Kind::kPredicate || path.kind == ast::Path::Kind::kAny;
  return plain ? &path : nullptr;
}

class AtomChecker {
 public:
  AtomChecker(const ast::Atom& atom, bool in_rule, const Definitions& definitions,
              Findings& findings)
      : atom_(atom), in_rule_(in_rule), definitions_(definitions), findings_(findings) {}

  void Run() {
    const ast::Path* plain = PlainPathOf(*atom_.path);
    if (!plain || atom_.shortest || atom_.path_variable) return CheckPath();
    const bool bare = plain == atom_.path.get();
    if (plain->kind == ast::Path::Kind::kAny) return NeedArguments("any", 2, kTripleShape);
    const std::string& name = plain->predicate;
    if (bare && SeesRules(atom_) && FindBuiltinNamed(name))
      return CheckBuiltin(*FindBuiltinNamed(name));
    if (bare && name == "triple" && !definitions_.IsDefined(name))
      return NeedArguments(name, 3, "triple(Subject, Predicate, Object)");
    CheckPredicate(name, plain->place, bare);
  }

 private:
  static constexpr const char* kTripleShape = "subject and object, p(X, Y)";

  void Error(const ast::Place& place, std::string message) {
    findings_.Error(place, std::move(message));
  }

  void CheckPath() {
    if (atom_.arguments.size() != 2 || !atom_.named.empty() || atom_.statement)
      return Error(atom_.place,
                   "a path takes a start and an end, path(X, Y), and neither qualifiers nor '@'");
    Error(atom_.place,
          "paths are not built in this version of lode: write each step as an atom, and "
          "any number of steps as a recursive rule");
  }

  void NeedArguments(const std::string& name, std::size_t count, const char* shape) {
    if (atom_.arguments.size() != count)
      Error(atom_.place, "`" + name + "` takes " + Arguments(count) + ", not " +
                             std::to_string(atom_.arguments.size()) + ": " + shape);
  }

  void CheckBuiltin(const BuiltinInfo& builtin) {
    const std::string name(builtin.name);
    if (atom_.arguments.size() != builtin.arity)
      return Error(atom_.place, "`" + name + "` is built in and takes " + Arguments(builtin.arity) +
                                    "; a predicate of that name is asked by triple(X, " + name +
                                    ", Y)");
    if (builtin.builtin == Builtin::kMatches) CheckPattern(*atom_.arguments[1]);
  }

  void CheckPattern(const ast::Expr& pattern) {
    const auto* name = std::get_if<ast::Name>(&pattern.node);
    if (!name) return;
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 compiled(name->text, options);
    if (!compiled.ok())
      Error(pattern.place, "the pattern is no regular expression of RE2: " + compiled.error());
  }

  void CheckPredicate(const std::string& name, const ast::Place& place, bool bare) {
    const bool stored = definitions_.IsStored(name), defined = definitions_.IsDefined(name);
    if (!stored && !defined) return ReportUnknown(name, place);
    if (!stored && !SeesRules(atom_))
      return Error(atom_.place,
                   "`" + name + "` is defined by rules (" + definitions_.OriginOf(name) +
                       "), and '@', speakers, prefixes and qualifiers belong to stored "
                       "statements: ask for it with plain arguments");
    if (!bare || !defined || !SeesRules(atom_)) return NeedArguments(name, 2, kTripleShape);
    const std::size_t arity = *definitions_.ArityOf(name);
    const std::size_t given = atom_.arguments.size();
    if (given == arity || (stored && given == 2)) return;
    Error(atom_.place, "`" + name + "` takes " + Arguments(arity) + " (" +
                           definitions_.OriginOf(name) + "), not " + std::to_string(given));
  }

  void ReportUnknown(const std::string& name, const ast::Place& place) {
    if (in_rule_ ? !findings_.wants_notes() : !findings_.wants_errors()) return;
    std::string message = "no statement and no rule has the predicate `" + name + "`" +
                          DidYouMean(definitions_.Suggest(name), "");
    if (message.back() != '?')
      message += in_rule_ ? ": the rule finds nothing until one has"
                          : ": `triple(X, P, Y) select P?` lists those there are";
    if (in_rule_)
      findings_.Note(place, std::move(message));
    else
      Error(place, std::move(message));
  }

  const ast::Atom& atom_;
  const bool in_rule_;
  const Definitions& definitions_;
  Findings& findings_;
};

}  // namespace

void CheckAtom(const ast::Atom& atom, bool in_rule, const Definitions& definitions,
               Findings& findings) {
  AtomChecker(atom, in_rule, definitions, findings).Run();
}

void CheckHead(const ast::Head& head, const Definitions& definitions, Findings& findings) {
  const std::string& name = head.predicate;
  if (FindBuiltinNamed(name) || name == "triple" || name == "any") {
    findings.Error(head.place,
                   "`" + name + "` is built in: choose another name for what the rule defines");
    return;
  }
  const std::size_t given = head.arguments.size();
  if (definitions.InSchema(name) && given != 2) {
    findings.Error(head.place, "`" + name +
                                   "` is a predicate of the schema and takes subject and "
                                   "object: give 2 arguments, or choose another name");
    return;
  }
  const std::size_t arity = *definitions.ArityOf(name);
  if (given != arity)
    findings.Error(head.place, "`" + name + "` has " + Arguments(arity) + " at " +
                                   definitions.OriginOf(name) + " and " + std::to_string(given) +
                                   " here: give the same number, or choose another name");
}

}  // namespace lode
