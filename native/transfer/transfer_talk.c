/* SPDX-License-Identifier: Apache-2.0 */
/* Messages of a safe transfer: never blocks but in poll(2), so the channel's own O_NONBLOCK does not matter. */
#include "transfer_talk.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"

enum { NS_A_MS = 1000000, DEADLINE_MS_MAX = 24 * 60 * 60 * 1000, CROWDED_PAUSE_MS = 1 };

int talk_begin(struct talk *ret, int channel, long deadline_ms) {
  int type = 0, domain = 0;
  socklen_t length = sizeof type;
  if (getsockopt(channel, SOL_SOCKET, SO_TYPE, &type, &length) < 0 ||
      getsockopt(channel, SOL_SOCKET, SO_DOMAIN, &domain, &length) < 0)
    return failed_at("getsockopt(SO_TYPE)", -errno);
  if (domain != AF_UNIX || (type != SOCK_STREAM && type != SOCK_SEQPACKET))
    return failed_at("safe transfer", -EPROTOTYPE);
  if (deadline_ms < 1 || deadline_ms > DEADLINE_MS_MAX) return failed_at("deadline", -EINVAL);
  *ret = (struct talk){.channel = channel,
                       .is_stream = type == SOCK_STREAM,
                       .deadline_ns = now_ns() + (uint64_t)deadline_ms * NS_A_MS};
  return 0;
}

/* Until something of `events` is possible, or for `longest_ms` (negative: no such bound). */
static int wait_for(const struct talk *talk, short events, int longest_ms) {
  uint64_t now = now_ns();
  if (now >= talk->deadline_ns) return failed_at("safe transfer", -ETIMEDOUT);
  /* Rounded up: a millisecond too long, rather than a poll that does not wait at all. */
  int left_ms = (int)((talk->deadline_ns - now + NS_A_MS - 1) / NS_A_MS);
  if (longest_ms >= 0 && longest_ms < left_ms) left_ms = longest_ms;
  struct pollfd channel = {.fd = talk->channel, .events = events};
  if (poll(&channel, 1, left_ms) >= 0) return 0;
  if (errno != EINTR) return failed_at("poll", -errno);
  return interruption_pending() == INTERRUPTION_NONE ? 0 : failed_at("poll", -HANDOVER_INTERRUPTED);
}

/* Waits for what an attempt that failed with `code` was short of; other failures are passed on. */
static int wait_to_send(const struct talk *talk, int code) {
  if (code == -EAGAIN) return wait_for(talk, POLLOUT, -1);
  /* Others' descriptors in flight: nothing tells when there are fewer. Ours are bounded by the acknowledgements. */
  if (code == -ETOOMANYREFS) {
    int waited = wait_for(talk, 0, CROWDED_PAUSE_MS);
    return waited == -ETIMEDOUT ? failed_at("sendmsg", code) : waited;
  }
  return code;
}

static int send_whole(struct talk *talk, const void *data, size_t data_bytes, const int *fds,
                      size_t fd_count) {
  const char *rest = data;
  while (data_bytes > 0) {
    size_t sent = 0;
    int code = send_part(talk->channel, rest, data_bytes, fds, fd_count, SEND_NON_BLOCKING, &sent);
    if (code < 0) code = wait_to_send(talk, code);
    if (code < 0) {
      talk->is_torn = rest != data;
      return code;
    }
    if (sent > 0) fd_count = 0; /* they went with the first byte */
    rest += sent;
    data_bytes -= sent;
  }
  return 0;
}

static size_t body_bytes(const struct talk_message *message, enum talk_type type) {
  switch (type) {
    case TALK_REQUEST: return sizeof message->body.request;
    case TALK_REFUSE: return sizeof message->body.refusal;
    case TALK_ACKNOWLEDGE: return 0;
    case TALK_CHUNK:
      return offsetof(struct talk_chunk, identities) +
             message->body.chunk.count * sizeof(struct talk_identity);
  }
  return 0;
}

int talk_say(struct talk *talk, struct talk_message *message, enum talk_type type, uint32_t first,
             const int *fds, size_t fd_count) {
  size_t bytes = body_bytes(message, type);
  message->header = (struct talk_header){.magic = TALK_MAGIC,
                                         .version = TALK_VERSION,
                                         .type = (uint16_t)type,
                                         .body_bytes = (uint32_t)bytes,
                                         .first = first,
                                         .token = talk->token};
  return send_whole(talk, message, sizeof message->header + bytes, fds, fd_count);
}

int talk_refuse(struct talk *talk, int code) {
  const char *operation = failed_operation();
  struct talk_message message;
  memset(&message, 0, sizeof message.header + sizeof message.body.refusal);
  message.body.refusal.code = code;
  snprintf(message.body.refusal.operation, TRANSFER_OPERATION_MAX, "%s", operation);
  /* Tried once after the deadline too. */
  bool is_said = !talk->is_torn && talk_say(talk, &message, TALK_REFUSE, 0, NULL, 0) == 0;
  if (!is_said) shutdown(talk->channel, SHUT_RDWR);
  return failed_at(operation, code);
}

int talk_refused(const struct talk_message *message, struct transfer_report *report) {
  const struct talk_refusal *refusal = &message->body.refusal;
  bool known = refusal->code < 0 && refusal->code > -HANDOVER_ERROR_END;
  report->refused_code = known ? refusal->code : -HANDOVER_MESSAGE_UNEXPECTED;
  memcpy(report->refused_operation, refusal->operation, TRANSFER_OPERATION_MAX);
  report->refused_operation[TRANSFER_OPERATION_MAX - 1] = '\0';
  return failed_at("safe transfer", -HANDOVER_REFUSED);
}

