// Verbs that name a thing or lay a deed on somebody: "called it a mistake", "accused him of
// taking bribes", "urged the council to buy". What they are called, are said to have done
// or shall do is the claim of whoever calls, accuses or urges.
#include <algorithm>
#include <utility>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/speech/speech_reader.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

std::vector<int> Doers(SpeechReader& reader, int verb) {
  std::vector<int> doers = IsPassive(reader.graph, verb)
                               ? AgentsOf(reader.graph, verb)
                               : SpeakersOfVerb(reader.graph, verb, reader.lists);
  std::erase_if(doers, [&](int w) {
    const Voice voice = reader.VoiceAt(w);
    return (voice != Voice::kAnimate && voice != Voice::kDocument) ||
           IsNegatedArgument(reader.graph, w, reader.lists);  // "no one criticized Kano for"
  });
  return doers;
}

// "urged them to sell, as prices were falling": what the text says beside the deed.
std::vector<int> Circumstances(const SentenceGraph& graph, int deed, const WordLists& lists) {
  std::vector<int> out;
  for (int word : graph.Subtree(deed)) {
    const int mark = graph.Child(word, "mark");
    if (word < deed || !graph.Is(word, "advcl") || mark == 0 || graph.Child(word, "nsubj") == 0 ||
        IsInfinitive(graph, word))
      continue;
    const std::string& lemma = graph.lemma(mark);
    if (!lists.Has("no-circumstance", lemma)) out.push_back(word);
  }
  return out;
}

// The thing named and the name: "called the plan a mistake", "described it as unfair".
std::pair<int, int> ThingAndName(const SentenceGraph& graph, int verb, const WordLists& lists) {
  int object = graph.Child(verb, IsPassive(graph, verb) ? "nsubj:pass" : "obj"),
      name = graph.Child(verb, "xcomp");
  for (int child : graph.children(verb))  // two objects
    if (name == 0 && object != 0 && child > object && graph.Is(child, "obj")) name = child;
  if (name == 0 && graph.Child(verb, "iobj") != 0)
    name = std::exchange(object, graph.Child(verb, "iobj"));
  for (int child : graph.children(verb))
    if (name == 0 && (graph.Is(child, "obl") || graph.Is(child, "advcl")) &&
        (graph.Preposition(child) == "as" || graph.Child(child, "mark", "as") != 0))
      name = child;
  const bool as = name != 0 && (graph.Preposition(name) == "as" || graph.Child(name, "mark", "as"));
  if (!as && lists.Has("naming-as", graph.lemma(verb))) name = 0;  // "saw the man run"
  return {object, name};
}

}  // namespace

void ReadNaming(SpeechReader& reader, int verb) {
  const SentenceGraph& graph = reader.graph;
  if (!reader.lists.Has("naming", graph.lemma(verb))) return;
  const auto [object, name] = ThingAndName(graph, verb, reader.lists);
  if (object == 0 || name == 0 || IsInfinitive(graph, name) || graph.IsUpos(name, "VERB")) return;
  const std::vector<int> doers = Doers(reader, verb);
  if (doers.empty() || reader.VoiceAt(doers.front()) != Voice::kAnimate) return;
  SpeechAct act =
      reader.Act(SpeechKind::kNaming, verb, reader.lists.Find("naming", graph.lemma(verb)),
                 WithParticle(graph, verb, reader.lists));
  if (!reader.SetSpeakers(act, doers)) return;
  act.content[reader.index] = graph.Subtree(name);
  reader.acts.push_back(std::move(act));
}

