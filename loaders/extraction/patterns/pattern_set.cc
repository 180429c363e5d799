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

void FileWord(std::string_view word, int index,
              std::unordered_map<std::string, std::vector<int>>& by_word) {
  std::vector<int>& filed = by_word[FoldWord(LastWord(word))];
  if (filed.empty() || filed.back() != index) filed.push_back(index);  // by rising index
}

}  // namespace

Status PatternSet::Add(std::string_view text, const std::string& file) {
  Result<PatternFile> read = ReadPatternFile(text, file);
  if (!read.ok()) return read.status();
  if (Status status = own_.Add(read->lists, file); !status.ok()) return status;
  for (const auto* blocks : {&read->patterns, &read->mends})
    for (const Pattern& pattern : *blocks) read->off.push_back(pattern.name);
  const auto is_off = [&](const std::string& name) {
    return std::ranges::find(read->off, name) != read->off.end();
  };
  std::erase_if(patterns_, [&](const Pattern& p) { return is_off(p.name); });
  std::erase_if(examples_, [&](const PatternExample& e) { return is_off(e.pattern); });
  std::erase_if(mends_, [&](const Pattern& p) { return is_off(p.name); });
  std::erase_if(mend_examples_, [&](const MendExample& e) { return is_off(e.mend); });
  std::ranges::move(read->patterns, std::back_inserter(patterns_));
  std::ranges::move(read->examples, std::back_inserter(examples_));
  std::ranges::move(read->mends, std::back_inserter(mends_));
  std::ranges::move(read->mend_examples, std::back_inserter(mend_examples_));
  return Status::Ok();
}

Status PatternSet::Compile(const WordLists& lists, const EntityLexicon& lexicon) {
  lists_ = &lists;
  lexicon_ = &lexicon;
  triggers_ = {};
  mend_triggers_ = {};
  const auto file = [&](const std::vector<Pattern>& patterns, Triggers& triggers) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      Status status = CheckLists(patterns[i]);
      if (status.ok()) status = FilePattern(patterns[i], static_cast<int>(i), triggers);
      if (!status.ok()) return status;
    }
    return Status::Ok();
  };
  if (Status status = file(patterns_, triggers_); !status.ok()) return status;
  return file(mends_, mend_triggers_);
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
      for (const Link& link : choice.links)
        if (!link.list.empty() && !known(link.list))
          return Missing(pattern, choice.line, link.list);
    }
  return Status::Ok();
}

Status PatternSet::FilePattern(const Pattern& pattern, int index, Triggers& triggers) {
  for (const NodeChoice& choice : pattern.nodes.front().choices) {
    const bool filed = std::ranges::any_of(
        choice.tests, [&](const NodeTest& test) { return FileTest(test, index, triggers); });
    if (!filed)
      return Status(Code::kInvalidInput,
                    pattern.file + ", line " + std::to_string(choice.line) +
                        ": what is found first needs a word, a list, office, name or a whole "
                        "universal tag, so that sentences without it cost nothing.");
  }
  return Status::Ok();
}

// Is the test one that words can be filed by? If so, files the pattern.
bool PatternSet::FileTest(const NodeTest& test, int index, Triggers& triggers) {
  const auto file_word = [&](std::string_view word) { FileWord(word, index, triggers.by_word); };
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
    if (atom.kind == TestKind::kList) FileWords(atom.text, atom.key, index, triggers);
    if (atom.kind == TestKind::kLemma || atom.kind == TestKind::kForm) file_word(atom.text);
    if (atom.kind == TestKind::kName) triggers.by_name.push_back(index);
    if (atom.kind == TestKind::kTag) triggers.by_tag[atom.text].push_back(index);
    if (atom.kind == TestKind::kOffice || atom.kind == TestKind::kTrade)
      for (const auto& [word, role] : lexicon_->roles())
        if (role.predicate.empty() == (atom.kind == TestKind::kTrade)) file_word(word);
  }
  return true;
}

void PatternSet::FileWords(std::string_view list, std::string_view key, int index,
                           Triggers& triggers) {
  for (const WordLists* lists : {&std::as_const(own_), lists_})
    if (const WordLists::Items* items = lists->Section(list); items != nullptr)
      for (const auto& [item, own_key] : *items)
        if (key.empty() || own_key.key == key) FileWord(item, index, triggers.by_word);
}

const std::vector<int>* PatternSet::WithWord(std::string_view word) const {
  const auto found = triggers_.by_word.find(std::string(word));
  return found == triggers_.by_word.end() ? nullptr : &found->second;
}

const std::vector<int>* PatternSet::WithTag(std::string_view upos) const {
  const auto found = triggers_.by_tag.find(upos);
  return found == triggers_.by_tag.end() ? nullptr : &found->second;
}

void PatternSet::CollectMends(const SentenceGraph& graph, int word, std::vector<int>& due) const {
  const auto add = [&](const std::string& text) {
    const auto filed = mend_triggers_.by_word.find(text);
    if (filed != mend_triggers_.by_word.end())
      due.insert(due.end(), filed->second.begin(), filed->second.end());
  };
  const Token& token = graph.word(word);
  add(graph.lemma(word));
  if (token.form != graph.lemma(word)) add(FoldWord(token.form));
  const auto tagged = mend_triggers_.by_tag.find(token.upos);
  if (tagged != mend_triggers_.by_tag.end())
    due.insert(due.end(), tagged->second.begin(), tagged->second.end());
  std::ranges::sort(due);
  due.erase(std::unique(due.begin(), due.end()), due.end());
}

std::string_view PatternSet::Find(std::string_view list, std::string_view item) const {
  const std::string_view own = own_.Find(list, item);
  return own.empty() && lists_ != nullptr ? lists_->Find(list, item) : own;
}

}  // namespace lode
