// Every word may lead to predicates: by what the schema says that it means, and by the predicates
// in whose names it stands ("share" of controls-share). Weights are counted together, so that the
// predicate of which most was said comes first.

#include "query/syntax/english_leads.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace lode {

namespace {

constexpr std::size_t kMostPredicates = 8;
constexpr std::size_t kLeastAlike = 4;  // letters that two words of one family have in common

std::size_t AlikeLetters(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

// "competitor" and "competes", "reserves" and "reserve".
bool AreOfOneFamily(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::size_t alike = AlikeLetters(a, b);
  return alike >= kLeastAlike && alike * 5 >= std::max(a.size(), b.size()) * 3;
}

// Of what a verb may mean, the predicate that is called by it, else the first. One that has a
// preposition in its name wants it behind the verb.
std::string NearestOf(const std::string& verb, const std::string& next,
                      const std::vector<std::string>& meant) {
  constexpr std::size_t kLeastOfVerb = 3;
  std::size_t most = kLeastOfVerb;
  const std::string* nearest = nullptr;
  const std::string* first = nullptr;
  for (const std::string& name : meant) {
    const std::size_t hyphen = name.rfind('-');
    if (hyphen != name.npos && name.substr(hyphen + 1) != next) continue;
    if (first == nullptr) first = &name;
    const std::size_t alike = AlikeLetters(verb, name);
    if (alike > most) nearest = &name;
    most = std::max(most, alike);
  }
  return nearest != nullptr ? *nearest : first != nullptr ? *first : meant.front();
}

class LeadFinder {
 public:
  LeadFinder(const EnglishQuestion& question, const WordKnowledge& knowledge)
      : question_(question), knowledge_(knowledge) {}

  std::vector<Lead> Find() {
    const std::size_t verb = VerbBehindAuxiliary();
    for (std::size_t i = 0; i < question_.parts.size(); ++i) {
      const EnglishPart& part = question_.parts[i];
      if (part.is_name || part.is_small) continue;
      // What "which companies" asks for is mostly no verb.
      const bool names_kind = i == 0 && (question_.asks == "which" || question_.asks == "what" ||
                                         question_.asks == "how many");
      const double share = names_kind && question_.parts.size() > 1 ? 0.4 : i == verb ? 2 : 1;
      if (IsSpeechWord(part.text)) AddLead("said", 3 * share, i);
      if (knowledge_.senses) {
        const std::vector<std::string> meant = knowledge_.senses(part.text);
        const std::string next = i + 1 < question_.parts.size() ? question_.parts[i + 1].text : "";
        double rank = 0;
        for (const std::string& name : meant)
          AddLead(name, share * (2 - std::min(1.0, rank++ * 0.1)), i);
        if (!meant.empty()) AddLead(NearestOf(part.text, next, meant), share * 1.5, i);
      }
      for (const std::string& name : knowledge_.predicates)
        if (const double match = MatchOf(part.text, name); match > 0)
          AddLead(name, share * 2 * match, i);
    }
    std::vector<Lead> leads;
    for (auto& [name, lead] : found_) leads.push_back(lead);
    std::ranges::stable_sort(leads, [](const Lead& a, const Lead& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.predicate.size() < b.predicate.size();
    });
    if (leads.size() > kMostPredicates) leads.resize(kMostPredicates);
    // What little leads to is meant by nobody.
    std::erase_if(leads, [least = leads.empty() ? 0 : leads.front().weight / 2](const Lead& lead) {
      return lead.weight < least;
    });
    return leads;
  }

 private:
  // "did Fernhill sell": the word behind the name behind the auxiliary; none: the size.
  std::size_t VerbBehindAuxiliary() const {
    constexpr std::array<std::string_view, 8> kAuxiliaries = {"did", "does", "do",   "has",
                                                              "had", "have", "will", "would"};
    const std::vector<EnglishPart>& parts = question_.parts;
    bool has_auxiliary = IsOneOf(question_.asks, kAuxiliaries), has_name = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      has_auxiliary = has_auxiliary || IsOneOf(parts[i].text, kAuxiliaries);
      if (has_auxiliary && has_name && !parts[i].is_name && !parts[i].is_small) return i;
      has_name = has_name || (has_auxiliary && parts[i].is_name);
    }
    return parts.size();
  }

  void AddLead(const std::string& predicate, double weight, std::size_t at) {
    Lead& lead = found_[predicate];
    lead.predicate = predicate;
    lead.weight += weight;
    if (weight > lead.strongest) {
      lead.at = at;
      lead.strongest = weight;
    }
  }

  bool IsSpeechWord(const std::string& word) const {
    constexpr std::array<std::string_view, 20> kSpeech = {
        "say",      "says",  "said",   "saying", "told",   "comment", "commented",
        "talk",     "talks", "talked", "think",  "thinks", "thought", "opinion",
        "opinions", "view",  "views",  "speak",  "speaks", "spoke"};
    return IsOneOf(word, kSpeech);
  }

  // How much of the predicate's name the word is.
  static double MatchOf(const std::string& word, const std::string& name) {
    std::size_t parts = 0, matched = 0;
    for (std::size_t at = 0; at <= name.size();) {
      const std::size_t end = std::min(name.find('-', at), name.size());
      const std::string_view part = std::string_view(name).substr(at, end - at);
      const bool counts = part.size() > 2 && part != "for" && part != "from" && part != "with";
      parts += counts ? 1 : 0;
      if (counts && AreOfOneFamily(word, part)) ++matched;
      at = end + 1;
    }
    return parts == 0 ? 0 : static_cast<double>(matched) / static_cast<double>(parts);
  }

  const EnglishQuestion& question_;
  const WordKnowledge& knowledge_;
  std::map<std::string, Lead> found_;
};

}  // namespace

std::vector<Lead> LeadsOf(const EnglishQuestion& question, const WordKnowledge& knowledge) {
  return LeadFinder(question, knowledge).Find();
}

}  // namespace lode
