// The columns of a record's bytes, and which field stands in which: one list, which writes
// and reads. The numbers are the store's format.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "storage/articles/article_record.h"

namespace lode {

struct RecordColumn {
  enum Number : std::size_t {
    kCount,
    kBlock,  // kind
    kBlockBegin,
    kBlockSize,
    kSourceBegin,
    kSourceSize,
    kBlockLanguage,
    kBlockDate,
    kDuplicateOf,
    kSentence,  // how much longer than the block that begins there
    kSentenceBegin,
    kStatement,  // subject
    kPredicate,
    kObject,
    kSentenceOf,
    kFlags,  // bit 0 polarity, bits 1..3 modality, 4 ended, 5 derived, 6 has a time
    kSaidBy,
    kVias,
    kVia,
    kPremises,
    kPremise,
    kRelation,
    kQualifiers,
    kRole,
    kQualifier,
    kConfidence,
    kExtractor,
    kSpans,  // of subject, predicate and object: three columns each
    kSpanBegin = kSpans + 3,
    kSpanSize = kSpanBegin + 3,
    kValueKind = kSpanSize + 3,
    kValueText,
    kValueNumber,
    kHasNumberTo,
    kNumberTo,
    kUnit,
    kUnitText,
    kPer,
    kComparator,
    kDate,
    kDateTo,
    kBoolean,
    kNode,  // identity, bit 3: is short
    kNodeName,
    kNodeType,
    kForms,
    kForm,  // how much more often than in statements
    kDescribes,
    kFormText,
    kShortForms,
    kShortForm,
    kAlias,  // node
    kAliasName,
    kAliasReason,
    kAliasSentence,
    kAll
  };
};

// Io: FieldWriter and a const record, or FieldReader and one to be filled.
// The nodes of statements are told by how far they are from the next that has not come yet,
// plus one; 0 is none.
template <typename Io, typename Record>
class RecordFields : private RecordColumn {
 public:
  RecordFields(Io& io, Record& record, std::string_view text)
      : io_(io), record_(record), text_(text) {}

  void Sentences() {
    io_.Count(kCount, record_.article.blocks, kBlock);
    Span before;  // of the block before: text and source
    Span source_before;
    for (auto& block : record_.article.blocks) {
      Enum(block.kind, 1, 14, [&](auto& kind) { io_.Head(kBlock, kind); });
      Put(block.text, before.end, kBlockBegin, kBlockSize, 0);
      Put(block.source, source_before.end, kSourceBegin, kSourceSize, SizeOf(block.text));
      before = block.text, source_before = block.source;
      io_.Text(kBlockLanguage, block.language);
      io_.Text(kBlockDate, block.date);
      Index(kDuplicateOf, block.duplicate_of);
    }
    io_.Count(kCount, record_.sentences, kSentence);
    std::size_t at = 0;
    std::uint32_t end = 0;
    const auto& blocks = record_.article.blocks;
    for (auto& sentence : record_.sentences) {
      io_.Near(kSentenceBegin, sentence.begin, end);
      while (at < blocks.size() && blocks[at].text.begin < sentence.begin) ++at;
      const bool is_there = at < blocks.size() && blocks[at].text.begin == sentence.begin;
      Size(kSentence, sentence, is_there ? SizeOf(blocks[at].text) : 0, true);
      end = sentence.end;
    }
  }

  // Instead of Rest: reads one statement after another, until visit(index, statement) is
  // false, and leaves the record without them.
  template <typename Visit>
  void VisitStatements(const Visit& visit) {
    const std::size_t count = io_.CountOf(kCount, kStatement);
    StatementRecord last[2];  // texts of one are views of the next
    for (std::size_t i = 0; i < count; ++i) {
      StatementRecord &s = last[i % 2], &before = last[1 - i % 2];
      s = StatementRecord();
      Statement(s, before.sentence, before.extractor);
      if (!io_.ok() || !visit(i, s)) return;
    }
  }

  void Rest() {
    io_.Count(kCount, record_.statements, kStatement);
    std::uint32_t sentence_before = 0;
    std::string_view extractor_before;
    for (auto& s : record_.statements) {
      Statement(s, sentence_before, extractor_before);
      sentence_before = s.sentence, extractor_before = s.extractor;
    }
    io_.Count(kCount, record_.nodes, kNode);
    const std::vector<Said> said = SaidOf();
    std::string_view type_before;
    for (std::size_t i = 0; i < record_.nodes.size(); ++i) {
      Node(record_.nodes[i], said[i], type_before);
      type_before = record_.nodes[i].type;
    }
    io_.Count(kCount, record_.aliases, kAlias);
    for (auto& alias : record_.aliases) {
      io_.Head(kAlias, alias.node);
      io_.Text(kAliasName, alias.name);
      io_.Text(kAliasReason, alias.reason);
      io_.Number(kAliasSentence, alias.sentence);
    }
  }

