// Who speaks a quotation, before acts of speech are read.
//
// Pronouns are resolved first, and what is read of speech needs them. But nobody says "he"
// or "she" of himself, so whoever stands beside a quotation as the subject of its verb is
// none of those inside. Structure is enough for that: a verb outside the marks, with a
// subject outside the marks, that holds the quotation or is an aside to it.

#include "loaders/extraction/reference/quote_speakers.h"

namespace lode {
namespace {

constexpr std::uint32_t kFarthestSpeaker = 3;  // sentences back to the last one who spoke

class SpeakerFinder {
 public:
  SpeakerFinder(const ArticleText& text, const std::vector<std::vector<bool>>& quoted)
      : text_(text), quoted_(quoted) {}

  std::vector<std::vector<SpokenBy>> Find() {
    for (std::uint32_t i = 0; i < text_.graphs.size(); ++i) own_.push_back(OwnSpeaker(i));
    std::vector<std::vector<SpokenBy>> all;
    for (std::uint32_t i = 0; i < text_.graphs.size(); ++i) {
      all.emplace_back(quoted_[i].size());
      if (own_[i] != 0) last_ = {i, own_[i]};
      const SpokenBy speaker = SpeakerAt(i);
      for (std::size_t word = 1; word < quoted_[i].size(); ++word)
        if (quoted_[i][word]) all.back()[word] = speaker;
    }
    return all;
  }

 private:
  bool IsQuoted(std::uint32_t sentence, int word) const {
    return word > 0 && quoted_[sentence][static_cast<std::size_t>(word)];
  }

  // Does the verb hold words in quotation marks, or hang beside what is in them?
  bool IsBesideQuotation(std::uint32_t sentence, int verb) const {
    const SentenceGraph& graph = text_.graphs[sentence];
    for (int child : graph.children(verb))
      if ((graph.Is(child, "ccomp") || graph.Is(child, "parataxis") || graph.Is(child, "obj")) &&
          IsQuoted(sentence, child))
        return true;
    const bool aside = graph.Is(verb, "parataxis") || graph.Is(verb, "acl") ||
                       graph.Is(verb, "advcl") || graph.Is(verb, "conj");
    if (aside && IsQuoted(sentence, graph.head(verb))) return true;
    return verb < graph.size() && graph.word(graph.size()).form == ":";  // "Kano said:"
  }

  int OwnSpeaker(std::uint32_t sentence) const {
    const SentenceGraph& graph = text_.graphs[sentence];
    for (int verb = 1; verb <= graph.size(); ++verb) {
      if (!graph.IsVerb(verb) || IsQuoted(sentence, verb)) continue;
      const int subject = graph.Child(verb, "nsubj");
      if (subject != 0 && !IsQuoted(sentence, subject) && IsBesideQuotation(sentence, verb))
        return subject;
    }
    return 0;
  }

  SpokenBy SpeakerAt(std::uint32_t sentence) const {
    if (own_[sentence] != 0) return {sentence, own_[sentence]};
    for (std::uint32_t next = sentence + 1;
         next < own_.size() && text_.sentences[next].block == text_.sentences[sentence].block;
         ++next)
      if (own_[next] != 0) return {next, own_[next]};
    return last_.second != 0 && sentence - last_.first <= kFarthestSpeaker ? last_ : SpokenBy{};
  }

  const ArticleText& text_;
  const std::vector<std::vector<bool>>& quoted_;
  std::vector<int> own_;
  SpokenBy last_{};
};

}  // namespace

std::vector<std::vector<SpokenBy>> QuoteSpeakers(const ArticleText& text,
                                                 const std::vector<std::vector<bool>>& quoted) {
  return SpeakerFinder(text, quoted).Find();
}

}  // namespace lode
