// Joins the parts of names.
//
// "and" stands between two names and inside of one. What tells them apart is seldom the
// tree: it is what the words are. "&" is written inside of names; sons, brothers and
// partners are partners of the name before them; a ministry has fields where a bank has
// neighbours; and some names with "and" are simply known. What the rest of the article
// names alone is a name of its own here too.

#include "loaders/extraction/names/name_joining.h"

#include <algorithm>
#include <cctype>

#include "loaders/extraction/names/marked_sentence.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

constexpr int kLongestKnown = 6;  // words

std::string TextOf(const Sentence& sentence, int first, int last) {
  std::string text;
  for (int w = first; w <= last; ++w) {
    const Token& token = sentence.tokens[static_cast<std::size_t>(w) - 1];
    text += token.form;
    if (token.space_after && w < last) text += ' ';
  }
  return text;
}

bool IsYear(const std::string& form) {
  return form.size() == 4 && (form[0] == '1' || form[0] == '2') &&
         std::ranges::all_of(form, [](char c) { return c >= '0' && c <= '9'; });
}

bool IsNumber(const std::string& form) {
  return !form.empty() && form.size() <= 4 &&
         std::ranges::all_of(form, [](char c) { return c >= '0' && c <= '9'; });
}

class Joiner : MarkedSentence {
 public:
  Joiner(Sentence& sentence, const EntityLexicon& lexicon, const SeenNames& seen)
      : MarkedSentence(sentence, lexicon), seen_(seen) {}

  std::vector<std::size_t> Run() {
    for (int word = 1; word <= size_; ++word) {
      JoinKnown(word);
      const std::string& form = Form(word);
      if (form == "&") JoinAmpersand(word);
      if (form == "and") JoinPartners(word);
      if (form == "-" || form == "–") JoinHyphened(word);
    }
    for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
      JoinComplement(i);
      JoinFields(i);
      JoinPlaceOfUniversity(i);
    }
    for (int word = 2; word < size_; ++word) JoinYear(word);
    std::vector<std::size_t> joined;
    for (std::size_t i = 0; i < sentence_.mentions.size(); ++i)
      if (std::ranges::find(changed_, sentence_.mentions[i].first) != changed_.end())
        joined.push_back(i);
    return joined;
  }

 private:
  bool IsAnd(int word) const { return Form(word) == "and" || Form(word) == "&"; }
  bool IsName(int word) const {  // a word that a name may be made of
    const std::string& tag = Word(word).upos;
    return (tag == "PROPN" || tag == "NOUN" || tag == "ADJ") && IsCapitalized(Form(word));
  }
  bool IsKnownAlone(int first, int last) const {
    const std::string text = TextOf(sentence_, first, last);
    return !lexicon_.PlaceType(text).empty() || !lexicon_.CountryOfDemonym(text).empty() ||
           !lexicon_.Country(text).empty();
  }
  int Seen(int first, int last) const {
    const auto found = seen_.find(TextOf(sentence_, first, last));
    return found == seen_.end() ? 0 : found->second;
  }
  int RunLeft(int word) const;
  int RunRight(int word) const;
  void UniteLongest(int first, int last, const std::string& type);
  void JoinKnown(int word);
  void JoinAmpersand(int word);
  void JoinPartners(int word);
  void JoinHyphened(int word);
  void JoinComplement(std::size_t mention);
  void JoinFields(std::size_t mention);
  int EndOfField(int word) const;
  void JoinPlaceOfUniversity(std::size_t mention);
  void JoinYear(int word);

  const SeenNames& seen_;
};

// The first word of the run of name words that ends at `word`.
int Joiner::RunLeft(int word) const {
  if (const Mention* mention = MentionAt(word); mention != nullptr) return mention->first;
  int first = word;
  while (first > 1 && Word(first - 1).upos == "PROPN" && IsCapitalized(Form(first - 1)) &&
         Word(first - 1).space_after && MentionAt(first - 1) == nullptr)
    --first;
  return first;
}

int Joiner::RunRight(int word) const {
  if (const Mention* mention = MentionAt(word); mention != nullptr) return mention->last;
  int last = word;
  while (last < size_ && Word(last + 1).upos == "PROPN" && IsCapitalized(Form(last + 1)) &&
         Word(last).space_after && MentionAt(last + 1) == nullptr)
    ++last;
  return last;
}

