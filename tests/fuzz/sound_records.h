// What must hold of an article's record, whatever it was made from.
#pragma once

#include "storage/articles/record_check.h"
#include "storage/articles/record_codec.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"
#include "storage/writer.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

// It can be stored, its bytes give it back, and its statements lie inside the text.
inline void CheckStorable(const ArticleRecord& record) {
  Require(CheckRecord(record).ok());
  const std::string bytes = EncodeRecord(record);
  const Result<ArticleRecord> again = DecodeRecord(bytes, record.article.text);
  Require(again.ok() && CheckReadsBack(bytes, record.article.text).ok());
  const std::size_t size = record.article.text.size();
  for (const Statement& statement : Materialize(record)) {
    Require(!statement.id.empty() && !statement.predicate.empty());
    for (const Spans* spans :
         {&statement.subject_span, &statement.predicate_span, &statement.object_span})
      for (const Span& span : *spans) Require(span.begin <= span.end && span.end <= size);
  }
}

}  // namespace lode::fuzz
