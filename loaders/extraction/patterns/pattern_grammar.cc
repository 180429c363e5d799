// The grammar of pattern lines in Boost.Spirit X3.
//
// A line is short, so it is read in one go, and what a rule is called is what the reader is
// told was expected: names of rules here are words of messages. Alternatives share one
// result, and one that fails keeps what its actions did, so each begins by clearing it.
#include "loaders/extraction/patterns/pattern_grammar.h"

#include <boost/spirit/home/x3.hpp>
#include <utility>

namespace boost::spirit::x3 {
// What was expected is what the rule inside of an action is called.
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const {
    return what(parser.subject);
  }
};
}  // namespace boost::spirit::x3

namespace lode {
namespace {

namespace x3 = boost::spirit::x3;
using Place = std::string_view::const_iterator;

template <auto Member>
auto Set() {
  return [](auto& context) { x3::_val(context).*Member = x3::_attr(context); };
}
template <auto Member>
auto Append() {
  return [](auto& context) { (x3::_val(context).*Member).push_back(x3::_attr(context)); };
}
template <auto Member>
auto Raise() {
  return [](auto& context) { x3::_val(context).*Member = true; };
}
template <typename T>
auto Begin(T value) {
  return x3::eps[([value](auto& context) { x3::_val(context) = value; })];
}
const auto kTake = [](auto& context) { x3::_val(context) = x3::_attr(context); };

// ---- words ------------------------------------------------------------------

const auto kWordPart = x3::alnum | x3::char_("_-");
template <typename T>
auto Word(T text) {
  return x3::lexeme[x3::lit(text) >> !kWordPart];
}
const x3::rule<struct IdentRule, std::string> kIdent = "the name of a node";
const auto kIdent_def = x3::lexeme[x3::char_("a-z") >> *kWordPart];
const x3::rule<struct QuotedRule, std::string> kQuoted = "words in \"quotation marks\"";
const auto kQuoted_def = x3::lexeme['"' >> *(x3::char_ - '"') >> '"'];
const x3::rule<struct FormRule, std::string> kFormText = "words in 'marks'";
const auto kFormText_def = x3::lexeme['\'' >> +(x3::char_ - '\'') >> '\''];
const x3::rule<struct RelationRule, std::string> kRelation = "a relation of the tree";
const auto kRelation_def = x3::lexeme[x3::char_("a-z") >> *x3::char_("a-z:")] | x3::string("*");
const x3::rule<struct PredicateRule, std::string> kPredicate = "a predicate";
const auto kPredicate_def =
    x3::lexeme[x3::char_("a-z") >> *(x3::alnum | (x3::char_('-') >> !x3::lit('>')))];

BOOST_SPIRIT_DEFINE(kIdent, kQuoted, kFormText, kRelation, kPredicate)

// ---- tests ------------------------------------------------------------------

struct Flags : x3::symbols<TestKind> {
  Flags() {
    add("name", TestKind::kName)("known", TestKind::kKnown)("pronoun", TestKind::kPronoun)(
        "term", TestKind::kTerm)("trade", TestKind::kTrade)("title", TestKind::kTitle)(
        "plural", TestKind::kPlural)("capital", TestKind::kCapital)(
        "determined", TestKind::kDetermined)("known-kind", TestKind::kKnownKind)(
        "body-kind", TestKind::kOrganKind)("nationality", TestKind::kNationality)(
        "country", TestKind::kCountry)("age", TestKind::kAge)("measure", TestKind::kMeasure)(
        "money", TestKind::kMoney)("percent", TestKind::kPercent)("verb", TestKind::kVerb)(
        "acronym", TestKind::kAcronym)("place-based", TestKind::kPlace);
  }
} const kFlags;

TestAtom Of(TestKind kind) {
  return {kind, {}, {}};
}
const auto kText = [] { return Set<&TestAtom::text>(); };

const x3::rule<struct ListRule, TestAtom> kList = "a list";
const auto kList_def = Begin(Of(TestKind::kList)) >> x3::lexeme['@' > kIdent][kText()] >>
                       -(x3::lexeme['.' > kPredicate])[Set<&TestAtom::key>()];
const x3::rule<struct OfficeRule, TestAtom> kOffice = "office";
const auto kOffice_def =
    Begin(Of(TestKind::kOffice)) >>
    x3::lexeme["office" >> -('.' > kPredicate)[Set<&TestAtom::key>()] >> !kWordPart];
const x3::rule<struct TypeRule, std::string> kTypeName = "a type of the schema";
const auto kTypeName_def = x3::lexeme[':' >> x3::char_("a-z") >> *x3::char_("a-z-")];
const x3::rule<struct FeatureRule, std::string> kFeature = "a feature";
const auto kFeature_def =
    x3::lexeme[x3::char_("A-Z") >> *x3::alnum >> x3::char_('=') >> +x3::alnum];
const x3::rule<struct TagRule, std::string> kTag = "a tag";
const auto kTag_def = x3::lexeme[x3::char_("A-Z") >> *x3::char_("A-Z$*") >> !kWordPart];

const x3::rule<struct AtomRule, TestAtom> kAtom = "a test";
const auto kAtom_def =
    kList[kTake] | kOffice[kTake] | (Begin(Of(TestKind::kLemma)) >> kQuoted[kText()]) |
    (Begin(Of(TestKind::kForm)) >> kFormText[kText()]) |
    (Begin(Of(TestKind::kType)) >> kTypeName[kText()]) |
    (Begin(Of(TestKind::kFeature)) >> kFeature[kText()]) |
    (Begin(Of(TestKind::kTag)) >> kTag[kText()]) |
    x3::lexeme[kFlags >> !kWordPart]
              [([](auto& context) { x3::_val(context) = Of(x3::_attr(context)); })];

const x3::rule<struct TestRule, NodeTest> kTest =
    "a test (\"lemma\", 'form', @list, :type, TAG, Feature=Value, name ...)";
const auto kTest_def =
    Begin(NodeTest()) >>
    -x3::lit('!')[Raise<&NodeTest::negated>()] >> kAtom[Append<&NodeTest::any>()] % '|';

BOOST_SPIRIT_DEFINE(kList, kOffice, kTypeName, kFeature, kTag, kAtom, kTest)

// ---- links ------------------------------------------------------------------

Link Of(LinkKind kind) {
  Link link;
  link.kind = kind;
  return link;
}
const auto kNode = kIdent[Set<&Link::node>()];
const x3::rule<struct PrepositionRule, std::string> kPreposition = "a preposition";
const auto kPreposition_def = x3::lexeme[-x3::char_('@') >> x3::char_("a-z") >> *kWordPart];

const auto kPrepositions = x3::lit('(')[Raise<&Link::asks_preposition>()] >
                           -(kPreposition[Append<&Link::prepositions>()] % ',') > ')';
const auto kRelations = kRelation[Append<&Link::relations>()] >>
                        *('|' > kRelation[Append<&Link::relations>()]);
const auto kEach = -Word("each")[Raise<&Link::each>()];
const auto kMark = kQuoted[Append<&Link::marks>()];
const auto kMarks = -(Word("past") > kMark >> *kMark);
const x3::rule<struct AndRule> kAnd = "and";
const auto kAnd_def = Word("and");

const x3::rule<struct PairListRule, std::string> kPairList = "a list: on @list with x";
const auto kPairList_def = x3::lexeme['@' >> x3::char_("a-z") >> *kWordPart];
const x3::rule<struct OwnRelationRule, std::string> kOwnRelation = "a relation of the tree";
const auto kOwnRelation_def = x3::lexeme[x3::char_("a-z") >> *x3::char_("a-z:*")];
const x3::rule<struct WithRule> kWith = "with";
const auto kWith_def = Word("with");

const x3::rule<struct LinkBodyRule, Link> kLinkBody = "a link";
const auto kLinkBody_def =
    (Begin(Of(LinkKind::kAs)) >> Word("as") > kOwnRelation[Append<&Link::relations>()] % '|') |
    (Begin(Of(LinkKind::kAbove)) >> Word("above") > kNode) |
    (Begin(Of(LinkKind::kPair)) >> Word("on") > kPairList[Set<&Link::list>()] > kWith > kNode) |
    (Begin(Of(LinkKind::kHead)) >> kEach >> Word("head") >> Word("of") >
     -Word("each")[Raise<&Link::each_head>()] > kNode >
     -(Word("by") > kRelation[Append<&Link::relations>()] >>
       *('|' > kRelation[Append<&Link::relations>()]) >> -kPrepositions)) |
    (Begin(Of(LinkKind::kSubject)) >> kEach >> Word("subject") >> Word("of") > kNode) |
    (Begin(Of(LinkKind::kConjunct)) >> Word("beside") > kNode) |
    (Begin(Of(LinkKind::kNextAfter)) >> Word("right") >> Word("after") > kNode > kMarks) |
    (Begin(Of(LinkKind::kNextBefore)) >> Word("right") >> Word("before") > kNode > kMarks) |
    (Begin(Of(LinkKind::kAfter)) >> Word("after") > kNode) |
    (Begin(Of(LinkKind::kBefore)) >> Word("before") > kNode) |
    (Begin(Of(LinkKind::kUnder)) >> Word("under") > kNode) |
    (Begin(Of(LinkKind::kInside)) >> Word("inside") > kNode) |
    (Begin(Of(LinkKind::kBetween)) >> Word("between") > kNode > kAnd >
     kIdent[Set<&Link::other_node>()]) |
    (Begin(Of(LinkKind::kOther)) >> Word("other") >> Word("than") > kNode) |
    (Begin(Of(LinkKind::kFits)) >> Word("fits") > kNode) |
    (Begin(Of(LinkKind::kSpells)) >> Word("spells") > kNode) |
    (Begin(Of(LinkKind::kChild)) >> kEach >> kRelations >> -kPrepositions >> Word("of") >
     -Word("each")[Raise<&Link::each_head>()] > kNode);

BOOST_SPIRIT_DEFINE(kPreposition, kAnd, kPairList, kOwnRelation, kWith, kLinkBody)

// ---- a node -----------------------------------------------------------------

struct NodeLine {
  std::string name;
  NodeChoice choice;
};
const auto kAddLink = [](auto& context) { x3::_val(context).links.push_back(x3::_attr(context)); };
const auto kAddNegatedLink = [](auto& context) {
  Link link = x3::_attr(context);
  link.negated = true;
  x3::_val(context).links.push_back(std::move(link));
};
const auto kAddTest = [](auto& context) { x3::_val(context).tests.push_back(x3::_attr(context)); };
const auto kAddItem = [](auto& context) {
  NodeChoice& choice = x3::_val(context).choice;
  const NodeChoice& item = x3::_attr(context);
  choice.tests.insert(choice.tests.end(), item.tests.begin(), item.tests.end());
  choice.links.insert(choice.links.end(), item.links.begin(), item.links.end());
};
const auto kAddItems = [](auto& context) { x3::_val(context).choice = x3::_attr(context).choice; };
const x3::rule<struct ItemRule, NodeChoice> kItem = "a test or a link";
const auto kItem_def = Begin(NodeChoice()) >> ((Word("not") > kLinkBody[kAddNegatedLink]) |
                                               kLinkBody[kAddLink] | +kTest[kAddTest]);
const x3::rule<struct ItemsRule, NodeLine> kItems =
    "a test (\"lemma\", 'form', @list, :type, TAG, Feature=Value, name ...) or a link (appos of x, "
    "head of x, after x ...)";
const auto kItems_def = kItem[kAddItem] % ';';
const x3::rule<struct NodeLineRule, NodeLine> kNodeLine = "a node";
const auto kNodeLine_def = kIdent[Set<&NodeLine::name>()] > ':' > kItems[kAddItems];

BOOST_SPIRIT_DEFINE(kItem, kItems, kNodeLine)

// ---- what is made ------------------------------------------------------------

Part Of(PartKind kind) {
  Part part;
  part.kind = kind;
  return part;
}
struct PartKinds : x3::symbols<PartKind> {
  PartKinds() {
    add("kind", PartKind::kKind)("rest", PartKind::kRest)("office", PartKind::kOffice)(
        "text", PartKind::kText)("form", PartKind::kForm)("measure", PartKind::kMeasure)(
        "country", PartKind::kCountry)("seat", PartKind::kSeat);
  }
} const kPartKinds;

const x3::rule<struct PartRule, Part> kPart =
    "a node, \"words\", or kind(x), office(x), text(x) ...";
const auto kPart_def =
    (Begin(Of(PartKind::kLiteral)) >> kQuoted[Set<&Part::text>()]) |
    (Begin(Part()) >> kPartKinds[Set<&Part::kind>()] >> '(' > kIdent[Set<&Part::node>()] >
     -(',' > kIdent[Set<&Part::other_node>()]) > ')') |
    (Begin(Of(PartKind::kNode)) >> kIdent[Set<&Part::node>()]);

const x3::rule<struct ConditionRule, Condition> kCondition = "a condition";
const auto kCondition_def = Begin(Condition()) >> (Word("if") | Word("unless")[([](auto& context) {
                                                     x3::_val(context).wanted = false;
                                                   })]) > kIdent[Set<&Condition::node>()] >
                            -(Word("is") > kTest[Append<&Condition::tests>()] >>
                              *kTest[Append<&Condition::tests>()]);

const x3::rule<struct RoleRule, std::string> kRole = "a role";
const auto kRole_def = x3::lexeme[x3::char_("a-z") >> *kWordPart];
struct Qualifier {
  std::string role;
  Part part;
};
const x3::rule<struct QualifierRule, Qualifier> kQualifier = "a qualifier";
const auto kQualifier_def = kRole[Set<&Qualifier::role>()] >> ':' > kPart[Set<&Qualifier::part>()];

const auto kAddQualifier = [](auto& context) {
  const Qualifier& qualifier = x3::_attr(context);
  x3::_val(context).qualifiers.emplace_back(qualifier.role, qualifier.part);
};
const auto kEndedNow = [](auto& context) { x3::_val(context).ended = true; };
const x3::rule<struct NamedRule, Making> kNamed =
    "a predicate, or [x] for what the list of x gives";
const auto kNamed_def =
    ('[' > kIdent[Set<&Making::predicate_node>()] > ']') | kPredicate[Set<&Making::predicate>()];
const auto kSetNamed = [](auto& context) {
  x3::_val(context).predicate = x3::_attr(context).predicate;
  x3::_val(context).predicate_node = x3::_attr(context).predicate_node;
};
const x3::rule<struct MakingRule, Making> kMaking = "what to make";
const auto kMaking_def =
    kPart[Set<&Making::subject>()] > '-' > kNamed[kSetNamed] > "->" >
    kPart[Set<&Making::object>()] >
    *(kCondition[Append<&Making::conditions>()] |
      (Word("ended") >> ((Word("by") > kIdent[Set<&Making::ended_if>()]) | x3::eps[kEndedNow])) |
      Word("inverse")[Raise<&Making::inverse>()] | (Word("alias") > kIdent[Set<&Making::alias>()]) |
      (Word("sure") > x3::double_[Set<&Making::confidence>()]) | kQualifier[kAddQualifier]);

BOOST_SPIRIT_DEFINE(kPart, kCondition, kRole, kQualifier, kNamed, kMaking)

// Runs a rule over the whole line. Spirit's exceptions end here.
template <typename Rule, typename Result>
std::optional<LineError> ReadLine(std::string_view line, const Rule& rule, const char* wanted,
                                  Result& result) {
  Place at = line.begin();
  const auto column = [&](Place place) {
    while (place != line.end() && (*place == ' ' || *place == '\t')) ++place;
    return static_cast<int>(place - line.begin()) + 1;
  };
  try {
    if (!x3::phrase_parse(at, line.end(), rule, x3::blank, result))
      return LineError{column(at), std::string("expected ") + wanted + "."};
  } catch (const x3::expectation_failure<Place>& failure) {
    return LineError{column(failure.where()), "expected " + failure.which() + "."};
  }
  if (at != line.end())
    return LineError{column(at), std::string("this is none of what may follow: ") + wanted + "."};
  return std::nullopt;
}

}  // namespace

std::optional<LineError> ReadNodeLine(std::string_view line, std::string& name,
                                      NodeChoice& choice) {
  NodeLine node;
  auto error = ReadLine(line, kNodeLine,
                        "name: tests; links, with tests like \"lemma\", 'form', @list, :type, TAG, "
                        "Feature=Value, name and links like appos of x, head of x, after x",
                        node);
  name = std::move(node.name);
  choice = std::move(node.choice);
  return error;
}

std::optional<LineError> ReadMakeLine(std::string_view line, Making& making) {
  return ReadLine(line, kMaking,
                  "subject -predicate-> object, then role: value, ended, inverse, alias reason, "
                  "sure 0.9, if x, unless x",
                  making);
}

}  // namespace lode
