// The folder's mark. It is read before RocksDB is opened, so that a newer lode's
// store is refused before anything touches it, and it is written by renaming, so
// that it is there whole or not at all.

#include "storage/disk/format_version.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace lode {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kHead = "lode store\nformat ";

// Whether nothing is there that creating a store did not put there.
bool OnlyUnfinished(const std::string& path, std::error_code& error) {
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name != "data" && name != "FORMAT.new") return false;
  }
  return true;
}

Status Refused(const std::string& path, const std::string& what) {
  return {Code::kIo, "cannot use folder '" + path + "': " + what};
}

// The file's first bytes, or the errno of what the system said.
int ReadSmall(const std::string& path, std::string& text) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  char bytes[256];
  ssize_t size = 0;
  do {
    size = ::read(file, bytes, sizeof bytes);
  } while (size < 0 && errno == EINTR);
  const int fault = size < 0 ? errno : 0;
  ::close(file);
  if (fault == 0) text.assign(bytes, static_cast<std::size_t>(size));
  return fault;
}

// fsync of a file or folder, so that a rename survives a power cut.
bool Sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = ::fsync(file) == 0;
  ::close(file);
  return done;
}

}  // namespace

std::string DataFolder(const std::string& path) {
  return path + "/data";
}

std::string BulkFolder(const std::string& path) {
  return path + "/import";
}

void DropBulkFolder(const std::string& path) {
  std::error_code error;
  fs::remove_all(BulkFolder(path), error);
}

Status MakeFolder(const std::string& path) {
  std::error_code error;
  // Of what is made; of the folder itself always, that may be left from a making cut short.
  std::vector<fs::path> above;
  for (fs::path at = fs::absolute(path, error); !error && !fs::exists(at, error);
       at = at.parent_path())
    if (at.has_filename()) above.push_back(at.parent_path());
  if (above.empty())
    above.push_back(fs::absolute(fs::path(path) / "", error).parent_path().parent_path());
  if (!error) fs::create_directories(path, error);
  if (error) return {Code::kIo, "cannot create folder '" + path + "': " + error.message()};
  for (const fs::path& folder : above)
    if (!Sync(folder.string()))
      return {Code::kIo, "cannot create folder '" + path + "': '" + folder.string() +
                             "' does not reach the disk: " + std::strerror(errno)};
  return {};
}

Result<FolderState> InspectFolder(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return FolderState::kEmpty;
  if (error) return Refused(path, error.message());
  if (!fs::is_directory(status))
    return {Code::kInvalidInput, "'" + path + "' is a file, a store is a folder; name another one"};
  if (!fs::exists(path + "/FORMAT", error)) {
    const bool unfinished = OnlyUnfinished(path, error);
    if (error) return Refused(path, error.message());
    if (unfinished) return FolderState::kEmpty;
    return {Code::kInvalidInput,
            "folder '" + path + "' is not empty and holds no lode store; name another one"};
  }
  const auto found = FormatOf(path);
  if (!found.ok()) return found.status();
  const std::uint32_t version = *found;
  if (version > kKeptFormatVersion)
    return {Code::kUnsupported, "store '" + path + "' has format " + std::to_string(version) +
                                    ", this lode reads formats up to " +
                                    std::to_string(kKeptFormatVersion) + "; use a newer lode"};
  if (version < kFormatVersion)
    return {Code::kUnsupported,
            "store '" + path + "' has format " + std::to_string(version) +
                " of an older lode, this one keeps format " + std::to_string(kFormatVersion) +
                "; load the articles again into a new store (--store DIR), or export from it "
                "with the older lode and import that"};
  return FolderState::kStore;
}

Result<std::uint32_t> FormatOf(const std::string& path) {
  std::string text;
  if (const int fault = ReadSmall(path + "/FORMAT", text); fault != 0)
    return {Code::kIo, "'" + path + "/FORMAT' cannot be read: " + std::strerror(fault)};
  std::uint32_t version = 0;
  const char* end = text.data() + text.size();
  if (!text.starts_with(kHead) ||
      std::from_chars(text.data() + kHead.size(), end, version).ec != std::errc() || version == 0)
    return {Code::kCorrupt, "'" + path + "/FORMAT' is damaged; restore the store from a copy"};
  return version;
}

Status WriteFormat(const std::string& path, std::uint32_t version) {
  const std::string name = path + "/FORMAT", draft = path + "/FORMAT.new";
  {
    std::ofstream file(draft, std::ios::trunc);
    file << kHead << version << "\n";
    if (!file.flush()) return Refused(path, "its FORMAT file cannot be written");
  }
  std::error_code error;
  if (!Sync(draft)) return Refused(path, "its FORMAT file cannot be written");
  fs::rename(draft, name, error);
  if (error || !Sync(path)) return Refused(path, "its FORMAT file cannot be put in place");
  return {};
}

}  // namespace lode
