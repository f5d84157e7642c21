/* SPDX-License-Identifier: Apache-2.0 */
/* The new process: takes, looks whether it is what was announced, accepts, says so, and after the trial tells the old
 * process to close. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "handing.h"
#include "listeners.h"
#include "start_next.h"

static int accept_from_now_on(struct service_loop *service) {
  service->instants.holding_ns = now_ns();
  phase_reached(service->plan, PHASE_HOLDING);
  int code = listeners_watch(service);
  if (code < 0) return code;
  service->instants.accepting_ns = now_ns();
  phase_reached(service->plan, PHASE_ACCEPTING);
  code = handing_say(service->channel.fd, HANDING_ACCEPTING, 0, service->listener_count,
                     service->listener_count);
  if (code < 0) return code;
  service->handing = HANDING_TRIAL;
  phase_reached(service->plan, PHASE_TRIAL);
  return 0;
}

/* Push or pull: what the mechanism does. On an error nothing stays open. */
static int take_descriptors(struct service_loop *service, const struct handing_message *told,
                            int *ret_fds) {
  const struct mechanism *mechanism = service->plan->takes->mechanism;
  uint32_t count = told->header.count;
  if (mechanism == NULL || count == 0 || count > CHUNK_MAX)
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  struct announcement message;
  size_t bytes = offsetof(struct announcement, numbers) + count * sizeof message.numbers[0];
  int channel = service->channel.fd;
  int code = mechanism->receive(channel, &message, bytes, ret_fds, count);
  if (code < 0 || mechanism->obtain == NULL) return code;
  const struct transfer_plan plan = {.pidfd_source = PIDFD_FROM_OPEN, .meet = MEET_INHERITED};
  struct receiver_side side = {
      .plan = &plan, .channel = channel, .pidfd = -1, .donor_pid = told->pid};
  code = mechanism->obtain(&side, message.numbers, ret_fds, count);
  close_consume(&side.pidfd);
  return code;
}

/* The number may have been closed and opened again between the announcement and the pull: then it is another file. */
static bool is_as_announced(int fd, const struct fd_identity *told) {
  struct fd_identity found;
  return fd_identify(fd, told->number, &found) == 0 && found.device == told->device &&
         found.inode == told->inode;
}

/* A socket that was shut down, by the old process or by anybody who holds it, is announced truly and takes nobody any
 * more: better that the old one hears of it now. */
static bool listens(const struct service_loop *service, int fd) {
  int is_listening = 0;
  socklen_t bytes = sizeof is_listening;
  if (service->plan->is_datagram) return true;
  /* What is no socket is told by its own error, when its port is asked for. */
  return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &bytes) < 0 || is_listening;
}

static int take_listeners(struct service_loop *service, const struct handing_message *told) {
  uint32_t count = told->header.count;
  int fds[CHUNK_MAX] = {0}; /* filled in by take_descriptors, which clang-tidy cannot see */
  struct fd_identity identities[CHUNK_MAX];
  int code = take_descriptors(service, told, fds);
  if (code < 0) return code;
  code = receive_exactly(service->channel.fd, identities, count * sizeof identities[0], NULL, 0);
  for (uint32_t i = 0; code == 0 && i < count; i++) {
    if (!is_as_announced(fds[i], &identities[i]) || !listens(service, fds[i])) {
      service->counts.wrong++;
      code = failed_at("listener", -HANDOVER_MESSAGE_UNEXPECTED);
    }
    if (code == 0) code = listeners_add_take(service, fds[i]);
    if (code == 0) fds[i] = -1;
  }
  if (code < 0) close_all_consume(fds, count);
  return code;
}

static int bind_ports(struct service_loop *service, const struct handing_message *told) {
  uint32_t count = told->header.count;
  int32_t ports[LISTENERS_A_CHUNK];
  if (count == 0 || count > LISTENERS_A_CHUNK)
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  int code = receive_exactly(service->channel.fd, ports, count * sizeof ports[0], NULL, 0);
  bool shares_port = service->plan->takes->kind == ARM_OVERLAP;
  for (uint32_t i = 0; code == 0 && i < count; i++) {
    int fd = listener_open(service->plan, (uint16_t)ports[i], shares_port);
    code = fd < 0 ? fd : listeners_add_take(service, fd);
    if (code < 0) close_consume(&fd);
  }
  return code;
}

static int note_pause(struct service_loop *service, uint64_t pause_ns) {
  if (service->pause_count == service->pause_room) {
    size_t room = service->pause_room == 0 ? 1024 : service->pause_room * 2;
    uint64_t *pauses = realloc(service->pauses_ns, room * sizeof *pauses);
    if (pauses == NULL) return failed_at("realloc", -ENOMEM);
    service->pauses_ns = pauses;
    service->pause_room = room;
  }
  service->pauses_ns[service->pause_count++] = pause_ns;
  return 0;
}

