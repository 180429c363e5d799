// Noun phrases as arguments. Numbers with their units become literals, dates
// become dates, everything else asks the article's entities for a node. A phrase
// that stands for nothing (an unresolved pronoun, "a lot") is refused, so that no
// statement hangs on it.
#include <algorithm>
#include <array>

#include "loaders/extraction/clauses/projection.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "storage/terms/units.h"

namespace lode {
namespace {

bool Has(std::string_view relation, const std::vector<std::string_view>& any) {
  const std::string_view base = relation.substr(0, relation.find(':'));
  return std::find(any.begin(), any.end(), base) != any.end();
}

std::string_view TextOf(const ReadingContext& context, Span span) {
  return std::string_view(context.article.text).substr(span.begin, span.end - span.begin);
}

// The value found in a phrase that covers its head word.
const FoundValue* Covering(const std::vector<FoundValue>& found, Span phrase, Span head) {
  for (const FoundValue& value : found)
    if (value.span.begin + phrase.begin < head.end && head.begin < value.span.end + phrase.begin)
      return &value;
  return nullptr;
}

bool IsMeasureKind(ValueKind kind) {
  return kind == ValueKind::kMoney || kind == ValueKind::kPercent || kind == ValueKind::kQuantity ||
         kind == ValueKind::kNumber;
}

// "nine firms" are firms, "nine tons" a quantity.
bool IsCounted(const SentenceGraph& graph, int head, const Value& value) {
  if (graph.IsUpos(head, "NUM") || graph.IsUpos(head, "SYM")) return false;
  if (value.kind == ValueKind::kNumber) return true;
  return value.kind == ValueKind::kQuantity && graph.IsUpos(head, "NOUN") &&
         !FindUnit(graph.word(head).form) && !FindUnit(value.unit) && graph.lemma(head) != "time" &&
         graph.lemma(head) != "fold";
}

// The first word of a figure that is more than its number: "[top] 10", "between [18] and 25",
// "between [3] and 5 percent"; 0 for a plain one, -1 for a second end, told with the first.
int StartOfFigure(const SentenceGraph& graph, int head, const WordLists& lists) {
  if (graph.IsUpos(head, "NUM") && graph.head(head - 1) == head &&
      lists.Has("ranking", graph.lemma(head - 1)))
    return head - 1;
  const int number = graph.IsUpos(head, "NUM") ? head : graph.Child(head, "nummod");
  const int first = graph.FirstConjunct(number);
  if (number == 0 || !lists.Has("two-ends", graph.Preposition(first == number ? head : first)))
    return 0;
  if (first != number) return -1;
  const int second = graph.Child(number, "conj");
  return second != 0 && graph.IsUpos(second, "NUM") ? number : 0;
}

// "40% of adults own a gun"; but what somebody owns is measured ("40% is owned by Orrin").
bool IsActingShare(const SentenceGraph& graph, int head) {
  return graph.Is(head, "nsubj") && WholeOfShare(graph, head) != 0 &&
         graph.Child(graph.head(head), "obl:agent") == 0;
}

// The figure as text, of the type that its number has.
PhraseArgument FigureAsWritten(const ReadingContext& context, const SentenceGraph& graph, int first,
                               int head, ValueKind kind) {
  PhraseArgument out;
  const int second = graph.Child(first, "conj");
  const Span span = {graph.word(first).span.begin,
                     std::max(graph.word(head).span.end, graph.word(second).span.end)};
  out.ok = true;
  out.type = std::string(NameOf(kind));
  out.lemma = graph.lemma(head);
  out.spans = {span};
  out.argument.literal.kind = ValueKind::kText;
  out.argument.literal.text = std::string(TextOf(context, span));
  return out;
}

// "$300 per child", "5 dollars an hour", "178,000 each month": what the measure is told for.
void AddRate(const ReadingContext& context, const SentenceGraph& graph, int head,
             PhraseArgument& measure) {
  Value& value = measure.argument.literal;
  if (!value.per.empty()) return;
  const WordLists& lists = context.rules.lists;
  const auto is_rate = [&](int word) {
    const int first = graph.Subtree(word).front();
    if (graph.word(first).span.begin < measure.spans.back().end ||
        graph.word(first - 1).span.end != measure.spans.back().end)
      return false;
    const bool each = graph.Is(first, "det") && graph.head(first) == word && first == word - 1 &&
                      lists.Has("rate", graph.lemma(first)) &&
                      lists.Has("period", graph.lemma(word));
    return each || lists.Has("rate", graph.Preposition(word));
  };
  for (int above : {head, graph.head(head)})
    for (int child : graph.children(above)) {
      if (!graph.IsUpos(child, "NOUN") || !is_rate(child)) continue;
      measure.spans.back().end = graph.word(child).span.end;
      value.per = graph.lemma(child);
      value.text = TextOf(context, measure.spans.back());
      return;
    }
}

}  // namespace

const std::string& DateOf(const ReadingContext& context, std::uint32_t sentence) {
  const int block = context.graphs[sentence].sentence().block;
  const auto& blocks = context.article.blocks;
  if (block >= 0 && static_cast<std::size_t>(block) < blocks.size() &&
      !blocks[static_cast<std::size_t>(block)].date.empty())
    return blocks[static_cast<std::size_t>(block)].date;
  return context.article.info.published;
}

std::optional<Value> DayOfEntry(const ReadingContext& context, std::uint32_t sentence) {
  const int block = context.graphs[sentence].sentence().block;
  if (block < 0 || static_cast<std::size_t>(block) >= context.article.blocks.size())
    return std::nullopt;
  const Block& entry = context.article.blocks[static_cast<std::size_t>(block)];
  if (entry.kind != BlockKind::kTimelineEntry || entry.date.empty()) return std::nullopt;
  if (sentence > 0) {
    const Sentence& before = context.graphs[sentence - 1].sentence();
    const bool is_day = TextOf(context, before.span).ends_with(":");  // "June 18, 2025:"
    if (before.block == block && !is_day) return std::nullopt;
  }
  constexpr std::size_t kDay = 10;  // of "2025-06-18T10:30"
  Value day;
  day.kind = ValueKind::kDate;
  day.text = day.date = entry.date.substr(0, kDay);
  return day;
}

std::vector<int> PhraseWords(const SentenceGraph& graph, int head) {
  static const std::vector<std::string_view> kOutside = {
      "acl",   "appos", "conj", "cc",   "parataxis", "nsubj", "cop", "aux", "mark",
      "advcl", "obl",   "dep",  "list", "csubj",     "ccomp", "obj", "case"};
  std::vector<int> without;
  for (int child : graph.children(head)) {
    const bool year = graph.word(child).deprel == "nmod:unmarked" &&  // "24 January 2020"
                      (graph.IsUpos(child, "NUM") || graph.IsUpos(head, "NUM"));
    const bool late =
        child > head && graph.Is(child, "nmod") && graph.Preposition(child) != "of" && !year;
    if (late || Has(graph.word(child).deprel, kOutside)) without.push_back(child);
  }
  return graph.Subtree(head, without);
}

// "between 2015 and 2018": the preposition that makes a number a year stands before the first.
std::optional<Value> YearBesides(const ReadingContext& context, std::uint32_t sentence, int year) {
  const SentenceGraph& graph = context.graphs[sentence];
  const int first = graph.head(year), marker = graph.Child(first, "case");
  if (marker == 0 || !graph.IsUpos(first, "NUM") || !ReadTime(context, sentence, first))
    return std::nullopt;
  const std::string words = graph.word(marker).form + " " + graph.word(year).form;
  const std::vector<FoundValue> found = FindDates(words, DateOf(context, sentence));
  return found.size() == 1 ? std::optional<Value>(found.front().value) : std::nullopt;
}

std::optional<Value> ReadTime(const ReadingContext& context, std::uint32_t sentence, int head) {
  const SentenceGraph& graph = context.graphs[sentence];
  if (!graph.IsNominal(head) && !graph.IsUpos(head, "ADV") && !graph.IsUpos(head, "ADJ"))
    return std::nullopt;
  if (graph.IsUpos(head, "PROPN") && context.entities.TypeFor(sentence, head) == "product")
    return std::nullopt;  // "comparable to Gull's H1" is no half of a year
  std::vector<int> words = PhraseWords(graph, head);
  for (int child : graph.children(head))
    if (graph.Is(child, "case") && child < head) words.insert(words.begin(), child);
  std::sort(words.begin(), words.end());
  const Span span = graph.Cover(words);
  if (span.begin == span.end) return std::nullopt;
  const std::vector<FoundValue> found = FindDates(TextOf(context, span), DateOf(context, sentence));
  const FoundValue* value = Covering(found, span, graph.word(head).span);
  if (value == nullptr && graph.Is(head, "conj") && graph.IsUpos(head, "NUM"))
    return YearBesides(context, sentence, head);
  if (value == nullptr || value->value.kind != ValueKind::kDate) return std::nullopt;
  const std::string_view after =
      std::string_view(context.article.text).substr(span.begin + value->span.end);
  if (std::optional<Value> day = DayBehindWeekday(value->value, after, DateOf(context, sentence)))
    return day;  // "on Monday, Oct. 16"
  return value->value;
}

PhraseArgument ReadPhrase(const ReadingContext& context, std::uint32_t sentence, int head) {
  const SentenceGraph& graph = context.graphs[sentence];
  PhraseArgument out;
  out.lemma = graph.lemma(head);
  if (!graph.IsNominal(head) && !graph.IsUpos(head, "ADJ")) return out;
  Span span = graph.Cover(PhraseWords(graph, head));
  if (span.begin == span.end) return out;
  if (IsPercent(graph, head) && graph.IsUpos(head - 1, "NUM"))  // the number hung elsewhere
    span.begin = std::min(span.begin, graph.word(head - 1).span.begin);
  const std::vector<FoundValue> measures = FindMeasures(TextOf(context, span));
  const FoundValue* value = Covering(measures, span, graph.word(head).span);
  const bool selects =
      (graph.IsUpos(head, "NUM") && context.entities.IsSelection(sentence, head)) ||
      IsActingShare(graph, head);
  if (value != nullptr && !selects && value->value.kind == ValueKind::kNumber &&
      span.begin + value->span.end == span.end && IsPartOfFigure(context.article.text, span.end))
    return out;  // "at 6 p.m.", "went 9-3"
  if (value != nullptr && IsMeasureKind(value->value.kind) && !selects &&
      !IsCounted(graph, head, value->value)) {
    if (const int first = StartOfFigure(graph, head, context.rules.lists); first > 0)
      return FigureAsWritten(context, graph, first, head, value->value.kind);
    else if (first < 0)
      return out;
    out.ok = true;
    out.argument.literal = value->value;
    out.spans = {{value->span.begin + span.begin, value->span.end + span.begin}};
    out.type = std::string(NameOf(value->value.kind));
    AddRate(context, graph, head, out);
    return out;
  }
  if (const std::optional<Value> time = ReadTime(context, sentence, head)) {
    out.ok = true;
    out.argument.literal = *time;
    out.spans = {span};
    out.type = "date";
    return out;
  }
  out.argument.node = context.entities.NodeFor(sentence, head);
  if (out.argument.node == kNoNode) {
    if (value == nullptr || value->value.kind != ValueKind::kQuantity || selects ||
        !context.rules.lists.Has("scored", graph.lemma(head)))
      return out;
    out.ok = true;  // "scored 12 points"
    out.argument.literal = value->value;
    out.spans = {{value->span.begin + span.begin, value->span.end + span.begin}};
    out.type = std::string(NameOf(value->value.kind));
    return out;
  }
  out.ok = true;
  out.spans = context.entities.SpanFor(sentence, head);
  out.type = context.entities.nodes()[out.argument.node].type;
  return out;
}

}  // namespace lode
