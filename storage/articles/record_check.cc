// Every index and every span is looked at before anybody uses one.

#include "storage/articles/record_check.h"

#include <string>

namespace lode {

namespace {

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
