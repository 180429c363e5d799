// Loading from the network, of a server on loopback.

#include "lode/web.h"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>

#include "tests/must.h"
#include "tests/network/news_server.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::FeedItem;
using test::FeedWith;
using test::PageWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Web : public testing::Test {
 protected:
  Web() : store_(test::OpenStore(folder_ / "store")), server_("http") {
    options_.data_directory = LODE_DATA_DIR;
    web_.pause_seconds = 0;
    web_.first_wait_seconds = 0.01;
    web_.timeout_seconds = 20;
  }

  LoadReport LoadAll(const std::vector<std::string>& addresses) {
    return Must(LoadWeb(store_, addresses, options_, web_));
  }
  LoadReport LoadAt(const std::string& path) { return LoadAll({server_.At(path)}); }
  // The only error of loading a path, where nothing was loaded.
  std::string ErrorAt(const std::string& path) {
    const LoadReport report = LoadAt(path);
    EXPECT_EQ(report.added, 0u);
    if (report.errors.size() != 1) return std::to_string(report.errors.size()) + " errors";
    EXPECT_EQ(report.errors.front().path, server_.At(path));
    return report.errors.front().message;
  }
  std::vector<std::string> Titles() {
    std::vector<std::string> titles;
    for (const ArticleInfo& info : Must(store_.Articles())) titles.push_back(info.title);
    return titles;
  }

  test::TempFolder folder_;
  Store store_;
  test::NewsServer<> server_;
  LoadOptions options_;
  WebOptions web_;
};

const std::string kQuay = PageWith("Quay sold", "Solvik Line bought the quay of Arn on Monday.");
const std::string kShip = PageWith("Ship launched", "The yard in Lindau launched a ship.");

TEST_F(Web, APageHasTheAddressBehindItsRedirects) {
  server_.Set("/old", {301, "", {{"Location", "/new?a=1#top"}}, {}});
  server_.Set("/new?a=1", kQuay);
  EXPECT_EQ(LoadAt("/old").added, 1u);
  const ArticleInfo article = Must(store_.Articles()).front();
  EXPECT_EQ(article.url, server_.At("/new?a=1"));
  EXPECT_EQ(article.path, server_.At("/old"));
  EXPECT_EQ(article.title, "Quay sold");
  EXPECT_THAT(server_.header("/new?a=1", "User-Agent"), testing::StartsWith("lode/"));
}

TEST_F(Web, WhatHasNotChangedIsNotSentAgain) {
  server_.Set("/a", {200, kQuay, {{"ETag", "\"one\""}}, {}});
  EXPECT_EQ(LoadAt("/a").added, 1u);
  const LoadReport again = LoadAt("/a");
  EXPECT_EQ(again.unchanged, 1u);
  EXPECT_EQ(again.files, 0u);  // nothing was read
  EXPECT_EQ(server_.header("/a", "If-None-Match"), "\"one\"");
  // What was forgotten is asked for as if for the first time.
  EXPECT_EQ(Must(store_.Forget(server_.At("/a"))), 1u);
  EXPECT_EQ(LoadAt("/a").added, 1u);
  // So is what joins a set.
  options_.set = "north";
  EXPECT_EQ(LoadAt("/a").files, 1u);
  EXPECT_EQ(server_.header("/a", "If-None-Match"), "");
  options_.set.clear();
  server_.Set("/a", {200, kShip, {{"ETag", "\"two\""}}, {}});
  EXPECT_EQ(LoadAt("/a").replaced, 1u);
  EXPECT_THAT(Titles(), UnorderedElementsAre("Ship launched"));
}

TEST_F(Web, LastModifiedIsSentBack) {
  const std::string day = "Wed, 12 Jun 2024 10:00:00 GMT";
  server_.Set("/a", {200, kQuay, {{"Last-Modified", day}}, {}});
  EXPECT_EQ(LoadAt("/a").added, 1u);
  EXPECT_EQ(LoadAt("/a").unchanged, 1u);
  EXPECT_EQ(server_.header("/a", "If-Modified-Since"), day);
}

