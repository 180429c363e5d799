// Unpacking through zlib, which stops at the limit, so that a small file cannot become a
// large one. The hard bit is the end: a file may hold several members, and one that is cut
// off looks like the end of input everywhere but in the decoder's own state.

#include "loaders/readers/bytes/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace lode {
namespace {

constexpr std::size_t kChunk = 1 << 16;

struct InflateEnd {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

std::string Named(Wrapping wrapping) {
  return wrapping == Wrapping::kGzip ? "the gzip" : "the deflated";
}

}  // namespace

std::string OverLimit(std::uint64_t limit) {
  return "larger than the limit file-bytes (" + std::to_string(limit) +
         "): split it or raise it with --max-file-bytes";
}

Result<std::string> Inflate(std::string_view bytes, Wrapping wrapping, std::uint64_t limit) {
  const int window = wrapping == Wrapping::kNone ? -15 : wrapping == Wrapping::kZlib ? 15 : 15 + 16;
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return {Code::kInternal, "zlib does not start"};
  std::unique_ptr<z_stream, InflateEnd> guard(&stream);
  std::string out;
  std::array<char, kChunk> chunk{};
  std::size_t taken = 0;
  for (;;) {
    std::size_t part = std::min<std::size_t>(bytes.size() - taken, 1u << 30);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + taken));
    stream.avail_in = static_cast<uInt>(part);
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    int state = inflate(&stream, Z_NO_FLUSH);
    taken += part - stream.avail_in;
    out.append(chunk.data(), chunk.size() - stream.avail_out);
    if (out.size() > limit) return {Code::kLimit, OverLimit(limit)};
    if (state == Z_STREAM_END) {
      const bool more =
          wrapping == Wrapping::kGzip && bytes.substr(taken).starts_with("\x1F\x8B\x08");
      if (!more) return out;
      inflateReset(&stream);
    } else if (state == Z_BUF_ERROR ||
               (state == Z_OK && taken == bytes.size() && stream.avail_out > 0)) {
      return {Code::kInvalidInput, Named(wrapping) + " data is cut off after " +
                                       std::to_string(out.size()) +
                                       " unpacked bytes: fetch the file again"};
    } else if (state != Z_OK) {
      return {Code::kInvalidInput, Named(wrapping) + " data is damaged (" +
                                       (stream.msg ? stream.msg : "unknown error") +
                                       "): fetch the file again"};
    }
  }
}

}  // namespace lode
