// A pattern over the dependency tree, as a pattern file spells it (docs/patterns.md).
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/patterns/tree_change.h"
#include "lode/statement.h"

namespace lode {

// What is asked of one word.
enum class TestKind {
  kLemma,        // "brother", "*-based"
  kForm,         // 'own'
  kList,         // @kin, @kin.sibling-of
  kTag,          // NOUN, VB*: universal or treebank tag
  kFeature,      // Number=Plur
  kType,         // :person
  kName,         // heads a name
  kKnown,        // a name, or a noun that stands for one
  kPronoun,      // is a pronoun that stands for somebody
  kTerm,         // is a noun that names nothing
  kOffice,       // a role noun that says what somebody is to a body: "minister"; office.leads
  kTrade,        // a role noun that does not: "actor"
  kTitle,        // a role noun that stands before names
  kPlural,       //
  kCapital,      // begins with a capital
  kDetermined,   // has an article or a possessor
  kKnownKind,    // a noun whose kind is known
  kOrganKind,    // a noun that names a kind of body: "bank", "agency"
  kNationality,  // "French"
  kCountry,      // "France"
  kAge,          // a bare number from 1 to 120
  kMeasure,      // an amount with its unit or currency
  kMoney,        //
  kPercent,      //
  kVerb,         // VERB or AUX
  kAcronym,      // written in capitals
  kPlace,        // "Aarhus" of "Aarhus-based": what stands before the hyphen is a place
};

struct TestAtom {
  TestKind kind = TestKind::kLemma;
  std::string text;  // lemma, form, list, tag, feature, type
  std::string key;   // kList, kOffice: the key asked for; empty: any
};

// One of these, or none of them.
struct NodeTest {
  std::vector<TestAtom> any;
  bool negated = false;
};

// How one word stands to another.
enum class LinkKind {
  kChild,      // "nmod(of) of X": hangs on X
  kHead,       // "head of X by appos": X hangs on it
  kSubject,    // "subject of X": acts in the clause of the verb X
  kConjunct,   // "beside X": joined with X by "and", or X itself
  kAfter,      // "after X", anywhere
  kBefore,     //
  kNextAfter,  // "right after X past ',' '('"
  kNextBefore,
  kUnder,    // "under X": anywhere below it
  kInside,   // "inside X": a word of the name X, not its head
  kBetween,  // "between X and Y"
  kOther,    // "other than X": stands for something else
  kFits,     // "fits X": this noun's kind can be that of the name X
  kSpells,   // "spells X": the capitals of the one are the initials of the other
  kAs,       // "as obl", "as nsubj*": hangs by exactly that relation, on whatever
  kAbove,    // "above X": X is somewhere below it; the nearest first
  kPair,     // "on @list with X": the list has the two lemmas, this one first
};

struct Link {
  LinkKind kind = LinkKind::kChild;
  bool negated = false;
  bool each = false;       // with all that is joined to the word found
  bool each_head = false;  // X, or what is joined to it
  std::vector<std::string> relations;
  bool asks_preposition = false;
  std::vector<std::string> prepositions;  // "@list" among them; empty: none allowed
  std::vector<std::string> marks;         // kNextAfter, kNextBefore: forms that may stand between
  std::string list;                       // kPair
  std::string node, other_node;
  int to = -1, other = -1;  // the same as indexes into Pattern::nodes
  int column = 0;
};

// Tests and links that hold together.
struct NodeChoice {
  std::vector<NodeTest> tests;
  std::vector<Link> links;
  bool also = false;  // counts even where a choice before it held
  int line = 0, column = 0;
};

enum class NodeDuty {
  kFind,     // the trigger
  kWith,     // must be there
  kMaybe,    // may be there
  kWithout,  // must not be there
};

struct PatternNode {
  std::string name;
  NodeDuty duty = NodeDuty::kWith;
  std::vector<NodeChoice> choices;  // the first that holds counts, and those that are "also"
};

// What is put into a statement.
enum class PartKind {
  kNode,     // x: what the noun phrase stands for
  kKind,     // kind(x): the class that the phrase names
  kRest,     // rest(x, y): the class that the words after the name y, up to x, name
  kOffice,   // office(x): the position that the role noun names, without its owner
  kText,     // text(x): the words of the phrase
  kForm,     // form(x): the words of the name or the one word
  kMeasure,  // measure(x)
  kCountry,  // country(x): "French" -> France
  kSeat,     // seat(x): "Aarhus-based" -> Aarhus
  kLiteral,  // "words"
};

struct Part {
  PartKind kind = PartKind::kNode;
  std::string node, other_node, text;
  int at = -1, other = -1;
  int column = 0;
};

struct Condition {
  bool wanted = true;  // "if" or "unless"
  std::string node;
  std::vector<NodeTest> tests;  // none: the node is there
  int at = -1;
  int column = 0;
};

// A "make" line.
struct Making {
  Part subject, object;
  std::string predicate;       // empty: what the list gives for `predicate_node`
  std::string predicate_node;  // "-[kin]->"
  int predicate_at = -1;
  bool inverse = false;
  bool ended = false;
  std::string ended_if;  // a node: ended where it is there
  int ended_at = -1;
  std::string alias;  // reason; empty: no alias
  double confidence = 0.85;
  std::vector<std::pair<std::string, Part>> qualifiers;
  std::vector<Condition> conditions;
  int line = 0;
};

// "example: sentence | subject | predicate | object", or "not: sentence" with as many of
// the parts as matter.
struct PatternExample {
  std::string sentence, subject, predicate, object;
  bool wanted = true;
  std::string pattern, file;
  int line = 0;
};

struct Pattern {
  std::string name;
  std::string file;
  int line = 0;
  std::vector<PatternNode> nodes;  // the first is the trigger
  std::vector<Making> makings;
  bool mends = false;                 // "mend NAME": changes trees and makes nothing
  std::vector<TreeChange> changes;    // in this order
  std::vector<std::string> replaced;  // verbs whose clauses are not read beside it
  std::vector<int> replaced_at;
};

}  // namespace lode
