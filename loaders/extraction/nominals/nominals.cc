// Statements that noun phrases carry.
//
// Noun phrases state without a verb: a title before a name, an apposition after it, a
// possessive, a parenthesis. Such statements are surer than those of verbs as nobody
// says "might" inside of them, so the patterns ask for the whole shape and give
// nothing where a part of it is missing.

#include "loaders/extraction/nominals/nominals.h"

#include <utility>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/nominals/nominal_writer.h"

namespace lode {
namespace {

constexpr char kExtractor[] = "nominal/1";

Spans SpansOf(const SentenceGraph& graph, WordRange range) {
  if (range.first < 1 || range.last > graph.size() || range.last < range.first) return {};
  return {{graph.word(range.first).span.begin, graph.word(range.last).span.end}};
}

}  // namespace

StatementRecord* NominalWriter::RelateTo(std::uint32_t sentence, int subject,
                                         std::string_view predicate, std::uint32_t object,
                                         WordRange object_words, int relation, double confidence) {
  const std::uint32_t node = entities_.NodeFor(sentence, subject);
  if (node == kNoNode || object == kNoNode || node == object) return nullptr;
  StatementRecord statement;
  statement.subject = node;
  statement.predicate = predicate;
  statement.object.node = object;
  statement.sentence = sentence + 1;
  statement.subject_span = entities_.SpanFor(sentence, subject);
  statement.object_span = SpansOf(graph(sentence), object_words);
  if (relation != 0) {
    statement.predicate_span = SpansOf(graph(sentence), {relation, relation});
    statement.relation = graph(sentence).lemma(relation);
  }
  statement.confidence = confidence;
  statement.extractor = kExtractor;
  statements_.push_back(std::move(statement));
  return &statements_.back();
}

StatementRecord* NominalWriter::Relate(std::uint32_t sentence, int subject,
                                       std::string_view predicate, int object, int relation,
                                       double confidence) {
  const std::uint32_t node = predicate == "is-a" ? entities_.ClassNode(sentence, object, subject)
                                                 : entities_.NodeFor(sentence, object);
  StatementRecord* statement =
      RelateTo(sentence, subject, predicate, node, {}, relation, confidence);
  if (statement != nullptr) statement->object_span = entities_.SpanFor(sentence, object);
  return statement;
}

StatementRecord* NominalWriter::RelateToText(std::uint32_t sentence, int subject,
                                             std::string_view predicate, const std::string& text,
                                             WordRange object_words, double confidence) {
  const std::uint32_t node = entities_.NodeFor(sentence, subject);
  if (node == kNoNode || text.empty() || entities_.nodes()[node].name == text) return nullptr;
  StatementRecord statement;
  statement.subject = node;
  statement.predicate = predicate;
  statement.object.literal.kind = ValueKind::kText;
  statement.object.literal.text = text;
  statement.sentence = sentence + 1;
  statement.subject_span = entities_.SpanFor(sentence, subject);
  statement.object_span = SpansOf(graph(sentence), object_words);
  statement.confidence = confidence;
  statement.extractor = kExtractor;
  statements_.push_back(std::move(statement));
  return &statements_.back();
}

std::string NominalWriter::TypeAt(std::uint32_t sentence, int word) {
  const std::uint32_t node = entities_.NodeFor(sentence, word);
  return node == kNoNode ? std::string() : entities_.nodes()[node].type;
}

std::uint32_t NominalWriter::PlaceNode(std::string_view name) {
  for (std::uint32_t i = 0; i < entities_.nodes().size(); ++i) {
    const EntityNode& node = entities_.nodes()[i];
    if (node.identity == IdentityClass::kPlace &&
        (node.name == name || lexicon().Country(node.name) == name))
      return i;
  }
  EntityNode node;
  node.identity = IdentityClass::kPlace;
  node.name = name;
  node.type = lexicon().Country(name).empty() ? "region" : "country";
  node.forms.push_back({std::string(name), 0, true});
  return entities_.AddNode(std::move(node));
}

std::vector<StatementRecord> NominalStatements(const Article& article, const std::vector<Sentence>&,
                                               const EntityLexicon&, const WordLists& lists,
                                               ArticleEntities& entities) {
  NominalWriter writer(article, entities);
  WriteOtherNames(writer);
  WriteParticularLinks(writer, lists);
  return writer.Take();
}

}  // namespace lode
