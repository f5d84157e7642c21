/* SPDX-License-Identifier: Apache-2.0 */
/* The conversation of a safe transfer: its four messages, whole or not at all, each until one absolute deadline. */
#ifndef HANDOVER_TRANSFER_TALK_H
#define HANDOVER_TRANSFER_TALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../core/control_message.h"
#include "transfer.h"

enum { TALK_MAGIC = 0x6664686f, TALK_VERSION = 1 };

enum talk_type {
  TALK_REQUEST = 1, /* taker: this way, and at most so many */
  TALK_CHUNK, /* giver: up to CHUNK_MAX of so many in all, what each is, and (push) the descriptors */
  TALK_ACKNOWLEDGE, /* taker: so many are held and checked; the last one ends the transfer */
  TALK_REFUSE,      /* either: it ends here, and why */
};

struct talk_header {
  uint32_t magic;
  uint16_t version;
  uint16_t type;       /* enum talk_type */
  uint32_t body_bytes; /* that follow */
  uint32_t first;      /* CHUNK: index of its first descriptor; ACKNOWLEDGE: how many are held */
  uint64_t
      token; /* the taker's, of this transfer: what is left over from another one has another */
};

struct talk_request {
  uint32_t mechanism; /* enum transfer_mechanism */
  uint32_t fd_limit;
};

/* What the giver says of one descriptor. */
struct talk_identity {
  int32_t number; /* of the giver's held duplicate: where to pull it from */
  uint32_t type;  /* st_mode's file type */
  uint64_t device;
  uint64_t inode;
};

struct talk_chunk {
  uint32_t total; /* of the whole transfer */
  uint32_t count; /* identities that follow */
  struct talk_identity identities[CHUNK_MAX];
};

struct talk_refusal {
  int32_t code;                           /* negative, as error_text.h has them */
  char operation[TRANSFER_OPERATION_MAX]; /* what failed there */
};

struct talk_message {
  struct talk_header header;
  union {
    struct talk_request request;
    struct talk_chunk chunk;
    struct talk_refusal refusal;
  } body;
};

/* What a message brought along. */
struct talk_attached {
  struct message_sender sender;
  size_t fd_count;
  int fds[SCM_MAX_FDS];
};

struct talk {
  int channel;
  bool is_stream;
  bool is_torn;         /* half a message of ours is on the stream: nothing can be said after it */
  uint64_t deadline_ns; /* CLOCK_MONOTONIC */
  uint64_t token;
};

/* Of an AF_UNIX socket, SEQPACKET or STREAM; EPROTOTYPE for any other. */
int talk_begin(struct talk *ret, int channel, long deadline_ms);

/* Sends a message of this type; the header's other fields are filled in here. */
int talk_say(struct talk *talk, struct talk_message *message, enum talk_type type, uint32_t first,
             const int *fds, size_t fd_count);

/* Tells the other end why it ends. What cannot be said any more (no room until the deadline, half a message before it) is
 * shown by shutdown(2) of the channel: the other end would otherwise go on. Returns `code`, and keeps what failed. */
int talk_refuse(struct talk *talk, int code);

/* What the other end said when it ended: into the report. Returns HANDOVER_REFUSED. */
int talk_refused(const struct talk_message *message, struct transfer_report *report);

/* Has anything come, or is the other end gone? Does not wait. */
bool talk_is_interrupted(const struct talk *talk);

/* The next message, whole and of a size that its type may have. What came along is the caller's; on an error nothing
 * stays open, and on a stream the message has been read to its end. A message of another token is left over from an
 * earlier transfer, unless it is a REQUEST, or a REFUSE from somebody who understood none: it is passed over. */
int talk_hear(const struct talk *talk, struct talk_message *ret, size_t fd_limit,
              struct talk_attached *ret_attached);

void talk_close_attached(struct talk_attached *attached);

#endif
