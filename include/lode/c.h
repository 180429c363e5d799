/* lode for C, and for every language that can call C. A C++ program uses <lode/lode.h>.
 *
 *   lode_store *store = NULL;  lode_session *session = NULL;  lode_cursor *cursor = NULL;
 *   lode_error *error = NULL;  int has_row = 0;
 *   if (lode_store_open("news.db", 0, &store, &error) != LODE_OK) ...
 *   lode_session_open(store, &session, &error);
 *   lode_query(session, "said(Who, Words)?", NULL, &cursor, &error);
 *   while (lode_cursor_next(cursor, &has_row, &error) == LODE_OK && has_row)
 *     puts(lode_value_text(lode_cursor_value(cursor, 0)).data);
 *
 * Errors. A function that can fail returns a lode_code, LODE_OK is 0. Its last argument may
 * be NULL; otherwise *error is set to NULL, or to an error that you free with
 * lode_error_free. On an error nothing else is given out: *out handles are NULL. No C++
 * exception leaves a function; for lack of memory there is LODE_NO_MEMORY.
 *
 * Ownership. What a function hands out through a pointer to a handle is yours: free it with
 * the one function of its type, in any order, also after the store is closed (a handle keeps
 * open what it needs). Every free takes NULL. All else that is returned (texts, values,
 * children) belongs to the handle it was asked of, and lives as long as that, or as the line
 * at the function says. What you pass in is copied. Nothing is ever freed with free().
 *
 * Texts are UTF-8. Those that come out end with a NUL that `size` does not count; they may
 * hold others. Those that go in end with a NUL, or have their size beside them.
 *
 * Threads. A lode_store may be used from any thread at once. Every other handle is used by
 * one thread at a time; lode_cursor_cancel alone may be called from any. */
#ifndef LODE_C_H
#define LODE_C_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define LODE_API __attribute__((visibility("default")))
#else
#define LODE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What the caller can do decides the code. The numbers never change. */
typedef enum lode_code {
  LODE_OK = 0,
  LODE_INVALID_INPUT = 1, /* the text, file or argument is wrong: change it */
  LODE_NOT_FOUND = 2,     /* no such file, article, entity or rule */
  LODE_BUSY = 3,          /* somebody holds the lock, or a cursor the session: wait, or close */
  LODE_CORRUPT = 4,       /* stored bytes are damaged: restore or rebuild */
  LODE_UNSUPPORTED = 5,   /* a newer format */
  LODE_LIMIT = 6,         /* a named limit was met: raise it or ask for less */
  LODE_CANCELLED = 7,     /* the caller asked to stop */
  LODE_IO = 8,            /* the disk or the system refused */
  LODE_INTERNAL = 9,      /* a fault of lode: report it */
  LODE_NO_MEMORY = 10     /* the system has no memory left */
} lode_code;

typedef struct lode_error lode_error;
typedef struct lode_store lode_store;
typedef struct lode_session lode_session;
typedef struct lode_query_options lode_query_options;
typedef struct lode_cursor lode_cursor;
typedef struct lode_value lode_value; /* never owned by you */
typedef struct lode_records lode_records;
typedef struct lode_proof lode_proof;
typedef struct lode_load_options lode_load_options;
typedef struct lode_report lode_report;

typedef struct lode_text {
  const char* data; /* never NULL */
  size_t size;      /* bytes */
} lode_text;

/* "0.1.0". */
LODE_API const char* lode_version(void);

/* -- errors -- */

LODE_API lode_code lode_error_code(const lode_error* error);
/* One sentence: what is wrong, and what would be right. */
LODE_API lode_text lode_error_message(const lode_error* error);
/* Of a mistake in a query: the sentence with its place, the line and a caret under it.
 * Several mistakes stand one after the other. Elsewhere as the message. */
