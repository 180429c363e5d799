// Fields first, with the places where they stand; then what a field means.

#include "storage/lines/triple_line.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "storage/terms/dictionary.h"

namespace lode {

namespace {

// A field, what it says, and how it was written.
struct Field {
  std::string text;
  Span span;
  enum Kind { kPlain, kIri, kLiteral } kind = kPlain;
  std::string type;  // of a literal: the last part of its IRI
};

using Fields = std::vector<Field>;

Status Wrong(const std::string& what) {
  return {Code::kInvalidInput, what};
}
Span SpanOf(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Fields TsvFields(std::string_view line) {
  Fields fields;
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    fields.push_back({std::string(line.substr(at, end - at)), SpanOf(at, end), {}, {}});
    if (end == line.size()) return fields;
    at = end + 1;
  }
}

// As RFC 4180 has it, but that no field holds a line break.
Result<Fields> CsvFields(std::string_view line) {
  Fields fields;
  for (std::size_t at = 0;;) {
    Field field;
    const std::size_t begin = at;
    const bool is_quoted = at < line.size() && line[at] == '"';
    if (is_quoted) {
      for (++at;; ++at) {
        if (at >= line.size()) return Wrong("a field in quotation marks does not end in its line");
        if (line[at] != '"')
          field.text += line[at];
        else if (at + 1 < line.size() && line[at + 1] == '"')
          field.text += line[++at];
        else
          break;
      }
      ++at;
      field.span = SpanOf(begin + 1, at - 1);
      if (at < line.size() && line[at] != ',')
        return Wrong("a comma is missing behind a field in quotation marks");
    } else {
      at = std::min(line.find(',', at), line.size());
      field.text = line.substr(begin, at - begin);
      field.span = SpanOf(begin, at);
    }
    fields.push_back(std::move(field));
    if (at >= line.size()) return fields;
    ++at;
  }
}

void PutUtf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  if (code < 0x10000)
    return put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F));
  put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
}

bool Hex(std::string_view digits, std::uint32_t& code) {
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, code, 16);
  return !digits.empty() && read.ec == std::errc() && read.ptr == end;
}

// Of N-Triples: \t \n \" \\ \u00e9 \U0001f600.
bool Unescape(std::string_view text, std::string& out) {
  constexpr std::string_view kFrom = "tbnrf\"'\\", kTo = "\t\b\n\r\f\"'\\";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return false;
    if (const std::size_t at = kFrom.find(text[i]); at != std::string_view::npos) {
      out += kTo[at];
      continue;
    }
    const std::size_t digits = text[i] == 'u' ? 4 : text[i] == 'U' ? 8 : 0;
    std::uint32_t code = 0;
    if (digits == 0 || i + digits >= text.size() || !Hex(text.substr(i + 1, digits), code) ||
        code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
      return false;
    PutUtf8(out, code);
    i += digits;
  }
  return true;
}

// The last part of an IRI, as people write it: "Ana Berg" of <http://x.org/Ana_Berg>.
std::string NameOfIri(std::string_view iri) {
  if (iri.starts_with("_:")) return std::string(iri);  // a node without a name
  while (iri.size() > 1 && (iri.back() == '/' || iri.back() == '#')) iri.remove_suffix(1);
  const std::string_view last = iri.substr(iri.find_last_of("/#:") + 1);
  std::string name;
  for (std::size_t i = 0; i < last.size(); ++i) {
    std::uint32_t code = 0;
    if (last[i] == '%' && i + 2 < last.size() && Hex(last.substr(i + 1, 2), code)) {
      name.push_back(static_cast<char>(code));
      i += 2;
    } else {
      name.push_back(last[i] == '_' ? ' ' : last[i]);
    }
  }
  return name;
}

// Terms of a line of N-Triples up to its full stop.
class NTriplesLine {
 public:
  explicit NTriplesLine(std::string_view line) : line_(line) {}

  Result<Fields> Read() {
    Fields fields;
    for (Skip(); at_ < line_.size() && line_[at_] != '.'; Skip()) {
      Field field;
      const Status status = Term(field);
      if (!status.ok()) return status;
      fields.push_back(std::move(field));
    }
    if (fields.size() != 3 || at_ >= line_.size())
      return Wrong("a triple is three terms and a full stop");
    ++at_;
    Skip();
    if (at_ < line_.size() && line_[at_] != '#') return Wrong("one triple a line");
    return fields;
  }