TEST_F(Web, ErrorsSayWhatHappened) {
  EXPECT_THAT(ErrorAt("/none"), HasSubstr("404"));
  server_.Set("/gone", {410, "", {}, {}});
  EXPECT_THAT(ErrorAt("/gone"), HasSubstr("410"));
  server_.Set("/moved", {302, "", {{"Location", "/none"}}, {}});
  EXPECT_EQ(ErrorAt("/moved"),
            "leads to " + server_.At("/none") + ", which answered 404 (there is no such page)");
  server_.Set("/ftp", {302, "", {{"Location", "ftp://files.example/a"}}, {}});
  EXPECT_THAT(ErrorAt("/ftp"), HasSubstr("only http and https"));
  server_.Set("/file", {302, "", {{"Location", "file:///etc/passwd"}}, {}});
  EXPECT_THAT(ErrorAt("/file"), HasSubstr("only http and https"));
  server_.Set("/empty", "");
  EXPECT_THAT(ErrorAt("/empty"), HasSubstr("is empty"));
  const LoadReport bad = LoadAll({"http://user:secret@127.0.0.1/a", "http://127.0.0.1:1/b"});
  ASSERT_EQ(bad.errors.size(), 2u);
  for (const LoadError& error : bad.errors)
    EXPECT_EQ((error.path + error.message).find("secret"), std::string::npos) << error.message;
  EXPECT_THAT(bad.errors[1].message, HasSubstr("could not be fetched"));
}

TEST_F(Web, RedirectsEnd) {
  server_.Set("/a", {302, "", {{"Location", "/b"}}, {}});
  server_.Set("/b", {302, "", {{"Location", "/a"}}, {}});
  EXPECT_THAT(ErrorAt("/a"), HasSubstr("circle"));
  web_.max_redirects = 3;
  for (int i = 0; i < 5; ++i)
    server_.Set("/s" + std::to_string(i),
                {302, "", {{"Location", "/s" + std::to_string(i + 1)}}, {}});
  EXPECT_THAT(ErrorAt("/s0"), HasSubstr("limit redirects (3)"));
}

