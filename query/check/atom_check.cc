// What a predicate is decides what may stand round it: a built-in takes nothing but
// its arguments, a stored predicate a subject, an object and whatever a statement
// has, a predicate of rules what its heads show. The hard bit is a predicate that is
// both stored and defined: its rules are seen only where nothing asks for a statement.

#include "query/check/atom_check.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "query/check/stratify.h"
#include "query/syntax/builtins.h"
#include "query/syntax/nearest_names.h"
#include "query/syntax/walk.h"

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
    if (atom_.is_path()) return CheckPath();
    const ast::Path* plain = PlainPathOf(*atom_.path);
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
    if (atom_.arguments.size() != 2 || atom_.statement)
      return Error(atom_.place,
                   "a path takes a start and an end, path(X, Y), and no '@'" + AsOnePattern());
    if (atom_.speaker)
      return Error(atom_.speaker->place,
                   "a path takes no speaker: its hops may be claims of many; `denied`, `rumored` "
                   "and the other prefixes ask for every hop");
    if (atom_.shortest && atom_.shortest_k == 0)
      return Error(atom_.place, "`shortest 0` asks for nothing: write `shortest`, or a number");
    if (atom_.shortest_k > 1 && !atom_.path_variable)
      return Error(atom_.place,
                   "several paths between the same two are told apart by the path "
                   "alone: end the atom with `as P`");
    if (atom_.path_variable && !atom_.shortest && !IsBounded(*atom_.path))
      return Error(atom_.place,
                   "there is no end to all the paths of any length: give a bound, any{1,4}, or "
                   "ask for the `shortest`");
    for (const ast::NamedArgument& filter : atom_.named) CheckFilter(filter);
    CheckHops(*atom_.path);
  }

  // A choice of predicates has statements and roles where it is asked as one pattern:
  // "(a | b)(X, Y) @ S". The line to write has the rest of the clause as it stands.
  std::string AsOnePattern() const {
    const ast::Path& path = *atom_.path;
    const bool is_choice = path.kind == ast::Path::Kind::kAlternative &&
                           std::ranges::all_of(path.parts, [](const ast::PathPtr& part) {
                             return part->kind == ast::Path::Kind::kPredicate;
                           });
    const bool has_filter = std::ranges::any_of(
        atom_.named, [](const ast::NamedArgument& one) { return IsPathFilter(one.role); });
    if (!is_choice || has_filter || atom_.negated || atom_.shortest || atom_.path_variable ||
        atom_.arguments.size() != 2)
      return "";
    std::string names, roles;
    for (const ast::PathPtr& part : path.parts)
      names += (names.empty() ? "" : "|") + part->predicate;
    for (const ast::NamedArgument& one : atom_.named)
      roles += ", " + one.role + ": " + Written(one.value);
    const std::string_view line = findings_.source().LineAt(atom_.place.line);
    const std::size_t begin = ByteOf(line, atom_.place.column);
    const std::size_t end = ByteOf(line, atom_.place.column + atom_.place.length);
    std::string prefix(line.substr(begin, ByteOf(line, atom_.path->place.column) - begin));
    prefix.resize(prefix.find_last_not_of("( ") + 1);
    if (!prefix.empty()) prefix += ' ';
    const std::string predicate = RE2::PartialMatch(line, R"(\bP\b)") ? "Which" : "P";
    std::string written = prefix + "triple(" + Written(atom_.arguments[0]) + ", " + predicate +
                          ", " + Written(atom_.arguments[1]) + roles + ")" +
                          (atom_.statement ? " @ " + *atom_.statement : "") + ", matches(" +
                          predicate + ", \"^(" + names + ")$\")";
    const std::string_view text = findings_.source().text();
    if (atom_.place.line == 1 && text.find_first_not_of(" \r\n", line.size()) == text.npos)
      written = std::string(line.substr(0, begin)) + written + std::string(line.substr(end));
    return ": write `" + written + "`";
  }

  static bool IsPathFilter(std::string_view role) {
    constexpr std::string_view kFilters[] = {"avoid",  "since",      "until",
                                             "source", "confidence", "roles"};
    return std::ranges::find(kFilters, role) != std::end(kFilters);
  }

  void CheckFilter(const ast::NamedArgument& filter) {
    if (!IsPathFilter(filter.role))
      return Error(filter.place,
                   "the hops of a path are chosen by `avoid:`, `since:`, `until:`, "
                   "`source:` and `confidence:`, widened by `roles: yes`, and not by `" +
                       filter.role + ":`" + AsOnePattern());
    if (std::holds_alternative<ast::Variable>(filter.value->node))
      Error(filter.value->place, "`" + filter.role +
                                     ":` of a path takes a value: a name, a date or a number, or "
                                     "a parameter");
    else if (filter.role == "roles" && std::holds_alternative<ast::Parameter>(filter.value->node))
      Error(filter.value->place, "`roles:` of a path is yes or no");
  }

  void CheckHops(const ast::Path& path) {
    if (path.kind == ast::Path::Kind::kPredicate) CheckHop(path);
    for (const ast::PathPtr& part : path.parts) CheckHops(*part);
  }

  void CheckHop(const ast::Path& hop) {
    const std::string& name = hop.predicate;
    if (FindBuiltinNamed(name) || name == "triple")
      return Error(hop.place, "`" + name +
                                  "` is built in and no hop of a path: name a predicate, "
                                  "or `any`");
    const bool stored = definitions_.IsStored(name), defined = definitions_.IsDefined(name);
    if (!stored && !defined) return ReportUnknown(name, hop.place);
    if (!stored && *definitions_.ArityOf(name) != 2)
      return Error(hop.place, "a hop goes from one thing to another, and `" + name + "` takes " +
                                  Arguments(*definitions_.ArityOf(name)) + " (" +
                                  definitions_.OriginOf(name) + ")");
    if (!stored && !SeesRules(atom_))
      Error(hop.place, "`" + name + "` is defined by rules (" + definitions_.OriginOf(name) +
                           "), and prefixes, `since:`, `until:`, `source:` and `confidence:` "
                           "belong to stored statements");
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
    const bool is_known = (stored || defined) && atom_.arguments.size() == 2;
    if (!is_known && FindBuiltinNamed(name) && !SeesRules(atom_))
      return Error(place, OfBuiltin(name));
    if (!stored && !defined) {
      if (const std::string meant = WhatIsMeant(name); !meant.empty()) return Error(place, meant);
      return ReportUnknown(name, place);
    }
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

  // A built-in with what belongs to statements. `article(S, a:12ab)` is meant as an id.
  std::string OfBuiltin(const std::string& name) const {
    for (const ast::NamedArgument& named : atom_.named)
      if (named.role == "a")
        return "an article's id stands in quotation marks: \"a:" + Written(named.value) + "\"";
    return "`" + name +
           "` is built in: it takes no prefix, no speaker, no '@' and no roles, which belong to "
           "stored statements";
  }

  // Where that column of the line begins, which is counted in code points from 1.
  static std::size_t ByteOf(std::string_view line, std::uint32_t column) {
    for (std::size_t at = 0; at < line.size(); ++at)
      if ((static_cast<unsigned char>(line[at]) & 0xC0) != 0x80 && --column == 0) return at;
    return line.size();
  }

  std::string Written(const ast::ExprPtr& argument) const {
    const std::string_view line = findings_.source().LineAt(argument->place.line);
    const std::size_t begin = ByteOf(line, argument->place.column);
    const std::size_t end = ByteOf(line, argument->place.column + argument->place.length);
    return std::string(line.substr(begin, end - begin));
  }

  // What is no predicate, but the name of something that is written otherwise.
  std::string WhatIsMeant(const std::string& name) const {
    constexpr std::string_view kPaths[] = {"shortest",      "path",      "paths",
                                           "shortest-path", "connected", "connection"};
    const bool joins = std::find(std::begin(kPaths), std::end(kPaths), name) != std::end(kPaths);
    if (joins && (atom_.arguments.size() == 2 || atom_.arguments.size() == 3))
      return "how two are connected is asked by a path: shortest (any | ^any){1,6}(" +
             Written(atom_.arguments[0]) + ", " + Written(atom_.arguments[1]) + ") as P?";
    // What others call an attribute, and how it is asked.
    struct Other {
      std::string_view name, asked;
    };
    constexpr Other kOthers[] = {
        {"date",
         "when something was so is asked by time(S, When), when it was told by published(A, "
         "Day)"},
        {"when", "when something was so is asked by time(S, When)"},
        {"year", "the year of a day is year(D), as in time(S, D), Y = year(D)"},
        {"text", "the sentence of a statement is asked by sentence(S, T)"},
        {"quote", "the sentence of a statement is asked by sentence(S, T)"},
        {"speaker",
         "whose claim it is stands before the atom, Who: p(X, Y), or in said-by(S, Who)"},
        {"entity", "all that is named is asked by triple(X, P, Y) select X?"},
        {"entities", "all that is named is asked by triple(X, P, Y) select X?"},
        {"article-of", "the article of a statement is asked by article(S, A)"},
        {"outlet", "the outlet of an article is asked by source(A, Outlet)"},
        {"publisher", "the outlet of an article is asked by source(A, Outlet)"},
        {"headline", "the headline of an article is asked by title(A, T)"}};
    for (const Other& other : kOthers)
      if (other.name == name) return std::string(other.asked);
    constexpr std::string_view kAggregates[] = {"count", "sum", "avg", "min", "max", "list"};
    const bool counts =
        std::find(std::begin(kAggregates), std::end(kAggregates), name) != std::end(kAggregates);
    if (!counts || atom_.arguments.size() != 1) return "";
    const auto* call = std::get_if<ast::Call>(&atom_.arguments[0]->node);
    return "an aggregate stands behind the conditions: " +
           (call ? Written(atom_.arguments[0]) : "p(X, V)") + " select " + name +
           (name == "count" ? "() as N?" : "(V) as N?");
  }

  // "owns" of "owned-by", where there is such a predicate.
  std::string ActiveOf(const std::string& name) const {
    if (!name.ends_with("d-by")) return "";
    const std::string participle = name.substr(0, name.size() - 3);
    for (const std::string& active :
         {participle.substr(0, participle.size() - 1) + "s",
          participle.ends_with("ed") ? participle.substr(0, participle.size() - 2) + "s" : "",
          participle})
      if (definitions_.IsStored(active) || definitions_.IsDefined(active)) return active;
    return "";
  }

  void ReportUnknown(const std::string& name, const ast::Place& place) {
    if (in_rule_ ? !findings_.wants_notes() : !findings_.wants_errors()) return;
    const std::string active = ActiveOf(name);
    std::string message = "no statement and no rule has the predicate `" + name + "`" +
                          (active.empty() ? DidYouMean(definitions_.Suggest(name), "")
                                          : ": did you mean `" + active +
                                                "` the other way round, `^" + active + "`?");
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
