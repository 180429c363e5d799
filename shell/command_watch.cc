// watch: loads what is new or changed in folders, and forgets what is gone where that is asked
// for. The store is opened for each change and closed again, so that others can write in
// between. Nothing is kept but the store: a watch that was killed begins by looking at
// everything, as if it were the first time, and what is stored already is passed over.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <set>
#include <thread>

#include "shell/commands.h"
#include "shell/folder_watch.h"
#include "shell/interrupt.h"
#include "shell/load_options.h"

namespace lode::shell {
namespace {

constexpr std::chrono::milliseconds kBusyPause(200);

// As the loader names it.
std::string Shown(const std::string& path) {
  return path.starts_with("./") ? path.substr(2) : path;
}

class Watcher {
 public:
  Watcher(const Context& context, const WatchCommand& command)
      : context_(context), command_(command) {}

  int Run() {
    for (const std::string& path : command_.load.paths)
      if (Status status = watch_.Add(path); !status.ok()) return Refuse(status);
    if (Status status = LookAtAll(); !status.ok()) return Refuse(status);
    while (!Interrupted() && !command_.once) {
      const Result<FolderChanges> changes = watch_.Wait();
      if (!changes.ok()) return Refuse(changes.status());
      if (changes->empty()) break;
      if (Status status = Follow(*changes); !status.ok()) return Refuse(status);
    }
    return had_errors_ ? kDoneWithErrors : kDone;
  }

 private:
  Status LookAtAll() {
    Status status = LoadThem(command_.load.paths);
    return status.ok() && command_.mirror ? ForgetGone() : status;
  }

  Status Follow(const FolderChanges& changes) {
    if (changes.lost_track) return LookAtAll();
    std::vector<std::string> there;
    std::error_code error;
    for (const std::string& path : changes.written)
      if (std::filesystem::is_regular_file(path, error)) there.push_back(path);
    Status status = there.empty() ? Status() : LoadThem(there);
    return status.ok() && command_.mirror && changes.something_gone ? ForgetGone() : status;
  }

  // Waits while somebody else writes.
  Result<Store> Open(Access access) {
    for (;;) {
      Result<Store> store = OpenStore(context_, access);
      if (store.ok()) return store;
      if (store.status().code() != Code::kBusy || Interrupted()) return store;
      std::this_thread::sleep_for(kBusyPause);
    }
  }

  // The store is closed again when it returns.
  Result<LoadReport> LoadOnce(const std::vector<std::string>& paths) {
    NewStore fresh(context_);
    Result<Store> store = Open(Access::kCreate);
    if (!store.ok()) return store.status();
    LoadOptions options = OptionsOf(command_.load);
    options.on_error = [&](const LoadError& error) {
      had_errors_ = true;
      std::cout << "! " << TextOf(error) << std::endl;
    };
    Result<LoadReport> report = Load(*store, paths, options);
    fresh.Judge(*store);
    return report;
  }

  Status LoadThem(const std::vector<std::string>& paths) {
    const Result<LoadReport> report = LoadOnce(paths);
    if (!report.ok()) return report.status();
    // One line a change: a file by its name, many at once by their numbers.
    if (report->added + report->replaced > 0) {
      std::cout << "+ " << (report->files == 1 ? Shown(paths.front()) : Files(report->files))
                << ": " << report->added << " added";
      if (report->replaced > 0) std::cout << ", " << report->replaced << " replaced";
      std::cout << ", " << report->statements << " statements" << std::endl;
    }
    return {};
  }

  static std::string Files(std::uint64_t count) { return std::to_string(count) + " files"; }

  // Whether the path lies in what is watched.
  bool IsWatched(const std::string& path) const {
    return std::any_of(command_.load.paths.begin(), command_.load.paths.end(),
                       [&](const std::string& given) {
                         std::string root = Shown(given);
                         while (root.size() > 1 && root.back() == '/') root.pop_back();
                         return root == "." ? !path.starts_with('/') && !path.starts_with("..")
                                            : path == root || path.starts_with(root + "/");
                       });
  }

  Status ForgetGone() {
    std::set<std::string> gone;
    {
      Result<Store> store = Open(Access::kRead);
      if (!store.ok() && store.status().code() == Code::kNotFound)
        return {};  // nothing was ever loaded
      if (!store.ok()) return store.status();
      Damage damage;
      const Result<std::vector<ArticleInfo>> articles = store->Articles(&damage);
      if (!articles.ok()) return articles.status();
      std::error_code error;
      for (const ArticleInfo& article : *articles)
        for (const std::string& path : article.paths)
          if (IsWatched(path) && !std::filesystem::exists(path, error) && !error) gone.insert(path);
    }
    if (gone.empty()) return {};
    Result<Store> store = Open(Access::kWrite);
    if (!store.ok()) return store.status();
    for (const std::string& path : gone) {
      if (Interrupted()) break;
      const Result<std::uint64_t> count = store->Forget(path);
      if (!count.ok() && count.status().code() != Code::kNotFound) return count.status();
      if (count.ok()) std::cout << "- " << path << ": " << *count << " forgotten" << std::endl;
    }
    return {};
  }

  const Context& context_;
  const WatchCommand& command_;
  FolderWatch watch_;
  bool had_errors_ = false;
};

}  // namespace

int RunWatch(const Context& context, const WatchCommand& command) {
  for (const std::string& path : command.load.paths)
    if (path.find("://") != std::string::npos)
      return Refuse({Code::kUnsupported,
                     "'" + path +
                         "' is no folder: addresses cannot be watched yet; fetch the feed "
                         "into a folder and watch that"});
  return Watcher(context, command).Run();
}

}  // namespace lode::shell
