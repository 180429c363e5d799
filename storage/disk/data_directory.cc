// Looks for models/ and schema/ where lode may have been put. A place counts when
// it has a folder schema/ in it.

#include "storage/disk/data_directory.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

namespace lode {

namespace fs = std::filesystem;

Result<std::string> FindDataDirectory(const std::string& preferred) {
  std::vector<std::string> places;
  const char* variable = std::getenv("LODE_DATA");
  if (!preferred.empty()) {
    places.push_back(preferred);
  } else if (variable != nullptr && *variable != '\0') {
    places.emplace_back(variable);
  } else {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
      const fs::path folder = program.parent_path();
      places.push_back((folder / "share/lode").string());
      places.push_back((folder / "../share/lode").lexically_normal().string());
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
