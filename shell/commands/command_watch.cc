// watch: loads what is new or changed in folders and at addresses, and forgets what is gone from
// folders where that is asked for. The store is opened for each change and closed again, so that
// others can write in between. Nothing is kept but the store: a watch that was killed begins by
// looking at everything, as if it were the first time, and what is stored already is passed over.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <set>
#include <thread>

#include "shell/commands/commands.h"
#include "shell/commands/folder_watch.h"
#include "shell/commands/load_options.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBusyPause(200);
constexpr Clock::time_point kNever = Clock::time_point::max();

// "90s", "15m", "2h", "1d", from a second to a year.
Result<std::chrono::seconds> TimeOf(const std::string& text) {
  constexpr std::int64_t kMost = 366 * 24 * 3600;
  std::int64_t number = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && number <= kMost; ++at)
    number = number * 10 + (text[at] - '0');
  const std::string unit = text.substr(at);
  const std::int64_t seconds = unit == "s"   ? 1
                               : unit == "m" ? 60
                               : unit == "h" ? 3600
                               : unit == "d" ? 24 * 3600
                                             : 0;
  if (at == 0 || seconds == 0 || number == 0 || number > kMost / seconds)
    return {Code::kInvalidInput,
            "'" + text + "' is no time: give --every as 90s, 15m, 2h or 1d, at least 1s"};
  return std::chrono::seconds(number * seconds);
}

// As the loader names it.
std::string Shown(const std::string& path) {
  return path.starts_with("./") ? path.substr(2) : path;
}

class Watcher {
 public:
  Watcher(const Context& context, const WatchCommand& command)
      : context_(context), command_(command), places_(PlacesOf(command.load.paths)) {}

  int Run() {
    const Result<std::chrono::seconds> every = TimeOf(command_.every);
    if (!every.ok()) return Refuse(every.status());
    every_ = *every;
    for (const std::string& path : places_.paths)
      if (Status status = watch_.Add(path); !status.ok()) return Refuse(status);
    if (Status status = LookAtAll(); !status.ok()) return Refuse(status);
    if (Status status = AskAddresses(); !status.ok()) return Refuse(status);
    while (!Interrupted() && !command_.once) {
      const Result<FolderChanges> changes = watch_.Wait(next_);
      if (!changes.ok()) return Refuse(changes.status());
      Status status = changes->empty() ? Status() : Follow(*changes);
      if (status.ok() && Clock::now() >= next_) status = AskAddresses();
      if (!status.ok()) return Refuse(status);
    }
    return had_errors_ ? kDoneWithErrors : kDone;
  }

 private:
  Status LookAtAll() {
    if (places_.paths.empty()) return {};
    Status status = LoadThem(places_.paths);
    return status.ok() && command_.mirror ? ForgetGone() : status;
  }

  // One line a page or item that is new or changed.
  Status AskAddresses() {
    next_ = kNever;
    if (places_.addresses.empty() || Interrupted()) return {};
    LoadOptions options = OptionsOf(command_.load);
    options.on_stored = [](const StoredChange& change) { Tell(change.path, change); };
    const Result<LoadReport> report = LoadOnce({{}, places_.addresses}, std::move(options));
    next_ = Clock::now() + every_;
    return report.status();
  }

  static void Tell(const std::string& what, const StoredChange& change) {
    std::cout << "+ " << what << ": " << change.added << " added";
    if (change.replaced > 0) std::cout << ", " << change.replaced << " replaced";
    std::cout << ", " << change.statements << " statements" << std::endl;
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
  Result<LoadReport> LoadOnce(const Places& places, LoadOptions options) {
    NewStore fresh(context_);
    Result<Store> store = Open(Access::kCreate);
    if (!store.ok()) return store.status();
    options.on_error = [&](const LoadError& error) {
      had_errors_ = true;
      std::cout << "! " << TextOf(error) << std::endl;
    };
    Result<LoadReport> report = LoadPlaces(*store, places, options, WebOptionsOf(command_.load));
    fresh.Judge(*store);
    return report;
  }

  Status LoadThem(const std::vector<std::string>& paths) {
    const Result<LoadReport> report = LoadOnce({paths, {}}, OptionsOf(command_.load));
    if (!report.ok()) return report.status();
    // One line a change: a file by its name, many at once by their numbers.
    if (report->added + report->replaced > 0)
      Tell(report->files == 1 ? Shown(paths.front()) : Files(report->files),
           {{}, report->added, report->replaced, report->statements});
    return {};
  }

  static std::string Files(std::uint64_t count) { return std::to_string(count) + " files"; }

  // Whether the path lies in what is watched.
  bool IsWatched(const std::string& path) const {
    if (IsWebAddress(path)) return false;
    return std::any_of(places_.paths.begin(), places_.paths.end(), [&](const std::string& given) {
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
  const Places places_;
  FolderWatch watch_;
  std::chrono::seconds every_{};
  Clock::time_point next_ = kNever;  // when the addresses are asked again
  bool had_errors_ = false;
};

}  // namespace

int RunWatch(const Context& context, const WatchCommand& command) {
  for (const std::string& path : command.load.paths)
    if (IsWebAddress(path) && !path.starts_with("http://") && !path.starts_with("https://"))
      return Refuse({Code::kUnsupported,
                     "'" + path.substr(0, path.find("://")) +
                         "://...' cannot be watched: only folders, files, and http and https "
                         "addresses can"});
  return Watcher(context, command).Run();
}

}  // namespace lode::shell