void ReadDeed(SpeechReader& reader, int verb) {
  const SentenceGraph& graph = reader.graph;
  const bool accuses = reader.lists.Has("accusing", graph.lemma(verb));
  const bool expects = !IsPassive(graph, verb) && graph.Child(verb, "obj") != 0 &&
                       reader.lists.Has("expecting", graph.lemma(verb));
  bool urges = reader.lists.Has("urging", WithParticle(graph, verb, reader.lists));
  for (int child : graph.children(verb))  // "called on the council to buy"
    if (graph.Is(child, "obl"))
      urges =
          urges || reader.lists.Has("urging", graph.lemma(verb) + " " + graph.Preposition(child));
  for (int child : graph.children(verb))  // "called for the mill to be sold"
    if (const int marker = ForOfInfinitive(graph, child))
      urges = urges || reader.lists.Has("urging", graph.lemma(verb) + " " + graph.lemma(marker));
  if (!accuses && !urges && !expects) return;
  if (IsInfinitive(graph, verb) &&
      FactualityOf(graph, verb, reader.lists).modality == Modality::kDemanded)
    return;  // "asked the court to order him to pay": the court has not spoken
  std::vector<int> deeds;
  const auto look = [&](int head) {
    for (int child : graph.children(head)) {
      const bool clause = graph.Is(child, "advcl") || graph.Is(child, "obl") ||
                          graph.Is(child, "xcomp") || graph.Is(child, "acl");
      const bool gerund = graph.word(child).xpos == "VBG" && child > verb &&
                          (graph.Child(child, "mark") != 0 || graph.Child(child, "case") != 0);
      const bool called_for = urges && ForOfInfinitive(graph, child) != 0;
      if (called_for) deeds.push_back(child);
      if (!called_for && clause &&
          ((accuses && gerund) || (urges && IsInfinitive(graph, child)) ||
           (expects && graph.Is(child, "xcomp") && IsInfinitive(graph, child))))
        deeds.push_back(child);
    }
  };
  look(verb);
  for (int child : graph.children(verb))
    if (graph.Is(child, "obj") || graph.Is(child, "obl") || graph.Is(child, "iobj")) look(child);
  const bool has_target =
      std::any_of(deeds.begin(), deeds.end(),
                  [&](int deed) { return ForOfInfinitive(graph, deed) != 0; }) ||
      graph.Child(verb, "obj") != 0 || graph.Child(verb, "iobj") != 0 ||
      graph.Child(verb, "obl") != 0 || IsPassive(graph, verb);
  const std::vector<int> doers = Doers(reader, verb);
  if (deeds.empty() || doers.empty() || !has_target) return;
  SpeechAct act = reader.Act(SpeechKind::kDeed, verb, accuses ? "accused" : "asked",
                             WithParticle(graph, verb, reader.lists));
  if (!reader.SetSpeakers(act, doers)) return;
  for (int deed : deeds)
    AddWords(act.content[reader.index],
             graph.Subtree(deed, Circumstances(graph, deed, reader.lists)));
  reader.acts.push_back(std::move(act));
}

void ReadStance(SpeechReader& reader, int word) {
  const SentenceGraph& graph = reader.graph;
  const std::string_view predicate = reader.lists.Find("stance", FoldWord(graph.word(word).form));
  const int content = graph.Child(word, "ccomp");
  if (predicate.empty() || content < word || graph.Child(content, "nsubj") == 0) return;
  const int holder = graph.Is(word, "xcomp") ? graph.head(word) : word;  // "made clear that"
  if (reader.lists.Has("adjective-that", graph.lemma(holder) + " " + graph.lemma(word)))
    return;  // "made sure that": a deed
  std::vector<int> speakers = SpeakersOfVerb(graph, holder, reader.lists);
  if (speakers.empty() && graph.Child(holder, "nsubj") != 0)
    speakers = {graph.Child(holder, "nsubj")};
  std::erase_if(speakers, [&](int w) { return reader.VoiceAt(w) != Voice::kAnimate; });
  const Factuality stands = FactualityOf(graph, holder, reader.lists);
  if (stands.modality != Modality::kActual) return;  // "can be sure that"
  const bool less = std::ranges::any_of(graph.children(word), [&](int degree) {
    return graph.Is(degree, "advmod") && reader.lists.Has("lessened", graph.lemma(degree));
  });
  const bool holds = stands.polarity == Polarity::kAffirmed && !less;
  SpeechAct act = reader.Act(holds ? SpeechKind::kClause : SpeechKind::kDeed, word, predicate,
                             FoldWord(graph.word(word).form));
  if (!reader.SetSpeakers(act, speakers)) return;
  act.content[reader.index] = graph.Subtree(content);
  reader.acts.push_back(std::move(act));
}

}  // namespace lode
