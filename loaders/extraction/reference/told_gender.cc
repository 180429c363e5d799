// Tells two people of one surname apart where the text does: by a title, or by the pronoun
// that goes on with the name.
#include "loaders/extraction/reference/told_gender.h"

#include "loaders/extraction/words/word_form.h"

namespace lode {

Gender TitleGender(const ArticleText& text, const MentionDraft& mention) {
  if (mention.role == 0) return Gender::kUnknown;
  const Token& title = text.graphs[mention.sentence].word(mention.role);
  const RoleNoun* role = text.lexicon.Role(title.form);
  return role == nullptr ? Gender::kUnknown : role->gender;
}

Gender PronounGender(const ArticleText& text, const MentionDraft& mention) {
  const SentenceGraph& graph = text.graphs[mention.sentence];
  for (int word = mention.last + 1; word <= graph.size(); ++word) {
    if (!graph.Is(word, "nsubj") || graph.word(word).xpos == "WP") continue;
    const std::string form = FoldWord(graph.word(word).form);
    if (text.lexicon.IsCue("he-pronoun", form)) return Gender::kMale;
    if (text.lexicon.IsCue("she-pronoun", form)) return Gender::kFemale;
    break;
  }
  return Gender::kUnknown;
}

}  // namespace lode
