// A clause has one verb and many arguments; a statement has one object. So a
// clause is projected: once for each subject and object, with the other
// arguments as qualifiers, and once more for an oblique that has a frame of its
// own ("sells X to Y" is also sells-to Y).
//
// The hard bit is direction. A passive with its agent is turned round; one without
// keeps its participle in the predicate ("tied-to", "be-granted"), so that nobody
// reads the sufferer as the doer.
#include "loaders/extraction/projection.h"

#include <algorithm>

#include "loaders/extraction/measures.h"
#include "loaders/extraction/word_form.h"

namespace lode {
namespace {

class Projector {
 public:
  Projector(const ReadingContext& context, std::uint32_t sentence, const Clause& clause)
      : context_(context), graph_(context.graphs[sentence]), sentence_(sentence), clause_(clause) {}

  std::vector<StatementRecord> Run() {
    ReadTimes();
    for (int word : clause_.kind == ClauseKind::kVerb && clause_.passive && !clause_.agents.empty() ? clause_.agents : clause_.subjects)
      if (PhraseArgument subject = ReadSubject(word); subject.ok) ProjectSubject(word, subject);
    return std::move(out_);
  }

 private:
  PhraseArgument ReadSubject(int word) {
    if (graph_.IsUpos(word, "DET") || !graph_.IsNominal(word)) return {};
    PhraseArgument subject = ReadPhrase(context_, sentence_, word);
    if (!subject.argument.is_node()) subject.ok = false;
    if (clause_.kind != ClauseKind::kNominal) return subject;
    const bool power = context_.rules.lists.Has("power-verb", clause_.lemma);  // companies impose no bans
    if (!IsType(subject.type, power ? "place" : "agent") && !(power && subject.type == "government-body")) subject.ok = false;
    return subject;
  }

  // Obliques that are dates give the time; they are no arguments.
  void ReadTimes() {
    for (int word : clause_.objects) {
      std::optional<Value> time = graph_.IsUpos(word, "PRON") ? std::nullopt : ReadTime(context_, sentence_, word);
      if (time) SetTime(*time);
      else objects_.push_back(word);
    }
    for (const Oblique& oblique : clause_.obliques) {
      std::optional<Value> time = ReadTime(context_, sentence_, oblique.word);
      if (time) SetTime(*time);
      else obliques_.push_back(oblique);
    }
    for (int word : clause_.bare) {
      std::optional<Value> time = ReadTime(context_, sentence_, word);
      if (time) SetTime(*time);
      else bare_.push_back(word);
    }
    for (int child : graph_.children(clause_.predicate))
      if (graph_.Is(child, "advmod"))
        if (std::optional<Value> time = ReadTime(context_, sentence_, child)) SetTime(*time);
  }
  void SetTime(const Value& time) {
    if (!time_ || (time_->date.empty() && !time.date.empty())) time_ = time;
  }

  void ProjectSubject(int word, const PhraseArgument& subject) {
    subject_word_ = word;
    subject_ = &subject;
    if (clause_.kind == ClauseKind::kCopula) return ProjectCopula();
    std::vector<int> objects = objects_;
    const bool turned = clause_.passive && !clause_.agents.empty();
    if (turned) objects = clause_.subjects;
    const std::size_t before = out_.size();
    for (int object : objects)
      if (object != word) ProjectObject(object, clause_.passive && !turned);
    if (!objects.empty() && out_.size() > before) return;
    if (clause_.passive && !turned) ProjectPassive();
    else if (objects.empty() || clause_.kind == ClauseKind::kNominal) ProjectIntransitive();
  }

  FrameQuery Query(FrameKind kind, const PhraseArgument& object) const {
    FrameQuery query;
    query.kind = kind;
    query.lemma = clause_.lemma;
    query.particle = clause_.particle;
    query.subject_type = subject_->type;
    query.object_type = object.type;
    return query;
  }

