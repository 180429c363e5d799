// What JSON records and feed entries have in common: a title, and a body that is
// plain text or HTML.

#include "loaders/readers/formats/records.h"

#include <utility>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/formats/html.h"
#include "loaders/readers/lines/text.h"

namespace lode {
namespace {

// Markup inside a title ("AT&amp;T <em>wins</em>") goes as it does in a body.
MappedText CleanTitle(const MappedText& title) {
  if (HoldsMarkup(title.view())) {
    Result<Page> page = ReadHtml(title);
    if (page.ok() && !page->lines.empty()) return page->lines.front().text;
  }
  return CollapseSpaces(title);
}

void Fill(std::string& field, std::string& from) {
  if (field.empty()) field = std::move(from);
}

}  // namespace

Result<Page> PageOf(PageFields fields, const MappedText& title, const MappedText& body) {
  Page page;
  if (HoldsMarkup(body.view())) {
    Result<Page> html = ReadHtml(body);
    if (!html.ok()) return html;
    page = std::move(*html);
    Fill(fields.author, page.fields.author);
    Fill(fields.published, page.fields.published);
  } else {
    page = ReadText(body);
  }
  MappedText heading = CleanTitle(title);
  fields.title = heading.text();
  if (!heading.empty()) {
    bool repeats = !page.lines.empty() &&
                   LowerAscii(page.lines.front().text.view()) == LowerAscii(heading.view());
    if (repeats) page.lines.erase(page.lines.begin());
    page.lines.insert(page.lines.begin(), {std::move(heading), true, LineHint::kTitle});
  }
  page.fields = std::move(fields);
  return page;
}

}  // namespace lode
