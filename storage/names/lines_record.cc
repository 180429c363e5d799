// A record of lines is all that a reader could say of them, so that whoever shows articles needs
// to know nothing of lines. It is made when it is asked for.

#include "storage/names/lines_record.h"

#include <algorithm>

#include "storage/names/name_form.h"

namespace lode {

Status LinesRecord::Add(std::string_view line, std::uint64_t at, const TripleLine& triple) {
  const std::size_t index = size();
  const auto begin = static_cast<std::uint32_t>(record_.article.text.size());
  const auto moved = [&](Span span) { return Spans{{begin + span.begin, begin + span.end}}; };
  const Span span{begin, begin + static_cast<std::uint32_t>(line.size())};
  const auto from = static_cast<std::uint32_t>(std::min<std::uint64_t>(at, kFarthestSource));
  StatementRecord s;
  s.predicate = triple.predicate;
  s.relation = triple.predicate;
  s.sentence = static_cast<std::uint32_t>(index + 1);
  s.subject_span = moved(triple.subject_span);
  s.predicate_span = moved(triple.predicate_span);
  s.object_span = moved(triple.object_span);
  s.confidence = 1;
  s.extractor = kLinesExtractor;
  const bool is_entity = triple.object.kind == ValueKind::kEntity;
  if (!Node(triple.subject, s.subject) ||
      (is_entity && !Node(triple.object.entity.name, s.object.node)))
    return {Code::kInvalidInput, "a name has no letter and no digit"};
  if (!is_entity) s.object.literal = triple.object;
  record_.article.text.append(line).push_back('\n');
  record_.sentences.push_back(span);
  const Span source{from, from + static_cast<std::uint32_t>(line.size())};
  record_.article.blocks.push_back({BlockKind::kParagraph, span, source, "", "", -1});
  record_.statements.push_back(std::move(s));
  return {};
}

bool LinesRecord::Node(const std::string& name, std::uint32_t& node) {
  const auto known = written_.find(name);
  if (known != written_.end()) {
    node = known->second.first;
    ++record_.nodes[node].forms[known->second.second].count;
    return true;
  }
  const std::string key = schema_ == nullptr ? name : NodeKey(IdentityClass::kName, name, *schema_);
  if (NameOfKey(key).empty()) return false;
  const auto [at, is_new] = nodes_.emplace(key, static_cast<std::uint32_t>(record_.nodes.size()));
  node = at->second;
  if (is_new) record_.nodes.push_back({IdentityClass::kName, name, "", {}, {}, false});
  written_[name] = {node, record_.nodes[node].forms.size()};
  record_.nodes[node].forms.push_back({name, 1, true});
  return true;
}

Result<ArticleRecord> RecordOfLines(std::string_view text, const LineReading& reading,
                                    const Schema* schema) {
  const TripleOptions options = reading.Options();
  LinesRecord record(schema);
  LinesOf lines(text);
  std::size_t begin = 0;
  for (std::string_view line; lines.Next(line); begin += line.size() + 1) {
    const auto triple = ParseTripleLine(line, options);
    if (!triple.ok() || !record.Add(line, reading.SourceOf(record.size(), begin), *triple).ok())
      return {Code::kCorrupt, "the stored lines of an article are no triples"};
  }
  return std::move(record).Take();
}

}  // namespace lode