std::string Gzip(const std::string& text) {
  std::string packed(text.size() + 1024, '\0');
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

TEST_F(Web, PackedBodiesAreUnpackedWithinTheLimit) {
  // A type that the server's library does not pack itself.
  const auto packed = [](const std::string& bytes) {
    return test::Answer{
        200,
        bytes,
        {{"Content-Encoding", "gzip"}, {"Content-Type", "application/octet-stream"}},
        {}};
  };
  server_.Set("/a", packed(Gzip(kQuay)));
  EXPECT_EQ(LoadAt("/a").added, 1u);
  web_.max_bytes = 100'000;
  server_.Set("/bomb", packed(Gzip(std::string(5'000'000, 'a'))));
  EXPECT_THAT(ErrorAt("/bomb"), HasSubstr("limit fetch-bytes (100000)"));
  server_.Set("/huge", std::string(200'000, 'a'));
  EXPECT_THAT(ErrorAt("/huge"), HasSubstr("limit fetch-bytes (100000)"));
  server_.Set("/torn", packed(Gzip(kShip).substr(0, 60)));
  EXPECT_THAT(ErrorAt("/torn"), HasSubstr("cut off"));
}

TEST_F(Web, ASlowBodyEndsAtTheLimit) {
  server_.SetSlow("/slow");
  web_.timeout_seconds = 0.3;
  EXPECT_THAT(ErrorAt("/slow"), HasSubstr("limit fetch-seconds (0.3 seconds)"));
}

TEST_F(Web, AStopEndsAWait) {
  server_.SetSlow("/slow");
  std::atomic<bool> stop = false;
  options_.cancel = &stop;
  std::thread stopper([&] {
    while (server_.asked("/slow") == 0) std::this_thread::yield();
    stop = true;
  });
  const LoadReport report = LoadAt("/slow");
  stopper.join();
  EXPECT_TRUE(report.cancelled);
  EXPECT_THAT(report.errors, IsEmpty());
}

TEST_F(Web, WhatMayPassIsTriedAgain) {
  server_.Set("/busy", {503, "", {{"Retry-After", "0"}}, {{200, kQuay, {}, {}}}});
  EXPECT_EQ(LoadAt("/busy").added, 1u);
  EXPECT_EQ(server_.asked("/busy"), 2);
  server_.Set("/down", {500, "", {}, {}});
  EXPECT_THAT(ErrorAt("/down"), HasSubstr("answered 500"));
  EXPECT_EQ(server_.asked("/down"), 3);
  server_.Set("/later", {429, "", {{"Retry-After", "3600"}}, {}});
  EXPECT_THAT(ErrorAt("/later"), HasSubstr("asks to wait 3600 seconds, more than the limit "
                                           "retry-wait (60 seconds)"));
  EXPECT_EQ(server_.asked("/later"), 1);
  server_.Set("/soon", {429, "", {{"Retry-After", "1"}}, {{200, kShip, {}, {}}}});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(LoadAt("/soon").added, 1u);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(990));
}

TEST_F(Web, RobotsAreObeyed) {
  server_.Set("/robots.txt",
              "User-agent: *\nDisallow: /\n\nUser-agent: lode\nDisallow: /private\n");
  server_.Set("/private/a", kQuay);
  server_.Set("/to-private", {302, "", {{"Location", "/private/a"}}, {}});
  server_.Set("/b", kShip);
  EXPECT_THAT(ErrorAt("/private/a"), HasSubstr("forbids it (line 5: Disallow: /private)"));
  EXPECT_THAT(ErrorAt("/to-private"), HasSubstr("robots.txt"));
  EXPECT_EQ(server_.asked("/private/a"), 0);
  EXPECT_EQ(LoadAt("/b").added, 1u);
  web_.user_agent = "other/1";
  EXPECT_THAT(ErrorAt("/b"), HasSubstr("line 2: Disallow: /"));
  web_.obey_robots = false;
  EXPECT_EQ(LoadAt("/private/a").added, 1u);
  web_.obey_robots = true;
  server_.Set("/robots.txt", {503, "", {}, {}});
  EXPECT_THAT(ErrorAt("/b"), HasSubstr("robots.txt of"));
}

TEST_F(Web, AFeedKeepsWhatItMovesOnFrom) {
  server_.Set("/feed", FeedWith(FeedItem("Quay sold", server_.At("/1"), "Solvik bought the quay.") +
                                FeedItem("A crane falls", "", "A crane fell in Bex.")));
  EXPECT_EQ(LoadAt("/feed").added, 2u);
  EXPECT_EQ(LoadAt("/feed").unchanged, 2u);
  server_.Set("/feed",
              FeedWith(FeedItem("Pilots walk out", server_.At("/2"), "Pilots walked out.") +
                       FeedItem("Quay sold", server_.At("/1"), "Solvik bought it all.")));
  const LoadReport report = LoadAt("/feed");
  EXPECT_EQ(report.added, 2u);
  EXPECT_EQ(report.replaced, 1u);
  EXPECT_THAT(Titles(), UnorderedElementsAre("Quay sold", "A crane falls", "Pilots walk out"));
  EXPECT_EQ(LoadAt("/feed").unchanged, 2u);
}

TEST_F(Web, AFollowedFeedGivesItsPages) {
  web_.follow = true;
  const std::string items = FeedItem("Quay", "/1", "short") + FeedItem("Ship", "/2", "short") +
                            FeedItem("Lost", "/3", "short");
  server_.Set("/feed", {200, FeedWith(items), {{"ETag", "\"f\""}}, {}});
  server_.Set("/1", {200, kQuay, {{"ETag", "\"1\""}}, {}});
  server_.Set("/2", kShip);
  const LoadReport first = LoadAt("/feed");
  EXPECT_EQ(first.added, 2u);
  ASSERT_EQ(first.errors.size(), 1u);
  EXPECT_EQ(first.errors.front().path, server_.At("/3"));
  EXPECT_THAT(Titles(), UnorderedElementsAre("Quay sold", "Ship launched"));
  // The feed is the same: only what failed is asked for.
  server_.Set("/3", PageWith("Pilots walk out", "Pilots walked out in Arn."));
  const LoadReport second = LoadAt("/feed");
  EXPECT_EQ(second.added, 1u);
  EXPECT_EQ(second.unchanged, 2u);
  EXPECT_EQ(server_.asked("/1"), 1);
  // The feed is another: all of its pages are, where they changed.
  server_.Set("/feed",
              {200, FeedWith(items + FeedItem("Four", "/4", "x")), {{"ETag", "\"g\""}}, {}});
  server_.Set("/4", PageWith("Crane falls", "A crane fell in Bex."));
  const LoadReport third = LoadAt("/feed");
  EXPECT_EQ(third.added, 1u);
  EXPECT_EQ(third.unchanged, 3u);
  EXPECT_EQ(server_.header("/1", "If-None-Match"), "\"1\"");
}

TEST_F(Web, PagesAreCounted) {
  web_.follow = true;
  web_.max_pages = 3;
  std::string items;
  for (int i = 0; i < 6; ++i) {
    const std::string name = "/" + std::to_string(i);
    server_.Set(name, PageWith("Page " + name, "Solvik Line bought quay number " + name + "."));
    items += FeedItem(name, name, "x");
  }
  server_.Set("/feed", FeedWith(items));
  const LoadReport report = LoadAt("/feed");
  EXPECT_EQ(report.added, 2u);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_THAT(report.errors.front().message, HasSubstr("limit fetch-pages (3)"));
}

TEST_F(Web, NothingLeadsToAPrivateAddressThatWasNotNamed) {
  web_.follow = true;
  test::NewsServer<> inside("http");
  inside.Set("/secret", kQuay);
  server_.Set("/feed", FeedWith(FeedItem("In", inside.At("/secret"), "x")));
  const LoadReport report = LoadAt("/feed");
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_THAT(report.errors.front().message, HasSubstr("private or local address"));
  EXPECT_EQ(inside.asked("/secret"), 0);
  server_.Set("/away", {302, "", {{"Location", inside.At("/secret")}}, {}});
  EXPECT_THAT(ErrorAt("/away"), HasSubstr("private or local address"));
  EXPECT_EQ(LoadAll({inside.At("/secret"), server_.At("/away")}).added, 1u);
}

TEST_F(Web, ThePartsOfAnAnswerAreReadByTheirContent) {
  server_.Set("/api", {200,
                       R"([{"title": "Quay sold", "text": "Solvik Line bought the quay.",)"
                       R"( "url": "https://a.example/1"}])",
                       {{"Content-Type", "application/json"}},
                       {}});
  EXPECT_EQ(LoadAt("/api").added, 1u);
  EXPECT_EQ(Must(store_.Articles()).front().url, "https://a.example/1");
  server_.Set("/latin", {200,
                         PageWith("Caf\xE9 in Arn", "The caf\xE9 of Arn was sold on Monday."),
                         {{"Content-Type", "text/html; charset=ISO-8859-1"}},
                         {}});
  EXPECT_EQ(LoadAt("/latin").added, 1u);
  EXPECT_THAT(Titles(), testing::Contains("Café in Arn"));
}

// A certificate that signs itself, for 127.0.0.1.
struct OwnCertificate {
  OwnCertificate() {
    key = EVP_RSA_gen(2048);
    certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 24 * 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("quay.example"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());
  }
  ~OwnCertificate() {
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  void WriteTo(const std::string& path) const {
    std::FILE* file = std::fopen(path.c_str(), "w");
    EXPECT_EQ(PEM_write_X509(file, certificate), 1);
    std::fclose(file);
  }
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
};

TEST_F(Web, ACertificateThatNobodyTrustsIsRefused) {
  const OwnCertificate own;
  test::NewsServer<httplib::SSLServer> safe("https", own.certificate, own.key);
  safe.Set("/a", kQuay);
  LoadReport report = LoadAll({safe.At("/a")});
  EXPECT_EQ(report.added, 0u);
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_THAT(report.errors.front().message, HasSubstr("certificate is not trusted"));
  EXPECT_EQ(safe.asked("/a"), 0);
  web_.ca_file = folder_ / "own.pem";
  own.WriteTo(web_.ca_file);
  report = LoadAll({safe.At("/a")});
  EXPECT_EQ(report.added, 1u) << report.errors.front().message;
}

}  // namespace
}  // namespace lode
