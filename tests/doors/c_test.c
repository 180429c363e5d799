/* The whole walk through lode/c.h, compiled as C11: c_test DATA_DIRECTORY. A store of its own,
 * loaded, asked, explained, written out; then what a caller may get wrong. */
#include <lode/c.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int failures = 0;

#define CHECK(condition)                                                      \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                             \
    }                                                                         \
  } while (0)

/* The call is LODE_OK; otherwise its error is printed. */
#define MUST(call)                                                 \
  do {                                                             \
    lode_error* error = NULL;                                      \
    const lode_code must = (call);                                 \
    if (must != LODE_OK) {                                         \
      fprintf(stderr, "%s:%d: %d: %s\n", __FILE__, __LINE__, must, \
              lode_error_rendered(error).data);                    \
      ++failures;                                                  \
    }                                                              \
    lode_error_free(error);                                        \
  } while (0)

static const char kArticle[] =
    "Harbour news\n\n"
    "Northwind acquired Halvard Ferries, Mayor Lena Brandt said on Monday.\n"
    "Halvard Ferries supplies Orvik. \"We will not sell the port,\" Brandt said.\n";

static const char* data_directory;

static int is(lode_text text, const char* wanted) {
  return text.size == strlen(wanted) && strcmp(text.data, wanted) == 0;
}

static int CountBytes(void* context, const char* data, size_t size) {
  (void)data;
  *(size_t*)context += size;
  return 0;
}

static int Refuse(void* context, const char* data, size_t size) {
  (void)context, (void)data, (void)size;
  return 1;
}

static lode_load_options* Options(void) {
  lode_load_options* options = NULL;
  MUST(lode_load_options_new(&options, &error));
  MUST(lode_load_options_set_text(options, LODE_LOAD_DATA_DIRECTORY, data_directory, &error));
  MUST(lode_load_options_set_text(options, LODE_LOAD_SOURCE, "Harbour Post", &error));
  MUST(lode_load_options_set_text(options, LODE_LOAD_PUBLISHED, "2024-05-07", &error));
  MUST(lode_load_options_set_number(options, LODE_LOAD_JOBS, 1, &error));
  return options;
}

static void Load(lode_store* store, const char* folder) {
  lode_load_options* options = Options();
  lode_report* report = NULL;
  char path[512];
  const char* paths[2];
  FILE* file;
  MUST(lode_load_bytes(store, "wire/1", kArticle, sizeof kArticle - 1, options, &report, &error));
  CHECK(lode_report_count(report, LODE_COUNT_ADDED) == 1);
  CHECK(lode_report_count(report, LODE_COUNT_STATEMENTS) > 2);
  lode_report_free(report);

  snprintf(path, sizeof path, "%s/two.txt", folder);
  file = fopen(path, "w");
  CHECK(file != NULL);
  fputs("Orvik sued Northwind on Tuesday.\n", file);
  fclose(file);
  paths[0] = path;
  paths[1] = "/no/such/file";
  MUST(lode_load_files(store, paths, 2, options, &report, &error));
  CHECK(lode_report_count(report, LODE_COUNT_ADDED) == 1);
  CHECK(lode_report_count(report, LODE_COUNT_ERRORS) == 1);
  CHECK(strstr(lode_report_error(report, 0).data, "/no/such/file") != NULL);
  CHECK(lode_report_error(report, 1).size == 0);
  lode_report_free(report);

  MUST(lode_load_options_set_text(options, LODE_LOAD_TITLE, "A title of its own", &error));
  MUST(lode_load_bytes(store, "wire/3", "Orvik makes ferries.", 20, options, NULL, &error));
  lode_load_options_free(options);
}

