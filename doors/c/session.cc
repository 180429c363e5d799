// Sessions, the options of a question, and why: what needs no cursor.

#include "doors/c/session.h"

#include <deque>
#include <memory>

#include "doors/c/error.h"
#include "doors/c/records.h"
#include "doors/c/store.h"

using namespace lode::doors;
using lode::Code;
using lode::Result;
using lode::Status;
using lode::Value;
using lode::ValueKind;

struct lode_proof {
  std::string atom, rule;
  std::unique_ptr<lode_records> statements;
  std::deque<lode_proof> children;
};

namespace lode::doors {

Result<Taken> Taken::Take(const lode_session& session) {
  Taken taken(session.shared);
  if (session.shared->is_taken.exchange(true))
    return Status(Code::kBusy,
                  "a cursor of this session is open: free it first, or open another session");
  taken.taken_.reset(session.shared.get());
  return taken;
}

}  // namespace lode::doors

namespace {

lode_code Set(lode_query_options* options, const char* name, lode_error** error, Value value) {
  return Guard(error, [&]() -> Status {
    if (options == nullptr || name == nullptr) return Missing("the options, or the name,");
    const std::string given = name[0] == '$' ? name + 1 : name;
    if (given.empty()) return {Code::kInvalidInput, "a parameter wants a name"};
    options->options.parameters[given] = std::move(value);
    return Status::Ok();
  });
}

void Fill(lode::Proof proof, lode_proof& made) {
  made.atom = std::move(proof.atom);
  made.rule = std::move(proof.rule);
  if (!proof.statements.empty())
    made.statements.reset(lode_records::Of(std::move(proof.statements)));
  for (lode::Proof& child : proof.children) Fill(std::move(child), made.children.emplace_back());
}

// The atom as a question. A '?' that stands there already is not doubled.
std::string WhyText(std::string atom) {
  while (!atom.empty() && (atom.back() == ' ' || atom.back() == '\n' || atom.back() == '?'))
    atom.pop_back();
  return "why " + atom + "?";
}

}  // namespace

lode_code lode_query_options_new(lode_query_options** options, lode_error** error) {
  return Guard(error, [&]() -> Status {
    if (options == nullptr) return Missing("where the options go");
    *options = new lode_query_options;
    return Status::Ok();
  });
}

void lode_query_options_set_limit(lode_query_options* options, lode_limit limit, uint64_t value) {
  if (options == nullptr) return;
  lode::QueryOptions& limits = options->options;
  const auto small = static_cast<std::uint32_t>(std::min<std::uint64_t>(value, UINT32_MAX));
  switch (limit) {
    case LODE_LIMIT_TIME_MS: limits.timeout_ms = value; break;
    case LODE_LIMIT_MEMORY_BYTES: limits.max_memory_bytes = value; break;
    case LODE_LIMIT_ROWS: limits.max_rows = value; break;
    case LODE_LIMIT_ROUNDS: limits.max_rounds = value; break;
    case LODE_LIMIT_DEPTH: limits.max_depth = small; break;
    case LODE_LIMIT_QUERY_BYTES: limits.max_query_bytes = value; break;
  }
}

void lode_query_options_set_min_confidence(lode_query_options* options, double least) {
  if (options != nullptr) options->options.min_confidence = least;
}

lode_code lode_query_options_set_text(lode_query_options* options, const char* name,
                                      const char* text, lode_error** error) {
  Value value;
  value.text = WordsOf(text);
  if (value.text.starts_with("#e:")) value.text.erase(0, 1);
  return Set(options, name, error, std::move(value));
}

lode_code lode_query_options_set_number(lode_query_options* options, const char* name,
                                        double number, lode_error** error) {
  Value value;
  value.kind = ValueKind::kNumber;
  value.number = number;
  return Set(options, name, error, std::move(value));
}

lode_code lode_query_options_set_date(lode_query_options* options, const char* name,
                                      const char* date, lode_error** error) {
  Value value;
  value.kind = ValueKind::kDate;
  value.date = value.text = WordsOf(date);
  return Set(options, name, error, std::move(value));
}

void lode_query_options_free(lode_query_options* options) {
  delete options;
}

lode_code lode_session_open(lode_store* store, lode_session** session, lode_error** error) {
  if (session != nullptr) *session = nullptr;
  return Guard(error, [&]() -> Status {
    if (store == nullptr || session == nullptr)
      return Missing("the store, or where the session goes,");
    *session = new lode_session{std::make_shared<lode_session::Shared>(store->store)};
    return Status::Ok();
  });
}

void lode_session_free(lode_session* session) {
  delete session;
}

lode_code lode_why(lode_session* session, const char* atom, const lode_query_options* options,
                   lode_proof** proof, lode_error** error) {
  if (proof != nullptr) *proof = nullptr;
  std::vector<lode::Diagnostic> mistakes;
  const lode_code code = Guard(error, [&]() -> Status {
    if (session == nullptr || atom == nullptr || proof == nullptr)
      return Missing("the session, the atom, or where the proof goes,");
    Result<Taken> taken = Taken::Take(*session);
    if (!taken.ok()) return taken.status();
    lode::QueryOutcome outcome = taken->session()->Run(
        WhyText(atom), options == nullptr ? lode::QueryOptions{} : options->options);
    if (!outcome.ok()) {
      mistakes = std::move(outcome.diagnostics);
      return Status::Ok();
    }
    if (outcome.answers.empty() || outcome.answers[0].proofs.empty())
      return {Code::kNotFound, std::string("'") + atom + "' does not hold, so there is no proof"};
    auto made = std::make_unique<lode_proof>();
    Fill(std::move(outcome.answers[0].proofs[0]), *made);
    *proof = made.release();
    return Status::Ok();
  });
  return code == LODE_OK && !mistakes.empty() ? FailAt(mistakes, error) : code;
}

lode_text lode_proof_atom(const lode_proof* proof) {
  return proof == nullptr ? TextOf(std::string_view("")) : TextOf(proof->atom);
}

lode_text lode_proof_rule(const lode_proof* proof) {
  return proof == nullptr ? TextOf(std::string_view("")) : TextOf(proof->rule);
}

const lode_records* lode_proof_statements(const lode_proof* proof) {
  return proof == nullptr ? nullptr : proof->statements.get();
}

size_t lode_proof_children(const lode_proof* proof) {
  return proof == nullptr ? 0 : proof->children.size();
}

const lode_proof* lode_proof_child(const lode_proof* proof, size_t index) {
  return index < lode_proof_children(proof) ? &proof->children[index] : nullptr;
}

void lode_proof_free(lode_proof* proof) {
  delete proof;
}
