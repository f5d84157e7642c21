/* SPDX-License-Identifier: Apache-2.0 */
/* The old process: gives what it has, and lets go of nothing before the other side has said that it holds it. */
#include <errno.h>
#include <stddef.h>
#include <sys/epoll.h>

#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "handing.h"
#include "listeners.h"
#include "start_next.h"

static int tell_identities(struct service_loop *service, uint32_t offset, uint32_t count) {
  struct fd_identity identities[LISTENERS_A_CHUNK];
  for (uint32_t i = 0; i < count; i++) {
    int fd = service->listeners[offset + i].watched.fd;
    int code = fd_identify(fd, fd, &identities[i]);
    if (code < 0) return code;
  }
  return send_message(service->channel.fd, identities, count * sizeof identities[0], NULL, 0);
}

static int give_listeners(struct service_loop *service) {
  const struct mechanism *mechanism = service->plan->gives->mechanism;
  uint32_t total = service->listener_count;
  for (uint32_t offset = 0; offset < total; offset += LISTENERS_A_CHUNK) {
    uint32_t count = total - offset < LISTENERS_A_CHUNK ? total - offset : LISTENERS_A_CHUNK;
    struct announcement message = {
        .header = {.type = MESSAGE_ANNOUNCEMENT, .offset = offset, .count = count}};
    int fds[LISTENERS_A_CHUNK];
    for (uint32_t i = 0; i < count; i++)
      message.numbers[i] = fds[i] = service->listeners[offset + i].watched.fd;
    size_t bytes = offsetof(struct announcement, numbers) + count * sizeof message.numbers[0];
    int channel = service->channel.fd;
    int code = handing_say(channel, HANDING_LISTENERS_COME, offset, count, total);
    if (code == 0) code = mechanism->give(channel, &message, bytes, fds);
    if (code == 0) code = tell_identities(service, offset, count);
    if (code < 0) return code;
  }
  return 0;
}

static int tell_ports(struct service_loop *service) {
  uint32_t total = service->listener_count;
  for (uint32_t offset = 0; offset < total; offset += LISTENERS_A_CHUNK) {
    uint32_t count = total - offset < LISTENERS_A_CHUNK ? total - offset : LISTENERS_A_CHUNK;
    int32_t ports[LISTENERS_A_CHUNK];
    for (uint32_t i = 0; i < count; i++) ports[i] = service->listeners[offset + i].port;
    int code = handing_say(service->channel.fd, HANDING_PORTS_COME, offset, count, total);
    if (code == 0)
      code = send_message(service->channel.fd, ports, count * sizeof ports[0], NULL, 0);
    if (code < 0) return code;
  }
  return 0;
}

/* Lets go of all listeners; from here on only connections are left. */
static void release(struct service_loop *service) {
  struct service_instants *instants = &service->instants;
  listeners_close(service);
  /* A restart has closed before anybody else could listen. */
  if (instants->closed_ns == 0) instants->closed_ns = now_ns();
  if (instants->stopped_ns == 0) instants->stopped_ns = instants->closed_ns;
  service->handing = HANDING_DONE;
  service_start_timer(service, service->plan->drain_ms);
  phase_reached(service->plan, PHASE_RELEASED);
}

static void close_given_streams(struct service_loop *service);

/* The other side is gone, or silent, and this one has everything: it serves on, and never gives again. */
static int resume(struct service_loop *service) {
  /* What the other side said last may lie here unread: streams that it holds are its own, and must not be read twice. */
  struct handing_message last;
  struct received got;
  if (service->handing == HANDING_STREAMS && service->channel.fd >= 0 &&
      receive_at_most(service->channel.fd, &last, sizeof last, 0, RECEIVE_NON_BLOCKING, &got) ==
          0 &&
      got.data_bytes == sizeof last && last.header.type == HANDING_HELD)
    close_given_streams(service);
  service->counts.resumed++;
  service->handing = HANDING_NOT_BEGUN;
  service->timer_ns = 0;
  service->instants.stopped_ns = 0;
  service_unwatch(service, &service->channel);
  close_consume(&service->channel.fd);
  for (struct connection *one = service->connections, *next; one != NULL; one = next) {
    next = one->next;
    if (!one->is_given) continue;
    one->is_given = false;
    int code = service_watch(service, &one->watched, EPOLLIN);
    if (code < 0) return code;
    /* An answer that was half sent goes on, and nothing else wakes it. */
    connection_serve(service, one);
  }
  return listeners_watch(service);
}

int giving_begin(struct service_loop *service) {
  const struct arm *arm = service->plan->gives;
  service->instants.go_ns = now_ns();
  service->usage_at_go = usage_now();
  phase_reached(service->plan, PHASE_ORDERED);
  if (arm->kind == ARM_NOTHING) return 0;
  service->handing = HANDING_LISTENERS;
  int code = 0;
  if (arm->kind == ARM_INHERIT) code = start_next(service);
  if (code == 0 && service->channel.fd < 0) code = failed_at("channel", -EBADF);
  if (code == 0) code = handing_bound_waits(service->channel.fd, service->plan->patience_ms);
  if (code == 0 && arm->kind == ARM_RESTART) {
    for (uint32_t i = 0; i < service->listener_count; i++)
      close_consume(&service->listeners[i].watched.fd);
    service->instants.stopped_ns = service->instants.closed_ns = now_ns();
  }
  if (code == 0 && arm->kind == ARM_TRANSFER) code = give_listeners(service);
  if (code == 0 && (arm->kind == ARM_OVERLAP || arm->kind == ARM_RESTART))
    code = tell_ports(service);
  if (arm->kind == ARM_RESTART && service->instants.closed_ns != 0) service->listener_count = 0;
  service->instants.given_ns = now_ns();
  service_start_timer(service, service->plan->patience_ms);
  phase_reached(service->plan, PHASE_GIVEN);
  return code < 0 ? resume(service) : 0;
}

