// A pattern file is a list of blocks. The first word of a line says what the line is, the
// rest is read by the grammar of that kind of line; a block ends where the next begins.
// After a block's last line the names in it are resolved, so that a line can only speak of
// nodes that stand above it: that is also the order in which the matcher binds them.
#include "loaders/extraction/patterns/pattern_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "loaders/extraction/patterns/mend_lines.h"
#include "loaders/extraction/patterns/pattern_grammar.h"

namespace lode {
namespace {

constexpr std::size_t kMostNodes = 20;

std::string_view Trim(std::string_view s) {
  const std::size_t first = s.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(" \t\r") - first + 1);
}

// Cuts the text up to the separator off the front.
std::string_view Cut(std::string_view& rest, std::string_view separators) {
  const std::size_t at = rest.find_first_of(separators);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return Trim(part);
}

// Can the link propose words by itself?
bool Proposes(const Link& link) {
  switch (link.kind) {
    case LinkKind::kAfter:
    case LinkKind::kBefore:
    case LinkKind::kOther:
    case LinkKind::kFits:
    case LinkKind::kSpells:
    case LinkKind::kAs:
    case LinkKind::kPair: return false;
    default: return !link.negated;
  }
}

// Is it known of a word while its tree is still being mended?
bool IsKnownOfTrees(const TestAtom& atom) {
  return atom.kind != TestKind::kName && atom.kind != TestKind::kKnown &&
         atom.kind != TestKind::kPronoun && atom.kind != TestKind::kType;
}
bool IsKnownOfTrees(const Link& link) {
  return link.kind != LinkKind::kOther && link.kind != LinkKind::kFits &&
         link.kind != LinkKind::kSpells && link.kind != LinkKind::kInside;
}

class FileReader {
 public:
  FileReader(std::string_view text, const std::string& file) : rest_(text) { name_ = file; }

  Result<PatternFile> Run() {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      line_ = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++number_;
      if (Status status = ReadLine(); !status.ok()) return status;
    }
    if (Status status = EndPattern(); !status.ok()) return status;
    return std::move(out_);
  }

 private:
  Status Error(int column, const std::string& message, int line = 0) const {
    return Status(Code::kInvalidInput, name_ + ", line " + std::to_string(line ? line : number_) +
                                           ", column " + std::to_string(column) + ": " + message);
  }
  int ColumnOf(std::string_view part) const {
    return static_cast<int>(part.data() - line_.data()) + 1;
  }

  Status ReadLine();
  Status ReadPattern(std::string_view rest, bool mends);
  Status ReadPatternLine(std::string_view word, std::string_view rest);
  Status ReadMendLine(std::string_view word, std::string_view rest);
  Status ReadNode(NodeDuty duty, std::string_view rest);
  Status ReadChoice(std::string_view rest, bool also);
  Status ReadMake(std::string_view rest);
  Status ReadReplaced(std::string_view rest);
  Status ReadExample(std::string_view rest, bool wanted);
  Status ReadMendExample(std::string_view rest, bool wanted);
  Status EndPattern();
  bool HasExample(bool wanted) const;

  std::optional<Status> Resolve(const std::string& node, int column, std::size_t before, int line,
                                int& at) const;
  Status ResolveNode(std::size_t index);
  Status ResolveMaking(Making& making);
  Status ResolvePart(Part& part, int line) const;

  std::string name_;
  std::string_view rest_, line_;
  int number_ = 0;
  bool in_list_ = false;
  std::optional<Pattern> pattern_;
  PatternFile out_;
};

