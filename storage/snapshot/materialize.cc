// Builds statements as the outside sees them: nodes become entities, indexes
// become ids, the sentence's words are cut out of the article's text.

#include "storage/snapshot/materialize.h"

#include <unordered_map>

#include "storage/names/alias_table.h"
#include "storage/names/computed_names.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

Value ValueOf(const Argument& argument, const EntityOfNode& entity_of) {
  if (!argument.is_node()) return argument.literal;
  Value value;
  value.kind = ValueKind::kEntity;
  value.entity = entity_of(argument.node);
  return value;
}

}  // namespace

Statement MaterializeStatement(const StatementRecord& record, std::uint32_t index,
                               const StatementPlace& place, const EntityOfNode& entity_of,
                               const IdOfStatement& id_of) {
  Statement s;
  s.id = id_of(index);
  s.subject = entity_of(record.subject);
  s.predicate = record.predicate;
  s.object = ValueOf(record.object, entity_of);
  s.article = place.info;
  s.sentence = record.sentence;
  const Span& words = place.sentences[record.sentence - 1];
  s.text = place.text.substr(words.begin, words.end - words.begin);
  s.subject_span = record.subject_span;
  s.predicate_span = record.predicate_span;
  s.object_span = record.object_span;
  if (record.said_by != kNoNode) s.said_by = entity_of(record.said_by);
  for (const Argument& link : record.via) s.via.push_back(ValueOf(link, entity_of));
  s.derived = record.derived;
  for (std::uint32_t premise : record.premises) s.premises.push_back(id_of(premise));
  s.relation = record.relation;
  s.polarity = record.polarity;
  s.modality = record.modality;
  s.ended = record.ended;
  s.time = record.time;
  for (const auto& [role, argument] : record.qualifiers)
    s.qualifiers.emplace(role, ValueOf(argument, entity_of));
  s.confidence = record.confidence;
  s.extractor = record.extractor;
  return s;
}

Statement MaterializeStatement(const PreparedArticle& article,
                               const std::shared_ptr<const ArticleInfo>& info,
                               const EntityOfKey& entity_of, std::size_t index) {
  const auto entity_of_node = [&](std::uint32_t node) {
    const std::string& key = article.node_keys[node];
    const std::shared_ptr<const Entity> known = entity_of(key);
    Entity entity = known == nullptr ? Entity{} : *known;
    entity.key = key;
    return entity;
  };
  const auto id_of = [&](std::uint32_t at) { return StatementIdText(article.statement_ids[at]); };
  return MaterializeStatement(article.record.statements[index], static_cast<std::uint32_t>(index),
                              {info, article.record.article.text, article.record.sentences},
                              entity_of_node, id_of);
}

std::vector<Statement> Materialize(const ArticleRecord& record) {
  const std::shared_ptr<const Schema> schema = Schema::BuiltIn();
  std::vector<Statement> statements;
  auto article = Prepare(record, *schema);
  if (!article.ok()) return statements;
  ArticleNames names = NamesOf(*article, *schema);
  std::unordered_map<std::string, NameNode> numbers;
  auto number = [&](const std::string& key) {
    return numbers.try_emplace(key, static_cast<NameNode>(numbers.size() + 1)).first->second;
  };
  for (auto& node : names.nodes) node.number = number(node.key);
  for (auto& alias : names.aliases) alias.other = number(alias.other_key);
  const auto nothing = MemoryView({});
  const auto computed = ComputeNames(*nothing, *schema, {}, {&names});
  if (!computed.ok()) return statements;
  const AliasTable aliases(MemoryView(computed->keys), schema);
  const EntityOfKey entity_of = [&](const std::string& key) {
    return aliases.EntityOf(aliases.RepresentativeOf(numbers.at(key)));
  };
  ArticleInfo info = article->record.article.info;
  info.paths = {info.path};
  const auto shared = std::make_shared<const ArticleInfo>(std::move(info));
  for (std::size_t i = 0; i < article->record.statements.size(); ++i)
    statements.push_back(MaterializeStatement(*article, shared, entity_of, i));
  return statements;
}

}  // namespace lode
