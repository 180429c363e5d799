// lode eval: facts that a user wrote against what the store holds, statements to judge, and
// the table back from the judged form.

#include <iostream>

#include "shell/commands/commands.h"
#include "shell/eval/eval_form.h"
#include "shell/eval/eval_score.h"

namespace lode::shell {
namespace {

int Judgement(const std::string& path) {
  const Result<JudgedForm> form = ReadForm(path);
  if (!form.ok()) return Refuse(form.status());
  WriteJudgement(*form, std::cout);
  return kDone;
}

}  // namespace

int RunEval(const Context& context, const EvalCommand& command) {
  if (!command.judged.empty()) return Judgement(command.judged);
  if (command.gold.empty() && command.sample == 0)
    return Refuse({Code::kInvalidInput,
                   "name a file of facts, or draw statements to judge with --sample N, or read "
                   "a filled-in form with --judged FORM"});
  Gold gold;
  if (!command.gold.empty()) {
    Result<Gold> read = ReadGold(command.gold);
    if (!read.ok()) return Refuse(read.status());
    gold = *std::move(read);
  }
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  auto statements = StatementsByFile(*store);
  if (!statements.ok()) return Refuse(statements.status());
  if (command.sample > 0) {
    if (!command.gold.empty())
      std::erase_if(*statements,
                    [&](const auto& one) { return !gold.documents.contains(one.first); });
    const Status status = WriteForm(*store, *statements, command.sample, command.seed, std::cout);
    return status.ok() ? kDone : Refuse(status);
  }
  Scores scores;
  std::size_t others = 0;
  for (const auto& [file, all] : *statements)
    if (!gold.documents.contains(file)) others += all.size();
  for (const auto& [file, document] : gold.documents)
    scores[file] = ScoreDocument(document, (*statements)[file]);
  WriteScores(gold, scores, others, std::cout);
  if (command.show) WriteMissed(gold, scores, std::cout);
  return kDone;
}

}  // namespace lode::shell
