// Makes trees go along names.
//
// A tree that was drawn word by word parts a name in three ways: two of its words hang on
// the sentence, a word outside hangs on one in the middle, or its "and" coordinates. Each
// is undone by one arc. The hard bit is which word stays on top: the one whose way to the
// root does not lead through the name again.

#include "loaders/extraction/names/whole_names.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/names/name_growth.h"
#include "loaders/extraction/names/name_joining.h"
#include "loaders/extraction/names/name_remainders.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/sentence_edit.h"

namespace lode {
namespace {

class TreeMender {
 public:
  TreeMender(Sentence& sentence, const EntityLexicon& lexicon)
      : sentence_(sentence), lexicon_(lexicon), size_(static_cast<int>(sentence.tokens.size())) {}

  void MendOffice(int word);
  void MendOfficeOfFields(const Mention& person);
  void MendName(const Mention& name, bool joined);

 private:
  Token& Word(int word) { return sentence_.tokens[static_cast<std::size_t>(word) - 1]; }
  bool IsUnder(int word, int top) {
    for (int steps = 0; word != 0 && steps <= size_; ++steps, word = Word(word).head)
      if (word == top) return true;
    return false;
  }
  int TopOf(const Mention& name);
  void MendCompoundOfNext(const Mention& name, int top);

  Sentence& sentence_;
  const EntityLexicon& lexicon_;
  const int size_;
};

// "Attorney General Rob Keane": two words hung on the name are one office.
void TreeMender::MendOffice(int word) {
  if (word >= size_) return;
  Token& first = Word(word);
  Token& second = Word(word + 1);
  const bool flat =
      second.deprel == "flat" && static_cast<int>(second.head) == word && first.head > word + 1;
  if (first.deprel != "nmod:desc" ||
      (!flat && (first.head != second.head || second.deprel != "nmod:desc")))
    return;
  const RoleNoun* role = lexicon_.Role(first.form + " " + second.form);
  if (role == nullptr || !role->title) return;
  if (flat) {
    second.head = first.head;
    second.deprel = first.deprel;
  }
  first.head = word + 1;
  first.deprel = "compound";
}

// "Secretary of Housing and Urban Development Ruth Kline": what stands before the name is
// her office.
void TreeMender::MendOfficeOfFields(const Mention& person) {
  if (person.type != "person" || person.first < 4 || person.last > size_) return;
  int office = person.first - 1, joins = 0;
  for (; office >= std::max(1, person.first - 9); --office) {
    const Token& token = Word(office);
    if (token.form == "of" || token.form == "for") break;
    if (token.form == "and" || token.form == "&") ++joins;
    if (token.form != "and" && token.form != "&" && token.form != "," &&
        (!IsCapitalized(token.form) || token.upos == "VERB"))
      return;
  }
  if (joins == 0 || --office < 1 || !IsCapitalized(Word(office + 2).form)) return;
  const std::string& before = Word(person.first - 1).form;
  const RoleNoun* role = lexicon_.Role(Word(office).form);
  if (role == nullptr || !role->title || before == "and" || before == "&" || before == ",") return;
  const int top = TopOf(person);
  Token& name = Word(top);
  Token& title = Word(office);
  if (title.head == top || IsUnder(office, top)) return;
  if (name.head >= office && name.head < person.first) {
    name.head = title.head;
    name.deprel = title.deprel;
  } else if (name.head != title.head) {
    return;
  }
  title.head = top;
  title.deprel = "nmod:desc";
  for (int w = person.last + 1; w <= size_; ++w)
    if (Word(w).head >= office && Word(w).head < person.first) Word(w).head = top;
}

// The word of the name that the others hang on; 0 if the name is no noun phrase.
int TreeMender::TopOf(const Mention& name) {
  int top = 0;
  for (int w = name.first; w <= name.last; ++w) {
    const Token& token = Word(w);
    if (token.upos == "VERB" || token.upos == "AUX" || token.upos == "PRON") return 0;
    const bool outside = token.head < name.first || token.head > name.last;
    if (!outside || token.upos == "PUNCT" || token.upos == "DET" || token.upos == "ADP" ||
        token.upos == "CCONJ")
      continue;
    if (top == 0 || IsUnder(top, w)) top = w;
  }
  return top;
}

// "Tarn Oil and Gas and Orrin Shipping": the first name is no part of the second.
void TreeMender::MendCompoundOfNext(const Mention& name, int top) {
  Token& first = Word(top);
  if (first.deprel != "compound" || first.head <= name.last || first.head > size_) return;
  const int next = first.head;
  bool parted = false;
  for (int w = name.last + 1; w < next; ++w) parted = parted || Word(w).upos == "CCONJ";
  const bool named = std::ranges::any_of(sentence_.mentions, [&](const Mention& m) {
    return m.first > name.last && m.first <= next && next <= m.last;
  });
  if (!parted || !named || IsUnder(Word(next).head, top)) return;
  Token& second = Word(next);
  first.head = second.head;
  first.deprel = second.deprel;
  second.head = top;
  second.deprel = "conj";
  for (int w = 1; w < name.first; ++w)
    if (Word(w).head == next && Word(w).deprel == "case") Word(w).head = top;
}

void TreeMender::MendName(const Mention& name, bool joined) {
  if (name.first < 1 || name.last > size_ || name.first >= name.last) return;
  const int top = TopOf(name);
  if (top == 0) return;
  const auto inside = [&](int word) { return name.first <= word && word <= name.last; };
  for (int w = 1; w <= size_; ++w) {
    Token& token = Word(w);
    if (w == top) continue;
    if (inside(w)) {
      const bool mark = token.upos == "PUNCT" || token.upos == "DET" || token.upos == "ADP";
      const bool out = !inside(token.head);
      if (mark) {
        if (out && joined) token.head = top;
      } else if (joined || out || (token.head == top && token.deprel == "conj")) {
        token.head = top;
        token.deprel = "flat";
      }
      continue;
    }
    if (!inside(token.head) || token.head == top) continue;
    const bool moves = token.deprel == "appos" || token.deprel.starts_with("acl") ||
                       token.deprel == "punct" || (joined && token.deprel != "case");
    if (moves) token.head = top;
  }
  MendCompoundOfNext(name, top);
}

}  // namespace

std::vector<Sentence> MendNames(std::vector<Sentence> sentences, const EntityLexicon& lexicon) {
  const SeenNames seen = CollectNames(sentences);
  for (Sentence& sentence : sentences) {
    std::vector<int> grown = GrowNames(sentence, lexicon);
    const std::vector<int> made = JoinRemainders(sentence, lexicon);
    grown.insert(grown.end(), made.begin(), made.end());
    const std::vector<std::size_t> joined = JoinNames(sentence, lexicon, seen);
    TreeMender mender(sentence, lexicon);
    for (std::size_t i = 0; i < sentence.mentions.size(); ++i)
      mender.MendName(sentence.mentions[i],
                      std::ranges::find(joined, i) != joined.end() ||
                          std::ranges::find(grown, sentence.mentions[i].first) != grown.end());
    for (int word = 1; word <= static_cast<int>(sentence.tokens.size()); ++word)
      mender.MendOffice(word);
    for (const Mention& mention : sentence.mentions) mender.MendOfficeOfFields(mention);
  }
  return sentences;
}

}  // namespace lode