// Makes one mention of the range and of all that reach into it.
void Joiner::UniteLongest(int first, int last, const std::string& type) {
  std::string known;
  int longest = 0;
  float margin = 0;
  for (const Mention& mention : sentence_.mentions) {
    if (mention.last < first || mention.first > last) continue;
    if (mention.last - mention.first + 1 > longest) {
      longest = mention.last - mention.first + 1;
      known = mention.type;
      margin = mention.margin;
    }
  }
  for (const Mention& mention : sentence_.mentions) {
    if (mention.last < first || mention.first > last) continue;
    first = std::min(first, mention.first);
    last = std::max(last, mention.last);
  }
  std::erase_if(sentence_.mentions,
                [&](const Mention& m) { return m.first >= first && m.last <= last; });
  const auto at =
      std::ranges::find_if(sentence_.mentions, [&](const Mention& m) { return m.first > first; });
  sentence_.mentions.insert(at, {first, last, type.empty() ? known : type, margin});
  changed_.push_back(first);
}

// "Trinidad and Tobago": in the lists, as a whole.
void Joiner::JoinKnown(int word) {
  if (!IsCapitalized(Form(word))) return;
  for (int last = std::min(size_, word + kLongestKnown - 1); last > word; --last) {
    if (!IsCapitalized(Form(last)) && !IsNumber(Form(last))) continue;
    const std::string_view type = lexicon_.WholeName(TextOf(sentence_, word, last));
    if (type.empty()) continue;
    if (const Mention* known = MentionAt(word);
        known != nullptr && known->first <= word && known->last >= last)
      return;
    UniteLongest(word, last, std::string(type));
    return;
  }
}

// "Hale & Sons", "Moe & Moe"; but "Rivera & Moe" are two where both are people of the article.
void Joiner::JoinAmpersand(int word) {
  if (!IsName(word - 1) || !IsName(word + 1) || Form(word - 1).size() < 2) return;
  const int first = RunLeft(word - 1), last = RunRight(word + 1);
  const auto person = [&](int from, int to) {
    const Mention* mention = MentionAt(from);
    return mention != nullptr && mention->type == "person" && mention->first < mention->last &&
           mention->first == from && mention->last == to && lexicon_.IsFirstName(Form(from));
  };
  if (person(first, word - 1) && person(word + 1, last)) return;
  const auto alone = [&](int from, int to) {
    return from == to && (Seen(from, to) > 1 || IsKnownAlone(from, to));
  };
  const bool same = TextOf(sentence_, first, word - 1) == TextOf(sentence_, word + 1, last);
  const bool whole_elsewhere = Seen(first, last) > 0;
  if (!same && !whole_elsewhere && alone(first, word - 1) && alone(word + 1, last)) return;
  const Mention* whole = MentionAt(word);
  UniteLongest(first, last, whole != nullptr ? whole->type : "company");
}

// "Brandt and Sons".
void Joiner::JoinPartners(int word) {
  if (!lexicon_.IsPartnerWord(Form(word + 1)) || !IsName(word - 1) || MentionAt(word) != nullptr)
    return;
  const Mention* right = MentionAt(word + 1);
  if (right != nullptr && right->last > word + 1) return;
  UniteLongest(RunLeft(word - 1), word + 1, "company");
}

// "Miami-Dade", "COVID-19"; not two that are known each ("Norway-Chile talks").
void Joiner::JoinHyphened(int word) {
  if (word < 2 || Word(word - 1).space_after || Word(word).space_after) return;
  const Mention* left = MentionAt(word - 1);
  if (left == nullptr || left->last != word - 1) return;
  if (IsNumber(Form(word + 1))) {
    UniteLongest(left->first, word + 1, "");
    return;
  }
  const Mention* right = MentionAt(word + 1);
  if (right == nullptr || right->first != word + 1 || right->type != left->type) return;
  if (left->type == "person" || left->type == "organization") return;
  const int part = right->last == word + 1 ? right->last : word + 1;
  if (IsKnownAlone(word + 1, part) || IsKnownAlone(right->first, right->last)) return;
  if (Seen(word + 1, part) > (right->last == part ? 1 : 0)) return;
  UniteLongest(left->first, right->last, "");
}

// The last word of the field that begins at `word`, 0 if none does: capitalised nouns
// that are no name of their own.
int Joiner::EndOfField(int word) const {
  int last = word - 1;
  while (last < size_ && IsName(last + 1) && (last < word || Word(last).space_after)) ++last;
  if (last < word || last - word > 3 || Word(last).upos == "ADJ") return 0;
  if (IsKnownAlone(word, last)) return 0;
  const Mention* mention = MentionAt(word);
  if (mention != nullptr && (mention->type == "person" || mention->type == "place" ||
                             (mention->first == word && mention->last < last)))
    return 0;
  for (int w = word; w <= last; ++w)
    if (lexicon_.TakesFields(Form(w)) || lexicon_.IsFirstName(Form(w))) return 0;
  const std::string_view type = lexicon_.NameWordType(Form(last));
  const std::string& form = Form(last);
  const bool letters = form.size() > 1 && std::isupper(static_cast<unsigned char>(form[1])) != 0;
  if (letters || (type == "organization" && mention != nullptr)) return 0;
  return Seen(word, last) > (mention == nullptr ? 0 : 1) ? 0 : last;
}

