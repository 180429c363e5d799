// A map in one piece of memory: facts of names are read and let go by the thousand, and few of
// their entries ever change. Looking up takes the logarithm of its size, putting in its size.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lode {

// Entries ascend by their keys. Putting in and erasing make iterators and references invalid.
template <typename Key, typename Value>
class SortedMap {
 public:
  using Entry = std::pair<Key, Value>;
  // Keys of text are looked for by views.
  using Sought = std::conditional_t<std::is_same_v<Key, std::string>, std::string_view, const Key&>;
  using iterator = typename std::vector<Entry>::iterator;
  using const_iterator = typename std::vector<Entry>::const_iterator;

  iterator begin() { return entries_.begin(); }
  iterator end() { return entries_.end(); }
  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  void clear() { entries_.clear(); }
  void reserve(std::size_t count) { entries_.reserve(count); }

  const_iterator find(Sought key) const {
    const const_iterator at = NotBefore(entries_, key);
    return at != end() && at->first == key ? at : end();
  }
  iterator find(Sought key) {
    const iterator at = NotBefore(entries_, key);
    return at != end() && at->first == key ? at : end();
  }
  bool contains(Sought key) const { return find(key) != end(); }

  // The key's value, a new one where it has none.
  Value& operator[](Sought key) {
    if (entries_.empty() || entries_.back().first < key)
      return entries_.emplace_back(Key(key), Value()).second;
    const iterator at = NotBefore(entries_, key);
    if (at->first == key) return at->second;
    return entries_.emplace(at, Key(key), Value())->second;
  }

  void erase(const_iterator at) { entries_.erase(at); }
  void erase(Sought key) {
    if (const const_iterator at = std::as_const(*this).find(key); at != end()) erase(at);
  }

  bool operator==(const SortedMap&) const = default;

 private:
  template <typename Entries>
  static auto NotBefore(Entries& entries, Sought key) {
    return std::lower_bound(entries.begin(), entries.end(), key,
                            [](const Entry& entry, Sought sought) { return entry.first < sought; });
  }

  std::vector<Entry> entries_;
};

}  // namespace lode
