// The program `lode`.

#include "shell/commands/commands.h"

int main(int argc, char** argv) {
  return lode::shell::RunProgram(argc, argv);
}
