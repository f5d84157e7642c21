// SPDX-License-Identifier: Apache-2.0
// The one place that makes a JavaScript error out of a core code.
#pragma once

#include <napi.h>

// An Error with `code` ("EPERM", "HANDOVER_FDS_TOO_FEW", …), `syscall` (the operation that
// failed), `errno` (the negative number, as Node's own system errors have it) and a sentence that
// names the likely cause. For a failure in another thread, which has its own failed_operation().
Napi::Error ErrorOf(Napi::Env env, int code, const char *operation);

// Throws it, for what failed last in this thread.
[[noreturn]] void ThrowCode(Napi::Env env, int code);

// Passes a result of the core on, or throws the error for a negative one.
int Checked(Napi::Env env, int value_or_code);
