// A question that goes by way of an unnamed event finds its way: what the phrase of a
// particular holds is linked to it. Which preposition links how is in light.list; things
// one can touch are left out, since "on" and "with" are places and parts there.
#include <string_view>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/nominals/nominal_writer.h"
#include "loaders/extraction/words/schema_mapping.h"

namespace lode {
namespace {

constexpr double kConfidence = 0.8;

bool IsHappening(std::string_view type) {
  return type == "topic" || type == "event" || type == "work";
}

class Linker {
 public:
  Linker(NominalWriter& writer, const WordLists& lists) : writer_(writer), lists_(lists) {}

  void Read(const ArticleEntities::ParticularPlace& particular) {
    const std::string type = writer_.entities().nodes()[particular.node].type;
    if (!IsHappening(type)) return;
    const SentenceGraph& graph = writer_.graph(particular.sentence);
    for (int child : graph.children(particular.head)) {
      if (!graph.Is(child, "nmod")) continue;
      const bool owner = graph.word(child).deprel == "nmod:poss";
      const std::string preposition = owner ? "'s" : graph.Preposition(child);
      std::string_view link = lists_.Find("particular-link", preposition);
      if (link == "shared") link = type == "topic" ? "" : "involves";
      if ((link == "matter" || link == "involves") && !IsMatter(graph, particular.head)) continue;
      const bool where = link == "matter";
      if (where) link = "concerns";
      if (link.empty() || (owner && graph.IsUpos(child, "PRON"))) continue;
      for (int part : graph.Conjuncts(child))
        if (LeadsOn(particular, link, part) && !(where && IsSpot(particular, part)))
          Link(particular, link, part, graph.Child(child, "case"));
    }
  }

 private:
  // A link leads to somebody or to something that has a name; that questions about prices
  // concern prices, only talks and trials are worth saying of.
  bool LeadsOn(const ArticleEntities::ParticularPlace& particular, std::string_view link,
               int part) const {
    const SentenceGraph& graph = writer_.graph(particular.sentence);
    if (graph.IsUpos(part, "PROPN")) return true;
    if (link == "involves") return IsType(writer_.TypeAt(particular.sentence, part), "agent");
    return graph.Child(part, "nmod:poss") == 0 &&
           writer_.entities().nodes()[particular.node].type == "event" &&
           !lists_.Has("nominal", graph.lemma(particular.head));
  }

  // "a march on Mill Street": where it is, not what it is about. A country can be its matter.
  bool IsSpot(const ArticleEntities::ParticularPlace& particular, int part) const {
    return IsType(writer_.TypeAt(particular.sentence, part), "facility");
  }

  // "talks", "ban", "report": what has a matter.
  bool IsMatter(const SentenceGraph& graph, int head) const {
    const std::string& noun = graph.lemma(head);
    const std::string_view type = writer_.lexicon().NounType(noun);
    return type == "event" || type == "work" || lists_.Has("nominal", noun) ||
           lists_.Has("speech-noun", noun) || lists_.Has("noun", noun);
  }

  void Link(const ArticleEntities::ParticularPlace& particular, std::string_view link, int part,
            int marker) {
    StatementRecord* statement =
        writer_.Relate(particular.sentence, particular.head, link, part, marker, kConfidence);
    if (statement != nullptr && statement->relation.empty()) statement->relation = link;
  }

  NominalWriter& writer_;
  const WordLists& lists_;
};

}  // namespace

void WriteParticularLinks(NominalWriter& writer, const WordLists& lists) {
  Linker linker(writer, lists);
  for (const ArticleEntities::ParticularPlace& particular : writer.entities().Particulars())
    linker.Read(particular);
}

}  // namespace lode
