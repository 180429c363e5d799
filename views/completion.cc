// Completion. The word at the cursor is what stands after the last character that no
// name may hold; inside quotation marks it is everything since the opening one. Behind the
// second argument of an atom come roles; which there are is up to the texts, so the store is asked,
// and so it is for those that stand in an argument.

#include "views/completion.h"

#include <algorithm>
#include <cctype>

namespace lode::views {
namespace {

constexpr std::size_t kMostEntities = 50;
constexpr std::uint64_t kRolesMs =
    300;  // of a question asked of the store: who types does not wait
constexpr std::string_view kWords[] = {
    "select",   "order by", "limit",      "offset",      "not",       "why",       "denied",
    "planned",  "possible", "rumored",    "conditional", "demanded",  "any",       "contains",
    "former",   "ended",    "matches",    "starts-with", "article",   "said-by",   "polarity",
    "modality", "time",     "confidence", "sentence",    "qualifier", "published", "title",
    "source",   "url",      "count",      "sum",         "avg",       "min",       "max",
    "list",     "lower",    "length",     "year",        "month",     "before",    "during",
    "overlaps", "triple",   "conflicts",  "sources"};

bool BelongsToName(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where the open string of the line begins, behind its quotation mark; npos if none.
std::size_t OpenString(std::string_view line) {
  std::size_t open = line.npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && open != line.npos)
      ++i;
    else if (line[i] == '"')
      open = open == line.npos ? i + 1 : line.npos;
  }
  return open;
}

// The argument of an atom at whose beginning the text ends, with the predicate as it is written;
// no predicate elsewhere. REQUIRES: the text ends outside of any string.
struct Argument {
  std::string_view predicate;
  std::size_t before = 0;  // how many stand before it
};
Argument ArgumentAt(std::string_view text) {
  struct Open {
    std::size_t at = 0, commas = 0;
    bool fresh = true;  // nothing of the argument is there yet
  };
  std::vector<Open> open;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    if (in_string && c == '\\') ++i;
    if (c == '(' && !in_string) {
      open.push_back({i, 0, true});
    } else if (c == ')' && !in_string) {
      if (!open.empty()) open.pop_back();
    } else if (c == ',' && !in_string && !open.empty()) {
      ++open.back().commas;
      open.back().fresh = true;
    } else if (c != ' ' && c != '\n' && !open.empty()) {
      open.back().fresh = false;
    }
  }
  if (open.empty() || !open.back().fresh) return {};
  const std::string_view front = text.substr(0, open.back().at);
  std::size_t begin = front.size();
  if (front.ends_with('"')) {
    begin = front.rfind('"', front.size() - 2);
    if (front.size() < 2 || begin == front.npos) return {};
  } else {
    while (begin > 0 && BelongsToName(front[begin - 1])) --begin;
  }
  return {front.substr(begin), open.back().commas};
}

// "amount:" ..., those that statements of the predicate carry.
void AddRoles(std::vector<std::string>& to, const Store& store, std::string_view predicate,
              std::string_view word) {
  QueryOptions options;
  options.timeout_ms = kRolesMs;
  QuerySession session(store);
  const QueryOutcome outcome = session.Run(
      "any " + std::string(predicate) + "(X, Y) @ S, qualifier(S, R, V) select R?", options);
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows) {
      const std::string& role = row.at(0).text;
      const bool plain = std::all_of(role.begin(), role.end(), BelongsToName);
      if (plain) AddMatching(to, role + ":", word);
    }
}

bool StartsWith(std::string_view text, std::string_view front) {
  if (text.size() < front.size()) return false;
  return std::equal(front.begin(), front.end(), text.begin(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  });
}

bool IsInside(std::string_view text, std::string_view part) {
  for (std::size_t at = 0; at + part.size() <= text.size(); ++at)
    if (StartsWith(text.substr(at), part)) return true;
  return false;
}

}  // namespace

void AddMatching(std::vector<std::string>& to, std::string_view candidate, std::string_view word) {
  if (StartsWith(candidate, word)) to.emplace_back(candidate);
}

void AddEntities(std::vector<std::string>& to, const Store& store, std::string_view word) {
  const auto add = [&](const std::string& name) {
    if (IsInside(name, word)) to.push_back(name);
  };
  const Result<std::vector<EntityInfo>> entities = store.Entities(word, kMostEntities);
  if (!entities.ok()) return;
  for (const EntityInfo& info : *entities) {
    add(info.entity.name);
    for (const std::string& alias : info.entity.aliases) add(alias);
  }
}

namespace {

// Names of those that stand in that place of the predicate's statements.
void AddArguments(std::vector<std::string>& to, const Store& store, const Argument& place,
                  std::string_view word) {
  if (place.predicate.empty() || place.predicate == "triple" || place.before > 1) return;
  QueryOptions options;
  options.timeout_ms = kRolesMs;
  const QueryOutcome outcome = QuerySession(store).Run(
      "any " + std::string(place.predicate) + "(X, Y) select " + (place.before == 0 ? "X?" : "Y?"),
      options);
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows) {
      const Entity& entity = row.at(0).entity;
      if (row[0].kind != ValueKind::kEntity) continue;
      if (IsInside(entity.name, word)) to.push_back(entity.name);
      for (const std::string& alias : entity.aliases)
        if (IsInside(alias, word)) to.push_back(alias);
    }
}

}  // namespace

Completion CompleteText(const Store& store, const QuerySession& session, std::string_view text) {
  Completion completion;
  auto& found = completion.candidates;
  if (const std::size_t open = OpenString(text); open != text.npos) {
    completion.begin = open;
    completion.end = "\"";
    AddArguments(found, store, ArgumentAt(text.substr(0, open - 1)), text.substr(open));
    if (found.empty()) AddEntities(found, store, text.substr(open));
  } else {
    std::size_t begin = text.size();
    while (begin > 0 && BelongsToName(text[begin - 1])) --begin;
    completion.begin = begin;
    const std::string_view word = text.substr(begin);
    if (const Argument place = ArgumentAt(text.substr(0, begin));
        !place.predicate.empty() && place.before > 1) {
      completion.end = " ";
      AddRoles(found, store, place.predicate, word);
    }
    if (word.empty() || !found.empty()) {
      Settle(completion);
      return completion;
    }
    completion.end.clear();
    if (const Result<std::vector<std::string>> predicates = store.Predicates(); predicates.ok())
      for (const std::string& predicate : *predicates) AddMatching(found, predicate, word);
    for (const std::string& head : session.rule_heads()) AddMatching(found, head, word);
    for (std::string_view known : kWords) AddMatching(found, known, word);
  }
  Settle(completion);
  return completion;
}

void Settle(Completion& completion) {
  auto& found = completion.candidates;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
}

bool InString(std::string_view text) {
  return OpenString(text) != text.npos;
}

std::string CommonFront(const std::vector<std::string>& candidates) {
  if (candidates.empty()) return {};
  std::string front = candidates.front();
  for (const std::string& candidate : candidates) {
    const auto [a, b] =
        std::mismatch(front.begin(), front.end(), candidate.begin(), candidate.end());
    front.erase(a, front.end());
    static_cast<void>(b);
  }
  while (!front.empty() && (static_cast<unsigned char>(front.back()) & 0xC0) == 0x80 &&
         front.size() < candidates.front().size())
    front.pop_back();
  return front;
}

}  // namespace lode::views
