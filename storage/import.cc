// Import: articles wait until their statements have come. They wait in memory up
// to a bound and beyond it in a table of the store that nothing else reads, so a
// killed import leaves nothing to be seen. Statements come grouped by article;
// when the group ends, the article and its statements are whole, and are written
// with the next ones in one change: a commit costs more than a small article. So a
// commit that is lost loses whole articles only.
// An article that the store has already keeps what it has and gains what is new.

#include "storage/import.h"

#include <algorithm>
#include <istream>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "storage/article_change.h"
#include "storage/articles/record_codec.h"
#include "storage/database.h"
#include "storage/disk/coding.h"
#include "storage/exchange/import_record.h"
#include "storage/names/name_form.h"
#include "storage/names/prepared_article.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/article_cache.h"
#include "storage/terms/key_layout.h"
#include "storage/writer.h"

namespace lode {

namespace {

constexpr std::size_t kWaitingBytes = 16 << 20;  // in memory
// Whole articles are written together as soon as they have so many statements, or
// so many bytes of text.
constexpr std::size_t kWrittenStatements = 16'384;
constexpr std::size_t kWrittenBytes = 8 << 20;

std::string EncodeWaiting(const ArticleRecord& record) {
  const ArticleInfo& info = record.article.info;
  std::string out;
  for (const std::string* field :
       {&info.id, &info.path, &info.title, &info.source, &info.author, &info.url, &info.published,
        &info.language, &record.article.text})
    PutString(out, *field);
  PutVarint(out, info.part);
  PutVarint(out, info.paths.size());
  for (const std::string& path : info.paths) PutString(out, path);
  PutString(out, EncodeRecord(record));
  return out;
}

Result<ArticleRecord> DecodeWaiting(std::string_view bytes) {
  ByteReader in(bytes);
  ArticleInfo info;
  std::string text;
  for (std::string* field : {&info.id, &info.path, &info.title, &info.source, &info.author,
                             &info.url, &info.published, &info.language, &text})
    *field = in.String();
  info.part = in.Varint32();
  info.paths.resize(in.Count());
  for (std::string& path : info.paths) path = in.String();
  auto record = DecodeRecord(in.String());
  if (!record.ok()) return record;
  record->article.info = std::move(info);
  record->article.text = std::move(text);
  return record;
}

// A node for an entity whose key the article does not have: what its type says.
EntityNode NodeFor(const Entity& entity, const Schema& schema) {
  EntityNode node;
  node.identity = entity.kind == EntityKind::kParticular ? IdentityClass::kParticular
                  : entity.kind == EntityKind::kKind     ? IdentityClass::kTerm
                  : schema.IsA(entity.type, "person")    ? IdentityClass::kPerson
                  : schema.IsA(entity.type, "place")     ? IdentityClass::kPlace
                  : entity.type == "topic"               ? IdentityClass::kTerm
                                                         : IdentityClass::kName;
  if (!entity.key.empty()) node.identity = IdentityOfKey(entity.key);
  node.name = entity.key.empty() ? entity.name : std::string(NameOfKey(entity.key));
  node.type = entity.type;
  return node;
}

// The statements of one article, turned back into its record.
class Group {
 public:
  Group(ArticleRecord record, const Schema& schema) : record_(std::move(record)), schema_(schema) {
    const std::vector<std::string> keys = KeysOfNodes(record_.nodes, article_id(), schema);
    for (std::uint32_t i = 0; i < keys.size(); ++i) nodes_.emplace(keys[i], i);
  }

  const std::string& article_id() const { return record_.article.info.id; }
  std::size_t given() const { return given_; }

  void Know(const std::string& statement_id, std::uint32_t index) {
    indexes_.emplace(statement_id, index);
  }

  void Add(const Statement& s) {
    ++given_;
    const auto index = static_cast<std::uint32_t>(record_.statements.size());
    if (!indexes_.emplace(s.id, index).second) return;
    StatementRecord r;
    r.subject = Node(s.subject);
    r.predicate = s.predicate;
    r.object = ArgumentOf(s.object);
    r.sentence = s.sentence;
    r.subject_span = s.subject_span;
    r.predicate_span = s.predicate_span;
    r.object_span = s.object_span;
    if (s.said_by) r.said_by = Node(*s.said_by);
    for (const Value& link : s.via) r.via.push_back(ArgumentOf(link));
    r.derived = s.derived;
    r.relation = s.relation;
    r.polarity = s.polarity;
    r.modality = s.modality;
    r.ended = s.ended;
    r.time = s.time;
    for (const auto& [role, value] : s.qualifiers) r.qualifiers.emplace(role, ArgumentOf(value));
    r.confidence = s.confidence;
    r.extractor = s.extractor;
    if (!s.premises.empty()) premises_.emplace(index, s.premises);
    record_.statements.push_back(std::move(r));
  }

