/* SPDX-License-Identifier: Apache-2.0 */
/* Answers requests with the generation of this process. */
#include "answer.h"

#include <stdio.h>
#include <string.h>

#include "../core/clock.h"

void spend_service_time(const struct service_loop *service) {
  if (service->plan->service_ns == 0) return;
  uint64_t until = thread_cpu_ns() + service->plan->service_ns;
  while (thread_cpu_ns() < until) continue;
}

static void forget_read(struct connection *connection, size_t bytes) {
  connection->in_bytes -= (uint32_t)bytes;
  memmove(connection->in, connection->in + bytes, connection->in_bytes);
}

/* A request without a body ends with an empty line (RFC 9112, 2.1); others nobody sends here. */
static bool answer_http(struct service_loop *service, struct connection *connection) {
  const uint8_t *end = memmem(connection->in, connection->in_bytes, "\r\n\r\n", 4);
  if (end == NULL) {
    /* No request of ours is so long. */
    connection->closes = connection->in_bytes == sizeof connection->in;
    return false;
  }
  size_t bytes = (size_t)(end - connection->in) + 4;
  bool is_last = memmem(connection->in, bytes, "Connection: close", 17) != NULL;
  forget_read(connection, bytes);
  spend_service_time(service);
  int length =
      snprintf((char *)connection->out, sizeof connection->out,
               "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n%s\r\n%u\n",
               is_last ? "Connection: close\r\n" : "", service->plan->generation % 10);
  connection->out_bytes = (uint32_t)length;
  connection->closes = is_last;
  return true;
}

static bool answer_frame(struct service_loop *service, struct connection *connection) {
  struct frame frame;
  if (connection->in_bytes < sizeof frame) return false;
  memcpy(&frame, connection->in, sizeof frame);
  forget_read(connection, sizeof frame);
  /* What is wrong is answered as well: the client sees from number and checksum that it was not accepted. */
  frame_take(&connection->stream, &frame);
  spend_service_time(service);
  const struct frame_answer answer = {.magic = FRAME_MAGIC,
                                      .generation = service->plan->generation,
                                      .number = connection->stream.number,
                                      .checksum = connection->stream.checksum};
  memcpy(connection->out, &answer, sizeof answer);
  connection->out_bytes = sizeof answer;
  return true;
}

bool answer_next(struct service_loop *service, struct connection *connection) {
  if (connection->in_bytes == 0) return false;
  /* FRAME_MAGIC begins with other bytes than any request method, in either byte order. Looked at once: what has asked by
   * HTTP may have more in `in` than a stream may carry. */
  if (connection->answered == 0 && !connection->is_stream &&
      connection->in_bytes >= sizeof(uint32_t)) {
    uint32_t magic;
    memcpy(&magic, connection->in, sizeof magic);
    connection->is_stream = magic == FRAME_MAGIC;
  }
  bool is_answered =
      connection->is_stream ? answer_frame(service, connection) : answer_http(service, connection);
  if (!is_answered) return false;
  connection->answered++;
  service->counts.answered++;
  return true;
}
