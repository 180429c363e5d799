// What a run over files reads: paths, or texts that somebody holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "loaders/load_run.h"
#include "lode/load.h"
#include "lode/status.h"

namespace lode {

// Finds its files once the run is there to hear what is missing.
using FindFiles = std::function<std::vector<SourceFile>(LoadRun&)>;

// Views of what they are given.
FindFiles FilesAt(const std::vector<std::string>& paths);
FindFiles FilesOf(const std::vector<GivenText>& texts);
NextSource OneByOne(const std::vector<SourceFile>& files);

// kInvalidInput: a path is empty, or two texts have one.
Status CheckTexts(const std::vector<GivenText>& texts);

}  // namespace lode
