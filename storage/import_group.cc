// An export names entities and premises; a record numbers them. Nodes come from the
// article's line by their keys, and what it does not have is made from the entity's type.

#include "storage/import_group.h"

#include "storage/names/name_form.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

// A node for an entity whose key the article does not have: what its type says.
EntityNode NodeFor(const Entity& entity, const Schema& schema) {
  EntityNode node;
  node.identity = entity.kind == EntityKind::kParticular ? IdentityClass::kParticular
                  : entity.kind == EntityKind::kKind     ? IdentityClass::kTerm
                  : schema.IsA(entity.type, "person")    ? IdentityClass::kPerson
                  : schema.IsA(entity.type, "place")     ? IdentityClass::kPlace
                  : entity.type == "topic"               ? IdentityClass::kTerm
                                                         : IdentityClass::kName;
  if (!entity.key.empty()) node.identity = IdentityOfKey(entity.key);
  node.name = entity.key.empty() ? entity.name : std::string(NameOfKey(entity.key));
  node.type = entity.type;
  return node;
}

}  // namespace

ImportGroup::ImportGroup(ArticleRecord record, const Schema& schema)
    : record_(std::move(record)), schema_(schema), known_(record_.statements.size()) {
  const std::vector<std::string> keys = KeysOfNodes(record_.nodes, record_.article.info.id, schema);
  for (std::uint32_t i = 0; i < keys.size(); ++i) nodes_.emplace(keys[i], i);
}

ImportGroup::ImportGroup(const PreparedArticle& stored, const Schema& schema)
    : ImportGroup(stored.record, schema) {
  for (std::uint32_t i = 0; i < stored.statement_ids.size(); ++i)
    indexes_.emplace(StatementIdText(stored.statement_ids[i]), i);
}

void ImportGroup::Add(const Statement& s) {
  const auto index = static_cast<std::uint32_t>(record_.statements.size());
  if (!indexes_.emplace(s.id, index).second) return;
  StatementRecord r;
  r.subject = Node(s.subject);
  r.predicate = s.predicate;
  r.object = ArgumentOf(s.object);
  r.sentence = s.sentence;
  r.subject_span = s.subject_span;
  r.predicate_span = s.predicate_span;
  r.object_span = s.object_span;
  if (s.said_by) r.said_by = Node(*s.said_by);
  for (const Value& link : s.via) r.via.push_back(ArgumentOf(link));
  r.derived = s.derived;
  r.relation = s.relation;
  r.polarity = s.polarity;
  r.modality = s.modality;
  r.ended = s.ended;
  r.time = s.time;
  for (const auto& [role, value] : s.qualifiers) r.qualifiers.emplace(role, ArgumentOf(value));
  r.confidence = s.confidence;
  r.extractor = s.extractor;
  if (!s.premises.empty()) premises_.emplace(index, s.premises);
  record_.statements.push_back(std::move(r));
}

Result<PreparedArticle> ImportGroup::Finish() && {
  for (const auto& [index, ids] : premises_)
    for (const std::string& id : ids) {
      auto found = indexes_.find(id);
      if (found == indexes_.end())
        return {Code::kInvalidInput,
                "premise '" + id + "' of article " + record_.article.info.id + " is missing"};
      record_.statements[index].premises.push_back(found->second);
    }
  return Prepare(std::move(record_), schema_);
}

std::uint32_t ImportGroup::Node(const Entity& entity) {
  EntityNode node = NodeFor(entity, schema_);
  const std::string key =
      entity.key.empty() ? NodeKey(node.identity, node.name, schema_) : entity.key;
  auto [it, is_new] = nodes_.emplace(key, static_cast<std::uint32_t>(record_.nodes.size()));
  if (is_new) record_.nodes.push_back(std::move(node));
  return it->second;
}

Argument ImportGroup::ArgumentOf(const Value& value) {
  Argument argument;
  if (value.kind == ValueKind::kEntity)
    argument.node = Node(value.entity);
  else
    argument.literal = value;
  return argument;
}

}  // namespace lode