Status FileReader::ReadLine() {
  std::string_view rest = Trim(line_);
  if (rest.empty() || rest.front() == '#') {
    if (in_list_) out_.lists += '\n';
    return Status::Ok();
  }
  const std::string_view whole = rest;
  const std::size_t word_end = std::min(rest.find_first_of(" \t:"), rest.size());
  const std::string_view word = rest.substr(0, word_end);
  rest.remove_prefix(word_end);
  if (word == "pattern" || word == "mend") return ReadPattern(Trim(rest), word == "mend");
  if (word == "list") {
    if (Status status = EndPattern(); !status.ok()) return status;
    in_list_ = true;
    const std::string_view list = Trim(rest);
    if (list.empty()) return Error(1, "write the name of the list: list kin");
    out_.lists += "[" + std::string(list) + "]\n";
    return Status::Ok();
  }
  if (in_list_) {
    if (whole.find(':') == std::string_view::npos)
      return Error(ColumnOf(whole), "in a list, write key: word, word");
    out_.lists += std::string(whole) + "\n";
    return Status::Ok();
  }
  if (!pattern_) return Error(ColumnOf(whole), "begin with pattern NAME, mend NAME or list NAME");
  if (word == "find") return ReadNode(NodeDuty::kFind, rest);
  if (word == "with") return ReadNode(NodeDuty::kWith, rest);
  if (word == "maybe") return ReadNode(NodeDuty::kMaybe, rest);
  if (word == "without") return ReadNode(NodeDuty::kWithout, rest);
  if (word == "or" || word == "also") return ReadChoice(rest, word == "also");
  return pattern_->mends ? ReadMendLine(word, rest) : ReadPatternLine(word, rest);
}

// What only patterns have, behind their nodes.
Status FileReader::ReadPatternLine(std::string_view word, std::string_view rest) {
  if (word == "make") return ReadMake(rest);
  if (word == "replaces") return ReadReplaced(rest);
  if (rest.starts_with(':') && (word == "example" || word == "not"))
    return ReadExample(rest.substr(1), word == "example");
  return Error(ColumnOf(word),
               "a line of a pattern begins with find, with, or, also, maybe, without, "
               "make, replaces, example: or not:");
}

// What only mends have.
Status FileReader::ReadMendLine(std::string_view word, std::string_view rest) {
  if (rest.starts_with(':') && (word == "example" || word == "not"))
    return ReadMendExample(rest.substr(1), word == "example");
  if (word != "hang" && word != "place" && word != "call" && word != "tag" && word != "lemma")
    return Error(ColumnOf(word),
                 "a line of a mend begins with find, with, or, also, maybe, without, hang, place, "
                 "call, tag, lemma, example: or not:");
  Result<TreeChange> change = ReadTreeChange(word, rest);
  if (!change.ok()) return Error(ColumnOf(word), change.status().message());
  const std::size_t all = pattern_->nodes.size();
  if (const auto error = Resolve(change->node, ColumnOf(word), all, number_, change->at))
    return *error;
  if (!change->other_node.empty())
    if (const auto error = Resolve(change->other_node, ColumnOf(word), all, number_, change->to))
      return *error;
  pattern_->changes.push_back(*std::move(change));
  return Status::Ok();
}

Status FileReader::ReadMendExample(std::string_view rest, bool wanted) {
  MendExample example;
  example.mend = pattern_->name;
  example.file = name_;
  example.line = number_;
  example.text = Trim(rest);
  example.wanted = wanted;
  Result<Sentence> tree = ReadTree(Cut(rest, "|"));
  if (!tree.ok()) return Error(1, tree.status().message());
  example.tree = *std::move(tree);
  Result<Sentence> mended = ReadChangedTree(example.tree, rest);
  if (!mended.ok()) return Error(1, mended.status().message());
  example.mended = *std::move(mended);
  if (wanted == Trim(rest).empty())
    return Error(1, "write example: tree | word:relation>head, or not: tree");
  out_.mend_examples.push_back(std::move(example));
  return Status::Ok();
}

Status FileReader::ReadPattern(std::string_view rest, bool mends) {
  if (Status status = EndPattern(); !status.ok()) return status;
  in_list_ = false;
  const std::string_view name = Cut(rest, " \t");
  if (name.empty()) return Error(1, "write the name of the pattern: pattern kin-beside-name");
  if (!rest.empty()) {
    if (Trim(rest) != "off") return Error(ColumnOf(rest), "only off may follow the name");
    out_.off.emplace_back(name);
    return Status::Ok();
  }
  for (const auto* blocks : {&out_.patterns, &out_.mends})
    for (const Pattern& other : *blocks)
      if (other.name == name)
        return Error(ColumnOf(name),
                     "line " + std::to_string(other.line) + " has a pattern of this name already");
  pattern_.emplace();
  pattern_->name = name;
  pattern_->file = name_;
  pattern_->line = number_;
  pattern_->mends = mends;
  return Status::Ok();
}