bool talk_is_interrupted(const struct talk *talk) {
  struct pollfd channel = {.fd = talk->channel, .events = POLLIN};
  return poll(&channel, 1, 0) != 0;
}

void talk_close_attached(struct talk_attached *attached) {
  close_all_consume(attached->fds, attached->fd_count);
  attached->fd_count = 0;
  close_consume(&attached->sender.pidfd);
}

static int unexpected(void) { return failed_at("safe transfer", -HANDOVER_MESSAGE_UNEXPECTED); }

/* Does a message of ours begin so, and how long is the whole? */
static int whole_bytes(const struct talk_message *message, size_t *ret) {
  const struct talk_header *header = &message->header;
  if (header->magic != TALK_MAGIC || header->body_bytes > sizeof message->body) return unexpected();
  if (header->version != TALK_VERSION) return failed_at("safe transfer", -HANDOVER_PLAN_DIFFERS);
  *ret = sizeof *header + header->body_bytes;
  return 0;
}

/* On SEQPACKET a message may be empty: only poll(2) tells it from the end (recv(2)). */
static int nothing_came(const struct talk *talk) {
  struct pollfd channel = {.fd = talk->channel, .events = POLLRDHUP};
  if (!talk->is_stream && poll(&channel, 1, 0) == 0) return unexpected();
  return failed_at("recvmsg", -HANDOVER_PEER_GONE);
}

/* One recvmsg(2), however long it takes to come. Keeps what comes along; fails at the end of the channel. */
static int receive_some(const struct talk *talk, char *data, size_t capacity, size_t *ret_bytes,
                        struct talk_attached *attached) {
  struct received got;
  struct message_sender sender;
  int code;
  for (;;) {
    code = receive_with_sender(talk->channel, data, capacity, SCM_MAX_FDS - attached->fd_count,
                               RECEIVE_NON_BLOCKING, &got, &sender);
    if (code != -EAGAIN) break;
    code = wait_for(talk, POLLIN, -1);
    if (code < 0) return code;
  }
  *ret_bytes = got.data_bytes;
  if (code < 0) return code;
  memcpy(attached->fds + attached->fd_count, got.fds, got.fd_count * sizeof(int));
  attached->fd_count += got.fd_count;
  /* Each part names its sender; who sent the first one wrote the header. */
  if (attached->sender.pidfd == -ENODATA)
    attached->sender.pidfd = sender.pidfd;
  else
    close_consume(&sender.pidfd);
  if (attached->sender.pid == 0) attached->sender.pid = sender.pid;
  return got.data_bytes == 0 ? nothing_came(talk) : 0;
}

/* Reads a message to its end even if the descriptors that came with it are wrong (*ret_attached_error): on a stream the
 * rest would be taken for the next message. */
static int read_message(const struct talk *talk, struct talk_message *ret,
                        struct talk_attached *attached, int *ret_attached_error) {
  size_t held = 0, whole = talk->is_stream ? sizeof ret->header : sizeof *ret;
  *ret_attached_error = 0;
  while (held < whole) {
    size_t bytes = 0;
    int code = receive_some(talk, (char *)ret + held, whole - held, &bytes, attached);
    if (code < 0 && bytes == 0) return code;
    if (*ret_attached_error == 0) *ret_attached_error = code;
    held += bytes;
    if (held < sizeof ret->header) {
      if (talk->is_stream) continue;
      return unexpected();
    }
    code = whole_bytes(ret, &whole);
    if (code < 0) return code;
    if (!talk->is_stream && held != whole) return unexpected();
  }
  return 0;
}

static bool body_fits(const struct talk_message *message) {
  enum talk_type type = (enum talk_type)message->header.type;
  if (type < TALK_REQUEST || type > TALK_REFUSE) return false;
  if (type == TALK_CHUNK && (message->header.body_bytes < offsetof(struct talk_chunk, identities) ||
                             message->body.chunk.count > CHUNK_MAX))
    return false;
  return message->header.body_bytes == body_bytes(message, type);
}

static bool is_left_over(const struct talk *talk, const struct talk_header *header) {
  if (header->type == TALK_REQUEST || header->token == talk->token) return false;
  return header->type != TALK_REFUSE || header->token != 0;
}

int talk_hear(const struct talk *talk, struct talk_message *ret, size_t fd_limit,
              struct talk_attached *ret_attached) {
  bool passed_over;
  int code;
  do {
    int attached_error = 0;
    ret_attached->fd_count = 0;
    ret_attached->sender = (struct message_sender){.pidfd = -ENODATA};
    code = read_message(talk, ret, ret_attached, &attached_error);
    passed_over = code == 0 && is_left_over(talk, &ret->header);
    if (code == 0 && !passed_over) {
      code = attached_error < 0 ? failed_at("recvmsg", attached_error) : 0;
      if (code == 0 && !body_fits(ret)) code = unexpected();
      if (code == 0 && ret_attached->fd_count > fd_limit)
        code = failed_at("recvmsg", -HANDOVER_FDS_TOO_MANY);
    }
    /* A flood of left-overs or requests never has to be waited for, so the deadline is asked here as well. */
    bool flood = code == 0 && (passed_over || ret->header.type == TALK_REQUEST);
    if (flood && now_ns() >= talk->deadline_ns) code = failed_at("safe transfer", -ETIMEDOUT);
    if (code < 0 || passed_over) talk_close_attached(ret_attached);
  } while (passed_over && code == 0);
  return code;
}
