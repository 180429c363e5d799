// Who stands before the word that led to a predicate is its subject, who behind it its object;
// the other way round in the passive and behind "'s". The hard bit is words that are no names:
// what a variable has in it.

#include "query/syntax/english_places.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lode {

namespace {

bool IsParticiple(const std::string& word) {
  return word.ends_with("ed") || word.ends_with("en") || word.ends_with("t") || word.ends_with("d");
}

}  // namespace

std::string Quoted(const std::string& name) {
  return "\"" + name + "\"";
}

std::string EnglishPlaces::About(const std::string& words) const {
  return topic.empty() ? "" : ", contains(" + variable + ", " + Quoted(words) + ")";
}

EnglishPlacer::EnglishPlacer(const EnglishQuestion& question, const std::vector<Lead>& leads)
    : question_(question), parts_(question.parts) {
  FindTopics(leads);
}

void EnglishPlacer::FindTopics(const std::vector<Lead>& leads) {
  std::string run;
  std::size_t begin = 0;
  const auto finish = [&] {
    if (!run.empty()) topics_.push_back({run, begin});
    run.clear();
  };
  const std::size_t lead = leads.empty() ? parts_.size() : leads.front().at;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const bool says = !parts_[i].is_name && !parts_[i].is_small && i != lead;
    const bool names_kind = i == 0 && !leads.empty();
    if (!says || names_kind) {
      finish();
      continue;
    }
    if (run.empty()) begin = i;
    run += (run.empty() ? "" : " ") + parts_[i].text;
  }
  finish();
}

std::string EnglishPlacer::TopicAt(std::size_t at) const {
  for (const auto& [text, begin] : topics_)
    if (begin > at) return text;
  return topics_.empty() ? "" : topics_.front().first;
}

EnglishPlacer::Ends EnglishPlacer::EndsAt(std::size_t at) const {
  const std::vector<std::string> before = question_.NamesIn(0, at);
  const std::vector<std::string> behind = question_.NamesIn(at + 1, parts_.size());
  Ends ends;
  ends.subject = before.empty() ? "" : before.back();
  ends.object = behind.empty() ? "" : behind.front();
  if (behind.empty() && before.size() > 1) ends.object = before.front();
  const std::string& word = at < parts_.size() ? parts_[at].text : "";
  // "Fernhill's owner", "the owner of Fernhill"
  const bool possessed = at > 0 && at <= parts_.size() && parts_[at - 1].has_apostrophe;
  if (possessed && behind.empty()) std::swap(ends.subject, ends.object);
  const bool is = HasBeBefore(at);
  const bool has_agent = at + 1 < parts_.size() && parts_[at + 1].text == "by";
  const bool passive = is && !word.ends_with("ing") && !possessed && question_.asks != "where" &&
                       (has_agent || (behind.empty() && IsParticiple(word)));
  if (passive) std::swap(ends.subject, ends.object);
  if (has_agent && ends.subject.empty() && !behind.empty()) ends.subject = behind.front();
  return ends;
}

bool EnglishPlacer::HasBeBefore(std::size_t at) const {
  constexpr std::array<std::string_view, 7> kBe = {"is",   "are",   "was", "were",
                                                   "been", "being", "be"};
  for (std::size_t i = 0; i < std::min(at, parts_.size()); ++i)
    if (IsOneOf(parts_[i].text, kBe)) return true;
  return IsOneOf(question_.asks, kBe);
}

// The variable for what the question word asks.
std::string EnglishPlacer::Asked(bool is_subject) const {
  if (is_subject) return question_.asks == "which" ? "Which" : "Who";
  return question_.asks == "where" ? "Where" : "What";
}

EnglishPlaces EnglishPlacer::PlacesFor(const Lead& lead) const {
  const Ends ends = EndsAt(lead.at);
  EnglishPlaces places;
  places.knows_subject = !ends.subject.empty();
  places.knows_object = !ends.object.empty();
  places.subject = places.knows_subject ? Quoted(ends.subject) : Asked(true);
  places.object = places.knows_object ? Quoted(ends.object) : Asked(false);
  // Words before the verb say who acts, where nobody is named.
  std::string before, behind;
  for (const auto& [text, begin] : topics_) (begin > lead.at ? behind : before) = text;
  if (!places.knows_object && !behind.empty()) {
    places.topic = behind;
    places.variable = places.object;
  } else if (!places.knows_subject && !before.empty()) {
    places.topic = before;
    places.variable = places.subject;
  } else if (!places.knows_object && !before.empty()) {
    places.topic = before;
    places.variable = places.object;
  }
  return places;
}

}  // namespace lode
