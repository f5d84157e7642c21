/* SPDX-License-Identifier: Apache-2.0 */
/* The messages on the channel: plain structs in native byte order, because both ends are processes
 * of one machine. Every message has a size that its reader knows in advance, so that a STREAM
 * channel needs no framing of its own. */
#ifndef HANDOVER_ANNOUNCEMENT_H
#define HANDOVER_ANNOUNCEMENT_H

#include <stdint.h>

enum {
  PROTOCOL_VERSION = 1,
  /* scm(7): the kernel's SCM_MAX_FD is 253. 252 is what HAProxy and musl programs use. */
  SCM_MAX_FDS = 253,
  CHUNK_MAX = 252,
};

enum message_type {
  MESSAGE_HELLO = 1,    /* both, once: who I am and which plan I run */
  MESSAGE_IDENTITIES,   /* donor, before the warm-up: what each descriptor is */
  MESSAGE_READY,        /* receiver: everything of the last transfer is closed, start the next */
  MESSAGE_ANNOUNCEMENT, /* donor: these descriptors, with them or to be pulled */
  MESSAGE_ACKNOWLEDGE,  /* receiver: I hold this message's (or this transfer's) descriptors */
  MESSAGE_CHECK,        /* receiver: which of yours follow my flags? (oracle fallback, one round) */
  MESSAGE_CHECKED,      /* donor: the answer */
  MESSAGE_BYE,          /* both, last */
  MESSAGE_ADDRESS,      /* donor, after the identities, where its number is to be found */
};

struct message_header {
  uint32_t type;     /* enum message_type */
  uint32_t sequence; /* number of the transfer, counted from 0, warm-up included */
  uint32_t offset;   /* index of the first descriptor of this message within the batch */
  uint32_t count;    /* descriptors in this message */
};

/* One chunk of a transfer. Every mechanism sends exactly these bytes, also the floor: the only
 * difference between mechanisms is what carries the descriptors. */
struct announcement {
  struct message_header header;
  int32_t numbers[CHUNK_MAX]; /* the donor's descriptor numbers; `header.count` of them are sent */
};

/* What the oracle compares: the donor's number and the inode behind it. */
struct fd_identity {
  int32_t number;
  uint32_t reserved;
  uint64_t device;
  uint64_t inode;
};

/* Where a TCP socket listens (IPv4): all that a receiver is told that must find the number itself. */
struct listener_address {
  uint32_t host; /* network byte order, as in struct sockaddr_in */
  uint16_t port; /* network byte order */
  uint16_t reserved;
};

#endif
