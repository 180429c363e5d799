// Asks every word which patterns it could trigger, matches those, and writes what they make.
//
// One relation may be matched in several ways ("owner of Orrin and Lumen" by each firm);
// statements of a sentence with the same subject, predicate and object are one, with the
// qualifiers of all.
#include "loaders/extraction/patterns/pattern_statements.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "loaders/extraction/patterns/pattern_match.h"
#include "loaders/extraction/patterns/pattern_parts.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::string_view kListed = "yes";        // the key of lists that are no tables
constexpr std::string_view kInverse = "inverse ";  // before a predicate, in a list

class ArticleReader {
 public:
  ArticleReader(const PatternSet& set, const Article& article, ArticleEntities& entities)
      : set_(set), article_(article), entities_(entities) {}

  PatternReading Run() {
    const auto sentences = static_cast<std::uint32_t>(entities_.text().graphs.size());
    for (std::uint32_t s = 0; s < sentences; ++s) ReadSentence(s);
    return std::move(out_);
  }

 private:
  void ReadSentence(std::uint32_t sentence) {
    const WordView view(set_, entities_, sentence);
    known_.clear();
    for (int word = 1; word <= view.graph().size(); ++word) {
      due_.clear();
      CollectDue(view, word);
      for (int index : due_) Apply(set_.patterns()[static_cast<std::size_t>(index)], view, word);
    }
  }

  // The patterns that the word can trigger, in the order of the files.
  void CollectDue(const WordView& view, int word) {
    const SentenceGraph& graph = view.graph();
    const auto add = [&](const std::vector<int>* filed) {
      if (filed != nullptr) due_.insert(due_.end(), filed->begin(), filed->end());
    };
    const std::string& lemma = graph.lemma(word);
    add(set_.WithWord(lemma));
    add(set_.WithTag(graph.word(word).upos));
    if (const std::string& form = graph.word(word).form; form != lemma)
      if (const std::string folded = FoldWord(form); folded != lemma) add(set_.WithWord(folded));
    if (view.NameAt(word) != nullptr) add(&set_.WithName());
    std::ranges::sort(due_);
    due_.erase(std::unique(due_.begin(), due_.end()), due_.end());
  }

  void Apply(const Pattern& pattern, const WordView& view, int word) {
    for (const PatternMatch& match : MatchPattern(pattern, view, word)) {
      bool made = pattern.makings.empty();
      for (const Making& making : pattern.makings)
        if (MeetsConditions(making, match, view)) made = Make(making, match, view) || made;
      if (!made) continue;
      for (int at : pattern.replaced_at)
        if (const int verb = match.words[static_cast<std::size_t>(at)]; verb != 0)
          out_.replaced.emplace(view.sentence(), verb);
    }
  }

  bool Make(const Making& making, const PatternMatch& match, const WordView& view) {
    const int about = match.words[static_cast<std::size_t>(making.subject.at)];
    std::optional<PartValue> subject = ReadPart(making.subject, match, view, article_, 0);
    std::optional<PartValue> object = ReadPart(making.object, match, view, article_, about);
    std::string_view predicate = making.predicate;
    if (predicate.empty()) {  // what the list gives, else the word itself
      const auto at = static_cast<std::size_t>(making.predicate_at);
      predicate = match.keys[at];
      if ((predicate.empty() || predicate == kListed) && match.words[at] != 0)
        predicate = view.graph().lemma(match.words[at]);
    }
    bool inverse = making.inverse;
    if (predicate.starts_with(kInverse)) {
      predicate.remove_prefix(kInverse.size());
      inverse = !inverse;
    }
    if (predicate.empty() || predicate == "-") return false;
    if (inverse) std::swap(subject, object);
    if (!subject || !object || !subject->argument.is_node()) return false;
    if (predicate == "is-a" && object->argument.is_node()) {  // what something is, is a class
      const Part& classing = inverse ? making.subject : making.object;
      const Part& classed = inverse ? making.object : making.subject;
      if ((classing.kind == PartKind::kNode || classing.kind == PartKind::kKind) &&
          classing.at >= 0)
        object->argument.node = entities_.ClassNode(
            view.sentence(), match.words[static_cast<std::size_t>(classing.at)],
            classed.at < 0 ? 0 : match.words[static_cast<std::size_t>(classed.at)]);
    }
    if (object->argument.is_node() && object->argument.node == subject->argument.node) return false;
    const std::string& name = entities_.nodes()[subject->argument.node].name;
    if (!object->argument.is_node() && object->argument.literal.text == name) return false;
    const bool ended =
        making.ended ||
        (making.ended_at >= 0 && match.words[static_cast<std::size_t>(making.ended_at)] != 0);
    StatementRecord& record =
        RecordOf(view, match.words.front(), predicate, *subject, *object, ended);
    record.confidence = std::max(record.confidence, making.confidence);
    AddQualifiers(making, match, view, about, record);
    if (!making.alias.empty()) AddAlias(making, record);
    return true;
  }

  StatementRecord& RecordOf(const WordView& view, int trigger, std::string_view predicate,
                            const PartValue& subject, const PartValue& object, bool ended) {
    const auto key = std::make_tuple(subject.argument.node, std::string(predicate),
                                     object.argument.node, object.argument.literal.text, ended);
    const auto [at, fresh] = known_.emplace(key, out_.statements.size());
    if (!fresh) return out_.statements[at->second].record;
    const SentenceGraph& graph = view.graph();
    PatternStatement made;
    made.word = trigger;
    made.record.subject = subject.argument.node;
    made.record.predicate = predicate;
    made.record.object = object.argument;
    made.record.sentence = view.sentence() + 1;
    made.record.ended = ended;
    made.record.subject_span = subject.spans;
    made.record.object_span = object.spans;
    made.record.predicate_span = {graph.word(trigger).span};
    made.record.relation = graph.lemma(trigger);
    made.record.extractor = graph.IsVerb(trigger) ? "pattern/1" : "nominal/1";
    if (graph.IsVerb(trigger)) made.record.time = TimeOf(view, article_, trigger);
    out_.statements.push_back(std::move(made));
    return out_.statements.back().record;
  }

  void AddQualifiers(const Making& making, const PatternMatch& match, const WordView& view,
                     int about, StatementRecord& record) {
    for (const auto& [role, part] : making.qualifiers) {
      const std::optional<PartValue> value = ReadPart(part, match, view, article_, about);
      if (!value) continue;
      const auto same = [&](const auto& known) {
        return known.first == role && known.second.node == value->argument.node &&
               known.second.literal.text == value->argument.literal.text;
      };
      if (std::ranges::none_of(record.qualifiers, same))
        record.qualifiers.emplace(role, value->argument);
    }
  }

  // An acronym or a long form is one more form of the name; other names are evidence that
  // two names are one.
  void AddAlias(const Making& making, const StatementRecord& record) {
    const std::string& text = record.object.literal.text;
    if (text.empty()) return;
    if (making.alias == "acronym")
      entities_.AddForm(record.subject, text, true);
    else
      entities_.aliases().push_back({record.subject, text, making.alias, record.sentence});
  }

  const PatternSet& set_;
  const Article& article_;
  ArticleEntities& entities_;
  std::vector<int> due_;
  std::map<std::tuple<std::uint32_t, std::string, std::uint32_t, std::string, bool>, std::size_t>
      known_;
  PatternReading out_;
};

}  // namespace

PatternReading ReadPatterns(const PatternSet& set, const Article& article,
                            ArticleEntities& entities) {
  return ArticleReader(set, article, entities).Run();
}

}  // namespace lode