 private:
  void Skip() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t')) ++at_;
  }
  Status Iri(std::string& text, Span& span) {
    const std::size_t begin = at_ + 1, end = line_.find('>', at_);
    if (end == std::string_view::npos) return Wrong("an IRI has no `>`");
    if (!Unescape(line_.substr(begin, end - begin), text)) return Wrong("an IRI is badly escaped");
    span = SpanOf(begin, end);
    at_ = end + 1;
    return {};
  }
  Status Literal(Field& field) {
    const std::size_t begin = ++at_;
    for (; at_ < line_.size() && line_[at_] != '"'; ++at_)
      if (line_[at_] == '\\') ++at_;
    if (at_ >= line_.size()) return Wrong("a literal has no second quotation mark");
    field.kind = Field::kLiteral;
    field.span = SpanOf(begin, at_);
    if (!Unescape(line_.substr(begin, at_ - begin), field.text))
      return Wrong("a literal is badly escaped");
    ++at_;
    if (line_.substr(at_).starts_with("^^<")) {
      at_ += 2;
      Span of_type;
      std::string iri;
      const Status status = Iri(iri, of_type);
      field.type = iri.substr(iri.find_last_of("/#:") + 1);
      return status;
    }
    if (at_ < line_.size() && line_[at_] == '@')
      at_ = std::min(line_.find_first_of(" \t.", at_), line_.size());
    return {};
  }
  Status Term(Field& field) {
    if (line_[at_] == '"') return Literal(field);
    field.kind = Field::kIri;
    if (line_[at_] == '<') return Iri(field.text, field.span);
    if (!line_.substr(at_).starts_with("_:"))
      return Wrong("a term is <an IRI>, _:a node, or \"a literal\"");
    const std::size_t begin = at_;
    at_ = std::min(line_.find_first_of(" \t", at_), line_.size());
    field.text = line_.substr(begin, at_ - begin);
    field.span = SpanOf(begin, at_);
    return {};
  }

  const std::string_view line_;
  std::size_t at_ = 0;
};

bool IsLower(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string PredicateOf(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (c == ' ' || c == '_' || c == '-') {
      if (!name.empty() && name.back() != '-') name += '-';
      continue;
    }
    if (is_upper && !name.empty() && IsLower(name.back())) name += '-';
    name += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

bool TakeNumber(const std::string& text, Value& value) {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value.number);
  if (text.empty() || read.ec != std::errc() || read.ptr != end || !std::isfinite(value.number))
    return false;
  value.kind = ValueKind::kNumber;
  value.text = text;
  return true;
}
bool TakeDate(const std::string& text, Value& value) {
  if (text.size() < 7 || !ParseIsoDate(text)) return false;  // four digits are a number
  value.kind = ValueKind::kDate;
  value.date = value.text = text;
  return true;
}

Value ValueOf(const Field& field) {
  Value value;
  const bool is_literal = field.kind == Field::kLiteral;
  if (field.kind != Field::kIri && (TakeDate(field.text, value) || TakeNumber(field.text, value)))
    if (!is_literal || (!field.type.empty() && field.type != "string")) return value;
  value = Value();
  if (is_literal && field.type == "boolean" && (field.text == "true" || field.text == "false")) {
    value.kind = ValueKind::kBoolean;
    value.boolean = field.text == "true";
    value.text = field.text;
  } else if (is_literal) {
    value.kind = ValueKind::kText;
    value.text = field.text;
  } else {
    value.kind = ValueKind::kEntity;
    value.entity.name = field.kind == Field::kIri ? NameOfIri(field.text) : field.text;
  }
  return value;
}

Result<Fields> FieldsOf(std::string_view line, TripleFormat format) {
  if (format == TripleFormat::kNTriples) return NTriplesLine(line).Read();
  if (format == TripleFormat::kCsv) return CsvFields(line);
  return TsvFields(line);
}

}  // namespace

std::optional<TripleFormat> TripleFormatOf(const std::string& path) {
  if (path.ends_with(".tsv")) return TripleFormat::kTsv;
  if (path.ends_with(".csv")) return TripleFormat::kCsv;
  if (path.ends_with(".nt")) return TripleFormat::kNTriples;
  return std::nullopt;
}

Result<TripleLine> ParseTripleLine(std::string_view line, const TripleOptions& options) {
  auto fields = FieldsOf(line, options.format);
  if (!fields.ok()) return fields.status();
  const bool is_table = options.format != TripleFormat::kNTriples;
  const std::uint32_t columns[] = {is_table ? options.subject : 1, is_table ? options.predicate : 2,
                                   is_table ? options.object : 3};
  for (const std::uint32_t column : columns)
    if (column == 0 || column > fields->size())
      return Wrong("there is no column " + std::to_string(column) + ": the line has " +
                   std::to_string(fields->size()));
  const Field &subject = (*fields)[columns[0] - 1], &predicate = (*fields)[columns[1] - 1],
              &object = (*fields)[columns[2] - 1];
  if (subject.kind == Field::kLiteral || predicate.kind == Field::kLiteral)
    return Wrong("a literal stands only as the object of a triple");
  TripleLine triple;
  const bool is_iri = subject.kind == Field::kIri;
  triple.subject = is_iri ? NameOfIri(subject.text) : subject.text;
  triple.predicate =
      PredicateOf(predicate.kind == Field::kIri ? NameOfIri(predicate.text) : predicate.text);
  triple.object = ValueOf(object);
  triple.subject_span = subject.span;
  triple.predicate_span = predicate.span;
  triple.object_span = object.span;
  const bool is_empty =
      triple.subject.empty() || triple.predicate.empty() ||
      (triple.object.kind == ValueKind::kEntity && triple.object.entity.name.empty());
  if (is_empty) return Wrong("its subject, predicate or object is empty");
  return triple;
}

}  // namespace lode
