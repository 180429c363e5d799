// The fields of a statement from the words of its clause: subject, times, the other
// arguments as qualifiers.
#include "loaders/extraction/clauses/clause_projector.h"

#include <algorithm>
#include <cctype>

#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/values/dates.h"
#include "loaders/extraction/values/measures.h"
#include "loaders/extraction/words/extent.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

std::vector<StatementRecord> ClauseProjector::Run() {
  ReadTimes();
  // An agent that nothing is known of ("by someone", "by it") leaves the passive as it is.
  turned_ = clause_.kind == ClauseKind::kVerb && clause_.passive &&
            std::any_of(clause_.agents.begin(), clause_.agents.end(),
                        [&](int agent) { return ReadSubject(agent).ok; });
  const std::vector<int>& doers = turned_ ? clause_.agents : clause_.subjects;
  Spans row;
  for (std::size_t i = 0; i < doers.size(); ++i) {
    const PhraseArgument subject = ReadSubject(doers[i]);
    if (!subject.ok || IsLaterOfRow(row, subject.spans)) continue;
    row = subject.spans;
    subject_ = &subject;
    subject_denied_ = IsNegatedConjunct(graph_, doers[i], context_.rules.lists);
    const std::optional<Value> time = time_;
    if (doers.size() == times_.size() && turned_ && bounds_.empty()) time_ = TimeAfter(doers[i]);
    ProjectSubject(doers[i]);
    time_ = time;
    subject_ = nullptr;
  }
  if (doers.empty())
    if (const PhraseArgument deed = GerundSubject(); deed.ok) {
      subject_ = &deed;
      ProjectSubject(graph_.Child(clause_.predicate, "csubj"));
      subject_ = nullptr;
    }
  for (StatementRecord& statement : out_) DropDoubled(statement);
  return std::move(out_);
}

// "approved by Norway in May and by Sweden in June": each with the time behind it.
std::optional<Value> ClauseProjector::TimeAfter(int word) const {
  for (const auto& [at, time] : times_)
    if (at > word) return time;
  return time_;
}

PhraseArgument ClauseProjector::ReadSubject(int word) {
  const bool some = context_.entities.IsSelection(sentence_, word);  // "some of the crew"
  if (!some && (graph_.IsUpos(word, "DET") || !graph_.IsNominal(word))) return {};
  PhraseArgument subject = ReadPhrase(context_, sentence_, word);
  if (!subject.argument.is_node()) subject = ReadCrowd(word);
  if (clause_.kind != ClauseKind::kNominal) return subject;
  const bool power =
      context_.rules.lists.Has("power-verb", clause_.lemma);  // companies impose no bans
  if (!IsType(subject.type, power ? "place" : "agent") &&
      !(power && subject.type == "government-body"))
    subject.ok = false;
  return subject;
}

PhraseArgument ClauseProjector::ReadCrowd(int word) const {
  PhraseArgument out;
  const WordLists& lists = context_.rules.lists;
  const std::string& lemma = graph_.lemma(word);
  // An agent of whom nothing is known leaves the passive as it is.
  const int head = graph_.head(word);
  const bool object = graph_.Is(word, "obj") && graph_.IsUpos(word, "NOUN");
  const bool left = object && lists.Has("leaving-so", graph_.lemma(head));  // "left dozens dead"
  const bool suffers = left || (object && lists.Has("befalls", clause_.lemma));
  const bool verb = (clause_.kind == ClauseKind::kVerb && clause_.predicate == head &&
                     (graph_.Is(word, "nsubj") || suffers)) ||
                    (left && graph_.Is(clause_.predicate, "xcomp"));
  const bool number = graph_.IsUpos(word, "NUM") && lemma != "one" && clause_.predicate > word;
  if (!verb || (!number && !lists.Has("crowd", lemma))) return out;
  if (PossessorOf(graph_, word) != 0) return out;
  const bool headline = clause_.passive && graph_.Child(clause_.predicate, "aux:pass") == 0;
  if (number && (headline || graph_.Child(word, "nmod") != 0 ||  // "20 of the ships"
                 !lists.Has(clause_.passive ? "befalls" : "people-only", clause_.lemma)))
    return out;
  const Span span = graph_.Cover(PhraseWords(graph_, word));
  if (span.begin >= span.end) return out;
  std::string name = context_.article.text.substr(span.begin, span.end - span.begin);
  if (graph_.Subtree(word).front() == 1 || span.begin == graph_.word(1).span.begin)
    name.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
  out.ok = true;
  out.type = "person";
  out.lemma = lemma;
  out.spans = {span};
  out.argument.node = context_.entities.ParticularAt(sentence_, word, name, "person");
  return out;
}

