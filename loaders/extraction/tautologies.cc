// A particular is called by its whole phrase, so a link out of the phrase and the deed of its
// own clause may stand in that name word for word. Which they do is known only when names are
// final: a thing that is mentioned once has been given a shorter name (plain_names.h).
#include "loaders/extraction/tautologies.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Does the text have these words, in a row?
bool HasWords(std::string_view text, std::string_view words) {
  const std::string folded = " " + FoldWord(text) + " ";
  return !words.empty() && folded.find(" " + FoldWord(words) + " ") != std::string::npos;
}

class Tautologies {
 public:
  explicit Tautologies(const ReadingContext& context)
      : context_(context), lists_(context.rules.lists) {}

  bool Contain(const StatementRecord& statement) const {
    return IsInName(statement) || IsToldTwice(statement) || TellsWhich(statement);
  }

 private:
  const EntityNode& Node(std::uint32_t node) const { return context_.entities.nodes()[node]; }

  // "decision over Kano -concerns-> Kano"
  bool IsInName(const StatementRecord& statement) const {
    if (!lists_.Has("told-by-name", statement.predicate) || !statement.object.is_node())
      return false;
    if (IsNamed(Node(statement.subject).identity)) return false;
    const std::string& name = Node(statement.subject).name;
    const EntityNode& object = Node(statement.object.node);
    if (IsOfSeveral(name)) return false;
    return HasWords(name, object.name) ||
           std::any_of(object.forms.begin(), object.forms.end(),
                       [&](const NameForm& form) { return HasWords(name, form.text); });
  }

  // "talks between Norway and Chile"
  bool IsOfSeveral(std::string_view name) const {
    for (std::size_t begin = 0; begin < name.size();) {
      const std::size_t end = std::min(name.find(' ', begin), name.size());
      if (lists_.Has("of-several", name.substr(begin, end - begin))) return true;
      begin = end + 1;
    }
    return false;
  }

  // "panel -issue-> notice issued by the panel", "cast that includes Lind -contains-> Lind"
  bool IsToldTwice(const StatementRecord& statement) const {
    if (statement.extractor != "clause/1" || statement.predicate_span.empty()) return false;
    const Span verb = statement.predicate_span.front();
    const std::string form = context_.article.text.substr(verb.begin, verb.end - verb.begin);
    const auto repeats = [&](const Spans& whole, const Spans& other, std::string_view name) {
      return !other.empty() && !statement.predicate_span.empty() &&
             Holds(whole, statement.predicate_span) && Holds(whole, other) && HasWords(name, form);
    };
    const bool drawn = lists_.Has("drawn-on", statement.predicate);
    const auto is_named = [&](std::uint32_t node) { return IsNamed(Node(node).identity); };
    if (repeats(statement.object_span, statement.subject_span, ShownObject(statement)))
      return !TellsMore(statement) && (!drawn || !is_named(statement.subject));
    return repeats(statement.subject_span, statement.object_span, Node(statement.subject).name) &&
           !(HasNoun(statement) && statement.object.is_node() && is_named(statement.object.node));
  }

  // "borrowers who attended Orrin College", but not "those who attended it".
  bool HasNoun(const StatementRecord& statement) const {
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const int first = graph.WordAt(statement.subject_span.front().begin);
    return !graph.IsUpos(first, "PRON") && !graph.IsUpos(first, "DET");
  }

  // "the leverage Norway holds with its oil": a clause about a name that has a phrase besides.
  bool TellsMore(const StatementRecord& statement) const {
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const int verb = graph.WordAt(statement.predicate_span.front().begin);
    // but not "the claim that was rejected by Norway"
    const Spans& told = statement.subject_span;
    const int subject = told.empty() ? 0 : graph.WordAt(told.front().begin);
    const bool more = std::ranges::any_of(graph.children(verb), [&](int child) {
      return graph.Is(child, "obl") && child != subject && !graph.Under(subject, child);
    });
    return graph.word(verb).deprel == "acl:relcl" && more &&
           IsNamed(Node(statement.subject).identity);
  }

  // "Kano said the best year she can remember was 2019": within a claim, a clause without a comma
  // whose noun is its object only tells which one is meant.
  bool TellsWhich(const StatementRecord& statement) const {
    if (statement.said_by == kNoNode || statement.extractor != "clause/1" ||
        statement.predicate_span.empty() || lists_.Has("drawn-on", statement.predicate))
      return false;
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const int verb = graph.WordAt(statement.predicate_span.front().begin),
              subject = graph.Child(verb, "nsubj");
    return graph.word(verb).deprel == "acl:relcl" && subject != 0 && subject < verb &&
           graph.Antecedent(subject) == subject && !IsAfterComma(graph, verb);
  }

  const std::string& ShownObject(const StatementRecord& statement) const {
    return statement.object.is_node() ? Node(statement.object.node).name
                                      : statement.object.literal.text;
  }

  const ReadingContext& context_;
  const WordLists& lists_;
};

}  // namespace

void LeaveOutTautologies(const ReadingContext& context, std::vector<StatementRecord>& statements) {
  const Tautologies tautologies(context);
  std::erase_if(statements,
                [&](const StatementRecord& statement) { return tautologies.Contain(statement); });
}

}  // namespace lode
