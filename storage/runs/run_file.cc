// A block is read whole, its sum is looked at before its bytes are unpacked, and the order of
// its articles as they are handed out.

#include "storage/runs/run_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/runs/run_article.h"

namespace lode {

namespace {

constexpr std::string_view kMagic = "lode run\n", kRunEnding = ".run";
constexpr std::size_t kHashBytes = 16, kNumber = 8;
constexpr std::size_t kHeadBytes = kMagic.size() + kNumber + kHashBytes + kNumber;
constexpr std::size_t kFrameBytes = 4 * kNumber;  // of a block before its bytes, and of the end

std::string Big(std::initializer_list<std::uint64_t> numbers) {
  std::string bytes;
  for (const std::uint64_t number : numbers) PutBig64(bytes, number);
  return bytes;
}

std::uint64_t SumOf(std::string_view numbers, std::string_view bytes) {
  return ContentHash(std::string(numbers) + Big({ContentHash(bytes)}));
}
std::uint64_t Chained(std::uint64_t chain, std::uint64_t sum) {
  return ContentHash(Big({chain, sum}));
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Status Unread(const std::string& path, int error) {
  return {error == ENOENT ? Code::kNotFound : Code::kIo,
          "run '" + path + "' cannot be read: " + std::strerror(error)};
}
Status Unwritten(const std::string& path, int error) {
  return {Code::kIo, "run '" + path + "' cannot be written: " + std::strerror(error)};
}

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string RunSchemaHash(std::string_view schema_text) {
  return ContentHash128(schema_text);
}

bool IsRunFile(const std::string& path) {
  std::error_code unknown;  // what is read from a pipe is gone
  if (!std::filesystem::is_regular_file(path, unknown)) return false;
  const File file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return false;
  char bytes[kMagic.size()];
  const std::size_t size = std::fread(bytes, 1, sizeof bytes, file.get());
  return size == 0 ? path.ends_with(kRunEnding) : kMagic.starts_with(std::string_view(bytes, size));
}

struct RunFileWriter::Impl {
  std::string path;
  File file{nullptr, std::fclose};
  std::unique_ptr<ZSTD_CCtx, FreeContext> context{ZSTD_createCCtx()};
  int level = 0;
  std::string block, packed;
  std::uint64_t chain = 0;
  std::uint64_t in_block = 0, articles = 0, statements = 0;

  Status Write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size()) return {};
    return Unwritten(path, errno);
  }

  Status EndBlock() {
    if (in_block == 0) return {};
    packed.resize(ZSTD_compressBound(block.size()));
    const std::size_t size = ZSTD_compressCCtx(context.get(), packed.data(), packed.size(),
                                               block.data(), block.size(), level);
    if (ZSTD_isError(size) != 0)
      return {Code::kInternal, std::string("zstd cannot pack a block: ") + ZSTD_getErrorName(size)};
    packed.resize(size);
    const std::string head = Big({size, block.size(), in_block});
    const std::uint64_t sum = SumOf(head, packed);
    chain = Chained(chain, sum);
    block.clear();
    in_block = 0;
    Status status = Write(head + Big({sum}));
    return status.ok() ? Write(packed) : status;
  }
};

RunFileWriter::RunFileWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RunFileWriter::~RunFileWriter() = default;

Result<std::unique_ptr<RunFileWriter>> RunFileWriter::Create(const std::string& path,
                                                             std::string_view schema_hash,
                                                             int level) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->level = level;
  impl->file.reset(std::fopen(path.c_str(), "wbe"));
  if (impl->file == nullptr) return Unwritten(path, errno);
  if (impl->context == nullptr) return Status(Code::kInternal, "zstd does not start");
  const std::string head = std::string(kMagic) + Big({kRunLayout}) + std::string(schema_hash);
  impl->chain = ContentHash(head);
  if (Status status = impl->Write(head + Big({impl->chain})); !status.ok()) return status;
  return std::unique_ptr<RunFileWriter>(new RunFileWriter(std::move(impl)));
}