/* One chunk; nothing of it is closed before it is held. Returns how many, or a negative code. */
static int give_streams(struct service_loop *service) {
  const struct mechanism *mechanism = service->plan->gives->mechanism;
  struct announcement message = {.header = {.type = MESSAGE_ANNOUNCEMENT}};
  struct carried carried[STREAMS_A_CHUNK];
  int fds[STREAMS_A_CHUNK];
  uint32_t count = 0;
  struct connection *one = service->connections;
  for (; one != NULL && count < STREAMS_A_CHUNK && mechanism != NULL; one = one->next) {
    if (!one->is_stream) continue;
    service_unwatch(service, &one->watched); /* from here on nobody reads it */
    one->is_given = true;
    connection_carry(one, &carried[count]);
    carried[count].left_ns = now_ns();
    message.numbers[count] = fds[count] = one->watched.fd;
    count++;
  }
  if (count == 0) return 0;
  message.header.count = count;
  size_t bytes = offsetof(struct announcement, numbers) + count * sizeof message.numbers[0];
  int channel = service->channel.fd;
  int code = handing_say(channel, HANDING_STREAMS_COME, 0, count, count);
  if (code == 0) code = mechanism->give(channel, &message, bytes, fds);
  if (code == 0) code = send_message(channel, carried, count * sizeof carried[0], NULL, 0);
  return code < 0 ? code : (int)count;
}

static int give_more_streams(struct service_loop *service) {
  int given = give_streams(service);
  service->handing = given > 0 ? HANDING_STREAMS : HANDING_TRIAL;
  if (given > 0 || given < 0) return given < 0 ? resume(service) : 0;
  service->instants.moved_ns = now_ns();
  int code = handing_say(service->channel.fd, HANDING_ALL_GIVEN, 0, 0, 0);
  return code < 0 ? resume(service) : 0;
}

static void close_given_streams(struct service_loop *service) {
  for (struct connection *one = service->connections, *next; one != NULL; one = next) {
    next = one->next;
    if (!one->is_given) continue;
    service->counts.streams_given++;
    one->answered += 1; /* whatever it has served: it is not lost */
    connection_end(service, one);
  }
}

static int hear_accepting(struct service_loop *service) {
  const struct arm *arm = service->plan->gives;
  if (arm->kind == ARM_RESTART || arm->kind == ARM_OVERLAP) {
    /* Emptied and closed one by one: while another is emptied, this one would fill again. */
    for (uint32_t i = 0; arm->empties_queue && i < service->listener_count; i++) {
      struct listener *listener = &service->listeners[i];
      listener_empty(service, listener);
      service_unwatch(service, &listener->watched);
      close_consume(&listener->watched.fd);
    }
    release(service);
    return 0;
  }
  listeners_unwatch(service);
  service->instants.stopped_ns = now_ns();
  phase_reached(service->plan, PHASE_RELEASING);
  service_start_timer(service, service->plan->patience_ms + service->plan->trial_ms);
  return give_more_streams(service);
}

/* A word at another place than its own would let go of what nobody holds. */
static bool is_due(const struct service_loop *service, uint32_t word) {
  switch (service->handing) {
    case HANDING_LISTENERS: return word == HANDING_ACCEPTING;
    case HANDING_STREAMS: return word == HANDING_HELD;
    case HANDING_TRIAL: return word == HANDING_COMMITTED;
    default: return false;
  }
}

int giving_hear(struct service_loop *service) {
  struct handing_message message;
  int code = receive_exactly(service->channel.fd, &message, sizeof message, NULL, 0);
  if (code < 0 || !is_due(service, message.header.type)) {
    /* After its last word the new process owes nothing, and before the order neither does. */
    bool is_under_way = service->handing != HANDING_DONE && service->handing != HANDING_NOT_BEGUN;
    if (is_under_way) return resume(service);
    service_unwatch(service, &service->channel);
    close_consume(&service->channel.fd);
    return 0;
  }
  if (message.header.type == HANDING_ACCEPTING) return hear_accepting(service);
  if (message.header.type == HANDING_COMMITTED) {
    release(service);
    return 0;
  }
  close_given_streams(service);
  /* A long move is no silence: the patience is with each chunk. */
  service_start_timer(service, service->plan->patience_ms + service->plan->trial_ms);
  return give_more_streams(service);
}

int giving_time_out(struct service_loop *service) {
  if (service->handing != HANDING_DONE) return resume(service);
  while (service->connections != NULL) connection_end(service, service->connections);
  return 0;
}