static int take_streams(struct service_loop *service, const struct handing_message *told) {
  uint32_t count = told->header.count;
  int fds[CHUNK_MAX] = {0}; /* filled in by take_descriptors, which clang-tidy cannot see */
  struct carried carried[STREAMS_A_CHUNK];
  if (count > STREAMS_A_CHUNK) return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  int code = take_descriptors(service, told, fds);
  if (code < 0) return code;
  code = receive_exactly(service->channel.fd, carried, count * sizeof carried[0], NULL, 0);
  /* Said before any of them is read: what is read here must not come back to the old process. */
  if (code == 0) code = handing_say(service->channel.fd, HANDING_HELD, 0, count, count);
  for (uint32_t i = 0; code == 0 && i < count; i++) {
    code = connection_add_take(service, fds[i], &carried[i]);
    if (code < 0) break;
    fds[i] = -1;
    service->counts.streams_taken++;
    code = note_pause(service, now_ns() - carried[i].left_ns);
  }
  if (code < 0) close_all_consume(fds, count);
  return code;
}

/* Each arm has its own message, and what comes after the listeners must not come before them: a trial without listeners
 * would end with the old process closing the last ones. */
static bool is_due(const struct service_loop *service, uint32_t word) {
  enum arm_kind kind = service->plan->takes->kind;
  bool is_bound = kind == ARM_OVERLAP || kind == ARM_RESTART;
  switch (word) {
    case HANDING_LISTENERS_COME:
      return service->handing == HANDING_NOT_BEGUN && kind == ARM_TRANSFER;
    case HANDING_PORTS_COME: return service->handing == HANDING_NOT_BEGUN && is_bound;
    default: return service->handing == HANDING_TRIAL;
  }
}

static int hear_told(struct service_loop *service, const struct handing_message *told) {
  bool is_last = told->header.offset + told->header.count == told->header.sequence;
  int code;
  if (!is_due(service, told->header.type))
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  switch (told->header.type) {
    case HANDING_LISTENERS_COME:
      code = take_listeners(service, told);
      return code == 0 && is_last ? accept_from_now_on(service) : code;
    case HANDING_PORTS_COME:
      code = bind_ports(service, told);
      return code == 0 && is_last ? accept_from_now_on(service) : code;
    case HANDING_STREAMS_COME: return take_streams(service, told);
    case HANDING_ALL_GIVEN: service_start_timer(service, service->plan->trial_ms); return 0;
    default: return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  }
}

/* Without listeners there is nothing to serve; with all of them the old process need not live. */
static int go_on_alone(struct service_loop *service) {
  service_unwatch(service, &service->channel);
  close_consume(&service->channel.fd);
  service->timer_ns = 0;
  if (service->instants.accepting_ns == 0) return failed_at("recvmsg", -HANDOVER_PEER_GONE);
  service->handing = HANDING_DONE;
  return 0;
}

/* ESRCH: of a pull, out of a process that has ended. */
static bool is_gone(int code) {
  return code == -HANDOVER_PEER_GONE || code == -EPIPE || code == -ESRCH;
}

int taking_hear(struct service_loop *service) {
  struct handing_message told;
  if (service->instants.go_ns == 0) {
    service->instants.go_ns = now_ns();
    service->usage_at_go = usage_now();
  }
  /* Waits begin where the conversation does: until then nobody need speak. */
  int code = handing_bound_waits(service->channel.fd, service->plan->patience_ms);
  if (code < 0) return code;
  phase_reached(service->plan, PHASE_ASKED);
  code = receive_exactly(service->channel.fd, &told, sizeof told, NULL, 0);
  if (code == 0) code = hear_told(service, &told);
  /* Once it accepts, whatever goes wrong with the other side is no reason to stop serving. */
  bool serves = service->instants.accepting_ns != 0;
  return code < 0 && (is_gone(code) || serves) ? go_on_alone(service) : code;
}

int taking_time_out(struct service_loop *service) {
  service->timer_ns = 0;
  int code = handing_say(service->channel.fd, HANDING_COMMITTED, 0, 0, 0);
  if (code < 0) return go_on_alone(service);
  service->handing = HANDING_DONE;
  phase_reached(service->plan, PHASE_COMMITTED);
  return 0;
}

int taking_inherit(struct service_loop *service) {
  for (uint32_t i = 0; i < service->plan->listeners; i++) {
    int fd = INHERITED_LISTENERS + (int)i;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) return failed_at("fcntl(F_SETFD)", -errno);
    int code = listeners_add_take(service, fd);
    if (code < 0) return code;
  }
  int code = accept_from_now_on(service);
  return is_gone(code) ? go_on_alone(service) : code;
}
