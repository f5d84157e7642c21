/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile taker against the giver of the safe transfer. */
#include <stddef.h>

#include "../core/owned_fd.h"
#include "../transfer/transfer_talk.h"
#include "fuzz.h"
#include "hostile.h"

enum { LARGE_TRANSFER = 600, SMALL_TRANSFER = 4, DEADLINE_MS = 1, TOKEN = 7 };

static void add(struct lines *lines, enum talk_type type, uint32_t first, size_t body_bytes,
                struct talk_message *message) {
  message->header = (struct talk_header){.magic = TALK_MAGIC,
                                         .version = TALK_VERSION,
                                         .type = (uint16_t)type,
                                         .body_bytes = (uint32_t)body_bytes,
                                         .first = first,
                                         .token = TOKEN};
  lines_add(lines, message, sizeof message->header + body_bytes, 0);
}

static void write_taker(struct lines *lines, enum transfer_mechanism mechanism, uint32_t total) {
  struct talk_message message = {
      .body.request = {.mechanism = mechanism, .fd_limit = LARGE_TRANSFER}};
  add(lines, TALK_REQUEST, 0, sizeof message.body.request, &message);
  for (uint32_t held = CHUNK_MAX; held < total; held += CHUNK_MAX)
    add(lines, TALK_ACKNOWLEDGE, held, 0, &message);
  add(lines, TALK_ACKNOWLEDGE, total, 0, &message);
  message.body.refusal = (struct talk_refusal){.code = -1, .operation = "nothing"};
  add(lines, TALK_REFUSE, 0, sizeof message.body.refusal, &message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct lines lines;
  struct input input = {.bytes = data, .left = size};
  struct hostile hostile;
  hostile_begin(&hostile, &input, false);
  enum transfer_mechanism mechanism = input_below(&input, 2) == 0 ? TRANSFER_PUSH : TRANSFER_PULL;
  struct give_plan plan = {.mechanisms = TRANSFER_PUSH | TRANSFER_PULL, .deadline_ms = DEADLINE_MS};
  if (input_below(&input, 4) == 3) plan.mechanisms = 1 + input_below(&input, 2);
  uint32_t total =
      1 + input_below(&input, input_below(&input, 4) == 3 ? LARGE_TRANSFER : SMALL_TRANSFER);
  lines.count = lines.used = 0;
  write_taker(&lines, mechanism, total);
  hostile_converse(&hostile, &lines);
  hostile_fall_silent(&hostile);
  int fds[LARGE_TRANSFER];
  for (uint32_t i = 0; i < total; i++) fds[i] = hostile.given[0];
  struct transfer_report report;
  int code = give_fds(hostile.ours, fds, total, &plan, &report);
  if (code == 0 && report.count != total) finding("%zu of %u given", report.count, total);
  hostile_end(&hostile);
  return 0;
}
