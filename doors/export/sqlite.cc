// A SQLite file: articles, entities, aliases and statements with their keys, and the sentences
// in a full-text index, for Datasette and SQL.

#include <sqlite3.h>

#include <map>

#include "doors/export/edge_fields.h"
#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

constexpr char kTables[] = R"sql(
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
BEGIN;
CREATE TABLE articles (id TEXT PRIMARY KEY, path TEXT, title TEXT, source TEXT, author TEXT,
  url TEXT, published TEXT, language TEXT);
CREATE TABLE entities (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT);
CREATE TABLE aliases (entity TEXT NOT NULL REFERENCES entities(id), alias TEXT NOT NULL);
CREATE TABLE statements (id TEXT PRIMARY KEY, subject TEXT NOT NULL REFERENCES entities(id),
  predicate TEXT NOT NULL, object TEXT REFERENCES entities(id), object_kind TEXT NOT NULL,
  object_text TEXT NOT NULL, object_number REAL, object_unit TEXT, object_date TEXT,
  said_by TEXT REFERENCES entities(id), polarity TEXT NOT NULL, modality TEXT NOT NULL,
  ended INTEGER NOT NULL, time TEXT, qualifiers TEXT, confidence REAL NOT NULL,
  article TEXT NOT NULL REFERENCES articles(id), sentence_number INTEGER NOT NULL,
  sentence TEXT NOT NULL);
CREATE VIRTUAL TABLE sentences USING fts5 (sentence, article UNINDEXED, number UNINDEXED);
)sql";

constexpr char kIndexes[] = R"sql(
CREATE INDEX statements_subject ON statements (subject, predicate);
CREATE INDEX statements_object ON statements (object, predicate);
CREATE INDEX statements_predicate ON statements (predicate);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX aliases_entity ON aliases (entity);
CREATE INDEX aliases_alias ON aliases (alias COLLATE NOCASE);
COMMIT;
)sql";

class SqliteExport : public GraphWriter {
 public:
  explicit SqliteExport(const std::string& path) {
    Check(
        sqlite3_open_v2(path.c_str(), &file_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr));
  }
  ~SqliteExport() override {
    for (const auto& [text, statement] : prepared_) sqlite3_finalize(statement);
    sqlite3_close(file_);
  }

  void Begin() override { Run(kTables); }
  void TakeArticle(const ArticleInfo& article) override {
    Row row(*this, "INSERT OR IGNORE INTO articles VALUES (?,?,?,?,?,?,?,?)");
    for (const std::string* field :
         {&article.id, &article.path, &article.title, &article.source, &article.author,
          &article.url, &article.published, &article.language})
      row.Text(*field);
  }
  void TakeNode(const GraphNode& node) override {
    if (!node.is_entity) return;
    Row(*this, "INSERT INTO entities VALUES (?,?,?)").Text(node.id).Text(node.name).Text(node.type);
    for (const std::string& alias : node.aliases)
      Row(*this, "INSERT INTO aliases VALUES (?,?)").Text(node.id).Text(alias);
  }
  void TakeEdge(const Statement& statement) override {
    const Value& object = statement.object;
    const std::vector<std::string> fields = EdgeFields(statement);
    const std::string article = statement.article ? statement.article->id : "";
    const bool is_number =
        (object.kind >= ValueKind::kNumber && object.kind <= ValueKind::kPercent) ||
        object.kind == ValueKind::kDuration;
    {
      Row row(*this,
              "INSERT OR IGNORE INTO statements VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
      row.Text(statement.id).Text(statement.subject.id).Text(statement.predicate);
      row.Known(object.entity.id).Text(std::string(NameOf(object.kind))).Text(Display(object));
      row.Number(object.number, is_number).Known(object.unit).Known(object.date);
      row.Known(statement.said_by ? statement.said_by->id : "");
      row.Text(fields[3]).Text(fields[4]).Number(statement.ended ? 1 : 0).Known(fields[6]);
      row.Known(fields.back()).Number(statement.confidence).Text(article);
      row.Number(statement.sentence).Text(statement.text);
    }
    if (article == article_ && statement.sentence == sentence_) return;  // they come in order
    article_ = article;
    sentence_ = statement.sentence;
    Row(*this, "INSERT INTO sentences VALUES (?,?,?)")
        .Text(statement.text)
        .Text(article)
        .Number(statement.sentence);
  }
  void End() override { Run(kIndexes); }
  Status status() const override { return status_; }

 private:
  // A row of a table: its fields in order; it is written when it ends.
  class Row {
   public:
    Row(SqliteExport& writer, const char* text)
        : writer_(writer), statement_(writer.Prepared(text)) {}
    ~Row() {
      if (statement_ == nullptr) return;
      const int code = sqlite3_step(statement_);
      if (code != SQLITE_DONE) writer_.Check(code);
      sqlite3_reset(statement_);
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    Row& Text(const std::string& text) {
      if (statement_ != nullptr)
        sqlite3_bind_text64(statement_, ++column_, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8);
      return *this;
    }
    // NULL where it is not known.
    Row& Known(const std::string& text) {
      if (!text.empty()) return Text(text);
      if (statement_ != nullptr) sqlite3_bind_null(statement_, ++column_);
      return *this;
    }
    Row& Number(double number, bool known = true) {
      if (statement_ == nullptr) return *this;
      if (known)
        sqlite3_bind_double(statement_, ++column_, number);
      else
        sqlite3_bind_null(statement_, ++column_);
      return *this;
    }

   private:
    SqliteExport& writer_;
    sqlite3_stmt* statement_;
    int column_ = 0;
  };

  sqlite3_stmt* Prepared(const std::string& text) {
    sqlite3_stmt*& statement = prepared_[text];
    if (statement == nullptr)
      Check(sqlite3_prepare_v2(file_, text.c_str(), -1, &statement, nullptr));
    return statement;
  }
  void Run(const char* text) { Check(sqlite3_exec(file_, text, nullptr, nullptr, nullptr)); }
  void Check(int code) {
    if (code == SQLITE_OK || !status_.ok()) return;
    status_ = {Code::kIo, std::string("SQLite cannot write the file: ") + sqlite3_errmsg(file_)};
  }

  sqlite3* file_ = nullptr;
  std::map<std::string, sqlite3_stmt*> prepared_;
  Status status_;
  std::string article_;
  std::uint32_t sentence_ = 0;
};

}  // namespace

std::unique_ptr<GraphWriter> SqliteWriter(const std::string& path) {
  return std::make_unique<SqliteExport>(path);
}

}  // namespace lode::doors
