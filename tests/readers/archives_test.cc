// Archives, crawls and mails: what they hold is read like files.
#include <gmock/gmock.h>
#include <zlib.h>

#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

constexpr std::string_view kPage =
    "<html><head><title>Quay sold</title></head><body><h1>Quay sold</h1><p>The council of Solvik "
    "sold its quay on Monday, Tor Lind said. He leads the council of the town.</p></body></html>";

std::string Deflated(std::string_view text, int window) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
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

std::string Little(std::uint64_t value, int width) {
  std::string out;
  for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

struct File {
  std::string name, bytes;
};

std::string Zip(const std::vector<File>& files, bool packed) {
  std::string out, directory;
  for (const File& file : files) {
    const std::string body = packed ? Deflated(file.bytes, -15) : file.bytes;
    const std::string facts = Little(packed ? 8 : 0, 2) + std::string(8, '\0') +
                              Little(body.size(), 4) + Little(file.bytes.size(), 4) +
                              Little(file.name.size(), 2);
    directory += "PK\x01\x02"s + std::string(4, '\0') + std::string(2, '\0') + facts +
                 std::string(12, '\0') + Little(out.size(), 4) + file.name;
    out += "PK\x03\x04"s + std::string(4, '\0') + facts + std::string(2, '\0') + file.name + body;
  }
  return out + directory + "PK\x05\x06"s + std::string(8, '\0') + Little(directory.size(), 4) +
         Little(out.size(), 4) + std::string(2, '\0');
}

std::string Tar(const std::vector<File>& files) {
  std::string out;
  for (const File& file : files) {
    std::string head(512, '\0');
    head.replace(0, file.name.size(), file.name);
    char size[13];
    std::snprintf(size, sizeof size, "%011o", static_cast<unsigned>(file.bytes.size()));
    head.replace(124, 11, size);
    head[156] = '0';
    head.replace(257, 5, "ustar");
    out += head + file.bytes + std::string((512 - file.bytes.size() % 512) % 512, '\0');
  }
  return out + std::string(1024, '\0');
}

const std::vector<File> kFiles = {
    {"site/a.html", std::string(kPage)},
    {"site/style.css", "p { color: red }"},
    {"b.jsonl",
     "{\"title\":\"One\",\"text\":\"It rained in Solvik on Monday.\"}\n"
     "{\"title\":\"Two\",\"text\":\"It snowed in Solvik on Friday.\"}\n"}};

TEST(Archive, MembersAreReadLikeFiles) {
  for (const std::string& bytes :
       {Zip(kFiles, false), Zip(kFiles, true), Tar(kFiles), Deflated(Tar(kFiles), 15 + 16)}) {
    const Reading reading = ReadFixture(bytes, "a.bin");
    EXPECT_EQ(reading.errors.size(), 0u);
    ASSERT_EQ(reading.articles.size(), 3u);
    EXPECT_EQ(reading.articles[0].info.title, "Quay sold");
    EXPECT_EQ(reading.articles[2].info.title, "Two");
    EXPECT_EQ(reading.articles[2].info.part, 3u);
  }
}

TEST(Archive, AMemberThatCannotBeReadCostsItself) {
  std::vector<File> files = kFiles;
  files[0].bytes = "%PDF-1.7\n";
  const Reading reading = ReadFixture(Zip(files, true), "a.zip");
  EXPECT_EQ(reading.articles.size(), 2u);
  ASSERT_EQ(reading.errors.size(), 1u);
  EXPECT_THAT(reading.errors[0].message, HasSubstr("site/a.html: the PDF data is damaged"));
}

TEST(Archive, LimitsHold) {
  LoadOptions options;
  options.max_file_bytes = 100'000;
  EXPECT_THAT(ErrorOf(Zip({{"a.txt", std::string(1 << 20, 'a')}}, true), "a.zip", options),
              HasSubstr("file-bytes"));
  std::string nested = Zip({{"a.txt", "It rained."}}, false);
  for (int i = 0; i < 4; ++i) nested = Zip({{"a.zip", nested}}, false);
  EXPECT_THAT(ErrorOf(nested, "a.zip"), HasSubstr("archive-depth"));
}

TEST(Archive, DamageIsNamed) {
  const std::string zip = Zip(kFiles, true), tar = Tar(kFiles);
  EXPECT_THAT(ErrorOf(zip.substr(0, 200), "a.zip"), HasSubstr("no directory"));
  EXPECT_THAT(ErrorOf(tar.substr(0, 600), "a.tar"), HasSubstr("cut off"));
}

TEST(Archive, OfficeDocumentsAreRefusedByName) {
  EXPECT_THAT(ErrorOf(Zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}}, true),
                      "a.docx"),
              HasSubstr("a Word document (DOCX): save it as text or HTML"));
  EXPECT_THAT(ErrorOf("<?xml version=\"1.0\"?><urlset><url/></urlset>", "a.xml"),
              HasSubstr("a sitemap"));
}

