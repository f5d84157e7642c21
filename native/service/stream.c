/* SPDX-License-Identifier: Apache-2.0 */
/* Writes and checks frames. */
#include "stream.h"

#include <string.h>

#include "../core/random.h"

uint64_t stream_checksum(uint64_t checksum, const void *data, size_t bytes) {
  const uint8_t *byte = data;
  for (size_t i = 0; i < bytes; i++) checksum = (checksum ^ byte[i]) * UINT64_C(0x100000001b3);
  return checksum;
}

void frame_write(struct stream_state *state, uint32_t stream, struct frame *ret) {
  *ret = (struct frame){.magic = FRAME_MAGIC, .stream = stream, .number = state->number};
  /* Other bytes in each frame: two frames that change places must not look alike. */
  uint64_t seed = ((uint64_t)stream << 32) ^ state->number;
  for (size_t i = 0; i + sizeof seed <= sizeof ret->payload; i += sizeof seed) {
    uint64_t word = next_random(&seed);
    memcpy(ret->payload + i, &word, sizeof word);
  }
  ret->checksum = stream_checksum(state->checksum, ret, offsetof(struct frame, checksum));
  state->number++;
  state->checksum = ret->checksum;
}

bool frame_take(struct stream_state *state, const struct frame *frame) {
  uint64_t checksum = stream_checksum(state->checksum, frame, offsetof(struct frame, checksum));
  if (frame->magic != FRAME_MAGIC || frame->number != state->number || frame->checksum != checksum)
    return false;
  state->number++;
  state->checksum = checksum;
  return true;
}
