// Lists of records: what a store holds, and the fields of each.

#include "doors/c/records.h"

#include "doors/c/error.h"
#include "doors/c/store.h"
#include "lode/json.h"

using namespace lode::doors;
using lode::ArticleInfo;
using lode::EntityInfo;
using lode::Result;
using lode::Statement;
using lode::Status;

namespace {

const lode_text kNoText = {"", 0};

lode_text FieldOf(const EntityInfo& info, lode_field field) {
  switch (field) {
    case LODE_FIELD_ID: return TextOf(info.entity.id);
    case LODE_FIELD_NAME: return TextOf(info.entity.name);
    case LODE_FIELD_TYPE: return TextOf(info.entity.type);
    case LODE_FIELD_ENTITY_KIND: return TextOf(lode::NameOf(info.entity.kind));
    default: return kNoText;
  }
}

lode_text FieldOf(const ArticleInfo& info, lode_field field) {
  switch (field) {
    case LODE_FIELD_ID:
    case LODE_FIELD_ARTICLE_ID: return TextOf(info.id);
    case LODE_FIELD_NAME:
    case LODE_FIELD_TITLE: return TextOf(info.title);
    case LODE_FIELD_PATH: return TextOf(info.path);
    case LODE_FIELD_SOURCE: return TextOf(info.source);
    case LODE_FIELD_AUTHOR: return TextOf(info.author);
    case LODE_FIELD_URL: return TextOf(info.url);
    case LODE_FIELD_PUBLISHED: return TextOf(info.published);
    default: return kNoText;
  }
}

lode_text FieldOf(const Statement& statement, lode_field field) {
  switch (field) {
    case LODE_FIELD_ID: return TextOf(statement.id);
    case LODE_FIELD_SUBJECT: return TextOf(statement.subject.name);
    case LODE_FIELD_SUBJECT_ID: return TextOf(statement.subject.id);
    case LODE_FIELD_PREDICATE: return TextOf(statement.predicate);
    case LODE_FIELD_SPEAKER: return statement.said_by ? TextOf(statement.said_by->name) : kNoText;
    case LODE_FIELD_POLARITY: return TextOf(lode::NameOf(statement.polarity));
    case LODE_FIELD_MODALITY: return TextOf(lode::NameOf(statement.modality));
    case LODE_FIELD_SENTENCE: return TextOf(statement.text);
    case LODE_FIELD_NAME: return kNoText;
    default: return statement.article ? FieldOf(*statement.article, field) : kNoText;
  }
}

double NumberOf(const EntityInfo& info, lode_field field) {
  if (field == LODE_FIELD_STATEMENTS) return static_cast<double>(info.statements);
  return field == LODE_FIELD_ARTICLES ? static_cast<double>(info.articles) : 0;
}

double NumberOf(const ArticleInfo&, lode_field) {
  return 0;
}

double NumberOf(const Statement& statement, lode_field field) {
  switch (field) {
    case LODE_FIELD_SENTENCE_NUMBER: return statement.sentence;
    case LODE_FIELD_CONFIDENCE: return statement.confidence;
    case LODE_FIELD_ENDED: return statement.ended ? 1 : 0;
    case LODE_FIELD_DERIVED: return statement.derived ? 1 : 0;
    default: return 0;
  }
}

std::string JsonOf(const EntityInfo& info) {
  return lode::ToJson(info.entity);
}
std::string JsonOf(const ArticleInfo& info) {
  return lode::ToJson(info);
}
std::string JsonOf(const Statement& statement) {
  return lode::ToJson(statement);
}

const lode_records::Shown* At(const lode_records* records, size_t index) {
  return records != nullptr && index < records->all.size() ? &records->all[index] : nullptr;
}

// Fills *out with what the store gives.
template <typename T, typename Ask>
lode_code List(lode_store* store, lode_records** out, lode_error** error, Ask&& ask) {
  if (out != nullptr) *out = nullptr;
  return Guard(error, [&]() -> Status {
    if (store == nullptr || out == nullptr) return Missing("the store, or where its list goes,");
    Result<std::vector<T>> list = ask(store->store);
    if (!list.ok()) return list.status();
    *out = lode_records::Of(*std::move(list));
    return Status::Ok();
  });
}

// The ids that a name means; an id is what it is.
Result<std::vector<std::string>> IdsOf(const lode::Store& store, const std::string& name) {
  std::vector<std::string> ids;
  if (name.starts_with("e:")) return std::vector<std::string>{name};
  Result<std::vector<EntityInfo>> found = store.Resolve(name);
  if (!found.ok()) return found.status();
  for (const EntityInfo& info : *found) ids.push_back(info.entity.id);
  if (!ids.empty()) return ids;
  std::string nearest;
  for (const std::string& near : store.Suggest(name))
    nearest += (nearest.empty() ? "; did you mean '" : "', '") + near;
  return Status(lode::Code::kNotFound,
                "no entity is named '" + name + "'" + nearest + (nearest.empty() ? "" : "'?"));
}

Result<std::vector<Statement>> StatementsAbout(const lode::Store& store, const std::string& name) {
  Result<std::vector<std::string>> ids = IdsOf(store, name);
  if (!ids.ok()) return ids.status();
  std::vector<Statement> all;
  for (const std::string& id : *ids) {
    Result<std::vector<Statement>> about = store.StatementsAbout(id);
    if (!about.ok()) return about.status();
    for (Statement& statement : *about) all.push_back(std::move(statement));
  }
  return all;
}

}  // namespace

