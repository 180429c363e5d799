// Frames are lemmas, sentences have forms: the endings of the regular verb, and the few
// that the lists know.
#include "loaders/extraction/words/frame_sentences.h"

#include <cctype>
#include <string_view>

#include "loaders/language/heads/inflection.h"

namespace lode {
namespace {

bool IsVowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

std::string ThirdPersonOf(const std::string& verb) {
  if (verb == "be") return "is";
  return verb == "have" ? "has" : WithS(verb);
}

std::string Participle(const std::string& verb, const WordLists& lists) {
  const std::string_view known = lists.Find("participle", verb);
  return known.empty() ? WithEd(verb) : std::string(known);
}

std::string WithArticle(const std::string& noun) {
  return (IsVowel(noun.front()) ? "an " : "a ") + noun;
}

std::string Joined(std::initializer_list<std::string> words) {
  std::string text;
  for (const std::string& word : words)
    if (!word.empty()) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

std::vector<std::string> FormsOf(const std::string& verb, const WordLists& lists) {
  return {verb, ThirdPersonOf(verb), Participle(verb, lists), WithIng(verb)};
}

std::string ThirdPerson(const Frame& frame, const WordLists& lists) {
  switch (frame.kind) {
    case FrameKind::kPassive:
      return Joined({"is", Participle(frame.lemma, lists), frame.particle, frame.preposition});
    case FrameKind::kAdjective: return Joined({"is", frame.lemma, frame.preposition});
    case FrameKind::kNoun: return Joined({"is", WithArticle(frame.lemma), frame.preposition});
    case FrameKind::kVerbPhrase:
    case FrameKind::kVerb: break;
  }
  return Joined({ThirdPersonOf(frame.lemma), frame.particle,
                 frame.noun.empty() ? "" : WithArticle(frame.noun), frame.preposition});
}

std::string SpellingOf(const Frame& frame) {
  std::string words = frame.lemma;
  if (!frame.particle.empty()) words += "+" + frame.particle;
  const std::string noun = frame.noun.empty() ? "" : "@" + frame.noun;
  const bool phrase = frame.kind == FrameKind::kVerbPhrase;
  return Joined({words, phrase ? frame.preposition : noun, phrase ? noun : frame.preposition});
}

namespace {

// A thing that a condition of a frame lets stand: one of its nouns, or a sample of one of
// its types that the sentence has not got yet; empty where it asks for nothing, or only
// against something.
std::string SampleFor(const FrameCondition& condition, const WordLists& lists,
                      const std::string& sentence) {
  if (condition.excludes) return {};
  if (!condition.nouns.empty()) return "the " + condition.nouns.front();
  for (const std::string& type : condition.types)
    for (const char* list : {"sample", "other-sample"})
      if (const std::string_view sample = lists.Find(list, type);
          !sample.empty() && sentence.find(sample) == std::string::npos)
        return std::string(sample);
  return {};
}

void Substitute(std::string& sentence, std::string& words, const std::string& sample) {
  const std::size_t at = sample.empty() ? std::string::npos : sentence.find(words);
  if (at == std::string::npos) return;
  const std::string bare = sample.starts_with("the ") ? sample.substr(4) : sample;
  std::size_t begin = at;
  for (std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
    if (at >= article.size() && sentence.compare(at - article.size(), article.size(), article) == 0)
      begin = at - article.size();
  std::string phrase = sample;
  if (begin == 0) phrase.front() = static_cast<char>(std::toupper(phrase.front()));
  sentence.replace(begin, at + words.size() - begin, phrase);
  words = bare;
}

// An entry that asks for more than its line gets subject and object that fit.
void FitTo(const Frame& frame, const WordLists& lists, FrameExample& example) {
  std::string& first = frame.inverse ? example.object : example.subject;
  std::string& second = frame.inverse ? example.subject : example.object;
  if (frame.own_subject)
    Substitute(example.sentence, first, SampleFor(frame.subject, lists, example.sentence));
  if (frame.own_object)
    Substitute(example.sentence, second, SampleFor(frame.object, lists, example.sentence));
}

// The sentence with the frame's words for its star. What goes with the object stands
// behind it: "takes Y into custody", "finds Y guilty".
std::string Fill(const FrameExample& example, const Frame& frame, const WordLists& lists) {
  std::string sentence = example.sentence;
  std::string words = ThirdPerson(frame, lists);
  const std::size_t star = sentence.find('*');
  std::string behind;
  if (frame.kind == FrameKind::kVerbPhrase)
    behind = frame.preposition + " " + frame.noun;
  else if (frame.kind == FrameKind::kVerb && frame.preposition.empty() &&
           !lists.Has("adverb-particle", frame.particle))
    behind = frame.particle;
  const std::string& second = frame.inverse ? example.subject : example.object;
  const std::size_t object = sentence.find(second, star);
  if (!behind.empty() && object != std::string::npos) {
    sentence.insert(object + second.size(), " " + behind);
    words.resize(words.find(' '));
  }
  return sentence.replace(star, 1, words);
}

}  // namespace

std::vector<FrameExample> SpellOut(const FrameExample& example, const FrameTable& frames,
                                   const WordLists& lists) {
  if (example.first_frame == example.last_frame) return {example};
  std::vector<FrameExample> out;
  for (std::size_t i = example.first_frame; i < example.last_frame; ++i) {
    out.push_back(example);
    FitTo(frames.frames()[i], lists, out.back());
    out.back().first_frame = i;
    out.back().last_frame = i + 1;
    out.back().sentence = Fill(out.back(), frames.frames()[i], lists);
  }
  return out;
}

}  // namespace lode
