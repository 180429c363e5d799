// Three look-ups a line: what a name is folded to, what a predicate is called and what kind of
// thing an object is are worked out once for each way of writing them.

#include "storage/line_terms.h"

#include <algorithm>
#include <array>

#include "storage/disk/content_hash.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

constexpr std::size_t kChunkOfTexts = 1 << 16;
constexpr std::size_t kFewestPlaces = 1 << 10;
// Before what is no text of a field but the bytes of a literal of N-Triples.
constexpr char kLiteralMark = '\0';

}  // namespace

std::size_t StringNumbers::PlaceOf(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = places_.size() - 1;
  const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t at = static_cast<std::size_t>(hash) & mask;; at = (at + 1) & mask) {
    const Place& place = places_[at];
    if (place.number == kNone || (place.hash == short_hash && texts_[place.number] == text))
      return at;
  }
}

std::uint64_t StringNumbers::HashOf(std::string_view text) {
  return ContentHash(text);
}

std::pair<std::uint32_t, bool> StringNumbers::Add(std::string_view text) {
  if (2 * texts_.size() >= places_.size()) Grow();
  const std::uint64_t hash = ContentHash(text);
  Place& place = places_[PlaceOf(text, hash)];
  if (place.number != kNone) return {place.number, false};
  place = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(texts_.size())};
  texts_.push_back(Keep(text));
  return {place.number, true};
}

std::string_view StringNumbers::Keep(std::string_view text) {
  if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < text.size()) {
    chunks_.emplace_back().reserve(std::max(kChunkOfTexts, text.size()));
    bytes_ += chunks_.back().capacity();
  }
  std::string& chunk = chunks_.back();
  chunk.append(text);
  return std::string_view(chunk).substr(chunk.size() - text.size());
}

void StringNumbers::Grow() {
  places_.assign(std::max(kFewestPlaces, 2 * places_.size()), {});
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    const std::uint64_t hash = ContentHash(texts_[i]);
    places_[PlaceOf(texts_[i], hash)] = {static_cast<std::uint32_t>(hash >> 32), i};
  }
}

void LineTerms::Find(std::span<const Fields> fields, std::span<Line> lines) const {
  struct Hashes {
    std::uint64_t subject, object;
  };
  std::array<Hashes, kFoundAtOnce> hashes;
  std::array<Line, kFoundAtOnce> likely;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    hashes[i] = {StringNumbers::HashOf(fields[i].subject), StringNumbers::HashOf(fields[i].object)};
    text_numbers_.FetchPlace(hashes[i].subject);
    text_numbers_.FetchPlace(hashes[i].object);
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    likely[i].subject = text_numbers_.FetchText(hashes[i].subject);
    likely[i].object = text_numbers_.FetchText(hashes[i].object);
  }
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (const std::uint32_t text : {likely[i].subject, likely[i].object}) {
      text_numbers_.FetchBytes(text);
      if (text != kNone) __builtin_prefetch(&texts_[text]);
    }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Line& line = lines[i];
    line = {text_numbers_.Find(fields[i].subject, hashes[i].subject),
            predicate_numbers_.Find(fields[i].predicate),
            text_numbers_.Find(fields[i].object, hashes[i].object)};
    if (line.subject != kNone && texts_[line.subject].node == kNone) line.subject = kNone;
    if (line.object != kNone && !texts_[line.object].is_object) line.object = kNone;
  }
}

std::uint32_t LineTerms::TextOf(std::string_view written) {
  const auto [text, is_new] = text_numbers_.Add(written);
  if (is_new) texts_.emplace_back();
  return text;
}

bool LineTerms::AddName(std::string_view name, std::uint32_t& text) {
  text = TextOf(name);
  if (texts_[text].node != kNone) return true;
  const std::string key = NodeKey(IdentityClass::kName, name, schema_);
  if (NameOfKey(key).empty()) return false;
  const auto [node, is_new] = node_numbers_.Add(key);
  if (is_new) nodes_.emplace_back().key = node_numbers_.at(node);
  texts_[text].node = node;
  const TermId entity = TermId::Make(TermTag::kEntity, 0);
  texts_[text].name_way = WayOf(entity, TextOfTerm(entity, key), name);
  return true;
}