// "University" + "of" + "Tarn", marked as two.
void Joiner::JoinComplement(std::size_t index) {
  const Mention name = sentence_.mentions[index];
  const int of = name.last + 1;
  if (name.type == "person" || !lexicon_.IsCue("field-preposition", Form(of))) return;
  const std::string_view type = lexicon_.NameWordType(Form(name.last));
  const Mention* field = MentionAt(of + 1);
  if (field == nullptr || field->first != of + 1 || field->type == "person") return;
  if (type != "organization" && type != "government-body" &&
      !lexicon_.IsCue("placed-body", Form(name.last)))
    return;
  UniteLongest(name.first, field->last, name.type == "place" ? "organization" : name.type);
}

// "Union of Teachers [and Nurses]", "Department of Justice[, Police and Customs]", "Ministry of
// Transport [and the Interior]", where nothing says that the last is a name of its own.
void Joiner::JoinFields(std::size_t index) {
  const Mention name = sentence_.mentions[index];
  if (name.type == "person" || name.last >= size_ - 1) return;
  int of = 0;
  for (int w = name.first + 1; w < name.last; ++w)
    if (lexicon_.IsCue("field-preposition", Form(w)) && lexicon_.TakesFields(Form(w - 1))) of = w;
  if (of == 0) return;
  if (IsKnownAlone(of + 1, name.last) && Word(name.last).upos != "ADJ") return;
  int last = name.last;
  for (int w = last + 1; w < size_;) {
    const bool comma = Form(w) == ",";
    if (comma && IsAnd(w + 1)) ++w;
    const bool closes = IsAnd(w);
    if (!comma && !closes) return;
    const bool article = closes && Form(w + 1) == "the" && MentionAt(w + 2) == nullptr;
    const int end = EndOfField(article ? w + 2 : w + 1);
    if (end == 0 || (article && !lexicon_.NameWordType(Form(end)).empty())) return;
    last = end;
    w = end + 1;
    if (!closes) continue;
    // "The Institute of Health and Lumen are …": two.
    for (const Token& token : sentence_.tokens)
      if (token.head == Word(name.first).head && token.upos == "AUX" &&
          (token.form == "are" || token.form == "were"))
        return;
    UniteLongest(name.first, last, name.type);
    return;
  }
}

// "University of Tarn at Osby", "University of Tarn, Osby".
void Joiner::JoinPlaceOfUniversity(std::size_t index) {
  const Mention name = sentence_.mentions[index];
  const bool first = lexicon_.IsCue("campus-body", Form(name.first));
  if (!first && !lexicon_.IsCue("campus-body", Form(name.first + 1))) return;
  const bool of = !first || Form(name.first + 1) == "of" || Form(name.first + 2) == "of";
  const int link = name.last + 1;
  if (!of || (Form(link) != "at" && Form(link) != "–" && Form(link) != "-")) return;
  const Mention* place = MentionAt(link + 1);
  if (place != nullptr && (place->first != link + 1 || place->type == "person")) return;
  if (Word(link + 1).upos != "PROPN" || !IsCapitalized(Form(link + 1))) return;
  UniteLongest(name.first, RunRight(link + 1), name.type);
}

// "Clean Rivers Act of 1972".
void Joiner::JoinYear(int word) {
  if (Form(word) != "of" || !IsYear(Form(word + 1)) || !IsName(word - 1)) return;
  if (lexicon_.NameWordType(Form(word - 1)) != "work") return;
  int first = word - 1;
  while (first > 1 && IsName(first - 1) && MentionAt(first - 1) == MentionAt(word - 1)) --first;
  if (first == word - 1) return;
  UniteLongest(first, word + 1, "work");
}

}  // namespace

SeenNames CollectNames(const std::vector<Sentence>& sentences) {
  SeenNames seen;
  for (const Sentence& sentence : sentences)
    for (const Mention& mention : sentence.mentions) {
      ++seen[TextOf(sentence, mention.first, mention.last)];
      if (mention.type == "person" && mention.first < mention.last)
        ++seen[TextOf(sentence, mention.last, mention.last)];
    }
  return seen;
}

std::vector<std::size_t> JoinNames(Sentence& sentence, const EntityLexicon& lexicon,
                                   const SeenNames& seen) {
  return Joiner(sentence, lexicon, seen).Run();
}

}  // namespace lode
