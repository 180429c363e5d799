// Whether the arguments look whole: what of their phrases was left out, what stands in them
// that is not theirs, and how their names are written.
#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>

#include "loaders/extraction/critic/signs.h"

namespace lode {
namespace {

using View = const StatementView&;

bool IsOneOf(View v, int word, std::initializer_list<std::string_view> relations) {
  return std::ranges::any_of(relations, [&](std::string_view r) { return v.graph.Is(word, r); });
}

// Words that hang on one of the argument's, of one of these relations, and that no part of
// the statement holds.
double LeftOut(View v, const ArgumentWords& argument,
               std::initializer_list<std::string_view> relations) {
  double count = 0;
  for (int w = std::max(1, argument.first); argument && w <= argument.last; ++w)
    for (int child : v.graph.children(w))
      count += !v.Holds(child) && IsOneOf(v, child, relations) ? 1 : 0;
  return count;
}

// Words inside that do not hang on the argument's head.
double Foreign(View v, const ArgumentWords& argument) {
  double count = 0;
  for (int w = std::max(1, argument.first); argument && w <= argument.last; ++w)
    count += !v.graph.IsUpos(w, "PUNCT") && !v.graph.Under(w, argument.head) ? 1 : 0;
  return count;
}

// Words below the argument's head that stand outside it.
double Lost(View v, const ArgumentWords& argument) {
  if (!argument || argument.head == v.predicate.head) return 0;
  double count = 0;
  for (int w : v.graph.Subtree(argument.head))
    count += !argument.Has(w) && !v.Holds(w) && !v.graph.IsUpos(w, "PUNCT") ? 1 : 0;
  return count;
}

template <typename Is>
double CountIn(const ArgumentWords& argument, Is is) {
  double count = 0;
  for (int w = argument.first; argument && w <= argument.last; ++w) count += is(w) ? 1 : 0;
  return count;
}

double Verbs(View v, const ArgumentWords& argument) {
  return CountIn(argument, [&](int w) { return v.graph.IsUpos(w, "VERB"); });
}

double Relations(View v, const ArgumentWords& argument, std::string_view relation) {
  return CountIn(argument, [&](int w) { return v.graph.Is(w, relation) && w != argument.head; });
}

double Commas(View v, const ArgumentWords& argument) {
  return CountIn(argument, [&](int w) { return v.graph.word(w).form == ","; });
}

double Pronouns(View v, const ArgumentWords& argument) {
  return CountIn(argument, [&](int w) { return v.graph.IsUpos(w, "PRON"); });
}

double NamesIn(View v, const ArgumentWords& argument) {
  return CountIn(argument, [&](int w) { return v.graph.IsUpos(w, "PROPN"); });
}

double TextWords(std::string_view text) {
  return text.empty() ? 0 : 1.0 + static_cast<double>(std::ranges::count(text, ' '));
}

std::string_view NameOfSubject(View v) {
  const EntityNode* node = v.SubjectNode();
  return node == nullptr ? std::string_view() : std::string_view(node->name);
}

// Quotation marks and brackets that have no partner in the text.
bool IsUnbalanced(std::string_view text) {
  const auto count = [&](std::string_view mark) {
    int n = 0;
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + mark.size()))
      ++n;
    return n;
  };
  return count("(") != count(")") || count("[") != count("]") || count("“") != count("”") ||
         count("\"") % 2 != 0;
}

// Is the printed name what stands at the place?
bool IsAsWritten(View v, const Spans& spans, std::string_view name) {
  const std::string& text = v.article.reading.article.text;
  return !spans.empty() && spans.back().end <= text.size() &&
         std::string_view(text).substr(spans.front().begin,
                                       spans.back().end - spans.front().begin) == name;
}

