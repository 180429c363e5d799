// Most pairs that share a hash are not alike, so what counts is how fast that is seen.
//
// With two whole sketches, the likeness looks at the 64 least hashes of both together, and ten
// that both have make them alike. The tenth of them, both of its copies counted, is then among the
// first 74 of the two sketches merged: so two are not alike where those of the first 74 that come
// from the one are found in the other less than ten times. How many of them are the one's is a
// binary search, and a table of low bits finds a hash, or one that looks like it, without a branch.

#include "storage/text/sketches.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// So many of kSketchHashes are enough for one origin.
constexpr std::size_t LeastShared() {
  std::size_t shared = 0;
  while (static_cast<double>(shared) / kSketchHashes < kOneOrigin) ++shared;
  return shared;
}
constexpr std::size_t kLeastShared = LeastShared();
constexpr std::size_t kMerged = kSketchHashes + kLeastShared;

std::uint64_t HashAt(const char* sketch, std::size_t at) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kSketchHashBytes; ++i)
    hash = hash << 8 | static_cast<unsigned char>(sketch[kSketchHashBytes * at + i]);
  return hash;
}

// Its first 32 bits.
std::uint32_t HeadAt(const char* sketch, std::size_t at) {
  std::uint32_t head = 0;
  for (std::size_t i = 0; i < 4; ++i)
    head = head << 8 | static_cast<unsigned char>(sketch[kSketchHashBytes * at + i]);
  return head;
}

// Its last 16 bits.
std::size_t TailAt(const char* sketch, std::size_t at) {
  const char* end = sketch + kSketchHashBytes * (at + 1);
  return static_cast<unsigned char>(end[-2]) << 8 | static_cast<unsigned char>(end[-1]);
}

// How many of `own` are among the first kMerged of the two, or more. REQUIRES: both are whole.
std::size_t AmongFirst(const char* own, const char* other) {
  constexpr std::size_t kSure = kMerged - kSketchHashes, kLast = kSketchHashes - 1;
  std::size_t count = kSure;
  for (std::size_t step = std::bit_floor(kSketchHashes - kSure); step > 0; step /= 2) {
    const std::size_t at = std::min(count + step - 1, kLast);
    count += step * static_cast<std::size_t>(HeadAt(own, at) <= HeadAt(other, kMerged - 1 - at));
  }
  return std::min(count, kSketchHashes);
}

}  // namespace

void SketchSieve::Set(const char* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size_; ++i) has_[TailAt(bytes_, i) % kSlots] = 0;
  bytes_ = bytes, size_ = size;
  for (std::size_t i = 0; i < size_; ++i) has_[TailAt(bytes_, i) % kSlots] = 1;
}

bool SketchSieve::MayBeAlike(const char* bytes, std::size_t size) const {
  if (size != kSketchHashes || size_ != kSketchHashes) return true;
  const std::size_t looked = AmongFirst(bytes, bytes_);
  std::size_t found = 0;
  for (std::size_t i = 0; i < looked; ++i) found += has_[TailAt(bytes, i) % kSlots];
  return found >= kLeastShared;
}

Result<Sketches> Sketches::Read(const KvView& view) {
  Sketches sketches;
  if (Status status = sketches.ReadIds(view); !status.ok()) return status;
  if (Status status = sketches.ReadTraits(view); !status.ok()) return status;
  return sketches;
}

Status Sketches::ReadIds(const KvView& view) {
  auto it = view.Iterate(KeyOf(Table::kArticleById));
  for (; it->valid(); it->Next())
    if (it->key().size() > 9)
      places_.push_back({ByteReader(it->key().substr(it->key().size() - 8)).Big64(), 0, 0});
  return it->status();
}

Status Sketches::ReadTraits(const KvView& view) {
  std::vector<Place*> by_article;
  for (Place& place : places_) by_article.push_back(&place);
  std::sort(by_article.begin(), by_article.end(),
            [](const Place* a, const Place* b) { return a->article < b->article; });
  auto next = by_article.begin();
  auto it = view.Iterate(KeyOf(Table::kTraits));
  for (; it->valid(); it->Next()) {
    if (it->key().size() != 9) continue;
    const std::uint64_t article = ByteReader(it->key().substr(1)).Big64();
    while (next != by_article.end() && (*next)->article < article) ++next;
    if (next == by_article.end()) break;
    const auto sketch = SketchBytesOf(it->value());
    if ((*next)->article != article || !sketch) continue;
    (*next)->begin = bytes_.size();
    (*next)->size = sketch->size() / kSketchHashBytes;
    bytes_.append(*sketch);
  }
  return it->status();
}

std::uint64_t Sketches::HashOf(std::uint32_t i, std::size_t at) const {
  return HashAt(BytesOf(i), at);
}

void Sketches::Get(std::uint32_t i, Sketch& sketch) const {
  sketch.size = SizeOf(i);
  for (std::size_t at = 0; at < sketch.size; ++at) sketch.hashes[at] = HashOf(i, at);
}

}  // namespace lode
