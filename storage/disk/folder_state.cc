#include "storage/disk/folder_state.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

namespace lode {

std::string FilesOf(const std::string& path) {
  std::set<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(path, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code gone;
    if (name.ends_with(".log") || name.starts_with("MANIFEST-"))
      files.insert(name + ":" + std::to_string(at->file_size(gone)));
  }
  std::string text;
  for (const std::string& file : files) text += file + " ";
  return text;
}

std::string HolderOf(const std::string& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return {};
  std::ifstream locks("/proc/locks");
  const std::string inode = ":" + std::to_string(info.st_ino);
  for (std::string line; std::getline(locks, line);) {
    std::istringstream fields(line);
    std::string number, kind, advisory, mode, pid, place;
    fields >> number >> kind >> advisory >> mode >> pid >> place;
    if (place.ends_with(inode) && mode == "WRITE") return pid;
  }
  return {};
}

}  // namespace lode
