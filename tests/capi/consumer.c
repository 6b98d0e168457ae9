/* A C99 program: the header compiles alone, and the pure functions work. */
#include <homeostat.h>
#include <stdio.h>

int main(void) {
  homeostat_text* text = NULL;
  homeostat_error* error = NULL;
  homeostat_model model;
  HOMEOSTAT_INIT(&model);
  if (model.struct_size != sizeof model) return 1;
  if (homeostat_sanitize(NULL, "a@example.com", 13, &text, &error) != HOMEOSTAT_OK) {
    fprintf(stderr, "%s\n", homeostat_error_message(error));
    return 1;
  }
  printf("%s %s\n", homeostat_version(), homeostat_text_data(text));
  homeostat_text_free(text);
  return 0;
}
