// Finds files and reads their bytes. Unpacking stops at the limit, so that a small
// file cannot become a large one. The hard bit is the end: gzip and Zstandard
// files may hold several members, and one that is cut off looks like the end of
// input everywhere but in the decoder's own state.

#include "loaders/readers/bytes/source.h"

#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>
#include <string_view>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/inflate.h"

namespace lode {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadChunk = 1 << 16;
constexpr int kPatienceMs = 50;  // between two looks at whether to go on waiting

bool IsGzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B\x08");
}
bool IsZstd(std::string_view bytes) {
  return bytes.starts_with("\x28\xB5\x2F\xFD");
}

struct ZstdFree {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

Result<std::string> Unzstd(const std::string& bytes, std::uint64_t limit) {
  std::unique_ptr<ZSTD_DStream, ZstdFree> stream(ZSTD_createDStream());
  if (!stream) return {Code::kInternal, "zstd does not start"};
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 27);
  std::string out;
  std::array<char, kReadChunk> chunk{};
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::size_t state = 1;
  for (bool full = false; in.pos < in.size || full;) {
    ZSTD_outBuffer to{chunk.data(), chunk.size(), 0};
    state = ZSTD_decompressStream(stream.get(), &to, &in);
    if (ZSTD_isError(state))
      return {Code::kInvalidInput, std::string("the zstd data is damaged (") +
                                       ZSTD_getErrorName(state) + "): fetch the file again"};
    out.append(chunk.data(), to.pos);
    if (out.size() > limit) return {Code::kLimit, OverLimit(limit)};
    full = to.pos == to.size && state != 0;
  }
  if (state != 0)
    return {Code::kInvalidInput, "the zstd data is cut off after " + std::to_string(out.size()) +
                                     " unpacked bytes: fetch the file again"};
  return out;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool IsSet(const std::atomic<bool>* cancel) {
  return cancel != nullptr && cancel->load();
}

Status Cancelled() {
  return {Code::kCancelled, "was not read to its end: the reading was cancelled"};
}

Result<std::string> ReadAll(int descriptor, std::uint64_t limit, const std::atomic<bool>* cancel) {
  std::string out;
  std::array<char, kReadChunk> chunk{};
  for (;;) {
    pollfd wait{descriptor, POLLIN, 0};
    while (cancel != nullptr && !IsSet(cancel) && poll(&wait, 1, kPatienceMs) == 0) {
    }
    if (IsSet(cancel)) return Cancelled();
    ssize_t got = read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {Code::kIo, std::string("cannot be read: ") + std::strerror(errno)};
    if (got == 0) return out;
    out.append(chunk.data(), static_cast<std::size_t>(got));
    if (out.size() > limit) return {Code::kLimit, OverLimit(limit)};
  }
}

bool HasGlobMark(const std::string& path) {
  return path.find_first_of("*?[") != std::string::npos;
}

class Finder {
 public:
  Finder(std::vector<SourceFile>& files, std::vector<LoadError>& errors)
      : files_(files), errors_(errors) {}

  void Add(const std::string& path) {
    std::error_code error;
    if (path == "-") {
      AddFile("-", 0);
    } else if (fs::is_directory(path, error)) {
      AddFolder(path);
    } else if (fs::exists(path, error)) {
      AddFile(path, SizeOf(path));
    } else if (HasGlobMark(path)) {
      AddGlob(path);
    } else if (path.find("://") != path.npos) {
      // Not repeated whole: a password may stand in it.
      errors_.push_back({path.substr(0, path.find("://") + 3) + "...", 0,
                         "is an address, no file: `lode load` and `lode watch` fetch addresses"});
    } else {
      errors_.push_back({ShownPath(path), 0, "no such file or folder: check the path"});
    }
  }

 private:
  static std::uint64_t SizeOf(const fs::path& path) {
    std::error_code error;
    std::uintmax_t size = fs::file_size(path, error);
    return error ? 0 : size;
  }

  void AddFile(const std::string& path, std::uint64_t bytes) {
    if (seen_.insert(path).second) files_.push_back({path, bytes});
  }