std::string WarcRecord(const std::string& type, const std::string& block,
                       std::size_t said_length = 0) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Target-URI: https://q.example/1\r\nContent-Length: " +
         std::to_string(said_length == 0 ? block.size() : said_length) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string Http(const std::string& status, const std::string& fields, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\n" + fields + "\r\n" + body;
}

TEST(Warc, AnsweredPagesAreArticles) {
  const std::string page(kPage);
  char size[20];
  std::snprintf(size, sizeof size, "%zx", page.size());
  const std::string chunked = size + "\r\n"s + page + "\r\n0\r\n\r\n";
  const std::string warc =
      WarcRecord("warcinfo", "software: none") + WarcRecord("request", "GET / HTTP/1.1\r\n\r\n") +
      WarcRecord("response", Http("404 Not Found", "", page)) +
      WarcRecord("response", Http("200 OK", "", page), page.size() / 2) +
      WarcRecord("response", Http("200 OK", "Transfer-Encoding: chunked\r\n", chunked)) +
      WarcRecord("response", Http("200 OK", "Content-Encoding: gzip\r\n", Deflated(page, 31)));
  for (const std::string& bytes : {warc, Deflated(warc, 31)}) {
    const Reading reading = ReadFixture(bytes, "a.warc");
    EXPECT_EQ(reading.errors.size(), 0u);
    ASSERT_EQ(reading.articles.size(), 3u);
    for (const Article& article : reading.articles) {
      EXPECT_EQ(article.info.url, "https://q.example/1");
      EXPECT_EQ(article.info.title, "Quay sold");
      EXPECT_EQ(KindOf(article, "The council of Solvik"), BlockKind::kParagraph);
    }
  }
}

TEST(Mail, TextIsDecoded) {
  const Article mail = ReadOne(
      "From: =?utf-8?Q?Ada_M=C3=B8e?= <ada@q.example>\r\nTo: list@q.example\r\nSubject: "
      "=?utf-8?B?Q2Fmw6k=?= burns\r\nDate: Mon, 10 Jun 2024 09:00:00 +0200\r\nMIME-Version: "
      "1.0\r\nContent-Type: multipart/alternative; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: "
      "text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe "
      "caf=E9 on the quay burned, the fire chief =\r\nof Solvik said on Monday.\r\n--xx--\r\n",
      "a.eml");
  EXPECT_EQ(mail.info.title, "Café burns");
  EXPECT_EQ(mail.info.author, "Ada Møe");
  EXPECT_EQ(mail.info.published, "2024-06-10T09:00:00+02:00");
  EXPECT_THAT(mail.text, HasSubstr("The café on the quay burned, the fire chief of Solvik"));
}

TEST(Mail, ASavedPageIsThePage) {
  const Article page = ReadOne(
      "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://q.example/1\r\nSubject: "
      "Quay sold\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
      "boundary=\"yy\"\r\n\r\n--yy\r\nContent-Type: text/css\r\n\r\np{}\r\n--yy\r\nContent-Type: "
      "text/html\r\nContent-Location: https://q.example/1\r\n\r\n" +
          std::string(kPage) + "\r\n--yy--\r\n",
      "a.mhtml");
  EXPECT_EQ(page.info.url, "https://q.example/1");
  EXPECT_EQ(page.info.title, "Quay sold");
  EXPECT_EQ(page.info.author, "");
}

}  // namespace
}  // namespace lode
