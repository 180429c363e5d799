// A sentence and the names marked in it, for those who put names right. Words count from 1.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

class MarkedSentence {
 protected:
  MarkedSentence(Sentence& sentence, const EntityLexicon& lexicon)
      : sentence_(sentence), lexicon_(lexicon), size_(static_cast<int>(sentence.tokens.size())) {}

  // A word that is not there has no form, no tag and no head.
  const Token& Word(int word) const {
    static const Token none;
    const bool inside = word >= 1 && word <= size_;
    return inside ? sentence_.tokens[static_cast<std::size_t>(word) - 1] : none;
  }
  const std::string& Form(int word) const { return Word(word).form; }
  bool IsCapital(int word) const { return IsCapitalized(Form(word)); }
  const Mention* MentionAt(int word) const {
    for (const Mention& mention : sentence_.mentions)
      if (mention.first <= word && word <= mention.last) return &mention;
    return nullptr;
  }
  // Makes one mention of the range, for all that reach into it; without a type, of the type of
  // the first of these. Its first word is noted in changed_.
  void Unite(int first, int last, std::string type) {
    float margin = 0;
    for (const Mention& mention : sentence_.mentions)
      if (mention.last >= first && mention.first <= last) {
        if (type.empty()) type = mention.type;
        margin = std::max(margin, mention.margin);
      }
    std::erase_if(sentence_.mentions,
                  [&](const Mention& m) { return m.last >= first && m.first <= last; });
    const auto at =
        std::ranges::find_if(sentence_.mentions, [&](const Mention& m) { return m.first > first; });
    sentence_.mentions.insert(at, {first, last, std::move(type), margin});
    changed_.push_back(first);
  }

  Sentence& sentence_;
  const EntityLexicon& lexicon_;
  const int size_;
  std::vector<int> changed_;  // first words of mentions
};

}  // namespace lode
