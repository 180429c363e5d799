// Everything is taken from the finished statements and their sentences, so that no rule has
// to say how sure it is, and a new rule is weighed by the same trees until they are fitted
// again (models/train/fit_confidence.py).
#include "loaders/extraction/confidence.h"

namespace lode {

void SetConfidences(const ReadingContext& context, const Attribution& attribution,
                    std::vector<StatementRecord>& statements, std::span<const WordStates> states,
                    const SignSink& sink) {
  const ArticleView article(context, attribution, statements, states);
  const Critic* critic = context.rules.critic.get();
  for (StatementRecord& statement : statements) {
    statement.confidence = 0.5;
    if (critic == nullptr && !sink) continue;
    const Signs signs = SignsOf(StatementView(article, statement));
    if (critic != nullptr) statement.confidence = critic->Confidence(signs);
    if (sink) sink(statement, signs);
  }
}

}  // namespace lode
