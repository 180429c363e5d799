// What the storage tests share: a folder of their own, and made-up articles.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "lode/store.h"
#include "storage/writer.h"
#include "tests/must.h"

namespace lode::test {

// A folder that goes away with it.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lode_test_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline Store OpenStore(const std::string& path) {
  auto store = Store::Open(path);
  EXPECT_TRUE(store.ok()) << store.status().message();
  return *std::move(store);
}

inline std::string Exported(const Store& store, ExportFormat format) {
  std::ostringstream out;
  Status status = store.Export(format, out);
  EXPECT_TRUE(status.ok()) << status.message();
  return std::move(out).str();
}

// All that leaves a store, in one string.
inline std::string Everything(const Store& store) {
  std::string all = Exported(store, ExportFormat::kStatements) +
                    Exported(store, ExportFormat::kArticles) +
                    Exported(store, ExportFormat::kNTriples);
  for (const EntityInfo& e : Must(store.Entities("")))
    all += e.entity.id + " " + e.entity.name + " " + std::to_string(e.statements) + "/" +
           std::to_string(e.articles) + "\n";
  for (const MergeInfo& m : Must(store.Merges("")))
    all += m.entity_id + " " + m.name + " = " + m.other_name + " " + m.reason + " " + m.article_id +
           " " + std::to_string(m.sentence) + "\n";
  for (const auto& [predicate, count] : Must(store.Stats()).statements_by_predicate)
    all += predicate + " " + std::to_string(count) + "\n";
  return all;
}

inline Value Text(const std::string& text, ValueKind kind = ValueKind::kText) {
  Value value;
  value.kind = kind;
  value.text = text;
  return value;
}

inline Value Measure(ValueKind kind, double number, const std::string& unit) {
  Value value;
  value.kind = kind;
  value.number = number;
  value.unit = unit;
  value.text = std::to_string(static_cast<int>(number)) + " " + unit;
  return value;
}

inline Value Date(const std::string& iso) {
  Value value;
  value.kind = ValueKind::kDate;
  value.date = iso;
  return value;
}

// Builds a record by hand: nodes are named, sentences are added as they come.
class RecordMaker {
 public:
  explicit RecordMaker(const std::string& path, const std::string& title = "") {
    record_.article.info.path = path;
    record_.article.info.title = title;
  }

  std::uint32_t Sentence(const std::string& text) {
    const auto begin = static_cast<std::uint32_t>(record_.article.text.size());
    record_.article.text += text + "\n";
    const Span span{begin, begin + static_cast<std::uint32_t>(text.size())};
    record_.sentences.push_back(span);
    record_.article.blocks.push_back({BlockKind::kParagraph, span, span, "", "", -1});
    return static_cast<std::uint32_t>(record_.sentences.size());
  }
  std::uint32_t Node(IdentityClass identity, const std::string& name, const std::string& type,
                     std::vector<std::string> short_forms = {}, bool is_short = false) {
    EntityNode node{identity, name, type, {{name, 2, true}}, std::move(short_forms), is_short};
    record_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(record_.nodes.size() - 1);
  }
  void Alias(std::uint32_t node, const std::string& name, const std::string& reason,
             std::uint32_t sentence = 1) {
    record_.aliases.push_back({node, name, reason, sentence});
  }
  StatementRecord& Add(std::uint32_t subject, const std::string& predicate, Argument object,
                       std::uint32_t sentence = 1) {
    StatementRecord s;
    s.subject = subject;
    s.predicate = predicate;
    s.object = std::move(object);
    s.sentence = sentence;
    const std::uint32_t begin = record_.sentences[sentence - 1].begin;
    s.subject_span = {{begin, begin + 1}};
    s.predicate_span = {{begin + 1, begin + 2}};
    s.relation = predicate;
    s.confidence = 0.5;
    s.extractor = "test/1";
    record_.statements.push_back(std::move(s));
    return record_.statements.back();
  }
  StatementRecord& Add(std::uint32_t subject, const std::string& predicate, std::uint32_t object,
                       std::uint32_t sentence = 1) {
    Argument argument;
    argument.node = object;
    return Add(subject, predicate, argument, sentence);
  }
  StatementRecord& Add(std::uint32_t subject, const std::string& predicate, Value object,
                       std::uint32_t sentence = 1) {
    Argument argument;
    argument.literal = std::move(object);
    return Add(subject, predicate, argument, sentence);
  }
  ArticleRecord& record() { return record_; }

 private:
  ArticleRecord record_;
};

