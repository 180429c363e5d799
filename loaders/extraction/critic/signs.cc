#include "loaders/extraction/critic/signs.h"

#include <algorithm>

namespace lode {
namespace {

const std::vector<const std::vector<NumberSign>*>& Rooms() {
  static const std::vector<const std::vector<NumberSign>*> kRooms = {&TreeSigns(), &ArgumentSigns(),
                                                                     &ContextSigns()};
  return kRooms;
}

}  // namespace

std::vector<std::string_view> SignNames() {
  std::vector<std::string_view> names;
  for (const auto* room : Rooms())
    for (const NumberSign& sign : *room) names.push_back(sign.name);
  return names;
}

Signs SignsOf(const StatementView& view) {
  Signs signs;
  for (const auto* room : Rooms())
    for (const NumberSign& sign : *room) signs.numbers.push_back(sign.of(view));
  AddMarks(view, signs.marks);
  signs.words = WordsOf(view);
  std::ranges::sort(signs.marks);
  const auto same = std::ranges::unique(signs.marks);
  signs.marks.erase(same.begin(), same.end());
  return signs;
}

}  // namespace lode
