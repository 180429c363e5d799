// What the store holds, as the API writes it: shorter than the export record, since a page
// shows many at once; ids lead to the rest.
#pragma once

#include "lode/lode.h"
#include "server/http/json_writer.h"
#include "views/entity_lines.h"

namespace lode::server {

// {"id", "name", "type", "kind"}.
void Write(const Entity& entity, JsonWriter& json);
// {"kind", "text"}, and of an entity "id" and "type"; "text" is what people read.
void Write(const Value& value, JsonWriter& json);
// {"id", "title", "source", "author", "published", "url", "path"}, the last part of the path.
void Write(const ArticleInfo& article, JsonWriter& json);
// What is said, by whom, in which sentence of which article; no spans.
void Write(const Statement& statement, JsonWriter& json);
// One line of an entity's page: what its statements share, their ids (at most
// kMostIdsOfLine), how many articles, the dates of the oldest and the newest.
inline constexpr std::size_t kMostIdsOfLine = 100;
void Write(const views::PageLine& line, JsonWriter& json);

// The last part of a path: where the server keeps its files is nobody's matter.
std::string FileNameOf(const std::string& path);

}  // namespace lode::server
