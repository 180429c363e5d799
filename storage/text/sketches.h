// The sketches of all articles of a store, beside each other as their bytes stand: some 350 bytes
// an article.
//
// Articles are counted by their ids, ascending, so who is told by count is told in the order in
// which articles lean on each other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/text/text_traits.h"

namespace lode {

// One sketch: ascending hashes.
struct Sketch {
  std::array<std::uint64_t, kSketchHashes> hashes;
  std::size_t size = 0;
  std::span<const std::uint64_t> span() const { return {hashes.data(), size}; }
};

// Tells of many sketches that they are not alike with one, without looking at all of both.
class SketchSieve {
 public:
  // What begins with `bytes` is sieved from now on: `size` hashes. Valid while the bytes are.
  void Set(const char* bytes, std::size_t size);
  // False: surely not of one origin. Cost: half of the sketch.
  bool MayBeAlike(const char* bytes, std::size_t size) const;

 private:
  static constexpr std::size_t kSlots = 1 << 13;
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::array<std::uint8_t, kSlots> has_{};  // by the low bits of hashes
};

class Sketches {
 public:
  // Damaged traits are left out: they are like none. Cost: a walk over all traits and ids.
  static Result<Sketches> Read(const KvView& view);

  std::uint32_t count() const { return static_cast<std::uint32_t>(places_.size()); }
  std::uint64_t ArticleOf(std::uint32_t i) const { return places_[i].article; }
  std::size_t SizeOf(std::uint32_t i) const { return places_[i].size; }
  const char* BytesOf(std::uint32_t i) const { return bytes_.data() + places_[i].begin; }
  // The hash at `at`. REQUIRES: at < SizeOf(i).
  std::uint64_t HashOf(std::uint32_t i, std::size_t at) const;
  void Get(std::uint32_t i, Sketch& sketch) const;
  // It will be looked at soon: sketches stand far from each other in memory.
  void Prepare(std::uint32_t i) const {
    const char* bytes = BytesOf(i);
    for (std::size_t line = 0; line < 4; ++line) __builtin_prefetch(bytes + 64 * line);
  }

 private:
  struct Place {
    std::uint64_t article = 0;
    std::uint64_t begin = 0;  // in bytes_
    std::size_t size = 0;     // in hashes
  };

  Status ReadIds(const KvView& view);
  Status ReadTraits(const KvView& view);

  std::vector<Place> places_;
  std::string bytes_;  // of all sketches
};

}  // namespace lode
