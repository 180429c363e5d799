// Collects what the schema, the frames and the rules say of each predicate.
#include "lode/vocabulary.h"

#include <algorithm>
#include <array>
#include <map>

#include "loaders/extraction/open_rules.h"
#include "loaders/extraction/words/frame_sentences.h"
#include "loaders/frame_check.h"
#include "loaders/language/analyzer.h"
#include "loaders/language/heads/inflection.h"
#include "storage/disk/data_directory.h"
#include "storage/schema_file.h"

namespace lode {
namespace {

std::string WayOf(const Frame& frame) {
  static constexpr std::array<std::string_view, 5> kNames = {"verb ", "passive ", "adjective ",
                                                             "is ", "verb "};
  return std::string(kNames[static_cast<std::size_t>(frame.kind)]) + SpellingOf(frame) +
         (frame.inverse ? " (inverse)" : "");
}

std::vector<PredicateEntry> EntriesOf(const ExtractionRules& rules) {
  std::vector<PredicateEntry> entries;
  std::map<std::string, std::size_t> places;
  for (const PredicateInfo& info : rules.derivation.schema()->predicates()) {
    places.emplace(info.name, entries.size());
    PredicateEntry entry;
    entry.name = info.name;
    entry.family = info.family;
    entry.meaning = info.meaning;
    entry.parents = info.parents;
    entry.domain = info.domain;
    entry.range = info.range;
    entry.symmetric = info.symmetric;
    entries.push_back(std::move(entry));
  }
  for (const PredicateInfo& info : rules.derivation.schema()->predicates())
    for (const std::string& parent : info.parents)
      entries[places.at(parent)].children.push_back(info.name);
  for (const Frame& frame : rules.frames.frames())
    if (!frame.predicate.empty()) entries[places.at(frame.predicate)].ways.push_back(WayOf(frame));
  for (const FrameExample& example : rules.frames.examples())
    if (!example.predicate.empty() && example.first_frame == example.last_frame) {
      PredicateEntry& entry = entries[places.at(example.predicate)];
      (example.refuses ? entry.counter_examples : entry.examples).push_back(example.sentence);
    }
  for (const DerivationRule& rule : rules.derivation.rules())
    entries[places.at(rule.predicate)].rules.push_back(rule.text);
  return entries;
}

// The predicates that each form of a frame's word leads to. What a verb means with one noun
// only ("play @role in") says nothing about the verb.
std::map<std::string, std::vector<std::string>, std::less<>> ByWord(const ExtractionRules& rules) {
  std::map<std::string, std::vector<std::string>, std::less<>> by_word;
  for (const Frame& frame : rules.frames.frames()) {
    if (frame.predicate.empty() || !frame.noun.empty()) continue;
    const bool is_verb = frame.kind == FrameKind::kVerb || frame.kind == FrameKind::kPassive;
    for (const std::string& form :
         is_verb ? FormsOf(frame.lemma, rules.lists) : std::vector<std::string>{frame.lemma}) {
      std::vector<std::string>& predicates = by_word[form];
      if (std::ranges::find(predicates, frame.predicate) == predicates.end())
        predicates.push_back(frame.predicate);
    }
  }
  return by_word;
}

}  // namespace

struct Vocabulary::Impl {
  std::vector<PredicateEntry> predicates;
  std::vector<std::string> rules;
  std::map<std::string, std::vector<std::string>, std::less<>> by_word;  // predicates
};

Result<Vocabulary> Vocabulary::Open(const std::string& schema_path,
                                    const std::string& data_directory) {
  const Result<std::string> found = FindDataDirectory(data_directory);
  if (!found.ok()) return found.status();
  ExtractionRules rules;
  if (Status status = ReadRules(*found, rules); !status.ok()) return status;
  if (!schema_path.empty())
    if (Status status = AddSchemaFile(schema_path, rules); !status.ok()) return status;
  auto impl = std::make_shared<Impl>();
  impl->predicates = EntriesOf(rules);
  impl->by_word = ByWord(rules);
  for (const DerivationRule& rule : rules.derivation.rules()) impl->rules.push_back(rule.name);
  return Vocabulary(std::move(impl));
}

const std::vector<PredicateEntry>& Vocabulary::predicates() const {
  return impl_->predicates;
}

const PredicateEntry* Vocabulary::Find(std::string_view name) const {
  const auto found = std::find_if(impl_->predicates.begin(), impl_->predicates.end(),
                                  [&](const PredicateEntry& entry) { return entry.name == name; });
  return found == impl_->predicates.end() ? nullptr : &*found;
}

std::vector<std::string> Vocabulary::rule_names() const {
  return impl_->rules;
}

std::vector<std::string> Vocabulary::PredicatesMeaning(std::string_view word) const {
  const std::string first(word.substr(0, word.find('-')));
  auto found = impl_->by_word.find(first);
  for (const std::string& form : OtherForms(first)) {
    if (found != impl_->by_word.end()) break;
    found = impl_->by_word.find(form);
  }
  return found == impl_->by_word.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> OtherForms(const std::string& word) {
  return FormsLike(word);
}

Status AddSchema(Store& store, const std::string& schema_path) {
  return AddSchemaToStore(store, schema_path);
}

Result<SchemaReport> CheckSchemaFile(const std::string& schema_path,
                                     const std::string& data_directory) {
  const Result<std::string> found = FindDataDirectory(data_directory);
  if (!found.ok()) return found.status();
  const auto model = LanguageModel::Open(*found + "/models/english.lode");
  if (!model.ok()) return model.status();
  const auto rules = OpenRulesWith(*found, schema_path);
  if (!rules.ok()) return rules.status();
  const SchemaFileReport checked = ReadExamplesOf(schema_path, **rules, **model);
  SchemaReport report{checked.predicates, checked.frames, checked.rules, checked.examples, {}};
  for (const FrameFailure& failure : checked.failures) report.failures.push_back(failure.message);
  return report;
}

}  // namespace lode
