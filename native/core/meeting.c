/* SPDX-License-Identifier: Apache-2.0 */
/* The protocol's messages around the transfers. */
#include "meeting.h"

#include <string.h>
#include <unistd.h>

#include "control_message.h"
#include "error_text.h"
#include "fd_facts.h"

struct identities {
  struct message_header header;
  struct fd_identity list[CHUNK_MAX];
};

struct address_message {
  struct message_header header;
  struct listener_address address;
};

static size_t identities_bytes(uint32_t count) {
  return sizeof(struct message_header) + count * sizeof(struct fd_identity);
}

static uint32_t smaller(uint32_t one, uint32_t other) { return one < other ? one : other; }

int meeting_exchange_hello(int channel, const struct transfer_plan *plan, bool is_donor,
                           const char *path, struct hello *ret_peer) {
  struct hello own = {.header = {.type = MESSAGE_HELLO},
                      .protocol = PROTOCOL_VERSION,
                      .pid = getpid(),
                      .is_donor = is_donor,
                      .plan = *plan};
  strncpy(own.path, path, sizeof own.path - 1);
  int code = send_message(channel, &own, sizeof own, NULL, 0);
  if (code == 0) code = receive_exactly(channel, ret_peer, sizeof *ret_peer, NULL, 0);
  if (code < 0) return code;
  if (ret_peer->header.type != MESSAGE_HELLO)
    return failed_at("hello", -HANDOVER_MESSAGE_UNEXPECTED);
  ret_peer->path[CHANNEL_PATH_MAX - 1] = '\0';
  bool same = ret_peer->protocol == PROTOCOL_VERSION && ret_peer->is_donor == !is_donor &&
              memcmp(&ret_peer->plan, plan, sizeof *plan) == 0;
  return same ? 0 : failed_at("hello", -HANDOVER_PLAN_DIFFERS);
}

int meeting_send_identities(int channel, const int *fds, uint32_t batch) {
  struct identities message = {.header = {.type = MESSAGE_IDENTITIES}};
  for (uint32_t offset = 0; offset < batch; offset += CHUNK_MAX) {
    uint32_t count = smaller(CHUNK_MAX, batch - offset);
    message.header.offset = offset;
    message.header.count = count;
    for (uint32_t i = 0; i < count; i++) {
      int code = fd_identify(fds[offset + i], fds[offset + i], &message.list[i]);
      if (code < 0) return code;
    }
    int code = send_message(channel, &message, identities_bytes(count), NULL, 0);
    if (code < 0) return code;
  }
  return 0;
}

int meeting_receive_identities(int channel, struct fd_identity *ret_identities, uint32_t batch) {
  struct identities message;
  for (uint32_t offset = 0; offset < batch; offset += CHUNK_MAX) {
    uint32_t count = smaller(CHUNK_MAX, batch - offset);
    int code = receive_exactly(channel, &message, identities_bytes(count), NULL, 0);
    if (code < 0) return code;
    if (message.header.type != MESSAGE_IDENTITIES || message.header.offset != offset)
      return failed_at("identities", -HANDOVER_MESSAGE_UNEXPECTED);
    memcpy(ret_identities + offset, message.list, count * sizeof message.list[0]);
  }
  return 0;
}

int meeting_send_address(int channel, int fd) {
  struct address_message message = {.header = {.type = MESSAGE_ADDRESS}};
  int code = fd_address(fd, &message.address);
  return code < 0 ? code : send_message(channel, &message, sizeof message, NULL, 0);
}

int meeting_receive_address(int channel, struct listener_address *ret) {
  struct address_message message;
  int code = receive_exactly(channel, &message, sizeof message, NULL, 0);
  if (code < 0) return code;
  if (message.header.type != MESSAGE_ADDRESS)
    return failed_at("address", -HANDOVER_MESSAGE_UNEXPECTED);
  *ret = message.address;
  return 0;
}

int meeting_send(int channel, enum message_type type, uint32_t sequence) {
  struct message_header message = {.type = type, .sequence = sequence};
  return send_message(channel, &message, sizeof message, NULL, 0);
}

int meeting_expect(int channel, enum message_type type, uint32_t sequence) {
  struct message_header message;
  int code = receive_exactly(channel, &message, sizeof message, NULL, 0);
  if (code < 0) return code;
  if (message.type != (uint32_t)type || message.sequence != sequence)
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  return 0;
}
