// Resolves pronouns by agreement first and salience second.
//
// Agreement (person or thing, number, gender, the tree's own prohibitions) leaves a
// few candidates; salience ranks them: near sentences before far ones, subjects
// before objects before the rest, names before nouns. The weights were set on the
// development documents of GUM. The hard bit is "it", which as often as not goes back
// to no noun phrase at all: it is resolved only to a subject or to the one candidate.

#include "loaders/extraction/reference/pronouns.h"

#include <algorithm>
#include <string_view>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/reference/binding.h"
#include "loaders/extraction/reference/speaking_antecedents.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

PronounKind KindOf(std::string_view form, const EntityLexicon& lexicon) {
  const std::string word = FoldWord(form);
  if (lexicon.IsCue("he-pronoun", word)) return PronounKind::kHe;
  if (lexicon.IsCue("she-pronoun", word)) return PronounKind::kShe;
  if (lexicon.IsCue("it-pronoun", word)) return PronounKind::kIt;
  return lexicon.IsCue("they-pronoun", word) ? PronounKind::kThey : PronounKind::kNone;
}

bool Agrees(const Anaphor& anaphor, const Antecedent& candidate) {
  const std::string_view family = FamilyOf(candidate.type);
  switch (anaphor.kind) {
    case PronounKind::kHe:
    case PronounKind::kShe: {
      if (family != "person" || candidate.plural) return false;
      const Gender wanted = anaphor.kind == PronounKind::kHe ? Gender::kMale : Gender::kFemale;
      return candidate.gender == Gender::kUnknown || candidate.gender == wanted;
    }
    case PronounKind::kIt:
      return family != "person" && family != "group" &&
             (!candidate.plural || (candidate.is_name && family == "organization"));
    case PronounKind::kThey:
      return candidate.plural || candidate.collective || family == "group" ||
             family == "organization";
    case PronounKind::kNone: break;
  }
  return false;
}

// "… before they became law": what somebody cannot be.
bool IsUnlikely(const ArticleText& text, const SentenceGraph& graph, const Anaphor& anaphor,
                const Antecedent& candidate) {
  if (anaphor.kind != PronounKind::kThey || anaphor.governor == 0) return false;
  const std::string_view family = FamilyOf(candidate.type);
  if (family != "person" && family != "group") return false;
  const int predicate = graph.lemma(anaphor.governor) == "become"
                            ? graph.Child(anaphor.governor, "xcomp")
                            : (graph.Child(anaphor.governor, "cop") != 0 ? anaphor.governor : 0);
  if (!graph.IsUpos(predicate, "NOUN")) return false;
  const std::string_view type = text.lexicon.NounType(graph.lemma(predicate));
  return !type.empty() && FamilyOf(type) != "person" && FamilyOf(type) != "group" &&
         FamilyOf(type) != "organization" && text.lexicon.Role(graph.lemma(predicate)) == nullptr;
}

bool IsMainSubject(const SentenceGraph& graph, const Antecedent& candidate) {
  if (!candidate.is_subject) return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  return verb != 0 && (graph.Is(verb, "root") || graph.Is(verb, "conj"));
}

// The word that acts in the innermost clause round `word`, also where the clause has
// no subject of its own: "let Orrin sell its pumps", "Orrin, raising its prices, …". With `own`
// also of an infinitive hung beside the object: "pushed mills to use their own boats".
int ActorAround(const SentenceGraph& graph, int word, bool own) {
  int at = graph.head(word);
  for (int steps = 0; at != 0 && steps < 12; ++steps, at = graph.head(at)) {
    const int subject = graph.Child(at, "nsubj");
    if (subject != 0) {
      const bool object = graph.Is(graph.head(word), "obj");  // "Moe, who sold his pumps"
      const int actor = object ? graph.Antecedent(subject) : subject;
      return actor < word ? actor : 0;
    }
    const int parent = graph.head(at);
    if (parent == 0) return 0;
    const int object = graph.Child(parent, "obj");
    const bool late = own && graph.Is(at, "advcl") && graph.word(at).xpos == "VB" && object < at;
    if ((graph.Is(at, "xcomp") || late) && object != 0) return object;
    if (graph.Is(at, "acl") && graph.IsVerb(at) && graph.word(at).xpos == "VBG") return parent;
  }
  return 0;
}

