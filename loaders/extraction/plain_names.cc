// A particular is called by its whole phrase, so that "Novak carried" stands in the name of what
// she carried. In the statement of that deed itself the name can go without.
//
// The hard bit is that a thing has one name in all its statements. Where the deed is the only
// one, the thing is renamed; where others need the whole name, the deed gets a thing of its
// own: two things kept apart cost a question one hop.
#include "loaders/extraction/plain_names.h"

#include <algorithm>
#include <map>

#include "loaders/extraction/names/things.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/paired_marks.h"

namespace lode {
namespace {

// How often statements name each node.
std::map<std::uint32_t, int> UsesOf(const std::vector<StatementRecord>& statements) {
  std::map<std::uint32_t, int> uses;
  for (const StatementRecord& statement : statements) {
    ++uses[statement.subject];
    if (statement.said_by != kNoNode) ++uses[statement.said_by];
    if (statement.object.is_node()) ++uses[statement.object.node];
    for (const auto& [role, value] : statement.qualifiers)
      if (value.is_node()) ++uses[value.node];
    for (const Argument& via : statement.via)
      if (via.is_node()) ++uses[via.node];
  }
  return uses;
}

// The clause below the head that holds the verb, 0 if none does.
int ClauseWith(const SentenceGraph& graph, int head, int verb) {
  for (int child : graph.children(head))
    if (child > head && graph.Is(child, "acl") && graph.Under(verb, child)) return child;
  return 0;
}

class PlainNames {
 public:
  PlainNames(std::vector<StatementRecord>& statements, const WordLists& lists,
             ArticleEntities& entities)
      : uses_(UsesOf(statements)), lists_(lists), entities_(entities) {
    for (const ArticleEntities::ParticularPlace& place : entities.Particulars())
      places_.emplace(place.node, place);
    for (StatementRecord& statement : statements) Name(statement);
  }

 private:
  void Name(StatementRecord& statement) {
    if (statement.predicate_span.empty()) return;
    if (statement.object.is_node())
      Name(statement, statement.object.node, statement.object_span, {});
    const bool itself = lists_.Has("told-by-itself", statement.predicate);
    if (statement.object.is_node())
      Name(statement, statement.subject, statement.subject_span,
           itself ? statement.object_span : Spans());
    // "a report saying that prices fell" reported that they did: the report.
    if (statement.extractor == "speech/1" || statement.extractor == "quote/1")
      Name(statement, statement.subject, statement.subject_span, {}, true);
    Spans none;
    if (statement.said_by != kNoNode) Name(statement, statement.said_by, none, {}, true);
  }

  // The part of the phrase that says what the statement says: the clause of its verb, or
  // the phrase that the other argument stands in. 0 if there is none.
  int OwnPart(const SentenceGraph& graph, int head, const StatementRecord& statement,
              const Spans& other) const {
    if (other.empty())
      return ClauseWith(graph, head, graph.WordAt(statement.predicate_span.front().begin));
    const int word = graph.WordAt(other.back().begin);
    for (int child : graph.children(head))
      if (child > head && graph.Is(child, "nmod") && graph.Under(word, child)) return child;
    return 0;
  }

  void Name(const StatementRecord& statement, std::uint32_t& node, Spans& span, const Spans& other,
            bool speaks = false) {
    const auto found = places_.find(node);
    if (found == places_.end() || statement.sentence != found->second.sentence + 1) return;
    const ArticleText& text = entities_.text();
    const int head = found->second.head;
    const SentenceGraph& graph = text.graphs[found->second.sentence];
    const int part = OwnPart(graph, head, statement, other);
    if (part == 0) return;
    const std::vector<int> whole = WholePhrase(graph, head);
    std::vector<int> words = whole;
    std::erase_if(words, [&](int word) { return graph.Under(word, part); });
    while (!words.empty() && graph.IsUpos(words.back(), "PUNCT")) words.pop_back();
    const bool plain = other.empty() && !speaks &&
                       words.size() == 1 &&  // "the gains": gains of what nothing tells
                       (TermType(graph, head, text.lexicon) == "topic" ||
                        graph.IsUpos(head, "DET") || graph.IsUpos(head, "PRON"));  // "those"
    if (words.empty() || plain) return;
    words = Balanced(graph, std::move(words));
    const std::string long_name = TermOf(graph, whole, text.lexicon);
    const std::string& known = entities_.nodes()[node].name;
    if (!known.ends_with(long_name)) return;
    const std::string name =
        known.substr(0, known.size() - long_name.size()) + TermOf(graph, words, text.lexicon);
    if (uses_[node] == 1)
      entities_.nodes()[node].name = name;
    else if (!lists_.Has("drawn-on", statement.predicate))
      node =
          entities_.ParticularAt(found->second.sentence, head, name, entities_.nodes()[node].type);
    else
      return;
    span = RunsOf(graph, words);
  }

  std::map<std::uint32_t, int> uses_;
  std::map<std::uint32_t, ArticleEntities::ParticularPlace> places_;
  const WordLists& lists_;
  ArticleEntities& entities_;
};

}  // namespace

void NameWithoutOwnDeed(std::vector<StatementRecord>& statements, const WordLists& lists,
                        ArticleEntities& entities) {
  PlainNames(statements, lists, entities);
}

}  // namespace lode
