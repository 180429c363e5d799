// The form is a table that any spreadsheet opens. The draw takes the files in turn, so that
// one long article does not stand for all; its random numbers are our own, since a shuffle
// of the standard library differs from one to the next.
#include "shell/eval/eval_form.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <numeric>
#include <ostream>
#include <random>
#include <sstream>

#include "shell/eval/eval_score.h"

namespace lode::shell {
namespace {

constexpr std::array<const char*, 10> kColumns = {"verdict", "kind",     "confidence", "extractor",
                                                  "file",    "id",       "before",     "sentence",
                                                  "after",   "statement"};
// Bytes of context on either side of the sentence.
constexpr std::size_t kContext = 240;

template <typename T>
void Shuffle(std::vector<T>& items, std::mt19937_64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

std::vector<std::pair<std::string, const ScoredStatement*>> Draw(
    const std::map<std::string, std::vector<ScoredStatement>>& by_file, std::size_t count,
    std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::pair<std::string, std::vector<const ScoredStatement*>>> piles;
  for (const auto& [file, statements] : by_file) {
    piles.push_back({file, {}});
    for (const ScoredStatement& statement : statements) piles.back().second.push_back(&statement);
    Shuffle(piles.back().second, random);
  }
  Shuffle(piles, random);
  std::vector<std::pair<std::string, const ScoredStatement*>> drawn;
  for (std::size_t round = 0; drawn.size() < count; ++round) {
    const std::size_t before = drawn.size();
    for (const auto& [file, pile] : piles)
      if (round < pile.size() && drawn.size() < count) drawn.emplace_back(file, pile[round]);
    if (drawn.size() == before) break;
  }
  return drawn;
}

std::string CellText(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  return out;
}

bool IsInsideCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// What stands before and after the sentence in the article.
std::pair<std::string, std::string> ContextOf(const Article& article, const std::string& sentence) {
  const std::size_t at = article.text.find(sentence);
  if (at == std::string::npos || sentence.empty()) return {};
  std::size_t begin = at > kContext ? at - kContext : 0;
  while (begin < at && IsInsideCharacter(article.text[begin])) ++begin;
  const std::size_t behind = at + sentence.size();
  std::size_t end = std::min(article.text.size(), behind + kContext);
  while (end > behind && end < article.text.size() && IsInsideCharacter(article.text[end])) --end;
  return {article.text.substr(begin, at - begin), article.text.substr(behind, end - behind)};
}

std::vector<std::string> Cells(const std::string& line, char by) {
  std::vector<std::string> cells(1);
  for (char c : line)
    if (c == by)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  for (std::string& cell : cells) {
    const std::size_t first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
    cell = first == std::string::npos ? "" : cell.substr(first, last - first + 1);
  }
  return cells;
}

// The table of a form's columns, by name.
struct Header {
  std::map<std::string, std::size_t> places;

  std::string At(const std::vector<std::string>& cells, const std::string& column) const {
    const std::size_t place = places.at(column);
    return place < cells.size() ? cells[place] : "";
  }
};

// Empty message: read.
std::string ReadLine(const Header& header, const std::vector<std::string>& cells,
                     JudgedForm* form) {
  const std::string verdict = header.At(cells, "verdict");
  if (verdict.empty()) {
    ++form->open;
    return {};
  }
  Judged judged;
  if (verdict == "strict")
    judged.verdict = Judged::kStrict;
  else if (verdict == "lenient")
    judged.verdict = Judged::kLenient;
  else if (verdict == "wrong")
    judged.verdict = Judged::kWrong;
  else
    return "'" + verdict + "' is no verdict; write strict, lenient or wrong";
  for (std::string& kind : Cells(header.At(cells, "kind"), ','))
    if (!kind.empty()) judged.kinds.push_back(std::move(kind));
  judged.extractor = header.At(cells, "extractor");
  const std::string confidence = header.At(cells, "confidence");
  std::istringstream number(confidence);
  if (!(number >> judged.confidence) || !number.eof() || judged.confidence < 0 ||
      judged.confidence > 1)
    return "'" + confidence + "' is no confidence; it is a number from 0 to 1";
  form->lines.push_back(std::move(judged));
  return {};
}

// -- the table

using Lines = std::vector<const Judged*>;

bool IsStrict(const Judged* line) {
  return line->verdict == Judged::kStrict;
}
bool IsLenient(const Judged* line) {
  return line->verdict != Judged::kWrong;
}

void WriteRow(const std::string& what, const Lines& lines, std::ostream& out) {
  out << std::left << std::setw(22) << what << std::right << std::setw(6) << lines.size();
  for (auto counts : {IsStrict, IsLenient}) {
    const auto hits = std::count_if(lines.begin(), lines.end(), counts);
    if (lines.empty())
      out << std::setw(9) << "-";
    else
      out << std::setw(9) << std::fixed << std::setprecision(3)
          << static_cast<double>(hits) / static_cast<double>(lines.size());
  }
  out << '\n';
}

// How far the confidence is from the strict truth, over bands of a tenth.
double CalibrationError(const Lines& lines) {
  double error = 0;
  for (int band = 0; band < 10; ++band) {
    double sum = 0, strict = 0;
    for (const Judged* line : lines) {
      if (std::min(9, static_cast<int>(line->confidence * 10)) != band) continue;
      sum += line->confidence;
      strict += IsStrict(line) ? 1 : 0;
    }
    error += std::fabs(sum - strict);
  }
  return error / static_cast<double>(lines.size());
}

// How often a strictly right statement has the higher confidence than one that is not; -1
// where there are not both.
double AreaUnderRoc(const Lines& lines) {
  double won = 0, pairs = 0;
  for (const Judged* right : lines)
    for (const Judged* other : lines) {
      if (!IsStrict(right) || IsStrict(other)) continue;
      ++pairs;
      if (right->confidence > other->confidence) won += 1;
      if (right->confidence == other->confidence) won += 0.5;
    }
  return pairs == 0 ? -1 : won / pairs;
}

std::map<std::string, Lines> ByExtractor(const Lines& lines) {
  std::map<std::string, Lines> groups;
  for (const Judged* line : lines) groups[line->extractor].push_back(line);
  return groups;
}

void WriteBands(const Lines& lines, std::ostream& out) {
  constexpr std::array<double, 7> kEdges = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001};
  for (std::size_t i = 0; i + 1 < kEdges.size(); ++i) {
    Lines band;
    for (const Judged* line : lines)
      if (line->confidence >= kEdges[i] && line->confidence < kEdges[i + 1]) band.push_back(line);
    std::ostringstream name;
    name << "  " << std::fixed << std::setprecision(1) << kEdges[i] << " to "
         << std::min(1.0, kEdges[i + 1]);
    WriteRow(name.str(), band, out);
  }
}

void WriteKinds(const Lines& lines, std::ostream& out) {
  std::map<std::string, std::size_t> counts;
  for (const Judged* line : lines) {
    if (IsStrict(line)) continue;
    for (const std::string& kind : line->kinds) ++counts[kind];
    if (line->kinds.empty()) ++counts["(not named)"];
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [kind, count] : counts) order.emplace_back(count, kind);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  out << "\nkinds of fault\n";
  for (const auto& [count, kind] : order)
    out << "  " << std::left << std::setw(30) << kind << std::right << std::setw(5) << count
        << '\n';
}

}  // namespace

Status WriteForm(const Store& store,
                 const std::map<std::string, std::vector<ScoredStatement>>& by_file,
                 std::size_t count, std::uint64_t seed, std::ostream& out) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) out << (i > 0 ? "\t" : "") << kColumns[i];
  out << '\n';
  for (const auto& [file, statement] : Draw(by_file, count, seed)) {
    Result<Article> article = store.ArticleOf(statement->article);
    if (!article.ok()) return article.status();
    const auto [before, after] = ContextOf(*article, statement->text);
    std::ostringstream confidence;
    confidence << statement->confidence;
    out << "\t\t" << confidence.str() << '\t' << statement->extractor << '\t' << CellText(file)
        << '\t' << statement->id << '\t' << CellText(before) << '\t' << CellText(statement->text)
        << '\t' << CellText(after) << '\t' << CellText(LineOf(*statement)) << '\n';
  }
  return {};
}

