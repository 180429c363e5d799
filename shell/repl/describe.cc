#include "shell/repl/describe.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "shell/pages/listings.h"
#include "shell/terminal/near_word.h"

namespace lode::shell {
namespace {

constexpr std::size_t kMostExamples = 3, kMostNeighbours = 8, kMostMerges = 10;

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string Count(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

const Vocabulary* BuiltIn() {
  static const Result<Vocabulary> vocabulary = Vocabulary::Open();
  return vocabulary.ok() ? &*vocabulary : nullptr;
}

void WriteField(const std::string& name, const std::string& text, const Terminal& terminal,
                std::ostream& out) {
  if (text.empty()) return;
  constexpr std::size_t kWidth = 12;
  const std::string label = name + std::string(kWidth - std::min(kWidth - 1, name.size()), ' ');
  const int room = std::max(20, terminal.columns - static_cast<int>(kWidth));
  const std::vector<std::string> lines =
      terminal.columns == 0 ? std::vector<std::string>{text} : Wrap(text, room);
  for (std::size_t i = 0; i < lines.size(); ++i)
    out << (i == 0 ? terminal.Paint(Style::kBold, label) : std::string(kWidth, ' ')) << lines[i]
        << '\n';
}

// "to 12, in 3": words of the first column with the numbers of the second.
std::string Counted(const QueryOutcome& outcome) {
  std::string text;
  if (!outcome.ok() || outcome.answers.empty()) return text;
  for (const auto& row : outcome.answers[0].rows)
    text += (text.empty() ? "" : ", ") + Display(row[0]) + " " + Display(row[1]);
  return text;
}

// A predicate as the language wants it written.
std::string Written(const std::string& predicate) {
  const bool plain = std::ranges::all_of(predicate, [](unsigned char c) {
    return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
  });
  return plain ? predicate : "\"" + predicate + "\"";
}

void WriteExamples(ReplState& state, QuerySession& session, const std::string& atom,
                   std::ostream& out) {
  const QueryOutcome found = session.Run(
      "any " + atom + " select S limit " + std::to_string(kMostExamples) + "?", OptionsOf(state));
  if (!found.ok() || found.answers.empty()) return;
  for (const auto& row : found.answers[0].rows) {
    const Result<Statement> statement = state.store.StatementOf(row[0].text);
    if (!statement.ok()) continue;
    out << "  " << Line(*statement, state.context.terminal, state.settings.confidence) << '\n';
    WriteSentence("    ", *statement, state.context.terminal, out);
  }
}

// False where neither schema nor store have it.
bool DescribePredicate(ReplState& state, const std::string& name, std::ostream& out) {
  const Terminal& terminal = state.context.terminal;
  const PredicateEntry* entry = BuiltIn() ? BuiltIn()->Find(name) : nullptr;
  const Result<StoreStats> stats = state.store.Stats();
  if (!stats.ok()) {
    Complain(state, stats.status().message(), out);
    return true;
  }
  const auto used = stats->statements_by_predicate.find(name);
  const bool in_use = used != stats->statements_by_predicate.end();
  if (entry == nullptr && !in_use) return false;
  out << terminal.Paint(Style::kPredicate, name)
      << (entry == nullptr ? ", a word of the articles"
                           : ", a predicate of the schema (" + entry->family +
                                 (entry->symmetric ? ", both ways)" : ")"))
      << '\n';
  if (entry != nullptr) {
    WriteField("says", entry->meaning, terminal, out);
    WriteField("between",
               (entry->domain.empty() ? "anything" : Joined(entry->domain)) + " -> " +
                   (entry->range.empty() ? "anything" : Joined(entry->range)),
               terminal, out);
    WriteField("under", Joined(entry->parents), terminal, out);
    WriteField("above", Joined(entry->children), terminal, out);
    WriteField("said as", Joined(entry->ways), terminal, out);
  }
  WriteField("here", Count(in_use ? used->second : 0, "statement"), terminal, out);
  if (!in_use) return true;
  QuerySession session(state.store);
  const std::string atom = Written(name) + "(X, Y)";
  WriteField("roles",
             Counted(session.Run("any " + atom +
                                     " @ S, qualifier(S, R, V) select R, count(S) as "
                                     "N order by N desc?",
                                 OptionsOf(state))),
             terminal, out);
  WriteExamples(state, session, atom + " @ S", out);
  return true;
}

// What carries the role, and how it reads; false where no statement does.
bool DescribeRole(ReplState& state, const std::string& role, std::ostream& out) {
  if (role.empty() || role.find('"') != role.npos) return false;
  QuerySession session(state.store);
  const std::string atom = "triple(X, P, Y) @ S, qualifier(S, R, V), R = \"" + role + "\"";
  const std::string carried =
      Counted(session.Run("any " + atom + " select P, count(S) as N order by N desc limit " +
                              std::to_string(kMostNeighbours) + "?",
                          OptionsOf(state)));
  if (carried.empty()) return false;
  const Terminal& terminal = state.context.terminal;
  out << terminal.Paint(Style::kPredicate, role + ":")
      << ", a role: it stands in an atom, behind its two names\n";
  WriteField("carried by", carried, terminal, out);
  const std::string first = carried.substr(0, carried.find(' '));
  WriteField("asked by", Written(first) + "(X, Y, " + role + ": Z)?", terminal, out);
  WriteExamples(state, session, atom, out);
  return true;
}

void WriteMerges(ReplState& state, const Entity& entity, std::ostream& out) {
  const Result<std::vector<MergeInfo>> merges = state.store.Merges(entity.id);
  if (!merges.ok()) return;
  for (std::size_t i = 0; i < std::min(kMostMerges, merges->size()); ++i) {
    const MergeInfo& merge = (*merges)[i];
    WriteField(i == 0 ? "one because" : "",
               merge.name + " = " + merge.other_name + ": " + merge.reason, state.context.terminal,
               out);
  }
  if (merges->size() > kMostMerges)
    WriteField("", "and " + std::to_string(merges->size() - kMostMerges) + " more: lode merges",
               state.context.terminal, out);
}

void DescribeEntity(ReplState& state, const EntityInfo& info, std::ostream& out) {
  const Terminal& terminal = state.context.terminal;
  const Entity& entity = info.entity;
  out << terminal.Paint(Style::kName, entity.name) << ", "
      << (entity.type.empty() ? "of no known type" : entity.type)
      << (entity.kind == EntityKind::kName ? "" : " (" + std::string(NameOf(entity.kind)) + ")")
      << "  " << terminal.Paint(Style::kDim, entity.id) << '\n';
  WriteField("also called", Joined(entity.aliases), terminal, out);
  WriteMerges(state, entity, out);
  WriteField("here", Count(info.statements, "statement") + " in " + Count(info.articles, "article"),
             terminal, out);
  QuerySession session(state.store);
  const std::string self = "#" + entity.id, most = " limit " + std::to_string(kMostNeighbours);
  const auto count = [&](const std::string& conditions, const std::string& what) {
    return Counted(
        session.Run(conditions + " select " + what + ", count(S) as N order by N desc" + most + "?",
                    OptionsOf(state)));
  };
  WriteField("as subject", count("any triple(" + self + ", P, Y) @ S", "P"), terminal, out);
  WriteField("as object", count("any triple(X, P, " + self + ") @ S", "P"), terminal, out);
  WriteField("speaks", count(self + ": any triple(X, P, Y) @ S", "P"), terminal, out);
}

}  // namespace

void Describe(ReplState& state, const std::string& what, std::ostream& out) {
  if (what.ends_with(':')) {
    const std::string role = what.substr(0, what.size() - 1);
    if (!DescribeRole(state, role, out))
      Complain(state,
               "no statement here has the role '" + what +
                   "'; `:describe PREDICATE` lists those of a predicate",
               out);
    return;
  }
  const bool predicate = DescribePredicate(state, what, out);
  const Result<std::vector<EntityInfo>> entities = state.store.Resolve(what);
  if (!entities.ok()) return Complain(state, entities.status().message(), out);
  for (std::size_t i = 0; i < entities->size(); ++i) {
    if (predicate || i > 0) out << '\n';
    DescribeEntity(state, (*entities)[i], out);
  }
  if (predicate || !entities->empty() || DescribeRole(state, what, out)) return;
  std::string message = "neither a predicate nor a name here: '" + what + "'";
  std::vector<std::string> near = state.store.Suggest(what);
  for (const std::string& sense : state.senses(what)) near.push_back(sense);
  if (const Result<std::vector<std::string>> predicates = state.store.Predicates(); predicates.ok())
    if (const std::string one = NearestWord(what, *predicates);
        !one.empty() && std::ranges::find(near, one) == near.end())
      near.insert(near.begin(), one);
  if (!near.empty()) message += "; did you mean " + Joined(near) + "?";
  Complain(state, message, out);
}

Result<Listing> TypeListing(const Store& store) {
  const Result<std::vector<EntityInfo>> entities = store.Entities("");
  if (!entities.ok()) return entities.status();
  std::map<std::string, std::pair<std::uint64_t, const EntityInfo*>> types;
  for (const EntityInfo& info : *entities) {  // the most mentioned of a type comes first
    auto& [count, example] = types[info.entity.type];
    if (count++ == 0) example = &info;
  }
  std::vector<std::pair<std::string, std::pair<std::uint64_t, const EntityInfo*>>> sorted(
      types.begin(), types.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  Listing listing{{"type", "entities", "such as"}, {}};
  for (const auto& [type, found] : sorted)
    listing.rows.push_back({TextCell(type.empty() ? "(none)" : type), NumberCell(found.first),
                            TextCell(found.second->entity.name)});
  return listing;
}

Result<Listing> PredicateListing(const Store& store, const std::string& pattern) {
  const Result<StoreStats> stats = store.Stats();
  if (!stats.ok()) return stats.status();
  struct Used {
    const PredicateEntry* entry;
    std::string name;
    std::uint64_t count;
  };
  std::vector<Used> used;
  for (const auto& [name, count] : stats->statements_by_predicate) {
    const PredicateEntry* entry = BuiltIn() ? BuiltIn()->Find(name) : nullptr;
    const bool fits = name.find(pattern) != name.npos ||
                      (entry != nullptr && entry->meaning.find(pattern) != std::string::npos);
    if (fits) used.push_back({entry, name, count});
  }
  std::ranges::stable_sort(used, [](const Used& a, const Used& b) {
    const bool in_schema = a.entry != nullptr, other = b.entry != nullptr;
    return in_schema != other ? in_schema : a.count > b.count;
  });
  Listing listing{{"predicate", "statements", "says"}, {}};
  for (const Used& one : used)
    listing.rows.push_back(
        {TextCell(one.name), NumberCell(one.count), TextCell(one.entry ? one.entry->meaning : "")});
  return listing;
}

}  // namespace lode::shell
