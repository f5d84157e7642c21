/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of an answer. One that has no room left is an answer without them, which the judge sees. */
#include <stdio.h>
#include <string.h>

#include "step.h"

static void add(struct answer *answer, const char *text, int bytes) {
  if (bytes < 0 || answer->bytes + (size_t)bytes >= sizeof answer->fields) return;
  memcpy(answer->fields + answer->bytes, text, (size_t)bytes + 1);
  answer->bytes += (size_t)bytes;
}

void answer_number(struct answer *answer, const char *name, long long value) {
  char text[128];
  add(answer, text, snprintf(text, sizeof text, ",\"%s\":%lld", name, value));
}

/* Whatever JSON or a terminal could trip over becomes a dot: texts here are short words. */
void answer_text(struct answer *answer, const char *name, const char *value) {
  char text[1024];
  int bytes = snprintf(text, sizeof text, ",\"%s\":\"", name);
  for (const char *at = value; *at != '\0' && (size_t)bytes < sizeof text - 3; at++)
    text[bytes++] = *at < ' ' || *at == '"' || *at == '\\' || *at == 127 ? '.' : *at;
  text[bytes++] = '"';
  text[bytes] = '\0';
  add(answer, text, bytes);
}