static void Ask(lode_store* store) {
  lode_session *session = NULL, *other = NULL;
  lode_cursor *cursor = NULL, *second = NULL;
  lode_query_options* options = NULL;
  lode_records* evidence = NULL;
  lode_error* mistake = NULL;
  int has_row = 0, has_answer = 0, rows = 0;
  MUST(lode_session_open(store, &session, &error));
  MUST(lode_query_options_new(&options, &error));
  MUST(lode_query_options_set_text(options, "who", "northwind", &error));
  MUST(lode_query_options_set_date(options, "since", "2024", &error));
  MUST(lode_query(session, "acquired($who, Firm) @ S, article(S, A), published(A, D), D >= $since?",
                  options, &cursor, &error));
  CHECK(lode_query(session, "said(X, Y)?", NULL, &second, &mistake) == LODE_BUSY);
  CHECK(second == NULL && lode_error_code(mistake) == LODE_BUSY);
  lode_error_free(mistake);
  MUST(lode_cursor_next(cursor, &has_row, &error));
  CHECK(has_row == 1);
  CHECK(lode_cursor_columns(cursor) == 4 && is(lode_cursor_column(cursor, 0), "Firm"));
  CHECK(lode_value_kind(lode_cursor_value(cursor, 0)) == LODE_ENTITY);
  CHECK(is(lode_value_text(lode_cursor_value(cursor, 0)), "Halvard Ferries"));
  CHECK(strncmp(lode_value_entity_id(lode_cursor_value(cursor, 0)).data, "e:", 2) == 0);
  CHECK(is(lode_value_date(lode_cursor_value(cursor, 3)), "2024-05-07"));
  CHECK(strstr(lode_value_json(lode_cursor_value(cursor, 0)).data, "\"Halvard Ferries\"") != NULL);
  MUST(lode_cursor_evidence(cursor, &evidence, &error));
  CHECK(lode_records_count(evidence) == 1);
  CHECK(is(lode_records_text(evidence, 0, LODE_FIELD_PREDICATE), "acquired"));
  CHECK(is(lode_records_text(evidence, 0, LODE_FIELD_SPEAKER), "Lena Brandt"));
  CHECK(is(lode_records_text(evidence, 0, LODE_FIELD_SOURCE), "Harbour Post"));
  CHECK(lode_records_number(evidence, 0, LODE_FIELD_CONFIDENCE) > 0.2);
  CHECK(lode_value_kind(lode_records_object(evidence, 0)) == LODE_ENTITY);
  lode_records_free(evidence);
  MUST(lode_cursor_next(cursor, &has_row, &error));
  CHECK(has_row == 0 && lode_cursor_value(cursor, 0) == NULL);
  MUST(lode_cursor_next_answer(cursor, &has_answer, &error));
  CHECK(has_answer == 0);
  lode_cursor_free(cursor);
  lode_query_options_free(options);

  /* Rules are kept by the session; several questions answer one after the other. */
  MUST(lode_query(session, "deals(X, Y) :- acquired(X, Y). deals(X, Y)? sues(orvik, northwind)?",
                  NULL, &cursor, &error));
  while (lode_cursor_next(cursor, &has_row, NULL) == LODE_OK && has_row) ++rows;
  CHECK(rows == 1);
  CHECK(lode_cursor_holds(cursor) == -1);
  MUST(lode_cursor_next_answer(cursor, &has_answer, &error));
  CHECK(has_answer == 1 && lode_cursor_holds(cursor) == 1);
  lode_cursor_free(cursor);

  MUST(lode_session_open(store, &other, &error));
  MUST(lode_query(other, "deals(X, Y)?", NULL, &cursor, &error)); /* not its rule */
  CHECK(lode_cursor_next(cursor, &has_row, &mistake) == LODE_INVALID_INPUT);
  CHECK(lode_error_line(mistake) == 1 && lode_error_column(mistake) == 1);
  CHECK(strstr(lode_error_rendered(mistake).data, "\n") != NULL);
  CHECK(strchr(lode_error_rendered(mistake).data, '^') != NULL);
  lode_error_free(mistake);
  lode_cursor_free(cursor);
  lode_session_free(other);

  MUST(lode_query(session, "n(1). n(2). n(3). n(X), n(Y), X < Y, n(Z)?", NULL, &cursor, &error));
  lode_cursor_free(cursor); /* without a step */
  lode_session_free(session);
}

