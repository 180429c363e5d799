// Commands that look after a store's files. Each is a call of lode/care.h or lode/check.h and
// a line that says what was done.

#include "shell/commands/command_care.h"

#include <iostream>

#include "lode/care.h"
#include "lode/check.h"
#include "shell/pages/listings.h"

namespace lode::shell {
namespace {

int RunStats(const Context& context, const std::string& format, const std::string& set,
             bool parts) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  if (parts && !set.empty())
    return Refuse({Code::kInvalidInput, "--parts is of the whole store, and not of a --set"});
  const Result<Listing> listing = parts         ? PartsListing(*store)
                                  : set.empty() ? StatsListing(*store)
                                                : SetListing(*store, set);
  if (!listing.ok()) return Refuse(listing.status());
  WriteListing(*listing, *FormatOf(format), context.terminal, std::cout);
  return kDone;
}

int RunCheck(const Context& context, bool mend) {
  Result<Store> store = OpenStore(context, mend ? Access::kWrite : Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Result<StoreCheck> check = CheckStore(*store, mend);
  if (!check.ok()) return Refuse(check.status());
  std::cout << "names of " << check->articles << " articles: " << check->name_entries
            << " entries, " << check->wrong << " of them wrong";
  if (check->mended > 0) std::cout << ", all put right";
  std::cout << "\ntheir words: " << check->text_entries << " entries, " << check->wrong_texts
            << " articles with wrong ones";
  if (check->mended_texts > 0) std::cout << ", all put right";
  if (check->kept_rows + check->wrong_kept > 0)
    std::cout << "\nkept rules: " << check->kept_rows << " rows, " << check->wrong_kept
              << " of them wrong";
  if (check->mended_kept > 0) std::cout << ", all put right";
  std::cout << "\n";
  if (check->wrong > check->mended || check->wrong_texts > check->mended_texts ||
      check->wrong_kept > check->mended_kept)
    return Refuse({Code::kCorrupt,
                   "what the store keeps of names, words and rules is not what its articles say; "
                   "put it right with lode check --mend"});
  return RefuseDamaged(check->damaged);
}

int RunCompact(const Context& context) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  const Result<StoreStats> before = store->Stats();
  if (!before.ok()) return Refuse(before.status());
  if (const Status status = Compact(*store); !status.ok()) return Refuse(status);
  const Result<StoreStats> after = store->Stats();
  if (!after.ok()) return Refuse(after.status());
  std::cout << before->disk_bytes << " bytes on disk, " << after->disk_bytes << " now\n";
  return kDone;
}

int RunBackup(const Context& context, const std::string& folder) {
  Result<Store> store = OpenStore(context, Access::kWrite);
  if (!store.ok()) return Refuse(store.status());
  if (const Status status = BackUp(*store, folder); !status.ok()) return Refuse(status);
  std::cout << "copied to " << folder << ", every file read back\n";
  return kDone;
}

int RunRestore(const Context& context, const std::string& folder) {
  const Status status = Restore(folder, context.store_path);
  if (!status.ok()) return Refuse(status);
  std::cout << "restored to " << context.store_path << "\n";
  return kDone;
}

}  // namespace

CLI::App* CareCommands::AddTo(const Add& add, const Context& context) {
  CLI::App* stats = add("stats", "Count what the store holds",
                        "  lode stats\n  lode stats --format json\n  lode stats --parts",
                        [this, &context] { return RunStats(context, format_, set_, parts_); });
  stats->add_option("--set", set_, "of that set");
  stats->add_flag("--parts", parts_, "how large each part of the store is (reads all of it)");
  add("check", "Compare what is kept of names and words with the articles",
      "  lode check\n  lode check --mend", [this, &context] { return RunCheck(context, mend_); })
      ->add_flag("--mend", mend_, "put right what is wrong");
  add("compact", "Write the store's files anew, without what was written over", "  lode compact",
      [&context] { return RunCompact(context); });
  add("backup", "Add a copy of the store to a folder of copies", "  lode backup /mnt/copies/news",
      [this, &context] { return RunBackup(context, folder_); })
      ->add_option("folder", folder_, "the folder of copies; made if it is not there")
      ->required();
  add("restore", "Make a store from the newest copy in a folder of copies",
      "  lode restore /mnt/copies/news --store news.db",
      [this, &context] { return RunRestore(context, folder_); })
      ->add_option("folder", folder_, "the folder of copies")
      ->required();
  return stats;
}

}  // namespace lode::shell
