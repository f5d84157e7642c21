/* SPDX-License-Identifier: Apache-2.0 */
/* From two accounts of a transfer to one line of the ledger. */
#include "silent_ledger.h"

#include "../core/fd_facts.h"
#include "serial_file.h"

struct receiver_account judge_received(const int *fds, size_t fd_count, const uint64_t *serials,
                                       size_t meant) {
  struct receiver_account account = {0};
  for (size_t i = 0; i < meant || i < fd_count; i++) {
    int fd = i < fd_count ? fds[i] : -1;
    if (fd >= 0 && fd_is_close_on_exec(fd) != 1) account.inheritable++;
    if (fd < 0 && i < meant)
      account.missing++;
    else if (fd >= 0 && i >= meant)
      account.surplus++;
    else if (fd >= 0 && serial_file_read(fd) == serials[i])
      account.right++;
    else if (fd >= 0)
      account.swapped++;
  }
  return account;
}

/* The receiver holds nothing. Refused only where the donor knows it too: else it would close what nobody has. */
static void add_failed(struct silent_ledger *ledger, const struct donor_account *donor) {
  if (donor->failed) {
    ledger->refused += donor->meant;
    ledger->refusals++;
  } else {
    ledger->lost += donor->meant;
    ledger->spoiled++;
  }
}

void ledger_add(struct silent_ledger *ledger, const struct donor_account *donor,
                const struct receiver_account *receiver) {
  ledger->meant += donor->meant;
  if (receiver->failed) {
    add_failed(ledger, donor);
    return;
  }
  ledger->right += receiver->right;
  ledger->swapped += receiver->swapped;
  ledger->surplus += receiver->surplus;
  ledger->inheritable += receiver->inheritable;
  if (receiver->was_truncated)
    ledger->truncated += receiver->missing;
  else
    ledger->lost += receiver->missing;
  bool is_whole = receiver->missing + receiver->swapped + receiver->surplus == 0;
  if (!is_whole) {
    ledger->spoiled++;
    return;
  }
  ledger->whole++;
  if (donor->failed) ledger->unacknowledged++;
}

bool ledger_adds_up(const struct silent_ledger *ledger, uint64_t transfers) {
  uint64_t descriptors =
      ledger->right + ledger->truncated + ledger->lost + ledger->swapped + ledger->refused;
  return descriptors == ledger->meant &&
         ledger->whole + ledger->spoiled + ledger->refusals == transfers;
}
