/* SPDX-License-Identifier: Apache-2.0 */
/* As much of io_uring(7) as one way needs, by system calls alone. One thread, no kernel thread. */
#ifndef HANDOVER_RING_H
#define HANDOVER_RING_H

#include <stddef.h>
#include <stdint.h>

/* A request as the kernel reads it. Written out here, because headers before Linux 6.0 have no name for the two words
 * that passing a descriptor needs: file_index and address3. */
struct ring_request {
  uint8_t operation;
  uint8_t flags;
  uint16_t priority;
  int32_t fd;
  uint64_t offset;
  uint64_t address;
  uint32_t length;
  uint32_t operation_flags;
  uint64_t user_data;
  uint16_t buffer_index;
  uint16_t personality;
  uint32_t file_index;
  uint64_t address3;
  uint64_t reserved;
};

/* Of include/uapi/linux/io_uring.h; the newer ones are not in every header. */
enum {
  RING_OPERATION_READ = 22,             /* Linux 5.6 */
  RING_OPERATION_MSG_RING = 40,         /* 5.18 */
  RING_OPERATION_FIXED_FD_INSTALL = 54, /* 6.8 */
  RING_FIXED_FILE = 1 << 0,             /* a request's flag: fd is a slot */
  RING_MESSAGE_SEND_FD = 1,             /* 6.0: address of a MSG_RING */
};

struct ring_completion {
  uint64_t user_data;
  int32_t result;
};

struct ring {
  int fd; /* -1: not open */
  uint32_t *request_tail, *request_order, request_mask, unsubmitted;
  struct ring_request *requests;
  uint32_t *completion_head, *completion_tail, completion_mask;
  const void *completions;
  void *rings;
  size_t rings_bytes, requests_bytes;
};

/* Close-on-exec. */
int ring_open(struct ring *ret, uint32_t entries);

/* Also for one that is not open. */
void ring_close(struct ring *ring);

/* The files that requests may name by slot; -1 leaves a slot empty. Once for a ring. */
int ring_register_files(const struct ring *ring, const int *fds, uint32_t count);

/* Makes the first slots empty again. */
int ring_empty_slots(const struct ring *ring, uint32_t count);

/* The next request, all zero. There is room for as many as the ring was opened with. */
struct ring_request *ring_next_request(struct ring *ring);

/* How many were taken, or a negative code. The kernel stops at one that it cannot even begin; that one counts, and its
 * completion says why. */
int ring_submit(struct ring *ring);

/* Until so many completions are there; no system call where they already are. */
int ring_wait(struct ring *ring, uint32_t count);

/* The oldest completion; there must be one. */
struct ring_completion ring_take(struct ring *ring);

#endif
