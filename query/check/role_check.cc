// Roles are open: any preposition that a text used is one. So what can be asked is seen from
// the statements themselves, and a few thousand of them show it.

#include "query/check/role_check.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "query/syntax/role_words.h"

namespace lode {

namespace {

constexpr std::size_t kMostLookedAt = 5000;
constexpr std::size_t kMostListed = 8;
constexpr std::size_t kBatch = 64;

using RoleCounts = std::map<std::string, std::size_t, std::less<>>;

// The roles of a predicate's statements with their counts, up to the first that has `wanted`.
// `whole`: every statement was looked at.
struct Looked {
  RoleCounts roles;
  bool whole = true;
};

Looked LookFor(const std::string& wanted, const std::string& predicate,
               const Definitions& definitions) {
  const Snapshot& snapshot = definitions.snapshot();
  Looked looked;
  std::size_t seen = 0;
  for (const std::string& name : snapshot.schema().WithDescendants(predicate)) {
    const std::optional<TermId> id = snapshot.FindPredicate(name);
    if (!id) continue;
    TriplePattern pattern;
    pattern.predicate = *id;
    const std::unique_ptr<Cursor> cursor = snapshot.Scan(pattern);
    std::array<IndexRow, kBatch> rows;
    while (const std::size_t count = cursor->Next(rows))
      for (std::size_t i = 0; i < count; ++i) {
        if (++seen > kMostLookedAt) return {std::move(looked.roles), false};
        for (const auto& [role, value] : snapshot.Qualifiers(rows[i].statement))
          if (++looked.roles[role]; role == wanted) return looked;
      }
  }
  return looked;
}

std::string ListOf(const RoleCounts& roles) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [role, count] : roles) sorted.emplace_back(count, role);
  std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string list;
  for (std::size_t i = 0; i < std::min(kMostListed, sorted.size()); ++i)
    list += (i > 0 ? ", " : "") + sorted[i].second + ": (" + std::to_string(sorted[i].first) + ")";
  return list + (sorted.size() > kMostListed ? ", ..." : "");
}

// `said(X, Words, about: chips)`: what a text has in it is a test of the text; "" where the atom
// asks for something else.
std::string WhatTextHas(const ast::Atom& atom, const ast::NamedArgument& named) {
  constexpr std::array<std::string_view, 7> kAbout = {
      "about", "on", "regarding", "topic", "concerning", "contains", "subject"};
  if (std::ranges::find(kAbout, named.role) == kAbout.end() || atom.arguments.size() < 2) return "";
  const auto* text = std::get_if<ast::Variable>(&atom.arguments[1]->node);
  const auto* words = std::get_if<ast::Name>(&named.value->node);
  if (text == nullptr || text->anonymous() || words == nullptr) return "";
  return "; what " + text->name + " has in it is asked by a test behind the atom: `contains(" +
         text->name + ", \"" + words->text + "\")`";
}

// "; without it: `imports(china, What)?`; ...": where a figure is in no role, the sentence has it.
std::string InsteadOfRole(const ast::Atom& atom, const ast::NamedArgument& named,
                          const SourceText& source) {
  const auto index = static_cast<std::size_t>(&named - atom.named.data());
  const std::string words = WithoutRole(atom, index, source);
  const std::string sentences = WithSentence(atom, words, source);
  return "; without it: `" + words + "?`" +
         (sentences.empty() ? "" : "; with the sentences: `" + sentences + "?`");
}

}  // namespace

void CheckRoles(const ast::Atom& atom, bool in_rule, const Definitions& definitions,
                Findings& findings) {
  const std::string predicate(atom.predicate());
  if (atom.is_path() || predicate.empty() || !definitions.IsStored(predicate)) return;
  for (const ast::NamedArgument& named : atom.named) {
    if (in_rule ? !findings.wants_notes() : !findings.wants_errors()) return;
    if (named.role == "time") continue;  // a statement's own date goes by that name
    const Looked looked = LookFor(named.role, predicate, definitions);
    if (!looked.whole || looked.roles.count(named.role) > 0) continue;
    std::string message = "no statement of `" + predicate + "` has the role `" + named.role + ":`";
    message += looked.roles.empty() ? ": they carry no roles at all"
                                    : "; they carry " + ListOf(looked.roles);
    const std::string in_text = WhatTextHas(atom, named);
    message += in_text;
    if (looked.roles.empty() && in_text.empty() && !in_rule)
      message += InsteadOfRole(atom, named, findings.source());
    if (in_rule)
      findings.Note(named.place, std::move(message));
    else
      findings.Error(named.place, std::move(message));
  }
}

}  // namespace lode