size_t lode_records_count(const lode_records* records) {
  return records == nullptr ? 0 : records->all.size();
}

lode_text lode_records_text(const lode_records* records, size_t index, lode_field field) {
  const lode_records::Shown* shown = At(records, index);
  if (shown == nullptr) return kNoText;
  if (field == LODE_FIELD_OBJECT) return shown->object ? lode_value_text(&*shown->object) : kNoText;
  return std::visit([field](const auto& record) { return FieldOf(record, field); }, shown->record);
}

double lode_records_number(const lode_records* records, size_t index, lode_field field) {
  const lode_records::Shown* shown = At(records, index);
  if (shown == nullptr) return 0;
  return std::visit([field](const auto& record) { return NumberOf(record, field); }, shown->record);
}

const lode_value* lode_records_object(const lode_records* records, size_t index) {
  const lode_records::Shown* shown = At(records, index);
  return shown != nullptr && shown->object ? &*shown->object : nullptr;
}

lode_text lode_records_json(const lode_records* records, size_t index) {
  return Look(kNoText, [&] {
    const lode_records::Shown* shown = At(records, index);
    if (shown == nullptr) return kNoText;
    if (!shown->json)
      shown->json = std::visit([](const auto& record) { return JsonOf(record); }, shown->record);
    return TextOf(*shown->json);
  });
}

void lode_records_free(lode_records* records) {
  delete records;
}

lode_code lode_entities(lode_store* store, const char* pattern, size_t limit,
                        lode_records** entities, lode_error** error) {
  return List<EntityInfo>(store, entities, error, [&](const lode::Store& opened) {
    return opened.Entities(WordsOf(pattern), limit);
  });
}

lode_code lode_resolve(lode_store* store, const char* name, lode_records** entities,
                       lode_error** error) {
  return List<EntityInfo>(store, entities, error,
                          [&](const lode::Store& opened) { return opened.Resolve(WordsOf(name)); });
}

lode_code lode_show(lode_store* store, const char* name, lode_records** statements,
                    lode_error** error) {
  return List<Statement>(store, statements, error, [&](const lode::Store& opened) {
    return StatementsAbout(opened, WordsOf(name));
  });
}

lode_code lode_articles(lode_store* store, lode_records** articles, lode_error** error) {
  return List<ArticleInfo>(store, articles, error,
                           [](const lode::Store& opened) { return opened.Articles(); });
}

lode_code lode_article_statements(lode_store* store, const char* article_id,
                                  lode_records** statements, lode_error** error) {
  return List<Statement>(store, statements, error, [&](const lode::Store& opened) {
    return opened.StatementsOf(WordsOf(article_id));
  });
}

lode_code lode_statement(lode_store* store, const char* id, lode_records** statement,
                         lode_error** error) {
  return List<Statement>(store, statement, error,
                         [&](const lode::Store& opened) -> Result<std::vector<Statement>> {
                           Result<Statement> found = opened.StatementOf(WordsOf(id));
                           if (!found.ok()) return found.status();
                           return std::vector<Statement>{*std::move(found)};
                         });
}
