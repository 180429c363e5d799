// Most names are passed over by the letters that they have; how far the others are is computed.

#include "storage/names/name_suggestions.h"

#include <algorithm>
#include <bit>

#include "storage/names/name_form.h"
#include "storage/names/name_index.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"
#include "storage/terms/folding.h"

namespace lode {

namespace {

constexpr std::size_t kLeastLetters = 4;       // of a name that is looked for word by word
constexpr std::size_t kLettersOfSpelling = 4;  // that another spelling may have more or fewer

// Which letters a text has. An edit adds or takes one, or does both.
std::uint64_t LettersIn(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return letters;
}
// Whether EditDistance may be no more than the limit.
bool MayBeNear(std::uint64_t a, std::uint64_t b, std::size_t limit) {
  return static_cast<std::size_t>(std::popcount(a ^ b)) <= 2 * limit;
}

// Whether as many neighbouring words of the name as `words` has are nearly these.
bool HasNearWord(std::string_view name, std::string_view words) {
  const std::size_t most = std::max<std::size_t>(1, words.size() / 4);
  const std::uint64_t letters = LettersIn(words);
  const auto count = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
  for (std::size_t begin = 0; begin < name.size();) {
    std::size_t end = begin;
    for (std::size_t i = 0; i <= count && end < name.size(); ++i)
      end = std::min(name.find(' ', end + (i > 0 ? 1 : 0)), name.size());
    const std::string_view some = name.substr(begin, end - begin);
    if (MayBeNear(letters, LettersIn(some), most) && EditDistance(words, some, most) <= most)
      return true;
    begin = std::min(name.find(' ', begin), name.size() - 1) + 1;
  }
  return false;
}

}  // namespace

std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before(a.size() + 1), row(a.size() + 1), next(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    next[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      next[i] =
          std::min({row[i] + 1, next[i - 1] + 1, row[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        next[i] = std::min(next[i], before[i - 2] + 1);
      best = std::min(best, next[i]);
    }
    if (best > limit) return limit + 1;
    before.swap(row);
    row.swap(next);
  }
  return row[a.size()];
}

std::size_t MostEdits(std::size_t bytes) {
  return std::max<std::size_t>(1, bytes / 3);
}

NameSuggestions::NameSuggestions(std::string_view name, const Schema& schema)
    : schema_(schema),
      folded_(FoldText(name)),
      sound_(SoundOf(folded_, schema)),
      within_(" " + folded_ + " "),
      most_(MostEdits(folded_.size())),
      longest_apart_(std::max(most_, kLettersOfSpelling)),
      letters_(LettersIn(folded_)) {}

std::size_t NameSuggestions::DistanceOf(std::string_view candidate) const {
  std::size_t distance = MayBeNear(letters_, LettersIn(candidate), most_)
                             ? EditDistance(folded_, candidate, most_)
                             : most_ + 1;
  // A longer name that has all of this one's words is near too.
  if (distance > most_ && folded_.size() >= 3 && candidate.size() > folded_.size() &&
      (" " + std::string(candidate) + " ").find(within_) != std::string::npos)
    distance = most_;
  // The same name in another spelling is nearest of all.
  const bool may_sound_so = candidate.size() <= folded_.size() + longest_apart_ &&
                            folded_.size() <= candidate.size() + longest_apart_;
  return distance > 0 && may_sound_so && SoundOf(candidate, schema_) == sound_ ? std::size_t{0}
                                                                               : distance;
}

void NameSuggestions::Keep(Near& near, std::string identity, std::string_view one,
                           std::size_t distance, std::string_view text) {
  auto& best =
      near.try_emplace({std::move(identity), std::string(one)}, distance, text).first->second;
  best.second = std::min(best.second, std::string(text));
}

void NameSuggestions::Consider(std::string_view key, std::string_view one, std::string_view text,
                               bool is_short) {
  const IdentityClass identity = IdentityOfKey(key);
  if (!is_short && identity == IdentityClass::kParticular) return;  // that describes it
  const std::size_t distance = DistanceOf(one);
  const bool by_its_word =
      distance > most_ && folded_.size() >= kLeastLetters && HasNearWord(one, folded_);
  if ((distance > most_ && !by_its_word) || (!is_short && Describes(key, one))) return;
  if (by_its_word)
    by_word_.emplace(one.size(), text);
  else
    Keep(names_, std::string(NameOf(identity)), one, distance, text);
}

void NameSuggestions::ConsiderDescribing(std::string_view key, std::string_view one,
                                         std::string_view text, bool is_short) {
  if (is_short) return;
  if (const std::size_t distance = DistanceOf(one); distance <= most_ && Describes(key, one))
    Keep(others_, "", one, distance, text);
}

std::vector<std::string> NameSuggestions::Nearest(std::size_t limit) const {
  std::set<std::pair<std::size_t, std::string>> nearest;
  for (const auto& [key, one] : empty() ? others_ : names_) nearest.insert(one);
  if (nearest.empty()) nearest = by_word_;
  std::vector<std::string> texts;
  for (const auto& [distance, text] : nearest)
    if (texts.size() < limit && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(text);
  return texts;
}

}  // namespace lode
