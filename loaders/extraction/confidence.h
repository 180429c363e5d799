// How sure a statement is, from what is known of its reading.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "lode/statement.h"
#include "storage/articles/article_record.h"

namespace lode {

// What is seen of how a statement was read, in the order of Signs. Counts of words are
// taken as log(1 + n).
inline constexpr std::array<std::string_view, 39> kSignNames = {
    "bias",              // 1
    "quote",             // read by quote/1; none of these four: a clause
    "speech",            // speech/1
    "nominal-clause",    // nominal-clause/1: a noun that stands for a verb
    "nominal",           // nominal/1: roles, appositions, possessives
    "typed",             // a frame of the schema named the relation
    "sentence-words",    // length of the sentence
    "subject-distance",  // words between subject and predicate
    "object-distance",   // words between predicate and object
    "pronoun-subject",   //
    "subject-apart",     // the subject does not hang on the predicate's word
    "object-apart",      // nor the object
    "literal-object",    //
    "subject-words",     //
    "object-words",      //
    "headline",          // titles, headings and captions parse worse
    "attributed",        // somebody says it
    "negated",           //
    "not-actual",        // planned, possible ...
    "qualifiers",        // how many, at most 3
    "depth",             // of the predicate's word in the tree
    "no-verb",           // the predicate's word is none
    "commas",            // between subject and object, at most 4
    "joined",            // the predicate's word is a conjunct or loosely attached
    "named-subject",     // a proper name
    "subject-margin",    // Token::head_margin of the subject's word, at most 8
    "predicate-margin",  //
    "object-margin",     //
    "least-margin",      // of these and the words between them
    "pattern",           // pattern/1: a light verb or what somebody is made or called
    "deed",              // a deed without an object
    "open-passive",      // "be-…": nobody is named who did it
    "class",             // is-a
    "inside",            // involves, concerns: what a phrase holds
    "role",              // a post: holds-position, leads and their like
    "subject-resolved",  // a pronoun or description that stands for a name
    "speaker-unnamed",   // somebody without a name says it
    "infinitive",        // the predicate's word is one
    "gap",               // an argument in pieces
};
using Signs = std::array<double, kSignNames.size()>;

// The signs of a statement of this sentence. `nodes` are the article's.
Signs SignsOf(const StatementRecord& statement, const SentenceGraph& graph, BlockKind block,
              const std::vector<EntityNode>& nodes);

// The probability that a strict reader signs the statement as it stands (docs/evaluation.md
// says how strict): a logistic function whose weights were fitted on judged statements
// (confidence_weights.inc says on what). Between 0.02 and 0.98, two digits.
double ConfidenceOf(const Signs& signs);

}  // namespace lode
