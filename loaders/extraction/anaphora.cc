// Resolves pronouns and descriptions.

#include "loaders/extraction/anaphora.h"

namespace lode {

void ResolveAnaphora(const ArticleText& text, const std::vector<MentionDraft>&,
                     const std::vector<NameCluster>&, ArticleEntities& entities) {
  for (std::size_t i = 0; i < text.graphs.size(); ++i) {
    const SentenceGraph& graph = text.graphs[i];
    for (int word = 1; word <= graph.size(); ++word) {
      if (!graph.HasFeature(word, "PronType=Prs") || !graph.IsUpos(word, "PRON")) continue;
      EntityMention mention;
      mention.sentence = static_cast<std::uint32_t>(i);
      mention.head = mention.first = mention.last = word;
      mention.kind = MentionKind::kPronoun;
      entities.Add(mention);
    }
  }
}

}  // namespace lode
