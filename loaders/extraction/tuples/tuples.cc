// Drafts from clauses and noun phrases, spelt, each once.
#include "loaders/extraction/tuples/tuples.h"

#include <algorithm>
#include <set>

#include "loaders/extraction/tuples/clause_tuples.h"
#include "loaders/extraction/tuples/noun_tuples.h"
#include "loaders/extraction/tuples/tuple_confidence.h"
#include "loaders/extraction/words/extent.h"

namespace lode {
namespace {

std::string Spelt(const SentenceGraph& graph, const TuplePhrase& phrase) {
  const std::string words = TextOf(graph, phrase.words);
  if (phrase.put_in.empty() || words.empty()) return phrase.put_in + words;
  return phrase.put_in + " " + words;
}

}  // namespace

std::vector<OpenTuple> FindTuples(const SentenceGraph& graph, const WordLists& lists,
                                  TupleArguments arguments) {
  std::vector<DraftTuple> drafts;
  AddClauseTuples(graph, lists, arguments, drafts);
  AddNounTuples(graph, lists, arguments, drafts);
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const DraftTuple& a, const DraftTuple& b) { return a.anchor < b.anchor; });
  std::vector<OpenTuple> out;
  std::set<std::string> seen;
  for (const DraftTuple& draft : drafts) {
    OpenTuple tuple;
    tuple.subject = Spelt(graph, draft.subject);
    tuple.relation = Spelt(graph, draft.relation);
    for (const TuplePhrase& object : draft.objects) {
      std::string text = Spelt(graph, object);
      if (!text.empty()) tuple.objects.push_back(std::move(text));
    }
    if (tuple.subject.empty() || tuple.relation.empty() || tuple.objects.empty()) continue;
    std::string key = tuple.subject + '\t' + tuple.relation;
    for (const std::string& object : tuple.objects) key += '\t' + object;
    if (!seen.insert(std::move(key)).second) continue;
    tuple.confidence = TupleConfidence(graph, draft);
    out.push_back(std::move(tuple));
  }
  return out;
}

}  // namespace lode
