// Parses schema text. A line is a declaration, `#` begins a comment; what a line
// may say is described in schema/news.schema itself. Parents may be named before
// they are declared, so names are checked once all lines are read, and so are
// cycles: everything that walks up the parents relies on there being none.

#include "storage/schema/schema.h"

#include <algorithm>
#include <set>

#include "storage/schema/builtin_schema.h"

namespace lode {

namespace {

constexpr std::string_view kLiteralTypes[] = {"quote",   "text", "number",  "quantity", "money",
                                              "percent", "date", "boolean", "duration"};

std::vector<std::string> Words(std::string_view text, std::string_view separators) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(separators, at)) != std::string_view::npos) {
    std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool IsSchemaName(std::string_view name) {
  if (name.empty() || name.front() < 'a' || name.front() > 'z' || name.back() == '-') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

bool IsLiteralType(std::string_view name) {
  return std::find(std::begin(kLiteralTypes), std::end(kLiteralTypes), name) !=
         std::end(kLiteralTypes);
}

class SchemaParser {
 public:
  SchemaParser(Schema& schema, std::string name) : schema_(schema), name_(std::move(name)) {}

  Status Parse(std::string_view text) {
    schema_.text_ = text;
    while (!text.empty()) {
      ++line_;
      std::size_t end = std::min(text.find('\n'), text.size());
      Status status = ParseLine(text.substr(0, std::min(text.substr(0, end).find('#'), end)));
      if (!status.ok()) return status;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return CheckNames();
  }

 private:
  Status Error(const std::string& what) const {
    return {Code::kInvalidInput, name_ + ":" + std::to_string(line_) + ": " + what};
  }

  Status ParseLine(std::string_view line) {
    std::vector<std::string> words = Words(line, " \t\r");
    if (words.empty()) return {};
    const std::string keyword = words.front();
    words.erase(words.begin());
    if (keyword == "family") {
      family_ = words.empty() ? "" : words.front();
    } else if (keyword == "type") {
      return ParseType(words);
    } else if (keyword == "set") {
      return ParseSet(words);
    } else if (keyword == "predicate") {
      return ParsePredicate(line.substr(line.find("predicate") + 9));
    } else if (keyword == "near") {
      if (words.size() < 2) return Error("write: near PREDICATE [^]OTHER ...");
      near_lines_.emplace_back(words, line_);
    } else if (keyword == "title") {
      schema_.titles_.insert(schema_.titles_.end(), words.begin(), words.end());
    } else if (keyword == "suffix") {
      schema_.suffixes_.insert(schema_.suffixes_.end(), words.begin(), words.end());
    } else if (keyword == "spelling") {
      return ParseSpelling(words);
    } else if (keyword == "plural-apart") {
      schema_.plurals_apart_.insert(words.begin(), words.end());
    } else {
      return Error("'" + keyword +
                   "' is no declaration; say type, set, family, predicate, near, title, suffix, "
                   "spelling or plural-apart");
    }
    return {};
  }

  Status ParseType(const std::vector<std::string>& words) {
    const bool has_parent = words.size() == 3 && words[1] == "<";
    if (words.size() != 1 && !has_parent) return Error("write: type NAME  or  type NAME < PARENT");
    if (!IsSchemaName(words[0]))
      return Error("'" + words[0] + "' is no name: lower case with hyphens");
    if (IsLiteralType(words[0])) return Error("'" + words[0] + "' is a literal type already");
    if (!schema_.type_index_.emplace(words[0], schema_.types_.size()).second)
      return Error("type '" + words[0] + "' is declared twice");
    schema_.types_.push_back({words[0], has_parent ? words[2] : ""});
    type_lines_.push_back(line_);
    return {};
  }

  Status ParseSet(const std::vector<std::string>& words) {
    if (words.size() < 2) return Error("write: set NAME TYPE ...");
    if (!IsSchemaName(words[0]))
      return Error("'" + words[0] + "' is no name: lower case with hyphens");
    if (schema_.FindType(words[0]) != nullptr || IsLiteralType(words[0]))
      return Error("'" + words[0] + "' is a type already");
    if (!schema_.sets_.emplace(words[0], std::vector(words.begin() + 1, words.end())).second)
      return Error("set '" + words[0] + "' is declared twice");
    set_lines_.emplace_back(words[0], line_);
    return {};
  }

  // Two lists that share a word would make one of them depend on the order.
  Status ParseSpelling(const std::vector<std::string>& words) {
    if (words.size() < 2) return Error("write: spelling WORD OTHER ...");
    for (const std::string& word : words)
      if (!schema_.spellings_.emplace(word, words.front()).second)
        return Error("'" + word + "' has a spelling already");
    return {};
  }

  // NAME [sym] [< PARENT[, PARENT]] [: DOMAIN[, ..] -> RANGE[, ..]] [= MEANING]
  Status ParsePredicate(std::string_view rest) {
    PredicateInfo info;
    info.family = family_;
    if (const std::size_t equals = rest.find('='); equals != std::string_view::npos) {
      for (const std::string& word : Words(rest.substr(equals + 1), " \t\r"))
        info.meaning += (info.meaning.empty() ? "" : " ") + word;
      rest = rest.substr(0, equals);
    }
    const std::size_t colon = rest.find(':');
    if (colon != std::string_view::npos) {
      std::string_view signature = rest.substr(colon + 1);
      const std::size_t arrow = signature.find("->");
      if (arrow == std::string_view::npos) return Error("a signature is written  DOMAIN -> RANGE");
      info.domain = TypesOf(signature.substr(0, arrow));
      info.range = TypesOf(signature.substr(arrow + 2));
      rest = rest.substr(0, colon);
    }
    const std::size_t below = rest.find('<');
    if (below != std::string_view::npos) {
      info.parents = Words(rest.substr(below + 1), " \t\r,");
      rest = rest.substr(0, below);
    }
    std::vector<std::string> head = Words(rest, " \t\r");
    for (std::size_t i = 1; i < head.size(); ++i) {
      if (head[i] != "sym" && head[i] != "steady")
        return Error(
            "write: predicate NAME [sym] [steady] [< PARENTS] [: DOMAIN -> RANGE] "
            "[= MEANING]");
      (head[i] == "sym" ? info.symmetric : info.steady) = true;
    }
    if (head.empty())
      return Error(
          "write: predicate NAME [sym] [steady] [< PARENTS] [: DOMAIN -> RANGE] "
          "[= MEANING]");
    info.name = head[0];
    if (!IsSchemaName(info.name))
      return Error("'" + info.name + "' is no name: lower case with hyphens");
    if (!schema_.predicate_index_.emplace(info.name, schema_.predicates_.size()).second)
      return Error("predicate '" + info.name + "' is declared twice");
    schema_.predicates_.push_back(std::move(info));
    predicate_lines_.push_back(line_);
    return {};
  }

  // The types a side of a signature lists, those of its sets among them; none where
  // "any" is one of them. Sets stand before the predicates that use them.
  std::vector<std::string> TypesOf(std::string_view text) const {
    std::vector<std::string> types;
    for (const std::string& name : Words(text, " \t\r,")) {
      if (name == "any") return {};
      if (const std::vector<std::string>* members = schema_.FindSet(name); members != nullptr)
        types.insert(types.end(), members->begin(), members->end());
      else
        types.push_back(name);
    }
    return types;
  }

  Status CheckSets() {
    for (const auto& [name, line] : set_lines_) {
      line_ = line;
      for (const std::string& type : *schema_.FindSet(name))
        if (schema_.FindType(type) == nullptr && !IsLiteralType(type))
          return Error("set '" + name + "' names a type '" + type + "' that is not declared");
    }
    return {};
  }

  Status CheckNames() {
    if (Status status = CheckSets(); !status.ok()) return status;
    for (std::size_t i = 0; i < schema_.types_.size(); ++i) {
      line_ = type_lines_[i];
      const TypeInfo& type = schema_.types_[i];
      if (!type.parent.empty() && schema_.FindType(type.parent) == nullptr)
        return Error("type '" + type.name + "' has a parent '" + type.parent +
                     "' that is not declared");
      std::size_t steps = 0;
      for (const TypeInfo* t = &type; t != nullptr; t = schema_.FindType(t->parent))
        if (++steps > schema_.types_.size())
          return Error("type '" + type.name + "' is its own ancestor");
    }
    for (std::size_t i = 0; i < schema_.predicates_.size(); ++i) {
      line_ = predicate_lines_[i];
      Status status = CheckPredicate(schema_.predicates_[i]);
      if (!status.ok()) return status;
    }
    return CheckNear();
  }

  // What they say is read by near_predicates.h.
  Status CheckNear() {
    for (const auto& [words, line] : near_lines_) {
      line_ = line;
      for (const std::string& word : words)
        if (schema_.FindPredicate(word.substr(word.starts_with('^') ? 1 : 0)) == nullptr)
          return Error("`near` names a predicate '" + word + "' that is not declared");
    }
    return {};
  }

  Status CheckPredicate(const PredicateInfo& info) const {
    for (const std::string& parent : info.parents)
      if (schema_.FindPredicate(parent) == nullptr)
        return Error("predicate '" + info.name + "' has a parent '" + parent +
                     "' that is not declared");
    for (const auto* side : {&info.domain, &info.range})
      for (const std::string& type : *side)
        if (schema_.FindType(type) == nullptr && !IsLiteralType(type))
          return Error("predicate '" + info.name + "' names a type '" + type +
                       "' that is not declared");
    std::vector<std::string> above = schema_.Ancestors(info.name);
    if (std::binary_search(above.begin(), above.end(), info.name))
      return Error("predicate '" + info.name + "' is its own ancestor");
    return {};
  }

  Schema& schema_;
  std::string name_, family_;
  int line_ = 0;
  std::vector<int> type_lines_, predicate_lines_;
  std::vector<std::pair<std::string, int>> set_lines_;
  std::vector<std::pair<std::vector<std::string>, int>> near_lines_;
};

Result<std::shared_ptr<const Schema>> Schema::Parse(std::string_view text,
                                                    const std::string& name) {
  auto schema = std::make_shared<Schema>();
  Status status = SchemaParser(*schema, name).Parse(text);
  if (!status.ok()) return status;
  return std::shared_ptr<const Schema>(std::move(schema));
}

std::shared_ptr<const Schema> Schema::BuiltIn() {
  static const std::shared_ptr<const Schema> schema = [] {
    auto parsed = Parse(kBuiltInSchema, "news.schema");
    return parsed.ok() ? *parsed : std::make_shared<const Schema>();  // held by a test
  }();
  return schema;
}

const TypeInfo* Schema::FindType(std::string_view name) const {
  auto found = type_index_.find(name);
  return found == type_index_.end() ? nullptr : &types_[found->second];
}

bool Schema::IsA(std::string_view type, std::string_view ancestor) const {
  if (type == ancestor) return true;
  for (const TypeInfo* t = FindType(type); t != nullptr; t = FindType(t->parent))
    if (t->name == ancestor || t->parent == ancestor) return true;
  return false;
}

std::size_t Schema::TypeOrder(std::string_view name) const {
  auto found = type_index_.find(name);
  return found == type_index_.end() ? types_.size() : found->second;
}

const std::vector<std::string>* Schema::FindSet(std::string_view name) const {
  auto found = sets_.find(name);
  return found == sets_.end() ? nullptr : &found->second;
}

std::string_view Schema::SpellingOf(std::string_view word) const {
  auto found = spellings_.find(word);
  return found == spellings_.end() ? std::string_view() : std::string_view(found->second);
}

bool Schema::IsPluralApart(std::string_view plural) const {
  return plurals_apart_.contains(plural);
}

const PredicateInfo* Schema::FindPredicate(std::string_view name) const {
  auto found = predicate_index_.find(name);
  return found == predicate_index_.end() ? nullptr : &predicates_[found->second];
}

std::vector<std::string> Schema::WithDescendants(std::string_view predicate) const {
  std::set<std::string> found = {std::string(predicate)};
  for (std::size_t before = 0; before != found.size();) {
    before = found.size();
    for (const PredicateInfo& info : predicates_)
      for (const std::string& parent : info.parents)
        if (found.contains(parent)) found.insert(info.name);
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> Schema::Ancestors(std::string_view predicate) const {
  std::set<std::string> found;
  std::vector<std::string> open = {std::string(predicate)};
  while (!open.empty()) {
    const PredicateInfo* info = FindPredicate(open.back());
    open.pop_back();
    if (info == nullptr) continue;
    for (const std::string& parent : info->parents)
      if (found.insert(parent).second) open.push_back(parent);
  }
  return {found.begin(), found.end()};
}

}  // namespace lode
