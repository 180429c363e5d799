// Brings a record into canonical form. A statement's id is a hash of the article
// and of what it says, with nodes by their keys. Confidence and premises are left
// out: the one is an opinion about the statement, the other would tie ids into
// knots. A line of triples is found by its article and its place instead. Two statements that agree
// in all the rest and in their premises are one; where only the premises differ both stay, told
// apart by a count. Sorting moves statements, so the premises, which are indexes, are moved along.

#include "storage/names/prepared_article.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "storage/articles/record_check.h"
#include "storage/articles/record_codec.h"
#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

void PutSpans(std::string& out, const Spans& spans) {
  PutVarint(out, spans.size());
  for (const Span& span : spans) {
    PutVarint(out, span.begin);
    PutVarint(out, span.end);
  }
}

class Content {
 public:
  Content(const std::string& article_id, const std::vector<std::string>& keys)
      : article_id_(article_id), keys_(keys) {}

  std::string Of(const StatementRecord& s) const {
    std::string out;
    PutString(out, article_id_);
    PutString(out, keys_[s.subject]);
    PutString(out, s.predicate);
    Put(out, s.object);
    PutVarint(out, s.sentence);
    PutSpans(out, s.subject_span);
    PutSpans(out, s.predicate_span);
    PutSpans(out, s.object_span);
    PutString(out, s.said_by == kNoNode ? std::string() : keys_[s.said_by]);
    PutVarint(out, s.via.size());
    for (const Argument& link : s.via) Put(out, link);
    PutByte(out, s.derived);
    PutString(out, s.relation);
    PutByte(out, static_cast<std::uint8_t>(s.polarity));
    PutByte(out,
            static_cast<std::uint8_t>(static_cast<unsigned>(s.modality) | (s.ended ? 0x80u : 0u)));
    if (s.time) PutValue(out, *s.time);
    PutVarint(out, s.qualifiers.size());
    for (const auto& [role, argument] : s.qualifiers) {
      PutString(out, role);
      Put(out, argument);
    }
    PutString(out, s.extractor);
    return out;
  }

 private:
  void Put(std::string& out, const Argument& argument) const {
    PutByte(out, argument.is_node());
    if (argument.is_node())
      PutString(out, keys_[argument.node]);
    else
      PutValue(out, argument.literal);
  }

  const std::string& article_id_;
  const std::vector<std::string>& keys_;
};

// Within one role the values stand in the order of their content, so that a
// record read back from an export is the same record.
void SortQualifiers(StatementRecord& s, const std::vector<std::string>& keys) {
  auto bytes = [&](const Argument& argument) {
    std::string out = argument.is_node() ? "n" + keys[argument.node] : "v";
    if (!argument.is_node()) PutValue(out, argument.literal);
    return out;
  };
  std::vector<std::pair<std::string, Argument>> sorted(s.qualifiers.begin(), s.qualifiers.end());
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : bytes(a.second) < bytes(b.second);
  });
  s.qualifiers = {sorted.begin(), sorted.end()};
}

// A number for each statement; equal for statements that are one.
struct Numbered {
  std::vector<std::uint64_t> ids;
  std::vector<std::uint32_t> same_as;  // index of the first equal statement
};

// The only line of its sentence has an id of its own.
void NumberLines(const ArticleRecord& record, std::vector<std::uint64_t>& ids) {
  std::vector<std::uint32_t> lines(record.sentences.size() + 1);
  const auto is_line = [](const StatementRecord& s) { return s.extractor == kLinesExtractor; };
  for (const StatementRecord& s : record.statements)
    if (is_line(s)) ++lines[s.sentence];
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (const StatementRecord& s = record.statements[i]; is_line(s) && lines[s.sentence] == 1)
      ids[i] = LineStatementId(record.article.info.id, s.sentence).value_or(ids[i]);
}

Numbered NumberStatements(const ArticleRecord& record, const std::vector<std::string>& keys) {
  const Content content(record.article.info.id, keys);
  std::vector<std::string> contents;
  for (const StatementRecord& s : record.statements) contents.push_back(content.Of(s));
  Numbered numbered;
  std::map<std::string, std::vector<std::pair<std::vector<std::string>, std::uint32_t>>> seen;
  for (std::uint32_t i = 0; i < contents.size(); ++i) {
    std::vector<std::string> premises;
    for (std::uint32_t p : record.statements[i].premises) premises.push_back(contents[p]);
    std::sort(premises.begin(), premises.end());
    auto& alike = seen[contents[i]];
    auto found = std::find_if(alike.begin(), alike.end(),
                              [&](const auto& other) { return other.first == premises; });
    numbered.same_as.push_back(found == alike.end() ? i : found->second);
    if (found == alike.end()) alike.emplace_back(std::move(premises), i);
  }
  numbered.ids.resize(contents.size());
  for (auto& [bytes, alike] : seen) {
    std::sort(alike.begin(), alike.end());  // by premises: not by the order they came in
    for (std::size_t n = 0; n < alike.size(); ++n) {
      std::string salted = bytes;
      if (n > 0) PutVarint(salted, n);
      numbered.ids[alike[n].second] = ContentHash(salted);
    }
  }
  NumberLines(record, numbered.ids);
  return numbered;
}

void SortStatements(PreparedArticle& article, const Numbered& numbered) {
  std::vector<StatementRecord>& statements = article.record.statements;
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < statements.size(); ++i)
    if (numbered.same_as[i] == i) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const StatementRecord &x = statements[a], &y = statements[b];
    auto key = [&](const StatementRecord& s) {
      return std::tie(s.sentence, s.subject_span, s.predicate_span, s.object_span, s.predicate);
    };
    if (auto order_of = key(x) <=> key(y); order_of != 0) return order_of < 0;
    return numbered.ids[a] < numbered.ids[b];
  });
  std::vector<std::uint32_t> moved(statements.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) moved[order[at]] = at;
  std::vector<StatementRecord> sorted;
  for (std::uint32_t i : order) {
    sorted.push_back(std::move(statements[i]));
    for (std::uint32_t& premise : sorted.back().premises)
      premise = moved[numbered.same_as[premise]];
    std::sort(sorted.back().premises.begin(), sorted.back().premises.end());
    article.statement_ids.push_back(numbered.ids[i]);
  }
  statements = std::move(sorted);
}

}  // namespace

bool IsOfLines(const ArticleRecord& record) {
  return !record.statements.empty() &&
         std::all_of(record.statements.begin(), record.statements.end(),
                     [](const StatementRecord& s) { return s.extractor == kLinesExtractor; });
}

std::string ArticleIdOf(const Article& article) {
  return "a:" + HexHash(article.text, 12);
}

Result<PreparedArticle> Prepare(ArticleRecord record, const Schema& schema) {
  Status status = CheckRecord(record);
  if (!status.ok()) return status;
  PreparedArticle article;
  record.article.info.id = ArticleIdOf(record.article);
  article.node_keys = KeysOfNodes(record.nodes, record.article.info.id, schema);
  for (StatementRecord& statement : record.statements) SortQualifiers(statement, article.node_keys);
  Numbered numbered = NumberStatements(record, article.node_keys);
  article.record = std::move(record);
  SortStatements(article, numbered);
  return article;
}

std::string StatementIdText(std::uint64_t id) {
  return "st:" + Hex(id, 16);
}

bool ParseStatementId(std::string_view text, std::uint64_t& id) {
  if (text.size() != 19 || !text.starts_with("st:")) return false;
  id = 0;
  for (char c : text.substr(3)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return false;
    id = id << 4 | static_cast<unsigned>(digit);
  }
  return true;
}

}  // namespace lode
