// How the words of the query language go together. The grammar says what can be
// told without knowing what a name means; a head that is no head, an aggregate
// in the wrong place or a path with three arguments is found afterwards, where
// the message can be a sentence.
parser grammar LodeParser;
options { tokenVocab = LodeLexer; }

// A fact, a rule or a question: read one at a time, so that a mistake costs its
// own clause only.
clause     : ASK? verb? body ( IF body )? tail ( DOT | QUESTION ) ;
verb       : EXPLAIN | PROFILE | WHY | WHY_NOT ;

body       : literal ( COMMA literal )* ;
literal    : NOT? claim
           | expr comparator expr
           ;
// An atom always has parentheses: so a '?' before '(' belongs to a path, and
// any other '?' ends the question.
claim      : ( speaker COLON )? prefix* ( SHORTEST INTEGER? )? path
             LPAREN ( argument ( COMMA argument )* )? RPAREN
             ( AT VARIABLE )? ( AS VARIABLE )? ;
speaker    : VARIABLE | PARAMETER | NAME | STRING | ENTITY ;
prefix     : DENIED | POSSIBLE | PLANNED | CONDITIONAL | RUMORED | DEMANDED | FORMER | ANY ;
argument   : ( name COLON )? expr ;

path       : sequence ( PIPE sequence )* ;
sequence   : step ( SLASH step )* ;
step       : CARET? hop repeat? ;
hop        : predicate | LPAREN path RPAREN ;
repeat     : STAR | PLUS | QUESTION | LBRACE INTEGER ( COMMA INTEGER? )? RBRACE ;

tail       : ( SELECT column ( COMMA column )* )? ( ORDER BY key ( COMMA key )* )?
             ( LIMIT count )? ( OFFSET count )? ;
column     : expr ( AS VARIABLE )? ;
key        : VARIABLE ( ASC | DESC )? ;
count      : INTEGER | PARAMETER ;

comparator : EQ | NE | LT | LE | GT | GE ;
expr       : MINUS expr                                       # negation
           | expr ( STAR | SLASH ) expr                       # product
           | expr ( PLUS | MINUS ) expr                       # sum
           | LPAREN expr RPAREN                               # group
           | function LPAREN ( expr ( COMMA expr )* )? RPAREN # call
           | value                                            # plain
           ;
function   : NAME | MIN | AGGREGATE ;
value      : VARIABLE | PARAMETER | ENTITY | STRING | DATE | PERCENT | measure | name ;
measure    : ( INTEGER | DECIMAL ) unit* ;
unit       : NAME | VARIABLE | MIN ;
name       : NAME | keyword ;
predicate  : NAME | STRING | keyword ;
keyword    : prefix | verb | MIN | AGGREGATE | SHORTEST | SELECT | ORDER | BY | LIMIT | OFFSET
           | AS | ASC | DESC ;
