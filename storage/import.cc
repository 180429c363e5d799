// Import: articles wait until their statements have come. They wait in memory up
// to a bound and beyond it in a table of the store that nothing else reads, so a
// killed import leaves nothing to be seen. Statements come grouped by article;
// when the group ends, the article and its statements are whole, and are written
// with the next ones in one change. The whole import is seen as one (import_changes.h), as
// soon as it is more than one group.
// An article that the store has already keeps what it has and gains what is new, place
// by place: what was read at one place on one date is one reading, and two are never mixed.

#include "storage/import.h"

#include <algorithm>
#include <istream>
#include <map>
#include <set>
#include <span>
#include <unordered_set>
#include <utility>

#include "storage/article_change.h"
#include "storage/articles/record_check.h"
#include "storage/database.h"
#include "storage/disk/coding.h"
#include "storage/exchange/import_record.h"
#include "storage/import_changes.h"
#include "storage/import_group.h"
#include "storage/names/prepared_article.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/article_cache.h"
#include "storage/terms/key_layout.h"
#include "storage/waiting_article.h"
#include "storage/writer.h"

namespace lode {

namespace {

// A record, and the places where it is what was read there.
struct Target {
  ImportGroup group;
  std::vector<ArticleInfo> places;
  std::vector<std::string> sets;  // that the places join
  bool is_new = false;            // no place of the article has it yet
};

// An article as it is to be written.
struct Whole {
  struct Reading {
    PreparedArticle article;
    std::vector<ArticleInfo> places;
    std::vector<std::string> sets;
  };
  std::string id;
  std::vector<Reading> readings;
  std::size_t statements = 0, bytes = 0;
  std::size_t given = 0, gained = 0;  // statements of the input, and those that are new
};

ArticleInfo InfoOf(const std::string& id, const Sighting& s) {
  ArticleInfo info;
  info.id = id;
  info.path = s.path, info.part = s.part, info.title = s.title, info.source = s.source;
  info.author = s.author, info.url = s.url, info.published = s.published;
  info.language = s.language;
  return info;
}

class Importer {
 public:
  Importer(Database& database, const ImportLimits& limits)
      : database_(database), limits_(limits), changes_(database) {}

  Status Line(const std::string& line) {
    auto parsed = reader_.Read(line);
    if (!parsed.ok()) return parsed.status();
    if (auto* article = std::get_if<ImportedArticle>(&*parsed)) return Wait(*article);
    const auto& imported = std::get<ImportedStatement>(*parsed);
    if (id_ != imported.article.id) {
      Status status = EndGroup();
      if (status.ok()) status = BeginGroup(imported.article.id, imported.article);
      if (!status.ok()) return status;
    }
    ++given_;
    gained_ += known_.insert(imported.statement.id).second ? 1 : 0;
    for (Target& target : targets_) target.group.Add(imported.statement);
    return {};
  }

  // Writes what still waits: articles without statements.
  Status End() {
    Status status = EndGroup();
    while (status.ok() && !waiting_.empty()) {
      status = BeginGroup(std::string(waiting_.begin()->first), {});
      if (status.ok()) status = EndGroup();
    }
    if (status.ok()) status = Write();  // what was staged goes away with it
    while (status.ok()) {
      auto it = changes_.View()->Iterate(KeyOf(Table::kStaged));
      if (!it->valid()) return it->status();
      status = BeginGroup(std::string(it->key().substr(1)), {});
      if (status.ok()) status = EndGroup();
      if (status.ok()) status = Write();
    }
    return status;
  }

  // Writes the articles that are whole.
  Status Write() {
    std::vector<Whole> whole = std::move(whole_);
    whole_.clear();
    whole_statements_ = whole_bytes_ = 0;
    Status status = Write(whole);
    if (status.ok() || whole.size() < 2 || status.code() == Code::kIo) return status;
    // One that the store cannot take costs no other.
    Status first;
    for (Whole& one : whole) {
      status = Write({&one, 1});
      if (first.ok()) first = status;
    }
    return first;
  }

  // After the last Write: what was written becomes visible where it was put aside.
  Status Finish() {
    const Status status = changes_.End();
    if (!status.ok()) report_ = {};
    return status;
  }

  // Takes away what an import, this one or one that was killed, left waiting.
  Status Clear() {
    id_.clear();
    targets_.clear();
    waiting_.clear();
    changes_.Drop();
    return database_.Change(false, [](const KvView& view, KvBatch& batch) -> Status {
      auto it = view.Iterate(KeyOf(Table::kStaged));
      for (; it->valid(); it->Next()) batch.Delete(it->key());
      return it->status();
    });
  }

  const ImportReport& report() const { return report_; }

 private:
  Status Wait(const ImportedArticle& waiting) {
    const ArticleRecord& record = waiting.record;
    Status status = CheckRecord(record);
    if (!status.ok()) return status;
    const std::string id = record.article.info.id;
    if (ArticleIdOf(record.article) != id)
      return {Code::kInvalidInput, "article '" + id + "' has another text than its id was made of"};
    std::string bytes = EncodeWaiting(waiting);
    waiting_bytes_ += bytes.size();
    waiting_[id] = std::move(bytes);
    return waiting_bytes_ < limits_.waiting_bytes ? Status::Ok() : Spill();
  }

