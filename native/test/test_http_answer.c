/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of answers takes whole ones, waits for the others, and reads nothing beyond what came, whoever sent it. Each
 * text lies in memory of exactly its size, so that AddressSanitizer sees a step beyond it. */
#include <stdlib.h>
#include <string.h>

#include "../clients/http_visit.h"
#include "tests.h"

#define WHOLE "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n2\n"

static enum answer_state read_bytes(const void *text, size_t bytes, uint32_t *ret_generation) {
  char *exact = malloc(bytes > 0 ? bytes : 1);
  ASSERT(exact != NULL);
  if (bytes > 0) memcpy(exact, text, bytes);
  enum answer_state state = http_answer(exact, bytes, ret_generation);
  free(exact);
  return state;
}

static enum answer_state read_text(const char *text) {
  uint32_t generation;
  return read_bytes(text, strlen(text), &generation);
}

TEST(a_whole_answer_tells_its_generation) {
  uint32_t generation = 0;
  ASSERT_INT(read_bytes(WHOLE, sizeof WHOLE - 1, &generation), ==, ANSWER_WHOLE);
  ASSERT_INT(generation, ==, 2);
  ASSERT_INT(read_text("HTTP/1.1 200 OK\r\ncontent-LENGTH:2\r\n\r\n7\n"), ==, ANSWER_WHOLE);
  ASSERT_INT(read_text("HTTP/1.1 200 OK\r\nContent-Length: \t 2 \r\nA: b\r\n\r\n7\n"), ==,
             ANSWER_WHOLE);
}

TEST(at_every_boundary_it_is_not_whole_yet) {
  for (size_t bytes = 0; bytes < sizeof WHOLE - 1; bytes++) {
    uint32_t generation = 99;
    ASSERT_INT(read_bytes(WHOLE, bytes, &generation), ==, ANSWER_NOT_WHOLE);
    ASSERT_INT(generation, ==, 99);
  }
}

TEST(what_follows_an_answer_is_not_its_own) {
  ASSERT_INT(read_text(WHOLE WHOLE), ==, ANSWER_WHOLE);
}

TEST(other_answers_are_not_understood) {
  static const char *const wrong[] = {
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n2\n",
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n2\n",
      "SSH-2.0-OpenSSH\r\n\r\n",
      "\r\n\r\n",
      "HTTP/1.1 200 OK\r\n\r\n2\n",                         /* no length */
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",       /* no body */
      "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n2\n",   /* strtoul would take it */
      "HTTP/1.1 200 OK\r\nContent-Length: 1025\r\n\r\n2\n", /* longer than there is room for */
      "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551618\r\n\r\n2\n", /* 2^64 + 2 */
      "HTTP/1.1 200 OK\r\nX-Content-Length: 2\r\n\r\n2\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello", /* no generation */
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    if (read_text(wrong[i]) != ANSWER_NOT_UNDERSTOOD)
      test_fail(__FILE__, __LINE__, "answer %zu was understood: %s", i, wrong[i]);
}

/* White space is no number, and behind the empty line there are no fields: strtoul(3) would look there. */
TEST(a_length_ends_with_its_line) {
  ASSERT_INT(read_text("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n"), ==, ANSWER_NOT_UNDERSTOOD);
  ASSERT_INT(read_text("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n2\n"), ==, ANSWER_NOT_UNDERSTOOD);
  ASSERT_INT(read_text("HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n   "), ==,
             ANSWER_NOT_UNDERSTOOD);
}

TEST(room_that_is_full_without_an_end_is_given_up) {
  char text[ANSWER_ROOM];
  uint32_t generation;
  memset(text, 'a', sizeof text);
  ASSERT_INT(read_bytes(text, sizeof text - 1, &generation), ==, ANSWER_NOT_WHOLE);
  ASSERT_INT(read_bytes(text, sizeof text, &generation), ==, ANSWER_NOT_UNDERSTOOD);
  memset(text, '\0', sizeof text);
  ASSERT_INT(read_bytes(text, sizeof text, &generation), ==, ANSWER_NOT_UNDERSTOOD);
  memset(text, '\n', sizeof text);
  ASSERT_INT(read_bytes(text, sizeof text, &generation), ==, ANSWER_NOT_UNDERSTOOD);
  memset(text, '\r', sizeof text);
  ASSERT_INT(read_bytes(text, sizeof text, &generation), ==, ANSWER_NOT_UNDERSTOOD);
}

/* The body that the header promises can never lie in the room. */
TEST(an_answer_longer_than_the_room_is_given_up) {
  static const char header[] = "HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n";
  char text[ANSWER_ROOM];
  uint32_t generation;
  memset(text, '3', sizeof text);
  memcpy(text, header, sizeof header - 1);
  ASSERT_INT(read_bytes(text, sizeof text - 1, &generation), ==, ANSWER_NOT_WHOLE);
  ASSERT_INT(read_bytes(text, sizeof text, &generation), ==, ANSWER_NOT_UNDERSTOOD);
}

TEST(nuls_end_nothing) {
  static const char fields[] = "HTTP/1.1 200 OK\r\nA:\0\r\nContent-Length: 2\r\n\r\n5\n";
  static const char status[] = "HTTP/1.1\0 200 OK\r\nContent-Length: 2\r\n\r\n5\n";
  static const char length[] = "HTTP/1.1 200 OK\r\nContent-Length: \0002\r\n\r\n5\n";
  uint32_t generation = 0;
  ASSERT_INT(read_bytes(fields, sizeof fields - 1, &generation), ==, ANSWER_WHOLE);
  ASSERT_INT(generation, ==, 5);
  ASSERT_INT(read_bytes(status, sizeof status - 1, &generation), ==, ANSWER_NOT_UNDERSTOOD);
  ASSERT_INT(read_bytes(length, sizeof length - 1, &generation), ==, ANSWER_NOT_UNDERSTOOD);
}

TEST(a_cut_answer_taken_as_whole_is_noticed) {
  uint32_t generation;
  ASSERT_INT(read_bytes(WHOLE, sizeof WHOLE - 2, &generation), ==, ANSWER_WHOLE);
}

TEST(requests_end_with_an_empty_line) {
  size_t bytes, last_bytes;
  const char *words = http_request(false, &bytes), *last = http_request(true, &last_bytes);
  ASSERT_INT(bytes, ==, strlen(words));
  ASSERT_INT(last_bytes, ==, strlen(last));
  ASSERT_STRING(words + bytes - 4, "\r\n\r\n");
  ASSERT_STRING(last + last_bytes - 4, "\r\n\r\n");
  ASSERT(strstr(last, "Connection: close") != NULL && strstr(words, "Connection: close") == NULL);
}

static const struct test tests[] = {
    PASSES(a_whole_answer_tells_its_generation),
    PASSES(at_every_boundary_it_is_not_whole_yet),
    PASSES(what_follows_an_answer_is_not_its_own),
    PASSES(other_answers_are_not_understood),
    PASSES(a_length_ends_with_its_line),
    PASSES(room_that_is_full_without_an_end_is_given_up),
    PASSES(an_answer_longer_than_the_room_is_given_up),
    PASSES(nuls_end_nothing),
    MUST_FAIL(a_cut_answer_taken_as_whole_is_noticed, "== ANSWER_WHOLE does not hold"),
    PASSES(requests_end_with_an_empty_line),
    SUITE_END,
};

const struct test_suite http_answer_suite = {"http_answer", tests};
