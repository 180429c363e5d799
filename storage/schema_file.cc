// An addition is kept in the schema's text between two comments, so that another version
// of the file can take its place.
#include "storage/schema_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include "storage/database.h"
#include "storage/name_change.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 5> kParts = {"schema", "frames", "rules", "patterns",
                                                    "words"};

// The name in "section NAME"; empty where the line is none.
std::string SectionOf(std::string_view line) {
  constexpr std::string_view kBlank = " \t\r";
  if (!line.starts_with("section")) return {};
  line.remove_prefix(7);
  const std::size_t begin = line.find_first_not_of(kBlank);
  if (begin == 0 || begin == std::string_view::npos) return {};
  return std::string(line.substr(begin, line.find_last_not_of(kBlank) - begin + 1));
}

// A message of the parser speaks of lines of the whole text: those of the addition begin
// behind `before`.
std::string InAddition(const std::string& message, const std::string& name, int before) {
  int line = 0;
  const std::string front = name + ":";
  if (!message.starts_with(front)) return message;
  const char* digits = message.data() + front.size();
  const auto [end, error] = std::from_chars(digits, message.data() + message.size(), line);
  if (error != std::errc() || line <= before) return message;
  return front + std::to_string(line - before) +
         message.substr(static_cast<std::size_t>(end - message.data()));
}

}  // namespace

Result<std::string> PartOfSchemaFile(std::string_view text, std::string_view part,
                                     const std::string& name) {
  std::string out, current = "schema";
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string section = SectionOf(line);
    if (!section.empty()) current = section;
    if (std::find(kParts.begin(), kParts.end(), current) == kParts.end())
      return Status(Code::kInvalidInput, name + ":" + std::to_string(number) +
                                             ": there is no section '" + current +
                                             "'; say schema, frames, rules, patterns or words");
    if (section.empty() && current == part) out += line;
    out += '\n';
  }
  return out;
}

Result<std::shared_ptr<const Schema>> ExtendSchema(const Schema& base, std::string_view addition,
                                                   const std::string& name) {
  const std::string stem = name.substr(name.find_last_of('/') + 1);
  const std::string begin = "# added from " + stem + "\n", end = "# end of " + stem + "\n";
  std::string text = base.text();
  if (const std::size_t from = text.find(begin); from != std::string::npos)
    if (const std::size_t to = text.find(end, from); to != std::string::npos)
      text.erase(from, to + end.size() - from);
  if (!text.ends_with('\n')) text += '\n';
  text += begin;
  const int before = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  text += addition;
  if (!text.ends_with('\n')) text += '\n';
  auto schema = Schema::Parse(text + end, name);
  if (schema.ok()) return schema;
  return Status(schema.status().code(), InAddition(schema.status().message(), name, before));
}

Status AddSchemaToStore(Store& store, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad())
    return {Code::kNotFound, "schema file '" + path + "' cannot be read; name another one"};
  const Result<std::string> part = PartOfSchemaFile(text, "schema", path);
  if (!part.ok()) return part.status();
  const auto extended = ExtendSchema(*store.database().schema(), *part, path);
  if (!extended.ok()) return extended.status();
  if ((*extended)->text() == store.database().schema()->text()) return Status::Ok();
  return store.database().Change(true, [&](const KvView& view, KvBatch& batch) {
    batch.Put(KeyOf(Table::kMeta, "schema"), (*extended)->text());
    return RecomputeNames(view, batch, **extended);  // how names are compared may be another
  });
}

}  // namespace lode
