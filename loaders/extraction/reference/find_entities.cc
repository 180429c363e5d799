// The sieves in their order: names are found and typed, linked to one another, doubted
// where a bare name is no name, and last the pronouns and descriptions that stand for them.
#include "loaders/extraction/reference/find_entities.h"

#include <algorithm>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/reference/anaphora.h"
#include "loaders/extraction/reference/bare_names.h"
#include "loaders/extraction/reference/coreference.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

EntityMention MentionOf(const MentionDraft& draft, std::uint32_t node) {
  EntityMention mention;
  mention.sentence = draft.sentence;
  mention.head = draft.head;
  mention.first = draft.first;
  mention.last = draft.last;
  mention.kind = draft.kind;
  mention.type = draft.type;
  mention.node = node;
  return mention;
}

// "the Embassy", "District Attorney": written like a name, but there is one in every town.
bool IsClassWord(const NameCluster& cluster, const EntityLexicon& lexicon) {
  const bool body = cluster.type == "organization" || cluster.type == "government-body" ||
                    FamilyOf(cluster.type) == "place";
  const std::string word = FoldWord(cluster.name);
  return body && (lexicon.Role(word) != nullptr || lexicon.NounType(word) == "organization");
}

// The name with its title is a form that never outweighs the name itself.
void AddTitled(EntityNode& node, const std::string& titled) {
  const bool known =
      std::ranges::any_of(node.forms, [&](const NameForm& form) { return form.text == titled; });
  if (!known && !titled.empty()) node.forms.push_back({titled, 0, true});
}

}  // namespace

ArticleEntities FindEntities(const Article&, const std::vector<Sentence>& sentences,
                             const EntityLexicon& lexicon) {
  auto text = std::make_shared<const ArticleText>(sentences, lexicon);
  std::vector<MentionDraft> drafts = FindNames(*text);
  TypeNames(*text, drafts);
  std::vector<NameCluster> clusters = LinkNames(*text, drafts);
  DoubtBareNames(*text, drafts, clusters);

  ArticleEntities entities;
  for (const NameCluster& cluster : clusters) {
    EntityNode node;
    node.identity =
        IsClassWord(cluster, lexicon) ? IdentityClass::kParticular : IdentityOf(cluster.type, true);
    node.name = cluster.name;
    node.type = cluster.type;
    const std::uint32_t number = entities.AddNode(std::move(node));
    for (std::size_t draft : cluster.drafts) {
      drafts[draft].type = cluster.type;
      entities.AddForm(number, drafts[draft].text, true);
      if (cluster.type == "person") AddTitled(entities.nodes()[number], drafts[draft].titled);
      entities.Add(MentionOf(drafts[draft], number));
    }
  }
  entities.Index(text);
  ResolveAnaphora(*text, drafts, clusters, entities);
  entities.Index(std::move(text));
  return entities;
}

}  // namespace lode