Status FileReader::ReadNode(NodeDuty duty, std::string_view rest) {
  std::vector<PatternNode>& nodes = pattern_->nodes;
  if (nodes.empty() != (duty == NodeDuty::kFind))
    return Error(1, nodes.empty() ? "a pattern begins with find" : "a pattern has one find");
  if (nodes.size() == kMostNodes) return Error(1, "a pattern has at most 20 nodes");
  PatternNode node;
  node.duty = duty;
  NodeChoice choice;
  if (const auto error = ReadNodeLine(rest, node.name, choice))
    return Error(ColumnOf(rest) + error->column - 1, error->message);
  for (const PatternNode& other : nodes)
    if (other.name == node.name)
      return Error(ColumnOf(rest) + 1, "there is a node " + node.name + " already; write or");
  choice.line = number_;
  choice.column = ColumnOf(Trim(rest));
  node.choices.push_back(std::move(choice));
  nodes.push_back(std::move(node));
  return ResolveNode(nodes.size() - 1);
}

Status FileReader::ReadChoice(std::string_view rest, bool also) {
  if (pattern_->nodes.empty()) return Error(1, "or and also follow a node");
  NodeChoice choice;
  std::string name;
  if (const auto error = ReadNodeLine(rest, name, choice))
    return Error(ColumnOf(rest) + error->column - 1, error->message);
  PatternNode& node = pattern_->nodes.back();
  if (name != node.name)
    return Error(ColumnOf(Trim(rest)), "or and also give another way to find " + node.name);
  choice.also = also;
  choice.line = number_;
  choice.column = ColumnOf(Trim(rest));
  node.choices.push_back(std::move(choice));
  return ResolveNode(pattern_->nodes.size() - 1);
}

Status FileReader::ReadMake(std::string_view rest) {
  Making making;
  making.line = number_;
  if (const auto error = ReadMakeLine(rest, making))
    return Error(ColumnOf(rest) + error->column - 1, error->message);
  if (Status status = ResolveMaking(making); !status.ok()) return status;
  pattern_->makings.push_back(std::move(making));
  return Status::Ok();
}

Status FileReader::ReadReplaced(std::string_view rest) {
  const std::string node(Trim(rest));
  int at = -1;
  if (const auto error = Resolve(node, ColumnOf(rest) + 1, pattern_->nodes.size(), number_, at))
    return *error;
  pattern_->replaced.push_back(node);
  pattern_->replaced_at.push_back(at);
  return Status::Ok();
}

Status FileReader::ReadExample(std::string_view rest, bool wanted) {
  PatternExample example;
  example.wanted = wanted;
  example.sentence = Cut(rest, "|");
  example.subject = Cut(rest, "|");
  example.predicate = Cut(rest, "|");
  example.object = Trim(rest);
  if (example.sentence.empty() || (wanted && example.object.empty()))
    return Error(1, "write example: sentence | subject | predicate | object, or not: sentence");
  example.pattern = pattern_->name;
  example.file = name_;
  example.line = number_;
  out_.examples.push_back(std::move(example));
  return Status::Ok();
}

Status FileReader::EndPattern() {
  if (!pattern_) return Status::Ok();
  const std::string what = (pattern_->mends ? "mend " : "pattern ") + pattern_->name;
  const bool does = pattern_->mends ? !pattern_->changes.empty()
                                    : !pattern_->makings.empty() || !pattern_->replaced.empty();
  if (pattern_->nodes.empty() || !does)
    return Error(
        1, what + " needs a find and a " + (pattern_->mends ? "hang or call" : "make") + " line",
        pattern_->line);
  if (!HasExample(true) || !HasExample(false))
    return Error(1, what + " needs an example: and a not: line, its tests", pattern_->line);
  (pattern_->mends ? out_.mends : out_.patterns).push_back(std::move(*pattern_));
  pattern_.reset();
  return Status::Ok();
}

