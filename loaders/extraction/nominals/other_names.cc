// Other names of things: what parentheses and bilingual headings say.
//
// A glossary of an article in translation names a thing in one line and gives the name
// in its own script in the next; the second line is in a block that is not read, so it
// is looked up in the article's text.

#include <algorithm>
#include <cctype>

#include "loaders/extraction/names/mention_types.h"
#include "loaders/extraction/names/parentheses.h"
#include "loaders/extraction/names/term_acronyms.h"
#include "loaders/extraction/nominals/nominal_writer.h"

namespace lode {
namespace {

constexpr std::size_t kLongestForeignName = 60;  // bytes

void WriteParentheses(NominalWriter& writer) {
  for (const OtherName& other : FindOtherNames(writer.text())) {
    const std::uint32_t node = writer.entities().NodeFor(other.sentence, other.head);
    if (node == kNoNode) continue;
    const WordRange words{other.first, other.last};
    const bool is_term = writer.entities().nodes()[node].identity == IdentityClass::kTerm;
    if (other.kind == OtherNameKind::kTicker) {
      if (FamilyOf(writer.entities().nodes()[node].type) != "organization") continue;
      writer.RelateToText(other.sentence, other.head, "ticker", other.text, words, 0.95);
      writer.entities().aliases().push_back({node, other.text, "ticker", other.sentence + 1});
      continue;
    }
    if (other.kind == OtherNameKind::kAcronym && is_term) continue;  // see WriteTermAcronyms
    // "KRA (Kelmark Rail Authority)", one name already: the letters are the other.
    const bool whole = other.kind == OtherNameKind::kLongForm &&
                       writer.entities().nodes()[node].name == other.text;
    const std::string& letters = writer.graph(other.sentence).word(other.head).form;
    writer.RelateToText(other.sentence, other.head, "also-known-as", whole ? letters : other.text,
                        whole ? WordRange{other.head, other.head} : words, 0.9);
    if (other.kind == OtherNameKind::kScript && !is_term)
      writer.entities().aliases().push_back({node, other.text, "parenthesis", other.sentence + 1});
    if (other.kind == OtherNameKind::kAcronym || other.kind == OtherNameKind::kLongForm)
      writer.entities().AddForm(node, other.text, true);
  }
}

// "rare metal oxides (RMO)": the letters stand for a term.
void WriteTermAcronyms(NominalWriter& writer) {
  for (const TermAcronym& acronym : FindTermAcronyms(writer.text())) {
    const std::uint32_t node = TermNodeOf(writer.text(), acronym, writer.entities());
    if (node == kNoNode) continue;
    const SentenceGraph& graph = writer.graph(acronym.sentence);
    StatementRecord* statement =
        writer.RelateToText(acronym.sentence, acronym.head, "also-known-as", acronym.text,
                            {acronym.at, acronym.at}, 0.9);
    if (statement == nullptr) continue;
    statement->subject = node;
    statement->subject_span = {
        {graph.word(acronym.spelled).span.begin, graph.word(acronym.head).span.end}};
  }
}

// The line after byte `at`: without spaces round it.
std::string_view LineAfter(std::string_view text, std::size_t at) {
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (at < text.size() && is_space(text[at])) ++at;
  std::size_t end = std::min(text.find('\n', at), text.size());
  while (end > at && is_space(text[end - 1])) --end;
  return text.substr(at, end - at);
}

bool IsNameInOtherScript(std::string_view line) {
  if (line.size() < 4 || line.size() > kLongestForeignName) return false;
  const auto lead = static_cast<unsigned char>(line[0]);
  if (lead < 0xD0 || (lead > 0xDB && lead < 0xE3) || lead > 0xED) return false;
  return line.find("。") == std::string_view::npos && line.find(',') == std::string_view::npos &&
         std::ranges::none_of(line, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ',' || c == ':';
         });
}

// A sentence that is a name and nothing else, followed by a line in another script.
void WriteBilingualHeadings(NominalWriter& writer) {
  const std::string& text = writer.article().text;
  const std::vector<EntityMention> mentions = writer.entities().mentions();
  for (const EntityMention& mention : mentions) {
    if (mention.kind != MentionKind::kName || mention.node == kNoNode) continue;
    const SentenceGraph& graph = writer.graph(mention.sentence);
    bool whole = mention.first == 1;
    for (int word = mention.last + 1; word <= graph.size(); ++word)
      whole = whole && graph.IsUpos(word, "PUNCT");
    if (!whole) continue;
    const Span end = graph.word(graph.size()).span;
    if (end.end >= text.size()) continue;
    const std::string_view line = LineAfter(text, end.end);
    if (text.find('\n', end.end) > static_cast<std::size_t>(line.data() - text.data())) continue;
    if (!IsNameInOtherScript(line)) continue;
    StatementRecord* statement = writer.RelateToText(mention.sentence, mention.head,
                                                     "also-known-as", std::string(line), {}, 0.8);
    if (statement == nullptr) continue;
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    statement->object_span = {{begin, begin + static_cast<std::uint32_t>(line.size())}};
    writer.entities().aliases().push_back(
        {mention.node, std::string(line), "heading", mention.sentence + 1});
  }
}

}  // namespace

void WriteOtherNames(NominalWriter& writer) {
  WriteParentheses(writer);
  WriteTermAcronyms(writer);
  WriteBilingualHeadings(writer);
}

}  // namespace lode
