// Runs a program, its output thrown away, and prints the processor seconds that it took and the
// bytes that it had at its peak: "SECONDS BYTES". A process of its own, because the peak that the
// kernel tells of a child is never less than what its parent held when it was started.
//
//   timed PROGRAM ARGUMENT...        status: that of the program

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const pid_t process = fork();
  if (process == 0) {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execv(argv[1], argv + 1);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (process < 0 || wait4(process, &status, 0, &used) != process) return 1;
  std::printf("%.6f %llu\n", Seconds(used.ru_utime) + Seconds(used.ru_stime),
              static_cast<unsigned long long>(used.ru_maxrss) * 1024);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