Result<JudgedForm> ReadForm(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status(Code::kNotFound, "cannot read '" + path + "'; is the path right?");
  const auto wrong = [&](std::size_t line, const std::string& what) {
    return Status(Code::kInvalidInput, path + ":" + std::to_string(line) + ": " + what);
  };
  Header header;
  JudgedForm form;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // spreadsheets'
    const std::vector<std::string> cells = Cells(line, '\t');
    if (number == 1) {
      for (std::size_t i = 0; i < cells.size(); ++i) header.places.emplace(cells[i], i);
      for (const char* column : {"verdict", "kind", "confidence", "extractor"})
        if (!header.places.contains(column))
          return wrong(1, "has no column '" + std::string(column) +
                              "'; a form begins with the line that `lode eval --sample` writes");
      continue;
    }
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    if (const std::string what = ReadLine(header, cells, &form); !what.empty())
      return wrong(number, what);
  }
  if (number == 0) return wrong(1, "is empty");
  return form;
}

void WriteJudgement(const JudgedForm& form, std::ostream& out) {
  Lines lines;
  for (const Judged& judged : form.lines) lines.push_back(&judged);
  out << std::left << std::setw(22) << "" << std::right << std::setw(6) << "n" << std::setw(9)
      << "strict" << std::setw(9) << "lenient" << '\n';
  WriteRow("all", lines, out);
  if (lines.empty()) {
    out << form.open << " lines without a verdict\n";
    return;
  }
  out << "by extractor\n";
  for (const auto& [extractor, group] : ByExtractor(lines)) WriteRow("  " + extractor, group, out);
  out << "by confidence\n";
  WriteBands(lines, out);
  const auto sure = std::count_if(lines.begin(), lines.end(),
                                  [](const Judged* line) { return line->confidence >= 0.8; });
  out << std::fixed << std::setprecision(3) << "share at 0.8 and above "
      << static_cast<double>(sure) / static_cast<double>(lines.size())
      << "; calibration error (strict) " << CalibrationError(lines);
  if (const double area = AreaUnderRoc(lines); area >= 0) out << "; area under the ROC " << area;
  out << '\n';
  WriteKinds(lines, out);
  if (form.open > 0) out << '\n' << form.open << " lines without a verdict, not counted\n";
}

}  // namespace lode::shell
