// Schema mapping: frames are looked up by their words, then sifted by types. A
// frame that asks for a type is passed over when the type is another or unknown;
// the plain one after it, if any, catches the rest. Nothing is forced: a clause
// without a frame keeps its open predicate.
#include "loaders/extraction/words/schema_mapping.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace lode {
namespace {

constexpr std::string_view kOpenSection = "open";

constexpr std::array<std::pair<std::string_view, FrameKind>, 4> kKinds = {
    {{"verb", FrameKind::kVerb},
     {"passive", FrameKind::kPassive},
     {"adjective", FrameKind::kAdjective},
     {"is", FrameKind::kNoun}}};

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

// Takes the part before the separator off the front.
std::string_view Take(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return Trim(part);
}

Status Invalid(std::string message) {
  return {Code::kInvalidInput, std::move(message)};
}

std::string Key(FrameKind kind, std::string_view lemma, std::string_view particle,
                std::string_view noun, std::string_view preposition) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(kind)));
  for (std::string_view part : {lemma, particle, noun, preposition}) (key += '|') += part;
  return key;
}

bool Holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The options in brackets at the end of `text`, taken off it; empty where it has none.
Result<std::string_view> TakeOptions(std::string_view& text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return std::string_view();
  const std::size_t close = text.find(')', open);
  if (close == std::string_view::npos) return Invalid("')' is missing.");
  if (!Trim(text.substr(close + 1)).empty()) return Invalid("nothing may stand behind ')'.");
  const std::string_view options = text.substr(open + 1, close - open - 1);
  text = Trim(text.substr(0, open));
  return options;
}

using Kinships = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

// The names of a schema's sets, from its text.
std::vector<std::string> SetsOf(const Schema& schema) {
  std::vector<std::string> names;
  for (std::string_view text = schema.text(); !text.empty();) {
    std::string_view line = Take(text, '\n');
    if (Take(line, ' ') == "set") names.emplace_back(Take(line, ' '));
  }
  return names;
}

// Every type with all that stand above it, sets among them.
Kinships KinshipsOf(const Schema& schema) {
  Kinships above;
  for (const TypeInfo& type : schema.types()) {
    for (const TypeInfo& other : schema.types())
      if (schema.IsA(type.name, other.name)) above[type.name].insert(other.name);
    for (const std::string& set : SetsOf(schema))
      for (const std::string& member : *schema.FindSet(set))
        if (schema.IsA(type.name, member)) above[type.name].insert(set);
  }
  for (const std::string& set : SetsOf(schema))
    for (const std::string& member : *schema.FindSet(set))
      if (IsLiteralType(member)) above[member].insert(set);
  return above;
}

}  // namespace

bool IsType(std::string_view type, std::string_view wanted) {
  static const Kinships kAbove = KinshipsOf(*Schema::BuiltIn());
  if (type == wanted) return true;
  const auto found = kAbove.find(type);
  return found != kAbove.end() && found->second.contains(wanted);
}

Status FrameTable::Add(std::string_view text, const std::string& file) {
  predicate_.clear();
  in_section_ = false;
  text_begin_ = line_begin_ = frames_.size();
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (Status status = AddLine(Trim(line), file, number); !status.ok())
      return {status.code(), file + ", line " + std::to_string(number) + ": " + status.message()};
  }
  // Newer texts first, each in its own order.
  for (auto& [key, found] : by_words_)
    std::stable_partition(found.begin(), found.end(),
                          [&](std::size_t frame) { return frame >= text_begin_; });
  return Status::Ok();
}

Status FrameTable::AddSection(std::string_view line) {
  if (line.back() != ']') return Invalid("a predicate ends with ']'.");
  predicate_ = std::string(Trim(line.substr(1, line.size() - 2)));
  in_section_ = true;
  line_begin_ = frames_.size();
  if (predicate_ == kOpenSection)
    predicate_.clear();
  else if (schema_->FindPredicate(predicate_) == nullptr)
    return Invalid("there is no predicate '" + predicate_ + "'; declare it in the schema.");
  return Status::Ok();
}

Status FrameTable::AddLine(std::string_view line, const std::string& file, int number) {
  if (line.empty() || line.front() == '#') return Status::Ok();
  if (line.front() == '[') return AddSection(line);
  std::string_view rest = line;
  std::string_view key = Take(rest, ':');
  if (!in_section_ || rest.empty()) return Invalid("write 'verb: word, word' under a [predicate].");
  if (key == "example" || key == "not" || key == "each") return AddExample(key, rest, file, number);
  Frame whole_line;
  const Result<std::string_view> options = TakeOptions(key);
  if (!options.ok()) return options.status();
  if (Status status = ReadOptions(*options, whole_line); !status.ok()) return status;
  for (const auto& [name, kind] : kKinds)
    if (key == name) return AddEntries(kind, whole_line, rest);
  return Invalid("'" + std::string(key) +
                 "' is none of verb, passive, adjective, is, each, example, not.");
}

