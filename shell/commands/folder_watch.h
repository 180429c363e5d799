// Folders that are watched: which files in them are new, changed or gone.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lode/status.h"

namespace lode::shell {

// What happened since the last look. Paths begin as the watched ones were given.
struct FolderChanges {
  std::set<std::string> written;  // files that are there, whole as far as their writer says
  bool something_gone = false;    // a file or folder was deleted or moved away
  bool lost_track = false;        // more happened than could be told: look at everything
  bool empty() const { return written.empty() && !something_gone && !lost_track; }
};

// Watches files and folders, with all folders below them, by inotify; hidden ones are passed
// over. Threads: one.
class FolderWatch {
 public:
  FolderWatch() = default;
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // kNotFound; kLimit where the system watches no more folders. What happens from here on is
  // noticed: look at everything after it.
  Status Add(const std::string& path);
  // Waits until something has happened and then was quiet for a moment, or a signal came, or
  // `until` is past. Empty: one of the latter.
  Result<FolderChanges> Wait(std::chrono::steady_clock::time_point until);

 private:
  Status Open();
  Status AddFolder(const std::string& path, FolderChanges& changes);
  void Take(FolderChanges& changes);
  bool Poll(int timeout_ms) const;

  int descriptor_ = -1;
  std::map<int, std::string> folders_;          // by the number that the system gave
  std::set<std::string> roots_, single_files_;  // as they were given
};

}  // namespace lode::shell
