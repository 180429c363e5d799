// One walk over the common nouns of an article, in the order of the text.
//
// The idea: two things wrongly kept apart cost a hop, two wrongly joined make a false
// answer. So a bare plural or a mass is a kind, and everything else is a particular; a
// particular goes back to an earlier one only where the text points ("the plan", "this
// plan") and nothing in the later phrase was not said before, or where both phrases are
// the same long words.
#include "loaders/extraction/names/things.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "loaders/extraction/names/mention_finding.h"
#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/shared_owner.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// How a phrase is introduced.
enum class Pointer { kBare, kDefinite, kIndefinite, kOwned };

constexpr std::uint32_t kReach = 10;  // sentences that "the plan" looks back

Pointer PointerOf(const SentenceGraph& graph, int head) {
  Pointer pointer = Pointer::kBare;
  for (int child : graph.children(head)) {
    if (child > head) continue;
    if (graph.word(child).deprel == "nmod:poss") return Pointer::kOwned;
    if (graph.Is(child, "det")) {
      const bool points =
          graph.HasFeature(child, "Definite=Def") || graph.HasFeature(child, "PronType=Dem");
      pointer = points ? Pointer::kDefinite : Pointer::kIndefinite;
    } else if (graph.Is(child, "nummod") && pointer == Pointer::kBare) {
      pointer = Pointer::kIndefinite;
    }
  }
  return pointer == Pointer::kBare && SharedOwner(graph, head) != 0 ? Pointer::kOwned : pointer;
}

// "Prices rose", "officials have said": something that happened, not what holds always.
bool IsInEpisode(const SentenceGraph& graph, int head) {
  const int first = graph.FirstConjunct(head);
  if (!graph.Is(first, "nsubj")) return false;
  const int verb = graph.head(first);
  if (graph.word(verb).xpos == "VBD") return true;
  for (int child : graph.children(verb))
    if (graph.Is(child, "aux") && (graph.word(child).xpos == "VBD" || graph.lemma(child) == "have"))
      return true;
  return graph.word(verb).xpos == "VBG";  // "are marching"
}

bool IsNounLike(const SentenceGraph& graph, int word) {
  const std::string& upos = graph.word(word).upos;
  return upos == "NOUN" || upos == "PROPN" || upos == "X" || upos == "SYM";
}

bool StartsBehind(const SentenceGraph& graph, int branch, int word) {
  return branch > word && graph.Subtree(branch).front() == word + 1;
}

// "one of the engineers", "most of them", "the poor": a head that is no noun, but with
// words that say of what.
bool IsSelection(const SentenceGraph& graph, int word) {
  const std::string& upos = graph.word(word).upos;
  if (upos != "NUM" && upos != "DET" && upos != "ADJ" && upos != "PRON") return false;
  if (graph.word(word).xpos == "JJS" && graph.Child(word, "det") != 0)
    return false;  // "made the most of it"
  for (int child : graph.children(word))
    if (graph.Is(child, "nmod") && child > word && graph.Preposition(child) == "of" &&
        graph.IsNominal(child) && !graph.IsUpos(child, "PRON"))
      return true;
  if (graph.HasFeature(word, "PronType=Dem") && graph.HasFeature(word, "Number=Plur"))
    return graph.Child(word, "acl") > word;  // "those who signed", "those hurt"
  // "anyone who lost a home", "everyone at the school"
  if (graph.HasFeature(word, "PronType=Ind") || graph.HasFeature(word, "PronType=Tot"))
    return upos == "PRON" && (StartsBehind(graph, graph.Child(word, "acl"), word) ||
                              StartsBehind(graph, graph.Child(word, "nmod"), word));
  return upos == "ADJ" && graph.Child(word, "det") != 0 && !graph.Is(word, "amod");
}

// "a number of", "two of": a head that only counts.
bool IsCount(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  return graph.IsUpos(head, "NUM") || graph.IsUpos(head, "DET") || WholeOfShare(graph, head) != 0 ||
         lexicon.IsEmptyNoun(graph.lemma(head)) || lexicon.IsEmptyNoun(graph.word(head).form);
}

}  // namespace

int InnerOwner(const SentenceGraph& graph, int head) {
  for (int child : graph.children(head)) {
    if (child < head || !graph.Is(child, "nmod")) continue;
    const int owner = graph.Child(child, "nmod:poss");
    if (owner != 0 && owner < child && graph.word(owner).xpos == "PRP$") return owner;
    if (const int deeper = InnerOwner(graph, child)) return deeper;
  }
  return 0;
}

std::string_view CountryInFront(const SentenceGraph& graph, const EntityLexicon& lexicon) {
  int word = 2;
  while (word < graph.size() && word < 4 && !graph.IsUpos(word, "PROPN")) ++word;
  return graph.lemma(1) == "in" ? lexicon.Country(graph.word(word).form) : std::string_view();
}

