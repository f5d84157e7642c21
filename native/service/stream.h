/* SPDX-License-Identifier: Apache-2.0 */
/* Numbered, checksummed streams: what clients send over a connection that outlives a handover. Each frame has its number,
 * and a checksum of everything that its stream has carried so far: a byte that is lost, doubled or out of order shows in
 * every frame after it. The answer tells what the service has received, so that either side convicts the other. */
#ifndef HANDOVER_STREAM_H
#define HANDOVER_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_MAGIC = 0x53465244, FRAME_PAYLOAD_BYTES = 40 };

struct frame {
  uint32_t magic;
  uint32_t stream;
  uint64_t number; /* from 0 */
  uint8_t payload[FRAME_PAYLOAD_BYTES];
  uint64_t checksum; /* of all bytes of the stream before this field */
};

struct frame_answer {
  uint32_t magic;
  uint32_t generation;
  uint64_t number;   /* frames that the service has received whole */
  uint64_t checksum; /* of them */
};

/* Where a stream stands; moves with its connection. */
struct stream_state {
  uint64_t number;
  uint64_t checksum;
};

/* FNV-1a (Fowler, Noll, Vo), 64 bits, carried on from `checksum`. */
uint64_t stream_checksum(uint64_t checksum, const void *data, size_t bytes);

/* The next frame of a stream, as its sender writes it; moves the state on. */
void frame_write(struct stream_state *state, uint32_t stream, struct frame *ret);

/* Is this the frame that has to come now? Moves the state on if so. */
bool frame_take(struct stream_state *state, const struct frame *frame);

#endif
