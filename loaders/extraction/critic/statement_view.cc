#include "loaders/extraction/critic/statement_view.h"

#include <algorithm>

namespace lode {
namespace {

ArgumentWords WordsOfSpans(const SentenceGraph& graph, const Spans& spans) {
  ArgumentWords words;
  if (spans.empty()) return words;
  for (int w = 1; w <= graph.size(); ++w) {
    const Span& word = graph.word(w).span;
    if (word.end <= spans.front().begin || word.begin >= spans.back().end) continue;
    if (words.first == 0) words.first = w;
    words.last = w;
  }
  for (int w = words.first; w != 0 && w <= words.last; ++w)
    if (!words.Has(graph.head(w))) {
      words.head = w;
      break;
    }
  words.pieces = spans.size() > 1;
  return words;
}

constexpr int kFarApart = 20;

}  // namespace

ArticleView::ArticleView(const ReadingContext& context, const Attribution& speech,
                         const std::vector<StatementRecord>& all, std::span<const WordStates> words)
    : reading(context), attribution(speech), statements(all), states(words) {
  for (const EntityMention& mention : context.entities.mentions())
    if (mention.node != kNoNode && mention.kind != MentionKind::kPronoun)
      mentions_[mention.node].emplace_back(mention.sentence, mention.head);
  for (auto& [node, places] : mentions_) std::ranges::sort(places);
  for (const StatementRecord& statement : all) {
    const auto begin = [](const Spans& spans) { return spans.empty() ? 0 : spans.front().begin; };
    of_sentence[{statement.sentence, 0, 0}] += 1;
    of_predicate_word[{statement.sentence, begin(statement.predicate_span), 0}] += 1;
    of_subject[{statement.sentence, statement.subject, 0}] += 1;
    if (statement.object.is_node())
      of_pair[{0, std::min(statement.subject, statement.object.node),
               std::max(statement.subject, statement.object.node)}] += 1;
  }
}

const std::vector<std::pair<std::uint32_t, int>>& ArticleView::MentionsOf(
    std::uint32_t node) const {
  static const std::vector<std::pair<std::uint32_t, int>> kNone;
  const auto found = mentions_.find(node);
  return found == mentions_.end() ? kNone : found->second;
}

StatementView::StatementView(const ArticleView& in, const StatementRecord& of)
    : article(in),
      statement(of),
      graph(in.reading.graphs[of.sentence - 1]),
      subject(WordsOfSpans(graph, of.subject_span)),
      predicate(WordsOfSpans(graph, of.predicate_span)),
      object(WordsOfSpans(graph, of.object_span)),
      word(predicate ? predicate.head : subject.head) {}

std::string_view StatementView::ObjectText() const {
  const EntityNode* node = ObjectNode();
  return node != nullptr ? std::string_view(node->name)
                         : std::string_view(statement.object.literal.text);
}

BlockKind StatementView::block() const {
  const std::vector<Block>& blocks = article.reading.article.blocks;
  const int at = graph.sentence().block;
  return at >= 0 && static_cast<std::size_t>(at) < blocks.size()
             ? blocks[static_cast<std::size_t>(at)].kind
             : BlockKind::kParagraph;
}

double StatementView::Margin(int at) const {
  if (at == 0) return kMostMargin;
  return std::clamp(static_cast<double>(graph.word(at).head_margin), -4.0, kMostMargin);
}

double StatementView::LeastMargin(int first, int last) const {
  double least = kMostMargin;
  for (int w = std::max(1, first); w <= std::min(last, graph.size()); ++w)
    if (!graph.IsUpos(w, "PUNCT")) least = std::min(least, Margin(w));
  return least;
}

int StatementView::TreeDistance(int a, int b) const {
  if (a == 0 || b == 0) return kFarApart;
  std::vector<int> way;  // from a to the root
  for (int w = a; w != 0 && way.size() < kFarApart; w = graph.head(w)) way.push_back(w);
  int steps = 0;
  for (int w = b; w != 0 && steps < kFarApart; w = graph.head(w), ++steps)
    if (const auto met = std::ranges::find(way, w); met != way.end())
      return steps + static_cast<int>(met - way.begin());
  return kFarApart;
}

int StatementView::Depth(int at) const {
  int depth = 0;
  while (at != 0 && depth <= graph.size()) at = graph.head(at), ++depth;
  return depth;
}

bool IsQuoteMark(const StatementView& view, int word) {
  const std::string& form = view.graph.word(word).form;
  return form == "\"" || form == "“" || form == "”" || form == "''" || form == "``";
}

}  // namespace lode
