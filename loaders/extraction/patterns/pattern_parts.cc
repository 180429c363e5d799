// Turns words into arguments: nodes, positions without their owners, classes, amounts.
#include "loaders/extraction/patterns/pattern_parts.h"

#include <algorithm>

#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/paired_marks.h"

namespace lode {
namespace {

Spans SpansOf(const SentenceGraph& graph, WordRange range) {
  if (range.first < 1 || range.last > graph.size() || range.last < range.first) return {};
  return {{graph.word(range.first).span.begin, graph.word(range.last).span.end}};
}

// Empty where the article has no such bytes: trees may come without their text.
std::string_view TextOf(const Article& article, Span span) {
  if (span.end > article.text.size()) return {};
  return std::string_view(article.text).substr(span.begin, span.end - span.begin);
}

class PartReader {
 public:
  PartReader(const WordView& view, const Article& article, int person)
      : view_(view), graph_(view.graph()), article_(article), person_(person) {}

  std::optional<PartValue> Read(const Part& part, int word, int other) const {
    if (part.kind == PartKind::kLiteral) return Text(part.text, {});
    if (word == 0) return std::nullopt;
    switch (part.kind) {
      case PartKind::kKind:
        return Node(view_.entities().ClassNode(view_.sentence(), word, person_),
                    SpansOf(graph_, NamingPhrase(graph_, word, view_.lexicon())));
      case PartKind::kRest: {
        const WordRange words{view_.LastOf(other) + 1, word};
        return words.first > word ? std::nullopt : Rest(word, words);
      }
      case PartKind::kOffice: return Office(word, other);
      case PartKind::kText: {
        const std::vector<int> words = graph_.Subtree(word, AsidesOf(word));
        const Span span = graph_.Cover(words);
        const Span whole = span.end > article_.text.size() ? span : WithMarks(article_.text, span);
        std::string text(TextOf(article_, whole));
        if (whole.end > span.end + 1 && text[span.end - whole.begin] == ',')
          text.erase(span.end - whole.begin, 1);  // "an “enemy,”"
        return Text(std::move(text), {whole});
      }
      case PartKind::kForm: {
        WordRange words{view_.FirstOf(word), view_.LastOf(word)};
        if (words.first == words.last) words = NamingPhrase(graph_, word, view_.lexicon());
        return Text(PhraseText(graph_, words), SpansOf(graph_, words));
      }
      case PartKind::kMeasure: return Measure(word);
      case PartKind::kCountry:
        return Place(view_.lexicon().CountryOfDemonym(graph_.word(word).form), word);
      case PartKind::kSeat: {
        const std::string& form = graph_.word(word).form;
        return Place(std::string_view(form).substr(0, form.rfind('-')), word);
      }
      default:
        return Node(view_.entities().NodeFor(view_.sentence(), word),
                    view_.entities().SpanFor(view_.sentence(), word));
    }
  }

 private:
  std::optional<PartValue> Node(std::uint32_t node, Spans spans) const {
    if (node == kNoNode) return std::nullopt;
    PartValue value;
    value.argument.node = node;
    value.spans = std::move(spans);
    return value;
  }

  std::optional<PartValue> Text(std::string text, Spans spans) const {
    if (text.empty()) return std::nullopt;
    PartValue value;
    value.argument.literal.kind = ValueKind::kText;
    value.argument.literal.text = std::move(text);
    value.spans = std::move(spans);
    return value;
  }

  // "[as] historic[, keeping policy loose]": what introduces the words and what follows them.
  std::vector<int> AsidesOf(int word) const {
    std::vector<int> asides;
    for (int child : graph_.children(word)) {
      const bool before = child < word && (graph_.Is(child, "case") || graph_.Is(child, "mark") ||
                                           graph_.Is(child, "cc"));
      const bool after =
          child > word &&
          (graph_.Is(child, "advcl") || graph_.Is(child, "parataxis") || graph_.Is(child, "appos"));
      if (before || after) asides.push_back(child);
    }
    return asides;
  }

  std::optional<PartValue> Rest(int noun, WordRange words) const {
    const std::string_view type = view_.lexicon().NounType(graph_.lemma(noun));
    return Node(view_.entities().Term(PhraseText(graph_, words), type.empty() ? "topic" : type),
                SpansOf(graph_, words));
  }

  std::optional<PartValue> Office(int noun, int owner) const {
    const WordRange words = OfficeWords(noun, owner);
    const RoleNoun* role = view_.RoleOf(noun);
    const bool office = role != nullptr && !role->predicate.empty();
    const std::string name = PhraseText(graph_, words);
    if (name.empty()) return std::nullopt;
    return Node(view_.entities().Term(name, office ? "role" : "person"), SpansOf(graph_, words));
  }

  WordRange OfficeWords(int noun, int owner) const;
  int EndOfField(int noun, int last, bool owned) const;

  std::optional<PartValue> Measure(int word) const {
    const Span span = graph_.Cover(graph_.Subtree(word));
    const Span head = graph_.word(word).span;
    for (const FoundValue& found : FindMeasures(TextOf(article_, span))) {
      const Span at{span.begin + found.span.begin, span.begin + found.span.end};
      if (at.end <= head.begin && at.begin >= head.end) continue;
      PartValue value;
      value.argument.literal = found.value;
      value.spans = {at};
      return value;
    }
    return std::nullopt;
  }

  std::optional<PartValue> Place(std::string_view name, int word) const;