LODE_API lode_text lode_error_rendered(const lode_error* error);
/* Where the (first) mistake of a query stands, from 1, in characters; 0: at no place. */
LODE_API uint32_t lode_error_line(const lode_error* error);
LODE_API uint32_t lode_error_column(const lode_error* error);
LODE_API void lode_error_free(lode_error* error);

/* -- stores -- */

#define LODE_READ_ONLY 1u /* any number of processes may read while one writes */
#define LODE_MUST_EXIST 2u

/* Opens the folder `path`, and makes it where it is not there. */
LODE_API lode_code lode_store_open(const char* path, unsigned flags, lode_store** store,
                                   lode_error** error);
/* Closes it, once no session, cursor or other handle uses it any more. */
LODE_API void lode_store_free(lode_store* store);
/* Takes an article (id, path or URL) out again; `gone`: how many articles went. */
LODE_API lode_code lode_forget(lode_store* store, const char* article, uint64_t* gone,
                               lode_error** error);

/* -- loading -- */

typedef enum lode_load_setting {
  LODE_LOAD_SOURCE = 1,    /* the outlet, where the files do not say */
  LODE_LOAD_PUBLISHED = 2, /* 2024-06-12 or 2024-06-12T15:46+02:00 */
  LODE_LOAD_URL = 3,
  LODE_LOAD_TITLE = 4, /* of a text in memory only, as the next two */
  LODE_LOAD_AUTHOR = 5,
  LODE_LOAD_LANGUAGE = 6,
  LODE_LOAD_DATA_DIRECTORY = 7, /* of models/ and schema/; else found by itself */
  LODE_LOAD_SCHEMA = 8          /* a schema file to read with, on top of the built-in one */
} lode_load_setting;

typedef enum lode_load_number {
  LODE_LOAD_JOBS = 1,           /* threads; 0: one a core */
  LODE_LOAD_MIN_CONFIDENCE = 2, /* less sure statements are not kept; 0.3 */
  LODE_LOAD_DERIVE = 3,         /* 0: nothing is drawn from other statements */
  LODE_LOAD_MAX_FILE_BYTES = 4,
  LODE_LOAD_MAX_ARTICLE_BYTES = 5
} lode_load_number;

/* Called now and then, from another thread, never twice at once; not 0: stop after the
 * articles that are under way. What was added stays. */
typedef int (*lode_progress)(void* context, uint64_t files_done, uint64_t files_total,
                             uint64_t articles, uint64_t statements);

LODE_API lode_code lode_load_options_new(lode_load_options** options, lode_error** error);
LODE_API lode_code lode_load_options_set_text(lode_load_options* options, lode_load_setting what,
                                              const char* text, lode_error** error);
LODE_API lode_code lode_load_options_set_number(lode_load_options* options, lode_load_number what,
                                                double number, lode_error** error);
LODE_API void lode_load_options_set_progress(lode_load_options* options, lode_progress progress,
                                             void* context);
LODE_API void lode_load_options_free(lode_load_options* options);

/* Loads files, folders and globs. A bad file costs only itself, and is named in the report.
 * `options` may be NULL, as in all that follows; so may `report`. */
LODE_API lode_code lode_load_files(lode_store* store, const char* const* paths, size_t count,
                                   const lode_load_options* options, lode_report** report,
                                   lode_error** error);
/* Loads the bytes of one article: text, HTML, JSON. `name` is what the store knows it by, in
 * place of a path; a text of the same name replaces it. With a title, an author or a language
 * in the options the bytes are text and nothing else. LODE_INVALID_INPUT: cannot be read. */
LODE_API lode_code lode_load_bytes(lode_store* store, const char* name, const char* bytes,
                                   size_t size, const lode_load_options* options,
                                   lode_report** report, lode_error** error);

