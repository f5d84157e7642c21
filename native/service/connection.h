/* SPDX-License-Identifier: Apache-2.0 */
/* One accepted connection: requests in HTTP/1.1 (RFC 9112), or a stream of frames; its first byte tells which. */
#ifndef HANDOVER_CONNECTION_H
#define HANDOVER_CONNECTION_H

#include "service.h"
#include "stream.h"

enum { REQUEST_BYTES_MAX = 2048, ANSWER_BYTES_MAX = 160 };

/* What of a connection must go along, beside its descriptor, for another process to carry on: what was read and is not
 * answered, what is answered and not sent. */
struct carried {
  struct stream_state stream;
  uint64_t left_ns; /* when the old process stopped reading it */
  uint32_t in_bytes, out_bytes;
  uint8_t in[sizeof(struct frame)];
  uint8_t out[ANSWER_BYTES_MAX];
};

struct connection {
  struct watched watched;
  struct connection *previous, *next;
  bool is_stream;
  bool closes; /* after what is in `out` */
  bool
      is_given; /* to the other process, which has not said that it holds it: nobody reads it here */
  uint64_t answered;
  struct stream_state stream;
  uint32_t in_bytes, out_bytes;
  uint8_t in[REQUEST_BYTES_MAX];
  uint8_t out[ANSWER_BYTES_MAX];
};

/* Accepts what waits, up to a bound; serves it at once. */
void connections_accept(struct service_loop *service, struct listener *listener);
/* Reads, answers, closes: whatever is possible now. */
void connection_serve(struct service_loop *service, struct connection *connection);

/* A connection that comes from another process, with what it carries. Returns 0 or a negative code; then the caller still
 * owns fd. */
int connection_add_take(struct service_loop *service, int fd, const struct carried *carried);
void connection_carry(const struct connection *connection, struct carried *ret);

/* Closes it and forgets it; it was answered, or not. */
void connection_end(struct service_loop *service, struct connection *connection);

/* One datagram after the other, each answered with its number and the generation. */
void datagrams_answer(struct service_loop *service, struct listener *listener);

/* Accepts, or answers datagrams, until nothing waits at the listener. */
void listener_empty(struct service_loop *service, struct listener *listener);

/* What a datagram carries, and its answer. */
struct datagram {
  uint64_t number;
  uint32_t generation; /* 0 in a question */
  uint32_t reserved;
};

#endif
