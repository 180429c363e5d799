// Lines gather in articles of 256, articles in changes; see import_changes.h for what is seen
// of them when.

#include <algorithm>
#include <istream>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "lode/triples.h"
#include "storage/article_change.h"
#include "storage/database.h"
#include "storage/exchange/triple_line.h"
#include "storage/import.h"
#include "storage/import_changes.h"
#include "storage/names/name_form.h"
#include "storage/names/prepared_article.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

constexpr std::size_t kLinesOfArticle = 256;
constexpr std::size_t kLongestLine = 1 << 20;
constexpr char kExtractor[] = "triples/1";

// The article that lines make.
class LinesArticle {
 public:
  LinesArticle(const std::string& path, std::uint32_t part, const Schema& schema)
      : schema_(schema) {
    record_.article.info.path = path;
    record_.article.info.part = part;
  }

  // `at`: where the line begins in its file.
  Status Add(const std::string& line, std::uint64_t at, const TripleLine& triple) {
    const auto begin = static_cast<std::uint32_t>(record_.article.text.size());
    const auto moved = [&](Span span) { return Spans{{begin + span.begin, begin + span.end}}; };
    const Span span{begin, begin + static_cast<std::uint32_t>(line.size())};
    record_.article.text += line + "\n";
    record_.sentences.push_back(span);
    const auto from = static_cast<std::uint32_t>(std::min<std::uint64_t>(at, kFarthest));
    const Span source{from, from + static_cast<std::uint32_t>(line.size())};
    record_.article.blocks.push_back({BlockKind::kParagraph, span, source, "", "", -1});
    StatementRecord s;
    s.predicate = triple.predicate;
    s.relation = triple.predicate;
    s.sentence = static_cast<std::uint32_t>(record_.sentences.size());
    s.subject_span = moved(triple.subject_span);
    s.predicate_span = moved(triple.predicate_span);
    s.object_span = moved(triple.object_span);
    s.confidence = 1;
    s.extractor = kExtractor;
    const bool is_entity = triple.object.kind == ValueKind::kEntity;
    if (!Node(triple.subject, s.subject) ||
        (is_entity && !Node(triple.object.entity.name, s.object.node)))
      return {Code::kInvalidInput, "a name has no letter and no digit"};
    if (!is_entity) s.object.literal = triple.object;
    record_.statements.push_back(std::move(s));
    return {};
  }
  std::size_t size() const { return record_.statements.size(); }
  ArticleRecord Take() && { return std::move(record_); }

 private:
  static constexpr std::uint64_t kFarthest = 0xFFFFFFFFu - kLongestLine;

  bool Node(const std::string& name, std::uint32_t& node) {
    const auto known = written_.find(name);
    if (known != written_.end()) {
      node = known->second.first;
      ++record_.nodes[node].forms[known->second.second].count;
      return true;
    }
    const std::string key = NodeKey(IdentityClass::kName, name, schema_);
    if (NameOfKey(key).empty()) return false;
    const auto [at, is_new] = nodes_.emplace(key, static_cast<std::uint32_t>(record_.nodes.size()));
    node = at->second;
    if (is_new) record_.nodes.push_back({IdentityClass::kName, name, "", {}, {}, false});
    written_[name] = {node, record_.nodes[node].forms.size()};
    record_.nodes[node].forms.push_back({name, 1, true});
    return true;
  }

  const Schema& schema_;
  ArticleRecord record_;
  std::map<std::string, std::uint32_t> nodes_;                            // by key
  std::map<std::string, std::pair<std::uint32_t, std::size_t>> written_;  // node and form
};

class TriplesImport {
 public:
  TriplesImport(Database& database, const std::string& path, const TripleOptions& options)
      : database_(database), path_(path), options_(options), changes_(database) {}

  void PassOver(const std::string& line) { at_ += line.size() + 1; }
  Status Line(std::string line) {
    const std::uint64_t at = std::exchange(at_, at_ + line.size() + 1);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::size_t first = line.find_first_not_of(" \t");
    const bool is_comment = options_.format == TripleFormat::kNTriples &&
                            first != std::string::npos && line[first] == '#';
    if (first == std::string::npos || is_comment) return {};
    if (line.size() > kLongestLine)
      return {Code::kLimit, "the line is longer than " + std::to_string(kLongestLine) + " bytes"};
    const auto triple = ParseTripleLine(line, options_);
    if (!triple.ok()) return triple.status();
    if (lines_ == nullptr)
      lines_ = std::make_unique<LinesArticle>(path_, ++parts_, *database_.schema());
    Status status = lines_->Add(line, at, *triple);
    return status.ok() && lines_->size() == kLinesOfArticle ? EndArticle(false) : status;
  }

  Status End() {
    Status status = EndArticle(true);
    return status.ok() ? changes_.End() : status;
  }
  const ImportReport& report() const { return report_; }

 private:
  Status EndArticle(bool is_last) {
    if (lines_ != nullptr) {
      auto article =
          Prepare(std::move(*std::exchange(lines_, nullptr)).Take(), *database_.schema());
      if (!article.ok()) return article.status();
      given_ += article->record.statements.size();
      articles_.push_back(*std::move(article));
    }
    if (!is_last && given_ < ImportLimits().written_statements) return {};
    Status status = is_last ? Status() : changes_.ExpectMore();
    return status.ok() && !articles_.empty() ? Write() : status;
  }

  Status Write() {
    std::uint64_t added = 0, statements = 0;
    Status status =
        changes_.Change(true, [&](const KvView& view, KvBatch& batch, PutAside* aside) -> Status {
          ArticleChange change(view, batch, *database_.schema());
          Status done;
          for (PreparedArticle& article : articles_)
            if (done.ok()) done = change.Add(std::move(article), {});
          if (done.ok()) done = change.Apply(aside);
          added = change.added();
          statements = change.statements();
          return done;
        });
    articles_.clear();
    if (!status.ok()) return status;
    report_.articles += added;
    report_.statements += statements;
    report_.skipped += std::exchange(given_, 0) - statements;
    return {};
  }

  Database& database_;
  const std::string path_;
  const TripleOptions options_;
  ImportChanges changes_;
  ImportReport report_;
  std::unique_ptr<LinesArticle> lines_;  // of the article under way
  std::uint32_t parts_ = 0;
  std::uint64_t at_ = 0;
  std::vector<PreparedArticle> articles_;  // to be written
  std::size_t given_ = 0;                  // their statements
};

}  // namespace

Result<ImportReport> ImportTriples(Store& store, std::istream& in, const std::string& path,
                                   const TripleOptions& options) {
  Database& database = store.database();
  std::lock_guard turn(database.import_mutex());
  TriplesImport import(database, path, options);
  std::uint64_t number = 0;
  const auto here = [&](const Status& fault) {
    return Status(fault.code(), path + ":" + std::to_string(number) + ": " + fault.message());
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    const bool is_head =
        number == 1 && options.has_header && options.format != TripleFormat::kNTriples;
    if (is_head) import.PassOver(line);
    if (is_head) continue;
    if (Status status = import.Line(std::move(line)); !status.ok()) return here(status);
  }
  if (in.bad()) return Status(Code::kIo, path + " cannot be read to its end");
  if (Status status = import.End(); !status.ok()) return here(status);
  return import.report();
}

}  // namespace lode
