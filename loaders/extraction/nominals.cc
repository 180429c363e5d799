// Statements that noun phrases carry.
//
// A title before a name is the surest fact of a news text: "Trade Minister Ana
// Rivera" says what she is, and "Orrin chief executive Ana Rivera" says of what.

#include <algorithm>

#include "loaders/extraction/entities.h"
#include "loaders/extraction/noun_phrase.h"

namespace lode {
namespace {

constexpr char kExtractor[] = "nominal/1";

// "trade minister" as a title in the text, without the organization before it.
std::string RoleName(const SentenceGraph& graph, int role) {
  WordRange range = NamingPhrase(graph, role);
  return PhraseText(graph, {range.first, std::max(range.last, role)});
}

}  // namespace

std::vector<StatementRecord> NominalStatements(const Article&, const std::vector<Sentence>&,
                                               const EntityLexicon& lexicon,
                                               ArticleEntities& entities) {
  std::vector<StatementRecord> statements;
  const std::vector<EntityMention> mentions = entities.mentions();
  for (const EntityMention& mention : mentions) {
    if (mention.kind != MentionKind::kName || mention.type != "person") continue;
    const SentenceGraph& graph = entities.text().graphs[mention.sentence];
    const int title = graph.Child(mention.head, "nmod:desc");
    if (title == 0 || title > mention.first) continue;
    const RoleNoun* role = lexicon.Role(graph.lemma(title));
    if (role == nullptr || role->predicate.empty()) continue;
    StatementRecord statement;
    statement.subject = mention.node;
    statement.predicate = "holds-position";
    statement.object.node = entities.Term(RoleName(graph, title), "role");
    statement.sentence = mention.sentence + 1;
    statement.subject_span = entities.SpanFor(mention.sentence, mention.head);
    statement.object_span = {{graph.word(NamingPhrase(graph, title).first).span.begin,
                              graph.word(title).span.end}};
    statement.relation = "title";
    statement.confidence = 0.9;
    statement.extractor = kExtractor;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace lode
