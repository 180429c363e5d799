// Applies edit scripts, after a look into the list of exceptions.
//
// A script is a class of the network, so it knows the context ("saw" as noun
// and verb); the vocabulary helps where English spelling does not say whether
// a final e belongs to the stem: "revealed" gives reveal, "revered" revere.
#include "loaders/language/heads/lemmatizer.h"

#include <algorithm>
#include <charconv>

#include "loaders/language/heads/inflection.h"
#include "loaders/language/model/word_features.h"

namespace lode {
namespace {

// A rival script may score this much less if only it makes a known word.
constexpr float kNearlyEqual = 3.0F;

std::size_t CharBegin(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool Upper(std::string_view form) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return form.size() > 1 && std::any_of(form.begin(), form.end(), upper) &&
         std::none_of(form.begin(), form.end(), lower);
}

std::string Titled(std::string_view form) {
  std::size_t first = form.empty() ? 0 : 1;
  while (first < form.size() && (static_cast<unsigned char>(form[first]) & 0xC0) == 0x80) ++first;
  return std::string(form.substr(0, first)) + LowerCase(form.substr(first));
}

}  // namespace

Result<Lemmatizer> Lemmatizer::Read(const ModelFile& file) {
  Lemmatizer l;
  const auto names = file.Strings("class.lemma");
  const auto exceptions = file.Strings("lemma.exceptions");
  if (!names.ok()) return names.status();
  if (!exceptions.ok()) return exceptions.status();
  l.exceptions_ = *exceptions;
  for (std::size_t i = 0; i < names->size(); ++i) {
    const std::string_view name = (*names)[i];
    Script script;
    const std::size_t dash = name.find('-');
    if (name.starts_with('=')) {
      script = {'=', 0, name.substr(1)};
    } else if (dash == 0 || dash == std::string_view::npos ||
               std::from_chars(name.data() + 1, name.data() + dash, script.drop).ptr !=
                   name.data() + dash) {
      return Status(Code::kCorrupt, "the model file has a broken lemma script");
    } else {
      script.base = name[0];
      script.text = name.substr(dash + 1);
    }
    l.scripts_.push_back(script);
  }
  if (l.scripts_.empty()) return Status(Code::kCorrupt, "the model file has no lemma scripts");
  return l;
}

std::string Lemmatizer::Apply(const Script& script, std::string_view form) {
  if (script.base == '=') return std::string(script.text);
  std::string base = script.base == 'L'   ? LowerCase(form)
                     : script.base == 'T' ? Titled(form)
                                          : std::string(form);
  std::size_t end = base.size();
  for (std::size_t i = 0; i < script.drop; ++i) {
    if (end == 0) return base;
    end = CharBegin(base, end - 1);
  }
  if (end == 0 && script.text.empty()) return base;
  return base.substr(0, end).append(script.text);
}

std::string_view Lemmatizer::Exception(std::string_view form, std::string_view upos) const {
  const std::string key =
      (Upper(form) ? std::string(form) : LowerCase(form)) + '\t' + std::string(upos) + '\t';
  std::size_t low = 0, high = exceptions_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (exceptions_[middle] < std::string_view(key)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == exceptions_.size() || !exceptions_[low].starts_with(key)) return {};
  return exceptions_[low].substr(key.size());
}

std::string Lemmatizer::Lemma(std::string_view form, Tags tags, std::span<const float> scores,
                              const Embedding& vocabulary) const {
  if (const std::string_view known = Exception(form, tags.upos); !known.empty()) {
    return std::string(known);
  }
  const auto best =
      static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  std::string lemma = Apply(scripts_[best], form);
  const auto mended = [&](std::string guess) {
    if (!Inflected(tags.xpos)) return guess;
    const std::string lower = LowerCase(form);
    if (scripts_[best].base != 'L' && lower != form) return guess;
    const auto is_word = [&](std::string_view word) { return vocabulary.Knows(word); };
    return BaseForm(lower, tags.xpos, std::move(guess), is_word);
  };
  if (scripts_[best].base != 'L' || scripts_[best].drop == 0 || vocabulary.Knows(lemma)) {
    return mended(std::move(lemma));
  }
  float least = scores[best] - kNearlyEqual;
  std::string better;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] <= least || scripts_[i].base != 'L' || i == best) continue;
    std::string other = Apply(scripts_[i], form);
    if (!vocabulary.Knows(other)) continue;
    least = scores[i];
    better = std::move(other);
  }
  return mended(better.empty() ? std::move(lemma) : std::move(better));
}

}  // namespace lode