Status RunFileWriter::Add(std::string_view article) {
  const std::size_t before = impl_->block.size();
  if (article.size() + kNumber + 2 > kMostRunBlock - before)
    return {Code::kLimit, "article '" + std::string(PlaceOfRunArticle(article).path) +
                              "' is too large for a run: with its statements it has " +
                              std::to_string(article.size()) + " bytes"};
  PutString(impl_->block, article);
  ++impl_->in_block;
  ++impl_->articles;
  impl_->statements += StatementsOfRunArticle(article);
  return impl_->block.size() < kRunBlock ? Status::Ok() : impl_->EndBlock();
}

Status RunFileWriter::Finish() {
  Impl& impl = *impl_;
  Status status = impl.EndBlock();
  if (!status.ok()) return status;
  const std::string end = Big({0, impl.articles, impl.statements});
  status = impl.Write(end + Big({Chained(impl.chain, ContentHash(end))}));
  if (!status.ok()) return status;
  if (std::fflush(impl.file.get()) != 0 || ::fsync(::fileno(impl.file.get())) != 0)
    return Unwritten(impl.path, errno);
  return std::fclose(impl.file.release()) == 0 ? Status::Ok() : Unwritten(impl.path, errno);
}

struct RunFileReader::Impl {
  std::string path, schema_hash;
  File file{nullptr, std::fclose};
  std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
  std::string packed, block;
  std::string_view rest;                     // of the block
  std::string_view article;                  // into the block
  std::string last;                          // place of the article before, across blocks
  std::uint64_t chain = 0;                   // of the sums so far
  std::uint64_t at = 0;                      // where the next block begins
  std::uint64_t begin = 0;                   // where this one began
  std::uint64_t expected = 0, unpacked = 0;  // articles and bytes of the block, as it says
  std::uint64_t articles = 0, statements = 0;
  std::uint64_t end_articles = 0, end_statements = 0;
  bool is_valid = false, is_at_end = false;

  Status Damaged(const std::string& what) const {
    return {Code::kCorrupt, "run '" + path + "' is damaged at byte " + std::to_string(begin) +
                                ": " + what + "; extract its articles again"};
  }

  // Exactly so many bytes.
  Status Read(std::string& bytes, std::size_t size) {
    bytes.clear();
    while (bytes.size() < size) {  // what a damaged file asks for is not believed at once
      const std::size_t had = bytes.size();
      bytes.resize(std::min(size, had + (std::size_t{1} << 20)));
      const std::size_t got = std::fread(bytes.data() + had, 1, bytes.size() - had, file.get());
      if (had + got == bytes.size()) continue;
      bytes.resize(had + got);
      if (std::ferror(file.get()) != 0) return Unread(path, errno);
      return Damaged("it ends in the middle");
    }
    at += size;
    return {};
  }

  Status ReadHead() {
    std::string head;
    const Status status = Read(head, kHeadBytes);
    if (status.code() == Code::kIo) return status;
    if (!head.starts_with(kMagic) && !(head.size() < kMagic.size() && kMagic.starts_with(head)))
      return {Code::kInvalidInput, "'" + path + "' is no run; lode extract --run writes them"};
    if (!status.ok()) return status;
    ByteReader in(std::string_view(head).substr(kMagic.size()));
    const std::uint64_t layout = in.Big64();
    if (layout != kRunLayout)
      return {Code::kUnsupported, "run '" + path + "' has layout " + std::to_string(layout) +
                                      ", this lode reads " + std::to_string(kRunLayout) +
                                      "; extract its articles again with this lode"};
    const std::string_view told = std::string_view(head).substr(0, kHeadBytes - kNumber);
    schema_hash = told.substr(told.size() - kHashBytes);
    chain = ContentHash(told);
    return ByteReader(std::string_view(head).substr(told.size())).Big64() == chain
               ? Status::Ok()
               : Damaged("the sum of its head does not fit");
  }

