/* SPDX-License-Identifier: Apache-2.0 */
/* Sets a ring up, puts requests into it, takes completions out of it. */
#include "ring.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"

_Static_assert(sizeof(struct ring_request) == sizeof(struct io_uring_sqe), "a request is a SQE");
_Static_assert(offsetof(struct ring_request, user_data) == offsetof(struct io_uring_sqe, user_data),
               "its words lie where the kernel looks for them");
_Static_assert(offsetof(struct ring_request, file_index) == 44 &&
                   offsetof(struct ring_request, address3) == 48,
               "also those that an old header has no name for");

enum { SLOTS_MAX = 64 };

static void *map(int fd, size_t bytes, off_t offset) {
  return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, offset);
}

static int map_rings(struct ring *ring, const struct io_uring_params *params) {
  size_t requests_end = params->sq_off.array + params->sq_entries * sizeof(uint32_t);
  size_t completions_end = params->cq_off.cqes + params->cq_entries * sizeof(struct io_uring_cqe);
  size_t rings_bytes = requests_end > completions_end ? requests_end : completions_end;
  size_t requests_bytes = params->sq_entries * sizeof(struct ring_request);
  void *rings = map(ring->fd, rings_bytes, (off_t)IORING_OFF_SQ_RING);
  if (rings == MAP_FAILED) return failed_at("mmap", -errno);
  ring->rings = rings;
  ring->rings_bytes = rings_bytes;
  void *requests = map(ring->fd, requests_bytes, (off_t)IORING_OFF_SQES);
  if (requests == MAP_FAILED) return failed_at("mmap", -errno);
  ring->requests = requests;
  ring->requests_bytes = requests_bytes;
  return 0;
}

static uint32_t *word_at(const struct ring *ring, uint32_t offset) {
  return (uint32_t *)((char *)ring->rings + offset);
}

int ring_open(struct ring *ret, uint32_t entries) {
  struct io_uring_params params = {0};
  *ret = (struct ring){.fd = (int)syscall(SYS_io_uring_setup, entries, &params)};
  if (ret->fd < 0) return failed_at("io_uring_setup", -errno);
  /* One mapping for both rings since Linux 5.4: what we need is newer. */
  int code = (params.features & IORING_FEAT_SINGLE_MMAP) != 0
                 ? map_rings(ret, &params)
                 : failed_at("io_uring_setup", -ENOSYS);
  if (code < 0) {
    ring_close(ret);
    return code;
  }
  ret->request_tail = word_at(ret, params.sq_off.tail);
  ret->request_order = word_at(ret, params.sq_off.array);
  ret->request_mask = *word_at(ret, params.sq_off.ring_mask);
  ret->completion_head = word_at(ret, params.cq_off.head);
  ret->completion_tail = word_at(ret, params.cq_off.tail);
  ret->completion_mask = *word_at(ret, params.cq_off.ring_mask);
  ret->completions = word_at(ret, params.cq_off.cqes);
  return 0;
}

void ring_close(struct ring *ring) {
  if (ring->requests != NULL) munmap(ring->requests, ring->requests_bytes);
  if (ring->rings != NULL) munmap(ring->rings, ring->rings_bytes);
  close_consume(&ring->fd);
  *ring = (struct ring){.fd = -1};
}

int ring_register_files(const struct ring *ring, const int *fds, uint32_t count) {
  long code = syscall(SYS_io_uring_register, ring->fd, IORING_REGISTER_FILES, fds, count);
  return code < 0 ? failed_at("io_uring_register", -errno) : 0;
}

int ring_empty_slots(const struct ring *ring, uint32_t count) {
  int none[SLOTS_MAX];
  memset(none, -1, sizeof none);
  struct io_uring_files_update update = {.offset = 0, .fds = (uintptr_t)none};
  long done =
      syscall(SYS_io_uring_register, ring->fd, IORING_REGISTER_FILES_UPDATE, &update, count);
  if (done < 0) return failed_at("io_uring_register", -errno);
  return done == (long)count ? 0 : failed_at("io_uring_register", -EINVAL);
}

struct ring_request *ring_next_request(struct ring *ring) {
  uint32_t index = (*ring->request_tail + ring->unsubmitted++) & ring->request_mask;
  ring->request_order[index] = index;
  memset(&ring->requests[index], 0, sizeof ring->requests[index]);
  return &ring->requests[index];
}

int ring_submit(struct ring *ring) {
  uint32_t count = ring->unsubmitted;
  /* The kernel reads the requests once it sees the new tail. */
  __atomic_store_n(ring->request_tail, *ring->request_tail + count, __ATOMIC_RELEASE);
  ring->unsubmitted = 0;
  long taken = syscall(SYS_io_uring_enter, ring->fd, count, 0, 0, NULL, 0);
  return taken < 0 ? failed_at("io_uring_enter", -errno) : (int)taken;
}

int ring_wait(struct ring *ring, uint32_t count) {
  for (;;) {
    uint32_t there =
        __atomic_load_n(ring->completion_tail, __ATOMIC_ACQUIRE) - *ring->completion_head;
    if (there >= count) return 0;
    long code = syscall(SYS_io_uring_enter, ring->fd, 0, count, IORING_ENTER_GETEVENTS, NULL, 0);
    if (code >= 0) continue;
    if (errno != EINTR) return failed_at("io_uring_enter", -errno);
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("io_uring_enter", -HANDOVER_INTERRUPTED);
  }
}

struct ring_completion ring_take(struct ring *ring) {
  uint32_t head = *ring->completion_head;
  const struct io_uring_cqe *cqe =
      (const struct io_uring_cqe *)ring->completions + (head & ring->completion_mask);
  struct ring_completion taken = {.user_data = cqe->user_data, .result = cqe->res};
  /* The kernel may write there again. */
  __atomic_store_n(ring->completion_head, head + 1, __ATOMIC_RELEASE);
  return taken;
}
