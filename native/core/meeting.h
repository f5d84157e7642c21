/* SPDX-License-Identifier: Apache-2.0 */
/* Before and after the loop: who are you, do we run the same plan, what are the descriptors, bye. */
#ifndef HANDOVER_MEETING_H
#define HANDOVER_MEETING_H

#include <stdbool.h>

#include "announcement.h"
#include "channel.h"
#include "transfer_plan.h"

struct hello {
  struct message_header header;
  uint32_t protocol;
  int32_t pid;
  uint32_t is_donor;
  uint32_t reserved;
  struct transfer_plan plan;
  char path[CHANNEL_PATH_MAX]; /* the donor's socket file with MEET_PATH, else "" */
};

/* Sends our HELLO, waits for the peer's and compares. path: the donor's socket file or "". */
int meeting_exchange_hello(int channel, const struct transfer_plan *plan, bool is_donor,
                           const char *path, struct hello *ret_peer);

/* What each descriptor of the batch is, from the donor to the receiver. */
int meeting_send_identities(int channel, const int *fds, uint32_t batch);
int meeting_receive_identities(int channel, struct fd_identity *ret_identities, uint32_t batch);

/* Where the one descriptor of the batch listens, for a receiver that must find its number. */
int meeting_send_address(int channel, int fd);
int meeting_receive_address(int channel, struct listener_address *ret);

/* Messages that are nothing but a header. */
int meeting_send(int channel, enum message_type type, uint32_t sequence);
int meeting_expect(int channel, enum message_type type, uint32_t sequence);

#endif
