// A heap of readers. Where there are too many, groups of them are merged into runs first, until
// they are few: each article is written once more for a hundredfold more runs.

#include "storage/runs/run_merge.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include "storage/runs/run_article.h"

namespace lode {

namespace {

constexpr int kLevelOfRuns = 3, kLevelOfParts = 1;  // of zstd: what stays, what goes again

bool IsBefore(std::string_view one, std::string_view other) {
  const auto order = PlaceOfRunArticle(one) <=> PlaceOfRunArticle(other);
  return order != 0 ? order < 0 : one < other;
}

// For heaps whose first is the least.
bool IsBehind(const std::unique_ptr<RunFileReader>& one,
              const std::unique_ptr<RunFileReader>& other) {
  return IsBefore(other->article(), one->article());
}

// All articles of the runs. `one_a_place`: of those at one place the last alone.
Status MergeInto(const std::vector<std::string>& paths, const std::string& schema_hash, int level,
                 bool one_a_place, const std::atomic<bool>* cancel, const std::string& to) {
  auto merge = RunMerge::Open(paths);
  if (!merge.ok()) return merge.status();
  auto out = RunFileWriter::Create(to, schema_hash, level);
  if (!out.ok()) return out.status();
  std::string waiting;  // may be one with the next
  Status status = (*merge)->Next();
  for (; status.ok() && (*merge)->valid(); status = (*merge)->Next()) {
    if (cancel != nullptr && cancel->load())
      return {Code::kCancelled, "stopped; nothing was changed"};
    const std::string_view next = (*merge)->article();
    const bool is_same =
        one_a_place ? PlaceOfRunArticle(waiting) == PlaceOfRunArticle(next) : waiting == next;
    if (!waiting.empty() && !is_same) status = (*out)->Add(waiting);
    if (!status.ok()) return status;
    waiting = next;
  }
  if (status.ok() && !waiting.empty()) status = (*out)->Add(waiting);
  return status.ok() ? (*out)->Finish() : status;
}

}  // namespace

Result<std::unique_ptr<RunMerge>> RunMerge::Open(const std::vector<std::string>& paths) {
  auto merge = std::make_unique<RunMerge>();
  for (const std::string& path : paths) {
    auto run = RunFileReader::Open(path);
    if (!run.ok()) return run.status();
    if (Status status = merge->Enter(*std::move(run)); !status.ok()) return status;
  }
  return merge;
}

Status RunMerge::Enter(std::unique_ptr<RunFileReader> run) {
  if (Status status = run->Next(); !status.ok()) return status;
  if (!run->valid()) return {};
  heap_.push_back(std::move(run));
  std::push_heap(heap_.begin(), heap_.end(), IsBehind);
  return {};
}

Status RunMerge::Next() {
  if (current_ != nullptr)
    if (Status status = Enter(std::move(current_)); !status.ok()) return status;
  if (heap_.empty()) return {};
  std::pop_heap(heap_.begin(), heap_.end(), IsBehind);
  current_ = std::move(heap_.back());
  heap_.pop_back();
  return {};
}

Result<std::vector<std::string>> NarrowRuns(std::vector<std::string> paths,
                                            const std::string& folder, std::size_t most,
                                            const std::atomic<bool>* cancel) {
  std::size_t made = 0;
  const auto drop = [&](const std::string& path) {
    std::error_code error;
    if (path.starts_with(folder + "/merged-")) std::filesystem::remove(path, error);
  };
  while (paths.size() > most) {
    std::map<std::string, std::vector<std::string>> alike;  // by schema
    for (const std::string& path : paths) {
      auto run = RunFileReader::Open(path);
      if (!run.ok()) return run.status();
      alike[(*run)->schema_hash()].push_back(path);
    }
    if (alike.size() > most)
      return Status(Code::kLimit, "the runs were read with more than " + std::to_string(most) +
                                      " schemas; import those of each schema by themselves");
    std::vector<std::string> fewer;
    for (const auto& [schema_hash, all] : alike)
      for (std::size_t from = 0; from < all.size(); from += most) {
        const std::vector<std::string> group(
            all.begin() + static_cast<std::ptrdiff_t>(from),
            all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + most)));
        fewer.push_back(group.front());
        if (group.size() == 1) continue;
        fewer.back() = folder + "/merged-" + std::to_string(made++);
        const Status status =
            MergeInto(group, schema_hash, kLevelOfParts, false, cancel, fewer.back());
        if (!status.ok()) return status;
        for (const std::string& path : group) drop(path);
      }
    paths = std::move(fewer);
  }
  return paths;
}

RunSorter::RunSorter(std::string path, std::string schema_hash, std::size_t memory_bytes)
    : path_(std::move(path)), schema_hash_(std::move(schema_hash)), memory_bytes_(memory_bytes) {}

RunSorter::~RunSorter() {
  std::error_code error;
  for (const std::string& part : parts_) std::filesystem::remove_all(part, error);
}

Status RunSorter::Begin() {
  parts_.push_back(path_ + ".part");
  return RunFileWriter::Create(parts_.front(), schema_hash_, kLevelOfRuns).status();
}

Status RunSorter::Add(std::string article) {
  bytes_ += article.size();
  articles_.push_back(std::move(article));
  if (bytes_ < memory_bytes_) return {};
  parts_.push_back(path_ + ".part." + std::to_string(parts_.size()));
  return Spill(parts_.back(), kLevelOfParts);
}

Status RunSorter::Spill(const std::string& to, int level) {
  std::sort(articles_.begin(), articles_.end(), IsBefore);
  auto out = RunFileWriter::Create(to, schema_hash_, level);
  Status status = out.status();
  for (std::size_t i = 0; status.ok() && i < articles_.size(); ++i) {
    const bool has_later = i + 1 < articles_.size() &&
                           PlaceOfRunArticle(articles_[i]) == PlaceOfRunArticle(articles_[i + 1]);
    if (!has_later) status = (*out)->Add(articles_[i]);
  }
  articles_.clear();
  bytes_ = 0;
  return status.ok() ? (*out)->Finish() : status;
}

// Parts that were merged on the way stand beside the others, and go with them.
Status RunSorter::MergeParts(std::vector<std::string> sorted) {
  const std::string folder = path_ + ".parts";
  std::error_code error;
  if (sorted.size() > kRunsAtOnce) {
    std::filesystem::create_directory(folder, error);
    parts_.push_back(folder);
  }
  auto few = NarrowRuns(std::move(sorted), folder, kRunsAtOnce, nullptr);
  Status status = few.status();
  if (few.ok()) status = MergeInto(*few, schema_hash_, kLevelOfRuns, true, nullptr, parts_.front());
  return status;
}

Status RunSorter::Finish() {
  const std::string whole = parts_.front();
  Status status;
  if (parts_.size() == 1) {
    status = Spill(whole, kLevelOfRuns);
  } else {
    if (!articles_.empty()) {
      parts_.push_back(path_ + ".part." + std::to_string(parts_.size()));
      status = Spill(parts_.back(), kLevelOfParts);
    }
    std::vector<std::string> sorted(parts_.begin() + 1, parts_.end());
    if (status.ok()) status = MergeParts(std::move(sorted));
  }
  if (!status.ok()) return status;
  if (std::rename(whole.c_str(), path_.c_str()) != 0)
    return {Code::kIo, "run '" + path_ + "' cannot be written: " + std::strerror(errno)};
  return {};
}

}  // namespace lode
