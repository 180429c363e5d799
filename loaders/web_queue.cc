// A feed that is followed gives its links instead of its texts. Links are kept with what the feed
// answered: while it stays the same, only pages that could not be had are asked for again.

#include "loaders/web_queue.h"

#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/format.h"
#include "loaders/readers/formats/records.h"
#include "storage/disk/content_hash.h"
#include "storage/fetches.h"

namespace lode {
namespace {

// Whoever asks for another reading asks anew.
std::string HashOf(const LoadOptions& options, const WebOptions& web) {
  std::string all;
  const auto add = [&all](const std::string& part) {
    all += std::to_string(part.size()) + ":" + part;
  };
  for (const std::string& part : {options.source, options.published, options.url, options.set,
                                  options.schema_path, std::to_string(options.min_confidence),
                                  std::to_string(options.derive), std::to_string(web.follow)})
    add(part);
  for (const auto& [field, name] : options.fields) add(field), add(name);
  for (const std::string& rule : options.without_rules) add(rule);
  return ContentHash128(all);
}

FileFormat FormatOfAnswer(const std::string& bytes, const Address& address) {
  if (!WideCharset(bytes).empty()) return FileFormat::kText;
  return FormatOf(bytes, address.path.substr(0, address.path.find('?')));
}

bool IsPage(FileFormat format) {
  return format == FileFormat::kText || format == FileFormat::kMarkdown ||
         format == FileFormat::kHtml || format == FileFormat::kPdf;
}

// The addresses of a feed's items, in order.
std::vector<std::string> LinksOf(const std::string& bytes, const std::string& charset) {
  std::vector<std::string> links;
  std::string declared = DeclaredCharset(bytes);
  const Result<MappedText> text = Decode(bytes, declared.empty() ? charset : declared);
  if (!text.ok()) return links;
  ReadFeed(*text, [&](Result<Page> page, RecordPlace) {
    if (page.ok() && !page->fields.url.empty()) links.push_back(page->fields.url);
    return true;
  });
  return links;
}

}  // namespace

WebQueue::WebQueue(Store& store, LoadRun& run, const WebOptions& web,
                   const std::vector<Address>& named)
    : store_(store),
      run_(run),
      web_(web),
      options_(HashOf(run.options(), web)),
      fetcher_(web, named, run.options().cancel) {
  for (const Address& address : named)
    if (seen_.insert(address.text).second) wanted_.push_back({address, false});
}

void WebQueue::Fail(const Address& address, const std::string& message) {
  run_.AddError({address.text, 0, message});
}

void WebQueue::Want(const Address& address) {
  if (seen_.insert(address.text).second) wanted_.push_back({address, true});
}

std::optional<LoadSource> WebQueue::Next() {
  while (!wanted_.empty() && !run_.Stopped()) {
    const Wanted wanted = std::move(wanted_.front());
    wanted_.pop_front();
    if (++pages_ > web_.max_pages) {
      if (!std::exchange(told_of_limit_, true))
        Fail(wanted.address, "was not fetched, nor were the " + std::to_string(wanted_.size()) +
                                 " behind it: more pages than the limit fetch-pages (" +
                                 std::to_string(web_.max_pages) + "); raise it with --max-pages");
      return std::nullopt;
    }
    if (std::optional<LoadSource> source = Fetch(wanted)) return source;
  }
  return std::nullopt;
}

std::optional<LoadSource> WebQueue::Fetch(const Wanted& wanted) {
  auto known = FindFetch(store_, wanted.address.text);
  if (!known.ok()) {
    run_.Fail(known.status());
    return std::nullopt;
  }
  if (*known && (*known)->options != options_) known->reset();
  const FetchRecord before = known->value_or(FetchRecord());
  Result<FetchedBytes> answer = fetcher_.Fetch(wanted.address, before.etag, before.last_modified);
  if (!answer.ok()) {
    if (answer.status().code() != Code::kCancelled) Fail(wanted.address, answer.status().message());
    return std::nullopt;
  }
  if (answer->unchanged) {
    unchanged_ += before.articles.size();
    FollowAgain(before);
    return std::nullopt;
  }
  if (!read_.insert(answer->address.text).second) {
    ++superseded_;
    return std::nullopt;
  }
  bytes_ = std::move(answer->bytes);
  charset_ = std::move(answer->charset);
  auto mark = std::make_shared<FetchMark>();
  mark->address = wanted.address.text;
  mark->final_address = answer->address.text;
  mark->record.etag = std::move(answer->etag);
  mark->record.last_modified = std::move(answer->last_modified);
  mark->record.options = options_;
  const FileFormat format = FormatOfAnswer(bytes_, answer->address);
  mark->is_page = IsPage(format);
  if (web_.follow && !wanted.of_feed && format == FileFormat::kFeed && TakeLinks(*mark))
    return std::nullopt;
  LoadSource source;
  source.file = {wanted.address.text, bytes_.size(), &bytes_, charset_};
  source.fetched = std::move(mark);
  return source;
}

bool WebQueue::TakeLinks(const FetchMark& mark) {
  FetchRecord record = mark.record;
  for (const std::string& link : LinksOf(bytes_, charset_)) {
    const Result<Address> address = ParseAddress(link, mark.final_address);
    if (address.ok()) {
      record.links.push_back(address->text);
      Want(*address);
    } else {
      run_.AddError({mark.address, 0, "an item has a bad address: " + address.status().message()});
    }
  }
  if (record.links.empty()) return false;
  if (Status status = PutFetch(store_, mark.address, record); !status.ok()) run_.Fail(status);
  return true;
}

// Of a feed that has not changed, the pages that were never read to their end.
void WebQueue::FollowAgain(const FetchRecord& known) {
  for (const std::string& link : known.links) {
    const Result<Address> address = ParseAddress(link);
    if (!address.ok()) continue;
    const auto page = FindFetch(store_, address->text);
    if (page.ok() && *page && (*page)->options == options_)
      unchanged_ += (*page)->articles.size();
    else
      Want(*address);
  }
}

}  // namespace lode