  Status Spill() {
    Status status = changes_.ExpectMore();
    if (!status.ok()) return status;
    status = changes_.Change(false, [&](const KvView&, KvBatch& batch, PutAside*) -> Status {
      for (const auto& [id, bytes] : waiting_) batch.Put(KeyOf(Table::kStaged, id), bytes);
      return {};
    });
    waiting_.clear();
    waiting_bytes_ = 0;
    return status;
  }

  Result<std::optional<ImportedArticle>> TakeWaiting(const std::string& id) {
    std::string bytes;
    if (auto found = waiting_.find(id); found != waiting_.end()) {
      waiting_bytes_ -= found->second.size();
      bytes = std::move(found->second);
      waiting_.erase(found);
    } else {
      auto stored = changes_.View()->Get(KeyOf(Table::kStaged, id));
      if (!stored.ok()) return stored.status();
      if (!stored->has_value()) return std::optional<ImportedArticle>();
      bytes = **std::move(stored);
    }
    auto record = DecodeWaiting(bytes);
    if (!record.ok()) return record.status();
    return std::optional<ImportedArticle>(*std::move(record));
  }

  // `said`: what the first statement says of its article; empty where there is none.
  Status BeginGroup(const std::string& id, const ArticleInfo& said) {
    if (std::any_of(whole_.begin(), whole_.end(), [&](const Whole& w) { return w.id == id; })) {
      Status status = changes_.ExpectMore();
      if (status.ok()) status = Write();
      if (!status.ok()) return status;
    }
    auto waited = TakeWaiting(id);
    if (!waited.ok()) return waited.status();
    auto view = changes_.View();
    auto number = FindArticle(*view, id);
    if (!number.ok()) return number.status();
    if (!waited->has_value() && !number->has_value())
      return {Code::kInvalidInput, "a statement's article '" + id + "' has not come before it"};
    id_ = id;
    given_ = gained_ = 0;
    known_.clear();
    ArticleHeader header;
    if (number->has_value()) {
      auto stored = ReadHeader(*view, **number);
      if (!stored.ok()) return stored.status();
      header = **stored;
    }
    if (!waited->has_value() && passed_over_.contains(id)) return {};
    if (!waited->has_value()) return AddTo(ReadingMeant(header, said), *view, **number, header);
    return Spread(**std::move(waited), said.id.empty(), *view, **number, header);
  }

  // Where an article of the input is seen, place by place. A place that the store has
  // keeps its own reading, and gains statements if that is of the same date; another date
  // is another reading, and the two are never mixed. New places have what the input says.
  Status Spread(ImportedArticle imported, bool without_statements, const KvView& view,
                std::uint64_t number, const ArticleHeader& header) {
    ArticleRecord& record = imported.record;
    const std::vector<std::string>& sets = imported.sets;
    const ArticleInfo info = record.article.info;
    std::vector<ArticleInfo> fresh;
    std::set<std::string> gaining;  // record hashes
    for (const std::string& path : info.paths) {
      const auto at =
          std::find_if(header.sightings.begin(), header.sightings.end(),
                       [&](const Sighting& s) { return s.path == path && s.part == info.part; });
      if (at == header.sightings.end()) {
        fresh.push_back(info);
        fresh.back().path = path;
      } else if (at->published == info.published) {
        gaining.insert(at->record_hash);
      }
    }
    for (const std::string& hash : gaining)
      if (Status status = AddTo(hash, view, number, header); !status.ok()) return status;
    if (fresh.empty() && gaining.empty()) passed_over_.insert(header.id);
    if (fresh.empty()) return {};
    const std::string alike = ReadingOfDate(header, info.published);
    if (!alike.empty()) {
      auto stored = Know(view, number, alike);
      if (!stored.ok()) return stored.status();
      if (!without_statements) return AddFresh(std::move(record), std::move(fresh), sets);
      // What is known of this text on that date.
      targets_.push_back({ImportGroup(*stored, *database_.schema()), std::move(fresh), sets, true});
      return {};
    }
    return AddFresh(std::move(record), std::move(fresh), sets);
  }

  Status AddFresh(ArticleRecord record, std::vector<ArticleInfo> places,
                  const std::vector<std::string>& sets) {
    targets_.push_back(
        {ImportGroup(std::move(record), *database_.schema()), std::move(places), sets, true});
    return {};
  }

  // A reading of the store, whose statements are no news.
  Result<PreparedArticle> Know(const KvView& view, std::uint64_t number, const std::string& hash) {
    auto stored = ReadReading(view, *database_.schema(), number, hash);
    if (stored.ok())
      for (const std::uint64_t statement : stored->statement_ids)
        known_.insert(StatementIdText(statement));
    return stored;
  }

  static std::string ReadingOfDate(const ArticleHeader& header, const std::string& published) {
    for (const Sighting& s : header.sightings)
      if (s.published == published) return s.record_hash;
    return {};
  }