// "Orrin opened the mill and it …": who acts in the clause before would not be named again.
bool IsSubjectOfClauseBefore(const SentenceGraph& graph, const Anaphor& anaphor,
                             const Antecedent& candidate) {
  if (anaphor.kind != PronounKind::kIt || !anaphor.subject ||
      candidate.sentence != anaphor.sentence || !candidate.is_subject || anaphor.governor == 0)
    return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  return graph.Is(anaphor.governor, "conj") && graph.head(anaphor.governor) == verb && verb != 0;
}

bool Acts(std::string_view kind) {
  return kind == "person" || kind == "organization" || kind == "place";
}

// Does what the model's entity head calls the pronoun speak against the candidate? Bodies
// and places are one to "it", and who acts is one to "they".
bool KindsClash(const Anaphor& anaphor, const Antecedent& candidate) {
  if (anaphor.kind != PronounKind::kIt && anaphor.kind != PronounKind::kThey) return false;
  if (anaphor.entity.empty() || candidate.kind.empty() || anaphor.entity == candidate.kind)
    return false;
  return !Acts(anaphor.entity) || !Acts(candidate.kind);
}

double KindAgreement(const Anaphor& anaphor, const Antecedent& candidate) {
  if (KindsClash(anaphor, candidate)) return -5;
  const bool thing = anaphor.kind == PronounKind::kIt || anaphor.kind == PronounKind::kThey;
  return thing && !candidate.kind.empty() && anaphor.entity == candidate.kind ? 5 : 0;
}

constexpr double kBodyLead = 12;

// "The bank … they": as often as not the people round it.
bool IsSingleBody(const Antecedent& candidate) {
  return !candidate.plural && !candidate.collective && FamilyOf(candidate.type) != "group";
}

// Who acts in the clause that the pronoun's own clause belongs to: "herds move when they are
// thirsty". 0 if none.
int ActorAbove(const SentenceGraph& graph, const Anaphor& anaphor) {
  if (!anaphor.subject || anaphor.governor == 0) return 0;
  const int clause = graph.FirstConjunct(anaphor.governor);
  if (!graph.Is(clause, "advcl")) return 0;
  const int above = graph.FirstConjunct(graph.head(clause));
  const int subject = above == 0 ? 0 : graph.Child(above, "nsubj");
  return subject < anaphor.word ? subject : 0;
}

// "While Moe said that Dahl had left, he stayed": who acts in the clause in front, and not who
// is told of in it.
bool ActsInClauseBefore(const SentenceGraph& graph, const Anaphor& anaphor,
                        const Antecedent& candidate) {
  if (!anaphor.subject || !candidate.is_subject || anaphor.governor == 0) return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  return verb != 0 && graph.Is(verb, "advcl") && verb < anaphor.word &&
         graph.head(verb) == anaphor.governor;
}

