/* SPDX-License-Identifier: Apache-2.0 */
/* The conversation of a handover, over a SEQPACKET channel. Each side sends one word at a time:
 *
 *   old                                  new
 *   LISTENERS (so many of so many)  ──→            then the mechanism's announcement, then their identities
 *   PORTS (so many of so many)      ──→            instead, where the new process binds itself
 *                                   ←──  ACCEPTING  all are held, verified, in the epoll set: stop
 *   STREAMS (so many)               ──→            established connections, with what they carry
 *                                   ←──  HELD       of this chunk: close yours
 *   ALL_GIVEN                       ──→
 *                                   ←──  COMMITTED  it has served for the time of the trial: close
 *
 * Until COMMITTED the old process holds every listener, and whatever becomes of the new one, it can serve on. */
#ifndef HANDOVER_HANDING_H
#define HANDOVER_HANDING_H

#include "connection.h"
#include "service.h"

enum handing_word {
  HANDING_LISTENERS_COME = 0x100,
  HANDING_PORTS_COME,
  HANDING_STREAMS_COME,
  HANDING_ALL_GIVEN,
  HANDING_ACCEPTING,
  HANDING_HELD,
  HANDING_COMMITTED,
};

/* A header whose type is one of these words: `offset` and `count` of `sequence` in all. */
struct handing_message {
  struct message_header header;
  int32_t pid; /* of who says it: where a pidfd comes from */
  uint32_t reserved;
};

/* Listeners a message, and streams: less, since what they carry goes along. */
enum { LISTENERS_A_CHUNK = CHUNK_MAX, STREAMS_A_CHUNK = 128 };

int handing_say(int channel, enum handing_word word, uint32_t offset, uint32_t count,
                uint32_t total);

/* Waits for either to end are bounded by the plan's patience, in both directions. */
int handing_bound_waits(int channel, uint32_t patience_ms);

/* Old: the order has come. */
int giving_begin(struct service_loop *service);
/* Old: the channel has something, or its end. */
int giving_hear(struct service_loop *service);
/* Old: the timer is over: nobody answers. */
int giving_time_out(struct service_loop *service);

/* New: the channel has something, or its end. */
int taking_hear(struct service_loop *service);
/* New: the trial is over. */
int taking_time_out(struct service_loop *service);
/* New, started by inheritance: what lies at INHERITED_FIRST and behind it. */
int taking_inherit(struct service_loop *service);

#endif
