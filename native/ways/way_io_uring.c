/* SPDX-License-Identifier: Apache-2.0 */
/* One ring passes a registered file to another (io_uring_prep_msg_ring_fd(3), Linux 6.0). What the receiver then owns is
 * a slot of its ring's file table, not a number of its process: close-on-exec means nothing for it, and nobody else in
 * the process can use it. To be checked it is made a number, after `holding` (Linux 6.8), or read through its slot.
 *
 * A ring cannot be sent through a socket since Linux 6.7: the donor has the receiver's by the fork. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "ring.h"
#include "way_loop.h"

struct rings {
  struct ring donor, receiver;
  bool reads_slots; /* receiver: this kernel makes no numbers of slots */
  uint64_t marks[WAY_BATCH_MAX];
};

static int open_receiver_ring(struct way_side *receiver) {
  int none[WAY_BATCH_MAX];
  memset(none, -1, sizeof none);
  struct rings *rings = calloc(1, sizeof *rings);
  if (rings == NULL) return failed_at("calloc", -ENOMEM);
  rings->donor.fd = rings->receiver.fd = -1;
  rings->reads_slots = receiver->way->as_older_kernel;
  receiver->own = rings;
  int code = ring_open(&rings->receiver, WAY_BATCH_MAX);
  return code < 0 ? code : ring_register_files(&rings->receiver, none, receiver->plan->batch);
}

static bool kind_has_content(const char *kind) {
  return strcmp(kind, "memfd") == 0 || strcmp(kind, "file") == 0;
}

/* Writes each file's own inode into it: what is read through a slot then tells which file it is. */
static int mark(const struct way_side *donor) {
  for (uint32_t i = 0; i < donor->plan->batch; i++) {
    struct fd_identity identity;
    int code = fd_identify(donor->fds[i], donor->fds[i], &identity);
    if (code < 0) return code;
    if (pwrite(donor->fds[i], &identity.inode, sizeof identity.inode, 0) < 0)
      return failed_at("pwrite", -errno);
  }
  return 0;
}

static int open_donor_ring(struct way_side *donor) {
  struct rings *rings = donor->own;
  int code = way_open_descriptors(donor);
  if (code == 0 && kind_has_content(donor->plan->kind)) code = mark(donor);
  if (code == 0) code = ring_open(&rings->donor, WAY_BATCH_MAX);
  return code < 0 ? code : ring_register_files(&rings->donor, donor->fds, donor->plan->batch);
}

/* Takes so many completions; 0 or the first failure among them. */
static int take_results(struct ring *ring, uint32_t count, const char *operation,
                        int *ret_results) {
  int code = ring_wait(ring, count);
  for (uint32_t i = 0; code == 0 && i < count; i++) {
    struct ring_completion completion = ring_take(ring);
    if (completion.user_data >= count)
      code = failed_at(operation, -HANDOVER_MESSAGE_UNEXPECTED);
    else if (completion.result < 0)
      code = failed_at(operation, completion.result);
    else if (ret_results != NULL)
      ret_results[completion.user_data] = completion.result;
  }
  return code;
}

static int submit_all(struct ring *ring, uint32_t count, const char *operation, int *ret_results) {
  int submitted = ring_submit(ring);
  if (submitted < 0) return submitted;
  int code = take_results(ring, (uint32_t)submitted, operation, ret_results);
  if (code == 0 && (uint32_t)submitted < count) code = failed_at(operation, -EAGAIN);
  return code;
}

static int give(struct way_side *donor, uint32_t sequence) {
  struct rings *rings = donor->own;
  (void)sequence;
  for (uint32_t i = 0; i < donor->plan->batch; i++) {
    struct ring_request *request = ring_next_request(&rings->donor);
    request->operation = RING_OPERATION_MSG_RING;
    request->fd = rings->receiver.fd;
    request->address = RING_MESSAGE_SEND_FD;
    request->address3 = i;       /* our slot */
    request->file_index = i + 1; /* the receiver's, from 1 on */
    request->offset = i;         /* its user data */
    request->user_data = i;
  }
  return submit_all(&rings->donor, donor->plan->batch, "io_uring(MSG_RING)", NULL);
}

static int take(struct way_side *receiver, uint32_t sequence) {
  struct rings *rings = receiver->own;
  (void)sequence;
  return take_results(&rings->receiver, receiver->plan->batch, "io_uring(MSG_RING)", NULL);
}

/* One by one: a kernel that does not know the request leaves those after it in the ring. */
static int make_numbers(struct way_side *receiver) {
  struct rings *rings = receiver->own;
  int code = 0;
  for (uint32_t i = 0; code == 0 && i < receiver->plan->batch; i++) {
    struct ring_request *request = ring_next_request(&rings->receiver);
    request->operation = RING_OPERATION_FIXED_FD_INSTALL;
    request->flags = RING_FIXED_FILE;
    request->fd = (int)i;
    code = submit_all(&rings->receiver, 1, "io_uring(FIXED_FD_INSTALL)", &receiver->fds[i]);
  }
  return code;
}

static int read_slots(struct way_side *receiver) {
  struct rings *rings = receiver->own;
  struct oracle *oracle = receiver->oracle;
  int lengths[WAY_BATCH_MAX] = {0};
  for (uint32_t i = 0; i < oracle->batch; i++) {
    struct ring_request *request = ring_next_request(&rings->receiver);
    request->operation = RING_OPERATION_READ;
    request->flags = RING_FIXED_FILE;
    request->fd = (int)i;
    request->address = (uintptr_t)&rings->marks[i];
    request->length = sizeof rings->marks[i];
    request->user_data = i;
  }
  int code = submit_all(&rings->receiver, oracle->batch, "io_uring(READ)", lengths);
  if (code < 0) return code;
  oracle->received_count += oracle->batch;
  oracle->method = ORACLE_SLOT_READ;
  for (uint32_t i = 0; i < oracle->batch; i++) {
    bool is_right =
        lengths[i] == (int)sizeof rings->marks[i] && rings->marks[i] == oracle->expected[i].inode;
    oracle->identity_checked++;
    oracle->wrong_identity += is_right ? 0 : 1;
  }
  return 0;
}

static int check(struct way_side *receiver, uint32_t sequence) {
  struct rings *rings = receiver->own;
  int code = rings->reads_slots ? -EINVAL : make_numbers(receiver);
  if (code == 0) return way_check_numbers(receiver, sequence);
  bool can_read = code == -EINVAL && kind_has_content(receiver->plan->kind);
  if (!can_read) return failed_at("io_uring(FIXED_FD_INSTALL)", code);
  rings->reads_slots = true;
  return read_slots(receiver);
}

static int release(struct way_side *receiver) {
  struct rings *rings = receiver->own;
  way_close_numbers(receiver);
  return ring_empty_slots(&rings->receiver, receiver->plan->batch);
}

static void end(struct way_side *side) {
  struct rings *rings = side->own;
  ring_close(&rings->donor);
  ring_close(&rings->receiver);
  free(rings);
}

const struct way way_io_uring = {
    .name = "io_uring",
    .description = "one ring passes a registered file to a slot of another (IORING_MSG_SEND_FD)",
    .promises_close_on_exec = false,
    .receiver_begins = false,
    .run = way_run_pair,
    .before_fork = open_receiver_ring,
    .donor_prepare = open_donor_ring,
    .give = give,
    .take = take,
    .check = check,
    .release = release,
    .end = end,
};
