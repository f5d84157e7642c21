/* SPDX-License-Identifier: Apache-2.0 */
/* Combinations that would measure something else than they say are refused. */
#include "plan_rules.h"

#include <stddef.h>
#include <string.h>

#include "../core/fd_kinds.h"
#include "../core/mechanism.h"

static const char *patience_rule_broken(const struct transfer_plan *plan) {
  bool unasked = plan->numbers != NUMBERS_ANNOUNCED;
  if (plan->patience_ms > 0 && plan->initiator == INITIATOR_DONOR)
    return "--patience-ms is the receiver's, who must begin: give --initiator receiver";
  if (plan->patience_ms > 0 && plan->acknowledge != ACKNOWLEDGE_TRANSFER)
    return "--patience-ms goes with one acknowledgement a transfer";
  if (plan->patience_ms > 0 && plan->batch > plan->chunk)
    return "--patience-ms goes with one message a transfer: --batch must not exceed --chunk";
  if (plan->donor_state == DONOR_STOPPED && !unasked && plan->patience_ms == 0)
    return "a stopped donor answers nobody: give --patience-ms, or --numbers that are not announced";
  if (plan->donor_state == DONOR_STOPPED && plan->initiator == INITIATOR_DONOR)
    return "a stopped donor begins nothing: give --initiator receiver";
  if (plan->for_ms > 0 && (!plan_is_asked(plan) || plan->patience_ms > 0))
    return "--for-ms is for a receiver that asks: with --initiator receiver, only with --numbers "
           "announced, not with a stream or --patience-ms";
  return NULL;
}

static const char *donor_rule_broken(const struct transfer_plan *plan) {
  bool runs = plan->donor_state == DONOR_RUNNING;
  if (plan->donor_state == DONOR_EXEC_STORM && plan->numbers != NUMBERS_KNOWN)
    return "--donor-state exec-storm needs --numbers known: such a donor answers nobody";
  if (!runs && plan->service != SERVICE_NONE)
    return "--service needs a donor that runs: not --donor-state stopped or exec-storm";
  if (plan->donor_state == DONOR_EXEC_STORM && (plan->donor_threads > 0 || plan->table_size > 0))
    return "execve(2) ends threads and closes the table: not with --donor-threads or --table-size";
  if (plan->donor_state == DONOR_EXEC_STORM && plan->channel_type == CHANNEL_DGRAM)
    return "--donor-state exec-storm sees its peer go by a channel that connects: not with dgram";
  if (plan->donor_threads == 0 && plan->threads_do != THREADS_SLEEP)
    return "--threads-do needs --donor-threads";
  if (plan->service != SERVICE_NONE && (plan->service_ns == 0 || plan->utilisation_percent == 0))
    return "--service needs --service-ns and --utilisation-percent";
  if (plan->service != SERVICE_NONE && plan->acknowledge != ACKNOWLEDGE_TRANSFER)
    return "--service goes with one acknowledgement a transfer: between messages the donor waits";
  if (plan->service != SERVICE_NONE && plan->initiator == INITIATOR_DONOR)
    return "--service is work beside transfers that are asked for: give --initiator receiver";
  return NULL;
}

/* Numbers that are not announced: the receiver pulls without asking, from what it knows or finds. */
static const char *numbers_rule_broken(const struct transfer_plan *plan,
                                       const struct mechanism *mechanism) {
  if (plan->numbers == NUMBERS_ANNOUNCED) return NULL;
  if (mechanism->obtain == NULL)
    return "--numbers known, proc, proc-net and try-each need a mechanism that pulls";
  if (plan->meet == MEET_PATH)
    return "--numbers known, proc, proc-net and try-each go with an inherited channel";
  if (plan->initiator == INITIATOR_DONOR && plan->arrivals != ARRIVALS_CLOSED)
    return "without --numbers announced a schedule is the receiver's: give --initiator receiver";
  if (plan_is_found(plan) && (strcmp(plan->kind, "tcp_listener") != 0 || plan->batch != 1))
    return "--numbers proc, proc-net and try-each look for one listening socket: give --kind "
           "tcp_listener and --batch 1";
  return NULL;
}

static const char *role_rule_broken(const struct arguments *arguments) {
  const struct transfer_plan *plan = &arguments->plan;
  if (arguments->command == COMMAND_LAUNCH) {
    if (arguments->cpu >= 0 || arguments->channel_fd >= 0 || arguments->lifeline_fd >= 0 ||
        arguments->pidfd_fd >= 0 || arguments->barrier_fd >= 0)
      return "launch makes channel, lifeline and pidfd itself and pins by --donor-cpu and "
             "--receiver-cpu";
    return NULL;
  }
  if (arguments->channel_fd < 0 || arguments->samples_fd < 0)
    return "a role needs --channel-fd and --samples-fd";
  if (arguments->donor_cpu >= 0 || arguments->receiver_cpu >= 0)
    return "a role is pinned by --cpu; --donor-cpu and --receiver-cpu are for launch";
  if (arguments->barrier_fd >= 0 && arguments->command != COMMAND_RECEIVER)
    return "--barrier-fd is for receivers: a donor begins when it is asked";
  if (plan->channel_type == CHANNEL_DGRAM && arguments->lifeline_fd < 0)
    return "a dgram channel does not report a peer's death: give --lifeline-fd as well";
  if (arguments->pidfd_fd >= 0 && plan->pidfd_source != PIDFD_FROM_CLONE)
    return "--pidfd-fd goes with --pidfd-source clone: another source opens its own";
  if (arguments->command == COMMAND_RECEIVER && plan->pidfd_source == PIDFD_FROM_CLONE &&
      arguments->pidfd_fd < 0)
    return "--pidfd-source clone needs --pidfd-fd, or the command launch";
  return NULL;
}

const char *plan_rule_broken(const struct arguments *arguments) {
  const struct transfer_plan *plan = &arguments->plan;
  const struct mechanism *mechanism = mechanism_find(plan->mechanism);
  if (mechanism == NULL) return "--mechanism is missing or unknown; 'list' names them";
  if (fd_kind_find(plan->kind) == NULL) return "--kind is unknown; 'list' names them";
  if (plan->warmup > TRANSFERS_MAX - plan->transfers)
    return "--warmup and --transfers are more than 10000000 together";
  if (plan->initiator == INITIATOR_RECEIVER && plan->numbers == NUMBERS_ANNOUNCED &&
      (plan->meet == MEET_PATH || plan->acknowledge == ACKNOWLEDGE_NONE))
    return "--initiator receiver asks before each transfer: not with --meet path or a stream";
  if (plan->channel_type == CHANNEL_DGRAM && plan->meet == MEET_PATH)
    return "--meet path needs a channel that connects: seqpacket or stream";
  if (plan->pidfd_source == PIDFD_FROM_PEER && plan->meet != MEET_PATH)
    return "--pidfd-source peer needs --meet path: on a socketpair SO_PEERPIDFD names whoever "
           "made the pair";
  if (plan->pidfd_source == PIDFD_FROM_CLONE && plan->pidfd_life == PIDFD_PER_TRANSFER)
    return "a pidfd from clone is made once: --pidfd-life transfer does not go with it";
  if (plan->arrivals != ARRIVALS_CLOSED && plan->rate_per_second == 0)
    return "--arrivals constant and poisson need --rate-per-second";
  const char *broken = numbers_rule_broken(plan, mechanism);
  if (broken == NULL) broken = patience_rule_broken(plan);
  if (broken == NULL) broken = donor_rule_broken(plan);
  return broken != NULL ? broken : role_rule_broken(arguments);
}
