// Resolves pronouns and descriptions.
//
// One walk through the article: what is resolved becomes a candidate for what comes
// later ("Orrin … the company … it").

#include "loaders/extraction/reference/anaphora.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/names/term_acronyms.h"
#include "loaders/extraction/names/things.h"
#include "loaders/extraction/reference/antecedents.h"
#include "loaders/extraction/reference/descriptions.h"
#include "loaders/extraction/reference/pronouns.h"
#include "loaders/extraction/reference/quote_speakers.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::uint32_t kGenderReach = 3;  // sentences back that a pronoun looks

// "one of the protesters": the protesters; 0 if the word selects from none.
int SelectedFrom(const SentenceGraph& graph, int word) {
  if (!graph.IsUpos(word, "NUM") || graph.lemma(word) != "one") return 0;
  for (int child : graph.children(word))
    if (child > word && graph.Is(child, "nmod") && graph.Preposition(child) == "of") return child;
  return 0;
}

class AnaphoraResolver {
 public:
  AnaphoraResolver(const ArticleText& text, const std::vector<MentionDraft>& names,
                   const std::vector<NameCluster>& clusters, ArticleEntities& entities)
      : text_(text),
        entities_(entities),
        candidates_(FindAntecedents(text, names, clusters)),
        descriptions_(text, names, clusters, candidates_),
        quoted_(QuotedWords(text)),
        spoken_by_(QuoteSpeakers(text, quoted_)),
        acronyms_(FindTermAcronyms(text)) {
    for (const TermAcronym& acronym : acronyms_)
      acronym_nodes_.push_back(TermNodeOf(text, acronym, entities));
  }

  void Run() {
    for (std::uint32_t i = 0; i < text_.graphs.size(); ++i) {
      const SentenceGraph& graph = text_.graphs[i];
      TellGenders(i);
      for (int word = 1; word <= graph.size(); ++word) {
        if (ResolveAcronym(i, word)) continue;
        if (IsPersonalPronoun(graph, word, text_.lexicon))
          ResolvePronoun(i, word);
        else if (graph.IsUpos(word, "NOUN") || IsLoneTitle(graph, i, word) ||
                 SelectedFrom(graph, word) != 0)
          ResolveNoun(i, word);
      }
    }
  }

 private:
  void ResolvePronoun(std::uint32_t sentence, int word);
  void LearnGender(std::uint32_t sentence, const Antecedent& found);
  void TellGenders(std::uint32_t sentence);
  std::set<std::uint32_t> NamedInWordsOf(std::uint32_t sentence, int speaker) const;
  bool ResolveAcronym(std::uint32_t sentence, int word);
  void ResolveNoun(std::uint32_t sentence, int word);
  bool IsLoneTitle(const SentenceGraph& graph, std::uint32_t sentence, int word);
  std::uint32_t NamedProduct(const SentenceGraph& graph, std::uint32_t sentence, int word) const;
  std::uint32_t AppositeName(const SentenceGraph& graph, std::uint32_t sentence, int word) const;
  std::uint32_t NamedAt(std::uint32_t sentence, int name, std::string_view type) const;
  void Add(std::uint32_t sentence, int word, WordRange range, MentionKind kind, std::uint32_t node);
  Antecedent* CandidateAt(std::uint32_t sentence, int word);

  const ArticleText& text_;
  ArticleEntities& entities_;
  std::vector<std::vector<Antecedent>> candidates_;
  const Descriptions descriptions_;  // sees the candidates as they grow
  std::vector<std::vector<bool>> quoted_;
  std::vector<std::vector<SpokenBy>> spoken_by_;
  const std::vector<TermAcronym> acronyms_;
  std::vector<std::uint32_t> acronym_nodes_;
  std::map<std::uint32_t, Gender> genders_;           // node -> what its pronouns told
  std::set<std::pair<std::uint32_t, int>> resolved_;  // pronouns: (sentence, word)
};

Antecedent* AnaphoraResolver::CandidateAt(std::uint32_t sentence, int word) {
  for (Antecedent& candidate : candidates_[sentence])
    if (candidate.head == word) return &candidate;
  return nullptr;
}

void AnaphoraResolver::Add(std::uint32_t sentence, int word, WordRange range, MentionKind kind,
                           std::uint32_t node) {
  EntityMention mention;
  mention.sentence = sentence;
  mention.head = word;
  mention.first = range.first;
  mention.last = range.last;
  mention.kind = kind;
  mention.node = node;
  if (node != kNoNode) mention.type = entities_.nodes()[node].type;
  entities_.Add(std::move(mention));
}

