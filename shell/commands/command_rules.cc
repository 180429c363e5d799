// Rules are checked by the library when they are added; here their text is read, and shown
// with what each group defines.

#include "shell/commands/command_rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>

#include "shell/pages/listings.h"
#include "shell/pages/word_senses.h"
#include "shell/terminal/near_word.h"

namespace lode::shell {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// The predicate that each clause of a rules text defines, in order. REQUIRES: the text was
// checked when it was kept.
std::vector<std::string> HeadsOf(const std::string& text) {
  std::vector<std::string> heads;
  bool in_string = false, at_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool within = in_string;
    if (within) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '%') {
      i = std::min(text.find('\n', i), text.size()) - 1;
    } else if (c == '.' && (i + 1 == text.size() || !IsDigit(text[i + 1]))) {
      at_start = true;
    } else if (at_start && std::isspace(static_cast<unsigned char>(c)) == 0) {
      heads.push_back(text.substr(i, std::min(text.find('(', i), text.size()) - i));
      at_start = false;
    }
    if (!within && c == '"') in_string = true;
  }
  return heads;
}

// "rival, partner, ...": each once, in order.
std::string NamesOf(const std::vector<std::string>& heads) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> names;
  for (const std::string& head : heads)
    if (std::find(names.begin(), names.end(), head) == names.end()) names.push_back(head);
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i)
    text += (i > 0 ? ", " : "") + names[i];
  return text + (names.size() > kMost ? ", ..." : "");
}

int AddGroup(const Context& context, const std::string& file, std::string name, bool replace,
             bool keep) {
  Result<std::string> text = ReadWhole(file);
  if (!text.ok()) return Refuse(text.status());
  if (name.empty()) name = std::filesystem::path(file).stem().string();
  if (name.empty() || name == "-")
    return Refuse({Code::kInvalidInput, "rules from standard input want a --name"});
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  QueryOptions options;
  options.file = file == "-" ? "<stdin>" : file;
  options.senses = WordSenses();
  const auto found = keep ? KeepRules(*store, name, *text, replace, options)
                          : AddRules(*store, name, *text, replace, options);
  if (ReportAll(found, context.terminal)) return kNotDone;
  std::cout << "rules '" << name << "' are kept";
  const auto kept = KeptRules(*store);
  const std::string as = kept.ok() ? UpkeepOf(name, *kept) : "";
  std::cout << (as.empty() ? "" : " up to date; " + as) << '\n';
  return kDone;
}

int ListGroups(const Context& context, const std::string& format) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const bool for_people = format == "table";
  Listing listing{{"name", "rules", "defines", "kept up to date"}, {}};
  if (!for_people) listing.header.push_back("text");
  const Result<std::vector<RuleInfo>> all = store->Rules();
  if (!all.ok()) return Refuse(all.status());
  const auto kept = KeptRules(*store);
  if (!kept.ok()) return Refuse(kept.status());
  for (const RuleInfo& rules : *all) {
    const std::vector<std::string> heads = HeadsOf(rules.text);
    listing.rows.push_back({TextCell(rules.name), NumberCell(heads.size()),
                            TextCell(NamesOf(heads)), TextCell(UpkeepOf(rules.name, *kept))});
    if (!for_people) listing.rows.back().push_back(TextCell(rules.text));
  }
  WriteListing(listing, *FormatOf(format), context.terminal, std::cout);
  return kDone;
}

int ShowGroup(const Context& context, const std::string& name) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  bool found = name.empty();
  const Result<std::vector<RuleInfo>> all = store->Rules();
  if (!all.ok()) return Refuse(all.status());
  for (const RuleInfo& rules : *all) {
    if (!name.empty() && rules.name != name) continue;
    found = true;
    std::cout << "% " << rules.name << '\n' << rules.text;
    if (!rules.text.empty() && rules.text.back() != '\n') std::cout << '\n';
  }
  if (found) return kDone;
  std::vector<std::string> names;
  for (const RuleInfo& rules : *all) names.push_back(rules.name);
  const std::string near = NearestWord(name, names);
  return Refuse({Code::kNotFound,
                 "no rules are named '" + name + "'; " +
                     (near.empty() ? "see `lode rules list`" : "did you mean '" + near + "'?")});
}

int RemoveGroup(const Context& context, const std::string& name) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  if (Status status = store->RemoveRules(name); !status.ok()) return Refuse(status);
  std::cout << "rules '" << name << "' are removed\n";
  return kDone;
}

}  // namespace

void RulesCommands::AddTo(CLI::App& app, const Add& add, const AddFormat& add_format,
                          Context& context) {
  CLI::App* rules = app.add_subcommand("rules", "Keep rules in the store");
  rules->require_subcommand(1);
  rules->footer("Examples:\n  lode rules add rivals.lode\n  lode rules show rivals");
  rules->add_option("--store", context.store_path, "the store's folder")->type_name("DIR");
  const auto add_writer = [&](const char* name, const char* what, const char* example,
                              bool replace) {
    CLI::App* command = add(*rules, name, what, example, [this, &context, replace] {
      return AddGroup(context, file_, name_, replace, keep_);
    });
    command->add_option("file", file_, "a file of rules, or -")->required();
    command->add_option("--name", name_, "the group's name (default: the file's)");
    command->add_flag("--keep", keep_,
                      "keep what they draw up to date in the store, instead of evaluating them");
  };
  add_writer("add", "Check rules and keep them", "  lode rules add rivals.lode", false);
  add_writer("replace", "Put new rules in the place of old ones",
             "  lode rules replace rivals.lode", true);
  add_format(add(*rules, "list", "List the groups of rules", "  lode rules list",
                 [this, &context] { return ListGroups(context, format_); }),
             format_);
  add(*rules, "show", "Print a group of rules", "  lode rules show rivals", [this, &context] {
    return ShowGroup(context, name_);
  })->add_option("name", name_, "the group; all when left out");
  add(*rules, "remove", "Take a group of rules out", "  lode rules remove rivals",
      [this, &context] { return RemoveGroup(context, name_); })
      ->add_option("name", name_, "the group")
      ->required();
}

}  // namespace lode::shell
