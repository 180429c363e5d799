// Lexical frames: which words mean which predicate of the schema.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

enum class FrameKind {
  kVerb,       // "rely on Y", "acquire Y", and passives that name their agent
  kPassive,    // "be tied to Y", agentless
  kAdjective,  // "be essential for Y"
  kNoun,       // "be part of Y"
};

// What a clause offers for one of its arguments.
struct FrameQuery {
  FrameKind kind = FrameKind::kVerb;
  std::string lemma, particle;
  std::string noun;  // lemma of the object, where the argument is another phrase: "play @role in"
  std::string preposition;   // of the argument; empty for the object itself
  std::string subject_type;  // schema type; empty = unknown
  std::string object_type;   // schema type, or "money", "percent", "number", "date", "text"
};

struct Frame {
  std::string predicate;
  bool inverse = false;                    // subject and object change places
  std::vector<std::string> subject_types;  // empty: any
  std::vector<std::string> object_types;
};

// A sentence of the file and the statement it must give.
struct FrameExample {
  std::string predicate, sentence, subject, object;
  std::string file;
  int line = 0;
};

// The file format is described at the top of schema/news.frames.
// Threads: immutable after the last Add.
class FrameTable {
 public:
  // kInvalidInput names the file and the line.
  Status Add(std::string_view text, const std::string& file);
  // The first frame whose words and types fit; null if none. Valid until Add.
  const Frame* Find(const FrameQuery& query) const;
  const std::vector<FrameExample>& examples() const { return examples_; }
  std::size_t size() const { return frames_.size(); }

 private:
  Status AddLine(std::string_view line, const std::string& file, int number);
  Status AddEntry(FrameKind kind, std::string_view entry);

  std::string predicate_;  // of the section being read
  std::vector<Frame> frames_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_words_;
  std::vector<FrameExample> examples_;
};

// Is a schema type the wanted one or below it ("company" is an "organization")?
bool IsType(std::string_view type, std::string_view wanted);

}  // namespace lode