double Salience(const ArticleText& text, const Anaphor& anaphor, const Antecedent& candidate) {
  const SentenceGraph& graph = text.graphs[candidate.sentence];
  const auto distance = static_cast<double>(anaphor.sentence - candidate.sentence);
  double score = 100 - 10 * distance;
  if (candidate.is_subject)
    score += anaphor.subject ? 11 : 9;
  else if (candidate.is_object)
    score += 3;
  else if (candidate.is_possessor)
    score += anaphor.possessive ? 5 : 2;
  if (IsMainSubject(graph, candidate)) score += 3;
  const bool third = anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe;
  if (third && candidate.gender == Gender::kUnknown)
    score -= candidate.is_bare || !candidate.is_name ? 4 : 1;
  if (candidate.is_name) score += 4;
  if (anaphor.actor != 0 && distance == 0 && anaphor.actor == candidate.head) score += 5;
  if (distance == 0 && candidate.head == ActorAbove(graph, anaphor)) score += 8;
  if (distance == 0 && IsSpeakersOwn(graph, anaphor, candidate)) score += 12;
  if (distance == 0 && ActsInClauseBefore(graph, anaphor, candidate)) score += 8;
  if (candidate.in_quotes && !anaphor.in_quotes) score -= 5;
  if (distance == 0)
    score += 3 - 0.15 * (anaphor.word - candidate.head);
  else if (!candidate.is_subject)
    score -= 3;
  const std::string_view family = FamilyOf(candidate.type);
  if (anaphor.kind == PronounKind::kThey) {
    if (IsSingleBody(candidate)) score -= 6;
    if (family == "person" || family == "group" || family == "organization") score += 3;
    if (family == "event" || family == "topic" || family == "work") score -= 2;
  }
  const SentenceGraph& here = text.graphs[anaphor.sentence];
  if (anaphor.kind == PronounKind::kIt &&
      IsClosingSpeaker(graph, anaphor, candidate, here, text.lexicon))
    score -= 12;
  if (IsTextSpeaking(graph, anaphor, candidate, here, text.lexicon)) score -= 16;
  if (IsSubjectOfClauseBefore(graph, anaphor, candidate)) score -= 8;
  if (IsSpeakingWork(graph, here, anaphor, candidate, text.lexicon))
    score += 20;
  else
    score += KindAgreement(anaphor, candidate);
  if (anaphor.kind == PronounKind::kIt) {
    if (family == "organization" || candidate.type == "country") score += 2;
    if (family == "event" || family == "topic") score -= 2;
  }
  return score;
}

int Reach(const Anaphor& anaphor) {
  return anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe ? 3 : 1;
}

// "The shame of it is that … It": what is no thing that one could point at is as often as not
// passed over.
bool IsVague(const Anaphor& anaphor, const Antecedent& best) {
  return anaphor.kind == PronounKind::kIt && anaphor.subject && !best.is_name &&
         best.type == "topic";
}

// "Kelp's crew met Orrin Mills. They …": a name that did nothing, or is of one, is not "they".
bool IsLoneName(const Anaphor& anaphor, const Antecedent& best) {
  if (anaphor.kind != PronounKind::kThey || !anaphor.subject) return false;
  return (best.is_name && !best.is_subject) || IsSingleBody(best);
}

// "Crews left. Moe urged owners to go before they drown": in a clause below another, "they" of a
// sentence before are as often the many of this one, whatever speaks against these.
bool IsOutOfReach(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& best) {
  if (anaphor.kind != PronounKind::kThey || !anaphor.subject || best.sentence == anaphor.sentence)
    return false;
  const int clause = graph.FirstConjunct(anaphor.governor);
  if (!graph.Is(clause, "advcl") && !graph.Is(clause, "ccomp")) return false;
  for (int word = 1; word < anaphor.word; ++word)
    if (IsPlural(graph, word) || graph.IsUpos(word, "NUM")) return true;
  return false;
}

// Enough to choose the best although another is near?
bool IsSure(const Anaphor& anaphor, const Antecedent& best, double lead, bool only) {
  if (KindsClash(anaphor, best) && best.type != "work") return false;
  if (IsVague(anaphor, best) || IsLoneName(anaphor, best)) return false;
  if (only) return anaphor.kind != PronounKind::kIt || best.is_name || best.is_subject;
  switch (anaphor.kind) {
    case PronounKind::kHe:
    case PronounKind::kShe: return lead > 0.5;
    case PronounKind::kIt:
      return anaphor.subject ? lead > 6 && best.is_subject
                             : lead > 3 && (anaphor.possessive || best.is_subject);
    case PronounKind::kThey: return lead > (anaphor.subject ? 3 : 2);
    case PronounKind::kNone: break;
  }
  return false;
}

bool SameThing(const Antecedent& a, const Antecedent& b) {
  return a.node != kNoNode && a.node == b.node;
}

