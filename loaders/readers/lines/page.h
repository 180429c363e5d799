// What every reader makes of a file before its structure is looked at: lines of
// clean text with what the markup said of them, and what the file's own fields
// said of the whole.
#pragma once

#include <string>
#include <vector>

#include "loaders/readers/bytes/mapped_text.h"

namespace lode {

// What the markup knows of a line; kNone in plain text.
enum class LineHint {
  kNone,
  kTitle,
  kHeading,
  kParagraph,
  kListItem,
  kQuotation,
  kCaption,
  kTweet,
  kTime,
  kByline,
  kBoilerplate,
};

// Where a line stands to the element that holds the page's text; kOutOfText is below it, and
// above it where the page names that element itself.
enum class LinePlace { kUnknown, kAboveText, kInText, kOutOfText };

struct Line {
  MappedText text;         // without line breaks, trimmed, not empty
  bool after_gap = false;  // blank lines or a block boundary stand before it
  LineHint hint = LineHint::kNone;
  LinePlace place = LinePlace::kUnknown;
};

// Fields of the file: meta tags, JSON members, feed elements. Dates as written.
struct PageFields {
  std::string title, source, author, url, published, language;
};

struct Page {
  PageFields fields;
  std::vector<Line> lines;
  std::vector<std::string> unread;  // names of fields with text that was not taken
};

}  // namespace lode
