#include "doors/graph/layout.h"

#include <algorithm>
#include <cmath>

namespace lode::doors {
namespace {

constexpr double kApart = 110;  // how far neighbours like to stand
constexpr double kWide = 1.5;   // names are wider than high
constexpr double kGoldenAngle = 2.399963229728653;
constexpr double kMostSteps = 5e7;  // pairs that are looked at in all
constexpr double kMostRounds = 200, kLeastRounds = 20;

}  // namespace

std::vector<Place> PlacesOf(std::size_t nodes,
                            const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<Place> places(nodes), moves(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    const double radius = kApart * std::sqrt(static_cast<double>(i)),
                 angle = kGoldenAngle * static_cast<double>(i);
    places[i] = {radius * std::cos(angle), radius * std::sin(angle)};
  }
  const double pairs = static_cast<double>(nodes) * static_cast<double>(nodes);
  const double rounds = std::clamp(kMostSteps / std::max(1.0, pairs), kLeastRounds, kMostRounds);
  for (double round = 0; round < rounds; ++round) {
    std::fill(moves.begin(), moves.end(), Place());
    for (std::size_t i = 0; i < nodes; ++i)
      for (std::size_t j = i + 1; j < nodes; ++j) {
        const double x = places[i].x - places[j].x, y = places[i].y - places[j].y;
        const double push = kApart * kApart / std::max(1.0, x * x + y * y);
        moves[i].x += x * push, moves[i].y += y * push;
        moves[j].x -= x * push, moves[j].y -= y * push;
      }
    for (const auto& [from, to] : edges) {
      const double x = places[from].x - places[to].x, y = places[from].y - places[to].y;
      const double pull = std::sqrt(x * x + y * y) / kApart;
      moves[from].x -= x * pull, moves[from].y -= y * pull;
      moves[to].x += x * pull, moves[to].y += y * pull;
    }
    const double most = kApart * (1 - round / rounds);  // cools down
    for (std::size_t i = 0; i < nodes; ++i) {
      const double length = std::max(1e-9, std::hypot(moves[i].x, moves[i].y));
      const double step = std::min(length, most) / length;
      places[i].x += moves[i].x * step, places[i].y += moves[i].y * step;
    }
  }
  for (Place& place : places) place.x *= kWide;
  return places;
}

}  // namespace lode::doors