static void* CancelSoon(void* cursor) {
  lode_cursor_cancel(cursor);
  return NULL;
}

static void Limits(lode_store* store) {
  lode_session* session = NULL;
  lode_cursor* cursor = NULL;
  lode_query_options* options = NULL;
  lode_error* mistake = NULL;
  pthread_t thread;
  int has_row = 1;
  static const char endless[] = "c(0). c(N) :- c(M), N = M + 1. c(X)?";
  MUST(lode_session_open(store, &session, &error));
  MUST(lode_query_options_new(&options, &error));
  lode_query_options_set_limit(options, LODE_LIMIT_ROUNDS, 50);
  MUST(lode_query(session, endless, options, &cursor, &error));
  CHECK(lode_cursor_next(cursor, &has_row, &mistake) == LODE_LIMIT);
  CHECK(strstr(lode_error_message(mistake).data, "rounds") != NULL);
  lode_error_free(mistake);
  lode_cursor_free(cursor);

  lode_query_options_set_limit(options, LODE_LIMIT_ROUNDS, 1000000000);
  MUST(lode_query(session, endless, options, &cursor, &error));
  CHECK(pthread_create(&thread, NULL, CancelSoon, cursor) == 0);
  CHECK(lode_cursor_next(cursor, &has_row, &mistake) == LODE_CANCELLED);
  CHECK(has_row == 0);
  pthread_join(thread, NULL);
  lode_error_free(mistake);
  lode_query_options_free(options);
  lode_session_free(session); /* the cursor keeps it */
  lode_cursor_free(cursor);
}

static void Look(lode_store* store) {
  lode_records* records = NULL;
  lode_session* session = NULL;
  lode_proof* proof = NULL;
  lode_error* mistake = NULL;
  size_t bytes = 0;
  char id[64];
  MUST(lode_entities(store, "halvard", 5, &records, &error));
  CHECK(lode_records_count(records) == 1);
  CHECK(is(lode_records_text(records, 0, LODE_FIELD_NAME), "Halvard Ferries"));
  CHECK(lode_records_number(records, 0, LODE_FIELD_STATEMENTS) >= 2);
  CHECK(lode_records_text(records, 1, LODE_FIELD_NAME).size == 0);
  lode_records_free(records);
  MUST(lode_resolve(store, "NORTHWIND", &records, &error));
  CHECK(lode_records_count(records) == 1);
  snprintf(id, sizeof id, "%s", lode_records_text(records, 0, LODE_FIELD_ID).data);
  lode_records_free(records);
  MUST(lode_show(store, id, &records, &error));
  CHECK(lode_records_count(records) >= 2);
  snprintf(id, sizeof id, "%s", lode_records_text(records, 0, LODE_FIELD_ID).data);
  lode_records_free(records);
  MUST(lode_statement(store, id, &records, &error));
  CHECK(lode_records_count(records) == 1);
  CHECK(strstr(lode_records_json(records, 0).data, id) != NULL);
  snprintf(id, sizeof id, "%s", lode_records_text(records, 0, LODE_FIELD_ARTICLE_ID).data);
  lode_records_free(records);
  MUST(lode_article_statements(store, id, &records, &error));
  CHECK(lode_records_count(records) >= 1);
  lode_records_free(records);
  MUST(lode_articles(store, &records, &error));
  CHECK(lode_records_count(records) == 3);
  CHECK(is(lode_records_text(records, 1, LODE_FIELD_PATH), "wire/1"));
  CHECK(is(lode_records_text(records, 2, LODE_FIELD_TITLE), "A title of its own"));
  lode_records_free(records);
  CHECK(lode_show(store, "halvard fery", &records, &mistake) == LODE_NOT_FOUND);
  CHECK(records == NULL && strstr(lode_error_message(mistake).data, "did you mean") != NULL);
  lode_error_free(mistake);

  MUST(lode_session_open(store, &session, &error));
  MUST(lode_why(session, "acquired(northwind, X)", NULL, &proof, &error));
  CHECK(lode_proof_atom(proof).size > 0);
  CHECK(lode_proof_children(proof) > 0 || lode_records_count(lode_proof_statements(proof)) == 1);
  CHECK(lode_proof_child(proof, 99) == NULL);
  lode_proof_free(proof);
  CHECK(lode_why(session, "acquired(orvik, northwind)?", NULL, &proof, &mistake) == LODE_NOT_FOUND);
  lode_error_free(mistake);
  lode_session_free(session);

  MUST(lode_export(store, "jsonl", CountBytes, &bytes, &error));
  CHECK(bytes > 1000);
  CHECK(lode_export(store, "jsonl", Refuse, NULL, &mistake) == LODE_CANCELLED);
  lode_error_free(mistake);
  CHECK(lode_export(store, "xml", CountBytes, &bytes, NULL) == LODE_INVALID_INPUT);
}

