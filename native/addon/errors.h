// SPDX-License-Identifier: Apache-2.0
// The one place that makes a JavaScript error out of a core code.
#pragma once

#include <napi.h>

// Throws an Error with `code` ("EPERM", "HANDOVER_FDS_TOO_FEW", …), `syscall` (the operation that
// failed), `errno` (the negative number, as Node's own system errors have it) and a sentence that names
// the likely cause. Returns undefined, so that a function can `return ThrowCode(env, code);`.
Napi::Value ThrowCode(Napi::Env env, int code);

// The code as a number, or the error for a negative one.
Napi::Value NumberOrThrow(Napi::Env env, int value_or_code);

// Undefined for 0, or the error for a negative code.
Napi::Value UndefinedOrThrow(Napi::Env env, int code);
