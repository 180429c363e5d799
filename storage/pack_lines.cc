// Where a line is more than its three terms, the text stands as it is.

#include "storage/pack_lines.h"

#include <map>
#include <string_view>
#include <tuple>

#include "storage/terms/dictionary.h"

namespace lode {

namespace {

char SeparatorOf(const LineReading& reading) {
  if (reading.subject != 1 || reading.predicate != 2 || reading.object != 3) return 0;
  return reading.format == TripleFormat::kTsv   ? '\t'
         : reading.format == TripleFormat::kCsv ? ','
                                                : char{0};
}

// Whether the line is its terms and what stands between them.
bool IsItsTerms(std::string_view text, const Span& line, const StatementRecord& s, char separator) {
  const Span &subject = s.subject_span.front(), &predicate = s.predicate_span.front(),
             &object = s.object_span.front();
  return subject.begin == line.begin && subject.end + 1 == predicate.begin &&
         predicate.end + 1 == object.begin && object.end == line.end &&
         text[subject.end] == separator && text[predicate.end] == separator;
}

}  // namespace

LinesOfText PackLines(const PreparedArticle& article,
                      const std::vector<StatementColumns>& statements) {
  const ArticleRecord& record = article.record;
  const std::string_view text = record.article.text;
  LinesOfText lines;
  lines.first_id = article.statement_ids.front();
  lines.separator = SeparatorOf(*article.lines);
  lines.text = text;
  std::map<std::tuple<std::uint64_t, std::string_view>, std::uint32_t> predicates;
  const auto written = [&](const Spans& spans) {
    return text.substr(spans.front().begin, spans.front().end - spans.front().begin);
  };
  const auto way_of = [](TermId term, std::string_view bytes, std::string_view as_written) {
    return WayOf(term, TextOfTerm(term, bytes), as_written);
  };
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const StatementRecord& s = record.statements[i];
    const StatementRow& row = statements[i].row;
    if (lines.separator != 0 && !IsItsTerms(text, record.sentences[i], s, lines.separator))
      lines.separator = 0;
    const std::string_view subject = written(s.subject_span), predicate = written(s.predicate_span),
                           object = written(s.object_span);
    const auto [at, is_new] =
        predicates.try_emplace({row.triple.predicate.bits, predicate},
                               static_cast<std::uint32_t>(lines.predicates.size()));
    if (is_new)
      lines.predicates.push_back({row.triple.predicate, row.relation,
                                  way_of(row.triple.predicate, s.predicate, predicate), predicate});
    const std::string object_bytes =
        s.object.is_node() ? article.node_keys[s.object.node] : TermOfValue(s.object.literal).bytes;
    lines.lines.push_back({row.triple.subject, row.triple.object, at->second,
                           way_of(row.triple.subject, article.node_keys[s.subject], subject),
                           way_of(row.triple.object, object_bytes, object), subject, object});
  }
  return lines;
}

}  // namespace lode