  // The reading that statements without an article of their own belong to: that of the
  // place they name, else one of the same date, else what is shown of the article.
  static std::string ReadingMeant(const ArticleHeader& header, const ArticleInfo& said) {
    for (const Sighting& s : header.sightings)
      if (s.path == said.path && s.part == said.part && s.published == said.published)
        return s.record_hash;
    const std::string alike = ReadingOfDate(header, said.published);
    return alike.empty() && said.path.empty() ? header.record_hash() : alike;
  }

  // Statements that come go to a reading of the store, at all its places.
  Status AddTo(const std::string& hash, const KvView& view, std::uint64_t number,
               const ArticleHeader& header) {
    if (hash.empty())
      return {Code::kInvalidInput, "article '" + header.id +
                                       "' is in the store as read on another date than these "
                                       "statements; import its article before them"};
    auto stored = Know(view, number, hash);
    if (!stored.ok()) return stored.status();
    std::vector<ArticleInfo> places;
    for (const Sighting& s : header.sightings)
      if (s.record_hash == hash) places.push_back(InfoOf(header.id, s));
    targets_.push_back({ImportGroup(*stored, *database_.schema()), std::move(places), {}, false});
    return {};
  }

  Status EndGroup() {
    if (id_.empty()) return {};
    Whole whole;
    whole.id = std::exchange(id_, {});
    whole.given = given_;
    whole.gained = gained_;
    for (Target& target : std::exchange(targets_, {})) {
      if (target.group.gained() == 0 && !target.is_new) continue;
      auto article = std::move(target.group).Finish();
      if (!article.ok()) return article.status();
      whole.statements += article->record.statements.size();
      whole.bytes += article->record.article.text.size();
      whole.readings.push_back(
          {*std::move(article), std::move(target.places), std::move(target.sets)});
    }
    whole_statements_ += whole.statements;
    whole_bytes_ += whole.bytes;
    whole_.push_back(std::move(whole));
    if (whole_statements_ < limits_.written_statements && whole_bytes_ < limits_.written_bytes)
      return {};
    Status status = changes_.ExpectMore();
    return status.ok() ? Write() : status;
  }

  Status Write(std::span<Whole> articles) {
    std::uint64_t added = 0;
    const auto put = [&](const KvView& view, KvBatch& batch, PutAside* aside) -> Status {
      ArticleChange change(view, batch, *database_.schema());
      Status done;
      for (const Whole& whole : articles) {
        if (done.ok()) done = Put(change, whole);
        batch.Delete(KeyOf(Table::kStaged, whole.id));
      }
      if (done.ok()) done = change.Apply(aside);
      added = change.added();
      return done;
    };
    Status status = changes_.Change(true, put);
    if (!status.ok()) return status;
    report_.articles += added;
    for (const Whole& whole : articles) {
      report_.statements += whole.gained;
      report_.skipped += whole.given - std::min(whole.given, whole.gained);
    }
    return status;
  }

  static Status Put(ArticleChange& change, const Whole& whole) {
    for (const Whole::Reading& reading : whole.readings)
      for (const ArticleInfo& place : reading.places) {
        PreparedArticle copy = reading.article;
        copy.record.article.info = place;
        Status status = change.Add(std::move(copy), reading.sets);
        if (!status.ok()) return status;
      }
    return {};
  }

  Database& database_;
  const ImportLimits limits_;
  ImportChanges changes_;
  ExportReader reader_;
  ImportReport report_;
  std::map<std::string, std::string> waiting_;  // by id
  std::size_t waiting_bytes_ = 0;
  std::string id_;                         // of the article whose statements come; empty: none
  std::vector<Target> targets_;            // where they go
  std::size_t given_ = 0, gained_ = 0;     // how many came, and how many of them are news
  std::unordered_set<std::string> known_;  // their ids, and those that the store had
  std::set<std::string> passed_over_;      // articles that keep readings of other dates
  std::vector<Whole> whole_;               // to be written
  std::size_t whole_statements_ = 0, whole_bytes_ = 0;
};

}  // namespace

Result<ImportReport> ImportJsonLines(Database& database, std::istream& in, const std::string& name,
                                     const ImportLimits& limits) {
  std::lock_guard turn(database.import_mutex());
  Importer importer(database, limits);
  Status status = importer.Clear();
  std::uint64_t number = 0;
  auto here = [&](const Status& fault) {
    return Status(fault.code(), name + ":" + std::to_string(number) + ": " + fault.message());
  };
  for (std::string line; status.ok() && std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    status = importer.Line(line);
    if (!status.ok()) status = here(status);
  }
  if (status.ok() && in.bad()) status = {Code::kIo, name + " cannot be read to its end"};
  if (status.ok()) {
    status = importer.End();
    if (!status.ok()) status = here(status);
  } else if (status.code() == Code::kInvalidInput) {
    // What came whole before a fault stays; the store itself is worse.
    if (Status written = importer.Write(); !written.ok()) status = here(written);
  }
  if (status.code() != Code::kIo)
    if (Status finished = importer.Finish(); !finished.ok()) status = here(finished);
  Status cleared = importer.Clear();
  if (!status.ok()) return status;
  if (!cleared.ok()) return cleared;
  return importer.report();
}

}  // namespace lode
