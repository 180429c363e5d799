// ArticleRecord <-> bytes. The bytes hold strings, not ids, so that one record
// has the same bytes in every store: they are what the store keeps of an article
// and what everything else in it is computed from.
//
// Not inside: the article's text and its info, which stand beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

std::string EncodeRecord(const ArticleRecord& record);

// Fills all but the text and the info. kCorrupt when the bytes are damaged;
// run CheckRecord before using an index.
Result<ArticleRecord> DecodeRecord(std::string_view bytes);

// The sentences alone; what stands behind them is not looked at. kCorrupt likewise.
Result<std::vector<Span>> DecodeSentences(std::string_view bytes);

// Whether encoded bytes give back the record they were made of: asked before they are
// stored, because what cannot be read is lost. kInternal when not.
Status CheckReadsBack(std::string_view bytes);

// What would make a record unfit to store: indexes that point nowhere, spans
// outside the text, an entity as a literal. The message names the first fault.
Status CheckRecord(const ArticleRecord& record);

// A literal as bytes: all its fields. Used here and for hashing.
void PutValue(std::string& out, const Value& value);

}  // namespace lode
