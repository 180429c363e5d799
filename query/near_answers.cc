// The idea: what may have been meant is the question itself with one thing changed in one
// of its atoms, so it is made as a tree and asked, and only what has rows is said. Whether
// any polarity and modality helps at all is asked first: mostly none does, and one question
// tells. The hard bit is the line to type, which is the writer's own text with the change in
// it: places count code points, texts bytes.

#include "query/near_answers.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "query/syntax/builtins.h"

namespace lode {

namespace {

constexpr std::uint64_t kMostLookedMs = 500;
constexpr std::uint64_t kMostCounted = 20;
constexpr std::size_t kMostAtoms = 4, kMostNotes = 3, kLongestLine = 160;

// What a prefix is called, and how it is set in an atom.
struct Prefix {
  std::string_view word;
  std::optional<Polarity> polarity = {};
  std::optional<Modality> modality = {};
  bool former = false;
};
constexpr std::array<Prefix, 8> kPrefixes = {{{""},
                                              {"denied", Polarity::kNegated},
                                              {"planned", {}, Modality::kPlanned},
                                              {"possible", {}, Modality::kPossible},
                                              {"rumored", {}, Modality::kRumored},
                                              {"conditional", {}, Modality::kConditional},
                                              {"demanded", {}, Modality::kDemanded},
                                              {"former", {}, {}, true}}};

bool IsSet(const Prefix& prefix, const ast::Atom& atom) {
  return !atom.any && prefix.polarity == atom.polarity && prefix.modality == atom.modality &&
         prefix.former == atom.former;
}

void Set(const Prefix& prefix, ast::Atom& atom) {
  atom.any = false;
  atom.polarity = prefix.polarity;
  atom.modality = prefix.modality;
  atom.former = prefix.former;
}

// Part of a text, from one code point to another; what a place covers where it is whole.
std::string_view Part(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::string_view text = source.text();
  std::size_t at = 0, points = 0, first = text.size(), last = text.size();
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (points == begin) first = at;
    if (points == end) last = at;
    ++points;
  }
  return first <= last ? text.substr(first, last - first) : std::string_view();
}

std::string_view Part(const SourceText& source, const ast::Place& place) {
  return Part(source, place.offset, place.offset + place.length);
}

ast::PathPtr PathOf(const char* predicate, const ast::Place& place) {
  ast::Path path;
  path.place = place;
  path.predicate = predicate;
  return std::make_shared<const ast::Path>(std::move(path));
}

class Nearby {
 public:
  Nearby(const ast::Query& query, const SourceText& source, Engine& engine,
         const QueryOptions& options)
      : query_(query), source_(source), engine_(engine), options_(options) {
    const auto ms =
        options.timeout_ms == 0 ? kMostLookedMs : std::min(options.timeout_ms, kMostLookedMs);
    deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
  }

  std::vector<std::string> Look() {
    std::size_t atoms = 0;
    for (std::size_t i = 0; i < query_.body.size() && atoms < kMostAtoms; ++i) {
      const auto* atom = std::get_if<ast::Atom>(&query_.body[i]);
      if (!atom || atom->negated || FindBuiltin(atom->predicate(), atom->arguments.size()))
        continue;
      ++atoms;
      TryPrefixes(i, *atom);
      TryExchanged(i, *atom);
      TryInside(i, *atom);
    }
    if (notes_.empty() && query_.body.size() == 1) TryLinks();
    if (notes_.size() > kMostNotes) notes_.resize(kMostNotes);
    engine_.Begin(options_);
    return std::move(notes_);
  }

 private:
  // How many answers there are with that atom; kMostCounted + 1 stands for more.
  std::uint64_t CountWith(std::size_t index, ast::Atom atom) {
    ast::Query asked = query_;
    asked.body[index] = std::move(atom);
    return CountFew(std::move(asked));
  }

  std::uint64_t CountFew(ast::Query asked) {
    asked.order.clear();
    asked.offset.reset();
    asked.limit = ast::Count{query_.place, kMostCounted + 1};
    return Count(asked);
  }