bool IsOfOther(std::string_view name, std::string_view country, const EntityLexicon& lexicon) {
  const std::string_view own = lexicon.CountryOfDemonym(name.substr(0, name.find(' ')));
  return !country.empty() && !own.empty() && own != country;
}

std::string TermOf(const SentenceGraph& graph, const std::vector<int>& words,
                   const EntityLexicon& lexicon) {
  std::string text = TextOf(graph, words);
  if (words.empty()) return text;
  // The capital that begins a sentence is none of the term's.
  int before = words.front() - 1;
  while (before > 0 && graph.IsUpos(before, "PUNCT")) --before;
  const std::string& form = graph.word(words.front()).form;
  if (before == 0 && !KeepsCase(graph, words.front(), lexicon))
    text.replace(0, form.size(), FoldWord(form));
  return text;
}

std::string TermType(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  if (IsSomeOfPeople(graph, head)) return "group";
  std::string_view type = lexicon.NounType(graph.lemma(head));
  if (type.empty()) type = lexicon.NounType(graph.word(head).form);
  if (type.empty() && lexicon.Role(graph.lemma(head)) != nullptr) type = "person";
  if (type.empty() && IsCount(graph, head, lexicon))
    for (int child : graph.children(head))  // "a number of firms", "two of the firms"
      if (child > head && graph.Is(child, "nmod") && graph.Preposition(child) == "of")
        return TermType(graph, child, lexicon);
  const int clause = graph.Child(head, "acl");
  if (type.empty() && !IsNounLike(graph, head) && clause > head &&
      graph.word(graph.Child(clause, "nsubj")).xpos == "WP")
    return "group";  // "those who signed"
  if (type.empty()) return "topic";
  const std::string_view family = FamilyOf(type);
  if (IsPlural(graph, head) && (family == "person" || family == "organization")) return "group";
  return std::string(type);
}

bool IsKind(const SentenceGraph& graph, int head, const EntityLexicon& lexicon) {
  if (!IsNounLike(graph, head) || PointerOf(graph, head) != Pointer::kBare) return false;
  for (int word : WholePhrase(graph, head)) {
    if (word == head) continue;
    const bool clause = graph.Is(word, "acl") && word > head;
    const bool name = graph.IsUpos(word, "PROPN") && word > head;
    const bool points = graph.Is(word, "det") && graph.HasFeature(word, "Definite=Def");
    if (clause || name || points || graph.IsUpos(word, "PRON")) return false;
  }
  const std::string type = TermType(graph, head, lexicon);
  const std::string_view family = FamilyOf(type);
  if (family == "person" || type == "group") return false;
  if (IsPlural(graph, head))
    return !IsInEpisode(graph, head) || type == "substance" || type == "product";
  if (type == "substance" || type == "product") return true;
  return type == "topic" && !IsInEpisode(graph, head);
}

class ThingFinder {
 public:
  ThingFinder(const ArticleText& text, ThingTable& out) : text_(text), out_(out) {}

  void Run() {
    out_.at_.resize(text_.graphs.size());
    for (sentence_ = 0; sentence_ < text_.graphs.size(); ++sentence_) {
      graph_ = &text_.graphs[sentence_];
      for (int word = 1; word <= graph_->size(); ++word)
        if (IsNounLike(*graph_, word) || IsSelection(*graph_, word)) Read(word);
    }
  }

 private:
  // What a later phrase may go back to.
  struct Mention {
    std::size_t thing;
    std::uint32_t sentence;
    bool plural;
    std::set<std::string> modifiers;  // lemmas beside the head
  };

  void Read(int head) {
    if (StandsForNothing(*graph_, head, text_.lexicon)) return;
    const bool name_like =  // one that nobody took for a name
        graph_->IsUpos(head, "PROPN") && !IsSomeOfPeople(*graph_, head);
    if (name_like && IsSumOfMoney(graph_->word(head).form)) return;
    const std::vector<int> words = name_like ? WordsOf(NamingPhrase(*graph_, head, text_.lexicon))
                                             : WholePhrase(*graph_, head);
    if (words.empty()) return;
    const bool kind = name_like || IsKind(*graph_, head, text_.lexicon);
    const std::string name = TermOf(*graph_, words, text_.lexicon);
    std::set<std::string> modifiers;
    for (int word : words)
      if (word != head && !graph_->IsUpos(word, "PUNCT") && !graph_->IsUpos(word, "DET") &&
          !graph_->IsUpos(word, "ADP") && !graph_->IsUpos(word, "PART"))
        modifiers.insert(graph_->lemma(word));
    const std::optional<std::size_t> known =
        kind ? Kind(name) : Earlier(head, Key(head, name), modifiers);
    const std::size_t thing = known ? *known : Add(head, name, kind);
    if (known) Meet(thing, head, name);
    AddForm(out_.things_[thing], name);
    AddForm(out_.things_[thing], PhraseText(*graph_, NamingPhrase(*graph_, head, text_.lexicon)));
    out_.at_[sentence_][head] = thing;
    if (PointsNowhere(head)) return;
    mentions_[graph_->lemma(head)].push_back({thing, static_cast<std::uint32_t>(sentence_),
                                              IsPlural(*graph_, head), std::move(modifiers)});
    if (!kind && words.size() > 1) whole_.insert_or_assign(Key(head, name), thing);
    if (kind) kinds_.emplace(FoldWord(name), thing);
  }

