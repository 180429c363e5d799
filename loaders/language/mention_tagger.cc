// A small network on top of the encoder, then Viterbi over legal sequences.
//
// The label grammar (B I* E, or S) is not learned but checked: a label may only
// follow what its position allows, so every answer is a set of whole spans.
#include "loaders/language/mention_tagger.h"

#include <limits>

namespace lode {

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

void MentionTagger::Tag(const WordBatch& batch, const EncoderSpace& states, MentionSpace* space,
                        std::vector<std::vector<Mention>>* mentions) const {
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
    int first = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const Label& label = labels_[path[w]];
      const int word = static_cast<int>(w) + 1;
      if (label.part == 'B' || label.part == 'S') first = word;
      if (label.part == 'E' || label.part == 'S')
        (*mentions)[s].push_back({first, word, label.type});
    }
  }
}

}  // namespace lode
