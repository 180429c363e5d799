// docs/embedding.md shows this program.
#include <lode/lode.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  lode::Result<lode::Store> store = lode::Store::Open(argv[1]);
  if (!store.ok()) {
    std::cerr << store.status().message() << '\n';
    return 1;
  }
  lode::Result<lode::LoadReport> report = lode::Load(*store, {argv[2]});
  if (!report.ok()) {
    std::cerr << report.status().message() << '\n';
    return 1;
  }
  std::cout << report->added << " articles, " << report->statements << " statements\n";

  lode::QuerySession session(*store);
  lode::QueryOutcome outcome = session.Run("said(Who, Words)?");
  for (const lode::Diagnostic& diagnostic : outcome.diagnostics)
    std::cerr << lode::Render(diagnostic) << '\n';
  for (const lode::Answer& answer : outcome.answers)
    for (const std::vector<lode::Value>& row : answer.rows)
      std::cout << lode::Display(row[0]) << " said " << lode::Display(row[1]) << '\n';
  return outcome.ok() ? 0 : 1;
}