static void Read(void) {
  lode_load_options* options = Options();
  lode_records* statements = NULL;
  size_t bytes = 0;
  MUST(lode_extract(kArticle, sizeof kArticle - 1, options, &statements, &error));
  CHECK(lode_records_count(statements) > 2);
  lode_records_free(statements);
  CHECK(lode_extract("", 0, options, &statements, NULL) == LODE_INVALID_INPUT);
  CHECK(statements == NULL);
  CHECK(lode_load_options_set_number(options, LODE_LOAD_JOBS, -1, NULL) == LODE_INVALID_INPUT);
  lode_load_options_free(options);
  MUST(lode_analyze("Orvik sued Northwind.", 21, "conllu", data_directory, CountBytes, &bytes,
                    &error));
  CHECK(bytes > 50);
}

/* NULL wherever a handle goes in: an error or nothing, never a crash. */
static void Nothing(void) {
  lode_store* store = NULL;
  lode_error* error = NULL;
  CHECK(lode_store_open(NULL, 0, &store, &error) == LODE_INVALID_INPUT);
  lode_error_free(error);
  CHECK(lode_store_open("/no/such/folder", LODE_READ_ONLY, &store, &error) != LODE_OK);
  CHECK(store == NULL && lode_error_message(error).size > 0);
  lode_error_free(error);
  CHECK(lode_query(NULL, NULL, NULL, NULL, NULL) == LODE_INVALID_INPUT);
  CHECK(lode_cursor_next(NULL, NULL, NULL) == LODE_INVALID_INPUT);
  CHECK(lode_value_text(NULL).size == 0 && lode_value_number(NULL) == 0);
  CHECK(lode_records_count(NULL) == 0 && lode_error_message(NULL).size == 0);
  lode_store_free(NULL), lode_session_free(NULL), lode_cursor_free(NULL);
  lode_records_free(NULL), lode_proof_free(NULL), lode_report_free(NULL), lode_error_free(NULL);
  lode_query_options_free(NULL), lode_load_options_free(NULL), lode_cursor_cancel(NULL);
}

int main(int argc, char** argv) {
  char folder[] = "/tmp/lode_c_test_XXXXXX";
  char path[512], command[600];
  lode_store* store = NULL;
  uint64_t gone = 0;
  if (argc != 2 || mkdtemp(folder) == NULL) return 2;
  data_directory = argv[1];
  snprintf(path, sizeof path, "%s/store", folder);
  MUST(lode_store_open(path, 0, &store, &error));
  if (store == NULL) return 1;
  Load(store, folder);
  Ask(store);
  Limits(store);
  Look(store);
  MUST(lode_forget(store, "wire/3", &gone, &error));
  CHECK(gone == 1);
  lode_store_free(store);
  Read();
  Nothing();
  CHECK(strcmp(lode_version(), "") > 0);
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  CHECK(system(command) == 0);
  if (failures == 0) puts("all as it should be");
  return failures == 0 ? 0 : 1;
}