  Result<ArticleRecord> Finish() && {
    for (const auto& [index, ids] : premises_)
      for (const std::string& id : ids) {
        auto found = indexes_.find(id);
        if (found == indexes_.end())
          return {Code::kInvalidInput,
                  "premise '" + id + "' of article " + article_id() + " is missing"};
        record_.statements[index].premises.push_back(found->second);
      }
    return std::move(record_);
  }

 private:
  std::uint32_t Node(const Entity& entity) {
    EntityNode node = NodeFor(entity, schema_);
    const std::string key =
        entity.key.empty() ? NodeKey(node.identity, node.name, schema_) : entity.key;
    auto [it, is_new] = nodes_.emplace(key, static_cast<std::uint32_t>(record_.nodes.size()));
    if (is_new) record_.nodes.push_back(std::move(node));
    return it->second;
  }
  Argument ArgumentOf(const Value& value) {
    Argument argument;
    if (value.kind == ValueKind::kEntity)
      argument.node = Node(value.entity);
    else
      argument.literal = value;
    return argument;
  }

  ArticleRecord record_;
  const Schema& schema_;
  std::size_t given_ = 0;
  std::unordered_map<std::string, std::uint32_t> nodes_, indexes_;
  std::map<std::uint32_t, std::vector<std::string>> premises_;
};

// An article as it is to be written.
struct Whole {
  PreparedArticle article;
  std::vector<ArticleInfo> sightings;  // new ones
  std::size_t known = 0;               // statements the store had of it
  std::size_t given = 0;               // statements of the input

  const std::string& id() const { return article.record.article.info.id; }
  std::size_t gained() const {
    const std::size_t all = article.record.statements.size();
    return all > known ? all - known : 0;
  }
};

class Importer {
 public:
  explicit Importer(Database& database) : database_(database) {}

  Status Line(const std::string& line) {
    auto parsed = ParseExportLine(line);
    if (!parsed.ok()) return parsed.status();
    if (auto* record = std::get_if<ArticleRecord>(&*parsed)) return Wait(*record);
    const auto& imported = std::get<ImportedStatement>(*parsed);
    if (group_ == nullptr || group_->article_id() != imported.article_id) {
      Status status = EndGroup();
      if (status.ok()) status = BeginGroup(imported.article_id);
      if (!status.ok()) return status;
    }
    group_->Add(imported.statement);
    return {};
  }

