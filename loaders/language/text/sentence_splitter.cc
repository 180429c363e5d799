// Sentence ends by a linear classifier with hashed features.
//
// Rules for sentence ends drown in cases: "U.S. officials" and "in the U.S.
// Officials", `stop." He` and `"Stop." he said`, headings and list items with no
// mark at all. So each gap between tokens is scored from the forms and shapes of
// four tokens, the marks still open and the length so far, with weights learnt
// from treebanks. Weights are eight-bit numbers in one table indexed by hash:
// collisions cost a little accuracy and save a dictionary. Gaps between two
// ordinary words are not scored at all.
#include "loaders/language/text/sentence_splitter.h"

#include <algorithm>

#include "loaders/language/text/abbreviations.h"

namespace lode {
namespace {

enum Shape : std::uint8_t {
  kNothing,
  kStop,
  kQuestion,
  kExclamation,
  kEllipsis,
  kComma,
  kSemicolon,
  kColon,
  kQuote,
  kOpenQuote,
  kCloseQuote,
  kApostrophe,
  kOpenBracket,
  kCloseBracket,
  kDash,
  kRule,
  kWideStop,
  kMarkOther,
  kDigits,
  kDigitsOther,
  kInitial,
  kTitleWord,
  kShortWord,
  kAcronym,
  kLetter1,
  kCapitals,
  kCapital,
  kLower,
  kMixed,
  kAddressShape,
  kIdeographShape,
  kSymbolShape,
};

Shape ShapeOfMark(std::string_view form, char32_t first) {
  const bool slip = form.size() > 1 && (first == '.' || first == ',' || first == ':');
  if (slip && form.back() == '?') return kQuestion;  // ".?"
  if (slip && form.back() == '!') return kExclamation;
  switch (first) {
    case '.': return form.size() == 1 ? kStop : kEllipsis;
    case 0x3002:
    case 0xFF0E:
    case 0xFF1F:
    case 0xFF01: return kWideStop;
    case '?': return kQuestion;
    case '!': return form.find('?') == std::string_view::npos ? kExclamation : kQuestion;
    case 0x2026: return kEllipsis;
    case ',':
    case 0xFF0C:
    case 0x3001: return kComma;
    case ';':
    case 0xFF1B: return kSemicolon;
    case ':':
    case 0xFF1A: return form.size() == 1 || first != ':' ? kColon : kSymbolShape;
    case '"': return kQuote;
    case 0x201C:
    case 0x00AB:
    case '`': return kOpenQuote;
    case 0x201D:
    case 0x00BB: return kCloseQuote;
    case '\'': return form.size() == 2 ? kCloseQuote : kApostrophe;
    case 0x2018: return kOpenQuote;
    case 0x2019: return kCloseQuote;
    case '(':
    case '[':
    case '{':
    case 0xFF08: return kOpenBracket;
    case ')':
    case ']':
    case '}':
    case 0xFF09: return kCloseBracket;
    case '-': return form.size() <= 2 ? kDash : kRule;
    case 0x2013:
    case 0x2014: return kDash;
    case '=':
    case '_':
    case '*':
    case '~': return form.size() > 2 ? kRule : kMarkOther;
    default: return kMarkOther;
  }
}

Shape ShapeOfWord(std::string_view form) {
  bool lower = false, upper_inside = false, stop_inside = false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    lower = lower || (c >= 'a' && c <= 'z');
    upper_inside = upper_inside || (i > 0 && c >= 'A' && c <= 'Z');
    stop_inside = stop_inside || (c == '.' && i + 1 < form.size());
  }
  const bool upper = IsUpper(CharacterAt(form, 0).value);
  if (form.back() == '.' || stop_inside) {
    if (stop_inside) return kAcronym;
    if (form.size() == 2) return kInitial;
    const bool title = AbbreviationOf(form.substr(0, form.size() - 1)) == Abbreviation::kTitle;
    return title ? kTitleWord : kShortWord;
  }
  if (form.size() == 1) return upper ? kLetter1 : kLower;
  if (upper) return lower ? kCapital : kCapitals;
  return upper_inside ? kMixed : kLower;
}

// Shorter ones may be abbreviations that no list has.
constexpr std::uint32_t kShortestWholeWord = 5;

std::uint32_t Mix(std::uint32_t h, std::uint32_t v) {
  h = (h ^ v) * 0x9E3779B1U;
  return h ^ (h >> 15U);
}

std::uint32_t LengthBucket(std::size_t n) {
  constexpr std::size_t kLimits[] = {1, 2, 3, 5, 8, 12, 20, 40, 80};
  return static_cast<std::uint32_t>(std::lower_bound(std::begin(kLimits), std::end(kLimits), n) -
                                    std::begin(kLimits));
}

bool MayContinue(std::uint8_t shape) {
  return shape == kLower || shape == kComma || shape == kCloseBracket || shape == kCloseQuote ||
         shape == kMixed;
}

}  // namespace

