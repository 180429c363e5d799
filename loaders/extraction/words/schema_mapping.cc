// Schema mapping: frames are looked up by their words, then sifted by types. A
// frame that asks for a type is passed over when the type is another or unknown;
// the plain one after it, if any, catches the rest. Nothing is forced: a clause
// without a frame keeps its open predicate.
#include "loaders/extraction/words/schema_mapping.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lode {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kParents = {{
    {"company", "organization"}, {"government-body", "organization"},
    {"party", "organization"},   {"media", "organization"},
    {"country", "place"},        {"region", "place"},
    {"city", "place"},           {"facility", "place"},
    {"organization", "agent"},   {"person", "agent"},
    {"group", "agent"},          {"country", "agent"},
    {"place", "agent"},          {"money", "measure"},
    {"percent", "measure"},      {"quantity", "measure"},
    {"number", "measure"},       {"product", "thing"},
    {"substance", "thing"},      {"topic", "thing"},
    {"work", "thing"},           {"event", "thing"},
}};

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

std::string Key(FrameKind kind, std::string_view lemma, std::string_view particle,
                std::string_view noun, std::string_view preposition) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(kind)));
  for (std::string_view part : {lemma, particle, noun, preposition}) (key += '|') += part;
  return key;
}

bool Fits(std::string_view type, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(),
                                       [&](const std::string& w) { return IsType(type, w); });
}

}  // namespace

bool IsType(std::string_view type, std::string_view wanted) {
  if (type == wanted) return true;
  return std::any_of(kParents.begin(), kParents.end(), [&](const auto& link) {
    return link.first == type && link.second != type && IsType(link.second, wanted);
  });
}

Status FrameTable::Add(std::string_view text, const std::string& file) {
  predicate_.clear();
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (Status status = AddLine(Trim(line), file, number); !status.ok())
      return Status(status.code(),
                    file + ", line " + std::to_string(number) + ": " + status.message());
  }
  return Status::Ok();
}

Status FrameTable::AddLine(std::string_view line, const std::string& file, int number) {
  if (line.empty() || line.front() == '#') return Status::Ok();
  if (line.front() == '[') {
    if (line.back() != ']') return Status(Code::kInvalidInput, "a predicate ends with ']'.");
    predicate_ = std::string(Trim(line.substr(1, line.size() - 2)));
    return Status::Ok();
  }
  std::string_view rest = line;
  const std::string_view key = Take(rest, ':');
  if (predicate_.empty() || rest.empty())
    return Status(Code::kInvalidInput, "write 'verb: word, word' under a [predicate].");
  if (key == "example") {
    const std::string_view sentence = Take(rest, '|'), subject = Take(rest, '|'),
                           object = Take(rest, '|');
    if (object.empty())
      return Status(Code::kInvalidInput, "an example is 'sentence | subject | object'.");
    examples_.push_back({predicate_, std::string(sentence), std::string(subject),
                         std::string(object), file, number});
    return Status::Ok();
  }
  static constexpr std::array<std::pair<std::string_view, FrameKind>, 4> kKinds = {
      {{"verb", FrameKind::kVerb},
       {"passive", FrameKind::kPassive},
       {"adjective", FrameKind::kAdjective},
       {"is", FrameKind::kNoun}}};
  for (const auto& [name, kind] : kKinds) {
    if (key != name) continue;
    while (!rest.empty()) {
      const std::string_view entry = Take(rest, ',');
      if (entry.empty()) continue;
      if (Status status = AddEntry(kind, entry); !status.ok()) return status;
    }
    return Status::Ok();
  }
  return Status(Code::kInvalidInput,
                "'" + std::string(key) + "' is none of verb, passive, adjective, is, example.");
}

// "push+back on", "play @role in", "buy (X agent; Y company/organization; inverse)"
Status FrameTable::AddEntry(FrameKind kind, std::string_view entry) {
  Frame frame;
  frame.predicate = predicate_;
  const std::size_t open = entry.find('(');
  std::string_view words = Trim(entry.substr(0, open));
  if (open != std::string_view::npos) {
    const std::size_t close = entry.find(')', open);
    if (close == std::string_view::npos) return Status(Code::kInvalidInput, "')' is missing.");
    std::string_view options = entry.substr(open + 1, close - open - 1);
    while (!options.empty()) {
      std::string_view option = Take(options, ';');
      if (option == "inverse") {
        frame.inverse = true;
        continue;
      }
      const std::string_view side = Take(option, ' ');
      if (side != "X" && side != "Y")
        return Status(Code::kInvalidInput, "an option is 'X types', 'Y types' or 'inverse'.");
      while (!option.empty())
        (side == "X" ? frame.subject_types : frame.object_types).emplace_back(Take(option, '/'));
    }
  }
  std::string_view verb = Take(words, ' '), noun, preposition;
  const std::string_view lemma = Take(verb, '+');
  while (!words.empty()) {
    const std::string_view word = Take(words, ' ');
    if (word.starts_with('@'))
      noun = word.substr(1);
    else
      preposition = word;
  }
  if (lemma.empty()) return Status(Code::kInvalidInput, "an entry has no word.");
  by_words_[Key(kind, lemma, verb, noun, preposition)].push_back(frames_.size());
  frames_.push_back(std::move(frame));
  return Status::Ok();
}

const Frame* FrameTable::Find(const FrameQuery& query) const {
  const auto found =
      by_words_.find(Key(query.kind, query.lemma, query.particle, query.noun, query.preposition));
  if (found == by_words_.end()) return nullptr;
  for (std::size_t i : found->second)
    if (Fits(query.subject_type, frames_[i].subject_types) &&
        Fits(query.object_type, frames_[i].object_types))
      return &frames_[i];
  return nullptr;
}

}  // namespace lode
