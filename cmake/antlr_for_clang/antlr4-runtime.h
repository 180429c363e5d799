// What the generated parser and query/syntax/parse.cc need of ANTLR's runtime. Its own
// header of this name pulls in one class more (InterpreterData) that clang refuses:
// a const member without a user-provided constructor. Used with clang only.
#pragma once

#include "ANTLRInputStream.h"
#include "BailErrorStrategy.h"
#include "BaseErrorListener.h"
#include "CommonToken.h"
#include "CommonTokenStream.h"
#include "FailedPredicateException.h"
#include "Lexer.h"
#include "NoViableAltException.h"
#include "Parser.h"
#include "ParserRuleContext.h"
#include "Vocabulary.h"
#include "antlr4-common.h"
#include "atn/ATN.h"
#include "atn/ATNDeserializer.h"
#include "atn/LexerATNSimulator.h"
#include "atn/ParserATNSimulator.h"
#include "atn/PredictionMode.h"
#include "dfa/DFA.h"
#include "support/Arrays.h"
#include "tree/TerminalNode.h"
