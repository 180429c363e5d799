// RSS and Atom through libxml2's SAX interface: the parser pushes names and text,
// and we know by its byte counter where the text stood. Entity declarations are
// refused before it starts, nothing is ever fetched, and its own depth limit (256)
// stays on. The hard bit is that counter inside CDATA and after line ends: a piece
// whose bytes are not found where it says becomes one unit of origin.

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/records.h"
#include "loaders/readers/markup/entities.h"

namespace lode {
namespace {

struct FeedEntry {
  PageFields fields;
  MappedText title, body, summary;
};

class FeedHandler {
 public:
  explicit FeedHandler(std::string_view xml) : xml_(xml) {}

  void Open(std::string_view name, const xmlChar** attributes, int count, std::size_t consumed) {
    last_ = std::max(last_, std::min(consumed, xml_.size()));
    if (name == "item" || name == "entry") {
      entries_.emplace_back();
      in_entry_ = true;
      entry_depth_ = path_.size();
    }
    path_.emplace_back(name);
    if (name == "link" || name == "category") TakeLink(attributes, count);
    // Elements inside Atom's xhtml content divide its paragraphs.
    if (in_entry_ && path_.size() > entry_depth_ + 2)
      Break();
    else
      text_ = MappedText{};
  }

  void Close(std::string_view name) {
    if (path_.empty()) return;
    path_.pop_back();
    if (in_entry_ && path_.size() == entry_depth_) {
      in_entry_ = false;
    } else if (in_entry_ && path_.size() > entry_depth_ + 1) {
      if (path_.back() == "author" && name == "name")
        entries_.back().fields.author = text_.text();
      else
        Break();
      return;
    } else {
      Take(name);
    }
    text_ = MappedText{};
  }

  void Text(std::string_view piece, std::size_t consumed) {
    std::size_t begin = FindPiece(piece, consumed);
    if (begin != std::string_view::npos) {
      text_.Append(piece, {static_cast<std::uint32_t>(begin),
                           static_cast<std::uint32_t>(begin + piece.size())});
      last_ = begin + piece.size();
    } else {
      // A character reference, or line ends made one: what stands since the last piece.
      std::size_t end = std::min(std::max(consumed, last_ + 1), xml_.size());
      std::size_t mark = xml_.rfind('&', end == 0 ? 0 : end - 1);
      std::size_t from =
          piece.size() <= 4 && mark != std::string_view::npos && mark >= last_ ? mark : last_;
      from = std::min(from, end);
      text_.Append(piece, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)});
      last_ = end;
    }
  }

  // As libxml2 wants it; lives as long as the handler.
  xmlEntityPtr EntityOf(const xmlChar* name, std::int32_t c) {
    auto made = entities_.try_emplace(c);
    NamedCharacter& entity = made.first->second;
    if (made.second) {
      AppendCodePoint(entity.text, c);
      entity.name = reinterpret_cast<const char*>(name);
      entity.xml.type = XML_ENTITY_DECL;
      entity.xml.etype = XML_INTERNAL_PREDEFINED_ENTITY;
      entity.xml.name = reinterpret_cast<const xmlChar*>(entity.name.c_str());
      entity.xml.content = reinterpret_cast<xmlChar*>(entity.text.data());
      entity.xml.orig = entity.xml.content;
      entity.xml.length = static_cast<int>(entity.text.size());
    }
    return &entity.xml;
  }

  std::vector<FeedEntry> TakeEntries() { return std::move(entries_); }
  const PageFields& channel() const { return channel_; }
  bool failed = false;

 private:
  // The parser's counter stands behind the piece (behind its "]]>" in CDATA) or, in
  // its slow path, before it.
  std::size_t FindPiece(std::string_view piece, std::size_t consumed) const {
    std::size_t behind = consumed >= piece.size() ? consumed - piece.size() : 0;
    std::size_t in_cdata = behind >= 3 ? behind - 3 : 0;
    for (std::size_t begin : {in_cdata, behind, consumed})
      if (begin >= last_ && begin + piece.size() <= xml_.size() &&
          xml_.substr(begin, piece.size()) == piece)
        return begin;
    return std::string_view::npos;
  }

  void Break() {
    auto place = static_cast<std::uint32_t>(last_);
    if (!text_.empty()) text_.Append("\n", {place, place});
  }

  void TakeLink(const xmlChar** attributes, int count) {
    std::string rel, href;
    for (int i = 0; i < count; ++i) {
      const xmlChar** row = attributes + static_cast<std::ptrdiff_t>(i) * 5;
      std::string value(reinterpret_cast<const char*>(row[3]),
                        reinterpret_cast<const char*>(row[4]));
      if (xmlStrEqual(row[0], BAD_CAST "rel"))
        rel = std::move(value);
      else if (xmlStrEqual(row[0], BAD_CAST "href"))
        href = std::move(value);
    }
    // libxml2 cuts a reference in an attribute to its first byte.
    if (FirstInvalidUtf8(href) != std::string::npos) return;
    if (in_entry_ && !href.empty() && (rel.empty() || rel == "alternate"))
      Fill(entries_.back().fields.url, href);
  }

