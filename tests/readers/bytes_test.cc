#include <gmock/gmock.h>
#include <zlib.h>
#include <zstd.h>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/bytes/mapped_text.h"
#include "loaders/readers/bytes/source.h"
#include "loaders/readers/formats/format.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

constexpr std::string_view kStory =
    "The council of Port Elden voted on Tuesday against the merger of two ferry lines.\n";

std::string Gzip(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string Utf16(std::string_view ascii, bool mark) {
  std::string out = mark ? "\xFF\xFE"s : ""s;
  for (char c : ascii) out += {c, '\0'};
  return out;
}

TEST(Source, UnpacksByMagicNumberAndNotByName) {
  EXPECT_EQ(ReadOne(Gzip(kStory), "a.txt").blocks.size(), 1u);
  EXPECT_EQ(ReadOne(Zstd(kStory), "a.html").blocks.size(), 1u);
  EXPECT_EQ(ReadOne(Gzip(kStory) + Gzip(kStory), "a.gz").text.size(),
            ReadOne(std::string(kStory) + std::string(kStory)).text.size());
  EXPECT_EQ(ReadOne(Gzip(Zstd(kStory)), "a").blocks.size(), 1u);
}

TEST(Source, StopsDecompressionBombs) {
  LoadOptions options;
  options.max_file_bytes = 1 << 20;
  std::string large(8 << 20, 'a');
  EXPECT_THAT(ErrorOf(Gzip(large), "a.gz", options), HasSubstr("file-bytes"));
  EXPECT_THAT(ErrorOf(Zstd(large), "a.zst", options), HasSubstr("file-bytes"));
  EXPECT_THAT(ErrorOf(large, "a.txt", options), HasSubstr("file-bytes"));
}

TEST(Source, RefusesCutOffAndDamagedArchives) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += std::to_string(i * 7919) + " ";
  std::string gzip = Gzip(text), zstd = Zstd(text);
  EXPECT_THAT(ErrorOf(gzip.substr(0, gzip.size() / 2), "a.gz"), HasSubstr("cut off"));
  EXPECT_THAT(ErrorOf(zstd.substr(0, zstd.size() / 2), "a.zst"), HasSubstr("cut off"));
  gzip[gzip.size() / 2] ^= 0x55;
  EXPECT_THAT(ErrorOf(gzip, "a.gz"), HasSubstr("damaged"));
}

TEST(Source, RefusesWhatIsNoText) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("empty"));
  EXPECT_THAT(ErrorOf(" \n\t\n"), HasSubstr("empty"));
  EXPECT_THAT(ErrorOf("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "a.txt"), HasSubstr("PDF"));
  EXPECT_THAT(ErrorOf("PK\x03\x04"s + std::string(40, '\0'), "a.docx"), HasSubstr("ZIP"));
  EXPECT_THAT(ErrorOf("\x89PNG\r\n\x1A\n"s + std::string(20, '\0')), HasSubstr("PNG"));
  EXPECT_THAT(ErrorOf("some text\0 and more"s), HasSubstr("NUL byte at byte 9 (line 1)"));
}

TEST(Source, LimitsTheSizeOfAnArticle) {
  LoadOptions options;
  options.max_article_bytes = 1000;
  std::string text;
  for (int i = 0; i < 100; ++i) text += kStory;
  EXPECT_THAT(ErrorOf(text, "a.txt", options), HasSubstr("article-bytes"));
}

TEST(Source, FindsFilesFoldersAndGlobs) {
  Folder folder;
  folder.Write("b.txt", kStory);
  folder.Write("a/c.txt", kStory);
  folder.Write("a/.hidden.txt", kStory);
  folder.Write("d.md", kStory);
  std::vector<LoadError> errors;
  auto names = [&](const std::vector<std::string>& paths) {
    std::string joined;
    for (const SourceFile& file : FindSources(paths, errors))
      joined += file.path.substr(folder.path().size() * (file.path != "-")) + " ";
    return joined;
  };
  EXPECT_EQ(names({folder.path()}), "/a/c.txt /b.txt /d.md ");
  EXPECT_EQ(names({folder.path() + "/*.txt", folder.path() + "/b.txt"}), "/b.txt ");
  EXPECT_EQ(names({"-"}), "- ");
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(names({folder.path() + "/none.txt", folder.path() + "/*.none",
                   "https://me:secret@news.example/"}),
            "");
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[2].path, "https://...");
  EXPECT_THAT(errors[2].message, HasSubstr("is an address"));
  EXPECT_THAT(errors[0].message, HasSubstr("no such file"));
  EXPECT_THAT(errors[1].message, HasSubstr("matches no file"));
}

TEST(Encoding, ReadsWhatTheBytesSay) {
  EXPECT_EQ(ReadOne("\xEF\xBB\xBF" + std::string(kStory)).text.substr(0, 11), "The council");
  EXPECT_EQ(ReadOne(Utf16(kStory, true)).text.substr(0, 11), "The council");
  EXPECT_EQ(ReadOne(Utf16(kStory, false)).text.substr(0, 11), "The council");
  EXPECT_THAT(
      ReadOne(
          "The caf\xE9 owners of Ost\xE9 said they would fight the plan \x96 and \x93win\x94.\n")
          .text,
      HasSubstr("café owners of Osté said they would fight the plan – and “win”."));
  EXPECT_THAT(
      ReadOne(
          "<html><head><meta charset=\"iso-8859-2\"></head><body><p>Pan Nov\xE1k z Br\xECna \xF8"
          "ekl, \xBE"
          "e souhlas\xED.</p></body></html>")
          .text,
      HasSubstr("Novák"));
}

