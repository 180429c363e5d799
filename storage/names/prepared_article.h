// An article's record in its one canonical form, with the names that follow from
// its content: keys of its nodes, ids of its statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/articles/article_record.h"
#include "storage/lines/line_reading.h"

namespace lode {

class Schema;

// Statements stand in the order of exports (sentence, spans, predicate, id), and
// none stands twice. info.id is set.
struct PreparedArticle {
  ArticleRecord record;
  std::vector<std::string> node_keys;        // one a node
  std::vector<std::uint64_t> statement_ids;  // one a statement
  std::optional<LineReading> lines;          // the record is RecordOfLines by it
};

// Checks the record and brings it into that form. Doing it again changes nothing.
Result<PreparedArticle> Prepare(ArticleRecord record, const Schema& schema);

// Whether all that the article says are lines of triples.
bool IsOfLines(const ArticleRecord& record);

// The id that an article's content gives it.
std::string ArticleIdOf(const Article& article);

std::string StatementIdText(std::uint64_t id);  // "st:..."
bool ParseStatementId(std::string_view text, std::uint64_t& id);

}  // namespace lode
