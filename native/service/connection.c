/* SPDX-License-Identifier: Apache-2.0 */
/* Accepts connections, keeps them in a list, serves them. */
#include "connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "answer.h"

/* So that one listener with much to do does not keep the others, and the channel, waiting. */
enum { ACCEPTS_AT_ONCE = 32 };

static struct connection *connection_new(struct service_loop *service, int fd) {
  struct connection *connection = calloc(1, sizeof *connection);
  if (connection == NULL) return NULL;
  connection->watched = (struct watched){.kind = WATCHED_CONNECTION, .fd = fd};
  connection->next = service->connections;
  if (connection->next != NULL) connection->next->previous = connection;
  service->connections = connection;
  service->connection_count++;
  return connection;
}

/* close(2) takes it out of the epoll set only if nobody else holds its description: epoll(7). */
void connection_end(struct service_loop *service, struct connection *connection) {
  if (connection->answered == 0) service->counts.unanswered++;
  service_unwatch(service, &connection->watched);
  close_consume(&connection->watched.fd);
  if (connection->previous != NULL) connection->previous->next = connection->next;
  if (connection->next != NULL) connection->next->previous = connection->previous;
  if (service->connections == connection) service->connections = connection->next;
  service->connection_count--;
  free(connection);
}

/* Returns 1 for a connection, 0 when nothing waits, or a negative code. */
static int accept_one(struct service_loop *service, struct listener *listener) {
  int fd = accept4(listener->watched.fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0 && (errno == EAGAIN || errno == ECONNABORTED)) return 0;
  /* Its number is closed, and yet its events come: the description lives on in another process (epoll(7)). */
  if (fd < 0 && errno == EBADF) service->counts.ghost_wakeups++;
  /* Somebody who holds it too has called shutdown(2): nobody will ever connect to it again (accept(2), EINVAL). */
  bool is_shut = fd < 0 && errno == EINVAL;
  if (is_shut) service_unwatch(service, &listener->watched);
  if (fd < 0 && errno != EBADF && !is_shut) service->counts.accept_failures++;
  if (fd < 0) return failed_at("accept4", -errno);
  uint64_t now = now_ns();
  if (service->instants.first_accept_ns == 0) service->instants.first_accept_ns = now;
  service->instants.last_accept_ns = now;
  service->counts.accepted++;
  struct connection *connection = connection_new(service, fd);
  if (connection == NULL || service_watch(service, &connection->watched, EPOLLIN) < 0) {
    if (connection != NULL)
      connection_end(service, connection);
    else
      close_consume(&fd);
    service->counts.accept_failures++;
    return failed_at("accept4", -ENOMEM);
  }
  connection_serve(service, connection); /* often its request is there already */
  return 1;
}

void connections_accept(struct service_loop *service, struct listener *listener) {
  for (int i = 0; i < ACCEPTS_AT_ONCE; i++)
    if (accept_one(service, listener) <= 0) return;
}

/* Returns whether the connection is still there. */
static bool send_waiting(struct service_loop *service, struct connection *connection) {
  if (connection->out_bytes == 0) return true;
  ssize_t sent = send(connection->watched.fd, connection->out, connection->out_bytes, MSG_NOSIGNAL);
  if (sent < 0 && errno == EAGAIN) sent = 0;
  if (sent < 0) {
    connection_end(service, connection);
    return false;
  }
  connection->out_bytes -= (uint32_t)sent;
  memmove(connection->out, connection->out + sent, connection->out_bytes);
  if (connection->out_bytes > 0) {
    struct epoll_event until_writable = {.events = EPOLLOUT, .data.ptr = &connection->watched};
    epoll_ctl(service->epoll, EPOLL_CTL_MOD, connection->watched.fd, &until_writable);
    return true;
  }
  if (!connection->closes) return true;
  connection_end(service, connection);
  return false;
}

