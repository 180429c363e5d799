// A clause has one verb and many arguments; a statement has one object. So a clause is projected:
// once for each subject and object, with the other arguments as qualifiers, and once more for an
// oblique that has a frame of its own ("sells X to Y" is also sells-to Y).
//
// The hard bit is direction. A passive with its agent is turned round; one without
// keeps its participle in the predicate ("tied-to", "be-granted"), so that nobody
// reads the sufferer as the doer.
#include <algorithm>
#include <map>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class VerbProjector : public ClauseProjector {
 public:
  using ClauseProjector::ClauseProjector;

 private:
  void ProjectSubject(int word) override {
    const std::vector<int>& objects = turned_ ? clause_.subjects : objects_;
    const std::size_t before = out_.size();
    for (int object : objects) {
      const std::size_t first = out_.size();
      if (object != word) ProjectObject(object, clause_.passive && !turned_);
      for (std::size_t i = first; i < out_.size(); ++i)
        if (IsNegatedConjunct(graph_, object, context_.rules.lists))
          out_[i].polarity = Polarity::kNegated;
    }
    if (!objects.empty() && out_.size() > before) return;
    if (clause_.passive && !turned_)
      ProjectPassive();
    else if (objects.empty() || clause_.kind == ClauseKind::kNominal)
      ProjectIntransitive();
  }

  // Verb and object, other obliques as qualifiers; then obliques with frames.
  void ProjectObject(int word, bool be_passive) {
    if (context_.rules.lists.Has("reflexive", graph_.lemma(word))) return;
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    if (!object.ok && clause_.kind == ClauseKind::kVerb) object = ReadDuration(word);
    if (!object.ok) object = ReadCrowd(word);
    if (!object.ok) object = ReadHowTo(word);
    if (be_passive && !KeepsAnObject()) return;
    if (IsNameOfWhat(word) || IsToldByItself(word, object)) return;
    if (!object.ok) {  // "plays a part in the boom": no part, but the boom
      if (!be_passive) ProjectObliquesWithFrames(object, word);
      return;
    }
    // "300 people in Oslo and 200 in Bergen": 200 of the same.
    const int counted = graph_.head(word);
    if (graph_.IsUpos(word, "NUM") && graph_.Is(word, "conj") && graph_.IsUpos(counted, "NOUN") &&
        graph_.Child(counted, "nummod") != 0 &&
        object.argument.literal.kind == ValueKind::kNumber) {
      object.argument.literal.kind = ValueKind::kQuantity;
      object.argument.literal.unit = graph_.lemma(counted);
      object.argument.literal.text += " " + graph_.word(counted).form;
    }
    const bool causes = (clause_.open_complement != 0 || clause_.complement != 0 ||
                         (LateInfinitive(word) != 0 &&
                          context_.rules.lists.Has("object-control", clause_.lemma))) &&
                        clause_.kind == ClauseKind::kVerb;
    const bool prompts = causes && IsPrompted(word);
    if (causes && !prompts && context_.rules.lists.Has("causative", clause_.lemma) &&
        !IsMadeSo(word)) {
      EmitWish(word, clause_.open_complement);  // "made the bank sell" makes no bank
      return;
    }
    if (const int deed = DeedBehind(word)) object = WithDeed(word, deed);
    if (IsIdleObject(word)) return;
    const bool measure = object.type == "percent" || object.type == "quantity" ||
                         object.type == "money" || object.type == "number";
    const Frame* frame = nullptr;
    std::string relation = Open();
    if (be_passive) {
      relation = OpenBe(Participle());
    } else if (!prompts && (!causes || !IsMadeSo(word))) {  // what makes it dear makes no tin
      frame = FrameOfObject(object, measure);
    }
    StatementRecord* statement = Emit(object, relation, frame);
    if (statement == nullptr) return;
    if (const auto own = OwnTime(word)) statement->time = own;
    object_ = word;
    AddQualifiers(*statement, 0);
    object_ = 0;
    AddPhraseQualifiers(*statement, word);
    AddInfinitive(*statement, word);
    AddGerund(*statement, word);
    if (LacksItsThing(object, word, *statement)) {
      out_.pop_back();
      return;
    }
    if (object.argument.is_node() && !be_passive) ProjectLevel(object, word);
    if (!be_passive) ProjectObliquesWithFrames(object, word);
  }

  // "makes the road unsafe", but not "makes it easy to sell": what it is made stands beside it.
  bool IsMadeSo(int object) const {
    const int quality = clause_.open_complement;
    if (clause_.complement != 0 || quality < object || graph_.IsUpos(object, "PRON") ||
        (!graph_.IsUpos(quality, "ADJ") && !graph_.IsUpos(quality, "NOUN")) ||
        !context_.rules.lists.Has("making-so", clause_.lemma))
      return false;
    const auto& parts = graph_.children(quality);
    return std::none_of(parts.begin(), parts.end(), [&](int part) {
      return graph_.IsVerb(part) || graph_.Is(part, "mark") || graph_.Is(part, "nsubj");
    });
  }

  // "surpassed oil imports at $323 billion": what the other amounted to.
  void ProjectLevel(const PhraseArgument& object, int word) {
    if (!context_.rules.lists.Has("comparing", clause_.lemma)) return;
    for (const Oblique& oblique : obliques_) {
      const int at = graph_.Child(oblique.word, "case");
      if (oblique.preposition != "at" || at != graph_.Subtree(word).back() + 1) continue;
      const PhraseArgument level = ReadPhrase(context_, sentence_, oblique.word);
      if (!level.ok || level.argument.is_node() || level.type == "date") continue;
      const PhraseArgument* doer = subject_;
      subject_ = &object;
      if (StatementRecord* statement = Emit(level, OpenBe("at"), nullptr))
        statement->predicate = "amounted-to";
      subject_ = doer;
    }
  }

  // "announced an investment in Kelp, taking a 15% stake": a stake in Kelp.
  void AddBorrowedPlaces(int object, std::vector<Oblique>& places) const {
    const int main = graph_.head(clause_.predicate);
    if (!context_.rules.lists.Has("stake-noun", graph_.lemma(object)) ||
        !graph_.Is(clause_.predicate, "advcl") || graph_.Child(object, "nmod") != 0)
      return;
    for (int noun : graph_.children(main))
      for (int child : graph_.children(noun))
        if (graph_.Is(noun, "obj") && noun < clause_.predicate && graph_.Is(child, "nmod") &&
            graph_.Preposition(child) == "in")
          places.push_back({child, "in", child});
  }

  // "sells boats to Norway" -> sells-to; "has a reserve of 3 tons" -> has-reserve.
  void ProjectObliquesWithFrames(const PhraseArgument& direct, int object_word) {
    std::vector<Oblique> places = obliques_;
    for (int child : graph_.children(object_word))
      if (graph_.Is(child, "nmod") && child > object_word)
        for (int each : graph_.Conjuncts(child))
          places.push_back({each, graph_.Preposition(child), child});
    AddBorrowedPlaces(object_word, places);
    std::stable_sort(places.begin(), places.end(),
                     [](const Oblique& a, const Oblique& b) { return a.word < b.word; });
    std::map<std::string, int> taken;  // preposition -> the phrase a noun's frame has used
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
      if (frame->noun.empty() && context_.rules.lists.Has("mover", frame->predicate)) continue;
      const auto [known, fresh] = taken.emplace(place.preposition, place.first);
      if (!fresh && known->second != place.first)
        continue;  // "took a stake in the mill in a deal": in the mill
      const PhraseArgument* doer = subject_;
      if (!direct.ok && context_.rules.lists.Has("change", frame->predicate)) continue;
      if (direct.ok && context_.rules.lists.Has("change", frame->predicate))
        subject_ = &direct;  // "raised the toll to 3 euros"
      StatementRecord* statement = subject_->argument.is_node()
                                       ? Emit(object, Open() + "-" + place.preposition, frame)
                                       : nullptr;
      subject_ = doer;
      if (statement == nullptr || statement->subject != doer->argument.node) continue;
      if (direct.ok) AddDirect(*statement, direct, frame->noun.empty() ? 0 : object_word);
      AddQualifiers(*statement, place.word);
      for (int child : graph_.children(object_word))  // "a 15% stake"
        if (graph_.Is(child, "compound") || graph_.Is(child, "nummod"))
          AddAmount(*statement, child);
    }
  }

  // "designed to evade radar": the purpose as text, where a frame knows the verb.
  void ProjectPurpose() {
    int purpose = clause_.open_complement;
    for (int child : graph_.children(clause_.predicate))
      if (purpose == 0 && graph_.Is(child, "advcl")) purpose = child;
    if (purpose == 0 || !IsInfinitive(graph_, purpose)) return;
    PhraseArgument object;
    object.type = "text";
    FrameQuery query = Query(FrameKind::kPassive, object);
    query.preposition = "to";
    const Frame* frame = context_.rules.frames.Find(query);
    if (frame == nullptr) return;
    object = TextOf(purpose, purpose);
    if (object.ok) Emit(object, Participle() + "-to", frame);
  }

  void ProjectPassive() {
    ProjectPurpose();
    const int state = StateLeft();
    for (int child : graph_.children(state)) {  // "was found dead at the foot of the stairs"
      if (!graph_.Is(child, "obl") || child < state) continue;
      if (const std::optional<Value> time = ReadTime(context_, sentence_, child))
        SetTime(*time);
      else if (graph_.Child(child, "case") != 0)
        obliques_.push_back({child, graph_.Preposition(child), child});
    }
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok) continue;
      if (const PhraseArgument row = BothEnds(oblique); row.ok) object = row;
      const Frame* frame =
          state != 0 ? nullptr : FrameOfPhrase(FrameKind::kPassive, object, oblique);
      if (frame == nullptr && (main_done_ || IsAdjunct(oblique) || IsInFront(oblique))) continue;
      if (IsNegatedConjunct(graph_, oblique.word, context_.rules.lists)) continue;
      const std::string name = Participle() + "-" + NameOf(oblique);
      const bool either = context_.rules.lists.Has("of-two-sides", clause_.lemma);
      if (StatementRecord* statement = Emit(object, either ? OpenBe(name) : name, frame)) {
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        main_done_ = true;
      }
    }
    const bool judged = context_.rules.lists.Find("judging-so", clause_.lemma) == "passive" &&
                        graph_.IsUpos(clause_.open_complement, "ADJ");  // said as "found": "guilty"
    if (!main_done_ && EmitGerund(Participle())) main_done_ = true;
    if (!main_done_ && !judged &&
        (graph_.Child(clause_.predicate, "aux:pass") != 0 || IsDatedAside()))
      EmitDeed(OpenBe(Participle()));
    main_done_ = false;
  }

  // "went into receivership after the storm" is no going after a storm.
  bool IsFarAdjunct(const Oblique& oblique) const {
    const int marker = graph_.Child(oblique.word, "case");
    return context_.rules.lists.Has("adjunct", oblique.preposition) &&
           marker > clause_.predicate + 1 && clause_.particle.empty();
  }

  void ProjectIntransitive() {
    for (int word : bare_) ProjectAmount(word);
    for (const Oblique& oblique : obliques_) {
      PhraseArgument object = ReadPhrase(context_, sentence_, oblique.word);
      if (!object.ok || IsAbsolute(oblique) || IsWornPhrase(oblique)) continue;
      if (clause_.particle.empty() && context_.rules.lists.Has("bare-verb", clause_.lemma))
        continue;
      if (const PhraseArgument row = BothEnds(oblique); row.ok) object = row;
      const FrameKind kind = oblique.preposition == "between" ? FrameKind::kNoun : FrameKind::kVerb;
      const bool opening =  // "For the study, Kano worked with nurses"
          IsInFront(oblique) && graph_.word(clause_.predicate).deprel != "acl:relcl" &&
          graph_.Child(clause_.predicate, "expl") == 0;
      const Frame* frame = IsFarAdjunct(oblique) || opening || ReachesBack(oblique)
                               ? nullptr
                               : FrameOfPhrase(kind, object, oblique);
      if (frame == nullptr && (main_done_ || clause_.kind == ClauseKind::kNominal ||
                               IsAdjunct(oblique) || IsInFront(oblique) || HasDeedToCome()))
        continue;
      if (IsNegatedConjunct(graph_, oblique.word, context_.rules.lists)) continue;
      if (StatementRecord* statement = Emit(object, Open() + "-" + NameOf(oblique), frame)) {
        AddQualifiers(*statement, oblique.word);
        AddPhraseQualifiers(*statement, oblique.word);
        if (frame != nullptr && graph_.Is(clause_.open_complement, "xcomp"))
          AddInfinitive(*statement, oblique.word);
        main_done_ = true;
      }
    }
    if (!main_done_) ProjectDeed();
    if (!main_done_) ProjectComplement();
    if (!main_done_ && !EmitGerund(Open())) EmitDeed(Open());
    main_done_ = false;
  }

  // "At the fair, Kano helped sell boats", "in June it became harder": what it helped do,
  // what it became is told, not where or when.
  bool HasDeedToCome() const {
    const int deed = clause_.open_complement;
    const bool state = graph_.IsUpos(deed, "ADJ") && graph_.Child(deed, "cop") == 0;
    return deed != 0 && (state || IsInfinitive(graph_, deed) ||
                         (graph_.IsUpos(deed, "VERB") && graph_.word(deed).xpos == "VB"));
  }

  // "rose 5% in May and 7% in June": each with its own.
  std::optional<Value> OwnTime(int word) const {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "nmod") && child > word && graph_.Child(child, "case") != 0 &&
          (graph_.Is(word, "conj") || graph_.Child(word, "conj") != 0))
        if (std::optional<Value> time = ReadTime(context_, sentence_, child)) return time;
    return std::nullopt;
  }

  // "rose 6%"
  void ProjectAmount(int word) {
    if (graph_.lemma(word) == "time") return;  // "finished second three times": how often
    PhraseArgument object = ReadPhrase(context_, sentence_, word);
    if (!object.ok || object.argument.is_node()) return;
    FrameQuery query = Query(FrameKind::kVerb, object);
    const Frame* frame = context_.rules.frames.Find(query);
    const bool plain = frame != nullptr;  // "controls 70%"
    query.preposition = "by";
    if (!plain) frame = context_.rules.frames.Find(query);
    if (StatementRecord* statement =
            Emit(object, plain || frame == nullptr ? Open() : Open() + "-by", frame)) {
      if (const auto own = OwnTime(word)) statement->time = own;
      AddQualifiers(*statement, 0);
      main_done_ = true;
    }
  }

  // "declined to comment", "intends to appeal": a deed without an object of its own is
  // no statement by itself, so the verb round it is.
  void ProjectDeed() {
    const int deed = clause_.open_complement;
    const std::string_view effect = context_.rules.lists.Find("verb", clause_.lemma);
    if ((effect != "planned" && effect != "negated") || deed == 0 || !IsInfinitive(graph_, deed) ||
        !graph_.IsVerb(deed))
      return;
    if (IsInGap()) return;  // "the deal that they want to explore"
    for (int child : graph_.children(deed)) {
      if (graph_.Is(child, "obj") || graph_.Is(child, "xcomp") || graph_.Is(child, "ccomp"))
        return;  // stated as the deed, with its force
      if (graph_.Is(child, "obl") && !context_.rules.lists.Has("refusing", clause_.lemma)) return;
    }
    if (EmitText(deed, clause_.lemma + "-to")) main_done_ = true;
  }

  // "the law requires that stocks be kept": the clause as text. Sayings are not stated here.
  void ProjectComplement() {
    const int said = clause_.complement;
    const int mark = graph_.Child(said, "mark");
    const bool open = context_.rules.lists.Find("mark", graph_.lemma(mark)) == "possible";
    if (said == 0 || said < clause_.predicate || !clause_.objects.empty() || clause_.passive ||
        (graph_.Child(said, "mark", "that") == 0 && graph_.Child(said, "nsubj") == 0 &&
         !(open && IsInfinitive(graph_, said))) ||
        graph_.lemma(clause_.predicate) == "be")
      return;
    const int marker = open ? 0 : ForOfInfinitive(graph_, said);
    const WordLists& lists = context_.rules.lists;
    const bool thing = subject_ != nullptr && !lists.Has("speaker-type", subject_->type) &&
                       lists.Has("animate-only", clause_.lemma);  // "the vote determines who"
    const bool asks = lists.Find("communication", clause_.lemma) == "finds" &&
                      graph_.word(graph_.Subtree(said).front()).xpos.starts_with('W');
    const bool says =
        !thing && !asks &&
        (lists.Has("communication", clause_.lemma) || lists.Has("cognition", clause_.lemma));
    if (says && marker == 0 && !(open && IsInfinitive(graph_, said))) return;
    PhraseArgument words;
    words.type = "text";
    FrameQuery query = Query(FrameKind::kVerb, words);
    if (marker != 0) query.preposition = graph_.lemma(marker);
    const Frame* frame = context_.rules.frames.Find(query);
    const std::string relation = marker == 0 ? Open() : Open() + "-" + query.preposition;
    if (EmitText(said, relation, frame)) main_done_ = true;
  }

  // The words of a clause behind "to" or "that", or from "whether" on, as a text.
  bool EmitText(int head, const std::string& relation, const Frame* frame = nullptr) {
    const int mark = graph_.Child(head, "mark");
    const bool open = context_.rules.lists.Find("mark", graph_.lemma(mark)) == "possible";
    const PhraseArgument object = TextOf(head, open ? mark : mark + 1);
    return object.ok && Emit(object, relation, frame) != nullptr;
  }

  bool main_done_ = false;
};

}  // namespace

std::vector<StatementRecord> ProjectClause(const ReadingContext& context, std::uint32_t sentence,
                                           const Clause& clause) {
  return clause.kind == ClauseKind::kCopula ? ProjectCopula(context, sentence, clause)
                                            : VerbProjector(context, sentence, clause).Run();
}

}  // namespace lode