// What the value is written like is not said of it: a literal is its term.
std::uint32_t LineTerms::AddLiteral(std::string_view written, const Value& value) {
  const std::uint32_t at = TextOf(written);
  Text& text = texts_[at];
  if (text.is_object) return at;
  text.is_object = true;
  text.literal = static_cast<std::uint32_t>(literals_.size());
  Literal& literal = literals_.emplace_back();
  literal.key = TermOfValue(value);
  const TermId term = literal.key.id ? literal.key.id : TermId::Make(literal.key.tag, 0);
  text.literal_way = WayOf(term, TextOfTerm(term, literal.key.bytes), written);
  return at;
}

Result<LineTerms::Line> LineTerms::Add(std::string_view line, const TripleLine& triple,
                                       TripleFormat format) {
  Line terms;
  const Status no_name(Code::kInvalidInput, "a name has no letter and no digit");
  if (triple.subject.front() == kLiteralMark || triple.object.entity.name.starts_with(kLiteralMark))
    return {Code::kInvalidInput, "a name begins with the byte 0"};
  if (!AddName(triple.subject, terms.subject)) return no_name;
  const auto written = [&](const Span& span) {
    return line.substr(span.begin, span.end - span.begin);
  };
  const std::string_view as_written = written(triple.predicate_span);
  const auto [predicate, is_new] = predicate_numbers_.Add(
      format == TripleFormat::kNTriples ? std::string_view(triple.predicate) : as_written);
  terms.predicate = predicate;
  if (is_new) {
    const auto [name, is_new_name] = name_numbers_.Add(triple.predicate);
    if (is_new_name) names_.emplace_back();
    const TermId term = TermId::Make(TermTag::kPredicate, 0);
    predicates_.push_back({name, WayOf(term, triple.predicate, as_written)});
  }
  if (triple.object.kind == ValueKind::kEntity) {
    if (!AddName(triple.object.entity.name, terms.object)) return no_name;
    texts_[terms.object].is_object = true;
  } else if (format == TripleFormat::kNTriples) {
    const TermKey key = TermOfValue(triple.object);
    std::string mark(1, kLiteralMark);
    mark.push_back(static_cast<char>(key.tag));
    mark += key.id ? std::to_string(key.id.bits) : key.bytes;
    terms.object = AddLiteral(mark, triple.object);
  } else {
    terms.object = AddLiteral(triple.object.text, triple.object);
  }
  return terms;
}

void LineTerms::CountName(std::uint32_t article, std::uint32_t text) {
  Text& name = texts_[text];
  ++name.count;
  if (name.last_article == article) return;
  name.last_article = article;
  ++name.articles;
  Node& node = nodes_[name.node];
  if (std::exchange(node.last_article, article) != article) ++node.articles;
}

void LineTerms::Count(std::uint32_t article, std::span<const Line> lines) {
  for (const Line& line : lines) {
    __builtin_prefetch(&texts_[line.subject]);
    __builtin_prefetch(&texts_[line.object]);
  }
  for (const Line& line : lines)
    for (const std::uint32_t text : {line.subject, line.object})
      if (const std::uint32_t node = texts_[text].node; node != kNone)
        __builtin_prefetch(&nodes_[node]);
  for (const Line& line : lines) {
    CountName(article, line.subject);
    ++names_[predicates_[line.predicate].name].count;
    if (const std::uint32_t literal = texts_[line.object].literal; literal != kNone)
      literals_[literal].is_used = true;
    else
      CountName(article, line.object);
  }
}

std::size_t LineTerms::bytes() const {
  return text_numbers_.bytes() + node_numbers_.bytes() + texts_.size() * sizeof(Text) +
         nodes_.size() * sizeof(Node) + literals_.size() * sizeof(Literal);
}

}  // namespace lode
