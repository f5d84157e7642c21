/* SPDX-License-Identifier: Apache-2.0 */
/* Established connections that go on talking while the service moves: numbered, checksummed frames by schedule, round
 * about over all streams, whether or not the last one was answered. An entry is a frame. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../service/stream.h"
#include "kinds.h"
#include "waiting.h"

/* Frames of one stream that are not answered: more are not begun, so that what is to be checked has a bound. */
enum {
  EVENTS_AT_ONCE = 128,
  STARTS_AT_ONCE = 64,
  UNANSWERED_MAX = 1024,
  OPENING_MS = 5000,
  IDLE_NS = 10 * 1000 * 1000
};

struct stream {
  int fd;
  enum client_outcome broken; /* how it ended; OUTCOME_PENDING: it lives */
  struct stream_state sent;
  uint64_t answered;                  /* frames */
  uint64_t checksums[UNANSWERED_MAX]; /* after frame n: at n modulo the room */
  size_t entries[UNANSWERED_MAX];     /* of frame n */
  uint32_t out_bytes, in_bytes;
  uint8_t out[UNANSWERED_MAX * sizeof(struct frame)];
  uint8_t in[sizeof(struct frame_answer)];
};

struct talk {
  const struct clients_plan *plan;
  struct client_log *log;
  struct clients_done *done;
  size_t next, oldest;
};

static struct stream *streams;
static uint32_t stream_count;
static int epoll = -1;

static void break_stream(struct talk *talk, struct stream *stream, enum client_outcome outcome) {
  uint64_t now = now_ns();
  stream->broken = outcome;
  for (uint64_t n = stream->answered; n < stream->sent.number; n++)
    client_entry_end(&talk->log->entries[stream->entries[n % UNANSWERED_MAX]], outcome, now);
  close_consume(&stream->fd);
}

static enum client_outcome outcome_of_error(int error) {
  if (error == ETIMEDOUT) return OUTCOME_TIMED_OUT;
  return error == ECONNRESET || error == EPIPE ? OUTCOME_RESET : OUTCOME_NOT_OFFERED;
}

static void watch(const struct stream *stream, int operation) {
  uint32_t events = EPOLLIN | (stream->out_bytes > 0 ? (uint32_t)EPOLLOUT : 0);
  struct epoll_event event = {.events = events, .data.u32 = (uint32_t)(stream - streams)};
  epoll_ctl(epoll, operation, stream->fd, &event);
}

/* had_to_wait: until now it is watched for room as well. */
static void send_waiting(struct talk *talk, struct stream *stream, bool had_to_wait) {
  ssize_t sent = send(stream->fd, stream->out, stream->out_bytes, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) {
    break_stream(talk, stream, outcome_of_error(errno));
    return;
  }
  if (sent > 0) {
    stream->out_bytes -= (uint32_t)sent;
    memmove(stream->out, stream->out + sent, stream->out_bytes);
  }
  if (had_to_wait || stream->out_bytes > 0) watch(stream, EPOLL_CTL_MOD);
}

static void start(struct talk *talk, size_t index) {
  struct stream *stream = &streams[index % stream_count];
  struct client_entry *entry = &talk->log->entries[index];
  entry->subject = (uint32_t)(index % stream_count);
  entry->started_ns = now_ns();
  uint64_t late_ns = entry->started_ns - entry->due_ns;
  if (late_ns > talk->done->late_max_ns) talk->done->late_max_ns = late_ns;
  if (stream->broken != OUTCOME_PENDING) {
    client_entry_end(entry, stream->broken, entry->started_ns);
    return;
  }
  if (stream->sent.number - stream->answered == UNANSWERED_MAX) {
    client_entry_end(entry, OUTCOME_NOT_OFFERED, entry->started_ns);
    return;
  }
  uint64_t place = stream->sent.number % UNANSWERED_MAX;
  struct frame frame;
  frame_write(&stream->sent, entry->subject, &frame);
  stream->checksums[place] = stream->sent.checksum;
  stream->entries[place] = index;
  memcpy(stream->out + stream->out_bytes, &frame, sizeof frame);
  stream->out_bytes += sizeof frame;
  if (stream->out_bytes == sizeof frame) send_waiting(talk, stream, false);
}

/* The answer to frame n must say n + 1 frames, and the checksum that this side has after them: anything else is a byte
 * lost, doubled or out of order, on the way there or back. */
static void take_answer(struct talk *talk, struct stream *stream) {
  struct frame_answer answer;
  memcpy(&answer, stream->in, sizeof answer);
  stream->in_bytes = 0;
  uint64_t place = stream->answered % UNANSWERED_MAX;
  bool is_right = stream->answered < stream->sent.number && answer.magic == FRAME_MAGIC &&
                  answer.number == stream->answered + 1 &&
                  answer.checksum == stream->checksums[place];
  if (!is_right) {
    break_stream(talk, stream, OUTCOME_WRONG);
    return;
  }
  struct client_entry *entry = &talk->log->entries[stream->entries[place]];
  entry->generation = answer.generation;
  client_entry_end(entry, OUTCOME_SERVED, now_ns());
  stream->answered++;
}