  void AddFolder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> inside;
    fs::directory_iterator entry(folder, error), end;
    for (; !error && entry != end; entry.increment(error)) inside.push_back(entry->path());
    if (error)
      errors_.push_back({ShownPath(folder.string()), 0, "cannot be listed: " + error.message()});
    std::sort(inside.begin(), inside.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    for (const fs::path& path : inside) {
      if (path.filename().native().starts_with(".")) continue;
      std::error_code ignored;
      bool is_link = fs::is_symlink(path, ignored);
      // A link to a folder is not followed: it may lead back up.
      if (fs::is_directory(path, ignored)) {
        if (!is_link) AddFolder(path);
      } else if (fs::is_regular_file(path, ignored)) {
        AddFile(path.string(), SizeOf(path));
      } else if (is_link) {
        errors_.push_back(
            {ShownPath(path.string()), 0, "is a link to nothing: remove it or mend it"});
      }
    }
  }

  void AddGlob(const std::string& pattern) {
    glob_t found{};
    int state = glob(pattern.c_str(), GLOB_TILDE, nullptr, &found);
    std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    globfree(&found);
    if (state != 0 || paths.empty()) {
      errors_.push_back({ShownPath(pattern), 0, "the pattern matches no file: check it"});
      return;
    }
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) Add(path);
  }

  std::vector<SourceFile>& files_;
  std::vector<LoadError>& errors_;
  std::set<std::string> seen_;
};

}  // namespace

std::string ShownPath(const std::string& path) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string shown;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t begin = at;
    const bool is_utf8 =
        static_cast<unsigned char>(path[at]) < 0x80 ? (++at, true) : NextCodePoint(path, at) >= 0;
    for (std::size_t i = begin; i < at; ++i) {
      const auto byte = static_cast<unsigned char>(path[i]);
      shown +=
          is_utf8 ? std::string(1, path[i]) : std::string{'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return shown;
}

std::vector<SourceFile> FindSources(const std::vector<std::string>& paths,
                                    std::vector<LoadError>& errors) {
  std::vector<SourceFile> files;
  Finder finder(files, errors);
  for (const std::string& path : paths) finder.Add(path);
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

Result<std::string> Unpack(std::string bytes, std::uint64_t limit) {
  for (int layer = 0; layer < 2; ++layer) {
    if (!IsGzip(bytes) && !IsZstd(bytes)) break;
    Result<std::string> inside =
        IsGzip(bytes) ? Inflate(bytes, Wrapping::kGzip, limit) : Unzstd(bytes, limit);
    if (!inside.ok()) return inside;
    bytes = std::move(*inside);
  }
  return bytes;
}

namespace {

// Opening a pipe waits for its writer; a signal ends that wait.
int OpenFile(const std::string& path, const std::atomic<bool>* cancel) {
  int descriptor = -1;
  do {
    descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (descriptor < 0 && errno == EINTR && !IsSet(cancel));
  return descriptor;
}

}  // namespace

Result<std::string> ReadBytes(const std::string& path, std::uint64_t limit,
                              const std::atomic<bool>* cancel) {
  // Offsets into a file are 32 bits wide.
  limit = std::min<std::uint64_t>(limit, INT32_MAX);
  Descriptor file(path == "-" ? STDIN_FILENO : OpenFile(path, cancel));
  if (IsSet(cancel)) return Cancelled();
  if (file.number() < 0)
    return {errno == ENOENT ? Code::kNotFound : Code::kIo,
            std::string("cannot be opened: ") + std::strerror(errno)};
  struct stat info {};
  if (path != "-" && fstat(file.number(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return {Code::kInvalidInput, "is a folder, not a file"};
    if (S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) > limit)
      return {Code::kLimit, OverLimit(limit)};
  }
  Result<std::string> bytes = ReadAll(file.number(), limit, cancel);
  if (bytes.ok() && !bytes->empty())
    for (const auto& [end, kind] :
         {std::pair{".gz", "gzip"}, {".tgz", "gzip"}, {".zst", "Zstandard"}})
      if (path.ends_with(end) && !IsGzip(*bytes) && !IsZstd(*bytes))
        return {Code::kInvalidInput, "is not " + std::string(kind) +
                                         " data, as its name says: fetch it again, or name it "
                                         "without " +
                                         end};
  return bytes.ok() ? Unpack(std::move(*bytes), limit) : bytes;
}

}  // namespace lode