  // "any flight", "such a game", "no amendment": no one thing to go back to.
  bool PointsNowhere(int head) const {
    for (int child : graph_->children(head))
      if (child < head && text_.lexicon.IsCue("points-nowhere", graph_->lemma(child))) return true;
    return false;
  }

  // The words of a phrase with its owner's, which tell "its plan" from "her plan".
  std::string Key(int head, const std::string& name) const {
    const int owner = graph_->Child(head, "nmod:poss");
    return FoldWord(name) + "|" + (owner == 0 ? "" : graph_->lemma(owner));
  }

  std::optional<std::size_t> Kind(const std::string& name) const {
    const auto found = kinds_.find(FoldWord(name));
    return found == kinds_.end() ? std::nullopt : std::optional(found->second);
  }

  // The earlier thing that the phrase takes up again.
  std::optional<std::size_t> Earlier(int head, const std::string& name,
                                     const std::set<std::string>& modifiers) const {
    const Pointer pointer = PointerOf(*graph_, head);
    if (pointer == Pointer::kDefinite) {
      const std::string_view country = CountryInFront(*graph_, text_.lexicon);
      const auto same_head = mentions_.find(graph_->lemma(head));
      if (same_head == mentions_.end()) return std::nullopt;
      std::optional<std::size_t> found;  // where two fit, nobody knows which is meant
      for (auto it = same_head->second.rbegin(); it != same_head->second.rend(); ++it) {
        if (sentence_ - it->sentence > kReach) break;
        if (it->plural != IsPlural(*graph_, head) ||
            !std::includes(it->modifiers.begin(), it->modifiers.end(), modifiers.begin(),
                           modifiers.end()))
          continue;
        if (IsOfOther(out_.things_[it->thing].name, country, text_.lexicon)) return std::nullopt;
        if (found && *found != it->thing) return std::nullopt;
        found = it->thing;
      }
      return found;
    }
    if (pointer != Pointer::kOwned || modifiers.size() < 2) return std::nullopt;
    const auto same = whole_.find(name);
    return same == whole_.end() ? std::nullopt : std::optional(same->second);
  }

  std::size_t Add(int head, const std::string& name, bool kind) {
    Thing thing;
    thing.is_particular = !kind;
    thing.name = name;
    thing.type = TermType(*graph_, head, text_.lexicon);
    thing.sentence = static_cast<std::uint32_t>(sentence_);
    thing.head = head;
    out_.things_.push_back(std::move(thing));
    return out_.things_.size() - 1;
  }

  // A particular is called by its fullest mention.
  void Meet(std::size_t index, int head, const std::string& name) {
    Thing& thing = out_.things_[index];
    const auto words = [](const std::string& text) {
      return std::count(text.begin(), text.end(), ' ');
    };
    if (!thing.is_particular || words(name) <= words(thing.name)) return;
    thing.name = name;
    thing.sentence = static_cast<std::uint32_t>(sentence_);
    thing.head = head;
  }

  static void AddForm(Thing& thing, const std::string& text) {
    for (ThingForm& form : thing.forms)
      if (form.text == text) {
        ++form.count;
        return;
      }
    if (!text.empty()) thing.forms.push_back({text, 1});
  }

  const ArticleText& text_;
  ThingTable& out_;
  const SentenceGraph* graph_ = nullptr;
  std::size_t sentence_ = 0;
  std::map<std::string, std::vector<Mention>> mentions_;  // by lemma of the head
  std::map<std::string, std::size_t> kinds_, whole_;      // by folded words
};

ThingTable::ThingTable(const ArticleText& text) {
  ThingFinder(text, *this).Run();
}

const Thing* ThingTable::At(std::uint32_t sentence, int head) const {
  if (sentence >= at_.size()) return nullptr;
  const auto found = at_[sentence].find(head);
  return found == at_[sentence].end() ? nullptr : &things_[found->second];
}

}  // namespace lode
