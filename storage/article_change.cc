// How the set of articles changes. An article is its set of sightings; each
// sighting names the record that was read there, and the first sighting's record
// is the one that is indexed. So any change comes down to comparing the sightings
// before and after: the record in front changed (take the old rows out, put the
// new ones in), records nobody names any more (delete), headers and look-up keys.
// The hard bit is a first sighting that goes away and leaves another reading of
// the same text in front: its record was kept, and is indexed now.

#include "storage/article_change.h"

#include <algorithm>
#include <set>
#include <span>

#include "storage/article_state.h"
#include "storage/articles/record_codec.h"
#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"
#include "storage/lines/stored_lines.h"
#include "storage/name_change.h"
#include "storage/names/article_names.h"
#include "storage/names/lines_record.h"
#include "storage/pack_lines.h"
#include "storage/statements/statement_log.h"
#include "storage/statements/statistics.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

// Of the records that are kept: of lines there is none, nor the text where they are all.
std::set<std::string> HashesOf(const ArticleHeader& header) {
  std::set<std::string> hashes;
  for (const Sighting& sighting : header.sightings)
    if (!IsLines(sighting.record_hash)) hashes.insert(sighting.record_hash);
  return hashes;
}

// What is written is read back before the commit: what could not be read would be lost.
Status NotAsWritten(const std::string& path, const Status& why) {
  return {Code::kInternal, "article '" + path + "' cannot be stored: " + why.message() +
                               "; this is a fault of lode, report it with the article"};
}

}  // namespace

ArticleChange::ArticleChange(const KvView& view, KvBatch& batch, const Schema& schema)
    : view_(view),
      batch_(batch),
      schema_(schema),
      texts_(view),
      terms_(std::make_unique<TermBatch>()) {}
ArticleChange::~ArticleChange() = default;

Result<ArticleChange::State*> ArticleChange::StateOf(std::uint64_t number) {
  std::unique_ptr<State>& state = states_[number];
  if (state != nullptr) return state.get();
  auto header = ReadHeader(view_, number);
  if (!header.ok()) return header.status();
  state = std::make_unique<State>();
  state->number = number;
  state->before = *std::move(header);
  if (state->before) state->after = *state->before;
  return state.get();
}

Result<ArticleChange::State*> ArticleChange::StateOf(const std::string& id) {
  if (auto known = new_ids_.find(id); known != new_ids_.end()) return StateOf(known->second);
  auto number = FindArticle(view_, id);
  if (!number.ok()) return number.status();
  if (number->has_value()) return StateOf(**number);
  if (next_number_ == 0) {
    const auto next = NextArticle(view_);
    if (!next.ok()) return next.status();
    next_number_ = *next;
  }
  new_ids_[id] = next_number_;
  auto state = StateOf(next_number_++);
  if (state.ok()) (*state)->after.id = id;
  return state;
}

std::optional<ArticleHeader> ArticleChange::Before(const std::string& id) {
  auto state = StateOf(id);
  return state.ok() ? (*state)->before : std::nullopt;
}

std::optional<ArticleHeader> ArticleChange::Now(const std::string& id) {
  auto state = StateOf(id);
  if (!state.ok() || (*state)->after.sightings.empty()) return std::nullopt;
  return (*state)->after;
}

// The sighting of an article at its place, with the record that was read there.
Result<ArticleChange::State*> ArticleChange::See(const PreparedArticle& article,
                                                 std::vector<std::string> sets,
                                                 const std::string& record_hash) {
  const ArticleInfo& info = article.record.article.info;
  if (article.record.statements.size() >= kMaxStatementsOfArticle)
    return {Code::kLimit, "article '" + info.path + "' has more statements than the limit of " +
                              std::to_string(kMaxStatementsOfArticle)};
  auto found = StateOf(info.id);
  if (!found.ok()) return found;
  (*found)->text = article.record.article.text;
  Sighting sighting = SightingOf(info, record_hash);
  sighting.sets = std::move(sets);
  if (const auto here = sets_at_path_.find(info.path); here != sets_at_path_.end())
    JoinSets(sighting.sets, here->second);
  std::vector<Sighting>& all = (*found)->after.sightings;
  auto at = std::lower_bound(all.begin(), all.end(), sighting);
  if (at != all.end() && !(sighting < *at)) {
    JoinSets(sighting.sets, at->sets);
    *at = sighting;
  } else {
    JoinSets(sighting.sets, sighting.sets.empty() ? std::vector<std::string>(1) : sighting.sets);
    all.insert(at, sighting);
  }
  return found;
}

Status ArticleChange::Add(PreparedArticle article, const std::vector<std::string>& sets) {
  if (article.lines) {
    std::string reading = EncodeReading(*article.lines);
    auto state = See(article, sets, reading);
    if (state.ok()) (*state)->prepared.emplace(std::move(reading), std::move(article));
    return state.status();
  }
  std::string encoded = EncodeRecord(article.record);
  if (Status status = CheckReadsBack(encoded, article.record.article.text); !status.ok())
    return NotAsWritten(article.record.article.info.path, status);
  std::string hash = ContentHash128(encoded);
  auto state = See(article, sets, hash);
  if (!state.ok()) return state.status();
  (*state)->encoded.emplace(hash, std::move(encoded));
  (*state)->prepared.emplace(std::move(hash), std::move(article));
  return {};
}