BoundaryFeatures::BoundaryFeatures(std::string_view text, const std::vector<SurfaceToken>& tokens)
    : text_(text), tokens_(tokens) {
  looks_.reserve(tokens.size() + 4);
  looks_.resize(2);
  for (const SurfaceToken& token : tokens) looks_.push_back(LookAt(token));
  looks_.resize(looks_.size() + 2);
}

BoundaryFeatures::Look BoundaryFeatures::LookAt(const SurfaceToken& token) const {
  const std::string_view form = text_.substr(token.begin, token.end - token.begin);
  Look look;
  std::uint32_t h = 2166136261U;
  for (char c : form.substr(0, 24)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c >= '0' && c <= '9') c = '0';
    h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  look.form = h;
  switch (token.kind) {
    case TokenKind::kWord: look.shape = ShapeOfWord(form); break;
    case TokenKind::kNumber:
      look.shape =
          form.find_first_not_of("0123456789") == std::string_view::npos ? kDigits : kDigitsOther;
      break;
    case TokenKind::kPunctuation:
      look.shape = ShapeOfMark(form, CharacterAt(text_, token.begin).value);
      break;
    case TokenKind::kSymbol:
      look.shape = form[0] == '`'                      ? kOpenQuote
                   : form.size() > 2 && form[0] == '=' ? kRule
                                                       : kSymbolShape;
      break;
    case TokenKind::kAddress: look.shape = kAddressShape; break;
    case TokenKind::kIdeographs: look.shape = kIdeographShape; break;
  }
  return look;
}

bool BoundaryFeatures::IsCandidate(std::size_t i) const {
  const std::uint8_t left = looks_[i + 2].shape;
  const std::uint8_t right = looks_[i + 3].shape;
  if (tokens_[i + 1].line_before) return true;
  const bool ordinary = left == kLower || left == kCapital || left == kComma || left == kMixed;
  return !(ordinary && MayContinue(right)) && left != kOpenBracket && left != kTitleWord;
}

bool BoundaryFeatures::IsCertain(std::size_t i, std::size_t start) const {
  const Look& left = looks_[i + 2];
  if (left.shape == kStop && i == start && tokens_[i + 1].space_before) return true;
  if (left.shape == kStop && i > start && tokens_[i + 1].space_before) {
    // A full stop of its own behind a whole word, then a capital: in the treebanks
    // 13,000 sentence ends and 11 others.
    const std::uint8_t word = looks_[i + 1].shape, next = looks_[i + 3].shape;
    const bool whole = (word == kLower || word == kCapital) &&
                       tokens_[i - 1].end - tokens_[i - 1].begin >= kShortestWholeWord;
    if (whole && (next == kCapital || next == kCapitals)) return true;
  }
  if (i > start && OpensQuotation(i)) return true;
  return left.shape == kWideStop && looks_[i + 3].shape != kCloseQuote;
}

// "It was late. “We left,” she said": a mark of its own behind a whole word, and behind it a
// quotation that begins like a sentence: in the treebanks 119 sentence ends and 2 others.
bool BoundaryFeatures::OpensQuotation(std::size_t i) const {
  if (i == 0 || i + 2 >= tokens_.size()) return false;
  const std::uint8_t word = looks_[i + 1].shape, mark = looks_[i + 2].shape,
                     quote = looks_[i + 3].shape, first = looks_[i + 4].shape;
  const std::size_t length = tokens_[i - 1].end - tokens_[i - 1].begin;
  const bool whole = (word == kLower && length > 1) || (word == kCapital && length > 2);
  return whole && (mark == kStop || mark == kQuestion || mark == kExclamation) &&
         (quote == kQuote || quote == kOpenQuote) && tokens_[i + 1].space_before &&
         !tokens_[i + 2].space_before &&
         (first == kCapital || first == kCapitals || first == kLetter1);
}

