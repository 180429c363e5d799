// schema list, explain, check: the vocabulary that articles are read with.

#include <algorithm>
#include <iostream>

#include "shell/commands/commands.h"

namespace lode::shell {
namespace {

std::string Joined(const std::vector<std::string>& words, const std::string& between,
                   const std::string& if_none) {
  if (words.empty()) return if_none;
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string SignatureOf(const PredicateEntry& entry) {
  return Joined(entry.domain, ", ", "any") + " -> " + Joined(entry.range, ", ", "any");
}

void WriteField(const std::string& name, const std::string& text, const Terminal& terminal) {
  if (text.empty()) return;
  std::cout << terminal.Paint(Style::kBold, name) << '\n';
  WriteWrapped("  ", text, terminal, Style::kPlain, std::cout);
}

void WriteLines(const std::string& name, const std::vector<std::string>& lines,
                const Terminal& terminal) {
  if (lines.empty()) return;
  std::cout << terminal.Paint(Style::kBold, name) << '\n';
  for (const std::string& line : lines)
    WriteWrapped("  ", line, terminal, Style::kPlain, std::cout);
}

// The names that have most letters in common with an unknown one, from its start on.
std::string NearestTo(const std::string& name, const Vocabulary& vocabulary) {
  std::string best;
  std::size_t longest = 0;
  for (const PredicateEntry& entry : vocabulary.predicates()) {
    const auto end = std::mismatch(name.begin(), name.end(), entry.name.begin(), entry.name.end());
    const auto length = static_cast<std::size_t>(end.first - name.begin());
    if (length > longest) {
      longest = length;
      best = entry.name;
    }
  }
  return best;
}

std::string Count(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

int RunSchemaList(const Context& context, const SchemaCommand& command) {
  const Result<Vocabulary> vocabulary = Vocabulary::Open(command.file);
  if (!vocabulary.ok()) return Refuse(vocabulary.status());
  Listing listing{{"family", "predicate", "under", "ways", "meaning"}, {}};
  for (const PredicateEntry& entry : vocabulary->predicates())
    listing.rows.push_back({TextCell(entry.family), TextCell(entry.name),
                            TextCell(Joined(entry.parents, ", ", "")),
                            NumberCell(entry.ways.size()), TextCell(entry.meaning)});
  for (const std::string& rule : vocabulary->rule_names())
    listing.rows.push_back(
        {TextCell("rules"), TextCell(rule), TextCell(""), NumberCell(0), TextCell("")});
  WriteListing(listing, *FormatOf(command.format), context.terminal, std::cout);
  return kDone;
}

int RunSchemaExplain(const Context& context, const SchemaCommand& command) {
  const Result<Vocabulary> vocabulary = Vocabulary::Open(command.file);
  if (!vocabulary.ok()) return Refuse(vocabulary.status());
  const PredicateEntry* entry = vocabulary->Find(command.predicate);
  if (entry == nullptr) {
    const std::string nearest = NearestTo(command.predicate, *vocabulary);
    return Refuse({Code::kNotFound, "the schema has no predicate '" + command.predicate + "'" +
                                        (nearest.empty() ? "" : "; is it '" + nearest + "'?")});
  }
  const Terminal& terminal = context.terminal;
  std::cout << terminal.Paint(Style::kBold, entry->name) << "  (" << entry->family
            << (entry->symmetric ? ", symmetric" : "") << ")\n";
  if (!entry->meaning.empty())
    WriteWrapped("  ", entry->meaning, terminal, Style::kPlain, std::cout);
  WriteField("between", SignatureOf(*entry), terminal);
  WriteField("under", Joined(entry->parents, ", ", ""), terminal);
  WriteField("above", Joined(entry->children, ", ", ""), terminal);
  WriteField("said as", Joined(entry->ways, ", ", ""), terminal);
  WriteLines("drawn by", entry->rules, terminal);
  WriteLines("examples", entry->examples, terminal);
  WriteLines("not", entry->counter_examples, terminal);
  return kDone;
}

int RunSchemaCheck(const Context&, const SchemaCommand& command) {
  const Result<SchemaReport> report = CheckSchemaFile(command.file);
  if (!report.ok()) return Refuse(report.status());
  for (const std::string& failure : report->failures) std::cerr << "lode: " << failure << '\n';
  std::cout << Count(report->predicates, "predicate") << ", " << Count(report->frames, "frame")
            << ", " << Count(report->rules, "rule") << ", " << Count(report->examples, "example")
            << ": "
            << (report->failures.empty() ? "all hold"
                                         : std::to_string(report->failures.size()) + " fail")
            << '\n';
  return report->failures.empty() ? kDone : kDoneWithErrors;
}

}  // namespace lode::shell
