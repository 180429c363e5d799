/* docs/c.md shows this program. */
#include <lode/c.h>
#include <stdio.h>

static int Complain(lode_error* error) {
  fprintf(stderr, "%s\n", lode_error_rendered(error).data);
  lode_error_free(error);
  return 1;
}

static int Ask(lode_session* session) {
  lode_cursor* cursor = NULL;
  lode_error* error = NULL;
  int has_row = 0;
  if (lode_query(session, "said(Who, Words)?", NULL, &cursor, &error) != LODE_OK)
    return Complain(error);
  while (lode_cursor_next(cursor, &has_row, &error) == LODE_OK && has_row)
    printf("%s said %s\n", lode_value_text(lode_cursor_value(cursor, 0)).data,
           lode_value_text(lode_cursor_value(cursor, 1)).data);
  lode_cursor_free(cursor);
  return error == NULL ? 0 : Complain(error);
}

int main(int argc, char** argv) {
  lode_store* store = NULL;
  lode_report* report = NULL;
  lode_session* session = NULL;
  lode_error* error = NULL;
  int status = 1;
  if (argc != 3) return 2;
  const char* paths[] = {argv[2]};
  if (lode_store_open(argv[1], 0, &store, &error) != LODE_OK ||
      lode_load_files(store, paths, 1, NULL, &report, &error) != LODE_OK ||
      lode_session_open(store, &session, &error) != LODE_OK) {
    Complain(error);
  } else {
    printf("%llu articles\n", (unsigned long long)lode_report_count(report, LODE_COUNT_ADDED));
    status = Ask(session);
  }
  lode_session_free(session);
  lode_report_free(report);
  lode_store_free(store);
  return status;
}