void BoundaryFeatures::FollowMarks(std::size_t until) {
  for (; followed_ < until; ++followed_) {
    switch (looks_[followed_ + 2].shape) {
      case kQuote: quote_open_ = !quote_open_; break;
      case kOpenQuote: quote_open_ = true; break;
      case kCloseQuote: quote_open_ = false; break;
      case kOpenBracket: ++depth_; break;
      case kCloseBracket: depth_ -= depth_ > 0 ? 1 : 0; break;
      default: break;
    }
  }
}

void BoundaryFeatures::Add(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  const std::uint32_t h = Mix(Mix(Mix(Mix(0, ++template_), a), b), c);
  features_.push_back((h >> 8U) % kTableSize);
}

const std::vector<std::uint32_t>& BoundaryFeatures::At(std::size_t i, std::size_t start) {
  FollowMarks(i + 1);
  features_.clear();
  template_ = 0;
  const Look& before = looks_[i + 1];
  const Look& left = looks_[i + 2];
  const Look& right = looks_[i + 3];
  const Look& after = looks_[i + 4];
  const SurfaceToken& next = tokens_[i + 1];
  const std::uint32_t length = LengthBucket(i + 1 - start);
  const std::uint32_t open = (quote_open_ ? 1U : 0U) + (depth_ > 0 ? 2U : 0U);
  const std::uint32_t space = (next.space_before ? 1U : 0U) + (next.line_before ? 2U : 0U);
  const std::uint32_t first = looks_[start + 2].shape;
  Add(0);
  Add(left.shape, space);
  Add(right.shape, space);
  Add(before.shape, left.shape);
  Add(right.shape, after.shape);
  Add(left.shape, right.shape);
  Add(left.form);
  Add(right.form);
  Add(before.form, left.shape);
  Add(after.form, right.shape);
  Add(left.form, right.shape);
  Add(left.shape, right.form);
  Add(left.form, right.form);
  Add(before.form, left.form);
  Add(before.shape, left.shape, right.shape);
  Add(left.shape, right.shape, after.shape);
  Add(left.shape, length);
  Add(right.shape, length, left.shape);
  Add(open, left.shape, right.shape);
  Add(open, length);
  Add(first, left.shape, right.shape);
  Add(first, length, left.shape);
  Add(right.form, after.form);
  return features_;
}

Result<SentenceSplitter> SentenceSplitter::Read(const ModelFile& file) {
  SentenceSplitter splitter;
  const auto weights = file.Int8("splitter", 1, BoundaryFeatures::kTableSize);
  if (!weights.ok()) return weights.status();
  splitter.weights_ = *weights;
  return splitter;
}

std::vector<std::uint32_t> SentenceSplitter::Ends(std::string_view text,
                                                  const std::vector<SurfaceToken>& tokens) const {
  std::vector<std::uint32_t> ends;
  if (tokens.empty()) return ends;
  BoundaryFeatures features(text, tokens);
  std::size_t start = 0;
  std::size_t best = 0;  // the likeliest end refused in this sentence's second half
  int best_score = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    int score = features.IsCertain(i, start) ? 1000 : -1000;
    if (score < 0 && features.IsCandidate(i)) {
      score = 0;
      for (std::uint32_t f : features.At(i, start)) score += weights_[f];
    }
    const std::size_t length = i + 1 - start;
    if (length > kMaxSentenceTokens / 2 && (best == 0 || score > best_score)) {
      best = i + 1;
      best_score = score;
    }
    std::size_t end = score > 0 ? i + 1 : 0;
    if (end == 0 && length >= kMaxSentenceTokens) end = best;
    if (end == 0) continue;
    ends.push_back(static_cast<std::uint32_t>(end));
    start = end;
    best = 0;
  }
  ends.push_back(static_cast<std::uint32_t>(tokens.size()));
  return ends;
}

}  // namespace lode
