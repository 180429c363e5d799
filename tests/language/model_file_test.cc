// What a model file that is not right is told.
#include "loaders/language/model/model_file.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "tests/language/model_fixture.h"

namespace lode {
namespace {

class ModelFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(ModelPath(), std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    ASSERT_GT(bytes_.size(), 1000U) << ModelPath();
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = (std::filesystem::temp_directory_path() /
             (std::string("lode_") + test->name() + std::to_string(::getpid())))
                .string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // Opens what is in bytes_ now.
  Status Open() {
    std::ofstream(path_, std::ios::binary)
        .write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    return LanguageModel::Open(path_).status();
  }
  // Makes the header's checksums right again after a change.
  void Seal() {
    Put(24, XXH3_64bits(bytes_.data() + 64, bytes_.size() - 64));
    Put(56, XXH3_64bits(bytes_.data(), 56));
  }
  template <typename T>
  void Put(std::size_t at, T value) {
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }

  std::string bytes_, path_;
};

TEST_F(ModelFileTest, OpensWhatTrainingWrote) {
  EXPECT_TRUE(Open().ok());
}

TEST_F(ModelFileTest, NamesAFileThatIsNotThere) {
  const Status status = LanguageModel::Open(path_).status();
  EXPECT_EQ(status.code(), Code::kNotFound);
  EXPECT_NE(status.message().find(path_), std::string::npos);
}

TEST_F(ModelFileTest, RefusesAFileCutShortAnywhere) {
  const std::string whole = bytes_;
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{63}, std::size_t{64},
                                 whole.size() / 2, whole.size() - 1}) {
    bytes_ = whole.substr(0, size);
    EXPECT_EQ(Open().code(), Code::kCorrupt) << size;
  }
}

TEST_F(ModelFileTest, RefusesAFlippedByteAnywhere) {
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    const std::size_t at = round < 10 ? random() % 64 : random() % bytes_.size();
    bytes_[at] = static_cast<char>(bytes_[at] ^ 0x10);
    EXPECT_EQ(Open().code(), Code::kCorrupt) << at;
    bytes_[at] = static_cast<char>(bytes_[at] ^ 0x10);
  }
}

TEST_F(ModelFileTest, RefusesAForeignFile) {
  bytes_ = "PK\x03\x04 some archive" + std::string(500, 'x');
  const Status status = Open();
  EXPECT_EQ(status.code(), Code::kCorrupt);
  EXPECT_NE(status.message().find("is not a model of lode"), std::string::npos);
}

TEST_F(ModelFileTest, SaysThatANewerFormatNeedsANewerProgram) {
  Put(8, ModelFile::kVersion + 1);
  Seal();
  const Status status = Open();
  EXPECT_EQ(status.code(), Code::kUnsupported);
  EXPECT_NE(status.message().find("format " + std::to_string(ModelFile::kVersion + 1)),
            std::string::npos);
}

TEST_F(ModelFileTest, RefusesASectionOutsideTheFileEvenWithGoodChecksums) {
  const std::string whole = bytes_;
  for (const std::size_t field : {48U, 56U}) {  // offset, size
    bytes_ = whole;
    Put(64 + field, std::uint64_t{1} << 40);
    Seal();
    EXPECT_EQ(Open().code(), Code::kCorrupt) << field;
  }
}

TEST_F(ModelFileTest, RefusesTagsThatAreNotThere) {
  std::size_t entry = 64;
  while (std::strcmp(bytes_.data() + entry, "tag.combinations") != 0) entry += 64;
  std::uint64_t offset = 0;
  std::memcpy(&offset, bytes_.data() + entry + 48, sizeof offset);
  Put(offset, std::uint32_t{17});  // there are 17 parts of speech, from 0
  Seal();
  EXPECT_EQ(Open().code(), Code::kCorrupt);
}

TEST_F(ModelFileTest, RefusesWeightsThatCannotBe) {
  const std::string whole = bytes_;
  std::size_t entry = 64;
  while (std::strcmp(bytes_.data() + entry, "root") != 0) entry += 64;
  std::uint64_t offset = 0;
  std::memcpy(&offset, bytes_.data() + entry + 48, sizeof offset);
  for (const float weight : {std::nanf(""), HUGE_VALF, -HUGE_VALF, 1e30F}) {
    bytes_ = whole;
    Put(offset, weight);
    Seal();
    EXPECT_EQ(Open().code(), Code::kCorrupt) << weight;
  }
}

TEST_F(ModelFileTest, RefusesSectionsOfAnotherShapeEvenWithGoodChecksums) {
  const std::string whole = bytes_;
  std::uint32_t count = 0;
  std::memcpy(&count, whole.data() + 12, sizeof count);
  for (std::size_t i = 0; i < count; ++i) {
    bytes_ = whole;
    bytes_[64 + i * 64] = '!';  // a name nobody asks for
    Seal();
    EXPECT_EQ(Open().code(), Code::kCorrupt) << whole.substr(64 + i * 64, 32).c_str();
  }
}

}  // namespace
}  // namespace lode
