// Types names.
//
// Each mention casts votes: what the model says of it, what its own words say
// ("Ministry of", "Inc."), what the word lists say, what the text puts beside it.
// The votes of all mentions with the same words are counted together, so that one
// clear mention settles the doubtful ones.

#include "loaders/extraction/names/mention_types.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "loaders/extraction/names/name_extent.h"
#include "loaders/extraction/names/name_text.h"
#include "loaders/extraction/words/noun_phrase.h"

namespace lode {
namespace {

constexpr int kModelVote = 3;
constexpr int kMostModelVotes = 12;  // the model repeats its mistakes
constexpr int kListVote = 20;        // the name as a whole is in a list
constexpr int kWordVote = 8;         // a word of the name tells
constexpr int kContextVote = 13;     // the words beside it tell

using Votes = std::map<std::string, int>;

bool IsShouted(std::string_view word) {
  return word.size() > 2 && std::ranges::none_of(word, [](char c) {
           return std::islower(static_cast<unsigned char>(c)) != 0;
         });
}

bool HasDigit(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

// "Ministry of Trade", "Harrow Motors Inc.", "House Bill 731", "Lake Orrin": the type its words
// tell.
std::string_view TypeByWords(const SentenceGraph& graph, const MentionDraft& draft,
                             const EntityLexicon& lexicon) {
  if (draft.first == draft.last) {  // "Parliament", "EPA"; but "Wind" may be anything
    const std::string_view type = lexicon.NameWordType(draft.text);
    return type == "government-body" || type == "party" ? type : std::string_view();
  }
  int end = draft.last;
  while (end > draft.first + 1 && HasDigit(graph.word(end).form)) --end;
  const std::string_view last = graph.word(end).form;
  if (lexicon.IsCompanySuffix(last) && IsCapitalized(last)) return "company";
  const bool has_complement = draft.head < end && end > draft.head + 1;
  if (has_complement) {
    const std::string_view type = lexicon.NameWordType(graph.word(draft.head).form);
    if (!type.empty()) return type;
  }
  const std::string_view type = lexicon.NameWordType(last);
  if (!type.empty()) return type;
  const std::string_view opening = lexicon.FirstWordType(graph.word(draft.first).form);
  if (!opening.empty()) return opening;
  const std::string_view first = lexicon.NameWordType(graph.word(draft.first).form);
  const bool tells = first == "region" || (has_complement && FamilyOf(first) == "organization");
  return tells ? first : std::string_view();
}

// "rival", "partner": what people are called and companies too.
bool IsOfCompaniesToo(const RoleNoun& role) {
  return role.predicate.empty() && role.gender == Gender::kUnknown;
}

// "Board of Customs" tells more than "Orrin Board"; "Orrin Foods" outweighs the model,
// but "Ana Wind" may well be a person.
bool IsSureOfWords(const SentenceGraph& graph, const MentionDraft& draft, std::string_view type,
                   const EntityLexicon& lexicon) {
  if (draft.head < draft.last - 1) return true;
  const std::string& first = graph.word(draft.first).form;
  if (lexicon.IsCompanySuffix(graph.word(draft.last).form)) return true;
  if (!lexicon.FirstWordType(first).empty()) return true;
  const RoleNoun* role = draft.role == 0 ? nullptr : lexicon.Role(graph.lemma(draft.role));
  const bool person = (role != nullptr && !IsOfCompaniesToo(*role)) ||
                      (draft.type == "person" && lexicon.IsFirstName(first));
  return draft.from_model && !person && FamilyOf(type) == "organization" && IsCapitalized(first) &&
         IsCapitalized(graph.word(draft.last).form);
}

std::string TypeOfClassNoun(const SentenceGraph& graph, int noun, const EntityLexicon& lexicon) {
  if (noun == 0) return {};
  for (const std::string& word : {graph.lemma(noun), graph.word(noun).form}) {
    const std::string_view type = lexicon.NounType(word);
    if (!type.empty()) return std::string(type);
    if (lexicon.Role(word) != nullptr) return "person";
  }
  return {};
}

// "KOBE — ", "AUSTIN (KXAN) — ", "Salem, Ore. (AP) — ": where the story was written, and in
// brackets for whom.
bool StandsBeforeDash(const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  return form == "—" || form == "–" || form == "--" || form == "-" || form == "|";
}

std::string_view TypeInDateline(const SentenceGraph& graph, const MentionDraft& draft) {
  if (draft.first > 8 || draft.last + 1 > graph.size()) return {};
  const bool bracketed = draft.first > 2 && graph.word(draft.first - 1).form == "(" &&
                         graph.word(draft.last + 1).form == ")";
  if (bracketed)
    return IsShouted(graph.word(1).form) && StandsBeforeDash(graph, draft.last + 2)
               ? "media"
               : std::string_view();
  if (draft.first != 1 || !IsShouted(graph.word(1).form)) return {};
  for (int word = draft.last + 1; word <= std::min(graph.size(), draft.last + 7); ++word) {
    if (StandsBeforeDash(graph, word) &&
        (graph.word(word).form != "-" || graph.word(word - 1).space_after))
      return "place";
    if (graph.IsVerb(word)) return {};
  }
  return {};
}

// "New Yorkers": many who are called after a place.
bool IsNamedCrowd(const SentenceGraph& graph, const MentionDraft& draft) {
  const std::string& form = graph.word(draft.last).form;
  return graph.word(draft.last).xpos == "NNPS" && form.size() > 5 &&
         (form.ends_with("ers") || form.ends_with("ans") || form.ends_with("ites"));
}

// "Somali American": of a nation and of another.
bool IsOfNations(const SentenceGraph& graph, const MentionDraft& draft,
                 const EntityLexicon& lexicon) {
  for (int word = draft.first; word <= draft.last; ++word)
    if (graph.word(word).form != "-" && lexicon.CountryOfDemonym(graph.word(word).form).empty())
      return false;
  return draft.first < draft.last;
}

// The last resort for a name of which nothing is known.
std::string_view GuessType(const SentenceGraph& graph, const MentionDraft& draft,
                           const EntityLexicon& lexicon) {
  const std::string& first = graph.word(draft.first).form;
  if (draft.role != 0) return "person";
  if (draft.last > draft.first && draft.last - draft.first < 4 && lexicon.IsFirstName(first) &&
      !HasDigit(draft.text))
    return "person";
  if (HasDigit(draft.text)) return "product";
  return {};
}

// What companies have and people and places hardly: "Orrin's shares", "takeover of Orrin".
bool OwnsAsCompany(const SentenceGraph& graph, const MentionDraft& draft,
                   const EntityLexicon& lexicon) {
  const int parent = graph.head(draft.head);
  if (parent == 0) return false;
  const std::string& lemma = graph.lemma(parent);
  if (graph.Is(draft.head, "nmod:poss")) return lexicon.IsCue("of-company", lemma);
  return graph.Is(draft.head, "nmod") && graph.Preposition(draft.head) == "of" &&
         lexicon.IsCue("done-to-company", lemma);
}

class Typing {
 public:
  Typing(const ArticleText& text, std::vector<MentionDraft>& drafts)
      : text_(text), drafts_(drafts) {}

  void Run() {
    for (const MentionDraft& draft : drafts_) Vote(draft);
    for (const MentionDraft& draft : drafts_) VoteByCompany(draft);
    VoteBySurname();
    for (MentionDraft& draft : drafts_) draft.type = Winner(votes_[FoldName(draft.text)]);
    for (MentionDraft& draft : drafts_)
      if (draft.type.empty()) draft.type = "topic";
  }

 private:
  void Vote(const MentionDraft& draft);
  void VoteByCompany(const MentionDraft& draft);
  void VoteBySurname();
  static std::string Winner(const Votes& votes);

  const ArticleText& text_;
  std::vector<MentionDraft>& drafts_;
  std::map<std::string, Votes> votes_;
};

void Typing::Vote(const MentionDraft& draft) {
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  Votes& votes = votes_[FoldName(draft.text)];
  if (!draft.type.empty()) {
    int& count = votes[draft.type];
    count = std::max(count, std::min(count + kModelVote, kMostModelVotes));
  }
  const std::string_view place = text_.lexicon.PlaceType(draft.text);
  const bool country = !text_.lexicon.Country(draft.text).empty();
  if (!place.empty() && (country || draft.type.empty() || FamilyOf(draft.type) == "place"))
    votes[std::string(place)] += kListVote;
  if (const std::string_view known = text_.lexicon.WholeName(draft.text); !known.empty())
    votes[std::string(known)] += kListVote;
  if (const std::string_view said = TypeInDateline(graph, draft); !said.empty())
    votes[std::string(said)] += kListVote;
  if (IsOfNations(graph, draft, text_.lexicon)) votes["group"] += kListVote;
  if (place.empty() && FamilyOf(draft.type) == "place" && IsNamedCrowd(graph, draft))
    votes["group"] += kListVote;
  std::string_view by_words = TypeByWords(graph, draft, text_.lexicon);
  // "Stockwell Day" is a person to the model; what days and parks are called tells less.
  const bool named = text_.lexicon.IsFirstName(graph.word(draft.first).form);
  if (draft.type == "person" &&
      (named ? FamilyOf(by_words) != "organization"
             : by_words == "event" || FamilyOf(by_words) == "place") &&
      text_.lexicon.FirstWordType(graph.word(draft.first).form).empty())
    by_words = {};
  const std::string by_noun =
      TypeOfClassNoun(graph, ClassNounOf(graph, draft, text_.lexicon), text_.lexicon);
  const bool contradicted = !by_noun.empty() && by_noun != "person" &&
                            FamilyOf(by_noun) != FamilyOf(by_words);  // "the Orrin Courier, a van"
  if (!by_words.empty())
    votes[std::string(by_words)] +=
        !contradicted && IsSureOfWords(graph, draft, by_words, text_.lexicon) ? kListVote
                                                                              : kWordVote;
  if (!by_noun.empty() && by_noun != "role") votes[by_noun] += kContextVote;
  // "X9 chips": a code with a digit before the noun for a product.
  const int parent = graph.head(draft.head);
  // "Orrin chief executive", "Orrin's founder": what has officers is an organization.
  const RoleNoun* office = parent == 0 ? nullptr : text_.lexicon.Role(graph.lemma(parent));
  if (office != nullptr && place.empty() && draft.first == draft.last &&
      (graph.Is(draft.head, "compound") || graph.Is(draft.head, "nmod:poss")) &&
      (office->predicate == "ceo-of" || office->predicate == "founder-of" ||
       office->predicate == "chairs"))
    votes["organization"] += kContextVote;
  if (place.empty() && draft.first == draft.last && draft.role == 0 &&
      OwnsAsCompany(graph, draft, text_.lexicon))
    votes["organization"] += kContextVote;
  // "Orrin, who heads the bank": somebody.
  for (int child : graph.children(draft.head))
    if (graph.Is(child, "acl:relcl") && graph.Child(child, "nsubj", "who") != 0 && place.empty())
      votes["person"] += kListVote;
  // "an analyst at Orrin": people work at organizations more than at places.
  const std::string preposition = graph.Preposition(draft.head);
  if (place.empty() && graph.Is(draft.head, "nmod") && graph.IsUpos(parent, "NOUN") &&
      text_.lexicon.Role(graph.lemma(parent)) != nullptr &&
      text_.lexicon.IsCue("works-preposition", preposition))
    votes["organization"] += kContextVote;
  const std::string owned = draft.last + 2 <= graph.size() ? graph.lemma(draft.last + 2) : "";
  if (graph.Is(draft.head, "nmod:poss") && text_.lexicon.IsCue("called-after-people", owned))
    votes["topic"] += 2 * kListVote;  // "Orrin's disease" is nobody's
  if (draft.type.empty() && parent != 0 && graph.Is(draft.head, "compound") && by_noun.empty() &&
      text_.lexicon.NounType(graph.lemma(parent)) == "product")
    votes["product"] += kModelVote;
  if (HasDigit(draft.text) && parent != 0 && graph.Is(draft.head, "compound") &&
      text_.lexicon.NounType(graph.lemma(parent)) == "product")
    votes["product"] += kListVote;
  if (draft.type == "person" && HasDigit(draft.text) && draft.role == 0)
    votes["product"] += kContextVote;
  if (draft.role != 0) {
    const RoleNoun* role = text_.lexicon.Role(graph.lemma(draft.role));
    if (role != nullptr && !IsOfCompaniesToo(*role)) votes["person"] += kContextVote;
  }
  if (IsFullNameOfPerson(text_.lexicon, graph, {draft.first, draft.last}))
    votes["person"] += FamilyOf(draft.type) == "place" ? kModelVote + 1 : kContextVote;
  if (votes.empty() && !text_.lexicon.CountryOfDemonym(draft.text).empty()) votes["group"] += 1;
  if (votes.empty()) {
    const std::string_view guess = GuessType(graph, draft, text_.lexicon);
    if (!guess.empty()) votes[std::string(guess)] += 1;
  }
}

// "Orrin, Lumen and Tarn": what nothing else is known of is what its neighbours are.
void Typing::VoteByCompany(const MentionDraft& draft) {
  Votes& votes = votes_[FoldName(draft.text)];
  const bool guessed = votes.size() == 1 && votes.begin()->second <= kModelVote;
  if (!votes.empty() && !guessed) return;
  const SentenceGraph& graph = text_.graphs[draft.sentence];
  const int first = graph.FirstConjunct(draft.head);
  Votes neighbours;
  std::map<std::string, int> families;  // of neighbours of which more than a guess is known
  for (const MentionDraft& other : drafts_) {
    if (other.sentence != draft.sentence || other.head == draft.head) continue;
    if (graph.FirstConjunct(other.head) != first) continue;
    const auto known = votes_.find(FoldName(other.text));
    const std::string type = known == votes_.end() ? std::string() : Winner(known->second);
    if (type.empty()) continue;
    ++neighbours[type];
    int sure = 0;
    for (const auto& [voted, count] : known->second) sure += count;
    if (sure > kModelVote) ++families[std::string(FamilyOf(type))];
  }
  if (votes.empty() && neighbours.size() == 1) votes[neighbours.begin()->first] += 1;
  if (guessed && families.size() == 1 && families.begin()->second >= 2 && neighbours.size() <= 2 &&
      FamilyOf(votes.begin()->first) != families.begin()->first)
    votes[families.begin()->first] += kContextVote;
}

// "Duda Zima-Samba", once taken for a company, and "Zima-Samba", mostly a person: what the
// model says of the short name outweighs what it says of the long one.
void Typing::VoteBySurname() {
  for (const MentionDraft& draft : drafts_) {
    const int words = draft.last - draft.first;
    if (draft.type == "person" || FamilyOf(draft.type) == "place" || words < 1 || words > 4)
      continue;
    Votes& votes = votes_[FoldName(draft.text)];
    if (votes.size() != 1 || votes.begin()->second > kModelVote * 3) continue;
    const std::size_t blank = draft.text.find(' ');
    if (blank == std::string::npos ||
        !TypeByWords(text_.graphs[draft.sentence], draft, text_.lexicon).empty())
      continue;
    const auto surname = votes_.find(FoldName(draft.text.substr(blank + 1)));
    if (surname == votes_.end() || Winner(surname->second) != "person") continue;
    if (surname->second.at("person") > votes.begin()->second) votes["person"] += kContextVote;
  }
}

// The family with most votes, and in it the narrowest type.
std::string Typing::Winner(const Votes& votes) {
  std::map<std::string, int> families;
  for (const auto& [type, count] : votes) families[std::string(FamilyOf(type))] += count;
  std::string family;
  for (const auto& [name, count] : families)
    if (family.empty() || count > families[family]) family = name;
  std::string best = family;
  int most = 0;
  for (const auto& [type, count] : votes)
    if (FamilyOf(type) == family && type != family && count > most) best = type, most = count;
  return best;
}

bool HasCopula(const SentenceGraph& graph, int word) {
  return graph.Child(word, "cop") != 0;
}

}  // namespace

std::string_view FamilyOf(std::string_view type) {
  if (type == "company" || type == "government-body" || type == "party" || type == "media")
    return "organization";
  if (type == "country" || type == "region" || type == "city" || type == "facility") return "place";
  return type;
}

bool AreCompatible(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == "topic" || b == "topic") return true;
  if (a == b) return true;
  if (FamilyOf(a) != FamilyOf(b)) return false;
  return FamilyOf(a) == a || FamilyOf(b) == b;
}

IdentityClass IdentityOf(std::string_view type, bool is_name) {
  if (!is_name) return IdentityClass::kTerm;
  if (type == "person") return IdentityClass::kPerson;
  if (FamilyOf(type) == "place") return IdentityClass::kPlace;
  return IdentityClass::kName;
}

// "Rivera heads Orrin, a consultancy": the class is that of the name before the comma.
static bool FollowsOtherName(const SentenceGraph& graph, const MentionDraft& draft, int noun) {
  int comma = graph.Subtree(noun).front();
  if (!graph.IsUpos(comma, "PUNCT")) --comma;
  return comma - 1 > draft.last && graph.IsUpos(comma, "PUNCT") && graph.IsUpos(comma - 1, "PROPN");
}

int ClassNounOf(const SentenceGraph& graph, const MentionDraft& draft,
                const EntityLexicon& lexicon) {
  int head = draft.head;
  for (int child : graph.children(head))
    if ((graph.Is(child, "appos") || graph.Is(child, "nmod:desc")) && graph.IsUpos(child, "NOUN") &&
        (child < draft.first || (child > draft.last && !FollowsOtherName(graph, draft, child))))
      return child;
  // "the aid group Orrin Hands": what kind of body or thing, small, right before it.
  const int before = draft.first - 1;
  if (before > 0 && graph.IsUpos(before, "NOUN") && graph.Is(before, "compound") &&
      graph.head(before) >= draft.first && graph.head(before) <= draft.last &&
      graph.word(before).space_after && !IsPlural(graph, before) &&
      !IsCapitalized(graph.word(before).form)) {
    const std::string_view family = FamilyOf(lexicon.NounType(graph.lemma(before)));
    if (family == "organization" || family == "product" || family == "work") return before;
  }
  const int parent = graph.head(head);
  if (parent == 0) return 0;
  if (graph.IsVerb(parent) && graph.Is(parent, "acl") && before > 0 &&
      lexicon.IsCue("names-it", graph.lemma(parent)) &&
      (before == parent || graph.IsUpos(before, "ADP") || graph.IsUpos(before, "SCONJ")))
    return graph.head(parent);  // "a show called Orrin Nights"
  if (graph.Is(head, "appos") && graph.IsUpos(parent, "NOUN")) return parent;
  if (graph.Is(head, "nsubj") && graph.IsUpos(parent, "NOUN") && HasCopula(graph, parent) &&
      graph.Child(parent, "case") == 0)
    return parent;
  head = graph.FirstConjunct(head);  // "chipmakers such as Orrin and Lumen"
  const int listed_under = graph.head(head);
  const std::string preposition = graph.Preposition(head);
  if (graph.Is(head, "nmod") && listed_under != 0 && graph.IsUpos(listed_under, "NOUN") &&
      (preposition == "such-as" || preposition == "like" || preposition == "including"))
    return listed_under;
  return 0;
}

void TypeNames(const ArticleText& text, std::vector<MentionDraft>& drafts) {
  Typing(text, drafts).Run();
}

}  // namespace lode
