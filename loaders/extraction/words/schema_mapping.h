// Lexical frames: which words mean which predicate of the schema.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/schema/schema.h"

namespace lode {

enum class FrameKind {
  kVerb,       // "rely on Y", "acquire Y", and passives that name their agent
  kPassive,    // "be tied to Y", agentless
  kAdjective,  // "be essential for Y"
  kNoun,       // "be part of Y"
  kVerbPhrase  // "take Y into custody": noun and preposition are those of a further phrase
};

// What a clause offers for one of its arguments.
struct FrameQuery {
  FrameKind kind = FrameKind::kVerb;
  std::string lemma, particle;
  std::string noun;  // lemma of the object, where the argument is another phrase: "play @role in"
  std::string preposition;   // of the argument; empty for the object itself
  std::string subject_type;  // schema type; empty = unknown
  std::string object_type;   // schema type, or "money", "percent", "number", "date", "text"
  std::string subject_lemma, object_lemma;  // of their head nouns; empty = unknown
};

// What one side of a frame asks for: one of the types or of the head nouns, or none of
// them. Without either: anything.
struct FrameCondition {
  std::vector<std::string> types;  // sets and children spelled out
  std::vector<std::string> nouns;
  bool excludes = false;
};

struct Frame {
  std::string predicate;  // empty: the words keep their open predicate
  bool inverse = false;   // subject and object change places
  FrameCondition subject, object;
  bool own_subject = false, own_object = false;  // asked for by the entry, not by its line
  FrameKind kind = FrameKind::kVerb;
  std::string lemma, particle, noun, preposition;
};

// A sentence of the file and the statement it must give, or must not.
struct FrameExample {
  std::string predicate, sentence, subject, object;
  bool refuses = false;  // "not:"; an empty subject stands for any
  // "each:": the sentence is one for every frame of these, in the place of its `*`.
  std::size_t first_frame = 0, last_frame = 0;
  std::string file;
  int line = 0;
};

// The file format is described at the top of schema/news.frames.
// Threads: immutable after the last Add.
class FrameTable {
 public:
  // Types, sets and predicates are those of the schema from now on: the built-in one
  // until another is given. Frames that are there already keep what they were read with.
  void SetSchema(std::shared_ptr<const Schema> schema) { schema_ = std::move(schema); }

  // Frames of a later text win over those of earlier ones. kInvalidInput names the file
  // and the line: an unknown type or predicate, an entry that cannot be read.
  Status Add(std::string_view text, const std::string& file);
  // The first frame whose words and types fit; null if none, or if the words are to keep
  // their open predicate. Valid until Add.
  const Frame* Find(const FrameQuery& query) const;
  const std::vector<FrameExample>& examples() const { return examples_; }
  const std::vector<Frame>& frames() const { return frames_; }
  std::size_t size() const { return frames_.size(); }
  std::size_t newest() const { return frames_.size() - text_begin_; }  // of the last text

 private:
  Status AddLine(std::string_view line, const std::string& file, int number);
  Status AddSection(std::string_view line);
  Status AddEntries(FrameKind kind, const Frame& whole_line, std::string_view entries);
  Status AddEntry(FrameKind kind, const Frame& whole_line, std::string_view entry);
  Status AddExample(std::string_view key, std::string_view rest, const std::string& file,
                    int number);
  Status ReadOptions(std::string_view options, Frame& frame) const;
  Status ReadCondition(std::string_view text, FrameCondition& condition) const;
  bool Fits(std::string_view type, std::string_view lemma, const FrameCondition& condition) const;

  std::shared_ptr<const Schema> schema_ = Schema::BuiltIn();
  std::string predicate_;  // of the section being read
  bool in_section_ = false;
  std::size_t line_begin_ = 0;  // the first frame of the newest line of entries
  std::size_t text_begin_ = 0;  // the first frame of the text being read
  std::vector<Frame> frames_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_words_;
  std::vector<FrameExample> examples_;
};

// Is a type of the built-in schema the wanted one, below it ("company" is an
// "organization") or of the set of that name ("agent")?
bool IsType(std::string_view type, std::string_view wanted);

}  // namespace lode
