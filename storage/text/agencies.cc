// Two tables: the agencies by all their names, and the ways in which a line credits one. A
// dateline may name an agency that the list does not have, since nothing else stands there
// in brackets before a dash.

#include "storage/text/agencies.h"

#include <algorithm>
#include <vector>

#include "storage/terms/folding.h"

namespace lode {

namespace {

struct Agency {
  std::string_view name;                 // folded
  std::vector<std::string_view> others;  // likewise
};

const std::vector<Agency>& Agencies() {
  static const std::vector<Agency> kAgencies = {
      {"reuters", {"thomson reuters"}},
      {"associated press", {"ap", "the associated press", "the ap", "ap news"}},
      {"agence france-presse", {"afp", "agence france presse"}},
      {"united press international", {"upi"}},
      {"bloomberg", {"bloomberg news"}},
      {"deutsche presse-agentur", {"dpa", "dpa international"}},
      {"xinhua", {"xinhua news agency"}},
      {"kyodo", {"kyodo news"}},
      {"jiji press", {"jiji"}},
      {"yonhap", {"yonhap news agency"}},
      {"press association", {"pa media", "pa"}},
      {"press trust of india", {"pti"}},
      {"asian news international", {"ani"}},
      {"indo-asian news service", {"ians"}},
      {"tass", {"itar-tass"}},
      {"interfax", {}},
      {"ria novosti", {"sputnik"}},
      {"anadolu agency", {"anadolu", "aa"}},
      {"australian associated press", {"aap"}},
      {"canadian press", {"the canadian press"}},
      {"efe", {"agencia efe"}},
      {"ansa", {}},
      {"tt", {"tt news agency"}},
      {"ntb", {}},
      {"pr newswire", {"prnewswire"}},
      {"business wire", {"businesswire"}},
      {"globe newswire", {"globenewswire"}},
      {"central news agency", {"cna"}},
      {"dow jones", {"dow jones newswires"}},
      {"inter press service", {"ips"}},
      {"states newsroom", {}},
      {"stacker", {}},
      {"the conversation", {}},
      {"propublica", {}},
      {"kff health news", {}},
  };
  return kAgencies;
}

// What stands before the agency's name, folded; the name ends the line or a full stop, a
// comma or bracket ends it.
struct Phrase {
  std::string_view words, example;
  CreditLine kind;
};
constexpr Phrase kPhrases[] = {
    {"by", "By The Associated Press", CreditLine::kByline},
    {"from", "From AFP", CreditLine::kByline},
    {"source:", "Source: Xinhua", CreditLine::kByline},
    {"originally published by", "This story was originally published by ProPublica.",
     CreditLine::kAnywhere},
    {"originally published on", "It was originally published on The Conversation.",
     CreditLine::kAnywhere},
    {"first published by", "First published by States Newsroom.", CreditLine::kAnywhere},
    {"first appeared in", "This first appeared in The Conversation.", CreditLine::kAnywhere},
    {"republished from", "Republished from The Conversation under a license.",
     CreditLine::kAnywhere},
    {"produced by", "This story was produced by Stacker.", CreditLine::kAnywhere},
    {"provided by", "Provided by dpa", CreditLine::kAnywhere},
    {"distributed by", "Distributed by PR Newswire.", CreditLine::kAnywhere},
    {"syndicated from", "Syndicated from Bloomberg", CreditLine::kAnywhere},
    {"content from", "With content from Interfax.", CreditLine::kAnywhere},
    {"copyright", "Copyright The Associated Press. All rights reserved.", CreditLine::kAnywhere},
    {"\u00a9", "\u00a9 AFP", CreditLine::kAnywhere},
    {"(source:", "(Source: Yonhap)", CreditLine::kAnywhere},
};

constexpr std::size_t kFrontBytes = 400, kMostName = 40, kMostCreditLine = 240;
constexpr std::size_t kLinesAtEachEnd = 4;

// The list's name of an agency; empty for none.
std::string Known(std::string_view folded) {
  while (!folded.empty() && std::string_view(" .,;:)").find(folded.back()) != folded.npos)
    folded.remove_suffix(1);
  for (const Agency& agency : Agencies())
    if (folded == agency.name ||
        std::find(agency.others.begin(), agency.others.end(), folded) != agency.others.end())
      return std::string(agency.name);
  return {};
}

// A name of the list that `text` begins with, as whole words: the longest.
std::string KnownAtFront(std::string_view text) {
  for (std::size_t end = std::min(text.size(), kMostName); end > 0; --end) {
    const bool ends =
        end == text.size() || std::string_view(" .,;:)/|").find(text[end]) != text.npos;
    if (!ends) continue;
    if (std::string name = Known(text.substr(0, end)); !name.empty()) return name;
  }
  return {};
}

// "OSLO (Fjordnews) - ...": in brackets before a dash.
std::string InDateline(std::string_view line) {
  const std::string_view front = line.substr(0, kFrontBytes);
  for (std::size_t open = front.find('('); open != front.npos; open = front.find('(', open + 1)) {
    const std::size_t close = front.find(')', open);
    if (close == front.npos) break;
    const std::size_t after = front.find_first_not_of(' ', close + 1);
    const std::string inside = FoldText(front.substr(open + 1, close - open - 1));
    const std::string known = Known(inside);
    if (after == front.npos) return known;
    const std::string_view rest = front.substr(after);
    const bool dash =
        rest.starts_with("-") || rest.starts_with("\u2013") || rest.starts_with("\u2014");
    if (dash && close - open < kMostName) return known.empty() ? inside : known;
  }
  return {};
}

std::string AfterPhrase(const std::string& folded, CreditLine kind) {
  for (const Phrase& phrase : kPhrases) {
    if (phrase.kind == CreditLine::kByline && kind != CreditLine::kByline) continue;
    for (std::size_t at = folded.find(phrase.words); at != folded.npos;
         at = folded.find(phrase.words, at + 1)) {
      if (at > 0 && folded[at - 1] != ' ' && phrase.words[0] != '(') continue;
      const std::size_t name = folded.find_first_not_of(' ', at + phrase.words.size());
      if (name == folded.npos || (name == at + phrase.words.size() && phrase.words.back() >= 'a'))
        continue;
      if (std::string known = KnownAtFront(std::string_view(folded).substr(name)); !known.empty())
        return known;
    }
  }
  return {};
}

std::string_view LineOf(const Article& article, const Block& block) {
  return std::string_view(article.text).substr(block.text.begin, block.text.end - block.text.begin);
}

CreditLine KindOf(const Block& block) {
  if (block.kind == BlockKind::kByline || block.kind == BlockKind::kSourceHeader)
    return CreditLine::kByline;
  return block.kind == BlockKind::kDateline ? CreditLine::kDateline : CreditLine::kAnywhere;
}

}  // namespace

std::string AgencyInLine(std::string_view line, CreditLine kind) {
  if (kind == CreditLine::kDateline)
    if (std::string name = InDateline(line); !name.empty()) return name;
  if (line.size() > kMostCreditLine) return {};  // prose, which speaks of agencies
  const std::string folded = FoldText(line);
  if (kind == CreditLine::kByline)
    if (std::string name = Known(folded); !name.empty()) return name;
  return AfterPhrase(folded, kind);
}

std::string AgencyOf(const ArticleInfo& info, std::string_view credited) {
  const std::string outlet = Known(FoldText(info.source));
  const std::string author = AgencyInLine(info.author, CreditLine::kByline);
  for (const std::string_view name : {std::string_view(author), credited})
    if (!name.empty() && name != outlet) return std::string(name);
  return {};
}

std::string CreditedAgency(const Article& article) {
  // A dateline is a block of its own or begins the first paragraphs.
  std::size_t paragraphs = 0;
  for (const Block& block : article.blocks) {
    if (block.text.begin > kFrontBytes * 2 || paragraphs == 2) break;
    if (block.kind == BlockKind::kBoilerplate) continue;
    if (block.kind == BlockKind::kParagraph) ++paragraphs;
    const CreditLine kind =
        block.kind == BlockKind::kParagraph ? CreditLine::kDateline : KindOf(block);
    if (std::string name = AgencyInLine(LineOf(article, block), kind); !name.empty()) return name;
  }
  // Credits at the end stand before the furniture of the page or are the last of it.
  for (const bool furniture : {false, true}) {
    std::size_t looked = 0;
    for (std::size_t i = article.blocks.size(); i-- > 0 && looked < kLinesAtEachEnd;) {
      const Block& block = article.blocks[i];
      if ((block.kind == BlockKind::kBoilerplate) != furniture) continue;
      ++looked;
      if (std::string name = AgencyInLine(LineOf(article, block), KindOf(block)); !name.empty())
        return name;
    }
  }
  return {};
}

}  // namespace lode
