// Where the names of a question in English, and its other words, stand in an atom.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/syntax/english_leads.h"
#include "query/syntax/english_question.h"

namespace lode {

// "\"name\"".
std::string Quoted(const std::string& name);

// Where the names and the other words stand in an atom.
struct EnglishPlaces {
  std::string subject, object;  // as arguments
  bool knows_subject = false, knows_object = false;
  std::string topic, variable;  // words, and the argument that has them in it; empty: none

  // ", contains(What, "words")", or nothing where there is no topic.
  std::string About(const std::string& words) const;
};

// REQUIRES: the question and the leads outlive it.
class EnglishPlacer {
 public:
  EnglishPlacer(const EnglishQuestion& question, const std::vector<Lead>& leads);

  EnglishPlaces PlacesFor(const Lead& lead) const;
  // Who stands before the word that led there and who behind it; empty: nobody.
  struct Ends {
    std::string subject, object;
  };
  Ends EndsAt(std::size_t at) const;
  // Runs of words that are no names and lead nowhere: "the chip exports"; where each begins.
  using Topics = std::vector<std::pair<std::string, std::size_t>>;
  const Topics& topics() const { return topics_; }
  // The topic behind a place, else the first.
  std::string TopicAt(std::size_t at) const;

 private:
  void FindTopics(const std::vector<Lead>& leads);
  bool HasBeBefore(std::size_t at) const;
  std::string Asked(bool is_subject) const;

  const EnglishQuestion& question_;
  const std::vector<EnglishPart>& parts_;
  Topics topics_;
};

}  // namespace lode
