// Whom an infinitive is asked of: "urged the board to sell", "called on the board to sell".
#include <string>
#include <string_view>

#include "loaders/extraction/clauses/control.h"
#include "loaders/extraction/clauses/open_actor.h"

namespace lode {

int AskedToAct(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int verb = graph.head(predicate);
  const int object = graph.Child(verb, "obj");
  if (lists.Has("object-control", graph.lemma(verb)))
    for (int whom : {object, graph.Child(verb, "iobj")})
      if (whom != 0 && whom < predicate) return whom;
  const std::string_view effect = lists.Find("verb", graph.lemma(verb));
  if (object != 0 && object < predicate && effect == "demanded" &&
      !(graph.Is(predicate, "advcl") && IsThing(graph, object, lists)))
    return object;  // but "called the helpline to talk"
  for (int child : graph.children(verb)) {
    if (!graph.Is(child, "obl") || child > predicate || child < verb) continue;
    const std::string preposition = graph.Preposition(child);
    const std::string kind = KindOf(graph, child);
    if (lists.Has("relied-on", graph.lemma(verb) + " " + preposition) &&
        (kind == "organization" || lists.Has("who-kind", kind)))
      return child;
    if (effect != "demanded") continue;
    if (lists.Has("asked-preposition", preposition) ||
        lists.Has("urging", graph.lemma(verb) + " " + preposition))
      return child;
  }
  return 0;
}

}  // namespace lode
