/* SPDX-License-Identifier: Apache-2.0 */
/* Words of requests, and a reader of small answers. */
#include "http_visit.h"

#include <string.h>
#include <strings.h>

/* Under 64 bytes: the service reads so many at first. */
static const char request[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
static const char last_request[] = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

const char *http_request(bool is_last, size_t *ret_bytes) {
  *ret_bytes = is_last ? sizeof last_request - 1 : sizeof request - 1;
  return is_last ? last_request : request;
}

/* Field names are case-insensitive (RFC 9110, 5.1). NULL: no such field. */
static const char *find_field(const char *text, const char *end, const char *name) {
  size_t length = strlen(name);
  for (const char *line = text; line < end; line++) {
    if ((size_t)(end - line) >= length && strncasecmp(line, name, length) == 0)
      return line + length;
    line = memchr(line, '\n', (size_t)(end - line));
    if (line == NULL) return NULL;
  }
  return NULL;
}

/* Not strtoul: it skips white space, the end of the line and of the header among it, and reads on in what is no header,
 * or is not ours. 0: no number, or one that no answer of ours is long. */
static size_t read_length(const char *text, const char *end) {
  size_t length = 0;
  while (text < end && (*text == ' ' || *text == '\t')) text++;
  for (; text < end && *text >= '0' && *text <= '9'; text++) {
    length = length * 10 + (size_t)(*text - '0');
    if (length > ANSWER_ROOM) return 0;
  }
  return length;
}

enum answer_state http_answer(const char *text, size_t bytes, uint32_t *ret_generation) {
  const char *end = memmem(text, bytes, "\r\n\r\n", 4);
  if (end == NULL) return bytes == ANSWER_ROOM ? ANSWER_NOT_UNDERSTOOD : ANSWER_NOT_WHOLE;
  if (strncmp(text, "HTTP/1.1 200", 12) != 0) return ANSWER_NOT_UNDERSTOOD;
  const char *length = find_field(text, end, "Content-Length:");
  size_t body = length == NULL ? 0 : read_length(length, end);
  const char *begin = end + 4;
  if (body == 0) return ANSWER_NOT_UNDERSTOOD;
  if ((size_t)(begin - text) + body > bytes)
    return bytes == ANSWER_ROOM ? ANSWER_NOT_UNDERSTOOD : ANSWER_NOT_WHOLE;
  if (*begin < '0' || *begin > '9') return ANSWER_NOT_UNDERSTOOD;
  *ret_generation = (uint32_t)(*begin - '0');
  return ANSWER_WHOLE;
}
