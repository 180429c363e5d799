// What verb clauses and copular clauses share on their way to statements.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "loaders/extraction/clauses/projection.h"

namespace lode {

// One clause of one sentence. The derived classes say what is stated of each
// subject; this one reads the arguments and fills in the fields.
class ClauseProjector {
 public:
  ClauseProjector(const ReadingContext& context, std::uint32_t sentence, const Clause& clause)
      : context_(context), graph_(context.graphs[sentence]), sentence_(sentence), clause_(clause) {}
  virtual ~ClauseProjector() = default;

  std::vector<StatementRecord> Run();

 protected:
  // States what the clause says of subject_, the phrase headed by `word`.
  virtual void ProjectSubject(int word) = 0;

  PhraseArgument ReadSubject(int word);
  // "thousands fled", "someone sold it", "three were killed": people whom nothing names.
  PhraseArgument ReadCrowd(int word) const;
  // Obliques that are dates give the time; they are no arguments.
  void ReadTimes();
  void ReadTimesOfLink();
  void SetTime(const Value& time);
  bool IsToldInPast() const;
  bool IsOneEnded(const Oblique& oblique) const;
  // "goes back to 1880": the date is what is said.
  bool ReachesBack(const Oblique& oblique) const;
  void JoinPeriod();
  std::string PeriodText(int first, int second) const;
  std::optional<Value> TimeAfter(int word) const;
  FrameQuery Query(FrameKind kind, const PhraseArgument& object) const;
  // What the verb means with this object, and with this phrase; null if nobody knows.
  const Frame* FrameOfObject(const PhraseArgument& object, bool measure) const;
  const Frame* FrameOfPhrase(FrameKind kind, const PhraseArgument& object,
                             const Oblique& oblique) const;
  std::string Open() const;
  // The preposition as an open relation has it: "out-of".
  std::string NameOf(const Oblique& oblique) const;
  std::string Participle() const;
  // Circumstances make no relation of their own: "despite the rain", "in return".
  bool IsAdjunct(const Oblique& oblique) const;
  bool IsWornPhrase(const Oblique& oblique) const;
  // "…, with prices rising": a clause of its own; `IsSetOff`: and what else a comma parts so.
  bool IsAbsolute(const Oblique& oblique) const;
  bool IsSetOff(const Oblique& oblique) const;
  bool IsIdiom(const Oblique& oblique) const;
  // "At the fair, Kano spoke": what stands in front of the subject frames the deed.
  bool IsInFront(const Oblique& oblique) const;
  static bool IsLaterOfRow(const Spans& row, const Spans& part);
  // Adds a statement; null where subject and object are one, or the object is told with its row.
  StatementRecord* Emit(const PhraseArgument& object, const std::string& relation,
                        const Frame* frame);
  // "resigned", "was returned within twenty days": nothing is acted on, so the object is
  // the truth value and the rest of the clause qualifies it. False where the text gives
  // more than could be read.
  bool EmitDeed(const std::string& relation);
  // "asked questions", "has a problem", of which nothing more is said.
  bool IsIdleObject(int object) const;
  bool IsWholeDeed() const;
  bool IsDatedAside() const;
  bool IsInGap() const;
  bool NeedsClause() const;
  bool IsYetToCome() const;
  bool IsCompared() const;
  bool SharesPhrase() const;
  bool IsWrittenAsVerb() const;
  int StateLeft() const;
  int PurposeOfDeed() const;
  bool IsRestricted() const;
  void AddUnread(StatementRecord& statement, const std::string& role, int word);
  void AddRest(StatementRecord& statement);
  // "within twenty days", "for six weeks".
  std::optional<Value> DurationOf(int word) const;
  // "at 9 a.m.", "before noon": the time of day behind a preposition, as text.
  std::optional<Value> ClockOf(int word) const;
  std::optional<Value> DayOfClock(int word) const;
  // "faces ten years in prison": the time as what the verb acts on.
  PhraseArgument ReadDuration(int word) const;
  // Is the object only whom something is told or given, and that nowhere?
  bool LacksItsThing(const PhraseArgument& object, int word,
                     const StatementRecord& statement) const;
  bool HoldsNothingBehind(int noun) const;
  bool IsNameOfWhat(int object) const;
  bool IsToldByItself(int object, const PhraseArgument& argument) const;
  bool KeepsAnObject() const;
  void AddDirect(StatementRecord& statement, const PhraseArgument& direct, int deed) const;
  // The gerund right behind the object that tells what it does, 0 if there is none; and both.
  int DeedBehind(int object) const;
  PhraseArgument WithDeed(int object, int deed) const;
  // The words as a text; not ok where they are too many.
  PhraseArgument InWords(const std::vector<int>& words) const;
  // "between Norway and Chile": the row behind a preposition that has two ends; not ok else.
  PhraseArgument BothEnds(const Oblique& oblique) const;
  // The words under `head` from `first` on, as they stand in the text.
  PhraseArgument TextOf(int head, int first) const;
  // The clause's other arguments. `without`: the phrase that is the object.
  void AddQualifiers(StatementRecord& statement, int without);
  bool IsOfOther(const Oblique& oblique) const;
  int GroupOf(int word) const;
  // What hangs on the object: "sales of boats to Norway", "a 15% stake".
  void AddPhraseQualifiers(StatementRecord& statement, int word);
  void AddPhraseQualifiersOnce(StatementRecord& statement, int word);
  void AddQualifier(StatementRecord& statement, const std::string& role, int word);
  // "describes it as historic", "called the plan a disgrace": what it is taken for.
  void AddPredicative(StatementRecord& statement);
  void AddGerund(StatementRecord& statement, int object);
  bool EmitGerund(const std::string& relation);
  PhraseArgument GerundSubject() const;
  PhraseArgument ReadHowTo(int word) const;
  void EmitWish(int object, int deed);
  int LateInfinitive(int object) const;
  bool IsPrompted(int object) const;
  void AddInfinitive(StatementRecord& statement, int object);
  void AddScore(StatementRecord& statement, int word);
  void AddOften(StatementRecord& statement, int word);
  void AddRank(StatementRecord& statement);
  void AddReason(StatementRecord& statement);
  void AddRate(StatementRecord& statement);
  void AddFactor(StatementRecord& statement, int word);
  // "usually sells boats".
  void AddLimits(StatementRecord& statement);
  // "rose sharply", "returned home".
  void AddManner(StatementRecord& statement);
  std::string Measured(int adverb) const;
  bool AddComparison(StatementRecord& statement, int word);
  void AddPartners(StatementRecord& statement);
  // "the trip during which he fell": a phrase that tells the deed itself is none of its parts.
  bool HoldsPredicate(const PhraseArgument& value) const;
  // Takes out amounts that another qualifier tells, and an "of" that tells the object once more.
  void DropDoubled(StatementRecord& statement) const;
  PhraseArgument WithWhole(const PhraseArgument& share, int word) const;
  bool IsTold(const StatementRecord& statement, const PhraseArgument& value) const;
  bool IsHyphened(int measure) const;
  void AddAmount(StatementRecord& statement, int word);
  // How many; `with_unit`: only where the number says of what.
  void AddCount(StatementRecord& statement, int word, int number, bool with_unit = false);

  const ReadingContext& context_;
  const SentenceGraph& graph_;
  std::uint32_t sentence_;
  const Clause& clause_;
  std::vector<int> objects_;       // without times
  std::vector<Oblique> obliques_;  // likewise
  std::vector<int> bare_;
  std::optional<Value> time_;
  std::vector<std::pair<int, Value>> times_;           // word and what it gives, of the obliques
  std::vector<std::pair<std::string, Value>> bounds_;  // times with one end: "since", 2010
  bool turned_ = false;                                // a passive whose agent is the subject
  const PhraseArgument* subject_ = nullptr;            // during ProjectSubject
  int object_ = 0;                                     // during ProjectObject
  bool subject_denied_ = false;                        // "Norway, not Sweden": of Sweden
  std::vector<StatementRecord> out_;
};

// The statements of a copular clause: "is a", "is part of", "is essential for".
std::vector<StatementRecord> ProjectCopula(const ReadingContext& context, std::uint32_t sentence,
                                           const Clause& clause);

}  // namespace lode