 private:
  // What statements say of a node: how it is written first, and how often it comes.
  struct Said {
    std::string_view name;
    std::uint32_t times = 0;
  };

  static std::uint32_t SizeOf(const Span& span) { return span.end - span.begin; }
  std::string_view TextOf(const Span& span) const {
    const bool is_inside = span.begin <= span.end && span.end <= text_.size();
    return is_inside ? text_.substr(span.begin, span.end - span.begin) : std::string_view();
  }
  template <typename SpansOf>
  std::string_view TextOfFirst(const SpansOf& spans) const {
    return spans.empty() ? std::string_view() : TextOf(spans.front());
  }

  // A number kept as a byte by `put`, that must be one of some.
  template <typename E, typename PutByte>
  void Enum(E& value, unsigned first, unsigned last, const PutByte& put) {
    auto byte = static_cast<std::uint8_t>(Io::kReads ? first : static_cast<unsigned>(value));
    put(byte);
    if constexpr (Io::kReads) {
      if (byte < first || byte > last) io_.Fail();
      value = static_cast<E>(io_.ok() ? byte : first);
    }
  }
  // An index, or -1 for none.
  template <typename T>
  void Index(std::size_t column, T& index) {
    std::uint32_t code = static_cast<std::uint32_t>(index) + 1;
    io_.Number(column, code);
    if constexpr (Io::kReads) index = static_cast<T>(code - 1);
  }
  template <typename S>
  void Size(std::size_t column, S& span, std::uint32_t guess, bool is_head) {
    std::uint32_t size = SizeOf(span);
    if (is_head)
      io_.HeadNear(column, size, guess);
    else
      io_.Near(column, size, guess);
    if constexpr (Io::kReads) span.end = span.begin + size;
  }
  template <typename S>
  void Put(S& span, std::uint32_t expected, std::size_t begin, std::size_t size,
           std::uint32_t guess) {
    io_.Near(begin, span.begin, expected);
    Size(size, span, guess, false);
  }

  void NodeCode(std::size_t column, auto& node, bool is_head) {
    std::uint64_t code = 0;
    if constexpr (!Io::kReads)
      if (node != kNoNode) code = std::uint64_t{1} + static_cast<std::uint32_t>(next_ - node);
    if (is_head)
      io_.Head(column, code);
    else
      io_.Number(column, code);
    if constexpr (Io::kReads)
      node = code == 0 ? kNoNode : next_ - static_cast<std::uint32_t>(code - 1);
    if (node != kNoNode && node >= next_) next_ = node + 1;
  }

  void Argument(std::size_t column, auto& argument, bool is_head, std::string_view guess) {
    NodeCode(column, argument.node, is_head);
    if (!argument.is_node()) Value(argument.literal, guess);
  }

  void Value(auto& value, std::string_view guess) {
    Enum(value.kind, 2, 10, [&](auto& kind) { io_.Number(kValueKind, kind); });
    io_.Text(kValueText, value.text, guess);
    io_.Real(kValueNumber, value.number);
    bool has_to = value.number_to.has_value();
    io_.Flag(kHasNumberTo, has_to);
    if constexpr (Io::kReads)
      if (has_to) value.number_to.emplace();
    if (has_to) io_.Real(kNumberTo, *value.number_to);
    io_.Text(kUnit, value.unit);
    io_.Text(kUnitText, value.unit_text);
    io_.Text(kPer, value.per);
    Enum(value.comparator, 0, 5, [&](auto& kind) { io_.Number(kComparator, kind); });
    const bool is_date = value.kind == ValueKind::kDate;
    io_.Text(kDate, value.date, is_date ? std::string_view(value.text) : std::string_view());
    io_.Text(kDateTo, value.date_to);
    io_.Flag(kBoolean, value.boolean);
  }

  // One span mostly; its size is 0 where it goes to the end of the sentence, else one more.
  void Spans(std::size_t which, auto& spans, std::uint32_t expected, std::uint32_t end) {
    io_.Count(kSpans + which, spans, kSpanBegin + which, 1);
    for (auto& span : spans) {
      io_.HeadNear(kSpanBegin + which, span.begin, expected);
      std::uint64_t size = span.end == end ? 0 : std::uint64_t{SizeOf(span)} + 1;
      io_.Number(kSpanSize + which, size);
      if constexpr (Io::kReads)
        span.end = size == 0 ? end : span.begin + static_cast<std::uint32_t>(size - 1);
      expected = span.end;
    }
  }