  std::string Open() const { return clause_.particle.empty() ? clause_.lemma : clause_.lemma + "-" + clause_.particle; }
  std::string Participle() const {
    const std::string form = FoldWord(graph_.word(clause_.predicate).form);
    return clause_.particle.empty() ? form : form + "-" + clause_.particle;
  }

  // Verb and object, other obliques as qualifiers; then obliques with frames.
  void ProjectObject(int word, bool be_passive) {
    if (graph_.lemma(word).ends_with("self") || graph_.lemma(word).ends_with("selves")) return;
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    if (!object.ok) return;
    const bool causes = (clause_.open_complement != 0 || clause_.complement != 0) && clause_.kind == ClauseKind::kVerb;
    if (causes && context_.rules.lists.Has("causative", clause_.lemma)) return;  // "made the bank sell" makes no bank
    const bool measure = object.type == "percent" || object.type == "quantity" || object.type == "money" || object.type == "number";
    const Frame* frame = nullptr;
    std::string relation = Open();
    if (be_passive) {
      relation = "be-" + Participle();
    } else {
      FrameQuery query = Query(FrameKind::kVerb, object);
      query.noun = graph_.lemma(word);
      frame = context_.rules.frames.Find(query);
      query.noun.clear();
      if (frame == nullptr) frame = context_.rules.frames.Find(query);
      if (frame == nullptr && measure) {
        query.preposition = "by";
        frame = context_.rules.frames.Find(query);
      }
    }
    StatementRecord* statement = Emit(object, relation, frame);
    if (statement == nullptr) return;
    AddQualifiers(*statement, 0);
    AddPhraseQualifiers(*statement, word);
    if (!be_passive) ProjectObliquesWithFrames(object, word);
  }

  // "sells boats to Norway" -> sells-to; "has a reserve of 3 tons" -> has-reserve.
  void ProjectObliquesWithFrames(const PhraseArgument& direct, int object_word) {
    std::vector<Oblique> places = obliques_;
    for (int child : graph_.children(object_word))
      if (graph_.Is(child, "nmod") && child > object_word) places.push_back({child, graph_.Preposition(child), child});
    for (const Oblique& place : places) {
      if (place.preposition.empty()) continue;
      PhraseArgument object = ReadPhrase(context_, sentence_, place.word);
      if (!object.ok) continue;
      FrameQuery query = Query(FrameKind::kVerb, object);
      query.preposition = place.preposition;
      query.noun = graph_.lemma(object_word);
      const Frame* frame = context_.rules.frames.Find(query);
      const bool under_object = graph_.head(place.word) == object_word;
      query.noun.clear();
      if (frame == nullptr && !under_object) frame = context_.rules.frames.Find(query);
      if (frame == nullptr) continue;
      const PhraseArgument* doer = subject_;
      if (context_.rules.lists.Has("change", frame->predicate)) subject_ = &direct;  // "raised the toll to 3 euros"
      StatementRecord* statement = subject_->argument.is_node() ? Emit(object, Open() + "-" + place.preposition, frame) : nullptr;
      subject_ = doer;
      if (statement == nullptr || statement->subject != doer->argument.node) continue;
      statement->qualifiers.emplace("of", direct.argument);
      AddQualifiers(*statement, place.word);
    }
  }

  // "designed to evade radar": the purpose as text, where a frame knows the verb.
  void ProjectPurpose() {
    int purpose = clause_.open_complement;
    for (int child : graph_.children(clause_.predicate))
      if (purpose == 0 && graph_.Is(child, "advcl")) purpose = child;
    if (purpose == 0 || graph_.Child(purpose, "mark", "to") == 0) return;
    PhraseArgument object;
    object.type = "text";
    FrameQuery query = Query(FrameKind::kPassive, object);
    query.preposition = "to";
    const Frame* frame = context_.rules.frames.Find(query);
    if (frame == nullptr) return;
    std::vector<int> words = graph_.Subtree(purpose);
    std::erase_if(words, [&](int w) { return w < purpose; });
    const Span span = graph_.Cover(words);
    object.ok = span.begin < span.end;
    object.spans = {span};
    object.argument.literal.kind = ValueKind::kText;
    object.argument.literal.text = context_.article.text.substr(span.begin, span.end - span.begin);
    if (object.ok) Emit(object, Participle() + "-to", frame);
  }

