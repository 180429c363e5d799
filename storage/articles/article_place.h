// By what articles are listed: where they were seen first.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

struct ArticlePlace {
  std::string path;
  std::uint32_t part = 1;
  std::string id;
  std::uint64_t number = 0;

  bool operator<(const ArticlePlace& other) const {
    return std::tie(path, part, id) < std::tie(other.path, other.part, other.id);
  }
};

// Of a stored header, without looking at the rest of it. None: it is damaged.
std::optional<ArticlePlace> PlaceOf(std::uint64_t number, std::string_view header);

// Calls `visit` with each article's number, ascending from `first` to `last`, and its stored
// header. Cost: one walk.
using VisitHeader = std::function<void(std::uint64_t number, std::string_view header)>;
Status VisitHeaders(const KvView& view, std::uint64_t first, std::uint64_t last,
                    const VisitHeader& visit);

// The paths of all articles, sorted, with the numbers of the articles that were seen at each,
// while `visit` is true. Cost: a walk over the paths.
using VisitPath =
    std::function<bool(std::string_view path, const std::vector<std::uint64_t>& numbers)>;
Status VisitPaths(const KvView& view, const VisitPath& visit);

}  // namespace lode
