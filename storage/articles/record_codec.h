// ArticleRecord <-> bytes. The bytes hold strings, not ids, so that one record
// has the same bytes in every store: they are what the store keeps of an article
// and what everything else in it is computed from.
//
// Not inside: the article's info and its text, which stand beside it. What the text says
// is not said again: strings are places in it, spans are told by how far they are from
// where they are expected.
//
//   u8        3, the layout's number
//   columns   of fields (disk/field_columns.h), in the order of record_columns.h
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

// REQUIRES: the record's text is the article's.
std::string EncodeRecord(const ArticleRecord& record);

// Fills all but the info and the text, which is the one that it was encoded with. kCorrupt
// when the bytes are damaged; run CheckRecord before using an index.
Result<ArticleRecord> DecodeRecord(std::string_view bytes, std::string_view text);

// The sentences alone; what stands behind them is not looked at. kCorrupt likewise.
Result<std::vector<Span>> DecodeSentences(std::string_view bytes);

// The statements one after another, until `visit` is false; nodes are not looked at, and no
// index is checked. kCorrupt likewise.
using VisitStatement = std::function<bool(std::size_t index, const StatementRecord& statement)>;
Status VisitStatements(std::string_view bytes, std::string_view text, const VisitStatement& visit);

// Whether encoded bytes give back the record they were made of: asked before they are
// stored, because what cannot be read is lost. kInternal when not.
Status CheckReadsBack(std::string_view bytes, const std::string& text);

// A literal as bytes: all its fields. Used for hashing.
void PutValue(std::string& out, const Value& value);

}  // namespace lode
