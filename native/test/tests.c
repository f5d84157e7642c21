/* SPDX-License-Identifier: Apache-2.0 */
/* Every suite, in the order in which they run: the runner's own first, since the others lean on
 * it. */
#include "tests.h"

#include <stddef.h>

const struct test_suite *const test_suites[] = {
    &runner_suite,
    &clock_suite,
    &arrivals_suite,
    &donor_work_suite,
    &injected_wait_suite,
    &interruption_suite,
    &sample_log_suite,
    &channel_suite,
    &control_message_suite,
    &pidfd_suite,
    &pull_cause_suite,
    &pull_facts_suite,
    &fd_facts_suite,
    &oracle_suite,
    &discovery_suite,
    &loops_suite,
    &asked_loops_suite,
    &patience_suite,
    &donor_state_suite,
    &arguments_suite,
    &json_line_suite,
    &ways_suite,
    &way_faults_suite,
    &way_command_suite,
    &load_suite,
    &load_command_suite,
    &service_parts_suite,
    &http_answer_suite,
    &service_suite,
    &handing_suite,
    &handing_streams_suite,
    &handing_faults_suite,
    &handing_hostile_suite,
    &handing_words_suite,
    &clients_suite,
    &clients_talk_suite,
    &namespace_suite,
    NULL,
};
