// A file counts when its writer closes it or it is moved in. A new folder is watched before
// it is looked through, so nothing falls between: at worst a file is told of twice. Files that
// are watched by themselves are watched by their folder, since programs that save put a new
// file in the place of the old one.

#include "shell/commands/folder_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>

#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

namespace fs = std::filesystem;

constexpr int kQuietMs = 200;    // after the last event
constexpr int kMostQuiets = 20;  // then what is there is taken
constexpr int kSignalMs = 200;   // how soon a signal is noticed that came between two waits
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                  IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF;

bool IsHidden(const std::string& name) {
  return name.starts_with('.');
}

}  // namespace

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) close(descriptor_);
}

Status FolderWatch::Open() {
  if (descriptor_ >= 0) return {};
  descriptor_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor_ >= 0) return {};
  return {Code::kLimit, std::string("folders cannot be watched: ") + std::strerror(errno)};
}

Status FolderWatch::Add(const std::string& path) {
  if (Status status = Open(); !status.ok()) return status;
  std::error_code error;
  std::string root = path;
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  FolderChanges none;
  if (fs::is_directory(root, error)) {
    roots_.insert(root);
    return AddFolder(root, none);
  }
  if (!fs::exists(root, error)) return {Code::kNotFound, "there is no '" + path + "' to watch"};
  single_files_.insert(root);
  const std::string folder = fs::path(root).parent_path().string();
  const int number = inotify_add_watch(descriptor_, folder.empty() ? "." : folder.c_str(), kEvents);
  if (number < 0)
    return {Code::kLimit, "'" + path + "' cannot be watched: " + std::strerror(errno)};
  folders_.try_emplace(number, folder);
  return {};
}

// Watches a folder and all below it; the files that are there go into `changes`.
Status FolderWatch::AddFolder(const std::string& path, FolderChanges& changes) {
  const int number = inotify_add_watch(descriptor_, path.c_str(), kEvents | IN_ONLYDIR);
  if (number < 0 && (errno == ENOENT || errno == ENOTDIR)) return {};  // gone again
  if (number < 0)
    return {Code::kLimit, "'" + path + "' cannot be watched: " + std::strerror(errno) +
                              "; see /proc/sys/fs/inotify/max_user_watches"};
  folders_[number] = path;
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string(), inside = path + "/" + name;
    if (IsHidden(name)) continue;
    std::error_code unknown;
    if (it->is_directory(unknown) && !it->is_symlink(unknown)) {
      if (Status status = AddFolder(inside, changes); !status.ok()) return status;
    } else if (it->is_regular_file(unknown)) {
      changes.written.insert(inside);
    }
  }
  return {};
}

bool FolderWatch::Poll(int timeout_ms) const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return poll(&waiting, 1, timeout_ms) > 0;
}

Result<FolderChanges> FolderWatch::Wait(std::chrono::steady_clock::time_point until) {
  FolderChanges changes;
  while (!Interrupted() && changes.empty()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        until - std::min(until, std::chrono::steady_clock::now()));
    if (left.count() == 0) break;
    if (!Poll(static_cast<int>(std::min<std::int64_t>(left.count(), kSignalMs)))) continue;
    Take(changes);
    for (int quiets = 0; quiets < kMostQuiets && !Interrupted() && Poll(kQuietMs); ++quiets)
      Take(changes);
  }
  if (Interrupted()) return FolderChanges{};
  return changes;
}

void FolderWatch::Take(FolderChanges& changes) {
  alignas(inotify_event) char bytes[1 << 16];
  for (;;) {
    const ssize_t size = read(descriptor_, bytes, sizeof bytes);
    if (size <= 0) return;
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(bytes + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if ((event->mask & IN_Q_OVERFLOW) != 0) changes.lost_track = true;
      const auto folder = folders_.find(event->wd);
      if (folder == folders_.end()) continue;
      if ((event->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0) changes.something_gone = true;
      if ((event->mask & IN_IGNORED) != 0) folders_.erase(folder);
      if (event->len == 0 || IsHidden(event->name)) continue;
      const std::string& above = folder->second;
      const std::string path = above.empty() ? event->name : above + "/" + event->name;
      const bool by_itself = single_files_.contains(path);
      const bool in_root = std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
        return path.starts_with(root + "/") || root == "/";
      });
      if (!by_itself && !in_root) continue;
      if ((event->mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
        changes.something_gone = true;
        changes.written.erase(path);
      } else if ((event->mask & IN_ISDIR) != 0) {
        // Where it cannot be watched it is looked through at the next chance.
        if (!AddFolder(path, changes).ok()) changes.lost_track = true;
      } else if ((event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0) {
        changes.written.insert(path);
      }
    }
  }
}

}  // namespace lode::shell
