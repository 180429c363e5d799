// lode: news articles in, typed and sourced statements kept, questions answered.
// Start here:
//
//   auto store = lode::Store::Open("news.db");               // store.h
//   auto report = lode::Load(*store, {"articles/"});         // load.h
//   lode::QuerySession session(*store);                      // query.h
//   lode::QueryOutcome outcome = session.Run("said(Who, Q)?");
//
// Nothing here throws (but for lack of memory), prints, or keeps globals.
#pragma once

#include "lode/analysis.h"
#include "lode/care.h"
#include "lode/check.h"
#include "lode/compared.h"
#include "lode/json.h"
#include "lode/kept.h"
#include "lode/load.h"
#include "lode/query.h"
#include "lode/runs.h"
#include "lode/search.h"
#include "lode/sets.h"
#include "lode/sql.h"
#include "lode/statement.h"
#include "lode/status.h"
#include "lode/store.h"
#include "lode/triples.h"
#include "lode/tuples.h"
#include "lode/value.h"
#include "lode/version.h"
#include "lode/vocabulary.h"
#include "lode/web.h"
