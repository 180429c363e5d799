// A small network on top of the encoder, then Viterbi over legal sequences.
//
// The label grammar (B I* E, or S) is not learned but checked: a label may only
// follow what its position allows, so every answer is a set of whole spans.
#include "loaders/language/heads/mention_tagger.h"

#include <algorithm>
#include <limits>

namespace lode {
namespace {

// The weight of the evidence for a type beside the labels' scores; set on EWT's
// development part (names' F1 74.7 without, 75.2 with it).
constexpr float kEvidence = 1.5F;

// The word of [begin, end) that hangs on none of its other words, from 0.
std::size_t HeadOf(std::span<Token* const> sentence, std::size_t begin, std::size_t end) {
  for (std::size_t w = begin; w < end; ++w) {
    const auto head = static_cast<std::size_t>(sentence[w]->head);
    if (head <= begin || head > end) return w;
  }
  return begin;
}

}  // namespace

Result<MentionTagger> MentionTagger::Read(const ModelFile& file, std::size_t width) {
  MentionTagger t;
  const auto sizes = ReadSizes(file);
  const auto names = file.Strings("class.name");
  if (!sizes.ok()) return sizes.status();
  if (!names.ok()) return names.status();
  for (std::size_t i = 0; i < names->size(); ++i) {
    const std::string_view name = (*names)[i];
    const bool outside = name == "O";
    if (!outside && (name.size() < 3 || name[1] != '-')) {
      return Status(Code::kCorrupt,
                    "the model file " + file.path() + " has a broken mention label");
    }
    t.labels_.push_back({name[0], outside ? std::string() : std::string(name.substr(2))});
  }
  if (t.labels_.empty() || t.labels_[0].part != 'O') {
    return Status(Code::kCorrupt, "the model file " + file.path() + " has no label for no mention");
  }
  for (const Label& label : t.labels_) {
    std::vector<std::size_t> retyped;
    for (std::size_t i = 0; i < t.labels_.size(); ++i) {
      if (t.labels_[i].part == label.part) retyped.push_back(i);
    }
    const bool same =
        label.part == 'O' || t.retyped_.size() < 2 || retyped.size() == t.retyped_[1].size();
    if (!same) {
      return Status(Code::kCorrupt,
                    "the model file " + file.path() + " lacks a part of a mention label");
    }
    t.retyped_.push_back(std::move(retyped));
  }
  t.before_.resize(t.labels_.size());
  for (std::size_t a = 0; a < t.labels_.size(); ++a) {
    for (std::size_t b = 0; b < t.labels_.size(); ++b) {
      if (Follows(t.labels_[a], t.labels_[b])) t.before_[b].push_back(a);
    }
  }
  auto hidden = Matrix::Read(file, "name1", sizes->name, width);
  auto scores = Matrix::Read(file, "name2", t.labels_.size(), sizes->name);
  if (!hidden.ok()) return hidden.status();
  if (!scores.ok()) return scores.status();
  t.hidden_ = *std::move(hidden);
  t.scores_ = *std::move(scores);
  return t;
}

bool MentionTagger::Follows(const Label& label, const Label& next) {
  const bool open = label.part == 'B' || label.part == 'I';
  if (open) return (next.part == 'I' || next.part == 'E') && next.type == label.type;
  return next.part == 'O' || next.part == 'B' || next.part == 'S';
}

std::vector<std::size_t> MentionTagger::BestPath(const float* scores, std::size_t words) const {
  constexpr float kNever = -std::numeric_limits<float>::infinity();
  const std::size_t n = labels_.size(), width = scores_.width();
  std::vector<float> best(n, kNever), next(n);
  std::vector<std::size_t> back(words * n, 0);
  for (std::size_t l = 0; l < n; ++l) {
    if (Follows(labels_[0], labels_[l])) best[l] = scores[l];
  }
  for (std::size_t w = 1; w < words; ++w) {
    for (std::size_t l = 0; l < n; ++l) {
      float top = kNever;
      for (const std::size_t from : before_[l]) {
        if (best[from] > top) top = best[from], back[w * n + l] = from;
      }
      next[l] = top + scores[w * width + l];
    }
    best.swap(next);
  }
  std::size_t at = 0;
  for (std::size_t l = 0; l < n; ++l) {
    const bool ends = Follows(labels_[l], labels_[0]);
    if (ends && best[l] > best[at]) at = l;
  }
  std::vector<std::size_t> path(words);
  for (std::size_t w = words; w-- > 0;) {
    path[w] = at;
    at = back[w * n + at];
  }
  return path;
}

Mention MentionTagger::Typed(const float* scores, const std::vector<std::size_t>& path,
                             std::size_t begin, std::size_t end, std::size_t head_row,
                             const TypeEvidence& evidence) const {
  float best = std::numeric_limits<float>::lowest(), next = best;
  std::size_t label = path[begin];
  for (std::size_t type = 0; type < retyped_[path[begin]].size(); ++type) {
    const std::size_t first = retyped_[path[begin]][type];
    float sum = kEvidence * evidence(labels_[first].type, head_row);
    for (std::size_t w = begin; w < end; ++w) {
      sum += scores[w * scores_.width() + retyped_[path[w]][type]];
    }
    next = std::max(next, std::min(best, sum));
    if (sum > best) best = sum, label = first;
  }
  return {static_cast<int>(begin) + 1, static_cast<int>(end), labels_[label].type, best - next};
}

void MentionTagger::Tag(const WordBatch& batch, const EncoderSpace& states,
                        std::span<Token* const> tokens, const TypeEvidence& evidence,
                        MentionSpace* space, std::vector<std::vector<Mention>>* mentions) const {
  const std::size_t rows = batch.rows();
  space->hidden.resize(rows * hidden_.width());
  hidden_.Multiply(states.quantized, rows, space->hidden.data());
  for (float& x : space->hidden) x = x > 0.0F ? x : 0.0F;
  Quantize(space->hidden, hidden_.width(), &space->quantized);
  space->scores.resize(rows * scores_.width());
  scores_.Multiply(space->quantized, rows, space->scores.data());
  mentions->assign(batch.sentences(), {});
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t begin = batch.begins[s], words = batch.begins[s + 1] - begin;
    if (words == 0) continue;
    const auto path = BestPath(&space->scores[begin * scores_.width()], words);
    const float* const scores = &space->scores[begin * scores_.width()];
    std::size_t first = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const char part = labels_[path[w]].part;
      if (part == 'B' || part == 'S') first = w;
      if (part != 'E' && part != 'S') continue;
      const std::size_t head = begin + HeadOf(tokens.subspan(begin, words), first, w + 1);
      (*mentions)[s].push_back(Typed(scores, path, first, w + 1, head, evidence));
    }
  }
}

}  // namespace lode
