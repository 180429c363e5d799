// A mend's examples are trees, not sentences: a sentence tests a mend only as long as the
// parser slips on it, a tree always does. The notation is kept so small that a tree of six
// words is read at a glance.
#include "loaders/extraction/patterns/mend_lines.h"

#include <charconv>
#include <utility>
#include <vector>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

Status Wrong(const std::string& message) {
  return Status(Code::kInvalidInput, message);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::vector<std::string> RelationsOf(std::string_view text) {
  std::vector<std::string> relations;
  for (std::string_view relation : Split(text, '|')) relations.emplace_back(relation);
  return relations;
}

// "x on y", "x on y as obl", "all of x on y", "punct|mark of x on y"
Result<TreeChange> ReadHang(std::vector<std::string_view> words) {
  TreeChange change;
  change.kind = ChangeKind::kHang;
  if (words.size() > 2 && words[1] == "of") {
    change.kind = ChangeKind::kHangChildren;
    if (words[0] != "all") change.relations = RelationsOf(words[0]);
    words.erase(words.begin(), words.begin() + 2);
  }
  if ((words.size() != 3 && words.size() != 5) || words[1] != "on" ||
      (words.size() == 5 && words[3] != "as"))
    return Wrong(
        "write hang x on y, hang x on y as obl, hang all of x on y or hang punct|mark of x on y");
  change.node = words[0];
  change.other_node = words[2];
  if (words.size() == 5) change.relation = words[4];
  return change;
}

// The universal tag that goes with a treebank tag and a relation.
std::string UniversalTag(std::string_view tag, std::string_view relation) {
  static const std::vector<std::pair<std::string_view, std::string_view>> kTags = {
      {"NNP", "PROPN"}, {"NN", "NOUN"},  {"VB", "VERB"}, {"MD", "AUX"},    {"JJ", "ADJ"},
      {"RB", "ADV"},    {"WRB", "ADV"},  {"IN", "ADP"},  {"DT", "DET"},    {"CC", "CCONJ"},
      {"CD", "NUM"},    {"PRP", "PRON"}, {"WP", "PRON"}, {"WDT", "PRON"},  {"TO", "PART"},
      {"POS", "PART"},  {"$", "SYM"},    {"RP", "ADP"},  {"HYPH", "PUNCT"}};
  if (tag.starts_with("VB") && (relation.starts_with("aux") || relation == "cop")) return "AUX";
  if (tag == "IN" && relation == "mark") return "SCONJ";
  for (const auto& [start, upos] : kTags)
    if (tag.starts_with(start)) return std::string(upos);
  return "PUNCT";
}

// The word of that number or form, 0 if there is none; -1 if several have the form.
int WordNamed(const Sentence& tree, std::string_view name) {
  int number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  if (read.ec == std::errc() && read.ptr == name.data() + name.size())
    return number <= static_cast<int>(tree.tokens.size()) ? number : 0;
  int found = 0;
  for (std::size_t i = 0; i < tree.tokens.size(); ++i)
    if (tree.tokens[i].form == name) found = found == 0 ? static_cast<int>(i) + 1 : -1;
  return found;
}

// Reads ":relation>head" with the head's name left as it is.
bool ReadArc(std::string_view text, std::string& relation, std::string_view& head) {
  const std::size_t arrow = text.rfind('>');
  if (arrow == std::string_view::npos || arrow == 0) return false;
  relation = text.substr(0, arrow);
  head = text.substr(arrow + 1);
  return !head.empty();
}

Status SetHead(const Sentence& tree, std::string_view name, Token& token) {
  token.head = WordNamed(tree, name);
  if (name != "0" && token.head <= 0)
    return Wrong("the head " + std::string(name) +
                 " is no word of the tree, or more than one: give its number");
  return Status::Ok();
}

}  // namespace

Result<TreeChange> ReadTreeChange(std::string_view word, std::string_view rest) {
  const std::vector<std::string_view> words = Split(rest, ' ');
  if (word == "hang") return ReadHang(words);
  TreeChange change;
  if (words.size() >= 2) change.node = words[0];
  if (word == "place") {
    if (words.size() != 3 || words[1] != "for") return Wrong("write place x for y");
    change.kind = ChangeKind::kPlace;
    change.other_node = words[2];
  } else if (word == "call") {
    if (words.size() != 2) return Wrong("write call x obl");
    change.kind = ChangeKind::kCall;
    change.relation = words[1];
  } else if (word == "tag") {
    if (words.size() != 2 && words.size() != 3) return Wrong("write tag x NOUN or tag x NOUN NN");
    change.kind = ChangeKind::kTag;
    change.upos = words[1];
    if (words.size() == 3) change.xpos = words[2];
  } else if (words.size() == 2 && words[1] == "form") {
    change.kind = ChangeKind::kLemma;
  } else {
    const bool quoted = words.size() == 2 && words[1].size() > 2 && words[1].front() == '"' &&
                        words[1].back() == '"';
    if (!quoted) return Wrong("write lemma x \"word\" or lemma x form");
    change.kind = ChangeKind::kLemma;
    change.lemma = words[1].substr(1, words[1].size() - 2);
  }
  return change;
}

Result<Sentence> ReadTree(std::string_view text) {
  Sentence tree;
  std::vector<std::string_view> heads;
  for (std::string_view word : Split(text, ' ')) {
    const std::size_t slash = word.find('/', 1);
    const std::size_t colon = slash == std::string_view::npos ? slash : word.find(':', slash + 2);
    Token token;
    std::string_view head;
    if (colon == std::string_view::npos || !ReadArc(word.substr(colon + 1), token.deprel, head))
      return Wrong("write each word of a tree as form/TAG:relation>head, not " + std::string(word));
    std::string_view form = word.substr(0, slash);
    if (const std::size_t equals = form.find('=', 1); equals != std::string_view::npos) {
      token.lemma = form.substr(equals + 1);
      form = form.substr(0, equals);
    }
    token.form = form;
    if (token.lemma.empty()) token.lemma = FoldWord(form);
    token.xpos = word.substr(slash + 1, colon - slash - 1);
    token.upos = UniversalTag(token.xpos, token.deprel);
    token.feats = "_";
    tree.tokens.push_back(std::move(token));
    heads.push_back(head);
  }
  if (tree.tokens.empty()) return Wrong("write a tree: sold/VBD:root>0 mills/NNS:obj>sold");
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (Status status = SetHead(tree, heads[i], tree.tokens[i]); !status.ok()) return status;
  return tree;
}

Result<Sentence> ReadChangedTree(const Sentence& tree, std::string_view changes) {
  Sentence changed = tree;
  for (std::string_view change : Split(changes, ',')) {
    const std::size_t colon = change.find(':', 1);
    const int word = WordNamed(tree, change.substr(0, colon));
    if (colon == std::string_view::npos || word <= 0)
      return Wrong("write what changes as word:relation>head, not " + std::string(change));
    Token& token = changed.tokens[static_cast<std::size_t>(word - 1)];
    std::string_view arc = change.substr(colon + 1);
    if (const std::size_t slash = arc.find('/'); slash != std::string_view::npos) {
      token.upos = arc.substr(slash + 1);
      arc = arc.substr(0, slash);
    }
    std::string_view head;
    if (!ReadArc(arc, token.deprel, head))
      return Wrong("write what changes as word:relation>head, not " + std::string(change));
    if (Status status = SetHead(tree, head, token); !status.ok()) return status;
  }
  return changed;
}

}  // namespace lode
