// The options of the commands that ask and find.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "shell/commands/commands.h"

namespace lode::shell {

// --param, and what it gives. kInvalidInput.
void AddParameterOption(CLI::App* command, std::vector<std::string>& parameters);
Result<std::map<std::string, Value>> ParametersOf(const Store& store,
                                                  const std::vector<std::string>& given);

// All but --format.
void AddQueryOptions(CLI::App* command, QueryCommand& query);
void AddPathOptions(CLI::App* command, PathCommand& path);
void AddSearchOptions(CLI::App* command, SearchCommand& search);
void AddEvalOptions(CLI::App* command, EvalCommand& eval);
void AddSetOption(CLI::App* command, std::string& set, const std::string& what);

// For a check of CLI11: what is wrong with a number, or nothing.
std::string NotNegative(const std::string& number);

}  // namespace lode::shell
