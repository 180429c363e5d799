// Weighs what earlier sentences said of a name against what this one says.
//
// Evidence is in the unit of the tagger's margins: differences of scores before a
// softmax. That of one reading is capped, since the model repeats its mistakes.
#include "loaders/language/heads/name_memory.h"

#include <algorithm>
#include <cctype>

namespace lode {
namespace {

constexpr float kMostOfOneReading = 4.0F;
constexpr float kMostInAll = 12.0F;
// What a full name says of its short forms, to one of what it says of itself.
constexpr float kShareOfShortForm = 0.5F;
// A name that the tagger overlooked is added if it was at least so clear before.
constexpr float kEnoughToAdd = 6.0F;

bool HasCapital(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](unsigned char c) { return std::isupper(c) != 0 || c >= 0x80; });
}

std::string Words(const Sentence& sentence, int first, int last) {
  std::string words;
  for (int i = first; i <= last; ++i) {
    if (i > first) words += ' ';
    words += sentence.tokens[static_cast<std::size_t>(i) - 1].form;
  }
  return words;
}

// "World Grain Board" -> "WGB"; empty where fewer than three words have capitals.
std::string AcronymOf(const Sentence& sentence, const Mention& mention) {
  std::string acronym;
  for (int i = mention.first; i <= mention.last; ++i) {
    const std::string& form = sentence.tokens[static_cast<std::size_t>(i) - 1].form;
    if (!form.empty() && std::isupper(static_cast<unsigned char>(form.front())) != 0) {
      acronym += form.front();
    }
  }
  return acronym.size() < 3 ? std::string() : acronym;
}

}  // namespace

const NameMemory::Evidence* NameMemory::Find(const std::string& name) const {
  const auto found = known_.find(name);
  return found == known_.end() ? nullptr : &found->second;
}

void NameMemory::Retype(const Sentence& sentence, Mention* mention) const {
  const Evidence* const evidence = Find(Words(sentence, mention->first, mention->last));
  if (evidence == nullptr) return;
  const auto best = std::max_element(evidence->begin(), evidence->end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  const auto own = evidence->find(mention->type);
  const float lead = best->second - (own == evidence->end() ? 0.0F : own->second);
  if (lead <= mention->margin) return;
  mention->type = best->first;
  mention->margin = 0;
}

void NameMemory::AddOverlooked(Sentence* sentence) const {
  const int size = static_cast<int>(sentence->tokens.size());
  const auto is_free = [&](int word) {
    return sentence->tokens[static_cast<std::size_t>(word) - 1].upos == "PROPN" &&
           std::none_of(sentence->mentions.begin(), sentence->mentions.end(),
                        [&](const Mention& m) { return m.first <= word && word <= m.last; });
  };
  for (int first = 1; first <= size; ++first) {
    if (!is_free(first)) continue;
    int last = first;
    while (last < size && is_free(last + 1)) ++last;
    if (const Evidence* const evidence = Find(Words(*sentence, first, last))) {
      const auto best = std::max_element(evidence->begin(), evidence->end(),
                                         [](auto& a, auto& b) { return a.second < b.second; });
      if (best->second >= kEnoughToAdd) {
        const auto place = std::find_if(sentence->mentions.begin(), sentence->mentions.end(),
                                        [&](const Mention& m) { return m.first > last; });
        sentence->mentions.insert(place, {first, last, best->first});
      }
    }
    first = last;
  }
}

void NameMemory::Add(const std::string& name, const std::string& type, float weight) {
  if (known_.size() >= kMaxNames && known_.count(name) == 0) return;
  float& evidence = known_[name][type];
  evidence = std::min(evidence + std::min(weight, kMostOfOneReading), kMostInAll);
}

void NameMemory::Remember(const Sentence& sentence, const Mention& mention) {
  const std::string words = Words(sentence, mention.first, mention.last);
  if (!HasCapital(words) || mention.margin <= 0) return;
  Add(words, mention.type, mention.margin);
  if (mention.first == mention.last) return;
  const float share = kShareOfShortForm * std::min(mention.margin, kMostOfOneReading);
  const auto short_form = [&](int word) {
    const std::string& form = sentence.tokens[static_cast<std::size_t>(word) - 1].form;
    if (form.size() > 1 && HasCapital(form)) Add(form, mention.type, share);
  };
  if (mention.type == "person") {
    short_form(mention.first);
    short_form(mention.last);
  } else if (mention.type == "organization") {
    short_form(mention.first);
    const std::string acronym = AcronymOf(sentence, mention);
    if (!acronym.empty()) Add(acronym, mention.type, share);
  }
}

void NameMemory::Settle(Sentence* sentence) {
  for (Mention& mention : sentence->mentions) Retype(*sentence, &mention);
  AddOverlooked(sentence);
  for (const Mention& mention : sentence->mentions) Remember(*sentence, mention);
}

}  // namespace lode
