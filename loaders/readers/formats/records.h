// Formats that hold several articles in one file.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/metadata/field_names.h"
#include "lode/status.h"

namespace lode {

// Where a record stands: its line, from 1 for line formats, else 0, and the share of the
// file (0 to 1) that is read when it is.
struct RecordPlace {
  std::uint64_t line = 0;
  double share_read = 1;
};

// A page, or why a record gave none.
using RecordSink = std::function<bool(Result<Page>, RecordPlace)>;

// A .json file: one article object, a list of them, or an object that holds a list
// (`ListNames`). Which members are an article's is said by `names`. A fault in the JSON is one
// error for the file, with line and column; an object without text costs only itself. `sink`
// returns false to stop.
void ReadJson(const MappedText& text, const FieldNames& names, const RecordSink& sink);

// JSON lines: one object a line, of raw bytes; origins count from the line's begin.
void ReadJsonLines(std::string_view bytes, const FieldNames& names, const RecordSink& sink);

// CSV (RFC 4180) and TSV with a head of column names: one record a row. A row with more
// cells than the head, or whose quotation marks do not close, is an error of its own.
void ReadTable(const MappedText& text, const FieldNames& names, const RecordSink& sink);

// RSS (0.9x, 1.0, 2.0) and Atom: one record an entry. The feed is read to its end before
// the first record is handed out. Where it is not well-formed its entries are read one by
// one: the broken ones are one error, the others are read. References to HTML's characters
// ("&eacute;") need no declaration. Entities of its own are refused.
void ReadFeed(const MappedText& text, const RecordSink& sink);

// Lines of a record's body, which may be plain text or HTML, under its title.
Result<Page> PageOf(PageFields fields, const MappedText& title, const MappedText& body);

}  // namespace lode