void ClauseProjector::ReadTimes() {
  for (int word : clause_.objects) {
    std::optional<Value> time =
        graph_.IsUpos(word, "PRON") ? std::nullopt : ReadTime(context_, sentence_, word);
    if (time)
      SetTime(*time);
    else
      objects_.push_back(word);
  }
  for (const Oblique& oblique : clause_.obliques) {
    std::optional<Value> time = ReadTime(context_, sentence_, oblique.word);
    if (time && oblique.preposition == "in" && IsToldInPast() && DurationOf(oblique.word))
      time.reset();  // "was rebuilt in two years"
    if (ReachesBack(oblique)) time.reset();
    if (time) {
      times_.emplace_back(oblique.word, *time);
      if (IsOneEnded(oblique))
        bounds_.emplace_back(oblique.preposition, *time);
      else
        SetTime(*time);
    } else {
      if (const std::optional<Value> day = DayOfClock(oblique.word)) SetTime(*day);
      obliques_.push_back(oblique);
    }
  }
  // What stands before the verb is a circumstance before it is an argument: "At Vitoria,
  // the corps consisted of …".
  if (clause_.kind == ClauseKind::kVerb)
    std::stable_partition(obliques_.begin(), obliques_.end(),
                          [&](const Oblique& oblique) { return oblique.word > clause_.predicate; });
  for (int object : clause_.objects)  // "announced its decision Friday"
    for (int child : graph_.children(object))
      if (graph_.word(child).deprel == "nmod:unmarked" && child > object)
        if (std::optional<Value> time = ReadTime(context_, sentence_, child)) SetTime(*time);
  for (int word : clause_.bare) {
    std::optional<Value> time = ReadTime(context_, sentence_, word);
    if (time)
      SetTime(*time);
    else
      bare_.push_back(word);
  }
  for (int child : graph_.children(clause_.predicate))
    if (graph_.Is(child, "advmod"))
      if (std::optional<Value> time = ReadTime(context_, sentence_, child)) SetTime(*time);
  ReadTimesOfLink();
  JoinPeriod();
}

// "became chairman in 2012", "went public on Monday": what hangs on the verb that links.
void ClauseProjector::ReadTimesOfLink() {
  const int link = graph_.head(clause_.predicate);
  if (clause_.kind != ClauseKind::kCopula || !graph_.Is(clause_.predicate, "xcomp") ||
      graph_.Child(link, "obj") != 0)
    return;
  for (int child : graph_.children(link)) {
    if (!graph_.Is(child, "obl") && !graph_.Is(child, "advmod")) continue;
    const std::optional<Value> time = ReadTime(context_, sentence_, child);
    if (!time) continue;
    const Oblique oblique{child, graph_.Preposition(child), child};
    times_.emplace_back(child, *time);
    if (IsOneEnded(oblique))
      bounds_.emplace_back(oblique.preposition, *time);
    else
      SetTime(*time);
  }
}

// "has led it since 2010", "will open by May", "will stay until May": not when it was. "owned it
// until 2021" has ended then, "did not open until 2021" was then.
bool ClauseProjector::IsOneEnded(const Oblique& oblique) const {
  const WordLists& lists = context_.rules.lists;
  if (!lists.Has("until", oblique.preposition))
    return lists.Has("one-ended-time", oblique.preposition);
  return !lode::IsToldInPast(graph_, clause_.predicate);
}

bool ClauseProjector::ReachesBack(const Oblique& oblique) const {
  std::string whole = clause_.lemma;
  if (!clause_.particle.empty()) whole += " " + clause_.particle;
  const bool time = KindOf(graph_, oblique.word) == "time" ||
                    ReadTime(context_, sentence_, oblique.word).has_value();
  return clause_.kind == ClauseKind::kVerb && time &&
         context_.rules.lists.Has("reaching-back", whole + " " + oblique.preposition);
}

bool ClauseProjector::IsToldInPast() const {
  const int word = clause_.predicate;
  const int auxiliary = graph_.Child(word, "aux:pass");
  return clause_.kind == ClauseKind::kVerb &&
         graph_.word(auxiliary != 0 ? auxiliary : word).xpos == "VBD";
}

// "from 2009 until 2015": one time with both ends.
void ClauseProjector::JoinPeriod() {
  const WordLists& lists = context_.rules.lists;
  for (std::size_t i = 0; i + 1 < times_.size(); ++i) {
    const auto& [first, begin] = times_[i];
    const auto& [second, end] = times_[i + 1];
    const std::string from = graph_.Preposition(first), to = graph_.Preposition(second);
    const bool between = from == "between" && graph_.Is(second, "conj");
    const bool until = from == "from" && (to == "to" || to == "through" || lists.Has("until", to));
    if (second < first || (!between && !until)) continue;
    if (begin.date.empty() || end.date.empty() || !end.date_to.empty()) continue;
    Value period = begin;
    period.date = BeginBefore(begin, end.date);
    if (period.date.empty()) continue;
    period.date_to = end.date;
    period.text = PeriodText(first, second);
    time_ = period;
    bounds_.clear();
    return;
  }
}

std::string ClauseProjector::PeriodText(int first, int second) const {
  const std::uint32_t begin = graph_.Cover(PhraseWords(graph_, first)).begin;
  const std::uint32_t end = graph_.Cover(PhraseWords(graph_, second)).end;
  return context_.article.text.substr(begin, end - begin);
}

