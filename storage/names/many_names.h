// The tables of names in a change that brings very many names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/disk/overlay.h"
#include "storage/disk/sorted_keys.h"
#include "storage/names/node_facts.h"

namespace lode {

class Schema;

// Names of new articles of lines, made when they are asked for. Numbers ascend and are all
// different. Threads: one.
class ManyNames {
 public:
  virtual ~ManyNames() = default;
  virtual std::size_t size() const = 0;
  virtual NameNode NumberAt(std::size_t index) const = 0;
  // Valid until the next one is asked for.
  virtual const CountedName& At(std::size_t index) = 0;
};

// Most names are like no other, and nothing that the tables have bears on them: their keys are
// written as they come. The others are worked out one with another (NameUpdate).
class NamesPut {
 public:
  // `schema`: that by which the tables are kept. All must outlive this.
  NamesPut(const KvView& view, const Schema& schema, ManyNames& names)
      : view_(view), schema_(schema), names_(names) {}

  // Tells the names apart. kCorrupt: kept tables cannot be read.
  Status Sort();
  // Those that are like others, or that others may be joined with; indexes, ascending.
  const std::vector<std::uint32_t>& others() const { return others_; }
  // Puts the keys of all but these, laid over `changes` of chunks of nodes, which are taken out of
  // it, and between those of `changes` that are for the same tables, likewise.
  Status PutPlain(KeyChanges& changes, SortedKeys& keys);

 private:
  // A key of the index, without its table.
  struct IndexEntry {
    char kind;
    std::uint32_t hash;
    NameNode node;
    auto operator<=>(const IndexEntry&) const = default;
  };
  enum class State : std::uint8_t {
    kNew,    // is written as it comes
    kMore,   // the tables have it, and only its counts change
    kOther,  // is worked out with others
  };
  Result<std::vector<std::optional<std::string>>> KeptFacts(std::size_t begin,
                                                            std::size_t end) const;
  Status FindKnown();
  Status FindAlike();
  void MakeOther(NameNode node);
  Status PutChunks(KeyChanges& changes, SortedKeys& keys);
  Status PutFacts(KeyChanges& changes, SortedKeys& keys);
  Status PutIndex(KeyChanges& changes, SortedKeys& keys);

  const KvView& view_;
  const Schema& schema_;
  ManyNames& names_;
  std::vector<IndexEntry> index_;
  bool has_facts_ = false;           // the tables have some
  std::vector<std::uint8_t> kinds_;  // by index of the name, as a chunk has them
  std::vector<State> states_;        // likewise
  std::vector<std::uint32_t> others_;
};

}  // namespace lode
