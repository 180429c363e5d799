// Entities as answers show them, ready: for whoever shows many.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "lode/value.h"
#include "storage/names/alias_table.h"

namespace lode {

// Pages of 4,096 nodes whose entities stand in one piece of memory, some 40 bytes each. A page
// is made at once, of a walk over what the store keeps of its names, when so many of its
// entities have been asked for that this costs what asking for them one by one did. Threads: any.
class ShownEntities {
 public:
  using Node = AliasTable::Node;

  // `aliases` is of the view, and outlives it.
  ShownEntities(std::shared_ptr<const KvView> view, const AliasTable& aliases);
  ~ShownEntities();

  // Makes the pages that pay, with what was asked for before, for nodes about to be asked for, in
  // any order, each as often as it will be; up to 64 MiB of pages stay as long as this does.
  void Expect(std::span<const Node> representatives) const;
  // What AliasTable::EntityOf gives, into `entity`, whose strings are used again. Costs some
  // 20 ns where the page is there, else what EntityOf costs, and once in a while a page.
  void Read(Node representative, Entity& entity) const;
  // Asks the processor for what Read will look at: first for where the entity stands in its
  // page, then, some entities later, for the entity.
  void FetchPlace(Node representative) const;
  void FetchEntity(Node representative) const;

 private:
  struct Page {
    std::array<std::uint32_t, kNodesOfChunk> at;  // in bytes, kNone: no such entity
    std::string bytes;
    std::vector<std::string> types;
  };

  const Page* PageOf(Node node) const {
    const std::size_t number = node / kNodesOfChunk;
    return number < page_count_ ? pages_[number].load(std::memory_order_acquire) : nullptr;
  }
  std::unique_ptr<const Page> Make(std::size_t number) const;
  // So many entities more of the page are asked for: makes it where that pays.
  void Ask(std::size_t number, std::uint32_t entities) const;
  const Entity* Plain(Node node, std::string_view facts, Entity& entity) const;

  const std::shared_ptr<const KvView> view_;
  const AliasTable& aliases_;
  const std::size_t page_count_;
  const std::unique_ptr<std::atomic<const Page*>[]> pages_;
  const std::unique_ptr<std::atomic<std::uint32_t>[]> asked_;  // of a page that is not there

  mutable std::mutex mutex_;  // guards what follows
  mutable std::vector<std::unique_ptr<const Page>> owned_;
  mutable std::size_t bytes_ = 0;
};

}  // namespace lode
