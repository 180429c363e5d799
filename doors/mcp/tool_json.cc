#include "doors/mcp/tool_json.h"

#include <utility>

namespace lode::doors {

Json JsonOf(const Statement& statement) {
  Json json = {{"id", statement.id},
               {"subject", statement.subject.name},
               {"predicate", statement.predicate},
               {"object", Display(statement.object)}};
  if (statement.said_by) json["said_by"] = statement.said_by->name;
  if (statement.polarity != Polarity::kAffirmed) json["polarity"] = NameOf(statement.polarity);
  if (statement.modality != Modality::kActual) json["modality"] = NameOf(statement.modality);
  if (statement.ended) json["ended"] = true;
  if (statement.derived) json["derived"] = true;
  for (const auto& [role, value] : statement.qualifiers)
    json["qualifiers"][role].push_back(Display(value));
  json["sentence"] = statement.text;
  if (statement.article) {
    Json article = {{"id", statement.article->id}, {"title", statement.article->title}};
    for (const auto& [key, text] : {std::pair{"source", &statement.article->source},
                                    std::pair{"published", &statement.article->published},
                                    std::pair{"url", &statement.article->url}})
      if (!text->empty()) article[key] = *text;
    json["article"] = std::move(article);
  }
  json["confidence"] = statement.confidence;
  return json;
}

Json JsonOf(const EntityInfo& info) {
  return {{"id", info.entity.id},          {"name", info.entity.name},
          {"type", info.entity.type},      {"aliases", info.entity.aliases},
          {"statements", info.statements}, {"articles", info.articles}};
}

Json JsonOf(const ArticleInfo& info) {
  return Json::parse(ToJson(info));
}

Json RowJson(const std::vector<std::string>& columns, const std::vector<Value>& row) {
  Json json = Json::object();
  for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
    const Value& value = row[i];
    if (value.kind == ValueKind::kEntity)
      json[columns[i]] = {
          {"name", value.entity.name}, {"id", value.entity.id}, {"type", value.entity.type}};
    else if (value.kind == ValueKind::kNumber || value.kind == ValueKind::kBoolean)
      json[columns[i]] =
          value.kind == ValueKind::kBoolean ? Json(value.boolean) : Json(value.number);
    else
      json[columns[i]] = Display(value);
  }
  return json;
}

Json ProofJson(const Proof& proof) {
  Json json = {{"atom", proof.atom}};
  if (!proof.rule.empty()) json["rule"] = proof.rule;
  for (const Statement& statement : proof.statements)
    json["statements"].push_back(JsonOf(statement));
  for (const Proof& child : proof.children) json["because"].push_back(ProofJson(child));
  if (proof.repeated) json["repeated"] = true;
  return json;
}

}  // namespace lode::doors