static void hear(struct talk *talk, struct stream *stream) {
  while (stream->broken == OUTCOME_PENDING) {
    ssize_t got =
        recv(stream->fd, stream->in + stream->in_bytes, sizeof stream->in - stream->in_bytes, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
      break_stream(talk, stream, got < 0 ? outcome_of_error(errno) : OUTCOME_CLOSED_EARLY);
      return;
    }
    stream->in_bytes += (uint32_t)got;
    if (stream->in_bytes == sizeof stream->in) take_answer(talk, stream);
  }
}

static void end_overdue(struct talk *talk, uint64_t now) {
  uint64_t patience_ns = (uint64_t)talk->plan->timeout_ms * 1000000u;
  for (; talk->oldest < talk->next; talk->oldest++) {
    const struct client_entry *entry = &talk->log->entries[talk->oldest];
    if (entry->outcome != OUTCOME_PENDING) continue;
    if (now < entry->due_ns + patience_ns) return;
    /* What is not answered in time breaks the stream: its later frames would be answers to nothing. */
    break_stream(talk, &streams[entry->subject], OUTCOME_TIMED_OUT);
  }
}

static int offer(const struct clients_plan *plan, struct client_log *log, uint64_t origin_ns,
                 struct clients_done *ret) {
  struct talk talk = {.plan = plan, .log = log, .done = ret};
  struct epoll_event events[EVENTS_AT_ONCE];
  for (size_t i = 0; i < log->count; i++) log->entries[i].due_ns += origin_ns;
  ret->connected = ret->in_flight_max = stream_count;
  while (talk.oldest < log->count) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("epoll_wait", -HANDOVER_INTERRUPTED);
    for (int i = 0;
         i < STARTS_AT_ONCE && talk.next < log->count && log->entries[talk.next].due_ns <= now_ns();
         i++)
      start(&talk, talk.next++);
    uint64_t until = talk.next < log->count ? log->entries[talk.next].due_ns : now_ns() + IDLE_NS;
    int count = wait_for_events(epoll, events, EVENTS_AT_ONCE, until);
    if (count < 0) return count;
    for (int i = 0; i < count; i++) {
      struct stream *stream = &streams[events[i].data.u32];
      if (stream->out_bytes > 0) send_waiting(&talk, stream, true);
      hear(&talk, stream);
    }
    end_overdue(&talk, now_ns());
  }
  return 0;
}

/* Its first frame opens a stream, and is in no log: once it is answered, the connection is accepted and known as a
 * stream, and not in a queue. */
static int talk_first(struct stream *stream, uint32_t number) {
  struct frame frame;
  frame_write(&stream->sent, number, &frame);
  stream->checksums[0] = stream->sent.checksum;
  struct pollfd ready = {.fd = stream->fd, .events = POLLOUT};
  if (poll(&ready, 1, OPENING_MS) <= 0) return failed_at("connect", -ETIMEDOUT);
  if (send(stream->fd, &frame, sizeof frame, MSG_NOSIGNAL) != sizeof frame)
    return failed_at("send", errno == 0 ? -EIO : -errno);
  struct frame_answer answer;
  ready.events = POLLIN;
  if (poll(&ready, 1, OPENING_MS) <= 0) return failed_at("recv", -ETIMEDOUT);
  if (recv(stream->fd, &answer, sizeof answer, MSG_WAITALL) != sizeof answer ||
      answer.number != 1 || answer.checksum != stream->sent.checksum)
    return failed_at("recv", -HANDOVER_MESSAGE_UNEXPECTED);
  stream->answered = 1;
  return 0;
}

static int open_stream(struct stream *stream, uint32_t number, const struct clients_plan *plan) {
  int error;
  uint16_t port = plan->ports.ports[number % plan->ports.count];
  stream->fd = begin_connection(SOCK_STREAM, port, number, &error);
  if (stream->fd < 0) return stream->fd;
  if (error != EINPROGRESS) return failed_at("connect", -error);
  int code = talk_first(stream, number);
  if (code == 0) watch(stream, EPOLL_CTL_ADD);
  return code;
}

static int prepare(const struct clients_plan *plan, struct client_log *log) {
  stream_count = plan->streams;
  streams = calloc(stream_count, sizeof *streams);
  if (streams == NULL) return failed_at("calloc", -ENOMEM);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) return failed_at("epoll_create1", -errno);
  for (uint32_t i = 0; i < stream_count; i++) streams[i].fd = -1;
  for (uint32_t i = 0; i < stream_count; i++) {
    int code = open_stream(&streams[i], i, plan);
    if (code < 0) return code;
  }
  return clients_draw(plan, log);
}

static void end(void) {
  for (uint32_t i = 0; streams != NULL && i < stream_count; i++) close_consume(&streams[i].fd);
  free(streams);
  streams = NULL;
  close_consume(&epoll);
}

const struct clients clients_streams = {
    .name = "streams",
    .description = "established connections with numbered, checksummed frames by schedule",
    .count = clients_by_schedule,
    .prepare = prepare,
    .offer = offer,
    .end = end,
};
