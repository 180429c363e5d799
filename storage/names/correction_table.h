// What people correct by hand: pairs of names that are kept apart.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// Pairs of node keys, the smaller first.
using KeyPairs = std::set<std::pair<std::string, std::string>>;

std::pair<std::string, std::string> KeyPair(std::string a, std::string b);

Result<KeyPairs> ReadApart(const KvView& view);
void PutApart(KvBatch& batch, const KeyPairs& pairs);
void DeleteApart(KvBatch& batch, const KeyPairs& pairs);

}  // namespace lode
