// A thing without a name is called by its whole phrase, clause and all. Whether the clause is
// worth a statement of its own turns on whether it tells what happened to these things, or only
// which kind is meant: "three men who fled" did flee, "men who flee" need not be there at all.
#include "loaders/extraction/told_in_name.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Is the noun one thing, or so many of them: "a blast", "the three men", "its rules"? Not
// "men", "any man", "a man" of a class.
bool IsCertain(const SentenceGraph& graph, int noun, const WordLists& lists) {
  // "a year spent on it", "the only one who came"
  if (!graph.IsUpos(noun, "NOUN") || KindOf(graph, noun) == "time") return false;
  bool pointed = false;
  for (int child : graph.children(noun)) {
    if (child > noun) continue;
    if (graph.Is(child, "det")) {
      if (!lists.Has("certain-article", graph.lemma(child))) return false;
      pointed = pointed || graph.word(noun).xpos == "NN" ||
                lists.Find("certain-article", graph.lemma(child)) == "many";
    }
    pointed = pointed || graph.Is(child, "nummod") || graph.word(child).deprel == "nmod:poss";
  }
  return pointed;
}

// "The firm built a test that finds it": there is one, so that what it does now is told of it.
bool IsThere(const SentenceGraph& graph, int noun) {
  const int verb = graph.head(noun);
  return graph.Is(noun, "obj") && graph.IsVerb(verb) && IsToldInPast(graph, verb) &&
         graph.word(noun).xpos == "NN";
}

// Does the clause below the noun tell what came to pass?
bool TellsNews(const SentenceGraph& graph, int verb, const StatementRecord& statement,
               const WordLists& lists) {
  const std::string& relation = graph.word(verb).deprel;
  if ((relation != "acl:relcl" && relation != "acl") || !graph.IsVerb(verb)) return false;
  if (statement.predicate == "be" || graph.Child(verb, "mark") != 0) return false;
  const bool deed =
      !statement.object.is_node() && statement.object.literal.kind == ValueKind::kBoolean;
  if (deed && !statement.time) return false;
  if (!IsCertain(graph, graph.head(verb), lists)) return false;
  if (relation == "acl:relcl" && IsAfterComma(graph, verb)) return true;
  if (relation == "acl") return graph.word(verb).xpos != "VB";
  return IsToldInPast(graph, verb) || IsThere(graph, graph.head(verb));
}

}  // namespace

bool IsToldInName(const ReadingContext& context, const StatementRecord& statement) {
  const WordLists& lists = context.rules.lists;
  if (statement.extractor != "clause/1" || statement.predicate_span.empty() ||
      lists.Has("drawn-on", statement.predicate))
    return false;
  const SentenceGraph& graph = context.graphs[statement.sentence - 1];
  const int verb = graph.WordAt(statement.predicate_span.front().begin);
  const bool relative = graph.word(verb).deprel == "acl:relcl";
  const auto is_named = [&](std::uint32_t node) {
    return IsNamed(context.entities.nodes()[node].identity);
  };
  if (relative && statement.predicate != "be" && statement.object.is_node() &&
      is_named(statement.object.node))
    return false;
  if (Holds(statement.subject_span, statement.predicate_span) &&
      Holds(statement.subject_span, statement.object_span))
    return !TellsNews(graph, verb, statement, lists);
  // "schools -have-> the role schools have": neither do the object's.
  return relative && !is_named(statement.subject) &&
         Holds(statement.object_span, statement.predicate_span) &&
         Holds(statement.object_span, statement.subject_span);
}

}  // namespace lode
