// A sketch is made of hashes of runs of words, so it does not depend on where in the text a
// passage stands, and a word that was changed costs the runs that it is in.

#include "storage/text/text_traits.h"

#include <algorithm>
#include <set>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/names/article_names.h"
#include "storage/terms/key_layout.h"
#include "storage/text/agencies.h"
#include "storage/text/words.h"

namespace lode {

namespace {

bool IsRunningText(const Block& block) {
  switch (block.kind) {
    case BlockKind::kTitle:
    case BlockKind::kByline:
    case BlockKind::kDateline:
    case BlockKind::kSourceHeader:
    case BlockKind::kBoilerplate: return false;
    default: return block.duplicate_of < 0;
  }
}

void PutHash(std::string& out, std::uint64_t hash) {
  for (unsigned i = 0; i < kSketchHashBytes; ++i)
    out.push_back(static_cast<char>(hash >> 8 * (kSketchHashBytes - 1 - i)));
}

void AddShingles(const std::vector<std::string>& words, std::set<std::uint64_t>& hashes) {
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    std::string shingle;
    for (std::size_t j = i; j < i + kShingleWords; ++j) shingle += words[j] + ' ';
    hashes.insert(ContentHash(shingle) >> (64 - 8 * kSketchHashBytes));
  }
}

}  // namespace

TextTraits TraitsOf(const Article& article) {
  TextTraits traits;
  traits.agency = CreditedAgency(article);
  std::set<std::uint64_t> hashes;
  for (const Block& block : article.blocks)
    if (IsRunningText(block))
      AddShingles(WordsIn(std::string_view(article.text)
                              .substr(block.text.begin, block.text.end - block.text.begin)),
                  hashes);
  traits.shingles = hashes.size();
  for (const std::uint64_t hash : hashes) {
    if (traits.sketch.size() == kSketchHashes) break;
    traits.sketch.push_back(hash);
  }
  return traits;
}

std::string EncodeTraits(const TextTraits& traits) {
  std::string out;
  PutVarint(out, traits.sentences);
  PutVarint(out, traits.words);
  PutString(out, traits.agency);
  PutVarint(out, traits.shingles);
  for (const std::uint64_t hash : traits.sketch) PutHash(out, hash);
  return out;
}

Result<TextTraits> DecodeTraits(std::string_view bytes) {
  const Status damaged(Code::kCorrupt, "what is kept of an article's text is damaged");
  ByteReader in(bytes);
  TextTraits traits;
  traits.sentences = in.Varint();
  traits.words = in.Varint();
  traits.agency = in.String();
  traits.shingles = in.Varint();
  while (in.ok() && !in.at_end()) {
    std::uint64_t hash = 0;
    for (unsigned i = 0; i < kSketchHashBytes; ++i) hash = hash << 8 | in.Byte();
    if (!traits.sketch.empty() && hash <= traits.sketch.back()) return damaged;
    traits.sketch.push_back(hash);
  }
  if (!in.ok() || traits.sketch.size() > kSketchHashes) return damaged;
  return traits;
}

std::optional<std::string_view> SketchBytesOf(std::string_view traits) {
  ByteReader in(traits);
  in.Varint(), in.Varint(), in.String(), in.Varint();
  if (!in.ok() || in.left() % kSketchHashBytes != 0 || in.left() > kSketchHashes * kSketchHashBytes)
    return std::nullopt;
  return traits.substr(traits.size() - in.left());
}

double LikenessOf(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  std::size_t looked = 0, both = 0;
  for (std::size_t i = 0, j = 0; looked < kSketchHashes && (i < a.size() || j < b.size());
       ++looked) {
    if (j == b.size() || (i < a.size() && a[i] < b[j])) {
      ++i;
    } else if (i == a.size() || b[j] < a[i]) {
      ++j;
    } else {
      ++i, ++j, ++both;
    }
  }
  return looked == 0 ? 0 : static_cast<double>(both) / static_cast<double>(looked);
}

bool AreOfOneOrigin(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  return std::min(one.size(), other.size()) >= kLeastSketch && LikenessOf(one, other) >= kOneOrigin;
}

std::vector<std::string> SketchKeys(const TextTraits& traits, std::string_view article_id,
                                    std::uint64_t number) {
  std::vector<std::string> keys;
  const std::uint32_t id = ShortIdOf(article_id);
  for (std::size_t i = 0; i < std::min(kLookedHashes, traits.sketch.size()); ++i) {
    std::string& key = keys.emplace_back(KeyOf(Table::kSketchHash));
    PutHash(key, traits.sketch[i]);
    for (int shift : {24, 16, 8, 0}) key.push_back(static_cast<char>(id >> shift));
    PutBig64(key, number);
  }
  return keys;
}

}  // namespace lode
