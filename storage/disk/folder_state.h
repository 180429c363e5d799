// What a store's folder looks like from outside.
#pragma once

#include <string>

namespace lode {

// The logs and the lists of files in the folder, with their sizes: whatever is written changes
// one of them. Empty where the folder cannot be read. Cost: lists the folder.
std::string FilesOf(const std::string& path);

// The process that holds a lock on `file`, from /proc/locks; empty if unknown.
// Opening and closing the file ourselves would drop our own locks on it.
std::string HolderOf(const std::string& file);

}  // namespace lode