Status ArticleChange::Add(RunArticle article) {
  std::string hash = ContentHash128(article.record);
  auto state = See(article.article, std::move(article.sets), hash);
  if (!state.ok()) return state.status();
  (*state)->encoded.emplace(hash, std::move(article.record));
  (*state)->worked.emplace(hash, State::Worked{std::move(article.names), std::move(article.text)});
  (*state)->prepared.emplace(std::move(hash), std::move(article.article));
  return {};
}

// Takes the rows of the indexed record out, by what they say themselves.
Status ArticleChange::TakeOutIndexes(const State& state) {
  auto statements = ReadStatements(view_, state.number);
  if (!statements.ok()) return statements.status();
  DeleteStatements(batch_, rows_, *statements);
  const bool is_lines = IsLines(state.before->record_hash());
  line_articles_ -= is_lines ? 1 : 0;
  for (const StatementColumns& columns : *statements) --counts_[columns.row.triple.predicate];
  return is_lines ? Status() : texts_.TakeOut(state.number, state.before->id);
}

// Lines are a reading of the text alone.
Status ArticleChange::LoadLines(State& state, const LineReading& reading) {
  const auto text = ReadText(view_, state.number);
  if (!text.ok()) return text.status();
  if (!text->has_value())
    return {Code::kCorrupt,
            "article " + state.after.id + " has lost its text; restore the store from a copy"};
  auto record = RecordOfLines(**text, reading, &schema_);
  if (!record.ok()) return record.status();
  auto article = Prepare(*std::move(record), schema_);
  if (!article.ok()) return article.status();
  article->lines = reading;
  state.prepared.emplace(EncodeReading(reading), *std::move(article));
  return {};
}

// A record kept from an earlier write comes to the front.
Status ArticleChange::LoadStoredRecord(State& state, const std::string& hash) {
  if (const auto reading = LineReadingOf(hash)) return LoadLines(state, *reading);
  auto found = view_.MultiGet({RecordKey(state.number, hash), KeyOf(Table::kText, state.number)});
  if (!found.ok()) return found.status();
  if (!(*found)[0] || !(*found)[1])
    return {Code::kCorrupt,
            "article " + state.after.id + " has lost its record; restore the store from a copy"};
  auto record = DecodeRecord(*(*found)[0], *(*found)[1]);
  if (!record.ok()) return record.status();
  record->article.text = *std::move((*found)[1]);
  auto article = Prepare(*std::move(record), schema_);
  if (!article.ok()) return article.status();
  state.prepared.emplace(hash, *std::move(article));
  return {};
}

// Looks at one article: what has to be done, and which terms that needs.
Status ArticleChange::Decide(State& state) {
  const bool is_there = !state.after.sightings.empty(), was_there = state.before.has_value();
  if (was_there && !is_there) ++removed_;
  if (!was_there && is_there) ++added_;
  if (!state.text.empty() && was_there && is_there) {
    auto text = ReadText(view_, state.number);
    if (!text.ok()) return text.status();
    if (!text->has_value() || **text != state.text)
      return {Code::kInternal, "two different texts have the article id " + state.after.id};
  }
  const bool front_changed = was_there != is_there ||
                             (is_there && state.before->record_hash() != state.after.record_hash());
  if (was_there && front_changed) {
    Status status = TakeOutIndexes(state);
    if (!status.ok()) return status;
  }
  state.reindex = is_there && front_changed;
  if (!state.reindex) return {};
  const std::string& hash = state.after.record_hash();
  if (!state.prepared.contains(hash)) {
    Status status = LoadStoredRecord(state, hash);
    if (!status.ok()) return status;
  }
  const PreparedArticle& article = state.prepared.at(hash);
  if (const auto worked = state.worked.find(hash); worked != state.worked.end()) {
    state.names = std::move(worked->second.names);
    texts_.PutIn(state.number, state.after.id, std::move(worked->second.text));
  } else {
    state.names = NamesOf(article, schema_);
    if (article.lines)
      ++line_articles_;
    else
      texts_.PutIn(state.number, state.after.id, article.record.article, article.record.sentences);
  }
  state.after.statements = article.record.statements.size();
  state.after.text_bytes = article.record.article.text.size();
  state.terms = std::make_unique<StatementTerms>(article, *terms_);
  state.names->article_id = state.after.id;
  for (const auto& node : state.names->nodes)
    state.node_slots.push_back(terms_->Add(TermOfNode(node.key)));
  for (const auto& alias : state.names->aliases)
    state.alias_slots.push_back(terms_->Add(TermOfNode(alias.other_key)));
  return {};
}