typedef enum lode_count {
  LODE_COUNT_FILES = 1,
  LODE_COUNT_ADDED = 2, /* articles, as the next three */
  LODE_COUNT_REPLACED = 3,
  LODE_COUNT_UNCHANGED = 4,
  LODE_COUNT_SUPERSEDED = 5,
  LODE_COUNT_STATEMENTS = 6,
  LODE_COUNT_BELOW_CONFIDENCE = 7, /* statements that were not kept */
  LODE_COUNT_ERRORS = 8,           /* see lode_report_error */
  LODE_COUNT_CANCELLED = 9         /* 1: the progress function stopped it */
} lode_count;

LODE_API uint64_t lode_report_count(const lode_report* report, lode_count what);
/* "PATH:LINE: what is wrong", of error `index`; empty past the last. */
LODE_API lode_text lode_report_error(const lode_report* report, size_t index);
LODE_API void lode_report_free(lode_report* report);

/* -- asking -- */

typedef enum lode_limit {
  LODE_LIMIT_TIME_MS = 1, /* 0: none */
  LODE_LIMIT_MEMORY_BYTES = 2,
  LODE_LIMIT_ROWS = 3,
  LODE_LIMIT_ROUNDS = 4, /* of recursion */
  LODE_LIMIT_DEPTH = 5,  /* of nesting */
  LODE_LIMIT_QUERY_BYTES = 6
} lode_limit;

LODE_API lode_code lode_query_options_new(lode_query_options** options, lode_error** error);
LODE_API void lode_query_options_set_limit(lode_query_options* options, lode_limit limit,
                                           uint64_t value);
/* Statements of a lower confidence are not seen. */
LODE_API void lode_query_options_set_min_confidence(lode_query_options* options, double least);
/* The value of $name: words, or a name where an entity is asked for ("#e:12ab" an id). */
LODE_API lode_code lode_query_options_set_text(lode_query_options* options, const char* name,
                                               const char* text, lode_error** error);
LODE_API lode_code lode_query_options_set_number(lode_query_options* options, const char* name,
                                                 double number, lode_error** error);
/* "2025", "2025-07" or "2025-07-15". */
LODE_API lode_code lode_query_options_set_date(lode_query_options* options, const char* name,
                                               const char* date, lode_error** error);
LODE_API void lode_query_options_free(lode_query_options* options);

/* Rules and facts that are given in a session are seen by its later questions. */
LODE_API lode_code lode_session_open(lode_store* store, lode_session** session, lode_error** error);
LODE_API void lode_session_free(lode_session* session);

/* Begins to ask a text, which may hold rules and several questions. What is wrong with it is
 * said by the first step of the cursor. LODE_BUSY: a cursor of the session is open. */
LODE_API lode_code lode_query(lode_session* session, const char* text,
                              const lode_query_options* options, lode_cursor** cursor,
                              lode_error** error);
/* Goes to the first answer, or to the next; *has_answer: whether there is one. Optional where
 * only the rows of the first answer are wanted. */
LODE_API lode_code lode_cursor_next_answer(lode_cursor* cursor, int* has_answer,
                                           lode_error** error);
/* Goes to the first row of the answer, or to the next; *has_row: 0 after the last. Rows come
 * while the question runs; memory does not grow with them. After an error the rows that came
 * stand, and no more come. */
LODE_API lode_code lode_cursor_next(lode_cursor* cursor, int* has_row, lode_error** error);
/* Stops the question within about 100 ms: its next step says LODE_CANCELLED. From any thread. */
LODE_API void lode_cursor_cancel(lode_cursor* cursor);
/* Of the answer. Valid until lode_cursor_next_answer. */
LODE_API size_t lode_cursor_columns(const lode_cursor* cursor);
LODE_API lode_text lode_cursor_column(const lode_cursor* cursor, size_t column);
/* 1: yes, 0: no, of a question without variables, which has no rows; else -1. Runs the
 * question to its end, as a step does; -1 too where it fails. */
