// What the commands that load share.
#pragma once

#include <string>
#include <vector>

#include "shell/commands/commands.h"

namespace lode::shell {

LoadOptions OptionsOf(const LoadCommand& command);
WebOptions WebOptionsOf(const LoadCommand& command);

// What a command's paths are: of the disk, or addresses.
struct Places {
  std::vector<std::string> paths, addresses;
};
Places PlacesOf(const std::vector<std::string>& names);

// Loads paths, then addresses; the two reports are one.
Result<LoadReport> LoadPlaces(Store& store, const Places& places, const LoadOptions& options,
                              const WebOptions& web);

// "path:line: message".
std::string TextOf(const LoadError& error);

}  // namespace lode::shell