  // Writes what still waits: articles without statements.
  Status End() {
    Status status = EndGroup();
    while (status.ok() && !waiting_.empty()) {
      status = BeginGroup(std::string(waiting_.begin()->first));
      if (status.ok()) status = EndGroup();
    }
    if (status.ok()) status = Write();  // what was staged goes away with it
    while (status.ok()) {
      auto it = database_.View()->Iterate(KeyOf(Table::kStaged));
      if (!it->valid()) return it->status();
      status = BeginGroup(std::string(it->key().substr(1)));
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

  // Takes away what an import, this one or one that was killed, left waiting.
  Status Clear() {
    group_.reset();
    waiting_.clear();
    return database_.Change(false, [](const KvView& view, KvBatch& batch) -> Status {
      auto it = view.Iterate(KeyOf(Table::kStaged));
      for (; it->valid(); it->Next()) batch.Delete(it->key());
      return it->status();
    });
  }

  const ImportReport& report() const { return report_; }

 private:
  Status Wait(const ArticleRecord& record) {
    Status status = CheckRecord(record);
    if (!status.ok()) return status;
    const std::string id = record.article.info.id;
    if (ArticleIdOf(record.article) != id)
      return {Code::kInvalidInput, "article '" + id + "' has another text than its id was made of"};
    std::string bytes = EncodeWaiting(record);
    waiting_bytes_ += bytes.size();
    waiting_[id] = std::move(bytes);
    return waiting_bytes_ < kWaitingBytes ? Status::Ok() : Spill();
  }

  Status Spill() {
    Status status = database_.Change(false, [&](const KvView&, KvBatch& batch) -> Status {
      for (const auto& [id, bytes] : waiting_) batch.Put(KeyOf(Table::kStaged, id), bytes);
      return {};
    });
    waiting_.clear();
    waiting_bytes_ = 0;
    return status;
  }

  Result<std::optional<ArticleRecord>> TakeWaiting(const std::string& id) {
    std::string bytes;
    if (auto found = waiting_.find(id); found != waiting_.end()) {
      waiting_bytes_ -= found->second.size();
      bytes = std::move(found->second);
      waiting_.erase(found);
    } else {
      auto stored = database_.View()->Get(KeyOf(Table::kStaged, id));
      if (!stored.ok()) return stored.status();
      if (!stored->has_value()) return std::optional<ArticleRecord>();
      bytes = **std::move(stored);
    }
    auto record = DecodeWaiting(bytes);
    if (!record.ok()) return record.status();
    return std::optional<ArticleRecord>(*std::move(record));
  }

  Status BeginGroup(const std::string& id) {
    if (std::any_of(whole_.begin(), whole_.end(), [&](const Whole& w) { return w.id() == id; })) {
      Status status = Write();
      if (!status.ok()) return status;
    }
    auto waited = TakeWaiting(id);
    if (!waited.ok()) return waited.status();
    auto view = database_.View();
    auto number = FindArticle(*view, id);
    if (!number.ok()) return number.status();
    sightings_.clear();
    known_ = 0;
    if (!waited->has_value() && !number->has_value())
      return {Code::kInvalidInput, "a statement's article '" + id + "' has not come before it"};
    if (waited->has_value())
      for (const std::string& path : (*waited)->article.info.paths) {
        sightings_.push_back((*waited)->article.info);
        sightings_.back().path = path;
      }
    if (!number->has_value()) {
      group_ = std::make_unique<Group>(**std::move(waited), *database_.schema());
      return {};
    }
    auto stored = ReadArticle(*view, *database_.schema(), **number);
    if (!stored.ok()) return stored.status();
    const PreparedArticle& article = (*stored)->article;
    group_ = std::make_unique<Group>(article.record, *database_.schema());
    for (std::uint32_t i = 0; i < article.statement_ids.size(); ++i)
      group_->Know(StatementIdText(article.statement_ids[i]), i);
    known_ = article.statement_ids.size();
    return {};
  }

  Status EndGroup() {
    if (group_ == nullptr) return {};
    Whole whole;
    whole.given = group_->given();
    auto record = std::move(*group_).Finish();
    group_.reset();
    if (!record.ok()) return record.status();
    auto article = Prepare(*std::move(record), *database_.schema());
    if (!article.ok()) return article.status();
    whole.article = *std::move(article);
    whole.sightings = std::move(sightings_);
    whole.known = known_;
    whole_statements_ += whole.article.record.statements.size();
    whole_bytes_ += whole.article.record.article.text.size();
    whole_.push_back(std::move(whole));
    return whole_statements_ < kWrittenStatements && whole_bytes_ < kWrittenBytes ? Status::Ok()
                                                                                  : Write();
  }

  Status Write(std::span<Whole> articles) {
    std::uint64_t added = 0;
    Status status = database_.Change(true, [&](const KvView& view, KvBatch& batch) -> Status {
      ArticleChange change(view, batch, *database_.schema());
      Status done;
      for (const Whole& whole : articles) {
        if (done.ok()) done = Put(change, whole);
        batch.Delete(KeyOf(Table::kStaged, whole.id()));
      }
      if (done.ok()) done = change.Apply();
      added = change.added();
      return done;
    });
    if (!status.ok()) return status;
    report_.articles += added;
    for (const Whole& whole : articles) {
      report_.statements += whole.gained();
      report_.skipped += whole.given - std::min(whole.given, whole.gained());
    }
    return status;
  }

  // Every place where the article is seen now has the whole record.
  static Status Put(ArticleChange& change, const Whole& whole) {
    const PreparedArticle& article = whole.article;
    const bool gained = whole.gained() > 0;
    const std::optional<ArticleHeader> before = change.Before(article.record.article.info.id);
    std::vector<ArticleInfo> places = whole.sightings;
    if (before && gained)
      for (const Sighting& s : before->sightings) {
        ArticleInfo info = article.record.article.info;
        info.path = s.path, info.part = s.part, info.title = s.title, info.source = s.source;
        info.author = s.author, info.url = s.url, info.published = s.published,
        info.language = s.language;
        places.push_back(std::move(info));
      }
    for (ArticleInfo& info : places) {
      const bool is_there =
          before &&
          std::any_of(before->sightings.begin(), before->sightings.end(), [&](const Sighting& s) {
            return s.path == info.path && s.part == info.part;
          });
      if (is_there && !gained) continue;
      PreparedArticle copy = article;
      info.id = article.record.article.info.id;
      copy.record.article.info = std::move(info);
      Status status = change.Add(std::move(copy));
      if (!status.ok()) return status;
    }
    return {};
  }

  Database& database_;
  ImportReport report_;
  std::map<std::string, std::string> waiting_;  // by id
  std::size_t waiting_bytes_ = 0;
  std::unique_ptr<Group> group_;
  std::vector<ArticleInfo> sightings_;  // of the group's article, new ones
  std::size_t known_ = 0;               // statements the store had of it
  std::vector<Whole> whole_;            // to be written
  std::size_t whole_statements_ = 0, whole_bytes_ = 0;
};

}  // namespace

Result<ImportReport> ImportJsonLines(Database& database, std::istream& in,
                                     const std::string& name) {
  std::lock_guard turn(database.import_mutex());
  Importer importer(database);
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
  } else if (Status written = importer.Write(); !written.ok()) {
    status = here(written);  // what came whole before a fault stays; the store itself is worse
  }
  Status cleared = importer.Clear();
  if (!status.ok()) return status;
  if (!cleared.ok()) return cleared;
  return importer.report();
}

}  // namespace lode