// "The man is tall, Kano said. He …", "Before Moe left, Kano said, he …": either.
bool IsContested(const ArticleText& text, const Anaphor& anaphor, const Antecedent& best,
                 const std::vector<Antecedent>& beside) {
  if (anaphor.kind != PronounKind::kHe && anaphor.kind != PronounKind::kShe) return false;
  const SentenceGraph& graph = text.graphs[best.sentence];
  const SentenceGraph& here = text.graphs[anaphor.sentence];
  const auto closes = [&](const Antecedent& candidate) {
    if (candidate.sentence != anaphor.sentence)
      return IsClosingSpeaker(graph, anaphor, candidate, here, text.lexicon);
    const int verb = VerbOf(graph, candidate);
    if (!candidate.is_subject || verb == 0) return false;
    if (graph.Is(verb, "parataxis")) return graph.head(verb) == anaphor.governor;
    return graph.Is(anaphor.governor, "ccomp") && graph.head(anaphor.governor) == verb &&
           graph.word(verb + 1).form == ",";
  };
  const auto acts = [&](const Antecedent& other) {
    return !SameThing(other, best) && other.head != best.head && other.is_subject &&
           Agrees(anaphor, other) &&
           (other.sentence != anaphor.sentence || other.head < anaphor.word);
  };
  return std::ranges::any_of(beside, [&](const Antecedent& other) {
    return acts(other) && (closes(best) || closes(other));
  });
}

}  // namespace

bool IsPersonalPronoun(const SentenceGraph& graph, int word, const EntityLexicon& lexicon) {
  if (!graph.IsUpos(word, "PRON")) return false;
  const std::string form = FoldWord(graph.word(word).form);
  if (lexicon.IsCue("no-pronoun", graph.word(word).form)) return false;
  return KindOf(form, lexicon) != PronounKind::kNone || lexicon.IsCue("talk-pronoun", form);
}

namespace {

// "It is prohibited to …", "It is true that …": a place-holder, though the tree may
// call it a subject.
bool IsPlaceholder(const SentenceGraph& graph, int word, const EntityLexicon& lexicon) {
  if (graph.Is(word, "expl")) return true;
  if (FoldWord(graph.word(word).form) != "it" || !graph.Is(word, "nsubj")) return false;
  const int governor = graph.head(word);
  if (governor == 0) return false;
  if (graph.Child(governor, "csubj") != 0) return true;
  const bool passive = graph.Child(governor, "aux:pass") != 0;
  const bool predicate = graph.Child(governor, "cop") != 0 && !graph.IsUpos(governor, "PROPN");
  return (passive || predicate || lexicon.IsCue("seeming", graph.lemma(governor))) &&
         (graph.Child(governor, "ccomp") != 0 || graph.Child(governor, "xcomp") != 0 ||
          (predicate && graph.Child(governor, "advcl") != 0));
}

}  // namespace

namespace {

// "While it has few mills, Orrin sells everywhere": a clause in front speaks of the
// subject of its sentence.
const Antecedent* SubjectAhead(const SentenceGraph& graph, const Anaphor& anaphor,
                               const std::vector<Antecedent>& candidates) {
  if (!anaphor.subject || (anaphor.kind != PronounKind::kIt && anaphor.kind != PronounKind::kThey))
    return nullptr;
  const int clause = anaphor.governor, main = clause == 0 ? 0 : graph.head(clause);
  if (main <= clause || !graph.Is(clause, "advcl") || graph.Child(clause, "mark") == 0)
    return nullptr;
  const int subject = graph.Child(main, "nsubj");
  if (subject < clause) return nullptr;
  for (const Antecedent& candidate : candidates)
    if (candidate.head == subject && Agrees(anaphor, candidate)) return &candidate;
  return nullptr;
}

}  // namespace

