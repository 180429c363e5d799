// Copular clauses. A noun is a class ("is-a"), a relation with a phrase of its own
// ("is part of", "is a rival of") or an amount; an adjective is a relation with its
// phrase ("essential for"), a comparison, or words ("is uncertain").
//
// The hard bit is that English also turns them round: "other candidates were A and
// B" says what A and B are.
#include <algorithm>
#include <optional>
#include <utility>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/clauses/comparisons.h"
#include "loaders/extraction/clauses/conditions.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class CopulaProjector : public ClauseProjector {
 public:
  using ClauseProjector::ClauseProjector;

 private:
  void ProjectSubject(int) override { ProjectCopula(); }

  void ProjectCopula() {
    const int word = clause_.predicate;
    if (graph_.IsUpos(word, "ADJ") ||
        (graph_.IsUpos(word, "VERB") && graph_.Child(word, "cop") == 0))
      return ProjectAdjective();
    if (graph_.IsUpos(word, "ADV") && ProjectMeasuredChange()) return;
    if (!graph_.IsNominal(word) || graph_.IsUpos(word, "PRON") || graph_.IsUpos(word, "DET"))
      return;
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    const std::string preposition = PlacePreposition(word);
    if (!preposition.empty()) return ProjectPlace(object, preposition);
    if (!object.ok) object = ReadDuration(word);
    if (ProjectNounFrames(word)) return;
    if (!object.ok || IsLinkedByNothing()) return;
    const bool measure = !object.argument.is_node() && object.type != "date";
    if (measure && EmitChange(object)) return;
    if (object.type == "date") {
      const bool happens = subject_->type == "event";
      if (StatementRecord* dated = Emit(object, OpenBe(), nullptr); dated != nullptr && happens)
        dated->predicate = "happened-on";
      return;
    }
    if (measure && IsType(subject_->type, "agent")) return;  // nobody is 40%
    FrameQuery query = Query(FrameKind::kVerb, object);
    query.lemma = OpenBe();
    query.particle.clear();
    if (object.argument.is_node())  // what something is, is a class
      object.argument.node = context_.entities.ClassNode(sentence_, word);
    if (measure && graph_.Child(word, "amod", "worth") != 0) query.particle = "worth";
    StatementRecord* statement =
        Emit(object, measure ? OpenBe() : CopulaName(), context_.rules.frames.Find(query));
    if (statement == nullptr) return;
    if (!measure && !IsJudged() && statement->predicate == CopulaName())
      statement->predicate = "is-a";
    if (measure && statement->predicate == OpenBe()) statement->predicate = "amounted-to";
    if (IsTurnedRound(*statement, word)) {
      if (context_.rules.lists.Has("no-class", subject_->lemma)) return out_.pop_back();
      std::swap(statement->subject, statement->object.node);
      std::swap(statement->subject_span, statement->object_span);
      if (clause_.subjects.size() == 1)
        statement->object.node =
            context_.entities.ClassNode(sentence_, clause_.subjects.front(), word);
      return;
    }
    AddPhraseQualifiers(*statement, word);
    AddQualifiers(*statement, 0);
  }

  // "was up 4%", "is 4% higher": a change, not an amount.
  bool EmitChange(const PhraseArgument& amount) {
    const int word = clause_.predicate;
    const auto direction = [&](int w) {
      return context_.rules.lists.Find("direction", FoldWord(graph_.word(w).form));
    };
    std::string_view change;
    for (int child : graph_.children(word))
      if (change.empty() && (graph_.Is(child, "advmod") || graph_.Is(child, "amod")))
        change = direction(child);
    if (change.empty()) change = direction(word);
    if (change.empty() || IsComparedToAnother(context_, sentence_, word)) return false;
    FrameQuery query = Query(FrameKind::kVerb, amount);
    query.lemma = std::string(change);
    query.particle.clear();
    query.preposition = "by";
    StatementRecord* statement =
        Emit(amount, std::string(change) + "-by", context_.rules.frames.Find(query));
    if (statement != nullptr) AddQualifiers(*statement, 0);
    return statement != nullptr;
  }

  // "The other candidates were Ana Rivera and Bo Lind": the names are what is classed.
  bool IsTurnedRound(const StatementRecord& statement, int word) const {
    if (statement.predicate != "is-a" || !statement.object.is_node() ||
        !graph_.IsUpos(word, "PROPN") || graph_.Child(word, "amod") != 0 ||
        graph_.Child(word, "acl") != 0)
      return false;  // "is the first Dane to win": a Dane is a kind of person
    const auto& nodes = context_.entities.nodes();
    return !IsNamed(nodes[statement.subject].identity) &&
           IsNamed(nodes[statement.object.node].identity);
  }

  // "was found guilty", "pleaded guilty": so it is by a judgement or a plea.
  bool IsJudged() const {
    const int governor = graph_.head(clause_.predicate);
    const std::string_view voice = context_.rules.lists.Find("judging-so", graph_.lemma(governor));
    return graph_.Is(clause_.predicate, "xcomp") && !voice.empty() &&
           (IsPassive(graph_, governor) ||
            (voice == "any" && graph_.Child(clause_.predicate, "cop") == 0));
  }

  // "would affect prices", with the prices read as what it is.
  bool IsLinkedByNothing() const {
    const int word = clause_.predicate, governor = graph_.head(word);
    return graph_.Is(word, "xcomp") && graph_.IsVerb(governor) && graph_.Child(word, "cop") == 0 &&
           !context_.rules.lists.Has("linking", graph_.lemma(governor));
  }

  // "be", or the verb that links: "become", "remain".
  std::string CopulaName() const {
    const int governor = graph_.head(clause_.predicate);
    if (IsJudged())
      return IsPassive(graph_, governor) ? FoldWord(graph_.word(governor).form)
                                         : graph_.lemma(governor);
    if (!graph_.Is(clause_.predicate, "xcomp") || governor == 0 || IsPassive(graph_, governor) ||
        graph_.Child(governor, "obj") != 0)
      return OpenBe();
    const std::string& link = graph_.lemma(governor);
    const WordLists& lists = context_.rules.lists;
    const bool weak = lists.Has("weak-link", link) || lists.Has("naming", link);
    return weak ? OpenBe() : link;
  }

  // "is in Norway and Sweden": the second stands behind the first one's preposition.
  std::string PlacePreposition(int word) const {
    const int first = graph_.FirstConjunct(word);
    const bool shared = graph_.Child(word, "case") == 0 && graph_.Child(word, "cop") == 0 &&
                        graph_.Child(word, "det") == 0 && graph_.Child(word, "nsubj") == 0 &&
                        graph_.IsNominal(first) && graph_.Child(first, "cop") != 0;
    return graph_.Preposition(shared ? first : word);
  }

  void ProjectPlace(const PhraseArgument& object, const std::string& preposition) {
    if (!object.ok || graph_.word(clause_.predicate - 1).form == "-") return;
    if (preposition == "of" && IsType(object.type, "agent")) return;  // "is of the mayor"
    FrameQuery query = Query(FrameKind::kVerb, object);
    query.lemma = OpenBe();
    query.particle.clear();
    query.preposition = preposition;
    const bool idiom = IsIdiom({clause_.predicate, preposition, 0});
    const Frame* frame = idiom ? nullptr : context_.rules.frames.Find(query);
    const std::string named = graph_.NamedPreposition(clause_.predicate);
    StatementRecord* statement = Emit(object, OpenBe(named.empty() ? preposition : named), frame);
    if (statement == nullptr) return;
    AddQualifiers(*statement, clause_.predicate);
    if (idiom && statement->qualifiers.empty() && !statement->time)
      out_.pop_back();  // "was in office"
  }

  // "is part of Y", "is a rival of Y"
  bool ProjectNounFrames(int word) {
    bool any = false;
    for (int child : graph_.children(word)) {
      if (!graph_.Is(child, "nmod") && !graph_.Is(child, "obl")) continue;
      const bool owner = graph_.word(child).deprel == "nmod:poss";
      for (int each : graph_.Conjuncts(child)) {
        PhraseArgument object = ReadPhrase(context_, sentence_, each);
        if (!object.ok) continue;
        FrameQuery query = Query(FrameKind::kNoun, object);
        query.lemma = graph_.lemma(word);
        query.particle.clear();
        query.preposition = owner ? "of" : graph_.Preposition(child);
        const Frame* frame = context_.rules.frames.Find(query);
        if (frame == nullptr) continue;
        StatementRecord* statement =
            Emit(object, OpenBe(query.lemma + "-" + query.preposition), frame);
        any = any || statement != nullptr;
        if (statement != nullptr) {
          AddPhraseQualifiers(*statement, each);
          AddQualifiers(*statement, child);
          AddRank(*statement, word);
        }
      }
    }
    return any;
  }

  // "the second-largest maker of pumps": which of the makers.
  void AddRank(StatementRecord& statement, int word) {
    for (int child : graph_.children(word)) {
      const bool rank = graph_.word(child).xpos == "JJS" ||
                        context_.rules.lists.Has("first", graph_.lemma(child)) ||
                        context_.rules.lists.Has("ranking", graph_.lemma(child));
      if (!rank || child > word || !graph_.Is(child, "amod")) continue;
      Argument words;
      words.literal.kind = ValueKind::kText;
      const Span span = graph_.Cover(graph_.Subtree(child));
      words.literal.text = context_.article.text.substr(span.begin, span.end - span.begin);
      statement.qualifiers.emplace("rank", words);
    }
  }

  // "was up 4%", "was 4% lower", headed by the adverb or adjective.
  bool ProjectMeasuredChange() {
    const int word = clause_.predicate;
    for (int child : graph_.children(word)) {
      if (child > word && graph_.Preposition(child) != "") continue;
      const PhraseArgument amount = ReadPhrase(context_, sentence_, child);
      const bool measured = amount.ok && !amount.argument.is_node() && amount.type != "date";
      if (measured && EmitChange(amount)) return true;
    }
    return false;
  }

  // "is essential for Y", "is more powerful than Y", "is unlikely"
  void ProjectAdjective() {
    const int word = clause_.predicate;
    const std::string_view degree = DegreeOf(graph_, word, context_.rules.lists);
    const bool compared = graph_.word(word).xpos == "JJR" || !degree.empty();
    if (EmitComparedDeed(degree)) return;
    if (clause_.open_complement != 0 || clause_.complement != 0) return;
    if (graph_.word(word).xpos == "JJS") {
      const std::string preposition = graph_.Preposition(word);  // "are among the city's busiest"
      return preposition.empty() ? EmitQuality()
                                 : ProjectPlace(InWords(WholePhrase(graph_, word)), preposition);
    }
    if (EmitWorth()) return;
    if (ProjectMeasuredChange()) return;
    bool any = false;
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok || IsAdjunct(oblique)) continue;
      if (oblique.preposition == "with" && graph_.Child(oblique.word, "acl") != 0)
        continue;  // "…, with prices rising"
      FrameQuery query = Query(FrameKind::kAdjective, object);
      query.preposition = oblique.preposition;
      query.particle.clear();
      const bool comparison = oblique.preposition == "than" && compared;
      const bool less = comparison && degree == "less";  // "less powerful than" is not better
      const Frame* frame = less || IsJudged() ? nullptr : context_.rules.frames.Find(query);
      if (any && frame == nullptr) continue;
      // "areas prone to flooding": the phrase says it already, where no frame knows more.
      if (frame == nullptr && (graph_.Is(word, "amod") || IsInFront(oblique))) continue;
      std::string name = compared ? Compared() : clause_.lemma;
      if (IsJudged()) name = CopulaName() + "-" + name;
      if (StatementRecord* statement = Emit(object, name + "-" + oblique.preposition, frame)) {
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        if (const auto much = compared ? HowMuch(context_, sentence_, word) : std::nullopt)
          statement->qualifiers.emplace("amount", *much);
        any = true;
      }
    }
    if (!any && !graph_.Is(word, "amod")) EmitQuality();
  }

  // "are more likely to fall ill": than others, which is no word of whether they do. Nor is
  // "more likely than men" of anything.
  bool EmitComparedDeed(std::string_view degree) {
    const int word = clause_.predicate;
    if (degree.empty() || !context_.rules.lists.Has("compared-adjective", clause_.lemma))
      return false;
    int deed = clause_.open_complement;
    for (int child : graph_.children(word))
      if (deed == 0 && child > word && graph_.Is(child, "advcl")) deed = child;
    const int to = ToOf(graph_, deed);
    const PhraseArgument object = to != 0 ? TextOf(deed, to + 1) : PhraseArgument{};
    StatementRecord* statement =
        object.ok ? Emit(object, Compared() + "-" + graph_.lemma(to), nullptr) : nullptr;
    if (statement == nullptr)
      return context_.rules.lists.Has("degree-behind", graph_.lemma(word + 1));
    for (int child : graph_.children(word))
      for (int measure : graph_.children(child)) {
        const PhraseArgument by = ReadPhrase(context_, sentence_, measure);
        if (graph_.Is(child, "advmod") && by.ok && !by.argument.is_node())
          statement->qualifiers.emplace("amount", by.argument);
      }
    return true;
  }

  // "is worth $2 billion": the one adjective with an object.
  bool EmitWorth() {
    if (clause_.lemma != "worth" || objects_.empty()) return false;
    const PhraseArgument value = ReadPhrase(context_, sentence_, objects_.front());
    if (!value.ok) return false;
    const FrameQuery query = Query(FrameKind::kAdjective, value);
    StatementRecord* statement = Emit(value, clause_.lemma, context_.rules.frames.Find(query));
    if (statement != nullptr) AddQualifiers(*statement, 0);
    return statement != nullptr;
  }

  // "cheaper", "more costly": what is better, the frames know.
  std::string Compared() const {
    std::string form = FoldWord(graph_.word(clause_.predicate).form);
    const std::string_view degree = DegreeOf(graph_, clause_.predicate, context_.rules.lists);
    return degree.empty() || degree == "plain" ? form : std::string(degree) + "-" + form;
  }

  // "does not get angry when he loses": a clause without a comma says when it is so.
  bool IsLimitedByClause(int verb, int after) const {
    for (int child : graph_.children(verb)) {
      if (!graph_.Is(child, "advcl") || child < after || graph_.word(child).xpos == "VBG") continue;
      int mark = graph_.Child(child, "mark");
      if (mark == 0) mark = graph_.Child(child, "advmod");
      if (graph_.Subtree(child).front() == mark &&
          context_.rules.lists.Has("limiting-mark", graph_.lemma(mark)))
        return true;
    }
    return false;
  }

  // "is critical for mills to survive": the infinitive with its own subject, which the first of
  // a row of adjectives may have for all; 0 if there is none.
  int ForWhomTo(int word) const {
    for (int adjective : {word, graph_.FirstConjunct(word)})
      for (int child : graph_.children(adjective))
        if (child > word && graph_.Is(child, "advcl") && graph_.Child(child, "mark", "for") != 0 &&
            IsInfinitive(graph_, child) && graph_.Subtree(child).front() == word + 1)
          return child;
    return 0;
  }

  // All words from the first to the last, but for the copula: "can [often] be [hostile]".
  std::vector<int> WithoutCopula(std::vector<int> words) const {
    const int copula = graph_.Child(clause_.predicate, "cop");
    std::vector<int> out;
    for (int w = words.front(); w <= words.back(); ++w)
      if (w != copula) out.push_back(w);
    return out;
  }

  // "is uncertain": the words themselves; "is the best in Europe": with what limits them.
  void EmitQuality() {
    const int word = clause_.predicate;
    const bool superlative = graph_.word(word).xpos == "JJS";
    if (clause_.lemma == "worth") return;  // by itself, it says nothing
    if (graph_.Child(word, "cop") == 0 && !graph_.Is(word, "xcomp") && !graph_.Is(word, "conj"))
      return;
    const int purpose = ForWhomTo(word);
    if (graph_.Child(word, "ccomp") != 0 || (graph_.Child(word, "advcl") != 0 && purpose == 0))
      return;
    for (const Oblique& oblique : obliques_)  // "is sure of that"
      if (oblique.word > word && graph_.IsUpos(oblique.word, "PRON") && !IsAdjunct(oblique)) return;
    if (graph_.Is(word, "xcomp") && IsLimitedByClause(graph_.head(word), word)) return;
    std::vector<int> words = {word};
    if (word > 2 && graph_.word(word - 1).form == "-" && !graph_.word(word - 1).space_after &&
        !graph_.word(word - 2).space_after)
      words = {word - 2, word - 1, word};  // "data-dependent"
    for (int child : graph_.children(word))
      if (graph_.Is(child, "advmod") && child < word &&
          !context_.rules.lists.Has("adverb", graph_.lemma(child)) && graph_.lemma(child) != "as" &&
          child > word - 3)
        for (int each : graph_.Subtree(child)) words.push_back(each);  // "more openly hostile"
    for (int child : graph_.children(word)) {  // "open enough", "poorer than ever"
      const WordLists& lists = context_.rules.lists;
      const bool degree = child == word + 1 && lists.Has("degree-behind", graph_.lemma(child));
      if (!degree && (child < word || !lists.Has("quality-behind", graph_.Preposition(child))))
        continue;
      for (int each : graph_.Subtree(child)) words.push_back(each);
    }
    for (int child : graph_.children(word))  // "50 years old"
      if (child < word && (graph_.Is(child, "obl") || graph_.Is(child, "nmod")) &&
          graph_.Child(child, "case") == 0 && graph_.Subtree(child).back() == word - 1)
        for (int each : graph_.Subtree(child)) words.push_back(each);
    for (int child : graph_.children(word))
      if (superlative && child > word && (graph_.Is(child, "obl") || graph_.Is(child, "nmod")))
        for (int each : graph_.Subtree(child)) words.push_back(each);
    if (purpose != 0)
      for (int each : graph_.Subtree(purpose)) words.push_back(each);
    std::sort(words.begin(), words.end());
    PhraseArgument object;
    object.ok = true;
    object.type = "text";
    words = WithoutCopula(std::move(words));
    object.spans = RunsOf(graph_, words);
    object.argument.literal.kind = ValueKind::kText;
    object.argument.literal.text = lode::TextOf(graph_, words);
    if (StatementRecord* statement = Emit(object, CopulaName(), nullptr))
      AddQualifiers(*statement, 0);
  }
};

}  // namespace

std::vector<StatementRecord> ProjectCopula(const ReadingContext& context, std::uint32_t sentence,
                                           const Clause& clause) {
  // "if it is open" calls nothing open.
  if (IsCondition(context.graphs[sentence], clause.predicate, context.rules.lists)) return {};
  return CopulaProjector(context, sentence, clause).Run();
}

}  // namespace lode
