#include "handles.hpp"

extern "C" {

const char* homeostat_text_data(const homeostat_text* text) {
  return text == nullptr ? "" : text->data.c_str();
}

size_t homeostat_text_size(const homeostat_text* text) {
  return text == nullptr ? 0 : text->data.size();
}

void homeostat_text_free(homeostat_text* text) { delete text; }

}  // extern "C"