Status FrameTable::AddExample(std::string_view key, std::string_view rest, const std::string& file,
                              int number) {
  FrameExample example;
  example.predicate = predicate_;
  example.sentence = std::string(Take(rest, '|'));
  example.subject = std::string(Take(rest, '|'));
  example.object = std::string(Take(rest, '|'));
  example.refuses = key == "not";
  example.file = file;
  example.line = number;
  if (example.subject.empty() != example.object.empty() ||
      (example.object.empty() && !example.refuses))
    return Invalid("an example is 'sentence | subject | object'.");
  if (predicate_.empty() && !example.refuses)
    return Invalid("in [open], only 'not: sentence | subject | object' can be tested.");
  if (key == "each") {
    if (example.sentence.find('*') == std::string::npos || line_begin_ == frames_.size())
      return Invalid("'each' stands below a line of words and has a '*' in their place.");
    example.first_frame = line_begin_;
    example.last_frame = frames_.size();
  }
  examples_.push_back(std::move(example));
  return Status::Ok();
}

Status FrameTable::AddEntries(FrameKind kind, const Frame& whole_line, std::string_view entries) {
  line_begin_ = frames_.size();
  while (!entries.empty()) {
    const std::string_view entry = Take(entries, ',');
    if (entry.empty()) continue;
    if (Status status = AddEntry(kind, whole_line, entry); !status.ok()) return status;
  }
  return Status::Ok();
}

// "person/company", "money/@cash/fund", "not @chance"
Status FrameTable::ReadCondition(std::string_view text, FrameCondition& condition) const {
  condition = {};
  if (text.starts_with("not ")) {
    condition.excludes = true;
    text.remove_prefix(4);
  }
  for (bool nouns = false; !text.empty();) {
    std::string_view word = Take(text, '/');
    if (word.starts_with('@')) {
      nouns = true;
      word.remove_prefix(1);
    }
    const std::string name(word);
    if (nouns) {
      condition.nouns.push_back(name);
      continue;
    }
    if (const std::vector<std::string>* members = schema_->FindSet(name); members != nullptr)
      condition.types.insert(condition.types.end(), members->begin(), members->end());
    else if (schema_->FindType(name) != nullptr || IsLiteralType(name))
      condition.types.push_back(name);
    else
      return Invalid("there is no type '" + name + "'; head nouns begin with '@'.");
  }
  return Status::Ok();
}

Status FrameTable::ReadOptions(std::string_view options, Frame& frame) const {
  while (!options.empty()) {
    std::string_view option = Take(options, ';');
    if (option == "inverse") {
      frame.inverse = true;
      continue;
    }
    const std::string_view side = Take(option, ' ');
    if ((side != "X" && side != "Y") || option.empty())
      return Invalid("an option is 'X types', 'Y types' or 'inverse'.");
    Status status = ReadCondition(option, side == "X" ? frame.subject : frame.object);
    if (!status.ok()) return status;
  }
  return Status::Ok();
}

// "push+back on", "play @role in", "take into @custody", "buy (X agent; inverse)"
Status FrameTable::AddEntry(FrameKind kind, const Frame& whole_line, std::string_view entry) {
  Frame frame = whole_line;
  frame.predicate = predicate_;
  frame.kind = kind;
  const Result<std::string_view> options = TakeOptions(entry);
  if (!options.ok()) return options.status();
  Frame own;
  if (Status status = ReadOptions(*options, own); !status.ok()) return status;
  frame.inverse = frame.inverse || own.inverse;
  frame.own_subject = !own.subject.types.empty() || !own.subject.nouns.empty();
  frame.own_object = !own.object.types.empty() || !own.object.nouns.empty();
  if (frame.own_subject) frame.subject = own.subject;
  if (frame.own_object) frame.object = own.object;
  std::string_view verb = Take(entry, ' ');
  frame.lemma = std::string(Take(verb, '+'));
  frame.particle = std::string(verb);
  const std::string words(entry);
  while (!entry.empty()) {
    const std::string_view word = Take(entry, ' ');
    if (word.empty()) continue;
    const bool is_noun = word.front() == '@';
    std::string& place = is_noun ? frame.noun : frame.preposition;
    if (!place.empty()) return Invalid("'" + words + "' has more than one noun or preposition.");
    if (is_noun && !frame.preposition.empty()) frame.kind = FrameKind::kVerbPhrase;
    place = std::string(is_noun ? word.substr(1) : word);
  }
  if (frame.lemma.empty()) return Invalid("an entry has no word.");
  if (frame.kind == FrameKind::kVerbPhrase && kind != FrameKind::kVerb)
    return Invalid("only verbs have a phrase beside their object.");
  by_words_[Key(frame.kind, frame.lemma, frame.particle, frame.noun, frame.preposition)].push_back(
      frames_.size());
  frames_.push_back(std::move(frame));
  return Status::Ok();
}

bool FrameTable::Fits(std::string_view type, std::string_view lemma,
                      const FrameCondition& condition) const {
  if (condition.types.empty() && condition.nouns.empty()) return true;
  const bool named = !lemma.empty() && Holds(condition.nouns, lemma);
  const bool typed =
      !type.empty() && std::any_of(condition.types.begin(), condition.types.end(),
                                   [&](const std::string& w) { return schema_->IsA(type, w); });
  return (named || typed) != condition.excludes;
}

const Frame* FrameTable::Find(const FrameQuery& query) const {
  const auto found =
      by_words_.find(Key(query.kind, query.lemma, query.particle, query.noun, query.preposition));
  if (found == by_words_.end()) return nullptr;
  for (std::size_t i : found->second)
    if (Fits(query.subject_type, query.subject_lemma, frames_[i].subject) &&
        Fits(query.object_type, query.object_lemma, frames_[i].object))
      return frames_[i].predicate.empty() ? nullptr : &frames_[i];
  return nullptr;
}

}  // namespace lode
