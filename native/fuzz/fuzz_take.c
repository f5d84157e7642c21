/* SPDX-License-Identifier: Apache-2.0 */
/* A hostile giver against the taker of the safe transfer. */
#include <stddef.h>
#include <stdlib.h>

#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../transfer/transfer_identity.h"
#include "../transfer/transfer_talk.h"
#include "fuzz.h"
#include "hostile.h"

enum { LARGE_TRANSFER = 600, SMALL_TRANSFER = 4, DEADLINE_MS = 1 };

static void write_giver(struct lines *lines, enum transfer_mechanism mechanism, uint32_t total,
                        int fd) {
  struct talk_message message = {.header = {TALK_MAGIC, TALK_VERSION, TALK_CHUNK, 0, 0, 0}};
  memset(&message.header.token, FUZZ_RANDOM_BYTE, sizeof message.header.token);
  message.body.chunk.total = total;
  for (uint32_t i = 0; i < CHUNK_MAX; i++) identity_of(fd, &message.body.chunk.identities[i]);
  for (uint32_t first = 0; first < total; first += CHUNK_MAX) {
    uint32_t count = total - first < CHUNK_MAX ? total - first : CHUNK_MAX;
    size_t body = offsetof(struct talk_chunk, identities) + count * sizeof(struct talk_identity);
    message.header.first = first;
    message.header.body_bytes = (uint32_t)body;
    message.body.chunk.count = count;
    lines_add(lines, &message, sizeof message.header + body,
              mechanism == TRANSFER_PUSH ? count : 0);
  }
}

static void add_refusal(struct lines *lines) {
  struct talk_message message = {
      .header = {TALK_MAGIC, TALK_VERSION, TALK_REFUSE, sizeof(struct talk_refusal), 0, 0},
      .body.refusal = {.code = -1, .operation = "nothing"}};
  memset(&message.header.token, FUZZ_RANDOM_BYTE, sizeof message.header.token);
  lines_add(lines, &message, sizeof message.header + sizeof message.body.refusal, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct lines lines;
  struct input input = {.bytes = data, .left = size};
  struct hostile hostile;
  hostile_begin(&hostile, &input, false);
  struct take_plan plan = {.mechanism = input_below(&input, 2) == 0 ? TRANSFER_PUSH : TRANSFER_PULL,
                           .fd_limit = LARGE_TRANSFER,
                           .deadline_ms = DEADLINE_MS};
  if (input_below(&input, 4) == 3) plan.fd_limit = 1 + input_below(&input, LARGE_TRANSFER);
  uint32_t total =
      1 + input_below(&input, input_below(&input, 4) == 3 ? LARGE_TRANSFER : SMALL_TRANSFER);
  lines.count = lines.used = 0;
  write_giver(&lines, plan.mechanism, total, hostile.given[0]);
  add_refusal(&lines);
  hostile_converse(&hostile, &lines);
  hostile_fall_silent(&hostile);
  /* Of exactly this size, so that AddressSanitizer sees the first one too many. */
  int *fds = malloc(plan.fd_limit * sizeof *fds);
  if (fds == NULL) finding("malloc failed");
  struct transfer_report report;
  if (take_fds(hostile.ours, fds, &plan, &report) == 0) {
    if (report.count == 0 || report.count > plan.fd_limit) finding("%zu taken", report.count);
    for (size_t i = 0; i < report.count; i++) {
      if (fds[i] < 0 || hostile.before.open[fds[i]]) finding("number %d never came", fds[i]);
      if (fd_is_close_on_exec(fds[i]) != 1) finding("%d is not close-on-exec", fds[i]);
    }
    close_all_consume(fds, report.count);
  }
  free(fds);
  hostile_end(&hostile);
  return 0;
}