  void Flags(auto& s, bool& has_time) {
    std::uint64_t flags = 0;
    if constexpr (!Io::kReads)
      flags = static_cast<std::uint64_t>(s.polarity) | static_cast<std::uint64_t>(s.modality) << 1 |
              std::uint64_t{s.ended} << 4 | std::uint64_t{s.derived} << 5 |
              std::uint64_t{has_time} << 6;
    io_.Number(kFlags, flags);
    if constexpr (Io::kReads) {
      const std::uint64_t modality = flags >> 1 & 7;
      if (flags > 127 || modality > 5) io_.Fail();
      s.polarity = static_cast<Polarity>(flags & 1);
      s.modality = static_cast<Modality>(modality > 5 ? 0 : modality);
      s.ended = (flags >> 4 & 1) != 0, s.derived = (flags >> 5 & 1) != 0;
      has_time = (flags >> 6 & 1) != 0;
    }
  }

  void Statement(auto& s, std::uint32_t sentence_before, std::string_view extractor_before) {
    NodeCode(kStatement, s.subject, true);
    io_.Near(kSentenceOf, s.sentence, sentence_before);
    const bool is_there = s.sentence > 0 && s.sentence <= record_.sentences.size();
    const Span sentence = is_there ? record_.sentences[s.sentence - 1] : Span();
    const auto behind = [](const auto& spans, std::uint32_t otherwise) {
      return spans.empty() ? otherwise : spans.back().end;
    };
    Spans(0, s.subject_span, sentence.begin, sentence.end);
    Spans(1, s.predicate_span, behind(s.subject_span, sentence.begin), sentence.end);
    Spans(2, s.object_span, behind(s.predicate_span, sentence.begin), sentence.end);
    io_.Text(kPredicate, s.predicate, TextOfFirst(s.predicate_span));
    Argument(kObject, s.object, false, TextOfFirst(s.object_span));
    io_.Text(kRelation, s.relation, TextOfFirst(s.predicate_span));
    bool has_time = s.time.has_value();
    Flags(s, has_time);
    if constexpr (Io::kReads)
      if (has_time) s.time.emplace();
    if (has_time) Value(*s.time, {});
    NodeCode(kSaidBy, s.said_by, false);
    io_.Count(kVias, s.via, kVia);
    for (auto& link : s.via) Argument(kVia, link, true, {});
    io_.Count(kPremises, s.premises, kPremise);
    for (auto& premise : s.premises) io_.Head(kPremise, premise);
    Qualifiers(s.qualifiers);
    io_.Real(kConfidence, s.confidence);
    io_.Text(kExtractor, s.extractor, extractor_before);
  }

  void Qualifiers(auto& qualifiers) {
    if constexpr (Io::kReads) {
      for (std::size_t left = io_.CountOf(kQualifiers, kRole); left > 0 && io_.ok(); --left) {
        std::string role;
        io_.HeadText(kRole, role);
        const auto at = qualifiers.emplace(std::move(role), lode::Argument{});
        Argument(kQualifier, at->second, false, {});
      }
    } else {
      io_.Count(kQualifiers, qualifiers, kRole);
      for (const auto& [role, argument] : qualifiers) {
        io_.HeadText(kRole, role);
        Argument(kQualifier, argument, false, {});
      }
    }
  }

  std::vector<Said> SaidOf() const {
    std::vector<Said> said(record_.nodes.size());
    const auto say = [&](std::uint32_t node, const lode::Spans& spans) {
      if (node >= said.size()) return;
      if (said[node].times++ == 0) said[node].name = TextOfFirst(spans);
    };
    for (const StatementRecord& s : record_.statements) {
      say(s.subject, s.subject_span);
      say(s.object.node, s.object_span);
    }
    return said;
  }

  void Node(auto& node, const Said& said, std::string_view type_before) {
    std::uint8_t head = 0;
    if constexpr (!Io::kReads)
      head = static_cast<std::uint8_t>(static_cast<unsigned>(node.identity) |
                                       (node.is_short ? 8u : 0u));
    io_.Head(kNode, head);
    if constexpr (Io::kReads) {
      const unsigned identity = head & 7u;
      if (identity < 1 || identity > 5 || head > 15) io_.Fail();
      node.identity = static_cast<IdentityClass>(io_.ok() ? identity : 1);
      node.is_short = (head & 8) != 0;
    }
    io_.Text(kNodeName, node.name, said.name);
    io_.Text(kNodeType, node.type, type_before);
    io_.Count(kForms, node.forms, kForm, 1);
    std::uint32_t times = said.times;
    for (auto& form : node.forms) {
      io_.HeadNear(kForm, form.count, times);
      bool describes = !form.is_name;
      io_.Flag(kDescribes, describes);
      if constexpr (Io::kReads) form.is_name = !describes;
      io_.Text(kFormText, form.text, node.name);
      times = 1;
    }
    io_.Count(kShortForms, node.short_forms, kShortForm);
    for (auto& form : node.short_forms) io_.HeadText(kShortForm, form);
  }

  Io& io_;
  Record& record_;
  const std::string_view text_;
  std::uint32_t next_ = 0;  // node that has not come yet
};

}  // namespace lode
