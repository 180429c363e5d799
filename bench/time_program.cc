// A program's processor time, from its start to its end.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/peer.h"

namespace lode::bench {

Outcome TimeProgram(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  const pid_t process = fork();
  if (process == 0) {
    execv(arguments.front(), arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (process < 0 || wait4(process, &status, 0, &used) != process || status != 0)
    return Failed("a program started for a first question failed");
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return {true, seconds(used.ru_utime) + seconds(used.ru_stime)};
}

}  // namespace lode::bench
