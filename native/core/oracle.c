/* SPDX-License-Identifier: Apache-2.0 */
/* The oracle: looks at what was received and counts what is wrong. */
#include "oracle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "control_message.h"
#include "error_text.h"
#include "fd_facts.h"

void oracle_check_identities(struct oracle *oracle, const int *fds) {
  for (uint32_t i = 0; i < oracle->batch; i++) {
    const struct fd_identity *expected = &oracle->expected[i];
    struct fd_identity found;
    oracle->identity_checked++;
    if (fd_identify(fds[i], expected->number, &found) < 0 || found.device != expected->device ||
        found.inode != expected->inode)
      oracle->wrong_identity++;
    if (fd_is_close_on_exec(fds[i]) != 1) oracle->not_close_on_exec++;
  }
}

int oracle_check_descriptions(struct oracle *oracle, const int *fds) {
  for (uint32_t i = 0; i < oracle->batch; i++) {
    int same =
        fds_are_same_by_kcmp(getpid(), fds[i], oracle->donor_pid, oracle->expected[i].number);
    /* A number that is not open on one side is an answer (not the same), not a refusal. */
    if (same < 0 && same != -EBADF) return same;
    oracle->description_checked++;
    if (same != 1) oracle->wrong_description++;
  }
  oracle->method = ORACLE_KCMP;
  return 0;
}

/* Each position has a code of its own, never 0; in round b those with bit b are turned round. A wrong
 * descriptor, a swapped one and one that nobody turns all answer with another code. */
static bool is_turned_in(uint32_t round, uint32_t position) {
  return (((position + 1) >> round) & 1) != 0;
}

static int toggle_round(const int *fds, uint32_t batch, uint32_t round) {
  for (uint32_t i = 0; i < batch; i++) {
    int code = is_turned_in(round, i) ? fd_toggle_nonblock(fds[i]) : 0;
    /* A number that is not open cannot follow: the donor will say so. */
    if (code < 0 && code != -EBADF) return code;
  }
  return 0;
}

int oracle_check_by_flags(struct oracle *oracle, int channel, const int *fds) {
  struct message_header answer = {0};
  for (uint32_t round = 0; (oracle->batch >> round) != 0; round++) {
    struct message_header check = {
        .type = MESSAGE_CHECK, .sequence = round, .count = oracle->batch};
    int code = toggle_round(fds, oracle->batch, round);
    if (code == 0) code = send_message(channel, &check, sizeof check, NULL, 0);
    if (code == 0) code = receive_exactly(channel, &answer, sizeof answer, NULL, 0);
    if (code == 0) code = toggle_round(fds, oracle->batch, round);
    if (code < 0) return code;
    if (answer.type != MESSAGE_CHECKED) return failed_at("oracle", -HANDOVER_MESSAGE_UNEXPECTED);
  }
  oracle->description_checked += oracle->batch;
  oracle->wrong_description += answer.count;
  oracle->method = ORACLE_FLAGS;
  return 0;
}

int oracle_answer_check(int channel, uint32_t round, const int *fds, const int *flags_before,
                        bool *wrong, uint32_t batch) {
  /* The asker's word: a round that no position has a bit for was never asked by ours. */
  if (round >= 32 || (batch >> round) == 0)
    return failed_at("oracle", -HANDOVER_MESSAGE_UNEXPECTED);
  struct message_header answer = {.type = MESSAGE_CHECKED, .sequence = round};
  for (uint32_t i = 0; i < batch; i++) {
    int flags = fd_status_flags(fds[i]);
    if (flags < 0) return flags;
    bool turned = ((flags ^ flags_before[i]) & O_NONBLOCK) != 0;
    wrong[i] = (round > 0 && wrong[i]) || turned != is_turned_in(round, i);
    answer.count += wrong[i];
  }
  return send_message(channel, &answer, sizeof answer, NULL, 0);
}

bool oracle_passed(const struct oracle *oracle) { return oracle_complaint(oracle)[0] == '\0'; }

bool oracle_has_verdict(const struct oracle *oracle) {
  bool found_wrong =
      oracle->wrong_description + oracle->wrong_identity + oracle->not_close_on_exec > 0;
  return oracle->method != ORACLE_NOT_RUN && (oracle->open_after >= 0 || found_wrong);
}

const char *oracle_method_name(enum oracle_method method) {
  switch (method) {
    case ORACLE_NOT_RUN: return "not-run";
    case ORACLE_KCMP: return "kcmp";
    case ORACLE_FLAGS: return "flags";
    case ORACLE_NO_DESCRIPTORS: return "count";
    case ORACLE_SLOT_READ: return "slot-read";
  }
  return "not-run";
}

const char *oracle_complaint(const struct oracle *oracle) {
  static _Thread_local char complaint[160];
  complaint[0] = '\0';
  if (oracle->method == ORACLE_NOT_RUN)
    snprintf(complaint, sizeof complaint, "the oracle was not reached");
  else if (oracle->wrong_description > 0)
    snprintf(complaint, sizeof complaint, "%llu of %llu are not the donor's open file description",
             (unsigned long long)oracle->wrong_description,
             (unsigned long long)oracle->description_checked);
  else if (oracle->wrong_identity > 0)
    snprintf(complaint, sizeof complaint, "%llu of %llu have another inode than the donor's",
             (unsigned long long)oracle->wrong_identity,
             (unsigned long long)oracle->identity_checked);
  else if (oracle->not_close_on_exec > 0)
    snprintf(complaint, sizeof complaint, "%llu of %llu are not close-on-exec",
             (unsigned long long)oracle->not_close_on_exec,
             (unsigned long long)oracle->identity_checked);
  else if (oracle->open_after < 0)
    snprintf(complaint, sizeof complaint, "the role ended before its last transfer");
  else if (oracle->open_before != oracle->open_after)
    snprintf(complaint, sizeof complaint, "%d descriptors were open before, %d after: a leak",
             oracle->open_before, oracle->open_after);
  return complaint;
}