  static void Fill(std::string& field, std::string_view value) {
    value.remove_prefix(LeadingSpace(value));
    value.remove_suffix(value.empty() ? 0 : TrailingSpace(value));
    if (field.empty()) field = value;
  }

  void Take(std::string_view name) {
    if (!in_entry_) {
      bool of_channel = !path_.empty() && (path_.back() == "channel" || path_.back() == "feed");
      if (of_channel && name == "title") Fill(channel_.source, text_.view());
      if (of_channel && name == "language") Fill(channel_.language, text_.view());
      return;
    }
    FeedEntry& entry = entries_.back();
    if (name == "title")
      entry.title = std::move(text_);
    else if (name == "encoded" || name == "content")
      entry.body = std::move(text_);
    else if (name == "description" || name == "summary")
      entry.summary = std::move(text_);
    else if (name == "link")
      Fill(entry.fields.url, text_.view());
    else if (name == "guid" && text_.view().starts_with("http"))
      Fill(entry.fields.url, text_.view());
    else if (name == "pubDate" || name == "published" || name == "date" || name == "issued") {
      entry.fields.published.clear();
      Fill(entry.fields.published, text_.view());
    } else if (name == "updated")
      Fill(entry.fields.published, text_.view());
    else if (name == "creator" || name == "author")
      Fill(entry.fields.author, text_.view());
    else if (name == "source")
      Fill(entry.fields.source, text_.view());
  }

  struct NamedCharacter {
    std::string name, text;
    xmlEntity xml{};
  };

  std::map<std::int32_t, NamedCharacter> entities_;
  std::string_view xml_;
  std::vector<std::string> path_;
  std::vector<FeedEntry> entries_;
  PageFields channel_;
  MappedText text_;
  bool in_entry_ = false;
  std::size_t entry_depth_ = 0;
  std::size_t last_ = 0;
};

// A C library must not see an exception: it is noted and the parser stopped.
template <typename Work>
void Guarded(void* context, Work work) {
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  auto* handler = static_cast<FeedHandler*>(parser->_private);
  try {
    long consumed = xmlByteConsumed(parser);
    work(*handler, consumed < 0 ? std::size_t{0} : static_cast<std::size_t>(consumed));
  } catch (...) {
    handler->failed = true;
    xmlStopParser(parser);
  }
}

std::string_view ViewOf(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

void OnOpen(void* context, const xmlChar* name, const xmlChar*, const xmlChar*, int,
            const xmlChar**, int count, int, const xmlChar** attributes) {
  Guarded(context, [&](FeedHandler& handler, std::size_t consumed) {
    handler.Open(ViewOf(name), attributes, count, consumed);
  });
}

void OnClose(void* context, const xmlChar* name, const xmlChar*, const xmlChar*) {
  Guarded(context, [&](FeedHandler& handler, std::size_t) { handler.Close(ViewOf(name)); });
}

void OnText(void* context, const xmlChar* text, int length) {
  Guarded(context, [&](FeedHandler& handler, std::size_t consumed) {
    handler.Text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)}, consumed);
  });
}

void IgnoreError(void*, xmlErrorPtr) {}

// libxml2 asks for what an undeclared reference stands for; HTML's names are given as if
// they were predefined, so that their characters come as text.
xmlEntityPtr OnReference(void* context, const xmlChar* name) {
  if (xmlEntityPtr known = xmlGetPredefinedEntity(name)) return known;
  const std::int32_t c = EntityNamed(ViewOf(name));
  if (c == 0) return nullptr;
  xmlEntityPtr entity = nullptr;
  Guarded(context, [&](FeedHandler& handler, std::size_t) { entity = handler.EntityOf(name, c); });
  return entity;
}

struct ContextFree {
  void operator()(xmlParserCtxt* context) const {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    context->myDoc = nullptr;
    xmlFreeParserCtxt(context);
  }
};

// Runs the parser; an empty string, or what is wrong.
std::string Parse(std::string_view xml, FeedHandler& handler) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  std::unique_ptr<xmlParserCtxt, ContextFree> context(
      xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())));
  if (!context) return "libxml2 does not start";
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = OnOpen;
  sax.endElementNs = OnClose;
  sax.characters = OnText;
  sax.ignorableWhitespace = OnText;
  sax.cdataBlock = OnText;
  sax.getEntity = OnReference;
  sax.serror = IgnoreError;
  *context->sax = sax;
  context->_private = &handler;
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_IGNORE_ENC);
  xmlParseDocument(context.get());
  if (handler.failed) return "not enough memory";
  if (context->wellFormed) return {};
  std::string message = context->lastError.message ? context->lastError.message : "not well-formed";
  while (!message.empty() && message.back() == '\n') message.pop_back();
  return "invalid XML in line " + std::to_string(context->lastError.line) + ": " + message;
}