  void ProjectPassive() {
    ProjectPurpose();
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok) continue;
      FrameQuery query = Query(FrameKind::kPassive, object);
      query.preposition = oblique.preposition;
      const Frame* frame = context_.rules.frames.Find(query);
      if (frame == nullptr && (main_done_ || IsAdjunct(oblique))) continue;
      if (StatementRecord* statement = Emit(object, Participle() + "-" + oblique.preposition, frame)) {
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        main_done_ = true;
      }
    }
    main_done_ = false;
  }

  void ProjectIntransitive() {
    for (int word : bare_) ProjectAmount(word);
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok) continue;
      FrameQuery query = Query(oblique.preposition == "between" ? FrameKind::kNoun : FrameKind::kVerb, object);
      query.preposition = oblique.preposition;
      const Frame* frame = context_.rules.frames.Find(query);
      if (frame == nullptr && (main_done_ || clause_.kind == ClauseKind::kNominal || IsAdjunct(oblique))) continue;
      if (StatementRecord* statement = Emit(object, Open() + "-" + oblique.preposition, frame)) {
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        main_done_ = true;
      }
    }
    if (!main_done_ && clause_.kind == ClauseKind::kVerb && time_ && clause_.open_complement == 0 && clause_.complement == 0) EmitTime();
    main_done_ = false;
  }

  // "rose 6%"
  void ProjectAmount(int word) {
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    if (!object.ok || object.argument.is_node()) return;
    FrameQuery query = Query(FrameKind::kVerb, object);
    const Frame* frame = context_.rules.frames.Find(query);
    const bool plain = frame != nullptr;  // "controls 70%"
    query.preposition = "by";
    if (!plain) frame = context_.rules.frames.Find(query);
    if (StatementRecord* statement = Emit(object, plain ? Open() : Open() + "-by", frame)) {
      AddQualifiers(*statement, 0);
      main_done_ = true;
    }
  }

  // "The talks collapsed on Friday."
  void EmitTime() {
    PhraseArgument object;
    object.ok = true;
    object.type = "date";
    object.argument.literal = *time_;
    if (Emit(object, Open() + "-on", nullptr) != nullptr) AddQualifiers(out_.back(), 0);
  }

  void ProjectCopula() {
    const int word = clause_.predicate;
    if (graph_.IsUpos(word, "ADJ") || (graph_.IsUpos(word, "VERB") && graph_.Child(word, "cop") == 0)) return ProjectAdjective();
    if (!graph_.IsNominal(word) || graph_.IsUpos(word, "PRON") || graph_.IsUpos(word, "DET")) return;
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    const std::string preposition = graph_.Preposition(word);
    if (!preposition.empty()) return ProjectPlace(object, preposition);
    if (ProjectNounFrames(word)) return;
    if (!object.ok) return;
    const bool measure = !object.argument.is_node() && object.type != "date";
    if (object.type == "date") {
      Emit(object, "be-on", nullptr);
      return;
    }
    FrameQuery query = Query(FrameKind::kVerb, object);
    query.lemma = "be";
    query.particle.clear();
    StatementRecord* statement = Emit(object, measure ? "be" : CopulaName(), context_.rules.frames.Find(query));
    if (statement == nullptr) return;
    if (!measure && statement->predicate == CopulaName()) statement->predicate = "is-a";
    if (measure && statement->predicate == "be") statement->predicate = "amounted-to";
    AddPhraseQualifiers(*statement, word);
    AddQualifiers(*statement, 0);
  }

  // "be", or the verb that links: "become", "remain".
  std::string CopulaName() const {
    const int governor = graph_.head(clause_.predicate);
    if (!graph_.Is(clause_.predicate, "xcomp") || governor == 0 || IsPassive(graph_, governor) || graph_.Child(governor, "obj") != 0) return "be";
    const std::string& link = graph_.lemma(governor);
    const bool weak = link == "seem" || link == "appear" || link == "look" || context_.rules.lists.Has("naming", link);
    return weak ? "be" : link;
  }

  void ProjectPlace(const PhraseArgument& object, const std::string& preposition) {
    if (!object.ok) return;
    FrameQuery query = Query(FrameKind::kVerb, object);
    query.lemma = "be";
    query.particle.clear();
    query.preposition = preposition;
    Emit(object, "be-" + preposition, context_.rules.frames.Find(query));
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
        StatementRecord* statement = Emit(object, "be-" + query.lemma + "-" + query.preposition, frame);
        any = any || statement != nullptr;
        if (statement != nullptr) { AddPhraseQualifiers(*statement, each); AddQualifiers(*statement, child); }
      }
    }
    return any;
  }

  // "is essential for Y", "is more powerful than Y", "is unlikely"
  void ProjectAdjective() {
    const int word = clause_.predicate;
    const bool compared = graph_.word(word).xpos == "JJR" || graph_.Child(word, "advmod", "more") != 0 ||
                          graph_.Child(word, "advmod", "much") != 0;
    if (clause_.open_complement != 0 || clause_.complement != 0) return;
    if (graph_.word(word).xpos == "JJS") return EmitQuality();
    bool any = false;
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok || IsAdjunct(oblique)) continue;
      FrameQuery query = Query(FrameKind::kAdjective, object);
      query.preposition = oblique.preposition;
      query.particle.clear();
      const Frame* frame = context_.rules.frames.Find(query);
      const bool comparison = oblique.preposition == "than" && compared;
      if (any && frame == nullptr) continue;
      const std::string name = comparison && graph_.Child(word, "advmod") != 0 ? "more-" + clause_.lemma : clause_.lemma;
      if (StatementRecord* statement = Emit(object, name + "-" + oblique.preposition, frame)) {
        if (comparison && frame == nullptr) statement->predicate = "better-than";
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        any = true;
      }
    }
    if (!any) EmitQuality();
  }

  // "is uncertain": the words themselves; "is the best in Europe": with what limits them.
  void EmitQuality() {
    const int word = clause_.predicate;
    const bool superlative = graph_.word(word).xpos == "JJS";
    if (graph_.Child(word, "cop") == 0 && !graph_.Is(word, "xcomp") && !graph_.Is(word, "conj")) return;
    if (graph_.Child(word, "ccomp") != 0 || graph_.Child(word, "advcl") != 0) return;
    std::vector<int> words = {word};
    for (int child : graph_.children(word))
      if (graph_.Is(child, "advmod") && child < word && !context_.rules.lists.Has("adverb", graph_.lemma(child)) && graph_.lemma(child) != "as" && child > word - 3)
        words.insert(words.end() - 1, child);
    for (int child : graph_.children(word))
      if (superlative && child > word && (graph_.Is(child, "obl") || graph_.Is(child, "nmod")))
        for (int each : graph_.Subtree(child)) words.push_back(each);
    std::sort(words.begin(), words.end());
    PhraseArgument object;
    object.ok = true;
    object.type = "text";
    const Span span = graph_.Cover(words);
    object.spans = {span};
    object.argument.literal.kind = ValueKind::kText;
    object.argument.literal.text = context_.article.text.substr(span.begin, span.end - span.begin);
    if (StatementRecord* statement = Emit(object, CopulaName(), nullptr)) AddQualifiers(*statement, 0);
  }

  // Circumstances make no relation of their own: "despite the rain", "in return".
  bool IsAdjunct(const Oblique& oblique) const {
    const WordLists& lists = context_.rules.lists;
    return lists.Has("adjunct", oblique.preposition) ||
           lists.Has("idiom", oblique.preposition + " " + graph_.lemma(oblique.word));
  }

  // Adds a statement; null where subject and object are one.
  StatementRecord* Emit(const PhraseArgument& object, const std::string& relation, const Frame* frame) {
    if (object.argument.is_node() && object.argument.node == subject_->argument.node) return nullptr;
    const bool inverse = frame != nullptr && frame->inverse;
    if (inverse && !object.argument.is_node()) return nullptr;
    StatementRecord statement;
    statement.sentence = sentence_ + 1;
    statement.subject = inverse ? object.argument.node : subject_->argument.node;
    statement.object = inverse ? subject_->argument : object.argument;
    statement.subject_span = inverse ? object.spans : subject_->spans;
    statement.object_span = inverse ? subject_->spans : object.spans;
    statement.predicate_span = {graph_.word(clause_.predicate).span};
    statement.relation = relation;
    statement.predicate = frame != nullptr ? frame->predicate : relation;
    statement.time = time_;
    statement.extractor = clause_.kind == ClauseKind::kNominal ? "nominal-clause/1" : "clause/1";
    out_.push_back(std::move(statement));
    return &out_.back();
  }

  // The clause's other arguments. `without`: the phrase that is the object.
  void AddQualifiers(StatementRecord& statement, int without) {
    for (const Oblique& oblique : obliques_)
      if (oblique.word != without && oblique.first != GroupOf(without)) AddQualifier(statement, oblique.preposition, oblique.word);
    for (int word : clause_.recipients) AddQualifier(statement, "to", word);
    for (int word : bare_)
      if (word != without) AddQualifier(statement, "amount", word);
  }

  int GroupOf(int word) const {
    for (const Oblique& oblique : obliques_)
      if (oblique.word == word) return oblique.first;
    return -1;
  }

  // What hangs on the object: "sales of boats to Norway", "a 15% stake".
  void AddPhraseQualifiers(StatementRecord& statement, int word) {
    for (int child : graph_.children(word)) {
      if (graph_.word(child).deprel == "nmod:poss" && graph_.IsUpos(child, "PROPN")) AddQualifier(statement, "of", child);
      if (graph_.Is(child, "nmod") && child > word) {
        for (int each : graph_.Conjuncts(child)) AddQualifier(statement, graph_.Preposition(child), each);
        AddPhraseQualifiersOnce(statement, child);
      }
      if ((graph_.Is(child, "nummod") || graph_.Is(child, "compound") || graph_.Is(child, "amod")) && child < word) AddAmount(statement, child);
    }
  }
  void AddPhraseQualifiersOnce(StatementRecord& statement, int word) {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "nmod") && child > word)
        for (int each : graph_.Conjuncts(child)) AddQualifier(statement, graph_.Preposition(child), each);
  }

  void AddQualifier(StatementRecord& statement, const std::string& role, int word) {
    if (role.empty() || role.find('-') != std::string::npos) return;
    PhraseArgument value = ReadPhrase(context_, sentence_, word);
    if (!value.ok || value.type == "date") return;
    if (value.argument.is_node() && value.argument.node == statement.subject) return;
    const auto [begin, end] = statement.qualifiers.equal_range(role);
    for (auto it = begin; it != end; ++it)
      if (it->second.node == value.argument.node && it->second.literal == value.argument.literal) return;
    statement.qualifiers.emplace(role, value.argument);
  }

  void AddAmount(StatementRecord& statement, int word) {
    PhraseArgument value = ReadPhrase(context_, sentence_, word);
    if (value.ok && !value.argument.is_node() && value.type != "date" && value.type != "number")
      statement.qualifiers.emplace("amount", value.argument);
  }

  const ReadingContext& context_;
  const SentenceGraph& graph_;
  std::uint32_t sentence_;
  const Clause& clause_;
  std::vector<int> objects_;       // without times
  std::vector<Oblique> obliques_;  // likewise
  std::vector<int> bare_;
  std::optional<Value> time_;
  int subject_word_ = 0;
  const PhraseArgument* subject_ = nullptr;
  bool main_done_ = false;
  std::vector<StatementRecord> out_;
};

}  // namespace

std::vector<StatementRecord> ProjectClause(const ReadingContext& context, std::uint32_t sentence, const Clause& clause) {
  return Projector(context, sentence, clause).Run();
}

}  // namespace lode