  std::uint64_t Count(const ast::Query& asked) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                          deadline_ - std::chrono::steady_clock::now())
                          .count();
    if (left <= 0 || notes_.size() >= kMostNotes) return 0;
    QueryOptions options = options_;
    options.timeout_ms = static_cast<std::uint64_t>(left);
    options.with_confidence = false;
    options.on_row = {};
    options.on_answer = {};
    engine_.Begin(options);
    const Result<Answer> answer = engine_.Ask(asked);
    if (!answer.ok()) return 0;
    return answer->yes_no ? (answer->holds ? 1 : 0) : answer->row_count;
  }

  static std::string Counted(std::uint64_t count) {
    if (count > kMostCounted) return "more than " + std::to_string(kMostCounted) + " answers";
    return std::to_string(count) + (count == 1 ? " answer" : " answers");
  }

  // The question with other words for one atom, where it is short and has the atom once.
  std::string Line(const ast::Atom& atom, const std::string& words) const {
    const std::string_view old = Part(source_, atom.place);
    std::string line = query_.text;
    const std::size_t at = old.empty() ? line.npos : line.find(old);
    if (at == line.npos || line.find(old, at + 1) != line.npos || line.size() > kLongestLine)
      return "`" + words + "`";
    return "`" + line.replace(at, old.size(), words) + "`";
  }

  // The atom's own words with another prefix before its predicate. Empty: they cannot be had.
  std::string Prefixed(const ast::Atom& atom, std::string_view word) const {
    if (atom.HasPrefix() && atom.speaker) return "";
    const std::size_t path = atom.path->place.offset;
    const std::size_t end = atom.place.offset + atom.place.length;
    std::string before(atom.HasPrefix() ? std::string_view()
                                        : Part(source_, atom.place.offset, path));
    // "shortest" stands between a prefix and its path.
    const std::size_t shortest = atom.shortest ? before.find("shortest") : before.npos;
    const std::size_t at = std::min(shortest, before.size());
    if (!word.empty()) before.insert(at, std::string(word) + " ");
    return before + std::string(Part(source_, path, end));
  }

  void TryPrefixes(std::size_t index, const ast::Atom& atom) {
    ast::Atom other = atom;
    Set({}, other);
    other.any = true;
    if (atom.any || CountWith(index, other) == 0) return;
    for (const Prefix& prefix : kPrefixes) {
      if (IsSet(prefix, atom)) continue;
      Set(prefix, other);
      const std::string words = Prefixed(atom, prefix.word);
      const std::uint64_t count = words.empty() ? 0 : CountWith(index, other);
      if (count == 0) continue;
      const std::string what =
          prefix.word.empty() ? "affirmed and actual" : std::string(prefix.word);
      notes_.push_back(what + ", there " + (count == 1 ? "is " : "are ") + Counted(count) + ": " +
                       Line(atom, words));
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
    const std::uint64_t count = CountWith(index, other);
    if (count == 0) return;
    std::string words(Part(source_, atom.place));
    const std::size_t base = atom.place.offset;
    const auto bytes = [&](std::size_t point) { return Part(source_, base, point).size(); };
    const std::string first(Part(source_, left->place)), second(Part(source_, right->place));
    words.replace(bytes(right->place.offset), second.size(), first);
    words.replace(bytes(left->place.offset), first.size(), second);
    notes_.push_back("the other way round, there " + std::string(count == 1 ? "is " : "are ") +
                     Counted(count) + ": " + Line(atom, words));
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
    const std::uint64_t count = CountFew(std::move(asked));
    if (count == 0) return;
    const std::string written(Part(source_, wanted->place));
    std::string words(Part(source_, atom.place));
    words.replace(Part(source_, atom.place.offset, wanted->place.offset).size(), written.size(),
                  called);
    words += ", contains(" + called + ", " + written + ")";
    notes_.push_back("with these words inside of longer ones, there " +
                     std::string(count == 1 ? "is " : "are ") + Counted(count) + ": " +
                     Line(atom, words));
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
    const std::string words(Part(source_, name->place));
    std::string found;
    for (const bool is_subject : {true, false}) {
      const auto variable = [&](const char* called) {
        return std::make_shared<const ast::Expr>(ast::Expr{name->place, ast::Variable{called}});
      };
      ast::Query asked;
      asked.place = query_.place;
      asked.limit = ast::Count{query_.place, kMostCounted + 1};
      ast::Atom link;
      link.place = atom->place;
      link.path = PathOf("triple", atom->path->place);
      link.arguments = {variable("X"), variable("P"), name};
      if (is_subject) std::swap(link.arguments[0], link.arguments[2]);
      asked.body.emplace_back(std::move(link));
      const std::uint64_t count = Count(asked);
      if (count == 0) continue;
      found += (found.empty() ? "by other predicates, there " : " and ") +
               std::string(!found.empty() ? ""
                           : count == 1   ? "is "
                                          : "are ") +
               Counted(count) + ": `triple(" + (is_subject ? words + ", P, X" : "X, P, " + words) +
               ")?`";
    }
    if (!found.empty()) notes_.push_back(std::move(found));
  }

  const ast::Query& query_;
  const SourceText& source_;
  Engine& engine_;
  const QueryOptions& options_;
  std::chrono::steady_clock::time_point deadline_;
  std::vector<std::string> notes_;
};

bool CountsSomething(const ast::Query& query) {
  return std::any_of(query.select.begin(), query.select.end(), [](const ast::Column& column) {
    return std::holds_alternative<ast::Aggregate>(column.value);
  });
}

}  // namespace

std::vector<std::string> NearAnswers(const ast::Query& query, const SourceText& source,
                                     const Answer& answer, Engine& engine,
                                     const QueryOptions& options) {
  if (query.verb != ast::Verb::kAsk || answer.holds || answer.row_count > 0 || query.offset ||
      CountsSomething(query))
    return {};
  return Nearby(query, source, engine, options).Look();
}

}  // namespace lode