/* Returns 1 when something came, 0 when nothing waits, -1 when the connection is gone. */
static int read_more(struct service_loop *service, struct connection *connection) {
  /* Of a stream never more than a frame, so that what is carried to another process has a bound; whether it is one is
   * known after the first bytes. */
  bool is_unknown = connection->answered == 0 && connection->in_bytes < sizeof(uint32_t);
  bool may_be_stream = connection->is_stream || is_unknown;
  size_t most = may_be_stream ? sizeof(struct frame) : sizeof connection->in;
  size_t room = most - connection->in_bytes;
  ssize_t got = recv(connection->watched.fd, connection->in + connection->in_bytes, room, 0);
  if (got < 0 && errno == EAGAIN) return 0;
  if (got <= 0) {
    connection_end(service, connection);
    return -1;
  }
  connection->in_bytes += (uint32_t)got;
  return 1;
}

void connection_serve(struct service_loop *service, struct connection *connection) {
  bool had_to_wait = connection->out_bytes > 0;
  if (!send_waiting(service, connection)) return;
  if (had_to_wait && connection->out_bytes == 0) {
    struct epoll_event until_readable = {.events = EPOLLIN, .data.ptr = &connection->watched};
    epoll_ctl(service->epoll, EPOLL_CTL_MOD, connection->watched.fd, &until_readable);
  }
  for (;;) {
    /* An answer that nobody reads stops the questions: nothing here grows. */
    while (connection->out_bytes == 0 && answer_next(service, connection))
      if (!send_waiting(service, connection)) return;
    if (connection->out_bytes > 0) return;
    if (connection->closes) {
      connection_end(service, connection);
      return;
    }
    if (read_more(service, connection) <= 0) return;
  }
}

int connection_add_take(struct service_loop *service, int fd, const struct carried *carried) {
  if (carried->in_bytes > sizeof carried->in || carried->out_bytes > sizeof carried->out)
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  struct connection *connection = connection_new(service, fd);
  if (connection == NULL) return failed_at("calloc", -ENOMEM);
  connection->is_stream = true;
  connection->stream = carried->stream;
  connection->answered = carried->stream.number;
  connection->in_bytes = carried->in_bytes;
  connection->out_bytes = carried->out_bytes;
  memcpy(connection->in, carried->in, carried->in_bytes);
  memcpy(connection->out, carried->out, carried->out_bytes);
  int code = service_watch(service, &connection->watched, EPOLLIN);
  if (code < 0) {
    connection->watched.fd = -1;
    connection_end(service, connection);
    return code;
  }
  connection_serve(service, connection);
  return 0;
}

void connection_carry(const struct connection *connection, struct carried *ret) {
  *ret = (struct carried){.stream = connection->stream,
                          .in_bytes = connection->in_bytes,
                          .out_bytes = connection->out_bytes};
  memcpy(ret->in, connection->in, connection->in_bytes);
  memcpy(ret->out, connection->out, connection->out_bytes);
}

/* Returns whether there was one. */
static bool answer_datagram(struct service_loop *service, struct listener *listener) {
  struct datagram datagram;
  struct sockaddr_storage from;
  socklen_t from_bytes = sizeof from;
  ssize_t got = recvfrom(listener->watched.fd, &datagram, sizeof datagram, 0,
                         (struct sockaddr *)&from, &from_bytes);
  if (got < 0 && errno == EBADF) service->counts.ghost_wakeups++;
  if (got < 0) return false;
  if (got != sizeof datagram) return true;
  uint64_t now = now_ns();
  if (service->instants.first_accept_ns == 0) service->instants.first_accept_ns = now;
  service->instants.last_accept_ns = now;
  service->counts.accepted++;
  spend_service_time(service);
  datagram.generation = service->plan->generation;
  if (sendto(listener->watched.fd, &datagram, sizeof datagram, MSG_NOSIGNAL,
             (struct sockaddr *)&from, from_bytes) == sizeof datagram)
    service->counts.answered++;
  return true;
}

void datagrams_answer(struct service_loop *service, struct listener *listener) {
  for (int i = 0; i < ACCEPTS_AT_ONCE; i++)
    if (!answer_datagram(service, listener)) return;
}

void listener_empty(struct service_loop *service, struct listener *listener) {
  if (service->plan->is_datagram)
    while (answer_datagram(service, listener)) continue;
  else
    while (accept_one(service, listener) > 0) continue;
}
