/* SPDX-License-Identifier: Apache-2.0 */
/* Descriptors in flight in sockets that nobody reads (unix(7), SCM_RIGHTS), up to a bound, and renewed all
 * the time. Half of them are the sockets' own ends, so that the sockets refer to each other in a circle:
 * whenever an AF_UNIX socket is closed anywhere, the kernel's garbage collector (net/unix/garbage.c) has
 * to look whether somebody outside still holds them. Each round also leaves one socket that only the
 * collector can free. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "load.h"

enum { PAIRS_MAX = 64, MESSAGES_MAX = 50, FDS_A_MESSAGE = 4 };
enum { FDS_IN_FLIGHT_MAX = PAIRS_MAX * MESSAGES_MAX * FDS_A_MESSAGE };

struct pair {
  int ends[2];   /* sent at the first, unread at the second */
  int in_flight; /* messages */
};

static struct pair pairs[PAIRS_MAX];
static size_t pair_count, next_pair;
static int messages_a_pair;
static int file = -1;

/* The user's descriptors in flight are held against the sender's soft limit (unix(7), ETOOMANYREFS):
 * half of it is left to the roles, which send as the same user. */
static int choose_size(size_t *ret_pairs) {
  uint64_t soft, hard;
  int code = descriptor_limits(&soft, &hard);
  if (code < 0) return code;
  uint64_t in_flight = soft / 2 < FDS_IN_FLIGHT_MAX ? soft / 2 : FDS_IN_FLIGHT_MAX;
  *ret_pairs = soft / 8 < PAIRS_MAX ? (size_t)(soft / 8) : PAIRS_MAX;
  if (*ret_pairs == 0) return failed_at("socketpair", -EMFILE);
  messages_a_pair = (int)(in_flight / (*ret_pairs * FDS_A_MESSAGE));
  return 0;
}

static int open_pair(void) {
  struct pair *pair = &pairs[pair_count];
  int code = channel_pair(CHANNEL_STREAM, pair->ends);
  if (code < 0) return code;
  pair->in_flight = 0;
  pair_count++;
  return fcntl(pair->ends[0], F_SETFL, O_NONBLOCK) < 0 ? failed_at("fcntl(F_SETFL)", -errno) : 0;
}

/* The bound is reached, here or by somebody else of this user: no failure, there is pressure. */
static bool is_full(int code) { return code == -ETOOMANYREFS || code == -EAGAIN; }

/* Returns how many messages are in flight for it: 1, or 0 when that is as many as there can be. */
static int put_in_flight(struct pair *pair) {
  const struct pair *neighbour = &pairs[((size_t)(pair - pairs) + 1) % pair_count];
  const int fds[FDS_A_MESSAGE] = {neighbour->ends[0], neighbour->ends[1], file, file};
  int code = send_message(pair->ends[0], "", 1, fds, FDS_A_MESSAGE);
  if (is_full(code)) return 0;
  if (code < 0) return code;
  pair->in_flight++;
  return 1;
}

static int take_from_flight(struct pair *pair) {
  struct received got;
  char byte;
  int code = receive_at_most(pair->ends[1], &byte, 1, FDS_A_MESSAGE, RECEIVE_NON_BLOCKING, &got);
  if (code < 0) return code;
  close_all_consume(got.fds, got.fd_count);
  pair->in_flight--;
  return 0;
}

/* A socket whose last reference lies in its own queue. Returns as put_in_flight. */
static int leave_to_collector(void) {
  int ends[2];
  int code = channel_pair(CHANNEL_STREAM, ends);
  if (code < 0) return code;
  code = send_message(ends[0], "", 1, &ends[1], 1);
  close_all_consume(ends, 2);
  if (is_full(code)) return 0;
  return code < 0 ? code : 1;
}

static int fill_pairs(void) {
  size_t wanted = 0;
  int code = choose_size(&wanted);
  if (code == 0 && (file = memfd_create("in-flight", MFD_CLOEXEC)) < 0)
    code = failed_at("memfd_create", -errno);
  while (code == 0 && pair_count < wanted) code = open_pair();
  int sent = 0;
  for (size_t i = 0; code >= 0 && i < pair_count; i++)
    while (pairs[i].in_flight < messages_a_pair && (code = put_in_flight(&pairs[i])) > 0) sent++;
  if (code < 0) return code;
  return sent > 0 ? 0 : failed_at("sendmsg", -ETOOMANYREFS);
}

/* All of one pair's messages anew, and one for the collector: some hundred microseconds. The last time
 * none is taken, so that what could not be sent again comes back. */
static int renew_pair(void) {
  struct pair *pair = &pairs[next_pair];
  next_pair = (next_pair + 1) % pair_count;
  int sent = leave_to_collector();
  for (int i = pair->in_flight; sent >= 0 && i >= 0; i--) {
    int code = i > 0 ? take_from_flight(pair) : 0;
    if (code == 0 && pair->in_flight < messages_a_pair) code = put_in_flight(pair);
    sent = code < 0 ? code : sent + code;
  }
  return sent;
}

/* Emptied before they are closed: otherwise all of it would be left to the collector, after our end. */
static void empty_and_close(void) {
  for (size_t i = 0; i < pair_count; i++)
    while (pairs[i].in_flight > 0 && take_from_flight(&pairs[i]) == 0) continue;
  for (size_t i = 0; i < pair_count; i++) close_all_consume(pairs[i].ends, 2);
  close_consume(&file);
  pair_count = next_pair = 0;
}

const struct load load_in_flight = {
    .name = "in-flight",
    .description = "keeps descriptors in flight in unread sockets; a round is a message sent",
    .prepare = fill_pairs,
    .round = renew_pair,
    .end = empty_and_close,
};