bool HasWordWithin(std::string_view text, std::string_view word) {
  return (" " + std::string(text) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

bool HasClause(View v, std::string_view text) {
  const WordLists::Items* openers = v.article.reading.rules.lists.Section("clause-opener");
  return openers != nullptr && std::ranges::any_of(*openers, [&](const auto& opener) {
           return HasWordWithin(text, opener.first);
         });
}

double Capitals(std::string_view text) {
  double letters = 0, capitals = 0;
  for (unsigned char c : text)
    letters += std::isalpha(c) ? 1 : 0, capitals += std::isupper(c) ? 1 : 0;
  return letters == 0 ? 0 : capitals / letters;
}

// Quotation marks in the argument's span that have no partner there.
bool CutsAQuotation(View v, const ArgumentWords& words) {
  return static_cast<int>(CountIn(words, [&](int w) { return IsQuoteMark(v, w); })) % 2 != 0;
}

// What stands at a place, sorted by how much it looks like a part of a phrase beside it.
double Edge(View v, int w) {
  if (w < 1 || w > v.graph.size()) return 0;
  static constexpr std::array<std::string_view, 10> kClasses = {
      "PUNCT", "AUX", "VERB", "DET", "ADP", "SCONJ", "PART", "PRON", "CCONJ", "ADV"};
  const auto at = std::ranges::find(kClasses, v.graph.word(w).upos);
  if (at == kClasses.end())  // a noun, name, adjective or number
    return v.graph.IsUpos(w, "ADJ") || v.graph.IsUpos(w, "NUM") ? 13 : 14;
  if (at != kClasses.begin()) return 2.0 + static_cast<double>(at - kClasses.begin());
  return v.graph.word(w).form == "," ? 2 : IsQuoteMark(v, w) ? 3 : 1;
}

double EdgeBefore(View v, const ArgumentWords& words) {
  return words ? Edge(v, words.first - 1) : 0;
}
double EdgeBehind(View v, const ArgumentWords& words) {
  return words ? Edge(v, words.last + 1) : 0;
}

std::string_view TextOf(View v, const Argument& argument) {
  const EntityNode* node = v.article.Node(argument.node);
  return node != nullptr ? std::string_view(node->name) : std::string_view(argument.literal.text);
}

// Qualifiers of which `is` holds.
template <typename Is>
double Qualifiers(View v, Is is) {
  double count = 0;
  for (const auto& [role, value] : v.statement.qualifiers) count += is(TextOf(v, value)) ? 1 : 0;
  return count;
}

std::string_view SentenceText(View v) {
  const Span& span = v.graph.sentence().span;
  const std::string& text = v.article.reading.article.text;
  if (span.end > text.size()) return {};
  return std::string_view(text).substr(span.begin, span.end - span.begin);
}

// Where a name of the sentence goes on with a further word of a name, or with a hyphen.
bool GoesOn(View v, std::string_view name) {
  const std::string_view text = SentenceText(v);
  const std::size_t at = text.find(name);
  if (name.empty() || at == text.npos || at + name.size() + 1 >= text.size()) return false;
  const std::string_view rest = text.substr(at + name.size());
  return rest[0] == '-' || rest.starts_with(" of ") ||
         (rest[0] == ' ' && std::isupper(static_cast<unsigned char>(rest[1])) != 0);
}

double LongestQualifier(View v) {
  double longest = 0;
  for (const auto& [role, value] : v.statement.qualifiers)
    longest = std::max(longest, TextWords(TextOf(v, value)));
  return longest;
}

bool IsWithin(std::string_view whole, std::string_view part) {
  return !part.empty() && whole.find(part) != whole.npos;
}

}  // namespace

const std::vector<NumberSign>& ArgumentSigns() {
  static const std::vector<NumberSign> kSigns = {
      {"subject-words", [](View v) { return 1.0 * v.subject.size(); }},
      {"object-words", [](View v) { return 1.0 * v.object.size(); }},
      {"predicate-words", [](View v) { return 1.0 * v.predicate.size(); }},
      {"subject-name-words", [](View v) { return TextWords(NameOfSubject(v)); }},
      {"object-name-words", [](View v) { return TextWords(v.ObjectText()); }},
      {"relation-parts",
       [](View v) {
         return 1.0 * static_cast<double>(std::ranges::count(v.statement.relation, '-'));
       }},
      {"subject-as-written",
       [](View v) { return Flag(IsAsWritten(v, v.statement.subject_span, NameOfSubject(v))); }},
      {"object-as-written",
       [](View v) { return Flag(IsAsWritten(v, v.statement.object_span, v.ObjectText())); }},
      {"pieces", [](View v) { return Flag(v.subject.pieces || v.object.pieces); }},
      {"subject-lost", [](View v) { return Lost(v, v.subject); }},
      {"object-lost", [](View v) { return Lost(v, v.object); }},
      {"subject-foreign", [](View v) { return Foreign(v, v.subject); }},
      {"object-foreign", [](View v) { return Foreign(v, v.object); }},
      {"subject-left-phrases",
       [](View v) {
         return LeftOut(v, v.subject, {"nmod", "obl"});
       }},
      {"object-left-phrases",
       [](View v) {
         return LeftOut(v, v.object, {"nmod", "obl"});
       }},
      {"subject-left-clauses",
       [](View v) {
         return LeftOut(v, v.subject, {"acl", "advcl", "ccomp", "xcomp"});
       }},
      {"object-left-clauses",
       [](View v) {
         return LeftOut(v, v.object, {"acl", "advcl", "ccomp", "xcomp"});
       }},
      {"subject-left-words",
       [](View v) {
         return LeftOut(v, v.subject, {"amod", "compound", "nummod", "flat", "advmod"});
       }},
      {"object-left-words",
       [](View v) {
         return LeftOut(v, v.object, {"amod", "compound", "nummod", "flat", "advmod"});
       }},
      {"subject-left-joined",
       [](View v) {
         return LeftOut(v, v.subject, {"conj", "appos"});
       }},
      {"object-left-joined",
       [](View v) {
         return LeftOut(v, v.object, {"conj", "appos"});
       }},
      {"predicate-left-phrases",
       [](View v) {
         return LeftOut(v, v.predicate, {"obl", "nmod"});
       }},
      {"predicate-left-objects",
       [](View v) {
         return LeftOut(v, v.predicate, {"obj", "iobj"});
       }},
      {"predicate-left-clauses",
       [](View v) {
         return LeftOut(v, v.predicate, {"advcl", "acl"});
       }},
      {"predicate-left-content",
       [](View v) {
         return LeftOut(v, v.predicate, {"ccomp", "xcomp", "csubj"});
       }},
      {"predicate-left-adverbs", [](View v) { return LeftOut(v, v.predicate, {"advmod"}); }},
      {"predicate-left-joined", [](View v) { return LeftOut(v, v.predicate, {"conj"}); }},
      {"predicate-left-rest",
       [](View v) {
         return LeftOut(v, v.predicate, {"parataxis", "dep", "discourse", "appos"});
       }},
      {"qualifiers",
       [](View v) { return 1.0 * static_cast<double>(v.statement.qualifiers.size()); }},
      {"has-time", [](View v) { return Flag(v.statement.time.has_value()); }},
      {"subject-verbs", [](View v) { return Verbs(v, v.subject); }},
      {"object-verbs", [](View v) { return Verbs(v, v.object); }},
      {"subject-commas-inside", [](View v) { return Commas(v, v.subject); }},
      {"object-commas-inside", [](View v) { return Commas(v, v.object); }},
      {"subject-joins", [](View v) { return Relations(v, v.subject, "conj"); }},
      {"object-joins", [](View v) { return Relations(v, v.object, "conj"); }},
      {"subject-phrases", [](View v) { return Relations(v, v.subject, "nmod"); }},
      {"object-phrases", [](View v) { return Relations(v, v.object, "nmod"); }},
      {"object-obliques", [](View v) { return Relations(v, v.object, "obl"); }},
      {"subject-pronouns-inside", [](View v) { return Pronouns(v, v.subject); }},
      {"object-pronouns-inside", [](View v) { return Pronouns(v, v.object); }},
      {"subject-names-inside", [](View v) { return NamesIn(v, v.subject); }},
      {"object-names-inside", [](View v) { return NamesIn(v, v.object); }},
      {"subject-unbalanced", [](View v) { return Flag(IsUnbalanced(NameOfSubject(v))); }},
      {"object-unbalanced", [](View v) { return Flag(IsUnbalanced(v.ObjectText())); }},
      {"subject-has-clause", [](View v) { return Flag(HasClause(v, NameOfSubject(v))); }},
      {"object-has-clause", [](View v) { return Flag(HasClause(v, v.ObjectText())); }},
      {"subject-capitals", [](View v) { return Capitals(NameOfSubject(v)); }},
      {"object-capitals", [](View v) { return Capitals(v.ObjectText()); }},
      {"sentence-capitals", [](View v) { return Capitals(SentenceText(v)); }},
      {"subject-cuts-quotation", [](View v) { return Flag(CutsAQuotation(v, v.subject)); }},
      {"object-cuts-quotation", [](View v) { return Flag(CutsAQuotation(v, v.object)); }},
      {"sentence-unbalanced", [](View v) { return Flag(IsUnbalanced(SentenceText(v))); }},
      {"subject-edge-before", [](View v) { return EdgeBefore(v, v.subject); }},
      {"subject-edge-behind", [](View v) { return EdgeBehind(v, v.subject); }},
      {"object-edge-before", [](View v) { return EdgeBefore(v, v.object); }},
      {"object-edge-behind", [](View v) { return EdgeBehind(v, v.object); }},
      {"subject-in-object",
       [](View v) { return Flag(IsWithin(v.ObjectText(), NameOfSubject(v))); }},
      {"subject-letters",
       [](View v) { return 1.0 * static_cast<double>(NameOfSubject(v).size()); }},
      {"object-letters", [](View v) { return 1.0 * static_cast<double>(v.ObjectText().size()); }},
      {"qualifiers-inside",
       [](View v) {
         return Qualifiers(v, [&](std::string_view text) {
           return IsWithin(v.ObjectText(), text) || IsWithin(NameOfSubject(v), text);
         });
       }},
      {"qualifiers-going-on",
       [](View v) {
         return Qualifiers(v, [&](std::string_view text) { return GoesOn(v, text); });
       }},
      {"longest-qualifier", LongestQualifier},
      {"of-qualifiers",
       [](View v) { return 1.0 * static_cast<double>(v.statement.qualifiers.count("of")); }},
  };
  return kSigns;
}

}  // namespace lode