// Who is named in what the speaker says in his paragraph: "“Moe is tired,” he said" is not Moe.
std::set<std::uint32_t> AnaphoraResolver::NamedInWordsOf(std::uint32_t sentence,
                                                         int speaker) const {
  std::set<std::uint32_t> named;
  const int block = text_.sentences[sentence].block;
  const auto add = [&](std::uint32_t at) {
    for (const Antecedent& name : candidates_[at])
      if (name.is_name && !name.is_row && !text_.graphs[at].Is(name.head, "compound") &&
          spoken_by_[at][static_cast<std::size_t>(name.head)] == SpokenBy{sentence, speaker})
        named.insert(name.node);
  };
  for (std::uint32_t at = sentence + 1; at-- > 0 && text_.sentences[at].block == block;) add(at);
  for (std::uint32_t at = sentence + 1;
       at < text_.sentences.size() && text_.sentences[at].block == block; ++at)
    add(at);
  return named;
}

// Whoever was "she" once is not "he" later.
void AnaphoraResolver::LearnGender(std::uint32_t sentence, const Antecedent& found) {
  if (found.gender == Gender::kUnknown || found.node == kNoNode ||
      !genders_.emplace(found.node, found.gender).second)
    return;
  for (std::uint32_t at = sentence < kGenderReach ? 0 : sentence - kGenderReach; at <= sentence;
       ++at)
    TellGenders(at);
}

void AnaphoraResolver::TellGenders(std::uint32_t sentence) {
  for (Antecedent& candidate : candidates_[sentence])
    if (candidate.gender == Gender::kUnknown)
      if (const auto known = genders_.find(candidate.node); known != genders_.end())
        candidate.gender = known->second;
}

void AnaphoraResolver::ResolvePronoun(std::uint32_t sentence, int word) {
  if (!resolved_.insert({sentence, word}).second) return;
  const bool in_quotes = quoted_[sentence][static_cast<std::size_t>(word)];
  const auto [where, who] = spoken_by_[sentence][static_cast<std::size_t>(word)];
  // "“He is tired,” he said": who speaks is known before whom he speaks of.
  if (who != 0 && IsPersonalPronoun(text_.graphs[where], who, text_.lexicon))
    ResolvePronoun(where, who);
  const Antecedent* speaker = who == 0 ? nullptr : CandidateAt(where, who);
  if (who != 0 && speaker == nullptr)  // "her mother, Ana Kano, said"
    for (int child : text_.graphs[where].children(who))
      if (speaker == nullptr && child > who) speaker = CandidateAt(where, child);
  const Antecedent* found = AntecedentOf(text_, sentence, word, in_quotes, speaker,
                                         NamedInWordsOf(sentence, word), candidates_);
  std::uint32_t node = kNoNode;
  if (found != nullptr && !found->is_row)
    node = found->node != kNoNode ? found->node : entities_.NodeFor(found->sentence, found->head);
  Add(sentence, word, {word, word}, MentionKind::kPronoun, node);
  if (node == kNoNode) return;
  // The next pronoun may go back to this one.
  const SentenceGraph& graph = text_.graphs[sentence];
  Antecedent again = *found;
  again.sentence = sentence;
  again.head = word;
  again.node = node;
  again.is_subject = graph.Is(word, "nsubj");
  again.is_object = graph.Is(word, "obj");
  again.is_possessor = graph.Is(word, "nmod:poss");
  again.in_quotes = in_quotes;
  const std::string form = FoldWord(graph.word(word).form);
  if (text_.lexicon.IsCue("he-pronoun", form)) again.gender = Gender::kMale;
  if (text_.lexicon.IsCue("she-pronoun", form)) again.gender = Gender::kFemale;
  if (Antecedent* first = CandidateAt(found->sentence, found->head)) first->node = node;
  if (again.is_name || again.is_subject) LearnGender(sentence, again);
  candidates_[sentence].push_back(std::move(again));
}

// The letters, and the words that they stand for, are one term.
bool AnaphoraResolver::ResolveAcronym(std::uint32_t sentence, int word) {
  const SentenceGraph& graph = text_.graphs[sentence];
  const TermAcronym* acronym = TermAcronymAt(acronyms_, graph.word(word).form);
  const bool modifies = graph.Is(word, "compound") && graph.head(word) > word;
  if (acronym != nullptr && !modifies) {
    const std::uint32_t node = acronym_nodes_[static_cast<std::size_t>(acronym - acronyms_.data())];
    Add(sentence, word, {word, word}, MentionKind::kNominal, node);
    entities_.AddForm(node, graph.word(word).form, true);
    return true;
  }
  for (std::size_t i = 0; i < acronyms_.size(); ++i) {
    if (acronyms_[i].sentence != sentence || acronyms_[i].head != word) continue;
    Add(sentence, word, {acronyms_[i].spelled, word}, MentionKind::kNominal, acronym_nodes_[i]);
    entities_.AddForm(acronym_nodes_[i], PhraseText(graph, {acronyms_[i].spelled, word}), true);
    return true;
  }
  return false;
}

