// What a field of metadata says, as far as it says anything.
#pragma once

#include <string>
#include <string_view>

#include "loaders/readers/lines/page.h"

namespace lode {

// Words without surplus space, on one line.
std::string OneLine(std::string_view text);

// Text without markup, character references and surplus space; empty for words that stand
// for no value ("null", "N/A", "undefined").
std::string PlainValue(std::string_view value);

// Names of authors, joined by commas: without "By", addresses and links; empty for what
// names nobody ("No Author", "admin", a URL).
std::string AuthorsIn(std::string_view value);

// The date as ISO 8601, with time and zone where they are said; empty for what is no date
// of an article (year 1, the epoch itself, words).
std::string PublishedIn(std::string_view value);

// The words of a field for the date that are no date at all; empty for a date, for nothing, and
// for what stands for nothing ("null", year 1, the epoch itself).
std::string NoDateIn(std::string_view value);

// The day in an address ("/2024/06/12/", "/20240612-", "/29-10-2021"): ISO 8601, or empty.
std::string PublishedInUrl(std::string_view url);

// Takes out what is no value and makes plain what is one. A date stays as written where its
// numbers read both ways ("02/05/2025"), for SettleSlashDate to settle.
void CleanFields(PageFields& fields);

}  // namespace lode