  const WordView& view_;
  const SentenceGraph& graph_;
  const Article& article_;
  int person_;
};

// The last word of what an office is about: "expert [on the river]", "adviser [to Lund]",
// "head of [boats, crews and nets]"; of one that nobody is said to own also "clerk [in loans]".
int PartReader::EndOfField(int noun, int last, bool owned) const {
  constexpr int kLongestField = 8;  // words
  for (int child : graph_.children(noun)) {
    if (!graph_.Is(child, "nmod") || graph_.Subtree(child).front() != noun + 1) continue;
    const std::string preposition = graph_.Preposition(child);
    int end = last;
    if (view_.lexicon().IsCue("field-of-office", preposition) ||
        (!owned && view_.lexicon().IsCue("field-without-owner", preposition))) {
      end = NamingPhrase(graph_, child, view_.lexicon()).last;
      for (int w = child; w < end; ++w)  // "spokesman for Ole Lind (R-Bergen)"
        if (graph_.word(w).form == "(") end = w - 1;
    } else if (last > noun && preposition == "of" && graph_.IsUpos(child, "NOUN")) {
      for (int each : graph_.Conjuncts(child))
        if (graph_.IsUpos(each, "NOUN") && view_.RoleOf(each) == nullptr &&
            graph_.Child(each, "det") == 0 && graph_.Child(each, "case") == 0)
          end = std::max(end, each);
    }
    return end - noun > kLongestField ? last : std::max(last, end);
  }
  return last;
}

// "Finance Minister", without the country or body before it; with what it is of.
WordRange PartReader::OfficeWords(int noun, int owner) const {
  const auto is_ranked = [&](int word) {  // "chief [U.S. economist]"
    return word > 1 && view_.lexicon().IsCue("rank-of-office", graph_.lemma(word - 1));
  };
  const bool inside = owner != 0 && owner < noun && is_ranked(view_.FirstOf(owner));
  const int owner_last = owner == 0 || inside         ? 0
                         : view_.LastOf(owner) < noun ? view_.LastOf(owner)
                                                      : owner;
  WordRange range = NamingPhrase(graph_, noun, view_.lexicon());
  if (view_.RoleOfTwo(noun) != nullptr) range.first = std::min(range.first, noun - 1);
  const bool of_something = noun < graph_.size() && graph_.word(noun + 1).form == "of";
  range.last = std::max(noun, owner > noun || of_something ? range.last : noun);
  if (range.last > noun && owner > noun && !range.contains(owner) && !of_something)
    range.last = noun;
  range.last = EndOfField(noun, range.last, owner != 0);
  for (int word = range.first; word < noun; ++word) {
    const std::string& form = graph_.word(word).form;
    const EntityMention* name = view_.NameAt(word);
    if (name != nullptr && name->type == "person" && name->last < noun)
      range.first = name->last + 1;
    const bool joins = form == "-" && !graph_.word(word).space_after;
    const bool ranked = word > range.first && is_ranked(word);
    const bool country =
        !view_.lexicon().CountryOfDemonym(form).empty() || !view_.lexicon().Country(form).empty();
    const bool outside = (owner_last != 0 && owner_last < noun && word <= owner_last) ||
                         (country && !ranked) || graph_.IsUpos(word, "PART") ||
                         (graph_.IsUpos(word, "PUNCT") && !joins);
    if (outside) range.first = word + 1;
    if (joins && range.first == word) range.first = word + 2;  // "[Oslo-based] developer"
  }
  while (range.first < noun && graph_.IsUpos(range.first, "ADP")) ++range.first;
  const int name = person_ == 0 ? 0 : view_.FirstOf(person_);
  if (name > noun) range.last = std::min(range.last, name - 1);
  return range;
}

std::optional<PartValue> PartReader::Place(std::string_view name, int word) const {
  if (name.empty()) return std::nullopt;
  ArticleEntities& entities = view_.entities();
  const Spans spans = SpansOf(graph_, {word, word});
  for (std::uint32_t i = 0; i < entities.nodes().size(); ++i) {
    const EntityNode& node = entities.nodes()[i];
    if (node.identity == IdentityClass::kPlace &&
        (node.name == name || view_.lexicon().Country(node.name) == name))
      return Node(i, spans);
  }
  EntityNode node;
  node.identity = IdentityClass::kPlace;
  node.name = name;
  node.type = view_.lexicon().Country(name).empty() ? "region" : "country";
  node.forms.push_back({std::string(name), 0, true});
  return Node(entities.AddNode(std::move(node)), spans);
}

// Tweets and timeline entries carry a date of their own.
const std::string& DateOf(const Article& article, const Sentence& sentence) {
  const bool has_block =
      sentence.block >= 0 && static_cast<std::size_t>(sentence.block) < article.blocks.size();
  if (has_block && !article.blocks[static_cast<std::size_t>(sentence.block)].date.empty())
    return article.blocks[static_cast<std::size_t>(sentence.block)].date;
  return article.info.published;
}

}  // namespace

std::optional<PartValue> ReadPart(const Part& part, const PatternMatch& match, const WordView& view,
                                  const Article& article, int person) {
  const auto word = [&](int node) {
    return node < 0 ? 0 : match.words[static_cast<std::size_t>(node)];
  };
  return PartReader(view, article, person).Read(part, word(part.at), word(part.other));
}

std::optional<Value> TimeOf(const WordView& view, const Article& article, int verb) {
  const SentenceGraph& graph = view.graph();
  for (int child : graph.children(verb)) {
    if (!graph.Is(child, "obl") && !graph.Is(child, "advmod")) continue;
    const Span span = graph.Cover(graph.Subtree(child));
    for (const FoundValue& found :
         FindDates(TextOf(article, span), DateOf(article, graph.sentence())))
      if (found.value.kind == ValueKind::kDate) return found.value;
  }
  return std::nullopt;
}

}  // namespace lode