// "X9 chips": a product's name before the noun for what it is.
std::uint32_t AnaphoraResolver::NamedProduct(const SentenceGraph& graph, std::uint32_t sentence,
                                             int word) const {
  if (text_.lexicon.NounType(graph.lemma(word)) != "product") return kNoNode;
  for (int child : graph.children(word)) {
    if (child > word || !graph.Is(child, "compound")) continue;
    for (const Antecedent& name : candidates_[sentence])
      if (name.is_name && name.head == child && name.type == "product") return name.node;
  }
  return kNoNode;
}

// The node of the name with that head, if it may be of that type.
std::uint32_t AnaphoraResolver::NamedAt(std::uint32_t sentence, int name,
                                        std::string_view type) const {
  for (const Antecedent& candidate : candidates_[sentence])
    if (candidate.is_name && candidate.head == name && candidate.type != "topic" &&
        FamilyOf(candidate.type) == FamilyOf(type))
      return candidate.node;
  return kNoNode;
}

// "the firm's founder, Ana Rivera": the noun stands for the name beside it.
std::uint32_t AnaphoraResolver::AppositeName(const SentenceGraph& graph, std::uint32_t sentence,
                                             int word) const {
  if (IsPlural(graph, word) || graph.Child(word, "cop") != 0) return kNoNode;
  const int selected = SelectedFrom(graph, word);
  const std::string& noun = graph.lemma(selected != 0 ? selected : word);
  std::string_view type = text_.lexicon.NounType(noun);
  if (text_.lexicon.Role(noun) != nullptr) type = "person";
  if (type.empty()) return kNoNode;
  // "Orrin, a Danish chipmaker, …"
  if (graph.Is(word, "appos") && graph.head(word) < word) {
    const std::uint32_t node = NamedAt(sentence, graph.head(word), type);
    // "developer": a person or a company
    return node != kNoNode
               ? node
               : NamedAt(sentence, graph.head(word), text_.lexicon.NounType(graph.lemma(word)));
  }
  int name = graph.Child(word, "appos");
  // "the host, board member Ana Rivera": by way of what else she is.
  if (const int inner = graph.Child(name, "appos"); graph.IsUpos(name, "NOUN") && inner > name)
    name = inner;
  // "the firm's founder, Ana Rivera said", where the tree makes two subjects of it.
  if (const int next = word + 2; name == 0 && next <= graph.size() && graph.Is(word, "nsubj") &&
                                 graph.Is(next, "nsubj") && graph.head(next) == graph.head(word) &&
                                 graph.word(word + 1).form == "," && graph.head(word) > next)
    name = next;
  // "chief executive Ana Rivera", where the tree makes one name of it.
  if (name == 0 && type == "person") name = graph.Child(word, "flat");
  // "chief executive Ana Rivera", where the tree makes two subjects of it.
  const bool title_like = word < graph.size() && graph.head(word) == graph.head(word + 1) &&
                          graph.IsUpos(word + 1, "PROPN") && graph.word(word).space_after &&
                          text_.lexicon.Role(graph.lemma(word)) != nullptr;
  if (name == 0 && title_like) name = word + 1;
  const bool several = graph.Is(name, "appos") && graph.Child(name, "conj") != 0;
  if (name < word || several || graph.word(name - 1).form == "(") return kNoNode;
  return NamedAt(sentence, name, type);
}

// "Deputy Commissioner Rivera", where the tree has the title for the name's head.
bool AnaphoraResolver::IsLoneTitle(const SentenceGraph& graph, std::uint32_t sentence, int word) {
  const RoleNoun* role = text_.lexicon.Role(graph.word(word).form);
  return graph.IsUpos(word, "PROPN") && role != nullptr && role->title &&
         graph.Child(word, "flat") == word + 1 && entities_.At(sentence, word) == nullptr;
}

void AnaphoraResolver::ResolveNoun(std::uint32_t sentence, int word) {
  const SentenceGraph& graph = text_.graphs[sentence];
  std::uint32_t node = NamedProduct(graph, sentence, word);
  const bool names = node != kNoNode;
  if (node == kNoNode) node = AppositeName(graph, sentence, word);
  if (node == kNoNode) node = descriptions_.Described(sentence, word);
  if (node == kNoNode) return;
  const WordRange range = NamingPhrase(graph, word, text_.lexicon);
  Add(sentence, word, range, MentionKind::kNominal, node);
  if (!graph.IsUpos(word, "NUM")) entities_.AddForm(node, PhraseText(graph, range), names);
  if (Antecedent* candidate = CandidateAt(sentence, word)) {
    candidate->node = node;
    candidate->type = entities_.nodes()[node].type;
  }
}

}  // namespace

void ResolveAnaphora(const ArticleText& text, const std::vector<MentionDraft>& names,
                     const std::vector<NameCluster>& clusters, ArticleEntities& entities) {
  AnaphoraResolver(text, names, clusters, entities).Run();
}

}  // namespace lode