LODE_API int lode_cursor_holds(lode_cursor* cursor);
/* A value of the row, until the next step; NULL where there is no such column, or no row. */
LODE_API const lode_value* lode_cursor_value(const lode_cursor* cursor, size_t column);
/* The statements that stand in the row: of columns of statements (`@ S`) and of paths. */
LODE_API lode_code lode_cursor_evidence(lode_cursor* cursor, lode_records** statements,
                                        lode_error** error);
/* Notes on what was asked ("a name means two entities"), once all answers were gone through.
 * Each with its place, line and caret; empty past the last. */
LODE_API lode_text lode_cursor_note(const lode_cursor* cursor, size_t index);
/* Ends the question and frees the session for the next. */
LODE_API void lode_cursor_free(lode_cursor* cursor);

/* -- values -- */

typedef enum lode_kind {
  LODE_ENTITY = 1,
  LODE_QUOTE = 2,
  LODE_WORDS = 3,
  LODE_NUMBER = 4,
  LODE_QUANTITY = 5, /* number and unit */
  LODE_MONEY = 6,    /* number and ISO 4217 code */
  LODE_PERCENT = 7,
  LODE_DATE = 8,
  LODE_BOOLEAN = 9,
  LODE_DURATION = 10,
  LODE_STATEMENT = 11, /* an id */
  LODE_ARTICLE = 12,   /* an id */
  LODE_PREDICATE = 13,
  LODE_PATH = 14
} lode_kind;

/* All of these take NULL: an empty text, 0. Texts live as long as the value. */
LODE_API lode_kind lode_value_kind(const lode_value* value);
/* For people: the name, the words, "44 million metric tons". */
LODE_API lode_text lode_value_text(const lode_value* value);
/* Of numbers and measures; of a boolean 0 or 1; of a path how many hops. Else 0. */
LODE_API double lode_value_number(const lode_value* value);
/* "USD", "%", "metric ton"; empty where there is none. */
LODE_API lode_text lode_value_unit(const lode_value* value);
/* ISO 8601, cut to its precision; empty where it is no date. */
LODE_API lode_text lode_value_date(const lode_value* value);
/* Of an entity, else empty: "e:12ab", "company". */
LODE_API lode_text lode_value_entity_id(const lode_value* value);
LODE_API lode_text lode_value_entity_type(const lode_value* value);
/* All of it, in the form of docs/export.md. */
LODE_API lode_text lode_value_json(const lode_value* value);

/* -- records: entities, articles, statements -- */

typedef enum lode_field {
  LODE_FIELD_ID = 1,          /* of all */
  LODE_FIELD_NAME = 2,        /* of entities; of articles the title */
  LODE_FIELD_TYPE = 3,        /* of entities */
  LODE_FIELD_ENTITY_KIND = 4, /* "name", "kind" or "particular" */
  LODE_FIELD_STATEMENTS = 5,  /* a number, of entities, as the next */
  LODE_FIELD_ARTICLES = 6,
  LODE_FIELD_PATH = 7, /* of articles; of statements the article's, as the next five */
  LODE_FIELD_TITLE = 8,
  LODE_FIELD_SOURCE = 9,
  LODE_FIELD_AUTHOR = 10,
  LODE_FIELD_URL = 11,
  LODE_FIELD_PUBLISHED = 12,
  LODE_FIELD_ARTICLE_ID = 13, /* from here on of statements */
  LODE_FIELD_SUBJECT = 14,    /* a name */
  LODE_FIELD_SUBJECT_ID = 15,
  LODE_FIELD_PREDICATE = 16,
  LODE_FIELD_OBJECT = 17,  /* for people; lode_records_object has all of it */
  LODE_FIELD_SPEAKER = 18, /* a name; empty: the article's own voice */
  LODE_FIELD_POLARITY = 19,
  LODE_FIELD_MODALITY = 20,
  LODE_FIELD_SENTENCE = 21,        /* its text */
  LODE_FIELD_SENTENCE_NUMBER = 22, /* a number, from 1 */
  LODE_FIELD_CONFIDENCE = 23,      /* a number, 0 to 1 */
  LODE_FIELD_ENDED = 24,           /* a number: 1 where it holds no longer */
  LODE_FIELD_DERIVED = 25          /* a number: 1 where it was drawn from other statements */
} lode_field;

