// The furniture of pages stands in tables (words/*_cues.list): the kinds are few, and the lines
// of a language or a habit are added without reading code.

#include <map>
#include <string>
#include <vector>

#include "loaders/readers/structure/cue_rows.h"
#include "loaders/readers/words/tables.h"

namespace lode {

std::span<const CueRow> ListedCues() {
  static const std::vector<CueRow> rows = [] {
    const std::map<std::string_view, LineCue> kinds = {
        {"byline", LineCue::kByline},        {"caption", LineCue::kCaption},
        {"section", LineCue::kSection},      {"offer", LineCue::kOffer},
        {"machine", LineCue::kMachineLabel}, {"no-information", LineCue::kNoInformation},
        {"furniture", LineCue::kFurniture}};
    std::vector<CueRow> made;
    for (std::string_view table : {kTextCues, kOfferCues, kEuropeanCues, kPageCues})
      for (const TableRow& row : RowsOf(table)) {
        const std::vector<std::string_view> key = WordsOf(row.key);  // "caption 14"
        if (row.key == "example" || key.size() != 2) continue;
        const auto kind = kinds.find(key[0]);
        if (kind == kinds.end()) continue;
        made.push_back({kind->second, std::stoul(std::string(key[1])), row.value});
      }
    return made;
  }();
  return rows;
}

}  // namespace lode
