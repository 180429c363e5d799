// Files patterns by their triggers: a sentence is asked word by word what it could trigger,
// and where the answer is nothing, no pattern is looked at.
#include "loaders/extraction/patterns/pattern_set.h"

#include <algorithm>
#include <utility>

#include "loaders/extraction/patterns/pattern_file.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

Status Missing(const Pattern& pattern, int line, const std::string& list) {
  return Status(Code::kInvalidInput, pattern.file + ", line " + std::to_string(line) +
                                         ": there is no list " + list + "; write it here (list " +
                                         list + ") or in a .list file.");
}

// "chief executive" is filed under its last word.
std::string_view LastWord(std::string_view words) {
  const std::size_t space = words.find_last_of(' ');
  return space == std::string_view::npos ? words : words.substr(space + 1);
}

}  // namespace

Status PatternSet::Add(std::string_view text, const std::string& file) {
  Result<PatternFile> read = ReadPatternFile(text, file);
  if (!read.ok()) return read.status();
  if (Status status = own_.Add(read->lists, file); !status.ok()) return status;
  for (const Pattern& pattern : read->patterns) read->off.push_back(pattern.name);
  const auto is_off = [&](const std::string& name) {
    return std::ranges::find(read->off, name) != read->off.end();
  };
  std::erase_if(patterns_, [&](const Pattern& p) { return is_off(p.name); });
  std::erase_if(examples_, [&](const PatternExample& e) { return is_off(e.pattern); });
  std::ranges::move(read->patterns, std::back_inserter(patterns_));
  std::ranges::move(read->examples, std::back_inserter(examples_));
  return Status::Ok();
}

Status PatternSet::Compile(const WordLists& lists, const EntityLexicon& lexicon) {
  lists_ = &lists;
  lexicon_ = &lexicon;
  by_tag_.clear();
  by_word_.clear();
  by_name_.clear();
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (Status status = CheckLists(patterns_[i]); !status.ok()) return status;
    if (Status status = FilePattern(patterns_[i], static_cast<int>(i)); !status.ok()) return status;
  }
  return Status::Ok();
}

Status PatternSet::CheckLists(const Pattern& pattern) const {
  const auto known = [&](const std::string& list) {
    return own_.Section(list) != nullptr || lists_->Section(list) != nullptr;
  };
  for (const PatternNode& node : pattern.nodes)
    for (const NodeChoice& choice : node.choices) {
      for (const NodeTest& test : choice.tests)
        for (const TestAtom& atom : test.any)
          if (atom.kind == TestKind::kList && !known(atom.text))
            return Missing(pattern, choice.line, atom.text);
      for (const Link& link : choice.links)
        for (const std::string& preposition : link.prepositions)
          if (preposition.starts_with('@') && !known(preposition.substr(1)))
            return Missing(pattern, choice.line, preposition.substr(1));
    }
  return Status::Ok();
}

Status PatternSet::FilePattern(const Pattern& pattern, int index) {
  for (const NodeChoice& choice : pattern.nodes.front().choices) {
    const bool filed = std::ranges::any_of(
        choice.tests, [&](const NodeTest& test) { return FileTest(test, index); });
    if (!filed)
      return Status(Code::kInvalidInput,
                    pattern.file + ", line " + std::to_string(choice.line) +
                        ": what is found first needs a word, a list, office, name or a whole "
                        "universal tag, so that sentences without it cost nothing.");
  }
  return Status::Ok();
}

// Is the test one that words can be filed by? If so, files the pattern.
bool PatternSet::FileTest(const NodeTest& test, int index) {
  const auto can_file = [](const TestAtom& atom) {
    switch (atom.kind) {
      case TestKind::kLemma:
      case TestKind::kForm: return atom.text.find('*') == std::string::npos;
      case TestKind::kTag:
        return atom.text == "NOUN" || atom.text == "PROPN" || atom.text == "NUM" ||
               atom.text == "ADJ" || atom.text == "VERB" || atom.text == "ADV" ||
               atom.text == "PRON" || atom.text == "SYM" || atom.text == "X";
      default:
        return atom.kind == TestKind::kList || atom.kind == TestKind::kOffice ||
               atom.kind == TestKind::kTrade || atom.kind == TestKind::kName;
    }
  };
  if (test.negated || !std::ranges::all_of(test.any, can_file)) return false;
  for (const TestAtom& atom : test.any) {
    if (atom.kind == TestKind::kList) FileWords(atom.text, atom.key, index);
    if (atom.kind == TestKind::kLemma || atom.kind == TestKind::kForm) FileWord(atom.text, index);
    if (atom.kind == TestKind::kName) by_name_.push_back(index);
    if (atom.kind == TestKind::kTag) by_tag_[atom.text].push_back(index);
    if (atom.kind == TestKind::kOffice || atom.kind == TestKind::kTrade)
      for (const auto& [word, role] : lexicon_->roles())
        if (role.predicate.empty() == (atom.kind == TestKind::kTrade)) FileWord(word, index);
  }
  return true;
}

void PatternSet::FileWords(std::string_view list, std::string_view key, int index) {
  for (const WordLists* lists : {&std::as_const(own_), lists_})
    if (const WordLists::Items* items = lists->Section(list); items != nullptr)
      for (const auto& [item, own_key] : *items)
        if (key.empty() || own_key.key == key) FileWord(item, index);
}

void PatternSet::FileWord(std::string_view word, int index) {
  std::vector<int>& filed = by_word_[FoldWord(LastWord(word))];
  if (filed.empty() || filed.back() != index) filed.push_back(index);  // by rising index
}

const std::vector<int>* PatternSet::WithWord(std::string_view word) const {
  const auto found = by_word_.find(std::string(word));
  return found == by_word_.end() ? nullptr : &found->second;
}

const std::vector<int>* PatternSet::WithTag(std::string_view upos) const {
  const auto found = by_tag_.find(upos);
  return found == by_tag_.end() ? nullptr : &found->second;
}

std::string_view PatternSet::Find(std::string_view list, std::string_view item) const {
  const std::string_view own = own_.Find(list, item);
  return own.empty() && lists_ != nullptr ? lists_->Find(list, item) : own;
}

}  // namespace lode