  // The bytes of the next block with their sum looked at, or the end.
  Status ReadPacked() {
    begin = at;
    std::string head;
    Status status = Read(head, kFrameBytes);
    if (!status.ok()) return status;
    ByteReader in(head);
    const std::uint64_t size = in.Big64(), second = in.Big64(), third = in.Big64();
    const std::string_view told = std::string_view(head).substr(0, 3 * kNumber);
    const std::uint64_t sum = in.Big64();
    if (size == 0) {
      if (sum != Chained(chain, ContentHash(told)))
        return Damaged("the sum of the whole does not fit, blocks are missing");
      is_at_end = true;
      end_articles = second;
      end_statements = third;
      return std::fgetc(file.get()) == EOF ? Status::Ok()
                                           : Damaged("something stands behind its end");
    }
    if (second > kMostRunBlock || size > ZSTD_compressBound(kMostRunBlock) || third == 0)
      return Damaged("a block of " + std::to_string(size) + " bytes cannot be");
    unpacked = second;
    expected = third;
    status = Read(packed, static_cast<std::size_t>(size));
    if (!status.ok()) return status;
    if (sum != SumOf(told, packed)) return Damaged("the sum of a block does not fit");
    chain = Chained(chain, sum);
    return {};
  }

  Status ReadBlock() {
    Status status = ReadPacked();
    if (!status.ok() || is_at_end) return status;
    if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != unpacked)
      return Damaged("a block has another size than it says");
    block.resize(unpacked);
    const std::size_t size = ZSTD_decompressDCtx(context.get(), block.data(), block.size(),
                                                 packed.data(), packed.size());
    if (ZSTD_isError(size) != 0 || size != unpacked) return Damaged("a block cannot be unpacked");
    rest = block;
    return {};
  }

  Status Step() {
    while (rest.empty()) {
      if (expected != 0) return Damaged("a block has fewer articles than it says");
      Status status = ReadBlock();
      if (!status.ok()) return status;
      if (!is_at_end) continue;
      return articles == end_articles && statements == end_statements
                 ? Status::Ok()
                 : Damaged("it has other articles than it says");
    }
    ByteReader in(rest);
    article = in.String();
    const RunPlace place = PlaceOfRunArticle(article);
    if (!in.ok() || place.id.empty() || expected == 0)
      return Damaged("a block holds what is no article");
    rest.remove_prefix(rest.size() - in.left());
    --expected;
    if (!last.empty() && place < PlaceOfRunArticle(last)) return Damaged("it is not sorted");
    last.clear();
    PutString(last, place.id);
    PutString(last, place.path);
    PutVarint(last, place.part);
    ++articles;
    statements += StatementsOfRunArticle(article);
    is_valid = true;
    return {};
  }
};

RunFileReader::RunFileReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RunFileReader::~RunFileReader() = default;

Result<std::unique_ptr<RunFileReader>> RunFileReader::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->file.reset(std::fopen(path.c_str(), "rbe"));
  if (impl->file == nullptr) return Unread(path, errno);
  if (impl->context == nullptr) return Status(Code::kInternal, "zstd does not start");
  if (Status status = impl->ReadHead(); !status.ok()) return status;
  return std::unique_ptr<RunFileReader>(new RunFileReader(std::move(impl)));
}

const std::string& RunFileReader::path() const {
  return impl_->path;
}
const std::string& RunFileReader::schema_hash() const {
  return impl_->schema_hash;
}
bool RunFileReader::valid() const {
  return impl_->is_valid;
}
std::string_view RunFileReader::article() const {
  return impl_->article;
}

Status RunFileReader::Next() {
  impl_->is_valid = false;
  return impl_->is_at_end ? Status::Ok() : impl_->Step();
}

Status RunFileReader::CheckSums() {
  while (!impl_->is_at_end)
    if (Status status = impl_->ReadPacked(); !status.ok()) return status;
  return {};
}

}  // namespace lode
