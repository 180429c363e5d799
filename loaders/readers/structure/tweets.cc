// A quoted post is known by its author line. Its words are the line before, which
// mostly ends in a link. The hard bit is how far up it goes when the post has
// several lines: as far as lines talk in the first person or stand without a gap
// as short ones, and never past the length a post may have.

#include "loaders/readers/structure/tweets.h"

#include <re2/re2.h>

#include <utility>

#include "loaders/readers/metadata/date_words.h"

namespace lode {
namespace {

constexpr std::size_t kLongestPost = 300;  // letters and links, as posts count them

const RE2& AuthorLine() {
  static const RE2 pattern(R"(^(?:[—–-]|--|\x{2015})\s*[^()]{1,80}\(@\w{1,30}\)[\s·,|-]*(.*)$)");
  return pattern;
}

bool IsAuthorLine(const Draft& draft, std::string& date) {
  return draft.text.size() < 200 &&
         RE2::FullMatch({draft.view().data(), draft.text.size()}, AuthorLine(), &date) &&
         date.size() < 60;
}

bool MayBelongAbove(const Draft& line) {
  static const RE2 personal(
      R"((?i)(?:\b(?:i|i'm|my|me|we|we're|our|ours|ourselves|us|you|your)\b|#\w|@\w|https?://|pic\.\w))");
  static const RE2 us(R"(\b(?:US|U\.S\.)\b)");
  std::string text = line.text.text();
  RE2::GlobalReplace(&text, us, "");
  return !line.settled && line.text.size() < kLongestPost && line.kind != BlockKind::kList &&
         text.find("\xE2\x80\x9C") == std::string::npos && RE2::PartialMatch(text, personal);
}

bool EndsInLink(std::string_view line) {
  static const RE2 pattern(R"((?:https?://\S+|pic\.\w+\.com/\S+)$)");
  return RE2::PartialMatch({line.data(), line.size()}, pattern);
}

void AppendLine(Draft& tweet, const Draft& line) {
  if (!tweet.text.empty()) {
    std::uint32_t end = tweet.text.source().end;
    tweet.text.Append("\n", {end, end});
  }
  tweet.text.Append(line.text);
}

}  // namespace

void JoinTweets(Drafts& drafts) {
  Drafts out;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    std::string date;
    if (!IsAuthorLine(drafts[i], date) || out.empty() || out.back().settled) {
      out.push_back(std::move(drafts[i]));
      continue;
    }
    std::size_t first = out.size() - 1;
    std::size_t length = out[first].text.size();
    bool marked_up = drafts[i].hint == LineHint::kTweet;
    while (marked_up && first > 0 && out[first - 1].hint == LineHint::kTweet &&
           !out[first - 1].settled)
      --first;
    while (!marked_up && first > 0 && !out[first].after_gap && MayBelongAbove(out[first - 1]) &&
           length + out[first - 1].text.size() <= kLongestPost) {
      --first;
      length += out[first].text.size();
    }
    bool fits =
        marked_up || out.back().text.size() <= kLongestPost || EndsInLink(out.back().view());
    Draft tweet = std::move(out[first]);
    if (fits)
      for (std::size_t j = first + 1; j < out.size(); ++j) AppendLine(tweet, out[j]);
    if (fits)
      out.resize(first);
    else
      out[first] = std::move(tweet), tweet = Draft{};
    AppendLine(tweet, drafts[i]);
    tweet.Settle(BlockKind::kTweet);
    tweet.date = DateIn(date);
    out.push_back(std::move(tweet));
  }
  drafts = std::move(out);
}

}  // namespace lode