// An article out of a small world of names, so that articles share entities,
// aliases meet and short forms become ambiguous.
inline ArticleRecord RandomArticle(std::mt19937& random, const std::string& path,
                                   int statements = 6) {
  auto pick = [&](int n) {
    return static_cast<std::uint32_t>(random() % static_cast<unsigned>(n));
  };
  static const std::vector<std::string> kFirst = {"Ana", "Bruno", "Clara", "Dmitri"};
  static const std::vector<std::string> kLast = {"Rivera", "Sato", "Okafor"};
  static const std::vector<std::string> kFirms = {"Chipworks", "Lumen Optics", "Nordic Ore",
                                                  "Harbor Line"};
  static const std::vector<std::string> kTickers = {"CHPW", "LMN", "NORO", "HBL"};
  static const std::vector<std::string> kPredicates = {"supplies", "competes-with", "said", "leads",
                                                       "plans"};
  RecordMaker make(path, "Title " + std::to_string(pick(50)));
  if (pick(3) == 0)
    make.record().article.info.published = "2025-0" + std::to_string(1 + pick(9)) + "-11";
  const auto sentences = static_cast<int>(1 + pick(4));
  for (int i = 0; i < sentences; ++i)
    make.Sentence("Sentence " + std::to_string(pick(1000)) + " about \"things\" – and more.");
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i < 2 + pick(3); ++i) {
    const std::string last = kLast[pick(3)];
    if (pick(4) == 0)
      nodes.push_back(make.Node(IdentityClass::kPerson, last, "person", {}, true));
    else
      nodes.push_back(
          make.Node(IdentityClass::kPerson, kFirst[pick(4)] + " " + last, "person", {last}));
  }
  for (std::uint32_t i = 0; i < 1 + pick(3); ++i) {
    const std::uint32_t firm = pick(4);
    const bool by_ticker = pick(4) == 0;
    nodes.push_back(
        make.Node(IdentityClass::kName,
                  by_ticker ? kTickers[firm] : kFirms[firm] + (pick(2) == 0 ? " Inc." : ""),
                  pick(5) == 0 ? "organization" : "company"));
    if (!by_ticker && pick(3) == 0) make.Alias(nodes.back(), kTickers[firm], "ticker", 1);
  }
  // A stream of its own: what is drawn above stays what it was.
  std::mt19937 more(
      static_cast<std::uint32_t>(std::hash<std::string>()(make.record().article.text)));
  if (more() % 2 == 0) nodes.push_back(make.Node(IdentityClass::kTerm, "export controls", "topic"));
  for (std::size_t left = more() % 3; left > 0; --left) {
    nodes.push_back(make.Node(IdentityClass::kParticular, "the plan", "event"));
    make.record().nodes[nodes.back()].forms.push_back({"the idea", 1, false});
  }
  for (int i = 0; i < statements; ++i) {
    const std::uint32_t sentence = 1 + pick(sentences),
                        subject = nodes[pick(static_cast<int>(nodes.size()))];
    const std::string& predicate = kPredicates[pick(5)];
    StatementRecord* s = nullptr;
    switch (pick(5)) {
      case 0:
        s = &make.Add(subject, predicate,
                      Text("words " + std::to_string(pick(9)), ValueKind::kQuote), sentence);
        break;
      case 1:
        s = &make.Add(subject, predicate, Measure(ValueKind::kMoney, pick(5) * 100, "USD"),
                      sentence);
        break;
      case 2:
        s = &make.Add(subject, predicate, Date("2025-0" + std::to_string(1 + pick(9))), sentence);
        break;
      default:
        s = &make.Add(subject, predicate, nodes[pick(static_cast<int>(nodes.size()))], sentence);
    }
    if (pick(3) == 0) s->said_by = nodes[pick(static_cast<int>(nodes.size()))];
    if (pick(4) == 0) s->polarity = Polarity::kNegated;
    s->modality = static_cast<Modality>(pick(6));
    s->ended = more() % 6 == 0;
    if (pick(4) == 0) s->time = Date("2025");
    if (pick(3) == 0) {
      Argument amount;
      amount.literal = Measure(ValueKind::kQuantity, pick(9), "kg");
      s->qualifiers.emplace("amount", amount);
      amount.node = nodes[0];
      s->qualifiers.emplace("to", amount);
    }
    if (i > 1 && pick(5) == 0) {
      s->derived = true;
      s->premises = {pick(i)};
    }
  }
  return make.record();
}

}  // namespace lode::test