// Has the block that is being read a test of that kind?
bool FileReader::HasExample(bool wanted) const {
  if (!pattern_->mends)
    return std::ranges::any_of(out_.examples, [&](const PatternExample& e) {
      return e.pattern == pattern_->name && e.wanted == wanted;
    });
  return std::ranges::any_of(out_.mend_examples, [&](const MendExample& e) {
    return e.mend == pattern_->name && e.wanted == wanted;
  });
}

// The index of the node among the first `before`, or what is wrong.
std::optional<Status> FileReader::Resolve(const std::string& node, int column, std::size_t before,
                                          int line, int& at) const {
  const std::vector<PatternNode>& nodes = pattern_->nodes;
  for (std::size_t i = 0; i < std::min(before, nodes.size()); ++i)
    if (nodes[i].name == node) {
      at = static_cast<int>(i);
      return std::nullopt;
    }
  return Error(column, "no line above has a node " + node, line);
}

Status FileReader::ResolveNode(std::size_t index) {
  PatternNode& node = pattern_->nodes[index];
  NodeChoice& choice = node.choices.back();
  bool tied = node.duty == NodeDuty::kFind;
  const auto known = [](const auto& asked) { return IsKnownOfTrees(asked); };
  const bool early = std::ranges::all_of(choice.links, known) &&
                     std::ranges::all_of(choice.tests, [&](const NodeTest& test) {
                       return std::ranges::all_of(test.any, known);
                     });
  if (pattern_->mends && !early)
    return Error(choice.column,
                 "a tree is mended before its names are known: a mend cannot ask for name, known, "
                 "pronoun, a type, other than, fits, spells or inside");
  for (Link& link : choice.links) {
    if (link.kind == LinkKind::kAs) continue;
    if (const auto error = Resolve(link.node, choice.column, index, choice.line, link.to))
      return *error;
    if (link.kind == LinkKind::kBetween)
      if (const auto error =
              Resolve(link.other_node, choice.column, index, choice.line, link.other))
        return *error;
    tied = tied || Proposes(link);
  }
  if (!tied)
    return Error(choice.column,
                 "nothing leads to " + node.name +
                     ": give it a link such as appos of x, head of x or right after x");
  return Status::Ok();
}

Status FileReader::ResolvePart(Part& part, int line) const {
  if (part.kind == PartKind::kLiteral) return Status::Ok();
  const std::size_t all = pattern_->nodes.size();
  if (const auto error = Resolve(part.node, 1, all, line, part.at)) return *error;
  if (!part.other_node.empty())
    if (const auto error = Resolve(part.other_node, 1, all, line, part.other)) return *error;
  const bool may = part.kind == PartKind::kRest || part.kind == PartKind::kOffice;
  if ((part.kind == PartKind::kRest && part.other < 0) || (!may && part.other >= 0))
    return Error(1, "rest(x, name) takes two nodes, office(x, owner) one or two, others one", line);
  return Status::Ok();
}

Status FileReader::ResolveMaking(Making& making) {
  const std::size_t all = pattern_->nodes.size();
  for (Part* part : {&making.subject, &making.object})
    if (Status status = ResolvePart(*part, making.line); !status.ok()) return status;
  if (making.subject.kind == PartKind::kLiteral)
    return Error(1, "the subject is a node, not words", making.line);
  if (making.predicate.empty())
    if (const auto error = Resolve(making.predicate_node, 1, all, making.line, making.predicate_at))
      return *error;
  if (!making.ended_if.empty())
    if (const auto error = Resolve(making.ended_if, 1, all, making.line, making.ended_at))
      return *error;
  for (auto& [role, part] : making.qualifiers)
    if (Status status = ResolvePart(part, making.line); !status.ok()) return status;
  for (Condition& condition : making.conditions)
    if (const auto error = Resolve(condition.node, 1, all, making.line, condition.at))
      return *error;
  return Status::Ok();
}

}  // namespace

Result<PatternFile> ReadPatternFile(std::string_view text, const std::string& file) {
  return FileReader(text, file).Run();
}

}  // namespace lode
