// The store's folder and the version of what lies in it.
//
//   DIR/FORMAT   "lode store\nformat 10\n": written last when a store is made, so
//                that a folder with it is a whole store
//   DIR/data/    RocksDB (kv.h); DIR/data/LOCK is held by the one that writes
#pragma once

#include <cstdint>
#include <string>

#include "lode/status.h"

namespace lode {

inline constexpr std::uint32_t kFormatVersion = 10;
// Of a store that keeps rows of rules: the same, and every change has to change them. A lode that
// does not know of them must not write to it.
inline constexpr std::uint32_t kKeptFormatVersion = 11;

enum class FolderState { kStore, kEmpty };

// Looks at a folder without changing it. kEmpty: nothing there, or a store whose
// making was cut short. kUnsupported: another format, naming both versions and the way
// on: a newer lode, or reading the articles again.
// kInvalidInput: something else's folder. kCorrupt: FORMAT says nothing that can be
// understood. kIo: the system does not let it be read, and why.
Result<FolderState> InspectFolder(const std::string& path);

// Makes the folder and those above it that are not there; they survive a power cut.
Status MakeFolder(const std::string& path);

// Marks the folder as a whole store, durably.
Status WriteFormat(const std::string& path, std::uint32_t version = kFormatVersion);
// The version of a folder that InspectFolder found to be a store.
Result<std::uint32_t> FormatOf(const std::string& path);

// Where an import prepares what it puts in; of one that was killed it may still be there.
std::string BulkFolder(const std::string& path);
void DropBulkFolder(const std::string& path);
std::string DataFolder(const std::string& path);

}  // namespace lode
