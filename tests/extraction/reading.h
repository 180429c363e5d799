// Articles from analysed text, and statements as lines a person can compare.
#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/extract.h"
#include "loaders/extraction/open_rules.h"
#include "loaders/language/output/conllu.h"
#include "lode/value.h"

namespace lode::testing {

// One paragraph made of the `# text` lines of an analysis, a headline where it says so.
inline Article ParagraphOf(std::string_view conllu, const std::vector<Sentence>& sentences) {
  Article article;
  std::istringstream lines{std::string(conllu)};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("# text = "))
      article.text += (article.text.empty() ? "" : "\n") + line.substr(9);
  Block block;
  block.text = {0, static_cast<std::uint32_t>(article.text.size())};
  if (conllu.find("# block = title") != std::string_view::npos) block.kind = BlockKind::kTitle;
  if (!sentences.empty()) article.blocks.push_back(block);
  article.info.published = "2024-05-15";
  return article;
}

inline std::string NameOf(const ArticleRecord& record, const Argument& argument) {
  if (argument.is_node()) return record.nodes[argument.node].name;
  if (argument.literal.kind == ValueKind::kBoolean)
    return argument.literal.boolean ? "true" : "false";
  return argument.literal.text;
}

// "subject | predicate | object | speaker | polarity | modality", "-" for no speaker, then
// "ended" where it is so, and the qualifiers.
inline std::string LineOf(const ArticleRecord& record, const StatementRecord& statement) {
  std::string line = record.nodes[statement.subject].name + " | " + statement.predicate + " | " +
                     NameOf(record, statement.object) + " | ";
  line += statement.said_by == kNoNode ? "-" : record.nodes[statement.said_by].name;
  line += " | " + std::string(lode::NameOf(statement.polarity)) + " | " +
          std::string(lode::NameOf(statement.modality)) + (statement.ended ? " | ended" : "");
  for (const auto& [role, value] : statement.qualifiers)
    line += " | " + role + ": " + NameOf(record, value);
  if (statement.time) line += " | time: " + statement.time->text;
  return line;
}

inline std::vector<std::string> LinesOf(const ArticleRecord& record) {
  std::vector<std::string> lines;
  for (const StatementRecord& statement : record.statements)
    lines.push_back(LineOf(record, statement));
  return lines;
}

// The rules as built; null when the schema is broken (the message goes to stderr).
inline std::shared_ptr<const ExtractionRules> Rules() {
  static const auto rules = OpenExtractionRules(LODE_DATA_DIR);
  if (!rules.ok()) std::fprintf(stderr, "%s\n", rules.status().message().c_str());
  return rules.ok() ? *rules : nullptr;
}

}  // namespace lode::testing
