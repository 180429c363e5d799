// Care of a store's files: how large its parts are, copies, compaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// A part of a store: what it is for, and how much of it there is.
struct StorePart {
  std::string name;              // "records", "index", ...
  std::uint64_t entries = 0;     // keys
  std::uint64_t bytes = 0;       // of keys and values, before compression
  std::uint64_t disk_bytes = 0;  // of the files, about: to a few per cent, in blocks
};

// The parts, largest first. Cost: reads the whole store. Threads: as Store.
// Errors: kCorrupt, kIo where it cannot be read.
Result<std::vector<StorePart>> PartsOf(const Store& store);

// Writes the files anew, without what was written over or taken out. Needs room for as much
// again while it works; a kill at any moment leaves the store whole. Readers go on; REQUIRES:
// the store is open for writing. Errors: kIo (the disk is full: nothing is lost).
Status Compact(Store& store);

// Adds a copy of the store as it is now to those in `folder`, which is made if it is not
// there. Files that the last copy holds already are not copied again, so what stands in the
// folder must stay as it is. Every file of the copy is read back and compared with its sum. A
// copy that was cut short does not count. REQUIRES: the store is open for writing.
// Errors: kIo, kCorrupt (a file of the store is damaged, or its copy).
Status BackUp(Store& store, const std::string& folder);

// Makes a store at `path` from the newest copy in `folder`; its files are compared with their
// sums first. What is cut short is no store, and can be given again.
// Errors: kInvalidInput: there is something at `path`. kNotFound: there is no copy.
// kUnsupported: it is of another format. kCorrupt: it is damaged. kIo.
Status Restore(const std::string& folder, const std::string& path);

}  // namespace lode
