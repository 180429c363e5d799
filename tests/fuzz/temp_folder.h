// A folder of the target's own, gone when the program ends.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

class TempFolder {
 public:
  TempFolder() : path_((std::filesystem::temp_directory_path() / "lode_fuzz_XXXXXX").string()) {
    Require(::mkdtemp(path_.data()) != nullptr);
  }
  ~TempFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

  // Writes a file of the folder anew and returns its path.
  std::string Write(const std::string& name, std::string_view bytes) const {
    const std::string path = path_ + "/" + name;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    Require(out.flush().good());
    return path;
  }

 private:
  std::string path_;
};

}  // namespace lode::fuzz