TEST(Encoding, RefusesBrokenUtf8WithItsPlace) {
  EXPECT_THAT(ErrorOf("Title here\n\nfoo \xFF\xFE bar text\n"),
              HasSubstr("invalid UTF-8 at byte 16 (line 3)"));
  EXPECT_THAT(ErrorOf("good \xC3\xA9 and \xC3\xA9\nbad \xC3( x\n"), HasSubstr("line 2"));
  EXPECT_THAT(ErrorOf("cut off in a lett\xC3"), HasSubstr("invalid UTF-8"));
  EXPECT_THAT(ErrorOf("surrogate \xED\xA0\x80 here"), HasSubstr("invalid UTF-8"));
  EXPECT_THAT(ErrorOf("overlong \xC0\xAF here"), HasSubstr("invalid UTF-8"));
  EXPECT_THAT(ErrorOf("\xFF\xFE"s + "a\0b\0"s + "\0\xD8x\0"s), HasSubstr("UTF-16"));
}

TEST(Encoding, StoresNfcAndKeepsOrigins) {
  std::string decomposed = "The cafe\xCC\x81 owners of Port Elden voted on Tuesday against it.\n";
  Article article = ReadOne(decomposed);
  EXPECT_EQ(article.text, "The café owners of Port Elden voted on Tuesday against it.");
  EXPECT_EQ(article.blocks[0].source, (Span{0, static_cast<std::uint32_t>(decomposed.size() - 1)}));
}

TEST(Encoding, MapsUtf16BackToItsBytes) {
  std::string bytes = Utf16("First paragraph of a story.\n\nSecond paragraph of a story.\n", true);
  Article article = ReadOne(bytes);
  ASSERT_EQ(article.blocks.size(), 2u);
  Span span = article.blocks[1].source;
  EXPECT_EQ(bytes.substr(span.begin, span.end - span.begin),
            Utf16("Second paragraph of a story.", false));
}

TEST(Format, GoesByContent) {
  struct Row {
    std::string_view bytes, name;
    FileFormat format;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"<!DOCTYPE html><p>x", "a.txt", FileFormat::kHtml},
           {"<div>x</div>", "a.txt", FileFormat::kHtml},
           {"<?xml version=\"1.0\"?>\n<!-- c --><rss>", "a.txt", FileFormat::kFeed},
           {"<feed xmlns='a'>", "a", FileFormat::kFeed},
           {"<?xml version='1.0'?><html>", "a", FileFormat::kHtml},
           {"{\"a\":1}", "a.txt", FileFormat::kJson},
           {"[{\"a\":1}]", "a.txt", FileFormat::kJson},
           {"{\"a\":1}\n{\"b\":2}\n", "a.json", FileFormat::kJsonLines},
           {"[\n{\"a\":1},\n{\"b\":2}\n]", "a.jsonl", FileFormat::kJson},
           {"[1]\nA headline\n", "a.txt", FileFormat::kText},
           {"{{ braces }} open a text", "a.txt", FileFormat::kText},
           {"A story", "a.html", FileFormat::kText},
           {"# Head\n\ntext", "a.md", FileFormat::kMarkdown},
           {"5 < 6, said the clerk", "a.txt", FileFormat::kText},
           {"", "a", FileFormat::kEmpty}})
    EXPECT_EQ(FormatOf(row.bytes, row.name), row.format) << row.bytes;
}

TEST(MappedText, RemembersOriginsThroughCutsAndUnits) {
  MappedText text;
  text.Append("ab", {10, 12});
  text.Append("é", {12, 18});  // an entity, say
  text.Append("cd", {18, 20});
  EXPECT_EQ(text.SourceOf(0, 2), (Span{10, 12}));
  EXPECT_EQ(text.SourceOf(1, 5), (Span{11, 19}));
  EXPECT_EQ(text.SourceOf(3, 4), (Span{12, 18}));  // half a unit answers for all of it
  MappedText half = text.Cut(3, 6);
  EXPECT_EQ(half.source(), (Span{12, 20}));
  EXPECT_EQ(half.SourceOf(1, 2), (Span{18, 19}));
}

TEST(MappedText, LeadsOnThroughAnotherText) {
  MappedText outer;
  outer.Append("xx", {100, 102});
  outer.Append("abc", {200, 203});
  MappedText inner;
  inner.Append("ab", {2, 4});
  inner.Append("&", {0, 5});
  MappedText through = inner.Through(outer);
  EXPECT_EQ(through.text(), "ab&");
  EXPECT_EQ(through.SourceOf(0, 2), (Span{200, 202}));
  EXPECT_EQ(through.SourceOf(2, 3), (Span{100, 203}));
}

TEST(MappedText, CollapsesSpaces) {
  MappedText text;
  text.Append("  a \t\n b\xC2\xA0 c ", {0, 13});
  MappedText out = CollapseSpaces(text);
  EXPECT_EQ(out.text(), "a b c");
  EXPECT_EQ(out.SourceOf(2, 3), (Span{7, 8}));
}

}  // namespace
}  // namespace lode
