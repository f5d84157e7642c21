/* SPDX-License-Identifier: Apache-2.0 */
/* The list of all test suites: a new test_*.c adds its suite here and in tests.c. */
#ifndef HANDOVER_TESTS_H
#define HANDOVER_TESTS_H

#include "runner.h"

extern const struct test_suite *const test_suites[]; /* ends with NULL */

extern const struct test_suite runner_suite;
extern const struct test_suite clock_suite;
extern const struct test_suite arrivals_suite;
extern const struct test_suite donor_work_suite;
extern const struct test_suite injected_wait_suite;
extern const struct test_suite interruption_suite;
extern const struct test_suite sample_log_suite;
extern const struct test_suite channel_suite;
extern const struct test_suite control_message_suite;
extern const struct test_suite pidfd_suite;
extern const struct test_suite pull_cause_suite;
extern const struct test_suite pull_facts_suite;
extern const struct test_suite pull_sight_suite;
extern const struct test_suite pull_ended_suite;
extern const struct test_suite fd_facts_suite;
extern const struct test_suite oracle_suite;
extern const struct test_suite discovery_suite;
extern const struct test_suite loops_suite;
extern const struct test_suite asked_loops_suite;
extern const struct test_suite patience_suite;
extern const struct test_suite donor_state_suite;
extern const struct test_suite arguments_suite;
extern const struct test_suite json_line_suite;
extern const struct test_suite transfer_suite;
extern const struct test_suite transfer_faults_suite;
extern const struct test_suite transfer_channel_suite;
extern const struct test_suite transfer_bad_giver_suite;
extern const struct test_suite transfer_bad_taker_suite;
extern const struct test_suite transfer_last_word_suite;
extern const struct test_suite transfer_locks_suite;
extern const struct test_suite ways_suite;
extern const struct test_suite way_faults_suite;
extern const struct test_suite way_command_suite;
extern const struct test_suite silent_parts_suite;
extern const struct test_suite silent_suite;
extern const struct test_suite silent_ends_suite;
extern const struct test_suite load_suite;
extern const struct test_suite load_command_suite;
extern const struct test_suite service_parts_suite;
extern const struct test_suite http_answer_suite;
extern const struct test_suite service_suite;
extern const struct test_suite handing_suite;
extern const struct test_suite handing_streams_suite;
extern const struct test_suite handing_faults_suite;
extern const struct test_suite handing_hostile_suite;
extern const struct test_suite hostile_loops_suite;
extern const struct test_suite hostile_receive_suite;
extern const struct test_suite handing_words_suite;
extern const struct test_suite clients_suite;
extern const struct test_suite clients_talk_suite;
extern const struct test_suite namespace_suite;

#endif
