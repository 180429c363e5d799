// Most entities are one node of one written form: what is shown of them is read off the facts of
// the node. The others are made as everybody makes them, by AliasTable.
//
// An entity in a page: u8 kind, u8 type, 6 bytes of the id's number, varint many, then as many
// strings: the name and the aliases.

#include "storage/names/shown_entities.h"

#include "storage/disk/coding.h"
#include "storage/names/entity_of.h"
#include "storage/names/node_facts.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};
constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kMostPageBytes = 16 << 20;  // of names that are long beyond all measure
constexpr std::size_t kMostTypes = 256;
// A walk over a page costs what so many entities cost one by one.
constexpr std::uint32_t kPays = 256;
constexpr std::string_view kIdStart = "e:";
constexpr std::size_t kIdDigits = 12, kIdBytes = kIdDigits / 2;

int DigitOf(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// False: the id is none of the usual ones.
bool PutId(std::string& out, std::string_view id) {
  if (id.size() != kIdStart.size() + kIdDigits || !id.starts_with(kIdStart)) return false;
  for (std::size_t i = kIdStart.size(); i < id.size(); i += 2) {
    const int high = DigitOf(id[i]), low = DigitOf(id[i + 1]);
    if (high < 0 || low < 0) return false;
    PutByte(out, static_cast<std::uint8_t>(high << 4 | low));
  }
  return true;
}

void ReadId(const char* bytes, std::string& id) {
  static constexpr char kDigits[] = "0123456789abcdef";
  char text[kIdStart.size() + kIdDigits] = {'e', ':'};
  for (std::size_t i = 0; i < kIdBytes; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    text[kIdStart.size() + 2 * i] = kDigits[byte >> 4];
    text[kIdStart.size() + 2 * i + 1] = kDigits[byte & 15];
  }
  id.assign(text, sizeof text);
}

// What is written here: of good bytes only.
std::size_t TakeVarint(const char*& at) {
  std::size_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

void TakeText(const char*& at, std::string& text) {
  const std::size_t size = TakeVarint(at);
  text.assign(at, size);
  at += size;
}

bool PutEntity(std::string& out, const Entity& entity, std::vector<std::string>& types) {
  std::size_t type = 0;
  while (type < types.size() && types[type] != entity.type) ++type;
  if (type == kMostTypes) return false;
  if (type == types.size()) types.push_back(entity.type);
  PutByte(out, static_cast<std::uint8_t>(entity.kind));
  PutByte(out, static_cast<std::uint8_t>(type));
  if (!PutId(out, entity.id)) return false;
  PutVarint(out, entity.aliases.size() + 1);
  PutString(out, entity.name);
  for (const std::string& alias : entity.aliases) PutString(out, alias);
  return true;
}

}  // namespace

ShownEntities::ShownEntities(std::shared_ptr<const KvView> view, const AliasTable& aliases)
    : view_(std::move(view)),
      aliases_(aliases),
      page_count_(aliases.chunk_count()),
      pages_(std::make_unique<std::atomic<const Page*>[]>(page_count_)),
      asked_(std::make_unique<std::atomic<std::uint32_t>[]>(page_count_)) {}

ShownEntities::~ShownEntities() = default;

// The entity of a node by itself that is written in one way; null: of another.
const Entity* ShownEntities::Plain(Node node, std::string_view facts, Entity& entity) const {
  ByteReader in(facts);
  const std::string_view key = in.String();
  for (int i = 0; i < 3; ++i) in.Varint();  // named, shorts, others
  in.Byte();                                // links
  if (in.Count(5) != 1) return nullptr;
  const std::string_view text = in.String();
  if (in.Byte() == 0) in.String();          // how it is folded
  for (int i = 0; i < 3; ++i) in.Varint();  // count, refs, name refs
  const std::size_t types = in.Count(2);
  if (types > 1) return nullptr;
  const std::string_view type = types == 1 ? in.String() : kNoType;
  if ((types == 1 && in.Varint() == 0) || !in.ok() || !aliases_.IsAlone(node)) return nullptr;
  entity.name = text;
  entity.id = EntityIdOf(key);
  entity.type = type;
  entity.kind = aliases_.KindOf(node);
  entity.aliases.clear();
  return &entity;
}

std::unique_ptr<const ShownEntities::Page> ShownEntities::Make(std::size_t number) const {
  auto page = std::make_unique<Page>();
  page->at.fill(kNone);
  const auto first = static_cast<Node>(number * kNodesOfChunk);
  auto it = view_->Walk(KeyOf(Table::kNodeFacts));
  Entity entity;
  for (it->Seek(KeyOf(Table::kNodeFacts, std::uint64_t{first})); it->valid(); it->Next()) {
    if (it->key().size() != 1 + sizeof(std::uint64_t)) break;
    const std::uint64_t node = ByteReader(it->key().substr(1)).Big64();
    if (node >= first + kNodesOfChunk || page->bytes.size() > kMostPageBytes) break;
    const auto here = static_cast<Node>(node);
    if (aliases_.RepresentativeOf(here) != here) continue;
    const std::size_t begin = page->bytes.size();
    const Entity* plain = Plain(here, it->value(), entity);
    const bool fits = plain != nullptr
                          ? PutEntity(page->bytes, *plain, page->types)
                          : PutEntity(page->bytes, *aliases_.EntityOf(here), page->types);
    if (fits)
      page->at[here - first] = static_cast<std::uint32_t>(begin);
    else
      page->bytes.resize(begin);
  }
  page->bytes.shrink_to_fit();
  return page;
}

void ShownEntities::Ask(std::size_t number, std::uint32_t entities) const {
  if (pages_[number].load(std::memory_order_acquire) != nullptr) return;
  const std::uint32_t before = asked_[number].fetch_add(entities, std::memory_order_relaxed);
  if (before >= kPays || before + entities < kPays) return;  // another made it, or it does not pay
  {
    std::lock_guard lock(mutex_);
    if (bytes_ > kMostBytes) return;
  }
  auto page = Make(number);
  std::lock_guard lock(mutex_);
  bytes_ += sizeof(Page) + page->bytes.size();
  owned_.push_back(std::move(page));
  pages_[number].store(owned_.back().get(), std::memory_order_release);
}

void ShownEntities::Expect(std::span<const Node> representatives) const {
  std::vector<std::uint32_t> expected(page_count_);
  for (const Node node : representatives)
    if (const std::size_t number = node / kNodesOfChunk; number < page_count_) ++expected[number];
  for (std::size_t number = 0; number < page_count_; ++number)
    if (expected[number] > 0) Ask(number, expected[number]);
}

void ShownEntities::FetchPlace(Node representative) const {
  if (const Page* page = PageOf(representative))
    __builtin_prefetch(&page->at[representative % kNodesOfChunk]);
}

void ShownEntities::FetchEntity(Node representative) const {
  const Page* page = PageOf(representative);
  const std::uint32_t begin = page == nullptr ? kNone : page->at[representative % kNodesOfChunk];
  if (begin != kNone) __builtin_prefetch(page->bytes.data() + begin);
}

void ShownEntities::Read(Node representative, Entity& entity) const {
  const Page* page = PageOf(representative);
  const std::uint32_t begin = page == nullptr ? kNone : page->at[representative % kNodesOfChunk];
  if (begin == kNone) {
    if (page == nullptr && representative / kNodesOfChunk < page_count_)
      Ask(representative / kNodesOfChunk, 1);
    entity = *aliases_.EntityOf(representative);
    return;
  }
  entity.key.clear();
  const char* at = page->bytes.data() + begin;
  entity.kind = static_cast<EntityKind>(*at++);
  entity.type = page->types[static_cast<unsigned char>(*at++)];
  ReadId(at, entity.id);
  at += kIdBytes;
  const std::size_t many = TakeVarint(at);
  TakeText(at, entity.name);
  entity.aliases.resize(many - 1);
  for (std::string& alias : entity.aliases) TakeText(at, alias);
}

}  // namespace lode