void ClauseProjector::SetTime(const Value& time) {
  if (!time_ || (time_->date.empty() && !time.date.empty())) time_ = time;
}

FrameQuery ClauseProjector::Query(FrameKind kind, const PhraseArgument& object) const {
  FrameQuery query;
  query.kind = kind;
  query.lemma = clause_.lemma;
  query.particle = clause_.particle;
  query.subject_type = subject_->type;
  query.object_type = object.type;
  query.subject_lemma = subject_->lemma;
  query.object_lemma = object.lemma;
  return query;
}

std::string ClauseProjector::Open() const {
  return clause_.particle.empty() ? clause_.lemma : clause_.lemma + "-" + clause_.particle;
}

std::string ClauseProjector::NameOf(const Oblique& oblique) const {
  const bool own = oblique.preposition == graph_.Preposition(oblique.word);
  return own ? graph_.NamedPreposition(oblique.word) : oblique.preposition;
}

std::string ClauseProjector::Participle() const {
  std::string form = FoldWord(graph_.word(clause_.predicate).form);
  if (!clause_.particle.empty()) form += "-" + clause_.particle;
  if (const int state = StateLeft()) form += "-" + FoldWord(graph_.word(state).form);
  return form;
}

bool ClauseProjector::IsAdjunct(const Oblique& oblique) const {
  return context_.rules.lists.Has("adjunct", oblique.preposition) || IsIdiom(oblique) ||
         IsWornPhrase(oblique);
}

bool ClauseProjector::IsAbsolute(const Oblique& oblique) const {
  const int next = oblique.word + 1;
  const bool rising = next <= graph_.size() && graph_.word(next).xpos == "VBG" &&
                      (graph_.head(next) == oblique.word ||
                       (graph_.head(next) == clause_.predicate && graph_.Is(next, "advcl")));
  return rising && context_.rules.lists.Has("absolute", oblique.preposition);
}

// "leads the field, with Orrin far behind", "With days to go, he left"; not "with its engines",
// "with whom he left".
bool ClauseProjector::IsSetOff(const Oblique& oblique) const {
  if (!context_.rules.lists.Has("absolute", oblique.preposition) ||
      graph_.Child(oblique.first, "nmod:poss") != 0 || graph_.IsUpos(oblique.word, "PRON"))
    return false;
  const std::vector<int> words = graph_.Subtree(oblique.first);
  int first = words.front();
  if (graph_.word(first).form == "," && first < words.back()) ++first;
  return (first == 1 && words.back() < clause_.predicate) ||
         (first > 1 && graph_.word(first - 1).form == ",");
}

// "in a sense", "into account", "into the savings account" is none.
bool ClauseProjector::IsWornPhrase(const Oblique& oblique) const {
  const int noun = oblique.word;
  return graph_.Child(noun, "compound") == 0 &&
         context_.rules.lists.Has("idiom", oblique.preposition + " " + graph_.lemma(noun));
}

// Such a phrase says nothing by itself, unless it has one of its own: "in a sense of duty", "in
// favor of the bill".
bool ClauseProjector::IsIdiom(const Oblique& oblique) const {
  const auto& children = graph_.children(oblique.word);
  if (context_.rules.lists.Has("hollow", oblique.preposition + " " + graph_.lemma(oblique.word)))
    return true;
  return IsWornPhrase(oblique) && std::none_of(children.begin(), children.end(), [&](int child) {
           return graph_.Is(child, "nmod") && child > oblique.word;
         });
}

bool ClauseProjector::IsInFront(const Oblique& oblique) const {
  int subject = 0;
  for (int child : graph_.children(clause_.predicate))
    if (subject == 0 && (graph_.Is(child, "nsubj") || graph_.Is(child, "expl"))) subject = child;
  return subject != 0 && subject < clause_.predicate && oblique.word < subject &&
         graph_.head(oblique.first) == clause_.predicate && !graph_.Under(oblique.word, subject);
}

// "new rules and standards for schools", told as one row: its last is not told again without
// what it shares with the first.
bool ClauseProjector::IsLaterOfRow(const Spans& row, const Spans& part) {
  return !row.empty() && !part.empty() && row.front().begin < part.front().begin &&
         part.back().end < row.back().end;
}

StatementRecord* ClauseProjector::Emit(const PhraseArgument& object, const std::string& relation,
                                       const Frame* frame) {
  if (object.argument.is_node() && object.argument.node == subject_->argument.node) return nullptr;
  const bool inverse = frame != nullptr && frame->inverse;
  if (inverse && !object.argument.is_node()) return nullptr;
  for (const StatementRecord& told : out_)
    if (told.relation == relation && IsLaterOfRow(told.object_span, object.spans)) return nullptr;
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
  for (const auto& [role, bound] : bounds_) {
    Argument end;
    end.literal = bound;
    statement.qualifiers.emplace(role, std::move(end));
  }
  if (subject_denied_) statement.polarity = Polarity::kNegated;
  statement.extractor = clause_.kind == ClauseKind::kNominal ? "nominal-clause/1" : "clause/1";
  out_.push_back(std::move(statement));
  return &out_.back();
}

}  // namespace lode
