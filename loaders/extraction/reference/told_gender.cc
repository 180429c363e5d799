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

Gender OwnWordsGender(const ArticleText& text, const MentionDraft& mention) {
  const SentenceGraph& graph = text.graphs[mention.sentence];
  if (!graph.Is(mention.head, "nsubj")) return Gender::kUnknown;
  const int first = graph.head(mention.head);
  for (int verb : graph.Conjuncts(first)) {
    const int clause = graph.Child(verb, "ccomp");
    const int pronoun = clause == 0 ? 0 : graph.Child(clause, "nsubj");
    if (verb < mention.head || pronoun < verb || graph.word(pronoun).xpos != "PRP") continue;
    if (verb != first && graph.Child(verb, "nsubj") != 0) break;
    // "told the police he fled": as often as not somebody else
    if (graph.Child(verb, "obj") != 0 || graph.Child(verb, "iobj") != 0) continue;
    for (int word = verb + 1; word <= pronoun; ++word) {
      if (graph.IsUpos(word, "PUNCT")) break;  // "“He is old,” Moe said"
      const std::string form = FoldWord(graph.word(word).form);
      if (word == pronoun && text.lexicon.IsCue("he-pronoun", form)) return Gender::kMale;
      if (word == pronoun && text.lexicon.IsCue("she-pronoun", form)) return Gender::kFemale;
    }
  }
  return Gender::kUnknown;
}

}  // namespace lode
