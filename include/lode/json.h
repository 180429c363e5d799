// The export record (docs/export.md): how values, statements and articles are
// written as JSON. One line each, no line break inside, UTF-8, keys in the
// contract's order, numbers as the shortest text that reads back the same.
#pragma once

#include <string>

#include "lode/statement.h"

namespace lode {

std::string ToJson(const Entity& entity);
std::string ToJson(const Value& value);
std::string ToJson(const Statement& statement);
std::string ToJson(const Article& article);
std::string ToJson(const ArticleInfo& article);
std::string JsonString(const std::string& text);  // quoted and escaped

}  // namespace lode
