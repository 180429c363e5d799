// "02/05/2025": which of the two numbers is the day?
#pragma once

#include <string>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/structure/draft.h"

namespace lode {

// Puts right `fields.published`, read month first from `written` or from a line of the
// head, where both orders are dates and the page speaks for day first: by the weekdays
// that its text names, by the country in its address, or by a clock of 24 hours beside
// the date. Without such a sign it stays as it is.
void SettleSlashDate(const Drafts& drafts, const std::string& written, PageFields& fields);

}  // namespace lode
