// The byte layout of an article's record: lists with counts, strings with
// lengths, small numbers as varints. One function writes each kind of thing and
// the one beside it reads it back, in the same order. Reading damaged bytes is
// safe because ByteReader bounds every count by what is left, and because
// CheckRecord looks at every index before anybody uses one.

#include "storage/articles/record_codec.h"

#include "storage/disk/coding.h"

namespace lode {

namespace {

constexpr std::uint8_t kLayout = 2;  // of these bytes

// Indexes are stored plus one, so that kNoNode is 0.
void PutIndex(std::string& out, std::uint32_t index) {
  PutVarint(out, std::uint32_t{index + 1});
}
std::uint32_t TakeIndex(ByteReader& in) {
  return in.Varint32() - 1;
}

void PutSpan(std::string& out, const Span& span) {
  PutVarint(out, span.begin);
  PutVarint(out, span.end);
}
Span TakeSpan(ByteReader& in) {
  Span span;
  span.begin = in.Varint32();
  span.end = in.Varint32();
  return span;
}
void PutSpans(std::string& out, const Spans& spans) {
  PutVarint(out, spans.size());
  for (const Span& span : spans) PutSpan(out, span);
}
Spans TakeSpans(ByteReader& in) {
  Spans spans(in.Count(2));
  for (Span& span : spans) span = TakeSpan(in);
  return spans;
}

template <typename Enum>
Enum TakeEnum(ByteReader& in, unsigned first, unsigned last, bool& good) {
  const std::uint8_t byte = in.Byte();
  if (byte < first || byte > last) good = false;
  return static_cast<Enum>(good ? byte : first);
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : in_(bytes) {}

  Result<std::vector<Span>> RunToSentences() {
    ArticleRecord record;
    TakeSentences(record);
    if (!good_ || !in_.ok()) return {Code::kCorrupt, "an article's stored record is damaged"};
    return std::move(record.sentences);
  }

  Result<ArticleRecord> Run() {
    ArticleRecord record;
    TakeSentences(record);
    record.nodes.resize(in_.Count(6));
    for (EntityNode& node : record.nodes) Take(node);
    record.aliases.resize(in_.Count(4));
    for (AliasEvidence& alias : record.aliases) Take(alias);
    record.statements.resize(in_.Count(21));
    for (StatementRecord& statement : record.statements) Take(statement);
    if (!good_ || !in_.ok() || !in_.at_end())
      return {Code::kCorrupt, "an article's stored record is damaged"};
    return record;
  }

 private:
  void TakeSentences(ArticleRecord& record) {
    if (in_.Byte() != kLayout) good_ = false;
    record.article.blocks.resize(in_.Count(6));
    for (Block& block : record.article.blocks) Take(block);
    record.sentences.resize(in_.Count(2));
    for (Span& sentence : record.sentences) sentence = TakeSpan(in_);
  }
  void Take(Block& block) {
    block.kind = TakeEnum<BlockKind>(in_, 1, 14, good_);
    block.text = TakeSpan(in_);
    block.source = TakeSpan(in_);
    block.language = in_.String();
    block.date = in_.String();
    block.duplicate_of = static_cast<std::int32_t>(TakeIndex(in_));
  }
  void Take(EntityNode& node) {
    node.identity = TakeEnum<IdentityClass>(in_, 1, 5, good_);
    node.name = in_.String();
    node.type = in_.String();
    node.forms.resize(in_.Count(3));
    for (NameForm& form : node.forms) {
      form.text = in_.String();
      form.count = in_.Varint32();
      form.is_name = in_.Byte() != 0;
    }
    node.short_forms.resize(in_.Count());
    for (std::string& form : node.short_forms) form = in_.String();
    node.is_short = in_.Byte() != 0;
  }
  void Take(AliasEvidence& alias) {
    alias.node = in_.Varint32();
    alias.name = in_.String();
    alias.reason = in_.String();
    alias.sentence = in_.Varint32();
  }
  void Take(Value& value) {
    value.kind = TakeEnum<ValueKind>(in_, 2, 10, good_);
    value.text = in_.String();
    value.number = in_.Double();
    if (in_.Byte() != 0) value.number_to = in_.Double();
    value.unit = in_.String();
    value.unit_text = in_.String();
    value.per = in_.String();
    value.comparator = TakeEnum<Comparator>(in_, 0, 5, good_);
    value.date = in_.String();
    value.date_to = in_.String();
    value.boolean = in_.Byte() != 0;
  }
  void Take(Argument& argument) {
    argument.node = TakeIndex(in_);
    if (!argument.is_node()) Take(argument.literal);
  }
  void Take(StatementRecord& s) {
    s.subject = in_.Varint32();
    s.predicate = in_.String();
    Take(s.object);
    s.sentence = in_.Varint32();
    s.subject_span = TakeSpans(in_);
    s.predicate_span = TakeSpans(in_);
    s.object_span = TakeSpans(in_);
    s.said_by = TakeIndex(in_);
    s.via.resize(in_.Count());  // a node takes one byte
    for (Argument& link : s.via) Take(link);
    s.derived = in_.Byte() != 0;
    s.premises.resize(in_.Count());
    for (std::uint32_t& premise : s.premises) premise = in_.Varint32();
    s.relation = in_.String();
    s.polarity = TakeEnum<Polarity>(in_, 0, 1, good_);
    s.modality = TakeEnum<Modality>(in_, 0, 5, good_);
    s.ended = in_.Byte() != 0;
    if (in_.Byte() != 0) Take(s.time.emplace());
    for (std::size_t left = in_.Count(2); left > 0 && in_.ok(); --left) {
      std::string role(in_.String());
      Take(s.qualifiers.emplace(std::move(role), Argument{})->second);
    }
    s.confidence = in_.Double();
    s.extractor = in_.String();
  }

  ByteReader in_;
  bool good_ = true;
};

void Put(std::string& out, const Argument& argument) {
  PutIndex(out, argument.node);
  if (!argument.is_node()) PutValue(out, argument.literal);
}

void Put(std::string& out, const EntityNode& node) {
  PutByte(out, static_cast<std::uint8_t>(node.identity));
  PutString(out, node.name);
  PutString(out, node.type);
  PutVarint(out, node.forms.size());
  for (const NameForm& form : node.forms) {
    PutString(out, form.text);
    PutVarint(out, form.count);
    PutByte(out, form.is_name);
  }
  PutVarint(out, node.short_forms.size());
  for (const std::string& form : node.short_forms) PutString(out, form);
  PutByte(out, node.is_short);
}

void Put(std::string& out, const StatementRecord& s) {
  PutVarint(out, s.subject);
  PutString(out, s.predicate);
  Put(out, s.object);
  PutVarint(out, s.sentence);
  PutSpans(out, s.subject_span);
  PutSpans(out, s.predicate_span);
  PutSpans(out, s.object_span);
  PutIndex(out, s.said_by);
  PutVarint(out, s.via.size());
  for (const Argument& link : s.via) Put(out, link);
  PutByte(out, s.derived);
  PutVarint(out, s.premises.size());
  for (std::uint32_t premise : s.premises) PutVarint(out, premise);
  PutString(out, s.relation);
  PutByte(out, static_cast<std::uint8_t>(s.polarity));
  PutByte(out, static_cast<std::uint8_t>(s.modality));
  PutByte(out, s.ended);
  PutByte(out, s.time.has_value());
  if (s.time) PutValue(out, *s.time);
  PutVarint(out, s.qualifiers.size());
  for (const auto& [role, argument] : s.qualifiers) {
    PutString(out, role);
    Put(out, argument);
  }
  PutDouble(out, s.confidence);
  PutString(out, s.extractor);
}

Status Unfit(const std::string& what) {
  return {Code::kInvalidInput, "an article's record cannot be stored: " + what};
}

bool Inside(const Spans& spans, std::size_t size) {
  for (const Span& span : spans)
    if (span.begin > span.end || span.end > size) return false;
  return true;
}

Status CheckArgument(const Argument& argument, std::size_t nodes) {
  if (argument.is_node() ? argument.node >= nodes
                         : argument.literal.kind == ValueKind::kEntity ||
                               argument.literal.kind > ValueKind::kDuration)
    return Unfit("an argument is neither one of its nodes nor a literal");
  return {};
}

Status CheckStatement(const ArticleRecord& record, const StatementRecord& s) {
  const std::size_t nodes = record.nodes.size(), text = record.article.text.size();
  if (s.subject >= nodes || (s.said_by != kNoNode && s.said_by >= nodes))
    return Unfit("a subject or speaker is none of its nodes");
  if (s.predicate.empty()) return Unfit("a statement has no predicate");
  if (s.sentence == 0 || s.sentence > record.sentences.size())
    return Unfit("a statement stands in none of its sentences");
  if (!Inside(s.subject_span, text) || !Inside(s.predicate_span, text) ||
      !Inside(s.object_span, text))
    return Unfit("a span reaches beyond the text");
  Status status = CheckArgument(s.object, nodes);
  for (const Argument& link : s.via)
    if (status.ok()) status = CheckArgument(link, nodes);
  for (const auto& [role, argument] : s.qualifiers)
    if (status.ok()) status = CheckArgument(argument, nodes);
  if (status.ok() && s.time) status = CheckArgument({kNoNode, *s.time}, nodes);
  for (std::uint32_t premise : s.premises)
    if (premise >= record.statements.size()) return Unfit("a premise is none of its statements");
  return status;
}

}  // namespace

void PutValue(std::string& out, const Value& value) {
  PutByte(out, static_cast<std::uint8_t>(value.kind));
  PutString(out, value.text);
  PutDouble(out, value.number);
  PutByte(out, value.number_to.has_value());
  if (value.number_to) PutDouble(out, *value.number_to);
  PutString(out, value.unit);
  PutString(out, value.unit_text);
  PutString(out, value.per);
  PutByte(out, static_cast<std::uint8_t>(value.comparator));
  PutString(out, value.date);
  PutString(out, value.date_to);
  PutByte(out, value.boolean);
}

std::string EncodeRecord(const ArticleRecord& record) {
  std::string out;
  PutByte(out, kLayout);
  PutVarint(out, record.article.blocks.size());
  for (const Block& block : record.article.blocks) {
    PutByte(out, static_cast<std::uint8_t>(block.kind));
    PutSpan(out, block.text);
    PutSpan(out, block.source);
    PutString(out, block.language);
    PutString(out, block.date);
    PutIndex(out, static_cast<std::uint32_t>(block.duplicate_of));
  }
  PutSpans(out, record.sentences);
  PutVarint(out, record.nodes.size());
  for (const EntityNode& node : record.nodes) Put(out, node);
  PutVarint(out, record.aliases.size());
  for (const AliasEvidence& alias : record.aliases) {
    PutVarint(out, alias.node);
    PutString(out, alias.name);
    PutString(out, alias.reason);
    PutVarint(out, alias.sentence);
  }
  PutVarint(out, record.statements.size());
  for (const StatementRecord& statement : record.statements) Put(out, statement);
  return out;
}

Result<ArticleRecord> DecodeRecord(std::string_view bytes) {
  return Decoder(bytes).Run();
}

Result<std::vector<Span>> DecodeSentences(std::string_view bytes) {
  return Decoder(bytes).RunToSentences();
}

Status CheckReadsBack(std::string_view bytes) {
  const auto record = DecodeRecord(bytes);
  if (record.ok() && EncodeRecord(*record) == bytes) return {};
  return {Code::kInternal, "an article's record would not be read back as it was written"};
}

Status CheckRecord(const ArticleRecord& record) {
  const std::size_t size = record.article.text.size();
  if (!Inside(record.sentences, size)) return Unfit("a sentence reaches beyond the text");
  for (const Block& block : record.article.blocks)
    if (block.text.begin > block.text.end || block.text.end > size)
      return Unfit("a block reaches beyond the text");
  for (const AliasEvidence& alias : record.aliases)
    if (alias.node >= record.nodes.size()) return Unfit("an alias is of none of its nodes");
  for (const StatementRecord& statement : record.statements) {
    Status status = CheckStatement(record, statement);
    if (!status.ok()) return status;
  }
  return {};
}

}  // namespace lode