const Antecedent* AntecedentOf(const ArticleText& text, std::uint32_t sentence, int word,
                               bool in_quotes, const Antecedent* speaker,
                               std::set<std::uint32_t> named,
                               const std::vector<std::vector<Antecedent>>& candidates) {
  const SentenceGraph& graph = text.graphs[sentence];
  Anaphor anaphor{.sentence = sentence, .word = word};
  anaphor.kind = KindOf(graph.word(word).form, text.lexicon);
  if (anaphor.kind == PronounKind::kNone || IsPlaceholder(graph, word, text.lexicon))
    return nullptr;
  anaphor.subject = graph.Is(word, "nsubj");
  anaphor.possessive = graph.Is(word, "nmod:poss");
  anaphor.reflexive = text.lexicon.IsCue("reflexive", FoldWord(graph.word(word).form));
  anaphor.in_quotes = in_quotes;
  anaphor.governor = graph.head(word);
  const bool own = anaphor.possessive && word < graph.size() &&
                   text.lexicon.IsCue("own", FoldWord(graph.word(word + 1).form));
  if (anaphor.possessive) anaphor.actor = ActorAround(graph, word, own);
  for (const Mention& nominal : text.sentences[sentence].nominals)
    if (nominal.first == word && nominal.last == word) anaphor.entity = nominal.type;

  if (const Antecedent* ahead = SubjectAhead(graph, anaphor, candidates[sentence])) return ahead;
  if (const Antecedent* behind = SubjectBehind(graph, anaphor, candidates[sentence])) return behind;
  named.merge(NamedBelow(graph, anaphor, candidates[sentence]));
  // Nobody says "he" of himself.
  const bool third = anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe;
  const auto speaks = [&](const Antecedent& candidate) {
    return third && speaker != nullptr && (&candidate == speaker || SameThing(candidate, *speaker));
  };
  const Antecedent* best = nullptr;
  double best_score = 0, second_score = 0;
  bool only = true;
  double many = 0;       // the best of the plurals
  double ruled_out = 0;  // the best of the names below
  const bool is_thing = anaphor.kind == PronounKind::kIt || anaphor.kind == PronounKind::kThey;
  for (int back = 0; back <= Reach(anaphor) && back <= static_cast<int>(sentence); ++back) {
    for (const Antecedent& candidate : candidates[sentence - static_cast<std::uint32_t>(back)]) {
      if (!Agrees(anaphor, candidate) || (in_quotes && !candidate.in_quotes && is_thing) ||
          IsForbidden(graph, anaphor, candidate, text.lexicon) ||
          IsUnlikely(text, graph, anaphor, candidate) || speaks(candidate) ||
          (own && anaphor.actor != 0 &&
           (candidate.sentence != sentence || candidate.head != anaphor.actor)) ||
          (candidate.sentence == sentence &&
           IsTextSpeaking(graph, anaphor, candidate, graph, text.lexicon)) ||
          (is_thing && IsReporter(graph, anaphor, candidate)) ||
          IsSilentWork(text.graphs[candidate.sentence], graph, anaphor, candidate, text.lexicon))
        continue;
      const double score = Salience(text, anaphor, candidate);
      if (named.contains(candidate.node)) {
        ruled_out = std::max(ruled_out, score);
        continue;
      }
      if (candidate.plural) many = std::max(many, score);
      if (best != nullptr && SameThing(*best, candidate)) {
        best_score = std::max(best_score, score);
        continue;
      }
      if (best == nullptr || score > best_score) {
        if (best != nullptr) only = false;
        second_score = best_score;
        best = &candidate;
        best_score = score;
      } else {
        only = false;
        second_score = std::max(second_score, score);
      }
    }
  }
  if (best != nullptr && anaphor.kind == PronounKind::kThey && IsSingleBody(*best) &&
      many > best_score - kBodyLead && !SaysSo(graph, anaphor, *best))
    return nullptr;  // the body, or the many beside it
  if (best == nullptr || (ruled_out > best_score && !best->is_name)) return nullptr;
  // "The door was open, Moe said. He …": whoever the sentence before was about.
  if (third && best->sentence != sentence && !in_quotes &&
      IsClosingSpeaker(text.graphs[best->sentence], anaphor, *best, graph, text.lexicon))
    return nullptr;
  if (IsSpeakingWork(text.graphs[best->sentence], graph, anaphor, *best, text.lexicon)) return best;
  if (!IsSure(anaphor, *best, best_score - second_score, only) ||
      IsOutOfReach(graph, anaphor, *best) ||
      IsContested(text, anaphor, *best, candidates[best->sentence]))
    return nullptr;
  return best;
}

}  // namespace lode
