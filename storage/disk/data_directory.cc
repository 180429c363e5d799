// Looks for models/ and schema/ where lode may have been put. A place counts when
// it has a folder schema/ in it.

#include "storage/disk/data_directory.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

namespace lode {

namespace fs = std::filesystem;

namespace {

// The folder of the program or shared library that this code stands in; empty if the system
// does not say.
fs::path OwnFolder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&FindDataDirectory), &info) == 0 ||
      info.dli_fname == nullptr)
    return program.parent_path();
  // The loader gives a program's name as it was called.
  const fs::path object = fs::canonical(info.dli_fname, error);
  return (error ? program : object).parent_path();
}

}  // namespace

Result<std::string> FindDataDirectory(const std::string& preferred) {
  std::vector<std::string> places;
  const char* variable = std::getenv("LODE_DATA");
  if (!preferred.empty()) {
    places.push_back(preferred);
  } else if (variable != nullptr && *variable != '\0') {
    places.emplace_back(variable);
  } else {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    const fs::path own = OwnFolder();
    // A library lies in lib/, or in lib/ARCHITECTURE/.
    for (const fs::path& folder : {program, own, own / ".."}) {
      if (folder.is_relative()) continue;
      for (const char* place : {"share/lode", "../share/lode"}) {
        const std::string there = (folder / place).lexically_normal().string();
        if (std::find(places.begin(), places.end(), there) == places.end()) places.push_back(there);
      }
    }
    places.emplace_back(LODE_INSTALL_DATADIR);
  }
  std::string tried;
  for (const std::string& place : places) {
    std::error_code error;
    if (fs::is_directory(fs::path(place) / "schema", error)) return place;
    tried += (tried.empty() ? "'" : ", '") + place + "'";
  }
  return {Code::kNotFound, "lode's models and schema were not found in " + tried +
                               "; set LODE_DATA to the folder that holds them"};
}

}  // namespace lode
