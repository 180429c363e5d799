// What verb clauses and copular clauses share on their way to statements.
#pragma once

#include <optional>
#include <string>
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
  // Obliques that are dates give the time; they are no arguments.
  void ReadTimes();
  void SetTime(const Value& time);
  FrameQuery Query(FrameKind kind, const PhraseArgument& object) const;
  std::string Open() const;
  std::string Participle() const;
  // Circumstances make no relation of their own: "despite the rain", "in return".
  bool IsAdjunct(const Oblique& oblique) const;
  // Adds a statement; null where subject and object are one.
  StatementRecord* Emit(const PhraseArgument& object, const std::string& relation,
                        const Frame* frame);
  // The clause's other arguments. `without`: the phrase that is the object.
  void AddQualifiers(StatementRecord& statement, int without);
  int GroupOf(int word) const;
  // What hangs on the object: "sales of boats to Norway", "a 15% stake".
  void AddPhraseQualifiers(StatementRecord& statement, int word);
  void AddPhraseQualifiersOnce(StatementRecord& statement, int word);
  void AddQualifier(StatementRecord& statement, const std::string& role, int word);
  bool IsTold(const StatementRecord& statement, const PhraseArgument& value) const;
  void AddAmount(StatementRecord& statement, int word);
  void AddCount(StatementRecord& statement, int word, int number);

  const ReadingContext& context_;
  const SentenceGraph& graph_;
  std::uint32_t sentence_;
  const Clause& clause_;
  std::vector<int> objects_;       // without times
  std::vector<Oblique> obliques_;  // likewise
  std::vector<int> bare_;
  std::optional<Value> time_;
  std::string time_preposition_;
  const PhraseArgument* subject_ = nullptr;  // during ProjectSubject
  std::vector<StatementRecord> out_;
};

// The statements of a copular clause: "is a", "is part of", "is essential for".
std::vector<StatementRecord> ProjectCopula(const ReadingContext& context, std::uint32_t sentence,
                                           const Clause& clause);

}  // namespace lode
