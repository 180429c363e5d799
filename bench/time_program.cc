// A program's processor time, from its start to its end, and its memory.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "bench/peer.h"

namespace lode::bench {

std::string BuiltProgram(const std::string& name) {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string();
}

Outcome TimeProgram(std::vector<std::string> command) {
  command.insert(command.begin(), BuiltProgram("timed"));
  std::vector<char*> arguments;
  for (std::string& one : command) arguments.push_back(one.data());
  arguments.push_back(nullptr);
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return Failed("no pipe");
  const pid_t process = fork();
  if (process == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execv(arguments.front(), arguments.data());
    _exit(127);
  }
  close(ends[1]);
  std::FILE* told = fdopen(ends[0], "r");
  Outcome outcome;
  unsigned long long bytes = 0;
  const bool is_told = std::fscanf(told, "%lf %llu", &outcome.seconds, &bytes) == 2;
  std::fclose(told);
  int status = 0;
  waitpid(process, &status, 0);
  if (!is_told || status != 0) return Failed(command[1] + " failed");
  outcome.memory = bytes;
  outcome.ran = true;
  return outcome;
}

}  // namespace lode::bench
