// The words of the query language. What a word means is LodeParser.g4's business.
lexer grammar LodeLexer;

// Only `not` is reserved. The other words below act as keywords in their own
// places and are plain names everywhere else (rule `keyword` of the parser).
NOT         : 'not' ;
EXPLAIN     : 'explain' ;
PROFILE     : 'profile' ;
WHY         : 'why' ;
WHY_NOT     : 'why-not' ;
DENIED      : 'denied' ;
POSSIBLE    : 'possible' ;
PLANNED     : 'planned' ;
CONDITIONAL : 'conditional' ;
RUMORED     : 'rumored' ;
DEMANDED    : 'demanded' ;
FORMER      : 'former' ;
ANY         : 'any' ;
SHORTEST    : 'shortest' ;
SELECT      : 'select' ;
ORDER       : 'order' ;
BY          : 'by' ;
LIMIT       : 'limit' ;
OFFSET      : 'offset' ;
AS          : 'as' ;
ASC         : 'asc' ;
DESC        : 'desc' ;
MIN         : 'min' ;                 // also a unit: 5 min
AGGREGATE   : 'count' | 'sum' | 'avg' | 'max' | 'list' ;

IF          : ':-' ;
ASK         : '?-' ;
DOT         : '.' ;
QUESTION    : '?' ;
COMMA       : ',' ;
COLON       : ':' ;
AT          : '@' ;
LPAREN      : '(' ;
RPAREN      : ')' ;
LBRACE      : '{' ;
RBRACE      : '}' ;
PIPE        : '|' ;
SLASH       : '/' ;
CARET       : '^' ;
STAR        : '*' ;
PLUS        : '+' ;
MINUS       : '-' ;
EQ          : '=' ;
NE          : '!=' ;
LE          : '<=' ;
LT          : '<' ;
GE          : '>=' ;
GT          : '>' ;

DATE        : DIGIT+ ( '-' DIGIT+ )+ ;            // its shape is checked afterwards
PERCENT     : DIGIT+ ( '.' DIGIT+ )? '%' ;
DECIMAL     : DIGIT+ '.' DIGIT+ ;
INTEGER     : DIGIT+ ;
NAME        : [a-z] [a-z0-9]* ( '-' [a-z0-9]+ )* ;
VARIABLE    : [A-Z_] [A-Za-z0-9_]* ;
PARAMETER   : '$' [A-Za-z_] [A-Za-z0-9_]* ;
ENTITY      : '#' [a-z0-9:]+ ;
STRING      : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"'
            | CURLY ( ~[\u201C\u201D\u201E"\\\r\n] | '\\' ~[\r\n] )* CURLY ;
COMMENT     : '%' ~[\r\n]* -> channel(HIDDEN) ;
SPACE       : [ \t\r\n\u00A0\u2028\u2029\u3000]+ -> channel(HIDDEN) ;

// What people write by mistake. The parser knows none of these; they are words
// so that the message can name the whole of the mistake.
UNCLOSED    : ( '"' | CURLY ) ( ~["\\\r\n\u201C\u201D\u201E] | '\\' ~[\r\n] )* ;
SINGLE      : ['\u2018\u2019] ~['\u2018\u2019\r\n]* ['\u2018\u2019] ;
CURRENCY    : [$\u20AC\u00A3\u00A5] DIGIT ( [0-9.,] * DIGIT )? ;
DOTTED      : DIGIT+ ( '.' DIGIT+ ) ( '.' DIGIT+ )+ ;
SLASHED     : DIGIT+ '/' DIGIT+ '/' DIGIT+ ;
NUMBER_WORD : DIGIT ( DIGIT | [._-] DIGIT )* [A-Za-z_] [A-Za-z0-9_-]* ;
DASHED_VARIABLE : [A-Z_] [A-Za-z0-9_]* ( '-' [A-Za-z0-9_]+ )+ ;
ODD_WORD    : LETTER ( LETTER | DIGIT | '-' LETTER | '-' DIGIT )* ;
EQ_EQ       : '==' | '===' | ':=' ;
SQL_NE      : '<>' | '=/=' | '/=' | '\\=' ;
TURNED      : '=>' | '=<' | '><' | '!>' | '!<' ;
LOGIC       : '&&' | '&' | '||' | ';' | '!' | '~' ;
DASH        : [\u2010-\u2015\u2212] ;
OTHER       : . ;

fragment DIGIT  : [0-9] ;
fragment LETTER : [_\p{L}\p{M}] ;
fragment CURLY  : [\u201C\u201D\u201E] ;
