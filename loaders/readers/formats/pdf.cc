// Poppler parses what strangers wrote: what it throws becomes an error, what it would print is
// dropped, and time is looked at between pages. It keeps settings for the whole process, so one
// document is read at a time.

#include "loaders/readers/formats/pdf.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>
#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <climits>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/pdf_layout.h"

namespace lode {
namespace {

constexpr int kMostPages = 2000;               // limit `pdf-pages`
constexpr std::chrono::seconds kMostTime(60);  // limit `pdf-seconds`
constexpr std::size_t kMostWords = 5'000'000;  // limit `pdf-words`
constexpr std::size_t kFewestLetters = 20;     // with less, a document is pictures

void DropMessage(const std::string&, void*) {}

std::string Utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  std::string utf8;
  for (const char c : bytes)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) utf8 += c;
  return FirstInvalidUtf8(utf8) == std::string::npos ? utf8 : std::string();
}

// Programs write the name of their file where no title was given.
bool IsTitle(const std::string& title) {
  static const RE2 file_name(
      R"((?i)(?:microsoft (?:word|powerpoint|excel) - .*|untitled.*|.*\.(?:docx?|indd|pdf|tex|dvi|qxd|pptx?|xlsx?|rtf|odt|pages|html?|txt)))");
  return !RE2::FullMatch(title, file_name);
}

// "D:20240612153000+02'00'" as ISO 8601; empty for what is none.
std::string DateOf(const std::string& written) {
  static const RE2 pattern(
      R"((?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?(?:Z.*|([+-]\d\d)'?(\d\d)?'?)?)?.*)");
  std::string year, month, day, hour, minute, zone_hours, zone_minutes;
  if (!RE2::FullMatch(written, pattern, &year, &month, &day, &hour, &minute, &zone_hours,
                      &zone_minutes))
    return {};
  std::string date = year + "-" + month + "-" + day;
  if (hour.empty()) return date;
  date += "T" + hour + ":" + minute;
  if (!zone_hours.empty()) date += zone_hours + ":" + (zone_minutes.empty() ? "00" : zone_minutes);
  return date;
}

PageFields DescriptionOf(const poppler::document& document) {
  PageFields fields;
  fields.title = Utf8(document.info_key("Title"));
  if (!IsTitle(fields.title)) fields.title.clear();
  fields.author = Utf8(document.info_key("Author"));
  fields.published = DateOf(Utf8(document.info_key("CreationDate")));
  return fields;
}

PrintedPage WordsOf(const poppler::page& page) {
  PrintedPage printed;
  const poppler::rectf sheet = page.page_rect();
  printed.width = sheet.width();
  printed.height = sheet.height();
  for (const poppler::text_box& box : page.text_list(poppler::page::text_list_include_font)) {
    std::string text = Utf8(box.text());
    if (text.empty()) continue;
    const poppler::rectf place = box.bbox();
    const double size = box.has_font_info() ? box.get_font_size() : place.height();
    printed.words.push_back({std::move(text), place.left(), place.top(), place.right(),
                             place.bottom(), size, box.has_space_after()});
  }
  return printed;
}

Result<std::vector<PrintedPage>> PagesOf(const poppler::document& document,
                                         const std::atomic<bool>* cancel) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<PrintedPage> pages;
  std::size_t words = 0;
  for (int i = 0; i < document.pages(); ++i) {
    if (cancel != nullptr && cancel->load())
      return {Code::kCancelled, "was not read to its end: the reading was cancelled"};
    if (std::chrono::steady_clock::now() - begin > kMostTime)
      return {Code::kLimit, "takes longer to read than the limit pdf-seconds (" +
                                std::to_string(kMostTime.count()) +
                                "): make text of it first, as with pdftotext"};
    const std::unique_ptr<poppler::page> page(document.create_page(i));
    if (!page) continue;
    pages.push_back(WordsOf(*page));
    words += pages.back().words.size();
    if (words > kMostWords)
      return {Code::kLimit, "has more words than the limit pdf-words (" +
                                std::to_string(kMostWords) + "): split it first"};
  }
  return pages;
}

bool HasText(const std::vector<PrintedPage>& pages) {
  std::size_t letters = 0;
  for (const PrintedPage& page : pages)
    for (const PrintedWord& word : page.words) letters += word.text.size();
  return letters >= kFewestLetters;
}

Result<Page> Read(std::string_view bytes, const std::atomic<bool>* cancel) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return {Code::kInvalidInput, "the PDF data is damaged: fetch the file again"};
  if (document->is_locked())
    return {Code::kUnsupported,
            "is an encrypted PDF file, which only a password opens: save it without one first"};
  if (document->pages() > kMostPages)
    return {Code::kLimit, "has more pages than the limit pdf-pages (" + std::to_string(kMostPages) +
                              "): split it first"};
  const Result<std::vector<PrintedPage>> pages = PagesOf(*document, cancel);
  if (!pages.ok()) return pages.status();
  if (!HasText(*pages))
    return {Code::kUnsupported,
            "is a PDF file without text, made of pictures: have its letters recognised first, as "
            "with ocrmypdf"};
  Page page;
  page.fields = DescriptionOf(*document);
  page.lines = ParagraphsOf(*pages, {0, static_cast<std::uint32_t>(bytes.size())});
  return page;
}

}  // namespace

Result<Page> ReadPdf(std::string_view bytes, const std::atomic<bool>* cancel) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  if (bytes.size() > INT_MAX) return {Code::kLimit, "is larger than a PDF file may be (2 GiB)"};
  poppler::set_debug_error_function(&DropMessage, nullptr);
  try {
    return Read(bytes, cancel);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& fault) {
    return {Code::kInvalidInput,
            std::string("the PDF data is damaged (") + fault.what() + "): fetch the file again"};
  }
}

}  // namespace lode
