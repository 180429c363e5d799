// The help is written for somebody who has never seen Datalog: each pattern is shown with what
// it asks.

#include "shell/repl/help.h"

#include <algorithm>
#include <ostream>

namespace lode::shell {
namespace {

constexpr std::size_t kMostLookedAt = 200;

constexpr char kHelp[] = R"(A question is a pattern with variables; the answers fill them in.
Names are in quotation marks, variables begin with a capital, '?' asks:

  said("Ana Rivera", Words)?             what did Ana Rivera say?
  said(Who, Words)?                      who said what?
  triple("Ana Rivera", P, X)?            everything they did, whatever the verb
  triple(X, P, "Ana Rivera")?            everything done to them
  Who: triple(X, P, Y)?                  and whose claim it is
  competes-with(X, Y), makes(Y, Z)?      two steps: ',' means "and"
  said(X, Q), contains(Q, "chips")?      only words that hold "chips"
  denied triple(X, P, Y)?                what was denied (or rumored, planned, former, any ...)
  said(X, Q) @ S, article(S, A), published(A, D), D >= 2025-07?
                                         with the article and its date
  said(X, Q) select X, count(Q) as N order by N desc limit 5?
  why competes-with(X, Y)?               the sentences behind it
  shortest (any | ^any){1,6}("Ana Rivera", Whom) as P limit 5?
                                         who is how connected to them, hop by hop
  why-not leads("Ana Rivera", X)?        what is missing, and what comes near

A rule gives a pattern a name; '.' ends it:

  rival(X, Y) :- makes(X, P), makes(Y, Q), comparable-to(P, Q), X != Y.

Several lines are one question until '?' or '.' ends it. Tab completes predicates,
entities (inside quotation marks) and commands. Ctrl-C stops a query, Ctrl-D leaves.

)";

}  // namespace

std::string HelpFor(const Store& store) {
  std::string help = kHelp;
  constexpr std::string_view kSomebody = "Ana Rivera";
  const Result<std::vector<EntityInfo>> entities = store.Entities("", kMostLookedAt);
  if (!entities.ok()) return help;
  for (const EntityInfo& info : *entities) {
    const std::string& name = info.entity.name;
    if (info.entity.type != "person" || name.find_first_of("\"\\") != name.npos) continue;
    const std::size_t longer = name.size() - std::min(name.size(), kSomebody.size());
    for (std::size_t at = 0; (at = help.find(kSomebody, at)) != help.npos; at += name.size()) {
      help.replace(at, kSomebody.size(), name);
      const std::size_t gap = help.find("  ", at);  // keeps the columns
      for (std::size_t i = 0; i < longer && gap + 2 < help.find('\n', at) && help[gap + 2] == ' ';
           ++i)
        help.erase(gap, 1);
    }
    break;
  }
  return help;
}

void WriteBanner(const ReplState& state, std::ostream& out) {
  out << "lode " << kVersion << ", " << state.store.path();
  if (const Result<StoreStats> stats = state.store.Stats(); stats.ok())
    out << ": " << stats->articles << " articles, " << stats->statements << " statements, "
        << stats->entities << " entities.\n";
  else
    out << "\n" << stats.status().message() << '\n';
  const Result<std::vector<EntityInfo>> top = state.store.Entities("", 1);
  if (top.ok() && !top->empty())
    out << "Ask with a pattern; capitals are variables:  triple(\"" << top->front().entity.name
        << "\", P, X)?\n";
  out << "Type :help for more examples, :quit to leave.\n";
}

}  // namespace lode::shell
