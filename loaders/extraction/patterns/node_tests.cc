// Tests of single words, cheapest first where a pattern writes them so: what needs the
// article's entities is asked of few words, as lists and tags have sifted them before.
#include "loaders/extraction/patterns/node_tests.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/schema_mapping.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr int kOldest = 120;

bool IsAge(std::string_view form) {
  int years = 0;
  const auto read = std::from_chars(form.data(), form.data() + form.size(), years);
  return read.ec == std::errc() && read.ptr == form.data() + form.size() && years > 0 &&
         years <= kOldest;
}

bool IsAcronym(std::string_view form) {
  const auto is_capital = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
  return form.size() <= 8 && std::ranges::count_if(form, is_capital) >= 2 &&
         std::ranges::none_of(
             form, [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
}

// "Aarhus" of "Aarhus-based"; empty if the word is not made so.
std::string_view BeforeHyphen(std::string_view form) {
  const std::size_t hyphen = form.rfind('-');
  return hyphen == std::string_view::npos ? std::string_view() : form.substr(0, hyphen);
}

}  // namespace

bool FitsWildcard(std::string_view text, std::string_view pattern) {
  if (pattern.starts_with('*')) return text.ends_with(pattern.substr(1));
  if (pattern.ends_with('*')) return text.starts_with(pattern.substr(0, pattern.size() - 1));
  return text == pattern;
}

const EntityMention* WordView::NameAt(int word) const {
  if (entities_ == nullptr) return nullptr;
  const EntityMention* mention = entities_->At(sentence_, word);
  return mention != nullptr && mention->kind == MentionKind::kName ? mention : nullptr;
}

std::string WordView::TypeOf(int word) const {
  return entities_ == nullptr ? std::string() : entities_->TypeFor(sentence_, word);
}

const RoleNoun* WordView::RoleOfTwo(int word) const {
  if (word < 2 || word > graph().size()) return nullptr;
  return lexicon().Role(graph().word(word - 1).form + " " + graph().lemma(word));
}

const RoleNoun* WordView::RoleOf(int word) const {
  if (const RoleNoun* role = RoleOfTwo(word); role != nullptr) return role;
  if (RoleOfTwo(word + 1) != nullptr) return nullptr;  // "Attorney" of "Attorney General"
  if (const RoleNoun* role = lexicon().Role(graph().word(word).form); role != nullptr) return role;
  return lexicon().Role(graph().lemma(word));
}

std::string_view WordView::Listed(std::string_view list, int word) const {
  if (word > 1)
    if (const std::string_view key =
            set_.Find(list, FoldWord(graph().word(word - 1).form) + " " + graph().lemma(word));
        !key.empty())
      return key;
  const std::string_view key = set_.Find(list, graph().lemma(word));
  return key.empty() ? set_.Find(list, FoldWord(graph().word(word).form)) : key;
}

int WordView::FirstOf(int word) const {
  const EntityMention* name = NameAt(word);
  return name == nullptr ? word : name->first;
}

int WordView::LastOf(int word) const {
  const EntityMention* name = NameAt(word);
  return name == nullptr ? word : name->last;
}

bool WordView::IsAmount(TestKind kind, int word) const {
  if (!graph().IsUpos(word, "NUM") && !graph().IsUpos(word, "SYM") && !graph().IsUpos(word, "NOUN"))
    return false;
  const Span span = graph().Cover(graph().Subtree(word));
  if (span.begin == span.end) return false;
  std::string phrase;
  for (int w : graph().Subtree(word))
    phrase += graph().word(w).form + (graph().word(w).space_after ? " " : "");
  for (const FoundValue& found : FindMeasures(phrase)) {
    const ValueKind value = found.value.kind;
    if (kind == TestKind::kMoney     ? value == ValueKind::kMoney
        : kind == TestKind::kPercent ? value == ValueKind::kPercent
                                     : value == ValueKind::kMoney || value == ValueKind::kPercent ||
                                           value == ValueKind::kQuantity)
      return true;
  }
  return false;
}

bool WordView::IsKind(TestKind kind, int word) const {
  const Token& token = graph().word(word);
  switch (kind) {
    case TestKind::kName: return NameAt(word) != nullptr;
    case TestKind::kKnown: {
      const EntityMention* mention =
          entities_ == nullptr ? nullptr : entities_->At(sentence_, word);
      return mention != nullptr && mention->kind != MentionKind::kPronoun;
    }
    case TestKind::kPronoun:
      return token.upos == "PRON" && entities_ != nullptr &&
             entities_->NodeFor(sentence_, word) != kNoNode;
    case TestKind::kTerm: return token.upos == "NOUN" && NameAt(word) == nullptr;
    case TestKind::kTitle: {
      const RoleNoun* role = lexicon().Role(token.form);
      return role != nullptr && role->title;
    }
    case TestKind::kPlural: return IsPlural(graph(), word);
    case TestKind::kCapital: return IsCapitalized(token.form);
    case TestKind::kDetermined:
      return graph().Child(word, "det") != 0 || graph().Child(word, "nmod:poss") != 0;
    case TestKind::kKnownKind: return !lexicon().NounType(graph().lemma(word)).empty();
    case TestKind::kOrganKind:
      return FamilyOf(lexicon().NounType(graph().lemma(word))) == "organization";
    case TestKind::kNationality: return !lexicon().CountryOfDemonym(token.form).empty();
    case TestKind::kCountry: return !lexicon().Country(token.form).empty();
    case TestKind::kAge: return IsAge(token.form);
    case TestKind::kAcronym: return IsAcronym(token.form);
    case TestKind::kPlace: return !lexicon().PlaceType(BeforeHyphen(token.form)).empty();
    case TestKind::kVerb: return graph().IsVerb(word);
    default: return IsAmount(kind, word);
  }
}

bool WordView::Holds(const TestAtom& atom, int word, std::string_view* key) const {
  const Token& token = graph().word(word);
  switch (atom.kind) {
    case TestKind::kLemma: return FitsWildcard(graph().lemma(word), atom.text);
    case TestKind::kForm: return FitsWildcard(FoldWord(token.form), atom.text);
    case TestKind::kTag:
      return atom.text == "ANY" || FitsWildcard(token.upos, atom.text) ||
             FitsWildcard(token.xpos, atom.text);
    case TestKind::kFeature: return graph().HasFeature(word, atom.text);
    case TestKind::kType: return IsType(TypeOf(word), atom.text);
    case TestKind::kList: {
      const std::string_view listed = Listed(atom.text, word);
      if (listed.empty() || (!atom.key.empty() && listed != atom.key)) return false;
      if (key != nullptr) *key = listed;
      return true;
    }
    case TestKind::kTrade:
    case TestKind::kOffice: {
      const RoleNoun* role = RoleOf(word);
      if (role == nullptr || role->predicate == "honorific") return false;
      if (role->predicate.empty() != (atom.kind == TestKind::kTrade)) return false;
      if (!atom.key.empty() && role->predicate != atom.key) return false;
      if (key != nullptr) *key = role->predicate;
      return true;
    }
    default: return IsKind(atom.kind, word);
  }
}

bool WordView::Holds(const NodeTest& test, int word, std::string_view* key) const {
  const bool any =
      std::ranges::any_of(test.any, [&](const TestAtom& atom) { return Holds(atom, word, key); });
  return any != test.negated;
}

}  // namespace lode
