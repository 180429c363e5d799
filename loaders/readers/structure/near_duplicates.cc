// Compares blocks by shingles of three words. A block is a duplicate when nearly
// all its shingles stand in one earlier block, and its figures too; tweets, which
// quote one wire text in many shapes, need fewer. Short lines must be equal. The
// hard bit is the block that repeats and adds: a symmetric measure (Jaccard) would
// call it a duplicate and lose what it adds, so only containment counts.

#include "loaders/readers/structure/near_duplicates.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

constexpr std::size_t kWidth = 3, kMostSharers = 24, kFewestWords = 8;

// Lower-case words; links, and everything after a tweet's dash line, left out.
std::vector<std::string> WordsOf(const Draft& draft) {
  std::string_view text = draft.view();
  if (draft.kind == BlockKind::kTweet) text = text.substr(0, text.rfind("\n\xE2\x80\x94"));
  std::vector<std::string> words;
  std::string word;
  auto finish = [&] {
    bool link = word.starts_with("http") || word.starts_with("pictwitter");
    if (!word.empty() && !link) words.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = NextCodePoint(text, at);
    if (c < 0 || u_isUWhiteSpace(c)) {
      finish();
    } else if (u_isalnum(c)) {
      AppendCodePoint(word, u_tolower(c));
    }
  }
  finish();
  return words;
}

std::uint64_t Hash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::vector<std::uint64_t> Shingles(const std::vector<std::string>& words) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + kWidth <= words.size(); ++i) {
    std::string joined;
    for (std::size_t j = i; j < i + kWidth; ++j) joined += words[j] + ' ';
    out.push_back(Hash(joined));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// The words with digits, sorted: blocks that differ in a figure are no duplicates.
std::vector<std::string> FiguresOf(std::vector<std::string> words) {
  std::erase_if(words, [](const std::string& word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  });
  std::sort(words.begin(), words.end());
  return words;
}

// Earlier blocks by what they hold.
class Earlier {
 public:
  // The earlier block that this one repeats, or -1. Adds this one.
  int Find(int index, const Draft& draft) {
    std::vector<std::string> words = WordsOf(draft);
    if (words.empty()) return -1;
    std::string joined;
    for (const std::string& word : words) joined += word + ' ';
    auto [whole, added] = whole_.try_emplace(Hash(joined), index);
    if (!added) return whole->second;
    if (words.size() < kFewestWords) return -1;
    std::vector<std::uint64_t> shingles = Shingles(words);
    std::vector<std::string> figures = FiguresOf(std::move(words));
    int best = MostShared(shingles, figures, draft.kind == BlockKind::kTweet);
    figures_[index] = std::move(figures);
    for (std::uint64_t shingle : shingles) {
      std::vector<int>& sharers = sharers_[shingle];
      if (sharers.size() < kMostSharers) sharers.push_back(index);
    }
    return best;
  }

 private:
  int MostShared(const std::vector<std::uint64_t>& shingles,
                 const std::vector<std::string>& figures, bool tweet) {
    std::unordered_map<int, std::size_t> shared;
    for (std::uint64_t shingle : shingles)
      if (auto found = sharers_.find(shingle); found != sharers_.end())
        for (int block : found->second) ++shared[block];
    int best = -1;
    for (const auto& [block, count] : shared) {
      double held = static_cast<double>(count) / static_cast<double>(shingles.size());
      const std::vector<std::string>& known = figures_[block];
      if (!std::includes(known.begin(), known.end(), figures.begin(), figures.end())) continue;
      if (held >= (tweet ? 0.7 : 0.85) && (best < 0 || block < best)) best = block;
    }
    return best;
  }

  std::unordered_map<std::uint64_t, int> whole_;
  std::unordered_map<std::uint64_t, std::vector<int>> sharers_;
  std::unordered_map<int, std::vector<std::string>> figures_;
};

}  // namespace

void MarkNearDuplicates(Drafts& drafts) {
  Earlier earlier;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    int found = earlier.Find(static_cast<int>(i), drafts[i]);
    while (found >= 0 && drafts[static_cast<std::size_t>(found)].duplicate_of >= 0)
      found = drafts[static_cast<std::size_t>(found)].duplicate_of;
    // Furniture may repeat the article's words; the article then stands for both,
    // but never the other way round.
    bool hidden = found >= 0 &&
                  drafts[static_cast<std::size_t>(found)].kind == BlockKind::kBoilerplate &&
                  drafts[i].kind != BlockKind::kBoilerplate;
    // An entry of a timeline adds its date to words that stood without it.
    bool dates = found >= 0 && drafts[i].kind == BlockKind::kTimelineEntry &&
                 drafts[static_cast<std::size_t>(found)].date != drafts[i].date;
    if (!hidden && !dates) drafts[i].duplicate_of = found;
  }
}

}  // namespace lode