// Entities of the document's own make it grow or reach outside.
bool DeclaresEntities(std::string_view xml) {
  std::size_t doctype = xml.substr(0, 1 << 16).find("<!DOCTYPE");
  return doctype != std::string_view::npos &&
         xml.find("<!ENTITY", doctype) != std::string_view::npos;
}

// The start tag of the feed's own element: its name spaces hold for the entries.
std::string_view RootTag(std::string_view xml) {
  constexpr std::size_t kLongest = 1 << 13;
  static const RE2 root(R"((?i)(<(?:\w+:)?(?:rss|feed|rdf)\b[^<>]*>))");
  const std::string_view head = xml.substr(0, kLongest);
  re2::StringPiece found;
  if (!RE2::PartialMatch({head.data(), head.size()}, root, &found)) return {};
  return {found.data(), found.size()};
}

// Where the entries stand, each to its end tag or to the next entry.
std::vector<MappedText> EntriesOf(const MappedText& feed) {
  constexpr std::size_t kMost = 100'000;
  const std::string_view xml = feed.view();
  static const RE2 mark(R"((<(?:\w+:)?(?:item|entry)[\s>]|</(?:\w+:)?(?:item|entry)\s*>))");
  std::vector<MappedText> entries;
  re2::StringPiece rest(xml.data(), xml.size()), found;
  std::size_t begin = xml.npos;
  while (entries.size() < kMost && RE2::FindAndConsume(&rest, mark, &found)) {
    const auto at = static_cast<std::size_t>(found.data() - xml.data());
    const bool ends = found.starts_with("</");
    if (begin != xml.npos) entries.push_back(feed.Cut(begin, ends ? at + found.size() : at));
    begin = ends ? xml.npos : at;
  }
  if (begin != xml.npos) entries.push_back(feed.Cut(begin, xml.size()));
  return entries;
}

// A feed that is not well-formed, entry by entry. How many were broken.
std::size_t ReadEachEntry(const MappedText& feed, std::vector<FeedEntry>& entries) {
  const std::string_view root = RootTag(feed.view());
  if (root.empty()) return 1;
  std::string_view name = root.substr(1, root.find_first_of(" \t\r\n>") - 1);
  std::size_t broken = 0;
  for (const MappedText& entry : EntriesOf(feed)) {
    MappedText alone;
    alone.Append(root, {0, 0});
    alone.Append(entry);
    alone.Append("</" + std::string(name) + ">", {0, 0});
    FeedHandler handler(alone.view());
    if (!Parse(alone.view(), handler).empty()) {
      ++broken;
      continue;
    }
    for (FeedEntry& read : handler.TakeEntries()) {
      for (MappedText* text : {&read.title, &read.body, &read.summary})
        *text = text->Through(alone);
      entries.push_back(std::move(read));
    }
  }
  return broken;
}

}  // namespace

void ReadFeed(const MappedText& text, const RecordSink& sink) {
  std::string_view xml = text.view();
  xml.remove_prefix(LeadingSpace(xml));
  auto shift = static_cast<std::uint32_t>(text.size() - xml.size());
  MappedText feed = text.Cut(shift, text.size());
  xml = feed.view();
  if (DeclaresEntities(xml)) {
    sink(Status(Code::kInvalidInput,
                "the feed declares entities of its own, which lode does not expand"),
         {});
    return;
  }
  FeedHandler handler(xml);
  std::string fault = Parse(xml, handler);
  std::vector<FeedEntry> entries = handler.TakeEntries();
  for (FeedEntry& entry : entries)
    for (MappedText* part : {&entry.title, &entry.body, &entry.summary})
      *part = part->Through(feed);
  if (!fault.empty()) {
    entries.clear();
    const std::size_t broken = ReadEachEntry(feed, entries);
    fault += "; " + std::to_string(broken) + " of " + std::to_string(entries.size() + broken) +
             " entries cannot be read";
  }
  std::size_t read = 0;
  for (FeedEntry& entry : entries) {
    if (entry.fields.source.empty()) entry.fields.source = handler.channel().source;
    entry.fields.language = handler.channel().language;
    bool has_body = LeadingSpace(entry.body.view()) < entry.body.size();
    const MappedText& body = has_body ? entry.body : entry.summary;
    Result<Page> page = PageOf(std::move(entry.fields), entry.title, body);
    const double share = static_cast<double>(++read) / static_cast<double>(entries.size());
    if (!sink(std::move(page), {0, share})) return;
  }
  if (!fault.empty()) sink(Status(Code::kInvalidInput, fault), {});
}

}  // namespace lode
