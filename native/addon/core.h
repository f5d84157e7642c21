// SPDX-License-Identifier: Apache-2.0
// The core's C headers for C++: the addon knows the kernel only through them.
#pragma once

extern "C" {
#include "../core/build_facts.h"
#include "../core/channel.h"
#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "../core/mechanism.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/process_facts.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "../core/sample_log.h"
#include "../core/single_calls.h"
#include "../transfer/transfer.h"
}
