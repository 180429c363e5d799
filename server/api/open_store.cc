#include "server/api/open_store.h"

#include <algorithm>
#include <utility>

namespace lode::server {
namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(100);
constexpr std::size_t kRecentEntities = 8, kRecentSets = 8;

}  // namespace

StoreView::Lease::~Lease() {
  if (session_ != nullptr) view_->GiveBack(std::move(session_));
}

StoreView::Lease StoreView::Session() {
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<QuerySession> session = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(session)};
    }
  }
  return {*this, std::make_unique<QuerySession>(store_)};
}

void StoreView::GiveBack(std::unique_ptr<QuerySession> session) {
  // The rules of one request are not seen by the next.
  if (!session->rule_heads().empty()) session->Clear();
  std::lock_guard lock(mutex_);
  if (idle_.size() < most_sessions_) idle_.push_back(std::move(session));
}

Result<StoreView::Statements> StoreView::StatementsAbout(const std::string& entity_id) {
  {
    std::lock_guard lock(mutex_);
    for (auto it = recent_.begin(); it != recent_.end(); ++it)
      if (it->first == entity_id) {
        recent_.splice(recent_.begin(), recent_, it);
        return recent_.front().second;
      }
  }
  Damage damage;
  Result<std::vector<Statement>> found = store_.StatementsAbout(entity_id, &damage);
  if (!found.ok()) return found.status();
  const auto statements = std::make_shared<const std::vector<Statement>>(*std::move(found));
  std::lock_guard lock(mutex_);
  recent_.emplace_front(entity_id, statements);
  if (recent_.size() > kRecentEntities) recent_.pop_back();
  return statements;
}

Result<StoreView::ArticleIds> StoreView::ArticlesIn(std::string_view set) {
  {
    std::lock_guard lock(mutex_);
    for (const auto& [name, ids] : sets_)
      if (name == set) return ids;
  }
  Damage damage;
  const Result<std::vector<ArticleInfo>> articles = ArticlesOfSet(store_, set, &damage);
  if (!articles.ok()) return articles.status();
  auto ids = std::make_shared<std::unordered_set<std::string>>();
  for (const ArticleInfo& article : *articles) ids->insert(article.id);
  std::lock_guard lock(mutex_);
  sets_.emplace_front(set, ids);
  if (sets_.size() > kRecentSets) sets_.pop_back();
  return ArticleIds(std::move(ids));
}

Result<std::unique_ptr<OpenStore>> OpenStore::Open(const std::string& path,
                                                   std::uint64_t cache_bytes,
                                                   std::size_t most_sessions, Metrics& metrics) {
  std::unique_ptr<OpenStore> open(new OpenStore(path, cache_bytes, most_sessions, metrics));
  Result<std::shared_ptr<StoreView>> view = open->OpenView();
  if (!view.ok()) return view.status();
  open->view_ = *std::move(view);
  return open;
}

Result<std::shared_ptr<StoreView>> OpenStore::OpenView() const {
  OpenOptions options;
  options.read_only = true;
  options.cache_bytes = cache_bytes_;
  Result<Store> store = Store::Open(path_, options);
  if (!store.ok()) return store.status();
  ++metrics_.store_openings;
  return std::make_shared<StoreView>(*std::move(store), most_sessions_);
}

std::shared_ptr<StoreView> OpenStore::Now() {
  std::shared_ptr<StoreView> view;
  {
    std::lock_guard lock(mutex_);
    view = view_;
    if (opening_ || Clock::now() - looked_.load() < kLookEvery) return view;
    looked_ = Clock::now();
    if (!view->store().IsBehind()) return view;
    opening_ = true;  // others go on with what there is
  }
  Result<std::shared_ptr<StoreView>> fresh = OpenView();
  std::lock_guard lock(mutex_);
  opening_ = false;
  if (fresh.ok())
    view_ = *std::move(fresh);
  else
    ++metrics_.store_failures;
  return view_;
}

}  // namespace lode::server
