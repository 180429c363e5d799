// The page's files, which lie inside the program.
#pragma once

#include <string_view>
#include <vector>

namespace lode::server {

struct PageFile {
  std::string_view path;  // "/index.html"
  std::string_view bytes;
};

// All of them, sorted by path. Threads: any. Cost: none.
const std::vector<PageFile>& PageFiles();

}  // namespace lode::server
