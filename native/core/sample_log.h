/* SPDX-License-Identifier: Apache-2.0 */
/* The shared log of instants: a memfd that both roles map and pre-fault, so that a stamp is one
 * store. One column an instant, each 4096 bytes or more apart: no cache line is written by both roles.
 * Column c, sample i lies at c * stride + 8 * i, stride = 8 * capacity rounded up to 4096. Values
 * are CLOCK_MONOTONIC nanoseconds (the two CPU columns: nanoseconds of CPU time); 0 = not stamped. */
#ifndef HANDOVER_SAMPLE_LOG_H
#define HANDOVER_SAMPLE_LOG_H

#include <stddef.h>
#include <stdint.h>

enum instant {
  INSTANT_DUE,          /* donor: when the transfer should start */
  INSTANT_START,        /* the initiator: just before its first call */
  INSTANT_SENT,         /* donor: its last send call has returned */
  INSTANT_ANNOUNCED,    /* receiver: the first message has arrived */
  INSTANT_HOLDING,      /* receiver: it owns every descriptor of the batch */
  INSTANT_USED,         /* receiver: each was asked for its inode, and it was the right one */
  INSTANT_RELEASED,     /* receiver: each is closed again */
  INSTANT_ACKNOWLEDGED, /* donor: the receiver's acknowledgement has arrived */
  INSTANT_DONOR_CPU,    /* donor: CPU time from before start to after acknowledged */
  INSTANT_RECEIVER_CPU, /* receiver: CPU time from before waiting to after acknowledging */
  INSTANT_COUNT
};

struct sample_log {
  uint64_t *columns[INSTANT_COUNT];
  size_t capacity;
  void *mapping;
  size_t mapping_bytes;
};

size_t sample_log_bytes(size_t capacity);

/* A memfd of the right size, close-on-exec, or -errno. */
int sample_log_create(size_t capacity);

/* Maps, checks the size and touches every page. Returns 0, -EINVAL for a wrong size, or -errno. */
int sample_log_map(int samples_fd, size_t capacity, struct sample_log *ret);
void sample_log_unmap(struct sample_log *log);

/* Is it a log of this capacity? Returns 0, -EINVAL for a wrong size, or -errno. */
int sample_log_check(int samples_fd, size_t capacity);

/* Copies one column out by pread(2): unlike a mapping it cannot end the reader with SIGBUS when
 * another process shortens the file meanwhile. Returns 0, -EINVAL for a short file, or -errno. */
int sample_log_read(int samples_fd, size_t capacity, enum instant instant, uint64_t *ret_values);

/* "due", "start", … in the order of enum instant. */
extern const char *const instant_names[INSTANT_COUNT];

static inline void stamp(struct sample_log *log, enum instant instant, size_t sample,
                         uint64_t value_ns) {
  log->columns[instant][sample] = value_ns;
}

#endif