LODE_API size_t lode_records_count(const lode_records* records);
/* Empty, or 0, where the record has no such field. Texts live as long as the records. */
LODE_API lode_text lode_records_text(const lode_records* records, size_t index, lode_field field);
LODE_API double lode_records_number(const lode_records* records, size_t index, lode_field field);
/* The object of a statement, else NULL. */
LODE_API const lode_value* lode_records_object(const lode_records* records, size_t index);
/* All of the record, in the form of docs/export.md. */
LODE_API lode_text lode_records_json(const lode_records* records, size_t index);
LODE_API void lode_records_free(lode_records* records);

/* Entities one of whose names contains `pattern` ("": all), most statements first, at most
 * `limit` (0: all). */
LODE_API lode_code lode_entities(lode_store* store, const char* pattern, size_t limit,
                                 lode_records** entities, lode_error** error);
/* Entities that a name means, as in a question. None is no error. */
LODE_API lode_code lode_resolve(lode_store* store, const char* name, lode_records** entities,
                                lode_error** error);
/* Every statement about the entities that `name` (or "e:12ab") means. LODE_NOT_FOUND names
 * the nearest names. */
LODE_API lode_code lode_show(lode_store* store, const char* name, lode_records** statements,
                             lode_error** error);
LODE_API lode_code lode_articles(lode_store* store, lode_records** articles, lode_error** error);
/* What was read in an article, sentence by sentence. */
LODE_API lode_code lode_article_statements(lode_store* store, const char* article_id,
                                           lode_records** statements, lode_error** error);
/* One statement by its id: the evidence of a row. */
LODE_API lode_code lode_statement(lode_store* store, const char* id, lode_records** statement,
                                  lode_error** error);

/* -- why -- */

/* Proofs of `atom`, such as rival("Velt", X): the first of its answers, down to the
 * sentences. LODE_NOT_FOUND: it does not hold. */
LODE_API lode_code lode_why(lode_session* session, const char* atom,
                            const lode_query_options* options, lode_proof** proof,
                            lode_error** error);
/* What holds, as one would write it, and the rule that drew it (empty: articles say so). */
LODE_API lode_text lode_proof_atom(const lode_proof* proof);
LODE_API lode_text lode_proof_rule(const lode_proof* proof);
/* What the articles say; NULL where a rule drew it. Belongs to the proof, as do children. */
LODE_API const lode_records* lode_proof_statements(const lode_proof* proof);
LODE_API size_t lode_proof_children(const lode_proof* proof);
LODE_API const lode_proof* lode_proof_child(const lode_proof* proof, size_t index);
/* Only of the proof that lode_why gave. */
LODE_API void lode_proof_free(lode_proof* proof);

/* -- reading without a store, and writing one out -- */

/* The statements that loading the bytes would give (see lode_load_bytes). */
LODE_API lode_code lode_extract(const char* bytes, size_t size, const lode_load_options* options,
                                lode_records** statements, lode_error** error);

/* Takes text as it comes; not 0: stop, which is LODE_CANCELLED. */
typedef int (*lode_sink)(void* context, const char* data, size_t size);

/* `format`: "conllu", "json" or "tree", as in docs/analysis.md. */
LODE_API lode_code lode_analyze(const char* text, size_t size, const char* format,
                                const char* data_directory, lode_sink sink, void* context,
                                lode_error** error);
/* `format`: "jsonl" (statements), "articles" or "nt", as in docs/export.md. */
LODE_API lode_code lode_export(lode_store* store, const char* format, lode_sink sink, void* context,
                               lode_error** error);

#ifdef __cplusplus
}
#endif

#endif
