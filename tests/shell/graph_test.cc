// `lode graph`: drawings that stand alone, opened by what opens such files.

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "doors/graph/layout.h"
#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;
using lode::shell::testing_program::Program;
namespace fs = std::filesystem;

class Graph : public Program {
 protected:
  static std::string Draw(const std::string& arguments) {
    const Outcome outcome = Run("graph " + arguments + " -o drawing");
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    std::ifstream file(folder_ / "drawing", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  // How many elements of this class an SVG has; -1: it is no XML.
  static int CountIn(const std::string& svg, const std::string& word) {
    xmlDoc* document =
        xmlReadMemory(svg.data(), static_cast<int>(svg.size()), nullptr, nullptr, XML_PARSE_NONET);
    if (document == nullptr) return -1;
    xmlXPathContext* context = xmlXPathNewContext(document);
    const std::string path = "//*[contains(concat(' ', @class, ' '), ' " + word + " ')]";
    xmlXPathObject* found =
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(path.c_str()), context);
    const int count = found->nodesetval == nullptr ? 0 : found->nodesetval->nodeNr;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(document);
    return count;
  }
};

TEST_F(Graph, IsAnSvgOfNamesAndLinks) {
  const std::string svg = Draw("Lovik");
  EXPECT_EQ(CountIn(svg, "edge"), 1) << svg;
  EXPECT_EQ(CountIn(svg, "node"), 2);
  EXPECT_EQ(CountIn(svg, "root"), 1);
  EXPECT_NE(svg.find("Meridian Motors bought Lovik."), svg.npos);  // where the pointer rests
  EXPECT_EQ(svg.find("http", svg.find("viewBox")), svg.npos);      // loads nothing
  EXPECT_EQ(svg, Draw("Lovik"));
}

TEST_F(Graph, GrowsByStepsAndShrinksByFilters) {
  Write(
      "chain.txt",
      "Who owns whom\n\nNorthern Wire\nJune 5, 2025\n\nHalden Industries owns Nordhaven. Nordhaven "
      "owns Lovik. Lovik owns Corvane Mining.\n");
  ASSERT_EQ(Run("load chain.txt --quiet --store chain.db").status, 0);
  for (int depth = 1; depth <= 3; ++depth)
    EXPECT_EQ(CountIn(Draw("'Halden Industries' --store chain.db --predicate owns --depth " +
                           std::to_string(depth)),
                      "edge"),
              depth);
  const Outcome cut = Run("graph Lovik --store chain.db --limit 1 -o drawing");
  EXPECT_NE(cut.out.find("1 more links were left out"), std::string::npos) << cut.out;
  EXPECT_EQ(CountIn(Draw("Nordhaven --predicate owns"), "edge"), 1);
  EXPECT_EQ(CountIn(Draw("Nordhaven --since 2025-06-04"), "edge"), 0);
  EXPECT_EQ(CountIn(Draw("Nordhaven --source gazette"), "edge"),
            CountIn(Draw("Nordhaven"), "edge"));
  EXPECT_EQ(CountIn(Draw("Nordhaven --polarity negated"), "edge"), 0);
  EXPECT_EQ(CountIn(Draw("Lovik Nordhaven"), "root"), 2);
}

TEST_F(Graph, DrawsWhatIsDeniedApartAndEscapesWhatArticlesSay) {
  Write("odd.txt",
        "Odd names\n\nNorthern Wire\nJune 5, 2025\n\nMeridian Motors did not buy Lovik.\n"
        "Meridian Motors bought Smith & Sons.\n");
  ASSERT_EQ(Run("load port.txt odd.txt --quiet --store odd.db").status, 0);
  const std::string svg = Draw("'Meridian Motors' --store odd.db");
  EXPECT_EQ(CountIn(svg, "denied"), 1) << svg;
  EXPECT_NE(svg.find("Smith &amp; Sons"), svg.npos) << svg;
  EXPECT_NE(Draw("'Meridian Motors' --store odd.db --format dot").find("style=dashed"), svg.npos);
}

TEST_F(Graph, IsReadByGraphviz) {
  const std::string dot = Draw("Lovik --depth 2 --format dot");
  EXPECT_TRUE(dot.starts_with("digraph lode {")) << dot;
  EXPECT_NE(dot.find("[label=\"Lovik\""), dot.npos) << dot;
  EXPECT_NE(dot.find(" -> "), dot.npos);
  if (RunCommand("command -v dot").status != 0) GTEST_SKIP() << "graphviz is not installed";
  const Outcome drawn = RunCommand("dot -Tsvg drawing");
  EXPECT_EQ(drawn.status, 0);
  EXPECT_EQ(CountIn(drawn.out, "root"), 0) << drawn.out;  // and not -1: it is XML
}

TEST_F(Graph, IsAPageThatNeedsNothingElse) {
  const std::string page = Draw("Lovik --format html");
  for (const char* outside : {"<link", "src=", "import(", "import ", "fetch(\""})
    EXPECT_EQ(page.substr(0, page.find("<script type=\"module\">")).find(outside), page.npos);
  const std::size_t begin = page.find("id=\"data\">") + 10;
  const auto data =
      nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
  EXPECT_EQ(data["nodes"].size(), 2u);
  EXPECT_EQ(data["edges"][0]["sentences"][0]["text"], "Meridian Motors bought Lovik.");
  EXPECT_NE(page.find("const cytoscape = "), page.npos);
  EXPECT_EQ(page.find("export{"), page.npos);
}

TEST_F(Graph, SaysWhatIsWrong) {
  const Outcome unknown = Run("graph Lovick");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_NE(unknown.out.find("Lovik"), std::string::npos) << unknown.out;
  EXPECT_EQ(Run("graph").status, 2);
  EXPECT_EQ(Run("graph Lovik --format png").status, 2);
  EXPECT_EQ(Run("graph Lovik --modality wild").status, 2);
  EXPECT_EQ(Run("graph Lovik --set none").status, 2);
  EXPECT_EQ(Run("graph Lovik -o none/of/these.svg").status, 2);
}

TEST(Layout, PutsNeighboursNearAndNobodyOnTopOfAnother) {
  std::vector<std::pair<std::size_t, std::size_t>> chain;
  constexpr std::size_t kNodes = 12;
  for (std::size_t i = 0; i + 1 < kNodes; ++i) chain.emplace_back(i, i + 1);
  const auto places = lode::doors::PlacesOf(kNodes, chain);
  const auto apart = [&](std::size_t a, std::size_t b) {
    return std::hypot(places[a].x - places[b].x, places[a].y - places[b].y);
  };
  for (std::size_t i = 0; i < kNodes; ++i)
    for (std::size_t j = i + 1; j < kNodes; ++j) EXPECT_GT(apart(i, j), 20) << i << ' ' << j;
  EXPECT_LT(apart(0, 1), apart(0, kNodes - 1));
  EXPECT_TRUE(lode::doors::PlacesOf(0, {}).empty());
}

}  // namespace
