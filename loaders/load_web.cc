// Loading from addresses: the queue fetches while what came before is read and stored.

#include <utility>

#include "loaders/load_run.h"
#include "loaders/pipeline.h"
#include "loaders/store_writer.h"
#include "loaders/web_queue.h"
#include "lode/web.h"

namespace lode {

bool IsWebAddress(const std::string& name) {
  return IsAddress(name);
}

Result<LoadReport> LoadWeb(Store& store, const std::vector<std::string>& addresses,
                           const LoadOptions& options, const WebOptions& web) {
  if (Status status = CheckLoadOptions(options); !status.ok()) return status;
  Result<Pipeline> pipeline = Pipeline::Open(options);
  if (!pipeline.ok()) return pipeline.status();
  LoadRun run(options, *pipeline);
  std::vector<Address> named;
  for (const std::string& address : addresses) {
    Result<Address> read = ParseAddress(address);
    if (read.ok())
      named.push_back(*std::move(read));
    else
      run.AddError({WithoutCredentials(address), 0, read.status().message()});
  }
  StoreWriter writer(store, run);
  WebQueue queue(store, run, web, named);
  LoadReport report = run.Execute(
      [&queue] { return queue.Next(); },
      [&](const Article& article) { return StandingOf(store, article, {}, options.set); },
      [&writer](LoadedRecord read) { writer.Take(std::move(read)); }, [&writer] { writer.Rest(); });
  if (!run.failure().ok()) return run.failure();
  report.unchanged += queue.unchanged();
  report.superseded += queue.superseded();
  return report;
}

}  // namespace lode
