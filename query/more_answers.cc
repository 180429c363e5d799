// With `any` an atom has the rows that it has without, and more: so counting tells, and only
// where there are more is it asked under which prefix they stand.

#include "query/more_answers.h"

#include <utility>

#include "query/asked_again.h"
#include "query/near_atom.h"
#include "query/syntax/builtins.h"

namespace lode {

namespace {

constexpr std::size_t kMostAtomsLookedAt = 3, kMostNotesOnMore = 3;

class MoreOf {
 public:
  MoreOf(const ast::Query& query, const SourceText& source, const Answer& answer,
         const Schema& schema, Engine& engine, const QueryOptions& options)
      : rows_(answer.row_count),
        schema_(schema),
        again_(query, source, engine, options, kMostLookedForMoreMs) {}

  std::vector<std::string> Look() {
    const std::vector<ast::BodyLiteral>& body = again_.query().body;
    std::size_t atoms = 0;
    for (std::size_t i = 0; i < body.size() && atoms < kMostAtomsLookedAt; ++i) {
      const auto* atom = std::get_if<ast::Atom>(&body[i]);
      if (!atom || atom->negated || atom->is_path() ||
          FindBuiltin(atom->predicate(), atom->arguments.size()))
        continue;
      ++atoms;
      LookAny(i, *atom);
      LookNear(i, *atom);
      LookInRoles(i, *atom);
    }
    if (notes_.size() > kMostNotesOnMore) notes_.resize(kMostNotesOnMore);
    again_.Finish();
    return std::move(notes_);
  }

 private:
  // How many more rows there are with that atom, and the words for it.
  std::uint64_t MoreWith(std::size_t index, ast::Atom atom) {
    const std::uint64_t most = rows_ + AskedAgain::kMostCounted + 1;
    const std::uint64_t count = again_.CountWith(index, std::move(atom), most);
    return count > rows_ ? count - rows_ : 0;
  }

  static std::string Counted(std::uint64_t more) {
    if (more <= AskedAgain::kMostCounted) return std::to_string(more) + " more";
    return "more than " + std::to_string(AskedAgain::kMostCounted) + " more";
  }

  void LookAny(std::size_t index, const ast::Atom& atom) {
    ast::Atom other = atom;
    AtomPrefix().Set(other);
    other.any = true;
    const std::string line = atom.any ? "" : again_.Prefixed(atom, "any");
    const std::uint64_t more = line.empty() ? 0 : MoreWith(index, other);
    if (more == 0) return;
    std::string where;
    for (const AtomPrefix& prefix : kAtomPrefixes) {
      if (prefix.IsSet(atom)) continue;
      prefix.Set(other);
      if (again_.CountWith(index, other, 1) == 0) continue;
      where += (where.empty() ? "" : ", ") +
               (prefix.word.empty() ? "affirmed and actual" : std::string(prefix.word));
    }
    notes_.push_back(Counted(more) + " under `any`" + (where.empty() ? "" : " (" + where + ")") +
                     ": " + again_.Line(atom, line));
  }

  void LookNear(std::size_t index, const ast::Atom& atom) {
    if (atom.statement || atom.speaker || !atom.named.empty()) return;
    NearAtom near = NearAtomOf(index, atom, schema_, again_);
    if (!near.atom) return;
    if (const std::uint64_t more = MoreWith(index, *std::move(near.atom)); more > 0)
      notes_.push_back(Counted(more) +
                       " with predicates near it: " + again_.Line(atom, near.words));
  }

  // Other statements, whose rows none of the answer's are.
  void LookInRoles(std::size_t index, const ast::Atom& atom) {
    RoleQuestion asked = RoleQuestionOf(index, atom, again_);
    const std::uint64_t more = asked.words.empty() ? 0 : again_.Count(std::move(asked.query));
    if (more > 0)
      notes_.push_back(Counted(more) +
                       " where it stands in a role: " + again_.Line(atom, asked.words));
  }

  const std::uint64_t rows_;
  const Schema& schema_;
  AskedAgain again_;
  std::vector<std::string> notes_;
};

}  // namespace

std::vector<std::string> MoreAnswers(const ast::Query& query, const SourceText& source,
                                     const Answer& answer, const Schema& schema, Engine& engine,
                                     const QueryOptions& options) {
  if (query.verb != ast::Verb::kAsk || answer.yes_no || answer.row_count == 0 ||
      answer.row_count > kMostRowsLookedAt || query.limit || query.offset || HasAggregate(query))
    return {};
  return MoreOf(query, source, answer, schema, engine, options).Look();
}

}  // namespace lode