void ArticleChange::PutRecords(const State& state) {
  std::set<std::string> before, after = HashesOf(state.after);
  if (state.before) before = HashesOf(*state.before);
  for (const std::string& hash : before)
    if (!after.contains(hash)) batch_.Delete(RecordKey(state.number, hash));
  for (const std::string& hash : after)
    if (!before.contains(hash)) batch_.Put(RecordKey(state.number, hash), state.encoded.at(hash));
  if (before.empty() && !after.empty()) batch_.Put(KeyOf(Table::kText, state.number), state.text);
  if (after.empty() && !before.empty()) batch_.Delete(KeyOf(Table::kText, state.number));
  const auto has_names = [](const ArticleHeader& header) {
    return !header.sightings.empty() && !IsLines(header.record_hash());
  };
  if (state.before && has_names(*state.before) && !has_names(state.after))
    batch_.Delete(KeyOf(Table::kNames, state.number));
}

void ArticleChange::NumberNames(State& state) {
  const auto number = [&](std::size_t slot) {
    return static_cast<std::uint32_t>(terms_->at(slot).payload());
  };
  for (std::size_t i = 0; i < state.node_slots.size(); ++i)
    state.names->nodes[i].number = number(state.node_slots[i]);
  for (std::size_t i = 0; i < state.alias_slots.size(); ++i)
    state.names->aliases[i].other = number(state.alias_slots[i]);
}

// Nothing is kept of lines but their terms.
Status ArticleChange::PutLines(const PreparedArticle& article,
                               const std::vector<StatementColumns>& statements) {
  const std::string bytes = EncodeLines(PackLines(article, statements));
  for (const StatementColumns& columns : statements) rows_.Put(columns.row.triple);
  batch_.Put(KeyOf(Table::kStatement, statements.front().row.triple.statement), bytes);
  return {};
}

Status ArticleChange::PutIndexes(State& state) {
  const std::size_t count = state.after.statements;
  std::vector<StatementColumns> statements;
  statements.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    statements.push_back(state.terms->ColumnsOf(state.number, i));
    ++counts_[statements.back().row.triple.predicate];
  }
  const PreparedArticle& article = state.prepared.at(state.after.record_hash());
  statements_ += count;
  NumberNames(state);
  if (article.lines) return PutLines(article, statements);
  for (std::size_t at = 0; at < count; at += kStatementsOfBlock) {
    const auto block =
        std::span(statements).subspan(at).first(std::min(kStatementsOfBlock, count - at));
    const auto read = DecodeStatements(block.front().row.triple.statement, EncodeStatements(block));
    if (!read.ok()) return NotAsWritten(state.after.sightings.front().path, read.status());
  }
  PutStatements(batch_, rows_, statements);
  const std::string& text = article.record.article.text;
  const std::string names = EncodeNames(*state.names, text);
  if (auto read = DecodeNames(names, text); !read.ok())
    return NotAsWritten(state.after.sightings.front().path, read.status());
  batch_.Put(KeyOf(Table::kNames, state.number), names);
  return {};
}

Status ArticleChange::UpdateNames() {
  std::vector<ChangedNames> changes;
  for (const auto& [number, state] : states_) {
    const bool goes = state->before && state->after.sightings.empty();
    if (goes || state->reindex)
      changes.push_back({number, state->before.has_value(), goes ? nullptr : &*state->names});
  }
  return ChangeNames(view_, batch_, schema_, changes);
}

// The tables do not know yet what waits.
Status ArticleChange::PutNamesAside(PutAside& aside) {
  for (const auto& [number, state] : states_) {
    const bool goes = state->before && state->after.sightings.empty();
    if (!goes && !state->reindex) continue;
    std::optional<ArticleNames> before;
    if (state->before && !aside.waiting->Has(number)) {
      auto names = ReadNames(view_, number);
      if (!names.ok()) return names.status();
      before = *std::move(names);
    }
    aside.names.Add(number, std::move(before), goes ? std::nullopt : std::move(state->names));
  }
  return {};
}

Status ArticleChange::Apply(PutAside* aside) {
  for (auto& [number, state] : states_) {
    Status status = Decide(*state);
    if (!status.ok()) return status;
  }
  Status status = terms_->Resolve(view_, batch_);
  if (!status.ok()) return status;
  for (auto& [number, state] : states_) {
    const bool is_there = !state->after.sightings.empty();
    if (!state->before && !is_there) continue;
    if (state->before && is_there && state->before->sightings == state->after.sightings) continue;
    PutRecords(*state);
    if (state->reindex) status = PutIndexes(*state);
    if (!status.ok()) return status;
    ReplaceHeader(batch_, number, state->before,
                  is_there ? std::optional(state->after) : std::nullopt);
  }
  if (next_number_ != 0 && added_ > 0) PutNextArticle(batch_, next_number_);
  if (aside != nullptr) {
    aside->rows.Append(std::move(rows_));
    status = PutNamesAside(*aside);
  } else {
    status = UpdateNames();
    if (status.ok()) status = rows_.Apply(view_, batch_);
  }
  if (status.ok()) status = texts_.Apply(batch_);
  if (status.ok()) status = ChangeLineArticles(view_, batch_, line_articles_);
  return status.ok() ? ChangeCounts(view_, batch_, counts_) : status;
}

}  // namespace lode
