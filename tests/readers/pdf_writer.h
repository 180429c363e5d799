// Small PDF files, as tests need them.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lode::test {

// A line of text at a place; points from the lower left corner of a page of 612 by 792.
struct PdfText {
  double x = 72, y = 720, size = 11;
  std::string text;  // ASCII
};

class PdfWriter {
 public:
  std::map<std::string, std::string> info;  // "Title" -> "..."
  std::string encryption;                   // a dictionary, where the file is to be locked

  void AddPage(const std::vector<PdfText>& texts) {
    std::string content;
    for (const PdfText& text : texts)
      content += "BT /F1 " + std::to_string(text.size) + " Tf " + std::to_string(text.x) + " " +
                 std::to_string(text.y) + " Td (" + Escaped(text.text) + ") Tj ET\n";
    pages_.push_back(content);
  }

  std::string Bytes() const {
    std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string kids;
    for (const std::string& content : pages_) {
      const std::size_t page = objects.size() + 1;
      kids += std::to_string(page) + " 0 R ";
      objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " +
                        std::to_string(page + 1) +
                        " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
      objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                        "endstream");
    }
    objects[1] =
        "<< /Type /Pages /Count " + std::to_string(pages_.size()) + " /Kids [" + kids + "] >>";
    std::string described = "<< ";
    for (const auto& [name, value] : info) described += "/" + name + " (" + Escaped(value) + ") ";
    objects.push_back(described + ">>");
    std::string file = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      std::string offset = std::to_string(file.size());
      table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
      file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t begin = file.size();
    file += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n" + table +
            "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info " +
            std::to_string(objects.size()) + " 0 R /ID [<00> <00>] " +
            (encryption.empty() ? "" : "/Encrypt " + encryption) + " >>\nstartxref\n" +
            std::to_string(begin) + "\n%%EOF\n";
    return file;
  }

 private:
  static std::string Escaped(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
      if (c == '(' || c == ')' || c == '\\') escaped += '\\';
      escaped += c;
    }
    return escaped;
  }

  std::vector<std::string> pages_;
};

}  // namespace lode::test
